"""What deserves a second look is said, and taken in all the same."""

from datetime import date

import pytest

from trygg_desktop.domain.answers import read_tkr
from trygg_desktop.domain.doubts import doubt_moment, doubt_outcome

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("on", ["2027", "2026-12", "2027-T1", "2026-11-23"])
def test_a_time_that_has_not_begun_is_doubted(on: str) -> None:
    assert "has not come" in str(doubt_moment(on, TODAY))


@pytest.mark.parametrize("on", ["2026", "2026-11", "2026-T2", "2026-11-22", "1999", "no date", ""])
def test_a_time_that_has_begun_is_not(on: str) -> None:
    assert doubt_moment(on, TODAY) is None


def test_an_outcome_below_zero_is_taken_and_doubted() -> None:
    assert doubt_outcome(None) is doubt_outcome(0) is doubt_outcome(1) is None
    for cell in ("-120", "−120 tkr", -120, "-0,12 mnkr"):
        answer = read_tkr(cell)
        assert (answer.value, answer.answered, answer.severity) == (-12_000_000, True, "warning")
        assert answer.problem == doubt_outcome(-1)
    assert read_tkr("120").problem is None
