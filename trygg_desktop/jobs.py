"""Long work in a process of its own: the window stays smooth, Cancel really cancels, limits hold.

A job is a plain function of a module, its arguments and result plain frozen data. It may report progress
through its first argument. It never sees the database or Qt.
"""

import contextlib
import gc
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
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


_MOST_SHARES = 2
"""Workers that share work: more are of little use to the laptop of one person."""


@dataclass(frozen=True, slots=True)
class SharedWork(Generic[Result]):
    """Work that several workers share: each does ``work(report, *arguments, (number, shares))``, its share of it, and
    ``join`` makes one result of theirs.
    """

    work: Callable[..., Result]
    join: Callable[[Sequence[Result]], Result]


@contextlib.contextmanager
def without_collecting() -> Iterator[None]:
    """Let Python not look for garbage while thousands of objects are made that are none: it takes half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


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
                with without_collecting():
                    self._take(self._receiver.recv())
            except (EOFError, OSError):
                self._finish(error=UserError("The work needed more memory than allowed and was stopped."))
        return self.done

    def cancel(self) -> None:
        """Stop the worker at once."""
        if not self.done:
            self._finish(error=Cancelled())

    @property
    def receiver(self) -> "Connection":
        """What the worker sends arrives here."""
        return self._receiver

    @property
    def has_failed(self) -> bool:
        """Whether it ended without a result, stopped by a limit, by the user or by a fault."""
        return self._error is not None

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


class SharedJob(Generic[Result]):
    """Work running in several workers at once, within the same limits together; used as a ``Job`` is."""

    def __init__(self, shared: SharedWork[Result], *arguments: object, limits: Limits | None = None) -> None:
        shares = min(os.cpu_count() or 1, _MOST_SHARES)
        limits = limits or Limits()
        limits = replace(limits, memory=limits.memory // shares)
        self._join = shared.join
        self._jobs = [Job(shared.work, *arguments, (number, shares), limits=limits) for number in range(shares)]
        self._failed: Job[Result] | None = None
        self._seen = [job.progress for job in self._jobs]
        self.progress = self._seen[0]

    @property
    def done(self) -> bool:
        """Whether all workers are done, or one of them has failed."""
        return all(job.done for job in self._jobs)

    def poll(self, timeout: float = 0.0) -> bool:
        """Take in what the workers have sent, waiting at most ``timeout`` seconds; tell whether they are done."""
        from multiprocessing.connection import wait

        deadline = time.monotonic() + timeout
        while not self._take_in():
            left = deadline - time.monotonic()
            if left <= 0 or not wait([job.receiver for job in self._jobs if not job.done], left):
                return self._take_in()
        return True

    def cancel(self) -> None:
        """Stop the workers at once."""
        for job in self._jobs:
            job.cancel()
        self._failed = self._failed or next((job for job in self._jobs if job.has_failed), None)

    def result(self) -> Result:
        """Return the joined result, or raise what the share that failed raised. Call when ``done``."""
        if self._failed is not None:
            return self._failed.result()
        return self._join([job.result() for job in self._jobs])

    def _take_in(self) -> bool:
        for job in self._jobs:
            job.poll()
        self._failed = self._failed or next((job for job in self._jobs if job.has_failed), None)
        if self._failed is not None:
            self.cancel()
        seen = [job.progress for job in self._jobs]
        changed = [progress for progress, before in zip(seen, self._seen, strict=True) if progress is not before]
        if changed:
            self._seen = seen
            self.progress = Progress(sum(one.done for one in seen), sum(one.total for one in seen), changed[0].what)
        return self.done


def start_job(
    work: Callable[..., Result] | PackedWork | SharedWork[Result], *arguments: object, limits: Limits | None = None
) -> Job[Result] | SharedJob[Result]:
    """Start ``work`` in a worker, or in several where it can be shared."""
    if isinstance(work, SharedWork):
        return SharedJob(work, *arguments, limits=limits)
    return Job(work, *arguments, limits=limits)


def run_job(
    work: Callable[..., Result] | SharedWork[Result],
    *arguments: object,
    limits: Limits | None = None,
    report: Callable[[Progress], None] | None = None,
) -> Result:
    """Run ``work`` in a worker, or several where it can be shared, and wait, calling ``report`` with each progress."""
    job = start_job(work, *arguments, limits=limits)
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
    with contextlib.suppress(BrokenPipeError), without_collecting():
        sender.send(outcome)


def _limit_memory(size: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
