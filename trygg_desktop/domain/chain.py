"""Kedjan: one link per party, and which link is the weakest. "Faller en faller alla."

The rule (``RULE``) is the programme's own reading of its motto; it stands in the same words on the screen,
under the figure on paper and in the guide.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.meetings import Task
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.periods import Period, days_late
from trygg_desktop.domain.plan import Measure, Partner
from trygg_desktop.domain.words import Assessment, Status
from trygg_desktop.messages import N_, NN_, Message

RULE = N_(
    "A link shows the worst of what is true of its party. "
    "✕ missing: a report on a measure it is responsible for is missing after the last day. "
    "■ red: it has assessed a measure as red, or has a task more than 30 days overdue. "
    "▲ yellow: it has assessed a measure as yellow, a measure of its own is late, or a task is overdue. "
    "● green: it has reported and nothing deviates. "
    "○ not assessed: it has nothing to report yet. "
    "Only answers on measures that the party is responsible for or takes part in count. "
    "A measure is late when its party says so, or when its last day has passed at the end of the period and it is "
    "neither done nor cancelled. Tasks count for the latest period that has ended; decisions do not count. "
    "An earlier period that no party has been asked about or has answered for was never collected: it is a gap, and "
    "no report is missing. "
    "The chain is as strong as its weakest link."
)
LONG_OVERDUE = timedelta(days=30)


class LinkState(StrEnum):
    """From the weakest to the strongest."""

    MISSING = "missing"
    RED = "red"
    YELLOW = "yellow"
    NONE = "none"
    GREEN = "green"


STATE_MARKS = {
    LinkState.MISSING: "✕",
    LinkState.RED: "■",
    LinkState.YELLOW: "▲",
    LinkState.NONE: "○",
    LinkState.GREEN: "●",
}
STATE_WORDS = {
    LinkState.MISSING: N_("missing"),
    LinkState.RED: N_("red"),
    LinkState.YELLOW: N_("yellow"),
    LinkState.NONE: N_("not assessed"),
    LinkState.GREEN: N_("green"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One party's part of the chain for one period; ``reasons`` say in words why it has its state.

    ``days_late``: how long a report has been missing. ``days_over``: how long its oldest overdue task has been.
    """

    party: Party
    state: LinkState
    reasons: tuple[Message, ...] = ()
    silent: tuple[Measure, ...] = ()
    red: tuple[Measure, ...] = ()
    yellow: tuple[Measure, ...] = ()
    late: tuple[Measure, ...] = ()
    overdue: tuple[Task, ...] = ()
    days_late: int = 0
    days_over: int = 0
    collected: bool = True


def is_late(measure: Measure, answer: FollowUp | None, period: Period) -> bool:
    """Tell whether a measure is late: reported so, or past its last day at the period's end and not finished."""
    says_so = answer is not None and answer.status is Status.LATE
    return says_so or has_passed_end(measure, answer, period)


def has_passed_end(measure: Measure, answer: FollowUp | None, period: Period) -> bool:
    """Tell whether a measure's last day has passed at the period's end and it is neither done nor cancelled."""
    if answer is not None and answer.status in (Status.DONE, Status.CANCELLED):
        return False
    return measure.end_date is not None and measure.end_date < period.end_date


def judge_link(
    party: Party,
    measures: Sequence[Measure],
    answers: Iterable[FollowUp],
    tasks: Iterable[Task],
    period: Period,
    today: date,
    *,
    partners: Iterable[Partner],
    collected: bool = True,
) -> Link:
    """Judge one party by ``RULE``.

    ``measures``: all that run in the period. ``answers``: the period's follow-ups. ``tasks``: open ones. Those of
    other parties are passed over, and answers on measures that the party neither is responsible for nor, by
    ``partners``, takes part in. ``collected``: see ``was_collected``.
    """
    own = [measure for measure in measures if measure.party_id == party.id]
    shared = {partner.measure_id for partner in partners if partner.party_id == party.id}
    named = {measure.id: measure for measure in measures if measure.party_id == party.id or measure.id in shared}
    by_measure = {a.measure_id: a for a in answers if a.party_id == party.id and a.measure_id in named}
    assessed = [(named[key], answer.assessment) for key, answer in by_measure.items()]
    silent = tuple(measure for measure in own if measure.id not in by_measure)
    red = tuple(measure for measure, assessment in assessed if assessment is Assessment.RED)
    yellow = tuple(measure for measure, assessment in assessed if assessment is Assessment.YELLOW)
    late = tuple(m for m in own if m.id in by_measure and is_late(m, by_measure[m.id], period))
    overdue = tuple(task for task in tasks if task.party_id == party.id and task.overdue_on(today))
    waited = days_late(period, today) if collected else 0
    over = max((today - task.due_date for task in overdue if task.due_date), default=timedelta())

    if silent and waited:
        state = LinkState.MISSING
    elif red or over > LONG_OVERDUE:
        state = LinkState.RED
    elif yellow or late or overdue:
        state = LinkState.YELLOW
    elif by_measure and not silent:
        state = LinkState.GREEN
    else:
        state = LinkState.NONE
    link = Link(
        party=party,
        state=state,
        silent=silent,
        red=red,
        yellow=yellow,
        late=late,
        overdue=overdue,
        days_late=waited if silent else 0,
        days_over=over.days,
        collected=collected,
    )
    return _with_reasons(link, reported=bool(by_measure))


def _with_reasons(link: Link, *, reported: bool) -> Link:
    reasons: list[Message] = []
    if link.state is LinkState.MISSING:
        reasons.append(
            NN_(
                "{n} measure is waiting for its report, {days} days after the last day.",
                "{n} measures are waiting for their reports, {days} days after the last day.",
                n=len(link.silent),
                days=link.days_late,
            )
        )
    elif link.silent and not link.collected:
        reasons.append(N_("The period was never collected."))
    elif link.silent:
        reasons.append(
            NN_("{n} measure is still to be reported.", "{n} measures are still to be reported.", len(link.silent))
        )
    if link.red:
        reasons.append(N_("Assessed red: {codes}.", codes=_codes(link.red)))
    if link.yellow:
        reasons.append(N_("Assessed yellow: {codes}.", codes=_codes(link.yellow)))
    if link.late:
        reasons.append(N_("Late: {codes}.", codes=_codes(link.late)))
    if link.overdue:
        reasons.append(_say_overdue(link))
    if not reasons:
        reasons.append(
            N_("Everything is reported and nothing deviates.") if reported else N_("Has nothing to report yet.")
        )
    return Link(**{**{name: getattr(link, name) for name in Link.__slots__}, "reasons": tuple(reasons)})


def _say_overdue(link: Link) -> Message:
    """Say how many tasks are overdue and for how long, since a link is red by the days alone."""
    return NN_(
        "{n} task is overdue by {days}.",
        "{n} tasks are overdue, the oldest by {days}.",
        n=len(link.overdue),
        days=NN_("{n} day", "{n} days", link.days_over),
    )


def say_reported(measures: Iterable[Measure], answers: Iterable[FollowUp]) -> Message:
    """Say how many parties have reported all they should, of those that have something to report.

    ``measures``: all that run in the period; their responsible parties report them. ``answers``: the period's.
    """
    given = {(answer.measure_id, answer.party_id) for answer in answers}
    owed: dict[int, list[bool]] = {}
    for measure in measures:
        if measure.party_id is not None:
            owed.setdefault(measure.party_id, []).append((measure.id, measure.party_id) in given)
    done = sum(map(all, owed.values()))
    return NN_(
        "{done} of {n} party has reported all its measures",
        "{done} of {n} parties have reported all their measures",
        len(owed),
        done=done,
    )


def _codes(measures: Iterable[Measure]) -> str:
    return ", ".join(measure.code for measure in measures)


_ORDER = {state: place for place, state in enumerate(LinkState)}


def weakest_first(links: Iterable[Link]) -> list[Link]:
    """Return the links from the weakest to the strongest; among equals the one with more against it first."""
    return sorted(
        links,
        key=lambda link: (
            _ORDER[link.state],
            -len(link.silent),
            -len(link.red),
            -len(link.late),
            -len(link.yellow),
            -len(link.overdue),
            link.party.position,
        ),
    )


def name_weakest(links: Sequence[Link]) -> Message:
    """Say in words which link is the weakest, and why. A chain without a fault says so."""
    if not links:
        return N_("There are no parties in the chain yet.")
    if not any(link.collected for link in links):
        return N_("The period was never collected: there is nothing to judge.")
    link = weakest_first(links)[0]
    if link.state in (LinkState.GREEN, LinkState.NONE):
        return N_("No link is weak: nothing late, red or overdue has been reported.")
    return N_("The weakest link is {party}.", party=link.party.name)
