"""What a workbook that was taken in held besides: rows nobody matched, sums, notes, what the leader left out."""

from collections.abc import Callable, Iterator, Sequence

from trygg_desktop.domain.follow_up import LeftOut
from trygg_desktop.domain.privacy import mask
from trygg_desktop.domain.returns import Problem
from trygg_desktop.messages import N_, Message
from trygg_desktop.workflows.returns_preview import Preview, PreviewObservation, PreviewRow, tell_once

MOST = 2_000
"""Lines that are kept of one workbook."""
_LONGEST = 400
"""Characters that are kept of what stood in one place."""


def list_left_out(
    preview: Preview,
    rows: Sequence[PreviewRow],
    values: Sequence[PreviewObservation],
    batch_id: int,
    say: Callable[[Message], str],
) -> list[LeftOut]:
    """Return everything in a workbook that was not taken in, in the order of its sheets and rows, and why, in words.

    ``rows`` and ``values`` are what was taken in. What is personal is masked.
    """
    found = sorted(_everything(preview, rows, values), key=lambda p: (_sheet(preview, p), p.row))
    lines = [
        LeftOut(
            batch_id=batch_id,
            sheet=problem.sheet,
            row=problem.row,
            cell=problem.cell,
            reason=mask(say(problem.message)),
            original=mask(problem.original)[:_LONGEST],
        )
        for problem in found[:MOST]
    ]
    if len(found) > MOST:
        more = say(N_("and {n} places more", n=len(found) - MOST))
        lines.append(LeftOut(batch_id=batch_id, reason=more))
    return lines


def _sheet(preview: Preview, problem: Problem) -> int:
    return preview.sheets.index(problem.sheet) if problem.sheet in preview.sheets else -1


def _everything(
    preview: Preview, rows: Sequence[PreviewRow], values: Sequence[PreviewObservation]
) -> Iterator[Problem]:
    yield from tell_once(_each_thing(preview, rows, values))


def _each_thing(
    preview: Preview, rows: Sequence[PreviewRow], values: Sequence[PreviewObservation]
) -> Iterator[Problem]:
    yield from preview.ignored
    yield from (problem for problem in preview.problems if problem.severity == "error")
    for same in preview.unmatched_rows.values():
        yield _whole(same, N_("The row was linked to no measure."))
    for row in preview.skipped:
        yield _whole([row], N_("The row was skipped."))
    taken = {row.key: row for row in rows}
    for row in preview.rows:
        yield from _of_row(row, taken.get(row.key))
    kept = {seen.key for seen in values}
    for seen in preview.observations:
        if seen.key not in kept and seen.state != "same":
            yield from _errors(seen) or [_value(seen)]
    for count in preview.est:
        if count.state == "refused":
            yield from (problem for problem in count.problems if problem.severity == "error")


def _of_row(row: PreviewRow, taken: PreviewRow | None) -> Iterator[Problem]:
    yield from _errors(row)
    if taken is None and row.changes:
        yield _whole([row], N_("The row was not chosen."))
    elif taken is not None:
        for name, change in row.changes.items():
            if name not in taken.changes:
                yield Problem(
                    severity="notice",
                    message=N_("The answer was not chosen."),
                    sheet=row.sheet,
                    row=row.row,
                    cell=change.cell,
                    field=name,
                    original=change.original,
                )


def _errors(seen: PreviewRow | PreviewObservation) -> list[Problem]:
    return [problem for problem in seen.problems if problem.severity == "error"]


def _whole(rows: Sequence[PreviewRow], message: Message) -> Problem:
    """Return a whole row with all that stood in it; one of a wide table is one of ``rows`` for each period."""
    row = rows[0]
    name = " ".join(part for part in (row.code, row.title) if part)
    answers = {value.cell: value.original for part in rows for value in part.values.values()}
    written = " · ".join(part for part in (name, *answers.values()) if part)
    return Problem(severity="notice", message=message, sheet=row.sheet, row=row.row, original=written)


def _value(seen: PreviewObservation) -> Problem:
    message = N_("The value was not chosen.") if seen.indicator else N_("The row was linked to no indicator.")
    written = " · ".join(part for part in (seen.name, seen.original) if part)
    return Problem(severity="notice", message=message, sheet=seen.sheet, row=seen.row, cell=seen.cell, original=written)
