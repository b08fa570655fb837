"""Finds EST's counts in a sheet: a row for each count, a column for each week, or a column for each kind of event.

A sheet that lists single events, or names persons, is told apart here, before anything of it is read.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Literal

from trygg_desktop.domain.answers import Cell, plain, read_number
from trygg_desktop.domain.est_headers import TELLTALE, EstField, is_kind_of_event, read_est_heading
from trygg_desktop.domain.est_weeks import names_week, read_week
from trygg_desktop.exchange.foreign_grid import Grid

SEARCHED_ROWS = 60
MOST_COLUMNS = 800
LOOKED_AT = 200
"""How many cells of a column are looked at to see what it holds."""
_LEAST_NUMBERED = 4
"""How many bare numbers in a row of headers are taken for weeks."""

EstKind = Literal["long", "weeks", "types", "events"]
_STRONG = re.compile(
    r"händelse|brott|iakttag|störning|incident|ordning|misstänkt|personn|gärning|målsäg|suspect|victim"
)
_CASE_NUMBER = re.compile(r"(?<!\w)(?:\d{4}-K\d{3,}|K[\s-]{0,2}\d{3,}-\d)", re.I)
_ISO = re.compile(r"\s*20\d\d-\d\d-\d\d\s*")
_EST = re.compile(r"(?<![a-zåäö])est(?![a-zåäö])|händelse|iakttagelse")


@dataclass(frozen=True, slots=True, kw_only=True)
class EstColumn:
    """One column with its header as it stands there, and the week or kind of event that the header names."""

    index: int
    header: str
    field: EstField | None
    week: Cell = None
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EstTable:
    """A table of ``kind``: a count on each row (``long``), in columns of ``weeks`` or ``types``, or single ``events``.

    Its header ends on row ``header``. ``figures`` are the columns of counts, ``left_out`` those that are not read.
    """

    kind: EstKind
    header: int
    columns: tuple[EstColumn, ...]
    figures: tuple[EstColumn, ...] = ()
    left_out: tuple[EstColumn, ...] = ()

    def one(self, wanted: EstField) -> EstColumn | None:
        """Return the first column of a field."""
        return next((column for column in self.columns if column.field == wanted), None)


def find_est_table(grid: Grid, named: str) -> EstTable | None:
    """Return the table of counts, or the list of single events, that a sheet holds; ``None`` for any other sheet.

    ``named`` are the names of file and sheet: where they speak of EST, less is asked of the headers.
    """
    found: EstTable | None = None
    filled = [row for row in range(1, len(grid.table) + 1) if grid.filled(row)]
    near = filled[:SEARCHED_ROWS]
    titles = " ".join(grid.text(row, grid.filled(row)[0]) for row in near[:4])
    is_est = bool(_EST.search(plain(f"{named} {titles}")))
    anew = [row for before, row in pairwise(filled) if row > before + 1 and row > near[-1]]
    says: dict[int, bool] = {}
    for row in (*near, *anew):
        for looked_at in (row, row + 1):
            if looked_at not in says:
                says[looked_at] = _says_something(grid, looked_at)
        if not says[row] and not says[row + 1]:
            continue
        two = _table_at(grid, row, 2, is_est=is_est)
        one = None if two is not None and two.kind == "weeks" else _table_at(grid, row, 1, is_est=is_est)
        for table in (one, two):
            if table is not None and table.kind == "events":
                return table
            found = found or table
    return found


def _says_something(grid: Grid, row: int) -> bool:
    texts = (grid.value(row, column) for column in grid.filled(row)[:12])
    return any(isinstance(text, str) and read_est_heading(text) is not None for text in texts)


def _table_at(grid: Grid, row: int, depth: int, *, is_est: bool) -> EstTable | None:
    """Return the table whose header takes ``depth`` rows from ``row`` on, or ``None`` when that is no header."""
    if len(grid.filled(row)) < 2 and depth == 1:
        return None
    header = row + depth - 1
    columns = [_column(grid, row, depth, index) for index in range(1, min(grid.width, MOST_COLUMNS) + 1)]
    columns = _with_bare_numbers([column for column in columns if column.header], is_est=is_est)
    known = [column for column in columns if column.field is not None]
    fields = {column.field for column in known}
    if not known or EstField.FOREIGN in fields:
        return None
    if _lists_events(grid, header, columns, is_est=is_est):
        return EstTable(kind="events", header=header, columns=tuple(known))
    columns = [_as_week(column) if EstField.WEEK not in fields else column for column in columns]
    fields = {column.field for column in columns}
    weeks = [column for column in columns if column.week is not None]
    if len(weeks) > 1 and fields & {EstField.TYPE, EstField.PLACE, EstField.AREA}:
        return _arranged("weeks", header, columns, weeks)
    counts = [column for column in columns if column.field == EstField.COUNT]
    if EstField.TYPE in fields and counts and (EstField.WEEK in fields or is_est or _is_strong(columns)):
        return _arranged("long", header, columns, counts[:1])
    types = [
        column
        for column in columns
        if column.field is None and is_kind_of_event(column.header) and _holds_counts(grid, header, column)
    ]
    placed = is_est or bool(fields & {EstField.AREA, EstField.PLACE})
    if EstField.WEEK in fields and not counts and EstField.TYPE not in fields and len(types) > 1 and placed:
        return _arranged("types", header, columns, types)
    return None


def _column(grid: Grid, row: int, depth: int, index: int) -> EstColumn:
    """Read a column's header; of two rows the lower one, with a year or the word *vecka* above it."""
    own = grid.owner(row + depth - 1, index)
    cell = grid.value(*own)
    above = _group(grid, row, index) if depth > 1 else ""
    if cell is None or (depth > 1 and own[0] < row):
        return EstColumn(index=index, header=grid.text(row, index), field=read_est_heading(grid.text(row, index)))
    header = grid.text(*own)
    year = int(above) if re.fullmatch(r"(?:19|20)\d\d", above) else None
    is_week = isinstance(cell, dt.date) or (isinstance(cell, str) and (names_week(cell) or bool(_ISO.fullmatch(cell))))
    if not is_week and read_est_heading(above) is EstField.WEEK and read_week(cell, 2026).value:
        is_week = True
    if is_week:
        return EstColumn(index=index, header=header, field=None, week=cell, year=year)
    return EstColumn(index=index, header=header, field=read_est_heading(header))


def _group(grid: Grid, row: int, index: int) -> str:
    """Return the header above a column, from further left where it spreads over several."""
    for before in range(index, 0, -1):
        text = grid.text(row, before)
        if text:
            return text
    return ""


def _with_bare_numbers(columns: list[EstColumn], *, is_est: bool) -> list[EstColumn]:
    """Take bare numbers that rise by one from header to header for weeks."""
    bare = [column for column in columns if re.fullmatch(r"\d{1,2}", column.header)]
    numbers = [int(column.header) for column in bare]
    rising = all(after == before + 1 or (before >= 52 and after == 1) for before, after in pairwise(numbers))
    if len(bare) < _LEAST_NUMBERED or not rising or not is_est or not all(1 <= number <= 53 for number in numbers):
        return columns
    return [
        EstColumn(index=column.index, header=column.header, field=None, week=int(column.header), year=column.year)
        if column in bare
        else column
        for column in columns
    ]


def _as_week(column: EstColumn) -> EstColumn:
    """Take a column of dates or of times for the week: it holds weeks, or single events would have been told apart."""
    dated = column.field in (EstField.DATE, EstField.TIME)
    return EstColumn(index=column.index, header=column.header, field=EstField.WEEK) if dated else column


def _arranged(kind: EstKind, header: int, columns: list[EstColumn], figures: Sequence[EstColumn]) -> EstTable:
    named = (EstField.WEEK, EstField.YEAR, EstField.AREA, EstField.PLACE, EstField.TYPE, EstField.SOURCE)
    read: dict[EstField, EstColumn] = {}
    for column in columns:
        if column.field in named and column not in figures:
            read.setdefault(column.field, column)
    kept = (*read.values(), *figures)
    return EstTable(
        kind=kind,
        header=header,
        columns=tuple(read.values()),
        figures=tuple(figures),
        left_out=tuple(column for column in columns if column not in kept),
    )


def _lists_events(grid: Grid, header: int, columns: list[EstColumn], *, is_est: bool) -> bool:
    """Tell whether the rows below a header are single events: with a time of day, a person, a case or a story of each,
    on days rather than weeks, or one row for each event without any count.
    """
    fields = {column.field for column in columns}
    situation = fields & {EstField.TYPE, EstField.PLACE, EstField.AREA, EstField.DATE, EstField.WEEK}
    strong = is_est or _is_strong(columns)
    if len(columns) < 3 or len(situation) < 1:
        return False
    counted = EstField.COUNT in fields or sum(column.week is not None for column in columns) > 1
    only_ones = counted and _counts_only_ones(grid, header, columns)
    signs = {column.field for column in columns if column.field in TELLTALE and not _holds_weeks(grid, header, column)}
    if any(_holds_case_numbers(grid, header, column) for column in columns if column.field is None):
        signs.add(EstField.CASE)
    if counted and not only_ones:
        signs -= {EstField.STORY}
    if signs and len(signs) + len(situation) >= 3 and (strong or (len(signs) > 1 and EstField.TYPE in fields)):
        return True
    if any(column.field is EstField.TYPE and _tells_of_events(grid, header, column) for column in columns):
        return True
    if not strong or EstField.TYPE not in fields:
        return False
    dated = [column for column in columns if column.field in (EstField.DATE, EstField.WEEK)]
    if any(_has_time_of_day(grid, header, column) for column in dated):
        return True
    if counted:
        return only_ones and any(_days_of_week(grid, header, column) > 1 for column in dated)
    crossed = sum(column.field is None and _holds_counts(grid, header, column) for column in columns)
    return bool(dated) and bool(situation & {EstField.PLACE, EstField.AREA}) and not crossed


def _is_strong(columns: Iterable[EstColumn]) -> bool:
    return any(_STRONG.search(plain(column.header)) for column in columns)


def _cells(grid: Grid, header: int, column: EstColumn) -> list[Cell]:
    below = (grid.value(row, column.index) for row in range(header + 1, len(grid.table) + 1))
    return list(islice((cell for cell in below if cell is not None), LOOKED_AT))


def _holds_counts(grid: Grid, header: int, column: EstColumn) -> bool:
    """Tell whether a column holds whole numbers, and nothing else but gaps."""
    cells = _cells(grid, header, column)
    read = [read_number(cell) for cell in cells]
    numbers = [answer.value for answer in read if answer.value is not None]
    return bool(numbers) and not any(answer.problem for answer in read) and all(n == int(n) for n in numbers)


def _holds_case_numbers(grid: Grid, header: int, column: EstColumn) -> bool:
    """Tell whether a column holds the numbers that the police give single reports: ``5000-K123456-26``."""
    cells = _cells(grid, header, column)
    numbered = sum(isinstance(cell, str) and len(cell) <= 40 and bool(_CASE_NUMBER.search(cell)) for cell in cells)
    return numbered * 2 > len(cells) > 0


def _tells_of_events(grid: Grid, header: int, column: EstColumn) -> bool:
    """Tell whether a column that should name kinds of events tells of single ones in at least every fourth cell."""
    cells = _cells(grid, header, column)
    told = sum(isinstance(cell, str) and not is_kind_of_event(" ".join(cell.split())) for cell in cells)
    return told * 4 >= len(cells) > 0


def _holds_weeks(grid: Grid, header: int, column: EstColumn) -> bool:
    """Tell whether a column headed *tid* holds weeks."""
    cells = _cells(grid, header, column)
    return bool(cells) and all(isinstance(cell, str) and names_week(cell) for cell in cells[:20])


def _has_time_of_day(grid: Grid, header: int, column: EstColumn) -> bool:
    cells = _cells(grid, header, column)
    clocked = sum(
        isinstance(cell, dt.time) or (isinstance(cell, dt.datetime) and cell.time() != dt.time()) for cell in cells
    )
    told = sum(isinstance(cell, str) and bool(re.search(r"\d\s*(?:kl\.?\s*)?[012]?\d[:.]\d\d", cell)) for cell in cells)
    return (clocked + told) * 2 > len(cells) > 0


def _days_of_week(grid: Grid, header: int, column: EstColumn) -> int:
    return len({cell.weekday() for cell in _cells(grid, header, column) if isinstance(cell, dt.date)})


def _counts_only_ones(grid: Grid, header: int, columns: list[EstColumn]) -> bool:
    counted = [column for column in columns if column.field == EstField.COUNT]
    values = {plain(str(cell)) for column in counted for cell in _cells(grid, header, column)}
    return bool(values) and values <= {"1", "1.0"}
