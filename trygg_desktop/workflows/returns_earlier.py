"""A party's second workbook for a period beside the first, cell by cell, and beside what was entered by hand since."""

from dataclasses import replace

from trygg_desktop.domain.fields import name_field
from trygg_desktop.messages import N_
from trygg_desktop.store.project import Project
from trygg_desktop.store.returns_reading import EarlierReading, read_earlier_answers_of
from trygg_desktop.workflows.returns_compare import as_stored
from trygg_desktop.workflows.returns_preview import Preview, PreviewRow, complain


def compare_with_earlier(project: Project, preview: Preview) -> Preview:
    """Return a book with what the same party's latest earlier one for the same period said, and how many cells differ.

    An answer that stands as it did in the earlier book, and was entered otherwise by hand since, is held back: taking
    it in would undo the leader's own word.
    """
    if preview.party is None or preview.period is None or not preview.period.id or preview.refused is not None:
        return preview
    earlier = read_earlier_answers_of(project, preview.party.id, preview.period.id, preview.sha256)
    if earlier is None:
        return preview
    rows = tuple(_beside(row, earlier) for row in preview.rows)
    return replace(
        preview, rows=rows, compared_with=earlier.batch, cells_changed=sum(_count_changed(row) for row in rows)
    )


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
