"""The workbooks we make: what stands where, what is locked, what can be chosen, how it prints."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from support.template_books import CONTENT, columns, read, row_of, titled, write

from trygg_desktop.errors import OutputRefused

GOLDEN = Path(__file__).parent / "golden" / "template.txt"


def describe(path: Path) -> str:
    """Return everything a golden file should notice: cells, looks, widths, checks, protection, paper."""
    book = openpyxl.load_workbook(path)
    lines = []
    for sheet in book.worksheets:
        lines.append(f"== {sheet.title} [{sheet.sheet_state}] protected={sheet.protection.sheet}")
        lines.append(f"freeze={sheet.freeze_panes} filter={sheet.auto_filter.ref} print={sheet.print_area}")
        paper = sheet.page_setup
        lines.append(
            f"paper={paper.paperSize} {paper.orientation} fit={paper.fitToWidth}x{paper.fitToHeight}"
            f" titles={sheet.print_title_rows},{sheet.print_title_cols}"
            f" head={sheet.oddHeader.left.text!r} foot={sheet.oddFooter.left.text!r},{sheet.oddFooter.right.text!r}"
        )
        widths = {letter: size for letter, size in sorted(sheet.column_dimensions.items()) if size.width}
        lines.append("widths " + " ".join(f"{name}={size.width:g}{'h' * size.hidden}" for name, size in widths.items()))
        for check in sheet.data_validations.dataValidation:
            lines.append(f"check {check.sqref} {check.type} {check.formula1} {check.formula2} {check.errorStyle}")
        for cells in sheet.conditional_formatting:
            for rule in cells.rules:
                lines.append(f"colour {cells.sqref} {rule.formula} {rule.dxf.font.color.rgb}")
        for row in sheet.iter_rows():
            height = sheet.row_dimensions[row[0].row]
            lines += [
                f"{cell.coordinate} {'open' if not cell.protection.locked else 'locked'} {cell.data_type}"
                f" {cell.number_format} {cell.value!r}"
                for cell in row
                if cell.value is not None or not cell.protection.locked
            ]
            if height.height:
                lines.append(f"  row {row[0].row} height {height.height:g}{' hidden' * height.hidden}")
    lines += [f"property {prop.name} = {prop.value}" for prop in book.custom_doc_props.props]
    return "\n".join(lines) + "\n"


def test_the_template_is_as_the_golden_file_shows_it(tmp_path):
    """To accept a change: look at the difference, then write the new description over the golden file."""
    assert describe(write(tmp_path / "Mall.xlsx")) == GOLDEN.read_text("utf-8")


def test_equal_content_makes_equal_sheets(tmp_path):
    assert describe(write(tmp_path / "a.xlsx")) == describe(write(tmp_path / "b.xlsx"))


def test_identity_cells_are_locked_and_answer_cells_open_without_a_password(tmp_path):
    book = openpyxl.load_workbook(write(tmp_path / "Mall.xlsx"))
    sheet = book["Uppföljning"]
    places = columns(sheet)
    row = row_of(sheet, "Å-01")
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    for name in ("code", "title", "area", "goal", "role", "last_status", "last_texts"):
        assert sheet.cell(row, places[name]).protection.locked, name
    for name in ("status", "assessment", "outlook", "progress", "outcome_ore", "comment", "decision_needed"):
        assert not sheet.cell(row, places[name]).protection.locked, name


def test_every_coded_answer_has_its_list_in_the_field_s_words(tmp_path):
    sheet = openpyxl.load_workbook(write(tmp_path / "Mall.xlsx"))["Uppföljning"]
    lists = {check.formula1 for check in sheet.data_validations.dataValidation if check.type == "list"}
    assert lists == {
        '"ej påbörjad,pågår,genomförd,försenad,inställd"',
        '"grön,gul,röd,ej bedömd"',
        '"uppnått,bedöms uppnås,osäkert,bedöms ej uppnås,ej uppnått"',
    }


def test_the_last_answer_stands_beside_the_new_one(tmp_path):
    sheet = openpyxl.load_workbook(write(tmp_path / "Mall.xlsx"))["Uppföljning"]
    places = columns(sheet)
    row = row_of(sheet, "Å-01")
    assert places["last_status"] + 1 == places["status"]
    assert sheet.cell(row, places["last_status"]).value == "pågår"
    assert sheet.cell(row, places["last_outcome_ore"]).value == 700.5
    assert sheet.cell(row, places["last_texts"]).value == "Projekteringen klar\nAvvikelse: Schaktet dröjer"
    assert sheet.cell(row_of(sheet, "Å-06"), places["last_status"]).value is None
    assert sheet.cell(row, places["status"]).value is None


def test_a_party_without_earlier_answers_gets_no_columns_for_them(tmp_path):
    rows = tuple(replace(row, last=None) for row in CONTENT.rows)
    sheet = openpyxl.load_workbook(write(tmp_path / "Mall.xlsx", replace(CONTENT, last_period="", rows=rows)))[
        "Uppföljning"
    ]
    assert not [name for name in columns(sheet) if name.startswith("last")]


def test_a_party_without_indicators_gets_no_sheet_for_them(tmp_path):
    book = openpyxl.load_workbook(write(tmp_path / "Mall.xlsx", replace(CONTENT, indicators=())))
    assert book.sheetnames == ["Läs mig", "Uppföljning", "trygg"]


def test_no_english_stands_in_the_swedish_template(tmp_path):
    book = openpyxl.load_workbook(write(tmp_path / "Mall.xlsx"))
    english = openpyxl.load_workbook(write(tmp_path / "Form.xlsx", language="en"))
    shown = {
        sheet.title: {cell.value for row in sheet.iter_rows(min_row=2) for cell in row if isinstance(cell.value, str)}
        for sheet in book.worksheets[:-1]
    }
    for ours, theirs in zip(book.worksheets[:-1], english.worksheets[:-1], strict=True):
        texts = {cell.value for row in theirs.iter_rows(min_row=2) for cell in row if isinstance(cell.value, str)}
        same = {text for text in texts & shown[ours.title] if not text.startswith("trygg/")}
        data = {"Å-01", "Å-06", "Å-18", "I9", "–", "T1 2026", "T2 2026", "timmar", "Malmvägen", "Projektledare", "M3 Boende ska känna sig trygga", "Belysning i stråket", "Klottersanering inom 24 timmar", "Upprustad skolgård", "Klottersanering, medeltid", "Kommunledningskontoret", "Natur & teknik · Prov & uppdrag", "Status\nT1 2026", "Status\nT2 2026", "Indikator"}  # fmt: skip  # noqa: E501
        assert {text for text in same if not text.split("-")[0].isdigit()} <= data


@pytest.mark.parametrize("text", ["=1+1", "+46", "-minus", "@risk", '=HYPERLINK("x")', "#REF!", "_x0041_", "<b>&amp;"])
def test_a_text_stays_a_text_whatever_it_begins_with(tmp_path, text):
    path = write(tmp_path / "Mall.xlsx", titled(text))
    sheet = openpyxl.load_workbook(path)["Uppföljning"]
    cell = sheet.cell(row_of(sheet, "Å-01"), columns(sheet)["title"])
    assert cell.data_type == "s"
    assert [row.title for row in read(path).rows] == [text]


def test_a_text_longer_than_a_cell_is_cut_with_a_sign(tmp_path):
    (row,) = read(write(tmp_path / "Mall.xlsx", titled("lång " * 10_000))).rows
    assert row.title.endswith("…")
    assert not row.problems


def test_an_ampersand_in_a_name_is_one_in_the_page_s_head_and_foot(tmp_path):
    sheet = openpyxl.load_workbook(write(tmp_path / "Mall.xlsx"))["Uppföljning"]
    assert "Natur && teknik" in sheet.oddHeader.left.text
    assert sheet.oddFooter.left.text == "Prov && uppdrag"


def test_a_row_grows_when_more_is_written_in_it(tmp_path):
    import zipfile

    with zipfile.ZipFile(write(tmp_path / "Mall.xlsx")) as archive:
        xml = archive.read("xl/worksheets/sheet2.xml").decode()
    row = xml.split('<row r="5"')[1].split(">")[0]
    assert "ht=" in row
    assert 'customHeight="1"' not in row


def test_a_template_that_cannot_be_written_says_so_and_leaves_nothing(tmp_path):
    with pytest.raises(OutputRefused):
        write(tmp_path / "saknas" / "Mall.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_the_marks_are_hidden_from_the_eye(tmp_path):
    book = openpyxl.load_workbook(write(tmp_path / "Mall.xlsx"))
    sheet = book["Uppföljning"]
    assert book["trygg"].sheet_state == "veryHidden"
    assert sheet.row_dimensions[1].hidden
    assert sheet.column_dimensions[get_column_letter(1)].hidden
    assert book.active.title == "Läs mig"
