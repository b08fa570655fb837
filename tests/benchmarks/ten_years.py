"""A programme after ten years, for measuring: 5,000 measures, 60,000 follow-ups, 200,000 observations.

``python tests/benchmarks/ten_years.py FILE`` makes one. The same file every time: no chance, no clock. It goes through
the same door as all work, so that history and search index are as large as they would be.
"""

import sys
import time
from datetime import date, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from trygg_desktop.domain.followup import FollowUp
from trygg_desktop.domain.indicators import Indicator, Observation, Target
from trygg_desktop.domain.meetings import AgendaItem, Decision, Meeting, Task
from trygg_desktop.domain.organisation import Area, Body, Party, Programme, Seat
from trygg_desktop.domain.periods import make_period
from trygg_desktop.domain.plan import Cause, Goal, Measure, MeasureIndicator, Partner, Problem
from trygg_desktop.domain.words import (
    Assessment,
    BodyKind,
    Direction,
    ItemKind,
    Level,
    MeetingState,
    PartyKind,
    Secrecy,
    Status,
    TaskState,
)
from trygg_desktop.store.opening import create_project
from trygg_desktop.store.project import Step

FIRST_YEAR = 2021
YEARS = 10
PARTIES, AREAS, GOALS, PROBLEMS, CAUSES = 40, 10, 50, 60, 200
MEASURES, PERIODS_A_MEASURE = 5_000, 12
INDICATORS, WEEKS = 400, 500
MEETINGS = 100
WORDS = [
    "belysning",
    "trygghetsvandring",
    "skola",
    "fritid",
    "väktare",
    "ordningsvakt",
    "kamera",
    "park",
    "torg",
    "centrum",
    "föräldrar",
    "närvaro",
    "jobbspår",
    "lokal",
    "uthyrning",
    "samverkan",
    "utbildning",
    "återvändare",
    "avhopp",
    "narkotika",
    "klotter",
    "nedskräpning",
    "renhållning",
    "hörn",
    "gångtunnel",
]


def _words(number: int, count: int) -> str:
    return " ".join(WORDS[(number * 7 + place * 5 + number // 24) % len(WORDS)] for place in range(count))


def build_ten_years(path: Path) -> None:
    """Make the file at ``path``, which must not exist."""
    with create_project(path, "Tio år", "Sollentuna", now=lambda: datetime(FIRST_YEAR + YEARS, 1, 15, 9, 0)) as project:
        with project.change("Grunden") as step:
            step.set(Programme, 1, uid="tio-ar", is_example=True)
            _add_organisation(step)
            _add_plan(step)
        for indicator in range(1, INDICATORS + 1):
            with project.change("Läs in mätvärden") as step:
                step.add_all(_observations(indicator))
        for period in range(1, YEARS * 3 + 1):
            answers = _answers(period)
            for party in range(1, PARTIES + 1):
                with project.change("Läs in svar") as step:
                    step.add_all([answer for answer in answers if answer.party_id == party])
        with project.change("Möten") as step:
            _add_meetings(step)


def _add_organisation(step: Step) -> None:
    kinds, levels = list(PartyKind), list(Level)
    step.add_all(
        [
            Party(code=f"P{n:02}", name=f"Lagdel {n:02}", kind=kinds[n % len(kinds)], position=n)
            for n in range(1, PARTIES + 1)
        ]
    )
    step.add(Body(code="KSAU", name="Kommunstyrelsens arbetsutskott", kind=BodyKind.OWNER))
    step.add(Body(code="SG", name="Styrgrupp", kind=BodyKind.STEERING_GROUP, parent_id=1))
    step.add_all([Seat(body_id=2, party_id=n, role=f"Chef {n:02}") for n in range(1, PARTIES)])
    step.add_all([Area(code=f"O{n}", name=f"Område {n}", position=n) for n in range(1, AREAS + 1)])
    codes = [f"{year}{end}" for year in range(FIRST_YEAR, FIRST_YEAR + YEARS) for end in ("-T1", "-T2", "")]
    step.add_all([make_period(code) for code in codes])
    step.add_all(
        [
            Problem(
                code=f"PR{n}", area_id=n % AREAS + 1, level=levels[n % 4], text=_words(n, 6), secrecy=Secrecy.INTERNAL
            )
            for n in range(PROBLEMS)
        ]
    )


def _add_plan(step: Step) -> None:
    levels = list(Level)
    step.add_all([Cause(code=f"C{n}", problem_id=n % PROBLEMS + 1, text=_words(n, 5)) for n in range(CAUSES)])
    step.add_all([Goal(code=f"M{n}", name=_words(n, 4), level=levels[n % 4]) for n in range(GOALS)])
    step.add_all([_measure(n) for n in range(MEASURES)])
    step.add_all([Partner(measure_id=n + 1, party_id=(n + 7) % PARTIES + 1) for n in range(MEASURES)])
    step.add_all(
        [
            Indicator(
                code=f"I{n}",
                name=_words(n, 3),
                unit="procent",
                direction=Direction.UP,
                level=levels[n % 4],
                party_id=n % PARTIES + 1,
                area_id=n % AREAS + 1,
                baseline_value=40.0,
                baseline_on=str(FIRST_YEAR),
            )
            for n in range(INDICATORS)
        ]
    )
    step.add_all([Target(indicator_id=n + 1, on=str(FIRST_YEAR + YEARS), value=80.0) for n in range(INDICATORS)])
    step.add_all([MeasureIndicator(measure_id=n + 1, indicator_id=n % INDICATORS + 1) for n in range(MEASURES)])


def _first_period(measure: int) -> int:
    return measure % (YEARS * 3 - PERIODS_A_MEASURE + 1) + 1


def _measure(number: int) -> Measure:
    year = FIRST_YEAR + (_first_period(number) - 1) // 3
    return Measure(
        code=f"Å-{number + 1:02}",
        title=_words(number, 4).capitalize(),
        party_id=number % PARTIES + 1,
        area_id=number % AREAS + 1,
        level=list(Level)[number % 4],
        goal_id=number % GOALS + 1,
        cause_id=number % CAUSES + 1,
        description=_words(number + 3, 20),
        start_date=date(year, 1, 1),
        end_date=date(min(year + 4, FIRST_YEAR + YEARS - 1), 12, 31),
        budget_ore=number * 1_000_00,
    )


def _answers(period: int) -> list[FollowUp]:
    statuses, assessments = list(Status), list(Assessment)
    return [
        FollowUp(
            measure_id=measure + 1,
            period_id=period,
            party_id=measure % PARTIES + 1,
            status=statuses[(measure + period) % len(statuses)],
            assessment=assessments[(measure * 3 + period) % len(assessments)],
            progress=(measure + period * 8) % 101,
            comment=_words(measure + period, 12),
            deviation=_words(measure, 5) if measure % 4 == 0 else "",
            outcome_ore=measure * 500_00,
        )
        for measure in range(MEASURES)
        if 0 <= period - _first_period(measure) < PERIODS_A_MEASURE
    ]


def _observations(indicator: int) -> list[Observation]:
    first = date(FIRST_YEAR, 1, 4)
    return [
        Observation(
            indicator_id=indicator,
            on=(first + timedelta(weeks=week)).isoformat(),
            value=None if (week + indicator) % 53 == 0 else 40 + (week * 7 + indicator * 3) % 400 / 10,
        )
        for week in range(WEEKS)
    ]


def _add_meetings(step: Step) -> None:
    for number in range(MEETINGS):
        on = date(FIRST_YEAR, 2, 1) + timedelta(days=36 * number)
        meeting = step.add(Meeting(body_id=2, number=number % 10 + 1, on=on, state=MeetingState.HELD))
        step.add_all(
            [
                AgendaItem(
                    meeting_id=meeting, position=n, title=_words(number + n, 4), kind=ItemKind.DECISION, minutes=10
                )
                for n in range(12)
            ]
        )
        step.add_all(
            [
                Decision(
                    meeting_id=meeting,
                    number=n,
                    text=_words(number * n, 8),
                    party_id=n,
                    state=TaskState.DONE if number < MEETINGS - 5 else TaskState.OPEN,
                )
                for n in range(1, 9)
            ]
        )
        step.add_all(
            [
                Task(text=_words(number + n, 6), meeting_id=meeting, party_id=n, due_date=on + timedelta(days=30))
                for n in range(1, 6)
            ]
        )


def main() -> None:
    path = Path(sys.argv[1])
    start = time.perf_counter()
    build_ten_years(path)
    print(f"{path}: {path.stat().st_size / 1e6:.0f} MB in {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
