"""Understand (J4): how the chain stands, and where it is broken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trygg_desktop.domain.chain import Link, judge_link
from trygg_desktop.domain.gaps import Gap, find_gaps
from trygg_desktop.domain.periods import Period
from trygg_desktop.store.period_reading import current_period, was_period_collected
from trygg_desktop.store.plan_links_reading import read_plan_links
from trygg_desktop.store.project import Project
from trygg_desktop.store.status_reading import PeriodStatus, read_period_status


@dataclass(frozen=True, slots=True)
class Situation:
    """The chain for one period on one day: a link per party, in the parties' order, and what it rests on.

    ``collected``: what is not reported is missing, else the whole period is a gap.
    """

    status: PeriodStatus
    links: Sequence[Link]
    collected: bool = True


def look_at(project: Project, period: Period, today: date) -> Situation:
    """Return how the chain stands for ``period`` as seen on ``today``."""
    status = read_period_status(project, period)
    latest = current_period(project, today)
    tasks = status.tasks if latest and latest.id == period.id else ()
    collected = was_period_collected(project, period, today)
    links = [
        judge_link(
            party,
            status.measures,
            status.answers,
            tasks,
            period,
            today,
            partners=status.partners,
            collected=collected,
        )
        for party in status.parties
    ]
    return Situation(status, links, collected=collected)


def list_gaps(project: Project, today: date) -> list[Gap]:
    """Return every broken link from problem to result."""
    return find_gaps(read_plan_links(project, today))
