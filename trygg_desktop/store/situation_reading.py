"""Read models for the situation: areas with their classifications and places, problems with their causes."""

from collections.abc import Sequence
from dataclasses import dataclass

from trygg_desktop.domain.organisation import Area, Classification, Place, PlaceStatus
from trygg_desktop.domain.plan import Cause, Problem
from trygg_desktop.store.project import Project


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place and its states, oldest first."""

    place: Place
    statuses: Sequence[PlaceStatus]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaLine:
    """An area, what the police list has said of it, oldest first, and its places."""

    area: Area
    classifications: Sequence[Classification]
    places: Sequence[PlaceLine]

    @property
    def id(self) -> int:
        """The area's id."""
        return self.area.id


def read_areas(project: Project) -> list[AreaLine]:
    """Return every area in order."""
    classifications: dict[int, list[Classification]] = {}
    for classification in project.all(Classification, "1 ORDER BY from_date, id"):
        classifications.setdefault(classification.area_id, []).append(classification)
    statuses: dict[int, list[PlaceStatus]] = {}
    for status in project.all(PlaceStatus, "1 ORDER BY from_date, id"):
        statuses.setdefault(status.place_id, []).append(status)
    places: dict[int, list[PlaceLine]] = {}
    for place in project.all(Place, "1 ORDER BY id"):
        places.setdefault(place.area_id, []).append(PlaceLine(place, statuses.get(place.id, ())))
    return [
        AreaLine(area=area, classifications=classifications.get(area.id, ()), places=places.get(area.id, ()))
        for area in project.all(Area, "1 ORDER BY position, id")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseLine:
    """A cause and the measures that treat it, as (id, code, title)."""

    cause: Cause
    measures: Sequence[tuple[int, str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemLine:
    """A problem and its causes."""

    problem: Problem
    area: str
    causes: Sequence[CauseLine]


def read_problems(project: Project) -> list[ProblemLine]:
    """Return every problem in the order they were added, with causes and measures."""
    areas = {area.id: area.name for area in project.all(Area)}
    measures: dict[int, list[tuple[int, str, str]]] = {}
    for row_id, code, title, cause_id in project.rows(
        "SELECT id, code, title, cause_id FROM measure WHERE cause_id IS NOT NULL ORDER BY id"
    ):
        measures.setdefault(cause_id, []).append((row_id, code, title))
    causes: dict[int, list[CauseLine]] = {}
    for cause in project.all(Cause, "1 ORDER BY id"):
        causes.setdefault(cause.problem_id, []).append(CauseLine(cause=cause, measures=measures.get(cause.id, ())))
    return [
        ProblemLine(problem=p, area=areas.get(p.area_id or 0, ""), causes=causes.get(p.id, ()))
        for p in project.all(Problem, "1 ORDER BY id")
    ]


def area_of(project: Project, table: str, row_id: int) -> Area | None:
    """Return the area that a classification, a place or a state of a place belongs to, ``None`` when it is gone."""
    queries = {
        "area": "id = ?",
        "classification": "id = (SELECT area_id FROM classification WHERE id = ?)",
        "place": "id = (SELECT area_id FROM place WHERE id = ?)",
        "place_status": "id = (SELECT p.area_id FROM place p JOIN place_status s ON s.place_id = p.id WHERE s.id = ?)",
    }
    found = project.all(Area, queries[table], (row_id,))
    return found[0] if found else None
