"""The typography of the packs: one typeface, few sizes, a page with generous margins."""

from dataclasses import dataclass, replace

from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.spec import Weight

A4 = (595.28, 841.89)
MARGIN = 48.0
HEAD = 78.0
FOOT = 64.0
WIDTH = A4[0] - 2 * MARGIN
"""The width of the text, in points."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set; lengths in points. ``before`` and ``after`` are the least room above and below."""

    size: float = 9.5
    leading: float = 13.5
    weight: Weight = Weight.REGULAR
    ink: Ink = Ink.TEXT
    before: float = 0.0
    after: float = 6.0


BODY = Style()
LEAD = Style(size=10.5, leading=15.5, after=10)
QUIET = Style(size=8, leading=11, ink=Ink.QUIET, after=8)
CAPTION = Style(size=8, leading=11, ink=Ink.QUIET, before=4, after=14)
TITLE = Style(size=19, leading=25, weight=Weight.SEMIBOLD, after=8)
HEADING = Style(size=12, leading=16, weight=Weight.SEMIBOLD, before=18, after=6)
SMALL_HEADING = Style(size=9.5, leading=13.5, weight=Weight.SEMIBOLD, before=12, after=3)
CELL = Style(size=9, leading=12.5, after=0)
STRONG_CELL = replace(CELL, weight=Weight.SEMIBOLD)
TABLE_HEAD = Style(size=8, leading=11, weight=Weight.SEMIBOLD, ink=Ink.QUIET, after=0)
EYEBROW = Style(size=9.5, leading=13, weight=Weight.SEMIBOLD, ink=Ink.ACCENT, after=14)
COVER_TITLE = Style(size=27, leading=34, weight=Weight.SEMIBOLD, after=10)
COVER_NOTE = Style(size=9.5, leading=13.5, before=8, after=0)
COVER_LINE = Style(size=12, leading=17, after=3)
