"""The rows of a department's table of measures: whose they are, for which period, what they answer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from trygg_desktop.domain.answers import Scale, plain, read_number, read_period, shorten, written
from trygg_desktop.domain.headers import ANSWER_FIELDS, Field
from trygg_desktop.domain.interpretation import NO_HINTS, Hints, Question
from trygg_desktop.domain.matching import code_key, split_code
from trygg_desktop.domain.privacy import mask
from trygg_desktop.domain.returns import Problem, ReadRow
from trygg_desktop.exchange.foreign_cells import Reading, is_sum, scale_of
from trygg_desktop.exchange.foreign_columns import Column, Table
from trygg_desktop.exchange.foreign_grid import Grid, cell_name
from trygg_desktop.exchange.sheet_marks import column_name
from trygg_desktop.messages import N_, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known outside the table: the ``period`` that a title or the sheet names, the one that the file's name
    does, and the ``year`` for periods written without one. ``part`` is the text that named a part of the year only.
    ``sees_looks`` is false where colours cannot be read.
    """

    period: str = ""
    period_of_file: str = ""
    year: int | None = None
    part: str = ""
    sees_looks: bool = True


class MeasureRows:
    """Reads one table of measures into ``rows``; what is left out goes to ``ignored``."""

    def __init__(self, grid: Grid, table: Table, around: Surroundings, hints: Hints = NO_HINTS) -> None:
        self.rows: list[ReadRow] = []
        self.ignored: list[Problem] = []
        self.questions: list[Question] = []
        self._grid, self._table, self._around, self._hints = grid, table, around, hints
        answers = table.of(ANSWER_FIELDS)
        self._code, self._title = table.one(Field.CODE), table.one(Field.TITLE)
        self._period = table.one(Field.PERIOD)
        self._shared = [column for column in answers if column.period is None]
        self._periods: dict[str, list[Column]] = defaultdict(list)
        for column in answers:
            if column.period is not None:
                self._periods[column.period.code(around.year)].append(column)
        self._answers = answers
        self._scales: dict[int, Scale] = {
            column.index: scale_of(grid, table, column) for column in table.of((Field.PROGRESS, Field.STATUS))
        }
        self._seen: dict[tuple[str, str, str], ReadRow] = {}
        self._last = ("", "")
        self._also: tuple[str, ...] = ()

    def read(self) -> None:
        """Read all rows of the table."""
        for row in range(self._table.first, self._table.last + 1):
            self._read_row(row)

    def _read_row(self, row: int) -> None:
        grid = self._grid
        columns = (*self._table.columns, *self._table.ticks, *self._table.titles)
        filled = [column for column in columns if grid.value(row, column.index) is not None]
        flawed = [column for column in self._answers if grid.flaw(row, column.index) is not None]
        if not filled and not flawed:
            return
        if is_sum(grid.text(row, (grid.filled(row) or [1])[0])):
            self._leave_out(row, N_("The row adds up other rows and was left out."))
            return
        reading = Reading(grid, row, self._hints)
        code, title, self._also = self._identity(reading)
        answered = [column for column in filled if column.field in ANSWER_FIELDS] or flawed
        if not code and not title:
            if answered and self._period and grid.value(row, self._period.index) is not None:
                code, title = self._last
            if not code and not title:
                self._leave_out_nameless(reading, bool(answered))
                return
        self._last = (code, title)
        if not answered and len(grid.filled(row)) < 2 and not code_key(code):
            self._leave_out(row, N_("The row holds only a heading or a note and was left out."))
            return
        if row in grid.marks.hidden_rows:
            reading.complain("notice", N_("The row is hidden or filtered out in the workbook. It was read."))
        self._read_parts(reading, code, title)

    def _identity(self, reading: Reading) -> tuple[str, str, tuple[str, ...]]:
        """Return the code and title of a row, and what else in it may be the title."""
        code, title = reading.text(self._code), reading.text(self._title)
        others = [text for column in self._table.titles if (text := reading.text(column)) and text != title]
        if not code and title:
            code, title = split_code(title)
        if not title and others:
            title = others.pop(0)
            if not code:
                code, title = split_code(title)
        return code, title, tuple(others)

    def _leave_out(self, row: int, message: Message) -> None:
        self.ignored.append(Problem(severity="notice", message=message, sheet=self._grid.name, row=row))

    def _leave_out_nameless(self, reading: Reading, answered: bool) -> None:
        for column in self._answers:
            reading.has_flaw(column.index)
        self.ignored += [replace(problem, severity="notice") for problem in reading.problems]
        if answered and not reading.problems:
            message = N_("The row has answers but names no measure, and was left out.")
            self.ignored.append(Problem(severity="warning", message=message, sheet=self._grid.name, row=reading.row))
        else:
            self._leave_out(reading.row, N_("The row names no measure and was left out."))

    def _read_parts(self, reading: Reading, code: str, title: str) -> None:
        """Read the row once, or in a wide table once for each period that has answers."""
        if self._period is not None:
            self._read_dated(reading, code, title)
            return
        answered = [period for period, columns in self._periods.items() if self._has_answer(reading.row, columns)]
        if not answered:
            if self._periods and not self._has_answer(reading.row, self._shared):
                self._leave_out(reading.row, N_("The row has no answers for any period."))
                return
            self._add(reading, [], code, title, self._around.period)
            return
        latest = max(answered, key=_order)
        for period in answered:
            columns = self._periods[period]
            part = reading if period == answered[0] else Reading(self._grid, reading.row, self._hints)
            if not period:
                part.complain("error", N_("The header names a period without its year."), columns[0].index)
                self.rows.append(self._row(part, code, title, ""))
            else:
                self._add(part, columns, code, title, period, with_shared=period == latest)

    def _read_dated(self, reading: Reading, code: str, title: str) -> None:
        assert self._period is not None
        place = self._grid.owner(reading.row, self._period.index)
        value = self._grid.value(*place)
        value = mask(value) if isinstance(value, str) else value
        if written(value).strip() in ("1", "2", "3") and "tertial" in self._period.header.casefold():
            value = f"T{written(value).strip()}"
        answer = read_period(value, year_of_row(reading, self._table) or self._around.year)
        if answer.problem:
            reading.complain(answer.severity, answer.problem, self._period.index)
        if not answer.answered:
            self.rows.append(self._row(reading, code, title, ""))
            return
        self._add(reading, [], code, title, answer.value or self._around.period)

    def _has_answer(self, row: int, columns: list[Column]) -> bool:
        grid = self._grid
        return any(
            grid.value(row, column.index) is not None
            or grid.flaw(row, column.index) is not None
            or (column.field == Field.ASSESSMENT and grid.fill(row, column.index))
            for column in columns
        )

    def _add(
        self, reading: Reading, columns: list[Column], code: str, title: str, period: str, *, with_shared: bool = True
    ) -> None:
        """Read the answers of a row for one period: its own ``columns``, and those that name no period."""
        columns = columns + self._shared if with_shared else columns
        taken = [column.field for column in columns if column.field is not None]
        for column in columns:
            reading.read(column, self._scales.get(column.index, "unknown"), taken)
        if with_shared:
            reading.read_ticks(self._table)
        reading.read_colour(columns, self._table)
        self._settle_rivals(reading, columns)
        self._note_unseen_colour(reading, columns)
        self.questions += reading.questions
        self._take(self._row(reading, code, title, period))

    def _row(self, reading: Reading, code: str, title: str, period: str) -> ReadRow:
        return ReadRow(
            sheet=self._grid.name,
            row=reading.row,
            code=code,
            title=title,
            also=self._also,
            period=period,
            values={field.value: value for field, value in reading.values.items()},
            problems=tuple(reading.problems),
        )

    def _settle_rivals(self, reading: Reading, columns: list[Column]) -> None:
        """Ask about what two columns of the same kind answer differently; neither is taken."""
        for chosen, other in self._table.rivals:
            told = [plain(self._grid.shown(reading.row, column.index)) for column in (chosen, other)]
            if told[0] == told[1] or all(column.index != chosen.index for column in columns):
                continue
            cell = cell_name(reading.row, chosen.index)
            for field in [field for field, value in reading.values.items() if value.cell == cell]:
                del reading.values[field]
            message = N_(
                "The columns {columns} ask for the same and say different things here. Write which is right.",
                columns=name_columns((chosen, other)),
            )
            reading.asked = chosen.field or ""
            reading.complain("error", message, chosen.index)

    def _note_unseen_colour(self, reading: Reading, columns: list[Column]) -> None:
        column = next((column for column in columns if column.field == Field.ASSESSMENT), None)
        if column and not self._around.sees_looks and self._grid.value(reading.row, column.index) is None:
            message = N_(
                "The cell has no text, and its colour cannot be seen in this kind of file. Write the colour's name, "
                "or save the workbook as .xlsx."
            )
            reading.complain("notice", message, column.index)

    def _take(self, row: ReadRow) -> None:
        """Take a row in, unless it repeats an earlier one. Rows that contradict each other are settled later, when
        their measures are known.
        """
        code = code_key(row.code)
        name = (f"{code[0]}-{code[1]}" if code else row.code, "" if row.code else row.title.casefold(), row.period)
        before = self._seen.setdefault(name, row)
        if before is row or _said(before) != _said(row):
            self.rows.append(row)
        else:
            self._leave_out(row.row, N_("The row repeats row {row} and was read once.", row=str(before.row)))


def name_columns(columns: Iterable[Column]) -> str:
    """Return the headers of columns that may be called the same, each with its letter: *Status (C), Status (D)*."""
    return ", ".join(f"{mask(shorten(column.header, 40))} ({column_name(column.index)})" for column in columns)


def year_of_row(reading: Reading, table: Table) -> int | None:
    """Return the year that a row names in a column of its own, beside its period."""
    column = table.one(Field.YEAR)
    year = read_number(reading.grid.value(*reading.grid.owner(reading.row, column.index))).value if column else None
    return int(year) if year is not None and 2000 <= year <= 2100 else None


def _said(row: ReadRow) -> dict[str, object]:
    return {field: value.value for field, value in row.values.items()}


def _order(period: str) -> tuple[str, str]:
    """Order periods in time: a year ends after its tertials."""
    return period[:4], period[5:] or "T3"
