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


EstPlace = tuple[str, int, str, str]
"""What can be counted once: week, area id (0 for none), place, kind of event."""


def place_of(count: EstCount) -> EstPlace:
    """Return the week, area, place and kind of event that a count is for."""
    return (count.week, count.area_id or 0, count.place, count.event_type)
