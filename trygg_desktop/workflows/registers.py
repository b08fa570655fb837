"""What the meetings leave behind goes out: decisions and tasks as a workbook, meetings as a calendar file."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from trygg_desktop.domain.meetings import Meeting, meeting_label
from trygg_desktop.domain.organisation import Body
from trygg_desktop.domain.words import say
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.calendar_file import CalendarEntry, write_calendar
from trygg_desktop.exchange.export import ExportTable, write_tables
from trygg_desktop.formats import Locale
from trygg_desktop.store.meeting_reading import read_agenda
from trygg_desktop.store.meeting_year_reading import read_meeting_year
from trygg_desktop.store.meetings_list_reading import (
    RegisterLine,
    read_decision_register,
    read_task_register,
    read_times_changed,
)
from trygg_desktop.store.project import Project


def export_registers(
    project: Project,
    path: Path,
    loc: Locale,
    *,
    today: date,
    decisions: Sequence[RegisterLine] | None = None,
    tasks: Sequence[RegisterLine] | None = None,
) -> None:
    """Write the decisions and tasks of all meetings to one .xlsx, a sheet each; or the lines that are given.

    Raises ``OutputRefused`` when the file cannot be written.
    """
    bodies = {body.id: body.name for body in project.all(Body)}
    if decisions is None and tasks is None:
        decisions, tasks = read_decision_register(project), read_task_register(project)
    tables = []
    for lines, name, first, second in (
        (decisions, loc.t("Decisions"), loc.t("No."), loc.t("Decision")),
        (tasks, loc.t("Tasks"), loc.t("Meeting"), loc.t("Task")),
    ):
        if lines is None:
            continue
        header = (
            first,
            loc.t("Body"),
            second,
            loc.t("Party"),
            loc.t("Responsible role"),
            loc.t("Measure"),
            loc.t("Last day"),
            loc.t("State"),
            loc.t("Carried out"),
        )
        tables.append(ExportTable(name, header, [_row(line, bodies, loc, today) for line in lines]))
    write_tables(path, tables, loc.t("Long texts"))


def _row(line: RegisterLine, bodies: dict[int, str], loc: Locale, today: date) -> tuple[object, ...]:
    state = loc.t("overdue") if line.overdue_on(today) else loc.t(say(line.state))
    return (
        line.label,
        bodies.get(line.body_id or 0, ""),
        line.text,
        line.party,
        line.responsible,
        line.measure,
        line.due_date,
        state,
        line.done_on,
    )


def export_calendar(
    project: Project, path: Path, loc: Locale, *, meeting_id: int | None = None, year: int | None = None
) -> int:
    """Write one meeting, or all of a year, to a calendar file, and return how many.

    Each has its agenda in it. What may be secret is named by its number only: a calendar lies open. Raises
    ``UserError`` when there is none, ``OutputRefused`` when the file cannot be written.
    """
    if meeting_id is not None:
        meetings = [project.get(Meeting, meeting_id)]
    else:
        meetings = list(read_meeting_year(project, year or project.now().year).meetings)
    if not meetings:
        raise UserError("There is no meeting in {year}.", year=str(year))
    programme, bodies = project.programme, project.by_id(Body)
    changed = read_times_changed(project)
    entries = [
        CalendarEntry(
            uid=f"{programme.uid}-meeting-{meeting.id}@trygg-desktop",
            title=f"{meeting_label(bodies[meeting.body_id].code, meeting)} {bodies[meeting.body_id].name}",
            on=meeting.on,
            start=meeting.start,
            end=meeting.end,
            place=meeting.place,
            description=_describe(project, meeting, loc),
            version=changed.get(meeting.id, 0),
        )
        for meeting in meetings
    ]
    write_calendar(path, entries, programme.name, project.now(), loc.code)
    return len(entries)


def _describe(project: Project, meeting: Meeting, loc: Locale) -> str:
    lines = [project.programme.name, ""]
    for number, item in enumerate(read_agenda(project, meeting.id), 1):
        title = item.title if item.secrecy == "open" else loc.t("(not for the calendar)")
        lines.append(f"{number}. {title}")
    return "\n".join(lines).rstrip()
