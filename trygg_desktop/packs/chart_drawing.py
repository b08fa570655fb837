"""Draws a figure's marks on paper, as they stand in its spec, in as few operators as show them."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from trygg_desktop.charts.lettering import text_width
from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.shapes import ROUND, outline
from trygg_desktop.charts.spec import Anchor, Box, Figure, Mark, Path, Symbol, Words
from trygg_desktop.packs.canvas import TaggedCanvas
from trygg_desktop.packs.fonts import FONT_OF
from trygg_desktop.packs.paper_text import letter_runs
from trygg_desktop.packs.pen import RGB, Pen

_Line = tuple[Ink, float, tuple[float, ...], bool]


def draw_figure(canvas: TaggedCanvas, figure: Figure, x: float, top: float, scale: float = 1.0) -> None:
    """Draw ``figure`` with its upper left corner at ``x``, ``top`` (from the page's foot), enlarged by ``scale``."""
    with canvas.pen.aside() as pen:
        source = [f"q {scale:.4f} 0 0 {scale:.4f} {x:.2f} {top:.2f} cm 1 j", *_Drawing(pen).marks(figure.marks), "Q"]
    canvas.draw_source("\n".join(source))


class _Drawing:
    """Turns marks into PDF source; remembers the line that is set, as the pen does ink and typeface."""

    def __init__(self, pen: Pen) -> None:
        self.pen = pen
        self.line: _Line | None = None

    def marks(self, marks: Sequence[Mark]) -> Iterator[str]:
        """Yield the source of the marks in their order; words that follow each other share a text object."""
        for are_words, run in groupby(marks, key=lambda mark: isinstance(mark, Words)):
            if are_words:
                yield f"BT {' '.join(self._words(mark) for mark in run if isinstance(mark, Words))} ET"
            else:
                yield from (self._form(mark) for mark in run)

    def _form(self, mark: Mark) -> str:
        match mark:
            case Path():
                return self._path(mark)
            case Symbol():
                return self._path(outline(mark))
            case Box():
                line = (mark.stroke, mark.line_width, mark.dash, False) if mark.stroke else None
                return self._painted(_box_steps(mark), mark.fill, line, closed=True)
            case Words():
                raise TypeError("words are no form")

    def _path(self, mark: Path) -> str:
        steps = [f"{mark.steps[0][0]:.2f} {-mark.steps[0][1]:.2f} m"]
        for step in mark.steps[1:]:
            numbers = " ".join(f"{-value if place % 2 else value:.2f}" for place, value in enumerate(step))
            steps.append(f"{numbers} {'l' if len(step) == 2 else 'c'}")
        line = (mark.stroke, mark.width, mark.dash, mark.round_ends) if mark.stroke else None
        return self._painted(" ".join(steps), mark.fill, line, closed=mark.closed)

    def _painted(self, steps: str, fill: Ink | None, line: _Line | None, *, closed: bool) -> str:
        """Return a form with what must be set before it, and the operator that fills and strokes it."""
        parts = [self.pen.ink_source(fill)] if fill else []
        if line and line != self.line:
            parts.append(self._line_source(line))
        paint = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}[bool(fill), bool(line)]
        return " ".join([*parts, steps, "h" if closed and line else "", paint])

    def _line_source(self, line: _Line) -> str:
        ink, width, dash, round_ends = line
        before, self.line = self.line, line
        parts = []
        if before is None or before[0] is not ink:
            parts.append(f"{RGB[ink]} RG")
        if before is None or before[1] != width:
            parts.append(f"{width:.2f} w")
        if (before is None and dash) or (before is not None and before[2] != dash):
            parts.append(f"[{' '.join(f'{length:.2f}' for length in dash)}] 0 d")
        if (before is None and round_ends) or (before is not None and before[3] != round_ends):
            parts.append(f"{int(round_ends)} J")
        return " ".join(parts)

    def _words(self, mark: Words) -> str:
        runs = [(font, mark.ink, text) for font, text in letter_runs(mark.text, FONT_OF[mark.weight])]
        width = 0.0 if mark.anchor is Anchor.START else text_width(mark.text, mark.size, mark.weight)
        x = mark.x - (width / 2 if mark.anchor is Anchor.MIDDLE else width)
        return self.pen.write(runs, mark.size, x, -mark.y)


def _box_steps(box: Box) -> str:
    """Return a rectangle, with rounded corners as quarters of circles."""
    x, foot, width, height, r = box.x, -box.y - box.height, box.width, box.height, box.radius
    if not r:
        return f"{x:.2f} {foot:.2f} {width:.2f} {height:.2f} re"
    k, right, top = r * (1 - ROUND), x + width, foot + height
    corners = (
        (x + r, foot),
        (right - r, foot),
        (right - k, foot, right, foot + k, right, foot + r),
        (right, top - r),
        (right, top - k, right - k, top, right - r, top),
        (x + r, top),
        (x + k, top, x, top - k, x, top - r),
        (x, foot + r),
        (x, foot + k, x + k, foot, x + r, foot),
    )
    names = {0: "m", 2: "l", 6: "c"}
    return " ".join(
        f"{' '.join(f'{value:.2f}' for value in step)} {names[len(step) if place else 0]}"
        for place, step in enumerate(corners)
    )
