"""Where the program finds what it carries with it, and where it keeps what is the user's."""

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """Return the folder ``resources`` or ``db``: beside the package in a checkout, inside it when installed.

    Raises ``FileNotFoundError`` when the installation is incomplete.
    """
    for folder in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the folder {name!r} is missing from the installation of Trygg Desktop")


def settings_folder() -> Path:
    """Return (and make) the user's own folder for settings, logs and crash reports."""
    from platformdirs import user_config_path

    return user_config_path("Trygg Desktop", appauthor=False, roaming=True, ensure_exists=True)


def backup_folder() -> Path:
    """Return the folder under which the backups of every programme lie."""
    return settings_folder() / "backups"


def has_display() -> bool:
    """Tell whether a window can be shown; without a display Qt would end the program."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return True
    return sys.platform in ("win32", "darwin") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
