"""What was read from a returned workbook, before anything is compared or stored. Plain data from the worker."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from trygg_desktop.domain.interpretation import NO_HINTS, Hints, Interpretation
from trygg_desktop.messages import Message

Severity = Literal["error", "warning", "notice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something to look at. ``cell`` is Excel's name (``E5``), empty when it concerns a row, sheet or file.

    ``field`` is the answer that was looked for in the cell, ``original`` what stood there, personal data masked.
    ``is_personal`` says that it was something personal in a text.
    """

    severity: Severity
    message: Message
    sheet: str = ""
    row: int = 0
    cell: str = ""
    field: str = ""
    original: str = ""
    is_personal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadValue:
    """One answer as it was understood. ``value`` is a word of ``domain.words``, an int, a float or a text;
    ``None`` says that the sender answered "no value" (uppgift saknas, ej aktuellt). ``original`` is what stood there.
    """

    value: object
    original: str
    cell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """One row (or, in a wide table, one row's part for one period). ``values`` holds only answered fields of
    ``follow_up.ANSWERS``: a blank cell is no answer and changes nothing.

    ``also`` are other texts of the row that may name the measure. ``key`` is the hidden row key of our own template
    (the measure's id), else ``None``. ``period`` is a period code when the row or its columns name one, else empty.
    """

    sheet: str
    row: int
    code: str = ""
    title: str = ""
    also: tuple[str, ...] = ()
    key: int | None = None
    period: str = ""
    values: Mapping[str, ReadValue] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadObservation:
    """One indicator value: by hidden ``key`` (the indicator's id) or by ``name``; ``on`` is a partial date."""

    sheet: str
    row: int
    cell: str
    key: int | None = None
    name: str = ""
    on: str
    value: float | None
    original: str = ""
    source: str = ""
    n: int | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEst:
    """One count of EST: how often a kind of event was noted at a place in a week. ``week`` is ISO's (``2026-W05``),
    empty when it could not be read; ``count`` is ``None`` for one that could not. ``title`` is the line above the
    table: it may name the area where no column does.
    """

    sheet: str
    row: int
    cell: str
    week: str
    area: str = ""
    title: str = ""
    place: str = ""
    event_type: str = ""
    count: int | None
    original: str = ""
    source: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What our own template says of itself, in its hidden sheet and again in its document properties.

    ``is_correction`` says that it is a correction file: a return that was sent back to be put right.
    """

    programme_uid: str
    party: str
    period: str
    version: int
    is_correction: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A file, in what was given to be read, that was not read, and why."""

    name: str
    reason: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBook:
    """One workbook as read. ``ignored`` names sheets, columns and rows that were left out, and why.

    ``content`` is empty when the file ``holds_identity_numbers``: such an original is never kept.
    """

    file_name: str
    sha256: str
    stamp: Stamp | None = None
    sheets: tuple[str, ...] = ()
    rows: tuple[ReadRow, ...] = ()
    observations: tuple[ReadObservation, ...] = ()
    est: tuple[ReadEst, ...] = ()
    est_gaps: tuple[ReadEst, ...] = ()
    """Cells of EST's lists that say there is no count."""
    ignored: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    content: bytes = b""
    holds_identity_numbers: bool = False
    interpretation: Interpretation = field(default_factory=Interpretation)
    titles: tuple[str, ...] = ()
    """The lines above the tables of a department's own workbook, which may name the sender."""
    hints: Hints = NO_HINTS
    """What a department's own workbook was read with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What came of the files, folders and archives that were given: the books, and what was passed over."""

    books: tuple[ReadBook, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
