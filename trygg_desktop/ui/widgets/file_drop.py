"""Files dropped on a part of the window that takes them itself, before the window takes them for returned workbooks."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Gives the files dropped on ``widget`` to ``take(files, where)``. Only those with one of ``endings`` are taken;
    ``fits`` tells whether a place takes any.
    """

    def __init__(
        self,
        widget: QWidget,
        endings: Sequence[str],
        take: Callable[[list[Path], QPoint], object],
        fits: Callable[[QPoint], bool] = lambda _: True,
    ) -> None:
        super().__init__(widget)
        self._endings = tuple(endings)
        self._take = take
        self._fits = fits
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is dragged in when it is files of the right kind; everything else goes its usual way."""
        if isinstance(event, QDropEvent) and (files := self._files(event)):
            where = event.position().toPoint()
            if not self._fits(where):
                return False
            event.acceptProposedAction()
            if not isinstance(event, QDragEnterEvent | QDragMoveEvent):
                self._take(files, where)
            return True
        return super().eventFilter(watched, event)

    def _files(self, event: QDropEvent) -> list[Path]:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        return paths if paths and all(path.suffix.lower() in self._endings for path in paths) else []
