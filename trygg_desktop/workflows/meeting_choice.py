"""Which meeting is meant: named by its label or number, or the one to prepare next."""

from collections.abc import Sequence
from datetime import date

from trygg_desktop.domain.meetings import Meeting, meeting_label
from trygg_desktop.domain.organisation import Body
from trygg_desktop.domain.words import BodyKind, MeetingState
from trygg_desktop.errors import UserError
from trygg_desktop.formats import fold
from trygg_desktop.store.project import Project


def find_meeting(project: Project, name: str) -> Meeting:
    """Return the meeting of a label (``SG 2026-4``) or an id. Raises ``UserError`` naming the meetings there are."""
    bodies = project.by_id(Body)
    labels = {meeting_label(bodies[meeting.body_id].code, meeting): meeting for meeting in _by_day(project)}
    for label, meeting in labels.items():
        if fold(name) in (fold(label), str(meeting.id)):
            return meeting
    raise UserError("There is no meeting {name}. There are {labels}.", name=name, labels=", ".join(labels))


def meeting_to_prepare(project: Project, today: date) -> Meeting:
    """Return the steering group's next meeting; when none lies ahead its latest one that has not been held, else its
    latest. Raises ``UserError`` when the steering group has no meeting.
    """
    bodies = project.by_id(Body)
    own = [m for m in _by_day(project) if bodies[m.body_id].kind is BodyKind.STEERING_GROUP]
    waiting = [meeting for meeting in own if meeting.state in (MeetingState.PLANNED, MeetingState.SENT)]
    ahead = [meeting for meeting in waiting if meeting.on >= today]
    if not own:
        raise UserError("The steering group has no meeting to make a pack for. Plan one first.")
    return ahead[0] if ahead else (waiting or own)[-1]


def _by_day(project: Project) -> Sequence[Meeting]:
    return sorted(project.all(Meeting), key=lambda meeting: (meeting.on, meeting.id))
