"""Read models for one period: what was to be reported, what was, and what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.indicators import Observation
from trygg_desktop.domain.meetings import Task
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.party_state import PartyAnswers
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Measure, Partner
from trygg_desktop.domain.words import Assessment
from trygg_desktop.store.period_reading import running_in
from trygg_desktop.store.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodStatus:
    """One period as it stands: the parties, the measures that run in it, the answers, the open tasks."""

    period: Period
    parties: Sequence[Party]
    measures: Sequence[Measure]
    answers: Sequence[FollowUp]
    tasks: Sequence[Task]
    partners: Sequence[Partner]


def read_period_status(project: Project, period: Period) -> PeriodStatus:
    """Return what is known of ``period``."""
    running, span = running_in(period)
    return PeriodStatus(
        period=period,
        parties=read_parties(project, period.end_date),
        measures=project.all(Measure, f"{running} ORDER BY id", span),
        answers=project.all(FollowUp, "period_id = ?", (period.id,)),
        tasks=project.all(Task, "state = 'open' ORDER BY due_date"),
        partners=project.all(Partner, f"measure_id IN (SELECT id FROM measure WHERE {running})", span),
    )


def read_parties(project: Project, day: date) -> list[Party]:
    """Return the parties of the programme on ``day``, in their order."""
    return project.all(
        Party,
        "(valid_from IS NULL OR valid_from <= ?) AND (valid_to IS NULL OR valid_to >= ?) ORDER BY position, id",
        (day.isoformat(), day.isoformat()),
    )


def read_party_answers(project: Project, period: Period) -> dict[int, PartyAnswers]:
    """Return what each party was to report for ``period`` and how it assessed what it did of its own measures and
    those it takes part in, by party id.

    Counted in the database: three periods of a ten-year file stand beside each other in a moment.
    """
    running, span = running_in(period, "m")
    owed = {
        party_id: (count, silent)
        for party_id, count, silent in project.rows(
            "SELECT m.party_id, count(*), sum(f.id IS NULL) FROM measure m"
            " LEFT JOIN follow_up f ON f.measure_id = m.id AND f.period_id = ? AND f.party_id = m.party_id"
            f" WHERE m.party_id IS NOT NULL AND {running} GROUP BY 1",
            (period.id, *span),
        )
    }
    said: dict[int, list[Assessment | None]] = {}
    for party_id, assessment in project.rows(
        "SELECT DISTINCT f.party_id, f.assessment FROM follow_up f JOIN measure m ON m.id = f.measure_id"
        " WHERE f.period_id = ? AND (m.party_id = f.party_id OR EXISTS"
        " (SELECT 1 FROM partner p WHERE p.measure_id = f.measure_id AND p.party_id = f.party_id))",
        (period.id,),
    ):
        said.setdefault(party_id, []).append(Assessment(assessment) if assessment else None)
    return {
        party_id: PartyAnswers(*owed.get(party_id, (0, 0)), tuple(said.get(party_id, ())))
        for party_id in {*owed, *said}
    }


def latest_answers(project: Project) -> dict[int, FollowUp]:
    """Return each measure's latest answer of its responsible party, by measure id."""
    found = project.all(
        FollowUp,
        "follow_up.id IN (SELECT id FROM (SELECT f.id AS id, row_number() OVER"
        " (PARTITION BY f.measure_id ORDER BY p.end_date DESC) AS place"
        " FROM follow_up f JOIN measure m ON m.id = f.measure_id AND m.party_id = f.party_id"
        " JOIN period p ON p.id = f.period_id) WHERE place = 1)",
    )
    return {answer.measure_id: answer for answer in found}


def latest_answer(project: Project, measure_id: int) -> FollowUp | None:
    """Return one measure's latest answer of its responsible party."""
    found = project.all(
        FollowUp,
        "follow_up.id = (SELECT f.id FROM follow_up f JOIN measure m ON m.id = f.measure_id AND m.party_id = f.party_id"
        " JOIN period p ON p.id = f.period_id WHERE f.measure_id = ? ORDER BY p.end_date DESC LIMIT 1)",
        (measure_id,),
    )
    return found[0] if found else None


def answers_for(project: Project, period: Period, measure_ids: Sequence[int] | None = None) -> dict[int, FollowUp]:
    """Return the responsible parties' answers for ``period``, of all measures or those named, by measure id."""
    condition, values = "period_id = ?", [period.id]
    if measure_ids is not None:
        condition += f" AND follow_up.measure_id IN ({', '.join('?' for _ in measure_ids)})"
        values += measure_ids
    responsible = "party_id = (SELECT m.party_id FROM measure m WHERE m.id = follow_up.measure_id)"
    found = project.all(FollowUp, f"{condition} AND {responsible}", values)
    return {answer.measure_id: answer for answer in found}


def read_observations(project: Project, indicator_ids: Sequence[int]) -> dict[int, list[Observation]]:
    """Return the observations of some indicators, by indicator, in the order of their dates as written."""
    places = ", ".join("?" for _ in indicator_ids)
    series: dict[int, list[Observation]] = {indicator_id: [] for indicator_id in indicator_ids}
    for observation in project.all(Observation, f'indicator_id IN ({places}) ORDER BY "on"', list(indicator_ids)):
        series[observation.indicator_id].append(observation)
    return series
