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
from trygg_desktop.domain.pack_profiles import ITEMS, Part
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Goal, Measure, Obstacle
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
    secrecy: Secrecy = Secrecy.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    task: Task
    party: str
    secrecy: Secrecy = Secrecy.OPEN


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
class GoalLine:
    """A goal, and the codes of the measures that serve it."""

    goal: Goal
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedArea:
    """What the police list said of an area when the programme began and says now; empty: not on the list."""

    area: str
    before: str
    now: str
    since: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTable:
    """EST's counts: ``rows`` of (area, counts by kind); ``None`` where nothing was counted. ``hidden`` are the cells
    (row, column) that are not shown, where a row or column after the last is that of the sums.
    """

    kinds: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]
    first_week: str
    last_week: str
    hidden: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedLine:
    """What was left out of a public pack: where, and why. Never what it said."""

    place: Message
    why: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """What differs from the version before: where, and what happened there."""

    place: Message
    what: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class PackContent:
    """One pack. ``language`` is that of its texts (``sv``); ``made_at`` the moment it was gathered, in the local time
    that is ``utc_offset`` ahead of UTC; ``is_draft`` until the meeting's papers are sent out. ``previous`` is the
    body's meeting before this one. ``reported`` says how many parties have reported for the period. ``sources`` are the
    workbooks that its answers were read from. ``parts`` are the pack's parts in their order, none for the usual ones;
    ``hidden_values`` are the values (indicator id, when) that a public pack does not show, ``masked`` is its log, which
    is not printed. ``changes`` are those from version ``changed_from``. ``with_evidence``: the file
    carries the files named in ``carried``, and cannot carry the originals named in ``withheld``.
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
    goals: Sequence[GoalLine] = ()
    areas: Sequence[ListedArea] = ()
    est: CountTable | None = None
    profile: str = ""
    parts: tuple[Part, ...] = ()
    with_papers: bool = True
    is_public: bool = False
    hidden_values: tuple[tuple[int, str], ...] = ()
    masked: Sequence[MaskedLine] = ()
    changes: Sequence[ChangeLine] = ()
    changed_from: int = 0
    with_evidence: bool = False
    carried: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """The day on which what is open is seen: the day the pack was made, or the meeting's when that had passed."""
        return self.meeting.on if self.is_afterwards else self.made_at.date()

    @property
    def shows_items(self) -> bool:
        """Whether the items of the agenda have pages of their own."""
        return not self.parts or any(part.key == ITEMS for part in self.parts)

    @property
    def is_afterwards(self) -> bool:
        """Whether the pack was made when the meeting's day had passed."""
        return self.meeting.on < self.made_at.date()
