"""What the user has chosen, kept between sessions in one small file."""

import contextlib
import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path

_RECENT = 8


@dataclass(slots=True)
class Settings:
    """The user's choices. ``theme``: ``light``, ``dark`` or ``system``; ``recent``: paths, latest first."""

    language: str = "sv"
    theme: str = "light"
    recent: list[str] = field(default_factory=list)
    geometry: str = ""
    page: str = "overview"
    splitters: dict[str, list[int]] = field(default_factory=dict)

    def remember(self, path: Path) -> None:
        """Put a project file first among the recent ones."""
        name = str(path)
        self.recent = [name, *(other for other in self.recent if other != name)][:_RECENT]


def load_settings(folder: Path) -> Settings:
    """Return the stored settings; what is missing, unknown or damaged falls back to the default."""
    settings = Settings()
    with contextlib.suppress(OSError, ValueError):
        stored = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        for option in dataclasses.fields(settings):
            value = stored.get(option.name) if isinstance(stored, dict) else None
            if type(value) is type(getattr(settings, option.name)):
                setattr(settings, option.name, value)
    return settings


def save_settings(settings: Settings, folder: Path) -> None:
    """Store the settings; a folder that cannot be written is no reason to stop."""
    with contextlib.suppress(OSError):
        temporary = folder / "settings.json.new"
        temporary.write_text(json.dumps(dataclasses.asdict(settings), ensure_ascii=False, indent=1), encoding="utf-8")
        temporary.replace(folder / "settings.json")
