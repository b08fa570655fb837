"""Work on the open project in a thread that it is lent to, so that the window stays smooth meanwhile."""

import gc
import sys
import threading
from collections.abc import Callable, Mapping
from typing import Any

from trygg_desktop.jobs import Cancelled, Progress
from trygg_desktop.messages import N_, Message
from trygg_desktop.store.project import Project

_SWITCH_SECONDS = 0.0002
"""How long the thread may keep Python from the window, which asks for it many times while it paints."""


class Loan:
    """``work(project, *arguments, report=report, **values)`` in a thread of its own.

    ``report(done, total, what)`` shows how far it is and ends the work, by ``Cancelled``, when the user has asked for
    that: a step that is open is then rolled back as after any error. Begun by ``start``; when ``done``, ``end`` takes
    the project back and ``result`` gives the outcome.
    """

    def __init__(
        self,
        title: Message,
        work: Callable[..., Any],
        project: Project,
        arguments: tuple[object, ...],
        values: Mapping[str, object],
    ) -> None:
        self.title = title
        self.progress = Progress(0, 0, N_("Starting …"))
        self._work = work
        self._project = project
        self._arguments = arguments
        self._values = values
        self._cancelled = threading.Event()
        self._stored = False
        self._result: Any = None
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="loan")

    def start(self) -> None:
        """Lend the project and begin.

        Meanwhile no garbage is collected: the thread might otherwise come to destroy widgets, which only the window's
        own thread may do.
        """
        self._project.lend()
        self._collects, self._switch = gc.isenabled(), sys.getswitchinterval()
        gc.disable()
        sys.setswitchinterval(_SWITCH_SECONDS)
        self._thread.start()

    @property
    def done(self) -> bool:
        """Whether the thread has handed the project back."""
        return not self._thread.is_alive()

    def cancel(self) -> None:
        """End the work at its next report. What is stored by then stays stored."""
        self._cancelled.set()

    def end(self) -> None:
        """Wait for the thread, take the project back and tell its listeners what was stored."""
        self._thread.join()
        sys.setswitchinterval(self._switch)
        if self._collects:
            gc.enable()
        self._stored = self._project.take_back() > 0
        self._project.tell_stored()

    def result(self) -> Any:
        """Return what the work returned, or raise what it raised. Work that was cancelled and stored nothing is
        ``Cancelled``, even if it came to its end.
        """
        if self._error is not None:
            raise self._error
        if self._cancelled.is_set() and not self._stored:
            raise Cancelled
        return self._result

    def _run(self) -> None:
        try:
            with self._project.borrowed():
                self._result = self._work(self._project, *self._arguments, report=self._report, **self._values)
        except BaseException as error:
            self._error = error

    def _report(self, done: int, total: int, what: Message) -> None:
        if self._cancelled.is_set():
            raise Cancelled
        self.progress = Progress(done, total, what)
