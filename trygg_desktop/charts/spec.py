"""A figure as frozen data: marks at fixed places, with every text already put into words.

The unit is the point (1/72 inch) on paper; the screen draws the same marks enlarged as a whole. ``x`` grows to
the right, ``y`` downwards from the figure's upper left corner. A renderer draws ``marks`` in order and adds
nothing of its own, so a figure looks the same wherever it is drawn.
"""

from dataclasses import dataclass
from enum import StrEnum

from trygg_desktop.charts.palette import Ink


class Shape(StrEnum):
    """The signs that go with a status, and the plain point of a line."""

    DISC = "disc"
    TRIANGLE = "triangle"
    SQUARE = "square"
    RING = "ring"
    CROSS = "cross"
    DIAMOND = "diamond"


class Weight(StrEnum):
    REGULAR = "regular"
    SEMIBOLD = "semibold"
    BOLD = "bold"


class Anchor(StrEnum):
    """Which end of the words stands at ``x``."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A drawn line or filled form. The first of ``steps`` is where it starts; a step ``(x, y)`` draws a straight
    line, a step ``(x1, y1, x2, y2, x, y)`` a cubic curve. ``dash`` is on, off, … Joins are round, ends flat
    unless ``round_ends``.
    """

    steps: tuple[tuple[float, ...], ...]
    stroke: Ink | None = None
    fill: Ink | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()
    closed: bool = False
    round_ends: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle from its upper left corner, with rounded corners if ``radius``."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0
    fill: Ink | None = None
    stroke: Ink | None = None
    line_width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """A sign with its centre at ``x``, ``y``, about ``size`` across. Its form is ``shapes.outline``."""

    shape: Shape
    x: float
    y: float
    size: float
    ink: Ink


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A line of text with its baseline at ``y``, ``size`` high, in Open Sans."""

    x: float
    y: float
    text: str
    size: float = 8.0
    weight: Weight = Weight.REGULAR
    anchor: Anchor = Anchor.START
    ink: Ink = Ink.TEXT


Mark = Path | Box | Symbol | Words


@dataclass(frozen=True, slots=True)
class Ref:
    """The row that a part of a figure stands for."""

    table_name: str
    row_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A part of the figure that says more on hover, and on screen leads to its row. Draws nothing."""

    x: float
    y: float
    width: float
    height: float
    hint: str
    ref: Ref | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A finished figure.

    ``summary`` says in words what the figure shows (the text for those who cannot see it). ``notes`` stand
    under it: the rule it follows, breaks in a series. ``header`` and ``rows`` are the same content as a table.
    ``spots`` come in reading order.
    """

    title: str
    summary: str
    width: float
    height: float
    marks: tuple[Mark, ...]
    spots: tuple[Spot, ...] = ()
    notes: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
