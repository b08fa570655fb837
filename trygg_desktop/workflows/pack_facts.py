"""What single parts of a pack are made from: goals, the police list before and now, EST's counts."""

from collections.abc import Sequence
from datetime import date

from trygg_desktop.domain.organisation import Area, Classification
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Goal, Measure
from trygg_desktop.formats import sort_key
from trygg_desktop.packs.content import CountTable, GoalLine, ListedArea
from trygg_desktop.store.est_reading import read_weeks
from trygg_desktop.store.project import Project

_BEGAN = "2020"
"""The programme was decided in 2020: what was known that year is what was before."""
_MOST_KINDS = 7
"""So many columns of counts fit on a page."""


def gather_goals(project: Project, measures: Sequence[Measure]) -> list[GoalLine]:
    """Return the goals in the order of their codes, with the measures of the period that serve them."""
    goals = sorted(project.all(Goal), key=lambda goal: sort_key(goal.code))
    return [
        GoalLine(goal=goal, measures=tuple(measure.code for measure in measures if measure.goal_id == goal.id))
        for goal in goals
    ]


def gather_areas(project: Project, today: date) -> list[ListedArea]:
    """Return the areas that the police list has spoken of, as they were and as they are."""
    rows = project.all(Classification, "1 ORDER BY from_date, id")
    lines = []
    for area in project.all(Area, "1 ORDER BY position, id"):
        own = [row for row in rows if row.area_id == area.id and row.from_date <= today.isoformat()]
        if not own:
            continue
        then = [row for row in own if row.from_date[:4] <= _BEGAN]
        now = own[-1]
        before = then[-1].category if then else ""
        lines.append(
            ListedArea(area=area.name, before=before, now=now.category, since=now.from_date, source=now.source)
        )
    return lines


def gather_counts(project: Project, period: Period) -> CountTable | None:
    """Return EST's counts of the period's weeks by area and kind; the kinds that are noted least share one column of
    their own only when there is room.
    """
    first, last = _week_of(period.start_date), _week_of(period.end_date)
    weeks = read_weeks(project, first, last)
    if not weeks:
        return None
    totals: dict[str, int] = {}
    cells: dict[tuple[int, str], int] = {}
    for week in weeks:
        totals[week.event_type] = totals.get(week.event_type, 0) + week.count
        place = (week.area_id, week.event_type)
        cells[place] = cells.get(place, 0) + week.count
    kinds = tuple(sorted(totals, key=lambda kind: (-totals[kind], sort_key(kind)))[:_MOST_KINDS])
    names = {area.id: area.name for area in project.all(Area)}
    areas = list(dict.fromkeys(week.area_id for week in weeks))
    rows = tuple((names.get(area, "–"), tuple(cells.get((area, kind)) for kind in kinds)) for area in areas)
    return CountTable(kinds=kinds, rows=rows, first_week=first, last_week=last)


def _week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
