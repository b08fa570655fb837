"""The columns of a department's table, settled by what stands below their headers as well."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Literal

from trygg_desktop.domain.answers import Cell, PeriodMention, read_assessment, read_outlook, read_percent, read_status
from trygg_desktop.domain.headers import SAID, SURE, Field, Heading
from trygg_desktop.exchange.foreign_grid import Grid

LOOKED_AT = 40
"""How many filled cells of a column are looked at to see what it holds."""
LONG_TEXT = 30

TableKind = Literal["measures", "indicators"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table with its header as it stands there. ``tick`` is the answer that a cross in it gives,
    ``by_cells`` says that its cells, not the header, told what it holds.
    """

    index: int
    header: str
    heading: Heading
    tick: object = None
    by_cells: bool = False

    @property
    def field(self) -> Field | None:
        return self.heading.field

    @property
    def period(self) -> PeriodMention | None:
        return self.heading.period

    @property
    def is_said(self) -> bool:
        """Tell whether the leader, not the header, says what the column holds."""
        return self.heading.certainty == SAID


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of ``kind``. Its header ends on row ``header``, its data are the rows ``first`` to ``last``.

    ``columns`` are those that are read, ``ticks`` those read by a cross, ``titles`` those that may name the measure as
    well, ``left_out`` those with known but unread
    content, ``unknown`` those whose header says nothing.
    """

    kind: TableKind
    header: int
    first: int
    last: int
    columns: tuple[Column, ...]
    ticks: tuple[Column, ...] = ()
    titles: tuple[Column, ...] = ()
    left_out: tuple[Column, ...] = ()
    unknown: tuple[Column, ...] = ()
    rivals: tuple[tuple[Column, Column], ...] = ()
    """Each column beside another one that asks for the same: *Status* and *Status*."""

    def one(self, wanted: Field) -> Column | None:
        """Return the column of a field that is there at most once."""
        return next((column for column in self.columns if column.field == wanted), None)

    def of(self, wanted: Iterable[Field]) -> list[Column]:
        """Return the columns of some fields in their order."""
        fields = set(wanted)
        return [column for column in self.columns if column.field in fields]


def settle(grid: Grid, table: Table) -> Table:
    """Return the table with its columns as their content shows them.

    A lone year in a header is the report's own year, not a period; prose below *Status* is a comment; figures below
    *Avvikelse* are about money and left out.
    """
    columns = _without_lone_year(_with_period(list(table.columns)), table)
    if table.kind == "measures":
        columns = [_as_comment(grid, table, column) for column in columns]
    money = [
        column
        for column in columns
        if column.field in _TOLD_IN_WORDS and not column.is_said and _holds_figures(grid, table, column)
    ]
    kept = tuple(column for column in columns if column not in money)
    return replace(table, columns=kept, left_out=(*table.left_out, *money))


def find_ticks(columns: list[Column]) -> list[Column]:
    """Return the columns whose headers are answers themselves (*Grön*, *Gul*, *Röd*): two or more of one kind."""
    found = [ticked for column in columns if column.field is None and (ticked := _as_tick(column))]
    fields = [column.field for column in found]
    return [column for column in found if fields.count(column.field) > 1]


def _as_tick(column: Column) -> Column | None:
    answer = answer_in(column.header)
    if answer is None:
        return None
    heading = replace(column.heading, field=answer[0], certainty=SURE)
    return replace(column, heading=heading, tick=answer[1])


@lru_cache(maxsize=4096)
def answer_in(header: str) -> tuple[Field, object] | None:
    """Return the answer that a header is, with its field, or ``None``: *Gul* is the assessment yellow."""
    for wanted, read in (
        (Field.ASSESSMENT, read_assessment),
        (Field.STATUS, read_status),
        (Field.OUTLOOK, read_outlook),
    ):
        answer = read(header)
        if answer.value is not None and answer.problem is None:
            return wanted, answer.value
    return None


def is_tick(value: Cell) -> bool:
    """Tell whether a cell is crossed: ``x``, a check mark, a bullet, *ja* or 1."""
    if isinstance(value, str):
        return value.strip().casefold() in ("x", "✓", "✔", "☑", "☒", "✗", "✘", "●", "•", "■", "ja", "yes", "1", "v")
    return value in (1, True) if isinstance(value, int | float) else False


_TOLD_IN_WORDS = (Field.DEVIATION, Field.FORECAST, Field.OBSTACLE, Field.DECISION_NEEDED, Field.CORRECTIVE_ACTION)


def _with_period(columns: list[Column]) -> list[Column]:
    """Let a column of years name the period where no other does."""
    if any(column.field == Field.PERIOD for column in columns):
        return columns
    return [_with_field(column, Field.PERIOD) if column.field == Field.YEAR else column for column in columns]


def _without_lone_year(columns: list[Column], table: Table) -> list[Column]:
    """Take a year alone for the whole year only beside other periods; a forecast's year is never its period."""
    periods = {column.period.code(0) for column in columns if column.period and column.field != Field.FORECAST}
    wide = len(periods) > 1 or table.kind == "indicators"

    def told(column: Column) -> Column:
        mention = column.period
        own = mention is not None and (mention.bare or mention.tertial == 3) and column.field == Field.FORECAST
        if own or (mention is not None and mention.bare and not wide):
            return replace(column, heading=replace(column.heading, period=None))
        return column

    return [told(column) for column in columns]


def _as_comment(grid: Grid, table: Table, column: Column) -> Column:
    if column.field not in (Field.STATUS, Field.ASSESSMENT, Field.OUTLOOK) or column.is_said:
        return column
    cells = list(_cells(grid, table, column))
    prose = [value for value in cells if isinstance(value, str) and len(value) > LONG_TEXT and not _is_coded(value)]
    return _with_field(column, Field.COMMENT) if len(prose) * 2 > len(cells) else column


def _is_coded(value: Cell) -> bool:
    return any(read(value).answered for read in (read_status, read_assessment, read_outlook, read_percent))


def _holds_figures(grid: Grid, table: Table, column: Column) -> bool:
    cells = list(_cells(grid, table, column))
    return bool(cells) and all(isinstance(value, int | float) for value in cells)


def _cells(grid: Grid, table: Table, column: Column) -> Iterable[Cell]:
    values = (grid.value(row, column.index) for row in range(table.first, table.last + 1))
    return islice((value for value in values if value is not None), LOOKED_AT)


def _with_field(column: Column, wanted: Field) -> Column:
    return replace(column, heading=replace(column.heading, field=wanted))
