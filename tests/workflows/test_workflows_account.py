"""The hand-over: every table in one open workbook."""

import openpyxl

from trygg_desktop.domain.organisation import Area
from trygg_desktop.messages import N_
from trygg_desktop.store.tables import TABLES
from trygg_desktop.workflows.account import export_tables


def sheet_of(book, name):
    header, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_every_table_has_a_sheet_with_its_field_names_and_all_its_rows(demo, tmp_path, loc):
    export_tables(demo, tmp_path / "Allt.xlsx", loc)
    book = openpyxl.load_workbook(tmp_path / "Allt.xlsx")
    for kind, table in TABLES.items():
        assert len(sheet_of(book, table)) == len(demo.all(kind)), table
    measures = sheet_of(book, "measure")
    assert measures[0]["code"] == "Å-01"
    assert measures[0]["budget_ore"] == 185_000_000
    assert {"change", "change_set", "counter", "file"} <= set(book.sheetnames)
    contents = sheet_of(book, "Innehåll")
    assert (contents[0]["Blad"], contents[0]["Rader"]) == ("Exempeldata", None)
    assert contents[0]["Innehåller"] == "Siffror och bedömningar är påhittade där ingen källa anges."
    assert {row["Blad"]: row["Rader"] for row in contents}["measure"] == len(measures)
    assert next(row["Innehåller"] for row in contents if row["Blad"] == "measure") == "åtgärd"


def test_a_programme_of_ones_own_is_not_called_an_example(project, tmp_path, loc):
    export_tables(project, tmp_path / "Allt.xlsx", loc)
    contents = sheet_of(openpyxl.load_workbook(tmp_path / "Allt.xlsx"), "Innehåll")
    assert "Exempeldata" not in {row["Blad"] for row in contents}


def test_kept_files_are_listed_with_their_size_and_left_out(demo, tmp_path, loc):
    with demo.change(N_("Prov")) as step:
        digest = step.keep_file("svar.xlsx", b"12345", "application/x")
        step.add(Area(code="X", name="X"))
    export_tables(demo, tmp_path / "Allt.xlsx", loc)
    (row,) = sheet_of(openpyxl.load_workbook(tmp_path / "Allt.xlsx"), "file")
    assert (row["sha256"], row["name"], row["content_bytes"]) == (digest, "svar.xlsx", 5)
    assert "content" not in row


def test_texts_stay_texts_and_nothing_is_lost(demo, tmp_path, loc):
    odd = ["=1+1", "#REF!", "_x0041_", "a\x01b", "<b>&", "+46", "2026-01-01", "007", "x" * 40_000]
    with demo.change(N_("Prov")) as step:
        for number, text in enumerate(odd):
            step.add(Area(code=f"P{number}", name=text))
    export_tables(demo, tmp_path / "Allt.xlsx", loc)
    book = openpyxl.load_workbook(tmp_path / "Allt.xlsx")
    names = {row["code"]: row["name"] for row in sheet_of(book, "area")}
    assert [names[f"P{number}"] for number in (0, 1, 4, 5, 6, 7)] == [
        "=1+1",
        "#REF!",
        "<b>&",
        "+46",
        "2026-01-01",
        "007",
    ]
    assert (names["P2"], names["P3"]) == ("_x005F_x0041_", "a_x0001_b"), "as Excel writes what it would else decode"
    (rest,) = [row for row in sheet_of(book, "Långa texter") if row["sheet"] == "area"]
    assert len(names["P8"]) + len(rest["text"]) == 40_000
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_the_export_can_be_read_by_the_value_reader_as_it_was_stored(demo, tmp_path, loc):
    from python_calamine import CalamineWorkbook

    with demo.change(N_("Prov")) as step:
        step.add(Area(code="P", name="_x0041_ =1"))
    export_tables(demo, tmp_path / "Allt.xlsx", loc)
    rows = CalamineWorkbook.from_path(tmp_path / "Allt.xlsx").get_sheet_by_name("area").to_python()
    assert rows[-1][2] == "_x0041_ =1"
