"""A bar of how many measures stand in each assessment; patterned, so that it reads in black and white."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trygg_desktop.ui.theme import Colours

_PATTERNS = {"yellow": Qt.BrushStyle.BDiagPattern, "red": Qt.BrushStyle.DiagCrossPattern}
_FRAMES = {"missing": ("red", 2, Qt.PenStyle.DashLine), "waiting": ("none", 1, Qt.PenStyle.SolidLine)}


class StatusBar(QWidget):
    """Parts as wide as their counts, in the order given: (assessment, count).

    ``missing`` is drawn as a broken red frame and ``waiting`` as a thin grey one: nothing has been said there.
    """

    def __init__(self, colours: Colours, parts: Sequence[tuple[str, int]]) -> None:
        super().__init__()
        self._colours = colours
        self._parts = [(token, count) for token, count in parts if count]
        self.setFixedHeight(22)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the parts, each with its colour and a pattern of its own."""
        painter = QPainter(self)
        total = sum(count for _, count in self._parts)
        x = 0.0
        for token, count in self._parts:
            width = self.width() * count / total
            part = QRectF(x, 0, max(width - 2, 1), self.height())
            if token in _FRAMES:
                ink, line_width, style = _FRAMES[token]
                painter.setPen(QPen(QColor(self._colours[ink]), line_width, style))
                half = line_width / 2
                painter.drawRect(part.adjusted(half, half, -half, -half))
            else:
                painter.fillRect(part, QColor(self._colours[token]))
            if token in _PATTERNS:
                painter.fillRect(part, QBrush(QColor(255, 255, 255, 70), _PATTERNS[token]))
            x += width
        painter.end()
