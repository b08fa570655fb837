"""The year of meetings: when bodies meet, what comes round, and what a body always takes up."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from trygg_desktop.domain.words import ItemKind, SeriesUnit, WheelYears
from trygg_desktop.messages import N_, NN_, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSeries:
    """When a body meets: from ``first_on``, ``every`` so many weeks or months, until ``last_on`` if it ends."""

    id: int = 0
    body_id: int
    first_on: date
    last_on: date | None = None
    unit: SeriesUnit = SeriesUnit.WEEK
    every: int = 1
    start: time | None = None
    end: time | None = None
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WheelEntry:
    """What comes round in the year wheel, from ``month`` to ``last_month`` (1–12), every year or each other."""

    id: int = 0
    month: int
    last_month: int | None = None
    title: str
    body_id: int | None = None
    years: WheelYears = WheelYears.EVERY
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingItem:
    """An item of a body's own agenda template."""

    id: int = 0
    body_id: int
    position: int = 0
    title: str
    kind: ItemKind = ItemKind.INFORMATION
    minutes: int | None = None
    presenter: str = ""


def days_of(series: MeetingSeries, year: int) -> list[date]:
    """Return the days on which a body meets in a year by its series.

    Weeks are counted from the first day. Months keep the weekday and its place in the month (the second Tuesday); a
    fifth one is the last of the month.
    """
    last = min(series.last_on or date.max, date(year, 12, 31))
    if series.unit is SeriesUnit.WEEK:
        step = timedelta(weeks=series.every)
        behind = max((date(year, 1, 1) - series.first_on).days, 0)
        day = series.first_on + step * -(-behind // step.days)
        days = []
        while day <= last:
            days.append(day)
            day += step
        return [day for day in days if day.year == year]
    first = series.first_on
    months = [month for month in range(1, 13) if ((year - first.year) * 12 + month - first.month) % series.every == 0]
    found = [_same_weekday(first, year, month) for month in months]
    return [day for day in found if first <= day <= last]


def _same_weekday(like: date, year: int, month: int) -> date:
    """Return the day of a month with the weekday of ``like`` and the same place among those of its month."""
    ahead = (like.weekday() - date(year, month, 1).weekday()) % 7
    day = 1 + ahead + 7 * ((like.day - 1) // 7)
    return date(year, month, day if day <= calendar.monthrange(year, month)[1] else day - 7)


def is_same_round(series: MeetingSeries, planned: date, held: date) -> bool:
    """Tell whether a meeting on ``held`` stands for the one that was planned: that week, or that month."""
    if series.unit is SeriesUnit.MONTH:
        return (planned.year, planned.month) == (held.year, held.month)
    return planned.isocalendar()[:2] == held.isocalendar()[:2]


def say_series(series: MeetingSeries) -> Message:
    """Say how often a body meets: ``every 6 weeks from 20 January 2026``."""
    if series.unit is SeriesUnit.WEEK:
        return NN_("every week from {day}", "every {n} weeks from {day}", n=series.every, day=series.first_on)
    return NN_("every month from {day}", "every {n} months from {day}", n=series.every, day=series.first_on)


def comes_in(entry: WheelEntry, year: int) -> bool:
    """Tell whether an entry of the wheel comes round in a year."""
    return entry.years is WheelYears.EVERY or (year % 2 == 0) == (entry.years is WheelYears.EVEN)


def months_of(entry: WheelEntry) -> list[int]:
    """Return the months of an entry in their order; one that begins in November may end in February."""
    last = entry.last_month or entry.month
    return [(entry.month - 1 + step) % 12 + 1 for step in range((last - entry.month) % 12 + 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualEntry:
    """What usually comes round in a municipality's year."""

    month: int
    last_month: int | None = None
    title: Message
    years: WheelYears = WheelYears.EVERY


USUAL_WHEEL: Sequence[UsualEntry] = (
    UsualEntry(month=1, last_month=2, title=N_("Follow-up of the whole year")),
    UsualEntry(month=3, title=N_("Shared annual analysis")),
    UsualEntry(month=4, last_month=6, title=N_("Safety survey in the field")),
    UsualEntry(month=5, title=N_("Tertial 1 follow-up")),
    UsualEntry(month=6, title=N_("Budget and assignments in the council")),
    UsualEntry(month=9, title=N_("Tertial 2 follow-up, half-year report")),
    UsualEntry(month=9, last_month=11, title=N_("Results of the safety survey")),
    UsualEntry(month=10, last_month=11, title=N_("New measure plans")),
    UsualEntry(month=12, title=N_("The police list of areas"), years=WheelYears.ODD),
    UsualEntry(
        month=11,
        last_month=12,
        title=N_("Renewed situation picture and measure plan (2023:196)"),
        years=WheelYears.EVEN,
    ),
)
"""From the municipal follow-up cycle; the police list comes in December of odd years, and lag (2023:196) asks for a
renewed picture at least every second year.
"""
