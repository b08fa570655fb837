"""Reads our own template back by its hidden marks, whatever was renamed, moved, sorted, hidden or added in it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from trygg_desktop.domain.answers import Answer, Cell, Scale, read_moment
from trygg_desktop.domain.follow_up import ANSWERS
from trygg_desktop.domain.headers import Field, Heading
from trygg_desktop.domain.interpretation import NO_HINTS, Hints, Interpretation, Question
from trygg_desktop.domain.returns import Problem, ReadBook, ReadObservation, ReadRow, ReadValue
from trygg_desktop.errors import WorkbookRefused
from trygg_desktop.exchange.correction_mark import LIST_NOT_READ, is_fault_list
from trygg_desktop.exchange.foreign_account import gather_questions
from trygg_desktop.exchange.foreign_cells import Reading, read_figure, read_sample
from trygg_desktop.exchange.foreign_columns import Column
from trygg_desktop.exchange.foreign_grid import Grid, cell_name, read_grids
from trygg_desktop.exchange.opening import OpenedBook
from trygg_desktop.exchange.sheet_marks import parse_part
from trygg_desktop.exchange.template_stamp import MARK, VERSION, Imprint, filled_hash, read_imprint, read_key
from trygg_desktop.messages import N_, NN_

_PROPERTIES = "docProps/custom.xml"
_LONGEST_IMPRINT = 2_000
"""Rows of a hidden sheet that are looked through."""


def find_imprint(book: OpenedBook) -> Imprint | None:
    """Return what a workbook says of itself if it is one of ours: in its hidden sheet, else in its properties."""
    for name in book.sheets:
        if name in book.hidden_sheets or book.sheets.index(name) == len(book.sheets) - 1:
            pairs = [
                (row[0], row[1])
                for row in book.rows(name)[:_LONGEST_IMPRINT]
                if len(row) >= 2 and isinstance(row[0], str) and isinstance(row[1], str)
            ]
            imprint = read_imprint(pairs)
            if imprint is not None:
                return imprint
    return read_imprint(_properties(book))


def _properties(book: OpenedBook) -> list[tuple[str, str]]:
    """Return the document's own properties that are texts."""
    if book.archive is None or _PROPERTIES not in book.archive.namelist():
        return []
    pairs: list[tuple[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith("property"):
            pairs.append((attributes.get("name", ""), ""))

    def text(value: str) -> None:
        if pairs:
            pairs[-1] = (pairs[-1][0], pairs[-1][1] + value)

    parse_part(book.archive, _PROPERTIES, start=start, text=text)
    return pairs


def read_template(book: OpenedBook, imprint: Imprint, hints: Hints = NO_HINTS) -> ReadBook | None:
    """Read a template by its marks; ``None`` when those of the measures are gone, so that its headers must do.

    Raises ``WorkbookRefused`` when a newer program made it.
    """
    if imprint.stamp.version > VERSION:
        raise WorkbookRefused(
            "{file} was made by a newer Trygg Desktop (template {version}; this program knows {known}). "
            "Update the program and read it again.",
            file=book.file_name,
            version=str(imprint.stamp.version),
            known=str(VERSION),
        )
    grids = read_grids(book)
    tables = [table for grid in grids.grids for table in _find_tables(grid)]
    if all(table.kind != "measure" for table in tables):
        return None
    reader = _Reader(imprint, hints)
    for table in tables:
        reader.read(table)
    reader.conclude([grid for grid in grids.grids if not grid.hidden], tables)
    return ReadBook(
        file_name=book.file_name,
        sha256=book.sha256,
        stamp=imprint.stamp,
        sheets=tuple(dict.fromkeys(table.grid.name for table in tables)),
        rows=tuple(reader.rows),
        observations=tuple(reader.observations),
        ignored=tuple(reader.ignored),
        problems=tuple(reader.problems),
        content=book.content,
        interpretation=Interpretation(questions=gather_questions(reader.questions)),
        hints=hints,
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """A marked table: ``columns`` by name, ``keys`` the column of row keys, ``marks`` the row that names them."""

    grid: Grid
    kind: str
    marks: int
    keys: int
    columns: dict[str, int]
    repeated: list[int]
    answers: list[Column]
    locked: list[int]
    """The columns filled in beforehand, in the order of their names."""


def _find_tables(grid: Grid) -> Iterator[_Table]:
    """Return the tables whose row of hidden marks, and whose column of keys, are still there."""
    for row, cells in enumerate(grid.table, 1):
        found: dict[str, dict[str, int]] = {}
        repeated: list[int] = []
        for column, cell in enumerate(cells, 1):
            if isinstance(cell, str) and cell.startswith(MARK) and cell.count("/") == 2:
                _, kind, name = cell.strip().split("/")
                if name in found.setdefault(kind, {}):
                    repeated.append(column)
                found[kind].setdefault(name, column)
        for kind, columns in found.items():
            if "key" in columns and len(columns) > 1:
                yield _make_table(grid, kind, row, columns, repeated)


def _make_table(grid: Grid, kind: str, row: int, columns: dict[str, int], repeated: list[int]) -> _Table:
    open_ = ANSWERS if kind == "measure" else ("value", "on", "n", "source")
    return _Table(
        grid=grid,
        kind=kind,
        marks=row,
        keys=columns["key"],
        columns=columns,
        repeated=repeated,
        answers=[_column(columns, name) for name in ANSWERS if name in columns],
        locked=[columns[name] for name in sorted(columns) if name not in (*open_, "key")],
    )


_ALL_FIELDS = tuple(Field)


class _Reader:
    """Gathers what the marked tables of one workbook hold."""

    def __init__(self, imprint: Imprint, hints: Hints) -> None:
        self.questions: list[Question] = []
        self._hints = hints
        self.rows: list[ReadRow] = []
        self.observations: list[ReadObservation] = []
        self.ignored: list[Problem] = []
        self.problems: list[Problem] = []
        self._imprint = imprint
        self._seen: set[str] = set()

    def read(self, table: _Table) -> None:
        """Read the rows of one table."""
        header = self._header(table)
        for row in range(1, len(table.grid.table) + 1):
            key = table.grid.text(row, table.keys)
            if key.startswith(MARK):
                continue
            row_id = read_key(key, self._imprint.stamp.programme_uid, table.kind)
            if row_id is None and (row <= header or not self._is_filled(table, row)):
                continue
            self._seen.add(key)
            self._read_row(table, row, key, row_id)
        for column in table.repeated:
            message = N_("The column is a copy of another and was left out.")
            cell = cell_name(table.marks, column)
            self.ignored.append(Problem(severity="notice", message=message, sheet=table.grid.name, cell=cell))

    def conclude(self, sheets: Sequence[Grid], tables: Sequence[_Table]) -> None:
        """Name added sheets, and say how many rows that were sent are missing."""
        ours = {table.grid.name for table in tables}
        last = max((index for index, grid in enumerate(sheets) if grid.name in ours), default=0)
        for index, grid in enumerate(sheets):
            if grid.name not in ours and (index > 0 or last == 0) and grid.table:
                message = N_("The sheet is not part of the template and was not read.")
                if is_fault_list(grid):
                    message = LIST_NOT_READ
                self.ignored.append(Problem(severity="notice", message=message, sheet=grid.name))
        missing = len(self._imprint.sent.keys() - self._seen)
        if missing:
            message = NN_(
                "{n} row that was sent is not in the workbook any more.",
                "{n} rows that were sent are not in the workbook any more.",
                missing,
            )
            self.problems.append(Problem(severity="warning", message=message))

    def _header(self, table: _Table) -> int:
        """Return the row of visible headers: what stands above it is no answer."""
        for row in range(1, len(table.grid.table) + 1):
            if table.grid.text(row, table.keys) == f"{MARK}header":
                return row
        return table.marks

    def _is_filled(self, table: _Table, row: int) -> bool:
        return any(
            table.grid.value(row, column) is not None or table.grid.flaw(row, column) is not None
            for name, column in table.columns.items()
            if name != "key"
        )

    def _read_row(self, table: _Table, row: int, key: str, row_id: int | None) -> None:
        reading = Reading(table.grid, row, self._hints)
        if row in table.grid.marks.hidden_rows:
            reading.complain("notice", N_("The row is hidden or filtered out in the workbook. It was read."))
        if row_id is None and key:
            reading.complain("notice", N_("The row's hidden mark is not ours; it is known by its number or title."))
        if row_id is not None and self._was_changed(table, row, key):
            reading.complain("notice", N_("Locked cells of the row were changed. They are not read."))
        if table.kind == "measure":
            self._read_measure(table, reading, row_id)
        elif table.kind == "indicator":
            self._read_indicator(table, reading, row_id)
        self.questions += reading.questions

    def _was_changed(self, table: _Table, row: int, key: str) -> bool:
        sent = self._imprint.sent.get(key)
        return sent is not None and sent != filled_hash(table.grid.value(row, column) for column in table.locked)

    def _read_measure(self, table: _Table, reading: Reading, row_id: int | None) -> None:
        for column in table.answers:
            if column.field is not None:
                reading.read(column, _scale(table.grid, reading.row, column.index), _ALL_FIELDS)
        self.rows.append(
            ReadRow(
                sheet=table.grid.name,
                row=reading.row,
                code=self._text(table, reading, "code"),
                title=self._text(table, reading, "title"),
                key=row_id,
                period=self._imprint.stamp.period,
                values={name.value: value for name, value in reading.values.items()},
                problems=tuple(reading.problems),
            )
        )

    def _read_indicator(self, table: _Table, reading: Reading, row_id: int | None) -> None:
        column = table.columns.get("value")
        if column is None or not _holds_something(table.grid, reading.row, column):
            return
        reading.asked = "value"
        value, shown = reading.clean(column)
        value = reading.meant(value, column, "value")
        answer: Answer[float] = Answer(answered=False)
        if not reading.has_flaw(column):
            if value is None:
                return
            answer = _number(table.grid, reading.row, column, value)
            if answer.problem:
                reading.complain(answer.severity, answer.problem, column)
        on, n = self._moment(table, reading), self._count(table, reading)
        self.observations.append(
            ReadObservation(
                sheet=table.grid.name,
                row=reading.row,
                cell=cell_name(reading.row, column),
                key=row_id,
                name=self._text(table, reading, "name") or self._text(table, reading, "code"),
                on=on,
                value=answer.value,
                original=shown,
                source=self._text(table, reading, "source"),
                n=n,
                problems=tuple(reading.problems),
            )
        )

    def _moment(self, table: _Table, reading: Reading) -> str:
        """Return when the value was measured; without a word about it, the template's own period."""
        column = table.columns.get("on")
        if column is None:
            return self._imprint.stamp.period
        reading.asked = "on"
        answer = read_moment(reading.clean(column)[0])
        if answer.problem:
            reading.complain("error", answer.problem, column)
            return ""
        return answer.value or self._imprint.stamp.period

    def _count(self, table: _Table, reading: Reading) -> int | None:
        column = table.columns.get("n")
        reading.asked = "n"
        if column is None or reading.has_flaw(column):
            return None
        answer = read_sample(reading.clean(column)[0])
        if answer.problem:
            reading.complain(answer.severity, answer.problem, column)
        return answer.value

    def _text(self, table: _Table, reading: Reading, name: str) -> str:
        reading.asked = name
        column = table.columns.get(name)
        return reading.text(_column(table.columns, name)) if column else ""


def _column(columns: dict[str, int], name: str) -> Column:
    return Column(index=columns[name], header=name, heading=Heading(field=_FIELDS.get(name)))


_FIELDS = {field.value: field for field in Field}


def _scale(grid: Grid, row: int, column: int) -> Scale:
    """The column asks for whole percent; what lies between 0 and 1 was meant as a share."""
    value = grid.value(row, column)
    return "unknown" if isinstance(value, float) and 0 < value < 1 else "whole"


def _holds_something(grid: Grid, row: int, column: int) -> bool:
    return grid.value(row, column) is not None or grid.flaw(row, column) is not None


def _number(grid: Grid, row: int, column: int, value: Cell) -> Answer[float]:
    """Read an indicator's value; what is shown as percent counts in percent."""
    if grid.is_percent(row, column) and isinstance(value, int | float):
        value = grid.shown(row, column)
    text = value.strip().removesuffix("%").rstrip() if isinstance(value, str) else value
    number = read_figure(text)
    found = None if number.value is None else float(number.value)
    return Answer(value=found, answered=number.answered, problem=number.problem, severity=number.severity)


def with_stamp(book: ReadBook, imprint: Imprint) -> ReadBook:
    """Return a template whose marks are gone, read by its headers: only its own period's answers are new in it."""
    own = [replace(row, period=imprint.stamp.period) for row in book.rows if row.period in ("", imprint.stamp.period)]
    if imprint.stamp.is_correction:
        own = [replace(row, values=_without_colours(row.values)) for row in own]
    return replace(book, stamp=imprint.stamp, rows=tuple(own))


def _without_colours(values: Mapping[str, ReadValue]) -> dict[str, ReadValue]:
    """Leave out assessments that were read from a colour: in a correction file red is ours and says *correct this*."""
    return {name: value for name, value in values.items() if not re.fullmatch("#[0-9A-F]{6}", value.original)}
