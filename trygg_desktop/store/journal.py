"""The journal: what every step of work changed, row by row; audit trail and undo in one.

TEMP triggers, made from the schema when the file is opened, write each changed row before and after as JSON
into ``change``. They refuse any write outside a labelled step, so nothing can change unseen.
"""

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime

from trygg_desktop.domain.history import Change, ChangeKind, ChangeSet
from trygg_desktop.errors import UserError
from trygg_desktop.messages import N_, Message

JOURNAL_TABLES = ("change_set", "change")
UNJOURNALLED = ("format", "file", "counter", "search", *JOURNAL_TABLES)
"""Tables that undo leaves alone: kept files, given codes, the search index and the journal itself."""


def journalled_tables(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the tables whose changes are written down."""
    rows = connection.execute(
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        " AND name NOT LIKE 'search\\_%' ESCAPE '\\' AND name NOT LIKE '\\_sqlite%' ESCAPE '\\'"
    ).fetchall()
    return [name for (name,) in rows if name not in UNJOURNALLED]


def start_journal(connection: sqlite3.Connection) -> None:
    """Create the TEMP triggers that write the journal for this connection."""
    connection.execute("CREATE TEMP TABLE current_step (id INTEGER NOT NULL)")
    for table in journalled_tables(connection):
        columns = [row[1] for row in connection.execute(f'PRAGMA main.table_info("{table}")')]
        for event, before, after in (("INSERT", "", "NEW"), ("UPDATE", "OLD", "NEW"), ("DELETE", "OLD", "")):
            connection.execute(_trigger(table, columns, event, before, after))


def _trigger(table: str, columns: list[str], event: str, before: str, after: str) -> str:
    def json_of(side: str) -> str:
        pairs = ", ".join(f"'{name}', {side}.\"{name}\"" for name in columns)
        return f"json_object({pairs})" if side else "NULL"

    same = " AND ".join(f'OLD."{name}" IS NEW."{name}"' for name in columns)
    condition = f"WHEN NOT ({same})" if event == "UPDATE" else ""
    return f"""
        CREATE TEMP TRIGGER journal_{table}_{event.lower()} AFTER {event} ON main."{table}" {condition} BEGIN
          SELECT RAISE(ABORT, 'write outside a step') WHERE NOT EXISTS (SELECT 1 FROM current_step);
          INSERT INTO change (change_set_id, table_name, row_id, before, after)
          VALUES ((SELECT id FROM current_step), '{table}', {after or before}.id, {json_of(before)}, {json_of(after)});
        END"""


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
        (label.source, _pack(label), made_at.isoformat(timespec="seconds"), kind.value, target_id),
    )
    step_id = cursor.lastrowid
    assert step_id is not None
    connection.execute("INSERT INTO current_step VALUES (?)", (step_id,))
    return step_id


def end_step(connection: sqlite3.Connection, step_id: int) -> dict[str, frozenset[int]]:
    """Close the step and return the rows it changed by table; a step that changed nothing leaves no trace."""
    connection.execute("DELETE FROM current_step")
    changed: dict[str, set[int]] = {}
    for table, row_id in connection.execute(
        "SELECT DISTINCT table_name, row_id FROM change WHERE change_set_id = ?", (step_id,)
    ):
        changed.setdefault(table, set()).add(row_id)
    if not changed:
        connection.execute("DELETE FROM change_set WHERE id = ?", (step_id,))
    return {table: frozenset(ids) for table, ids in changed.items()}


def _pack(label: Message) -> str:
    values = {"values": dict(label.values), "plural": label.plural}
    return json.dumps(
        values,
        ensure_ascii=False,
        default=lambda value: (
            {"source": value.source, **dict(value.values)} if isinstance(value, Message) else str(value)
        ),
    )


def _unpack(source: str, packed: str) -> Message:
    content = json.loads(packed)
    values = {
        name: Message(value.pop("source"), value) if isinstance(value, dict) else value
        for name, value in content.get("values", {}).items()
    }
    return Message(source, values, content.get("plural"))


def change_sets(connection: sqlite3.Connection, limit: int = 500, before_id: int | None = None) -> list[ChangeSet]:
    """Return the steps, newest first, at most ``limit``, older than ``before_id`` if given."""
    undone = set(_undone_ids(connection))
    rows = connection.execute(
        "SELECT id, label, label_values, made_at, kind, target_id FROM change_set"
        " WHERE id < coalesce(?, 9e18) ORDER BY id DESC LIMIT ?",
        (before_id, limit),
    ).fetchall()
    return [_change_set(row, undone=row[0] in undone) for row in rows]


def _change_set(row: tuple[int, str, str, str, str, int | None], *, undone: bool) -> ChangeSet:
    return ChangeSet(
        id=row[0],
        label=_unpack(row[1], row[2]),
        made_at=datetime.fromisoformat(row[3]),
        kind=ChangeKind(row[4]),
        target_id=row[5],
        undone=undone,
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


def _stacks(connection: sqlite3.Connection) -> tuple[list[int], list[int]]:
    """Return the ids that Undo and Redo would take next, oldest first: (undo stack, redo stack)."""
    undo: list[int] = []
    redo: list[int] = []
    for step_id, kind, target_id in connection.execute("SELECT id, kind, target_id FROM change_set ORDER BY id"):
        if kind == "undo":
            if target_id in undo:
                undo.remove(target_id)
            redo.append(target_id)
        elif kind == "redo":
            if target_id in redo:
                redo.remove(target_id)
            undo.append(target_id)
        elif kind == "do":
            undo.append(step_id)
            redo.clear()
    return undo, redo


def _undone_ids(connection: sqlite3.Connection) -> Iterable[int]:
    last: dict[int, str] = {}
    for kind, target_id in connection.execute(
        "SELECT kind, target_id FROM change_set WHERE target_id IS NOT NULL ORDER BY id"
    ):
        last[target_id] = kind
    return [target_id for target_id, kind in last.items() if kind == "undo"]


def next_undo(connection: sqlite3.Connection) -> ChangeSet | None:
    """Return the step that Undo would take back."""
    return _step(connection, _stacks(connection)[0])


def next_redo(connection: sqlite3.Connection) -> ChangeSet | None:
    """Return the undone step that Redo would do again."""
    return _step(connection, _stacks(connection)[1])


def _step(connection: sqlite3.Connection, stack: list[int]) -> ChangeSet | None:
    if not stack:
        return None
    row = connection.execute(
        "SELECT id, label, label_values, made_at, kind, target_id FROM change_set WHERE id = ?", (stack[-1],)
    ).fetchone()
    return _change_set(row, undone=False)


def apply_inverse(connection: sqlite3.Connection, step_id: int, *, forward: bool = False) -> None:
    """Inside an open step, put every row of ``step_id`` back as it was before it (``forward``: as after it).

    Raises ``UserError`` naming the later steps when later work builds on those rows.
    """
    net = _net_changes(connection, step_id)
    for (table, row_id), (before, after) in net.items():
        there = before if forward else after
        if _current(connection, table, row_id) != there:
            raise _built_upon(connection, step_id, table, row_id)
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for (table, row_id), (before, after) in reversed(net.items()):
        _put(connection, table, row_id, after if forward else before)
    broken = connection.execute("PRAGMA main.foreign_key_check").fetchall()
    if broken:
        table, row_id = broken[0][0], broken[0][1]
        raise _built_upon(connection, step_id, table, row_id)


def _net_changes(connection: sqlite3.Connection, step_id: int) -> dict[tuple[str, int], tuple[str | None, str | None]]:
    net: dict[tuple[str, int], tuple[str | None, str | None]] = {}
    for table, row_id, before, after in connection.execute(
        "SELECT table_name, row_id, before, after FROM change WHERE change_set_id = ? ORDER BY id", (step_id,)
    ):
        first = net[table, row_id][0] if (table, row_id) in net else before
        net[table, row_id] = (first, after)
    return {key: sides for key, sides in net.items() if sides[0] != sides[1]}


def _current(connection: sqlite3.Connection, table: str, row_id: int) -> str | None:
    columns = [row[1] for row in connection.execute(f'PRAGMA main.table_info("{table}")')]
    pairs = ", ".join(f"'{name}', \"{name}\"" for name in columns)
    row = connection.execute(f'SELECT json_object({pairs}) FROM main."{table}" WHERE id = ?', (row_id,)).fetchone()
    return row[0] if row else None


def _put(connection: sqlite3.Connection, table: str, row_id: int, content: str | None) -> None:
    if content is None:
        connection.execute(f'DELETE FROM main."{table}" WHERE id = ?', (row_id,))
        return
    values = json.loads(content)
    names = ", ".join(f'"{name}"' for name in values)
    places = ", ".join("?" for _ in values)
    updates = ", ".join(f'"{name}" = excluded."{name}"' for name in values)
    connection.execute(
        f'INSERT INTO main."{table}" ({names}) VALUES ({places}) ON CONFLICT (id) DO UPDATE SET {updates}',
        list(values.values()),
    )


def _built_upon(connection: sqlite3.Connection, step_id: int, table: str, row_id: int) -> UserError:
    row = connection.execute(
        "SELECT s.id, label, label_values, made_at, kind, target_id FROM change c JOIN change_set s"
        " ON s.id = c.change_set_id WHERE table_name = ? AND row_id = ? AND s.id > ? ORDER BY s.id DESC LIMIT 1",
        (table, row_id, step_id),
    ).fetchone()
    if row is None:
        return UserError("This step cannot be undone: other rows now build on it.")
    later = _change_set(row, undone=False)
    return UserError(
        "This step cannot be undone, because later work builds on it: {label} ({made_at}). Undo that first.",
        label=later.label,
        made_at=later.made_at,
    )


UNDO = N_("Undo: {label}")
REDO = N_("Redo: {label}")
