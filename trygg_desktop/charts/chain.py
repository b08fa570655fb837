"""Kedjan: a chain with one link per party, the emblem of the programme.

Each link passes over its neighbour at the top and under it at the bottom, as real links do. A missing link is
dashed and lies loose between its neighbours: there the chain does not hold.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from trygg_desktop.charts.lettering import shorten, wrap
from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.shapes import arc
from trygg_desktop.charts.spec import Anchor, Figure, Mark, Path, Ref, Spot, Symbol, Weight, Words
from trygg_desktop.charts.state import ink_of, sign_of, text_ink_of, word_of
from trygg_desktop.domain.chain import RULE, Link, LinkState, name_weakest, weakest_first
from trygg_desktop.formats import Locale

HEIGHT = 30.0
STROKE = 5.2
OVERLAP = 16.5
LEAST_PITCH = 57.0
MOST_PITCH = 88.0
LABEL_SIZE = 7.5
_CASING = 1.3
_LINE_HEIGHT = 9.5
_ROW_GAP = 14.0
_WEAK = (LinkState.MISSING, LinkState.RED)


@dataclass(frozen=True, slots=True)
class _Ring:
    """A link's centre line: two half circles around ``left`` and ``right``, joined by straight lines."""

    left: float
    right: float
    y: float
    state: LinkState

    radius = (HEIGHT - STROKE) / 2


def build_chain(links: Sequence[Link], loc: Locale, width: float, title: str = "") -> Figure:
    """Return the chain, in as many rows as ``width`` needs, one spot per link leading to its party."""
    columns, pitch = _columns(len(links), width)
    marks: list[Mark] = []
    spots: list[Spot] = []
    y = 1.0
    for start in range(0, len(links), columns):
        row = links[start : start + columns]
        labels = [_label(link, pitch) for link in row]
        marks += draw_row([link.state for link in row], pitch, y)
        lines = max(len(label) for label in labels)
        for place, (link, label) in enumerate(zip(row, labels, strict=True)):
            x = place * pitch + (pitch + OVERLAP) / 2
            marks += _captions(link, label, x, y + HEIGHT + 10, loc)
            height = HEIGHT + 12 + _LINE_HEIGHT * (lines + 1)
            spots.append(Spot(x=x - pitch / 2, y=y, width=pitch, height=height, hint=_hint(link, loc), ref=_ref(link)))
        y += HEIGHT + 10 + _LINE_HEIGHT * lines + 3
        y += _ROW_GAP if start + columns < len(links) else 0
    return Figure(
        title=title or loc.t("The chain"),
        summary=summarise_chain(links, loc),
        width=width,
        height=y + 1,
        marks=tuple(marks),
        spots=tuple(spots),
        notes=(loc.t(RULE),),
        header=(loc.t("Party"), loc.t("Link"), loc.t("Why")),
        rows=tuple((link.party.name, loc.t(word_of(link.state)), _reasons(link, loc)) for link in links),
    )


def summarise_chain(links: Sequence[Link], loc: Locale) -> str:
    """Say in words what the chain shows: the weakest link, why, and which parties stand in each state."""
    parts = [loc.t(name_weakest(links))]
    if links:
        weakest = weakest_first(links)[0]
        if weakest.state not in (LinkState.GREEN, LinkState.NONE):
            parts.append(_reasons(weakest, loc))
        for state in LinkState:
            named = [link.party.label for link in links if link.state is state]
            if named:
                state_word = loc.t("{n} {state}", n=len(named), state=word_of(state))
                parts.append(f"{state_word}: {', '.join(named)}.")
    return " ".join(parts)


def draw_row(states: Sequence[LinkState], pitch: float, y: float) -> list[Mark]:
    """Return the marks of one row of links with its upper edge at ``y``: rings that interlock, and their signs."""
    rings = [_ring(i * pitch, pitch + OVERLAP, y, state) for i, state in enumerate(states)]
    marks: list[Mark] = [_dashed(ring) for ring in rings if ring.state is LinkState.MISSING]
    for ring in rings:
        if ring.state is not LinkState.MISSING:
            steps = _stadium(ring)
            marks.append(Path(steps=steps, stroke=Ink.GROUND, width=STROKE + 2 * _CASING, closed=True))
            marks.append(Path(steps=steps, stroke=ink_of(ring.state), width=STROKE, closed=True))
    for ring, following in itertools.pairwise(rings):
        if LinkState.MISSING not in (ring.state, following.state):
            marks += _crossing(ring, following)
    marks += [
        Symbol(shape=sign_of(r.state), x=(r.left + r.right) / 2, y=r.y, size=7.5, ink=text_ink_of(r.state))
        for r in rings
    ]
    return marks


def _columns(count: int, width: float) -> tuple[int, float]:
    """Return how many links stand in a row, rows being about equally long, and their distance."""
    most = max(int((width - OVERLAP) // LEAST_PITCH), 1)
    rows = max(math.ceil(count / most), 1)
    columns = max(math.ceil(count / rows), 1)
    return columns, min((width - OVERLAP) / columns, MOST_PITCH)


def _ring(x: float, length: float, y: float, state: LinkState) -> _Ring:
    loose = OVERLAP + 1.5 if state is LinkState.MISSING else 0.0
    return _Ring(x + loose + HEIGHT / 2, x + length - loose - HEIGHT / 2, y + HEIGHT / 2, state)


def _stadium(ring: _Ring) -> tuple[tuple[float, ...], ...]:
    half = math.pi / 2
    return (
        arc(ring.right, ring.y, ring.radius, -half, half)
        + arc(ring.left, ring.y, ring.radius, half, 3 * half)
        + ((ring.right, ring.y - ring.radius),)
    )


def _dashed(ring: _Ring) -> Path:
    """Return a missing link; the dashes are fitted to the length, so that none is cut where the line closes."""
    around = 2 * math.pi * ring.radius + 2 * (ring.right - ring.left)
    dash = around / max(round(around / 7.6), 1)
    ink = ink_of(ring.state)
    return Path(steps=_stadium(ring), stroke=ink, width=STROKE, dash=(dash * 0.6, dash * 0.4), closed=True)


def _crossing(ring: _Ring, following: _Ring) -> list[Mark]:
    """Return the piece of ``ring`` that passes over ``following`` at the top."""
    angle = math.acos((following.left - ring.right) / (2 * ring.radius))
    reach = (STROKE / 2 + _CASING + 1.4) / ring.radius
    casing = arc(ring.right, ring.y, ring.radius, -angle - reach, -angle + reach)
    piece = arc(ring.right, ring.y, ring.radius, -angle - reach - 0.05, -angle + reach + 0.05)
    return [
        Path(steps=casing, stroke=Ink.GROUND, width=STROKE + 2 * _CASING),
        Path(steps=piece, stroke=ink_of(ring.state), width=STROKE),
    ]


def _label(link: Link, pitch: float) -> tuple[str, ...]:
    weight = Weight.SEMIBOLD if link.state in _WEAK else Weight.REGULAR
    room = pitch - 5
    lines = wrap(link.party.label, room, LABEL_SIZE, weight, 2)
    return tuple(shorten(line, room, LABEL_SIZE, weight) for line in lines) or ("",)


def _captions(link: Link, label: Sequence[str], x: float, y: float, loc: Locale) -> list[Mark]:
    """Return the party's name and, below it, the word for its state."""
    weight = Weight.SEMIBOLD if link.state in _WEAK else Weight.REGULAR
    marks: list[Mark] = []
    for line in label:
        marks.append(Words(x=x, y=y, text=line, size=LABEL_SIZE, weight=weight, anchor=Anchor.MIDDLE))
        y += _LINE_HEIGHT
    word, ink = loc.t(word_of(link.state)), text_ink_of(link.state)
    marks.append(Words(x=x, y=y, text=word, size=7, weight=weight, anchor=Anchor.MIDDLE, ink=ink))
    return marks


def _hint(link: Link, loc: Locale) -> str:
    return f"{link.party.name}: {loc.t(word_of(link.state))}. {_reasons(link, loc)}"


def _reasons(link: Link, loc: Locale) -> str:
    return " ".join(loc.t(reason) for reason in link.reasons)


def _ref(link: Link) -> Ref:
    return Ref("party", link.party.id)
