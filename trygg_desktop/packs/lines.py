"""Breaks text into lines: ragged right, at spaces and hyphens, inside a word only where it alone is too long."""

from collections.abc import Sequence
from typing import NamedTuple

from trygg_desktop.charts.lettering import divide_word, text_width
from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.spec import Weight
from trygg_desktop.packs.fonts import FONT_OF
from trygg_desktop.packs.paper_text import letter_runs, plain
from trygg_desktop.packs.pen import Run

Line = tuple[Run, ...]


class Span(NamedTuple):
    """A piece of text in its own weight and ink; ``None`` is that of the style."""

    text: str
    weight: Weight | None = None
    ink: Ink | None = None


class _Piece(NamedTuple):
    """What is not broken: a word or the part of one up to its hyphen. ``glued`` to what goes before it."""

    text: str
    weight: Weight
    ink: Ink
    glued: bool
    new_line: bool


def break_lines(spans: Sequence[Span], width: float, size: float, weight: Weight, ink: Ink) -> list[Line]:
    """Return the lines of ``spans`` set in ``size`` within ``width``; an empty text is one empty line."""
    if len(spans) == 1:
        text = plain(spans[0].text)
        own = spans[0].weight or weight
        if "\n" not in text and text_width(text, size, own) <= width:
            return [_runs(text, own, spans[0].ink or ink)]
    return _fill(_pieces(spans, weight, ink), width, size)


def _pieces(spans: Sequence[Span], weight: Weight, ink: Ink) -> list[_Piece]:
    pieces: list[_Piece] = []
    glued, new_line = True, False
    for span in spans:
        look = (span.weight or weight, span.ink or ink)
        for number, paragraph in enumerate(plain(span.text).split("\n")):
            new_line = new_line or number > 0
            if paragraph[:1].isspace():
                glued = False
            words = paragraph.split(" ")
            for place, word in enumerate(words):
                if place:
                    glued = False
                if not word:
                    continue
                for part in _parts(word):
                    pieces.append(_Piece(part, *look, glued, new_line))
                    glued, new_line = True, False
            if new_line and number:
                pieces.append(_Piece("", *look, glued=False, new_line=True))
                new_line = False
    return pieces


def _parts(word: str) -> list[str]:
    """Return a word in the parts between which it may be broken without a further hyphen."""
    if not any(mark in word for mark in "-–/") or len(word) < 4:
        return [word]
    parts, start = [], 0
    for place, char in enumerate(word[:-1]):
        if char in "-–/" and place > start and word[place + 1].isalnum():
            parts.append(word[start : place + 1])
            start = place + 1
    return [*parts, word[start:]]


def _fill(pieces: Sequence[_Piece], width: float, size: float) -> list[Line]:
    lines: list[Line] = []
    line: list[_Piece] = []
    used = 0.0
    waiting = list(reversed(pieces))
    while waiting:
        piece = waiting.pop()
        length = text_width(piece.text, size, piece.weight)
        space = 0.0 if piece.glued or not line else text_width(" ", size, piece.weight)
        if piece.new_line and (line or lines):
            lines.append(_line(line, goes_on=True))
            line, used, space = [], 0.0, 0.0
        if used + space + length <= width + 0.01:
            line.append(piece)
            used += space + length
        elif line:
            lines.append(_line(line, goes_on=not piece.glued))
            line, used = [], 0.0
            waiting.append(piece._replace(new_line=False))
        else:
            head, tail = divide_word(piece.text, width, size, piece.weight)
            line, used = [piece._replace(text=head, new_line=False)], width
            if tail:
                waiting.append(piece._replace(text=tail, glued=True, new_line=False))
    if line or not lines:
        lines.append(_line(line))
    return lines


def _line(pieces: Sequence[_Piece], *, goes_on: bool = False) -> Line:
    """Return the runs of a line. Where the text goes on after a space, the space is kept for readers by ear."""
    runs: list[Run] = []
    text, look = "", None
    for place, piece in enumerate(pieces):
        if look is not None and (piece.weight, piece.ink) != look:
            runs += _runs(text, *look)
            text = ""
        look = (piece.weight, piece.ink)
        text += piece.text if piece.glued or not place else " " + piece.text
    if look is not None:
        runs += _runs(text + " " if goes_on else text, *look)
    return tuple(runs)


def _runs(text: str, weight: Weight, ink: Ink) -> tuple[Run, ...]:
    return tuple((font, ink, run) for font, run in letter_runs(text, FONT_OF[weight]))
