"""How the plan puts its values into words: what a measure can be linked to, its status, its group."""

from collections.abc import Sequence

from trygg_desktop.domain.goal_tree import order_goals
from trygg_desktop.domain.words import MARKS, Assessment, Level, Status, choices, say
from trygg_desktop.formats import GAP, Locale, sort_key
from trygg_desktop.messages import N_
from trygg_desktop.store.plan_reading import MeasureLine, PlanNames
from trygg_desktop.ui.widgets.grouped_table import Group, Grouping

Options = Sequence[tuple[int, str]]
UNREPORTED = "unreported"
"""The choice of measures that nobody has answered for yet."""


def say_status(status: Status | None, loc: Locale) -> str:
    """Return a status in words, a gap when nothing has been reported."""
    return GAP if status is None else loc.t(say(status))


def say_assessment(line: MeasureLine, loc: Locale) -> str:
    """Return shape and word of the latest assessment, a gap when nothing has been reported."""
    return GAP if line.latest is None else f"{MARKS[line.assessment]} {loc.t(say(line.assessment))}"


def tone_of_status(status: Status | None) -> str:
    """Return the colour a status is written in."""
    return {Status.LATE: "yellow_text", Status.CANCELLED: "none_text", None: "none_text"}.get(status, "")


def party_options(names: PlanNames) -> Options:
    """Return the parties to choose from."""
    return [(party.id, party.name) for party in names.parties.values()]


def area_options(names: PlanNames) -> Options:
    """Return the areas to choose from."""
    return [(area.id, area.name) for area in names.areas.values()]


def goal_options(names: PlanNames, indent: str = "") -> Options:
    """Return the goals to choose from, in the tree's order; ``indent`` is put before a goal once for each above it."""
    return [(goal.id, f"{indent * depth}{goal.code} {goal.name}") for goal, depth in order_goals(names.goals.values())]


def cause_options(names: PlanNames) -> Options:
    """Return the causes to choose from, each with its problem."""
    return [
        (cause.id, f"{cause.code} {cause.text} ({names.problems[cause.problem_id].text})")
        for cause in names.causes.values()
    ]


GROUPINGS = {
    "party": N_("By party"),
    "area": N_("By area"),
    "level": N_("By level"),
    "goal": N_("By goal"),
    "status": N_("By status"),
}


def make_grouping(name: str | None, names: PlanNames, loc: Locale) -> Grouping | None:
    """Return how measures are put into sections; those that belong nowhere come last."""
    parties = {party_id: place for place, party_id in enumerate(names.parties)}
    goals = {goal.id: (place, goal) for place, (goal, _) in enumerate(order_goals(names.goals.values()))}
    last = len(goals) + len(parties) + 1

    def by_party(line: MeasureLine) -> Group:
        party = names.parties.get(line.measure.party_id or 0)
        return Group(parties[party.id], party.name) if party else Group(last, loc.t("No responsible party"))

    def by_area(line: MeasureLine) -> Group:
        return Group((0, sort_key(line.area)), line.area) if line.area else Group((1, ()), loc.t("No area"))

    def by_level(line: MeasureLine) -> Group:
        level = line.measure.level
        return Group(list(Level).index(level), loc.t(say(level))) if level else Group(9, loc.t("No level"))

    def by_goal(line: MeasureLine) -> Group:
        place, goal = goals.get(line.measure.goal_id or 0, (last, None))
        return Group(place, f"{goal.code} {goal.name}" if goal else loc.t("No goal"))

    def by_status(line: MeasureLine) -> Group:
        status = line.status
        return Group(list(Status).index(status), loc.t(say(status))) if status else Group(9, loc.t("Not reported"))

    ways = {"party": by_party, "area": by_area, "level": by_level, "goal": by_goal, "status": by_status}
    return ways.get(name or "")


def status_options(loc: Locale) -> list[tuple[str, str]]:
    """Return the statuses to filter by."""
    return [*((word, loc.t(text)) for word, text in choices(Status)), (UNREPORTED, loc.t("not reported"))]


def assessment_options(loc: Locale) -> list[tuple[Assessment, str]]:
    """Return the assessments to filter by, with their shapes."""
    return [(word, f"{MARKS[word]} {loc.t(say(word))}") for word in Assessment]
