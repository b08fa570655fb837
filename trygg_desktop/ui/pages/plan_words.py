"""How the plan puts its values into words: what a measure can be linked to, its status, its group."""

from collections.abc import Sequence

from trygg_desktop.domain.goal_tree import order_goals
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.words import MARKS, Assessment, Level, Status, choices, say
from trygg_desktop.formats import GAP, Locale
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


def say_assessment_when(line: MeasureLine, loc: Locale, expected: Period | None) -> str:
    """Return the assessment and, unless it was given for the ``expected`` period, when: ``● green T1 2026``."""
    text = say_assessment(line, loc)
    return text if line.period is None or line.period == expected else f"{text} {loc.t(line.period.short_name)}"


def say_periods(lines: Sequence[MeasureLine], loc: Locale) -> str:
    """Return which periods the lines' answers are from, empty when nobody has answered."""
    by_id = {line.latest.period_id: line.period for line in lines if line.latest}
    found = sorted((period for period in by_id.values() if period), key=lambda p: (p.end_date, p.code))
    if not found:
        return ""
    first, last = loc.t(found[0].short_name), loc.t(found[-1].short_name)
    return (
        loc.t("answers for {period}", period=last)
        if first == last
        else loc.t("latest answers, {first} to {last}", first=first, last=last)
    )


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
    last = 1_000_000
    match name:
        case "party":
            groups = {party.id: Group(place, party.name) for place, party in enumerate(names.parties.values())}
            none = Group(last, loc.t("No responsible party"))
            return lambda line: groups.get(line.measure.party_id, none)
        case "area":
            groups = {area.id: Group(place, area.name) for place, area in enumerate(names.areas.values())}
            none = Group(last, loc.t("No area"))
            return lambda line: groups.get(line.measure.area_id, none)
        case "level":
            levels = {level: Group(place, loc.t(say(level))) for place, level in enumerate(Level)}
            none = Group(last, loc.t("No level"))
            return lambda line: levels.get(line.measure.level, none)
        case "goal":
            tree = order_goals(names.goals.values())
            groups = {goal.id: Group(place, f"{goal.code} {goal.name}") for place, (goal, _) in enumerate(tree)}
            none = Group(last, loc.t("No goal"))
            return lambda line: groups.get(line.measure.goal_id, none)
        case "status":
            statuses = {status: Group(place, loc.t(say(status))) for place, status in enumerate(Status)}
            none = Group(last, loc.t("Not reported"))
            return lambda line: statuses.get(line.status, none)
    return None


def status_options(loc: Locale) -> list[tuple[str, str]]:
    """Return the statuses to filter by."""
    return [*((word, loc.t(text)) for word, text in choices(Status)), (UNREPORTED, loc.t("not reported"))]


def assessment_options(loc: Locale) -> list[tuple[Assessment, str]]:
    """Return the assessments to filter by, with their shapes."""
    return [(word, f"{MARKS[word]} {loc.t(say(word))}") for word in Assessment]
