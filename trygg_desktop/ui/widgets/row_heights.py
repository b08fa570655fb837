"""Gives the rows of a table as many lines as their texts need, so that long names are read and not guessed."""

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtWidgets import QTableView

_MOST_ROWS = 2000
"""Longer lists keep rows of one line: measuring them all would be felt at every change."""
_BESIDE, _ABOVE = 22, 14
"""Pixels that a cell keeps free around its text: left and right together, above and below together."""
_NO_END = 10_000


class RowHeights(QObject):
    """Keeps the rows of ``view`` at least ``least`` pixels high, and as high as ``lines`` lines where a text wraps."""

    def __init__(self, view: QTableView, least: int, lines: int) -> None:
        super().__init__(view)
        self._view, self._least, self._lines = view, least, lines
        view.setWordWrap(True)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.fit)
        view.model().modelReset.connect(self.fit)
        view.horizontalHeader().sectionResized.connect(lambda *_: self._soon.start())

    def fit(self) -> None:
        """Measure every row at the present widths."""
        view, model = self._view, self._view.model()
        rows = model.rowCount()
        if rows > _MOST_ROWS:
            return
        columns = [
            (place, view.columnWidth(place) - _BESIDE)
            for place in range(model.columnCount())
            if not view.isColumnHidden(place)
        ]
        header = view.verticalHeader()
        for row in range(rows):
            wanted = max(
                (self._height(str(model.index(row, place).data()), width) for place, width in columns), default=0
            )
            if header.sectionSize(row) != wanted:
                header.resizeSection(row, wanted)

    def _height(self, text: str, width: int) -> int:
        metrics = self._view.fontMetrics()
        if metrics.horizontalAdvance(text) <= width:
            return self._least
        box = metrics.boundingRect(QRect(0, 0, max(width, 1), _NO_END), Qt.TextFlag.TextWordWrap, text)
        lines = min(-(-box.height() // metrics.lineSpacing()), self._lines)
        return max(self._least, lines * metrics.lineSpacing() + _ABOVE)
