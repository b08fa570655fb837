"""Numbers, dates and order as Swedish writes them; a missing value is a gap, never a zero."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_desktop.formats import GAP, MINUS, NBSP, Locale, fold, sort_key

SWEDISH = Locale("sv")
ENGLISH = Locale("en")


@pytest.mark.parametrize(
    ("value", "decimals", "swedish", "english"),
    [
        (0, None, "0", "0"),
        (1020.5, None, f"1{NBSP}020,5", "1,020.5"),
        (-3, None, f"{MINUS}3", f"{MINUS}3"),
        (-1234.5, 1, f"{MINUS}1{NBSP}234,5", f"{MINUS}1,234.5"),
        (-0.001, None, "0", "0"),
        (2.345, None, "2,34", "2.34"),
        (2, 1, "2,0", "2.0"),
        (1_234_567, 0, f"1{NBSP}234{NBSP}567", "1,234,567"),
        (None, None, GAP, GAP),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(
    value: float | None, decimals: int | None, swedish: str, english: str
) -> None:
    assert SWEDISH.number(value, decimals) == swedish
    assert ENGLISH.number(value, decimals) == english


def test_percent_and_money_keep_their_unit_on_the_same_line() -> None:
    assert SWEDISH.percent(72) == f"72{NBSP}%"
    assert ENGLISH.percent(72) == "72%"
    assert SWEDISH.percent(7.25, 1) == f"7,2{NBSP}%"
    assert SWEDISH.percent(None) == GAP
    assert SWEDISH.thousands(102_050_000) == f"1{NBSP}020,5{NBSP}tkr"
    assert ENGLISH.thousands(102_050_000) == f"1,020.5{NBSP}kSEK"
    assert SWEDISH.thousands(None) == GAP


@pytest.mark.parametrize(
    ("value", "style", "words"),
    [
        (dt.date(2026, 12, 1), "long", "1 december 2026"),
        (dt.date(2026, 12, 1), "full", "tisdag 1 december 2026"),
        (dt.date(2026, 12, 1), "short", "1 dec"),
        (dt.date(2026, 12, 1), "iso", "2026-12-01"),
        ("2026-12-01", "long", "1 december 2026"),
        ("2016-11", "long", "november 2016"),
        ("2017", "long", "2017"),
        (None, "long", GAP),
    ],
)
def test_dates_are_written_as_far_as_they_are_known(value: dt.date | str | None, style: str, words: str) -> None:
    assert SWEDISH.date(value, style) == words


def test_a_moment_is_date_and_time() -> None:
    assert SWEDISH.moment(dt.datetime(2026, 11, 22, 14, 32, 5)) == "2026-11-22 14:32"


def test_values_in_a_sentence_are_put_into_the_language() -> None:
    assert SWEDISH.show(1020.5) == f"1{NBSP}020,5"
    assert SWEDISH.show(dt.date(2026, 12, 1)) == "1 december 2026"
    assert SWEDISH.show(dt.datetime(2026, 12, 1, 8)) == "2026-12-01 08:00"
    assert SWEDISH.show(dt.time(8, 5)) == "08.05"
    assert ENGLISH.show(dt.time(8, 5)) == "08:05"
    assert SWEDISH.show("Å-01") == "Å-01"


def test_swedish_letters_come_last_and_digits_by_value() -> None:
    names = ["Örby", "Äng", "Åby", "zon", "Å-10", "Å-2", "é", "E", "Ærø", "øst", "a", "1", ""]

    assert sorted(names, key=sort_key) == [
        "",
        "1",
        "a",
        "é",
        "E",
        "zon",
        "Å-2",
        "Å-10",
        "Åby",
        "Äng",
        "Ærø",
        "Örby",
        "øst",
    ]


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_texts_can_be_sorted(names: list[str]) -> None:
    assert len(sorted(names, key=sort_key)) == len(names)


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_folding_hides_case_spaces_and_composition() -> None:
    assert fold("  Ansvarig\u00a0\n LAGDEL ") == "ansvarig lagdel"
    assert fold("A\u030a") == fold("å")
    assert fold("får") != fold("far")


@given(st.floats(min_value=-1e12, max_value=1e12, allow_nan=False))
def test_a_written_number_can_be_read_back(value: float) -> None:
    text = SWEDISH.number(value).replace(NBSP, "").replace(MINUS, "-").replace(",", ".")

    assert float(text) == pytest.approx(value, abs=0.0051)
