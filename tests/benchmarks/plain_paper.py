"""The yardstick for packs: ReportLab laying out the same amount of plain text and lines, nothing more."""

from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import pypdfium2
import pypdfium2.raw as pdfium
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate


@dataclass(frozen=True)
class PlainPage:
    """What a page of a pack holds: its lines of text and how many lines and boxes are drawn."""

    texts: list[str]
    strokes: int


def read_pages(pdf: Path) -> list[PlainPage]:
    """Return what the pages of a pack hold."""
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for page in document:
        lines = page.get_textpage().get_text_bounded().splitlines()
        pages.append(PlainPage([line for line in lines if line.strip()], _count_strokes(page)))
    document.close()
    return pages


def _count_strokes(page: pypdfium2.PdfPage) -> int:
    return sum(1 for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]))


class Strokes(Flowable):
    """A number of straight lines across the page."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        for place in range(self.count):
            self.canv.line(0, -place % 700, 400, -place % 700)


def lay_out(pages: list[PlainPage], path: Path, font: str) -> None:
    """Set every line of text as a paragraph and draw every stroke as a line, page by page."""
    style = ParagraphStyle("plain", fontName=font, fontSize=7, leading=8)
    story: list[Flowable] = []
    for page in pages:
        story.append(Strokes(page.strokes))
        story += [Paragraph(escape(text), style) for text in page.texts]
        story.append(PageBreak())
    SimpleDocTemplate(str(path), pagesize=A4, topMargin=20, bottomMargin=20).build(story)
