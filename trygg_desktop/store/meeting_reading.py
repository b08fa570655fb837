"""Read models for one meeting: its agenda, what came before it, what is still open, what has changed since."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from trygg_desktop.domain.indicators import DefinitionChange, Indicator, Target
from trygg_desktop.domain.meetings import AgendaItem, Decision, Meeting, Task
from trygg_desktop.domain.plan import Obstacle, ObstacleParty
from trygg_desktop.store.project import Project


@dataclass(frozen=True, slots=True)
class NetChange:
    """What happened to one row in a time, all its changes taken together; ``before`` or ``after`` is ``None`` for a
    row that came or went. ``on`` is the day of the latest change.
    """

    table_name: str
    row_id: int
    on: date
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def read_agenda(project: Project, meeting_id: int) -> list[AgendaItem]:
    """Return the items of a meeting in their order."""
    return project.all(AgendaItem, "meeting_id = ? ORDER BY position, id", (meeting_id,))


def read_previous_meeting(project: Project, meeting: Meeting) -> Meeting | None:
    """Return the body's latest meeting before this one."""
    found = project.all(
        Meeting,
        'body_id = ? AND ("on" < ? OR ("on" = ? AND number < ?)) ORDER BY "on" DESC, number DESC LIMIT 1',
        (meeting.body_id, meeting.on.isoformat(), meeting.on.isoformat(), meeting.number),
    )
    return found[0] if found else None


def read_open_decisions(
    project: Project, meeting: Meeting, *, on_its_day: bool = False
) -> list[tuple[Meeting, Decision]]:
    """Return the body's decisions of earlier meetings that are not carried out, oldest first.

    ``on_its_day``: those that were not carried out on the day of ``meeting``, as far as their dates tell.
    """
    day = meeting.on.isoformat()
    meetings = project.by_id(Meeting, 'body_id = ? AND "on" <= ?', (meeting.body_id, day))
    still_open, values = _was_open("done_on", day) if on_its_day else _IS_OPEN
    decisions = project.all(
        Decision,
        f"{still_open} AND meeting_id <> ?"
        ' AND meeting_id IN (SELECT id FROM meeting WHERE body_id = ? AND "on" <= ?)'
        ' ORDER BY (SELECT m."on" FROM meeting m WHERE m.id = meeting_id), number',
        (*values, meeting.id, meeting.body_id, day),
    )
    return [(meetings[decision.meeting_id], decision) for decision in decisions]


def read_open_tasks(project: Project, body_id: int, held: Meeting | None = None) -> list[Task]:
    """Return the open tasks from the body's meetings and decisions, the first to be done first.

    ``held``: a meeting of the past; then those from the meetings before it that were open on its day, as far as their
    dates tell.
    """
    still_open, values = _IS_OPEN
    meetings: tuple[str, tuple[object, ...]] = ("m.body_id = ?", (body_id,))
    if held is not None:
        day = held.on.isoformat()
        still_open, values = _was_open("done_on", day)
        meetings = ('m.body_id = ? AND m."on" <= ? AND m.id <> ?', (body_id, day, held.id))
    of_body, asked = meetings
    return project.all(
        Task,
        f"{still_open} AND (meeting_id IN (SELECT m.id FROM meeting m WHERE {of_body}) OR decision_id IN"
        f" (SELECT d.id FROM decision d JOIN meeting m ON m.id = d.meeting_id WHERE {of_body}))"
        " ORDER BY due_date IS NULL, due_date, id",
        (*values, *asked, *asked),
    )


def read_open_obstacles(project: Project, day: date | None = None) -> list[tuple[Obstacle, list[int]]]:
    """Return the open obstacles, oldest first, with the parties they concern.

    ``day``: those that were open on a day of the past, as far as their dates tell.
    """
    concerned: dict[int, list[int]] = {}
    for link in project.all(ObstacleParty, "1 ORDER BY id"):
        concerned.setdefault(link.obstacle_id, []).append(link.party_id)
    still_open, values = _IS_OPEN
    if day is not None:
        still_open, values = _was_open("closed_on", day.isoformat())
        still_open += " AND (raised_on IS NULL OR raised_on <= ?)"
        values += (day.isoformat(),)
    obstacles = project.all(Obstacle, f"{still_open} ORDER BY raised_on, id", values)
    return [(obstacle, concerned.get(obstacle.id, [])) for obstacle in obstacles]


_IS_OPEN: tuple[str, tuple[str, ...]] = ("state = 'open'", ())


def _was_open(closed: str, day: str) -> tuple[str, tuple[str, ...]]:
    """Return the condition, and its values, that something was open on ``day``: it is still, or was closed later."""
    return f"(state = 'open' OR {closed} > ?)", (day,)


def read_indicators_with_values(project: Project) -> list[Indicator]:
    """Return the indicators that have a value or a target."""
    return project.all(
        Indicator,
        "id IN (SELECT indicator_id FROM observation WHERE value IS NOT NULL)"
        " OR id IN (SELECT indicator_id FROM target) ORDER BY id",
    )


def read_all_targets(project: Project) -> dict[int, list[Target]]:
    """Return all target values by indicator."""
    found: dict[int, list[Target]] = {}
    for target in project.all(Target, '1 ORDER BY "on"'):
        found.setdefault(target.indicator_id, []).append(target)
    return found


def read_all_definition_changes(project: Project) -> dict[int, list[DefinitionChange]]:
    """Return all changes of definition by indicator."""
    found: dict[int, list[DefinitionChange]] = {}
    for change in project.all(DefinitionChange, "1 ORDER BY from_date"):
        found.setdefault(change.indicator_id, []).append(change)
    return found


def read_last_version(project: Project, meeting_id: int) -> int:
    """Return the version of the latest pack issued for a meeting, 0 when there is none."""
    found: int = project.rows("SELECT coalesce(max(version), 0) FROM issued_pack WHERE meeting_id = ?", (meeting_id,))[
        0
    ][0]
    return found


def read_earlier_judgements(project: Project, answer_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return what the same party said of the same measure in the period before, by answer: assessment, status and
    progress. Answers without an earlier one are left out.
    """
    rows = project.rows(
        "WITH asked AS (SELECT value AS id FROM json_each(?)), told AS ("
        " SELECT f.id, lag(f.id) OVER earlier AS earlier_id, lag(f.assessment) OVER earlier AS assessment,"
        " lag(f.status) OVER earlier AS status, lag(f.progress) OVER earlier AS progress"
        " FROM follow_up f JOIN period p ON p.id = f.period_id"
        " WHERE f.measure_id IN (SELECT measure_id FROM follow_up WHERE id IN (SELECT id FROM asked))"
        " WINDOW earlier AS (PARTITION BY f.measure_id, f.party_id ORDER BY p.end_date, p.code))"
        " SELECT id, assessment, status, progress FROM told WHERE earlier_id IS NOT NULL"
        " AND id IN (SELECT id FROM asked)",
        (json.dumps(list(answer_ids)),),
    )
    return {row[0]: {"assessment": row[1], "status": row[2], "progress": row[3]} for row in rows}


def read_net_changes(project: Project, since: datetime, until: datetime | None = None) -> list[NetChange]:
    """Return what happened to every row after ``since``, and up to ``until`` where given, oldest first.

    What the file was founded with is no change, and a row that is again as it was is left out.
    """
    rows = project.rows(
        "SELECT c.table_name, c.row_id, c.before, c.after, s.made_at FROM change c"
        " JOIN change_set s ON s.id = c.change_set_id WHERE s.kind <> 'found' AND s.made_at > ? AND s.made_at <= ?"
        " ORDER BY c.id",
        [moment.isoformat(timespec="seconds") for moment in (since, until or datetime.max)],
    )
    net: dict[tuple[str, int], tuple[str | None, str | None, str]] = {}
    for table, row_id, before, after, made_at in rows:
        first = net.pop((table, row_id))[0] if (table, row_id) in net else before
        net[table, row_id] = (first, after, made_at)
    return [
        NetChange(
            table,
            row_id,
            datetime.fromisoformat(made_at).date(),
            None if before is None else json.loads(before),
            None if after is None else json.loads(after),
        )
        for (table, row_id), (before, after, made_at) in net.items()
        if before != after
    ]
