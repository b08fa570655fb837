"""Runs long work beside the window: in worker processes, and, where it needs the open project, in a thread that the
project is lent to.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.jobs import Cancelled, Job, JobFailed, Limits, PackedWork, SharedJob, SharedWork, start_job
from trygg_desktop.messages import N_, Message
from trygg_desktop.store.project import Project
from trygg_desktop.ui.loan import Loan
from trygg_desktop.ui.prompter import Prompter

_POLL_MS = 15


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Where the result of work goes, and what the user can mend."""

    then: Callable[[Any], object]
    failed: Callable[[UserError], object]
    faulty: Callable[[JobFailed], object] | None = None


class JobRunner(QObject):
    """Keeps the running work and brings its results to the window, one at a time.

    The project is lent to one thread at a time. While it is, nothing in the window may use it: input is kept from the
    pages, and results of worker processes wait, as does what is asked for by ``when_free``.
    """

    started = Signal(str)
    progressed = Signal(object)
    """Emitted with ``Progress``."""
    finished = Signal()
    lent = Signal(bool)
    """Emitted when the project is lent, and when it is back and the result has been delivered."""

    def __init__(self, prompter: Prompter, loc: Locale, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._prompter = prompter
        self._loc = loc
        self._running: list[tuple[Job[Any] | SharedJob[Any], _Outcome]] = []
        self._loans: deque[tuple[Loan, _Outcome]] = deque()
        self._returned: tuple[Loan, _Outcome] | None = None
        self._lent: Loan | None = None
        self._waiting: list[Callable[[], object]] = []
        self._seen: object = None
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self._poll)

    @property
    def busy(self) -> bool:
        """Whether any work is running or waits for its turn."""
        return bool(self._running or self._loans or self._lent or self._returned)

    @property
    def lent_for(self) -> Message | None:
        """What the project is lent for; ``None`` while it is free."""
        return self._lent.title if self._lent else None

    def run(
        self,
        title: Message,
        work: Callable[..., Any] | PackedWork | SharedWork[Any],
        *arguments: object,
        then: Callable[[Any], object],
        limits: Limits | None = None,
        failed: Callable[[UserError], object] | None = None,
        faulty: Callable[[JobFailed], object] | None = None,
    ) -> None:
        """Start ``work`` in a worker; ``then`` gets its result. What the user can mend goes to ``failed``, or is shown
        in plain words. A fault of the program goes to ``faulty``, where something else can be tried, or is reported.
        """
        outcome = _Outcome(then, failed or self._show, faulty)
        self._running.append((start_job(work, *arguments, limits=limits), outcome))
        self.started.emit(self._loc.t(title))
        self._timer.start()

    def run_with_project(
        self,
        title: Message,
        work: Callable[..., Any],
        project: Project,
        *arguments: object,
        then: Callable[[Any], object],
        failed: Callable[[UserError], object] | None = None,
        **values: object,
    ) -> None:
        """Call ``work(project, *arguments, report=…, **values)``, a workflow, in a thread that the project is lent to.

        ``then`` gets its result here, after the pages have been told what it stored; ``failed`` as in ``run``. Work
        that is asked for meanwhile waits for its turn.
        """
        loan = Loan(title, work, project, arguments, values)
        self._loans.append((loan, _Outcome(then, failed or self._show)))
        self._lend()
        self._timer.start()

    def when_free(self, work: Callable[[], object]) -> None:
        """Do what uses the project: now, or as soon as it is back. Timers come through here."""
        if self._lent is None:
            work()
        else:
            self._waiting.append(work)

    def cancel_all(self) -> None:
        """Stop all work. What has been stored stays stored; otherwise nothing is changed."""
        for job, _ in self._running:
            job.cancel()
        self._loans.clear()
        if self._lent is not None:
            self._lent.cancel()
        self._poll()

    def finish_lent(self) -> None:
        """Wait until the project is back, and tell what was stored. The result is delivered afterwards, as usual."""
        if self._lent is not None:
            self._take_back()

    def end(self) -> None:
        """Wait until the project is back, and stop all other work; no result is delivered any more."""
        self.finish_lent()
        self._returned = None
        self._loans.clear()
        self._waiting.clear()
        self.lent.emit(False)
        self.cancel_all()
        self._timer.stop()

    def _lend(self) -> None:
        if self._lent is not None or self._returned is not None or not self._loans:
            return
        self._returned = self._loans.popleft()
        self._lent = self._returned[0]
        self.lent.emit(True)
        self.started.emit(self._loc.t(self._lent.title))
        self._lent.start()

    def _take_back(self) -> None:
        assert self._lent is not None
        loan, self._lent = self._lent, None
        loan.end()

    def _poll(self) -> None:
        if self._lent is not None:
            self._look_after(self._lent)
        elif self._returned is not None:
            self._deliver_returned(*self._returned)
        else:
            self._look_at_jobs()
        if not self.busy:
            self._timer.stop()

    def _look_after(self, loan: Loan) -> None:
        """Take the project back when the thread is done. The result comes with the next tick: what the pages read
        again and what it shows are two slices of work."""
        if loan.done:
            self._take_back()
        elif loan.progress is not self._seen:
            self._seen = loan.progress
            self.progressed.emit(loan.progress)

    def _deliver_returned(self, loan: Loan, outcome: _Outcome) -> None:
        self._returned = None
        self.lent.emit(False)
        try:
            self._deliver(loan, outcome)
        finally:
            self._lend()
            while self._waiting and self._lent is None:
                self._waiting.pop(0)()

    def _look_at_jobs(self) -> None:
        for entry in list(self._running):
            job, outcome = entry
            seen = job.progress
            if job.poll():
                self._running.remove(entry)
                self._deliver(job, outcome)
                if self._lent is not None:
                    return
            elif job.progress is not seen:
                self.progressed.emit(job.progress)

    def _show(self, error: UserError) -> None:
        self._prompter.show_error(error.message)

    def _deliver(self, work: Job[Any] | SharedJob[Any] | Loan, outcome: _Outcome) -> None:
        if not self.busy:
            self.finished.emit()
        try:
            result = work.result()
        except Cancelled:
            return
        except UserError as error:
            outcome.failed(error)
            return
        except JobFailed as fault:
            if outcome.faulty is None:
                raise
            outcome.faulty(fault)
            return
        outcome.then(result)


def say_busy(title: Message) -> Message:
    """Say that something must wait for the work named ``title``."""
    return N_("{work} is under way. Wait until it is done, then try again.", work=title)
