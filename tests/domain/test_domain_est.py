"""EST: weeks by ISO 8601, areas and places by name or likeness, and the table that never takes a gap for a zero."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_desktop.domain.est_headers import EstField, read_est_heading
from trygg_desktop.domain.est_matching import KnownPlaces
from trygg_desktop.domain.est_table import EstWeek, make_lines, sum_of, thirds_between
from trygg_desktop.domain.est_weeks import make_week, monday_of, read_week, third_name, third_of, weeks_of, years_in
from trygg_desktop.domain.organisation import Area, Place
from trygg_desktop.formats import Locale

EDSBERG = Area(id=1, code="EDS", name="Edsbergs centrum")
MALMVAGEN = Area(id=2, code="MAL", name="Tureberg/Malmvägen")
PLACES = [
    Place(id=1, area_id=1, name="Edsbergs torg"),
    Place(id=2, area_id=2, name="Malmvägen"),
    Place(id=3, area_id=2, name="Malmparken"),
]
KNOWN = KnownPlaces([EDSBERG, MALMVAGEN], PLACES)


@given(st.dates(dt.date(2000, 1, 3), dt.date(2099, 12, 20)))
def test_every_day_lies_in_the_week_that_its_monday_begins(day):
    iso = day.isocalendar()
    week = make_week(iso.year, iso.week)
    assert read_week(monday_of(week)).value == week
    assert read_week(f"{iso.year}-v{iso.week:02}").value == week
    assert week in weeks_of(third_of(week))


@given(st.integers(2000, 2099))
def test_the_thirds_of_a_year_share_its_weeks_out(year):
    thirds = [week for number in (1, 2, 3) for week in weeks_of(f"{year}-{number}")]
    assert thirds == weeks_of(str(year))
    assert len(thirds) == len(set(thirds)) == dt.date(year, 12, 28).isocalendar().week


def test_a_week_over_the_turn_of_a_tertial_belongs_where_its_thursday_lies():
    assert (third_of("2026-W18"), third_of("2026-W19"), third_of("2026-W53")) == ("2026-1", "2026-2", "2026-3")
    assert Locale("sv").t(third_name("2026-2")) == "maj–augusti 2026"
    assert thirds_between("2025-W50", "2026-W20") == ["2025-3", "2026-1", "2026-2"]


@pytest.mark.parametrize("written", ["v. 1–2", "3/4", "jan", "0", "54", "2026-v60", 5.5, "v. 1 och 2"])
def test_what_is_no_week_is_asked_about(written):
    answer = read_week(written, 2026)
    assert answer.value is None
    assert answer.problem is not None


def test_days_in_brackets_and_a_year_in_them_are_no_hindrance():
    assert read_week("v. 2 (5–11 jan) 2026").value == "2026-W02"
    assert read_week("v 2 (5-11/1)", 2026).value == read_week("v2 (2026)").value == "2026-W02"


def test_years_are_found_alone_and_as_a_span():
    assert years_in("EST 2026") == [2026]
    assert years_in("EST 2025/26") == years_in("2025–2026") == [2025, 2026]
    assert years_in("2026-v01, exempel") == [2026]
    assert years_in("Plats 12026") == []


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ("Händelse-\ntyp", EstField.TYPE),
        ("HANDELSETYP", EstField.TYPE),
        ("Antal (st)", EstField.COUNT),
        ("Vecka (måndag)", EstField.WEEK),
        ("År/vecka", EstField.WEEK),
        ("Kommundel", EstField.AREA),
        ("Område / plats", EstField.PLACE),
        ("Misstänkta personer", EstField.PERSON),
        ("Målsägandens namn", EstField.PERSON),
        ("Klockslag", EstField.TIME),
        ("Antal ärenden", EstField.COUNT),
        ("Plats/adress", EstField.PLACE),
        ("Åtgärd", EstField.FOREIGN),
        ("Anteckning om vädret", None),
    ],
)
def test_headers_are_told_apart(written, field):
    assert read_est_heading(written) is field


def test_an_area_is_found_by_name_code_likeness_and_place_or_not_at_all():
    assert KNOWN.find_area("edsbergs  CENTRUM").how == "name"
    assert KNOWN.find_area("MAL").area_id == 2
    like = KNOWN.find_area("Edsberg")
    assert (like.area_id, like.how) == (1, "likeness")
    assert 70 <= like.score < 100
    assert KNOWN.find_area("Malmparken").area_id == 2
    assert KNOWN.find_area("Rotebro").area_id is None


def test_a_place_is_spelled_as_the_programme_has_it_and_otherwise_kept():
    exact = KNOWN.find_place("malmparken", None)
    assert (exact.name, exact.area_id, exact.how) == ("Malmparken", 2, "name")
    assert KNOWN.find_place("Bakgården", 1).name == "Bakgården"
    assert KNOWN.find_place("Malmparken", 1).how == "none"
    near = KNOWN.find_place("Edsbergs torget", 1)
    assert (near.name, near.how) == ("Edsbergs torg", "likeness")
    assert KNOWN.find_place("Malmparken 2", None).how == "none"
    assert KNOWN.find_place("Edsbergs torget", 1, frozenset({"edsbergs torg"})).how == "none"


def test_a_name_that_two_places_bear_is_neither_without_its_area():
    known = KnownPlaces([EDSBERG, MALMVAGEN], [*PLACES, Place(id=4, area_id=1, name="Malmparken")])
    assert known.find_place("Malmparken", None).area_id is None
    assert known.find_place("Malmparken", 1).area_id == 1


def week(number: int, count: int, place: str = "Torget", kind: str = "Klotter", area: int = 1) -> EstWeek:
    return EstWeek(f"2026-W{number:02}", area, place, kind, count, number, "")


def test_a_week_without_a_report_is_a_gap_and_a_reported_zero_a_zero():
    columns = ["2026-W01", "2026-W02", "2026-W03"]
    (line,) = make_lines([week(1, 3), week(1, 2, kind="Bråk"), week(3, 0)], columns, str, "place")
    assert line.sums == (5, None, 0)
    assert (line.total, line.weeks) == (5, 2)
    assert sum_of([]) is None


def test_lines_are_places_of_areas_or_kinds_of_event():
    counts = [week(1, 1), week(1, 2, area=2), week(2, 4, place="Parken", kind="Bråk")]
    columns = ["2026-1"]
    by_place = make_lines(counts, columns, third_of, "place")
    assert [(line.area_id, line.name, line.total) for line in by_place] == [
        (1, "Torget", 1),
        (2, "Torget", 2),
        (1, "Parken", 4),
    ]
    assert [line.name for line in make_lines(counts, columns, third_of, "type")] == ["Klotter", "Klotter", "Bråk"]
    assert make_lines(counts, ["2026-3"], third_of, "type") == []


def test_the_mark_of_a_footnote_makes_no_other_week():
    assert read_week("v. 3¹ 2026").problem is not None
    assert read_week("3¹", 2026).problem is not None
