"""What an .xlsx says of its cells that the value reader does not tell: hidden rows, formulas that were never
calculated, cells in error, merged cells, number formats. Read from the sheets' XML as it streams by.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from posixpath import join, normpath
from typing import Any
from xml.parsers import expat

from trygg_desktop.errors import WorkbookRefused

_UNREADABLE = (expat.ExpatError, zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)
"""What damaged, encrypted or oddly packed parts raise."""

_PERCENT_FORMATS = frozenset({9, 10})
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(slots=True)
class SheetMarks:
    """The marks of one sheet; cells by Excel's name (``E5``), rows counted from 1.

    ``uncalculated`` cells hold a formula without a stored value, ``errors`` a cell's error word (``#REF!``),
    ``styles`` the index of the cell's format, ``last`` the last row and column that hold anything.
    """

    hidden_rows: set[int] = field(default_factory=set)
    uncalculated: set[str] = field(default_factory=set)
    errors: dict[str, str] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    styles: dict[str, int] = field(default_factory=dict)
    last: tuple[int, int] = (0, 0)


def read_marks(archive: zipfile.ZipFile, names: Iterable[str] | None = None) -> dict[str, SheetMarks]:
    """Return the marks of the sheets called ``names`` (of all when ``None``), by sheet name.

    Raises ``WorkbookRefused`` when the XML is damaged or declares entities.
    """
    wanted = None if names is None else set(names)
    parts = _sheet_parts(archive)
    return {
        name: _SheetReader().read(archive, part) for name, part in parts.items() if wanted is None or name in wanted
    }


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

    for part in ("xl/styles.xml",):
        if part in archive.namelist():
            parse_part(archive, part, start=start, end=end)
    return frozenset(index for index, number in enumerate(found) if number in formats)


def parse_part(archive: zipfile.ZipFile, part: str, **handlers: Any) -> None:
    """Run one XML part of the file through ``handlers`` (``start``, ``end``, ``text``).

    Raises ``WorkbookRefused`` for damaged XML, and for a document type: those of a workbook have none, and it is
    how a small file grows without end.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = handlers.get("start")
    parser.EndElementHandler = handlers.get("end")
    parser.CharacterDataHandler = handlers.get("text")
    try:
        with archive.open(part) as stream:
            parser.ParseFile(stream)
    except _UNREADABLE as error:
        raise damaged() from error


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

    def read(self, archive: zipfile.ZipFile, part: str) -> SheetMarks:
        parse_part(archive, part, start=self._start, end=self._end, text=self._text)
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
            self.marks.styles[self._cell] = _whole(style)

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
