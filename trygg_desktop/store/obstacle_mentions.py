"""Read model of what follow-ups say stands in the way, and nobody has made an obstacle of yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Measure
from trygg_desktop.formats import fold
from trygg_desktop.store.project import Project

PERIODS_SEARCHED = 4
"""How many of the latest periods with answers are looked through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """The same words in one or more follow-ups; ``id`` and the first names are the latest follow-up's.

    ``said_on`` is the day it was first said: when it was reported, else the last day of its period.
    """

    id: int
    text: str
    measure_id: int
    measure: str
    party_ids: Sequence[int]
    parties: Sequence[str]
    period: Period
    said_on: date


def read_mentions(project: Project) -> list[Mention]:
    """Return what the latest periods' follow-ups name, newest first, each text once; no text that is an obstacle."""
    periods = project.by_id(
        Period,
        "id IN (SELECT id FROM period p WHERE EXISTS (SELECT 1 FROM follow_up f WHERE f.period_id = p.id)"
        f" ORDER BY end_date DESC, code DESC LIMIT {PERIODS_SEARCHED})",
    )
    if not periods:
        return []
    places = ", ".join("?" * len(periods))
    answers = project.all(FollowUp, f"period_id IN ({places}) AND obstacle <> ''", tuple(periods))
    taken = {fold(text) for (text,) in project.rows("SELECT text FROM obstacle")} if answers else set()
    same: dict[str, list[FollowUp]] = {}
    for answer in sorted(
        answers, key=lambda a: (periods[a.period_id].end_date, periods[a.period_id].code), reverse=True
    ):
        if (words := fold(answer.obstacle)) not in taken:
            same.setdefault(words, []).append(answer)
    parties = project.by_id(Party) if same else {}
    return [_mention(project, found, parties, periods) for found in same.values()]


def _mention(
    project: Project, found: Sequence[FollowUp], parties: dict[int, Party], periods: dict[int, Period]
) -> Mention:
    latest = found[0]
    party_ids = list(dict.fromkeys(answer.party_id for answer in found))
    return Mention(
        id=latest.id,
        text=latest.obstacle,
        measure_id=latest.measure_id,
        measure=project.get(Measure, latest.measure_id).code,
        party_ids=party_ids,
        parties=[parties[party_id].label for party_id in party_ids],
        period=periods[latest.period_id],
        said_on=min(answer.reported_on or periods[answer.period_id].end_date for answer in found),
    )
