"""The panel that shows long work: what, how far, and Cancel. It comes after half a second."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from trygg_desktop.formats import Locale
from trygg_desktop.jobs import Progress
from trygg_desktop.ui.job_runner import JobRunner
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import make_button, make_label

DELAY_MS = 500


class ProgressPanel(QFrame):
    """A card in the lower right corner while work runs."""

    def __init__(self, jobs: JobRunner, loc: Locale, parent: QWidget) -> None:
        super().__init__(parent)
        self._loc = loc
        self._room = parent
        self.setProperty("card", True)
        self.setFixedWidth(320)
        self._title = make_label("", "heading", wrap=True)
        self._what = make_label("", "quiet", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(loc.t("Progress"))
        column = QVBoxLayout(self)
        column.setSpacing(GRID)
        for widget in (self._title, self._what, self._bar, make_button(loc.t("Cancel"), jobs.cancel_all)):
            column.addWidget(widget)
        self._delay = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._delay.timeout.connect(self._appear)
        self.hide()
        jobs.started.connect(self._start)
        jobs.progressed.connect(self._show_progress)
        jobs.finished.connect(self._stop)
        parent.installEventFilter(self)

    def _start(self, title: str) -> None:
        self._title.setText(title)
        self._what.setText("")
        self._bar.setRange(0, 0)
        self._delay.start()

    def _show_progress(self, progress: Progress) -> None:
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        self._what.setText(self._loc.t(progress.what))
        self._place()

    def _stop(self) -> None:
        self._delay.stop()
        self.hide()

    def _appear(self) -> None:
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        self.adjustSize()
        room = self._room.rect()
        self.move(room.right() - self.width() - 2 * GRID, room.bottom() - self.height() - 2 * GRID)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner when the window changes size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
