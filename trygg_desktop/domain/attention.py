"""What the steering group needs to see first: what is red, late, silent, or waits for a decision."""

from collections.abc import Sequence
from dataclasses import dataclass

from trygg_desktop.domain.chain import Link, LinkState, is_late
from trygg_desktop.domain.followup import FollowUp
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.words import Assessment
from trygg_desktop.messages import N_, Message


@dataclass(frozen=True, slots=True)
class Matter:
    """One measure that needs attention, with the words that say why. ``state`` gives its mark."""

    measure: Measure
    state: LinkState
    text: str | Message
    asks_decision: bool = False


def find_matters(
    measures: Sequence[Measure], answers: Sequence[FollowUp], links: Sequence[Link], period: Period
) -> list[Matter]:
    """Return what needs attention, gravest first.

    A measure comes in when its responsible party assessed it red, asks for a decision, is late with it, or has not
    reported it after the last day. The text is the party's own: what it asks, else its deviation, else its comment.
    """
    lead = {measure.id: measure.party_id for measure in measures}
    by_measure = {a.measure_id: a for a in answers if lead.get(a.measure_id) == a.party_id}
    missing = {m.id for link in links if link.state is LinkState.MISSING for m in link.silent}
    matters = [_matter(m, by_measure.get(m.id), period, silent=m.id in missing) for m in measures]
    return sorted((matter for matter in matters if matter), key=_rank)


def _matter(measure: Measure, answer: FollowUp | None, period: Period, *, silent: bool) -> Matter | None:
    if answer is None:
        return Matter(measure, LinkState.MISSING, N_("The report is missing.")) if silent else None
    red = answer.assessment is Assessment.RED
    late = is_late(measure, answer, period)
    asks = bool(answer.decision_needed)
    if not (red or late or asks):
        return None
    text = answer.decision_needed or answer.deviation or answer.obstacle or answer.comment
    state = LinkState.RED if red else LinkState.YELLOW
    return Matter(measure, state, text or N_("Late"), asks)


def _rank(matter: Matter) -> tuple[int, bool, int]:
    order = {LinkState.RED: 0, LinkState.MISSING: 1, LinkState.YELLOW: 2}
    return order[matter.state], not matter.asks_decision, matter.measure.id
