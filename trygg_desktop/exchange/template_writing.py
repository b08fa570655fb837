"""Writes our own workbooks: one for each party and period, ready to be sent, answered and read back."""

from functools import partial
from pathlib import Path

from trygg_desktop.domain.returns import Stamp
from trygg_desktop.exchange.saving import save_book
from trygg_desktop.exchange.template_content import TemplateContent
from trygg_desktop.exchange.template_stamp import HIDDEN_SHEET, VERSION, Imprint, write_imprint
from trygg_desktop.formats import Locale
from trygg_desktop.outputs import write_safely


def write_template(path: Path, content: TemplateContent, loc: Locale) -> None:
    """Write the workbook for ``content`` to ``path``. Raises ``OutputRefused`` when it cannot be written."""
    import openpyxl
    from openpyxl.packaging.custom import StringProperty

    from trygg_desktop.exchange.template_guide import write_guide_sheet
    from trygg_desktop.exchange.template_look import OpenpyxlBook, put_value
    from trygg_desktop.exchange.template_sheets import write_follow_up_sheet, write_indicator_sheet

    book: OpenpyxlBook = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    write_guide_sheet(book, content, loc)
    sent = write_follow_up_sheet(book, content, loc)
    if content.indicators:
        sent |= write_indicator_sheet(book, content, loc)
    stamp = Stamp(programme_uid=content.programme_uid, party=content.party_code, period=content.period, version=VERSION)
    hidden = book.create_sheet(HIDDEN_SHEET)
    hidden.sheet_state = "veryHidden"
    hidden.protection.sheet = True
    for row, (name, value) in enumerate(write_imprint(Imprint(stamp=stamp, sent=sent)), 1):
        put_value(hidden.cell(row, 1), name)
        put_value(hidden.cell(row, 2), value)
        book.custom_doc_props.append(StringProperty(name=name, value=value))
    book.active = 0
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is book.active
    book.properties.creator = "Trygg Desktop"
    book.properties.title = f"{content.programme_name}: {content.party_name} {content.period}"
    write_safely(path, partial(save_book, book))
