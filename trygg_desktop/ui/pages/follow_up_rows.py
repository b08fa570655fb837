"""The rows of one returned workbook: chosen or not, which measure, each answer old → new, how it was matched."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from trygg_desktop.charts.axes import say_when
from trygg_desktop.domain.answer_gaps import say_gap
from trygg_desktop.domain.fields import name_field
from trygg_desktop.domain.values import say_value
from trygg_desktop.domain.words import Assessment
from trygg_desktop.formats import GAP, Locale
from trygg_desktop.messages import N_, Message
from trygg_desktop.ui.theme import Colours, font
from trygg_desktop.ui.widgets.view import set_up_view
from trygg_desktop.workflows.returns_preview import PreviewObservation, PreviewRow, RowKey

Seen = PreviewRow | PreviewObservation
_Index = QModelIndex | QPersistentModelIndex
_CHANGE = Qt.ItemDataRole.UserRole + 1
_COLUMNS = ("status", "assessment", "progress", "value")
"""The answers that have a column of their own; the others are named, and seen in full below the table."""
_WIDTHS = {"cell": 48, "status": 96, "assessment": 84, "progress": 86, "value": 90, "others": 116, "match": 96}
"""Least widths in pixels; an answer's column is as wide as its longest answer, up to ``_MOST_ANSWER``."""
_MOST_ANSWER, _CELL_PADDING = 150, 26
_LEAST_NAME = 190
"""Width in pixels that the names must have before the other answers are named beside them."""
_HOW: dict[str, Message] = {
    "key": N_("hidden key"),
    "code": N_("code"),
    "title": N_("title"),
    "likeness": N_("likeness"),
    "profile": N_("profile"),
    "link": N_("by hand"),
    "new": N_("new measure"),
    "none": N_("no match"),
}


def say_match(seen: Seen, loc: Locale) -> str:
    """Say how a row's measure was found (*kopplad genom likhet 87 %*); empty where it is no row or none was found."""
    if not isinstance(seen, PreviewRow) or seen.how == "none":
        return ""
    if seen.how in ("link", "new"):
        return loc.t(_HOW[seen.how])
    how = loc.t(_HOW[seen.how]) + (f" {seen.score}\N{NO-BREAK SPACE}%" if seen.how == "likeness" else "")
    return loc.t("matched by {how}", how=how)


def changes_of(seen: Seen) -> dict[str, tuple[object, object]]:
    """Return old and new of every answer that differs from what is stored."""
    if isinstance(seen, PreviewRow):
        return {name: (change.old, change.new) for name, change in seen.changes.items()}
    return {"value": (seen.old, seen.new)} if seen.state in ("new", "changed") else {}


def values_of(seen: Seen) -> dict[str, object]:
    """Return every answer of a row as it was understood, changed or not."""
    if isinstance(seen, PreviewRow):
        return {name: value.value for name, value in seen.values.items()}
    return {"value": seen.new}


def cells_of(seen: Seen) -> dict[str, str]:
    """Return Excel's name of the cell of every answer."""
    if isinstance(seen, PreviewRow):
        return {name: value.cell for name, value in seen.values.items()}
    return {"value": seen.cell}


def say_new(seen: Seen, field: str, loc: Locale) -> str:
    """Say what a row answers: its value, or in what way it says that there is none."""
    value = values_of(seen)[field]
    if value not in (None, ""):
        return say_value(field, value, loc)
    original = seen.values[field].original if isinstance(seen, PreviewRow) else seen.original
    return say_gap(original, loc)


def spans_periods(rows: Iterable[Seen]) -> bool:
    """Tell whether rows speak of several periods, so that each has to say of which."""
    return len({row.period.code for row in rows if isinstance(row, PreviewRow) and row.period}) > 1


def name_of(seen: Seen, loc: Locale, *, dated: bool = False) -> str:
    """Say which measure or indicator a row speaks of, or what the workbook calls it; ``dated`` after its period."""
    if isinstance(seen, PreviewRow):
        code, title = (seen.measure.code, seen.measure.title) if seen.measure else (seen.code, seen.title)
        name = " ".join(part for part in (code, title) if part)
        name = name if seen.measure else f"{GAP} {name}"
        return f"{loc.t(seen.period.short_name)} · {name}" if dated and seen.period else name
    when = say_when(seen.on, loc) if seen.on else ""
    name = f"{seen.indicator.code} {seen.indicator.name}" if seen.indicator else f"{GAP} {seen.name}"
    return ", ".join(part for part in (name, when) if part)


class Ticks(Protocol):
    """What is chosen: the keys of rows, and the answers of these that are left out all the same."""

    rows: set[RowKey]
    left: dict[RowKey, set[str]]


class RowModel(QAbstractTableModel):
    """The rows of one book. The answers that most look at first are columns, the others are named."""

    toggled = Signal(object, bool)
    """Emitted with the keys of rows and whether they are wanted."""

    def __init__(self, loc: Locale, colours: Colours, ticks: Ticks) -> None:
        super().__init__()
        self._loc, self._colours, self._ticks = loc, colours, ticks
        self.rows: list[Seen] = []
        self.fields: list[str] = []
        self._several = False

    def show_rows(self, rows: Sequence[Seen]) -> None:
        """Show rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self._several = spans_periods(rows)
        present = {name for row in self.rows for name in values_of(row)}
        self.fields = [name for name in _COLUMNS if name in present]
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the columns: name, cell, the answers, the names of others, how it was matched."""
        return 0 if parent.isValid() else len(self.fields) + 4

    def kind(self, column: int) -> str:
        """Return what a column shows: the name, the cell, an answer's field, the others or the match."""
        return ["name", "cell", *self.fields, "others", "match"][column]

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A row that can be taken in has a box to tick."""
        flags = super().flags(index)
        if index.isValid() and index.column() == 0 and self.rows[index.row()].can_be_taken:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what Qt asks for of a cell."""
        if not index.isValid():
            return None
        seen, kind = self.rows[index.row()], self.kind(index.column())
        if role == Qt.ItemDataRole.CheckStateRole and kind == "name" and seen.can_be_taken:
            some = Qt.CheckState.PartiallyChecked if seen.key in self._ticks.left else Qt.CheckState.Checked
            return some if seen.key in self._ticks.rows else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._say(seen, kind)
        if role == _CHANGE and kind in self.fields:
            return self._change(seen, kind)
        if role == Qt.ItemDataRole.ForegroundRole:
            quiet = kind in ("cell", "match", "others") or seen.state in ("same", "blank")
            return QColor(self._colours.quiet if quiet else self._colours.ink)
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a row in or leave it out."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.want(index.row(), wanted=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def want(self, place: int, *, wanted: bool) -> None:
        """Take a row in or leave it out, when it can be taken in."""
        self.want_all([place], wanted=wanted)

    def want_all(self, places: Iterable[int], *, wanted: bool) -> None:
        """Take those of some rows in that can be, or leave them out, all at once."""
        keys = [seen.key for seen in (self.rows[place] for place in places) if seen.can_be_taken]
        if keys:
            self.toggled.emit(keys, wanted)
            self.tell_ticks()

    def tell_ticks(self) -> None:
        """Show the boxes anew, when what is chosen was changed elsewhere."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))

    def is_wanted(self, place: int) -> bool:
        """Tell whether a row is to be taken in."""
        return self.rows[place].key in self._ticks.rows

    def _say(self, seen: Seen, kind: str) -> str:
        loc = self._loc
        if kind == "name":
            return name_of(seen, loc, dated=self._several)
        if kind == "cell":
            cells = [cell for cell in cells_of(seen).values() if cell]
            return cells[0] if cells else loc.t("row {row}", row=str(seen.row)).replace(" ", "\N{NO-BREAK SPACE}")
        if kind == "others":
            others = [name for name in changes_of(seen) if name not in _COLUMNS]
            return ", ".join(loc.t(name_field(name)).lower() for name in others)
        if kind == "match":
            return self._say_match(seen)
        old, new, _ = self._change(seen, kind)
        return f"{old} → {new}" if old else new

    def words_of(self, seen: Seen, kind: str) -> tuple[str, ...]:
        """Return what stands on the lines of a cell: of an answer the old one, and the new one."""
        if kind not in self.fields:
            return (self._say(seen, kind),)
        old, new, _ = self._change(seen, kind)
        return (old, f"→ {new}" if old else new)

    def _say_match(self, seen: Seen) -> str:
        if not isinstance(seen, PreviewRow):
            return self._loc.t(_HOW["title" if seen.indicator else "none"])
        words = self._loc.t(_HOW[seen.how])
        return f"{words} {seen.score}" if seen.how == "likeness" else words

    def _change(self, seen: Seen, field: str) -> tuple[str, str, str]:
        """Return old, new and colour token of a field; an answer that is stored already has no old."""
        changed = changes_of(seen).get(field)
        values = values_of(seen)
        if changed is None:
            return ("", say_new(seen, field, self._loc) if field in values else "", "quiet")
        old, new = changed
        tone = f"{new.value}_text" if isinstance(new, Assessment) else "ink"
        before = say_value(field, old, self._loc) if old not in (None, "") else ""
        return (before, say_new(seen, field, self._loc), tone)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            kind = self.kind(section)
            own = {
                "name": N_("Measure"),
                "cell": N_("Cell"),
                "others": N_("Other answers"),
                "match": N_("Matched by"),
            }
            return self._loc.t(own[kind] if kind in own else name_field(kind))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class RowTable(QTableView):
    """The table of rows. Space ticks the chosen rows; ``chosen`` tells which row is meant."""

    chosen = Signal(int)

    def __init__(self, loc: Locale, colours: Colours, ticks: Ticks) -> None:
        super().__init__()
        self.lines = RowModel(loc, colours, ticks)
        self._needed: dict[str, int] = {}
        self.setModel(self.lines)
        self.setAccessibleName(loc.t("Rows of the workbook"))
        self.setItemDelegate(_ChangeDelegate(colours))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        set_up_view(self, 46)
        self.setWordWrap(True)
        self.lines.modelReset.connect(self._lay_out)
        self.selectionModel().currentRowChanged.connect(lambda index, _: self.chosen.emit(index.row()))

    def _lay_out(self) -> None:
        header = self.horizontalHeader()
        for column in range(self.lines.columnCount()):
            self.setColumnHidden(column, False)
            kind = self.lines.kind(column)
            header.setSectionResizeMode(
                column, QHeaderView.ResizeMode.Stretch if kind == "name" else QHeaderView.ResizeMode.Interactive
            )
            self._needed[kind] = self._width_of(column, kind)
            self.setColumnWidth(column, self._needed[kind])
        self._fit()

    def _width_of(self, column: int, kind: str) -> int:
        """Return the width in pixels at which neither the heading nor an answer, old or new, is cut."""
        if kind == "name":
            return _LEAST_NAME
        answer = 0
        if kind == "cell" or kind in self.lines.fields:
            words = {word for seen in self.lines.rows for word in self.lines.words_of(seen, kind)}
            metrics = QFontMetrics(font(13, QFont.Weight.DemiBold))
            answer = max((metrics.horizontalAdvance(word) for word in words), default=0) + _CELL_PADDING
        header = self.horizontalHeader().sectionSizeHint(column)
        return max(_WIDTHS[kind], header, min(answer, _MOST_ANSWER))

    def _fit(self) -> None:
        """Leave out where the table is narrow what the row below it says in full, never the old and new answers."""
        kinds = [self.lines.kind(column) for column in range(self.lines.columnCount())]
        needed = sum(self._needed.get(kind, 0) for kind in kinds)
        for kind in ("others", "match", "cell"):
            is_left_out = needed > self.viewport().width()
            self.setColumnHidden(kinds.index(kind), is_left_out)
            if is_left_out:
                needed -= self._needed.get(kind, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick or untick the chosen rows with Space."""
        places = [index.row() for index in self.selectionModel().selectedRows()]
        if event.key() == Qt.Key.Key_Space and places:
            wanted = not all(self.lines.is_wanted(place) for place in places if self.lines.rows[place].can_be_taken)
            self.lines.want_all(places, wanted=wanted)
        else:
            super().keyPressEvent(event)


class _ChangeDelegate(QStyledItemDelegate):
    """Draws an answer old → new: the old one struck through, the new one bold, on two lines where one is too short."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self._colours = colours
        self._old = font(13)
        self._old.setStrikeOut(True)
        self._new = font(13, QFont.Weight.DemiBold)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Leave the height to the table."""
        return QSize(super().sizeHint(option, index).width(), 46)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        change = index.data(_CHANGE)
        if change is None:
            super().paint(painter, option, index)
            return
        old, new, tone = change
        colours = self._colours
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(colours.accent_soft))
        painter.setPen(QColor(colours.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        room = option.rect.adjusted(11, 4, -4, -4)
        changed = tone != "quiet"
        new_font = self._new if changed else font(13)
        old_width = QFontMetrics(self._old).horizontalAdvance(old)
        arrow = " → " if old else ""
        used = old_width + QFontMetrics(new_font).horizontalAdvance(arrow + new)
        two_lines = bool(old) and used + 2 > room.width()
        line = QFontMetrics(self._new).lineSpacing()
        top = room.center().y() - (line if two_lines else line // 2)
        if old:
            self._write(painter, QRect(room.left(), top, room.width(), line), old, self._old, colours.quiet)
        x = room.left() if two_lines else room.left() + old_width
        y = top + line if two_lines else top
        text = f"→ {new}" if two_lines else f"{arrow}{new}"
        self._write(painter, QRect(x, y, room.x() + room.width() - x, line), text, new_font, colours[tone])
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, text: str, used: QFont, colour: str) -> None:
        painter.setFont(used)
        painter.setPen(QColor(colour))
        short = QFontMetrics(used).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)
