"""Writes any tables to one workbook, a sheet each, so that the data can be read without this program."""

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trygg_desktop.exchange.saving import save_book
from trygg_desktop.outputs import write_safely

LONGEST_TEXT = 32_767
MOST_ROWS = 1_048_575
"""Rows of a sheet below its header."""
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class ExportTable:
    """One table: sheet name, header, rows of texts and numbers."""

    name: str
    fields: tuple[str, ...]
    rows: Sequence[Sequence[Any]]


def write_tables(path: Path, tables: Iterable[ExportTable], long_texts: str) -> None:
    """Write the tables to one .xlsx. Texts stay texts, whatever they look like.

    A text too long for a cell goes on in the sheet ``long_texts``, which names the cell it belongs to; a table too
    long for a sheet goes on in a second one. Signs that XML cannot hold are written as Excel writes them
    (``_x0001_``). Raises ``OutputRefused`` when the file cannot be written.
    """
    write_safely(path, lambda draft: _write_book(draft, tables, long_texts))


def _write_book(path: Path, tables: Iterable[ExportTable], long_texts: str) -> None:
    import openpyxl

    book: Any = openpyxl.Workbook(write_only=True)
    rests: list[tuple[str, str, int, str]] = []
    try:
        for table in tables:
            for name, rows in _sheets(table):
                _write_sheet(book, name, table.fields, rows, rests)
        if rests:
            _write_sheet(book, long_texts, ("sheet", "cell", "part", "text"), rests, [])
        save_book(book, path)
    except BaseException:
        for sheet in book.worksheets:  # else each one complains on stderr when it is thrown away
            with contextlib.suppress(Exception):
                sheet.close()
        raise


def _sheets(table: ExportTable) -> Iterator[tuple[str, Sequence[Sequence[Any]]]]:
    for number, start in enumerate(range(0, max(len(table.rows), 1), MOST_ROWS), 1):
        ending = f" ({number})" if number > 1 else ""
        yield table.name[: 31 - len(ending)] + ending, table.rows[start : start + MOST_ROWS]


def _write_sheet(
    book: Any,
    name: str,
    fields: Sequence[str],
    rows: Sequence[Sequence[Any]],
    rests: list[tuple[str, str, int, str]],
) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    from trygg_desktop.exchange.template_look import print_on_a4

    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    print_on_a4(sheet, "landscape")
    sheet.print_title_rows = "1:1"
    for place, field in enumerate(fields, 1):
        longest = max((len(str(row[place - 1])) for row in rows[:200] if row[place - 1] is not None), default=0)
        sheet.column_dimensions[get_column_letter(place)].width = min(max(len(field), longest) + 2, 60)
    header = [_text_cell(sheet, field) for field in fields]
    for cell in header:
        cell.font = Font(name="Calibri", size=11, bold=True)
        cell.alignment = Alignment(horizontal="left", indent=1)
    sheet.append(header)
    for number, row in enumerate(rows, 2):
        cells = []
        for place, value in enumerate(row, 1):
            if isinstance(value, str):
                first, *more = _parts(value)
                rests += [
                    (name, f"{get_column_letter(place)}{number}", part, text) for part, text in enumerate(more, 2)
                ]
                cells.append(_text_cell(sheet, first))
            else:
                cells.append(value)
        sheet.append(cells)


def _text_cell(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell: Any = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _parts(text: str) -> list[str]:
    """Return a text as cells can hold it, cut into as many parts as it takes."""
    whole = _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", _CODED.sub("_x005F_", text))
    return [whole[start : start + LONGEST_TEXT] for start in range(0, len(whole), LONGEST_TEXT)] or [""]
