"""How a state looks: its sign, its ink, its ink for words."""

from enum import StrEnum

from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.spec import Shape
from trygg_desktop.domain.chain import STATE_WORDS, LinkState
from trygg_desktop.messages import Message

_LOOKS: dict[StrEnum, tuple[Shape, Ink, Ink]] = {
    LinkState.MISSING: (Shape.CROSS, Ink.RED, Ink.RED),
    LinkState.RED: (Shape.SQUARE, Ink.RED, Ink.RED),
    LinkState.YELLOW: (Shape.TRIANGLE, Ink.YELLOW, Ink.YELLOW_TEXT),
    LinkState.NONE: (Shape.RING, Ink.NONE, Ink.NONE_TEXT),
    LinkState.GREEN: (Shape.DISC, Ink.GREEN, Ink.GREEN),
}


def sign_of(state: LinkState) -> Shape:
    """Return the sign that always goes with ``state``."""
    return _LOOKS[state][0]


def ink_of(state: LinkState) -> Ink:
    """Return the ink for forms in ``state``."""
    return _LOOKS[state][1]


def text_ink_of(state: LinkState) -> Ink:
    """Return the ink for words in ``state``, dark enough to read."""
    return _LOOKS[state][2]


def word_of(state: LinkState) -> Message:
    """Return the word of ``state``; an assessment says the same words."""
    return STATE_WORDS[state]
