"""Axes: round values and dates that a reader can count along."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trygg_desktop.domain.periods import period_name
from trygg_desktop.formats import GAP, Locale

_YEAR_ROOM = 34.0
_MONTH_ROOM = 84.0
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tick:
    """A place along an axis from 0 to 1, and what stands there."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from ``low`` to ``high`` laid along a length."""

    low: float
    high: float

    def at(self, value: float) -> float:
        """Return where ``value`` lies, 0 at ``low`` and 1 at ``high``."""
        return (value - self.low) / (self.high - self.low)


def value_scale(values: Sequence[float], most_ticks: int = 5) -> tuple[Scale, list[float], int]:
    """Return a scale holding ``values``, its round ticks, and the decimals they need.

    It begins at zero when zero is near (0 for 12–40, not for 62–85), and spans at least a seventh of the highest
    value, so that a small change looks small. Whole numbers get whole ticks.
    """
    low, high = min(values), max(values)
    if 0 <= low <= 0.45 * high:
        low = 0.0
    elif high - low < 0.15 * abs(high):
        lack = 0.15 * abs(high) - (high - low)
        low, high = low - lack / 2, high + lack / 2
    if high - low < 1e-9:
        low, high = (0.0, high * 1.25) if high > 0 else (high - 1, high + 1)
    step = _round_step((high - low) / max(most_ticks - 1, 1))
    if all(value == int(value) for value in values):
        step = max(math.ceil(step), 1)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = [n * step for n in range(first, last + 1)]
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    if decimals == 0 and step != round(step):
        decimals = 1
    return Scale(ticks[0], ticks[-1]), ticks, decimals


def _round_step(rough: float) -> float:
    magnitude = 10.0 ** math.floor(math.log10(rough))
    return next(m * magnitude for m in (1, 2, 2.5, 5, 10) if m * magnitude >= rough * (1 - 1e-9))


def decimals_of(values: Iterable[float | None]) -> int:
    """Return how many decimals, up to two, the values of one column need so that all are written alike."""
    written = [f"{value:.2f}".rstrip("0").partition(".")[2] for value in values if value is not None]
    return max(map(len, written), default=0)


def date_ticks(first: date, last: date, length: float, loc: Locale) -> tuple[Scale, list[Tick]]:
    """Return a time scale from ``first`` to ``last`` (in days, as ordinals) and ticks for an axis of ``length`` points:
    years, or months when the time is short.

    A tick stands at the end of the year or month it names, where a value for that time stands.
    """
    if first == last:
        first, last = date(first.year - 1, first.month, 1), date(last.year + 1, last.month, 1)
    scale = Scale(float(first.toordinal()), float(last.toordinal()))
    years = last.year - first.year
    if years >= 2 or (years == 1 and (first.month, last.month) == (12, 12)):
        days = _last_days_of_years(first, last, max(length // _YEAR_ROOM, 2))
        return scale, [Tick(scale.at(day.toordinal()), str(day.year)) for day in days]
    days = _last_days_of_months(first, last, max(length // _MONTH_ROOM, 2))
    return scale, [Tick(scale.at(day.toordinal()), loc.date(day.isoformat()[:7])) for day in days]


def _last_days_of_years(first: date, last: date, most: float) -> list[date]:
    years = last.year - first.year
    step = next((s for s in (1, 2, 5, 10, 20, 50, 100) if years / s <= most - 1), 200)
    begin = first.year
    begin += -begin % step if step >= 5 else 0
    end = last.year + (last == date(last.year, 12, 31))
    return [date(year, 12, 31) for year in range(begin, end, step)]


def _last_days_of_months(first: date, last: date, most: float) -> list[date]:
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((s for s in (1, 2, 3, 4, 6, 12) if months / s <= most - 1), 24)
    start = first.month
    ends = [date(first.year + n // 12, n % 12 + 1, 1) - _DAY for n in range(start, start + months + 1, step)]
    return [day for day in ends if day <= last] or [last]


def say_when(on: str, loc: Locale) -> str:
    """Write a date that may be partial or a period code: ``2018``, ``november 2018``, ``T2 2026``."""
    if not on:
        return GAP
    return loc.t(period_name(on, short=True)) if "-T" in on else loc.date(on)
