"""A figure on the page with its caption and notes, all kept together."""

from trygg_desktop.charts.spec import Figure
from trygg_desktop.packs.blocks import Block, Text
from trygg_desktop.packs.canvas import TaggedCanvas
from trygg_desktop.packs.chart_drawing import draw_figure
from trygg_desktop.packs.paper_text import plain
from trygg_desktop.packs.structure import Element, Tag, written_text
from trygg_desktop.packs.styles import CAPTION


class FigureBlock(Block):
    """Draws a figure, made smaller where it is wider than the page or higher than ``most``; ``caption`` under it."""

    before = 6.0
    after = 14.0

    def __init__(self, figure: Figure, caption: str = "", most: float = 560.0) -> None:
        self.figure = figure
        self.most = most
        self.caption = Text(caption, CAPTION, role="Caption") if caption else None

    def _scale(self, width: float) -> float:
        return min(1.0, width / self.figure.width, self.most / max(self.figure.height, 1.0))

    def height(self, width: float) -> float:
        own = self.figure.height * self._scale(width)
        return own + (CAPTION.before + self.caption.height(width) if self.caption else 0.0)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float, parent: Element) -> None:
        scale = self._scale(width)
        foot = top - self.figure.height * scale
        right = x + self.figure.width * scale
        alternative = written_text(plain(f"{self.figure.title}. {self.figure.summary}"))
        place = f"/A<</O/Layout/Placement/Block/BBox[{x:.2f} {foot:.2f} {right:.2f} {top:.2f}]>>"
        element = Tag("Figure", f"/Alt {alternative}{place}").under(parent)
        canvas.begin(element)
        draw_figure(canvas, self.figure, x, top, scale)
        canvas.end()
        if self.caption:
            self.caption.draw(canvas, x, foot - CAPTION.before, width, parent)
