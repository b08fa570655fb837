"""The front door for returned workbooks: the first look, our own template or a department's own table.

Runs in the worker process: a hostile file can at worst end the worker.
"""

import hashlib
import multiprocessing
import os
from collections.abc import Sequence
from pathlib import Path

from trygg_desktop.domain.returns import Problem, ReadBook
from trygg_desktop.errors import WorkbookRefused
from trygg_desktop.exchange.foreign_reading import read_foreign
from trygg_desktop.exchange.opening import OpenedBook
from trygg_desktop.exchange.template_reading import find_imprint, read_template, with_stamp
from trygg_desktop.jobs import Report
from trygg_desktop.messages import N_, Message


def read_book(content: bytes, file_name: str, year: int | None = None) -> ReadBook:
    """Read one workbook. ``year`` is for periods that a department's own table names without one.

    Raises ``WorkbookRefused`` when it is no workbook, damaged, protected, too large, or from a newer program.
    """
    book = OpenedBook(content, file_name)
    imprint = find_imprint(book)
    if imprint is None:
        return read_foreign(book, year)
    return read_template(book, imprint) or with_stamp(read_foreign(book, int(imprint.stamp.period[:4])), imprint)


def read_files(report: Report | None, paths: Sequence[str], year: int | None = None) -> tuple[ReadBook, ...]:
    """Read workbooks from disk, as a job. One that cannot be read has no rows and says why in its problems."""
    _silence_native_code()
    books = []
    for done, path in enumerate(paths):
        if report is not None:
            report(done, len(paths), N_("Reading {file}", file=Path(path).name))
        books.append(_read_file(Path(path), year))
    return tuple(books)


def _silence_native_code() -> None:
    """In a worker, keep what native code prints when memory runs out from the user, who gets a plain sentence."""
    if multiprocessing.parent_process() is not None:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 2)
        os.close(silence)


def _read_file(path: Path, year: int | None) -> ReadBook:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return refused_book(path.name, N_("{file} is missing. It may have been moved or renamed.", file=path.name))
    except OSError:
        message = N_("{file} cannot be read. Close it in other programs, check the permissions and try again.")
        return refused_book(path.name, Message(message.source, {"file": path.name}))
    try:
        return read_book(content, path.name, year)
    except WorkbookRefused as refusal:
        return refused_book(path.name, refusal.message, content)


def refused_book(file_name: str, message: Message, content: bytes = b"") -> ReadBook:
    """Return a book that holds nothing but the reason why it was not read."""
    problem = Problem(severity="error", message=message)
    digest = hashlib.sha256(content).hexdigest()
    return ReadBook(file_name=file_name, sha256=digest, problems=(problem,))
