"""Indicator values in departments' own sheets: one a row, or one column a period."""

import pytest
from support.foreign_books import book_of, read, told


def values(book):
    return [(seen.name, seen.on, seen.value, seen.n, seen.source) for seen in book.observations]


def test_a_value_on_each_row_is_read_with_time_and_source():
    rows = [
        ["Indikator", "Enhet", "Period", "Värde", "Antal svar", "Källa"],
        ["Trygg sent ute", "procent", "2021", "68", 412, "Trygghetsmätningen"],
        [None, "procent", "2023", "71,5", None, "Trygghetsmätningen"],
        ["Skadegörelse", "antal", "2018-11", "1\N{NO-BREAK SPACE}184", None, "Brå"],
    ]
    assert values(read(book_of(rows))) == [
        ("Trygg sent ute", "2021", 68.0, 412, "Trygghetsmätningen"),
        ("Trygg sent ute", "2023", 71.5, None, "Trygghetsmätningen"),
        ("Skadegörelse", "2018-11", 1184.0, None, "Brå"),
    ]


def test_a_column_for_each_year_or_tertial_is_read():
    rows = [
        ["Nyckeltal", "Målvärde 2026", "2024", "Utfall 2025", "T2 2026", "Källa"],
        ["Trygg sent ute", 85, 68, "–", 0.71, "Mätning"],
    ]
    book = book_of(rows)
    book["Blad1"]["E2"].number_format = "0%"
    read_book = read(book)
    assert values(read_book) == [
        ("Trygg sent ute", "2024", 68.0, None, "Mätning"),
        ("Trygg sent ute", "2025", None, None, "Mätning"),
        ("Trygg sent ute", "2026-T2", 71.0, None, "Mätning"),
    ]
    assert read_book.observations[1].original == "–"


def test_a_value_without_a_time_or_with_two_meanings_is_a_question():
    rows = [["Indikator", "Period", "Värde"], ["Trygg", None, 68], ["Trygg", "2024", "1.234"], ["Trygg", "3/4", 70]]
    book = read(book_of(rows))
    assert [told(seen.problems)[0][:2] for seen in book.observations] == [
        ("error", "B2"),
        ("error", "C3"),
        ("error", "B4"),
    ]
    assert [seen.on for seen in book.observations] == ["", "2024", ""]
    assert book.observations[1].value is None


def test_a_fraction_among_percentages_is_asked_about():
    rows = [["Indikator", "Enhet", "2024", "2025"], ["Trygg", "%", 80, 0.82], ["Andel", "kvot", 0.8, 0.82]]
    book = read(book_of(rows))
    assert [seen.value for seen in book.observations] == [80, None, 0.8, 0.82]
    assert told(book.observations[1].problems)[0][:2] == ("error", "D2")


def test_areas_tell_rows_of_the_same_name_apart():
    rows = [
        ["Indikator", "Område", "År", "Värde"],
        ["Trygg sent ute", "Edsberg", 2025, 61],
        ["Trygg sent ute", "Malmvägen", 2025, 58],
        ["Skadegörelse", "Edsberg", 2025, 12],
    ]
    assert [name for name, *_ in values(read(book_of(rows)))] == [
        "Trygg sent ute, Edsberg",
        "Trygg sent ute, Malmvägen",
        "Skadegörelse",
    ]


def test_repeated_values_are_read_once_and_contradicting_ones_are_kept_for_the_preview():
    rows = [["Indikator", "Period", "Värde"], ["Trygg", 2025, 61], ["Trygg", 2025, 61], ["Trygg", 2025, 62]]
    book = read(book_of(rows))
    assert [seen.row for seen in book.observations] == [2, 4]
    assert [problem.row for problem in book.ignored] == [3]


def test_a_value_without_a_column_for_the_time_takes_that_of_title_or_file():
    rows = [["Indikator", "Värde"], ["Trygg", 61]]
    assert read(book_of([["Helår 2025"], *rows])).observations[0].on == "2025"
    assert read(book_of(rows), name="Indikatorer T2 2026.xlsx").observations[0].on == "2026-T2"


@pytest.mark.parametrize("value", [1e27, -1e299, "1" * 17, 2 * 10**15])
def test_a_value_too_large_to_be_right_is_asked_about(value):
    (seen,) = read(book_of([["Indikator", "Period", "Värde"], ["Skadegörelse", "2026-T2", value]])).observations
    assert seen.value is None
    assert told(seen.problems) == [
        ("error", "C2", "The value is too large to be right. Write it in the indicator's own unit.")
    ]


def test_a_number_of_answers_too_large_to_be_right_is_left_out():
    rows = [["Indikator", "Period", "Värde", "Antal svar"], ["Skadegörelse", "2026-T2", 12, 1e299]]
    (seen,) = read(book_of(rows)).observations
    assert (seen.value, seen.n) == (12, None)


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Indikator", 2023, None, 2024, None],
            [None, "Värde", "n", "Värde", "n"],
            ["Trygg", 68, 400, "71 %", "1 380"],
        ],
        [["Indikator", "Värde 2023", "n 2023", "Värde 2024", "n 2024"], ["Trygg", 68, 400, 71, 1380]],
    ],
)
def test_each_period_has_its_own_number_of_answers(rows):
    assert values(read(book_of(rows))) == [("Trygg", "2023", 68.0, 400, ""), ("Trygg", "2024", 71.0, 1380, "")]


def test_a_column_of_months_says_when_and_gaps_in_words_are_no_values():
    rows = [
        ["Indikator", "Månad", "Värde", "n"],
        ["Skadegörelse", "nov 2018", 184, None],
        ["Skadegörelse", "2019-11", "uppgift saknas", 12],
        ["Skadegörelse", "nov 2020", "–", None],
    ]
    assert values(read(book_of(rows))) == [
        ("Skadegörelse", "2018-11", 184.0, None, ""),
        ("Skadegörelse", "2019-11", None, 12, ""),
        ("Skadegörelse", "2020-11", None, None, ""),
    ]


@pytest.mark.parametrize("when", ["maj–aug 2026", "sep–dec 2025", "T3 2025"])
def test_a_value_for_a_part_of_the_year_is_asked_about_wherever_the_part_is_named(when):
    tables = [
        [["Indikator", "Period", "Värde"], ["Trygg", when, 61]],
        [["Indikator", "Enhet", when, "2024"], ["Trygg", "antal", 61, 60]],
        [[f"Indikatorer {when}"], ["Indikator", "Värde", "Källa"], ["Trygg", 61, "Brå"]],
    ]
    for rows in tables:
        seen = read(book_of(rows)).observations[0]
        assert seen.on == "", rows
        ((severity, _, text),) = told(seen.problems)
        assert severity == "error"
        assert "T2 is January–August and T3 the whole year" in text


def test_rows_whose_time_cannot_be_read_are_no_repeats_of_each_other():
    rows = [["Indikator", "Period", "Värde"], ["Trygg", "hösten", 61], ["Trygg", "våren", 61]]
    book = read(book_of(rows))
    assert [(seen.row, seen.on) for seen in book.observations] == [(2, ""), (3, "")]
    assert book.ignored == ()


@pytest.mark.parametrize("written", [8112189876, "811218-9876", "100²", -5, 1.5, "ca hundra"])
def test_a_number_of_answers_that_is_none_is_an_error_and_never_kept(written):
    rows = [["Indikator", "Period", "Värde", "n"], ["Trygg", "2024", 68, written]]
    (seen,) = read(book_of(rows)).observations
    assert (seen.value, seen.n) == (68.0, None)
    assert {(problem.severity, problem.cell, problem.field) for problem in seen.problems} == {("error", "D2", "n")}
    assert "9876" not in str(seen)
