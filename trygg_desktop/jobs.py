"""Long work in a process of its own: the window stays smooth, Cancel really cancels, limits hold.

A job is a plain function of a module, its arguments and result plain frozen data. It may report progress
through its first argument. It never sees the database or Qt.
"""

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from trygg_desktop.errors import UserError
from trygg_desktop.messages import N_, Message

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Result = TypeVar("Result")
Report = Callable[[int, int, Message], None]
"""``report(done, total, what)``."""


def report_to_nobody(done: int, total: int, what: Message) -> None:
    """Stand in for a ``Report`` where nobody waits."""


@dataclass(frozen=True, slots=True)
class Progress:
    done: int
    total: int
    what: Message


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` of wall time and ``memory`` in bytes that a job may use."""

    seconds: float = 600.0
    memory: int = 1 << 30


class Cancelled(Exception):
    """The user stopped the job; nothing was changed."""


class JobFailed(Exception):
    """A fault of the program inside the worker. ``trace`` is the way to it, without values of the project."""

    def __init__(self, trace: str) -> None:
        super().__init__(trace)
        self.trace = trace


@dataclass(frozen=True, slots=True)
class PackedWork:
    """Work with its arguments, ready to be sent to a worker: packing much takes longer than a window may stand."""

    content: bytes


def pack_work(work: Callable[..., object], *arguments: object) -> PackedWork:
    """Pack work for a ``Job``."""
    import pickle

    return PackedWork(pickle.dumps((work, arguments)))


class Job(Generic[Result]):
    """Work running in a worker process. Call ``poll`` now and then; ``result`` is there when ``done``."""

    def __init__(
        self, work: Callable[..., Result] | PackedWork, *arguments: object, limits: Limits | None = None
    ) -> None:
        import multiprocessing  # late: the window opens without it

        packed = work if isinstance(work, PackedWork) else pack_work(work, *arguments)
        limits = limits or Limits()
        context = multiprocessing.get_context("spawn")
        self._receiver, sender = context.Pipe(duplex=False)
        order, ours = context.Pipe(duplex=False)
        self._process = context.Process(target=_run, args=(sender, limits, order), daemon=True)
        self._process.start()
        sender.close()
        order.close()
        # A pipe holds little, and the worker reads it only when its Python stands: nobody should wait for that here.
        threading.Thread(target=_send, args=(ours, packed.content), name="order", daemon=True).start()
        self._ends = time.monotonic() + limits.seconds
        self._error: BaseException | None = None
        self._result: Any = None
        self.done = False
        self.progress = Progress(0, 0, N_("Starting …"))

    def poll(self, timeout: float = 0.0) -> bool:
        """Take in what the worker has sent, waiting at most ``timeout`` seconds; tell whether it is done."""
        deadline = time.monotonic() + timeout
        while not self.done:
            left = min(deadline, self._ends) - time.monotonic()
            try:
                if not self._receiver.poll(max(left, 0)):
                    if time.monotonic() >= self._ends:
                        self._finish(error=UserError("The work took too long and was stopped. Nothing was changed."))
                    break
                self._take(self._receiver.recv())
            except (EOFError, OSError):
                self._finish(error=UserError("The work needed more memory than allowed and was stopped."))
        return self.done

    def cancel(self) -> None:
        """Stop the worker at once."""
        if not self.done:
            self._finish(error=Cancelled())

    def result(self) -> Result:
        """Return the result, or raise what the work raised. Call when ``done``."""
        if self._error is not None:
            raise self._error
        result: Result = self._result
        return result

    def _take(self, sent: tuple[str, Any]) -> None:
        kind, content = sent
        if kind == "progress":
            self.progress = content
        elif kind == "result":
            self._finish(result=content)
        elif kind == "refused":
            self._finish(error=content)
        else:
            self._finish(error=JobFailed(content))

    def _finish(self, result: object = None, error: BaseException | None = None) -> None:
        self._result, self._error, self.done = result, error, True
        self._process.terminate()
        self._process.join()
        self._receiver.close()


def run_job(
    work: Callable[..., Result],
    *arguments: object,
    limits: Limits | None = None,
    report: Callable[[Progress], None] | None = None,
) -> Result:
    """Run ``work`` in a worker and wait for it, calling ``report`` with each progress."""
    job = Job(work, *arguments, limits=limits)
    seen = job.progress
    while not job.poll(0.2):
        if report and job.progress is not seen:
            seen = job.progress
            report(seen)
    return job.result()


def _send(pipe: "Connection", packed: bytes) -> None:
    """Give a worker its work; one that was stopped meanwhile needs none."""
    with contextlib.suppress(OSError), pipe:
        pipe.send_bytes(packed)


def _run(sender: "Connection", limits: Limits, order: "Connection") -> None:
    """Run in the worker: take the work, do it, and send progress and outcome back."""

    def report(done: int, total: int, what: Message) -> None:
        sender.send(("progress", Progress(done, total, what)))

    try:
        work, arguments = order.recv()
        _limit_memory(limits.memory)
        outcome: tuple[str, object] = ("result", work(report, *arguments))
    except UserError as error:
        outcome = ("refused", error)
    except MemoryError:
        outcome = ("refused", UserError("The work needed more memory than allowed and was stopped."))
    except BaseException as error:
        from trygg_desktop.crash_report import trace_without_values
        from trygg_desktop.outputs import NO_ROOM

        if isinstance(error, OSError) and error.errno in NO_ROOM:
            outcome = ("refused", UserError("The disk is full. Make room and try again; nothing was changed."))
        else:
            outcome = ("failed", trace_without_values(error))
    with contextlib.suppress(BrokenPipeError):
        sender.send(outcome)


def _limit_memory(size: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
