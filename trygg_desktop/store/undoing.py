"""Taking back a step of work, the latest or an old one, and doing it again.

Every row of the step is put back as it was, as a new step. Where a row has changed since, or another row has come
to depend on it, the step stays and the later work is named. Only what the desk notes of workbooks never keeps the
reading of one from being taken back (``desk_notes``).
"""

import json
import re
import sqlite3
from typing import Any

from trygg_desktop.domain.history import ChangeKind, ChangeSet
from trygg_desktop.errors import UserError
from trygg_desktop.messages import N_
from trygg_desktop.store.desk_notes import is_reading, spare_periods, without_later_notes
from trygg_desktop.store.journal import change_set, journalled_tables, last_step_on
from trygg_desktop.store.rules import references

UNDO = N_("Undo: {label}")
REDO = N_("Redo: {label}")

Row = dict[str, Any]


def next_undo(connection: sqlite3.Connection) -> ChangeSet | None:
    """Return the step that Undo would take back: the one last done, or done again, that still stands."""
    seen: set[int] = set()
    for step_id, kind, target_id in connection.execute(
        "SELECT id, kind, target_id FROM change_set WHERE kind <> 'found' ORDER BY id DESC"
    ):
        work = step_id if kind == ChangeKind.DO else target_id
        if work in seen:
            continue
        if kind != ChangeKind.UNDO:
            return change_set(connection, work)
        seen.add(work)
    return None


def next_redo(connection: sqlite3.Connection) -> ChangeSet | None:
    """Return the undone step that Redo would do again: the one last undone since new work was last done."""
    seen: set[int] = set()
    for kind, target_id in connection.execute(
        "SELECT kind, target_id FROM change_set WHERE kind <> 'found' ORDER BY id DESC"
    ):
        if kind == ChangeKind.DO:
            return None
        if target_id in seen:
            continue
        if kind == ChangeKind.UNDO:
            return change_set(connection, target_id)
        seen.add(target_id)
    return None


def put_back(connection: sqlite3.Connection, step_id: int, *, forward: bool = False) -> None:
    """Inside an open step, put every row of ``step_id`` back as it was before it (``forward``: as after it).

    Foreign keys must be off, so that nothing is removed along unseen: the references are checked here.
    Raises ``UserError`` naming the later work that builds on the step.
    """
    tables = set(journalled_tables(connection))
    reading = is_reading(connection, step_id)
    wanted: list[tuple[str, int, Row | None]] = []
    for table, row_id, before, after in connection.execute(
        "SELECT table_name, row_id, before, after FROM change WHERE change_set_id = ? ORDER BY id", (step_id,)
    ).fetchall():
        if table not in tables:
            raise UserError("This step is older than the present form of the project file and cannot be undone.")
        there, target = (_row(before), _row(after)) if forward else (_row(after), _row(before))
        current = _current(connection, table, row_id)
        if reading and table == "period" and _is_same(current, target):
            continue  # the desk's notes kept it
        if reading and table == "collection" and not _is_same(current, there):
            if current is not None:
                wanted.append((table, row_id, without_later_notes(connection, current, there, target)))
            continue
        if not _is_same(current, there):
            raise _built_upon(connection, step_id, table, row_id)
        wanted.append((table, row_id, target and _merge(current, target, _columns(connection, table))))
    if reading:
        wanted = spare_periods(connection, wanted)
    for table, row_id, _ in wanted:
        connection.execute(f'DELETE FROM main."{table}" WHERE id = ?', (row_id,))
    for table, _, target in wanted:
        if target is not None:
            _insert(connection, step_id, table, target)
    _check_references(connection, step_id, wanted)


def _row(content: str | None) -> Row | None:
    return None if content is None else json.loads(content)


def _current(connection: sqlite3.Connection, table: str, row_id: int) -> Row | None:
    cursor = connection.execute(f'SELECT * FROM main."{table}" WHERE id = ?', (row_id,))
    row = cursor.fetchone()
    return row and dict(zip((column[0] for column in cursor.description), row, strict=True))


def _is_same(current: Row | None, there: Row | None) -> bool:
    """Tell whether a row is as the journal says. Columns that came or went with a migration since do not count."""
    if current is None or there is None:
        return current is there
    return all(current[name] == value for name, value in there.items() if name in current)


def _merge(current: Row | None, target: Row, columns: list[str]) -> Row:
    return {**(current or {}), **{name: value for name, value in target.items() if name in columns}}


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA main.table_info("{table}")')]


def _insert(connection: sqlite3.Connection, step_id: int, table: str, row: Row) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    places = ", ".join("?" for _ in row)
    try:
        connection.execute(f'INSERT INTO main."{table}" ({names}) VALUES ({places})', list(row.values()))
    except sqlite3.IntegrityError as error:
        fields = re.findall(r"\.(\w+)", str(error)) if str(error).startswith("UNIQUE") else []
        if not fields:
            raise UserError("This step does not suit the present form of the project file any more.") from error
        condition = " AND ".join(f'"{field}" = ?' for field in fields)
        other = connection.execute(
            f'SELECT id FROM main."{table}" WHERE {condition}', [row[field] for field in fields]
        ).fetchone()
        raise _built_upon(connection, step_id, table, other[0]) from error


def _check_references(connection: sqlite3.Connection, step_id: int, wanted: list[tuple[str, int, Row | None]]) -> None:
    pointing_to: dict[str, list[tuple[str, str]]] = {}
    pointing_from: dict[str, list[tuple[str, str, str]]] = {}
    for child, field, parent, key in references(connection):
        pointing_to.setdefault(parent, []).append((child, field))
        pointing_from.setdefault(child, []).append((field, parent, key))
    for table, row_id, target in wanted:
        if target is None:
            for child, field in pointing_to.get(table, []):
                if found := _find(connection, child, field, row_id):
                    raise _built_upon(connection, step_id, child, found)
            origin = connection.execute(
                "SELECT id FROM provenance WHERE table_name = ? AND row_id = ?", (table, row_id)
            ).fetchone()
            if origin:
                raise _built_upon(connection, step_id, "provenance", origin[0])
            continue
        for field, parent, key in pointing_from.get(table, []):
            if target.get(field) is not None and not _find(connection, parent, key, target[field]):
                raise _built_upon(connection, step_id, parent, target[field])


def _find(connection: sqlite3.Connection, table: str, field: str, value: object) -> Any:
    row = connection.execute(f'SELECT rowid FROM main."{table}" WHERE "{field}" = ?', (value,)).fetchone()
    return row and row[0]


def _built_upon(connection: sqlite3.Connection, step_id: int, table: str, row_id: int) -> UserError:
    later = last_step_on(connection, table, row_id)
    if later is None or later.id <= step_id:
        return UserError("This step cannot be undone or done again, because the project file has changed since.")
    return UserError(
        "This step cannot be undone or done again, because later work builds on it: {label} ({time}). Undo that first.",
        label=later.label,
        time=later.made_at,
    )
