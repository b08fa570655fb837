"""Reporting periods: tertials and years, as the municipality's budget process has them."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from trygg_desktop.domain.words import PeriodState
from trygg_desktop.messages import N_, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A period with its last day for reports. ``code``: ``2026-T1`` (January–April), ``2026-T2``
    (January–August, with a forecast for the year), ``2026`` (the whole year).
    """

    id: int = 0
    code: str
    start_date: date
    end_date: date
    due_date: date
    state: PeriodState = PeriodState.OPEN

    @property
    def year(self) -> int:
        return self.start_date.year

    @property
    def name(self) -> Message:
        """``tertial 2 2026``."""
        return period_name(self.code)

    @property
    def short_name(self) -> Message:
        """``T2 2026``."""
        return period_name(self.code, short=True)

    @property
    def months(self) -> Message:
        """``January–August``."""
        return _MONTHS[self.code[5:]]


_MONTHS = {"T1": N_("January–April"), "T2": N_("January–August"), "": N_("January–December")}
_CODE = re.compile(r"(\d{4})(?:-(T[12]))?")


def period_name(code: str, *, short: bool = False) -> Message:
    """Return how a period code is said. Raises ``ValueError`` for a code that is none."""
    year, tertial = _parts(code)
    if not tertial:
        return N_("{year}", year=str(year)) if short else N_("the year {year}", year=str(year))
    number = tertial[1]
    if short:
        return N_("T{number} {year}", number=number, year=str(year))
    return N_("tertial {number} {year}", number=number, year=str(year))


def make_period(code: str) -> Period:
    """Return the period of ``code`` with its usual last day: mid-May, mid-September, late January.

    Raises ``ValueError`` for a code that is none, or a year outside 2000–2100.
    """
    year, tertial = _parts(code)
    match tertial:
        case "T1":
            end, due = date(year, 4, 30), date(year, 5, 15)
        case "T2":
            end, due = date(year, 8, 31), date(year, 9, 15)
        case _:
            end, due = date(year, 12, 31), date(year + 1, 1, 31)
    return Period(code=code, start_date=date(year, 1, 1), end_date=end, due_date=due)


def period_of(day: date) -> str:
    """Return the code of the latest period that has ended on ``day`` or before."""
    if day >= date(day.year, 12, 31):
        return str(day.year)
    if day >= date(day.year, 8, 31):
        return f"{day.year}-T2"
    if day >= date(day.year, 4, 30):
        return f"{day.year}-T1"
    return str(day.year - 1)


def runs_in(start: date | None, end: date | None, period: Period) -> bool:
    """Tell whether what runs from ``start`` to ``end`` runs in ``period``: at least one day of it lies there.

    Without a first day it has always run, without a last day it goes on.
    """
    return (start is None or start <= period.end_date) and (end is None or end >= period.start_date)


NEVER_COLLECTED = N_(
    "An earlier period that no party has been asked about or has answered for was never collected: it is a gap, and "
    "no report is missing."
)


def was_collected(period: Period, known: Collection[int], latest: Period | None) -> bool:
    """Tell by ``NEVER_COLLECTED`` whether ``period`` was collected: then what is not reported for it is missing.

    ``known``: ids of the periods that some party has been asked about or has answered for. ``latest``: the latest
    period that has ended; of that, and of those after it, reports are still awaited.
    """
    return period.id in known or latest is None or period.end_date >= latest.end_date


def days_late(period: Period, today: date) -> int:
    """Return how many days have passed since the period's last day, 0 until then."""
    return max((today - period.due_date) // timedelta(days=1), 0)


def _parts(code: str) -> tuple[int, str]:
    found = _CODE.fullmatch(code)
    if not found or not 2000 <= int(found[1]) <= 2100:
        raise ValueError(f"{code!r} is no period")
    return int(found[1]), found[2] or ""
