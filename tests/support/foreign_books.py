"""Departments' own workbooks, made for one test each, and what the reader says of them."""

import io
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from trygg_desktop.domain.returns import Problem, ReadBook, ReadRow
from trygg_desktop.exchange.foreign_reading import read_foreign
from trygg_desktop.exchange.opening import OpenedBook

SHARED = Path(__file__).parents[2].parent / "shared"
"""Samples and hostile files lie beside the repository; tests that need them say so where they are absent."""


def fill_sheet(sheet: Worksheet, rows: Sequence[Sequence[object]]) -> Worksheet:
    """Write ``rows`` from A1 on; ``None`` leaves a cell blank."""
    for row, cells in enumerate(rows, 1):
        for column, value in enumerate(cells, 1):
            if value is not None:
                sheet.cell(row, column, value)
    return sheet


def book_of(
    *sheets: Sequence[Sequence[object]], names: Sequence[str] = ("Blad1", "Blad2", "Blad3")
) -> openpyxl.Workbook:
    """Return a workbook with one sheet for each of ``sheets``."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in zip(names, sheets, strict=False):
        fill_sheet(book.create_sheet(name), rows)
    return book


def colour(sheet: Worksheet, cells: str, rgb: str) -> None:
    """Fill cells (``E5`` or ``A5:H5``) with a colour."""
    area = sheet[cells]
    for row in area if isinstance(area, tuple) else ((area,),):
        for cell in row:
            cell.fill = PatternFill("solid", fgColor=rgb)


def content_of(book: openpyxl.Workbook) -> bytes:
    """Return the workbook as a file's content."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(book: openpyxl.Workbook | bytes, name: str = "Socialkontoret.xlsx", year: int | None = 2026) -> ReadBook:
    """Read a workbook as the reader of departments' own workbooks does."""
    content = book if isinstance(book, bytes) else content_of(book)
    return read_foreign(OpenedBook(content, name), year)


def answers(row: ReadRow) -> dict[str, object]:
    """Return the answers of a row as plain values."""
    return {field: value.value for field, value in row.values.items()}


def told(problems: Sequence[Problem]) -> list[tuple[str, str, str]]:
    """Return problems as (severity, cell or row, English text)."""
    return [(problem.severity, problem.cell or str(problem.row), str(problem.message)) for problem in problems]


def convert(content: bytes, kind: str, folder: Path) -> bytes:
    """Let LibreOffice write the workbook anew as ``xlsx``, ``ods`` or ``xls``."""
    office = shutil.which("soffice")
    assert office is not None
    source = folder / "in" / "bok.xlsx"
    source.parent.mkdir(exist_ok=True)
    source.write_bytes(content)
    target = folder / kind
    subprocess.run(
        [
            office,
            "--headless",
            f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to",
            kind,
            "--outdir",
            target,
            source,
        ],
        check=True,
        capture_output=True,
        timeout=180,
        env={**os.environ, "HOME": str(folder)},
    )
    return (target / f"bok.{kind}").read_bytes()
