"""History: every step of work, what it changed, and a way back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from trygg_desktop.domain.fields import name_record
from trygg_desktop.domain.history import Changed, ChangeKind, ChangeSet
from trygg_desktop.formats import sort_key
from trygg_desktop.messages import N_, Message
from trygg_desktop.store.history_reading import PAGE, HistoryStep, last_undo_of, read_steps, read_steps_by_id
from trygg_desktop.store.tables import TABLES
from trygg_desktop.ui.page import Page
from trygg_desktop.ui.pages.history_detail import StepDetail
from trygg_desktop.ui.session import Destination, Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import Card, make_button, make_label
from trygg_desktop.ui.widgets.row_actions import RowAction, offer_on_rows
from trygg_desktop.ui.widgets.table import Column, Table

_KINDS = {
    ChangeKind.DO: N_("done step"),
    ChangeKind.UNDO: N_("undoing"),
    ChangeKind.REDO: N_("done again"),
    ChangeKind.FOUND: N_("beginning"),
}
_SHOWN_COUNTS = 3


class HistoryPage(Page):
    """All steps, newest first; the chosen one to the right, before and after."""

    tables = tuple(TABLES.values())

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._loaded: list[HistoryStep] = []
        self._older = False
        self._row: tuple[str, int] = ("", 0)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.loc.t("Filter by words"))
        self.words.setAccessibleName(self.loc.t("Filter by words"))
        self.words.setClearButtonEnabled(True)
        self.kinds = QComboBox()
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kinds.setMinimumContentsLength(9)
        self.words.setMinimumWidth(110)
        self.kinds.setAccessibleName(self.loc.t("What was changed"))
        named = sorted(((self.loc.t(name_record(table)), table) for table in self.tables), key=lambda n: sort_key(n[0]))
        self.kinds.addItem(self.loc.t("All kinds"), "")
        for name, table in named:
            if table not in ("provenance", "left_out"):
                self.kinds.addItem(name, table)
        self.kinds.currentIndexChanged.connect(lambda _: self._choose_kind())
        self.only = make_button("", self._show_all, link=True)
        self.only.hide()
        self.table = self._make_table()
        self.words.textChanged.connect(self.table.rows_shown.filter)
        self.more = make_button(self.loc.t("Show {n} older", n=PAGE), self._load_older)
        self.reach = make_label("", "small")
        self.detail = StepDetail(session, self._turn)
        self.put_beside(self._make_list(), self.detail, (640, 470))

    def _make_list(self) -> Card:
        card = Card()
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.words, 2)
        line.addWidget(self.kinds, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.reach, 1)
        foot.addWidget(self.more)
        card.body.addLayout(line)
        card.body.addWidget(self.only, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self.table, 1)
        card.body.addLayout(foot)
        return card

    def _make_table(self) -> Table[HistoryStep]:
        loc = self.loc

        def tone(row: HistoryStep) -> str:
            return "none_text" if row.step.undone else ""

        columns: list[Column[HistoryStep]] = [
            Column(
                key="time",
                header=N_("Time"),
                text=lambda r: loc.moment(r.step.made_at),
                order=lambda r: r.id,
                tone=tone,
                width=136,
            ),
            Column(key="label", header=N_("What was done"), text=lambda r: loc.t(r.step.label), tone=tone, width=0),
            Column(key="kind", header=N_("Step"), text=lambda r: loc.t(say_kind(r.step)), tone=tone, width=92, rank=2),
            Column(key="counts", header=N_("What it concerns"), text=self._counts, tone=tone, width=170, rank=1),
        ]
        table: Table[HistoryStep] = Table(columns, loc, self.session.colours, loc.t("History"), lines=3)
        table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        table.chosen.connect(self._show)
        table.opened.connect(lambda _: self.detail.go_to_first())
        offer_on_rows(
            table,
            loc,
            (
                RowAction(text=N_("Go to what was changed"), run=lambda: self.detail.go_to_first()),
                RowAction(text=N_("Undo or do again"), run=lambda: self.detail.turn()),
            ),
        )
        return table

    def subtitle(self) -> str:
        """Say how many steps are shown, or that only one record's are."""
        count = self.table.rows_shown.total
        return self.loc.tn("{n} step", "{n} steps", n=count) + (" …" if self._older else "")

    def refresh(self, changed: Changed | None) -> None:
        """Read everything anew, or after a change only what is new and what it turned."""
        if changed is None or not self._loaded:
            self._load(())
            return
        table, row_id = self._filter()
        new = read_steps(self.project, after_id=self._loaded[0].id, table=table, row_id=row_id)
        targets = [step.step.target_id for step in new if step.step.target_id is not None]
        known = {step.id for step in self._loaded}
        turned = read_steps_by_id(self.project, [target for target in targets if target in known])
        fresh = {step.id: step for step in (*new, *turned)}
        self._loaded = [*new, *(fresh.get(step.id, step) for step in self._loaded)]
        self.table.rows_shown.replace_rows(fresh.values())
        self._say_reach()
        self._show(self.table.chosen_ids())

    def show_destination(self, destination: Destination) -> None:
        """Select a step, or show the steps of one record (filters ``record``: table and id, and ``name``)."""
        if record := destination.filters.get("record"):
            self._row = record
            name = destination.filters.get("name", "")
            self.only.setText(self.loc.t("Only steps that changed {name} · show all", name=name))
            self.only.show()
            self._load(())
        elif destination.row_id:
            self.words.clear()
            if not self._reach(destination.row_id):
                self._show_all()
                while not self._reach(destination.row_id) and self._older:
                    self._load_older()

    def _reach(self, step_id: int) -> bool:
        return self.table.choose(step_id)

    def _filter(self) -> tuple[str, int]:
        return self._row if self._row[1] else (self.kinds.currentData(), 0)

    def _choose_kind(self) -> None:
        self._row = ("", 0)
        self.only.hide()
        self._load(())

    def _show_all(self) -> None:
        self.kinds.setCurrentIndex(0)
        self._choose_kind()

    def _load_older(self) -> None:
        self._load(self._loaded)

    def _load(self, before: Sequence[HistoryStep]) -> None:
        table, row_id = self._filter()
        older = read_steps(self.project, before_id=before[-1].id if before else None, table=table, row_id=row_id)
        self._older = len(older) == PAGE
        self._loaded = [*before, *older]
        self.table.rows_shown.set_rows(self._loaded)
        self._say_reach()
        if not self.table.chosen_ids() and self.table.rows_shown.rows:
            self.table.choose(self.table.rows_shown.rows[0].id)
        self._show(self.table.chosen_ids())

    def _say_reach(self) -> None:
        self.more.setVisible(self._older)
        oldest = self._loaded[-1].step.made_at if self._older else None
        self.reach.setText(self.loc.t("Back to {time}; the filter looks among these.", time=oldest) if oldest else "")
        self.head_changed.emit()

    def _show(self, ids: list[int]) -> None:
        step = next((step for step in self._loaded if ids and step.id == ids[-1]), None)
        self.detail.show_step(step.step if step else None)

    def _counts(self, row: HistoryStep) -> str:
        shown = [f"{self.loc.t(name_record(table))} {self.loc.number(count)}" for table, count in row.counts]
        return ", ".join(shown[:_SHOWN_COUNTS]) + (" …" if len(shown) > _SHOWN_COUNTS else "")

    def _turn(self, step: ChangeSet) -> None:
        """Undo a step, or do it again when it is undone."""
        work = step.target_id or step.id
        target = last_undo_of(self.project, work) if step.undone else work
        self.session.attempt(self.project.undo, target)


def say_kind(step: ChangeSet) -> Message:
    """Say what kind of step it is, and whether it still stands."""
    return N_("undone") if step.undone else _KINDS[step.kind]
