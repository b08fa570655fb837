"""The milestones as a list with fields for the chosen one."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal

from trygg_desktop.charts.axes import say_when
from trygg_desktop.domain.organisation import Milestone
from trygg_desktop.messages import N_
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.form import Form
from trygg_desktop.ui.widgets.labels import Card, make_button, make_label
from trygg_desktop.ui.widgets.quick_add import QuickAdd
from trygg_desktop.ui.widgets.row_actions import RowAction, offer_on_rows
from trygg_desktop.ui.widgets.table import Column, Table
from trygg_desktop.workflows.edit import remove_records, set_field
from trygg_desktop.workflows.milestones import add_milestone


class MilestonePanel(Card):
    """Add, change and remove milestones; ``chosen`` tells the one that is shown."""

    chosen = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__(session.loc.t("Milestones"))
        self.session, self.loc, self.project = session, session.loc, session.project
        self._milestones: Sequence[Milestone] = ()
        self.body.setSpacing(GRID)
        self.add_line = QuickAdd(self.loc, self.loc.t("Add"), self._add)
        self.add_line.add_text("on", self.loc.t("When"), width=92)
        self.add_line.add_text("title", self.loc.t("What happened"))
        self.table: Table[Milestone] = Table(
            (
                Column(
                    key="on",
                    header=N_("When"),
                    text=lambda r: r.on,
                    hint=lambda r: say_when(r.on, self.loc),
                    width=92,
                ),
                Column(key="title", header=N_("Milestone"), text=lambda r: r.title, width=0),
            ),
            self.loc,
            session.colours,
            self.loc.t("Milestones"),
            lines=3,
        )
        self.table.chosen.connect(self._show_chosen)
        self.table.opened.connect(lambda _: self.form.start())
        offer_on_rows(
            self.table,
            self.loc,
            (
                RowAction(text=N_("Change milestone"), run=lambda: self.form.start(), keys="F2"),
                RowAction(text=N_("Remove milestone"), run=self.remove, keys="Del"),
            ),
        )
        self.form: Form = Form(self.loc, self._store)
        self.form.add_date("on", partial=True)
        self.form.add_text("title", lines=2)
        self.form.add_text("source", lines=2)
        self.unsourced = make_label(self.loc.t("Example data: the milestone has no source."), "example", wrap=True)
        self.form.lines.addWidget(self.unsourced)
        self.out = make_button(self.loc.t("Remove milestone"), self.remove, link=True)
        self.form.lines.addWidget(self.out)
        self.form.hide()
        self.none = make_label(
            self.loc.t("A milestone is a dated event: a decision, a list year, a law, an agreement."),
            "quiet",
            wrap=True,
        )
        for widget in (self.add_line, self.none):
            self.body.addWidget(widget)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.form)

    def show_milestones(self, milestones: Sequence[Milestone]) -> None:
        """Show these milestones."""
        self._milestones = milestones
        self.none.setVisible(not milestones)
        self.table.rows_shown.set_rows(milestones)
        self._show_chosen(self.table.chosen_ids())

    def choose(self, milestone_id: int) -> None:
        """Show one milestone."""
        self.table.choose(milestone_id)

    def remove(self) -> None:
        """Remove the chosen milestones."""
        if ids := self.table.chosen_ids():
            self.session.attempt(remove_records, self.project, Milestone, ids)

    def _show_chosen(self, ids: list[int]) -> None:
        found = next((milestone for milestone in self._milestones if milestone.id in ids[:1]), None)
        self.form.setVisible(found is not None)
        if found is not None:
            self.form.show_record(found)
            self.unsourced.setVisible(not found.source and self.project.programme.is_example)
            self.chosen.emit(found.id)

    def _add(self, on: str, title: str) -> int | None:
        added: int | None = self.session.attempt(add_milestone, self.project, on=on, title=title)
        if added is not None:
            self.choose(added)
        return added

    def _store(self, field: str, value: Any) -> None:
        for row_id in self.table.chosen_ids()[:1]:
            set_field(self.project, Milestone, row_id, field, value)
