"""How wide a text in Open Sans is, so that figures are laid out without a window and without a printer."""

import json
from collections.abc import Mapping
from functools import cache, lru_cache

from trygg_desktop.charts.spec import Weight
from trygg_desktop.paths import data_folder

ELLIPSIS = "…"
_VOWELS = frozenset("aeiouyåäö")
_FOLLOWERS = {"b": "lr", "d": "rv", "f": "lr", "g": "lr", "k": "lnrv", "p": "lr", "s": "jklmnptv", "t": "rv"}
_ONSETS = frozenset(first + second for first, seconds in _FOLLOWERS.items() for second in seconds)
"""Two consonants that a Swedish syllable begins with."""


def text_width(text: str, size: float, weight: Weight = Weight.REGULAR) -> float:
    """Return the width of ``text`` in points at ``size`` points. Unknown characters count as a wide letter."""
    return _width(text, weight) * size


@lru_cache(maxsize=32_768)
def _width(text: str, weight: Weight) -> float:
    """Return the width at size 1; kept, because the same words and figures come again and again."""
    widths = _widths()[weight]
    return sum([widths.get(char, 0.6) for char in text])


def shorten(text: str, width: float, size: float, weight: Weight = Weight.REGULAR) -> str:
    """Return ``text``, cut with an ellipsis if it is wider than ``width``; at least one character is left."""
    text = " ".join(text.split())
    fits = _count_that_fits(text, width, size, weight)
    return text if fits == len(text) else _cut(text, width, size, weight)


def wrap(
    text: str, width: float, size: float, weight: Weight = Weight.REGULAR, most_lines: int | None = None
) -> tuple[str, ...]:
    """Break ``text`` into lines of at most ``width``, at spaces and hyphens, inside a word only where one word is
    too long. What does not fit in ``most_lines``, if given, is cut with an ellipsis.
    """
    pieces = _pieces(text)
    lines: list[str] = []
    line = ""
    while pieces:
        piece = pieces.pop(0)
        if text_width((line + piece).rstrip(), size, weight) <= width:
            line += piece
        elif line:
            lines.append(line.rstrip())
            line = ""
            pieces.insert(0, piece)
        else:
            head, tail = divide_word(piece, width, size, weight)
            lines.append(head)
            if tail:
                pieces.insert(0, tail)
        if len(lines) == most_lines:
            rest = "".join(pieces)
            if rest.strip():
                lines[-1] = _cut(lines[-1], width, size, weight)
            return tuple(lines)
    if line.strip():
        lines.append(line.rstrip())
    return tuple(lines)


def _pieces(text: str) -> list[str]:
    """Return words with the space or hyphen that follows them."""
    pieces = []
    for word in text.split():
        parts = word.replace("/", "/\0").replace("-", "-\0").replace("–", "–\0").split("\0")
        parts = [part for part in parts if part]
        parts[-1] += " "
        pieces.extend(parts)
    return pieces


def divide_word(word: str, width: float, size: float, weight: Weight) -> tuple[str, str]:
    """Return as much of one long word as fits with a hyphen, and the rest; if possible cut before a consonant that
    a vowel follows, as Swedish divides words.
    """
    bare = word.rstrip()
    fits = _count_that_fits(bare, width, size, weight)
    if len(bare) == 1 or fits == len(bare):
        return bare, ""
    end = min(_count_that_fits(bare, width - text_width("-", size, weight), size, weight), len(bare) - 1)
    good = [i for i in range(max(end - 12, 3), end + 1) if len(bare) - i >= 3 and _divides(bare, i)]
    cut = good[-1] if good else max(end, 1)
    return bare[:cut] + "-", word[cut:]


def _divides(word: str, at: int) -> bool:
    """Tell whether a word may be divided before its letter ``at``: before the consonant, or the two that belong
    together, that a vowel follows. An *s* after a consonant often ends a part of a compound, so it stays there.
    """
    before, here, after = word[at - 1].lower(), word[at].lower(), word[at + 1].lower()
    if not (before.isalpha() and here.isalpha()) or here in _VOWELS:
        return False
    ends_part = before == "s" and word[at - 2].lower() in "gn"
    if after in _VOWELS:
        return (before + here not in _ONSETS or ends_part) and not (here == "s" and before not in _VOWELS)
    joins = here == "s" and before in "gn"
    return not joins and here + after in _ONSETS and word[at + 2 : at + 3].lower() in _VOWELS


def _cut(text: str, width: float, size: float, weight: Weight) -> str:
    fits = _count_that_fits(text, width - text_width(ELLIPSIS, size, weight), size, weight)
    return text[: max(fits, 1)].rstrip(" ,.-–") + ELLIPSIS


def _count_that_fits(text: str, width: float, size: float, weight: Weight) -> int:
    """Return how many of the first characters fit ``width``."""
    widths, room = _widths()[weight], width / size + 1e-9
    for count, char in enumerate(text):
        room -= widths.get(char, 0.6)
        if room < 0:
            return count
    return len(text)


@cache
def _widths() -> dict[Weight, Mapping[str, float]]:
    """Read the widths once, in parts of the type size."""
    text = (data_folder("resources") / "fonts" / "widths.json").read_text(encoding="utf-8")
    return {
        Weight(weight): {char: int(width) / 1000 for width, chars in groups.items() for char in chars}
        for weight, groups in json.loads(text).items()
    }
