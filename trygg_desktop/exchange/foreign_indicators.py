"""The rows of a department's table of indicators, one value a row or one column a period."""

import re
from collections import Counter
from dataclasses import replace

from trygg_desktop.domain.answer_periods import ask_part
from trygg_desktop.domain.answers import Answer, Cell, plain, read_moment
from trygg_desktop.domain.headers import Field
from trygg_desktop.domain.interpretation import NO_HINTS, Hints, Question
from trygg_desktop.domain.privacy import mask
from trygg_desktop.domain.returns import Problem, ReadObservation
from trygg_desktop.exchange.foreign_cells import Reading, is_sum, read_figure, read_sample
from trygg_desktop.exchange.foreign_columns import Column, Table
from trygg_desktop.exchange.foreign_grid import Grid, cell_name
from trygg_desktop.exchange.foreign_rows import Surroundings, year_of_row
from trygg_desktop.messages import N_, Message


class IndicatorRows:
    """Reads one table of indicators into ``observations``; what is left out goes to ``ignored``."""

    def __init__(self, grid: Grid, table: Table, around: Surroundings, hints: Hints = NO_HINTS) -> None:
        self.questions: list[Question] = []
        self._hints = hints
        self.observations: list[ReadObservation] = []
        self.ignored: list[Problem] = []
        self._grid, self._table, self._around = grid, table, around
        self._values = table.of((Field.VALUE,))
        self._last = ""
        self._areas: dict[int, str] = {}

    def read(self) -> None:
        """Read all rows. An indicator's name left blank is the one above; areas tell rows of one name apart."""
        for row in range(self._table.first, self._table.last + 1):
            self._read_row(Reading(self._grid, row, self._hints))
        self._name_by_area()
        self._drop_repeated()

    def _read_row(self, reading: Reading) -> None:
        grid, row = self._grid, reading.row
        filled = [column for column in self._table.columns if grid.value(row, column.index) is not None]
        answered = [
            column
            for column in self._values
            if grid.value(row, column.index) is not None or grid.flaw(row, column.index) is not None
        ]
        if not filled and not answered:
            return
        if is_sum(grid.text(row, (grid.filled(row) or [1])[0])):
            self._leave_out(row, N_("The row adds up other rows and was left out."))
            return
        named = reading.text(self._table.one(Field.INDICATOR)) or reading.text(self._table.one(Field.CODE))
        if not answered or not (named or self._last):
            self._leave_out(row, N_("The row has no value of an indicator and was left out."))
            return
        self._last = named or self._last
        if row in grid.marks.hidden_rows:
            reading.complain("notice", N_("The row is hidden or filtered out in the workbook. It was read."))
        self._areas[row] = reading.text(self._table.one(Field.AREA))
        for column in answered:
            self._read_value(reading, column)

    def _read_value(self, reading: Reading, column: Column) -> None:
        part = Reading(self._grid, reading.row, self._hints, problems=list(reading.problems))
        on = self._moment(part, column)
        flawed = part.has_flaw(column.index)
        value, shown = part.clean(column.index)
        value = part.meant(value, column.index, "value")
        self.questions += part.questions
        if value is None and not flawed:
            return
        answer = Answer[float](answered=False) if flawed else self._number(part.row, column.index, value, shown)
        if answer.problem:
            part.complain("error", answer.problem, column.index)
        n = self._read_sample(part, self._sample_of(column))
        self.observations.append(
            ReadObservation(
                sheet=self._grid.name,
                row=part.row,
                cell=cell_name(part.row, column.index),
                name=self._last,
                on=on,
                value=answer.value,
                original=shown,
                source=part.text(self._table.one(Field.SOURCE)),
                n=n,
                problems=tuple(part.problems),
            )
        )

    def _read_sample(self, part: Reading, column: Column | None) -> int | None:
        """Read how many answers a value rests on."""
        if column is None or part.has_flaw(column.index):
            return None
        part.asked = "n"
        value, _ = part.clean(column.index)
        answer = read_sample(value)
        if answer.problem:
            part.complain("error", answer.problem, column.index)
        part.asked = ""
        return answer.value

    def _sample_of(self, column: Column) -> Column | None:
        """Return the column with the number of answers behind a column of values: of its period, or of none."""
        samples = self._table.of((Field.SAMPLE,))
        own = [one for one in samples if one.period and column.period and one.period.code(0) == column.period.code(0)]
        return next((one for one in (*own, *samples) if one in own or one.period is None), None)

    def _moment(self, part: Reading, column: Column) -> str:
        """Return when the value was measured: by its column's header, its row's period, or what the title says."""
        if column.period is not None:
            code = column.period.code(self._around.year)
            if not code:
                part.complain("error", N_("The header names a period without its year."), column.index)
            elif column.period.part:
                part.complain("error", ask_part(column.header, code[:4]), column.index)
                return ""
            return code
        period = self._table.one(Field.PERIOD)
        if period is None:
            known = self._around.period or self._around.period_of_file
            if not known:
                part.complain("error", N_("It is not said when the value was measured."), column.index)
            elif self._around.part:
                part.complain("error", ask_part(self._around.part, known[:4]), column.index)
                return ""
            return known
        year = year_of_row(part, self._table) or self._around.year
        value = self._grid.value(*self._grid.owner(part.row, period.index))
        answer = read_moment(mask(value) if isinstance(value, str) else value, year)
        if answer.problem:
            part.complain("error", answer.problem, period.index)
        elif answer.value is None:
            part.complain("error", N_("It is not said when the value was measured."), period.index)
        return answer.value or ""

    def _number(self, row: int, column: int, value: Cell, shown: str) -> Answer[float]:
        """Read a value; a share shown as percent counts in percent, and a percent sign in a text is left out."""
        value = shown if self._grid.is_percent(row, column) else value
        shown_as_percent = isinstance(value, str) and value.rstrip().endswith(("%", "procent"))
        number = read_figure(re.sub(r"\s*(?:%|procent)\s*$", "", value) if isinstance(value, str) else value)
        share = number.value
        if share is not None and 0 < share < 1 and not shown_as_percent and self._counts_percent(row):
            message = N_("“{text}” can be a share or a percentage. Write it with a percent sign.", text=shown)
            return Answer(answered=False, problem=message)
        value_read = None if share is None else float(share)
        return Answer(value=value_read, answered=number.answered, problem=number.problem, severity=number.severity)

    def _counts_percent(self, row: int) -> bool:
        """Tell whether the row's unit is percent."""
        units = [column for column in self._table.left_out if plain(column.header) in ("enhet", "unit")]
        return any(plain(self._grid.text(row, column.index)) in ("%", "procent", "percent") for column in units)

    def _leave_out(self, row: int, message: Message) -> None:
        self.ignored.append(Problem(severity="notice", message=message, sheet=self._grid.name, row=row))

    def _name_by_area(self) -> None:
        told = Counter((seen.name, seen.on, self._areas.get(seen.row, "")) for seen in self.observations)
        areas = Counter((name, on) for name, on, _ in told)
        for place, seen in enumerate(self.observations):
            area = self._areas.get(seen.row, "")
            if area and areas[(seen.name, seen.on)] > 1 and area.casefold() not in seen.name.casefold():
                self.observations[place] = replace(seen, name=f"{seen.name}, {area}")

    def _drop_repeated(self) -> None:
        """Keep one of several equal values; what contradicts is settled later, when the indicator is known."""
        kept: dict[tuple[str, str, float | None], ReadObservation] = {}
        for number, seen in enumerate(self.observations):
            on = seen.on or f"unknown {number}"  # two times that cannot be read are not one
            before = kept.setdefault((seen.name.casefold(), on, seen.value), seen)
            if before is not seen:
                self._leave_out(seen.row, N_("The row repeats row {row} and was read once.", row=str(before.row)))
        self.observations = list(kept.values())
