"""What the steering group needs to see first: what is red, late, silent, or waits for a decision."""

from collections.abc import Sequence
from dataclasses import dataclass

from trygg_desktop.domain.chain import Link, LinkState, is_late
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.party_state import state_of
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Measure
from trygg_desktop.messages import N_, Message

DECISION_NEEDED = N_("decision needed")
REPORT_MISSING = N_("report missing")
ASSESSED_RED = N_("assessed red")
LATE = N_("late")


@dataclass(frozen=True, slots=True)
class Matter:
    """One measure that needs attention. ``state`` is the responsible party's own assessment, or that its report is
    missing; ``reasons`` say in words why the measure is here; ``text`` is what the party itself wrote of it.
    """

    measure: Measure
    state: LinkState
    reasons: tuple[Message, ...]
    text: str = ""


def find_matters(
    measures: Sequence[Measure], answers: Sequence[FollowUp], links: Sequence[Link], period: Period
) -> list[Matter]:
    """Return what needs attention, gravest first.

    A measure comes in when its responsible party assessed it red, asks for a decision, is late with it, or has not
    reported it after the last day. The text is the party's own: what it asks, else its deviation, else the obstacle;
    a comment is no reason.
    """
    lead = {measure.id: measure.party_id for measure in measures}
    by_measure = {a.measure_id: a for a in answers if lead.get(a.measure_id) == a.party_id}
    missing = {m.id for link in links if link.state is LinkState.MISSING for m in link.silent}
    matters = [_matter(m, by_measure.get(m.id), period, silent=m.id in missing) for m in measures]
    return sorted((matter for matter in matters if matter), key=_rank)


def _matter(measure: Measure, answer: FollowUp | None, period: Period, *, silent: bool) -> Matter | None:
    if answer is None:
        return Matter(measure, LinkState.MISSING, (REPORT_MISSING,)) if silent else None
    state = state_of(answer.assessment)
    held = (
        (DECISION_NEEDED, bool(answer.decision_needed)),
        (ASSESSED_RED, state is LinkState.RED),
        (LATE, is_late(measure, answer, period)),
    )
    reasons = tuple(reason for reason, holds in held if holds)
    text = answer.decision_needed or answer.deviation or answer.obstacle
    return Matter(measure, state, reasons, text) if reasons else None


def _rank(matter: Matter) -> tuple[int, bool, int]:
    order = {LinkState.RED: 0, LinkState.MISSING: 1}
    return order.get(matter.state, 2), DECISION_NEEDED not in matter.reasons, matter.measure.id
