"""The state that answers give: one answer its measure, all of a party's answers their cell in a status matrix."""

from collections.abc import Collection
from dataclasses import dataclass

from trygg_desktop.domain.chain import LinkState
from trygg_desktop.domain.words import Assessment

_STATES = {
    Assessment.RED: LinkState.RED,
    Assessment.YELLOW: LinkState.YELLOW,
    Assessment.GREEN: LinkState.GREEN,
}


@dataclass(frozen=True, slots=True)
class PartyAnswers:
    """What one party was to report for a period and what it said: how many measures it is responsible for, how many
    of these it has not reported, and how it has assessed those it reported, its own and those it takes part in.
    """

    owed: int
    silent: int
    assessments: Collection[Assessment | None]


def state_of(assessment: Assessment | None) -> LinkState:
    """Return the state an answer's assessment stands for; no assessment is *not assessed*."""
    return LinkState.NONE if assessment is None else _STATES.get(assessment, LinkState.NONE)


def party_state(answers: PartyAnswers, *, is_over: bool) -> LinkState | None:
    """Return the worst assessment among the party's own answers for a period; tasks and late measures do not count.

    ``is_over``: the last day for reports has passed in a period that was collected. Then ``MISSING`` when a report on
    a measure of its own is missing. ``NONE`` when it has something to report but has not assessed it; ``None``, a
    gap, when it has nothing to report.
    """
    if answers.silent and is_over:
        return LinkState.MISSING
    found = {_STATES[assessment] for assessment in answers.assessments if assessment in _STATES}
    worst = next((state for state in LinkState if state in found), None)
    if worst is None and (answers.owed or answers.assessments):
        return LinkState.NONE
    return worst
