"""The sheets of a workbook as plain tables of text, to be printed as they are."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from trygg_desktop.exchange.opening import OpenedBook
from trygg_desktop.formats import Locale


@dataclass(frozen=True, slots=True)
class SheetText:
    """A sheet that is not hidden: its size, and its cells as text where it is small enough."""

    name: str
    height: int
    width: int
    rows: tuple[tuple[str, ...], ...]


def read_sheet_texts(
    content: bytes, file_name: str, loc: Locale, most_rows: int, most_columns: int
) -> tuple[SheetText, ...]:
    """Return the visible sheets of a workbook; ``rows`` is empty for one beyond the limits.

    Rows and columns that are empty at the ends are left out. Raises ``WorkbookRefused`` as ``OpenedBook``.
    """
    book = OpenedBook(content, file_name)
    return tuple(
        _read(book, name, loc, most_rows, most_columns) for name in book.sheets if name not in book.hidden_sheets
    )


def _read(book: OpenedBook, name: str, loc: Locale, most_rows: int, most_columns: int) -> SheetText:
    rows = book.rows(name)
    filled = [(row, column) for row, cells in enumerate(rows, 1) for column, cell in enumerate(cells, 1) if cell != ""]
    height = max((row for row, _ in filled), default=0)
    width = max((column for _, column in filled), default=0)
    fits = height <= most_rows and width <= most_columns
    texts = tuple(_texts(cells[:width], width, loc) for cells in rows[:height]) if fits else ()
    return SheetText(book.shown_names[name], height, width, texts)


def _texts(cells: Sequence[Any], width: int, loc: Locale) -> tuple[str, ...]:
    return tuple(_text(cells[place] if place < len(cells) else "", loc) for place in range(width))


def _text(cell: Any, loc: Locale) -> str:
    if isinstance(cell, bool):
        return loc.t("yes") if cell else loc.t("no")
    if isinstance(cell, int | float):
        decimals = 0 if float(cell).is_integer() else 2
        return loc.number(cell, decimals)
    if isinstance(cell, dt.datetime):
        return loc.date(cell.date(), "iso")
    if isinstance(cell, dt.date):
        return loc.date(cell, "iso")
    return str(cell)
