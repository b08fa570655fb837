"""Which measure a row speaks of: by code, by title, by likeness, and when nobody can say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_desktop.domain.matching import ENOUGH, KnownMeasures, code_key, match_measure, split_code
from trygg_desktop.domain.plan import Measure

TITLES = [
    "Belysning i stråket Malmvägen–Turebergs centrum",
    "Trygghetsvandring Malmparken två gånger per år",
    "Klottersanering inom 24 timmar",
    "Resursteam mot problematisk skolfrånvaro",
    "SSPF-struktur mot nyrekrytering",
    "Avhopparstöd",
    "Aktivitetsbaserad fritidsgård Edsberg",
    "Trapphusåtgärder i Edsberg",
    "Hembesök om brandsäkerhet",
    "Upprustad skolgård Edsbergsskolan",
]
KNOWN = KnownMeasures([Measure(id=n, code=f"Å-{n:02}", title=title) for n, title in enumerate(TITLES, 1)])


@pytest.mark.parametrize("code", ["Å-09", "å 9", "A-09", "Å09", "Å–9", "åtg 9", "Åtgärd 9", " Å-09 ", "A\u030a-09"])
def test_a_code_is_known_however_it_is_written(code):
    match = match_measure(code, "", KNOWN)
    assert (match.measure_id, match.how, match.score) == (9, "code", 100)


def test_a_title_is_known_but_for_case_spaces_and_marks():
    match = match_measure("", "  RESURSTEAM mot problematisk\nskolfrånvaro. ", KNOWN)
    assert (match.measure_id, match.how) == (4, "title")


@pytest.mark.parametrize(
    ("title", "measure"),
    [
        ("Upprustad skolgård Edsbergskolan", 10),
        ("Belysning stråk Malmvägen - Turebergs centrum", 1),
        ("Klottersanering inom 24 tim", 3),
        ("Trygghetsvandring Malmparken", 2),
        ("Fritidsgård Edsberg", 7),
        ("Hembesök brandsäkerhet", 9),
    ],
)
def test_a_like_title_is_matched_with_its_score(title, measure):
    match = match_measure("", title, KNOWN)
    assert (match.measure_id, match.how) == (measure, "likeness") or (match.measure_id, match.score) == (measure, 100)
    assert match.score >= ENOUGH


@pytest.mark.parametrize(
    "title",
    ["Föräldrastöd i förskolan", "Ungdomsråd Edsberg", "Edsberg", "", "Trygghetsvandring Edsberg", "Stöd till unga"],
)
def test_what_is_like_nothing_or_like_two_is_asked_about(title):
    match = match_measure("", title, KNOWN)
    assert match.measure_id is None
    assert match.how == "none"


def test_an_unknown_code_of_ours_is_never_matched_by_likeness_alone():
    match = match_measure("Å-99", "Fritidsgård Edsberg", KNOWN)
    assert match.measure_id is None
    assert match.nearest[0][0] == 7


def test_a_departments_own_number_does_not_stop_its_title_from_matching():
    assert match_measure("BUK 3", "Fritidsgård Edsberg", KNOWN).measure_id == 7


def test_a_row_number_is_not_taken_for_a_measure():
    assert match_measure("1", "Ny insats i förskolan", KNOWN).measure_id is None
    assert match_measure("1", "Belysning i stråket", KNOWN).measure_id == 1


def test_a_code_and_a_title_of_different_measures_contradict_each_other():
    match = match_measure("Å-09", "Avhopparstöd", KNOWN)
    assert match.measure_id is None
    assert match.how == "contradiction"
    assert {measure for measure, _ in match.nearest} == {9, 6}


def test_a_renamed_measure_is_found_by_its_code():
    assert match_measure("Å-09", "Brandsyn i flerbostadshus", KNOWN).measure_id == 9


def test_two_measures_with_the_same_title_are_asked_about():
    twins = KnownMeasures([Measure(id=n, code=f"Å-{n}", title="Trygghetsvandring") for n in (1, 2)])
    assert match_measure("", "Trygghetsvandring", twins).measure_id is None


def test_a_code_before_a_title_is_parted_from_it():
    assert split_code("Å-17 Hembesök om brandsäkerhet") == ("Å-17", "Hembesök om brandsäkerhet")
    assert split_code("Å17: Hembesök") == ("Å-17", "Hembesök")
    assert split_code("T2 2026") == ("", "T2 2026")
    assert split_code("A-lag för unga") == ("", "A-lag för unga")


@given(st.text(max_size=60), st.text(max_size=200))
def test_no_text_makes_matching_fail_and_no_score_is_outside_the_scale(code, title):
    match = match_measure(code, title, KNOWN)
    assert 0 <= match.score <= 100
    assert match.measure_id is None or match.measure_id in range(1, len(TITLES) + 1)
    code_key(code)


@given(st.sampled_from(range(len(TITLES))), st.sampled_from(["", "  ", "\n"]))
def test_every_title_matches_itself(place, space):
    assert match_measure("", TITLES[place].replace(" ", " " + space), KNOWN).measure_id == place + 1


def test_the_mark_of_a_footnote_makes_no_other_measure_of_a_code():
    known = KnownMeasures([Measure(id=1, code="Å-1", title="Hembesök"), Measure(id=11, code="Å-11", title="Ljus")])
    assert code_key("Å-1¹") is None
    assert known.by_code("Å-1¹") is None
    assert known.by_number("1¹") is None
