"""EST's lists as such groups keep them, made for one test each."""

from collections.abc import Sequence

import openpyxl
from support.foreign_books import book_of, content_of

from trygg_desktop.domain.returns import ReadBook, ReadEst
from trygg_desktop.exchange.reading import read_book

LONG = ["Vecka", "Område", "Plats", "Händelsetyp", "Antal"]


def read_est(
    *sheets: Sequence[Sequence[object]],
    names: Sequence[str] = ("Blad1", "Blad2", "Blad3"),
    file: str = "EST 2026.xlsx",
    year: int | None = 2026,
) -> ReadBook:
    """Read a workbook with these sheets."""
    return read_workbook(book_of(*sheets, names=names), file, year)


def read_workbook(book: openpyxl.Workbook | bytes, file: str = "EST 2026.xlsx", year: int | None = 2026) -> ReadBook:
    """Read a workbook as it would be dropped on the window."""
    return read_book(book if isinstance(book, bytes) else content_of(book), file, year)


def counted(book: ReadBook) -> list[tuple[str, str, str, str, int | None]]:
    """Return the counts as week, area, place, kind of event, count."""
    return [(one.week, one.area, one.place, one.event_type, one.count) for one in book.est]


def broken(book: ReadBook) -> list[tuple[str, str]]:
    """Return cell and text of each error among the counts."""
    return [(problem.cell, str(problem.message)) for one in book.est for problem in one.problems]


def first(book: ReadBook) -> ReadEst:
    """Return the first count."""
    return book.est[0]
