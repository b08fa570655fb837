"""Every answer of one row of a returned workbook, old → new, each to be taken in or left out."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from trygg_desktop.domain.fields import name_field
from trygg_desktop.domain.follow_up import ANSWERS
from trygg_desktop.domain.values import say_value
from trygg_desktop.formats import GAP
from trygg_desktop.ui.pages.follow_up_rows import Seen, cells_of, changes_of, say_new, values_of
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID, font
from trygg_desktop.ui.widgets.view import set_up_view
from trygg_desktop.workflows.returns_preview import PreviewRow

_FIELD, _CELL, _OLD, _NEW = range(4)
_NAME_WIDTH, _CELL_WIDTH = 150, 52
_PADDING, _BOX_WIDTH, _LEAST_OLD = 24, 22, 48


class FieldTable(QTableWidget):
    """The answers of a row. Those that change something have a box; Space ticks it."""

    toggled = Signal(str, bool)

    def __init__(self, session: Session) -> None:
        super().__init__(0, 4)
        self._session = session
        self.fields: list[str] = []
        loc = session.loc
        self.setAccessibleName(loc.t("Every answer of the row"))
        self.setHorizontalHeaderLabels([loc.t("Answer"), loc.t("Cell"), loc.t("Stored"), loc.t("In the workbook")])
        set_up_view(self, 26)
        self.setWordWrap(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((_FIELD, _NAME_WIDTH), (_CELL, _CELL_WIDTH)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(_OLD, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(_NEW, QHeaderView.ResizeMode.Stretch)
        self.itemChanged.connect(self._tell)

    def show_row(self, seen: Seen, takes: Callable[[str], bool]) -> None:
        """Show the answers of a row; ``takes`` tells of a field whether it is taken in."""
        self.blockSignals(True)
        values, changes, cells = values_of(seen), changes_of(seen), cells_of(seen)
        self.fields = [name for name in ANSWERS if name in values] + [name for name in values if name not in ANSWERS]
        self.setRowCount(len(self.fields))
        for line, field in enumerate(self.fields):
            self._show_line(line, field, seen, changes.get(field), cells.get(field, ""))
            box = self.item(line, _FIELD)
            if box is not None and field in changes and seen.can_be_taken:
                box.setFlags(box.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                box.setCheckState(Qt.CheckState.Checked if takes(field) else Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self._fit_rows()

    def _needed_height(self) -> int:
        """Return the height in pixels at which every answer is in sight: it is scrolled with what stands below."""
        return self.horizontalHeader().height() + self.verticalHeader().length() + 2 * self.frameWidth() + 2

    def show_ticks(self, takes: Callable[[str], bool]) -> None:
        """Show which answers are taken in, when that was changed elsewhere."""
        self.blockSignals(True)
        for line, field in enumerate(self.fields):
            box = self.item(line, _FIELD)
            if box is not None and box.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                box.setCheckState(Qt.CheckState.Checked if takes(field) else Qt.CheckState.Unchecked)
        self.blockSignals(False)

    def _show_line(self, line: int, field: str, seen: Seen, change: tuple[object, object] | None, cell: str) -> None:
        loc, colours = self._session.loc, self._session.colours
        new = say_new(seen, field, loc)
        old = say_value(field, change[0], loc) if change else new
        earlier = self._say_earlier(field, seen, change)
        texts = (loc.t(name_field(field)), cell, f"{old}\n{earlier}" if earlier else old, new)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            quiet = column in (_CELL, _OLD) or change is None
            item.setForeground(QColor(colours.quiet if quiet else colours.ink))
            if column == _NEW and change is not None:
                item.setFont(font(13, QFont.Weight.DemiBold))
            else:
                item.setFont(font(13))
            item.setToolTip(text)
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(line, column, item)

    def _say_earlier(self, field: str, seen: Seen, change: tuple[object, object] | None) -> str:
        """Say what the party's workbook before this one said, where something else is stored now."""
        if not isinstance(seen, PreviewRow) or field not in seen.earlier:
            return ""
        said = seen.earlier[field]
        stored = change[0] if change else seen.values[field].value
        if said == stored or (said in (None, "") and stored in (None, "")):
            return ""
        loc = self._session.loc
        words = GAP if said in (None, "") else say_value(field, said, loc)
        return loc.t("in the workbook before: {value}", value=words)

    def _tell(self, item: QTableWidgetItem) -> None:
        if item.column() == _FIELD:
            self.toggled.emit(self.fields[item.row()], item.checkState() is Qt.CheckState.Checked)

    def _fit_rows(self) -> None:
        """Give the stored answers the width they need, but no more than half of what there is, and each row the height
        of its longest text, broken at the width of its column.
        """
        room = max(self.viewport().width() - _NAME_WIDTH - _CELL_WIDTH, 0)
        old = [item for item in (self.item(line, _OLD) for line in range(self.rowCount())) if item is not None]
        lines = [QFontMetrics(item.font()).horizontalAdvance(part) for item in old for part in item.text().split("\n")]
        self.setColumnWidth(_OLD, min(max(max(lines, default=0), _LEAST_OLD) + _PADDING + GRID, room // 2))
        for line in range(self.rowCount()):
            needed = 0
            for column in range(self.columnCount()):
                item = self.item(line, column)
                if item is not None:
                    has_box = bool(item.flags() & Qt.ItemFlag.ItemIsUserCheckable)
                    width = self.columnWidth(column) - _PADDING - (_BOX_WIDTH if has_box else 0)
                    box = QFontMetrics(item.font()).boundingRect(
                        QRect(0, 0, width, 10_000), Qt.TextFlag.TextWordWrap, item.text()
                    )
                    needed = max(needed, box.height())
            self.setRowHeight(line, needed + 12)
        self.setFixedHeight(self._needed_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick or untick the chosen answer with Space, whichever column is current."""
        box = self.item(self.currentRow(), _FIELD)
        if event.key() == Qt.Key.Key_Space and box is not None and box.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            is_on = box.checkState() is Qt.CheckState.Checked
            box.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the texts anew where the columns are wider or narrower."""
        super().resizeEvent(event)
        self._fit_rows()
