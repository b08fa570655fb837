"""What is taken in of a previewed workbook: its rows, each answer of a row, its values, and the workbook itself."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from trygg_desktop.workflows.returns_preview import Preview, PreviewEst, PreviewObservation, PreviewRow, RowKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the leader chose. ``rows`` are the keys of the rows and values wanted; without it all that are new or
    changed and hold no error, and none of an outdated workbook.

    ``without`` are answers of these rows that are left out all the same; without it those that a preview holds back.
    ``originals`` says of workbooks, by their SHA-256, whether they are kept in the project.
    """

    rows: Collection[RowKey] | None = None
    without: Mapping[RowKey, Collection[str]] | None = None
    originals: Mapping[str, bool] = field(default_factory=dict)

    def rows_of(self, preview: Preview) -> list[PreviewRow]:
        """Return the rows that are taken in, each with the answers that are taken in."""
        wanted = [self._with_its_answers(row) for row in preview.rows if self._is_wanted(preview, row)]
        return [row for row in wanted if row.changes]

    def values_of(self, preview: Preview) -> list[PreviewObservation]:
        """Return the indicator values that are taken in."""
        return [seen for seen in preview.observations if self._is_wanted(preview, seen)]

    def est_of(self, preview: Preview) -> list[PreviewEst]:
        """Return EST's counts that are taken in."""
        return [seen for seen in preview.est if self._is_wanted(preview, seen)]

    def keeps_original(self, preview: Preview) -> bool:
        """Tell whether the workbook itself is kept: never one with identity numbers in it, one whose answers held
        other personal data only when the leader says so.
        """
        if preview.holds_identity_numbers:
            return False
        return self.originals.get(preview.sha256, not preview.holds_personal)

    def _is_wanted(self, preview: Preview, seen: PreviewRow | PreviewObservation | PreviewEst) -> bool:
        if self.rows is not None:
            return seen.can_be_taken and seen.key in self.rows
        return preview.takes_unasked(seen)

    def _with_its_answers(self, row: PreviewRow) -> PreviewRow:
        left = row.held_back if self.without is None else self.without.get(row.key, ())
        return replace(row, changes={name: change for name, change in row.changes.items() if name not in left})
