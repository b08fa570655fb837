"""Copies of a project file for bad days: whole, checked, and thinned so that old ones stay far apart.

A copy is made by SQLite's backup, so that it is whole whatever is written meanwhile; it is opened and checked before it
gets its name. Only after a good copy are old ones thinned: a damaged file never pushes good copies out.
"""

import contextlib
import hashlib
import re
import secrets
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from trygg_desktop.errors import OutputRefused
from trygg_desktop.outputs import write_safely
from trygg_desktop.store.connection import connect, damaged, plain_errors
from trygg_desktop.store.locking import Held, Lock, take_lock
from trygg_desktop.store.migrating import sync

DAILY, WEEKLY, MONTHLY = 12, 10, 9
KEPT = 20
"""How many copies are kept of those made before something large, for each such thing."""


class Reason(StrEnum):
    """Why a copy was made: a new day, or something large that is about to be done."""

    DAY = "day"
    IMPORT = "import"
    FREEZE = "freeze"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a project file, checked when it was made."""

    path: Path
    made_at: datetime
    reason: Reason


def folder_of(root: Path, programme_uid: str) -> Path:
    """Return where under ``root`` the copies of a programme are kept; the name of the folder cannot lead elsewhere."""
    plain = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}", programme_uid)
    return root / (
        programme_uid if plain else hashlib.sha256(programme_uid.encode("utf-8", "replace")).hexdigest()[:32]
    )


def list_backups(folder: Path) -> list[Backup]:
    """Return the copies in a folder, newest first; other files are passed over."""
    found = (_parse(path) for path in folder.iterdir()) if folder.is_dir() else ()
    return sorted(
        (backup for backup in found if backup), key=lambda backup: (backup.made_at, backup.path), reverse=True
    )


def make_backup(path: Path, folder: Path, reason: Reason, now: datetime) -> Backup:
    """Copy the project file at ``path`` to ``folder``, check the copy, and thin the older ones.

    Raises ``FileRefused`` when the file itself is damaged, ``UserError`` when it cannot be reached, and
    ``OutputRefused`` when the copy cannot be written; older copies are left alone then.
    """
    draft = folder / f".{secrets.token_hex(8)}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.closing(connect(path, read_only=True)) as source:
            _copy(source, path, draft)
        sync(draft)
        backup = Backup(_free_name(folder, now, reason), now.replace(microsecond=0), reason)
        draft.rename(backup.path)
        sync(folder)
        for old in outdated(list_backups(folder), now):
            old.path.unlink()
    except OSError as error:
        raise _unwritable(folder) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()
    return backup


def copy_project(path: Path, copy: Path) -> None:
    """Write a whole, checked copy of the project file at ``path`` to ``copy``, replacing a file that lies there.

    Raises ``OutputRefused`` when ``copy`` is the project itself, is open in a window, or cannot be written, and
    ``FileRefused`` when the project is damaged.
    """
    if copy.exists() and copy.resolve() == path.resolve():
        raise OutputRefused("{file} is the open project itself. Choose another name.", file=str(copy))
    lock = _hold(copy) if copy.exists() else None
    try:
        with contextlib.closing(connect(path, read_only=True)) as source:
            write_safely(copy, lambda draft: _copy(source, path, draft))
    finally:
        if lock is not None:
            lock.release()


def _hold(copy: Path) -> Lock:
    """Lock a file that is to be replaced, so that nobody opens it meanwhile."""
    try:
        return take_lock(copy, datetime.now())
    except Held as held:
        raise OutputRefused("{file} is open in another window. Close it there and try again.", file=str(copy)) from held
    except OSError as error:
        raise OutputRefused("{file} cannot be written. Choose another folder.", file=str(copy)) from error


def _copy(source: sqlite3.Connection, path: Path, draft: Path) -> None:
    try:
        target = sqlite3.connect(draft, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise _unwritable(draft.parent) from error
    with contextlib.closing(target):
        target.execute("PRAGMA journal_mode = OFF")  # a draft: thrown away unless it is whole
        target.execute("PRAGMA synchronous = OFF")
        try:
            source.execute("BEGIN")  # one state of the file for both the copy and the counts
            source.backup(target)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
                raise _unwritable(draft.parent) from error
            with plain_errors(path):
                raise
        with plain_errors(path):
            sound = target.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            if not sound or _counts(target) != _counts(source):
                raise damaged(path)


def _counts(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    tables = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name"
    ).fetchall()
    return [
        (name, connection.execute(f'SELECT count(*) FROM main."{name}"').fetchone()[0])
        for (name,) in tables
        if name not in ("sqlite_schema", "sqlite_sequence")
    ]


def _unwritable(folder: Path) -> OutputRefused:
    return OutputRefused(
        "No backup could be made in {folder}. Check that there is room on the disk and that you may write there.",
        folder=str(folder),
    )


def outdated(backups: Iterable[Backup], now: datetime) -> list[Backup]:
    """Return the copies that may go: of the daily ones those beyond the last of each of 12 days, 10 weeks and 9 months,
    of the others those beyond the latest 20 of their kind. Copies from the future stay: the clock is wrong, not they.
    """
    past = [backup for backup in backups if backup.made_at <= now]
    daily = [backup for backup in past if backup.reason is Reason.DAY]
    stay = {
        *_last_of_each(daily, DAILY, lambda day: day.toordinal()),
        *_last_of_each(daily, WEEKLY, lambda day: day.isocalendar()[:2]),
        *_last_of_each(daily, MONTHLY, lambda day: (day.year, day.month)),
    }
    for reason in set(Reason) - {Reason.DAY}:
        stay.update([backup for backup in past if backup.reason is reason][:KEPT])
    return [backup for backup in past if backup not in stay]


def _last_of_each(backups: list[Backup], most: int, span: Callable[[date], object]) -> list[Backup]:
    """Return the newest backup of each of the latest ``most`` spans of time; ``backups`` are newest first."""
    newest: dict[object, Backup] = {}
    for backup in backups:
        newest.setdefault(span(backup.made_at.date()), backup)
    return list(newest.values())[:most]


def _free_name(folder: Path, now: datetime, reason: Reason) -> Path:
    number = 1
    while True:
        again = f" {number}" if number > 1 else ""
        path = folder / f"{now:%Y-%m-%d %H%M%S} {reason}{again}.trygg"
        if not path.exists():
            return path
        number += 1


def _parse(path: Path) -> Backup | None:
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d \d{6}) (\w+)(?: \d+)?\.trygg", path.name)
    if not found:
        return None
    try:
        return Backup(path, datetime.strptime(found[1], "%Y-%m-%d %H%M%S"), Reason(found[2]))
    except ValueError:
        return None
