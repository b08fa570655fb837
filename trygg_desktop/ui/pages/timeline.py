"""Timeline: milestones, the police list, places, decisions and measures over the years."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from trygg_desktop.charts.spec import Figure
from trygg_desktop.charts.timeline import TimelineRow, build_timeline
from trygg_desktop.domain.history import Changed
from trygg_desktop.domain.indicators import first_day_of
from trygg_desktop.domain.organisation import Milestone
from trygg_desktop.formats import GAP
from trygg_desktop.messages import N_
from trygg_desktop.store.plan_reading import read_measure_lines, read_plan_names
from trygg_desktop.store.timeline_reading import read_decisions, read_list_spells, read_milestones, read_place_spells
from trygg_desktop.ui.actions import Action
from trygg_desktop.ui.page import Page
from trygg_desktop.ui.pages.plan_timeline import MOST, make_rows
from trygg_desktop.ui.pages.plan_words import make_grouping
from trygg_desktop.ui.pages.timeline_milestones import MilestonePanel
from trygg_desktop.ui.pages.timeline_rows import make_decision_rows, make_spell_rows, rows_within
from trygg_desktop.ui.session import Destination, Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.figure_view import FigureView
from trygg_desktop.ui.widgets.flow import Flow
from trygg_desktop.ui.widgets.labels import Card, EmptyState, make_button, make_label, make_scroll
from trygg_desktop.ui.widgets.print_view import PrintView

_PARTS = {
    "milestones": (N_("Milestones"), ("milestone",)),
    "list": (N_("The police list"), ("area", "classification")),
    "places": (N_("Places"), ("area", "place", "place_status")),
    "decisions": (N_("Decisions"), ("decision", "meeting", "body")),
    "measures": (N_("Measures"), ("measure", "follow_up", "party", "partner", "goal", "area", "period")),
}
_ZOOMS = ((0, N_("All years")), (5, N_("Five years")), (2, N_("Two years")), (1, N_("One year")))
_HOMES = {"measure": "plan", "classification": "situation", "place_status": "situation", "decision": "meetings"}


class TimelinePage(Page):
    """Zoomed with Ctrl and + or −, moved with Alt and the arrow keys."""

    tables = tuple({table for _, tables in _PARTS.values() for table in tables})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.milestones: Sequence[Milestone] = ()
        self._rows: dict[str, list[TimelineRow]] = {name: [] for name in _PARTS}
        self._first = session.today().year
        self.shown: dict[str, QCheckBox] = {}
        self.view = FigureView(session.colours)
        self.view.wanted.connect(self._follow)
        self.left_out = make_label("", "small", wrap=True)
        self.panel = MilestonePanel(session)
        self.panel.setMinimumWidth(300)
        self._build_choices()
        sheet = QWidget()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(0, 0, GRID, 0)
        inside.addWidget(self.view)
        inside.addWidget(self.left_out)
        inside.addStretch()
        card = Card()
        self.empty = EmptyState(
            self.loc.t("Nothing is dated yet"),
            self.loc.t(
                "The timeline is made from milestones, the police list, the state of places, decisions and measures. "
                "What gets a date anywhere in the programme stands here."
            ),
            self.loc.t("New milestone"),
            self.start,
        )
        self.sheet = QStackedWidget()
        self.sheet.addWidget(make_scroll(sheet))
        self.sheet.addWidget(self.empty)
        card.body.addWidget(self.sheet)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._choices)
        column.addWidget(card, 1)
        self.over = PrintView(session, self.put_beside(left, self.panel, (780, 340)))
        self.over.currentChanged.connect(lambda _: self.head_changed.emit())
        self.column.addWidget(self.over)

    def _build_choices(self) -> None:
        loc = self.loc
        self._choices = QWidget()
        flow = Flow(self._choices)
        for name, (title, _) in _PARTS.items():
            box = QCheckBox(loc.t(title))
            box.setChecked(True)
            box.toggled.connect(lambda _: self._show())
            self.shown[name] = box
            flow.addWidget(box)
        self.zoom = QComboBox()
        self.zoom.setAccessibleName(loc.t("Time shown"))
        self.zoom.addItems([loc.t(text) for _, text in _ZOOMS])
        self.zoom.currentIndexChanged.connect(lambda _: self._zoomed())
        self.back = self._make_arrow("‹", loc.t("Earlier"), -1, "Alt+Left")
        self.on = self._make_arrow("›", loc.t("Later"), 1, "Alt+Right")
        self.now = make_button(loc.t("Today"), self._go_to_today, link=True)
        moving = QWidget()
        across = QHBoxLayout(moving)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GRID)
        for widget in (self.zoom, self.back, self.on, self.now):
            across.addWidget(widget)
        flow.addWidget(moving)
        for keys, step in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self.zoom_by(step))

    def _make_arrow(self, sign: str, name: str, step: int, keys: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("button", True)
        button.setText(sign)
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({keys})")
        button.setShortcut(QKeySequence(keys))
        button.clicked.connect(lambda: self._move_by(step))
        return button

    # --- what the window asks

    def actions_offered(self) -> list[Action]:
        """Offer to print, and to add a milestone."""
        printing = Action(key="print_timeline", text=N_("Print …"), run=self.print_timeline, shortcut="Ctrl+P")
        return [
            *([] if self.over.is_previewing else [printing]),
            Action(key="new_milestone", text=N_("New milestone"), run=self.start, primary=True),
            Action(key="zoom_in", text=N_("Show less time"), run=lambda: self.zoom_by(1), menu="view"),
            Action(key="zoom_out", text=N_("Show more time"), run=lambda: self.zoom_by(-1), menu="view"),
        ]

    def refresh(self, changed: Changed | None) -> None:
        """Read again the parts that changed, and show all."""
        touched = {name for name, (_, tables) in _PARTS.items() if changed is None or changed.touches(*tables)}
        project, loc = self.project, self.loc
        if "milestones" in touched:
            self.milestones = read_milestones(project)
            self.panel.show_milestones(self.milestones)
        if "list" in touched:
            self._rows["list"] = make_spell_rows(read_list_spells(project), loc.t("The police list"))
        if "places" in touched:
            self._rows["places"] = make_spell_rows(read_place_spells(project), loc.t("Places"))
        if "decisions" in touched:
            self._rows["decisions"] = make_decision_rows(read_decisions(project), loc.t("Decisions"))
        if "measures" in touched:
            names = read_plan_names(project)
            self._rows["measures"] = make_rows(read_measure_lines(project, names), make_grouping("party", names, loc))
        self._show()

    def show_destination(self, destination: Destination) -> None:
        """Show a milestone."""
        self.over.close_preview()
        if destination.table_name == "milestone":
            self.panel.choose(destination.row_id)
            years = _ZOOMS[self.zoom.currentIndex()][0]
            for milestone in self.milestones:
                if years and milestone.id == destination.row_id:
                    self._first = first_day_of(milestone.on).year - years // 2
                    self._show()

    # --- the time shown

    def span(self) -> tuple[date, date]:
        """Return the time shown: whole years, or everything from the first event to the target year."""
        years = _ZOOMS[self.zoom.currentIndex()][0]
        if years:
            return date(self._first, 1, 1), date(self._first + years, 1, 1)
        known = [day.year for row in self._all_rows() for day in (row.start, row.end) if day]
        known += [first_day_of(milestone.on).year for milestone in self.milestones]
        target = self.project.programme.target_year
        last = max([*known, self.session.today().year, target or 0])
        return date(min([*known, self.session.today().year]), 1, 1), date(last + 1, 1, 1)

    def zoom_by(self, step: int) -> None:
        """Show less time, or more when negative."""
        self.zoom.setCurrentIndex(min(max(self.zoom.currentIndex() + step, 0), len(_ZOOMS) - 1))

    def _zoomed(self) -> None:
        years = _ZOOMS[self.zoom.currentIndex()][0]
        self._first = self.session.today().year - years // 2
        self._show()

    def _move_by(self, step: int) -> None:
        self._first += step
        self._show()

    def _go_to_today(self) -> None:
        self._zoomed()

    # --- showing

    def _all_rows(self) -> list[TimelineRow]:
        return [row for name, rows in self._rows.items() if self.shown[name].isChecked() for row in rows]

    def _show(self) -> None:
        moves = self.zoom.currentIndex() > 0
        for button in (self.back, self.on, self.now):
            button.setVisible(moves)
        self.sheet.setCurrentIndex(0 if self.milestones or any(self._rows.values()) else 1)
        span = self.span()
        rows = rows_within(self._all_rows(), span)
        milestones = self.milestones if self.shown["milestones"].isChecked() else ()
        self.view.show_figure(lambda width: self._figure(rows[:MOST], milestones, span, width))
        self.left_out.setVisible(len(rows) > MOST)
        self.left_out.setText(
            self.loc.t(
                "The first {shown} of {total} are drawn. Show less time to see others.", shown=MOST, total=len(rows)
            )
        )

    def _figure(
        self, rows: Sequence[TimelineRow], milestones: Sequence[Milestone], span: tuple[date, date], width: float
    ) -> Figure:
        return build_timeline(rows, milestones, self.loc, width, today=self.session.today(), span=span)[0]

    def print_timeline(self) -> None:
        """Show the time that is shown as it comes out on paper."""
        span = self.span()
        rows = rows_within(self._all_rows(), span)
        milestones = self.milestones if self.shown["milestones"].isChecked() else ()

        def make(width: float, height: float) -> Sequence[Figure]:
            today = self.session.today()
            return build_timeline(rows, milestones, self.loc, width, today=today, height=height, span=span)

        self.over.preview_part(self.loc.t("Timeline"), f"{span[0].year}{GAP}{span[1].year - 1}", make)

    def _follow(self, table_name: str, row_id: int) -> None:
        if table_name == "milestone":
            self.panel.choose(row_id)
        else:
            self.session.go(_HOMES[table_name], table_name, row_id)

    # --- doing

    def start(self) -> None:
        """Make ready to add a milestone."""
        self.panel.add_line.start()
