"""Reads any department's own workbook: finds its tables, understands its columns, takes in its rows.

Nothing is guessed silently: what was left out is named with its reason in ``ignored``, what is doubtful is a problem of
its row. Whose measure a row speaks of is decided later, by ``domain.matching``.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from trygg_desktop.domain.answer_periods import say_part
from trygg_desktop.domain.answers import PeriodMention, find_period, shorten
from trygg_desktop.domain.fields import name_column
from trygg_desktop.domain.headers import Field
from trygg_desktop.domain.interpretation import NO_HINTS, ColumnReading, Hints, Interpretation, Question, SheetReading
from trygg_desktop.domain.privacy import mask
from trygg_desktop.domain.reading_rules import sheet_key
from trygg_desktop.domain.returns import Problem, ReadBook, ReadEst, ReadObservation, ReadRow
from trygg_desktop.exchange.correction_mark import LIST_NOT_READ, is_fault_list
from trygg_desktop.exchange.est_reading import EstSheet, read_est_sheet
from trygg_desktop.exchange.foreign_account import account_for_columns, gather_questions
from trygg_desktop.exchange.foreign_columns import Column, Table
from trygg_desktop.exchange.foreign_grid import Grid, GridBook, cell_name, read_grids
from trygg_desktop.exchange.foreign_indicators import IndicatorRows
from trygg_desktop.exchange.foreign_rows import MeasureRows, Surroundings, name_columns
from trygg_desktop.exchange.foreign_tables import find_tables, suppose_table
from trygg_desktop.exchange.opening import OpenedBook
from trygg_desktop.messages import N_, NN_, Message

MOST_TITLES = 40
MOST_NAMED_ROWS = 200
"""Rows left out that are named one by one for a sheet; the rest are counted."""


def read_foreign(book: OpenedBook, year: int | None = None, hints: Hints = NO_HINTS) -> ReadBook:
    """Read a workbook that is not our own template. ``year`` is for periods written without one (``T2``), ``hints``
    are what is known of this sender's own words.

    Raises ``WorkbookRefused`` when nothing in it can be read. A book without any table is no error here: its sheets
    are all in ``ignored``, and a problem says that nothing was found.
    """
    grids = read_grids(book)
    reader = _BookReader(book.file_name, grids, year, hints)
    for grid in grids.grids:
        reader.read_sheet(grid)
    reader.conclude()
    return ReadBook(
        file_name=book.file_name,
        sha256=book.sha256,
        sheets=tuple(reader.sheets),
        rows=tuple(reader.rows),
        observations=tuple(reader.observations),
        est=tuple(reader.est),
        est_gaps=tuple(reader.est_gaps),
        ignored=tuple(reader.ignored),
        problems=tuple(reader.problems),
        content=book.content,
        interpretation=Interpretation(sheets=tuple(reader.accounts), questions=gather_questions(reader.questions)),
        titles=tuple(dict.fromkeys(reader.titles))[:MOST_TITLES],
        hints=hints,
    )


class _BookReader:
    """Gathers what the sheets of one workbook hold."""

    def __init__(self, file_name: str, grids: GridBook, year: int | None, hints: Hints) -> None:
        self.sheets: list[str] = []
        self.rows: list[ReadRow] = []
        self.observations: list[ReadObservation] = []
        self.est: list[ReadEst] = []
        self.est_gaps: list[ReadEst] = []
        self.ignored: list[Problem] = []
        self.problems: list[Problem] = []
        self.accounts: list[SheetReading] = []
        self.questions: list[Question] = []
        self.titles: list[str] = []
        self._columns: list[ColumnReading] = []
        self._file_name, self._grids, self._hints = file_name, grids, hints
        self._stem = PurePath(file_name).stem
        self._year = _year_of([self._stem, *(grid.name for grid in grids.grids)]) or year

    def read_sheet(self, grid: Grid) -> None:
        """Read the tables of one sheet, or name it as left out."""
        if not any(grid.filled(row) for row in range(1, len(grid.table) + 1)):
            return
        if is_fault_list(grid):
            self.ignored.append(Problem(severity="notice", message=LIST_NOT_READ, sheet=grid.name))
            return
        said = self._hints.sheets.get(sheet_key(grid.name))
        self._columns = []
        counted = read_est_sheet(grid, self._file_name, self._stem, self._year)
        if counted is not None and said is not False:
            used = self._take_counts(grid, counted)
        else:
            used = said is not False and self._read_tables(grid, supposed=said is True)
        if said is False:
            message = N_("The sheet was left out, as was said earlier of this party's workbooks.")
            self.ignored.append(Problem(severity="notice", message=message, sheet=grid.name))
        account = SheetReading(name=grid.name, is_read=used, is_ruled=said is not None, columns=tuple(self._columns))
        self.accounts.append(account)

    def _take_counts(self, grid: Grid, counted: EstSheet) -> bool:
        self.sheets.append(grid.name)
        self.est += counted.counts
        self.est_gaps += counted.gaps
        self.ignored += counted.ignored
        self.problems += counted.problems
        return True

    def _read_tables(self, grid: Grid, *, supposed: bool) -> bool:
        """Read the tables of a sheet, at least one where the leader says that there is one; tell whether any was."""
        tables = find_tables(grid, self._hints)
        if not tables and supposed:
            tables = [table for table in (suppose_table(grid, self._hints),) if table]
        used = False
        end = 0
        for table in tables:
            used = self._read_table(grid, table, end) or used
            end = table.last
        if used:
            self.sheets.append(grid.name)
            if grid.hidden:
                self._note(grid, N_("The sheet is hidden in the workbook. It was read."))
        elif not tables:
            message = N_("The sheet has no table of measures or indicators, and was not read.")
            self.ignored.append(Problem(severity="notice", message=message, sheet=grid.name))
        return used

    def conclude(self) -> None:
        """Say what concerns the whole book."""
        for sheet, message in self._grids.unread.items():
            self.problems.append(Problem(severity="warning", message=message, sheet=sheet))
        if not self._grids.sees_looks and (self.rows or self.observations or self.est):
            message = N_(
                "Colours, hidden rows and errors in cells cannot be seen in {file}. If they say something, save the "
                "workbook as .xlsx.",
                file=self._file_name,
            )
            self.problems.append(Problem(severity="notice", message=message))
        if not self.rows and not self.observations and not self.sheets:
            self.problems.append(Problem(severity="error", message=self._nothing_found()))

    def _nothing_found(self) -> Message:
        return N_(
            "No follow-up was found in {file}. A table needs a header row that names the measure and at least one "
            "answer, for example Status.",
            file=self._file_name,
        )

    def _read_table(self, grid: Grid, table: Table, above_from: int) -> bool:
        """Read one table; tell whether anything in it was for us."""
        around = self._around(grid, table, above_from)
        if table.kind == "measures":
            measures = MeasureRows(grid, _with_money_unit(table), around, self._hints)
            measures.read()
            self.rows += measures.rows
            self._note_parts(grid, table, around)
            self._note_by_cells(grid, table)
            self.questions += measures.questions
            left_out = measures.ignored
        else:
            indicators = IndicatorRows(grid, table, around, self._hints)
            indicators.read()
            self.questions += indicators.questions
            self.observations += indicators.observations
            left_out = indicators.ignored
        self.ignored += left_out[:MOST_NAMED_ROWS]
        if len(left_out) > MOST_NAMED_ROWS:
            message = NN_("{n} more row was left out.", "{n} more rows were left out.", len(left_out) - MOST_NAMED_ROWS)
            self.ignored.append(Problem(severity="notice", message=message, sheet=grid.name))
        self._name_columns(grid, table)
        self._columns += account_for_columns(grid, table)
        return True

    def _note_parts(self, grid: Grid, table: Table, around: Surroundings) -> None:
        """Say once how a header or a title that names a part of the year was read."""
        told = [
            (mask(column.header), column.period.code(around.year), cell_name(table.header, column.index))
            for column in table.columns
            if column.period is not None and column.period.part
        ]
        if around.part and around.period:
            told.append((around.part, around.period, ""))
        for text, code, cell in told:
            if code:
                row = table.header if cell else 0
                message = say_part(text, code)
                self.problems.append(Problem(severity="warning", message=message, sheet=grid.name, row=row, cell=cell))

    def _note_by_cells(self, grid: Grid, table: Table) -> None:
        """Say which columns were read as what their cells hold, though their headers do not say so."""
        for column in table.columns:
            if column.by_cells and column.field:
                message = N_(
                    "The column “{header}” was read as {field}, because that is what its cells hold. Correct it under"
                    " Interpretation if it is wrong.",
                    header=mask(column.header),
                    field=name_column(column.field),
                )
                cell = cell_name(table.header, column.index)
                self.problems.append(
                    Problem(severity="warning", message=message, sheet=grid.name, row=table.header, cell=cell)
                )

    def _around(self, grid: Grid, table: Table, above_from: int) -> Surroundings:
        """Look for the period above the table, then in the sheet's name; the file's name is only remembered."""
        titles = list(_titles(grid, table, above_from))
        self.titles += titles
        year = _year_of([*titles, grid.name]) or self._year
        for text in [*titles, grid.name]:
            mention = _sole_period(text)
            if mention is not None and mention.code(year):
                part = mask(text) if mention.part else ""
                return Surroundings(period=mention.code(year), year=year, part=part, sees_looks=self._grids.sees_looks)
        mention = _sole_period(self._stem)
        named = mention.code() if mention else ""
        part = mask(self._stem) if mention and mention.part else ""
        return Surroundings(period_of_file=named, year=year, part=part, sees_looks=self._grids.sees_looks)

    def _name_columns(self, grid: Grid, table: Table) -> None:
        plan, unknown = _headers(table.left_out), _headers(table.unknown)
        for pair in table.rivals:
            message = N_(
                "The columns {columns} ask for the same. What they say alike was read once; where they differ, it is"
                " asked about.",
                columns=name_columns(pair),
            )
            self._leave_out(grid, message)
        if plan:
            message = N_("These columns are not part of the follow-up and were left out: {columns}.", columns=plan)
            self._leave_out(grid, message)
        if unknown:
            message = N_("These columns were not understood and were left out: {columns}.", columns=unknown)
            self._leave_out(grid, message)

    def _leave_out(self, grid: Grid, message: Message) -> None:
        self.ignored.append(Problem(severity="notice", message=message, sheet=grid.name))

    def _note(self, grid: Grid, message: Message) -> None:
        self.problems.append(Problem(severity="notice", message=message, sheet=grid.name))


def _titles(grid: Grid, table: Table, above_from: int) -> Iterator[str]:
    """Return the texts above a table's header, the nearest first."""
    for row in range(table.header, max(above_from, table.header - 40), -1):
        texts = [grid.text(row, column) for column in grid.filled(row)[:20]]
        if row < table.header - 2 or len(texts) < 3:
            yield from (text for text in texts if len(text) <= 200)


def _sole_period(text: str) -> PeriodMention | None:
    """Return the period that a text names, if it names only one."""
    mention = find_period(text)
    other = find_period(mention.rest) if mention else None
    return None if mention and other and other.tertial != mention.tertial else mention


def _year_of(texts: list[str]) -> int | None:
    """Return the first year that stands beside a tertial or *helår* in one of the texts."""
    return next((found.year for text in texts if (found := find_period(text)) and found.year), None)


def _headers(columns: tuple[Column, ...]) -> str:
    names = list(dict.fromkeys(shorten(column.header, 40) for column in columns))
    return ", ".join(names[:12]) + (" …" if len(names) > 12 else "")


def _with_money_unit(table: Table) -> Table:
    """Give an outcome without a unit the unit of the other money columns."""
    units = [column.heading.unit for column in (*table.columns, *table.left_out) if column.heading.unit]
    columns = tuple(
        replace(column, heading=replace(column.heading, unit=units[0]))
        if column.field == Field.OUTCOME and column.heading.unit is None and units
        else column
        for column in table.columns
    )
    return replace(table, columns=columns)
