"""One writer per project file: a lock of the operating system on a small file beside it.

The lock lives as long as the process: one that is left by a crash or a power cut frees itself, and only its file
stays until the next opening. The project file itself cannot carry the lock, since SQLite locks it for every step.
"""

import contextlib
import json
import os
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_LOCKED_BYTE = 1 << 30
"""Far behind the text, which others must be able to read while the lock is held."""
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the file open for writing."""

    host: str
    process: int
    since: datetime


class Held(Exception):
    """Another window has the file; ``holder`` is ``None`` when it did not leave its name."""

    def __init__(self, holder: Holder | None) -> None:
        super().__init__(holder)
        self.holder = holder


class Lock:
    """A lock that is held. ``release`` takes its file away."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Free the file for others; nothing is left beside it."""
        if self._descriptor is None:
            return
        with contextlib.suppress(OSError):
            if sys.platform != "win32":
                self._path.unlink()
        os.close(self._descriptor)
        self._descriptor = None
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                self._path.unlink()


def lock_path(path: Path) -> Path:
    """Return where the lock of a project file lies: beside the real file, whatever link led to it."""
    real = path.resolve()
    return real.with_name(f".~{real.name}.lock")


def take_lock(path: Path, now: datetime) -> Lock:
    """Lock a project file for writing. Raises ``Held`` when another has it, ``OSError`` when it cannot be locked."""
    beside = lock_path(path)
    while True:
        descriptor = os.open(beside, _FLAGS, 0o666)
        try:
            if not _try_lock(descriptor):
                raise Held(_read_holder(descriptor))
            if not _is_there(beside, descriptor):  # its owner took it away between our opening and locking it
                os.close(descriptor)
                continue
            _write_holder_or_leave(beside, descriptor, now)
        except BaseException:
            os.close(descriptor)
            raise
        return Lock(beside, descriptor)


def _is_there(beside: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(beside.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _write_holder_or_leave(beside: Path, descriptor: int, now: datetime) -> None:
    """Write who holds the lock; where that is impossible, on a full disk, no empty file stays behind."""
    try:
        _write_holder(descriptor, now)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def _write_holder(descriptor: int, now: datetime) -> None:
    content = {"host": _host(), "process": os.getpid(), "since": now.isoformat(timespec="seconds")}
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, json.dumps(content).encode())


def _host() -> str:
    """Return this computer's name. ``socket`` knows it too, but loading that is felt at every start."""
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename


def _read_holder(descriptor: int) -> Holder | None:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        content = json.loads(os.read(descriptor, 1000))
        return Holder(str(content["host"])[:80], int(content["process"]), datetime.fromisoformat(str(content["since"])))
    except (OSError, ValueError, KeyError, TypeError):
        return None


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
