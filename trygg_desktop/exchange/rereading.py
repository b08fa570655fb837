"""Reads workbooks anew, from what was kept of them, when more is known of their words than the first time."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from trygg_desktop.domain.interpretation import Hints
from trygg_desktop.domain.returns import ReadBook
from trygg_desktop.errors import WorkbookRefused
from trygg_desktop.exchange.reading import read_book, refused_book
from trygg_desktop.jobs import Report
from trygg_desktop.messages import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Rereading:
    """A workbook to be read again, with ``hints``; ``year`` is for periods that it names without one."""

    file_name: str
    content: bytes = field(repr=False)
    year: int | None
    hints: Hints


def reread_books(report: Report | None, wanted: Sequence[Rereading]) -> tuple[ReadBook, ...]:
    """Read workbooks again, as a job, in the order they are given."""
    books = []
    for done, again in enumerate(wanted):
        if report is not None:
            report(done, len(wanted), N_("Reading {file}", file=again.file_name))
        try:
            books.append(read_book(again.content, again.file_name, again.year, again.hints))
        except WorkbookRefused as refusal:
            books.append(refused_book(again.file_name, refusal.message, again.content))
    return tuple(books)
