"""Writes meetings to a calendar file (.ics, RFC 5545) that any calendar program can take in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from trygg_desktop.outputs import write_bytes_safely

_ZONE = "Europe/Stockholm"
_USUAL_LENGTH = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """A meeting in the calendar. ``uid`` stays the same however often it is sent, so that a moved meeting moves;
    ``version`` grows with every change. Without ``start`` it is a whole day.
    """

    uid: str
    title: str
    on: date
    start: time | None = None
    end: time | None = None
    place: str = ""
    description: str = ""
    version: int = 0


def write_calendar(path: Path, entries: Sequence[CalendarEntry], name: str, made_at: datetime, language: str) -> None:
    """Write the entries to ``path`` as one calendar. Times are Swedish local time.

    Raises ``OutputRefused`` when the file cannot be written.
    """
    content = make_calendar(entries, name, made_at, language)
    write_bytes_safely(path, content)


def make_calendar(entries: Sequence[CalendarEntry], name: str, made_at: datetime, language: str) -> bytes:
    """Return the calendar as it stands in the file."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Trygg Desktop//SV" if language == "sv" else "-//Trygg Desktop//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", made_at.astimezone(ZoneInfo("UTC")))
        event.add("sequence", entry.version)
        event.add("summary", entry.title)
        start, end = _span(entry)
        event.add("dtstart", start)
        event.add("dtend", end)
        if entry.place:
            event.add("location", entry.place)
        if entry.description:
            event.add("description", entry.description)
        calendar.add_component(event)
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def _span(entry: CalendarEntry) -> tuple[date, date]:
    """Return begin and end; a meeting over midnight ends the next day, a whole day the day after."""
    if entry.start is None:
        return entry.on, entry.on + timedelta(days=1)
    zone = ZoneInfo(_ZONE)
    start = datetime.combine(entry.on, entry.start, zone)
    if entry.end is None:
        return start, start + _USUAL_LENGTH
    end = datetime.combine(entry.on, entry.end, zone)
    return start, end if end > start else end + timedelta(days=1)
