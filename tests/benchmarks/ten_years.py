"""A file after ten years of work: 5,000 measures, 60,000 follow-ups, 200,000 observations, all in its journal.

``python -m tests.benchmarks.ten_years FILE`` makes one; the same rows every time.
"""

import random
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.indicators import Indicator, Observation
from trygg_desktop.domain.meetings import Task
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.periods import make_period
from trygg_desktop.domain.plan import Activity, Measure
from trygg_desktop.domain.words import Assessment, Direction, Level, Status
from trygg_desktop.messages import N_
from trygg_desktop.store.project import Project
from trygg_desktop.store.step import Step
from trygg_desktop.workflows.demo import create_demo

FIRST_YEAR, YEARS = 2017, 10
MEASURES_A_YEAR, YEARS_RUNNING = 500, 4
INDICATORS, OBSERVATIONS_A_YEAR = 400, 50
TEXT = "Arbetet följer planen och har förankrats i gruppen. "


def make_ten_years(file: Path) -> None:
    """Make the demo programme and add ten years of work to it, a step a year, as it would have come."""
    chance = random.Random(2030)
    with create_demo(file) as project:
        periods = _add_periods(project)
        parties = [party.id for party in project.all(Party)]
        indicators = _add_indicators(project)
        for year in range(FIRST_YEAR, FIRST_YEAR + YEARS):
            project.now = lambda year=year: datetime(year, 7, 31, 16, 0)
            with project.change(N_("The work of {year}", year=str(year))) as step:
                _add_year(step, chance, year, parties, periods)
                _add_observations(step, chance, year, indicators)


def _add_periods(project: Project) -> dict[str, int]:
    """Add the periods that the demo lacks and return all by code."""
    project.now = lambda: datetime(FIRST_YEAR, 1, 1)
    known = dict(project.rows("SELECT code, id FROM period"))
    with project.change(N_("Periods")) as step:
        for year in range(FIRST_YEAR, FIRST_YEAR + YEARS + YEARS_RUNNING):
            for code in (f"{year}-T1", f"{year}-T2", str(year)):
                if code not in known:
                    known[code] = step.add(make_period(code))
    return known


def _add_year(step: Step, chance: random.Random, year: int, parties: list[int], periods: dict[str, int]) -> None:
    levels, statuses, assessments = list(Level), list(Status), list(Assessment)
    answers: list[FollowUp] = []
    activities: list[Activity] = []
    for number in range(MEASURES_A_YEAR):
        party = chance.choice(parties)
        measure_id = step.add(
            Measure(
                code=f"Å-{year}{number:03}",
                title=f"Åtgärd {number} från {year} vid torg, skola och centrum",
                party_id=party,
                level=chance.choice(levels),
                start_date=date(year, 1, 1),
                end_date=date(year + YEARS_RUNNING - 1, 12, 31),
                budget_ore=chance.randrange(1, 500) * 1_000_000,
            )
        )
        activities.append(Activity(measure_id=measure_id, title="Förankra", end_date=date(year, 6, 1)))
        for running in range(year, year + YEARS_RUNNING):
            answers += [
                FollowUp(
                    measure_id=measure_id,
                    period_id=periods[code],
                    party_id=party,
                    status=chance.choice(statuses),
                    assessment=chance.choice(assessments),
                    progress=chance.randrange(0, 101, 5),
                    outcome_ore=chance.randrange(1, 300) * 1_000_000,
                    comment=TEXT,
                    reported_on=date(running, 9, 14),
                )
                for code in (f"{running}-T1", f"{running}-T2", str(running))
            ]
    step.add_all(activities)
    step.add_all(answers)
    step.add(Task(text=f"Sammanfatta {year}", due_date=date(year, 12, 1)))


def _add_indicators(project: Project) -> list[int]:
    with project.change(N_("Indicators")) as step:
        return [
            step.add(
                Indicator(
                    code=f"T{number}",
                    name=f"Trygghetsmått {number}",
                    unit="procent",
                    direction=Direction.UP,
                    level=Level.SAFETY,
                )
            )
            for number in range(INDICATORS)
        ]


def _add_observations(step: Step, chance: random.Random, year: int, indicators: list[int]) -> None:
    first = date(year, 1, 2)
    step.add_all(
        [
            Observation(
                indicator_id=indicator_id,
                on=(first + timedelta(weeks=week)).isoformat(),
                value=round(chance.uniform(20, 90), 1),
                n=chance.randrange(50, 900),
            )
            for indicator_id in indicators
            for week in range(OBSERVATIONS_A_YEAR)
        ]
    )


if __name__ == "__main__":
    make_ten_years(Path(sys.argv[1]))
