"""Weeks as EST groups write them, and the third of the year a week belongs to.

Weeks are those of ISO 8601, as Swedish calendars have them: they begin on a Monday, and week 1 is the one that holds
the year's first Thursday, so that only some years have a week 53.
"""

import datetime as dt
import re
from collections.abc import Sequence

from trygg_desktop.domain.answers import BLANK, Answer, Cell, plain, shorten, tidy, written
from trygg_desktop.messages import N_, Message

_NAMED = re.compile(
    r"(?:(?P<before>(?:19|20)\d\d)[\s\-/.:,]*)?"
    r"(?:vecka|veckan|veckonr|veckonummer|week|wk|w|v)\.?\s*-?(?:nr\.?\s*)?0*(?P<week>\d{1,2})"
    r"(?:[\s\-/.:,(]*(?P<after>(?:19|20)\d\d)\)?)?"
)
_ASIDE = re.compile(r"\((?!(?:19|20)\d\d\))[^)]*\)")
"""Days in brackets beside a week: ``v. 2 (5–11 jan)``."""
_NUMBER = re.compile(r"0*(\d{1,2})")
_YEAR_AND_NUMBER = re.compile(r"((?:19|20)\d\d)[\s\-/.]?(\d\d)")
_YEARS = re.compile(r"(?<![\d-])((?:19|20)\d\d)(?!\d)")
_YEAR_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[/\-–—]\s*((?:19|20)?\d\d)(?!\d)")


def make_week(year: int, week: int) -> str:
    """Return the code of an ISO week. Raises ``ValueError`` for a week that the year does not have."""
    dt.date.fromisocalendar(year, week, 1)
    return f"{year}-W{week:02}"


def monday_of(week: str) -> dt.date:
    """Return the first day of a week."""
    return dt.date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def third_of(week: str) -> str:
    """Return the third of the year that a week belongs to, by its Thursday: ``2026-1`` is January–April."""
    thursday = monday_of(week) + dt.timedelta(days=3)
    return f"{thursday.year}-{(thursday.month - 1) // 4 + 1}"


def weeks_of(third: str) -> list[str]:
    """Return the weeks of a third (``2026-2``) or of a whole year (``2026``), in order."""
    year, _, number = third.partition("-")
    first, last = (int(number) * 4 - 3, int(number) * 4) if number else (1, 12)
    day = dt.date(int(year), first, 1)
    day += dt.timedelta(days=(3 - day.weekday()) % 7)
    weeks = []
    while (day.year, day.month) <= (int(year), last):
        iso = day.isocalendar()
        weeks.append(f"{iso.year}-W{iso.week:02}")
        day += dt.timedelta(days=7)
    return weeks


_THIRDS = {"1": N_("January–April"), "2": N_("May–August"), "3": N_("September–December")}


def third_name(third: str) -> Message:
    """Return how a third of a year, or a year, is said: ``May–August 2026``."""
    year, _, number = third.partition("-")
    if not number:
        return N_("the year {year}", year=year)
    return N_("{months} {year}", months=_THIRDS[number], year=year)


def names_week(text: str) -> bool:
    """Tell whether a header names one week: ``v. 1``, ``V1``, ``vecka 1``, ``2026-v01``."""
    found = _NAMED.fullmatch(_bare(text))
    return found is not None and int(found["week"]) <= 54


def _bare(text: str) -> str:
    return plain(_ASIDE.sub(" ", text))


def years_in(text: str) -> list[int]:
    """Return the years that a text names, a span of two years (``2025/26``) as both."""
    span = _YEAR_SPAN.search(text)
    if span:
        first = int(span[1])
        last = int(span[2]) if len(span[2]) == 4 else first // 100 * 100 + int(span[2])
        if last == first + 1:
            return [first, last]
    return sorted({int(found) for found in _YEARS.findall(text)})


def read_week(cell: Cell, year: int | None = None) -> Answer[str]:
    """Read a week as its code: ``2026-v01``, ``v. 1``, ``vecka 1 2026``, ``202601``, a number, or its Monday's date.

    ``year`` is for weeks written without one.
    """
    if isinstance(cell, dt.date):
        return _starting(cell.date() if isinstance(cell, dt.datetime) else cell, cell)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = _bare(written(cell))
    if not text:
        return BLANK
    found = _NAMED.fullmatch(text)
    if found:
        named = found["before"] or found["after"]
        return _in_year(int(named) if named else year, int(found["week"]), tidy(written(cell)))
    if alone := _NUMBER.fullmatch(text):
        return _in_year(year, int(alone[1]), text)
    try:
        return _starting(dt.date.fromisoformat(text), cell)
    except ValueError:
        both = _YEAR_AND_NUMBER.fullmatch(text)
    return _in_year(int(both[1]), int(both[2]), text) if both else _ask(cell)


def _starting(day: dt.date, cell: Cell) -> Answer[str]:
    """Take the date of a Monday for the week that begins with it."""
    if not 1990 <= day.year <= 2100:
        return _ask(cell)
    if day.weekday():
        problem = N_("{day} is no Monday. Name the week, for example 2026-v05.", day=day.isoformat())
        return Answer(answered=False, problem=problem)
    iso = day.isocalendar()
    return Answer(value=f"{iso.year}-W{iso.week:02}")


def _in_year(year: int | None, week: int, text: str) -> Answer[str]:
    if year is None:
        problem = N_("“{text}” names no year. Write for example 2026-v05.", text=shorten(text))
        return Answer(answered=False, problem=problem)
    try:
        return Answer(value=make_week(year, week))
    except ValueError:
        problem = N_("The year {year} has no week {week}.", year=str(year), week=str(week))
        return Answer(answered=False, problem=problem)


def _ask(cell: Cell) -> Answer[str]:
    problem = N_("“{text}” is no week that can be read. Write for example 2026-v05.", text=shorten(written(cell)))
    return Answer(answered=False, problem=problem)


def spread_years(weeks: Sequence[int | None], years: Sequence[int]) -> list[int | None]:
    """Return the year of each of the week numbers in a row of headers, given the years that a title names.

    With two years the second begins where the numbers start anew. With one year numbers that start anew have no year:
    they are asked about.
    """
    result: list[int | None] = []
    turn, last = 0, 0
    for week in weeks:
        if week is not None:
            turn += week < last
            last = week
        result.append(years[turn] if turn < len(years) and len(years) <= 2 else None)
    turned = turn > 0 and len(years) == 1
    return [None] * len(result) if turned else result


def week_number(text: str) -> int | None:
    """Return the number of the week that a header names without a year, ``None`` when it names the year itself."""
    found = _NAMED.fullmatch(_bare(text))
    return int(found["week"]) if found and not (found["before"] or found["after"]) else None
