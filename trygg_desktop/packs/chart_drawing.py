"""Draws a figure's marks on paper, as they stand in its spec."""

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from trygg_desktop.charts.palette import LIGHT, Ink
from trygg_desktop.charts.shapes import outline
from trygg_desktop.charts.spec import Anchor, Box, Figure, Mark, Path, Symbol, Words
from trygg_desktop.packs.fonts import FONT_OF, register_fonts
from trygg_desktop.packs.typesetting import letter_runs

COLOURS: dict[Ink, Color] = {ink: HexColor(colour) for ink, colour in LIGHT.items()}


def draw_figure(canvas: Canvas, figure: Figure, x: float, top: float, scale: float = 1.0) -> None:
    """Draw ``figure`` with its upper left corner at ``x``, ``top`` (ReportLab's axes: ``top`` from the page's foot)."""
    register_fonts()
    canvas.saveState()
    canvas.translate(x, top)
    if scale != 1.0:
        canvas.scale(scale, scale)
    canvas.setLineJoin(1)
    for mark in figure.marks:
        _draw(canvas, mark)
    canvas.restoreState()


def _draw(canvas: Canvas, mark: Mark) -> None:
    match mark:
        case Path():
            _draw_path(canvas, mark)
        case Box():
            _draw_box(canvas, mark)
        case Symbol():
            _draw_path(canvas, outline(mark))
        case Words():
            _draw_words(canvas, mark)


def _draw_path(canvas: Canvas, mark: Path) -> None:
    path: PDFPathObject = canvas.beginPath()
    path.moveTo(mark.steps[0][0], -mark.steps[0][1])
    for step in mark.steps[1:]:
        if len(step) == 2:
            path.lineTo(step[0], -step[1])
        else:
            path.curveTo(step[0], -step[1], step[2], -step[3], step[4], -step[5])
    if mark.closed:
        path.close()
    _set_line(canvas, mark.stroke, mark.width, mark.dash)
    canvas.setLineCap(1 if mark.round_ends else 0)
    if mark.fill:
        canvas.setFillColor(COLOURS[mark.fill])
    canvas.drawPath(path, stroke=int(mark.stroke is not None), fill=int(mark.fill is not None))


def _draw_box(canvas: Canvas, mark: Box) -> None:
    _set_line(canvas, mark.stroke, mark.line_width, mark.dash)
    if mark.fill:
        canvas.setFillColor(COLOURS[mark.fill])
    ink = {"stroke": int(mark.stroke is not None), "fill": int(mark.fill is not None)}
    low = -mark.y - mark.height
    if mark.radius:
        canvas.roundRect(mark.x, low, mark.width, mark.height, mark.radius, **ink)
    else:
        canvas.rect(mark.x, low, mark.width, mark.height, **ink)


def _set_line(canvas: Canvas, stroke: Ink | None, width: float, dash: tuple[float, ...]) -> None:
    if stroke:
        canvas.setStrokeColor(COLOURS[stroke])
        canvas.setLineWidth(width)
        canvas.setDash(list(dash) if dash else [])


def _draw_words(canvas: Canvas, mark: Words) -> None:
    canvas.setFillColor(COLOURS[mark.ink])
    runs = letter_runs(mark.text, FONT_OF[mark.weight])
    x = mark.x
    if mark.anchor is not Anchor.START:
        width = sum(canvas.stringWidth(text, font, mark.size) for font, text in runs)
        x -= width / 2 if mark.anchor is Anchor.MIDDLE else width
    for font, text in runs:
        canvas.setFont(font, mark.size)
        canvas.drawString(x, -mark.y, text)
        x += canvas.stringWidth(text, font, mark.size)
