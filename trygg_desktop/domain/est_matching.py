"""Which area and place of the programme an EST list speaks of: by name, or by likeness with a stated score."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from trygg_desktop.domain.matching import ENOUGH, LEAD, KnownMeasures
from trygg_desktop.domain.organisation import Area, Place
from trygg_desktop.domain.plan import Measure
from trygg_desktop.formats import fold

NEARLY = 85
"""The least share of common letters, of 100, that counts between names."""

How = Literal["name", "likeness", "place", "link", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaMatch:
    """The area found, or ``None``; how it was found and how sure that is, 0–100. ``nearest`` are (area id, likeness) to
    choose from, best first.
    """

    area_id: int | None
    how: How
    score: int = 100
    nearest: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMatch:
    """A place's name as the programme spells it, and its area; both as they were for a place it does not have."""

    name: str
    area_id: int | None
    how: How
    score: int = 100


class KnownPlaces:
    """The areas and places of the programme, arranged for looking up. Built once for many rows."""

    def __init__(self, areas: Iterable[Area], places: Iterable[Place]) -> None:
        self._areas = list(areas)
        self._places = list(places)
        self._area_names = _once((fold(name), area.id) for area in self._areas for name in {area.name, area.code})
        self._area_likeness = _Likeness((area.id, area.name) for area in self._areas)
        self._by_id = {place.id: place for place in self._places}
        self._in_area = {(place.area_id, fold(place.name)): place for place in self._places}
        self._place_names = _once((fold(place.name), place.id) for place in self._places)
        self._place_likeness = _Likeness((place.id, place.name) for place in self._places)

    def find_area(self, name: str) -> AreaMatch:
        """Find the area called ``name``: by name or code, by one of its places' names, at last by likeness."""
        known = self._area_names.get(fold(name))
        if known:
            return AreaMatch(area_id=known, how="name")
        nearest = self._area_likeness.of(name)
        best, second = (nearest[0][1] if nearest else 0), (nearest[1][1] if len(nearest) > 1 else 0)
        if best >= ENOUGH and best - second >= LEAD:
            return AreaMatch(area_id=nearest[0][0], how="likeness", score=min(best, 99), nearest=nearest[:3])
        place = self._place_names.get(fold(name))
        if place:
            return AreaMatch(area_id=self._by_id[place].area_id, how="place", nearest=nearest[:3])
        return AreaMatch(area_id=None, how="none", score=best, nearest=nearest[:3])

    def find_place(self, name: str, area_id: int | None, beside: frozenset[str] = frozenset()) -> PlaceMatch:
        """Find the place called ``name``, in an area when that is known.

        ``beside`` are the other names, folded, in the same list: a place that one of them names exactly is not taken
        for another by likeness.
        """
        inside = self._in_area.get((area_id or 0, fold(name)))
        if inside:
            return PlaceMatch(name=inside.name, area_id=area_id, how="name")
        alone = self._place_names.get(fold(name))
        if alone and area_id is None:
            place = self._by_id[alone]
            return PlaceMatch(name=place.name, area_id=place.area_id, how="name")
        near = [
            (self._by_id[place_id], score)
            for place_id, score in self._place_likeness.of(name)
            if area_id in (None, self._by_id[place_id].area_id) and fold(self._by_id[place_id].name) not in beside
        ]
        best, second = (near[0][1] if near else 0), (near[1][1] if len(near) > 1 else 0)
        if best >= ENOUGH and best - second >= LEAD:
            place = near[0][0]
            return PlaceMatch(name=place.name, area_id=area_id or place.area_id, how="likeness", score=min(best, 99))
        return PlaceMatch(name=name, area_id=area_id, how="none", score=best)


def _once(names: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return names with their ids; a name that several bear names none."""
    found: dict[str, int] = {}
    for name, row_id in names:
        found[name] = row_id if found.get(name, row_id) == row_id else 0
    return found


class _Likeness:
    """Compares names word by word as measures' titles are compared, and letter by letter for slips and endings.

    Letters count from ``NEARLY`` on. Names with different figures are never alike: Torg 1 is not Torg 2.
    """

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        self._names = {row_id: fold(name) for row_id, name in names}
        self._words = KnownMeasures(Measure(id=row_id, code="", title=name) for row_id, name in self._names.items())

    def of(self, name: str) -> tuple[tuple[int, int], ...]:
        """Return ids with scores 0–100, best first."""
        alike = {row_id: known for row_id, known in self._names.items() if _figures(known) == _figures(name)}
        scores = {row_id: score for row_id, score in self._words.likeness(name) if row_id in alike}
        for row_id, known in alike.items():
            letters = round(100 * SequenceMatcher(None, fold(name), known).ratio())
            if letters >= NEARLY:
                scores[row_id] = max(scores.get(row_id, 0), letters)
        return tuple(sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])))


def _figures(name: str) -> list[str]:
    return re.findall(r"\d+", name)
