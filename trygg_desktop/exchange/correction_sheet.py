"""Marks what is wrong in a correction file, cell by cell, and lists it on the sheet *Att rätta*."""

from dataclasses import replace

from openpyxl.comments import Comment
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from trygg_desktop.domain.periods import period_name
from trygg_desktop.domain.privacy import mask
from trygg_desktop.exchange.correction_content import CorrectionContent, Fault
from trygg_desktop.exchange.correction_expected import say_expected
from trygg_desktop.exchange.template_columns import TO_CORRECT, follow_up_columns, indicator_columns
from trygg_desktop.exchange.template_content import TemplateContent
from trygg_desktop.exchange.template_look import (
    ACCENT,
    CELLS,
    HEADERS,
    LINE_HEIGHT,
    SUBTITLE,
    TALLEST_ROW,
    TITLE,
    OpenpyxlBook,
    OpenpyxlCell,
    OpenpyxlSheet,
    cell_text,
    lines_in,
    print_on_a4,
    protect,
    put,
    put_value,
    set_growing_height,
)
from trygg_desktop.exchange.template_sheets import FIRST_ROW, HEADER_ROW, SUBTITLE_ROW, TITLE_ROW
from trygg_desktop.exchange.template_stamp import CORRECTIONS_MARK
from trygg_desktop.formats import GAP, Locale

RED, PALE_RED = "B3362B", "FADBD7"
_RED_WORDS = Font(name="Calibri", size=11, bold=True, color=RED)
_EDGE = Side(style="medium", color=RED)
_WIDTHS = (18.0, 30.0, 18.0, 26.0, 40.0, 40.0, 20.0, 20.0)
_PLACE = 1
"""Where the list stands among the sheets: after *Läs mig*."""


def write_fault_sheet(book: OpenpyxlBook, content: CorrectionContent, loc: Locale) -> int:
    """Mark the faulty cells of the template in ``book``, list them on a sheet, and return where that sheet stands."""
    sheets = {"measure": book[loc.t("Follow-up")]}
    if content.template.indicators:
        sheets["indicator"] = book[loc.t("Indicators")]
    sheet: OpenpyxlSheet = book.create_sheet(loc.t("To correct"), _PLACE)
    _start_list(sheet, content, loc)
    for number, fault in enumerate(content.faults, FIRST_ROW):
        target = sheets[fault.kind]
        cell = target[_cell_of(fault, content.template, loc)]
        note = replace(fault, column=TO_CORRECT)
        target[_cell_of(note, content.template, loc)].font = _RED_WORDS
        if cell.protection.locked is False:
            _mark_cell(cell, fault, content.template, loc)
        _write_line(sheet, number, fault, cell, content.template, loc)
    _finish_list(sheet, content, loc)
    return _PLACE


def _cell_of(fault: Fault, content: TemplateContent, loc: Locale) -> str:
    """Return the name of the cell that a fault stands in; that of the row's own note where it has none."""
    if fault.kind == "measure":
        columns = follow_up_columns("", "x" if content.last_period else "", loc, is_correction=True)
        sent = len(content.rows)
        row = FIRST_ROW + fault.row if fault.row < sent else FIRST_ROW + max(sent, 1) + 1 + fault.row - sent
    else:
        columns = indicator_columns(loc, is_correction=True)
        row = FIRST_ROW + fault.row
    names = [column.name for column in columns]
    name = fault.column if fault.column in names else TO_CORRECT
    return f"{get_column_letter(2 + names.index(name))}{row}"


def _mark_cell(cell: OpenpyxlCell, fault: Fault, content: TemplateContent, loc: Locale) -> None:
    """Make a cell red, and say in a comment what was written, what is expected and an example."""
    cell.fill = PatternFill("solid", fgColor=PALE_RED)
    cell.border = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
    cell.font = _RED_WORDS
    lines = [f"{name}: {text}" for name, text in _told(fault, content, loc) if text]
    comment = Comment(cell_text("\n".join(lines)), "Trygg Desktop")
    comment.width, comment.height = 320, 22 + 17 * sum(lines_in(line, 46) for line in lines)
    cell.comment = comment


def _told(fault: Fault, content: TemplateContent, loc: Locale) -> list[tuple[str, str]]:
    expected, example = say_expected(fault.column, content, loc)
    return [
        (loc.t("You wrote"), mask(fault.written) or loc.t("nothing")),
        (loc.t("What is wrong"), " ".join(loc.t(message) for message in fault.messages)),
        (loc.t("Expected"), expected),
        (loc.t("Example"), example),
    ]


def _start_list(sheet: OpenpyxlSheet, content: CorrectionContent, loc: Locale) -> None:
    put_value(sheet.cell(1, 1), CORRECTIONS_MARK)
    sheet.row_dimensions[1].hidden = True
    sheet.column_dimensions["A"].hidden = True
    template = content.template
    title = f"{loc.t('To correct')} {GAP} {template.party_name}, {loc.t(period_name(template.period))}"
    put(sheet.cell(TITLE_ROW, 2), title, TITLE)
    text = loc.tn(
        "{n} thing to correct in {file}. Click the cell, correct it there, save and send the workbook back. "
        "This list is not read.",
        "{n} things to correct in {file}. Click a cell, correct it there, save and send the workbook back. "
        "This list is not read.",
        len(content.faults),
        file=content.file_name,
    )
    put(sheet.cell(SUBTITLE_ROW, 2), text, SUBTITLE)
    for row, height in ((TITLE_ROW, 27), (SUBTITLE_ROW, 21), (HEADER_ROW, 33)):
        sheet.row_dimensions[row].height = height
    headers = (
        loc.t("Cell"),
        loc.t("Measure or indicator"),
        loc.t("Column"),
        loc.t("You wrote"),
        loc.t("What is wrong"),
        loc.t("Expected"),
        loc.t("Example"),
        loc.t("In your workbook"),
    )
    for place, (header, width) in enumerate(zip(headers, _WIDTHS, strict=True), 2):
        put(sheet.cell(HEADER_ROW, place), header, HEADERS["sent"])
        sheet.column_dimensions[get_column_letter(place)].width = width


def _write_line(
    sheet: OpenpyxlSheet, row: int, fault: Fault, cell: OpenpyxlCell, content: TemplateContent, loc: Locale
) -> None:
    told = dict(_told(fault, content, loc))
    place = f"{cell.parent.title} {cell.coordinate}"
    stood = loc.t("row {row}", row=fault.cell) if fault.cell.isdecimal() else fault.cell
    source = f"{mask(fault.sheet)} {stood}".strip()
    head = str(cell.parent.cell(HEADER_ROW, cell.column).value).partition("\n")[0]
    column = head if fault.column else loc.t("The whole row")
    texts = [place, mask(fault.name), column, *told.values(), source]
    white = replace(CELLS["answer"], protection=CELLS["sent"].protection)
    for number, text in enumerate(texts, 2):
        put(sheet.cell(row, number), text, white)
    link = sheet.cell(row, 2)
    link.font = Font(name="Calibri", size=11, underline="single", color=ACCENT)
    link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{cell.parent.title}'!{cell.coordinate}")
    written = sheet.cell(row, 5)
    written.font = _RED_WORDS
    written.fill = PatternFill("solid", fgColor=PALE_RED)
    lines = max(lines_in(text, width - 2) for text, width in zip(texts, _WIDTHS, strict=True))
    set_growing_height(sheet, row, min(4 + LINE_HEIGHT * lines, TALLEST_ROW))


def _finish_list(sheet: OpenpyxlSheet, content: CorrectionContent, loc: Locale) -> None:
    last = f"{get_column_letter(len(_WIDTHS) + 1)}{FIRST_ROW + len(content.faults) - 1}"
    sheet.freeze_panes = f"B{FIRST_ROW}"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 90
    sheet.sheet_properties.tabColor = RED
    protect(sheet)
    print_on_a4(sheet, "landscape")
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.print_area = f"B{TITLE_ROW}:{last}"
    sheet.oddFooter.right.text = loc.t("Page {number} ({total})", number="&P", total="&N")
    sheet.oddFooter.right.size = 8
