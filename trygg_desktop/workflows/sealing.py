"""Adjusted notes are closed: what stands in them is changed by a visible correction only."""

from collections.abc import Sequence
from typing import Any

from trygg_desktop.domain.meetings import Decision, Meeting, Task, meeting_label
from trygg_desktop.domain.organisation import Body
from trygg_desktop.errors import UserError
from trygg_desktop.store.meeting_cycle_reading import meeting_of, read_seal
from trygg_desktop.store.project import Project

_LIVES_ON: dict[type[Any], frozenset[str]] = {
    Decision: frozenset({"state", "done_on", "measure_id", "obstacle_id"}),
    Task: frozenset({"state", "done_on", "measure_id"}),
}
"""What is no part of the notes: whether a decision or task is carried out, and what it belongs to."""


def refuse_if_sealed(project: Project, meeting_id: int | None) -> None:
    """Raise ``UserError`` naming the meeting when its notes have been adjusted."""
    if meeting_id is not None and (seal := read_seal(project, meeting_id)):
        meeting = project.get(Meeting, meeting_id)
        raise UserError(
            "The notes of {meeting} were adjusted on {day} and are closed. Open the meeting and choose Correct the"
            " notes …: the correction is shown beside them.",
            meeting=meeting_label(project.get(Body, meeting.body_id).code, meeting),
            day=seal.sealed_on,
        )


def refuse_sealed(project: Project, kind: type[Any], row_ids: Sequence[int], field: str = "") -> None:
    """Raise ``UserError`` when one of the records stands in adjusted notes and ``field`` of it, or all of it, is
    closed.
    """
    if field not in _LIVES_ON.get(kind, frozenset()):
        for row_id in row_ids:
            refuse_if_sealed(project, meeting_of(project, kind, row_id))
