"""Read models for the follow-up: the matrix, who has reported, and where one answer came from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from trygg_desktop.domain.follow_up import FollowUp, ImportBatch
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.periods import Period, days_late, runs_in
from trygg_desktop.domain.words import Assessment, Status
from trygg_desktop.store.period_reading import running_in, was_period_collected
from trygg_desktop.store.project import Project
from trygg_desktop.store.status_reading import read_parties

Place = tuple[int, int, int]
"""Measure, period and party of an answer, by their ids."""


@dataclass(frozen=True, slots=True)
class AnswerCell:
    """An answer as the matrix shows it."""

    id: int
    assessment: Assessment | None
    status: Status | None
    progress: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One measure and one party that answers for it. ``runs`` are the ids of the periods in which it runs."""

    measure_id: int
    party_id: int
    code: str
    title: str
    is_responsible: bool
    runs: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Parties in their order, each with its rows; ``cells`` are the answers there are. ``collected``: ids of the
    periods for which an answer that is not there is missing; the others are gaps.
    """

    parties: Sequence[Party]
    rows: Mapping[int, Sequence[MatrixRow]]
    cells: Mapping[Place, AnswerCell]
    collected: frozenset[int] = frozenset()


def read_matrix(project: Project, periods: Sequence[Period], today: date) -> Matrix:
    """Return every measure that runs in one of ``periods``, by party, with the answers given for them."""
    if not periods:
        return Matrix(parties=[], rows={}, cells={})
    partners: dict[int, list[int]] = {}
    for measure_id, party_id in project.rows("SELECT measure_id, party_id FROM partner"):
        partners.setdefault(measure_id, []).append(party_id)
    rows: dict[int, list[MatrixRow]] = {}
    for measure_id, code, title, lead, start, end in project.rows(
        "SELECT id, code, title, party_id, start_date, end_date FROM measure ORDER BY id"
    ):
        first, last = _day(start), _day(end)
        runs = frozenset(period.id for period in periods if runs_in(first, last, period))
        for party_id in (lead, *partners.get(measure_id, ())) if runs else ():
            if party_id is not None:
                rows.setdefault(party_id, []).append(
                    MatrixRow(
                        measure_id=measure_id,
                        party_id=party_id,
                        code=code,
                        title=title,
                        is_responsible=party_id == lead,
                        runs=runs,
                    )
                )
    parties = project.all(Party, "1 ORDER BY position, id")
    return Matrix(
        parties=[party for party in parties if party.id in rows],
        rows=rows,
        cells=read_cells(project, [period.id for period in periods]),
        collected=frozenset(period.id for period in periods if was_period_collected(project, period, today)),
    )


def read_cells(
    project: Project, period_ids: Sequence[int], answer_ids: Collection[int] | None = None
) -> dict[Place, AnswerCell]:
    """Return the answers for some periods; of these only ``answer_ids`` if given."""
    condition, values = f"period_id IN ({_places(period_ids)})", list(period_ids)
    if answer_ids is not None:
        condition += f" AND id IN ({_places(answer_ids)})"
        values += answer_ids
    return {
        (measure_id, period_id, party_id): AnswerCell(
            row_id, Assessment(assessment) if assessment else None, Status(status) if status else None, progress
        )
        for row_id, measure_id, period_id, party_id, assessment, status, progress in project.rows(
            "SELECT id, measure_id, period_id, party_id, assessment, status, progress FROM follow_up"
            f" WHERE {condition}",
            values,
        )
    }


def find_answer(project: Project, place: Place) -> FollowUp | None:
    """Return one answer, ``None`` when it is not given."""
    found = project.all(FollowUp, "measure_id = ? AND period_id = ? AND party_id = ?", place)
    return found[0] if found else None


def find_place(project: Project, answer_id: int) -> Place | None:
    """Return which measure, period and party an answer is for, ``None`` when it is gone."""
    found = project.rows("SELECT measure_id, period_id, party_id FROM follow_up WHERE id = ?", (answer_id,))
    return found[0] if found else None


def can_be_answered(project: Project, place: Place) -> bool:
    """Tell whether measure, period and party are still there."""
    rows = project.rows("SELECT 1 FROM measure m, period p, party q WHERE m.id = ? AND p.id = ? AND q.id = ?", place)
    return bool(rows)


def read_earlier_answers(
    project: Project, measure_id: int, party_id: int, before: Period
) -> list[tuple[Period, FollowUp]]:
    """Return a party's answers on a measure for earlier periods, the latest first."""
    periods = {p.id: p for p in project.all(Period, "end_date < ?", (before.end_date.isoformat(),))}
    answers = project.all(FollowUp, "measure_id = ? AND party_id = ?", (measure_id, party_id))
    pairs = [(periods[answer.period_id], answer) for answer in answers if answer.period_id in periods]
    return sorted(pairs, key=lambda pair: pair[0].end_date, reverse=True)


def read_answering_parties(project: Project, measure_id: int) -> list[Party]:
    """Return the party responsible for a measure, then those that take part or have answered."""
    return project.all(
        Party,
        "id IN (SELECT party_id FROM measure WHERE id = ?) OR id IN (SELECT party_id FROM partner WHERE measure_id = ?)"
        " OR id IN (SELECT party_id FROM follow_up WHERE measure_id = ?)"
        " ORDER BY id <> (SELECT coalesce(party_id, 0) FROM measure WHERE id = ?), position, id",
        (measure_id, measure_id, measure_id, measure_id),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where one value of an answer came from."""

    field: str
    cell: str
    original: str
    sheet: str
    row: int
    file_name: str
    sha256: str
    read_at: datetime
    batch_id: int


def read_origins(project: Project, table: str, row_id: int) -> list[Origin]:
    """Return where the values of a record came from; values entered by hand have no origin."""
    return [
        Origin(
            field=field,
            cell=cell,
            original=original,
            sheet=sheet,
            row=row,
            file_name=file_name,
            sha256=sha256,
            read_at=datetime.fromisoformat(made_at),
            batch_id=batch_id,
        )
        for field, cell, original, sheet, row, file_name, sha256, made_at, batch_id in project.rows(
            "SELECT o.field, o.cell, o.original, o.sheet, o.row, b.file_name, b.file_sha256, b.made_at, b.id"
            " FROM provenance o JOIN import_batch b ON b.id = o.batch_id WHERE o.table_name = ? AND o.row_id = ?"
            " ORDER BY b.id DESC, o.row, o.id",
            (table, row_id),
        )
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyReport:
    """What one party was to report for a period, and what it has."""

    id: int
    party: Party
    expected: int
    reported: int
    shared: int
    last_on: date | None
    days_late: int

    @property
    def missing(self) -> int:
        """How many of its own measures it has not reported."""
        return self.expected - self.reported


def read_reports(project: Project, period: Period, today: date) -> list[PartyReport]:
    """Return for each party how many of the measures that run in ``period`` it has reported."""
    own = _count_reported(project, "measure m", "m.party_id", period)
    shared = _count_reported(
        project,
        "partner p JOIN measure m ON m.id = p.measure_id AND m.party_id IS NOT p.party_id",
        "p.party_id",
        period,
    )
    last = dict(
        project.rows("SELECT party_id, max(reported_on) FROM follow_up WHERE period_id = ? GROUP BY 1", (period.id,))
    )
    waited = days_late(period, today) if was_period_collected(project, period, today) else 0
    reports = []
    for party in read_parties(project, period.end_date):
        expected, reported = own.get(party.id, (0, 0))
        taking_part, _ = shared.get(party.id, (0, 0))
        reports.append(
            PartyReport(
                id=party.id,
                party=party,
                expected=expected,
                reported=reported,
                shared=taking_part,
                last_on=date.fromisoformat(last[party.id]) if last.get(party.id) else None,
                days_late=waited if reported < expected else 0,
            )
        )
    return reports


def _count_reported(project: Project, source: str, party: str, period: Period) -> dict[int, tuple[int, int]]:
    running, span = running_in(period, "m")
    rows = project.rows(
        f"SELECT {party}, count(*), count(f.id) FROM {source}"
        f" LEFT JOIN follow_up f ON f.measure_id = m.id AND f.period_id = ? AND f.party_id = {party}"
        f" WHERE {party} IS NOT NULL AND {running} GROUP BY 1",
        (period.id, *span),
    )
    return {party_id: (expected, reported) for party_id, expected, reported in rows}


def read_missing(project: Project, period: Period, party_id: int) -> list[tuple[int, str, str]]:
    """Return id, code and title of the measures that a party is responsible for and has not reported."""
    running, span = running_in(period, "m")
    return [
        (row_id, code, title)
        for row_id, code, title in project.rows(
            f"SELECT id, code, title FROM measure m WHERE party_id = ? AND {running}"
            " AND NOT EXISTS (SELECT 1 FROM follow_up f"
            " WHERE f.measure_id = m.id AND f.period_id = ? AND f.party_id = m.party_id) ORDER BY id",
            (party_id, *span, period.id),
        )
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def read_period_batches(project: Project, period: Period) -> list[ImportBatch]:
    """Return the workbooks read in for a period, oldest first."""
    return project.all(ImportBatch, "period_id = ? ORDER BY made_at, id", (period.id,))


def read_batches(project: Project, period: Period, party_id: int) -> list[ImportBatch]:
    """Return what was read in from a party for a period, latest first."""
    return project.all(ImportBatch, "period_id = ? AND party_id = ? ORDER BY id DESC", (period.id, party_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodLine:
    """A period with the number of answers given for it."""

    id: int
    period: Period
    answers: int


def read_period_lines(project: Project) -> list[PeriodLine]:
    """Return all periods, latest first."""
    counts = dict(project.rows("SELECT period_id, count(*) FROM follow_up GROUP BY 1"))
    periods = project.all(Period, "1 ORDER BY end_date DESC, code DESC")
    return [PeriodLine(id=period.id, period=period, answers=counts.get(period.id, 0)) for period in periods]


def _places(values: Collection[object]) -> str:
    return ", ".join("?" for _ in values)
