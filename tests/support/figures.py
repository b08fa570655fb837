"""Parts of the programme for figures, and where a figure's marks lie."""

from collections.abc import Sequence
from itertools import combinations

from trygg_desktop.charts.lettering import text_width
from trygg_desktop.charts.spec import Anchor, Box, Figure, Mark, Path, Symbol, Words
from trygg_desktop.domain.chain import Link, LinkState
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.words import PartyKind
from trygg_desktop.messages import N_


def link_of(number: int, state: LinkState, name: str = "") -> Link:
    """Return a link of the chain for party ``number``."""
    party = Party(id=number, code=f"P{number}", name=name or f"Lagdel {number}", kind=PartyKind.SOFT, position=number)
    return Link(party=party, state=state, reasons=(N_("Has nothing to report yet."),))


def box_of(words: Words) -> tuple[float, float, float, float]:
    """Return left, top, right and foot of a line of text, as wide as it is drawn and as high as its small letters."""
    width = text_width(words.text, words.size, words.weight)
    left = words.x - {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[words.anchor]
    return left, words.y - words.size * 0.72, left + width, words.y


def overlapping(marks: Sequence[Mark]) -> list[tuple[str, str]]:
    """Return the pairs of texts that are written over each other."""
    texts = [mark for mark in marks if isinstance(mark, Words) and mark.text.strip()]
    return [(a.text, b.text) for a, b in combinations(texts, 2) if _meet(box_of(a), box_of(b))]


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    slack = 0.4
    return a[0] < b[2] - slack and b[0] < a[2] - slack and a[1] < b[3] - slack and b[1] < a[3] - slack


def outside(figure: Figure, slack: float = 0.5) -> list[Mark]:
    """Return the marks that reach outside the figure."""
    return [mark for mark in figure.marks if not _inside(mark, figure, slack)]


def _inside(mark: Mark, figure: Figure, slack: float) -> bool:
    left, top, right, foot = reach_of(mark)
    return left >= -slack and top >= -slack and right <= figure.width + slack and foot <= figure.height + slack


def reach_of(mark: Mark) -> tuple[float, float, float, float]:
    """Return left, top, right and foot of a mark."""
    match mark:
        case Words():
            return box_of(mark)
        case Box():
            return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
        case Symbol():
            half = mark.size / 2
            return mark.x - half, mark.y - half, mark.x + half, mark.y + half
        case Path():
            xs = [step[i] for step in mark.steps for i in range(0, len(step), 2)]
            ys = [step[i] for step in mark.steps for i in range(1, len(step), 2)]
            half = mark.width / 2 if mark.stroke else 0
            return min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half


def texts_of(figure: Figure) -> list[str]:
    """Return the texts of a figure in the order they are drawn."""
    return [mark.text for mark in figure.marks if isinstance(mark, Words)]
