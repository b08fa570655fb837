"""Looks through all of a returned file for personal identity numbers: unread sheets, comments, headers, leftovers too.

The original of a returned workbook is kept in the project, but not one that holds such a number anywhere.
"""

import contextlib
import datetime as dt
import html
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from trygg_desktop.domain.answers import written
from trygg_desktop.domain.privacy import holds_identity_number, is_parted_number
from trygg_desktop.errors import WorkbookRefused
from trygg_desktop.exchange.opening import OpenedBook

_XML = (".xml", ".vml", ".rels")
_RUN = re.compile(r"<(?:[\w.-]++:)?(?:r|span|font)[\s>]")
_INSIDE = re.compile(
    r"</?(?:[\w.-]++:)?(?:r|t|rPr|b|i|u|strike|vertAlign|sz|color|rFont|family|charset|scheme|latin|ea|cs|sym|lang"
    r"|solidFill|srgbClr|schemeClr|rFonts|rStyle|bCs|iCs|szCs|noProof|proofErr|span|s|a|font|strong|em)(?:\s[^>]*)?/?>"
)
"""Tags inside a text, such as parts in bold: they leave no trace. Every other tag ends a text, for numbers of two
cells are not one.
"""
_TEXT = re.compile(r">([^<]{10,})")
_ATTRIBUTE = re.compile(r"=\"([^\"<]{10,})\"")
_ATTRIBUTE_IN_SINGLE_QUOTES = re.compile(r"='([^'<]{10,})'")
_ASIDE = re.compile(r"<!(?:--|\[CDATA\[)(.*?)(?:--|\]\])>", re.S)
_CELLS = re.compile(r"<sheetData>.*</sheetData>", re.S)
"""The cells of a sheet: nothing is written in their attributes."""
_ENOUGH = re.compile(r"(?:\d\D*){10}|[^\x00-\u024f]")
_EXPONENT = re.compile(r"-?\d\.\d{5,16}E\+?(?:9|1[01])")
_NO_NUMBER = re.compile(r"-?\d{1,5}\.\d+|.?\{?[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f-]{17}\}?")
"""Measures, shares and the marks that programs give their parts: digits enough, by chance."""
_SIGNS = rb"[0-9\x20-\x2f:-@\[-`{-~\xa0\xb7]"
_RAW = re.compile(rb"[0-9]%b{8,26}[0-9]|[0-9]\x00(?:%b\x00){8,26}[0-9]\x00" % (_SIGNS, _SIGNS))
_LARGEST_INSIDE = 50 << 20
"""Bytes of the largest part of an embedded document that is looked through, and of all its parts together."""
_FIRST_SURE_YEAR = 2015
"""From this year on a day beside a number of four figures is more often a date and an amount."""


def find_identity_numbers(book: OpenedBook) -> bool:
    """Tell whether a personal identity number stands anywhere in the file's texts."""
    seen: set[str] = set()
    for text in _texts(book):
        if text in seen:
            continue
        seen.add(text)
        if _ENOUGH.search(text) and not _NO_NUMBER.fullmatch(text) and holds_identity_number(text):
            return True
    return any(_part_numbers(_sheet_rows(book, sheet)) for sheet in book.sheets)


def _part_numbers(rows: Iterable[Sequence[Any]]) -> bool:
    """Tell whether cells hold the halves of an identity number: beside each other, with a name between, or one above
    the other.
    """
    above: Sequence[Any] = ()
    for cells in rows:
        for place, right in enumerate(cells):
            if _may_be_right_half(right) and any(
                is_parted_number(left, written(right)) for left in _left_halves(cells, above, place)
            ):
                return True
        above = cells
    return False


def _left_halves(cells: Sequence[Any], above: Sequence[Any], place: int) -> Iterator[str]:
    """Return what may be the first half of a number whose last four figures stand at ``place``."""
    right = cells[place]
    near = [cells[place - 1]] if place else []
    between = near[0] if near else None
    if place > 1 and isinstance(between, str) and not any(map(str.isdigit, between)):
        near.append(cells[place - 2])
    over = above[place] if place < len(above) else None
    if isinstance(over, str) and isinstance(right, str):
        near.append(over)
    for left in near:
        if isinstance(left, dt.date):
            if isinstance(right, str) or left.year < _FIRST_SURE_YEAR:
                yield left.strftime("%Y%m%d")
        elif isinstance(left, str):
            if 6 <= len(left) <= 20:
                yield left
        elif isinstance(left, int | float) and 10**5 <= left < 10**8:
            yield written(left)


def _may_be_right_half(value: Any) -> bool:
    """Pass quickly over the cells that are empty, long texts, dates, or figures of another length."""
    if isinstance(value, str):
        return 4 <= len(value) <= 20
    return isinstance(value, int | float) and 1000 <= value < 10**4


def _texts(book: OpenedBook) -> Iterator[str]:
    for name, content in book.parts():
        yield from _texts_of_part(name, content)
    if book.kind in ("xls", "xlsb"):
        yield from _values(book)


def _texts_of_part(name: str, content: bytes, *, inside: bool = False) -> Iterator[str]:
    if name.casefold().endswith(_XML):
        yield from _texts_of_xml(content)
    elif content.startswith(b"PK\x03\x04") and not inside:
        for inner, part in _unpack(content):
            yield from _texts_of_part(inner, part, inside=True)
    else:
        yield from (found.replace(b"\0", b"").decode("latin-1") for found in _RAW.findall(content))


def _unpack(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Return the parts of a document that is embedded in the workbook, as far as they can be read."""
    room = _LARGEST_INSIDE
    unreadable = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError, ValueError)
    with contextlib.suppress(*unreadable), zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.infolist():
            room -= member.file_size
            if room < 0:
                return
            with contextlib.suppress(*unreadable):
                yield member.filename, archive.read(member)


def _texts_of_xml(content: bytes) -> Iterator[str]:
    """Return the texts of a part, and its attributes, that are long enough to hold a number."""
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = content.decode("utf-16" if utf_16 else "utf-8", errors="replace")
    outside = _CELLS.sub("", text) if "<sheetData>" in text else text
    found = set(_ATTRIBUTE.findall(outside))
    if "='" in outside:
        found.update(_ATTRIBUTE_IN_SINGLE_QUOTES.findall(outside))
    if "<!" in text:
        found.update(_ASIDE.findall(text))
    found.update(_TEXT.findall(_INSIDE.sub("", text) if _RUN.search(text) else text))
    for one in found:
        if "&" in one:
            yield html.unescape(one)
        elif _EXPONENT.fullmatch(one):
            yield str(round(float(one)))
        else:
            yield one


def _values(book: OpenedBook) -> Iterator[str]:
    """Return the values of a kind whose texts are not XML, sheet by sheet."""
    yield from book.sheets
    for sheet in book.sheets:
        for cells in _sheet_rows(book, sheet):
            yield from (written(value) for value in cells if value is not None and value != "")


def _sheet_rows(book: OpenedBook, sheet: str) -> list[list[Any]]:
    with contextlib.suppress(WorkbookRefused):
        return book.rows(sheet)
    return []
