"""Indicators: what is measured, how it went, and what it should become."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from trygg_desktop.charts.axes import say_when
from trygg_desktop.domain.history import Changed
from trygg_desktop.domain.indicators import Indicator, moment_of
from trygg_desktop.domain.words import say
from trygg_desktop.formats import GAP
from trygg_desktop.messages import N_
from trygg_desktop.store.indicator_reading import IndicatorLine, find_indicator, read_indicator_lines
from trygg_desktop.ui.actions import Action
from trygg_desktop.ui.page import Page
from trygg_desktop.ui.pages.indicators_panel import IndicatorPanel
from trygg_desktop.ui.session import Destination, Session
from trygg_desktop.ui.widgets.labels import Card, EmptyState
from trygg_desktop.ui.widgets.row_actions import RowAction, offer_on_rows
from trygg_desktop.ui.widgets.table import Column, Table
from trygg_desktop.workflows.edit import remove_records
from trygg_desktop.workflows.indicators import add_indicator


class IndicatorsPage(Page):
    """The list of indicators, and to the right everything about the chosen one."""

    tables = (
        "indicator",
        "observation",
        "target",
        "definition_change",
        "measure_indicator",
        "measure",
        "area",
        "party",
        "programme",
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._words = QLineEdit()
        self._words.setPlaceholderText(self.loc.t("Filter by name, area or owner"))
        self._words.setAccessibleName(self.loc.t("Filter by name, area or owner"))
        self._words.setClearButtonEnabled(True)
        self._words.textChanged.connect(self._filter)
        self.panel = IndicatorPanel(session)
        self.table = self._make_table()
        self.table.chosen.connect(lambda ids: self._show_first(ids))
        self.table.opened.connect(lambda _: self.panel.start_entering())
        offer_on_rows(
            self.table,
            self.loc,
            (
                RowAction(text=N_("Enter a value"), run=self.panel.start_entering, keys="F2"),
                RowAction(text=N_("Remove indicator"), run=self._remove, keys="Del"),
            ),
        )
        self._list = Card()
        self._list.setMinimumWidth(260)
        self._list.body.addWidget(self._words)
        self._list.body.addWidget(self.table, 1)
        self.beside = self.put_beside(self._list, self.panel, (520, 590))
        self.empty = EmptyState(
            self.loc.t("No indicators yet"),
            self.loc.t(
                "An indicator shows whether a measure works: a value that is measured again and again,"
                " with its unit, its source and the value it should reach."
            ),
            self.loc.t("Add an indicator"),
            self.add,
        )
        self.column.addWidget(self.empty)
        self._shown = 0

    def subtitle(self) -> str:
        """Say how many there are."""
        count = self.table.rows_shown.total
        return self.loc.tn("{n} indicator", "{n} indicators", n=count) if count else ""

    def actions_offered(self) -> list[Action]:
        """Offer to add an indicator and to enter a value."""
        return [
            Action(
                key="enter_value",
                text=N_("Enter a value"),
                run=self.panel.start_entering,
                enabled=lambda: bool(self.table.rows_shown.total) and not self.project.read_only,
            ),
            Action(
                key="add_indicator",
                text=N_("Add indicator …"),
                run=self.add,
                primary=True,
                enabled=lambda: not self.project.read_only,
            ),
        ]

    def refresh(self, changed: Changed | None) -> None:
        """Read the indicators and show the chosen one, or the first."""
        self.table.rows_shown.set_rows(read_indicator_lines(self.project))
        there = bool(self.table.rows_shown.total)
        self.beside.setVisible(there)
        self.empty.setVisible(not there)
        known = {line.id for line in self.table.rows_shown.rows}
        if self._shown not in known and known:
            self._shown = self.table.rows_shown.rows[0].id
            self.table.choose(self._shown)
        if there:
            self.panel.show_indicator(self._shown, changed)

    def show_destination(self, destination: Destination) -> None:
        """Select an indicator, also by one of its values, targets or breaks; open the form to add one."""
        indicator_id = find_indicator(self.project, destination.table_name, destination.row_id)
        if indicator_id:
            self._words.clear()
            if self.table.choose(indicator_id):
                self.panel.show_row(destination.table_name, destination.row_id)

    def add(self) -> None:
        """Ask for a name and add an indicator."""
        name = self.session.prompter.ask_text(N_("New indicator"), N_("What is measured?"))
        if name is None:
            return
        made = self.session.attempt(add_indicator, self.project, name)
        if made is not None:
            self._words.clear()
            self.table.choose(made)
            self.panel.start_defining()

    def _show_first(self, chosen: list[int]) -> None:
        if chosen and chosen[0] != self._shown:
            self._shown = chosen[0]
            self.panel.show_indicator(chosen[0], None)

    def _remove(self) -> None:
        self.session.attempt(remove_records, self.project, Indicator, self.table.chosen_ids())

    def _filter(self, words: str) -> None:
        self.table.rows_shown.filter(words)

    def _make_table(self) -> Table[IndicatorLine]:
        loc = self.loc

        def value(line: IndicatorLine) -> str:
            return loc.number(line.last.value) if line.last else GAP

        def target(line: IndicatorLine) -> str:
            return f"{loc.number(line.target.value)} ({say_when(line.target.on, loc)})" if line.target else GAP

        def word(line: IndicatorLine, field: str) -> str:
            code = getattr(line.indicator, field)
            return loc.t(say(code)) if code else GAP

        columns: list[Column[IndicatorLine]] = [
            Column(key="code", header=N_("Code"), text=lambda r: r.indicator.code, width=56),
            Column(key="name", header=N_("Name"), text=lambda r: r.indicator.name, width=0),
            Column(
                key="value",
                header=N_("Last value"),
                text=value,
                order=lambda r: r.last.value if r.last else None,
                hint=lambda r: say_when(r.last.on, loc) if r.last else loc.t("No values yet"),
                width=112,
                right=True,
            ),
            Column(key="unit", header=N_("Unit"), text=lambda r: r.indicator.unit or GAP, width=84, rank=4),
            Column(
                key="on",
                header=N_("Measured on"),
                text=lambda r: say_when(r.last.on, loc) if r.last else GAP,
                order=lambda r: moment_of(r.last.on) if r.last else None,
                width=120,
                rank=5,
            ),
            Column(
                key="target",
                header=N_("Target"),
                text=target,
                order=lambda r: r.target.value if r.target else None,
                width=104,
                right=True,
                rank=2,
            ),
            Column(key="direction", header=N_("Direction"), text=partial(word, field="direction"), width=100, rank=6),
            Column(key="party", header=N_("Owner"), text=lambda r: r.party or GAP, width=130, rank=3),
            Column(key="level", header=N_("Level"), text=partial(word, field="level"), width=130, rank=7),
            Column(key="area", header=N_("Area"), text=lambda r: r.area or GAP, width=130, rank=8),
        ]
        table: Table[IndicatorLine] = Table(columns, loc, self.session.colours, loc.t("Indicators"))
        table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        return table
