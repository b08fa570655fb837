"""Writes the two tables of a template: *Uppföljning*, a row per measure, and *Indikatorer*, a row per indicator."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins

from trygg_desktop.domain.answer_gaps import say_gap
from trygg_desktop.domain.answers import Cell
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.periods import period_name
from trygg_desktop.domain.words import Assessment, Outlook, Status, say
from trygg_desktop.exchange.template_columns import (
    LAST_TEXTS,
    TEXTS,
    TO_CORRECT,
    Column,
    answer_name,
    follow_up_columns,
    indicator_columns,
)
from trygg_desktop.exchange.template_content import NewRow, TemplateContent, TemplateIndicator, TemplateRow
from trygg_desktop.exchange.template_look import (
    ACCENT,
    ASSESSMENT_COLOURS,
    CELLS,
    HEADERS,
    LINE_HEIGHT,
    NOTE,
    SUBTITLE,
    TALLEST_ROW,
    TITLE,
    Look,
    OpenpyxlBook,
    OpenpyxlSheet,
    as_number,
    cell_text,
    lines_in,
    print_on_a4,
    protect,
    put,
    put_value,
    set_growing_height,
)
from trygg_desktop.exchange.template_stamp import HEADER_MARK, MARK, filled_hash, row_key
from trygg_desktop.formats import GAP, Locale

TITLE_ROW, SUBTITLE_ROW, HEADER_ROW = 2, 3, 4
FIRST_ROW = 5
NEW_ROWS = 3
"""Empty rows below the measures, for what the plan does not have yet."""
_LISTS: dict[str, type[StrEnum]] = {"status": Status, "assessment": Assessment, "outlook": Outlook}
_PERIOD_CODE = re.compile(r"20\d\d-T[12]")
_FORMATS = {"outcome_ore": "#,##0.0", "value": "General", "n": "0"}


def write_follow_up_sheet(book: OpenpyxlBook, content: TemplateContent, loc: Locale) -> dict[str, str]:
    """Write the sheet of measures and return the key of each row with the hash of what was filled in."""
    last_period = loc.t(period_name(content.last_period, short=True)) if content.last_period else ""
    period = loc.t(period_name(content.period, short=True))
    columns = follow_up_columns(period, last_period, loc, is_correction=content.is_correction)
    sheet = _start_sheet(book, loc.t("Follow-up"), columns, "measure", content, loc)
    sent: dict[str, str] = {}
    number = FIRST_ROW
    for number, row in enumerate(content.rows, FIRST_ROW):
        key = row_key(content.programme_uid, "measure", row.measure.id)
        cells = [_measure_cell(row, column, columns, loc) for column in columns]
        sent[key] = _write_row(sheet, number, key, columns, cells)
    last_row = _write_new_rows(sheet, number + 1, columns, content, loc)
    _add_lists(sheet, columns, last_row, loc)
    _add_number_checks(sheet, columns, last_row, loc)
    _finish_sheet(sheet, columns, last_row, content, loc, pages_across=2)
    return sent


def write_indicator_sheet(book: OpenpyxlBook, content: TemplateContent, loc: Locale) -> dict[str, str]:
    """Write the sheet of indicators and return the key of each row with the hash of what was filled in."""
    columns = indicator_columns(loc, is_correction=content.is_correction)
    sheet = _start_sheet(book, loc.t("Indicators"), columns, "indicator", content, loc)
    concerns = loc.t(period_name(content.period, short=True))
    sent: dict[str, str] = {}
    number = FIRST_ROW
    for number, indicator in enumerate(content.indicators, FIRST_ROW):
        cells = [_indicator_cell(indicator, column, columns, concerns, loc) for column in columns]
        if indicator.indicator_id:
            key = row_key(content.programme_uid, "indicator", indicator.indicator_id)
            sent[key] = _write_row(sheet, number, key, columns, cells)
        else:
            _write_open_row(sheet, number, columns, cells)
    _add_number_checks(sheet, columns, number, loc)
    _finish_sheet(sheet, columns, number, content, loc, pages_across=1)
    return sent


def _start_sheet(
    book: OpenpyxlBook, name: str, columns: Sequence[Column], kind: str, content: TemplateContent, loc: Locale
) -> OpenpyxlSheet:
    sheet: OpenpyxlSheet = book.create_sheet(name)
    put_value(sheet.cell(1, 1), f"{MARK}{kind}/key")
    put_value(sheet.cell(HEADER_ROW, 1), HEADER_MARK)
    sheet.row_dimensions[1].hidden = True
    sheet.column_dimensions["A"].hidden = True
    for place, column in enumerate(columns, 2):
        put_value(sheet.cell(1, place), f"{MARK}{kind}/{column.name}")
        put(sheet.cell(HEADER_ROW, place), column.header, _aligned(HEADERS[column.role], column))
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    period = loc.t(period_name(content.period))
    put(sheet.cell(TITLE_ROW, 2), f"{name} {period} {GAP} {content.party_name}", TITLE)
    put(
        sheet.cell(SUBTITLE_ROW, 2),
        loc.t("Correct the red cells and send the workbook back. What was right stands as you sent it.")
        if content.is_correction
        else loc.t(
            "Answer by {deadline}. White cells are yours to fill in; grey ones are locked. An empty cell is no answer.",
            deadline=content.deadline,
        ),
        SUBTITLE,
    )
    for row, height in ((TITLE_ROW, 27), (SUBTITLE_ROW, 21), (HEADER_ROW, 48)):
        sheet.row_dimensions[row].height = height
    return sheet


def _write_row(sheet: OpenpyxlSheet, number: int, key: str, columns: Sequence[Column], cells: Sequence[Cell]) -> str:
    put_value(sheet.cell(number, 1), key)
    for place, (column, value) in enumerate(zip(columns, cells, strict=True), 2):
        put(sheet.cell(number, place), value, _aligned(CELLS[column.role], column), _format(column, value))
    set_growing_height(sheet, number, _height(columns, cells))
    locked = {column.name: value for column, value in zip(columns, cells, strict=True) if column.role != "answer"}
    texts = {name: cell_text(value) if isinstance(value, str) else value for name, value in locked.items()}
    return filled_hash(texts[name] for name in sorted(texts))


def _write_new_rows(
    sheet: OpenpyxlSheet, number: int, columns: Sequence[Column], content: TemplateContent, loc: Locale
) -> int:
    """Write the rows at the end for what is not in the plan, empty ones last, and return the last row's number."""
    put_value(sheet.cell(number, 1), f"{MARK}note")
    note = (
        loc.t("Which measure do these rows concern? Write its number:")
        if content.new_rows
        else loc.t("Is a measure missing? Write it:")
    )
    put(sheet.cell(number, 3), note, NOTE)
    sheet.row_dimensions[number].height = 24
    rows = (*content.new_rows, *(NewRow() for _ in range(NEW_ROWS)))
    for row, new in enumerate(rows, number + 1):
        _write_open_row(sheet, row, columns, [_new_cell(new, column, columns, loc) for column in columns])
    return number + len(rows)


def _write_open_row(sheet: OpenpyxlSheet, row: int, columns: Sequence[Column], cells: Sequence[Cell]) -> None:
    """Write a row without a key, in which what names it can be filled in too."""
    for place, (column, value) in enumerate(zip(columns, cells, strict=True), 2):
        look = CELLS["last"] if column.role == "last" or column.name in ("role", TO_CORRECT) else CELLS["answer"]
        put(sheet.cell(row, place), value, _aligned(look, column), _format(column, value))
    set_growing_height(sheet, row, _height(columns, cells))


def _format(column: Column, value: Cell) -> str:
    """Return how Excel writes a number of a column: a whole sum without a decimal."""
    if column.field == "outcome_ore" and isinstance(value, int | float) and value == int(value):
        return "#,##0"
    return _FORMATS.get(column.field, "")


def _height(columns: Sequence[Column], cells: Sequence[Cell]) -> float:
    lines = [
        lines_in(value, column.width - 2)
        for column, value in zip(columns, cells, strict=True)
        if isinstance(value, str)
    ]
    return min(4 + LINE_HEIGHT * max(2, *lines, 0), TALLEST_ROW)


def _aligned(look: Look, column: Column) -> Look:
    return as_number(look) if column.is_number else look


def _measure_cell(row: TemplateRow, column: Column, columns: Sequence[Column], loc: Locale) -> Cell:
    match column.name:
        case "code":
            return row.measure.code
        case "title":
            return row.measure.title
        case "area":
            return row.area
        case "goal":
            return row.goal
        case "role":
            return loc.t("responsible") if row.is_responsible else loc.t("takes part")
        case name if name == TO_CORRECT:
            return _say_columns(row.to_correct, columns, loc)
        case name if name == LAST_TEXTS:
            return _last_texts(row.last, row.last_gaps, loc)
    if column.role == "last":
        value = getattr(row.last, column.field) if row.last else None
        if value is None:
            said = row.last_gaps.get(column.field)
            return say_gap(said, loc) if said else None
        return _say_answer(value, column.field, loc)
    return _say_answer(row.answers.get(column.field), column.field, loc)


def _new_cell(row: NewRow, column: Column, columns: Sequence[Column], loc: Locale) -> Cell:
    match column.name:
        case "code":
            return row.code
        case "title":
            return row.title
        case name if name == TO_CORRECT:
            return _say_columns(row.to_correct, columns, loc)
    return _say_answer(row.answers.get(column.field), column.field, loc) if column.role == "answer" else None


def _say_answer(value: object, field: str, loc: Locale) -> Cell:
    """Return an answer as it is written in a cell; a text stands as it is."""
    if isinstance(value, StrEnum):
        return loc.t(say(value))
    if field == "outcome_ore" and isinstance(value, int):
        return value / 100_000
    return value if isinstance(value, str | int | float) else None


def _say_columns(names: Sequence[str], columns: Sequence[Column], loc: Locale) -> str:
    """Say which columns of a row are wrong, so that colour is never alone."""
    if not names:
        return ""
    heads = {column.name: column.header.partition("\n")[0] for column in columns}
    return loc.t("✕ Correct: {columns}", columns=", ".join(heads[name] for name in names if name in heads))


def _last_texts(last: FollowUp | None, gaps: Mapping[str, str], loc: Locale) -> str:
    told = [(field, getattr(last, field) if last else "") for field in TEXTS]
    told = [(field, text or (say_gap(gaps[field], loc) if field in gaps else "")) for field, text in told]
    texts = [(field, text) for field, text in told if text]
    lines = [text if field == "comment" else f"{answer_name(field, loc)}: {text}" for field, text in texts]
    return "\n".join(lines) or GAP


def _indicator_cell(
    indicator: TemplateIndicator, column: Column, columns: Sequence[Column], concerns: str, loc: Locale
) -> Cell:
    match column.name:
        case "code":
            return indicator.code
        case "name":
            return indicator.name
        case "unit":
            return indicator.unit
        case "origin":
            return indicator.source
        case "last_value":
            return GAP if indicator.last_value is None else indicator.last_value
        case "last_on":
            return _moment(indicator.last_on, loc)
        case "on":
            on = indicator.answers.get("on", concerns)
            return _moment(str(on), loc) if _PERIOD_CODE.fullmatch(str(on)) else _say_answer(on, "on", loc)
        case name if name == TO_CORRECT:
            return _say_columns(indicator.to_correct, columns, loc)
    return _say_answer(indicator.answers.get(column.field), column.field, loc)


def _moment(on: str, loc: Locale) -> str:
    if not on:
        return GAP
    return loc.t(period_name(on, short=True)) if "T" in on else loc.date(on)


def _places(columns: Sequence[Column], last_row: int) -> Iterator[tuple[str, str]]:
    """Return field and cell range of every answer column."""
    for place, column in enumerate(columns, 2):
        if column.role == "answer":
            letter = get_column_letter(place)
            yield column.field, f"{letter}{FIRST_ROW}:{letter}{last_row}"


def _add_lists(sheet: OpenpyxlSheet, columns: Sequence[Column], last_row: int, loc: Locale) -> None:
    for field, cells in _places(columns, last_row):
        if field in _LISTS:
            words = [loc.t(say(word)) for word in _LISTS[field]]
            check = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
            check.errorTitle = loc.t("Choose from the list")
            check.error = loc.t("Choose one of: {words}.", words=", ".join(words))
            check.showErrorMessage = True
            check.add(cells)
            sheet.add_data_validation(check)
    for field, cells in _places(columns, last_row):
        if field == "assessment":
            for word in Assessment:
                rule = CellIsRule(  # type: ignore[no-untyped-call]
                    operator="equal",
                    formula=[f'"{loc.t(say(word))}"'],
                    font=Font(bold=True, color=ASSESSMENT_COLOURS[word]),
                )
                sheet.conditional_formatting.add(cells, rule)


def _add_number_checks(sheet: OpenpyxlSheet, columns: Sequence[Column], last_row: int, loc: Locale) -> None:
    for field, cells in _places(columns, last_row):
        if field == "progress":
            check = DataValidation(type="whole", operator="between", formula1="0", formula2="100", errorStyle="stop")
            check.error = check.prompt = loc.t("Write a whole number from 0 to 100, without a percent sign.")
        elif field == "n":
            check = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0", errorStyle="warning")
            check.error = check.prompt = loc.t("How many answers the value rests on, if it comes from a survey.")
        elif field in ("outcome_ore", "value"):
            check = DataValidation(
                type="decimal", operator="between", formula1="-1000000000000", formula2="1000000000000"
            )
            check.errorStyle = "warning"
            check.error = check.prompt = (
                loc.t("Write thousands of kronor as a number, or: no data.")
                if field == "outcome_ore"
                else loc.t("Write a number, or: no data.")
            )
        else:
            continue
        check.errorTitle = check.promptTitle = loc.t("A number")
        check.allow_blank = check.showErrorMessage = check.showInputMessage = True
        check.add(cells)
        sheet.add_data_validation(check)


def _finish_sheet(
    sheet: OpenpyxlSheet,
    columns: Sequence[Column],
    last_row: int,
    content: TemplateContent,
    loc: Locale,
    pages_across: int,
) -> None:
    """Freeze, protect without a password, and set up the paper."""
    last_letter = get_column_letter(len(columns) + 1)
    sheet.freeze_panes = f"D{FIRST_ROW}"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 90
    sheet.auto_filter.ref = f"B{HEADER_ROW}:{last_letter}{last_row}"
    protect(sheet, "autoFilter", "sort")
    print_on_a4(sheet, "landscape", across=pages_across)
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.75, bottom=0.6, header=0.35, footer=0.3)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    if pages_across > 1:
        sheet.print_title_cols = "A:C"
    sheet.print_area = f"B{HEADER_ROW}:{last_letter}{last_row}"
    period = loc.t(period_name(content.period))
    sheet.oddHeader.left.text = cell_text(f"{sheet.title} {period} {GAP} {content.party_name}").replace("&", "&&")
    sheet.oddHeader.left.font = "Calibri,Bold"
    sheet.oddHeader.left.size = 13
    sheet.oddHeader.left.color = ACCENT
    sheet.oddFooter.left.text = cell_text(content.programme_name).replace("&", "&&")
    sheet.oddFooter.right.text = loc.t("Page {number} ({total})", number="&P", total="&N")
    for side in (sheet.oddFooter.left, sheet.oddFooter.right):
        side.size = 8
