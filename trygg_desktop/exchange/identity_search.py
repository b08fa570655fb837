"""Looks through all of a returned file for personal identity numbers: unread sheets, comments, headers, leftovers too.

The original of a returned workbook is kept in the project, but not one that holds such a number anywhere.
"""

import html
import re
from collections.abc import Iterator

from trygg_desktop.domain.answers import written
from trygg_desktop.domain.privacy import holds_identity_number
from trygg_desktop.errors import WorkbookRefused
from trygg_desktop.exchange.opening import OpenedBook

_XML = (".xml", ".vml", ".rels")
_ENDS = re.compile(
    r"</?(?:[\w.-]+:)?(?:si|is|v|f|c|row|comment|text|p|h|br|table-cell|annotation|title|subject|creator|description"
    r"|keywords|category|lpwstr|oddHeader|oddFooter|evenHeader|evenFooter|firstHeader|firstFooter|definedName|div)"
    r"\b[^>]*>"
)
"""Where a text ends: numbers of two cells are not one. Tags inside a text (parts in bold) leave no trace."""
_SPOKEN = re.compile(r"\b(?:prompt|promptTitle|error|errorTitle|display|tooltip|name|descr|title|alt)=\"([^\"]*)\"")
_TAG = re.compile(r"<[^>]*>")
_ENOUGH = re.compile(r"(?:\d\D*){10}|[^\x00-\u024f]")
_RAW = re.compile(rb"[0-9][0-9 .\-/:_+]{8,22}[0-9]|[0-9]\x00(?:[0-9 .\-/:_+]\x00){8,22}[0-9]\x00")
_PARTING = "\x1e|"


def find_identity_numbers(book: OpenedBook) -> bool:
    """Tell whether a personal identity number stands anywhere in the file's texts."""
    seen: set[str] = set()
    for text in _texts(book):
        if text in seen:
            continue
        seen.add(text)
        if len(text) >= 10 and _ENOUGH.search(text) and holds_identity_number(text):
            return True
    return False


def _texts(book: OpenedBook) -> Iterator[str]:
    parts = book.parts()
    for name, content in parts:
        if name.endswith(_XML):
            yield from _texts_of_xml(content)
        else:
            yield from (found.replace(b"\0", b"").decode("ascii") for found in _RAW.findall(content))
    if book.kind in ("xls", "xlsb"):
        yield from _values(book)


def _texts_of_xml(content: bytes) -> Iterator[str]:
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = content.decode("utf-16" if utf_16 else "utf-8", errors="replace")
    for spoken in _SPOKEN.findall(text):
        yield html.unescape(spoken)
    for part in _TAG.sub("", _ENDS.sub(_PARTING, text)).split(_PARTING):
        yield html.unescape(part)


def _values(book: OpenedBook) -> Iterator[str]:
    """Return the values of a kind whose texts are not XML, sheet by sheet."""
    yield from book.sheets
    for sheet in book.sheets:
        try:
            rows = book.rows(sheet)
        except WorkbookRefused:
            continue
        for cells in rows:
            yield from (written(value) for value in cells if value is not None and value != "")
