"""One kind of table for every list: columns as data, Swedish sorting, selection kept by id."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from trygg_desktop.formats import Locale, fold, sort_key
from trygg_desktop.messages import Message
from trygg_desktop.ui.theme import Colours, font
from trygg_desktop.ui.widgets.row_heights import RowHeights
from trygg_desktop.ui.widgets.view import set_up_view

Row = TypeVar("Row")
ID_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_ROW_HEIGHT = 34
_PADDING = 26
"""Pixels beside a cell's text, both sides together."""
_HEADER_PADDING = 24
"""Pixels beside a heading, both sides together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Row]):
    """One column: how a row's value is shown, sorted and coloured.

    ``order`` gives the value to sort by (the shown text in Swedish order without it); ``tone`` a colour token;
    ``width`` pixels, 0 takes the room that is left but ``least`` at least. With ``store`` a cell can be written in: it
    gets the row and what was typed; ``typed`` is what stands in the cell while it is written in. Columns with the
    highest ``rank`` leave first when the table is too narrow for all of them.
    """

    key: str
    header: Message
    text: Callable[[Row], str]
    order: Callable[[Row], Any] | None = None
    tone: Callable[[Row], str] | None = None
    hint: Callable[[Row], str] | None = None
    width: int = 120
    right: bool = False
    store: Callable[[Row, str], object] | None = None
    typed: Callable[[Row], str] | None = None
    rank: int = 0
    least: int = 180


class TableModel(QAbstractTableModel, Generic[Row]):
    """Frozen rows with an ``id``, shown by ``columns``; filtered by words and a condition."""

    def __init__(self, columns: Sequence[Column[Row]], loc: Locale, colours: Colours) -> None:
        super().__init__()
        self.columns = columns
        self._loc = loc
        self._colours = colours
        self._all: list[Row] = []
        self.longest: dict[int, str] = {}
        self._words: dict[int, str] = {}
        self._keys: dict[int, Any] = {}
        self.rows: list[Row] = []
        self._filter_words = ""
        self._condition: Callable[[Row], bool] | None = None
        self._sort: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows, filtered and sorted as before."""
        self._all = list(rows)
        self.longest.clear()
        self._measure(self._all)
        self._words.clear()
        self._keys.clear()
        self._arrange()

    def replace_rows(self, rows: Iterable[Row], gone: Iterable[int] = ()) -> None:
        """Take in new forms of some rows (by id) and drop those in ``gone``; new rows stand by their id."""
        fresh = {row.id: row for row in rows}  # type: ignore[attr-defined]
        self._measure(fresh.values())
        dropped = set(gone)
        for row_id in fresh.keys() | dropped:
            self._words.pop(row_id, None)
            self._keys.pop(row_id, None)
        kept = [fresh.pop(_id(row), row) for row in self._all if _id(row) not in dropped]
        by_id = all(_id(row) < _id(following) for row, following in pairwise(kept))
        self._all = sorted([*kept, *fresh.values()], key=_id) if by_id else [*kept, *fresh.values()]
        self._arrange()

    def _measure(self, rows: Collection[Row]) -> None:
        """Keep the longest figure of each column of figures."""
        for place, column in enumerate(self.columns):
            if column.right:
                told = [self.longest.get(place, ""), *(column.text(row) for row in rows)]
                self.longest[place] = max(told, key=len)

    def filter(self, words: str, condition: Callable[[Row], bool] | None = None) -> None:
        """Show only rows that hold every word and meet the condition."""
        self._filter_words, self._condition = words, condition
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; equal rows keep their order."""
        self._sort = (column, order)
        self._keys.clear()
        self._arrange()

    def index_of(self, row_id: int) -> QModelIndex:
        """Return the index of the row with this id, invalid when it is not shown."""
        for place, row in enumerate(self.rows):
            if _id(row) == row_id:
                return self.index(place, 0)
        return QModelIndex()

    @property
    def total(self) -> int:
        """How many rows there are before filtering."""
        return len(self._all)

    def _arrange(self) -> None:
        self.beginResetModel()
        wanted = fold(self._filter_words).split()
        rows = self._all
        if self._condition is not None:
            condition = self._condition
            rows = [row for row in rows if condition(row)]
        if wanted:
            rows = [row for row in rows if all(word in self._words_of(row) for word in wanted)]
        column, order = self._sort
        if 0 <= column < len(self.columns):
            rows = sorted(rows, key=self._key_of, reverse=order == Qt.SortOrder.DescendingOrder)
        self.rows = self._lay_out(list(rows))
        self.endResetModel()

    def _lay_out(self, rows: list[Row]) -> list[Row]:
        """Return the filtered and sorted rows as they stand under each other."""
        return rows

    def _key_of(self, row: Row) -> Any:
        """Return what a row is sorted by; kept, because Swedish order is dear for thousands of rows."""
        row_id = _id(row)
        if row_id not in self._keys:
            column = self.columns[self._sort[0]]
            self._keys[row_id] = _nulls_last(column.order(row) if column.order else sort_key(column.text(row)))
        return self._keys[row_id]

    def _words_of(self, row: Row) -> str:
        row_id = _id(row)
        if row_id not in self._words:
            self._words[row_id] = fold(" ".join(column.text(row) for column in self.columns))
        return self._words[row_id]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what Qt asks for of a cell."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.hint(row) if column.hint else column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and column.tone and (token := column.tone(row)):
            return QColor(self._colours[token])
        if role == Qt.ItemDataRole.EditRole:
            return column.typed(row) if column.typed else column.text(row)
        if role == ID_ROLE:
            return _id(row)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Tell which cells can be written in."""
        flags = super().flags(index)
        if index.isValid() and self.columns[index.column()].store is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand what was typed in a cell to its column."""
        store = self.columns[index.column()].store if index.isValid() else None
        if role != Qt.ItemDataRole.EditRole or store is None or value == self.data(index, role):
            return False
        store(self.rows[index.row()], str(value).strip())
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's heading."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._loc.t(self.columns[section].header)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


def _id(row: Any) -> int:
    row_id: int = row.id
    return row_id


def _nulls_last(value: Any) -> tuple[bool, Any]:
    return (value is None, 0 if value is None else value)


class _CellPainter(QStyledItemDelegate):
    """Keeps a cell's own colour when its row is chosen: a status is word, shape and colour there too."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        if isinstance(colour := index.data(Qt.ItemDataRole.ForegroundRole), QColor):
            option.palette.setColor(QPalette.ColorRole.HighlightedText, colour)


class Table(QTableView, Generic[Row]):
    """A table of records. ``chosen`` tells the ids of the selected rows; Enter and double click ``opened`` one.

    A text too long for its cell wraps to at most ``lines`` lines.
    """

    chosen = Signal(list)
    opened = Signal(int)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        loc: Locale,
        colours: Colours,
        name: str,
        model: TableModel[Row] | None = None,
        lines: int = 1,
    ) -> None:
        super().__init__()
        self.rows_shown: TableModel[Row] = model or TableModel(columns, loc, colours)
        self.setModel(self.rows_shown)
        self.setAccessibleName(name)
        self.setItemDelegate(_CellPainter(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            if any(column.store for column in columns)
            else QAbstractItemView.EditTrigger.NoEditTriggers
        )
        set_up_view(self, _ROW_HEIGHT)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setWordWrap(False)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        for place, column in enumerate(columns):
            if column.width:
                self.setColumnWidth(place, column.width)
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().selectionChanged.connect(lambda *_: self._tell_chosen())
        self.activated.connect(lambda index: self.opened.emit(index.data(ID_ROLE)))
        self.rows_shown.modelAboutToBeReset.connect(self._remember)
        if lines > 1:
            RowHeights(self, _ROW_HEIGHT, lines)
        self.rows_shown.modelReset.connect(self._restore)
        self.rows_shown.modelReset.connect(self._fit_widths)
        header.sortIndicatorChanged.connect(lambda *_: self._fit_widths())
        self._kept: list[int] = []
        self._place = 0
        self._restoring = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as there is room for."""
        super().resizeEvent(event)
        self._drop_columns()

    def _fit_widths(self) -> None:
        """Make a column as wide as its heading, and one of figures as its widest figure: neither is ever cut."""
        for place, column in enumerate(self.rows_shown.columns):
            if column.width and (wide := self._least_width(place)) > self.columnWidth(place):
                self.setColumnWidth(place, wide)

    def _least_width(self, place: int) -> int:
        """Return the width in pixels that the heading, with its arrow where it is sorted by, and the figures need."""
        header = self.horizontalHeader()
        if header.isSortIndicatorShown() and header.sortIndicatorSection() == place:
            wide = header.sectionSizeHint(place)
        else:
            name = str(self.rows_shown.headerData(place, Qt.Orientation.Horizontal))
            wide = QFontMetrics(font(12, QFont.Weight.DemiBold)).horizontalAdvance(name) + _HEADER_PADDING
        longest = self.rows_shown.longest.get(place, "")
        return max(wide, self.fontMetrics().horizontalAdvance(longest) + _PADDING if longest else 0)

    def _drop_columns(self) -> None:
        columns = self.rows_shown.columns
        room = self.viewport().width()
        needed = [max(c.width, self._least_width(p)) if c.width else c.least for p, c in enumerate(columns)]
        hidden: set[int] = set()
        while (droppable := [p for p, c in enumerate(columns) if c.rank and p not in hidden]) and room < sum(
            width for p, width in enumerate(needed) if p not in hidden
        ):
            hidden.add(max(droppable, key=lambda place: columns[place].rank))
        for place, column in enumerate(columns):
            if column.rank and self.isColumnHidden(place) != (place in hidden):
                self.setColumnHidden(place, place in hidden)
                if place not in hidden and column.width:
                    self.setColumnWidth(place, column.width)  # Qt has forgotten it, and gives the least it can
        self._fit_widths()

    def chosen_ids(self) -> list[int]:
        """Return the ids of the selected rows."""
        return [index.data(ID_ROLE) for index in self.selectionModel().selectedRows()]

    def choose(self, row_id: int) -> bool:
        """Select one row and bring it into sight; tell whether it is shown."""
        index = self.rows_shown.index_of(row_id)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, flags)  # alone, even while Ctrl is held for Ctrl+Z
            self.scrollTo(index)
        return index.isValid()

    def _remember(self) -> None:
        self._kept = self.chosen_ids()
        self._place = self.verticalScrollBar().value()

    def _restore(self) -> None:
        kept = set(self._kept)
        if not kept:
            return
        self._restoring = True
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for place, row in enumerate(self.rows_shown.rows):
            if _id(row) in kept:
                index = self.rows_shown.index(place, 0)
                self.selectionModel().select(index, flags)
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.verticalScrollBar().setValue(self._place)
        self._restoring = False
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        if not self._restoring:
            self.chosen.emit(self.chosen_ids())
