"""The gap list names every broken link, and a whole chain has none."""

from dataclasses import replace
from datetime import date

from trygg_desktop.domain.gaps import PlanLinks, find_gaps
from trygg_desktop.domain.indicators import Indicator
from trygg_desktop.domain.meetings import Decision
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.plan import Cause, Goal, Measure, Problem
from trygg_desktop.domain.programme import Programme
from trygg_desktop.domain.words import PartyKind, TaskState

WHOLE = PlanLinks(
    programme=Programme(
        id=1,
        uid="u",
        name="Inga utsatta områden",
        decided_by="Kommunfullmäktige",
        decision_date=date(2021, 12, 9),
        decision_number="112",
        registry_number="2021/0456",
    ),
    problems=[Problem(id=1, code="P1", text="Öppen droghandel")],
    causes=[Cause(id=1, code="P1.1", problem_id=1, text="Låg kontroll")],
    goals=[Goal(id=1, code="M1", name="Droghandeln ska upphöra")],
    measures=[Measure(id=1, code="Å-01", title="Ordningsvakter", party_id=1, cause_id=1, goal_id=1)],
    indicators=[Indicator(id=1, code="I1", name="Anmälningar")],
    decisions=[Decision(id=1, meeting_id=1, number=1, text="Fortsätt", measure_id=1)],
    parties=[Party(id=1, code="KLK", name="Kommunledningskontoret", kind=PartyKind.SOFT)],
    measures_with_indicator=frozenset({1}),
    indicators_with_value=frozenset({1}),
    parties_in_steering_group=frozenset({1}),
)


def kinds(plan: PlanLinks) -> set[str]:
    return {gap.kind for gap in find_gaps(plan)}


def test_a_whole_chain_has_no_gap() -> None:
    assert find_gaps(WHOLE) == []


def test_every_broken_link_is_named() -> None:
    measure, decision = WHOLE.measures[0], WHOLE.decisions[0]
    broken = {
        "problem_without_cause": replace(WHOLE, causes=[], measures=[replace(measure, cause_id=7)]),
        "cause_without_measure": replace(WHOLE, measures=[replace(measure, cause_id=None)]),
        "measure_without_cause": replace(WHOLE, measures=[replace(measure, cause_id=None)]),
        "measure_without_party": replace(WHOLE, measures=[replace(measure, party_id=None)]),
        "measure_without_goal": replace(WHOLE, measures=[replace(measure, goal_id=None)]),
        "measure_without_indicator": replace(WHOLE, measures_with_indicator=frozenset()),
        "indicator_without_value": replace(WHOLE, indicators_with_value=frozenset()),
        "decision_without_measure": replace(WHOLE, decisions=[replace(decision, measure_id=None)]),
        "party_without_measure": replace(WHOLE, measures=[replace(measure, party_id=None)]),
        "party_without_seat": replace(WHOLE, parties_in_steering_group=frozenset()),
    }
    for kind, plan in broken.items():
        assert kind in kinds(plan), kind


def test_each_missing_fact_of_the_assignment_is_a_gap() -> None:
    bare = Programme(id=1, uid="u", name="Inga utsatta områden")
    gaps = find_gaps(replace(WHOLE, programme=bare))
    assert {gap.kind for gap in gaps} == {"assignment_incomplete"}
    assert len({str(gap.message) for gap in gaps}) == 4
    assert {(gap.table_name, gap.row_id) for gap in gaps} == {("programme", 1)}


def test_a_party_that_takes_part_in_a_measure_is_not_without_one() -> None:
    plan = replace(WHOLE, measures=[replace(WHOLE.measures[0], party_id=9)], partner_party_ids=frozenset({1}))
    assert "party_without_measure" not in kinds(plan)


def test_a_decision_that_is_carried_out_needs_no_measure() -> None:
    done = replace(WHOLE.decisions[0], measure_id=None, state=TaskState.DONE)
    assert find_gaps(replace(WHOLE, decisions=[done])) == []


def test_a_gap_says_in_words_what_is_missing() -> None:
    (gap,) = find_gaps(replace(WHOLE, measures_with_indicator=frozenset()))
    assert (gap.table_name, gap.row_id, str(gap.message)) == ("measure", 1, "Å-01 has no indicator.")
