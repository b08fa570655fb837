"""EST's counts, one for each week, area, place and kind of event, with the cell that each stands in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trygg_desktop.domain.answers import BLANK, Answer, Cell, is_no_value, plain, read_number, shorten
from trygg_desktop.domain.est_headers import EstField, is_kind_of_event, read_est_heading
from trygg_desktop.domain.est_weeks import names_week, read_week, spread_years, week_number, years_in
from trygg_desktop.domain.privacy import find_personal, mask
from trygg_desktop.domain.returns import Problem, ReadEst
from trygg_desktop.exchange.est_tables import EstColumn, EstTable
from trygg_desktop.exchange.foreign_cells import Reading, is_sum
from trygg_desktop.exchange.foreign_grid import Grid, cell_name
from trygg_desktop.messages import N_, NN_, Message

LARGEST_COUNT = 100_000
"""No place has more in a week; a larger figure is a slip."""
_OUTLINE = (EstField.WEEK, EstField.AREA, EstField.PLACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What is said outside the table: the ``title`` above it, the ``texts`` that may name a year, the nearest first,
    and a ``year`` at last.
    """

    texts: Sequence[str] = ()
    title: str = ""
    year: int | None = None


class EstRows:
    """Reads one table of counts into ``counts``, cells that say there is none into ``gaps``; what is left out goes to
    ``ignored``, what concerns the sheet to ``problems``.
    """

    def __init__(self, grid: Grid, table: EstTable, naming: Naming) -> None:
        self.counts: list[ReadEst] = []
        self.gaps: list[ReadEst] = []
        self.ignored: list[Problem] = []
        self.problems: list[Problem] = []
        self._grid, self._table = grid, table
        latest = naming.year + 1 if naming.year else 2100
        told = ([year for year in years_in(text) if year <= latest] for text in naming.texts)
        named = next((years for years in told if years), [])
        self._years = named
        self._year = named[0] if len(named) == 1 else None
        self._assumed = naming.year if not named else None
        self._used_assumed = False
        self._section = ""
        self._title = mask(naming.title)
        self._before: dict[EstField, Cell] = {}
        self._names: dict[tuple[EstField, str], str] = {}
        self._weeks = self._header_weeks()
        self._outline = sorted(
            (column for column in table.columns if column.field in _OUTLINE), key=lambda column: column.index
        )

    def read(self) -> None:
        """Read all rows below the header."""
        for row in range(self._table.header + 1, len(self._grid.table) + 1):
            if self._grid.filled(row):
                self._read_row(row)
        if self._used_assumed:
            message = N_("The weeks are written without a year; read as {year}.", year=str(self._assumed))
            self.problems.append(Problem(severity="warning", message=message, sheet=self._grid.name))
        if self.gaps:
            message = NN_(
                "{n} cell says that no count was reported ({cells}). Nothing is read from it, and never a zero.",
                "{n} cells say that no count was reported ({cells}). Nothing is read from them, and never a zero.",
                len(self.gaps),
                cells=", ".join(gap.cell for gap in self.gaps[:6]) + (" …" if len(self.gaps) > 6 else ""),
            )
            self.ignored.append(Problem(severity="notice", message=message, sheet=self._grid.name))

    def _header_weeks(self) -> dict[int, Answer[str]]:
        """Read the weeks that head the columns; one that cannot be read is said once, in its header's cell."""
        columns = [column for column in self._table.figures if column.week is not None]
        numbers = [column.week if isinstance(column.week, int) else week_number(column.header) for column in columns]
        years = spread_years(numbers, self._years or ([self._assumed] if self._assumed else []))
        weeks: dict[int, Answer[str]] = {}
        for column, number, year in zip(columns, numbers, years, strict=True):
            answer = read_week(column.week, column.year or year)
            self._used_assumed |= number is not None and not column.year and not self._years and bool(answer.value)
            weeks[column.index] = answer
            if answer.problem:
                self._complain(answer.problem, self._table.header, column.index)
        return weeks

    def _complain(self, message: Message, row: int, column: int) -> None:
        where = cell_name(row, column)
        self.problems.append(Problem(severity="error", message=message, sheet=self._grid.name, row=row, cell=where))

    def _leave_out(self, row: int, message: Message) -> None:
        self.ignored.append(Problem(severity="notice", message=message, sheet=self._grid.name, row=row))

    def _read_row(self, row: int) -> None:
        grid, table = self._grid, self._table
        filled = grid.filled(row)
        naming = [column for column in table.columns if column.field is not EstField.SOURCE]
        figures = [column for column in table.figures if self._holds(row, column)]
        if any(is_sum(grid.text(row, column.index)) for column in naming) or is_sum(grid.text(row, filled[0])):
            self._leave_out(row, N_("The row adds up other rows and was left out."))
        elif self._is_header_again(row):
            return
        elif not figures and len(filled) == 1 and isinstance(grid.value(row, filled[0]), str):
            self._begin_section(row, filled[0])
        elif not figures:
            if any(grid.value(row, column.index) is not None for column in naming):
                self._remember(row)
                self._leave_out(row, N_("The row has no count and was left out."))
            else:
                self._leave_out(row, N_("The row holds only a heading or a note and was left out."))
        else:
            self._read_counts(Reading(grid, row), figures)

    def _holds(self, row: int, column: EstColumn) -> bool:
        return self._grid.value(row, column.index) is not None or self._grid.flaw(row, column.index) is not None

    def _is_header_again(self, row: int) -> bool:
        """Tell whether a row repeats the header, as stacked tables do."""
        written = [(self._grid.text(row, column.index), column.header) for column in self._table.columns]
        told = [(text, header) for text, header in written if text]
        return bool(told) and all(plain(text) == plain(header) for text, header in told)

    def _begin_section(self, row: int, column: int) -> None:
        """Take a line of its own for the area of the rows below it, where no column names the area."""
        text = self._grid.text(row, column)
        if self._table.one(EstField.AREA) is None and len(text) <= 60 and not read_est_heading(text):
            self._section = mask(text)
            self._before.clear()
        else:
            self._leave_out(row, N_("The row holds only a heading or a note and was left out."))

    def _remember(self, row: int) -> dict[EstField, Cell]:
        """Return week, area and place of a row; those left blank at its beginning are the ones above."""
        cells: dict[EstField, Cell] = {}
        begun = False
        for column in self._outline:
            field = column.field
            assert field is not None
            cell = self._grid.value(*self._grid.owner(row, column.index))
            begun = begun or cell is not None
            cells[field] = cell if begun else self._before.get(field)
        self._before = dict(cells)
        return cells

    def _read_counts(self, reading: Reading, figures: Sequence[EstColumn]) -> None:
        grid, table = self._grid, self._table
        outline = self._remember(reading.row)
        if reading.row in grid.marks.hidden_rows:
            reading.complain("notice", N_("The row is hidden or filtered out in the workbook. It was read."))
        area = self._name(reading, EstField.AREA, outline.get(EstField.AREA)) or self._section
        place = self._name(reading, EstField.PLACE, outline.get(EstField.PLACE))
        source = self._name(reading, EstField.SOURCE, self._owned(reading.row, table.one(EstField.SOURCE)))
        type_column, week_column = table.one(EstField.TYPE), table.one(EstField.WEEK)
        event = ""
        if table.kind != "types":
            event = self._name(reading, EstField.TYPE, self._owned(reading.row, type_column))
            if not is_kind_of_event(event):
                event = ""
                self._refuse_story(reading, type_column)
            elif not event:
                reading.complain(
                    "error", N_("The row names no kind of event."), type_column.index if type_column else None
                )
        week: Answer[str] = BLANK
        if table.kind != "weeks":
            week = self._week(reading, week_column, outline.get(EstField.WEEK))
            if week.problem:
                reading.complain("error", week.problem, week_column.index if week_column else None)
        for number, column in enumerate(figures):
            kind = self._type_of(column) if table.kind == "types" else event
            when = self._weeks[column.index] if table.kind == "weeks" else week
            if table.kind == "weeks" and when.problem:
                continue
            part = Reading(grid, reading.row, problems=list(reading.problems) if number == 0 else [])
            broken = any(problem.severity == "error" for problem in reading.problems)
            count, original = self._count(part, column)
            is_gap = count is None and not part.problems
            (self.gaps if is_gap else self.counts).append(
                ReadEst(
                    sheet=grid.name,
                    row=reading.row,
                    cell=cell_name(reading.row, column.index),
                    week=when.value or "",
                    area=area,
                    title=self._title,
                    place=place,
                    event_type=kind,
                    count=None if broken else count,
                    original=original,
                    source=source,
                    problems=tuple(part.problems),
                )
            )

    def _refuse_story(self, reading: Reading, column: EstColumn | None) -> None:
        """Say that a cell tells of a single event; what it tells is not repeated."""
        message = N_("The cell tells of a single event. Name only the kind of event, in a few words.")
        cell = cell_name(reading.row, column.index) if column else ""
        where = Problem(severity="error", message=message, sheet=self._grid.name, row=reading.row, cell=cell)
        reading.problems.append(where)

    def _owned(self, row: int, column: EstColumn | None) -> Cell:
        return self._grid.value(*self._grid.owner(row, column.index)) if column else None

    def _name(self, reading: Reading, field: EstField, cell: Cell) -> str:
        """Return a name as it is kept, with personal data masked and complained of; names come again and again."""
        if cell is None:
            return ""
        text = " ".join(str(cell).split())
        known = self._names.get((field, text))
        if known is None:
            column = self._table.one(field)
            if find_personal(text) and column is not None:
                reading.clean(column.index)
            known = mask(text)
            if known == text:
                self._names[field, text] = known
        return "" if is_no_value(known) else known

    def _type_of(self, column: EstColumn) -> str:
        return mask(" ".join(column.header.split()))

    def _week(self, reading: Reading, column: EstColumn | None, cell: Cell) -> Answer[str]:
        if column is None:
            return Answer(answered=False, problem=N_("It is not said which week the count is for."))
        if isinstance(cell, str) and find_personal(cell):
            cell = mask(cell)
        year_cell = self._owned(reading.row, self._table.one(EstField.YEAR))
        year = read_number(year_cell).value if year_cell is not None else None
        said = int(year) if year is not None and 1990 <= year <= 2100 else self._year
        answer = read_week(cell, said)
        if answer.problem and said is None and self._assumed:
            assumed = read_week(cell, self._assumed)
            self._used_assumed |= assumed.value is not None
            answer = assumed
        if not answer.problem and answer.value is None:
            return Answer(answered=False, problem=N_("It is not said which week the count is for."))
        return answer

    def _count(self, reading: Reading, column: EstColumn) -> tuple[int | None, str]:
        """Read a count: a whole number from zero up; a cell that says there is none is a gap."""
        if reading.has_flaw(column.index):
            return None, ""
        value, shown = reading.clean(column.index)
        answer = read_number(value)
        number = answer.value
        if answer.problem:
            reading.complain("error", answer.problem, column.index)
        elif number is None:
            return None, shown
        elif number < 0:
            reading.complain(
                "error", N_("“{text}” is below zero, and no count can be.", text=shorten(shown)), column.index
            )
        elif number != int(number):
            message = N_("“{text}” is no whole number, and counts are.", text=shorten(shown))
            reading.complain("error", message, column.index)
        elif number > LARGEST_COUNT:
            message = N_("“{text}” is too large to be the count of a week.", text=shorten(shown))
            reading.complain("error", message, column.index)
        else:
            return int(number), shown
        return None, shown


def title_of(grid: Grid, table: EstTable) -> str:
    """Return the line that stands alone right above a table, empty where there is none."""
    above = next((row for row in range(table.header - 1, 0, -1) if grid.filled(row)), 0)
    texts = [grid.text(above, column) for column in grid.filled(above)] if above else []
    return texts[0] if len(texts) == 1 and len(texts[0]) <= 60 else ""


def titles_of(grid: Grid, table: EstTable) -> Iterator[str]:
    """Return the texts above a table's header, the nearest first; years in a header's group are read elsewhere."""
    for row in range(table.header, max(table.header - 12, 0), -1):
        for column in grid.filled(row)[:6]:
            text = grid.text(row, column)
            if len(text) <= 200 and not names_week(text):
                yield text
