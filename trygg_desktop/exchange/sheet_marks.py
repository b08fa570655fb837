"""What an .xlsx says of its cells that the value reader does not tell: hidden rows, formulas that were never
calculated, cells in error, merged cells, number formats.

Most sheets have no formulas and no errors: a quick look at their XML tells as much. Where it is not plain enough for
that, or formats are asked for, it is parsed.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from posixpath import join, normpath
from typing import Any
from xml.parsers import expat

from trygg_desktop.errors import WorkbookRefused

_UNREADABLE = (expat.ExpatError, zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)
"""What damaged, encrypted or oddly packed parts raise."""

_STYLES = "xl/styles.xml"
_PERCENT_FORMATS = frozenset({9, 10})
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(slots=True)
class SheetMarks:
    """The marks of one sheet; cells by Excel's name (``E5``), rows counted from 1.

    ``uncalculated`` cells hold a formula without a stored value, ``errors`` a cell's error word (``#REF!``),
    ``last`` is the last row and column that hold anything.
    """

    hidden_rows: set[int] = field(default_factory=set)
    uncalculated: set[str] = field(default_factory=set)
    errors: dict[str, str] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    last: tuple[int, int] = (0, 0)
    _styles: dict[str, int] | None = field(default_factory=dict)
    _xml: bytes = field(default=b"", repr=False)

    @property
    def styles(self) -> dict[str, int]:
        """The index of each cell's format, where it has one of its own."""
        if self._styles is None:
            self._styles = {
                cell.decode(): int(style) for cell, style in _STYLED_CELL.findall(self._xml) if style != b"0"
            }
        return self._styles

    def note_style(self, cell: str, index: int) -> None:
        """Keep the index of a cell's format."""
        self.styles[cell] = index


def read_marks(archive: zipfile.ZipFile) -> dict[str, SheetMarks]:
    """Return the marks of all sheets by their names.

    Raises ``WorkbookRefused`` when the XML is damaged or declares entities.
    """
    return {name: _read_sheet(_unpack(archive, part)) for name, part in _sheet_parts(archive).items()}


def percent_styles(archive: zipfile.ZipFile) -> frozenset[int]:
    """Return the indexes of the cell formats that show a number as percent."""
    formats: set[int] = set(_PERCENT_FORMATS)
    found: list[int] = []
    inside = False

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal inside
        match _local(tag):
            case "numFmt" if "%" in re.sub(r'"[^"]*"|\\.', "", attributes.get("formatCode", "")):
                formats.add(_whole(attributes.get("numFmtId")))
            case "cellXfs":
                inside = True
            case "xf" if inside:
                found.append(_whole(attributes.get("numFmtId")))

    def end(tag: str) -> None:
        nonlocal inside
        if _local(tag) == "cellXfs":
            inside = False

    if _STYLES in archive.namelist():
        parse_part(archive, _STYLES, start=start, end=end)
    return frozenset(index for index, number in enumerate(found) if number in formats)


def parse_part(archive: zipfile.ZipFile, part: str, **handlers: Any) -> None:
    """Run one XML part of the file through ``handlers`` (``start``, ``end``, ``text``).

    Raises ``WorkbookRefused`` for damaged XML, and for a document type: those of a workbook have none, and it is
    how a small file grows without end.
    """
    xml = _unpack(archive, part)
    _parse(xml, **handlers)


def _parse(xml: bytes, **handlers: Any) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = handlers.get("start")
    parser.EndElementHandler = handlers.get("end")
    parser.CharacterDataHandler = handlers.get("text")
    try:
        parser.ParseFile(io.BytesIO(xml))
    except _UNREADABLE as error:
        raise damaged() from error


def _unpack(archive: zipfile.ZipFile, part: str) -> bytes:
    try:
        return archive.read(part)
    except _UNREADABLE as error:
        raise damaged() from error


_NOT_PLAIN = re.compile(rb"<!|\w='|<f[\s/>]|\bt=\"e\"")
_ROW = re.compile(rb'<row(?: [^>]*?)? r="(\d+)"')
_HIDDEN_ROW = re.compile(rb'<row [^>]*?hidden="(?:1|true)"[^>]*>')
_NAMED_CELL = re.compile(rb'<c r="([A-Z]{1,3})')
_STYLED_CELL = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]*? s="(\d{1,9})"')
_MERGED = re.compile(rb'<mergeCell ref="([^"]+)"')
_ANY_ROW, _ANY_CELL = re.compile(rb"<row[\s/>]"), re.compile(rb"<c[\s/>]")
_SMALL = 5_000_000
"""Cells, empty ones included, that a sheet may span without being looked at closely."""


def _read_sheet(xml: bytes) -> SheetMarks:
    """Return the marks of a sheet by a quick look where that is enough, else by parsing."""
    return _look_quickly(xml) or _SheetReader().read(xml)


def _look_quickly(xml: bytes) -> SheetMarks | None:
    """Return the marks of a plainly written sheet; ``None`` where only parsing can tell.

    Plain is a sheet without formulas, errors and prefixes, whose cells and rows all bear their names.
    """
    rows, columns = _ROW.findall(xml), _NAMED_CELL.findall(xml)
    if b"<worksheet" not in xml[:1000] or _NOT_PLAIN.search(xml):
        return None
    if (len(rows), len(columns)) != (len(_ANY_ROW.findall(xml)), len(_ANY_CELL.findall(xml))):
        return None
    last = (max(map(int, rows), default=0), max((column_number(name.decode()) for name in set(columns)), default=0))
    if last[0] * last[1] > _SMALL:
        return None
    return SheetMarks(
        hidden_rows={int(_ROW.match(row)[1]) for row in _HIDDEN_ROW.findall(xml)},  # type: ignore[index]
        merged=[area.decode() for area in _MERGED.findall(xml)],
        last=last,
        _styles=None,
        _xml=xml,
    )


def damaged() -> WorkbookRefused:
    """Return the refusal of a workbook whose inside cannot be read."""
    return WorkbookRefused("The workbook is damaged. Open it in Excel, save it under a new name and try that file.")


class _SheetReader:
    """Gathers the marks of one sheet. Cells and rows may leave out their names: then they follow the one before."""

    def __init__(self) -> None:
        self.marks = SheetMarks()
        self._row = self._column = 0
        self._cell = ""
        self._type = ""
        self._formula = self._in_value = False
        self._value: list[str] = []

    def read(self, xml: bytes) -> SheetMarks:
        _parse(xml, start=self._start, end=self._end, text=self._text)
        return self.marks

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        match _local(tag):
            case "c":
                self._start_cell(attributes)
            case "v" | "t":
                self._in_value = True
            case "f":
                self._formula = True
            case "row":
                self._row = _whole(attributes.get("r")) or self._row + 1
                self._column = 0
                if attributes.get("hidden") in ("1", "true"):
                    self.marks.hidden_rows.add(self._row)
            case "mergeCell" if "ref" in attributes:
                self.marks.merged.append(attributes["ref"])

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        named = _CELL.fullmatch(attributes.get("r", ""))
        self._column = column_number(named[1]) if named else self._column + 1
        self._cell = named[0] if named else f"{column_name(self._column)}{self._row}"
        self._type = attributes.get("t", "n")
        self._formula = False
        self._value.clear()
        style = attributes.get("s")
        if style and style != "0":
            self.marks.note_style(self._cell, _whole(style))

    def _text(self, text: str) -> None:
        if self._in_value:
            self._value.append(text)

    def _end(self, tag: str) -> None:
        match _local(tag):
            case "v" | "t":
                self._in_value = False
            case "c":
                if self._value or self._formula:
                    row, column = self.marks.last
                    self.marks.last = (max(row, self._row), max(column, self._column))
                if self._type == "e":
                    self.marks.errors[self._cell] = "".join(self._value)
                elif self._formula and not self._value and self._type != "str":
                    self.marks.uncalculated.add(self._cell)


def _refuse_doctype(*_: object) -> None:
    raise damaged()


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return which part of the file holds which sheet."""
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def relation(tag: str, attributes: Mapping[str, str]) -> None:
        if _local(tag) == "Relationship":
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = (
                target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
            )

    def sheet(tag: str, attributes: Mapping[str, str]) -> None:
        if _local(tag) == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            sheets[attributes.get("name", "")] = link

    names = set(archive.namelist())
    for part, start in (("xl/_rels/workbook.xml.rels", relation), ("xl/workbook.xml", sheet)):
        if part not in names:
            raise damaged()
        parse_part(archive, part, start=start)
    return {name: targets[link] for name, link in sheets.items() if targets.get(link) in names}


@lru_cache(maxsize=1_000)
def column_name(number: int) -> str:
    """Return the letters of a column counted from 1: 1 is ``A``, 28 is ``AB``."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column, counted from 1, from its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
