"""Makes the backup of the day, and gets ready for the first edit, in a thread while the leader reads."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from trygg_desktop.messages import Message
from trygg_desktop.store.project import Project
from trygg_desktop.ui.session import Session

_QUIET_MS = 1500
"""Long after the first page has been painted."""


class SafeKeeping(QObject):
    """Keeps one open project safe. ``say`` shows lasting trouble with backups, ``None`` when it is over."""

    def __init__(self, session: Session, say: Callable[[Message | None], None]) -> None:
        super().__init__(session)
        self._project = session.project
        self._say = say
        self._said: Message | None = None
        self._thread: _Thread | None = None
        self._timer = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._timer.timeout.connect(partial(session.jobs.when_free, self.begin))
        session.changed.connect(self._look)

    def begin_soon(self) -> None:
        """Begin when the window has come to rest."""
        self._timer.start()

    def begin(self) -> None:
        """Make the backup of the day, unless it is made."""
        if not self._project.read_only:
            self._thread = _Thread(self._project, self)
            self._thread.done.connect(self._take)
            self._thread.start()

    def end(self) -> None:
        """Wait for a backup that is being made."""
        self._timer.stop()
        if self._thread is not None:
            self._thread.wait()

    def _take(self, trouble: Message | None) -> None:
        self._project.backup_trouble = trouble
        self._look()

    def _look(self, _changed: object = None) -> None:
        if self._project.backup_trouble != self._said:
            self._said = self._project.backup_trouble
            self._say(self._said)


def _load_reading() -> None:
    """Load what reading workbooks takes, so that the first files that are dropped do not stop the window."""
    import multiprocessing.context  # noqa: F401

    import trygg_desktop.workflows.collect  # noqa: F401


class _Thread(QThread):
    done = Signal(object)

    def __init__(self, project: Project, parent: QObject) -> None:
        from trygg_desktop.workflows.safety import daily_backup

        super().__init__(parent)
        self._work = daily_backup(project)

    def run(self) -> None:
        from trygg_desktop.store.step import load_writing

        load_writing()
        _load_reading()
        if self._work is not None:
            self.done.emit(self._work())
