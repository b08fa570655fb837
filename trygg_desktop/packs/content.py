"""All that a pack shows, frozen: gathered once from the project, rendered anywhere, the same in five years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from trygg_desktop.charts.matrix import StatusMatrix
from trygg_desktop.charts.series import Series
from trygg_desktop.domain.attention import Matter
from trygg_desktop.domain.chain import Link, LinkState
from trygg_desktop.domain.follow_up import FollowUp, ImportBatch
from trygg_desktop.domain.meetings import AgendaItem, Decision, Meeting, Task
from trygg_desktop.domain.news import NewsLine
from trygg_desktop.domain.organisation import Body
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Measure, Obstacle
from trygg_desktop.domain.programme import Programme
from trygg_desktop.domain.words import Secrecy
from trygg_desktop.messages import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLine:
    """A measure with its responsible party's answer for the period; ``past_end``: its last day has passed and it is
    not finished.
    """

    measure: Measure
    party: str
    answer: FollowUp | None
    state: LinkState
    past_end: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationLine:
    """What one party says deviates in a measure, and what it does about it."""

    measure: Measure
    party: str
    answer: FollowUp


@dataclass(frozen=True, slots=True, kw_only=True)
class ObstacleLine:
    obstacle: Obstacle
    owner: str
    escalated_to: str
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """An earlier decision with its number (SG 2026-3:2)."""

    label: str
    decision: Decision
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    task: Task
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A workbook that answers were read from."""

    batch: ImportBatch
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """A paper of an item; its bytes are kept under ``sha256``. ``beside``: it does not go into the pack, but lies
    beside it as a file of its own.
    """

    title: str
    file_name: str = ""
    media_type: str = ""
    sha256: str = ""
    secrecy: Secrecy = Secrecy.OPEN
    beside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemContent:
    """An agenda item with what it is linked to; ``sections`` are the keys of the sections it carries."""

    number: int
    item: AgendaItem
    measure: MeasureLine | None = None
    obstacle: ObstacleLine | None = None
    indicator: Series | None = None
    papers: tuple[PaperLine, ...] = ()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackContent:
    """One pack. ``language`` is that of its texts (``sv``); ``made_at`` the moment it was gathered, in the local time
    that is ``utc_offset`` ahead of UTC; ``is_draft`` until the meeting's papers are sent out. ``previous`` is the
    body's meeting before this one. ``reported`` says how many parties have reported for the period. ``sources`` are the
    workbooks that its answers were read from.
    """

    language: str
    programme: Programme
    body: Body
    meeting: Meeting
    label: str
    made_at: datetime
    utc_offset: timedelta = timedelta()
    version: int = 1
    is_draft: bool = True
    period: Period | None = None
    items: Sequence[ItemContent] = ()
    previous: Meeting | None = None
    previous_label: str = ""
    decisions: Sequence[DecisionLine] = ()
    tasks: Sequence[TaskLine] = ()
    news: Sequence[NewsLine] = ()
    links: Sequence[Link] = ()
    reported: Message | None = None
    matrix: StatusMatrix | None = None
    measures: Sequence[MeasureLine] = ()
    deviations: Sequence[DeviationLine] = ()
    matters: Sequence[Matter] = ()
    obstacles: Sequence[ObstacleLine] = ()
    indicators: Sequence[Series] = ()
    sources: Sequence[SourceLine] = ()

    @property
    def day(self) -> date:
        """The day on which what is open is seen: the day the pack was made, or the meeting's when that had passed."""
        return self.meeting.on if self.is_afterwards else self.made_at.date()

    @property
    def is_afterwards(self) -> bool:
        """Whether the pack was made when the meeting's day had passed."""
        return self.meeting.on < self.made_at.date()
