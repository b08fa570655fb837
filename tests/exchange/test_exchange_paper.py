"""Workbooks on paper: nothing beyond the edge, no line of a long text hidden, whole sums without a decimal."""

from dataclasses import replace

import openpyxl
import pytest
from support.template_books import CONTENT, columns, row_of, write

from trygg_desktop.exchange.export import ExportTable, write_tables

EXCELS_TALLEST = 409


@pytest.mark.parametrize(("words", "least"), [(60, 184), (4_000, EXCELS_TALLEST)])
def test_a_row_is_as_tall_as_its_longest_text_up_to_what_excel_can(tmp_path, words, least):
    rows = [
        replace(row, last=replace(row.last, comment="schakt " * words)) if row.last else row for row in CONTENT.rows
    ]
    path = write(tmp_path / "Mall.xlsx", replace(CONTENT, rows=tuple(rows)))
    sheet = openpyxl.load_workbook(path)["Uppföljning"]
    height = sheet.row_dimensions[row_of(sheet, "Å-01")].height
    assert least <= height <= EXCELS_TALLEST


def test_a_whole_sum_is_shown_without_a_decimal_and_text_keeps_off_the_edge(tmp_path):
    rows = [replace(row, last=replace(row.last, outcome_ore=12_000_000)) if row.last else row for row in CONTENT.rows]
    sheet = openpyxl.load_workbook(write(tmp_path / "Mall.xlsx", replace(CONTENT, rows=tuple(rows))))["Uppföljning"]
    place = columns(sheet)["last_outcome_ore"]
    cell = sheet.cell(row_of(sheet, "Å-01"), place)
    assert (cell.value, cell.number_format) == (120, "#,##0")
    assert cell.alignment.indent == 1
    assert sheet.cell(cell.row, columns(sheet)["title"]).alignment.indent == 1


def test_an_exported_register_is_printed_across_one_page_with_its_headings_on_each(tmp_path):
    path = tmp_path / "Register.xlsx"
    write_tables(path, [ExportTable("Hinder", ("Kod", "Hinder"), [("H-1", "Markåtkomst")])], "Långa texter")
    sheet = openpyxl.load_workbook(path)["Hinder"]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet["A1"].font.name, sheet["A1"].font.bold) == ("Calibri", True)
