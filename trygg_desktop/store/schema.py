"""The form of a project file: which migrations there are, which a file has had, and what its tables must look like.

``db/migrations/NNNN_name.sql`` are the steps, ``db/schema.sql`` the form they lead to. A file is compared with it
before anything else in it is read, so that a planted trigger or view, or a table that lost a column, stops there.
"""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from trygg_desktop.errors import FileRefused

_RECORD = "_sqlite_migrations"
"""The table in which sqlite-utils writes down the steps that were applied."""
_OWN_TABLES = (_RECORD, "sqlite_sequence", "sqlite_stat1", "sqlite_stat4")
_QUOTES_AND_SPACE = str.maketrans("", "", " \t\r\n\"'`[]")


@dataclass(frozen=True, slots=True)
class Format:
    """The newest form of a project file that this program knows. ``migrations`` are the steps, first to last."""

    migrations: tuple[Path, ...]
    snapshot: Path

    @property
    def number(self) -> int:
        """The number of the last migration: ``user_version`` in the file."""
        return int(self.migrations[-1].name[:4])


def load_format(folder: Path) -> Format:
    """Return the format laid down in the folder ``db``."""
    return Format(tuple(sorted((folder / "migrations").glob("[0-9]*.sql"))), folder / "schema.sql")


def applied_steps(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the migrations a file has had."""
    there = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ? AND type = 'table'", (_RECORD,)).fetchone()
    if not there:
        return []
    return [
        name for (name,) in connection.execute(f"SELECT name FROM {_RECORD} WHERE migration_set = 'trygg' ORDER BY id")
    ]


def refuse_newer(connection: sqlite3.Connection, path: Path, known: Format) -> None:
    """Raise ``FileRefused``, naming the program version it needs, when a file is newer than this program."""
    unknown = set(applied_steps(connection)) - {file.stem for file in known.migrations}
    if connection.execute("PRAGMA user_version").fetchone()[0] <= known.number and not unknown:
        return
    try:
        needs = str(connection.execute("SELECT needs FROM format WHERE id = 1").fetchone()[0])[:20]
    except (sqlite3.Error, TypeError):
        needs = ""
    if not needs:
        raise FileRefused("{file} was made by a newer Trygg Desktop. Install the latest version.", file=str(path))
    raise FileRefused(
        "{file} was made by a newer Trygg Desktop. Install version {version} or later.", file=str(path), version=needs
    )


def describe_schema(connection: sqlite3.Connection) -> str:
    """Return the statements that make the file's tables, in their order, as ``schema.sql`` holds them."""
    statements = [sql for kind, name, sql in _objects(connection) if sql and not _is_own(kind, name)]
    return "".join(f"{sql};\n\n" for sql in statements)


def refuse_other_schema(connection: sqlite3.Connection, path: Path, known: Format) -> None:
    """Raise ``FileRefused``, naming what is there or missing, when the tables are not exactly ours."""
    wanted = {_bare(sql) for sql in known.snapshot.read_text(encoding="utf-8").split(";\n\n")} - {""}
    for kind, name, sql in _objects(connection):
        if _is_own(kind, name) or (kind == "index" and sql is None):
            continue
        if _bare(sql or "") not in wanted:
            raise FileRefused(
                "{file} holds something that is not part of a project file ({name}) and was not opened. It may have"
                " been tampered with; open the latest backup instead.",
                file=str(path),
                name=name,
            )
        wanted.remove(_bare(sql or ""))
    if wanted:
        raise FileRefused(
            "{file} is incomplete: a part of a project file is missing. Open the latest backup instead.", file=str(path)
        )


def _objects(connection: sqlite3.Connection) -> list[tuple[str, str, str | None]]:
    return connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY rowid").fetchall()


def _is_own(kind: str, name: str) -> bool:
    return (kind == "table" and name in _OWN_TABLES) or (kind == "index" and name.startswith(f"idx_{_RECORD}"))


def _bare(sql: str) -> str:
    """Return a statement without what SQLite versions write differently: white space and quotes."""
    return sql.translate(_QUOTES_AND_SPACE)
