"""EST's counts in whatever layout the group keeps them: long, weeks or kinds as columns, a sheet for each area."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.est_books import LONG, broken, counted, read_est, read_workbook
from support.foreign_books import SHARED, book_of, content_of, convert, told

from trygg_desktop.domain.est_weeks import make_week
from trygg_desktop.exchange.reading import read_book

SAMPLE = SHARED / "samples" / "EST sammanställning 2026.xlsx"


@pytest.mark.skipif(not SAMPLE.is_file(), reason=f"the sample workbooks are not at {SAMPLE.parent}")
def test_every_count_of_the_sample_is_read_with_its_cell():
    book = read_book(SAMPLE.read_bytes(), SAMPLE.name, 2026)
    assert len(book.est) == 444
    assert (book.est[0].week, book.est[0].area, book.est[0].place) == ("2026-W01", "Edsbergs centrum", "Edsbergs torg")
    assert (book.est[0].event_type, book.est[0].count, book.est[0].cell) == ("Skadegörelse", 2, "E3")
    assert (book.est[-1].week, book.est[-1].count, book.est[-1].row) == ("2026-W35", 6, 446)
    assert not book.problems
    assert not book.ignored
    assert book.rows == ()
    assert book.observations == ()


def test_a_column_for_each_week_is_read_and_blank_cells_are_no_zeros():
    book = read_est(
        [
            ["EST-gruppen 2026"],
            [],
            ["Område", "Plats", "Händelsetyp", "v. 1", "V2", "vecka 3", "2026-v04", "Summa"],
            ["Edsberg", "Torget", "Klotter", 1, None, 0, "–", 1],
            [None, None, "Bråk", 2, 3, None, 5, 10],
            ["Totalt", None, None, 3, 3, 0, 5, 11],
        ]
    )
    assert counted(book) == [
        ("2026-W01", "Edsberg", "Torget", "Klotter", 1),
        ("2026-W03", "Edsberg", "Torget", "Klotter", 0),
        ("2026-W01", "Edsberg", "Torget", "Bråk", 2),
        ("2026-W02", "Edsberg", "Torget", "Bråk", 3),
        ("2026-W04", "Edsberg", "Torget", "Bråk", 5),
    ]
    assert [text for _, _, text in told(book.ignored)] == [
        "The row adds up other rows and was left out.",
        "1 cell says that no count was reported (G4). Nothing is read from it, and never a zero.",
        "These columns hold no counts and were left out: Summa.",
    ]


@pytest.mark.parametrize(
    ("sheets", "names", "file"),
    [
        ([["År", *LONG], [2026, 5, "E", "T", "Klotter", 3]], ["Blad1"], "Lista.xlsx"),
        ([LONG, ["v. 5", "E", "T", "Klotter", 3]], ["EST 2026"], "Lista.xlsx"),
        ([["Sammanställning 2026"], LONG, ["vecka 5", "E", "T", "Klotter", 3]], ["Blad1"], "Lista.xlsx"),
        ([LONG, ["V5", "E", "T", "Klotter", 3]], ["Blad1"], "EST-lista 2026.xlsx"),
        ([LONG, ["v.5 2026", "E", "T", "Klotter", 3]], ["Blad1"], "Lista.xlsx"),
        ([LONG, ["202605", "E", "T", "Klotter", 3]], ["Blad1"], "Lista.xlsx"),
        ([LONG, [dt.datetime(2026, 1, 26), "E", "T", "Klotter", 3]], ["Blad1"], "Lista.xlsx"),
        ([LONG, ["2026-01-26", "E", "T", "Klotter", "3"]], ["Blad1"], "Lista.xlsx"),
        (
            [
                ["Område", "Plats", "Händelsetyp", dt.datetime(2026, 1, 26), dt.datetime(2026, 2, 2)],
                ["E", "T", "Klotter", 3],
            ],
            ["Blad1"],
            "Lista.xlsx",
        ),
        (
            [["Område", "Plats", "Händelsetyp", 2026], [None, None, None, "v5", "v6"], ["E", "T", "Klotter", 3]],
            ["Blad1"],
            "Lista.xlsx",
        ),
        (
            [["Område", "Plats", "Typ", "Vecka"], [None, None, None, 5, 6], ["E", "T", "Klotter", 3]],
            ["2026"],
            "EST.xlsx",
        ),
        (
            [
                ["Vecka", "Område", "Plats", "Klotter", "Bråk"],
                ["2026-v05", "E", "T", 3, None],
                ["2026-v06", "E", "T", None, 1],
            ],
            ["Blad1"],
            "L.xlsx",
        ),
    ],
)
def test_the_year_is_found_where_the_list_has_it(sheets, names, file):
    book = read_est(sheets, names=names, file=file, year=None)
    assert counted(book)[0] == ("2026-W05", "E", "T", "Klotter", 3)
    assert not book.problems


def test_dates_written_as_text_head_their_weeks():
    rows = [["Plats", "Händelsetyp", "2026-01-05", "2026-01-12"], ["T", "Klotter", 1, 2]]
    assert [one.week for one in read_est(rows, file="L.xlsx").est] == ["2026-W02", "2026-W03"]


def test_a_year_that_nothing_names_is_the_asked_one_and_said_so():
    book = read_est([LONG, ["v. 5", "E", "T", "Klotter", 3]], file="Lista.xlsx")
    assert counted(book)[0][0] == "2026-W05"
    assert told(book.problems) == [("warning", "0", "The weeks are written without a year; read as 2026.")]
    asked = read_est([LONG, ["v. 5", "E", "T", "Klotter", 3]], file="Lista.xlsx", year=None)
    assert broken(asked) == [("A2", "“v. 5” names no year. Write for example 2026-v05.")]


def test_weeks_over_a_new_year_take_the_years_of_a_title_with_two_and_are_asked_about_with_one():
    rows = [["Plats", "Händelsetyp", "v51", "v52", "v1"], ["T", "Klotter", 1, 2, 3]]
    assert [one[0] for one in counted(read_est([["EST 2025/2026"], *rows], file="L.xlsx"))] == [
        "2025-W51",
        "2025-W52",
        "2026-W01",
    ]
    asked = read_est([["EST 2026"], *rows], file="L.xlsx")
    assert asked.est == ()
    assert [(problem.severity, problem.cell) for problem in asked.problems] == [
        ("error", "C2"),
        ("error", "D2"),
        ("error", "E2"),
    ]


def test_only_years_with_53_weeks_have_a_week_53():
    rows = [LONG, ["2026-v53", "E", "T", "Klotter", 1], ["2025-v53", "E", "T", "Klotter", 1]]
    book = read_est(rows)
    assert [one.week for one in book.est] == ["2026-W53", ""]
    assert broken(book) == [("A3", "The year 2025 has no week 53.")]


def test_a_date_that_is_no_monday_is_asked_about():
    book = read_est([LONG, [dt.datetime(2026, 1, 28), "E", "T", "Klotter", 4]])
    assert broken(book) == [("A2", "2026-01-28 is no Monday. Name the week, for example 2026-v05.")]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (-1, "“−1” is below zero, and no count can be."),
        (2.5, "“2,5” is no whole number, and counts are."),
        ("ca 4", "“ca 4” is no number that can be read. Write figures only, for example 1 020,5."),
        (
            "1.234",
            "“1.234” can be read in two ways: 1,234 or 1\N{NO-BREAK SPACE}234. Write the number without a point.",
        ),
        (123456789, "“123456789” is too large to be the count of a week."),
    ],
)
def test_what_is_no_count_is_a_problem_of_its_cell(written, said):
    book = read_est([LONG, ["2026-v05", "E", "T", "Klotter", written], ["2026-v05", "E", "T", "Bråk", 1]])
    assert broken(book) == [("E2", said)]
    assert [one.count for one in book.est] == [None, 1]


def test_gaps_in_words_are_no_counts():
    gaps = ["–", "-", "uppgift saknas", "ej rapporterat", "..", None]
    rows = [LONG, *(["2026-v05", "E", f"T{i}", "Klotter", gap] for i, gap in enumerate(gaps))]
    book = read_est([*rows, ["2026-v05", "E", "T", "Klotter", 0]])
    assert [one for one in counted(book) if one[4] is not None] == [("2026-W05", "E", "T", "Klotter", 0)]


def test_a_sheet_for_each_area_says_which_sheet_a_count_stands_in():
    rows = [["Vecka", "Plats", "Händelsetyp", "Antal"], ["2026-v05", "T", "Klotter", 1]]
    book = read_est(rows, rows, [["Läs mig"], ["Listan förs av EST-gruppen"]], names=("Edsberg", "Malmvägen", "Info"))
    assert [one.sheet for one in book.est] == ["Edsberg", "Malmvägen"]
    assert book.sheets == ("Edsberg", "Malmvägen")
    assert [problem.sheet for problem in book.ignored] == ["Info"]


def test_lines_between_the_rows_name_the_area_and_headers_that_come_again_are_passed_over():
    head = ["Plats", "Händelsetyp", "v1", "v2"]
    book = read_est(
        [["EST 2026"], head, ["Edsberg"], ["T", "Klotter", 1, 2], [], ["Malmvägen"], head, ["P", "Klotter", 3, 4]]
    )
    assert counted(book) == [
        ("2026-W01", "Edsberg", "T", "Klotter", 1),
        ("2026-W02", "Edsberg", "T", "Klotter", 2),
        ("2026-W01", "Malmvägen", "P", "Klotter", 3),
        ("2026-W02", "Malmvägen", "P", "Klotter", 4),
    ]


def test_merged_names_belong_to_all_their_rows():
    book = book_of([LONG, ["2026-v05", "E", "T", "Klotter", 1], [None, None, None, "Bråk", 2]])
    for column in "ABC":
        book["Blad1"].merge_cells(f"{column}2:{column}3")
    assert counted(read_workbook(book))[1] == ("2026-W05", "E", "T", "Bråk", 2)


def test_a_place_left_blank_after_its_week_stays_blank():
    book = read_est([LONG, ["2026-v05", "E", "T", "Klotter", 1], ["2026-v06", "E", None, "Klotter", 2]])
    assert [one.place for one in book.est] == ["T", ""]


def test_hidden_rows_and_broken_formulas_are_told():
    book = book_of([LONG, ["2026-v05", "E", "T", "Klotter", 1], ["2026-v06", "E", "T", "Klotter", "=1+1"]])
    book["Blad1"].row_dimensions[2].hidden = True
    read = read_workbook(book)
    assert [(problem.severity, problem.row) for one in read.est for problem in one.problems] == [
        ("notice", 2),
        ("error", 3),
    ]


def test_personal_data_in_a_name_is_masked_and_said():
    book = read_est([LONG, ["2026-v05", "E", "ring 070-123 45 67", "Klotter", 1]])
    assert "070" not in book.est[0].place
    assert book.est[0].problems[0].severity == "error"


def test_a_table_of_measures_with_weeks_beside_it_is_still_one_of_measures():
    book = read_est(
        [["Åtgärd", "Plats", "Status", "v. 34", "v. 35"], ["Å-07 Belysning", "Torget", "Pågår", 1, 2]], file="Tekn.xlsx"
    )
    assert book.est == ()
    assert len(book.rows) == 1


weeks = st.integers(1, 52).map(lambda week: make_week(2026, week))
names = st.sampled_from(["Edsbergs torg", "Malmparken", "Malmvägen"])
kinds = st.sampled_from(["Klotter", "Skadegörelse", "Otrygg plats"])
tables = st.dictionaries(st.tuples(weeks, names, kinds), st.integers(0, 400), min_size=1, max_size=40)


@settings(max_examples=30)
@given(tables, st.sampled_from(["long", "weeks"]))
def test_what_is_written_is_read_back_in_either_layout(table, layout):
    if layout == "long":
        rows = [[f"2026-v{week[6:]}", "E", place, kind, count] for (week, place, kind), count in table.items()]
        book = read_est([["Exempeldata"], LONG, *rows])
    else:
        across = sorted({week for week, _, _ in table})
        across += [week for week in ("2026-W01", "2026-W02") if week not in across][: max(2 - len(across), 0)]
        lines = dict.fromkeys((place, kind) for _, place, kind in table)
        head = ["Område", "Plats", "Händelsetyp", *(f"v. {int(week[6:])}" for week in sorted(across))]
        rows = [["E", *line, *(table.get((week, *line)) for week in sorted(across))] for line in lines]
        book = read_est([["Exempeldata"], head, *rows])
    assert {(one.week, one.place, one.event_type): one.count for one in book.est} == table
    assert not [problem for one in book.est for problem in one.problems]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_lists_written_by_libreoffice_say_the_same(kind, tmp_path: Path):
    rows = [
        ["EST 2026"],
        ["Område", "Plats", "Händelsetyp", "v. 1", "v. 2", "v. 3"],
        ["Edsberg", "Torget", "Klotter", 1, None, 0],
        [None, None, "Bråk", 4, "–", 6],
        ["Summa", None, None, 5, 0, 6],
    ]
    content = content_of(book_of(rows))
    before = read_workbook(content)
    after = read_workbook(convert(content, kind, tmp_path), f"EST 2026.{kind}")
    assert counted(after) == counted(before)
    assert [one.cell for one in after.est] == [one.cell for one in before.est]
