"""Draws a figure's marks on the screen, exactly as they are drawn on paper, and leads from its parts to their rows."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from trygg_desktop.charts.palette import DARK, LIGHT, Ink
from trygg_desktop.charts.shapes import outline
from trygg_desktop.charts.spec import Anchor, Box, Figure, Mark, Path, Spot, Symbol, Weight, Words
from trygg_desktop.ui.theme import DARK as DARK_COLOURS
from trygg_desktop.ui.theme import Colours

PIXELS_PER_POINT = 1.3
"""How much larger than on paper a figure is on the screen, so that 8-point words become 10-pixel ones."""

_EDGE = 1
"""Pixels around a figure, so that a line drawn along its edge is whole."""
_WEIGHTS = {
    Weight.REGULAR: QFont.Weight.Normal,
    Weight.SEMIBOLD: QFont.Weight.DemiBold,
    Weight.BOLD: QFont.Weight.Bold,
}


def paint_figure(painter: QPainter, figure: Figure, inks: dict[Ink, str]) -> None:
    """Draw every mark in the figure's own units; the painter is already scaled."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in figure.marks:
        _paint(painter, mark, inks)


def _paint(painter: QPainter, mark: Mark, inks: dict[Ink, str]) -> None:
    match mark:
        case Path():
            painter.setPen(_pen(mark.stroke, mark.width, mark.dash, inks, round_ends=mark.round_ends))
            painter.setBrush(QColor(inks[mark.fill]) if mark.fill else Qt.BrushStyle.NoBrush)
            painter.drawPath(_path(mark))
        case Box():
            painter.setPen(_pen(mark.stroke, mark.line_width, mark.dash, inks))
            painter.setBrush(QColor(inks[mark.fill]) if mark.fill else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(mark.x, mark.y, mark.width, mark.height), mark.radius, mark.radius)
        case Symbol():
            _paint(painter, outline(mark), inks)
        case Words():
            _paint_words(painter, mark, inks)


def _paint_words(painter: QPainter, words: Words, inks: dict[Ink, str]) -> None:
    font = QFont("Open Sans")
    font.setPixelSize(max(round(words.size * 10), 1))
    font.setWeight(_WEIGHTS[words.weight])
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    painter.save()
    painter.setFont(font)
    painter.setPen(QColor(inks[words.ink]))
    painter.translate(words.x, words.y)
    painter.scale(0.1, 0.1)
    width = painter.fontMetrics().horizontalAdvance(words.text)
    shift = {Anchor.START: 0.0, Anchor.MIDDLE: -width / 2, Anchor.END: -float(width)}[words.anchor]
    painter.drawText(QPointF(shift, 0), words.text)
    painter.restore()


def _path(mark: Path) -> QPainterPath:
    path = QPainterPath(QPointF(*mark.steps[0]))
    for step in mark.steps[1:]:
        if len(step) == 2:
            path.lineTo(*step)
        else:
            path.cubicTo(*step)
    if mark.closed:
        path.closeSubpath()
    return path


def _pen(
    ink: Ink | None, width: float, dash: tuple[float, ...], inks: dict[Ink, str], *, round_ends: bool = False
) -> QPen:
    if ink is None:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(QColor(inks[ink]), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if round_ends else Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash:
        pen.setDashPattern([length / width for length in dash])
    return pen


class FigureView(QWidget):
    """A figure as wide as its room. ``make`` builds it for a width in points, so that it never squeezes.

    Hovering shows what a part says; a click, or Enter on the part chosen with the arrow keys, emits ``wanted``.
    """

    wanted = Signal(str, int)
    """Emitted with table and id of the part that was clicked."""

    def __init__(self, colours: Colours, make: Callable[[float], Figure] | None = None) -> None:
        super().__init__()
        self._inks = DARK if colours is DARK_COLOURS else LIGHT
        self._focus_ink = QColor(colours.accent)
        self._make = make
        self._figure: Figure | None = None
        self._built_for = 0.0
        self._spot = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def figure(self) -> Figure | None:
        """The figure as it is shown."""
        return self._figure

    def show_figure(self, make: Callable[[float], Figure]) -> None:
        """Show another figure."""
        self._make = make
        self._built_for = 0.0
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the size the figure wants."""
        if self._figure is None:
            return QSize(200, 80)
        return QSize(round(self._figure.width * PIXELS_PER_POINT) + 2 * _EDGE, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Build the figure anew for the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = (self.width() - 2 * _EDGE) / PIXELS_PER_POINT
        if self._make is None or width < 40 or abs(width - self._built_for) < 1:
            return
        self._built_for = width
        self._figure = self._make(width)
        self._spot = -1
        self.setAccessibleName(self._figure.title)
        self.setAccessibleDescription(self._figure.summary)
        self.setFixedHeight(round(self._figure.height * self._scale()) + 2 * _EDGE)
        self.update()

    def _scale(self) -> float:
        assert self._figure is not None
        return min(PIXELS_PER_POINT, (self.width() - 2 * _EDGE) / self._figure.width)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the figure, and a frame around the chosen part."""
        if self._figure is None:
            return
        painter = QPainter(self)
        painter.translate(_EDGE, _EDGE)
        painter.scale(self._scale(), self._scale())
        paint_figure(painter, self._figure, self._inks)
        if self.hasFocus() and 0 <= self._spot < len(self._figure.spots):
            spot = self._figure.spots[self._spot]
            painter.setPen(QPen(self._focus_ink, 1.2, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolygon(QPolygonF(QRectF(spot.x, spot.y, spot.width, spot.height)))
        painter.end()

    def _spot_at(self, place: QPointF) -> Spot | None:
        if self._figure is None:
            return None
        x, y = (place.x() - _EDGE) / self._scale(), (place.y() - _EDGE) / self._scale()
        for spot in reversed(self._figure.spots):
            if spot.x <= x <= spot.x + spot.width and spot.y <= y <= spot.y + spot.height:
                return spot
        return None

    def event(self, event: QEvent) -> bool:
        """Show what the part under the pointer says."""
        if event.type() == QEvent.Type.ToolTip:
            help_event = cast(QHelpEvent, event)
            spot = self._spot_at(QPointF(help_event.pos()))
            QToolTip.showText(help_event.globalPos(), spot.hint if spot else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over parts that lead somewhere."""
        spot = self._spot_at(event.position())
        leads = spot is not None and spot.ref is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lead to the row of the part that was clicked."""
        self._follow(self._spot_at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose parts with the arrow keys and follow one with Enter."""
        spots = self._figure.spots if self._figure else ()
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps and spots:
            self._spot = (self._spot + steps[key]) % len(spots)
            self.setAccessibleDescription(spots[self._spot].hint)
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and 0 <= self._spot < len(spots):
            self._follow(spots[self._spot])
        else:
            super().keyPressEvent(event)

    def _follow(self, spot: Spot | None) -> None:
        if spot is not None and spot.ref is not None:
            self.wanted.emit(spot.ref.table_name, spot.ref.row_id)
