"""Prints figures by themselves: organisation chart, timeline or any chart on landscape pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.spec import Figure
from trygg_desktop.formats import Locale
from trygg_desktop.jobs import Report
from trygg_desktop.messages import N_
from trygg_desktop.packs.archiving import Description, save_archivable
from trygg_desktop.packs.blocks import Heading, PageBreak, Story, Text
from trygg_desktop.packs.canvas import TaggedCanvas
from trygg_desktop.packs.figure_block import FigureBlock
from trygg_desktop.packs.fonts import REGULAR
from trygg_desktop.packs.pages import Frame, Pages
from trygg_desktop.packs.paper_text import letter_runs, plain
from trygg_desktop.packs.structure import Element
from trygg_desktop.packs.styles import A4, QUIET

SIZES = {"A4": (A4[1], A4[0]), "A3": (2 * A4[0], A4[1])}
"""Landscape paper, in points."""
_MARGIN = 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSheet:
    """Figures to print, one after the other. ``subtitle`` says of what and when; ``paper`` is a key of ``SIZES``."""

    figures: Sequence[Figure]
    title: str
    subtitle: str
    author: str
    language: str
    made_at: datetime
    paper: str = "A4"


def figure_width(paper: str = "A4") -> float:
    """Return the width a figure should be built for, in points, to fill the page."""
    return SIZES[paper][0] - 2 * _MARGIN


def figure_height(paper: str = "A4") -> float:
    """Return the height a figure may have on a page beside its heading."""
    return SIZES[paper][1] - 2 * _MARGIN - 78.0


def write_figures(report: Report, sheet: FigureSheet, path: Path) -> int:
    """Write ``sheet`` to ``path`` and return its number of pages; a figure that is too large is made smaller."""
    size = SIZES[sheet.paper]
    language = {"sv": "sv-SE", "en": "en-GB"}[sheet.language]
    description = Description(plain(sheet.title), plain(sheet.author), sheet.made_at.astimezone())
    draft = BytesIO()
    canvas = TaggedCanvas(draft, size, description.title, description.author, language)
    pages = Pages(canvas, Frame(_MARGIN, size[1] - _MARGIN, size[0] - 2 * _MARGIN, _MARGIN + 14))
    for number, figure in enumerate(sheet.figures):
        report(number, len(sheet.figures), N_("Setting page {page}", page=number + 1))
        pages.fill(_story(sheet, figure, number), Element("Sect", canvas.root))
    pages.end()
    count = canvas.finish(_Foot(sheet, canvas, size[0] - _MARGIN).furnish)
    save_archivable(draft, path, description)
    return count


def _story(sheet: FigureSheet, figure: Figure, number: int) -> Story:
    heading = Heading(sheet.title if not number else figure.title, 1, f"figure-{number}")
    heading.before = 0.0
    story: Story = [PageBreak(), heading]
    if sheet.subtitle and not number:
        about = Text(sheet.subtitle, QUIET)
        about.keep = True
        story.append(about)
    story.append(FigureBlock(figure, " ".join(figure.notes), figure_height(sheet.paper)))
    return story


class _Foot:
    """Writes who and when at the left of every page's foot, and the page's number at the right."""

    def __init__(self, sheet: FigureSheet, canvas: TaggedCanvas, right: float) -> None:
        loc = Locale(sheet.language)
        self.canvas = canvas
        self.right = right
        self.left = plain(f"{sheet.author} · {loc.date(sheet.made_at.date(), 'iso')}")

    def furnish(self, page: int, of: int) -> str:
        """Return the source of a page's foot."""
        number = f"{page + 1} ({of})"
        width = self.canvas.stringWidth(number, REGULAR, 8)
        lines = [self._at(_MARGIN, self.left), self._at(self.right - width, number)]
        return self.canvas.artifact_source(lines)

    def _at(self, x: float, text: str) -> str:
        runs = [(font, Ink.QUIET, run) for font, run in letter_runs(text, REGULAR)]
        return f"BT {self.canvas.pen.write(runs, 8.0, x, 26.0)} ET"
