"""What is kept of a meeting that was held: who was there, who stepped aside, and the notes once they are adjusted."""

import json
from dataclasses import asdict, dataclass
from datetime import date

from trygg_desktop.domain.meetings import AgendaItem
from trygg_desktop.domain.words import AttendanceState, ItemKind
from trygg_desktop.messages import N_, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Whether a seat was taken at a meeting; ``role`` and ``party_id`` as they were that day."""

    id: int = 0
    meeting_id: int
    seat_id: int | None = None
    role: str
    party_id: int | None = None
    state: AttendanceState = AttendanceState.PRESENT
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recusal:
    """*Jäv*: a role that announced it and left while an item was dealt with (kommunallagen 6:28-32)."""

    id: int = 0
    item_id: int
    seat_id: int | None = None
    role: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedMinutes:
    """The notes as the chair adjusted them (*justerad av ordförande*); ``content`` is JSON and never changes."""

    id: int = 0
    meeting_id: int
    sealed_on: date
    sealed_by: str
    content: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was put right in adjusted notes, and why; shown beside them, never in their place."""

    id: int = 0
    meeting_id: int
    item_id: int | None = None
    made_on: date
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatNoted:
    """Who was there, as the notes say it; ``kind`` and ``state`` are code words."""

    role: str
    party: str = ""
    kind: str = "member"
    state: str = "present"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A decision (with its number, SG 2026-3:2) or a task of the notes; ``due`` is ISO text or empty."""

    label: str = ""
    text: str
    responsible: str = ""
    party: str = ""
    due: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SteppedAside:
    """Who announced *jäv* on an item, and why."""

    role: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemNoted:
    """An item as the notes say it; ``kind``, ``outcome`` and ``secrecy`` are code words, ``outcome`` may be empty."""

    number: int
    title: str
    kind: str
    presenter: str = ""
    notes: str = ""
    outcome: str = ""
    secrecy: str = "open"
    recusals: tuple[SteppedAside, ...] = ()
    decisions: tuple[Resolved, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingNotes:
    """The whole notes of a meeting as plain texts, so that what was adjusted reads the same in any later version of
    the program. ``on`` is an ISO day, ``start`` and ``end`` are ``09:00`` or empty.
    """

    programme: str
    municipality: str
    body: str
    label: str
    on: str
    start: str = ""
    end: str = ""
    place: str = ""
    notes: str = ""
    is_example: bool = False
    attendance: tuple[SeatNoted, ...] = ()
    items: tuple[ItemNoted, ...] = ()
    decisions: tuple[Resolved, ...] = ()
    tasks: tuple[Resolved, ...] = ()
    next_meeting: str = ""


def write_notes(notes: MeetingNotes) -> str:
    """Return the notes as JSON: the same notes always give the same text, and so the same SHA-256."""
    return json.dumps(asdict(notes), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_notes(content: str) -> MeetingNotes:
    """Return notes from their JSON. Raises ``ValueError`` or ``TypeError`` when it holds something else."""
    found = json.loads(content)
    items = tuple(
        ItemNoted(
            **{
                **item,
                "recusals": tuple(SteppedAside(**aside) for aside in item["recusals"]),
                "decisions": _resolved(item["decisions"]),
            }
        )
        for item in found.pop("items")
    )
    attendance = tuple(SeatNoted(**seat) for seat in found.pop("attendance"))
    decisions, tasks = _resolved(found.pop("decisions")), _resolved(found.pop("tasks"))
    return MeetingNotes(**found, items=items, attendance=attendance, decisions=decisions, tasks=tasks)


def _resolved(rows: list[dict[str, str]]) -> tuple[Resolved, ...]:
    return tuple(Resolved(**row) for row in rows)


def prepare_text(item: AgendaItem) -> Message:
    """Return what the notes of an item usually begin with; what was decided is never written beforehand."""
    if item.kind is ItemKind.INFORMATION:
        if item.presenter:
            return N_("{role} informed of “{title}”.", role=item.presenter, title=item.title)
        return N_("Information was given on “{title}”.", title=item.title)
    if item.kind is ItemKind.DISCUSSION:
        if item.presenter:
            return N_("{role} introduced “{title}”, which was discussed.", role=item.presenter, title=item.title)
        return N_("“{title}” was discussed.", title=item.title)
    if item.presenter:
        return N_(
            "{role} presented “{title}”, on which a decision was asked for.", role=item.presenter, title=item.title
        )
    return N_("“{title}” was presented, and a decision was asked for.", title=item.title)
