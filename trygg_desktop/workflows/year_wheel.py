"""The year wheel as it is drawn: what comes round in a year, and the meetings in it."""

from trygg_desktop.charts.spec import Ref
from trygg_desktop.charts.year_wheel import WheelArc, WheelMeeting, YearWheel
from trygg_desktop.domain.meeting_year import months_of
from trygg_desktop.domain.meetings import meeting_label
from trygg_desktop.store.meeting_year_reading import MeetingYear

_OFTEN = 16
"""A body that meets more often than this is left out of the wheel: its signs would stand on each other."""


def make_wheel(known: MeetingYear) -> YearWheel:
    """Return what the wheel of a year shows. Bodies stand in the order of the organisation."""
    counts = {body_id: sum(m.body_id == body_id for m in known.meetings) for body_id in known.bodies}
    shown = [body_id for body_id in known.bodies if 0 < counts[body_id] <= _OFTEN]
    return YearWheel(
        year=known.year,
        arcs=[
            WheelArc(entry.title, tuple(months_of(entry)), entry.note, Ref("wheel_entry", entry.id))
            for entry in known.entries
        ],
        meetings=[
            WheelMeeting(
                meeting.on,
                meeting_label(known.bodies[meeting.body_id].code, meeting),
                shown.index(meeting.body_id),
                Ref("meeting", meeting.id),
            )
            for meeting in known.meetings
            if meeting.body_id in shown
        ],
        bodies=[known.bodies[body_id].name for body_id in shown],
    )
