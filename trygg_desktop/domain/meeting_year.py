"""The year of meetings: when bodies meet, what comes round, and what a body always takes up."""

from dataclasses import dataclass
from datetime import date, time

from trygg_desktop.domain.words import ItemKind, SeriesUnit, WheelYears


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
