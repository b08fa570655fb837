"""Looks through all of a returned file for personal identity numbers: unread sheets, comments, headers, leftovers too.

The original of a returned workbook is kept in the project, but not one that holds such a number anywhere.
"""

import contextlib
import html
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from trygg_desktop.domain.answers import written
from trygg_desktop.domain.privacy import holds_identity_number, is_parted_number
from trygg_desktop.errors import WorkbookRefused
from trygg_desktop.exchange.opening import OpenedBook

_XML = (".xml", ".vml", ".rels")
_ENDS = re.compile(
    r"</?(?:[\w.-]++:)?(?:si|is|v|f|c|row|comment|text|p|h|br|table-cell|annotation|title|subject|creator|description"
    r"|keywords|category|lpwstr|oddHeader|oddFooter|evenHeader|evenFooter|firstHeader|firstFooter|definedName|div)"
    r"\b[^>]*>"
)
"""Where a text ends: numbers of two cells are not one. Tags inside a text (parts in bold) leave no trace."""
_SPEAKING = ("prompt", "promptTitle", "error", "errorTitle", "display", "tooltip", "name", "descr", "title", "alt")
_SPOKEN = re.compile(rf"\b(?:{'|'.join(_SPEAKING)})=\"([^\"]*)\"")
_TAG = re.compile(r"<[^>]*>")
_ENOUGH = re.compile(r"(?:\d\D*){10}|[^\x00-\u024f]")
_SIGNS = rb"[0-9\x20-\x2f:-@\[-`{-~\xa0\xb7]"
_RAW = re.compile(rb"[0-9]%b{8,26}[0-9]|[0-9]\x00(?:%b\x00){8,26}[0-9]\x00" % (_SIGNS, _SIGNS))
_SHORTEST = 10
"""Characters of the shortest text that can hold a number."""


def find_identity_numbers(book: OpenedBook) -> bool:
    """Tell whether a personal identity number stands anywhere in the file's texts."""
    seen: set[str] = set()
    for text in _texts(book):
        if text in seen:
            continue
        seen.add(text)
        if len(text) >= _SHORTEST and _ENOUGH.search(text) and holds_identity_number(text):
            return True
    return any(_parts_number(cells) for cells in _rows(book))


def _parts_number(cells: Sequence[Any]) -> bool:
    """Tell whether two neighbouring cells of a row hold the halves of an identity number."""
    return any(
        is_parted_number(written(left), written(right))
        for left, right in pairwise(cells)
        if _may_be_half(right, 4) and _may_be_half(left, 6)
    )


def _may_be_half(value: Any, digits: int) -> bool:
    """Pass quickly over the cells that are empty, long texts, dates, or figures of another length."""
    if isinstance(value, str):
        return digits <= len(value) <= 20
    if not isinstance(value, int | float):
        return False
    least, most = (1000, 10**4) if digits == 4 else (10**5, 10**8)
    return least <= value < most


def _texts(book: OpenedBook) -> Iterator[str]:
    parts = book.parts()
    for name, content in parts:
        if name.endswith(_XML):
            yield from _texts_of_xml(content)
        else:
            yield from (found.replace(b"\0", b"").decode("latin-1") for found in _RAW.findall(content))
    if book.kind in ("xls", "xlsb"):
        yield from _values(book)


def _texts_of_xml(content: bytes) -> Iterator[str]:
    """Return the texts of a part that are long enough, and have digits enough, to hold a number."""
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = content.decode("utf-16" if utf_16 else "utf-8", errors="replace")
    if any(f'{attribute}="' in text for attribute in _SPEAKING):
        yield from map(html.unescape, _SPOKEN.findall(text))
    for part in _ENDS.split(text):
        if len(part) >= _SHORTEST and ("&" in part or _ENOUGH.search(part)):
            yield html.unescape(_TAG.sub("", part))


def _values(book: OpenedBook) -> Iterator[str]:
    """Return the values of a kind whose texts are not XML, sheet by sheet."""
    yield from book.sheets
    for cells in _rows(book):
        yield from (written(value) for value in cells if value is not None and value != "")


def _rows(book: OpenedBook) -> Iterator[Sequence[Any]]:
    for sheet in book.sheets:
        with contextlib.suppress(WorkbookRefused):
            yield from book.rows(sheet)
