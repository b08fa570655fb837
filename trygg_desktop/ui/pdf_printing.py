"""Prints a PDF page by page between other events, so that the window stays alive."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter

from trygg_desktop.ui.pdf_file import PdfFile

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_DOTS = 300
"""Dots to an inch at most: finer than eyes, small enough for old printers."""


class PdfPrinting(QObject):
    """One print-out. ``printed`` tells how many pages are done of how many; ``finished`` comes last."""

    printed = Signal(int, int)
    finished = Signal()

    def __init__(self, file: PdfFile, printer: "QPrinter", parent: QObject) -> None:
        super().__init__(parent)
        self._file, self._printer = file, printer
        first = max(printer.fromPage(), 1)
        last = min(printer.toPage() or len(file), len(file))
        self._left = list(range(first - 1, last))
        self._total = len(self._left)
        self._painter = QPainter()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._print_one)
        self._timer.start()

    def _print_one(self) -> None:
        if not self._left or not self._begin():
            self._timer.stop()
            self._painter.end()
            self.finished.emit()
            self.deleteLater()
            return
        page = self._left.pop(0)
        dots = min(self._printer.resolution(), _DOTS)
        picture = self._file.picture(page, dots / 72)
        paper = QRectF(self._painter.viewport())
        size = QSizeF(picture.size()).scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
        self._painter.drawImage(QRectF(paper.center().x() - size.width() / 2, 0, size.width(), size.height()), picture)
        self.printed.emit(self._total - len(self._left), self._total)

    def _begin(self) -> bool:
        """Begin the print-out, or its next page; tell whether the printer takes it."""
        if self._painter.isActive():
            return self._printer.newPage()
        self._printer.setFullPage(True)
        return self._painter.begin(self._printer)
