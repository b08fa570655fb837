"""A field that is as tall as what it holds while there is room for that, and scrolls where there is not."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

_LEAST_HEIGHT = 90


class FittedScroll(QScrollArea):
    """Holds ``content``; ``most`` tells the height in pixels that it may take."""

    def __init__(self, content: QWidget, most: Callable[[], int]) -> None:
        super().__init__()
        self._most = most
        self.content = content
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        content.setProperty("scrolled", True)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)

    def needed_height(self) -> int:
        """Return the height in pixels at which nothing has to be scrolled."""
        layout = self.content.layout()
        if layout is None or layout.isEmpty():
            return 0
        width = self.viewport().width()
        return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()

    def sizeHint(self) -> QSize:
        """Ask for the height of the content, or the most there may be."""
        return QSize(super().sizeHint().width(), min(self.needed_height(), self._most()))

    def minimumSizeHint(self) -> QSize:
        """Give way until a few lines are left."""
        return QSize(super().minimumSizeHint().width(), min(self.needed_height(), _LEAST_HEIGHT))

    def fit(self) -> None:
        """Take the height that the content needs now."""
        self.setMaximumHeight(min(self.needed_height(), self._most()))
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the content when it becomes taller or lower."""
        if watched is self.content and event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width: texts break otherwise there."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
