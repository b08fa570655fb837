"""Runs long work in worker processes while the window stays smooth."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.jobs import Cancelled, Job, Limits, Progress
from trygg_desktop.messages import Message
from trygg_desktop.ui.prompter import Prompter

_POLL_MS = 30


class JobRunner(QObject):
    """Keeps the running jobs and brings their results to the window."""

    started = Signal(str)
    progressed = Signal(object)
    """Emitted with ``Progress``."""
    finished = Signal()

    def __init__(self, prompter: Prompter, loc: Locale, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._prompter = prompter
        self._loc = loc
        self._running: list[tuple[Job[Any], Callable[[Any], None], Callable[[UserError], None]]] = []
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self._poll)

    @property
    def busy(self) -> bool:
        """Whether any job is running."""
        return bool(self._running)

    def run(
        self,
        title: Message,
        work: Callable[..., Any],
        *arguments: object,
        then: Callable[[Any], None],
        limits: Limits | None = None,
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Start ``work`` in a worker; ``then`` gets its result. What the user can mend goes to ``failed``, or is shown
        in plain words.
        """
        job: Job[Any] = Job(work, *arguments, limits=limits)
        self._running.append((job, then, failed or self._show))
        self.started.emit(self._loc.t(title))
        self._timer.start()

    def cancel_all(self) -> None:
        """Stop every job; nothing is changed by them."""
        for job, _, _ in self._running:
            job.cancel()
        self._poll()

    def _poll(self) -> None:
        for entry in list(self._running):
            job, then, failed = entry
            seen: Progress = job.progress
            if job.poll():
                self._running.remove(entry)
                self._deliver(job, then, failed)
            elif job.progress is not seen:
                self.progressed.emit(job.progress)
        if not self._running:
            self._timer.stop()

    def _show(self, error: UserError) -> None:
        self._prompter.show_error(error.message)

    def _deliver(self, job: Job[Any], then: Callable[[Any], None], failed: Callable[[UserError], None]) -> None:
        if not self._running:
            self.finished.emit()
        try:
            result = job.result()
        except Cancelled:
            return
        except UserError as error:
            failed(error)
            return
        then(result)
