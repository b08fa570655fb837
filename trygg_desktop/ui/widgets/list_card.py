"""A card that holds a list, with a panel beside it that shows the chosen row."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal

from trygg_desktop.formats import Locale
from trygg_desktop.ui.widgets.labels import Card
from trygg_desktop.ui.widgets.row_actions import RowAction, offer_on_rows
from trygg_desktop.ui.widgets.table import Table


class ListCard(Card):
    """``chosen`` tells the id of the row to show, ``opened`` of the one to write in. The table is ``place``d once."""

    chosen = Signal(int)
    opened = Signal(int)
    table: Table[Any]

    def place(self, table: Table[Any], loc: Locale, actions: Sequence[RowAction]) -> None:
        """Put the table in the card, and offer what can be done with its rows."""
        self.table = table
        self.body.addWidget(table, 1)
        table.chosen.connect(self._choose)
        table.clicked.connect(lambda _: self._choose(table.chosen_ids()))
        table.opened.connect(self.opened)
        offer_on_rows(table, loc, actions)

    def open_chosen(self) -> None:
        """Ask for the chosen row to be written in."""
        for row_id in self.table.chosen_ids()[:1]:
            self.opened.emit(row_id)

    def _choose(self, ids: list[int]) -> None:
        if ids:
            self.chosen.emit(ids[0])
