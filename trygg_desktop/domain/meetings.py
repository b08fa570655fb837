"""Meetings and what lives on after them: decisions, tasks, papers, packs."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol

from trygg_desktop.domain.words import ItemKind, ItemOutcome, MeetingState, Secrecy, TaskState


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting of a body; ``number`` runs per body and calendar year (SG 2026-3)."""

    id: int = 0
    body_id: int
    number: int
    on: date
    start: time | None = None
    end: time | None = None
    place: str = ""
    state: MeetingState = MeetingState.PLANNED
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """A point on the agenda; ``minutes`` is its planned length, ``notes`` what was said."""

    id: int = 0
    meeting_id: int
    position: int = 0
    title: str
    kind: ItemKind = ItemKind.INFORMATION
    minutes: int | None = None
    presenter: str = ""
    background: str = ""
    proposal: str = ""
    notes: str = ""
    secrecy: Secrecy = Secrecy.OPEN
    measure_id: int | None = None
    obstacle_id: int | None = None
    indicator_id: int | None = None
    outcome: ItemOutcome | None = None
    carried_from_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision, numbered within its meeting (SG 2026-3:2)."""

    id: int = 0
    meeting_id: int
    item_id: int | None = None
    number: int
    text: str
    party_id: int | None = None
    responsible: str = ""
    due_date: date | None = None
    measure_id: int | None = None
    state: TaskState = TaskState.OPEN
    done_on: date | None = None
    obstacle_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to do, with a responsible party and a last day."""

    id: int = 0
    text: str
    meeting_id: int | None = None
    decision_id: int | None = None
    measure_id: int | None = None
    party_id: int | None = None
    responsible: str = ""
    due_date: date | None = None
    state: TaskState = TaskState.OPEN
    done_on: date | None = None

    def overdue_on(self, day: date) -> bool:
        """Tell whether the task is open and its last day has passed."""
        return is_overdue(self, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document that belongs to an agenda item; its bytes are kept in the project under ``file_sha256``."""

    id: int = 0
    item_id: int
    title: str
    file_sha256: str
    position: int = 0
    secrecy: Secrecy = Secrecy.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedPack:
    """A pack that was built for a meeting, kept as it was.

    ``content_sha256`` names the frozen content it rebuilds from, ``masked`` is a JSON list of what was left out of it.
    """

    id: int = 0
    meeting_id: int
    version: int
    made_at: datetime
    file_sha256: str
    content_sha256: str | None = None
    profile: str = ""
    masked: str = "[]"


class HasLastDay(Protocol):
    """What is to be carried out by a day: a decision, a task, a line of their register."""

    @property
    def state(self) -> TaskState: ...

    @property
    def due_date(self) -> date | None: ...


def is_overdue(what: HasLastDay, day: date) -> bool:
    """Tell whether a decision or task is open and its last day has passed on ``day``."""
    return what.state is TaskState.OPEN and what.due_date is not None and what.due_date < day


def meeting_label(body_code: str, meeting: Meeting) -> str:
    """Return the meeting's number as it is written: ``SG 2026-3``."""
    return f"{body_code} {meeting.on.year}-{meeting.number}"


def decision_label(body_code: str, meeting: Meeting, decision: Decision) -> str:
    """Return the decision's number as it is written: ``SG 2026-3:2``."""
    return f"{meeting_label(body_code, meeting)}:{decision.number}"
