"""Read models for EST: what is stored of some weeks, the situation page's table, and where each count came from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from trygg_desktop.domain.est import EstCount, EstPlace, place_of
from trygg_desktop.domain.est_table import EstWeek
from trygg_desktop.domain.follow_up import ImportBatch
from trygg_desktop.domain.organisation import Area, Place
from trygg_desktop.store.project import Project

_AT_ONCE = 500
"""Values in one SQL condition."""


def read_counts(project: Project, weeks: Collection[str]) -> dict[EstPlace, EstCount]:
    """Return the stored counts of some weeks by what they count."""
    wanted = sorted(weeks)
    found: dict[EstPlace, EstCount] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        places = ", ".join("?" for _ in part)
        found |= {place_of(count): count for count in project.all(EstCount, f"week IN ({places})", part)}
    return found


def read_event_types(project: Project) -> list[str]:
    """Return the kinds of event as they are spelled in the project."""
    return [name for (name,) in project.rows("SELECT DISTINCT event_type FROM est_count ORDER BY event_type")]


def read_areas_and_places(project: Project) -> tuple[list[Area], list[Place]]:
    """Return the areas and places that a list can speak of."""
    return project.all(Area, "1 ORDER BY position, id"), project.all(Place, "1 ORDER BY id")


def has_newer_counts(project: Project, batch: ImportBatch, count_ids: Sequence[int]) -> bool:
    """Tell whether any of these counts was read from another file since ``batch`` was."""
    for start in range(0, len(count_ids), _AT_ONCE):
        part = count_ids[start : start + _AT_ONCE]
        places = ", ".join("?" for _ in part)
        if project.rows(
            "SELECT 1 FROM provenance p JOIN import_batch b ON b.id = p.batch_id WHERE p.table_name = 'est_count'"
            f" AND p.row_id IN ({places}) AND p.batch_id > ? AND b.file_sha256 <> ? LIMIT 1",
            (*part, batch.id, batch.file_sha256),
        ):
            return True
    return False


def read_weeks(project: Project, first: str, last: str) -> list[EstWeek]:
    """Return the counts of the weeks from ``first`` to ``last``, in the order of areas, places and kinds."""
    return [
        EstWeek(*row)
        for row in project.rows(
            "SELECT c.week, coalesce(c.area_id, 0), c.place, c.event_type, c.count, c.id, c.source FROM est_count c"
            " LEFT JOIN area a ON a.id = c.area_id WHERE c.week BETWEEN ? AND ?"
            " ORDER BY a.position IS NULL, a.position, a.id, c.place, c.event_type, c.week",
            (first, last),
        )
    ]


def read_span(project: Project) -> tuple[str, str] | None:
    """Return the first and the last week that anything is counted for, ``None`` when nothing is."""
    ((first, last),) = project.rows("SELECT min(week), max(week) FROM est_count")
    return (str(first), str(last)) if first else None


@dataclass(frozen=True, slots=True)
class EstOrigin:
    """Where a count was read: the workbook, by name and SHA-256, its sheet, row and cell, and what stood there."""

    file_name: str
    sha256: str
    sheet: str
    row: int
    cell: str
    original: str


def read_origins(project: Project, count_ids: Sequence[int]) -> dict[int, EstOrigin]:
    """Return where counts were read, by their ids; one entered otherwise has no origin."""
    found: dict[int, EstOrigin] = {}
    for start in range(0, len(count_ids), _AT_ONCE):
        part = count_ids[start : start + _AT_ONCE]
        places = ", ".join("?" for _ in part)
        for row in project.rows(
            "SELECT p.row_id, b.file_name, b.file_sha256, p.sheet, p.row, p.cell, p.original FROM provenance p"
            f" JOIN import_batch b ON b.id = p.batch_id WHERE p.table_name = 'est_count' AND p.row_id IN ({places})",
            tuple(part),
        ):
            found[row[0]] = EstOrigin(*row[1:])
    return found
