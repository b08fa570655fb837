"""One cell of a department's table as an answer, and what must be said of it: errors, personal data, colours."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from trygg_desktop.domain.answers import (
    Answer,
    Cell,
    Scale,
    read_assessment,
    read_number,
    read_outlook,
    read_percent,
    read_remark,
    read_status,
    read_text,
    read_tkr,
    ways_to_read,
    written,
)
from trygg_desktop.domain.headers import Field
from trygg_desktop.domain.interpretation import NO_HINTS, Hints, Question
from trygg_desktop.domain.privacy import (
    KIND_WORDS,
    MASK,
    PersonalKind,
    find_personal,
    is_parted_number,
    mask,
    may_be_half,
)
from trygg_desktop.domain.reading_rules import CODED, word_key
from trygg_desktop.domain.returns import Problem, ReadValue, Severity
from trygg_desktop.domain.words import Assessment, say
from trygg_desktop.exchange.foreign_colours import traffic_light
from trygg_desktop.exchange.foreign_columns import Column, Table, is_tick
from trygg_desktop.exchange.foreign_grid import Grid, cell_name
from trygg_desktop.messages import N_, Message

LARGEST_FIGURE = 10**15
_WORD_READERS: dict[Field, Callable[[Cell], Answer[object]]] = {
    Field.STATUS: read_status,
    Field.ASSESSMENT: read_assessment,
    Field.OUTLOOK: read_outlook,
}
_REMARKS = (Field.DEVIATION, Field.OBSTACLE, Field.DECISION_NEEDED, Field.CORRECTIVE_ACTION)
_ALTERNATIVES = {
    Field.STATUS: (Field.ASSESSMENT, Field.OUTLOOK, Field.PROGRESS),
    Field.ASSESSMENT: (Field.OUTLOOK, Field.STATUS, Field.PROGRESS),
    Field.OUTLOOK: (Field.ASSESSMENT, Field.STATUS),
    Field.PROGRESS: (Field.STATUS, Field.ASSESSMENT),
}
"""What a column may hold instead of what its header says, when a cell cannot be read as that: departments write the
colour under *Status* and the state under *Bedömning*."""


@dataclass(slots=True)
class Reading:
    """Gathers the answers and problems of one row."""

    grid: Grid
    row: int
    hints: Hints = NO_HINTS
    values: dict[Field, ReadValue] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    asked: str = ""
    """The answer that is looked for just now."""

    def complain(
        self, severity: Severity, message: Message, column: int | None = None, *, is_personal: bool = False
    ) -> None:
        """Note a problem of the row, or of one of its cells with what stands there, personal data masked."""
        self.problems.append(
            Problem(
                severity=severity,
                message=message,
                sheet=self.grid.name,
                row=self.row,
                cell=cell_name(self.row, column) if column else "",
                field=self.asked if column else "",
                original=self._written(column) if column else "",
                is_personal=is_personal,
            )
        )

    def _written(self, column: int) -> str:
        shown = self.grid.shown(self.row, column)
        if self._is_half_a_number(column, shown):
            return MASK * 8
        return self.grid.flaw(self.row, column) or mask(shown)

    def clean(self, column: int) -> tuple[Cell, str]:
        """Return a cell's value and how it is shown, with personal data masked and complained of, never repeated."""
        value, shown = self.grid.value(self.row, column), self.grid.shown(self.row, column)
        found = find_personal(shown)
        is_half = self._is_half_a_number(column, shown)
        if not found and not is_half:
            return value, shown
        kinds = list(dict.fromkeys(personal.kind for personal in found))
        masked = mask(shown)
        if is_half:
            kinds, masked = [PersonalKind.IDENTITY_NUMBER], MASK * 8
        for kind in kinds:
            self.complain(
                "error",
                N_("The cell holds {what}. Remove or mask it in the workbook.", what=KIND_WORDS[kind]),
                column,
                is_personal=True,
            )
        return masked, masked

    def _is_half_a_number(self, column: int, shown: str) -> bool:
        """Tell whether the cell and the one before or after it hold the halves of an identity number."""
        if not 4 <= len(shown) <= 20 or not may_be_half(shown):
            return False
        return is_parted_number(shown, self.grid.shown(self.row, column + 1)) or is_parted_number(
            self.grid.shown(self.row, column - 1), shown
        )

    def text(self, column: Column | None) -> str:
        """Return the text of a naming cell (code, title), of a merged area where it belongs to one."""
        if column is None:
            return ""
        row, index = self.grid.owner(self.row, column.index)
        if (row, index) == (self.row, column.index):
            return " ".join(self.clean(index)[1].split())
        return " ".join(mask(self.grid.shown(row, index)).split())

    def has_flaw(self, column: int) -> bool:
        """Tell whether a cell holds an error or a formula without value, and complain of it."""
        flaw = self.grid.flaw(self.row, column)
        if flaw is None:
            return False
        if flaw:
            message = N_("Excel shows the error {error} here.", error=flaw)
        else:
            message = N_("The formula has no calculated value. Open the workbook in Excel, save it and send it again.")
        self.complain("error", message, column)
        return True

    def read(self, column: Column, scale: Scale, taken: Iterable[Field]) -> None:
        """Read one answer; ``taken`` are the fields that have a column of their own."""
        self.asked = column.field or ""
        if column.field is None or self.has_flaw(column.index):
            return
        value, shown = self.clean(column.index)
        if value is None:
            self._note_merged(column)
            return
        if column.field in _WORD_READERS and traffic_light(self.grid.sign_colour(self.row, column.index)):
            return
        if column.field in (Field.PROGRESS, Field.OUTCOME):
            value = self.meant(value, column.index, column.field.value)
            if value is None:
                return
        wanted, answer = column.field, self._answer(column.field, column, value, shown, scale)
        if answer.problem and answer.severity == "error":
            for other in _ALTERNATIVES.get(wanted, ()):
                instead = self._answer(other, column, value, shown, scale)
                if other not in taken and other not in self.values and instead.answered and not instead.is_doubtful:
                    wanted, answer = other, instead
                    break
        if answer.problem:
            self.complain(answer.severity, answer.problem, column.index)
        self._ask(wanted, column, value, shown, answer)
        if answer.answered:
            self._keep(wanted, column, answer.value, shown)

    def _ask(self, wanted: Field, column: Column, value: Cell, shown: str, answer: Answer[object]) -> None:
        """Note a word not understood, guessed at, or understood by the leader's word, so that it can be said."""
        is_ruled = self._said_word(wanted, value) is not None
        if wanted in _WORD_READERS and (answer.problem or is_ruled):
            word = None if not answer.answered else "" if answer.value is None else str(answer.value)
            self.questions.append(
                Question(
                    field=wanted.value,
                    text=shown,
                    sheet=self.grid.name,
                    cells=(cell_name(self.row, column.index),),
                    meaning=None if word is None else (wanted.value, word),
                    is_ruled=is_ruled,
                )
            )

    def meant(self, value: Cell, column: int, field: str) -> Cell:
        """Return the figure that the leader says is meant by one that can be read in several ways; ``None`` when it is
        none. Until that is said, the cell as it stands.
        """
        choices = ways_to_read(value)
        if not choices:
            return value
        text = written(value).strip()
        chosen = self.hints.figures.get(text)
        cells = (cell_name(self.row, column),)
        asked = Question(field=field, text=text, sheet=self.grid.name, cells=cells, choices=choices)
        self.questions.append(replace(asked, chosen=chosen, is_ruled=chosen is not None))
        return value if chosen is None else chosen or None

    def _said_word(self, wanted: Field, value: Cell) -> Answer[object] | None:
        """Return what the leader said that a word means, where that is an answer of the wanted kind."""
        said = self.hints.words.get(word_key(value)) if isinstance(value, str) and self.hints.words else None
        if said is None or said[0] != wanted.value:
            return None
        return Answer(value=CODED[said[0]](said[1]) if said[1] else None)

    def _answer(self, wanted: Field, column: Column, value: Cell, shown: str, scale: Scale) -> Answer[object]:
        if wanted in _WORD_READERS:
            return self._said_word(wanted, value) or _WORD_READERS[wanted](value)
        if wanted == Field.PROGRESS:
            as_percent = self.grid.is_percent(self.row, column.index) and not isinstance(value, str)
            return read_percent(shown if as_percent else value, scale)
        if wanted == Field.OUTCOME:
            return read_tkr(value, column.heading.unit or "tkr")
        return read_remark(shown) if wanted in _REMARKS else read_text(shown)

    def _keep(self, wanted: Field, column: Column, value: object, shown: str) -> None:
        """Keep an answer; a second text for the same field is added under its own header."""
        before = self.values.get(wanted)
        if before is None or before.value is None:
            self.values[wanted] = ReadValue(value=value, original=shown, cell=cell_name(self.row, column.index))
        elif isinstance(value, str) and wanted not in _ALTERNATIVES:
            header = " ".join(column.header.split()).rstrip(":?")
            self.values[wanted] = ReadValue(
                value=f"{before.value}\n{header}: {value}", original=f"{before.original}\n{shown}", cell=before.cell
            )

    def _note_merged(self, column: Column) -> None:
        owner = self.grid.owner(self.row, column.index)
        if owner[0] < self.row and self.grid.value(*owner) is not None:
            message = N_(
                "The cell is merged with {cell}. Its content was read for that row only.", cell=cell_name(*owner)
            )
            self.complain("warning", message, column.index)

    def read_colour(self, columns: Iterable[Column], table: Table) -> None:
        """Take a fill colour for the assessment where no text gave one: of its own cell, else of the status."""
        self.asked = Field.ASSESSMENT
        by_field = {column.field: column for column in columns}
        own = by_field.get(Field.ASSESSMENT)
        for column in (own, by_field.get(Field.STATUS)):
            if column is None:
                continue
            sign = self.grid.sign_colour(self.row, column.index)
            fill = sign if traffic_light(sign) else self.grid.fill(self.row, column.index)
            light = traffic_light(fill)
            if light is None or fill == self.grid.fill(table.header, column.index):
                continue
            if Field.ASSESSMENT in self.values:
                self._compare_colour(column, light, own)
            elif self._is_row_coloured(fill, table):
                self.complain("notice", N_("The whole row is coloured; the colour was not read as an assessment."))
            elif own is None or sign or self.grid.value(self.row, own.index) is None:
                self.values[Field.ASSESSMENT] = ReadValue(
                    value=light, original=f"#{fill}", cell=cell_name(self.row, column.index)
                )
                message = N_("The assessment was read from the cell's colour: {word}.", word=say(light))
                self.complain("notice", message, column.index)
            return

    def read_ticks(self, table: Table) -> None:
        """Read columns that are ticked: a cross under *Gul* is the assessment yellow."""
        ticked = [column for column in table.ticks if is_tick(self.grid.value(self.row, column.index))]
        for wanted in dict.fromkeys(column.field for column in ticked):
            self.asked = wanted or ""
            columns = [column for column in ticked if column.field == wanted]
            if len(columns) > 1:
                headers = ", ".join(column.header for column in columns)
                self.complain("error", N_("More than one is ticked: {columns}.", columns=headers), columns[1].index)
            elif wanted is not None and wanted not in self.values:
                self._keep(wanted, columns[0], columns[0].tick, columns[0].header)

    def _compare_colour(self, column: Column, light: Assessment, own: Column | None) -> None:
        said = self.values[Field.ASSESSMENT].value
        if column is own and isinstance(said, Assessment) and said not in (light, Assessment.NONE):
            message = N_("The cell says {word} but is coloured {colour}.", word=say(said), colour=say(light))
            self.complain("warning", message, column.index)

    def _is_row_coloured(self, fill: str, table: Table) -> bool:
        same = sum(self.grid.fill(self.row, column.index) == fill for column in table.columns)
        return same >= 3 and same * 2 > len(table.columns)


def read_figure(cell: Cell) -> Answer[Decimal]:
    """Read a figure of an indicator; one that no count in the world reaches is a slip and asked about."""
    number = read_number(cell)
    if number.value is None or abs(number.value) <= LARGEST_FIGURE:
        return number
    message = N_("The value is too large to be right. Write it in the indicator's own unit.")
    return Answer(answered=False, problem=message)


def read_sample(cell: Cell) -> Answer[int]:
    """Read how many answers a value rests on: a whole number from zero up."""
    count = read_figure(cell)
    if count.value is None:
        return Answer(answered=count.answered, problem=count.problem, severity=count.severity)
    if count.value < 0 or count.value != int(count.value):
        return Answer(answered=False, problem=N_("A number of answers is a whole number, 0 or more."))
    return Answer(value=int(count.value))


def scale_of(grid: Grid, table: Table, column: Column) -> Scale:
    """Tell whether the numbers of a percent column are fractions (0–1) or whole percent, from all of them."""
    large = fraction = False
    for row in range(table.first, table.last + 1):
        value = grid.value(row, column.index)
        if isinstance(value, str):
            said = read_number(value).value
            large = large or (said is not None and said > 1)
            fraction = fraction or (said is not None and 0 < said < 1)
        elif isinstance(value, int | float) and not isinstance(value, bool) and not grid.is_percent(row, column.index):
            large = large or value > 1
            fraction = fraction or 0 < value < 1
    if large:
        return "unknown" if fraction else "whole"
    return "fraction" if fraction or (column.heading.share and not column.heading.percent) else "unknown"


def is_sum(text: str) -> bool:
    """Tell whether a row's first text says that it adds up others."""
    words = written(text).casefold().replace(":", " ").split()
    return bool(words) and words[0].rstrip(".") in (
        "summa",
        "totalt",
        "total",
        "delsumma",
        "tot",
        "sum",
        "medel",
        "medelvärde",
        "snitt",
    )
