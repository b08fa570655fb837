"""Indicators: what is measured, what it was, what it should be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from trygg_desktop.domain.words import Direction, Level
from trygg_desktop.formats import fold
from trygg_desktop.messages import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A definition of something measured. ``party_id`` owns it and reports it."""

    id: int = 0
    code: str
    name: str
    unit: str = ""
    direction: Direction = Direction.NEUTRAL
    level: Level | None = None
    area_id: int | None = None
    party_id: int | None = None
    source: str = ""
    question: str = ""
    baseline_value: float | None = None
    baseline_on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionChange:
    """From ``from_date`` (may be partial) on the indicator is measured otherwise: the line breaks there."""

    id: int = 0
    indicator_id: int
    from_date: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A measured value. ``on`` may be partial (``2021``, ``2018-11``) or a period code; ``value`` ``None``
    says that the value is missing: a gap, never zero. ``n`` is the number of answers behind it.
    """

    id: int = 0
    indicator_id: int
    on: str
    value: float | None = None
    n: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The value an indicator should have reached in ``on`` (may be partial)."""

    id: int = 0
    indicator_id: int
    on: str
    value: float


class Span(StrEnum):
    """How long a time a value was measured over. Values of different spans are no one series: a tertial's count is
    not to be set beside a whole year's, nor the four months of T1 beside the eight of T2.
    """

    YEAR = "year"
    FOUR_MONTHS = "four months"
    EIGHT_MONTHS = "eight months"
    MONTH = "month"
    DAY = "day"


SPAN_NAMES = {
    Span.YEAR: N_("whole years"),
    Span.FOUR_MONTHS: N_("T1"),
    Span.EIGHT_MONTHS: N_("T2"),
    Span.MONTH: N_("months"),
    Span.DAY: N_("single days"),
}


def span_of(on: str) -> Span:
    """Return the span of a partial date or a period code."""
    if on.endswith(("-T1", "-T2")):
        return Span.FOUR_MONTHS if on.endswith("1") else Span.EIGHT_MONTHS
    return {4: Span.YEAR, 7: Span.MONTH}.get(len(on), Span.DAY)


def comparable_values(
    observations: Sequence[Observation], changes: Sequence[DefinitionChange]
) -> tuple[list[Observation], list[Observation]]:
    """Return the known values that can be compared with the latest one, oldest first, and those that cannot.

    Comparable are those of the same span that were measured by the same definition.
    """
    known = sorted((o for o in observations if o.value is not None), key=lambda o: (moment_of(o.on), o.on))
    if not known:
        return [], []
    last = known[-1]
    cuts = [first_day_of(change.from_date) for change in changes]
    since = max((cut for cut in cuts if cut <= moment_of(last.on)), default=date.min)
    like = [o for o in known if span_of(o.on) is span_of(last.on) and moment_of(o.on) >= since]
    return like, [o for o in known if o not in like]


def only_counts(unit: str) -> bool:
    """Tell whether a unit only says that the value counts something: then it adds nothing beside the value."""
    return fold(unit) in ("antal", "index", "number", "count")


def counts_percent(indicator: Indicator) -> bool:
    """Tell whether an indicator is counted in percent."""
    return fold(indicator.unit) in ("%", "procent", "percent")


def moment_of(on: str) -> date:
    """Return the day that a value or a target stands at on a time axis: the last day of a year, a month or a period.

    What is measured over a time is known when it has ended, so T1 comes before T2 and both before their year. Raises
    ``ValueError`` for text that is no date.
    """
    if on.endswith(("-T1", "-T2")):
        on = on[:4] + ("-04" if on.endswith("1") else "-08")
    if len(on) == 4:
        return date(int(on), 12, 31)
    if len(on) == 7:
        first = date.fromisoformat(f"{on}-01")
        return date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)
    return date.fromisoformat(on)


def first_day_of(on: str) -> date:
    """Return the first day of a partial date or a period code: from when a definition, a class or an event holds.

    Raises ``ValueError`` for text that is no date.
    """
    if on.endswith(("-T1", "-T2")):
        on = on[:4] + ("-01" if on.endswith("1") else "-05")
    return date.fromisoformat({4: f"{on}-01-01", 7: f"{on}-01"}.get(len(on), on))
