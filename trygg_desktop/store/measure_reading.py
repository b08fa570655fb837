"""Read model for one measure: everything that hangs on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.indicators import Indicator
from trygg_desktop.domain.meetings import Decision, Meeting, Task, decision_label
from trygg_desktop.domain.organisation import Body, Party
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Activity, Measure, MeasureIndicator, Obstacle, Partner
from trygg_desktop.store.project import Project


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an answer was read: the workbook, by name and SHA-256, its sheet, row, and the first cell of the answer."""

    file_name: str
    sha256: str
    sheet: str
    row: int
    cell: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One party's answer for one period; ``origin`` is ``None`` when it was entered by hand."""

    follow_up: FollowUp
    period: Period
    party: Party
    origin: Origin | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureDetails:
    """One measure with its partners, activities, indicators, answers, and what meetings have said of it."""

    measure: Measure
    partners: Sequence[Partner]
    activities: Sequence[Activity]
    indicators: Sequence[tuple[MeasureIndicator, Indicator]]
    answers: Sequence[Answer]
    obstacles: Sequence[Obstacle]
    decisions: Sequence[tuple[str, Decision]]
    """Each with its number as it is written: ``SG 2026-3:2``."""
    tasks: Sequence[Task]


def read_measure_details(project: Project, measure_id: int) -> MeasureDetails | None:
    """Return everything about a measure, ``None`` when it has been removed."""
    own = "measure_id = ?"
    found = project.all(Measure, "id = ?", (measure_id,))
    if not found:
        return None
    links = project.all(MeasureIndicator, f"{own} ORDER BY id", (measure_id,))
    indicators = project.by_id(
        Indicator, "id IN (SELECT indicator_id FROM measure_indicator WHERE measure_id = ?)", (measure_id,)
    )
    return MeasureDetails(
        measure=found[0],
        partners=project.all(Partner, f"{own} ORDER BY id", (measure_id,)),
        activities=project.all(Activity, f"{own} ORDER BY position, id", (measure_id,)),
        indicators=[(link, indicators[link.indicator_id]) for link in links],
        answers=_answers(project, measure_id),
        obstacles=project.all(Obstacle, f"{own} ORDER BY state <> 'open', raised_on DESC", (measure_id,)),
        decisions=_decisions(project, measure_id),
        tasks=project.all(Task, f"{own} ORDER BY state <> 'open', due_date", (measure_id,)),
    )


def _answers(project: Project, measure_id: int) -> list[Answer]:
    """Return the answers, newest period first, the responsible party's before its partners'."""
    found = project.all(FollowUp, "measure_id = ?", (measure_id,))
    measure = project.get(Measure, measure_id)
    periods, parties = project.by_id(Period), project.by_id(Party)
    origins = {
        row_id: Origin(*origin)
        for row_id, *origin in project.rows(
            "SELECT p.row_id, b.file_name, b.file_sha256, p.sheet, p.row, p.cell"
            " FROM provenance p JOIN import_batch b ON b.id = p.batch_id JOIN follow_up f ON f.id = p.row_id"
            " WHERE p.table_name = 'follow_up' AND f.measure_id = ? ORDER BY b.id, p.id DESC",
            (measure_id,),
        )
    }
    answers = [Answer(f, periods[f.period_id], parties[f.party_id], origins.get(f.id)) for f in found]
    return sorted(
        answers,
        key=lambda a: (-a.period.end_date.toordinal(), a.party.id != measure.party_id, a.party.position),
    )


def _decisions(project: Project, measure_id: int) -> list[tuple[str, Decision]]:
    found = project.all(Decision, "measure_id = ? ORDER BY id DESC", (measure_id,))
    meetings = project.by_id(Meeting, "id IN (SELECT meeting_id FROM decision WHERE measure_id = ?)", (measure_id,))
    codes = {body.id: body.code for body in project.all(Body)}
    return [(decision_label(codes[meetings[d.meeting_id].body_id], meetings[d.meeting_id], d), d) for d in found]


def read_indicator_names(project: Project) -> list[tuple[int, str]]:
    """Return id and name of every indicator, for choosing one."""
    return [
        (row_id, f"{code} {name}")
        for row_id, code, name in project.rows("SELECT id, code, name FROM indicator ORDER BY id")
    ]
