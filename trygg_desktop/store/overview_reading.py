"""Read models for the overview: the next meeting, what is open, the indicators worth showing first."""

from dataclasses import dataclass
from datetime import date

from trygg_desktop.domain.indicators import DefinitionChange, Indicator, Target
from trygg_desktop.domain.meetings import AgendaItem, Meeting
from trygg_desktop.domain.organisation import Body
from trygg_desktop.store.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class NextMeeting:
    """The coming meeting and what waits for it."""

    meeting: Meeting
    body: Body
    items: int
    decisions: int
    minutes: int
    without_papers: int
    open_tasks: int


def read_next_meeting(project: Project, today: date) -> NextMeeting | None:
    """Return the first meeting on ``today`` or later, the steering group's before others on the same day."""
    found = project.all(
        Meeting,
        "\"on\" >= ? AND state IN ('planned', 'sent') ORDER BY \"on\","
        " (SELECT b.kind <> 'steering_group' FROM body b WHERE b.id = body_id) LIMIT 1",
        (today.isoformat(),),
    )
    if not found:
        return None
    meeting = found[0]
    items = project.all(AgendaItem, "meeting_id = ?", (meeting.id,))
    with_paper = {row[0] for row in project.rows("SELECT DISTINCT item_id FROM paper")}
    decisions = [item for item in items if item.kind == "decision"]
    (open_tasks,) = project.rows(
        "SELECT count(*) FROM task t JOIN meeting m ON m.id = t.meeting_id WHERE t.state = 'open' AND m.body_id = ?",
        (meeting.body_id,),
    )[0]
    return NextMeeting(
        meeting=meeting,
        body=project.get(Body, meeting.body_id),
        items=len(items),
        decisions=len(decisions),
        minutes=sum(item.minutes or 0 for item in items),
        without_papers=sum(not item.proposal and item.id not in with_paper for item in decisions),
        open_tasks=open_tasks,
    )


def read_last_meeting(project: Project, today: date) -> Meeting | None:
    """Return the steering group's latest meeting before ``today``."""
    found = project.all(
        Meeting,
        '"on" < ? AND body_id IN (SELECT id FROM body WHERE kind = \'steering_group\') ORDER BY "on" DESC LIMIT 1',
        (today.isoformat(),),
    )
    return found[0] if found else None


def read_highlights(project: Project, most: int) -> list[Indicator]:
    """Return the indicators to show first: those with a target and at least two values, in their order."""
    return project.all(
        Indicator,
        "id IN (SELECT indicator_id FROM target) AND (SELECT count(*) FROM (SELECT 1 FROM observation o"
        " WHERE o.indicator_id = indicator.id AND value IS NOT NULL LIMIT 2)) = 2 ORDER BY id LIMIT ?",
        (most,),
    )


def read_targets(project: Project, indicator_id: int) -> list[Target]:
    """Return an indicator's targets."""
    return project.all(Target, 'indicator_id = ? ORDER BY "on"', (indicator_id,))


def read_definition_changes(project: Project, indicator_id: int) -> list[DefinitionChange]:
    """Return when an indicator's definition changed."""
    return project.all(DefinitionChange, "indicator_id = ? ORDER BY from_date", (indicator_id,))
