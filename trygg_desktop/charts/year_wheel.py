"""The year wheel (*årshjul*): what comes round as numbered arcs, the year's meetings as signs, and both as a list."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trygg_desktop.charts.lettering import shorten, text_width
from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.shapes import arc
from trygg_desktop.charts.spec import Anchor, Figure, Mark, Path, Ref, Shape, Spot, Symbol, Weight, Words
from trygg_desktop.formats import Locale

WHEEL = 330.0
_BESIDE = 560.0
"""The width from which the list stands beside the wheel."""
_LINE = 13.0
_TRACK = 19.0
_MONTHS = 24.0
_TEXT = 8.5


@dataclass(frozen=True, slots=True)
class WheelArc:
    """Something that comes round: its months in order (1–12), what it is, and more in words."""

    title: str
    months: tuple[int, ...]
    note: str = ""
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class WheelMeeting:
    """A meeting of the year; ``body`` numbers the body among those in the legend."""

    on: date
    label: str
    body: int
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class YearWheel:
    """``bodies`` are the names of the bodies that meet, in the legend's order."""

    year: int
    arcs: Sequence[WheelArc] = ()
    meetings: Sequence[WheelMeeting] = ()
    bodies: Sequence[str] = ()


_SHAPES = (Shape.DISC, Shape.SQUARE, Shape.TRIANGLE, Shape.DIAMOND, Shape.RING)


def build_wheel(wheel: YearWheel, loc: Locale, width: float) -> Figure:
    """Return the wheel as a figure ``width`` wide, with the list beside it, or under it where that is narrow."""
    beside = width >= _BESIDE
    size = min(WHEEL + 60 if width > 700 else WHEEL, width)
    tracks = _tracks(wheel.arcs)
    marks, spots = _draw_wheel(wheel, tracks, loc, size)
    left, top = (size + 34, 0.0) if beside else (0.0, size + 16)
    listed, list_spots, foot = _draw_list(wheel, loc, left, top, width - left)
    return Figure(
        title=loc.t("Year wheel {year}", year=str(wheel.year)),
        summary=_summarise(wheel, loc),
        width=width,
        height=max(size, foot),
        marks=(*marks, *listed),
        spots=(*spots, *list_spots),
        header=(loc.t("Month"), loc.t("What")),
        rows=tuple((month, line) for month, lines in _by_month(wheel, loc) for _, line, _ in lines),
    )


def _tracks(arcs: Sequence[WheelArc]) -> list[int]:
    """Return for each arc the track that it stands on, the innermost that is free in all of its months."""
    taken: list[set[int]] = []
    places = []
    for line in arcs:
        months = set(line.months)
        place = next((number for number, used in enumerate(taken) if not used & months), len(taken))
        if place == len(taken):
            taken.append(set())
        taken[place] |= months
        places.append(place)
    return places


def _angle(month: float) -> float:
    """Return the angle at which a month begins (0 is the start of January, straight up)."""
    return month / 12 * 2 * math.pi - math.pi / 2


def _ring(
    x: float, inner: float, outer: float, start: float, end: float, fill: Ink, stroke: Ink | None = Ink.GROUND
) -> Path:
    outward = arc(x, x, outer, start, end)
    inward = arc(x, x, inner, end, start)
    return Path(steps=(*outward, inward[0], *inward[1:]), fill=fill, stroke=stroke, width=1.2, closed=True)


def _draw_wheel(wheel: YearWheel, tracks: list[int], loc: Locale, size: float) -> tuple[list[Mark], list[Spot]]:
    centre, rim = size / 2, size / 2 - 14
    marks: list[Mark] = []
    spots: list[Spot] = []
    depth = max(tracks, default=0) + 1
    track = min(_TRACK, (rim - _MONTHS - 44) / depth)
    for month in range(12):
        start, end = _angle(month), _angle(month + 1)
        fill = Ink.HEAT_2 if month % 2 else Ink.HEAT_1
        marks.append(_ring(centre, rim - _MONTHS, rim, start, end, fill))
        x, y = _at(centre, rim - _MONTHS / 2, _angle(month + 0.5))
        name = loc.month(month + 1, short=True)
        marks.append(Words(x=x, y=y + 3, text=name, size=8.5, weight=Weight.SEMIBOLD, anchor=Anchor.MIDDLE))
    for number, (line, place) in enumerate(zip(wheel.arcs, tracks, strict=True), 1):
        outer = rim - _MONTHS - 4 - place * track
        inner = outer - track + 3
        start = _angle(line.months[0] - 1) + 0.02
        end = start + len(line.months) / 12 * 2 * math.pi - 0.04
        marks.append(_ring(centre, inner, outer, start, end, Ink.ACCENT, None))
        x, y = _at(centre, (inner + outer) / 2, (start + end) / 2)
        marks.append(
            Words(
                x=x,
                y=y + 2.9,
                text=str(number),
                size=8.0,
                weight=Weight.BOLD,
                anchor=Anchor.MIDDLE,
                ink=Ink.GROUND,
            )
        )
        half = track / 2
        spots.append(Spot(x=x - half, y=y - half, width=track, height=track, hint=line.title, ref=line.ref))
    for meeting in wheel.meetings:
        length = 366 if wheel.year % 4 == 0 else 365
        angle = _angle((meeting.on.timetuple().tm_yday - 0.5) / length * 12)
        x, y = _at(centre, rim + 7, angle)
        shape = _SHAPES[min(meeting.body, len(_SHAPES) - 1)]
        marks.append(Symbol(shape=shape, x=x, y=y, size=7.5, ink=Ink.TEXT))
        hint = f"{meeting.label}, {loc.date(meeting.on)}"
        spots.append(Spot(x=x - 5, y=y - 5, width=10, height=10, hint=hint, ref=meeting.ref))
    year = Words(x=centre, y=centre + 8, text=str(wheel.year), size=24, weight=Weight.SEMIBOLD, anchor=Anchor.MIDDLE)
    return [*marks, year], spots


def _at(centre: float, radius: float, angle: float) -> tuple[float, float]:
    return centre + radius * math.cos(angle), centre + radius * math.sin(angle)


_Line = tuple[str, str, Ref | None]


def _by_month(wheel: YearWheel, loc: Locale) -> list[tuple[str, list[_Line]]]:
    """Return the months that hold something with their lines: (number or sign, words, row)."""
    found: list[tuple[str, list[_Line]]] = []
    for month in range(1, 13):
        lines: list[_Line] = []
        for number, line in enumerate(wheel.arcs, 1):
            if line.months[0] == month:
                until = line.months[-1]
                words = line.title
                if until != month:
                    words = loc.t("{what}, until {month}", what=line.title, month=loc.month(until))
                lines.append((str(number), words, line.ref))
        for meeting in wheel.meetings:
            if meeting.on.month == month:
                lines.append((f"#{meeting.body}", f"{loc.date(meeting.on, 'short')} {meeting.label}", meeting.ref))
        if lines:
            found.append((loc.month(month).capitalize(), lines))
    return found


def _draw_list(
    wheel: YearWheel, loc: Locale, left: float, top: float, width: float
) -> tuple[list[Mark], list[Spot], float]:
    """Return the list, the wheel's legend under it, and where it ends; in two columns where it is long."""
    months = _by_month(wheel, loc)
    count = sum(len(lines) + 1.4 for _, lines in months)
    columns = 2 if count > 38 and width > 360 else 1
    room = width / columns - (12 if columns > 1 else 0)
    marks: list[Mark] = []
    spots: list[Spot] = []
    x, y, foot, used = left, top + 10, top + 10, 0.0
    if not months:
        marks.append(Words(x=left, y=y, text=loc.t("Nothing comes round yet."), size=_TEXT, ink=Ink.QUIET))
    for name, lines in months:
        need = len(lines) + 1.4
        if columns > 1 and used and used + need > count / 2 + 1 and x == left:
            x, y = left + width / 2, top + 10
        used += need
        marks.append(Words(x=x, y=y, text=name, size=_TEXT, weight=Weight.SEMIBOLD))
        y += _LINE
        for sign, words, ref in lines:
            marks += _sign(sign, x + 5, y)
            marks.append(Words(x=x + 16, y=y, text=shorten(words, room - 16, _TEXT), size=_TEXT))
            spots.append(Spot(x=x, y=y - 9, width=room, height=_LINE, hint=words, ref=ref))
            y += _LINE
        y += _LINE * 0.4
        foot = max(foot, y)
    foot += 4
    for number, body in enumerate(wheel.bodies):
        marks += _sign(f"#{number}", left + 5, foot)
        text = loc.t("{body} meets", body=body)
        marks.append(Words(x=left + 16, y=foot, text=shorten(text, width - 16, 7.5), size=7.5, ink=Ink.QUIET))
        foot += 11
    return marks, spots, foot


def _sign(sign: str, x: float, y: float) -> list[Mark]:
    if sign.startswith("#"):
        shape = _SHAPES[min(int(sign[1:]), len(_SHAPES) - 1)]
        return [Symbol(shape=shape, x=x, y=y - 3, size=6.5, ink=Ink.TEXT)]
    half = text_width(sign, 7.5, Weight.BOLD) / 2
    return [Words(x=x - half, y=y, text=sign, size=7.5, weight=Weight.BOLD, ink=Ink.ACCENT)]


def _summarise(wheel: YearWheel, loc: Locale) -> str:
    told = [f"{month}: {', '.join(line for _, line, _ in lines)}" for month, lines in _by_month(wheel, loc)]
    return ". ".join(told) + "." if told else loc.t("Nothing comes round yet.")
