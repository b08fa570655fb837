"""The journal: what every step of work changed, row by row; audit trail, and the ground of undo.

TEMP triggers, made from the schema before the first step, write each changed row before and after as JSON into
``change``. They refuse any write outside a labelled step, so nothing can change unseen. When a step ends, what it did
to one row is drawn together: ``change`` holds one line for each row that is not as it was.
"""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from trygg_desktop.domain.history import Change, ChangeKind, ChangeSet
from trygg_desktop.messages import Message
from trygg_desktop.store.labels import pack_label, unpack_label

UNJOURNALLED = ("format", "file", "counter", "change_set", "change")
"""Tables that undo leaves alone: the file's format, kept files, given codes, and the journal itself."""


def journalled_tables(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the tables whose changes are written down."""
    rows = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_sqlite%' ESCAPE '\\' ORDER BY name"
    ).fetchall()
    return [name for (name,) in rows if name not in UNJOURNALLED]


def start_journal(connection: sqlite3.Connection) -> None:
    """Create the TEMP triggers that write the journal for this connection."""
    connection.execute("CREATE TEMP TABLE current_step (id INTEGER NOT NULL)")
    for table in journalled_tables(connection):
        columns = [(row[1], row[2]) for row in connection.execute(f'PRAGMA main.table_info("{table}")')]
        for event, before, after in (("INSERT", "", "NEW"), ("UPDATE", "OLD", "NEW"), ("DELETE", "OLD", "")):
            connection.execute(_trigger(table, columns, event, before, after))


def _trigger(table: str, columns: list[tuple[str, str]], event: str, before: str, after: str) -> str:
    same = " AND ".join(f'OLD."{name}" IS NEW."{name}"' for name, _ in columns)
    condition = f"WHEN NOT ({same})" if event == "UPDATE" else ""
    return f"""
        CREATE TEMP TRIGGER journal_{table}_{event.lower()} AFTER {event} ON main."{table}" {condition} BEGIN
          SELECT RAISE(ABORT, 'write outside a step') WHERE NOT EXISTS (SELECT 1 FROM current_step);
          INSERT INTO change (change_set_id, table_name, row_id, before, after)
          VALUES ((SELECT id FROM current_step), '{table}', {after or before}.id,
            {row_as_json(columns, before)}, {row_as_json(columns, after)});
        END"""


def row_as_json(columns: Sequence[tuple[str, str]], side: str) -> str:
    """Return the SQL for a row as JSON; ``columns`` are names and types, ``side`` is ``OLD``, ``NEW`` or a table.

    SQLite writes real numbers into JSON with 15 digits; ``quote`` writes as many as it takes to get the same back.
    """
    if not side:
        return "NULL"
    pairs = []
    for name, kind in columns:
        value = f'{side}."{name}"'
        exact = f"json(iif({value} IS NULL, 'null', quote({value})))"
        pairs.append(f"'{name}', {exact if kind == 'REAL' else value}")
    return f"json_object({', '.join(pairs)})"


def begin_step(
    connection: sqlite3.Connection,
    label: Message,
    made_at: datetime,
    kind: ChangeKind = ChangeKind.DO,
    target_id: int | None = None,
) -> int:
    """Open a labelled step inside the running transaction and return its id."""
    cursor = connection.execute(
        "INSERT INTO change_set (label, label_values, made_at, kind, target_id) VALUES (?, ?, ?, ?, ?)",
        (label.source, pack_label(label), made_at.isoformat(timespec="seconds"), kind.value, target_id),
    )
    step_id = cursor.lastrowid
    assert step_id is not None
    connection.execute("INSERT INTO current_step VALUES (?)", (step_id,))
    return step_id


def end_step(connection: sqlite3.Connection, step_id: int) -> dict[str, frozenset[int]]:
    """Close the step and return the rows it changed by table; a step that changed nothing leaves no trace."""
    _draw_together(connection, step_id)
    connection.execute("DELETE FROM current_step")
    changed: dict[str, set[int]] = {}
    for table, row_id in connection.execute(
        "SELECT table_name, row_id FROM change WHERE change_set_id = ?", (step_id,)
    ):
        changed.setdefault(table, set()).add(row_id)
    if not changed:
        connection.execute("DELETE FROM change_set WHERE id = ?", (step_id,))
    return {table: frozenset(ids) for table, ids in changed.items()}


def _draw_together(connection: sqlite3.Connection, step_id: int) -> None:
    """Leave one line for each row, from what it was before the step to what it is after; none if that is the same."""
    repeated = connection.execute(
        "SELECT table_name, row_id, min(id), max(id) FROM change WHERE change_set_id = ?"
        " GROUP BY table_name, row_id HAVING count(*) > 1",
        (step_id,),
    ).fetchall()
    for table, row_id, first, last in repeated:
        connection.execute(
            "UPDATE change SET after = (SELECT after FROM change WHERE id = ?) WHERE id = ?", (last, first)
        )
        connection.execute(
            "DELETE FROM change WHERE table_name = ? AND row_id = ? AND id > ? AND id <= ?",
            (table, row_id, first, last),
        )
    if repeated:
        connection.execute("DELETE FROM change WHERE change_set_id = ? AND before IS after", (step_id,))


_STEP = """
    SELECT id, label, label_values, made_at, kind, target_id,
      (SELECT later.kind FROM change_set later WHERE later.target_id = change_set.id ORDER BY later.id DESC LIMIT 1)
    FROM change_set"""


def change_sets(connection: sqlite3.Connection, limit: int = 500, before_id: int | None = None) -> list[ChangeSet]:
    """Return the steps, newest first, at most ``limit``, older than ``before_id`` if given."""
    rows = connection.execute(
        f"{_STEP} WHERE id < coalesce(?, 9223372036854775807) ORDER BY id DESC LIMIT ?", (before_id, limit)
    ).fetchall()
    return [_change_set(row) for row in rows]


def change_set(connection: sqlite3.Connection, step_id: int) -> ChangeSet | None:
    """Return one step, or ``None`` when there is none with this id."""
    row = connection.execute(f"{_STEP} WHERE id = ?", (step_id,)).fetchone()
    return row and _change_set(row)


def last_step_on(connection: sqlite3.Connection, table: str, row_id: int) -> ChangeSet | None:
    """Return the latest step that changed a row."""
    row = connection.execute(
        "SELECT change_set_id FROM change WHERE table_name = ? AND row_id = ? ORDER BY id DESC LIMIT 1", (table, row_id)
    ).fetchone()
    return row and change_set(connection, row[0])


def _change_set(row: tuple[Any, ...]) -> ChangeSet:
    return ChangeSet(
        id=row[0],
        label=unpack_label(row[1], row[2]),
        made_at=datetime.fromisoformat(row[3]),
        kind=ChangeKind(row[4]),
        target_id=row[5],
        undone=row[6] == "undo",
    )


def changes_in(connection: sqlite3.Connection, step_id: int) -> list[Change]:
    """Return the rows that a step changed, in the order they were changed."""
    rows = connection.execute(
        "SELECT id, change_set_id, table_name, row_id, before, after FROM change WHERE change_set_id = ? ORDER BY id",
        (step_id,),
    ).fetchall()
    return [
        Change(
            id=row[0],
            change_set_id=row[1],
            table_name=row[2],
            row_id=row[3],
            before=None if row[4] is None else json.loads(row[4]),
            after=None if row[5] is None else json.loads(row[5]),
        )
        for row in rows
    ]
