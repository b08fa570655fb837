"""Lägesbild: the areas and places with their state over time, and the problems with their causes."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from trygg_desktop.domain.history import Changed
from trygg_desktop.domain.organisation import Area, Classification, Place, PlaceStatus
from trygg_desktop.domain.plan import Cause, Problem
from trygg_desktop.domain.words import Level, Secrecy
from trygg_desktop.messages import N_
from trygg_desktop.store.situation_reading import area_of, read_areas, read_problems
from trygg_desktop.ui.actions import Action
from trygg_desktop.ui.page import Page
from trygg_desktop.ui.pages.situation_areas import AreaLists
from trygg_desktop.ui.pages.situation_est import EstView
from trygg_desktop.ui.pages.situation_est_panel import EstPanel
from trygg_desktop.ui.pages.situation_problems import ProblemTree
from trygg_desktop.ui.session import Destination, Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.form import Form
from trygg_desktop.ui.widgets.labels import Card, make_button, make_label
from trygg_desktop.ui.widgets.quick_add import QuickAdd
from trygg_desktop.ui.widgets.record_panel import RecordPanel
from trygg_desktop.workflows.edit import remove_records
from trygg_desktop.workflows.plan import new_measure
from trygg_desktop.workflows.situation import add_cause

AREAS, PROBLEMS, EST = range(3)
_KINDS: dict[str, type[Any]] = {
    "area": Area,
    "classification": Classification,
    "place": Place,
    "place_status": PlaceStatus,
    "problem": Problem,
    "cause": Cause,
}


class SituationPage(Page):
    """The situation that the plan rests on."""

    tables = ("area", "classification", "place", "place_status", "problem", "cause", "measure", "est_count")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._chosen: dict[int, tuple[str, int]] = {AREAS: ("", 0), PROBLEMS: ("", 0), EST: ("", 0)}
        self._counts_are_old = False
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(self.loc.t("Situation"))
        for title in (N_("Areas and places"), N_("Problems and causes"), N_("EST")):
            self.tabs.addTab(self.loc.t(title))
        self.areas = AreaLists(session)
        self.problems = ProblemTree(session)
        self.stack = QStackedWidget()
        for part in (self.areas, self.problems):
            self.stack.addWidget(part)
            part.chosen.connect(self.choose)
            part.opened.connect(self._start_form)
            part.removal_wanted.connect(self._remove)
        self.est = EstView(session)
        self.stack.addWidget(self.est)
        self.est_panel = EstPanel(session)
        self.est.chosen.connect(lambda *said: session.jobs.when_free(partial(self.est_panel.show_counts, *said)))
        self._build_panels()
        head = QHBoxLayout()
        head.addWidget(self.tabs)
        head.addStretch()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        self.put_beside(left, self.detail, (780, 340))
        self.tabs.currentChanged.connect(self._show_tab)

    def _build_panels(self) -> None:
        loc = self.loc
        self.add_cause = QuickAdd(loc, loc.t("Add cause"), self._add_cause, upright=True)
        self.add_cause.add_text("text", loc.t("Why is it so?"))
        self.new_measure = make_button(loc.t("New measure for the cause"), self._add_measure)
        self.panels: dict[str, RecordPanel] = {
            "area": self._panel(Area, N_("Remove area"), _fill_area),
            "classification": self._panel(Classification, N_("Remove classification"), _fill_classification),
            "place": self._panel(Place, N_("Remove place"), _fill_place),
            "place_status": self._panel(PlaceStatus, N_("Remove state"), _fill_place_status),
            "problem": self._panel(Problem, N_("Remove problem"), _fill_problem, self.add_cause),
            "cause": self._panel(Cause, N_("Remove cause"), _fill_cause, self.new_measure),
        }
        self.hint = Card()
        self.hint.body.addWidget(make_label(loc.t("Choose a line to see and change it here."), "quiet", wrap=True))
        self.hint.body.addStretch()
        self.detail = QStackedWidget()
        self.detail.addWidget(self.hint)
        for panel in self.panels.values():
            self.detail.addWidget(panel)
        self.detail.addWidget(self.est_panel)
        self.detail.setMinimumWidth(300)

    def _panel(self, kind: type[Any], removal: Any, fill: Callable[[Form], object], *below: QWidget) -> RecordPanel:
        return RecordPanel(self.session, kind, self.loc.t(removal), fill, *below)

    # --- what the window asks

    def actions_offered(self) -> list[Action]:
        """Offer to add an area or a problem."""
        return [
            Action(key="new_area", text=N_("New area"), run=self.start_area),
            Action(key="new_problem", text=N_("New problem"), run=self.start_problem, primary=True),
        ]

    def refresh(self, changed: Changed | None) -> None:
        """Read again the half that changed."""
        if changed is None or changed.touches("area", "classification", "place", "place_status"):
            self.areas.show_areas(read_areas(self.project))
        if changed is None or changed.touches("area", "problem", "cause", "measure"):
            options = [(line.area.id, line.area.name) for line in self.areas.lines]
            self.panels["problem"].form.set_options("area_id", options)
            self.problems.show_problems(read_problems(self.project), options)
        if changed is None or changed.touches("area", "est_count"):
            self._counts_are_old = True
            self._refresh_counts()
        self._show_chosen()

    def show_destination(self, destination: Destination) -> None:
        """Show an area, a place, a problem or a cause."""
        kind, row_id = destination.table_name, destination.row_id
        if kind in ("problem", "cause"):
            self.tabs.setCurrentIndex(PROBLEMS)
            if not self.problems.choose(kind, row_id):
                self.problems.filters.clear()
                self.problems.choose(kind, row_id)
        elif kind == "est_count":
            self.tabs.setCurrentIndex(EST)
        elif kind in _KINDS and (area := area_of(self.project, kind, row_id)):
            self.tabs.setCurrentIndex(AREAS)
            self.areas.choose(kind, area.id, row_id)

    # --- showing

    def choose(self, kind: str, row_id: int) -> None:
        """Show a record in the detail panel."""
        self._chosen[self.tabs.currentIndex()] = (kind, row_id)
        self._show_chosen()

    def _show_tab(self, tab: int) -> None:
        self.stack.setCurrentIndex(tab)
        self.session.jobs.when_free(self._refresh_counts)
        self._show_chosen()

    def _refresh_counts(self) -> None:
        """Read EST's counts, many as they are, only when they are looked at."""
        if self._counts_are_old and self.tabs.currentIndex() == EST:
            self._counts_are_old = False
            self.est.refresh()
            self.est_panel.show_counts("", ())

    def _show_chosen(self) -> None:
        if self.tabs.currentIndex() == EST:
            self.detail.setCurrentWidget(self.est_panel)
            return
        kind, row_id = self._chosen[self.tabs.currentIndex()]
        found = self.project.all(_KINDS[kind], "id = ?", (row_id,)) if kind in _KINDS else []
        if not found:
            self.detail.setCurrentWidget(self.hint)
            return
        record = found[0]
        self.panels[kind].show_record(record, self._heading(kind, record))
        self.detail.setCurrentWidget(self.panels[kind])

    def _heading(self, kind: str, record: Any) -> str:
        match kind:
            case "classification":
                return self.loc.t("{area} on the police list", area=self.project.get(Area, record.area_id).name)
            case "place_status":
                return str(self.project.get(Place, record.place_id).name)
            case "problem" | "cause":
                return f"{record.code} {record.text}"
        return str(record.name)

    # --- doing

    def start_area(self) -> None:
        """Make ready to add an area."""
        self.tabs.setCurrentIndex(AREAS)
        self.areas.add_area.start()

    def start_problem(self) -> None:
        """Make ready to add a problem."""
        self.tabs.setCurrentIndex(PROBLEMS)
        self.problems.start()

    def _start_form(self) -> None:
        kind, _ = self._chosen[self.tabs.currentIndex()]
        if kind in self.panels:
            self.panels[kind].form.start()

    def _add_cause(self, text: str) -> int | None:
        problem_id = self.panels["problem"].record_id
        added: int | None = self.session.attempt(add_cause, self.project, problem_id, text=text)
        return added

    def _add_measure(self) -> None:
        cause = self.project.get(Cause, self.panels["cause"].record_id)
        problem = self.project.get(Problem, cause.problem_id)
        added = self.session.attempt(
            new_measure,
            self.project,
            title=self.loc.t("New measure"),
            cause_id=cause.id,
            area_id=problem.area_id,
            level=problem.level,
        )
        if added is not None:
            self.session.go("plan", "measure", added)

    def _remove(self, kind: str, row_ids: list[int]) -> None:
        self.session.attempt(remove_records, self.project, _KINDS[kind], row_ids)


def _fill_area(form: Form) -> None:
    form.add_text("name")
    form.add_text("note", lines=3)


def _fill_classification(form: Form) -> None:
    form.add_date("from_date", partial=True)
    form.add_text("category", label=N_("Category, empty when not on the list"))
    form.add_text("source", lines=3)


def _fill_place(form: Form) -> None:
    form.add_text("name")


def _fill_place_status(form: Form) -> None:
    form.add_date("from_date", partial=True)
    form.add_text("status", label=N_("State"))
    form.add_text("note", lines=3)
    form.add_text("source", lines=3)


def _fill_problem(form: Form) -> None:
    form.add_text("text", label=N_("Problem"), lines=3)
    form.add_words("level", Level)
    form.add_choice("area_id", [])
    form.add_words("secrecy", Secrecy, empty=False)
    form.add_text("source", lines=3)


def _fill_cause(form: Form) -> None:
    form.add_text("text", label=N_("Cause"), lines=3)
