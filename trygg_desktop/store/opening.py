"""Making and opening project files."""

import contextlib
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from trygg_desktop.domain.programme import Programme
from trygg_desktop.errors import FileRefused
from trygg_desktop.messages import N_, Message
from trygg_desktop.outputs import NO_ROOM
from trygg_desktop.paths import data_folder
from trygg_desktop.store.checking import refuse_unsound
from trygg_desktop.store.connection import connect, plain_errors
from trygg_desktop.store.header import read_header, refuse_cut_or_strange
from trygg_desktop.store.locking import Held, Lock, take_lock
from trygg_desktop.store.migrating import apply_migrations, clear_unfinished, finish_swap, is_cut_off, migrate, sync
from trygg_desktop.store.project import Project
from trygg_desktop.store.schema import Format, applied_steps, load_format, refuse_newer, refuse_other_schema

_SMALL = 4_000_000
"""Bytes up to which a file is checked whole at every opening; larger ones are checked when they are backed up."""


def create_project(
    path: Path,
    name: str,
    municipality: str = "",
    *,
    now: Callable[[], datetime] = datetime.now,
    backup_folder: Path | None = None,
    data: Path | None = None,
) -> Project:
    """Make a new project file with an empty programme and open it; see ``open_project`` for the arguments.

    The file gets its name when it is whole. Raises ``FileRefused`` when it exists or cannot be written.
    """
    from uuid import uuid4

    if not path.name:
        raise FileRefused("A project file needs a name. Write for example Program.trygg.")
    draft = path.with_name(f".~{uuid4().hex}")
    try:
        if path.exists():
            raise FileRefused("{file} already exists. Choose another name.", file=str(path))
        draft.touch(exist_ok=False)
        with plain_errors(path):
            apply_migrations(draft, load_format(data or data_folder("db")), path)
            with (
                Project(draft, connect(draft), now=now) as project,
                project.found(N_("Create the programme {name}", name=name)) as step,
            ):
                step.add(Programme(id=1, uid=uuid4().hex, name=name, municipality=municipality))
        sync(draft)
        draft.rename(path)
        sync(path.parent)
    except (OSError, ValueError) as error:
        raise FileRefused("{file} cannot be written. Choose another folder.", file=str(path)) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()
    return open_project(path, now=now, backup_folder=backup_folder, data=data)


def open_project(
    path: Path,
    *,
    read_only: bool = False,
    now: Callable[[], datetime] = datetime.now,
    backup_folder: Path | None = None,
    data: Path | None = None,
) -> Project:
    """Open a project file; one of an older format is brought up to date first, and the original kept beside it.

    Where the file is open elsewhere or cannot be written, the project is opened for reading only and
    ``read_only_reason`` says why. ``backup_folder`` is where the backups of all programmes are kept,
    ``data`` the folder with ``migrations`` and ``schema.sql`` (the program's own when not given).
    Raises ``FileRefused`` when the file is missing, damaged, foreign, tampered with or newer than the program;
    nothing in it is changed then.
    """
    known = load_format(data or data_folder("db"))
    with contextlib.ExitStack() as cleaning:
        if not is_cut_off(path):
            read_header(path)
        lock, reason = (None, None) if read_only else _take_lock(path, now())
        if lock:
            cleaning.callback(lock.release)
            finish_swap(path)
            clear_unfinished(path)
        refuse_cut_or_strange(path, alone=lock is not None)
        connection = _open_present(path, known, now, writing=lock is not None)
        cleaning.callback(connection.close)
        with plain_errors(path):
            refuse_other_schema(connection, path, known)
            if path.stat().st_size <= _SMALL:
                refuse_unsound(connection, path, known)
        project = Project(
            path,
            connection,
            now=now,
            lock=lock,
            read_only=lock is None,
            read_only_reason=reason,
            backup_folder=backup_folder,
        )
        cleaning.pop_all()
    return project


def _take_lock(path: Path, now: datetime) -> tuple[Lock | None, Message | None]:
    """Return the lock of a file that can be written, or why there is none."""
    file = str(path)
    try:
        lock = take_lock(path, now)
        try:
            with path.open("r+b"):
                return lock, None
        except FileNotFoundError:
            return lock, None
        except OSError:
            lock.release()
            raise
    except Held as held:
        if held.holder is None:
            return None, N_("{file} is open in another window. It is shown for reading only.", file=file)
        return None, N_(
            "{file} is open in another window, on {host} since {time} (process {process}). It is shown for reading"
            " only.",
            file=file,
            host=held.holder.host,
            time=held.holder.since,
            process=str(held.holder.process),
        )
    except OSError as error:
        if error.errno in NO_ROOM:
            return None, N_(
                "The disk is full: {file} is shown for reading only. Make room and open it again.", file=file
            )
        return None, N_("{file} or its folder cannot be written. The project is shown for reading only.", file=file)


def _open_present(path: Path, known: Format, now: Callable[[], datetime], *, writing: bool) -> sqlite3.Connection:
    """Return a connection to the file, brought to the present format where it is of an older one."""
    connection = connect(path, read_only=not writing)
    try:
        with plain_errors(path):
            refuse_newer(connection, path, known)
            if set(applied_steps(connection)) == {file.stem for file in known.migrations}:
                return connection
    except BaseException:
        connection.close()
        raise
    connection.close()
    if not writing:
        raise FileRefused(
            "{file} is of an older format. To bring it up to date it must be closed elsewhere, in a folder where you"
            " may write.",
            file=str(path),
        )
    migrate(path, known, now())
    return connect(path)
