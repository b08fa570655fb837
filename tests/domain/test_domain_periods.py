"""Periods: tertials and years with their usual last days."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_desktop.domain.periods import days_late, make_period, period_name, period_of


def test_the_second_tertial_reaches_from_january_to_august() -> None:
    period = make_period("2026-T2")
    assert (period.start_date, period.end_date, period.due_date) == (
        date(2026, 1, 1),
        date(2026, 8, 31),
        date(2026, 9, 15),
    )
    assert (str(period.name), str(period.short_name), str(period.months)) == (
        "tertial 2 2026",
        "T2 2026",
        "January–August",
    )


@pytest.mark.parametrize("code", ["", "2026-T3", "T2 2026", "26-T1", "1999", "2101", "2026-t2", "2026-T2 "])
def test_what_is_no_period_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="is no period"):
        period_name(code)


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)))
def test_the_period_of_a_day_has_ended_on_it_and_no_later_one_has(day: date) -> None:
    found = make_period(period_of(day))
    assert found.end_date <= day
    years = (day.year - 1, day.year)
    later = [make_period(f"{year}{part}") for year in years for part in ("-T1", "-T2", "")]
    assert not [period for period in later if found.end_date < period.end_date <= day]


def test_lateness_counts_from_the_day_after_the_last_day() -> None:
    period = replace(make_period("2026"), due_date=date(2027, 1, 31))
    assert days_late(period, date(2027, 1, 31)) == 0
    assert days_late(period, date(2027, 2, 3)) == 3
