"""What is kept of a fault of the program: a text that the user can read, copy and send, or not.

It says where in the program it happened, never what stands in the project: texts of errors may hold values, so only
those that Python itself words from names in the code are told.
"""

import contextlib
import platform
import traceback
from datetime import datetime
from pathlib import Path

from trygg_desktop import __version__

_WORDED_BY_PYTHON = (AttributeError, ImportError, NameError, NotImplementedError, RecursionError, TypeError)


def describe_crash(error: BaseException) -> str:
    """Return what happened, where in the program, and on what kind of machine. No values of the project."""
    return (
        f"Trygg Desktop {__version__}\n"
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}, {platform.machine()}\n"
        f"{datetime.now().isoformat(sep=' ', timespec='seconds')}\n\n{trace_without_values(error)}"
    )


def trace_without_values(error: BaseException) -> str:
    """Return the way through the program to an error, and to those that led to it, without their texts."""
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        parts.append(_one_trace(current))
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\nwhich came of:\n\n".join(parts)


def _one_trace(error: BaseException) -> str:
    lines = [
        f"  {_place(frame.filename)}, line {frame.lineno}, in {frame.name}\n    {frame.line or ''}\n"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    text = f": {error}" if isinstance(error, _WORDED_BY_PYTHON) else ""
    if trace := getattr(error, "trace", ""):
        text = f", in the worker process:\n\n{trace}"
    return f"{''.join(lines)}{name}{text}\n"


def _place(file_name: str) -> str:
    """Return a file as it lies in the program or a library, without the folders of this computer."""
    parts = Path(file_name).parts
    for start in ("trygg_desktop", "site-packages"):
        if start in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(start) :])
    return parts[-1] if parts else file_name


def keep_crash(error: BaseException, settings_folder: Path) -> Path | None:
    """Store the description among the user's own files and return where; ``None`` when that is impossible."""
    return keep_report(describe_crash(error), settings_folder)


def keep_report(report: str, settings_folder: Path) -> Path | None:
    """Store a report among the user's own files and return where; ``None`` when that is impossible."""
    with contextlib.suppress(OSError):
        folder = settings_folder / "crashes"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{datetime.now():%Y-%m-%d %H%M%S-%f}.txt"
        path.write_text(report, encoding="utf-8")
        return path
    return None
