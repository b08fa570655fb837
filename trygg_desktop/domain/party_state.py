"""The state that answers give: one answer its measure, all of a party's answers their cell in a status matrix."""

from collections.abc import Iterable
from datetime import date

from trygg_desktop.domain.chain import LinkState
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.words import Assessment

_STATES = {
    Assessment.RED: LinkState.RED,
    Assessment.YELLOW: LinkState.YELLOW,
    Assessment.GREEN: LinkState.GREEN,
}


def state_of(assessment: Assessment | None) -> LinkState:
    """Return the state an answer's assessment stands for; no assessment is *not assessed*."""
    return LinkState.NONE if assessment is None else _STATES.get(assessment, LinkState.NONE)


def party_state(
    party: Party, measures: Iterable[Measure], answers: Iterable[FollowUp], period: Period, today: date
) -> LinkState | None:
    """Return the worst assessment among the party's answers for ``period``.

    ``MISSING`` when a report on a measure of its own is missing after the last day; ``NONE`` when it has something to
    report but has not assessed it yet; ``None`` when it has nothing to report. ``measures``: all that run in the
    period; ``answers``: the period's. Those of other parties are passed over.
    """
    own = {measure.id for measure in measures if measure.party_id == party.id}
    given = [answer for answer in answers if answer.party_id == party.id]
    silent = own - {answer.measure_id for answer in given}
    if silent and today > period.due_date:
        return LinkState.MISSING
    found = {_STATES[answer.assessment] for answer in given if answer.assessment in _STATES}
    worst = next((state for state in LinkState if state in found), None)
    if worst is None and (own or given):
        return LinkState.NONE
    return worst
