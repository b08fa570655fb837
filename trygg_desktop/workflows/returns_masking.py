"""Personal data in the answers: masked when the workbook was read, and taken in so only when the leader says so."""

from collections.abc import Collection
from dataclasses import replace

from trygg_desktop.domain.returns import Problem, ReadBook
from trygg_desktop.messages import N_
from trygg_desktop.workflows.returns_preview import RowKey


def take_masked(book: ReadBook, masked: Collection[RowKey]) -> ReadBook:
    """Return a book whose rows and values ``masked`` may be stored, with what is personal in them masked.

    What was read is masked already; what stood there never left the worker.
    """
    if not masked:
        return book
    return replace(
        book,
        rows=tuple(
            replace(row, problems=_settled(row.problems))
            if (book.sha256, row.sheet, row.row, row.period) in masked
            else row
            for row in book.rows
        ),
        observations=tuple(
            replace(seen, problems=_settled(seen.problems))
            if (book.sha256, seen.sheet, seen.row, f"{seen.cell} {seen.on}") in masked
            else seen
            for seen in book.observations
        ),
    )


def _settled(problems: Collection[Problem]) -> tuple[Problem, ...]:
    message = N_("What was personal in the cell is masked.")
    return tuple(
        replace(problem, severity="notice", message=message) if problem.is_personal else problem for problem in problems
    )
