"""Meet (J5): meetings and their agendas, what is decided there, and what lives on until it is carried out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

from trygg_desktop.domain.agenda import usual_agenda
from trygg_desktop.domain.fields import name_field
from trygg_desktop.domain.meetings import AgendaItem, Decision, Meeting, Paper, Task, decision_label, meeting_label
from trygg_desktop.domain.organisation import Body
from trygg_desktop.domain.words import BodyKind, ItemKind, MeetingState, TaskState, say
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.messages import N_, NN_
from trygg_desktop.outputs import write_bytes_safely
from trygg_desktop.store.meeting_cycle_reading import read_coming_meeting
from trygg_desktop.store.meeting_reading import read_agenda
from trygg_desktop.store.meeting_year_reading import read_template
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.carrying import carry_on, take_up_obstacles
from trygg_desktop.workflows.sealing import refuse_if_sealed


def usual_items(kind: BodyKind, loc: Locale) -> list[AgendaItem]:
    """Return the usual agenda of a kind of body in the reader's language, not yet of any meeting."""
    return [
        AgendaItem(meeting_id=0, title=loc.t(usual.title), kind=usual.kind, minutes=usual.minutes)
        for usual in usual_agenda(kind)
    ]


def items_again(project: Project, meeting_id: int) -> list[AgendaItem]:
    """Return the agenda of an earlier meeting to be used again, without what was particular to that meeting."""
    return [
        AgendaItem(
            meeting_id=0,
            title=item.title,
            kind=item.kind,
            minutes=item.minutes,
            presenter=item.presenter,
            secrecy=item.secrecy,
        )
        for item in read_agenda(project, meeting_id)
    ]


def begin_agenda(project: Project, begins: str, body_id: int, last_id: int | None, loc: Locale) -> list[AgendaItem]:
    """Return what a new meeting's agenda begins with: nothing (``empty``), the body's last meeting's (``again``, where
    there is one), else the body's own agenda template, or without one the usual agenda of such a body.
    """
    if begins == "empty":
        return []
    if begins == "again" and last_id is not None:
        return items_again(project, last_id)
    if template := read_template(project, body_id):
        return [
            AgendaItem(meeting_id=0, title=own.title, kind=own.kind, minutes=own.minutes, presenter=own.presenter)
            for own in template
        ]
    return usual_items(project.get(Body, body_id).kind, loc)


def add_meeting(
    project: Project,
    *,
    body_id: int,
    on: date | None,
    start: time | None = None,
    end: time | None = None,
    place: str = "",
    agenda: Sequence[AgendaItem] = (),
) -> int:
    """Add a meeting with its agenda and return its id. Its number is the next of the body in that calendar year."""
    if on is None:
        raise UserError("A meeting needs a day.")
    body = project.get(Body, body_id)
    meeting = Meeting(
        body_id=body_id, number=_next_number(project, body_id, on.year), on=on, start=start, end=end, place=place
    )
    ahead = read_coming_meeting(project, body_id)
    with project.change(N_("Add meeting {meeting}", meeting=meeting_label(body.code, meeting))) as step:
        meeting_id = step.add(meeting)
        for position, item in enumerate(agenda, 1):
            step.add(replace(item, id=0, meeting_id=meeting_id, position=position))
        carry_on(project, step, body_id)
        if not ahead:
            take_up_obstacles(project, step, body_id)
    return meeting_id


def _next_number(project: Project, body_id: int, year: int) -> int:
    numbers = [m.number for m in project.all(Meeting, "body_id = ?", (body_id,)) if m.on.year == year]
    return max(numbers, default=0) + 1


def label_meeting(project: Project, meeting_id: int) -> str:
    """Return the meeting's number as it is written."""
    meeting = project.get(Meeting, meeting_id)
    return meeting_label(project.get(Body, meeting.body_id).code, meeting)


def change_meeting(project: Project, meeting_id: int, field: str, value: Any) -> None:
    """Give a field of a meeting a new value. A day in another year also gives the meeting a number of that year."""
    meeting = project.get(Meeting, meeting_id)
    if getattr(meeting, field) == value:
        return
    refuse_if_sealed(project, meeting_id)
    if field == "on" and value is None:
        raise UserError("A meeting needs a day.")
    if field == "state" and value is MeetingState.ADJUSTED:
        raise UserError("Notes are adjusted by name: open Attendance and notes, and choose Adjust … there.")
    values = {field: value}
    if field == "on" and value.year != meeting.on.year:
        values["number"] = _next_number(project, meeting.body_id, value.year)
    label = N_("Change {what}: {field}", what=label_meeting(project, meeting_id), field=name_field(field))
    with project.change(label) as step:
        step.set(Meeting, meeting_id, **values)
        if field in ("state", "on"):
            carry_on(project, step, meeting.body_id)


def remove_meeting(project: Project, meeting_id: int) -> None:
    """Remove a meeting with its agenda, papers and decisions; tasks stay, without a meeting."""
    refuse_if_sealed(project, meeting_id)
    with project.change(N_("Remove meeting {meeting}", meeting=label_meeting(project, meeting_id))) as step:
        step.remove(Meeting, meeting_id)


def add_item(project: Project, meeting_id: int, *, title: str, kind: ItemKind, minutes: int | None = None) -> int:
    """Add an item last on the agenda and return its id."""
    refuse_if_sealed(project, meeting_id)
    title = title.strip()
    if not title:
        raise UserError("Give the item a title.")
    last = max((item.position for item in read_agenda(project, meeting_id)), default=0)
    label = N_("Add to the agenda of {meeting}: {title}", meeting=label_meeting(project, meeting_id), title=title)
    with project.change(label) as step:
        return step.add(AgendaItem(meeting_id=meeting_id, position=last + 1, title=title, kind=kind, minutes=minutes))


def move_item(project: Project, item_id: int, place: int) -> None:
    """Put an item at ``place`` (0 is first) of its agenda; the others make room."""
    item = project.get(AgendaItem, item_id)
    refuse_if_sealed(project, item.meeting_id)
    items = read_agenda(project, item.meeting_id)
    ids = [other.id for other in items]
    old, new = ids.index(item_id), min(max(place, 0), len(ids) - 1)
    if new == old:
        return
    ids.insert(new, ids.pop(old))
    positions = {other.id: other.position for other in items}
    with project.change(N_("Move “{title}” to place {place} on the agenda", title=item.title, place=new + 1)) as step:
        for position, moved in enumerate(ids, 1):
            if positions[moved] != position:
                step.set(AgendaItem, moved, position=position)


def add_decision(project: Project, meeting_id: int, *, text: str, item_id: int | None = None, **facts: Any) -> int:
    """Record a decision under the meeting's next number and return its id.

    ``facts``: ``party_id``, ``responsible``, ``due_date``, ``measure_id``, ``obstacle_id``. A decision on an item
    concerns the item's measure and obstacle when no other is named.
    """
    refuse_if_sealed(project, meeting_id)
    text = text.strip()
    if not text:
        raise UserError("Write what was decided.")
    if item_id is not None:
        item = project.get(AgendaItem, item_id)
        facts = {"measure_id": item.measure_id, "obstacle_id": item.obstacle_id} | facts
    meeting = project.get(Meeting, meeting_id)
    taken = [decision.number for decision in project.all(Decision, "meeting_id = ?", (meeting_id,))]
    decision = Decision(meeting_id=meeting_id, item_id=item_id, number=max(taken, default=0) + 1, text=text, **facts)
    label = decision_label(project.get(Body, meeting.body_id).code, meeting, decision)
    with project.change(N_("Record decision {label}", label=label)) as step:
        return step.add(decision)


def add_task(project: Project, *, text: str, meeting_id: int | None = None, **facts: Any) -> int:
    """Add a task and return its id. ``facts``: ``party_id``, ``responsible``, ``due_date``, ``measure_id``,
    ``decision_id``.
    """
    refuse_if_sealed(project, meeting_id)
    text = text.strip()
    if not text:
        raise UserError("Write what is to be done.")
    with project.change(N_("Add task: {text}", text=_short(text))) as step:
        return step.add(Task(text=text, meeting_id=meeting_id, **facts))


def settle(project: Project, kind: type[Decision] | type[Task], ids: Sequence[int], state: TaskState, on: date) -> None:
    """Mark decisions or tasks as carried out or dropped on a day, or as open again."""
    records = [record for record in (project.get(kind, row_id) for row_id in ids) if record.state is not state]
    if not records:
        return
    label = (
        N_("Mark as {state}: {text}", state=say(state), text=_short(records[0].text))
        if len(records) == 1
        else NN_("Mark {n} row as {state}", "Mark {n} rows as {state}", n=len(records), state=say(state))
    )
    with project.change(label) as step:
        for record in records:
            step.set(kind, record.id, state=state, done_on=None if state is TaskState.OPEN else on)


MEDIA_TYPES = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"PK\x03\x04": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""What may be attached, by its first bytes."""
MOST_BYTES = 100 * 1024 * 1024


def attach_paper(project: Project, item_id: int, path: Path) -> int:
    """Keep a PDF, picture or workbook in the project as a paper of an agenda item, and return the paper's id.

    Raises ``UserError`` when the file cannot be read, is too large, or is of another kind.
    """
    refuse_if_sealed(project, project.get(AgendaItem, item_id).meeting_id)
    content = _read_paper(path)
    found = [media for start, media in MEDIA_TYPES.items() if content.startswith(start)]
    if not found or (found[0].endswith("sheet") and path.suffix.lower() != ".xlsx"):
        raise UserError("{file} is no PDF, PNG, JPEG or .xlsx. Save it as PDF and attach that.", file=path.name)
    last = max((paper.position for paper in project.all(Paper, "item_id = ?", (item_id,))), default=0)
    with project.change(N_("Attach {file}", file=path.name)) as step:
        digest = step.keep_file(path.name, content, found[0])
        return step.add(Paper(item_id=item_id, title=path.stem, file_sha256=digest, position=last + 1))


def _read_paper(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError(
                "{file} is larger than {size} MB and would make the project too heavy to mail.",
                file=path.name,
                size=MOST_BYTES // 1024 // 1024,
            )
        return path.read_bytes()
    except OSError as error:
        raise UserError("{file} cannot be read. Check that it is there and not locked.", file=str(path)) from error


def copy_paper(project: Project, paper_id: int, folder: Path) -> Path:
    """Write a copy of a paper into ``folder`` and return it, so that nobody works in what the project keeps.

    Raises ``OutputRefused`` when it cannot be written.
    """
    paper = project.get(Paper, paper_id)
    name, content = project.file_content(paper.file_sha256)
    path = folder / Path(name).name
    write_bytes_safely(path, content)
    return path


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
