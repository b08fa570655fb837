"""A table whose rows have an order of their own: moved by dragging, or with Alt and the arrow keys."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy

from trygg_desktop.formats import Locale
from trygg_desktop.ui.theme import Colours
from trygg_desktop.ui.widgets.table import ID_ROLE, Column, Table, TableModel

Row = TypeVar("Row")
_Index = QModelIndex | QPersistentModelIndex
_MEDIA = "application/x-trygg-row"


class _OrderedModel(TableModel[Row]):
    """Rows that can be dragged. What is carried is the row's id and the model it belongs to."""

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | (Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled)

    def mimeTypes(self) -> list[str]:
        return [_MEDIA]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        carried = QMimeData()
        carried.setData(_MEDIA, f"{id(self)} {indexes[0].data(ID_ROLE)}".encode())
        return carried

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction


class OrderedTable(Table[Row]):
    """As tall as its rows, for a page that scrolls as a whole. ``moved`` tells a row's id and its new place."""

    moved = Signal(int, int)

    def __init__(self, columns: Sequence[Column[Row]], loc: Locale, colours: Colours, name: str) -> None:
        super().__init__(columns, loc, colours, name, _OrderedModel(columns, loc, colours))
        self.setSortingEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.setDragDropOverwriteMode(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.rows_shown.modelReset.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        rows = self.rows_shown.rowCount()
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows * 34 + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the chosen row with Alt and an arrow key."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None or not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        self.move_chosen(step)

    def move_chosen(self, step: int) -> None:
        """Move the chosen row up (negative) or down; at the end it stays."""
        chosen = self.selectionModel().selectedRows()
        if chosen:
            place = chosen[0].row() + step
            if 0 <= place < self.rows_shown.rowCount():
                self.moved.emit(chosen[0].data(ID_ROLE), place)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take rows of this table only."""
        if self._carried(event.mimeData()) is not None:
            super().dragEnterEvent(event)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the row would land."""
        if self._carried(event.mimeData()) is not None:
            super().dragMoveEvent(event)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Let the row land before or after the one under the pointer, whichever half it is over."""
        row_id = self._carried(event.mimeData())
        if row_id is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)  # the rows are read anew; Qt must not remove any
        event.accept()
        y = event.position().toPoint().y()
        over = self.rowAt(y)
        old = self.rows_shown.index_of(row_id).row()
        if over < 0:
            place = self.rows_shown.rowCount() - 1
        else:
            below = y > self.rowViewportPosition(over) + self.rowHeight(over) // 2
            gap = over + (1 if below else 0)
            place = gap - 1 if gap > old else gap
        if place != old:
            self.moved.emit(row_id, place)

    def _carried(self, carried: QMimeData) -> int | None:
        if not carried.hasFormat(_MEDIA):
            return None
        model, row_id = bytes(carried.data(_MEDIA).data()).decode().split()
        return int(row_id) if model == str(id(self.rows_shown)) else None
