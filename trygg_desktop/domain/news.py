"""What is new since last time: one line per record, with what it said before and what it says now."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trygg_desktop.messages import N_, Message


class NewsGroup(StrEnum):
    """What the news are about, in the order they are told."""

    ANSWERS = "answers"
    PLAN = "plan"
    FIGURES = "figures"
    DECISIONS = "decisions"
    OBSTACLES = "obstacles"
    ORGANISATION = "organisation"


GROUP_NAMES = {
    NewsGroup.ANSWERS: N_("Status of measures"),
    NewsGroup.PLAN: N_("The plan"),
    NewsGroup.FIGURES: N_("New figures"),
    NewsGroup.DECISIONS: N_("Decisions and tasks"),
    NewsGroup.OBSTACLES: N_("Obstacles"),
    NewsGroup.ORGANISATION: N_("Organisation"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsLine:
    """``what`` names the record; ``before`` and ``after`` are its changed values in words, in the same order.

    Something new has no ``before``; something removed has no ``after`` and ``removed`` set. ``minor`` is told by its
    ``short`` name only: a measure that has moved on, but is judged as before. ``indicator_id`` is that of a measured
    value; ``rests_on_few``: a value in the line rests on so few answers that the public may not see it.
    """

    group: NewsGroup
    on: date
    what: str
    before: tuple[Message | str, ...] = ()
    after: tuple[Message | str, ...] = ()
    removed: bool = False
    minor: bool = False
    short: str = ""
    indicator_id: int | None = None
    rests_on_few: bool = False
