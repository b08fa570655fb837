"""Pictures of every page, drawn by the program itself: for the guide, and for looking at a change."""

from dataclasses import dataclass
from pathlib import Path

from trygg_desktop.ui.application import Application
from trygg_desktop.ui.registry import PAGES
from trygg_desktop.ui.window import ProjectWindow


@dataclass(frozen=True, slots=True)
class PictureSize:
    """Width and height of the window in pixels, and how many picture points a pixel has."""

    width: int = 1366
    height: int = 768


def take_pictures(application: Application, out: Path, suffix: str, size: PictureSize) -> list[Path]:
    """Show each page in turn and keep a picture of the window. The window is closed afterwards."""
    window = application.window
    assert isinstance(window, ProjectWindow)
    window.resize(size.width, size.height)
    pictures: list[Path] = []
    for entry in PAGES:
        window.show_page(entry.key)
        for _ in range(6):  # a page, its late widgets and the rail's icons come one after the other
            application.qt.processEvents()
        path = out / f"{entry.key}{suffix}.png"
        window.grab().save(str(path))
        pictures.append(path)
    window.close()
    application.window = None
    return pictures
