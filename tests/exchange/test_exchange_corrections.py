"""A correction file as it is written: what is seen of it, cell by cell, is as the golden file shows it."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from support.template_books import CONTENT, read

from trygg_desktop.domain.words import Assessment, Status
from trygg_desktop.exchange.correction_content import CorrectionContent, Fault
from trygg_desktop.exchange.correction_writing import write_correction
from trygg_desktop.exchange.template_content import NewRow
from trygg_desktop.formats import Locale
from trygg_desktop.messages import N_

GOLDEN = Path(__file__).parent / "golden" / "correction.txt"
FIRST, SECOND, *REST = CONTENT.rows
CORRECTION = CorrectionContent(
    template=replace(
        CONTENT,
        is_correction=True,
        rows=(
            replace(FIRST, answers={"status": Status.DONE, "assessment": Assessment.GREEN, "outcome_ore": 52_050_000}),
            replace(SECOND, answers={"progress": "140 %", "comment": "=Klart"}, to_correct=("progress",)),
            *REST,
        ),
        new_rows=(NewRow(code="Å-99", title="Eget arbete", answers={"progress": 30}, to_correct=("code",)),),
    ),
    faults=(
        Fault(
            kind="measure",
            row=1,
            column="progress",
            name="Å-06 Klottersanering inom 24 timmar",
            written="140 %",
            messages=(N_("“{text}” is not between 0 and 100 percent.", text="140 %"),),
            sheet="Blad1",
            cell="N6",
        ),
        Fault(
            kind="measure",
            row=3,
            column="code",
            name="Å-99 Eget arbete",
            written="Å-99",
            messages=(N_("“{name}” is no measure of the plan.", name="Å-99 Eget arbete"),),
            sheet="Blad1",
            cell="12",
        ),
    ),
    file_name="Svar.xlsx",
)


def describe(path: Path) -> str:
    """Return what a reader of the workbook sees: values, red cells, comments, links, what is locked."""
    lines = []
    for sheet in openpyxl.load_workbook(path).worksheets:
        lines.append(f"== {sheet.title} [{sheet.sheet_state}] protected={sheet.protection.sheet}")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None and cell.comment is None:
                    continue
                marks = [
                    "open" if not cell.protection.locked else "",
                    "red" if cell.fill.fgColor.rgb == "00FADBD7" else "",
                    f"-> {cell.hyperlink.location}" if cell.hyperlink else "",
                    f"[{cell.comment.text}]" if cell.comment else "",
                ]
                lines.append(" ".join([cell.coordinate, repr(cell.value), *filter(None, marks)]))
    return "\n".join(lines) + "\n"


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "Rättelse.xlsx"
    write_correction(path, CORRECTION, Locale("sv"))
    return path


def test_the_correction_file_is_as_the_golden_file_shows_it(written):
    """To accept a change: look at the difference, then write the new description over the golden file."""
    assert describe(written) == GOLDEN.read_text("utf-8")


def test_a_correction_file_says_what_it_is_and_whose(written):
    stamp = read(written).stamp
    assert stamp is not None and stamp.is_correction
    assert (stamp.programme_uid, stamp.party, stamp.period) == ("prov-uppdrag", "NTK", "2026-T2")


def test_a_correction_file_in_english_holds_no_swedish_words_of_ours(tmp_path):
    path = tmp_path / "Correction.xlsx"
    write_correction(path, CORRECTION, Locale("en"))
    assert "To correct" in openpyxl.load_workbook(path).sheetnames
    assert "rätta" not in describe(path).casefold()


def test_signs_that_no_workbook_can_hold_are_left_out_of_every_text(tmp_path):
    path = tmp_path / "Rättelse.xlsx"
    template = replace(
        CORRECTION.template,
        party_name="Natur\x00 och\x01 teknik",
        programme_name="Tryggt\x0b",
        party_code="NTK\x02",
        new_rows=(
            NewRow(code="Å\x01-99", title="\x01=Eget\ufffe", answers={"comment": "a\x00b"}, to_correct=("code",)),
        ),
    )
    faults = tuple(
        replace(fault, written="\x00fel\x01\ud800", name="\x02x", cell="A\x031") for fault in CORRECTION.faults
    )
    content = replace(CORRECTION, template=template, faults=faults, file_name="sv\x00ar.xlsx")
    write_correction(path, content, Locale("sv"))
    text = describe(path)
    assert "Natur och teknik" in text
    assert "Ni skrev: fel" in text
