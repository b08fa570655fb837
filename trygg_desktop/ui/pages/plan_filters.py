"""What narrows and groups the plan."""

from collections.abc import Callable, Mapping
from typing import Any

from trygg_desktop.domain.goal_tree import with_subgoals
from trygg_desktop.domain.words import Level, choices
from trygg_desktop.formats import Locale
from trygg_desktop.store.plan_reading import MeasureLine, PlanNames
from trygg_desktop.ui.pages.plan_words import (
    GROUPINGS,
    UNREPORTED,
    area_options,
    assessment_options,
    goal_options,
    make_grouping,
    party_options,
    status_options,
)
from trygg_desktop.ui.widgets.filter_bar import FilterBar
from trygg_desktop.ui.widgets.grouped_table import Grouping

FILTERS = ("party_id", "area_id", "level", "status", "assessment", "goal_id")
_SHARED = ("party_id", "area_id", "level", "goal_id")


class PlanFilters(FilterBar):
    """Words, party, area, level, status, assessment and goal narrow the plan; it can stand in groups."""

    def __init__(self, loc: Locale) -> None:
        super().__init__(loc.t("Find in the plan"))
        self._loc = loc
        levels = [(word, loc.t(text)) for word, text in choices(Level)]
        self.add_choice("party_id", loc.t("Party"), loc.t("All parties"))
        self.add_choice("area_id", loc.t("Area"), loc.t("All areas"))
        self.add_choice("level", loc.t("Level"), loc.t("All levels"), levels)
        self.add_choice("status", loc.t("Status"), loc.t("All statuses"), status_options(loc))
        self.add_choice("assessment", loc.t("Assessment"), loc.t("All assessments"), assessment_options(loc))
        self.add_choice("goal_id", loc.t("Goal"), loc.t("All goals"))
        groupings = [(name, loc.t(text)) for name, text in GROUPINGS.items()]
        self.add_choice("group", loc.t("Grouping"), loc.t("Not grouped"), groupings)

    def show_names(self, names: PlanNames) -> None:
        """Offer these parties, areas and goals."""
        self.set_options("party_id", party_options(names))
        self.set_options("area_id", area_options(names))
        self.set_options("goal_id", goal_options(names, "   "))

    def narrow(self, **values: Any) -> None:
        """Let through only these; the grouping stays."""
        self.set(group=self.values.get("group"), **values)

    @property
    def leaves_out(self) -> bool:
        """Whether anything is typed or chosen that leaves measures out."""
        return bool(self.words.strip()) or bool(set(self.values) - {"group"})

    @property
    def shared(self) -> Mapping[str, Any]:
        """The fields that all measures let through have in common, for one that is added."""
        return {name: value for name, value in self.values.items() if name in _SHARED}

    def grouping(self, names: PlanNames, otherwise: str = "") -> Grouping | None:
        """Return how the plan stands in groups; ``otherwise`` when nothing is chosen."""
        return make_grouping(self.values.get("group", otherwise), names, self._loc)

    def condition(self, names: PlanNames) -> Callable[[MeasureLine], bool] | None:
        """Return what a measure must meet, ``None`` when only the words narrow. A party is met by a partner too, and
        a goal by the goals under it.
        """
        chosen = {name: value for name, value in self.values.items() if name in FILTERS}
        if not chosen:
            return None
        goals = with_subgoals(chosen["goal_id"], names.goals.values()) if "goal_id" in chosen else frozenset()
        status = chosen.get("status")

        def fits(line: MeasureLine) -> bool:
            measure = line.measure
            return (
                ("party_id" not in chosen or chosen["party_id"] in (measure.party_id, *line.partner_ids))
                and ("area_id" not in chosen or measure.area_id == chosen["area_id"])
                and ("level" not in chosen or measure.level is chosen["level"])
                and ("goal_id" not in chosen or measure.goal_id in goals)
                and (
                    "assessment" not in chosen or (line.latest is not None and line.assessment is chosen["assessment"])
                )
                and (status is None or line.status == (None if status == UNREPORTED else status))
            )

        return fits
