"""Writes our own workbooks: one for each party and period, ready to be sent, answered and read back."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from trygg_desktop.domain.returns import Stamp
from trygg_desktop.exchange.saving import save_book
from trygg_desktop.exchange.template_content import TemplateContent
from trygg_desktop.exchange.template_stamp import HIDDEN_SHEET, VERSION, Imprint, write_imprint
from trygg_desktop.formats import Locale
from trygg_desktop.outputs import write_safely


def write_template(path: Path, content: TemplateContent, loc: Locale) -> None:
    """Write the workbook for ``content`` to ``path``. Raises ``OutputRefused`` when it cannot be written."""
    book, sent = start_book(content, loc)
    finish_book(path, book, content, sent)


def start_book(content: TemplateContent, loc: Locale) -> tuple[Any, dict[str, str]]:
    """Return an openpyxl workbook with all that is seen of a template, and the key of each row with its hash."""
    import openpyxl

    from trygg_desktop.exchange.template_guide import write_guide_sheet
    from trygg_desktop.exchange.template_look import OpenpyxlBook
    from trygg_desktop.exchange.template_sheets import write_follow_up_sheet, write_indicator_sheet

    book: OpenpyxlBook = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    write_guide_sheet(book, content, loc)
    sent = write_follow_up_sheet(book, content, loc)
    if content.indicators:
        sent |= write_indicator_sheet(book, content, loc)
    return book, sent


def finish_book(
    path: Path, book: Any, content: TemplateContent, sent: Mapping[str, str], *, shown_first: int = 0
) -> None:
    """Stamp a template's workbook and write it to ``path``; ``shown_first`` is the sheet it opens on.

    Raises ``OutputRefused`` when it cannot be written.
    """
    from openpyxl.packaging.custom import StringProperty

    from trygg_desktop.exchange.template_look import cell_text, put_value

    stamp = Stamp(
        programme_uid=content.programme_uid,
        party=content.party_code,
        period=content.period,
        version=VERSION,
        is_correction=content.is_correction,
    )
    hidden = book.create_sheet(HIDDEN_SHEET)
    hidden.sheet_state = "veryHidden"
    hidden.protection.sheet = True
    for row, (name, value) in enumerate(write_imprint(Imprint(stamp=stamp, sent=sent)), 1):
        put_value(hidden.cell(row, 1), name)
        put_value(hidden.cell(row, 2), value)
        book.custom_doc_props.append(StringProperty(name=name, value=cell_text(value)))
    book.active = shown_first
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is book.active
    book.properties.creator = "Trygg Desktop"
    book.properties.title = cell_text(f"{content.programme_name}: {content.party_name} {content.period}")
    write_safely(path, partial(save_book, book))
