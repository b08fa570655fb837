"""What needs the steering group: the party's own assessment, and in words why."""

from datetime import date

import pytest

from trygg_desktop.domain.attention import (
    ASSESSED_RED,
    DECISION_NEEDED,
    LATE,
    REPORT_MISSING,
    Matter,
    find_matters,
)
from trygg_desktop.domain.chain import Link, LinkState, say_reported
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.periods import make_period
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.words import Assessment, PartyKind, Status

PERIOD = make_period("2026-T2")


def _measure(number: int, end: date | None = None, party: int | None = 1) -> Measure:
    return Measure(id=number, code=f"Å-{number:02}", title="Belysning", party_id=party, end_date=end)


def _answer(number: int = 1, party: int = 1, **values: object) -> FollowUp:
    return FollowUp(measure_id=number, period_id=1, party_id=party, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "state", "reasons", "text"),
    [
        ({"assessment": Assessment.GREEN, "status": Status.LATE}, LinkState.GREEN, (LATE,), ""),
        ({"assessment": Assessment.YELLOW, "decision_needed": "x"}, LinkState.YELLOW, (DECISION_NEEDED,), "x"),
        ({"assessment": Assessment.RED, "deviation": "y"}, LinkState.RED, (ASSESSED_RED,), "y"),
        ({"decision_needed": "x", "deviation": "y"}, LinkState.NONE, (DECISION_NEEDED,), "x"),
        ({"assessment": Assessment.RED, "comment": "Allt går bra"}, LinkState.RED, (ASSESSED_RED,), ""),
    ],
)
def test_a_matter_shows_the_partys_own_assessment_and_the_reasons_in_words(
    given: dict[str, object], state: LinkState, reasons: tuple[object, ...], text: str
) -> None:
    (matter,) = find_matters([_measure(1)], [_answer(**given)], [], PERIOD)
    assert (matter.state, matter.reasons, matter.text) == (state, reasons, text)


def test_a_measure_past_its_last_day_comes_in_as_late_unless_it_is_done() -> None:
    ended = _measure(1, date(2026, 5, 1))
    (matter,) = find_matters([ended], [_answer(assessment=Assessment.GREEN)], [], PERIOD)
    assert matter == Matter(ended, LinkState.GREEN, (LATE,))
    assert find_matters([ended], [_answer(status=Status.DONE)], [], PERIOD) == []


def test_a_silent_measure_says_that_its_report_is_missing_and_red_stands_first() -> None:
    party = Party(id=1, code="P", name="P", kind=PartyKind.SOFT)
    measures = [_measure(1), _measure(2), _measure(3)]
    link = Link(party=party, state=LinkState.MISSING, silent=(measures[0],))
    answers = [_answer(2, decision_needed="x"), _answer(3, assessment=Assessment.RED)]
    matters = find_matters(measures, answers, [link], PERIOD)
    assert [m.measure.id for m in matters] == [3, 1, 2]
    assert matters[1] == Matter(measures[0], LinkState.MISSING, (REPORT_MISSING,))


def test_only_parties_with_something_to_report_are_counted_and_done_with_an_answer_for_each() -> None:
    measures = [_measure(1), _measure(2), _measure(3, party=2), _measure(4, party=3), _measure(5, party=None)]
    answers = [_answer(1), _answer(2), _answer(3, party=1), _answer(4, party=3)]
    assert str(say_reported(measures, answers)) == "2 of 3 parties have reported all their measures"
    assert str(say_reported(measures[:1], [])) == "0 of 1 party has reported all its measures"
    assert str(say_reported([], [])) == "0 of 0 parties have reported all their measures"
