"""Read models of the periods: which there are, and which is the latest that has ended."""

from datetime import date

from trygg_desktop.domain.periods import Period
from trygg_desktop.store.project import Project


def read_periods(project: Project) -> list[Period]:
    """Return all periods, oldest first; a tertial stands before the year that holds it."""
    return project.all(Period, "1 ORDER BY end_date, code")


def current_period(project: Project, today: date) -> Period | None:
    """Return the latest period that has ended, else the first one there is."""
    periods = read_periods(project)
    ended = [period for period in periods if period.end_date <= today]
    return ended[-1] if ended else (periods[0] if periods else None)
