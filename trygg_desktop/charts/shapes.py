"""The forms that both renderers draw: signs, discs and rounded outlines as paths."""

import math

from trygg_desktop.charts.spec import Path, Shape, Symbol

ROUND = 0.5522847498
"""How far a cubic curve's control points lie along a quarter of a circle of radius 1."""


def outline(symbol: Symbol) -> Path:
    """Return the form of a sign. All are of the same optical weight at the same ``size``."""
    x, y, size, ink = symbol.x, symbol.y, symbol.size, symbol.ink
    half = size / 2
    match symbol.shape:
        case Shape.DISC:
            return Path(steps=circle(x, y, half), fill=ink, closed=True)
        case Shape.RING:
            line = size * 0.16
            return Path(steps=circle(x, y, half - line / 2), stroke=ink, width=line, closed=True)
        case Shape.SQUARE:
            s = half * 0.89
            return Path(steps=((x - s, y - s), (x + s, y - s), (x + s, y + s), (x - s, y + s)), fill=ink, closed=True)
        case Shape.TRIANGLE:
            w, top, foot = half * 1.12, half * 1.12, half * 0.84
            return Path(steps=((x, y - top), (x + w, y + foot), (x - w, y + foot)), fill=ink, closed=True)
        case Shape.DIAMOND:
            d = half * 1.15
            return Path(steps=((x, y - d), (x + d, y), (x, y + d), (x - d, y)), fill=ink, closed=True)
        case Shape.CROSS:
            return Path(steps=_cross(x, y, half * 1.2, size * 0.12), fill=ink, closed=True)


def circle(x: float, y: float, radius: float) -> tuple[tuple[float, ...], ...]:
    """Return the steps of a closed circle, clockwise from its top."""
    r, k = radius, radius * ROUND
    return (
        (x, y - r),
        (x + k, y - r, x + r, y - k, x + r, y),
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
    )


def arc(x: float, y: float, radius: float, start: float, end: float) -> tuple[tuple[float, ...], ...]:
    """Return the steps of a part of a circle from angle ``start`` to ``end``.

    Angles are in radians, clockwise from the right as seen on the figure (``y`` grows downwards); a part is cut
    into pieces of at most a quarter.
    """
    pieces = max(math.ceil(abs(end - start) / (math.pi / 2) - 1e-9), 1)
    step = (end - start) / pieces
    bend = 4 / 3 * math.tan(step / 4) * radius
    steps: list[tuple[float, ...]] = [(x + radius * math.cos(start), y + radius * math.sin(start))]
    for piece in range(pieces):
        a, b = start + piece * step, start + (piece + 1) * step
        steps.append(
            (
                x + radius * math.cos(a) - bend * math.sin(a),
                y + radius * math.sin(a) + bend * math.cos(a),
                x + radius * math.cos(b) + bend * math.sin(b),
                y + radius * math.sin(b) - bend * math.cos(b),
                x + radius * math.cos(b),
                y + radius * math.sin(b),
            )
        )
    return tuple(steps)


def _cross(x: float, y: float, reach: float, half_line: float) -> tuple[tuple[float, float], ...]:
    """Return the twelve corners of an upright cross turned 45°."""
    a, b = reach, half_line
    corners = (
        (-b, -a),
        (b, -a),
        (b, -b),
        (a, -b),
        (a, b),
        (b, b),
        (b, a),
        (-b, a),
        (-b, b),
        (-a, b),
        (-a, -b),
        (-b, -b),
    )
    s = math.sqrt(0.5)
    return tuple((x + (px - py) * s, y + (px + py) * s) for px, py in corners)
