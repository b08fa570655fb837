"""Read models for the meetings page: all meetings, one meeting with what belongs to it, the registers over all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trygg_desktop.domain.meetings import (
    AgendaItem,
    Decision,
    Meeting,
    Paper,
    Task,
    decision_label,
    is_overdue,
    meeting_label,
)
from trygg_desktop.domain.minutes import Recusal
from trygg_desktop.domain.organisation import Body, Party, Seat
from trygg_desktop.domain.words import MeetingState, TaskState
from trygg_desktop.store.meeting_cycle_reading import read_recusals, read_seats_on
from trygg_desktop.store.meeting_reading import read_agenda, read_open_decisions, read_open_tasks
from trygg_desktop.store.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """A meeting as it stands in the list."""

    id: int
    label: str
    body_id: int
    body: str
    on: date
    state: MeetingState


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingWhole:
    """A meeting with everything that belongs to it, and what its body still has open from earlier ones. ``seats`` are
    those of the meeting's day.
    """

    meeting: Meeting
    body: Body
    label: str
    items: Sequence[AgendaItem]
    papers: Sequence[Paper]
    decisions: Sequence[Decision]
    tasks: Sequence[Task]
    open_decisions: Sequence[tuple[str, Decision]]
    open_tasks: Sequence[Task]
    recusals: Sequence[Recusal]
    seats: Sequence[Seat]
    parties: Sequence[Party]

    def papers_of(self, item_id: int) -> list[Paper]:
        """Return the papers of one item."""
        return [paper for paper in self.papers if paper.item_id == item_id]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """A decision or a task as it stands in the register over all meetings. ``label`` is its number, for a task that
    of its meeting.
    """

    id: int
    label: str
    order: tuple[str, str, int, int]
    body_id: int | None
    text: str
    party_id: int | None
    party: str
    responsible: str
    due_date: date | None
    state: TaskState
    done_on: date | None
    measure_id: int | None
    measure: str

    def overdue_on(self, day: date) -> bool:
        """Tell whether it is open and its last day has passed."""
        return is_overdue(self, day)


def read_meetings(project: Project) -> list[MeetingLine]:
    """Return all meetings, the latest first."""
    bodies = project.by_id(Body)
    return [
        MeetingLine(
            id=meeting.id,
            label=meeting_label(bodies[meeting.body_id].code, meeting),
            body_id=meeting.body_id,
            body=bodies[meeting.body_id].name,
            on=meeting.on,
            state=meeting.state,
        )
        for meeting in project.all(Meeting, '1 ORDER BY "on" DESC, start DESC, id DESC')
    ]


def read_whole_meeting(project: Project, meeting_id: int) -> MeetingWhole | None:
    """Return a meeting with what belongs to it; ``None`` when it has been removed."""
    found = project.all(Meeting, "id = ?", (meeting_id,))
    if not found:
        return None
    meeting = found[0]
    body = project.get(Body, meeting.body_id)
    return MeetingWhole(
        meeting=meeting,
        body=body,
        label=meeting_label(body.code, meeting),
        items=read_agenda(project, meeting_id),
        papers=project.all(
            Paper,
            "item_id IN (SELECT id FROM agenda_item WHERE meeting_id = ?) ORDER BY position, id",
            (meeting_id,),
        ),
        decisions=project.all(Decision, "meeting_id = ? ORDER BY number", (meeting_id,)),
        tasks=project.all(Task, "meeting_id = ? ORDER BY id", (meeting_id,)),
        open_decisions=[
            (decision_label(body.code, earlier, decision), decision)
            for earlier, decision in read_open_decisions(project, meeting)
        ],
        open_tasks=[task for task in read_open_tasks(project, body.id) if task.meeting_id != meeting_id],
        recusals=read_recusals(project, meeting_id),
        seats=read_seats_on(project, meeting.body_id, meeting.on),
        parties=project.all(Party),
    )


_REGISTER = (
    'SELECT r.id, b.code, m."on", m.number, {number}, m.body_id, r.text, r.party_id,'
    " CASE p.short_name WHEN '' THEN p.name ELSE p.short_name END, r.responsible, r.due_date, r.state, r.done_on,"
    " r.measure_id, x.code"
    " FROM {table} r LEFT JOIN meeting m ON m.id = r.meeting_id LEFT JOIN body b ON b.id = m.body_id"
    " LEFT JOIN party p ON p.id = r.party_id LEFT JOIN measure x ON x.id = r.measure_id"
    " ORDER BY r.state <> 'open', r.due_date IS NULL, r.due_date, r.id"
)


def read_decision_register(project: Project) -> list[RegisterLine]:
    """Return the decisions of all meetings, those to be carried out first come first."""
    return _read_register(project, _REGISTER.format(number="r.number", table="decision"))


def read_task_register(project: Project) -> list[RegisterLine]:
    """Return all tasks, those to be done first come first."""
    return _read_register(project, _REGISTER.format(number="0", table="task"))


def _read_register(project: Project, query: str) -> list[RegisterLine]:
    lines = []
    for row in project.rows(query):
        row_id, code, on, meeting_number, number, body_id, text, party_id, party, responsible, due, state, done = row[
            :13
        ]
        label = f"{code} {on[:4]}-{meeting_number}" if code else ""
        lines.append(
            RegisterLine(
                id=row_id,
                label=f"{label}:{number}" if number and label else label,
                order=(code or "", on or "", number or 0, row_id),
                body_id=body_id,
                text=text,
                party_id=party_id,
                party=party or "",
                responsible=responsible,
                due_date=_day(due),
                state=TaskState(state),
                done_on=_day(done),
                measure_id=row[13],
                measure=row[14] or "",
            )
        )
    return lines


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def read_measure_names(project: Project) -> list[tuple[int, str]]:
    """Return id and name of every measure, to choose from."""
    return [(row_id, f"{code} {title}") for row_id, code, title in project.rows("SELECT id, code, title FROM measure")]


def read_obstacle_names(project: Project) -> list[tuple[int, str]]:
    """Return id and text of every obstacle, the open ones first, to choose from."""
    rows = project.rows("SELECT id, text FROM obstacle ORDER BY state <> 'open', raised_on DESC, id")
    return [(row_id, text) for row_id, text in rows]


def read_indicator_names(project: Project) -> list[tuple[int, str]]:
    """Return id and name of every indicator, to choose from."""
    rows = project.rows("SELECT id, code, name FROM indicator ORDER BY id")
    return [(row_id, f"{code} {name}") for row_id, code, name in rows]


def read_times_changed(project: Project) -> dict[int, int]:
    """Return how many times each meeting has been changed since it was made, by meeting."""
    rows = project.rows(
        "SELECT row_id, count(*) FROM change WHERE table_name = 'meeting' AND before IS NOT NULL GROUP BY row_id"
    )
    return dict(rows)
