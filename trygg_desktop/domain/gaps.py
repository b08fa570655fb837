"""The gap list: where the chain from problem to result is broken.

Brå has found that problem and measure are often not linked and that work is seldom followed up; the program
lists every such place by itself.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Literal

from trygg_desktop.domain.indicators import Indicator
from trygg_desktop.domain.meetings import Decision
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.plan import Cause, Goal, Measure, Problem
from trygg_desktop.domain.programme import Programme
from trygg_desktop.messages import N_, Message

GapKind = Literal[
    "assignment_incomplete",
    "problem_without_cause",
    "cause_without_measure",
    "measure_without_party",
    "measure_without_cause",
    "measure_without_goal",
    "measure_without_indicator",
    "indicator_without_value",
    "decision_without_measure",
    "party_without_measure",
    "party_without_seat",
]


@dataclass(frozen=True, slots=True)
class Gap:
    """One broken link: the row it concerns, and in words what is missing."""

    kind: GapKind
    table_name: str
    row_id: int
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLinks:
    """The records of the plan and which of them are linked, as ids."""

    programme: Programme | None = None
    problems: Sequence[Problem] = ()
    causes: Sequence[Cause] = ()
    goals: Sequence[Goal] = ()
    measures: Sequence[Measure] = ()
    indicators: Sequence[Indicator] = ()
    decisions: Sequence[Decision] = ()
    parties: Sequence[Party] = ()
    partner_party_ids: Collection[int] = field(default_factory=frozenset)
    measures_with_indicator: Collection[int] = field(default_factory=frozenset)
    indicators_with_value: Collection[int] = field(default_factory=frozenset)
    parties_in_steering_group: Collection[int] = field(default_factory=frozenset)


def find_gaps(plan: PlanLinks) -> list[Gap]:
    """Return every broken link, in the order of the chain."""
    explained = {cause.problem_id for cause in plan.causes}
    treated = {measure.cause_id for measure in plan.measures}
    leading = {measure.party_id for measure in plan.measures}
    gaps: list[Gap] = []

    def miss(kind: GapKind, table: str, row_id: int, message: Message) -> None:
        gaps.append(Gap(kind, table, row_id, message))

    if plan.programme:
        for message in _missing_facts(plan.programme):
            miss("assignment_incomplete", "programme", plan.programme.id, message)
    for problem in plan.problems:
        if problem.id not in explained:
            miss("problem_without_cause", "problem", problem.id, N_("Problem {code} has no cause.", code=problem.code))
    for cause in plan.causes:
        if cause.id not in treated:
            miss("cause_without_measure", "cause", cause.id, N_("Cause {code} has no measure.", code=cause.code))
    for measure in plan.measures:
        code = measure.code
        if measure.party_id is None:
            miss("measure_without_party", "measure", measure.id, N_("{code} has no responsible party.", code=code))
        if measure.cause_id is None:
            miss("measure_without_cause", "measure", measure.id, N_("{code} answers to no cause.", code=code))
        if measure.goal_id is None:
            miss("measure_without_goal", "measure", measure.id, N_("{code} serves no goal.", code=code))
        if measure.id not in plan.measures_with_indicator:
            miss("measure_without_indicator", "measure", measure.id, N_("{code} has no indicator.", code=code))
    for indicator in plan.indicators:
        if indicator.id not in plan.indicators_with_value:
            message = N_("Indicator {code} has no value.", code=indicator.code)
            miss("indicator_without_value", "indicator", indicator.id, message)
    for decision in plan.decisions:
        if decision.measure_id is None and decision.state == "open":
            message = N_("The open decision “{text}” is linked to no measure.", text=decision.text)
            miss("decision_without_measure", "decision", decision.id, message)
    for party in plan.parties:
        if party.id not in leading and party.id not in plan.partner_party_ids:
            miss("party_without_measure", "party", party.id, N_("{party} has no measure.", party=party.name))
        if party.id not in plan.parties_in_steering_group:
            message = N_("{party} has no seat in the steering group.", party=party.name)
            miss("party_without_seat", "party", party.id, message)
    return gaps


def _missing_facts(programme: Programme) -> list[Message]:
    """Return what is not known of the decision that the whole assignment rests on."""
    facts = (
        (programme.decided_by, N_("It is not written who decided the assignment.")),
        (programme.decision_date, N_("The date of the decision on the assignment is missing.")),
        (programme.decision_number, N_("The number (§) of the decision on the assignment is missing.")),
        (programme.registry_number, N_("The registry number of the assignment is missing.")),
    )
    return [message for fact, message in facts if not fact]
