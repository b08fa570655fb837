"""Writes accepted counts of EST into the project, each with its origin."""

from collections.abc import Sequence

from trygg_desktop.domain.est import EstCount, EstPlace
from trygg_desktop.domain.follow_up import Provenance
from trygg_desktop.errors import UserError
from trygg_desktop.store.est_reading import read_counts
from trygg_desktop.store.project import Project
from trygg_desktop.store.step import Step
from trygg_desktop.workflows.returns_preview import PreviewEst


def write_counts(project: Project, step: Step, counts: Sequence[PreviewEst], batch_id: int) -> list[Provenance]:
    """Write counts inside a step and return their origins.

    Raises ``UserError`` when a stored count is not what the preview showed any more.
    """
    weeks = {seen.week for seen in counts}
    stored = read_counts(project, weeks)
    fresh: list[EstCount] = []
    for seen in counts:
        old = stored.get(seen.counted)
        if (old.count if old else None) != seen.old or (old.id if old else 0) != seen.est_id:
            raise UserError("EST's counts were changed after the preview. Nothing was taken in; read the files again.")
        assert seen.new is not None
        if old is None:
            fresh.append(
                EstCount(
                    week=seen.week,
                    area_id=seen.area.id if seen.area else None,
                    place=seen.place,
                    event_type=seen.event_type,
                    count=seen.new,
                    source=seen.source,
                )
            )
        else:
            step.set(EstCount, old.id, count=seen.new, source=seen.source or old.source)
    step.add_all(fresh)
    written = read_counts(project, weeks)
    return [_origin(seen, written, batch_id) for seen in counts]


def _origin(seen: PreviewEst, written: dict[EstPlace, EstCount], batch_id: int) -> Provenance:
    return Provenance(
        table_name="est_count",
        row_id=written[seen.counted].id,
        field="count",
        batch_id=batch_id,
        sheet=seen.sheet,
        row=seen.row,
        cell=seen.cell,
        original=seen.original,
    )
