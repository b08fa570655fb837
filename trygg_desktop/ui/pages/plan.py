"""Measure plan: the measures as table, board and timeline, their goals, and where the chain is broken."""

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from trygg_desktop.domain.gaps import Gap
from trygg_desktop.domain.history import Changed
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Measure
from trygg_desktop.messages import N_
from trygg_desktop.store.measure_reading import read_indicator_names, read_measure_details
from trygg_desktop.store.plan_reading import (
    measures_of,
    read_measure_lines,
    read_plan_names,
    rename_lines,
)
from trygg_desktop.ui.actions import Action
from trygg_desktop.ui.page import Page
from trygg_desktop.ui.pages.plan_board import Board
from trygg_desktop.ui.pages.plan_bulk import BulkPanel
from trygg_desktop.ui.pages.plan_filters import FILTERS, PlanFilters
from trygg_desktop.ui.pages.plan_gaps import GapList
from trygg_desktop.ui.pages.plan_goals import GoalList, GoalPanel
from trygg_desktop.ui.pages.plan_head import PlanHead
from trygg_desktop.ui.pages.plan_measure import MeasurePanel
from trygg_desktop.ui.pages.plan_mending import mend_gap
from trygg_desktop.ui.pages.plan_table import make_measure_table
from trygg_desktop.ui.pages.plan_timeline import PlanTimeline
from trygg_desktop.ui.pages.plan_words import say_periods
from trygg_desktop.ui.session import Destination, Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import Card, EmptyState, make_label
from trygg_desktop.ui.widgets.print_view import PrintView
from trygg_desktop.ui.widgets.row_actions import RowAction, offer_on_rows
from trygg_desktop.workflows.edit import remove_records
from trygg_desktop.workflows.plan import add_goal, new_measure, remove_goal
from trygg_desktop.workflows.review import list_gaps

TABLE, BOARD, TIMELINE, GOALS, GAPS = range(5)
_NAMES = ("party", "area", "goal", "problem", "cause", "indicator")
_OWN = ("measure", "partner", "follow_up")
_BESIDE = ("period", "activity", "measure_indicator", "obstacle", "decision", "task", "meeting")
_FAR = ("observation", "seat", "programme")


class PlanPage(Page):
    """The plan. What is filtered is the same in the table, on the board and in the timeline.

    Each measure stands with its latest answer, or, while ``period`` is set, with the answer for that period.
    """

    tables = (*_NAMES, *_OWN, *_BESIDE, *_FAR)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.names = read_plan_names(self.project)
        self._outdated = {BOARD, TIMELINE, GOALS, GAPS}
        self._shown: tuple[int, ...] | None = None
        self.period: Period | None = None
        self._answers = ""
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(lambda: session.jobs.when_free(self._show_view))
        session.period_changed.connect(lambda: self.table.viewport().update())
        self.head = PlanHead(self.loc)
        self.tabs, self.count, self.clear = self.head.tabs, self.head.count, self.head.clear
        self.head.cleared.connect(self._narrow)
        self.head.period_left.connect(lambda: self.show_period(None))
        self.filters = PlanFilters(self.loc)
        self.filters.changed.connect(self._filter)
        self._build_views()
        self._build_panels()
        column = QVBoxLayout(left := QWidget())
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        rows = QVBoxLayout(whole := QWidget())
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GRID)
        rows.addWidget(self.head)
        rows.addWidget(self.filters)
        rows.addWidget(self.put_beside(left, self.detail, (760, 360)), 1)
        self.over = PrintView(session, whole)
        self.over.currentChanged.connect(lambda _: self.head_changed.emit())
        self.column.addWidget(self.over)
        self.tabs.currentChanged.connect(self._show_tab)

    # --- building

    def _build_views(self) -> None:
        session, loc = self.session, self.loc
        self.table = make_measure_table(loc, session.colours, lambda: self.period or session.period)
        self.table.chosen.connect(lambda _: self._show_chosen())
        self.table.opened.connect(lambda _: self.measure_panel.start())
        offer_on_rows(
            self.table,
            loc,
            (
                RowAction(text=N_("Change measure"), run=lambda: self.measure_panel.start(), keys="F2"),
                RowAction(text=N_("Enter an answer …"), run=self._answer_chosen),
                RowAction(text=N_("Remove measure"), run=lambda: self._remove(self.table.chosen_ids()), keys="Del"),
            ),
        )
        self.empty = EmptyState(
            loc.t("What will be done?"),
            loc.t(
                "A measure has a responsible party, partners, a goal it serves, a cause it answers to, and dates. "
                "Each gets a code that stays: Å-01, Å-02 …"
            ),
            loc.t("New measure"),
            self.start_measure,
        )
        self.no_match = EmptyState(loc.t("No measure fits the filters"), "", loc.t("Clear filters"), self._narrow)
        self.sheet = QStackedWidget()
        for widget in (self.table, self.empty, self.no_match):
            self.sheet.addWidget(widget)
        card = Card()
        card.body.addWidget(self.sheet, 1)
        self.board = Board(loc, session.colours)
        self.board.chosen.connect(self.show_measure)
        self.board.answer_wanted.connect(lambda i: session.go("follow_up", "measure", i))
        self.timeline = PlanTimeline(session)
        self.timeline.wanted.connect(self.show_measure)
        self.goals = GoalList(loc, session.colours, add=self._add_goal, remove=self._remove_goals)
        self.goals.chosen.connect(lambda _: self._show_chosen())
        self.goals.opened.connect(lambda _: self.goal_panel.form.start())
        self.goals.measures_wanted.connect(lambda i: self._narrow(goal_id=i))
        self.gaps = GapList(loc, session.colours)
        self.gaps.wanted.connect(self.mend)
        self.stack = QStackedWidget()
        for view in (card, self.board, self.timeline, self.goals, self.gaps):
            self.stack.addWidget(view)

    def _build_panels(self) -> None:
        self.hint = Card()
        text = self.loc.t("Choose a measure to see and change it here. Choose several to change them together.")
        self.hint.body.addWidget(make_label(text, "quiet", wrap=True))
        self.hint.body.addStretch()
        self.measure_panel = MeasurePanel(self.session)
        self.measure_panel.removal_wanted.connect(self._remove)
        self.bulk_panel = BulkPanel(self.session)
        self.bulk_panel.removal_wanted.connect(self._remove)
        self.goal_panel = GoalPanel(self.session)
        self.goal_panel.measures_wanted.connect(lambda i: self._narrow(goal_id=i))
        self.goal_panel.removal_wanted.connect(self._remove_goals)
        self.detail = QStackedWidget()
        for panel in (self.hint, self.measure_panel, self.bulk_panel, self.goal_panel):
            self.detail.addWidget(panel)
        self.detail.setMinimumWidth(320)

    # --- what the window asks

    def subtitle(self) -> str:
        """Return which periods the answers shown are from."""
        return self._answers

    def actions_offered(self) -> list[Action]:
        """Offer to print and to add."""
        printing = Action(key="print_plan", text=N_("Print …"), run=self.print_timeline, shortcut="Ctrl+P")
        return [
            *([] if self.over.is_previewing else [printing]),
            Action(
                key="new_measure", text=N_("New measure"), run=self.start_measure, shortcut="Ctrl+Shift+N", primary=True
            ),
            Action(key="new_goal", text=N_("New goal"), run=self.start_goal, menu="do"),
            Action(key="show_gaps", text=N_("Gaps in the chain"), run=lambda: self.show_view(GAPS), menu="do"),
        ]

    def refresh(self, changed: Changed | None) -> None:
        """Read again what changed: a few measures, or the whole plan."""
        self._outdated = {BOARD, TIMELINE, GOALS, GAPS}
        if changed is None or changed.touches("period"):
            self.show_period(read_plan_names(self.project).periods.get(self.period.id) if self.period else None)
        else:
            if changed.touches(*_NAMES):
                self._read_names(changed)
            if changed.touches(*_OWN):
                self._read_some(changed)
        self._shown = None
        self._show_tab(self.tabs.currentIndex(), at_once=changed is None)

    def show_destination(self, destination: Destination) -> None:
        """Show a measure, a goal, the gaps, or what filters let through."""
        self.over.close_preview()
        kind, row_id = destination.table_name, destination.row_id
        if kind in ("activity", "partner"):
            found = measures_of(self.project, kind, [row_id])
            kind, row_id = "measure", next(iter(found), 0)
        if kind == "measure":
            self.choose_measure(row_id)
        elif kind == "goal":
            self.show_view(GOALS)
            self.goals.table.choose(row_id)
        elif destination.filters.get("view") == "gaps":
            self.show_view(GAPS)
        elif narrowing := {name: destination.filters[name] for name in FILTERS if name in destination.filters}:
            self._narrow(destination.filters.get("period", 0), **narrowing)

    # --- reading

    def show_period(self, period: Period | None) -> None:
        """Show the answers for one period and the measures that run in it, or all with their latest answers."""
        self.period = period
        self._read_all()

    def _read_all(self) -> None:
        self._show_names()
        self.table.grouped.set_rows(read_measure_lines(self.project, self.names, period=self.period))
        self._filter()

    def _show_names(self) -> None:
        self.names = read_plan_names(self.project)
        self.filters.show_names(self.names)
        self.measure_panel.show_names(self.names, read_indicator_names(self.project))

    def _read_names(self, changed: Changed) -> None:
        """Take in what is linked to; the measures themselves are as they were."""
        self._show_names()
        if changed.touches("party", "area", "goal"):
            self.table.grouped.set_rows(rename_lines(self.table.grouped.every_row, self.names))
            self._filter()

    def _read_some(self, changed: Changed) -> None:
        ids = set(changed.rows.get("measure", ()))
        for table in ("partner", "follow_up"):
            if rows := changed.rows.get(table):
                ids |= measures_of(self.project, table, list(rows))
        lines = read_measure_lines(self.project, self.names, ids, self.period)
        self.table.grouped.replace_rows(lines, ids - {line.id for line in lines})
        self._show_count()

    # --- narrowing

    def _filter(self) -> None:
        names = self.names
        self.table.grouped.arrange_by(self.filters.words, self.filters.condition(names), self.filters.grouping(names))
        self._outdated |= {BOARD, TIMELINE}
        self._show_count()
        self._show_soon()

    def _show_count(self) -> None:
        shown, total = len(self.table.grouped.found), self.table.grouped.total
        self.head.show_narrowing(shown, total, self.period, leaves_out=self.filters.leaves_out)
        self.sheet.setCurrentIndex(0 if shown else (1 if not total and self.period is None else 2))
        self._name_answers(say_periods(self.table.grouped.found, self.loc))

    def _name_answers(self, answers: str) -> None:
        if answers != self._answers:
            self._answers = answers
            self.head_changed.emit()

    def _narrow(self, period_id: int = 0, **values: Any) -> None:
        if self.tabs.currentIndex() in (GOALS, GAPS):
            self.show_view(TABLE)
        if period_id != (self.period.id if self.period else 0):
            self.show_period(self.names.periods.get(period_id))
        self.filters.narrow(**values)

    # --- showing

    def show_view(self, view: int) -> None:
        """Bring one of the views to the front."""
        self.tabs.setCurrentIndex(view)

    def _show_tab(self, view: int, *, at_once: bool = True) -> None:
        self.stack.setCurrentIndex(view)
        narrowed = view in (TABLE, BOARD, TIMELINE)
        self.filters.setVisible(narrowed)
        if narrowed:
            self._show_count()
        else:
            self.head.hide_narrowing()
            self._name_answers("")
        (self._show_view if at_once else self._show_soon)()
        self._show_chosen()

    def _show_soon(self) -> None:
        """Fill the view in front; one that is dear to draw must not hold up what was just typed."""
        if self.tabs.currentIndex() in (TIMELINE, GAPS):
            self._later.start()
        else:
            self._show_view()

    def _show_view(self) -> None:
        """Fill the view that is in front, if it is not as the plan is."""
        view = self.tabs.currentIndex()
        if view not in self._outdated:
            return
        self._outdated.discard(view)
        found = self.table.grouped.found
        if view == BOARD:
            self.board.show_lines(found)
        elif view == TIMELINE:
            self.timeline.show_lines(found, self.filters.grouping(self.names, "party"))
        elif view == GOALS:
            measures = self._every_measure()
            self.goals.show_goals(self.names, measures, self.loc)
        elif view == GAPS:
            self._show_gaps()

    def _every_measure(self) -> list[Measure]:
        if self.period is not None:
            return self.project.all(Measure, "1 ORDER BY id")
        return [line.measure for line in self.table.grouped.every_row]

    def choose_measure(self, measure_id: int) -> None:
        """Show a measure in the table, letting it through the filters."""
        if self.tabs.currentIndex() in (GOALS, GAPS):
            self.show_view(TABLE)
        if not self.table.choose(measure_id):
            self._narrow()
            self.table.choose(measure_id)
        self.show_measure(measure_id)

    def show_measure(self, measure_id: int) -> None:
        """Show a measure in the detail panel, and mark it in every view."""
        if self.table.chosen_ids() != [measure_id]:
            self.table.choose(measure_id)
        self.board.choose(measure_id)

    def _show_chosen(self) -> None:
        self._choose_panel()
        self.detail.setVisible(self.tabs.currentIndex() != GAPS and self.detail.currentWidget() is not self.hint)

    def _choose_panel(self) -> None:
        if self.tabs.currentIndex() == GOALS:
            self._shown = None
            self._show_goal(next(iter(self.goals.table.chosen_ids()), 0))
            return
        ids = self.table.chosen_ids()
        if self._shown == tuple(ids):
            return
        self._shown = tuple(ids)
        lines = [line for line in self.table.grouped.found if line.id in set(ids)] if ids else []
        if len(lines) > 1:
            self.bulk_panel.show_measures(lines, self.names)
            self.detail.setCurrentWidget(self.bulk_panel)
        elif lines and (details := read_measure_details(self.project, lines[0].id)):
            self.measure_panel.show_measure(details, lines[0])
            self.detail.setCurrentWidget(self.measure_panel)
        else:
            self.detail.setCurrentWidget(self.hint)

    def _show_goal(self, goal_id: int) -> None:
        line = next((line for line in self.goals.table.rows_shown.rows if line.id == goal_id), None)
        if line is not None:
            self.goal_panel.show_goal(line, self.names)
        self.detail.setCurrentWidget(self.goal_panel if line else self.hint)

    # --- doing

    def start_measure(self, **links: Any) -> None:
        """Add a measure that begins with what the filters are set to, ready to be named."""
        begins = {**self.filters.shared, **links}
        added = self.session.attempt(new_measure, self.project, title=self.loc.t("New measure"), **begins)
        if added is not None:
            self.choose_measure(added)
            self.measure_panel.start()

    def print_timeline(self) -> None:
        """Show the measures that the filters let through as they come out on paper."""
        found = self.table.grouped.found
        make = partial(self.timeline.make_pages, found, self.filters.grouping(self.names, "party"))
        part = ", ".join(text for text in (self.count.text(), self.subtitle()) if text)
        self.over.preview_part(self.loc.t("Measure plan"), part, make)

    def start_goal(self) -> None:
        """Make ready to add goals."""
        self.show_view(GOALS)
        self.goals.add_line.start()

    def mend(self, gap: Gap) -> None:
        """Go to where a gap is mended, or begin what is missing."""
        mend_gap(gap, self.session, self.measure_panel, self.start_measure, self.choose_measure)

    def _show_gaps(self) -> None:
        names = {("measure", measure.id): measure.title for measure in self._every_measure()}
        names |= {("cause", cause.id): cause.text for cause in self.names.causes.values()}
        names |= {("problem", problem.id): problem.text for problem in self.names.problems.values()}
        gaps = list_gaps(self.project, self.session.today())
        self.gaps.show_gaps(gaps, lambda gap: names.get((gap.table_name, gap.row_id), ""))

    def _add_goal(self, **values: Any) -> int | None:
        added: int | None = self.session.attempt(add_goal, self.project, **values)
        return added

    def _remove_goals(self, goal_ids: list[int]) -> None:
        for goal_id in goal_ids:
            self.session.attempt(remove_goal, self.project, goal_id)

    def _remove(self, measure_ids: list[int]) -> None:
        if measure_ids:
            self.session.attempt(remove_records, self.project, Measure, measure_ids)

    def _answer_chosen(self) -> None:
        for measure_id in self.table.chosen_ids()[:1]:
            self.session.go("follow_up", "measure", measure_id)
