"""Read model of what waits: the red counts beside the pages' names."""

from datetime import date

from trygg_desktop.domain.periods import Period
from trygg_desktop.store.period_reading import running_in, was_period_collected
from trygg_desktop.store.project import Project


def count_waiting(project: Project, period: Period | None, today: date) -> dict[str, int]:
    """Return how much waits on some pages, by page: parties that owe a report after its last day, obstacles still
    open, tasks overdue.
    """
    day = today.isoformat()
    silent = 0
    if period is not None and period.due_date < today and was_period_collected(project, period, today):
        running, span = running_in(period, "m")
        ((silent,),) = project.rows(
            f"SELECT count(DISTINCT m.party_id) FROM measure m WHERE m.party_id IS NOT NULL AND {running}"
            " AND NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.measure_id = m.id AND f.period_id = ?"
            " AND f.party_id = m.party_id)",
            (*span, period.id),
        )
    ((obstacles,),) = project.rows("SELECT count(*) FROM obstacle WHERE state = 'open'")
    ((tasks,),) = project.rows("SELECT count(*) FROM task WHERE state = 'open' AND due_date < ?", (day,))
    return {"follow_up": silent, "obstacles": obstacles, "meetings": tasks}
