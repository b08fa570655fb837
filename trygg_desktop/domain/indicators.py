"""Indicators: what is measured, what it was, what it should be."""

from dataclasses import dataclass
from datetime import date, timedelta

from trygg_desktop.domain.words import Direction, Level
from trygg_desktop.formats import fold


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


def only_counts(unit: str) -> bool:
    """Tell whether a unit only says that the value counts something: then it adds nothing beside the value."""
    return fold(unit) in ("antal", "index", "number", "count")


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
