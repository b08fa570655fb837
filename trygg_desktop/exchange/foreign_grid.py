"""The sheets of any workbook as plain grids: what stands in each cell, and what Excel shows of it besides.

Rows and columns count from 1. The values of all file formats come the same way; colours, hidden rows, number formats,
formulas without value and cell errors can be seen in .xlsx only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from trygg_desktop.domain.answers import Cell, seen, written
from trygg_desktop.errors import WorkbookRefused
from trygg_desktop.exchange.foreign_colours import Look, read_looks
from trygg_desktop.exchange.opening import OpenedBook
from trygg_desktop.exchange.sheet_marks import SheetMarks, column_name, column_number
from trygg_desktop.messages import Message

_MERGED = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_MOST_MERGED = 20_000
_PLAIN = Look()


@dataclass(slots=True)
class Grid:
    """One sheet. A blank cell is ``None`` in ``table``. ``merged`` gives for a cell inside a merged area the cell that
    holds its value.
    """

    name: str
    table: list[list[Cell]]
    hidden: bool = False
    marks: SheetMarks = field(default_factory=SheetMarks)
    percents: frozenset[int] = frozenset()
    looks: tuple[Look, ...] = ()
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    @property
    def width(self) -> int:
        return max(map(len, self.table), default=0)

    def value(self, row: int, column: int) -> Cell:
        """Return what stands in a cell; ``None`` for a blank one."""
        cells = self.table[row - 1] if 0 < row <= len(self.table) else ()
        return cells[column - 1] if 0 < column <= len(cells) else None

    def shown(self, row: int, column: int) -> str:
        """Return what stands in a cell as Excel shows it."""
        value = self.value(row, column)
        if isinstance(value, str):
            return seen(value)
        if isinstance(value, int | float) and not isinstance(value, bool) and self.is_percent(row, column):
            return f"{written(round(value * 100, 6))}\N{NO-BREAK SPACE}%"
        return written(value)

    def text(self, row: int, column: int) -> str:
        """Return a cell's text, trimmed."""
        return written(self.value(row, column)).strip()

    def is_percent(self, row: int, column: int) -> bool:
        """Tell whether the cell shows its number as percent."""
        return bool(self.percents) and self.marks.styles.get(cell_name(row, column), 0) in self.percents

    def fill(self, row: int, column: int) -> str:
        """Return the cell's colour as ``RRGGBB``, empty for none."""
        return self._look(row, column).fill

    def sign_colour(self, row: int, column: int) -> str:
        """Return the colour of a cell that holds nothing but a sign (``●``), empty for other cells."""
        text = self.text(row, column)
        if not 0 < len(text) <= 2:
            return ""
        look = self._look(row, column)
        return look.letters if look.signs or not any(c.isalnum() for c in text) else ""

    def _look(self, row: int, column: int) -> Look:
        if not self.marks.styles or not self.looks:
            return _PLAIN
        style = self.marks.styles.get(cell_name(row, column), 0)
        return self.looks[style] if style < len(self.looks) else _PLAIN

    def flaw(self, row: int, column: int) -> str | None:
        """Return Excel's error in a cell (``#REF!``), an empty text for a formula without value, else ``None``."""
        if not self.marks.uncalculated and not self.marks.errors:
            return None
        name = cell_name(row, column)
        return "" if name in self.marks.uncalculated else self.marks.errors.get(name)

    def owner(self, row: int, column: int) -> tuple[int, int]:
        """Return the cell that holds the value of a merged area, or the cell itself."""
        return self.merged.get((row, column), (row, column))

    def filled(self, row: int) -> list[int]:
        """Return the columns of a row that hold something."""
        cells = self.table[row - 1] if 0 < row <= len(self.table) else ()
        return [column for column, value in enumerate(cells, 1) if value is not None]


@dataclass(slots=True)
class GridBook:
    """All sheets. ``unread`` names those that could not be read, and why; ``sees_looks`` is false where the file format
    shows values only: no colours, hidden rows, number formats, formulas.
    """

    grids: list[Grid]
    unread: dict[str, Message]
    sees_looks: bool


def read_grids(book: OpenedBook) -> GridBook:
    """Read all sheets of a workbook. Raises ``WorkbookRefused`` when none can be read."""
    looks = read_looks(book.archive) if book.archive else ()
    grids: list[Grid] = []
    unread: dict[str, Message] = {}
    refusal: WorkbookRefused | None = None
    for name in book.sheets:
        try:
            grids.append(_read_grid(book, name, looks))
        except WorkbookRefused as error:
            unread[book.shown_names[name]] = error.message
            refusal = error
    if refusal and not grids:
        raise refusal
    return GridBook(grids=grids, unread=unread, sees_looks=book.archive is not None)


def _read_grid(book: OpenedBook, name: str, looks: tuple[Look, ...]) -> Grid:
    table = book.rows(name)
    for cells in table:
        for place, value in enumerate(cells):
            if value == "" or (isinstance(value, str) and value.isspace()):
                cells[place] = None
    marks = book.marks(name)
    return Grid(
        name=book.shown_names[name],
        table=table,
        hidden=name in book.hidden_sheets,
        marks=marks,
        percents=book.percent_styles,
        looks=looks,
        merged=dict(_merged_cells(marks.merged, len(table))),
    )


def _merged_cells(areas: list[str], last_row: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Return each covered cell with the cell that holds the value, for areas of reasonable size."""
    count = 0
    for area in areas:
        found = _MERGED.fullmatch(area.replace("$", ""))
        if not found:
            continue
        left, top, right, bottom = column_number(found[1]), int(found[2]), column_number(found[3]), int(found[4])
        for row in range(top, min(bottom, last_row) + 1):
            for column in range(left, right + 1):
                count += 1
                if count > _MOST_MERGED:
                    return
                yield (row, column), (top, left)


def cell_name(row: int, column: int) -> str:
    """Return a cell's name as Excel writes it: ``E5``."""
    return f"{column_name(column)}{row}"
