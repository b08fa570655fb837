"""The tree of goals: in order with depth, and what stands under one."""

from collections.abc import Collection, Iterable

from trygg_desktop.domain.plan import Goal


def order_goals(goals: Iterable[Goal]) -> list[tuple[Goal, int]]:
    """Return the goals as a tree read from the top, each with its depth; a goal whose parent is gone is a top."""
    known = list(goals)
    ids = {goal.id for goal in known}
    under: dict[int | None, list[Goal]] = {}
    for goal in known:
        under.setdefault(goal.parent_id if goal.parent_id in ids else None, []).append(goal)
    result: list[tuple[Goal, int]] = []

    def add(parent_id: int | None, depth: int) -> None:
        for goal in under.get(parent_id, ()):
            result.append((goal, depth))
            add(goal.id, depth + 1)

    add(None, 0)
    return result


def with_subgoals(goal_id: int, goals: Collection[Goal]) -> frozenset[int]:
    """Return the ids of a goal and of every goal under it."""
    found = {goal_id}
    while new := {goal.id for goal in goals if goal.parent_id in found} - found:
        found |= new
    return frozenset(found)
