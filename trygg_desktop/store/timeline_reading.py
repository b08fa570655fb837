"""Read model for the programme's timeline: what happened and what runs, from every part of the programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trygg_desktop.domain.meetings import Decision, Meeting, decision_label
from trygg_desktop.domain.organisation import Body, Milestone
from trygg_desktop.store.project import Project
from trygg_desktop.store.situation_reading import AreaLine, read_areas


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A time during which something was so, from a (partial) date until the next one, or until now."""

    table_name: str
    row_id: int
    of: str
    what: str
    from_date: str
    until: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedDecision:
    """A decision with its number, the day it was made and its last day."""

    decision: Decision
    label: str
    made_on: date


def read_milestones(project: Project) -> list[Milestone]:
    """Return the milestones, oldest first."""
    return project.all(Milestone, '1 ORDER BY "on", id')


def read_list_spells(project: Project) -> list[Spell]:
    """Return what the police list has said of every area."""
    return [spell for line in read_areas(project) for spell in list_spells(line)]


def read_place_spells(project: Project) -> list[Spell]:
    """Return in which state every place has been."""
    return [spell for line in read_areas(project) for spell in place_spells(line)]


def list_spells(line: AreaLine) -> list[Spell]:
    """Return what the police list has said of an area: lists that said the same one after the other are one time, and
    times when the area was not on the list are left out.
    """
    turns = [
        row
        for earlier, row in zip([None, *line.classifications], line.classifications, strict=False)
        if earlier is None or earlier.category != row.category
    ]
    return [
        Spell(
            table_name="classification",
            row_id=row.id,
            of=line.area.name,
            what=row.category,
            from_date=row.from_date,
            until=following.from_date if following else None,
        )
        for row, following in zip(turns, [*turns[1:], None], strict=False)
        if row.category
    ]


def place_spells(line: AreaLine) -> list[Spell]:
    """Return in which state the places of an area have been."""
    return [
        Spell(
            table_name="place_status",
            row_id=row.id,
            of=place.place.name,
            what=row.status,
            from_date=row.from_date,
            until=following.from_date if following else None,
        )
        for place in line.places
        for row, following in zip(place.statuses, [*place.statuses[1:], None], strict=False)
    ]


def read_decisions(project: Project) -> Sequence[DatedDecision]:
    """Return the decisions of all meetings, oldest first."""
    meetings = project.by_id(Meeting)
    codes = {body.id: body.code for body in project.all(Body)}
    found = [
        DatedDecision(
            decision=decision,
            label=decision_label(codes[meetings[decision.meeting_id].body_id], meetings[decision.meeting_id], decision),
            made_on=meetings[decision.meeting_id].on,
        )
        for decision in project.all(Decision, "1 ORDER BY id")
    ]
    return sorted(found, key=lambda d: (d.made_on, d.label))
