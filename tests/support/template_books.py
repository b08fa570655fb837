"""Our own templates for tests: written, filled in as a department would, and read back."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.returns import ReadBook
from trygg_desktop.domain.words import Assessment, Outlook, Status
from trygg_desktop.exchange.reading import read_book
from trygg_desktop.exchange.template_content import TemplateContent, TemplateIndicator, TemplateRow
from trygg_desktop.exchange.template_writing import write_template
from trygg_desktop.formats import Locale

LAST = FollowUp(
    measure_id=1,
    period_id=1,
    party_id=1,
    status=Status.IN_PROGRESS,
    assessment=Assessment.YELLOW,
    outlook=Outlook.UNCERTAIN,
    progress=30,
    comment="Projekteringen klar",
    deviation="Schaktet dröjer",
    outcome_ore=70_050_000,
)
ROWS = (
    TemplateRow(
        measure=Measure(id=1, code="Å-01", title="Belysning i stråket", party_id=1),
        area="Malmvägen",
        goal="M3 Boende ska känna sig trygga",
        last=LAST,
    ),
    TemplateRow(measure=Measure(id=6, code="Å-06", title="Klottersanering inom 24 timmar", party_id=1)),
    TemplateRow(measure=Measure(id=18, code="Å-18", title="Upprustad skolgård", party_id=2), is_responsible=False),
)
CONTENT = TemplateContent(
    programme_uid="prov-uppdrag",
    programme_name="Prov & uppdrag",
    party_code="NTK",
    party_name="Natur & teknik",
    period="2026-T2",
    deadline=date(2026, 9, 15),
    last_period="2026-T1",
    rows=ROWS,
    indicators=(
        TemplateIndicator(
            indicator_id=9, code="I9", name="Klottersanering, medeltid", unit="timmar", last_on="2026-T1", last_value=22
        ),
    ),
    contacts=(("Projektledare", "Kommunledningskontoret"),),
    is_example=True,
)


def titled(title: str, code: str = "Å-01") -> TemplateContent:
    """Return the content with one measure of this title."""
    row = replace(ROWS[0], measure=replace(ROWS[0].measure, title=title, code=code))
    return replace(CONTENT, rows=(row,))


def write(path: Path, content: TemplateContent = CONTENT, language: str = "sv") -> Path:
    """Write a template and return its path."""
    write_template(path, content, Locale(language))
    return path


def edit(path: Path, change: Callable[[Any], None]) -> Path:
    """Open a workbook, change it, and save it as a department would."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def columns(sheet: Any) -> dict[str, int]:
    """Return the columns of a template's sheet by their hidden names, wherever the row of marks now stands."""
    for row in sheet.iter_rows():
        marks = {str(cell.value).split("/")[-1]: cell.column for cell in row if str(cell.value).startswith("trygg/")}
        if len(marks) > 1:
            return marks
    raise AssertionError("the sheet has no row of marks")


def row_of(sheet: Any, code: str) -> int:
    """Return the row of a measure or indicator."""
    column = columns(sheet)["code"]
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column).value == code)


def fill(path: Path, answers: Mapping[str, Mapping[str, Any]], sheet_name: str = "Uppföljning") -> Path:
    """Write answers into a template: by code, by field (``outcome_ore`` is written in tkr)."""

    def change(book: Any) -> None:
        sheet = book[sheet_name]
        places = columns(sheet)
        for code, values in answers.items():
            row = row_of(sheet, code)
            for field, value in values.items():
                cell = sheet.cell(row, places[field])
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"

    return edit(path, change)


def read(path: Path) -> ReadBook:
    """Read a workbook from disk."""
    return read_book(path.read_bytes(), path.name)


def values_of(book: ReadBook) -> dict[str, dict[str, object]]:
    """Return the answers of a read book by code and field."""
    return {row.code: {field: value.value for field, value in row.values.items()} for row in book.rows}
