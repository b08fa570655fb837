"""Writes correction files: our own template, filled in with what the sender wrote, and what is wrong in it marked.

The sender's own workbook is never edited. The file is made in one go, and read back as any template of ours.
"""

from pathlib import Path

from trygg_desktop.exchange.correction_content import CorrectionContent
from trygg_desktop.exchange.template_writing import finish_book, start_book
from trygg_desktop.formats import Locale


def write_correction(path: Path, content: CorrectionContent, loc: Locale) -> None:
    """Write a correction file to ``path``. Raises ``OutputRefused`` when it cannot be written."""
    from trygg_desktop.exchange.correction_sheet import write_fault_sheet

    book, sent = start_book(content.template, loc)
    place = write_fault_sheet(book, content, loc)
    finish_book(path, book, content.template, sent, shown_first=place)
