"""The measures as a board: a column for each status, a card for each measure.

A status comes from a party's answer, so a card is not dragged: it leads to the answer that moves it.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop.charts.lettering import wrap
from trygg_desktop.domain.words import MARKS, Status, say
from trygg_desktop.formats import GAP, Locale
from trygg_desktop.messages import N_
from trygg_desktop.store.plan_reading import MeasureLine
from trygg_desktop.ui.pages.plan_words import say_assessment_when
from trygg_desktop.ui.theme import GRID, Colours, font
from trygg_desktop.ui.widgets.labels import make_label
from trygg_desktop.ui.widgets.row_actions import RowAction, offer_on_rows

_CARD, _COLUMN = 92, 178
_LINE_ROLE = Qt.ItemDataRole.UserRole
_ALWAYS = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.LATE, Status.DONE)
_ORDER: tuple[Status | None, ...] = (None, *_ALWAYS, Status.CANCELLED)
_Index = QModelIndex | QPersistentModelIndex


class Board(QScrollArea):
    """``chosen`` tells the measure whose card is marked; ``answer_wanted`` the one whose status is to be changed."""

    chosen = Signal(int)
    answer_wanted = Signal(int)

    def __init__(self, loc: Locale, colours: Colours) -> None:
        super().__init__()
        self.loc = loc
        self.columns: dict[Status | None, BoardColumn] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        content = QWidget()
        content.setProperty("scrolled", True)
        across = QHBoxLayout(content)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GRID)
        for status in _ORDER:
            column = BoardColumn(loc.t(say(status)) if status else loc.t("not reported"), loc, colours)
            column.chosen.connect(self._choose)
            column.answer_wanted.connect(self.answer_wanted)
            self.columns[status] = column
            across.addWidget(column, 1)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)

    def show_lines(self, lines: Sequence[MeasureLine]) -> None:
        """Show these measures, each in the column of its status."""
        for status, column in self.columns.items():
            own = [line for line in lines if line.status == status]
            column.show_lines(own)
            column.setVisible(bool(own) or status in _ALWAYS)

    def choose(self, measure_id: int) -> None:
        """Mark a measure's card."""
        for column in self.columns.values():
            column.choose(measure_id)

    def _choose(self, measure_id: int) -> None:
        for column in self.columns.values():
            if column.chosen_id() != measure_id:
                column.view.clearSelection()
        self.chosen.emit(measure_id)


class BoardColumn(QFrame):
    """One status: its name, its count, its cards."""

    chosen = Signal(int)
    answer_wanted = Signal(int)

    def __init__(self, title: str, loc: Locale, colours: Colours) -> None:
        super().__init__()
        self.loc = loc
        self.setProperty("card", True)
        self.setMinimumWidth(_COLUMN)
        self._heading = make_label(title, "heading")
        self._count = make_label("", "quiet")
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._count)
        self.view = QListView()
        self.view.setAccessibleName(title)
        self.cards = _Cards(loc)
        self.view.setModel(self.cards)
        self.view.setItemDelegate(_CardPainter(loc, colours, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._tell())
        self.view.activated.connect(lambda _: self._want_answer())
        offer_on_rows(
            self.view, loc, (RowAction(text=N_("Change status in the follow-up"), run=self._want_answer, keys="F2"),)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID + 4, GRID, GRID)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addWidget(self.view, 1)

    def show_lines(self, lines: Sequence[MeasureLine]) -> None:
        """Show these measures; the marked card stays marked."""
        kept = self.chosen_id()
        self._count.setText(self.loc.number(len(lines)))
        self.cards.set_lines(lines)
        if kept:
            self.choose(kept)

    def chosen_id(self) -> int:
        """Return the measure whose card is marked, 0 without one."""
        indexes = self.view.selectedIndexes()
        return indexes[0].data(_LINE_ROLE).id if indexes else 0

    def choose(self, measure_id: int) -> None:
        """Mark a measure's card if it stands here."""
        selection = self.view.selectionModel()
        selection.blockSignals(True)
        self.view.clearSelection()
        for place, line in enumerate(self.cards.lines):
            if line.id == measure_id:
                self.view.setCurrentIndex(self.cards.index(place, 0))
        selection.blockSignals(False)
        self.view.viewport().update()

    def _tell(self) -> None:
        if measure_id := self.chosen_id():
            self.chosen.emit(measure_id)

    def _want_answer(self) -> None:
        if measure_id := self.chosen_id():
            self.answer_wanted.emit(measure_id)


class _Cards(QAbstractListModel):
    def __init__(self, loc: Locale) -> None:
        super().__init__()
        self._loc = loc
        self.lines: list[MeasureLine] = []

    def set_lines(self, lines: Sequence[MeasureLine]) -> None:
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == _LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            parts = (
                f"{line.measure.code} {line.measure.title}",
                line.party or GAP,
                say_assessment_when(line, self._loc, None),
            )
            return "\n".join(parts)
        return None


class _CardPainter(QStyledItemDelegate):
    """Paints code, mark, title in at most two lines, party and last day."""

    def __init__(self, loc: Locale, colours: Colours, view: QListView) -> None:
        super().__init__(view)
        self._loc, self._colours = loc, colours
        self._plain, self._strong = font(13), font(13, QFont.Weight.DemiBold)
        self._small = font(12)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return QSize(100, _CARD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: MeasureLine = index.data(_LINE_ROLE)
        room: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colours = self._colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = room.adjusted(1, 1, -2, -GRID + 1)
        marked = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(QColor(colours["accent" if marked else "line"]), 1))
        painter.setBrush(QColor(colours["accent_soft" if marked else "card"]))
        painter.drawRoundedRect(card, 6, 6)
        inner = card.adjusted(GRID + 2, GRID - 2, -GRID, -GRID + 4)
        painter.setFont(self._strong)
        painter.setPen(QColor(colours.ink))
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, line.measure.code)
        if line.latest:
            painter.setPen(QColor(colours[f"{line.assessment.value}_text"]))
            text = f"{MARKS[line.assessment]} {self._loc.t(say(line.assessment))}"
            painter.setFont(self._small)
            painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, text)
        painter.setFont(self._plain)
        painter.setPen(QColor(colours.ink))
        self._paint_title(painter, line.measure.title, inner.adjusted(0, 20, 0, 0))
        painter.setFont(self._small)
        painter.setPen(QColor(colours.quiet))
        party = painter.fontMetrics().elidedText(line.party or GAP, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, party)
        painter.restore()

    def _paint_title(self, painter: QPainter, title: str, room: QRect) -> None:
        top = room.top() + painter.fontMetrics().ascent()
        for place, text in enumerate(wrap(title, room.width() - 2, self._plain.pixelSize(), most_lines=2)):
            painter.drawText(room.left(), top + place * 18, text)
