"""The chain of the plan: problem, cause, goal, measure, activity."""

from dataclasses import dataclass
from datetime import date

from trygg_desktop.domain.words import Level, MeasureKind, ObstacleState, Outlook, Secrecy, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    id: int = 0
    code: str
    area_id: int | None = None
    level: Level | None = None
    text: str
    secrecy: Secrecy = Secrecy.INTERNAL
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    id: int = 0
    code: str
    problem_id: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A goal in the goal tree; ``target`` is how one sees that it is reached."""

    id: int = 0
    code: str
    parent_id: int | None = None
    name: str
    level: Level | None = None
    target: str = ""
    outlook: Outlook | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure (*åtgärd*). ``code`` (Å-01) is given once and never used again. Money is in öre."""

    id: int = 0
    code: str
    title: str
    party_id: int | None = None
    area_id: int | None = None
    level: Level | None = None
    goal_id: int | None = None
    cause_id: int | None = None
    kind: MeasureKind | None = None
    description: str = ""
    start_date: date | None = None
    end_date: date | None = None
    budget_ore: int | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A party that takes part in a measure without being responsible for it."""

    id: int = 0
    measure_id: int
    party_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureIndicator:
    """An indicator that shows whether a measure works."""

    id: int = 0
    measure_id: int
    indicator_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    id: int = 0
    measure_id: int
    title: str
    party_id: int | None = None
    start_date: date | None = None
    end_date: date | None = None
    status: Status = Status.NOT_STARTED
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """A *hinder för samverkan*: something that stands in the way of working together."""

    id: int = 0
    text: str
    raised_on: date | None = None
    owner_party_id: int | None = None
    owner_body_id: int | None = None
    escalated_to_id: int | None = None
    measure_id: int | None = None
    state: ObstacleState = ObstacleState.OPEN
    closed_on: date | None = None
    resolution: str = ""
    secrecy: Secrecy = Secrecy.INTERNAL


@dataclass(frozen=True, slots=True, kw_only=True)
class ObstacleParty:
    """A party that an obstacle concerns."""

    id: int = 0
    obstacle_id: int
    party_id: int
