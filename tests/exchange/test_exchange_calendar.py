"""The calendar file: read back by a library that is not ours to write with, and right in summer and winter time."""

from datetime import date, datetime, time
from pathlib import Path

import icalendar
import openpyxl
import pytest

from trygg_desktop.domain.meetings import AgendaItem, Meeting
from trygg_desktop.domain.words import Secrecy
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.calendar_file import CalendarEntry, make_calendar
from trygg_desktop.formats import Locale
from trygg_desktop.store.meeting_reading import read_agenda
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.meeting_choice import find_meeting
from trygg_desktop.workflows.meetings import change_meeting
from trygg_desktop.workflows.registers import export_calendar, export_registers

MADE = datetime(2026, 11, 22, 12, 0)


def events(content: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_a_meeting_stands_at_its_swedish_hour_summer_and_winter() -> None:
    made = make_calendar(
        [
            CalendarEntry(uid="a", title="Å, ä; ö\\", on=date(2026, 7, 1), start=time(9), end=time(11)),
            CalendarEntry(uid="b", title="Vinter", on=date(2026, 12, 1), start=time(9), place="Rum 1"),
            CalendarEntry(uid="c", title="Heldag", on=date(2026, 12, 2)),
            CalendarEntry(uid="d", title="Natt", on=date(2026, 12, 31), start=time(22), end=time(1)),
        ],
        "Prov",
        MADE,
        "sv",
    )
    summer, winter, whole, night = events(made)
    assert str(summer["summary"]) == "Å, ä; ö\\"
    assert summer.start.utcoffset().total_seconds() == 7200
    assert winter.start.utcoffset().total_seconds() == 3600
    assert (winter.end - winter.start).total_seconds() == 3600
    assert (whole.start, whole.end) == (date(2026, 12, 2), date(2026, 12, 3))
    assert night.end.date() == date(2027, 1, 1)
    assert b"BEGIN:VTIMEZONE" in made
    assert made.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in made.split(b"\r\n")) <= 75


def test_the_year_is_written_with_agendas_and_without_what_may_be_secret(
    demo: Project, tmp_path: Path, loc: Locale
) -> None:
    meeting = find_meeting(demo, "SG 2026-4")
    item = read_agenda(demo, meeting.id)[1]
    with demo.change("x") as step:
        step.set(AgendaItem, item.id, secrecy=Secrecy.MAY_BE_SECRET)
    path = tmp_path / "möten.ics"
    count = export_calendar(demo, path, loc, year=2026)
    found = events(path.read_bytes())
    assert len(found) == count == len(demo.all(Meeting, "\"on\" LIKE '2026%'"))
    one = next(event for event in found if str(event["summary"]).startswith("SG 2026-4"))
    assert item.title not in str(one["description"])
    assert "(visas inte i kalendern)" in str(one["description"])
    with pytest.raises(UserError, match="no meeting in 1999"):
        export_calendar(demo, path, loc, year=1999)


def test_a_moved_meeting_keeps_its_identity_and_gets_a_higher_number(
    demo: Project, tmp_path: Path, loc: Locale
) -> None:
    meeting = find_meeting(demo, "SG 2026-4")
    path = tmp_path / "m.ics"
    assert export_calendar(demo, path, loc, meeting_id=meeting.id) == 1
    [before] = events(path.read_bytes())
    change_meeting(demo, meeting.id, "on", date(2026, 12, 3))
    export_calendar(demo, path, loc, meeting_id=meeting.id)
    [after] = events(path.read_bytes())
    assert before["uid"] == after["uid"]
    assert int(after["sequence"]) > int(before["sequence"])
    assert after.start.date() == date(2026, 12, 3)


def test_decisions_and_tasks_of_all_meetings_go_out_as_a_workbook(demo: Project, tmp_path: Path, loc: Locale) -> None:
    path = tmp_path / "register.xlsx"
    export_registers(demo, path, loc, today=date(2026, 11, 22))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Beslut", "Uppgifter"]
    rows = list(book["Beslut"].iter_rows(values_only=True))
    assert rows[0][:4] == ("Nr", "Organ", "Beslut", "Lagdel")
    late = next(row for row in rows if row[0] == "SG 2026-3:1")
    assert late[7] == "försenad"
    assert late[6].date() == date(2026, 11, 13)
