"""What reading a returned workbook would change, before anything is changed: plain data for window and command line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar

from trygg_desktop.domain.est import EstPlace
from trygg_desktop.domain.follow_up import ImportBatch
from trygg_desktop.domain.indicators import Indicator
from trygg_desktop.domain.interpretation import Interpretation
from trygg_desktop.domain.organisation import Area, Party
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.reading_rules import ReadingRule
from trygg_desktop.domain.returns import Problem, ReadBook, ReadValue, Severity
from trygg_desktop.messages import Message

RowKey = tuple[str, str, int, str]
"""Names a row of a returned workbook: SHA-256 of the file, sheet, row, and the period or date it speaks of."""

How = Literal["key", "code", "title", "likeness", "profile", "link", "new", "none"]
"""How a row's measure was found; ``profile`` by what the leader said earlier of this party's rows, ``link`` by the
leader's own hand, ``new`` for a measure that is made when the row is taken in."""

State = Literal["new", "changed", "same", "blank", "refused"]
"""What taking the row in would do. ``blank`` rows answer nothing; ``refused`` ones hold an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One answer as it is stored and as it would be; ``original`` is what stood in the cell."""

    old: object
    new: object
    cell: str
    original: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """One row of a workbook. ``period`` has the id 0 when the project does not have it yet.

    ``changes`` holds the fields that differ from what is stored. A refused row's changes leave out the fields that
    could not be understood; it is taken in only when asked for by its key. ``earlier`` is what the party's workbook
    before this one said, and ``held_back`` the changes that are taken in only when asked for.
    """

    key: RowKey
    sheet: str
    row: int
    code: str = ""
    title: str = ""
    measure: Measure | None = None
    how: How = "none"
    score: int = 0
    nearest: tuple[tuple[int, int], ...] = ()
    party_id: int | None = None
    period: Period | None = None
    values: Mapping[str, ReadValue] = field(default_factory=dict)
    changes: Mapping[str, FieldChange] = field(default_factory=dict)
    earlier: Mapping[str, object] = field(default_factory=dict)
    held_back: frozenset[str] = frozenset()
    state: State = "blank"
    problems: tuple[Problem, ...] = ()
    is_foreign: bool = False
    """True where the party neither owns the measure nor takes part in it: the row is taken in only when asked for."""
    is_open: bool = True
    """False where the row can never be taken in: its period is closed, or nobody is named."""

    @property
    def match(self) -> str:
        """How the measure was found, in one word: ``key``, ``code``, ``title``, ``likeness 87``, ``link``, ``none``."""
        return f"likeness {self.score}" if self.how == "likeness" else self.how

    @property
    def is_news(self) -> bool:
        """Tell whether the row is taken in without being asked for."""
        return self.state in ("new", "changed") and not self.is_foreign

    @property
    def needs_masking(self) -> bool:
        """Tell whether something personal must be masked before the row can be stored."""
        return needs_masking(self.problems)

    @property
    def can_be_taken(self) -> bool:
        """Tell whether there is something to store, a place for it, and nothing personal in it."""
        if self.needs_masking:
            return False
        return bool(self.is_open and self.measure and self.party_id and self.period and self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewObservation:
    """One indicator value of a workbook."""

    key: RowKey
    sheet: str
    row: int
    cell: str
    name: str
    on: str
    indicator: Indicator | None = None
    old: float | None = None
    new: float | None = None
    n: int | None = None
    source: str = ""
    original: str = ""
    observation_id: int = 0
    state: State = "same"
    problems: tuple[Problem, ...] = ()

    @property
    def is_news(self) -> bool:
        """Tell whether the value is taken in without being asked for."""
        return self.state in ("new", "changed")

    @property
    def needs_masking(self) -> bool:
        """Tell whether something personal must be masked before the value can be stored."""
        return needs_masking(self.problems)

    @property
    def can_be_taken(self) -> bool:
        """Tell whether there is something to store and a place for it."""
        return self.indicator is not None and self.state in ("new", "changed")


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewEst:
    """One count of EST. ``area_name`` is what the list calls the area; its rows are refused while that is unknown."""

    key: RowKey
    sheet: str
    row: int
    cell: str
    week: str
    area: Area | None = None
    area_name: str = ""
    place: str = ""
    event_type: str = ""
    old: int | None = None
    new: int | None = None
    source: str = ""
    original: str = ""
    est_id: int = 0
    state: State = "same"
    problems: tuple[Problem, ...] = ()

    @property
    def counted(self) -> EstPlace:
        """What is counted: week, area, place and kind of event."""
        return (self.week, self.area.id if self.area else 0, self.place, self.event_type)

    @property
    def is_news(self) -> bool:
        """Tell whether the count is taken in without being asked for."""
        return self.state in ("new", "changed")

    @property
    def can_be_taken(self) -> bool:
        """Tell whether there is something to store and a place for it."""
        return self.is_news


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Counts of rows and values by what they would do, and of problems."""

    new: int = 0
    changed: int = 0
    same: int = 0
    unmatched: int = 0
    errors: int = 0
    warnings: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """One workbook beside what is stored. ``rows`` speak of known measures, ``unmatched`` of none that is known.
    The leader left the ``skipped`` ones out.

    ``refused`` says why nothing of the book can be taken in. ``earlier`` is the latest reading of the same file.
    An ``is_outdated`` book was read before newer answers of the same party and period: it is taken in on request only.
    ``compared_with`` is the party's latest other workbook for the period, ``cells_changed`` how many answers differ,
    ``cells_blanked`` how many it gave that are blank now.
    """

    file_name: str
    sha256: str
    party: Party | None = None
    period: Period | None = None
    sheets: tuple[str, ...] = ()
    rows: tuple[PreviewRow, ...] = ()
    unmatched: tuple[PreviewRow, ...] = ()
    skipped: tuple[PreviewRow, ...] = ()
    observations: tuple[PreviewObservation, ...] = ()
    est: tuple[PreviewEst, ...] = ()
    ignored: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    refused: Message | None = None
    earlier: ImportBatch | None = None
    is_outdated: bool = False
    compared_with: ImportBatch | None = None
    cells_changed: int = 0
    cells_blanked: int = 0
    content: bytes = field(default=b"", repr=False)
    holds_identity_numbers: bool = False
    interpretation: Interpretation = field(default_factory=Interpretation)
    profile: tuple[ReadingRule, ...] = ()
    """The party's rules that the book was read with."""
    lessons: tuple[ReadingRule, ...] = ()
    """What the leader said of this book's own words, to be kept as rules when anything of it is taken in."""

    @property
    def all_problems(self) -> list[Problem]:
        """The problems of the book, its rows and its values. What is said of a row for each of its periods alike, as
        in a wide table, is there once.
        """
        parts: list[Sequence[Problem]] = [self.problems]
        parts += [row.problems for row in (*self.rows, *self.unmatched)]
        parts += [seen.problems for seen in self.observations]
        parts += [seen.problems for seen in self.est]
        return tell_once(problem for part in parts for problem in part)

    @property
    def unmatched_rows(self) -> dict[tuple[str, int], list[PreviewRow]]:
        """The rows of the workbook that no measure was found for, by sheet and row: one of a wide table answers for
        several periods.
        """
        found: dict[tuple[str, int], list[PreviewRow]] = {}
        for row in self.unmatched:
            found.setdefault((row.sheet, row.row), []).append(row)
        return found

    @property
    def unmatched_names(self) -> list[str]:
        """What the rows are called that no measure or indicator was found for, each row of the workbook once."""
        values = [(seen.sheet, seen.row, seen.name) for seen in self.observations if seen.indicator is None]
        rows = [row.title or row.code for row, *_ in self.unmatched_rows.values()]
        return rows + [name for _, _, name in dict.fromkeys(values)]

    @property
    def holds_personal(self) -> bool:
        """Tell whether anything personal stood in the answers, masked since or not."""
        skipped = [problem for row in self.skipped for problem in row.problems]
        return any(problem.is_personal for problem in (*self.all_problems, *skipped))

    @property
    def changes_something(self) -> bool:
        """Tell whether any row or value can be taken in without being asked for."""
        everything: list[PreviewRow | PreviewObservation | PreviewEst] = [*self.rows, *self.observations, *self.est]
        return any(seen.is_news and seen.can_be_taken for seen in everything)

    @property
    def offers_something(self) -> bool:
        """Tell whether any row or value can be taken in, if only when asked for."""
        everything: list[PreviewRow | PreviewObservation | PreviewEst] = [*self.rows, *self.observations, *self.est]
        return any(seen.can_be_taken for seen in everything)

    def takes_unasked(self, seen: PreviewRow | PreviewObservation | PreviewEst) -> bool:
        """Tell whether a row or value of the book is taken in without being asked for, but for what is held back."""
        return seen.is_news and seen.can_be_taken and not self.is_outdated

    def is_chosen(self, seen: PreviewRow | PreviewObservation | PreviewEst) -> bool:
        """Tell whether anything of a row or value of the book is taken in without being asked for."""
        held = isinstance(seen, PreviewRow) and seen.changes.keys() <= seen.held_back
        return self.takes_unasked(seen) and not held

    @property
    def summary(self) -> Summary:
        """What taking the book in would do. Only rows that are chosen from the start count as new or changed: not one
        of a measure that is none of the party's, and none of an outdated book.
        """
        known = [seen for seen in self.observations if seen.indicator]
        everything: list[PreviewRow | PreviewObservation | PreviewEst] = [*self.rows, *known, *self.est]
        states = [seen.state for seen in everything if seen.state == "same" or self.is_chosen(seen)]
        severities = [problem.severity for problem in self.all_problems]
        return Summary(
            new=states.count("new"),
            changed=states.count("changed"),
            same=states.count("same"),
            unmatched=len(self.unmatched_names),
            errors=severities.count("error"),
            warnings=severities.count("warning"),
        )


def empty_preview(book: ReadBook, refused: Message | None) -> Preview:
    """Return the preview of a book that nothing is taken from."""
    return Preview(
        file_name=book.file_name,
        sha256=book.sha256,
        sheets=book.sheets,
        ignored=book.ignored,
        problems=book.problems,
        refused=refused,
        content=book.content,
        holds_identity_numbers=book.holds_identity_numbers,
        interpretation=book.interpretation,
    )


Seen = TypeVar("Seen", PreviewRow, PreviewObservation)


def complain(seen: Seen, severity: Severity, message: Message) -> Seen:
    """Return a row or value with one more problem; an error refuses it."""
    problems = (*seen.problems, problem_at(severity, message, seen.sheet, seen.row))
    if severity == "error":
        return replace(seen, problems=problems, state="refused")
    return replace(seen, problems=problems)


def tell_once(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems without those that say the same of the same cell or row again."""
    told: dict[tuple[str, str, int, str, str], Problem] = {}
    kept: list[Problem] = []
    for problem in problems:
        key = (problem.severity, problem.sheet, problem.row, problem.cell, str(problem.message))
        if not problem.row or told.setdefault(key, problem) is problem:
            kept.append(problem)
    return kept


def needs_masking(problems: Sequence[Problem]) -> bool:
    """Tell whether something personal stands where it must be masked before it can be stored."""
    return any(problem.is_personal and problem.severity == "error" for problem in problems)


def problem_at(severity: Severity, message: Message, sheet: str, row: int) -> Problem:
    """Return a problem of a row."""
    return Problem(severity=severity, message=message, sheet=sheet, row=row)
