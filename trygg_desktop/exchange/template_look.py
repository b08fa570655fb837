"""How a template looks: calm, few colours, white where one writes and grey where one does not."""

import re
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.properties import PageSetupProperties

INK = "1C2B2D"
RAIL = "12363B"
ACCENT = "0F5C63"
GROUND = "F1F4F2"
LINE = "D3DBD8"
QUIET = "55646A"
WHITE = "FFFFFF"
ASSESSMENT_COLOURS = {"green": "2B7A4B", "yellow": "9A6A00", "red": "B3362B", "none": QUIET}

LONGEST_TEXT = 32_767
"""Characters that a cell can hold."""
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


OpenpyxlBook = Any
OpenpyxlSheet = Any
OpenpyxlCell = Any
"""openpyxl's published types leave out much of what it has."""


@dataclass(frozen=True)
class Look:
    """One kind of cell."""

    font: Font
    fill: PatternFill
    border: Border
    alignment: Alignment
    protection: Protection


def _look(
    *,
    ink: str = INK,
    ground: str = "",
    bold: bool = False,
    size: int = 11,
    line: str = "",
    box: bool = False,
    wrap: bool = True,
    across: str = "left",
    down: str = "top",
    open_: bool = False,
) -> Look:
    side = Side(style="thin", color=line) if line else Side()
    none = Side()
    return Look(
        font=Font(name="Calibri", size=size, bold=bold, color=ink),
        fill=PatternFill("solid", fgColor=ground) if ground else PatternFill(),
        border=Border(bottom=side, top=side, left=side if box else none, right=side if box else none),
        alignment=Alignment(horizontal=across, vertical=down, wrap_text=wrap, indent=1 if line else 0),
        protection=Protection(locked=not open_),
    )


TITLE = _look(size=16, bold=True, ink=ACCENT, wrap=False, down="center")
SUBTITLE = _look(ink=QUIET, wrap=False, down="center")
SECTION = _look(size=12, bold=True, ink=ACCENT, wrap=False, down="center")
BODY = _look()
BODY_BOLD = _look(bold=True)
BODY_LINE = _look(wrap=False)
NOTE = _look(ink=QUIET, wrap=False, down="center")
HEADERS = {
    "sent": _look(ink=WHITE, ground=RAIL, bold=True, line=RAIL, down="center"),
    "last": _look(ink=QUIET, ground="DDE5E3", line="DDE5E3", down="center"),
    "answer": _look(ink=WHITE, ground=ACCENT, bold=True, line=ACCENT, down="center"),
}
CELLS = {
    "sent": _look(ground=GROUND, line=LINE),
    "last": _look(ink=QUIET, ground=GROUND, line=LINE),
    "answer": _look(ground=WHITE, line=LINE, box=True, open_=True),
}
LINE_HEIGHT = 15.0
"""Points that a line of text takes."""
TALLEST_ROW = 409.0
"""Points that Excel makes a row at most; what is beyond is read in the formula bar."""


def set_growing_height(sheet: OpenpyxlSheet, row: int, points: float) -> None:
    """Give a row a height that it starts with; unlike a fixed one it grows when more is written in it."""
    from openpyxl.worksheet.dimensions import RowDimension

    class GrowingRow(RowDimension):
        customHeight = False

    sheet.row_dimensions[row] = GrowingRow(sheet, index=row, ht=points)


def lines_in(text: str, width: float) -> int:
    """Return how many lines ``text`` takes in a column of ``width`` characters."""
    room = max(int(width), 1)
    return sum(1 + max(len(line) - 1, 0) // room for line in text.split("\n")) if text else 1


def as_number(look: Look) -> Look:
    """Return a look with the text to the right."""
    alignment: Any = copy(look.alignment)
    alignment.horizontal = "right"
    alignment.indent = 1
    return replace(look, alignment=alignment)


def put(cell: OpenpyxlCell, value: object, look: Look, number_format: str = "") -> None:
    """Write a value with a look. A text stays a text, also when it begins with ``=``, ``+``, ``-`` or ``@``."""
    cell.font, cell.fill, cell.border = look.font, look.fill, look.border
    cell.alignment, cell.protection = look.alignment, look.protection
    if number_format:
        cell.number_format = number_format
    put_value(cell, value)


def put_value(cell: OpenpyxlCell, value: Any) -> None:
    """Write a value; see ``put``."""
    if isinstance(value, str):
        if not value:
            return
        cell.value = _CODED.sub("_x005F_", cell_text(value))
        cell.data_type = "s"
        if value[0] in "=+-@":
            cell.quotePrefix = True
    elif value is not None:
        assert isinstance(value, int | float | date)
        cell.value = value


def cell_text(text: str) -> str:
    """Return ``text`` as a cell can hold it: without control characters, cut to the longest that Excel takes."""
    clean = re.sub(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]", "", text)
    return clean if len(clean) <= LONGEST_TEXT else clean[: LONGEST_TEXT - 1] + "…"


def protect(sheet: OpenpyxlSheet, *allowed: str) -> None:
    """Lock the cells that are not open, without a password; columns and rows can be made larger all the same."""
    sheet.protection.sheet = True
    for action in ("formatColumns", "formatRows", *allowed):
        setattr(sheet.protection, action, False)


def print_on_a4(sheet: OpenpyxlSheet, orientation: str, across: int = 1, down: int = 0) -> None:
    """Let a sheet be printed on A4, so many pages wide and high; 0 is as many as it takes."""
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = across
    sheet.page_setup.fitToHeight = down
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
