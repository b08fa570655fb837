"""Our templates read back: by hidden marks, whatever was renamed, moved, sorted, hidden, added or deleted."""

import io
import shutil
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.template_books import CONTENT, columns, edit, fill, read, row_of, titled, values_of, write

from trygg_desktop.domain.answers import is_no_value, tidy
from trygg_desktop.domain.privacy import find_personal
from trygg_desktop.domain.words import Assessment, Outlook, Status
from trygg_desktop.errors import WorkbookRefused
from trygg_desktop.exchange.reading import read_book

ANSWERS = {
    "Å-01": {
        "status": "försenad",
        "assessment": "röd",
        "outlook": "bedöms ej uppnås",
        "progress": 40,
        "outcome_ore": 1020.5,
        "comment": "Schakt påbörjad\ni södra delen",
        "decision_needed": "Styrgruppen behöver besluta",
    },
    "Å-18": {"status": "ej påbörjad", "progress": 0, "comment": "–"},
}
UNDERSTOOD = {
    "Å-01": {
        "status": Status.LATE,
        "assessment": Assessment.RED,
        "outlook": Outlook.NOT_EXPECTED,
        "progress": 40,
        "outcome_ore": 102_050_000,
        "comment": "Schakt påbörjad\ni södra delen",
        "decision_needed": "Styrgruppen behöver besluta",
    },
    "Å-06": {},
    "Å-18": {"status": Status.NOT_STARTED, "progress": 0, "comment": None},
}


@pytest.fixture
def filled(tmp_path):
    return fill(write(tmp_path / "Uppföljning 2026-T2 Natur & teknik.xlsx"), ANSWERS)


def problems_of(book) -> list[tuple[str, int, str, str]]:
    every = [*book.problems, *(p for row in book.rows for p in row.problems)]
    return [(p.severity, p.row, p.cell, str(p.message)) for p in every]


def test_a_filled_template_gives_its_answers_back(filled):
    book = read(filled)
    assert values_of(book) == UNDERSTOOD
    assert [(row.key, row.period) for row in book.rows] == [(1, "2026-T2"), (6, "2026-T2"), (18, "2026-T2")]
    assert book.stamp is not None
    assert (book.stamp.programme_uid, book.stamp.party, book.stamp.period) == ("prov-uppdrag", "NTK", "2026-T2")
    assert book.content == filled.read_bytes()
    assert not problems_of(book)
    assert not book.ignored


def test_every_answer_tells_its_cell_and_the_words_that_stood_there(filled):
    row = read(filled).rows[0]
    assert (row.values["status"].cell, row.values["status"].original) == ("H5", "försenad")
    assert row.values["outcome_ore"].original == "1020,5"


def test_an_english_template_is_read_as_well(tmp_path):
    path = write(tmp_path / "Form.xlsx", language="en")
    book = read(fill(path, {"Å-01": {"status": "late", "assessment": "red"}}, "Follow-up"))
    assert values_of(book)["Å-01"] == {"status": Status.LATE, "assessment": Assessment.RED}


def rename_everything(book: Any) -> None:
    sheet = book["Uppföljning"]
    sheet.title = "Blad1 (2)"
    book["Läs mig"].title = "Info"
    for cell in sheet[4]:
        cell.value = cell.value if cell.column == 1 else f"Kolumn {cell.column}"


def sort_rows_upside_down(book: Any) -> None:
    sheet = book["Uppföljning"]
    rows = [[cell.value for cell in sheet[number]] for number in (5, 6, 7)]
    for number, values in zip((5, 6, 7), reversed(rows), strict=True):
        for column, value in enumerate(values, 1):
            sheet.cell(number, column).value = value


def add_rows_above_and_sheets_before(book: Any) -> None:
    sheet = book["Uppföljning"]
    sheet.insert_rows(1, 3)
    sheet.cell(1, 3).value = "Intern anteckning om åtgärder"
    book.create_sheet("Egna beräkningar", 0)["A1"] = "Status"


def move_columns(book: Any) -> None:
    sheet = book["Uppföljning"]
    places = columns(sheet)
    one, other = places["status"], places["comment"]
    for row in range(1, sheet.max_row + 1):
        first, second = sheet.cell(row, one), sheet.cell(row, other)
        first.value, second.value = second.value, first.value
    sheet.insert_cols(2, 2)


def hide_everything(book: Any) -> None:
    sheet = book["Uppföljning"]
    for letter in "BCDH":
        sheet.column_dimensions[letter].hidden = True


def delete_hidden_sheet(book: Any) -> None:
    del book["trygg"]


def delete_properties(book: Any) -> None:
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]


@pytest.mark.parametrize(
    "change",
    [
        rename_everything,
        sort_rows_upside_down,
        add_rows_above_and_sheets_before,
        move_columns,
        hide_everything,
        delete_hidden_sheet,
        delete_properties,
    ],
)
def test_answers_are_read_by_their_marks_whatever_was_changed(filled, change):
    book = read(edit(filled, change))
    assert values_of(book) == UNDERSTOOD
    assert sorted(row.key or 0 for row in book.rows) == [1, 6, 18]
    assert book.stamp is not None
    assert not [found for found in problems_of(book) if found[0] == "error"]


def test_without_hidden_row_and_column_the_headers_are_read_and_the_stamp_still_holds(filled):
    def change(book: Any) -> None:
        sheet = book["Uppföljning"]
        sheet.delete_rows(1)
        sheet.delete_cols(1)

    book = read(edit(filled, change))
    assert book.stamp is not None
    assert book.stamp.party == "NTK"
    assert {row.key for row in book.rows} == {None}
    assert {row.period for row in book.rows} == {"2026-T2"}
    assert values_of(book)["Å-01"] == UNDERSTOOD["Å-01"]


def test_without_any_mark_it_is_read_as_the_department_s_own_workbook(filled):
    def change(book: Any) -> None:
        delete_hidden_sheet(book)
        delete_properties(book)
        sheet = book["Uppföljning"]
        sheet.delete_rows(1)
        sheet.delete_cols(1)

    book = read(edit(filled, change))
    assert book.stamp is None
    now = {row.code: row for row in book.rows if row.period == "2026-T2"}
    assert {name: value.value for name, value in now["Å-01"].values.items()} == UNDERSTOOD["Å-01"]


def test_a_row_that_the_department_added_has_no_key(filled):
    def change(book: Any) -> None:
        sheet = book["Uppföljning"]
        places = columns(sheet)
        sheet.cell(10, places["title"]).value = "Ungdomsråd"
        sheet.cell(10, places["status"]).value = "pågår"

    rows = read(edit(filled, change)).rows
    assert [(row.key, row.title, row.row) for row in rows[3:]] == [(None, "Ungdomsråd", 10)]
    assert rows[3].values["status"].value == Status.IN_PROGRESS


def test_a_key_made_by_dragging_is_no_key(filled):
    def change(book: Any) -> None:
        sheet = book["Uppföljning"]
        key = sheet.cell(5, 1).value
        sheet.cell(6, 1).value = key.replace("1-", "2-", 1)

    book = read(edit(filled, change))
    assert [row.key for row in book.rows] == [1, None, 18]
    assert ("notice", 6) in [found[:2] for found in problems_of(book)]
    assert any("is not in the workbook any more" in str(problem.message) for problem in book.problems)


def test_rows_that_were_sent_and_are_gone_are_counted(filled):
    book = read(edit(filled, lambda book: book["Uppföljning"].delete_rows(6)))
    assert [(p.severity, p.message.values["n"]) for p in book.problems] == [("warning", 1)]


def test_changed_locked_cells_are_said_and_not_read(filled):
    def change(book: Any) -> None:
        sheet = book["Uppföljning"]
        sheet.cell(5, columns(sheet)["goal"]).value = "Ett annat mål"

    assert [found[:2] for found in problems_of(read(edit(filled, change)))] == [("notice", 5)]


def test_a_blank_a_zero_a_dash_and_missing_data_are_different_answers(tmp_path):
    path = write(tmp_path / "Mall.xlsx")
    book = read(fill(path, {"Å-01": {"progress": 0, "outcome_ore": "uppgift saknas", "comment": "ej aktuellt"}}))
    values = book.rows[0].values
    assert values["progress"].value == 0
    assert (values["outcome_ore"].value, values["outcome_ore"].original) == (None, "uppgift saknas")
    assert values["comment"].value is None
    assert "status" not in values


@pytest.mark.parametrize(
    ("written", "ore"),
    [
        ("12,5", 1_250_000),
        ("1 234,5", 123_450_000),
        ("1\N{NO-BREAK SPACE}234,5", 123_450_000),
        ("\N{MINUS SIGN}12", -1_200_000),
        (1234.5, 123_450_000),
        ("850 kr", 85_000),
    ],
)
def test_numbers_are_read_as_departments_write_them(tmp_path, written, ore):
    book = read(fill(write(tmp_path / "Mall.xlsx"), {"Å-01": {"outcome_ore": written}}))
    assert book.rows[0].values["outcome_ore"].value == ore


@pytest.mark.parametrize("written", ["1.234", "3/4", "tolv", "12-15"])
def test_a_number_with_two_meanings_or_none_is_asked_about(tmp_path, written):
    book = read(fill(write(tmp_path / "Mall.xlsx"), {"Å-01": {"outcome_ore": written}}))
    assert "outcome_ore" not in book.rows[0].values
    assert [(severity, cell) for severity, _, cell, _ in problems_of(book)] == [("error", "P5")]


@pytest.mark.parametrize(("written", "percent"), [(65, 65), (0.65, 65), ("65 %", 65), (1, 1), (100, 100), ("0", 0)])
def test_progress_is_whole_percent(tmp_path, written, percent):
    book = read(fill(write(tmp_path / "Mall.xlsx"), {"Å-01": {"progress": written}}))
    assert book.rows[0].values["progress"].value == percent


def test_progress_shown_as_percent_counts_in_percent(tmp_path):
    path = fill(write(tmp_path / "Mall.xlsx"), {"Å-01": {"progress": 1}})

    def change(book: Any) -> None:
        book["Uppföljning"]["N5"].number_format = "0%"

    assert read(edit(path, change)).rows[0].values["progress"].value == 100


@pytest.mark.parametrize("written", [101, -1, "150 %", "nästan klart"])
def test_progress_outside_0_to_100_is_asked_about(tmp_path, written):
    book = read(fill(write(tmp_path / "Mall.xlsx"), {"Å-01": {"progress": written}}))
    assert "progress" not in book.rows[0].values
    assert [found[:3] for found in problems_of(book)] == [("error", 5, "N5")]


def test_a_hidden_row_is_read_with_a_notice(filled):
    def change(book: Any) -> None:
        book["Uppföljning"].row_dimensions[7].hidden = True

    book = read(edit(filled, change))
    assert values_of(book) == UNDERSTOOD
    assert [found[:3] for found in problems_of(book)] == [("notice", 7, "")]


def test_merged_cells_are_said_with_excel_s_name(filled):
    def change(book: Any) -> None:
        sheet = book["Uppföljning"]
        sheet.cell(6, columns(sheet)["comment"]).value = "Gäller båda"
        sheet.merge_cells("R6:R7")

    book = read(edit(filled, change))
    assert [found[:3] for found in problems_of(book)] == [("warning", 7, "R7")]


def test_a_formula_without_value_and_an_error_get_their_own_messages(filled):
    def change(book: Any) -> None:
        sheet = book["Uppföljning"]
        sheet["P6"] = "=1+1"
        sheet["R6"] = "#REF!"

    book = read(edit(filled, change))
    found = problems_of(book)
    said = {cell: (severity, text) for severity, _, cell, text in found}
    assert said.keys() == {"P6", "R6"}
    assert said["P6"][0] == said["R6"][0] == "error"
    assert "no calculated value" in said["P6"][1]
    assert "#REF!" in said["R6"][1]
    assert book.rows[1].values == {}


def test_personal_data_is_refused_and_never_repeated(tmp_path):
    path = fill(write(tmp_path / "Mall.xlsx"), {"Å-01": {"comment": "Ring 811228-9874 om ärendet"}})
    book = read(path)
    assert [found[:3] for found in problems_of(book)] == [("warning", 0, ""), ("error", 5, "R5")]
    assert "811228" not in repr([row.values for row in book.rows]) + repr(problems_of(book))


def test_a_newer_template_says_so(tmp_path):
    path = write(tmp_path / "Mall.xlsx")

    def change(book: Any) -> None:
        book["trygg"]["B4"] = "7"

    with pytest.raises(WorkbookRefused) as refusal:
        read(edit(path, change))
    assert refusal.value.message.values["version"] == "7"


def test_indicator_values_are_read_with_when_and_how_many(tmp_path):
    path = write(tmp_path / "Mall.xlsx")
    fill(path, {"I9": {"value": "19,5", "n": 84, "source": "Driftsystemet"}}, "Indikatorer")
    (seen,) = read(path).observations
    assert (seen.key, seen.on, seen.value, seen.n, seen.source) == (9, "2026-T2", 19.5, 84, "Driftsystemet")
    fill(path, {"I9": {"value": "uppgift saknas", "on": "2026-06"}}, "Indikatorer")
    (seen,) = read(path).observations
    assert (seen.on, seen.value) == ("2026-06", None)


def test_an_indicator_without_a_new_value_says_nothing(tmp_path):
    assert read(write(tmp_path / "Mall.xlsx")).observations == ()


@pytest.mark.parametrize(
    ("values", "cell"), [({"value": "1.234"}, "H5"), ({"value": 3, "on": "våren"}, "I5"), ({"value": 3, "n": -2}, "J5")]
)
def test_a_doubtful_indicator_value_is_asked_about(tmp_path, values, cell):
    path = fill(write(tmp_path / "Mall.xlsx"), {"I9": values}, "Indikatorer")
    (seen,) = read(path).observations
    assert [(p.severity, p.cell) for p in seen.problems] == [("error", cell)]


def test_a_copied_column_and_a_foreign_sheet_are_left_out_and_named(filled):
    def change(book: Any) -> None:
        sheet = book["Uppföljning"]
        for row in range(1, 8):
            sheet.cell(row, 30).value = sheet.cell(row, columns(sheet)["status"]).value
        sheet.cell(5, 30).value = "genomförd"
        book.create_sheet("Anteckningar")["A1"] = "Ring BID"

    book = read(edit(filled, change))
    assert values_of(book) == UNDERSTOOD
    assert [(p.sheet, p.cell) for p in book.ignored] == [("Uppföljning", "AD1"), ("Anteckningar", "")]


def test_a_stamp_with_nonsense_is_no_stamp(tmp_path):
    path = write(tmp_path / "Mall.xlsx")

    def change(book: Any) -> None:
        delete_properties(book)
        book["trygg"]["B3"] = "någon gång"

    assert read(edit(path, change)).stamp is None


def test_the_original_words_are_kept_when_the_archive_is_packed_anew(filled, tmp_path):
    """Other programs pack the same parts in another order."""
    path = tmp_path / "annan.xlsx"
    with zipfile.ZipFile(filled) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as new:
        for name in reversed(old.namelist()):
            new.writestr(name, old.read(name))
    assert values_of(read(path)) == UNDERSTOOD


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60).map(lambda text: text.replace("_x", "_y"))
amounts = st.integers(-(10**9), 10**9).map(lambda ore: ore * 10)


@given(
    title=texts.filter(lambda text: tidy(text) and not find_personal(text)),
    comment=texts.filter(lambda text: not find_personal(text)),
    ore=amounts,
    progress=st.integers(0, 100),
    status=st.sampled_from(Status),
    assessment=st.sampled_from(Assessment),
    as_text=st.booleans(),
)
def test_whatever_is_written_comes_back(tmp_path_factory, title, comment, ore, progress, status, assessment, as_text):
    from trygg_desktop.domain.words import say
    from trygg_desktop.formats import Locale

    loc = Locale("sv")
    path = write(tmp_path_factory.mktemp("prov") / "Mall.xlsx", titled(title))
    tkr = ore / 100_000
    answers = {
        "outcome_ore": loc.number(tkr, 4) if as_text else tkr,
        "progress": loc.percent(progress) if as_text else progress,
        "comment": comment,
        "status": loc.t(say(status)),
        "assessment": loc.t(say(assessment)),
    }
    (row,) = read(fill(path, {"Å-01": answers})).rows
    expected = {"outcome_ore": ore, "progress": progress, "status": status, "assessment": assessment}
    if tidy(comment):
        expected["comment"] = None if is_no_value(comment) else tidy(comment)
    assert {name: value.value for name, value in row.values.items()} == expected
    assert row.title == " ".join(title.split())
    assert row.key == 1
    assert [(problem.severity, problem.field) for problem in row.problems] == (
        [("warning", "outcome_ore")] if ore < 0 else []
    )


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_saves_it_anew_and_every_answer_is_still_there(filled, tmp_path):
    from support.foreign_books import convert

    for kind in ("xlsx", "ods", "xls"):
        content = convert(filled.read_bytes(), kind, tmp_path)
        book = read_book(content, f"{filled.stem}.{kind}")
        assert values_of(book) == UNDERSTOOD, kind
        assert [row.key for row in book.rows] == [1, 6, 18], kind
        assert book.stamp is not None, kind
        assert not problems_of(book), kind
        if kind == "xlsx":
            sheet = openpyxl.load_workbook(io.BytesIO(content))["Uppföljning"]
    assert sheet.protection.sheet
    assert row_of(sheet, "Å-06") == 6
    assert len([check for check in sheet.data_validations.dataValidation if check.type == "list"]) == 3


def test_content_without_rows_still_makes_a_readable_book(tmp_path):
    book = read(write(tmp_path / "Mall.xlsx", replace(CONTENT, rows=())))
    assert book.rows == ()
    assert book.stamp is not None


def test_a_text_of_ten_thousand_characters_comes_back_whole(tmp_path):
    text = "Åtgärden <b>&</b> gick bra. " * 400
    book = read(fill(write(tmp_path / "Mall.xlsx"), {"Å-01": {"comment": text}}))
    assert book.rows[0].values["comment"].value == text.strip()


def test_an_indicator_value_too_large_to_be_right_is_asked_about(tmp_path):
    path = fill(write(tmp_path / "Mall.xlsx"), {"I9": {"value": 1e299, "n": 1e27}}, "Indikatorer")
    (seen,) = read(path).observations
    assert (seen.value, seen.n) == (None, None)
    assert [str(problem.message) for problem in seen.problems if problem.severity == "error"] == [
        "The value is too large to be right. Write it in the indicator's own unit."
    ] * 2
