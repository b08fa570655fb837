"""Bringing an older project file to the present format: on a copy, checked, then swapped in.

``.~name.migrating`` is the copy at work, ``.~name.ready`` the copy when it is done and checked; the original is renamed
to a dated backup and the copy takes its name. Whenever this is cut off, either the original is untouched, or the
next opening finds the finished copy and ends the swap.
"""

import contextlib
import os
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

import trygg_desktop
from trygg_desktop.errors import FileRefused
from trygg_desktop.store.checking import refuse_unsound
from trygg_desktop.store.connection import APPLICATION_ID, connect, damaged, plain_errors
from trygg_desktop.store.schema import Format, refuse_other_schema


def apply_migrations(path: Path, known: Format, shown: Path) -> None:
    """Apply the steps that a file (or a new, empty one) has not had, and check it.

    Not for the user's own file, only for a new one or a copy: the steps are applied one by one.
    Raises ``FileRefused``, naming the file ``shown``, when the result is not sound or not of the present format.
    """
    with contextlib.closing(connect(path, create=True)) as connection:
        run_steps(connection, known)
        refuse_other_schema(connection, shown, known)
        refuse_unsound(connection, shown, known)
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise damaged(shown)


def run_steps(connection: sqlite3.Connection, known: Format) -> None:
    """Apply the steps that a file has not had, and mark it as ours and of the present format."""
    from sqlite_utils import Database, Migrations

    steps = Migrations("trygg")
    for file in known.migrations:
        steps(name=file.stem)(_step_of(file))
    connection.execute("PRAGMA query_only = OFF")
    connection.execute("PRAGMA foreign_keys = OFF")
    steps.apply(Database(connection, execute_plugins=False))
    connection.execute(
        "INSERT INTO format (id, needs) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET needs = excluded.needs",
        (trygg_desktop.__version__,),
    )
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {known.number}")


def _step_of(file: Path) -> Any:
    def step(db: Any) -> None:
        try:
            db.executescript(file.read_text(encoding="utf-8"))
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError) as error:
            raise _StepFailed(file.stem) from error
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_ERROR:
                raise _StepFailed(file.stem) from error
            raise

    return step


class _StepFailed(Exception):
    """The SQL of a step does not suit the file."""


def migrate(path: Path, known: Format, now: datetime) -> Path:
    """Bring the file at ``path``, whose lock is held, to the present format; return where the original is kept.

    Raises ``UserError`` when a step fails or the disk is full; the file is then as it was, byte for byte.
    """
    clear_unfinished(path)
    working, ready = _beside(path, "migrating"), _beside(path, "ready")
    try:
        with plain_errors(path):
            with contextlib.closing(connect(path)) as original:
                of = original.execute("PRAGMA user_version").fetchone()[0]
                original.execute("PRAGMA query_only = OFF")
                original.execute("VACUUM INTO ?", (str(working),))
            apply_migrations(working, known, path)
        sync(working)
        working.replace(ready)
        return _swap(path, ready, _free_name(path, f"{now:%Y-%m-%d}, format {of}"))
    except _StepFailed as error:
        raise FileRefused(
            "{file} is of an older format and could not be brought up to date (step {step}). It is as it was.",
            file=str(path),
            step=str(error),
        ) from error
    except OSError as error:
        raise FileRefused(
            "{file} is of an older format and could not be brought up to date, because it or its folder cannot be"
            " written, or another program uses it. It is as it was.",
            file=str(path),
        ) from error
    finally:
        clear_unfinished(path)


def _swap(path: Path, ready: Path, backup: Path) -> Path:
    path.rename(backup)
    try:
        ready.replace(path)
    except OSError:
        backup.rename(path)
        raise
    sync(path.parent)
    return backup


def finish_swap(path: Path) -> None:
    """End a swap that was cut off when the original had been renamed and the copy had not taken its name."""
    if is_cut_off(path):
        _beside(path, "ready").replace(path)


def clear_unfinished(path: Path) -> None:
    """Take away what a cut-off migration left beside the file; the lock must be held."""
    for name in ("migrating", "migrating-journal", "ready"):
        with contextlib.suppress(OSError):
            _beside(path, name).unlink()


def is_cut_off(path: Path) -> bool:
    """Tell whether the file itself is missing because its migration was cut off."""
    try:
        return not path.exists() and _beside(path, "ready").exists()
    except OSError:  # a name that no file can have
        return False


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f".~{path.name}.{what}")


def _free_name(path: Path, mark: str) -> Path:
    number = 1
    while True:
        again = f" {number}" if number > 1 else ""
        backup = path.with_name(f"{path.stem} ({mark}{again}){path.suffix}")
        if not backup.exists():
            return backup
        number += 1


def sync(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk itself."""
    with contextlib.suppress(PermissionError):  # Windows opens no folders
        descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
