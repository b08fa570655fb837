"""The year of meetings: series, the meetings that are made from them, agenda templates, the year wheel."""

from collections.abc import Sequence
from datetime import date

from trygg_desktop.domain.meeting_year import (
    USUAL_WHEEL,
    MeetingSeries,
    StandingItem,
    WheelEntry,
    days_of,
    is_same_round,
)
from trygg_desktop.domain.meetings import Meeting
from trygg_desktop.domain.organisation import Body
from trygg_desktop.domain.words import SeriesUnit
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.messages import N_, NN_
from trygg_desktop.store.meeting_reading import read_agenda
from trygg_desktop.store.meeting_year_reading import read_template, read_wheel
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.meetings import add_meeting, begin_agenda


def add_series(project: Project, *, body_id: int, first_on: date | None, unit: SeriesUnit, every: int) -> int:
    """Say how often a body meets, and return the id of the series.

    Time and place are those of the body's latest meeting. Raises ``UserError`` without a first day or when the body has
    a series already.
    """
    body = project.get(Body, body_id)
    if first_on is None:
        raise UserError("A series needs its first day.")
    if project.all(MeetingSeries, "body_id = ? AND (last_on IS NULL OR last_on >= ?)", (body_id, first_on.isoformat())):
        raise UserError("{body} has a series already. Change that one, or let it end first.", body=body.name)
    held = project.all(Meeting, 'body_id = ? ORDER BY "on" DESC LIMIT 1', (body_id,))
    last = held[0] if held else None
    with project.change(N_("New meeting series: {body}", body=body.name)) as step:
        return step.add(
            MeetingSeries(
                body_id=body_id,
                first_on=first_on,
                unit=unit,
                every=every,
                start=last.start if last else None,
                end=last.end if last else None,
                place=last.place if last else "",
            )
        )


def missing_days(project: Project, year: int) -> list[tuple[MeetingSeries, date]]:
    """Return the days of a year's series that have no meeting yet, in their order.

    A meeting of the body in the same week (the same month, for a series by months) stands for the planned one, so that
    a meeting that was moved is not made once more.
    """
    held: dict[int, list[date]] = {}
    for meeting in project.all(Meeting):
        held.setdefault(meeting.body_id, []).append(meeting.on)
    found = [
        (series, day)
        for series in project.all(MeetingSeries)
        for day in days_of(series, year)
        if not any(is_same_round(series, day, other) for other in held.get(series.body_id, ()))
    ]
    return sorted(found, key=lambda pair: (pair[1], pair[0].id))


def make_meetings(project: Project, year: int, loc: Locale) -> list[int]:
    """Make the meetings of a year from all series, each with its body's template, in one step; return their ids.

    Those that exist are left as they are. Raises ``UserError`` when there is nothing to make.
    """
    missing = missing_days(project, year)
    if not missing:
        raise UserError("Every meeting of {year} has been made already, or no body has a series.", year=str(year))
    label = NN_("Make {n} meeting of {year}", "Make {n} meetings of {year}", n=len(missing), year=str(year))
    with project.change(label):
        return [
            add_meeting(
                project,
                body_id=series.body_id,
                on=day,
                start=series.start,
                end=series.end,
                place=series.place,
                agenda=begin_agenda(project, "usual", series.body_id, None, loc),
            )
            for series, day in missing
        ]


def save_as_template(project: Project, meeting_id: int) -> int:
    """Make a meeting's agenda its body's template, in place of an earlier one, and return how many items it has.

    What came from an earlier meeting, or is about one measure, obstacle or indicator, is no standing item. Raises
    ``UserError`` when nothing is left.
    """
    meeting = project.get(Meeting, meeting_id)
    body = project.get(Body, meeting.body_id)
    items = [
        item
        for item in read_agenda(project, meeting_id)
        if item.carried_from_id is None and not (item.measure_id or item.obstacle_id or item.indicator_id)
    ]
    if not items:
        raise UserError("No item of this agenda recurs: all are about one matter.")
    with project.change(N_("Agenda template of {body}", body=body.name)) as step:
        for own in read_template(project, body.id):
            step.remove(StandingItem, own.id)
        for position, item in enumerate(items, 1):
            step.add(
                StandingItem(
                    body_id=body.id,
                    position=position,
                    title=item.title,
                    kind=item.kind,
                    minutes=item.minutes,
                    presenter=item.presenter,
                )
            )
    return len(items)


def add_wheel_entry(project: Project, *, title: str, month: int) -> int:
    """Put something on the year wheel and return its id."""
    title = title.strip()
    if not title:
        raise UserError("Say what comes round.")
    with project.change(N_("Put on the year wheel: {title}", title=title)) as step:
        return step.add(WheelEntry(title=title, month=month))


def lay_usual_wheel(project: Project, loc: Locale) -> int:
    """Put what usually comes round in a municipality's year on the wheel; return how many entries were new."""
    known = {entry.title for entry in read_wheel(project)}
    entries: Sequence[WheelEntry] = [
        WheelEntry(month=usual.month, last_month=usual.last_month, title=loc.t(usual.title), years=usual.years)
        for usual in USUAL_WHEEL
        if loc.t(usual.title) not in known
    ]
    if entries:
        with project.change(N_("Lay out the usual year wheel")) as step:
            step.add_all(entries)
    return len(entries)
