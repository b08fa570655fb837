"""Making and opening project files."""

import sqlite3
import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from trygg_desktop.domain.organisation import Programme
from trygg_desktop.errors import FileRefused
from trygg_desktop.messages import N_
from trygg_desktop.paths import data_folder
from trygg_desktop.store.connection import APPLICATION_ID, connect
from trygg_desktop.store.project import Project


def create_project(
    path: Path, name: str, municipality: str = "", *, now: Callable[[], datetime] = datetime.now
) -> Project:
    """Make a new project file with an empty programme and open it. Raises ``FileRefused`` when it exists."""
    if path.exists():
        raise FileRefused("{file} already exists. Choose another name.", file=str(path))
    connection = connect(path, create=True)
    for migration in sorted((data_folder("db") / "migrations").glob("*.sql")):
        connection.executescript(migration.read_text(encoding="utf-8"))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    project = Project(path, connection, now=now)
    with project.found(N_("Create the programme {name}", name=name)) as step:
        step.add(Programme(id=1, uid=uuid.uuid4().hex, name=name, municipality=municipality))
    return project


def open_project(path: Path, *, read_only: bool = False, now: Callable[[], datetime] = datetime.now) -> Project:
    """Open a project file. Raises ``FileRefused`` when it is missing, damaged, foreign or newer."""
    if not path.is_file():
        raise FileRefused("{file} is missing. It may have been moved or renamed.", file=str(path))
    connection = connect(path, read_only=read_only)
    try:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise FileRefused("{file} is not a Trygg project.", file=str(path))
    except sqlite3.DatabaseError as error:
        raise FileRefused("{file} cannot be opened: it is damaged or no project file.", file=str(path)) from error
    return Project(path, connection, read_only=read_only, now=now)
