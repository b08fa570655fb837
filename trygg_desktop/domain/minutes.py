"""What is kept of a meeting that was held: who was there, who stepped aside, and the notes once they are adjusted."""

from dataclasses import dataclass
from datetime import date

from trygg_desktop.domain.words import AttendanceState


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
