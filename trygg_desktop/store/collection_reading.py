"""Read models for the collection: what each party is asked, and what a returned answer is compared with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from trygg_desktop.domain.answer_gaps import gap_of
from trygg_desktop.domain.follow_up import FollowUp, ImportBatch, Provenance
from trygg_desktop.domain.indicators import Indicator, Observation
from trygg_desktop.domain.organisation import Area, Party, Seat
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Goal, Measure, Partner
from trygg_desktop.domain.words import BodyKind
from trygg_desktop.store.project import Project
from trygg_desktop.store.status_reading import read_observations

_AT_ONCE = 500
"""Values in one SQL condition."""


@dataclass(frozen=True, slots=True)
class LastAnswers:
    """A party's answers for the latest earlier period it answered for, by measure id."""

    period: Period
    answers: Mapping[int, FollowUp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a returned workbook may speak of."""

    measures: Mapping[int, Measure]
    parties: Mapping[int, Party]
    partners: frozenset[tuple[int, int]]
    """(measure id, party id) of each party that takes part."""
    indicators: Mapping[int, Indicator]
    periods: Mapping[str, Period] = field(default_factory=dict)


def read_plan(project: Project) -> Plan:
    """Return the measures, parties, indicators and periods of the programme."""
    return Plan(
        measures=project.by_id(Measure),
        parties=project.by_id(Party),
        partners=frozenset((partner.measure_id, partner.party_id) for partner in project.all(Partner)),
        indicators=project.by_id(Indicator),
        periods={period.code: period for period in project.all(Period)},
    )


def read_areas_and_goals(project: Project) -> tuple[Mapping[int, Area], Mapping[int, Goal]]:
    """Return areas and goals by their ids."""
    return project.by_id(Area), project.by_id(Goal)


def find_period(project: Project, code: str) -> Period | None:
    """Return the period of a code, ``None`` when the programme does not have it yet."""
    found = project.all(Period, "code = ?", (code,))
    return found[0] if found else None


def read_last_answers(project: Project, before: Period) -> dict[int, LastAnswers]:
    """Return each party's answers for the latest period it answered for that ended before ``before``, by party id."""
    periods = project.by_id(Period)
    latest = project.rows(
        "SELECT party_id, period_id FROM (SELECT f.party_id, f.period_id, row_number() OVER"
        " (PARTITION BY f.party_id ORDER BY p.end_date DESC, p.code DESC) AS place"
        " FROM (SELECT DISTINCT party_id, period_id FROM follow_up) f JOIN period p ON p.id = f.period_id"
        " WHERE p.end_date < ?) WHERE place = 1",
        (before.end_date.isoformat(),),
    )
    return {
        party_id: LastAnswers(
            periods[period_id],
            {
                answer.measure_id: answer
                for answer in project.all(FollowUp, "period_id = ? AND party_id = ?", (period_id, party_id))
            },
        )
        for party_id, period_id in latest
    }


def read_answers(project: Project, period_ids: Iterable[int]) -> dict[tuple[int, int, int], FollowUp]:
    """Return the answers for some periods by (measure id, period id, party id)."""
    answers: dict[tuple[int, int, int], FollowUp] = {}
    for period_id in set(period_ids):
        for answer in project.all(FollowUp, "period_id = ?", (period_id,)):
            answers[answer.measure_id, answer.period_id, answer.party_id] = answer
    return answers


def read_owned_indicators(project: Project) -> tuple[list[Indicator], dict[int, list[Observation]]]:
    """Return the indicators that have an owner, in the order of their codes' ids, and their observations."""
    indicators = project.all(Indicator, "party_id IS NOT NULL ORDER BY id")
    return indicators, read_observations(project, [indicator.id for indicator in indicators])


def read_values(project: Project, indicator_ids: Sequence[int]) -> dict[tuple[int, str], Observation]:
    """Return the observations of some indicators by (indicator id, when)."""
    series = read_observations(project, indicator_ids)
    return {(o.indicator_id, o.on): o for observations in series.values() for o in observations}


def read_leader_seats(project: Project, on: str) -> list[Seat]:
    """Return the seats of the project leader on a day (ISO)."""
    return project.all(
        Seat,
        "body_id IN (SELECT id FROM body WHERE kind = ?)"
        " AND (valid_from IS NULL OR valid_from <= ?) AND (valid_to IS NULL OR valid_to >= ?) ORDER BY id",
        (BodyKind.PROJECT_LEADER.value, on, on),
    )


def find_provenance(project: Project, table: str, row_ids: Sequence[int]) -> dict[tuple[int, str], int]:
    """Return the ids of the origins on record for some rows of a table, by (row id, field)."""
    found: dict[tuple[int, str], int] = {}
    for start in range(0, len(row_ids), _AT_ONCE):
        part = row_ids[start : start + _AT_ONCE]
        places = ", ".join("?" for _ in part)
        for origin in project.all(Provenance, f"table_name = ? AND row_id IN ({places})", (table, *part)):
            found[origin.row_id, origin.field] = origin.id
    return found


def read_told_gaps(project: Project, answer_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """Return the words that say why an answer has no value, by answer id and field."""
    found: dict[int, dict[str, str]] = {}
    for start in range(0, len(answer_ids), _AT_ONCE):
        part = answer_ids[start : start + _AT_ONCE]
        places = ", ".join("?" for _ in part)
        condition = f"table_name = 'follow_up' AND original <> '' AND row_id IN ({places})"
        for origin in project.all(Provenance, condition, part):
            if gap_of(origin.original) is not None:
                found.setdefault(origin.row_id, {})[origin.field] = origin.original
    return found


def has_newer_reading(project: Project, batch: ImportBatch) -> bool:
    """Tell whether another file of the same party and period has been read in since."""
    condition = "id > ? AND file_sha256 <> ? AND party_id = ? AND period_id IS ? LIMIT 1"
    return bool(project.all(ImportBatch, condition, (batch.id, batch.file_sha256, batch.party_id, batch.period_id)))


def find_readings(project: Project, digests: Sequence[str]) -> dict[str, ImportBatch]:
    """Return the latest reading of each file that was read before, by SHA-256."""
    found: dict[str, ImportBatch] = {}
    for start in range(0, len(digests), _AT_ONCE):
        part = digests[start : start + _AT_ONCE]
        places = ", ".join("?" for _ in part)
        for batch in project.all(ImportBatch, f"file_sha256 IN ({places}) ORDER BY id", part):
            found[batch.file_sha256] = batch
    return found
