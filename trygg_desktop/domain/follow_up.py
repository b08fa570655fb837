"""What the parties answer each period, and where every answer came from."""

from dataclasses import dataclass
from datetime import date, datetime

from trygg_desktop.domain.words import Assessment, Outlook, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """One party's answer on one measure for one period; ``None`` or empty means not answered.

    ``progress`` is percent 0–100, money öre. The responsible party's answer is the measure's; a partner's is
    its own part.
    """

    id: int = 0
    measure_id: int
    period_id: int
    party_id: int
    status: Status | None = None
    assessment: Assessment | None = None
    outlook: Outlook | None = None
    progress: int | None = None
    comment: str = ""
    deviation: str = ""
    corrective_action: str = ""
    forecast: str = ""
    outcome_ore: int | None = None
    obstacle: str = ""
    decision_needed: str = ""
    reported_on: date | None = None


ANSWERS = (
    "status",
    "assessment",
    "outlook",
    "progress",
    "comment",
    "deviation",
    "corrective_action",
    "forecast",
    "outcome_ore",
    "obstacle",
    "decision_needed",
)
"""The fields of a follow-up that a party answers, in the order they are asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportBatch:
    """One reading of a workbook (*inläsning*) that was taken in."""

    id: int = 0
    made_at: datetime
    file_sha256: str
    file_name: str
    party_id: int | None = None
    period_id: int | None = None
    new_count: int = 0
    changed_count: int = 0
    same_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where one value came from: file, sheet, cell, and the words that stood there.

    ``table_name`` and ``row_id`` name the record, ``field`` the value in it. ``cell`` is Excel's name (``C14``).
    """

    id: int = 0
    table_name: str
    row_id: int
    field: str
    batch_id: int
    sheet: str
    row: int
    cell: str = ""
    original: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Something in a workbook that was not taken in, and why, in the words of the preview.

    ``original`` is what stood there, identity numbers masked.
    """

    id: int = 0
    batch_id: int
    sheet: str = ""
    row: int = 0
    cell: str = ""
    reason: str
    original: str = ""
