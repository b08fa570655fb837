"""EST (effektiv samordning för trygghet): weekly counts of what was noted at places. Never a single event or person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EstCount:
    """How often a kind of event was noted at a place in a week (ISO 8601, ``2026-W05``)."""

    id: int = 0
    week: str
    area_id: int | None = None
    place: str = ""
    event_type: str
    count: int
    source: str = ""
