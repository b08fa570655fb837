"""One way to open SQLite: the settings that make a project file safe, set and read back."""

import sqlite3
from pathlib import Path
from urllib.parse import quote

from trygg_desktop.errors import FileRefused

APPLICATION_ID = 0x54525947
"""``TRYG``: marks the file as ours."""

_SETTINGS = {
    "foreign_keys": ("ON", 1),
    "trusted_schema": ("OFF", 0),
    "synchronous": ("FULL", 2),
    "journal_mode": ("DELETE", "delete"),
    "recursive_triggers": ("ON", 1),
    "busy_timeout": ("3000", 3000),
    "cell_size_check": ("ON", 1),
}


def connect(path: Path, *, read_only: bool = False, create: bool = False) -> sqlite3.Connection:
    """Open the file with our settings. The connection commits nothing by itself: steps begin and commit.

    Raises ``FileRefused`` when SQLite cannot open the file or grant a setting.
    """
    mode = "rwc" if create else "ro" if read_only else "rw"
    try:
        connection = sqlite3.connect(f"file:{quote(str(path))}?mode={mode}", uri=True, isolation_level=None)
        for name, (wish, granted) in _SETTINGS.items():
            connection.execute(f"PRAGMA {name} = {wish}")
            if connection.execute(f"PRAGMA {name}").fetchone()[0] != granted and not read_only:
                raise FileRefused("SQLite did not grant {name} for {file}.", name=name, file=str(path))
    except sqlite3.DatabaseError as error:
        raise FileRefused("{file} cannot be opened: it is damaged or no project file.", file=str(path)) from error
    return connection
