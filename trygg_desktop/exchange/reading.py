"""The front door for returned workbooks: the first look, our own template or a department's own table.

Runs in the worker process: a hostile file can at worst end the worker.
"""

import hashlib
import multiprocessing
import os
import stat
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from trygg_desktop.domain.privacy import holds_identity_number, mask
from trygg_desktop.domain.returns import Problem, ReadBook
from trygg_desktop.errors import WorkbookRefused
from trygg_desktop.exchange.foreign_reading import read_foreign
from trygg_desktop.exchange.identity_search import find_identity_numbers
from trygg_desktop.exchange.opening import OpenedBook
from trygg_desktop.exchange.template_reading import find_imprint, read_template, with_stamp
from trygg_desktop.jobs import Report
from trygg_desktop.messages import N_, Message


def read_book(content: bytes, file_name: str, year: int | None = None) -> ReadBook:
    """Read one workbook. ``year`` is for periods that a department's own table names without one.

    Raises ``WorkbookRefused`` when it is no workbook, damaged, protected, too large, or from a newer program.
    """
    book = OpenedBook(content, shown_name(file_name))
    return _guard(book, _read_opened(book, year), file_name)


def _read_opened(book: OpenedBook, year: int | None) -> ReadBook:
    imprint = find_imprint(book)
    if imprint is None:
        return read_foreign(book, year)
    return read_template(book, imprint) or with_stamp(read_foreign(book, int(imprint.stamp.period[:4])), imprint)


def _guard(opened: OpenedBook, book: ReadBook, file_name: str) -> ReadBook:
    """Say where the file holds something personal outside its answers, and let go of an original that must not be kept.

    What stands in the answers is masked and said cell by cell.
    """
    problems = list(book.problems)
    if shown_name(file_name) != _printable(file_name):
        message = N_("The file's name holds something personal. It is shown and kept masked.")
        problems.append(Problem(severity="warning", message=message))
    for name, shown in opened.shown_names.items():
        if name != shown:
            message = N_("The sheet's name holds something personal. It is shown and kept masked.")
            problems.append(Problem(severity="warning", message=message, sheet=shown))
    found = holds_identity_number(file_name) or find_identity_numbers(opened)
    if found:
        message = N_(
            "{file} holds personal identity numbers, perhaps in a comment or a sheet that is not read. "
            "The original will not be kept in the project.",
            file=book.file_name,
        )
        problems.append(Problem(severity="warning", message=message))
    content = b"" if found else book.content
    return replace(book, problems=tuple(problems), content=content, holds_identity_numbers=found)


def shown_name(file_name: str) -> str:
    """Return a file's name as it may be shown and kept: printable, and with what is personal in it masked."""
    name = _printable(file_name)
    if holds_identity_number(file_name):
        return mask(name)
    path = PurePath(name)
    return mask(path.stem) + path.suffix


def _printable(name: str) -> str:
    """Put a sign in the place of what no text can hold: bytes of another encoding, control characters."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in name)


def read_files(report: Report | None, paths: Sequence[str], year: int | None = None) -> tuple[ReadBook, ...]:
    """Read workbooks from disk, as a job. One that cannot be read has no rows and says why in its problems."""
    _silence_native_code()
    books = []
    for done, path in enumerate(paths):
        if report is not None:
            report(done, len(paths), N_("Reading {file}", file=shown_name(Path(path).name)))
        books.append(_read_file(Path(path), year))
    return tuple(books)


def _silence_native_code() -> None:
    """In a worker, keep what native code prints when memory runs out from the user, who gets a plain sentence."""
    if multiprocessing.parent_process() is not None:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 2)
        os.close(silence)


def _read_file(path: Path, year: int | None) -> ReadBook:
    name = shown_name(path.name)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return refused_book(name, N_("{file} is a folder or a device, no workbook.", file=name))
        content = path.read_bytes()
    except FileNotFoundError:
        return refused_book(name, N_("{file} is missing. It may have been moved or renamed.", file=name))
    except OSError:
        message = N_("{file} cannot be read. Close it in other programs, check the permissions and try again.")
        return refused_book(name, Message(message.source, {"file": name}))
    try:
        return read_book(content, path.name, year)
    except WorkbookRefused as refusal:
        return refused_book(name, refusal.message, content)


def refused_book(file_name: str, message: Message, content: bytes = b"") -> ReadBook:
    """Return a book that holds nothing but the reason why it was not read."""
    problem = Problem(severity="error", message=message)
    digest = hashlib.sha256(content).hexdigest()
    return ReadBook(file_name=shown_name(file_name), sha256=digest, problems=(problem,))
