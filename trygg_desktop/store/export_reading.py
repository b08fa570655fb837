"""Every table of a project as it is stored, for handing the data over in an open format."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from trygg_desktop.store.project import Project


@dataclass(frozen=True, slots=True)
class StoredTable:
    """One table: its field names and its rows, values as stored. Kept files are told by their size only."""

    name: str
    fields: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


def read_tables(project: Project) -> Iterator[StoredTable]:
    """Return all tables in the order of their names; not the search index, which holds nothing of its own."""
    names = project.rows(
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_sqlite%' ESCAPE '\\'"
        " AND name NOT LIKE 'search\\_%' ESCAPE '\\' ORDER BY name"
    )
    for (name,) in names:
        columns = [(row[1], row[2]) for row in project.rows(f'PRAGMA main.table_info("{name}")')]
        chosen = ", ".join(f'length("{field}")' if kind == "BLOB" else f'"{field}"' for field, kind in columns)
        fields = tuple(f"{field}_bytes" if kind == "BLOB" else field for field, kind in columns)
        yield StoredTable(name, fields, project.rows(f'SELECT {chosen} FROM main."{name}" ORDER BY rowid'))
