"""Read models for what a meeting leaves behind: who was there, what is sealed, what waits for the next meeting."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from trygg_desktop.domain.meetings import AgendaItem, Decision, Meeting, decision_label, meeting_label
from trygg_desktop.domain.membership import sort_seats
from trygg_desktop.domain.minutes import Attendance, Correction, Recusal, SealedMinutes
from trygg_desktop.domain.organisation import Body, Seat
from trygg_desktop.domain.plan import Obstacle
from trygg_desktop.domain.words import ItemOutcome
from trygg_desktop.store.project import Project
from trygg_desktop.store.records import table_of

_MEETING_OF = {
    "meeting": "SELECT id FROM meeting WHERE id = ?",
    "agenda_item": "SELECT meeting_id FROM agenda_item WHERE id = ?",
    "decision": "SELECT meeting_id FROM decision WHERE id = ?",
    "task": "SELECT meeting_id FROM task WHERE id = ?",
    "attendance": "SELECT meeting_id FROM attendance WHERE id = ?",
    "recusal": "SELECT i.meeting_id FROM recusal r JOIN agenda_item i ON i.id = r.item_id WHERE r.id = ?",
    "paper": "SELECT i.meeting_id FROM paper p JOIN agenda_item i ON i.id = p.item_id WHERE p.id = ?",
    "correction": "SELECT meeting_id FROM correction WHERE id = ?",
    "sealed_minutes": "SELECT meeting_id FROM sealed_minutes WHERE id = ?",
}


def meeting_of(project: Project, kind: type[Any], row_id: int) -> int | None:
    """Return the meeting that a record belongs to, ``None`` when it belongs to none."""
    query = _MEETING_OF.get(table_of(kind))
    rows = project.rows(query, (row_id,)) if query else []
    return rows[0][0] if rows else None


def read_seal(project: Project, meeting_id: int) -> SealedMinutes | None:
    """Return the adjusted notes of a meeting, ``None`` until it is adjusted."""
    found = project.all(SealedMinutes, "meeting_id = ?", (meeting_id,))
    return found[0] if found else None


def read_corrections(project: Project, meeting_id: int) -> list[Correction]:
    """Return what was put right in a meeting's adjusted notes, oldest first."""
    return project.all(Correction, "meeting_id = ? ORDER BY made_on, id", (meeting_id,))


def read_attendance(project: Project, meeting_id: int) -> list[Attendance]:
    """Return who was at a meeting, as it was noted."""
    return project.all(Attendance, "meeting_id = ? ORDER BY id", (meeting_id,))


def read_recusals(project: Project, meeting_id: int) -> list[Recusal]:
    """Return who stepped aside at a meeting, by item."""
    return project.all(
        Recusal, "item_id IN (SELECT id FROM agenda_item WHERE meeting_id = ?) ORDER BY id", (meeting_id,)
    )


def read_seats_on(project: Project, body_id: int, day: date) -> list[Seat]:
    """Return the seats of a body that were held on a day: chair, secretary, then as they were added."""
    return sort_seats(
        project.all(
            Seat,
            "body_id = ? AND (valid_from IS NULL OR valid_from <= ?) AND (valid_to IS NULL OR valid_to >= ?)"
            " ORDER BY id",
            (body_id, day.isoformat(), day.isoformat()),
        )
    )


_WAITS = (
    "(i.outcome IN ('carried', 'tabled', 'referred_back') OR"
    " (i.outcome IS NULL AND i.carried_from_id IS NOT NULL AND m.state IN ('held', 'adjusted')))"
    " AND NOT EXISTS (SELECT 1 FROM agenda_item later WHERE later.carried_from_id = i.id)"
)
"""An item that ended otherwise than closed, or came from an earlier meeting and was not dealt with, and that no later
meeting has taken up."""


def read_items_to_carry(project: Project, body_id: int) -> list[tuple[Meeting, AgendaItem]]:
    """Return the items that wait for the body's next meeting, oldest first, each with its meeting."""
    meetings = project.by_id(Meeting, "body_id = ?", (body_id,))
    ids = [
        row[0]
        for row in project.rows(
            "SELECT i.id FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id"
            f' WHERE m.body_id = ? AND {_WAITS} ORDER BY m."on", i.position, i.id',
            (body_id,),
        )
    ]
    items = [project.get(AgendaItem, item_id) for item_id in ids]
    return [(meetings[item.meeting_id], item) for item in items]


def read_coming_meeting(project: Project, body_id: int, after: Meeting | None = None) -> Meeting | None:
    """Return the body's first meeting that has not been held; ``after`` a meeting, the first one later than it."""
    day = after.on.isoformat() if after else ""
    number = after.number if after else 0
    found = project.all(
        Meeting,
        "body_id = ? AND state IN ('planned', 'sent') AND (\"on\" > ? OR (\"on\" = ? AND number > ?))"
        ' ORDER BY "on", number LIMIT 1',
        (body_id, day, day, number),
    )
    return found[0] if found else None


def read_obstacles_to_take_up(project: Project, body_id: int) -> list[Obstacle]:
    """Return the open obstacles that were lifted to a body and stand on none of its agendas, oldest first."""
    return project.all(
        Obstacle,
        "state = 'open' AND escalated_to_id = ? AND id NOT IN (SELECT i.obstacle_id FROM agenda_item i"
        " JOIN meeting m ON m.id = i.meeting_id WHERE m.body_id = ? AND i.obstacle_id IS NOT NULL)"
        " ORDER BY raised_on, id",
        (body_id, body_id),
    )


def read_decisions_on(project: Project, obstacle_id: int) -> list[tuple[str, Decision]]:
    """Return the decisions on an obstacle with their numbers, oldest first."""
    meetings, bodies = project.by_id(Meeting), project.by_id(Body)
    decisions = project.all(Decision, "obstacle_id = ? ORDER BY id", (obstacle_id,))
    return [
        (decision_label(bodies[meetings[d.meeting_id].body_id].code, meetings[d.meeting_id], d), d) for d in decisions
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedItem:
    """An item that was tabled, referred back or carried on and is not closed. ``waits_for`` is the label of the
    meeting that takes it up, empty when there is none; ``due`` is that meeting's day.
    """

    id: int
    title: str
    outcome: ItemOutcome
    body_id: int
    body: str
    meeting_id: int
    meeting: str
    since: date
    times: int
    waits_for: str = ""
    due: date | None = None

    def is_late(self, day: date) -> bool:
        """Tell whether nobody takes it up: no meeting lies ahead for it, or that meeting's day has passed."""
        return self.due is None or self.due < day


def read_watched_items(project: Project) -> list[WatchedItem]:
    """Return the items that are watched until they are closed, those that have waited longest first.

    One line per matter: where an item has been carried several times, the latest of them speaks for all, and
    ``since`` is the day of the first meeting that put it off.
    """
    rows = project.rows(
        "WITH RECURSIVE chain (first_id, item_id, times) AS ("
        " SELECT id, id, 0 FROM agenda_item WHERE carried_from_id IS NULL"
        "  AND outcome IN ('carried', 'tabled', 'referred_back')"
        " UNION ALL SELECT chain.first_id, i.id, chain.times + 1 FROM agenda_item i"
        "  JOIN chain ON i.carried_from_id = chain.item_id)"
        " SELECT chain.first_id, chain.item_id, chain.times FROM chain WHERE NOT EXISTS ("
        "  SELECT 1 FROM agenda_item later WHERE later.carried_from_id = chain.item_id)"
    )
    items = project.by_id(
        AgendaItem, "outcome IN ('carried', 'tabled', 'referred_back') OR carried_from_id IS NOT NULL"
    )
    meetings, bodies = project.by_id(Meeting), project.by_id(Body)
    watched = []
    for first_id, last_id, times in rows:
        first, last = items[first_id], items[last_id]
        if last.outcome is ItemOutcome.CLOSED:
            continue
        put_off = last if last.outcome else items.get(last.carried_from_id or 0, first)
        at, began = meetings[put_off.meeting_id], meetings[first.meeting_id]
        taken_up = meetings[last.meeting_id] if last.outcome is None else None
        body = bodies[at.body_id]
        watched.append(
            WatchedItem(
                id=last.id,
                title=last.title,
                outcome=put_off.outcome or ItemOutcome.CARRIED,
                body_id=body.id,
                body=body.name,
                meeting_id=at.id,
                meeting=meeting_label(body.code, at),
                since=began.on,
                times=times + (1 if taken_up is None else 0),
                waits_for=meeting_label(body.code, taken_up) if taken_up else "",
                due=taken_up.on if taken_up else None,
            )
        )
    return sorted(watched, key=lambda line: (line.since, line.id))
