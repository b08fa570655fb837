"""Previews of returned workbooks, each read by the profile of the party that sent it: the way without a window."""

from collections.abc import Mapping, Sequence
from typing import Any

from trygg_desktop.domain.fields import name_column
from trygg_desktop.domain.follow_up import ANSWERS
from trygg_desktop.domain.interpretation import NO_HINTS, Hints
from trygg_desktop.domain.privacy import find_personal, mask
from trygg_desktop.domain.reading_rules import column_key
from trygg_desktop.domain.returns import ReadBook
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.rereading import reread_books
from trygg_desktop.formats import Locale, fold
from trygg_desktop.jobs import run_job
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.collect import LIMITS, preview_returns
from trygg_desktop.workflows.reading_profiles import find_rereadings, put_in_place
from trygg_desktop.workflows.returns_preview import Preview

_MOST_READINGS = 3
_FIELDS = ("code", "title", "period", "year", *ANSWERS)


def preview_by_profile(
    project: Project,
    books: Sequence[ReadBook],
    *,
    hints: Hints = NO_HINTS,
    year: int | None = None,
    **wishes: Any,
) -> list[Preview]:
    """Preview workbooks as ``preview_returns`` does with the same ``wishes``; those whose party has reading rules, or
    all when there are ``hints``, are read again by them in a worker process.

    Raises ``UserError`` when ``hints`` speak of a column that no workbook has: nothing is learned from a slip.
    """
    said = {book.sha256: hints for book in books} if hints != NO_HINTS else {}
    for _ in range(_MOST_READINGS):
        previews = preview_returns(project, books, said=said, **wishes)
        again = find_rereadings(project, books, previews, said=said, year=year)
        if not again:
            break
        books = put_in_place(books, run_job(reread_books, tuple(again), limits=LIMITS))
    _check_columns(previews, hints)
    return previews


def _check_columns(previews: Sequence[Preview], hints: Hints) -> None:
    sheets = [sheet for preview in previews for sheet in preview.interpretation.sheets]
    there = {column.key for sheet in sheets for column in sheet.columns}
    missing = [header for header in hints.columns if header not in there]
    if missing and sheets:
        raise UserError(
            "No workbook has a column called “{header}”. Nothing was taken in. Check how the heading is written.",
            header=missing[0],
        )


def read_mappings(mappings: Sequence[str], loc: Locale) -> Hints:
    """Return what ``HEADER=FIELD`` says of columns: ``Läge=status``, ``Egen text=``, the latter for "not read".

    A field is called by its code or by its name in the reader's language. Raises ``UserError`` for another one.
    """
    names: Mapping[str, str] = {fold(loc.t(name_column(field))): field for field in _FIELDS}
    columns: dict[str, str] = {}
    for mapping in mappings:
        if find_personal(mapping):
            raise UserError(
                "“{text}” holds something personal and is not kept. Change the heading in the workbook.",
                text=mask(mapping),
            )
        header, _, name = mapping.rpartition("=")
        field = fold(name) if fold(name) in (*_FIELDS, "") else names.get(fold(name))
        if not header.strip() or field is None:
            known = ", ".join(_FIELDS)
            raise UserError(
                "“{text}” maps no column. Write HEADER=FIELD; fields are {known}.", text=mapping, known=known
            )
        columns[column_key(header)] = field
    return Hints(columns=columns)
