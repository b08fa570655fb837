"""What a meeting does not close goes on to the body's next meeting by itself, until it is closed.

The rule: an item that ended as *goes on*, *tabled* or *referred back*, and an item that came from an earlier meeting
and was not dealt with when the meeting was held, is put on the agenda of the body's next meeting with its text,
links and papers, after the first item. Where no meeting lies ahead it waits, is watched, and goes to the next
meeting that is called. Once an item is closed the copy that nobody has worked in leaves the coming agenda again. Open
decisions and tasks need no copy: every agenda shows those of its body until they are carried out. An open obstacle
that is lifted to a body is put last on the agenda of its next meeting, for decision; where no meeting lies ahead, on
that of the next one that is called.
"""

from dataclasses import replace

from trygg_desktop.domain.meetings import AgendaItem, Decision, Meeting, Paper
from trygg_desktop.domain.words import ItemKind, ItemOutcome, MeetingState
from trygg_desktop.messages import N_
from trygg_desktop.store.meeting_cycle_reading import (
    read_coming_meeting,
    read_items_to_carry,
    read_obstacles_to_take_up,
    read_recusals,
)
from trygg_desktop.store.meeting_reading import read_agenda
from trygg_desktop.store.project import Project
from trygg_desktop.store.step import Step
from trygg_desktop.workflows.sealing import refuse_if_sealed

_TITLE = 90


def carry_on(project: Project, step: Step, body_id: int) -> int:
    """Put the body's waiting items on the agendas of the meetings that come after theirs; return how many.

    Call it inside a step that changes what waits or what lies ahead.
    """
    count = 0
    for meeting, item in read_items_to_carry(project, body_id):
        coming = read_coming_meeting(project, body_id, meeting)
        if coming is not None:
            _take_up(project, step, item, coming, count)
            count += 1
    return count


def take_up_obstacles(project: Project, step: Step, body_id: int) -> int:
    """Put the open obstacles that were lifted to a body, and stand on none of its agendas, on that of its next
    meeting; return how many.
    """
    coming = read_coming_meeting(project, body_id)
    obstacles = read_obstacles_to_take_up(project, body_id) if coming else []
    for obstacle in obstacles:
        assert coming is not None
        last = max((item.position for item in read_agenda(project, coming.id)), default=0)
        line = " ".join(obstacle.text.split())
        step.add(
            AgendaItem(
                meeting_id=coming.id,
                position=last + 1,
                title=line if len(line) <= _TITLE else f"{line[: _TITLE - 1].rstrip()}…",
                kind=ItemKind.DECISION,
                minutes=10,
                background=obstacle.text if len(line) > _TITLE else "",
                secrecy=obstacle.secrecy,
                measure_id=obstacle.measure_id,
                obstacle_id=obstacle.id,
            )
        )
    return len(obstacles)


def _take_up(project: Project, step: Step, item: AgendaItem, meeting: Meeting, place: int) -> None:
    agenda = read_agenda(project, meeting.id)
    after = min(place + 1, len(agenda))
    for position, other in enumerate(agenda, 1):
        moved = position if position <= after else position + 1
        if other.position != moved:
            step.set(AgendaItem, other.id, position=moved)
    again = replace(
        item, id=0, meeting_id=meeting.id, position=after + 1, notes="", outcome=None, carried_from_id=item.id
    )
    new_id = step.add(again)
    for paper in project.all(Paper, "item_id = ? ORDER BY position, id", (item.id,)):
        step.add(replace(paper, id=0, item_id=new_id))


def end_item(project: Project, item_id: int, outcome: ItemOutcome | None) -> None:
    """Say how an item ended. What is not closed goes on to the next meeting; what is closed leaves it again.

    Raises ``UserError`` when the notes are adjusted.
    """
    item = project.get(AgendaItem, item_id)
    if item.outcome is outcome:
        return
    refuse_if_sealed(project, item.meeting_id)
    meeting = project.get(Meeting, item.meeting_id)
    with project.change(N_("How “{title}” ended", title=item.title)) as step:
        step.set(AgendaItem, item_id, outcome=outcome)
        if outcome in (None, ItemOutcome.CLOSED):
            _call_back(project, step, item_id)
        carry_on(project, step, meeting.body_id)


def _call_back(project: Project, step: Step, item_id: int) -> None:
    """Take what came of an item from the coming agenda, unless it has been worked with there."""
    for later in project.all(AgendaItem, "carried_from_id = ?", (item_id,)):
        meeting = project.get(Meeting, later.meeting_id)
        untouched = (
            meeting.state in (MeetingState.PLANNED, MeetingState.SENT)
            and not later.notes
            and later.outcome is None
            and not project.all(Decision, "item_id = ?", (later.id,))
            and not any(recusal.item_id == later.id for recusal in read_recusals(project, meeting.id))
        )
        if untouched:
            step.remove(AgendaItem, later.id)
