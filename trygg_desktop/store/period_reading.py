"""Read models of the periods: which there are, which is the latest that has ended, what runs in one."""

from datetime import date

from trygg_desktop.domain.periods import Period, was_collected
from trygg_desktop.store.project import Project


def read_periods(project: Project) -> list[Period]:
    """Return all periods, oldest first; a tertial stands before the year that holds it."""
    return project.all(Period, "1 ORDER BY end_date, code")


def current_period(project: Project, today: date) -> Period | None:
    """Return the latest period that has ended, else the first one there is."""
    periods = read_periods(project)
    ended = [period for period in periods if period.end_date <= today]
    return ended[-1] if ended else (periods[0] if periods else None)


def was_period_collected(project: Project, period: Period, today: date) -> bool:
    """Tell by ``NEVER_COLLECTED`` whether ``period`` was collected, as seen on ``today``."""
    return was_collected(period, _read_known(project), current_period(project, today))


def _read_known(project: Project) -> set[int]:
    """Return the ids of the periods that some party has been asked about or has answered for."""
    return {
        row_id
        for (row_id,) in project.rows(
            "SELECT id FROM period p WHERE EXISTS (SELECT 1 FROM follow_up f WHERE f.period_id = p.id)"
            " OR EXISTS (SELECT 1 FROM collection c WHERE c.period_id = p.id)"
        )
    }


def running_in(period: Period, measure: str = "measure") -> tuple[str, tuple[str, str]]:
    """Return ``domain.periods.runs_in`` in SQL: the condition, and its values, that a measure runs in ``period``.

    ``measure``: what the table of measures is called in the query.
    """
    return (
        f"({measure}.start_date IS NULL OR {measure}.start_date <= ?)"
        f" AND ({measure}.end_date IS NULL OR {measure}.end_date >= ?)",
        (period.end_date.isoformat(), period.start_date.isoformat()),
    )
