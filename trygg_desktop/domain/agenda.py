"""The agenda before it has a meeting: what bodies of each kind usually take up, and whether there is time for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from trygg_desktop.domain.meetings import AgendaItem, Meeting
from trygg_desktop.domain.words import BodyKind, ItemKind
from trygg_desktop.messages import N_, NN_, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualItem:
    """A recurring item of an agenda; ``minutes`` is what it usually takes."""

    title: Message
    kind: ItemKind = ItemKind.INFORMATION
    minutes: int


_PREVIOUS = UsualItem(title=N_("Previous notes and open tasks"), minutes=10)
_NEXT = UsualItem(title=N_("Next meeting"), minutes=5)
_OBSTACLES = UsualItem(title=N_("Obstacles to collaboration"), kind=ItemKind.DISCUSSION, minutes=15)
_STRUCTURE = UsualItem(
    title=N_("How the collaboration works, never single cases"), kind=ItemKind.DISCUSSION, minutes=20
)
_DEFAULT = (_PREVIOUS, _OBSTACLES, _NEXT)

USUAL_AGENDAS: Mapping[BodyKind, Sequence[UsualItem]] = {
    BodyKind.OWNER: (
        UsualItem(title=N_("Tertial report"), minutes=20),
        UsualItem(title=N_("Decisions asked for"), kind=ItemKind.DECISION, minutes=15),
        UsualItem(title=N_("Obstacles raised by the steering group"), kind=ItemKind.DISCUSSION, minutes=10),
    ),
    BodyKind.STEERING_GROUP: (
        _PREVIOUS,
        UsualItem(title=N_("New since last time"), minutes=10),
        UsualItem(title=N_("How the chain stands"), kind=ItemKind.DISCUSSION, minutes=20),
        UsualItem(title=N_("Deviations that need the steering group"), kind=ItemKind.DECISION, minutes=20),
        _OBSTACLES,
        _NEXT,
    ),
    BodyKind.WORK_GROUP: (
        _PREVIOUS,
        UsualItem(title=N_("The measures, one by one"), minutes=30),
        UsualItem(title=N_("Obstacles to raise"), kind=ItemKind.DISCUSSION, minutes=10),
        _NEXT,
    ),
    BodyKind.REFERENCE_GROUP: (
        UsualItem(title=N_("The situation"), minutes=20),
        UsualItem(title=N_("Views and experience"), kind=ItemKind.DISCUSSION, minutes=30),
        _NEXT,
    ),
    BodyKind.EST: (
        UsualItem(title=N_("Reports since last time"), minutes=15),
        UsualItem(title=N_("Shared picture of the situation"), kind=ItemKind.DISCUSSION, minutes=15),
        UsualItem(title=N_("Efforts until next time"), kind=ItemKind.DECISION, minutes=15),
    ),
    BodyKind.SSPF: (_PREVIOUS, _STRUCTURE, _OBSTACLES, _NEXT),
    BodyKind.TREFAS: (_PREVIOUS, _STRUCTURE, _OBSTACLES, _NEXT),
    BodyKind.PLACE_COOPERATION: (
        UsualItem(title=N_("The state of the places"), minutes=20),
        UsualItem(title=N_("Safety walks and defects"), kind=ItemKind.DISCUSSION, minutes=20),
        _NEXT,
    ),
}


def usual_agenda(kind: BodyKind) -> Sequence[UsualItem]:
    """Return what a body of this kind usually takes up."""
    return USUAL_AGENDAS.get(kind, _DEFAULT)


def planned_minutes(items: Iterable[AgendaItem]) -> int:
    """Return how long the items take together; an item without a time counts as none."""
    return sum(item.minutes or 0 for item in items)


def length_of(meeting: Meeting) -> int | None:
    """Return the minutes between start and end, over midnight if it must be; ``None`` when one is not set."""
    if meeting.start is None or meeting.end is None:
        return None
    return (_minute_of_day(meeting.end) - _minute_of_day(meeting.start)) % (24 * 60)


def say_length(items: Sequence[AgendaItem], meeting: Meeting) -> Message:
    """Say how much of the meeting the agenda takes: ``95 of 120 minutes``."""
    room = length_of(meeting)
    minutes = planned_minutes(items)
    if room is None:
        return NN_("{n} minute", "{n} minutes", n=minutes)
    return NN_("{minutes} of {n} minute", "{minutes} of {n} minutes", n=room, minutes=minutes)


def warn_of_length(items: Sequence[AgendaItem], meeting: Meeting) -> Message | None:
    """Return a warning when the agenda is longer than the meeting."""
    room = length_of(meeting)
    over = planned_minutes(items) - (room or 0)
    if room is None or over <= 0:
        return None
    return NN_(
        "The agenda is {n} minute longer than the meeting. Shorten an item or let the meeting end later.",
        "The agenda is {n} minutes longer than the meeting. Shorten an item or let the meeting end later.",
        n=over,
    )


def starting_times(items: Sequence[AgendaItem], meeting: Meeting) -> list[time | None]:
    """Return when each item begins, one after the other from the meeting's start; ``None`` when that is not set."""
    if meeting.start is None:
        return [None] * len(items)
    minute = _minute_of_day(meeting.start)
    times: list[time | None] = []
    for item in items:
        times.append(time(minute // 60 % 24, minute % 60))
        minute += item.minutes or 0
    return times


def _minute_of_day(moment: time) -> int:
    return moment.hour * 60 + moment.minute
