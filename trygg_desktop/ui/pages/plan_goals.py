"""The tree of goals: what each aims at, how it is judged, how many measures serve it."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal

from trygg_desktop.domain.goal_tree import order_goals, with_subgoals
from trygg_desktop.domain.plan import Goal, Measure
from trygg_desktop.domain.words import Level, Outlook, say
from trygg_desktop.formats import GAP, Locale
from trygg_desktop.messages import N_
from trygg_desktop.store.plan_reading import PlanNames
from trygg_desktop.ui.pages.plan_words import goal_options
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import Colours
from trygg_desktop.ui.widgets.form import Form
from trygg_desktop.ui.widgets.labels import Card, make_button, make_rule
from trygg_desktop.ui.widgets.panel import Panel
from trygg_desktop.ui.widgets.quick_add import QuickAdd
from trygg_desktop.ui.widgets.row_actions import RowAction, offer_on_rows
from trygg_desktop.ui.widgets.table import Column, Table
from trygg_desktop.workflows.edit import set_field
from trygg_desktop.workflows.plan import move_goal

_OUTLOOK_TONES = {
    Outlook.REACHED: "green_text",
    Outlook.EXPECTED: "green_text",
    Outlook.UNCERTAIN: "yellow_text",
    Outlook.NOT_EXPECTED: "red_text",
    Outlook.NOT_REACHED: "red_text",
}
_OUTLOOK_MARKS = {
    Outlook.REACHED: "●",
    Outlook.EXPECTED: "●",
    Outlook.UNCERTAIN: "▲",
    Outlook.NOT_EXPECTED: "■",
    Outlook.NOT_REACHED: "■",
}


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal at its depth in the tree, with the count of measures that serve it or a goal under it."""

    goal: Goal
    depth: int
    measures: int

    @property
    def id(self) -> int:
        """The goal's id."""
        return self.goal.id


def make_goal_lines(names: PlanNames, measures: Iterable[Measure]) -> list[GoalLine]:
    """Return the goals as a tree read from the top."""
    own = Counter(measure.goal_id for measure in measures)
    goals = names.goals.values()
    return [
        GoalLine(goal, depth, sum(own[goal_id] for goal_id in with_subgoals(goal.id, goals)))
        for goal, depth in order_goals(goals)
    ]


class GoalList(Card):
    """The tree, and a line to add goals one after the other."""

    chosen = Signal(int)
    opened = Signal(int)
    measures_wanted = Signal(int)

    def __init__(
        self,
        loc: Locale,
        colours: Colours,
        *,
        add: Callable[..., int | None],
        remove: Callable[[list[int]], object],
    ) -> None:
        super().__init__()
        self.add_line = QuickAdd(loc, loc.t("Add goal"), add)
        self.add_line.add_text("name", loc.t("Name"))
        self.add_line.add_choice("parent_id", loc.t("Under"), []).setMaximumWidth(260)
        self.body.addWidget(self.add_line)
        self.table: Table[GoalLine] = Table(
            (
                Column(
                    key="name",
                    header=N_("Goal"),
                    text=lambda r: f"{'      ' * r.depth}{r.goal.code}  {r.goal.name}",
                    width=0,
                ),
                Column(
                    key="level",
                    header=N_("Level"),
                    text=lambda r: loc.t(say(r.goal.level)) if r.goal.level else GAP,
                    width=130,
                    rank=2,
                ),
                Column(key="target", header=N_("Target"), text=lambda r: r.goal.target or GAP, width=170, rank=1),
                Column(
                    key="outlook",
                    header=N_("Outlook for the goal"),
                    text=lambda r: (
                        f"{_OUTLOOK_MARKS[r.goal.outlook]} {loc.t(say(r.goal.outlook))}" if r.goal.outlook else GAP
                    ),
                    tone=lambda r: _OUTLOOK_TONES[r.goal.outlook] if r.goal.outlook else "none_text",
                    width=180,
                    rank=3,
                ),
                Column(
                    key="measures", header=N_("Measures"), text=lambda r: loc.number(r.measures), width=82, right=True
                ),
            ),
            loc,
            colours,
            loc.t("Goals"),
        )
        self.table.setSortingEnabled(False)
        self.body.addWidget(self.table, 1)
        self.table.chosen.connect(lambda ids: self.chosen.emit(ids[0]) if ids else None)
        self.table.opened.connect(self.opened)
        offer_on_rows(
            self.table,
            loc,
            (
                RowAction(text=N_("Change goal"), run=lambda: self._tell(self.opened), keys="F2"),
                RowAction(
                    text=N_("Show its measures"), run=lambda: self._tell(self.measures_wanted), keys="Ctrl+Return"
                ),
                RowAction(text=N_("Remove goal"), run=lambda: remove(self.table.chosen_ids()), keys="Del"),
            ),
        )

    def show_goals(self, names: PlanNames, measures: Iterable[Measure], loc: Locale) -> None:
        """Show the tree."""
        self.table.rows_shown.set_rows(make_goal_lines(names, measures))
        self.add_line.set_options("parent_id", [(None, loc.t("at the top")), *goal_options(names)])

    def _tell(self, signal: Any) -> None:
        for row_id in self.table.chosen_ids()[:1]:
            signal.emit(row_id)


class GoalPanel(Panel):
    """One goal: what it says, where it belongs, how one sees that it is reached."""

    measures_wanted = Signal(int)
    removal_wanted = Signal(list)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.loc = session, session.loc
        self.goal_id = 0
        self.form = Form(self.loc, self._store)
        self.form.add_text("name", lines=2)
        self.form.add_choice("parent_id", [])
        self.form.add_words("level", Level)
        self.form.add_text("target", lines=2)
        self.form.add_words("outlook", Outlook)
        self.show_measures = make_button("", lambda: self.measures_wanted.emit(self.goal_id), link=True)
        self.put(self.form, make_rule())
        self.put_left(
            self.show_measures,
            make_button(self.loc.t("Remove goal"), lambda: self.removal_wanted.emit([self.goal_id]), link=True),
        )
        self.fill_up()

    def show_goal(self, line: GoalLine, names: PlanNames) -> None:
        """Show a goal."""
        goal = line.goal
        self.goal_id = goal.id
        self.heading.setText(f"{goal.code} {goal.name}")
        below = with_subgoals(goal.id, names.goals.values())
        self.form.set_options("parent_id", [(i, text) for i, text in goal_options(names) if i not in below])
        self.form.show_record(goal)
        self.show_measures.setText(
            self.loc.tn("Show its measure", "Show its {n} measures", n=line.measures)
            if line.measures
            else self.loc.t("No measure serves it yet")
        )
        self.show_measures.setEnabled(bool(line.measures))

    def _store(self, field: str, value: Any) -> None:
        if field == "parent_id":
            move_goal(self.session.project, self.goal_id, value)
        else:
            set_field(self.session.project, Goal, self.goal_id, field, value)
