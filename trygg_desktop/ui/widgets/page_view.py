"""The pages of a PDF under each other, drawn as they come into sight."""

from collections import OrderedDict

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from trygg_desktop.ui.pdf_file import Find, PdfFile
from trygg_desktop.ui.theme import GRID, Colours

_GAP = 2 * GRID
_KEPT = 10
"""How many drawn pages are kept."""
PIXELS = 96 / 72
"""Pixels to a point at 100 %."""
STEPS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)


class PageView(QAbstractScrollArea):
    """Shows pages at a zoom: a factor, or ``width`` or ``page`` to fit the window. ``page_changed`` tells the page in
    sight, ``zoomed`` that it is another zoom.
    """

    page_changed = Signal(int)
    zoomed = Signal()

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self._colours = colours
        self._file: PdfFile | None = None
        self.fit: str | float = "width"
        self._scale = 1.0
        self._tops: list[float] = []
        self._drawn: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._finds: list[Find] = []
        self._find = -1
        self.page = 0
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._take_scroll)
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.viewport().update())
        self.viewport().setMouseTracking(True)

    @property
    def zoom(self) -> float:
        """The factor at which pages are shown; 1 is the size on paper."""
        return self._scale / PIXELS

    def show_file(self, file: PdfFile) -> None:
        """Show a file from its first page."""
        self._file = file
        self._finds, self._find, self.page = [], -1, 0
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self.page_changed.emit(0)

    def set_zoom(self, zoom: str | float) -> None:
        """Show pages at a factor, or fitted to ``width`` or ``page``; the page in sight stays in sight."""
        self.fit = zoom
        page, file = self.page, self._file
        within = 0.0
        if file:
            height = file.sizes[page].height() * self._scale
            within = (self.verticalScrollBar().value() - self._tops[page]) / height
        self._lay_out()
        if file:
            height = file.sizes[page].height() * self._scale
            self.verticalScrollBar().setValue(round(self._tops[page] + within * height))
        self.zoomed.emit()

    def step_zoom(self, step: int) -> None:
        """Show pages larger (positive) or smaller."""
        if step > 0:
            self.set_zoom(next((z for z in STEPS if z > self.zoom * 1.01), STEPS[-1]))
        else:
            self.set_zoom(next((z for z in reversed(STEPS) if z < self.zoom * 0.99), STEPS[0]))

    def go_to(self, page: int) -> None:
        """Bring a page's top into sight."""
        if self._file and 0 <= page < len(self._file):
            self.verticalScrollBar().setValue(round(self._tops[page] - GRID))

    def show_finds(self, finds: list[Find], current: int) -> None:
        """Mark what was found, and bring one of them into sight."""
        self._finds, self._find = finds, current
        if 0 <= current < len(finds) and finds[current].places:
            find = finds[current]
            top = self._tops[find.page] + find.places[0].top() * self._scale
            bar, room = self.verticalScrollBar(), self.viewport().height()
            if not bar.value() + GRID <= top <= bar.value() + room - 5 * GRID:
                bar.setValue(round(top - room / 3))
        self.viewport().update()

    # --- laying out

    def _lay_out(self) -> None:
        if self._file is None or not len(self._file):
            return
        room = self.viewport().size()
        widest = max(size.width() for size in self._file.sizes)
        tallest = max(size.height() for size in self._file.sizes)
        if isinstance(self.fit, float):
            self._scale = self.fit * PIXELS
        else:
            self._scale = max((room.width() - 2 * _GAP) / widest, 0.1)
            if self.fit == "page":
                self._scale = max(min(self._scale, (room.height() - 2 * GRID) / tallest), 0.1)
        y = float(GRID)
        self._tops = []
        for size in self._file.sizes:
            self._tops.append(y)
            y += size.height() * self._scale + _GAP
        self.verticalScrollBar().setRange(0, max(round(y - _GAP + GRID) - room.height(), 0))
        self.verticalScrollBar().setPageStep(room.height())
        self.verticalScrollBar().setSingleStep(40)
        across = round(widest * self._scale + 2 * _GAP)
        self.horizontalScrollBar().setRange(0, max(across - room.width(), 0))
        self.horizontalScrollBar().setPageStep(room.width())
        self.viewport().update()

    def _left(self, page: int) -> float:
        assert self._file is not None
        width = self._file.sizes[page].width() * self._scale
        return max((self.viewport().width() - width) / 2, _GAP) - self.horizontalScrollBar().value()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again to the new room."""
        super().resizeEvent(event)
        if self._file is not None and not isinstance(self.fit, float):
            self.set_zoom(self.fit)
        else:
            self._lay_out()

    def _take_scroll(self, value: int) -> None:
        middle = value + self.viewport().height() / 3
        page = max((p for p, top in enumerate(self._tops) if top <= middle), default=0)
        if page != self.page:
            self.page = page
            self.page_changed.emit(page)
        self.viewport().update()

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the pages in sight."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(self._colours.ground))
        if self._file is None:
            return
        top, bottom = self.verticalScrollBar().value(), self.verticalScrollBar().value() + self.viewport().height()
        for page, y in enumerate(self._tops):
            size = self._file.sizes[page] * self._scale
            if y + size.height() < top or y > bottom:
                continue
            picture = self._picture(page)
            corner = QPointF(round(self._left(page)), round(y - top))
            place = QRectF(corner, QSizeF(picture.size()) / self.devicePixelRatioF())  # unscaled: no row is lost
            painter.drawImage(place, picture)
            painter.setPen(QColor(self._colours.line))
            painter.drawRect(place)
            self._mark_finds(painter, page, place.topLeft())
        painter.end()

    def _picture(self, page: int) -> QImage:
        assert self._file is not None
        ratio = self.devicePixelRatioF()
        key = (page, round(self._scale * ratio * 1000))
        if key not in self._drawn:
            self._drawn[key] = self._file.picture(page, self._scale * ratio)
            while len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(key)
        return self._drawn[key]

    def _mark_finds(self, painter: QPainter, page: int, corner: QPointF) -> None:
        for number, find in enumerate(self._finds):
            if find.page != page:
                continue
            colour = QColor(self._colours.yellow)
            colour.setAlpha(130 if number == self._find else 60)
            for place in find.places:
                spot = QRectF(place.topLeft() * self._scale, place.size() * self._scale)
                painter.fillRect(spot.translated(corner).adjusted(-1, -1, 1, 1), colour)

    # --- hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between pages."""
        bar = self.verticalScrollBar()
        moves = {
            Qt.Key.Key_Down: bar.value() + 40,
            Qt.Key.Key_Up: bar.value() - 40,
            Qt.Key.Key_PageDown: bar.value() + bar.pageStep(),
            Qt.Key.Key_PageUp: bar.value() - bar.pageStep(),
            Qt.Key.Key_Space: bar.value() + bar.pageStep(),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: bar.maximum(),
        }
        key = Qt.Key(event.key())
        if key in moves and not event.modifiers():
            bar.setValue(moves[key])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over links."""
        leads = self._link_at(event.position().toPoint()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow a link of the contents."""
        goal = self._link_at(event.position().toPoint())
        if goal is not None:
            self.go_to(goal)

    def _link_at(self, point: QPoint) -> int | None:
        if self._file is None:
            return None
        y = point.y() + self.verticalScrollBar().value()
        for page, top in enumerate(self._tops):
            size = self._file.sizes[page] * self._scale
            x = point.x() - self._left(page)
            if top <= y <= top + size.height() and 0 <= x <= size.width():
                return self._file.follow(page, QPointF(x, y - top) / self._scale)
        return None
