"""What the desk notes of workbooks, when a reading of one is taken back or done again.

A note is no answer: later notes (sent, reminded, sent back) never keep a reading where it is. They stay as they are,
and only what is still as the reading left it is taken back.
"""

import sqlite3
from typing import Any

Row = dict[str, Any]
Wanted = list[tuple[str, int, Row | None]]


def is_reading(connection: sqlite3.Connection, step_id: int) -> bool:
    """Tell whether a step read workbooks in."""
    found = connection.execute(
        "SELECT 1 FROM change WHERE change_set_id = ? AND table_name = 'import_batch' LIMIT 1", (step_id,)
    ).fetchone()
    return found is not None


def without_later_notes(connection: sqlite3.Connection, current: Row, there: Row | None, target: Row | None) -> Row:
    """Return a note as it is to be: ``target``'s values where it is still as the step left it (``there``), else its
    own. A note that was not there counts as an empty one.
    """
    empty = _empty(connection, current)
    left, wished = there or empty, target or empty
    return {
        name: wished[name] if name in wished and value == left.get(name, value) else value
        for name, value in current.items()
    }


def spare_periods(connection: sqlite3.Connection, wanted: Wanted) -> Wanted:
    """Leave a period where it is, instead of removing it, when later notes of the desk speak of it."""
    goes = {row_id for table, row_id, target in wanted if table == "collection" and target is None}
    return [
        (table, row_id, target)
        for table, row_id, target in wanted
        if table != "period" or target is not None or not _noted(connection, row_id) - goes
    ]


def _noted(connection: sqlite3.Connection, period_id: int) -> set[int]:
    return {row[0] for row in connection.execute("SELECT id FROM collection WHERE period_id = ?", (period_id,))}


def _empty(connection: sqlite3.Connection, current: Row) -> Row:
    """Return a note that says nothing of the workbook that ``current`` is about."""
    columns = connection.execute("PRAGMA main.table_info('collection')").fetchall()
    values = connection.execute("SELECT " + ", ".join(default or "NULL" for *_, default, _ in columns)).fetchone()
    empty = dict(zip((name for _, name, *_ in columns), values, strict=True))
    return {**empty, **{name: current[name] for name in ("id", "period_id", "party_id")}}
