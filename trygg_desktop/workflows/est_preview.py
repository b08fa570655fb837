"""What an EST list would change: its counts beside what is stored, with areas and places found or asked about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from trygg_desktop.domain.est import EstCount, EstPlace
from trygg_desktop.domain.est_matching import AreaMatch, KnownPlaces, PlaceMatch
from trygg_desktop.domain.organisation import Area
from trygg_desktop.domain.returns import Problem, ReadBook, ReadEst
from trygg_desktop.formats import fold
from trygg_desktop.messages import N_, NN_
from trygg_desktop.store.est_reading import read_areas_and_places, read_counts, read_event_types
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.returns_preview import Preview, PreviewEst, problem_at

AreaLinks = Mapping[str, int | None]
"""Areas that the leader gave names of lists, folded; 0 is no area at all, ``None`` leaves the rows out."""


def preview_est(
    project: Project, previews: Sequence[Preview], books: Sequence[ReadBook], areas: AreaLinks
) -> list[Preview]:
    """Return previews with the counts of their books; ``previews`` are of ``books``, one for one.

    An unknown place is kept as it is written and named; an unknown area is asked about, and its rows wait. Counts that
    several rows give alike are read once, those that contradict each other are refused. A cell that says there is no
    count takes no stored count away; which counts stay is told.
    """
    if not any(book.est or book.est_gaps for book in books):
        return list(previews)
    placer = _Placer(project, areas)
    seen = [placer.place(preview, book) for preview, book in zip(previews, books, strict=True)]
    settled = _settle(seen)
    gaps = [placer.gaps(preview, book) for preview, book in zip(previews, books, strict=True)]
    everything = [*(counts for _, counts in settled), *gaps]
    stored = read_counts(project, {count.week for counts in everything for count in counts if count.week})
    return [
        replace(
            preview,
            est=tuple(_beside(count, stored) for count in counts),
            problems=(*preview.problems, *_say_what_stays(missing, counts, stored)),
        )
        for (preview, counts), missing in zip(settled, gaps, strict=True)
    ]


def _say_what_stays(
    gaps: Sequence[PreviewEst], counts: Sequence[PreviewEst], stored: Mapping[EstPlace, EstCount]
) -> list[Problem]:
    """Say which stored counts stay although the list has none for them, each in its cell."""
    given = {count.counted for count in counts}
    return [
        Problem(
            severity="warning",
            message=N_(
                "“{text}” stands here, but {count} is stored ({place}, {kind}, week {week}) and stays.",
                text=gap.original.strip(),
                count=stored[gap.counted].count,
                place=gap.place or N_("no place named"),
                kind=gap.event_type,
                week=f"{int(gap.week[6:])} {gap.week[:4]}",
            ),
            sheet=gap.sheet,
            row=gap.row,
            cell=gap.cell,
            original=gap.original,
        )
        for gap in gaps
        if gap.counted in stored and gap.counted not in given
    ]


def _beside(seen: PreviewEst, stored: Mapping[EstPlace, object]) -> PreviewEst:
    """Put the stored count beside a new one."""
    known = stored.get(seen.counted)
    old = getattr(known, "count", None)
    row_id = getattr(known, "id", 0)
    if seen.state == "refused":
        return replace(seen, old=old)
    if known is None:
        return replace(seen, state="new")
    return replace(seen, old=old, est_id=row_id, state="same" if old == seen.new else "changed")


@dataclass(slots=True)
class _Told:
    """What is said once of a book, however many rows it concerns."""

    likely: dict[str, tuple[str, int]] = field(default_factory=dict)
    unknown_places: dict[str, str] = field(default_factory=dict)
    unknown_areas: dict[tuple[str, str], list[int]] = field(default_factory=dict)


class _Placer:
    """Gives every count its area, place and kind of event as the programme spells them."""

    def __init__(self, project: Project, links: AreaLinks) -> None:
        areas, places = read_areas_and_places(project)
        self._known = KnownPlaces(areas, places)
        self._areas = {area.id: area for area in areas}
        self._links = links
        self._types = {fold(name): name for name in reversed(read_event_types(project))}
        self._found: dict[tuple[str, str, str, str], tuple[AreaMatch, PlaceMatch, str]] = {}

    def place(self, preview: Preview, book: ReadBook) -> tuple[Preview, list[PreviewEst]]:
        """Return the counts of a book, and the book with what there is to say of its areas and places."""
        if preview.refused is not None or not book.est:
            return preview, []
        told = _Told()
        beside = frozenset(fold(seen.place) for seen in book.est)
        stem = book.file_name.rpartition(".")[0]
        counts = [self._seen(book.sha256, seen, stem, beside, told) for seen in book.est]
        kept = [count for count in counts if count is not None]
        return replace(preview, problems=(*preview.problems, *self._remarks(told))), kept

    def gaps(self, preview: Preview, book: ReadBook) -> list[PreviewEst]:
        """Return what the cells of a book speak of that say there is no count."""
        if preview.refused is not None:
            return []
        beside = frozenset(fold(seen.place) for seen in book.est)
        stem = book.file_name.rpartition(".")[0]
        found = [self._seen(book.sha256, seen, stem, beside, _Told()) for seen in book.est_gaps if seen.week]
        return [gap for gap in found if gap is not None]

    def _seen(self, sha256: str, seen: ReadEst, stem: str, beside: frozenset[str], told: _Told) -> PreviewEst | None:
        area, place, name = self._where(seen, stem, beside)
        if name and self._links.get(fold(name), 0) is None:
            return None
        waits = area.how == "none" and bool(name)
        if waits:
            told.unknown_areas.setdefault((seen.sheet, name), []).append(seen.row)
        elif area.how == "likeness" and area.area_id:
            told.likely[name] = (self._areas[area.area_id].name, area.score)
        if place.how == "likeness":
            told.likely[seen.place] = (place.name, place.score)
        elif place.how == "none" and place.name:
            told.unknown_places[fold(place.name)] = place.name
        failed = waits or not seen.week or seen.count is None or not seen.event_type
        failed = failed or any(problem.severity == "error" for problem in seen.problems)
        return PreviewEst(
            key=(sha256, seen.sheet, seen.row, f"{seen.cell} {seen.week}"),
            sheet=seen.sheet,
            row=seen.row,
            cell=seen.cell,
            week=seen.week,
            area=self._areas.get(place.area_id or 0),
            area_name=name,
            place=place.name,
            event_type=self._types.setdefault(fold(seen.event_type), seen.event_type),
            new=seen.count,
            source=seen.source,
            original=seen.original,
            state="refused" if failed else "new",
            problems=seen.problems,
        )

    def _where(self, seen: ReadEst, stem: str, beside: frozenset[str]) -> tuple[AreaMatch, PlaceMatch, str]:
        """Find area and place; where no column names the area, the title, the sheet, the place or the file does."""
        key = (seen.area, seen.title if not seen.area else "", seen.sheet if not seen.area else "", seen.place)
        if key not in self._found:
            area, name = self._area(seen, stem)
            beside_it = beside - {fold(seen.place)}
            place = self._known.find_place(seen.place, area.area_id, beside_it)
            if seen.area and area.how == "none":
                place = replace(place, area_id=None)
            if not seen.area and area.area_id is None and place.area_id is not None and fold(name) not in self._links:
                area = AreaMatch(area_id=place.area_id, how="place")
            self._found[key] = (area, replace(place, area_id=place.area_id if place.name else area.area_id), name)
        return self._found[key]

    def _area(self, seen: ReadEst, stem: str) -> tuple[AreaMatch, str]:
        """Return the area, and the name that the list has for it."""
        if seen.area:
            return self._linked(seen.area), seen.area
        for text in (seen.title, seen.sheet, stem):
            if text and (found := self._linked(text)).area_id is not None:
                return found, text
        return self._linked(seen.sheet), seen.sheet

    def _linked(self, name: str) -> AreaMatch:
        linked = self._links.get(fold(name))
        if fold(name) in self._links:
            return AreaMatch(area_id=linked or None, how="link")
        return self._known.find_area(name)

    def _remarks(self, told: _Told) -> list[Problem]:
        remarks = [
            problem_at(
                "warning",
                N_("“{name}” was taken to be {known} (likeness {score} of 100).", name=name, known=known, score=score),
                "",
                0,
            )
            for name, (known, score) in told.likely.items()
        ]
        for (sheet, name), rows in told.unknown_areas.items():
            message = NN_(
                "“{name}” is no area of the programme. {n} count waits until it is linked to one.",
                "“{name}” is no area of the programme. {n} counts wait until it is linked to one.",
                len(rows),
                name=name,
            )
            remarks.append(problem_at("error", message, sheet, rows[0]))
        if told.unknown_places:
            message = NN_(
                "This place is not in the programme and is kept as it is written: {names}.",
                "These places are not in the programme and are kept as they are written: {names}.",
                len(told.unknown_places),
                names=", ".join(list(told.unknown_places.values())[:20]),
            )
            remarks.append(problem_at("notice", message, "", 0))
        return remarks


def _settle(books: Iterable[tuple[Preview, list[PreviewEst]]]) -> list[tuple[Preview, list[PreviewEst]]]:
    """Keep one of several equal counts of the same; refuse those that contradict each other, in one book or several."""
    first: dict[EstPlace, tuple[Preview, PreviewEst]] = {}
    contradicted: dict[int, tuple[Preview, PreviewEst]] = {}
    kept: list[tuple[Preview, list[PreviewEst]]] = []
    for preview, counts in books:
        mine: list[PreviewEst] = []
        repeated: list[PreviewEst] = []
        for count in counts:
            before_in, before = first.setdefault(count.counted, (preview, count))
            if count.state == "refused" or before is count or before.state == "refused":
                mine.append(count)
            elif before.new == count.new:
                repeated.append(count)
            else:
                contradicted[id(before)] = (preview, count)
                mine.append(_against(count, preview, before_in, before))
        kept.append((_with_repeats(preview, repeated), mine))
    return [
        (
            preview,
            [
                _against(count, preview, *contradicted[id(count)]) if id(count) in contradicted else count
                for count in counts
            ],
        )
        for preview, counts in kept
    ]


def _with_repeats(preview: Preview, repeated: Sequence[PreviewEst]) -> Preview:
    if not repeated:
        return preview
    message = NN_(
        "{n} count stands there more than once and was read once ({cells}).",
        "{n} counts stand there more than once and were read once ({cells}).",
        len(repeated),
        cells=", ".join(count.cell for count in repeated[:6]) + (" …" if len(repeated) > 6 else ""),
    )
    notice = problem_at("notice", message, repeated[0].sheet, repeated[0].row)
    return replace(preview, ignored=(*preview.ignored, notice))


def _against(count: PreviewEst, here: Preview, other_in: Preview, other: PreviewEst) -> PreviewEst:
    if other_in.sha256 == here.sha256:
        place = N_("Sheet {sheet}, row {row}", sheet=other.sheet, row=str(other.row))
    else:
        place = N_("{file}, sheet {sheet}, row {row}", file=other_in.file_name, sheet=other.sheet, row=str(other.row))
    message = N_("{place} says otherwise. Choose which is right.", place=place)
    problem = Problem(severity="error", message=message, sheet=count.sheet, row=count.row, cell=count.cell)
    return replace(count, problems=(*count.problems, problem), state="refused")


def unknown_areas(preview: Preview, areas: Iterable[Area]) -> list[tuple[str, list[Area]]]:
    """Return the names of areas that a book's counts wait for, each with the areas to choose from, the likest first."""
    known = KnownPlaces(all_areas := list(areas), ())
    names = dict.fromkeys(
        count.area_name for count in preview.est if count.area is None and count.area_name and count.state == "refused"
    )
    by_id = {area.id: area for area in all_areas}
    result = []
    for name in names:
        near = [by_id[area_id] for area_id, _ in known.find_area(name).nearest]
        result.append((name, [*near, *(area for area in all_areas if area not in near)]))
    return result
