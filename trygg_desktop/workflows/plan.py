"""Plan (J2): goals, measures, activities, and who takes part; codes are given once and never again."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from trygg_desktop.domain.plan import Activity, Goal, Measure, Partner
from trygg_desktop.errors import UserError
from trygg_desktop.messages import N_, NN_
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.codes import take_code


def new_measure(project: Project, *, title: str, **links: Any) -> int:
    """Add a measure with the next code and return its id. ``links`` are fields it begins with, such as ``goal_id``."""
    title = title.strip()
    if not title:
        raise UserError("Give the measure a title.")
    with project.change(N_("New measure: {title}", title=title)) as step:
        return step.add(Measure(code=take_code(project, step, "measure", "Å-", 2), title=title, **links))


def set_responsible(project: Project, measure_ids: Sequence[int], party_id: int | None) -> None:
    """Make a party responsible for measures; it is no longer a partner in them."""
    measures = [project.get(Measure, measure_id) for measure_id in measure_ids]
    label = (
        N_("Change {code}: responsible party", code=measures[0].code)
        if len(measures) == 1
        else NN_("Give {n} measure to a party", "Give {n} measures to a party", n=len(measures))
    )
    with project.change(label) as step:
        for measure in measures:
            step.set(Measure, measure.id, party_id=party_id)
            for partner in project.all(Partner, "measure_id = ? AND party_id = ?", (measure.id, party_id)):
                step.remove(Partner, partner.id)


def set_partners(project: Project, measure_id: int, party_ids: Collection[int]) -> None:
    """Let exactly these parties take part in a measure. The responsible party is none of them."""
    measure = project.get(Measure, measure_id)
    wanted = [party_id for party_id in party_ids if party_id != measure.party_id]
    present = {partner.party_id: partner.id for partner in project.all(Partner, "measure_id = ?", (measure_id,))}
    with project.change(N_("Change {code}: partners", code=measure.code)) as step:
        for party_id, partner_id in present.items():
            if party_id not in wanted:
                step.remove(Partner, partner_id)
        for party_id in wanted:
            if party_id not in present:
                step.add(Partner(measure_id=measure_id, party_id=party_id))


def add_activity(project: Project, measure_id: int, *, title: str, end_date: date | None = None) -> int:
    """Add an activity last in a measure and return its id."""
    title = title.strip()
    if not title:
        raise UserError("Say what is to be done in the activity.")
    measure = project.get(Measure, measure_id)
    last = max((activity.position for activity in _activities(project, measure_id)), default=-1)
    with project.change(N_("Add activity to {code}: {title}", code=measure.code, title=title)) as step:
        return step.add(
            Activity(
                measure_id=measure_id, title=title, party_id=measure.party_id, end_date=end_date, position=last + 1
            )
        )


def move_activity(project: Project, activity_id: int, places: int) -> None:
    """Move an activity ``places`` down (up when negative) among those of its measure; at the end it stays."""
    moved = project.get(Activity, activity_id)
    siblings = _activities(project, moved.measure_id)
    ids = [activity.id for activity in siblings]
    old = ids.index(activity_id)
    new = min(max(old + places, 0), len(ids) - 1)
    if new == old:
        return
    ids.insert(new, ids.pop(old))
    positions = {activity.id: activity.position for activity in siblings}
    with project.change(N_("Move activity {title}", title=moved.title)) as step:
        for position, row_id in enumerate(ids):
            if positions[row_id] != position:
                step.set(Activity, row_id, position=position)


def _activities(project: Project, measure_id: int) -> list[Activity]:
    return project.all(Activity, "measure_id = ? ORDER BY position, id", (measure_id,))


def add_goal(project: Project, *, name: str, parent_id: int | None = None) -> int:
    """Add a goal with the next code, under another one or at the top, and return its id."""
    name = name.strip()
    if not name:
        raise UserError("Give the goal a name.")
    with project.change(N_("Add goal {name}", name=name)) as step:
        level = project.get(Goal, parent_id).level if parent_id else None
        code = take_code(project, step, "goal", "M")
        return step.add(Goal(code=code, name=name, parent_id=parent_id, level=level))


def move_goal(project: Project, goal_id: int, parent_id: int | None) -> None:
    """Put a goal under another one. Raises ``UserError`` when that one stands under it."""
    goals = project.by_id(Goal)
    goal = goals[goal_id]
    if goal.parent_id == parent_id:
        return
    above = parent_id
    while above is not None:
        if above == goal_id:
            raise UserError("{goal} cannot stand under itself or under one of its own goals.", goal=goal.code)
        above = goals[above].parent_id
    with project.change(N_("Move goal {code}", code=goal.code)) as step:
        step.set(Goal, goal_id, parent_id=parent_id)


def remove_goal(project: Project, goal_id: int) -> None:
    """Remove a goal; its own goals and its measures move up to the one above it."""
    goal = project.get(Goal, goal_id)
    with project.change(N_("Remove goal {code}", code=goal.code)) as step:
        for child in project.all(Goal, "parent_id = ?", (goal_id,)):
            step.set(Goal, child.id, parent_id=goal.parent_id)
        for measure in project.all(Measure, "goal_id = ?", (goal_id,)):
            step.set(Measure, measure.id, goal_id=goal.parent_id)
        step.remove(Goal, goal_id)
