"""A party's second workbook for a period beside the first, cell by cell, and beside what was entered by hand since."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from trygg_desktop.domain.answers import shorten
from trygg_desktop.domain.fields import name_field
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.words import say
from trygg_desktop.messages import N_, NN_, Message
from trygg_desktop.store.collection_reading import read_answers
from trygg_desktop.store.project import Project
from trygg_desktop.store.returns_reading import EarlierReading, read_earlier_answers_of
from trygg_desktop.workflows.returns_compare import as_stored
from trygg_desktop.workflows.returns_preview import Preview, PreviewRow, complain

_ORE_IN_TKR = 100_000


def compare_with_earlier(project: Project, preview: Preview) -> Preview:
    """Return a book with what the same party's latest earlier one for the same period said, and how many cells differ.

    An answer that stands as it did in the earlier book, and was entered otherwise by hand since, is held back: taking
    it in would undo the leader's own word. An answer of the earlier book that is blank now stays stored, and is told.
    """
    if preview.party is None or preview.period is None or not preview.period.id or preview.refused is not None:
        return preview
    earlier = read_earlier_answers_of(project, preview.party.id, preview.period.id, preview.sha256)
    if earlier is None:
        return preview
    stored = read_answers(project, {preview.period.id})
    rows, blanked = [], 0
    for row in preview.rows:
        row = _beside(row, earlier)
        gone = _blanked(row, stored.get(_place(row)))
        rows.append(complain(row, "notice", _say_blanked(gone, earlier.batch.file_name)) if gone else row)
        blanked += len(gone)
    return replace(
        preview,
        rows=tuple(rows),
        compared_with=earlier.batch,
        cells_changed=sum(_count_changed(row) for row in rows),
        cells_blanked=blanked,
    )


def _place(row: PreviewRow) -> tuple[int, int, int]:
    return (row.measure.id if row.measure else 0, row.period.id if row.period else 0, row.party_id or 0)


def _blanked(row: PreviewRow, stored: FollowUp | None) -> dict[str, object]:
    """Return the answers of the earlier book that are still stored and that the new one has nothing for: a cell that
    could not be understood is not blank.
    """
    asked = {problem.field for problem in row.problems if problem.field}
    return {
        name: value
        for name, value in row.earlier.items()
        if value not in (None, "")
        and name not in row.values
        and name not in asked
        and getattr(stored, name, None) == value
    }


def _say_blanked(gone: Mapping[str, object], file: str) -> Message:
    """Say which answers an earlier workbook gave that are blank now, the first in full."""
    name, value = next(iter(gone.items()))
    if len(gone) == 1:
        return N_(
            "{field}: {value} in {file}, blank now; the old answer stays.",
            field=name_field(name),
            value=_say(name, value),
            file=file,
        )
    return NN_(
        "{field}: {value} and {n} more answer in {file}, blank now; the old answers stay.",
        "{field}: {value} and {n} more answers in {file}, blank now; the old answers stay.",
        len(gone) - 1,
        field=name_field(name),
        value=_say(name, value),
        file=file,
    )


def _say(name: str, value: object) -> object:
    if isinstance(value, StrEnum):
        return say(value)
    if isinstance(value, int) and name == "outcome_ore":
        return N_("{amount} kSEK", amount=value / _ORE_IN_TKR)
    if isinstance(value, int) and name == "progress":
        return f"{value}\N{NO-BREAK SPACE}%"
    return N_("“{text}”", text=shorten(str(value), 40))


def _beside(row: PreviewRow, earlier: EarlierReading) -> PreviewRow:
    if row.measure is None or row.period is None or row.party_id is None:
        return row
    said = earlier.answers.get((row.measure.id, row.period.id, row.party_id), {})
    row = replace(row, earlier=said)
    for name, change in row.changes.items():
        if name in said and said[name] == change.new != change.old:
            message = N_(
                "{field} was entered by hand since {file} was read in; the new workbook says the same as that one.",
                field=name_field(name),
                file=earlier.batch.file_name,
            )
            row = replace(complain(row, "warning", message), held_back=row.held_back | {name})
    return row


def _count_changed(row: PreviewRow) -> int:
    """Count the answers that the earlier book gave otherwise, or not at all."""
    return sum(
        as_stored(name, value) != row.earlier[name] if name in row.earlier else name in row.changes
        for name, value in row.values.items()
    )
