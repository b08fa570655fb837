"""Read models for the year of meetings: series, the year wheel, agenda templates, the year's meetings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trygg_desktop.domain.meeting_year import MeetingSeries, StandingItem, WheelEntry, comes_in
from trygg_desktop.domain.meetings import Meeting
from trygg_desktop.domain.membership import order_bodies
from trygg_desktop.domain.organisation import Body
from trygg_desktop.store.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingYear:
    """A year: what comes round in it, the meetings in it, and the series that meetings are made from."""

    year: int
    bodies: Mapping[int, Body]
    series: Sequence[MeetingSeries]
    entries: Sequence[WheelEntry]
    meetings: Sequence[Meeting]
    templates: Mapping[int, int]


def read_meeting_year(project: Project, year: int) -> MeetingYear:
    """Return what is known of a year; ``entries`` are those that come round in it, ``templates`` counts the standing
    items of each body that has any.
    """
    bodies = {body.id: body for body, _ in order_bodies(project.all(Body))}
    return MeetingYear(
        year=year,
        bodies=bodies,
        series=project.all(MeetingSeries, "1 ORDER BY body_id, first_on"),
        entries=[entry for entry in read_wheel(project) if comes_in(entry, year)],
        meetings=project.all(Meeting, '"on" LIKE ? || \'-%\' ORDER BY "on", start, id', (str(year),)),
        templates=dict(project.rows("SELECT body_id, count(*) FROM standing_item GROUP BY body_id")),
    )


def read_wheel(project: Project) -> list[WheelEntry]:
    """Return all entries of the year wheel, in the order of the year."""
    return project.all(WheelEntry, "1 ORDER BY month, coalesce(last_month, month), id")


def read_template(project: Project, body_id: int) -> list[StandingItem]:
    """Return a body's own agenda template, empty when it has none."""
    return project.all(StandingItem, "body_id = ? ORDER BY position, id", (body_id,))
