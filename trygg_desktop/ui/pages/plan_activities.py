"""The activities of a measure: a short table, a line to add more, and fields for the chosen one."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.domain.fields import RESPONSIBLE_PARTY
from trygg_desktop.domain.plan import Activity, Measure
from trygg_desktop.domain.words import Status, say
from trygg_desktop.formats import GAP
from trygg_desktop.messages import N_
from trygg_desktop.store.plan_reading import PlanNames
from trygg_desktop.ui.pages.plan_words import party_options, tone_of_status
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.form import Form
from trygg_desktop.ui.widgets.labels import make_label
from trygg_desktop.ui.widgets.quick_add import QuickAdd
from trygg_desktop.ui.widgets.row_actions import RowAction, offer_on_rows
from trygg_desktop.ui.widgets.table import Column, Table
from trygg_desktop.workflows.edit import remove_records, set_field
from trygg_desktop.workflows.plan import add_activity, move_activity

_ROW = 34
_MOST_ROWS = 8


class ActivityList(QWidget):
    """Activities in their order; Alt+Up and Alt+Down move one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.loc, self.project = session, session.loc, session.project
        self._measure_id = 0
        self._activities: Sequence[Activity] = ()
        self.table: Table[Activity] = Table(
            (
                Column(key="title", header=N_("Activity"), text=lambda r: r.title, width=0),
                Column(key="end", header=N_("End"), text=lambda r: self._day(r), width=98, rank=1),
                Column(
                    key="status",
                    header=N_("Status"),
                    text=lambda r: self.loc.t(say(r.status)),
                    tone=lambda r: tone_of_status(r.status),
                    width=92,
                ),
            ),
            self.loc,
            session.colours,
            self.loc.t("Activities"),
        )
        self.table.setSortingEnabled(False)
        self.table.chosen.connect(self._show_chosen)
        self.table.opened.connect(lambda _: self._start())
        offer_on_rows(
            self.table,
            self.loc,
            (
                RowAction(text=N_("Change activity"), run=lambda: self._start(), keys="F2"),
                RowAction(text=N_("Move up"), run=lambda: self.move_chosen(-1), keys="Alt+Up"),
                RowAction(text=N_("Move down"), run=lambda: self.move_chosen(1), keys="Alt+Down"),
                RowAction(text=N_("Remove activity"), run=self.remove, keys="Del"),
            ),
        )
        self.none = make_label(self.loc.t("The measure has no activities yet."), "quiet", wrap=True)
        self.form = Form(self.loc, self._store)
        self.form.add_text("title")
        with self.form.side_by_side():
            self.form.add_choice("party_id", [], label=RESPONSIBLE_PARTY)
            self.form.add_words("status", Status, empty=False)
        with self.form.side_by_side():
            self.form.add_date("start_date")
            self.form.add_date("end_date")
        self.form.hide()
        self.add_line = QuickAdd(self.loc, self.loc.t("Add"), self._add)
        self.add_line.add_text("title", self.loc.t("What is to be done"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for widget in (self.none, self.table, self.form, self.add_line):
            column.addWidget(widget)

    def show_activities(self, measure: Measure, activities: Sequence[Activity], names: PlanNames) -> None:
        """Show the activities of a measure."""
        if measure.id != self._measure_id:
            self.table.clearSelection()
        self._measure_id, self._activities = measure.id, activities
        self.form.set_options("party_id", party_options(names))
        self.table.rows_shown.set_rows(activities)
        self.table.setVisible(bool(activities))
        self.table.setFixedHeight(_ROW * (min(len(activities), _MOST_ROWS) + 1) + 2)
        self.none.setVisible(not activities)
        self._show_chosen(self.table.chosen_ids())

    def move_chosen(self, places: int) -> None:
        """Move the chosen activity down, or up when negative."""
        for row_id in self.table.chosen_ids()[:1]:
            self.session.attempt(move_activity, self.project, row_id, places)

    def remove(self) -> None:
        """Remove the chosen activities."""
        if ids := self.table.chosen_ids():
            self.session.attempt(remove_records, self.project, Activity, ids)

    def _show_chosen(self, ids: list[int]) -> None:
        chosen = next((activity for activity in self._activities if activity.id in ids), None)
        self.form.setVisible(chosen is not None)
        if chosen is not None:
            self.form.show_record(chosen)

    def _start(self) -> None:
        self.form.start()

    def _add(self, title: str) -> int | None:
        added: int | None = self.session.attempt(add_activity, self.project, self._measure_id, title=title)
        return added

    def _store(self, field: str, value: Any) -> None:
        for row_id in self.table.chosen_ids()[:1]:
            set_field(self.project, Activity, row_id, field, value)

    def _day(self, activity: Activity) -> str:
        return self.loc.date(activity.end_date, "iso") if activity.end_date else GAP
