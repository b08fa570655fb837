"""One way to open SQLite: the settings that make a project file safe, set and read back; its troubles in words."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from trygg_desktop.errors import FileRefused, UserError
from trygg_desktop.messages import N_

APPLICATION_ID = 0x54525947
"""``TRYG``: marks the file as ours."""

_SETTINGS = {
    "foreign_keys": ("ON", 1),
    "trusted_schema": ("OFF", 0),
    "synchronous": ("FULL", 2),
    "journal_mode": ("DELETE", "delete"),
    "recursive_triggers": ("ON", 1),
    "cell_size_check": ("ON", 1),
    "temp_store": ("MEMORY", 2),
    "query_only": ("ON", 1),
}
_PATIENCE = 3.0
"""Seconds to wait for another process that is reading or writing."""


def connect(path: Path, *, read_only: bool = False, create: bool = False) -> sqlite3.Connection:
    """Open the file with our settings.

    The connection commits nothing by itself, and it cannot write until ``PRAGMA query_only`` is switched off:
    steps do that. It may be handed from one thread to another; that they never use it at once is its owner's duty
    (``store.lending``). Raises ``FileRefused`` when SQLite cannot open the file or grant a setting.
    """
    mode = "rwc" if create else "ro" if read_only else "rw"
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}"
    with plain_errors(path):
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_PATIENCE, check_same_thread=False)
        try:
            for name, (wish, granted) in _SETTINGS.items():
                connection.execute(f"PRAGMA {name} = {wish}")
                if connection.execute(f"PRAGMA {name}").fetchone()[0] != granted and not read_only:
                    raise FileRefused("SQLite did not grant {name} for {file}.", name=name, file=str(path))
        except BaseException:
            connection.close()
            raise
    return connection


def damaged(path: Path) -> FileRefused:
    """Return what is said of a file that is not sound."""
    return FileRefused(_DAMAGED.source, file=str(path))


@contextlib.contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn what can go wrong with a disk, a file or another program into words for the user.

    Raises ``FileRefused`` for a damaged file and ``UserError`` for trouble that may pass; faults of the program
    (SQL that is wrong, a broken rule) go through as they are.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        emptied = str(error).startswith("no such table")  # checked at opening: somebody took the file away beneath us
        if emptied or code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise damaged(path) from error
        if code not in _TROUBLES:
            raise
        raise UserError(_TROUBLES[code].source, file=str(path)) from error


_DAMAGED = N_("{file} is damaged. Nothing was changed in it; open the latest backup instead.")
_TROUBLES = {
    sqlite3.SQLITE_CANTOPEN: N_("{file} cannot be opened. Check that its folder exists and that you may write in it."),
    sqlite3.SQLITE_BUSY: N_("Another program is using {file}. Nothing was changed; try again."),
    sqlite3.SQLITE_FULL: N_("The disk is full. Nothing was changed in {file}; make room and try again."),
    sqlite3.SQLITE_READONLY: N_("{file} cannot be written. Nothing was changed; check the permissions."),
    sqlite3.SQLITE_IOERR: N_("{file} cannot be reached. Nothing was changed; check disk and network."),
}
