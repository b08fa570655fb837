"""The front door for returned workbooks: the first look, our own template or a department's own table.

Runs in the worker process: a hostile file can at worst end the worker.
"""

import contextlib
import hashlib
import multiprocessing
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from trygg_desktop.domain.interpretation import NO_HINTS, Hints
from trygg_desktop.domain.privacy import holds_identity_number
from trygg_desktop.domain.returns import Gathered, Problem, ReadBook
from trygg_desktop.errors import WorkbookRefused
from trygg_desktop.exchange.foreign_reading import read_foreign
from trygg_desktop.exchange.identity_search import find_identity_numbers
from trygg_desktop.exchange.opening import OpenedBook
from trygg_desktop.exchange.shown_names import printable, shown_name
from trygg_desktop.exchange.template_reading import find_imprint, read_template, with_stamp
from trygg_desktop.exchange.unpacking import BookSource, Found, Unpacker, find_sources
from trygg_desktop.jobs import Report, SharedWork
from trygg_desktop.messages import N_, Message


def read_book(content: bytes, file_name: str, year: int | None = None, hints: Hints = NO_HINTS) -> ReadBook:
    """Read one workbook. ``year`` is for periods that a department's own table names without one, ``hints`` are what
    is known of its words.

    Raises ``WorkbookRefused`` when it is no workbook, damaged, protected, too large, or from a newer program.
    """
    book = OpenedBook(content, shown_name(file_name))
    return _guard(book, _read_opened(book, year, hints), file_name)


def _read_opened(book: OpenedBook, year: int | None, hints: Hints) -> ReadBook:
    imprint = find_imprint(book)
    if imprint is None:
        return read_foreign(book, year, hints)
    template = read_template(book, imprint, hints)
    return template or with_stamp(read_foreign(book, int(imprint.stamp.period[:4]), hints), imprint)


def _guard(opened: OpenedBook, book: ReadBook, file_name: str) -> ReadBook:
    """Say where the file holds something personal outside its answers, and let go of an original that must not be kept.

    What stands in the answers is masked and said cell by cell.
    """
    problems = list(book.problems)
    if shown_name(file_name) != printable(file_name):
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


def read_dropped(
    report: Report | None, paths: Sequence[str], year: int | None = None, share: tuple[int, int] = (0, 1)
) -> Gathered:
    """Read every workbook in files, folders, archives and e-mails, as a job; what is no workbook is passed over.

    Of several workers that ``share`` the work (number, how many) each reads a part of the books in their order, and
    the last tells what was passed over.
    """
    found = find_sources(paths)
    number, shares = share
    first, end = (len(found.sources) * place // shares for place in (number, number + 1))
    books = read_sources(report, found.sources[first:end], year)
    if number + 1 < shares:
        return Gathered(books=books)
    return Gathered(books=(*books, *_refused(found)), passed_over=tuple(found.passed_over))


def _join(shares: Sequence[Gathered]) -> Gathered:
    return Gathered(
        books=tuple(book for gathered in shares for book in gathered.books),
        passed_over=tuple(passed for gathered in shares for passed in gathered.passed_over),
    )


SHARED_READING = SharedWork(read_dropped, _join)
"""``read_dropped`` in several workers at once."""


def list_dropped(_report: Report | None, paths: Sequence[str]) -> tuple[tuple[BookSource, ...], Gathered]:
    """Return where the workbooks lie in what was dropped, and what cannot be read of it, as a job."""
    found = find_sources(paths)
    return tuple(found.sources), Gathered(books=_refused(found), passed_over=tuple(found.passed_over))


def _refused(found: Found) -> tuple[ReadBook, ...]:
    return tuple(refused_book(refused.name, refused.reason) for refused in found.refused)


def read_sources(report: Report | None, sources: Sequence[BookSource], year: int | None = None) -> tuple[ReadBook, ...]:
    """Read workbooks, as a job. One that cannot be read has no rows and says why in its problems."""
    _silence_native_code()
    books = []
    unpacker = Unpacker()
    for done, source in enumerate(sources):
        if report is not None:
            report(done, len(sources), N_("Reading {file}", file=shown_name(source.file_name)))
        books.append(_read_source(unpacker, source, year))
    return tuple(books)


def read_files(report: Report | None, paths: Sequence[str], year: int | None = None) -> tuple[ReadBook, ...]:
    """Read workbooks from disk, as a job, each as the one file it is."""
    return read_sources(report, [BookSource(path, Path(path).name) for path in paths], year)


def _silence_native_code() -> None:
    """In a worker, keep what native code prints when memory runs out from the user, who gets a plain sentence."""
    if multiprocessing.parent_process() is not None:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 2)
        os.close(silence)


def _read_source(unpacker: Unpacker, source: BookSource, year: int | None) -> ReadBook:
    name = shown_name(source.file_name)
    content = b""
    try:
        content = unpacker.fetch(source)
        return read_book(content, source.file_name, year)
    except WorkbookRefused as refusal:
        return refused_book(name, refusal.message, content)
    except FileNotFoundError:
        return refused_book(name, N_("{file} is missing. It may have been moved or renamed.", file=name))
    except OSError:
        message = N_("{file} cannot be read. Close it in other programs, check the permissions and try again.")
        return refused_book(name, Message(message.source, {"file": name}))
    except MemoryError:
        raise
    except Exception as fault:  # one book that breaks the program must not lose the others
        _keep_report(fault)
        return refused_book(name, say_fault(name), content)


def say_fault(file_name: str) -> Message:
    """Say that a workbook was not read for a fault of the program."""
    return N_(
        "{file} could not be read: it made the program fail. Open it in Excel, save it under a new name and try that. "
        "A report of the fault was kept; it holds nothing of the workbook.",
        file=shown_name(file_name),
    )


def _keep_report(fault: Exception) -> None:
    with contextlib.suppress(Exception):
        from trygg_desktop.crash_report import keep_crash
        from trygg_desktop.paths import settings_folder

        keep_crash(fault, settings_folder())


def refused_book(file_name: str, message: Message, content: bytes = b"") -> ReadBook:
    """Return a book that holds nothing but the reason why it was not read."""
    problem = Problem(severity="error", message=message)
    digest = hashlib.sha256(content).hexdigest()
    return ReadBook(file_name=shown_name(file_name), sha256=digest, problems=(problem,))
