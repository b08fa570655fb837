"""Which party a workbook comes from, told from names: of the file, of its sheets."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from trygg_desktop.domain.organisation import Party
from trygg_desktop.formats import fold

_SMALL_WORDS = frozenset(("och", "o", "ab", "i", "för", "and", "kommun", "kommuns"))
_ENOUGH = 0.55
"""The least share of a party's name, counted in letters, that must stand in the text."""
_LEAD = 0.15


def find_sender(text: str, parties: Sequence[Party]) -> Party | None:
    """Return the party that ``text`` names by its code, its name or its short name, however inflected; ``None`` when
    none is named, or several as clearly.
    """
    words = _words(text)
    coded = [party for party in parties if fold(party.code) in words]
    if len(coded) == 1:
        return coded[0]
    scored = sorted(((_score(words, party), party) for party in parties), key=lambda pair: -pair[0])
    if not scored or scored[0][0] < _ENOUGH:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < _LEAD:
        return None
    return scored[0][1]


def find_named_sender(texts: Iterable[str], parties: Sequence[Party]) -> Party | None:
    """Return the one party that ``texts`` (lines above a table) name by its full name, its short name or its code,
    letter by letter; ``None`` when none is named, or several are.
    """
    together = " | ".join(texts)
    folded = fold(together)
    named = [
        party
        for party in parties
        if any(_names(name, folded) for name in {fold(party.name), fold(party.short_name)})
        or re.search(rf"(?<!\w){re.escape(party.code)}(?!\w)", together)
    ]
    return named[0] if len(named) == 1 else None


def _names(name: str, text: str) -> bool:
    return bool(name) and name in text and bool(re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", text))


@lru_cache(maxsize=2_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", fold(text)))


def _score(words: Sequence[str], party: Party) -> float:
    return max(_share(words, _telling_words(name)) for name in (party.name, party.short_name))


@lru_cache(maxsize=2_000)
def _telling_words(name: str) -> tuple[str, ...]:
    return tuple(word for word in _words(name) if word not in _SMALL_WORDS)


def _share(words: Sequence[str], name: Sequence[str]) -> float:
    """Return how much of a name's letters stand in the text."""
    letters = sum(len(word) for word in name)
    found = sum(len(word) for word in name if any(_alike(word, other) for other in words))
    return found / letters if letters else 0.0


@lru_cache(maxsize=20_000)
def _alike(word: str, other: str) -> bool:
    if word == other:
        return True
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) >= 4 and longer.startswith(shorter):
        return len(longer) - len(shorter) <= 2 or longer[len(shorter) :] in ("kontoret", "nämnden", "förvaltningen")
    return len(shorter) >= 6 and SequenceMatcher(None, word, other).ratio() >= 0.9
