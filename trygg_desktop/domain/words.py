"""The field's code words and how they are said: status, assessment, level, kind.

A status is never colour alone: every assessment has a word and a shape (``MARKS``) beside its colour.
"""

from enum import StrEnum

from trygg_desktop.messages import N_, Message


class PartyKind(StrEnum):
    POLICE = "police"
    SOFT = "soft"
    HARD = "hard"
    COMPANY = "company"
    AUTHORITY = "authority"
    CIVIL_SOCIETY = "civil_society"
    RESEARCH = "research"


class BodyKind(StrEnum):
    ASSIGNER = "assigner"
    OWNER = "owner"
    STEERING_GROUP = "steering_group"
    PROJECT_LEADER = "project_leader"
    WORK_GROUP = "work_group"
    REFERENCE_GROUP = "reference_group"
    EST = "est"
    SSPF = "sspf"
    TREFAS = "trefas"
    PLACE_COOPERATION = "place_cooperation"


class SeatKind(StrEnum):
    CHAIR = "chair"
    MEMBER = "member"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    CO_OPTED = "co_opted"


class Level(StrEnum):
    """The four levels of the programme's analysis model."""

    LIVING_CONDITIONS = "living_conditions"
    INFLUENCING = "influencing"
    CRIME = "crime"
    SAFETY = "safety"


class MeasureKind(StrEnum):
    SITUATIONAL = "situational"
    SOCIAL = "social"


class Status(StrEnum):
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    LATE = "late"
    CANCELLED = "cancelled"


class Assessment(StrEnum):
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    NONE = "none"


class Outlook(StrEnum):
    """How a goal is judged: reached, or likely to be."""

    REACHED = "reached"
    EXPECTED = "expected"
    UNCERTAIN = "uncertain"
    NOT_EXPECTED = "not_expected"
    NOT_REACHED = "not_reached"


class Direction(StrEnum):
    """Which way an indicator should go."""

    UP = "up"
    DOWN = "down"
    NEUTRAL = "neutral"


class Secrecy(StrEnum):
    OPEN = "open"
    INTERNAL = "internal"
    MAY_BE_SECRET = "may_be_secret"


class RuleKind(StrEnum):
    """What a reading rule is about."""

    SHEET = "sheet"
    COLUMN = "column"
    WORD = "word"
    MEASURE = "measure"


class ItemKind(StrEnum):
    INFORMATION = "information"
    DISCUSSION = "discussion"
    DECISION = "decision"


class ItemOutcome(StrEnum):
    CLOSED = "closed"
    CARRIED = "carried"
    TABLED = "tabled"
    REFERRED_BACK = "referred_back"


class AttendanceState(StrEnum):
    PRESENT = "present"
    ABSENT = "absent"
    DEPUTY = "deputy"


class SeriesUnit(StrEnum):
    WEEK = "week"
    MONTH = "month"


class WheelYears(StrEnum):
    EVERY = "every"
    ODD = "odd"
    EVEN = "even"


class MeetingState(StrEnum):
    PLANNED = "planned"
    SENT = "sent"
    HELD = "held"
    ADJUSTED = "adjusted"


class TaskState(StrEnum):
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class ObstacleState(StrEnum):
    OPEN = "open"
    SOLVED = "solved"
    ACCEPTED = "accepted"


class PeriodState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


_SAID: tuple[tuple[StrEnum, Message], ...] = (
    (PartyKind.POLICE, N_("police")),
    (PartyKind.SOFT, N_("soft services")),
    (PartyKind.HARD, N_("hard services")),
    (PartyKind.COMPANY, N_("municipal company")),
    (PartyKind.AUTHORITY, N_("authority")),
    (PartyKind.CIVIL_SOCIETY, N_("civil society")),
    (PartyKind.RESEARCH, N_("research")),
    (BodyKind.ASSIGNER, N_("assigner")),
    (BodyKind.OWNER, N_("project owner")),
    (BodyKind.STEERING_GROUP, N_("steering group")),
    (BodyKind.PROJECT_LEADER, N_("project leader")),
    (BodyKind.WORK_GROUP, N_("work group")),
    (BodyKind.REFERENCE_GROUP, N_("reference group")),
    (BodyKind.EST, N_("EST group")),
    (BodyKind.SSPF, N_("SSPF group")),
    (BodyKind.TREFAS, N_("TREFAS group")),
    (BodyKind.PLACE_COOPERATION, N_("place co-operation")),
    (SeatKind.CHAIR, N_("chair")),
    (SeatKind.MEMBER, N_("member")),
    (SeatKind.DEPUTY, N_("deputy")),
    (SeatKind.SECRETARY, N_("secretary")),
    (SeatKind.CO_OPTED, N_("co-opted")),
    (Level.LIVING_CONDITIONS, N_("Living conditions")),
    (Level.INFLUENCING, N_("Influencing factors")),
    (Level.CRIME, N_("Crime")),
    (Level.SAFETY, N_("Safety")),
    (MeasureKind.SITUATIONAL, N_("situational")),
    (MeasureKind.SOCIAL, N_("social")),
    (Status.NOT_STARTED, N_("not started")),
    (Status.IN_PROGRESS, N_("in progress")),
    (Status.DONE, N_("done")),
    (Status.LATE, N_("late")),
    (Status.CANCELLED, N_("cancelled")),
    (Assessment.GREEN, N_("green")),
    (Assessment.YELLOW, N_("yellow")),
    (Assessment.RED, N_("red")),
    (Assessment.NONE, N_("not assessed")),
    (Outlook.REACHED, N_("reached")),
    (Outlook.EXPECTED, N_("expected to be reached")),
    (Outlook.UNCERTAIN, N_("uncertain")),
    (Outlook.NOT_EXPECTED, N_("not expected to be reached")),
    (Outlook.NOT_REACHED, N_("not reached")),
    (Direction.UP, N_("should rise")),
    (Direction.DOWN, N_("should fall")),
    (Direction.NEUTRAL, N_("no direction")),
    (Secrecy.OPEN, N_("open")),
    (Secrecy.INTERNAL, N_("internal")),
    (Secrecy.MAY_BE_SECRET, N_("may be secret")),
    (RuleKind.SHEET, N_("sheet")),
    (RuleKind.COLUMN, N_("column")),
    (RuleKind.WORD, N_("word")),
    (RuleKind.MEASURE, N_("measure")),
    (ItemKind.INFORMATION, N_("information")),
    (ItemKind.DISCUSSION, N_("discussion")),
    (ItemKind.DECISION, N_("decision")),
    (ItemOutcome.CLOSED, N_("closed item")),
    (ItemOutcome.CARRIED, N_("goes on to the next meeting")),
    (ItemOutcome.TABLED, N_("tabled")),
    (ItemOutcome.REFERRED_BACK, N_("referred back")),
    (AttendanceState.PRESENT, N_("present")),
    (AttendanceState.ABSENT, N_("absent")),
    (AttendanceState.DEPUTY, N_("represented by a deputy")),
    (SeriesUnit.WEEK, N_("week")),
    (SeriesUnit.MONTH, N_("month")),
    (WheelYears.EVERY, N_("every year")),
    (WheelYears.ODD, N_("odd years")),
    (WheelYears.EVEN, N_("even years")),
    (MeetingState.PLANNED, N_("planned")),
    (MeetingState.SENT, N_("sent out")),
    (MeetingState.HELD, N_("held")),
    (MeetingState.ADJUSTED, N_("adjusted")),
    (TaskState.OPEN, N_("open task")),
    (TaskState.DONE, N_("carried out")),
    (TaskState.CANCELLED, N_("dropped")),
    (ObstacleState.OPEN, N_("open obstacle")),
    (ObstacleState.SOLVED, N_("solved")),
    (ObstacleState.ACCEPTED, N_("accepted")),
    (PeriodState.OPEN, N_("open period")),
    (PeriodState.CLOSED, N_("closed")),
)
_WORDS = {(type(word), word): said for word, said in _SAID}  # done is done, but of a measure and a task said apart

MARKS = {
    Assessment.GREEN: "●",
    Assessment.YELLOW: "▲",
    Assessment.RED: "■",
    Assessment.NONE: "○",
}
MISSING_MARK = "✕"
"""Shown for a party whose report is missing after the last day."""


def say(word: StrEnum) -> Message:
    """Return how a code word is said."""
    return _WORDS[type(word), word]


def choices(kind: type[StrEnum]) -> list[tuple[StrEnum, Message]]:
    """Return the words of one kind in their fixed order, for lists and boxes."""
    return [(word, say(word)) for word in kind]
