"""What is kept of a fault of the program: a text that the user can read, copy and send, or not."""

import contextlib
import platform
import traceback
from datetime import datetime
from pathlib import Path

from trygg_desktop import __version__


def describe_crash(error: BaseException) -> str:
    """Return what happened, where in the program, and on what kind of machine. No values of the project."""
    lines = traceback.format_exception(error)
    return (
        f"Trygg Desktop {__version__}\n"
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}, {platform.machine()}\n"
        f"{datetime.now().isoformat(sep=' ', timespec='seconds')}\n\n{''.join(lines)}"
    )


def keep_crash(error: BaseException, settings_folder: Path) -> Path | None:
    """Store the description among the user's own files and return where; ``None`` when that is impossible."""
    with contextlib.suppress(OSError):
        folder = settings_folder / "crashes"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{datetime.now():%Y-%m-%d %H%M%S-%f}.txt"
        path.write_text(describe_crash(error), encoding="utf-8")
        return path
    return None
