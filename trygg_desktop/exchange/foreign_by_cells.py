"""Columns whose cells say plainly what their header does not: statuses below *Hur går det?*, shares below *Klart*."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from trygg_desktop.domain.answers import Cell, read_status
from trygg_desktop.domain.headers import SLIP, SURE, Field
from trygg_desktop.exchange.foreign_columns import LOOKED_AT, Column, Table
from trygg_desktop.exchange.foreign_grid import Grid

_NEARLY_ALL = 0.75
"""The least share of the filled cells that must speak for a field."""
_MAY_TELL = re.compile(r"klar|färdig|slut|datum|när|tid|läge|går|gått|gjort|progress", re.I)
"""What stands in the header of a date or a known but unread column that may be used for answers instead."""
_OF_SOMETHING_ELSE = re.compile(
    r"mål|vikt|budget|utfall|kostnad|medel|kronor|tkr|osäker|tjänst|resurs|föreg|förra|tidigare|planerad|risk|prio",
    re.I,
)
_SHARE = re.compile(r"\d\s*(?:%|procent)|\b(?:hälften|halva|halvvägs|tredjedel|fjärdedel)\b", re.I)


def map_by_cells(grid: Grid, table: Table) -> Table:
    """Return a table of measures whose free fields of status and share done are given the column that holds them.

    Looked for among comments, dates, columns that are known but not read, and unknown ones, when nearly all of their
    first cells are words for statuses, or percentages. What the leader said of a column stands.
    """
    if table.kind != "measures":
        return table
    for wanted in (Field.STATUS, Field.PROGRESS):
        if not any(column.field == wanted for column in (*table.columns, *table.ticks)):
            found = next((column for column in _candidates(table) if _holds(grid, table, column, wanted)), None)
            table = table if found is None else _with_column(table, found, wanted)
    return table


def _candidates(table: Table) -> Iterator[Column]:
    """Return the columns that may hold something else than their header says, the least certain first."""
    yield from table.unknown
    yield from (column for column in table.left_out if column.field == Field.PLAN and _MAY_TELL.search(column.header))
    comments = [column for column in table.columns if column.field == Field.COMMENT]
    yield from sorted(comments, key=lambda column: column.heading.certainty)


def _holds(grid: Grid, table: Table, column: Column, wanted: Field) -> bool:
    if column.is_said or column.heading.is_share_of_money or _OF_SOMETHING_ELSE.search(column.header):
        return False
    rows = (row for row in range(table.first, table.last + 1) if grid.value(row, column.index) is not None)
    seen = list(islice(rows, LOOKED_AT))
    speaks = sum(_speaks(grid, row, column.index, wanted) for row in seen)
    least = 2 if column.heading.certainty >= SURE else 1
    return len(seen) >= least and speaks >= _NEARLY_ALL * len(seen)


def _speaks(grid: Grid, row: int, index: int, wanted: Field) -> bool:
    value: Cell = grid.value(row, index)
    if wanted == Field.STATUS:
        return isinstance(value, str) and read_status(value).value is not None
    if isinstance(value, str):
        return len(value) <= 30 and bool(_SHARE.search(value))
    return isinstance(value, int | float) and not isinstance(value, bool) and grid.is_percent(row, index)


def _with_column(table: Table, found: Column, wanted: Field) -> Table:
    mapped = replace(found, heading=replace(found.heading, field=wanted, certainty=SLIP), by_cells=True)
    kept = [column for column in table.columns if column is not found]
    return replace(
        table,
        columns=tuple(sorted([*kept, mapped], key=lambda column: column.index)),
        left_out=tuple(column for column in table.left_out if column is not found),
        unknown=tuple(column for column in table.unknown if column is not found),
    )
