"""Any text made fit for paper: as typed, every letter one that the typefaces have."""

import re
import unicodedata
from functools import cache
from itertools import groupby

from trygg_desktop.packs.fonts import REGULAR, SIGNS, letters_of

REPLACEMENT = "□"
"""Stands for a letter that neither typeface has, so that its absence is seen."""

_LIKENESS = {"✔": "✓", "✗": "✕", "\u2010": "-", "\u2011": "-", "\u2012": "–", "➔": "→", "⇒": "→"}
_SPACES = {"\t": " ", "\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\x0b": "\n", "\x0c": "\n"}
_SIMPLE = re.compile(r"[\n -~\u00a0-\u00ac\u00ae-\u017f\u2013\u2014\u2018-\u201d\u2026\u2212]*")


def plain(text: str) -> str:
    """Return ``text`` composed, without control characters, line ends as ``\\n``, and with ``REPLACEMENT`` for every
    letter that cannot be printed.
    """
    if _SIMPLE.fullmatch(text):
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_letter(char) for char in text)


def letter_runs(text: str, font: str) -> list[tuple[str, str]]:
    """Return ``text`` cut where the typeface changes: (typeface, text)."""
    return _runs(plain(text).replace("\n", " "), font)


def _runs(text: str, font: str) -> list[tuple[str, str]]:
    if _SIMPLE.fullmatch(text):
        return [(font, text)]
    return [
        (name, "".join(chars))
        for name, chars in groupby(text, key=lambda c: SIGNS if ord(c) in _only_signs() else font)
    ]


@cache
def _only_signs() -> frozenset[int]:
    return letters_of(SIGNS) - letters_of(REGULAR)


@cache
def _letter(char: str) -> str:
    """Return what is printed for one letter."""
    if char == "\n":
        return char
    if char in _SPACES:
        return _SPACES[char]
    kind = unicodedata.category(char)
    if kind in ("Cc", "Cf", "Cs") or (kind == "Mn" and ord(char) not in letters_of(REGULAR)):
        return char if char == "\u00ad" else ""
    if ord(char) in letters_of(REGULAR) or ord(char) in letters_of(SIGNS):
        return char
    likeness = _LIKENESS.get(char) or unicodedata.normalize("NFKC", char)
    if likeness != char and all(ord(c) in letters_of(REGULAR) for c in likeness):
        return likeness
    return " " if kind == "Zs" else REPLACEMENT
