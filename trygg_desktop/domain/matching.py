"""Which measure a row of a workbook speaks of: by its code, by its title, or by likeness with a stated score.

Below ``ENOUGH``, or without a clear lead over the second best, nothing is guessed: the leader is asked and shown the
nearest measures.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from heapq import heapify, heappop, nlargest
from typing import TYPE_CHECKING, Literal

from trygg_desktop.domain.answers import plain
from trygg_desktop.formats import fold

if TYPE_CHECKING:
    from trygg_desktop.domain.plan import Measure

ENOUGH = 70
"""The least likeness, of 100, that counts as a match."""
LEAD = 12
"""How much liker than the second best the best must be."""

NEAREST = 3
"""How many of the likest measures are looked for."""

_REMEMBERED = 5_000
"""Titles whose likest measures are remembered: a table with a row for each period repeats them."""

SURE, UNLIKE = 85, 20
"""A title this like another measure's, and this unlike the coded one's, contradicts the code."""

How = Literal["code", "title", "likeness", "contradiction", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The measure found, or ``None``; ``how`` it was found and how sure that is, 0–100.

    ``contradiction`` says that code and title name different measures. ``nearest`` are (measure id, likeness) to
    choose from when asked, best first.
    """

    measure_id: int | None
    how: How
    score: int
    nearest: tuple[tuple[int, int], ...] = ()


class KnownMeasures:
    """The measures a row may speak of, arranged for looking up. Built once for many rows."""

    def __init__(self, measures: "Iterable[Measure]") -> None:
        self._by_code: dict[tuple[str, int], int | None] = {}
        self._by_title: dict[str, int | None] = {}
        self._titles: dict[int, tuple[str, ...]] = {}
        self._with_word: dict[str, set[int]] = defaultdict(set)
        self._words_like: dict[str, dict[str, float]] = {}
        self._nearest: dict[str, tuple[tuple[int, int], ...]] = {}
        self._first_letters: dict[str, set[str]] = defaultdict(set)
        for measure in measures:
            key = code_key(measure.code)
            if key:
                self._by_code[key] = measure.id if key not in self._by_code else None
            title = _title_key(measure.title)
            self._by_title[title] = measure.id if title not in self._by_title else None
            self._titles[measure.id] = words = _words(measure.title)
            for word in words:
                self._with_word[word].add(measure.id)
                self._first_letters[word[0]].add(word)
        self._with_number: dict[int, list[int | None]] = defaultdict(list)
        for (_, place), coded in self._by_code.items():
            self._with_number[place].append(coded)
        self._letters = {letters for letters, _ in self._by_code}
        self._weights = {word: self._weigh(word) for word in self._with_word}
        self._totals = {id: sum(map(self._weight, words)) for id, words in self._titles.items()}

    def by_code(self, code: str) -> int | None:
        """Return the measure of a code however it is written: ``Å-17``, ``A-17``, ``å 17``, ``åtg 17``."""
        key = code_key(code)
        return self._by_code.get(key) if key else None

    def by_number(self, code: str) -> int | None:
        """Return the only measure with the number ``code`` consists of."""
        number = re.fullmatch(r"0*(\d{1,4})(?:[.,]0)?", code.strip())
        found = self._with_number.get(int(number[1]), []) if number else []
        return found[0] if len(found) == 1 else None

    def by_title(self, title: str) -> int | None:
        """Return the only measure with this title, but for case, spaces and marks."""
        return self._by_title.get(_title_key(title))

    def has_letters_of(self, code: str) -> bool:
        """Tell whether ``code`` looks like one of the programme's own codes."""
        key = code_key(code)
        return key is not None and key[0] in self._letters

    def likeness(self, title: str) -> tuple[tuple[int, int], ...]:
        """Return the ``NEAREST`` measures whose titles are most like ``title`` with their scores 0–100, best first.

        Scored are those that can still be among them: what a title can reach at most is told by the words it shares.
        """
        if title not in self._nearest:
            if len(self._nearest) >= _REMEMBERED:
                self._nearest.clear()
            self._nearest[title] = self._find_nearest(_words(title))
        return self._nearest[title]

    def _find_nearest(self, words: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
        near = {word: self._like(word) for word in words}
        given = sum(map(self._weight, words))
        most: dict[int, float] = {}
        for word in words:
            weight = self._weight(word)
            reached: dict[int, float] = {}
            for known, share in sorted(near[word].items(), key=lambda pair: pair[1]):
                gain = share * min(weight, self._weights[known])
                ids = self._with_word[known]
                reached.update(
                    dict.fromkeys(ids, gain) if not reached else {id: max(gain, reached.get(id, 0.0)) for id in ids}
                )
            for id, gain in reached.items():
                most[id] = most.get(id, 0.0) + gain
        likely = nlargest(NEAREST, most, key=most.__getitem__)
        scores = {id: self._score(words, self._titles[id], near) for id in likely}
        # Those three are among the likest or make room for liker ones: what shares too little cannot be one of these.
        least = (min(scores.values()) - 1) * given / 150 if len(likely) == NEAREST else 0.0
        totals = self._totals
        limits = [(-_share(c, given, totals[id]), id) for id, c in most.items() if c >= least]
        heapify(limits)
        best: list[tuple[int, int]] = []
        while limits:
            limit, id = heappop(limits)
            if len(best) >= NEAREST and best[-1][0] <= limit:
                break
            score = scores[id] if id in scores else self._score(words, self._titles[id], near)
            best = sorted([*best, (-score, id)])[:NEAREST]
        return tuple((id, -score) for score, id in best)

    def likeness_to(self, measure_id: int, title: str) -> int:
        """Return how like ``title`` is to one measure's title, 0–100."""
        words = _words(title)
        return self._score(words, self._titles.get(measure_id, ()), {word: self._like(word) for word in words})

    def _like(self, word: str) -> dict[str, float]:
        if word not in self._words_like:
            alike = {known: _alike(word, known) for known in self._first_letters[word[0]]}
            self._words_like[word] = {known: share for known, share in alike.items() if share > 0}
        return self._words_like[word]

    def _score(self, words: tuple[str, ...], title: tuple[str, ...], near: dict[str, dict[str, float]]) -> int:
        """Half how much of the given title is in the known one, half how much they have in common."""
        left = list(title)
        common = 0.0
        for word in words:
            best = max(left, key=lambda known: near[word].get(known, 0.0), default=None)
            share = near[word].get(best, 0.0) if best is not None else 0.0
            if best is not None and share > 0:
                common += share * min(self._weight(word), self._weight(best))
                left.remove(best)
        return _share(common, sum(map(self._weight, words)), sum(map(self._weight, title)))

    def _weight(self, word: str) -> float:
        return self._weights[word] if word in self._weights else self._weigh(word)

    def _weigh(self, word: str) -> float:
        """A long word that few titles have tells more than a short one that many have."""
        shared = len(self._with_word.get(word, ())) / max(len(self._titles), 1)
        return min(len(word), 12) * (1.0 if len(self._titles) < 3 else 1.2 - min(shared * 3, 0.8))


def _share(common: float, given: float, known: float) -> int:
    return round(50 * common / given + 100 * common / (given + known)) if given else 0


def match_measure(code: str, title: str, known: KnownMeasures) -> Match:
    """Find the measure a row with ``code`` and ``title`` speaks of.

    The code decides, unless the title is plainly another measure's. A bare number may be a row number, so it
    counts only where the title agrees. With a code of ours that no measure has, likeness only suggests.
    """
    coded = known.by_code(code)
    titled = known.by_title(title) if title.strip() else None
    if coded is not None and titled is not None and coded != titled:
        return Match(measure_id=None, how="contradiction", score=0, nearest=((coded, 100), (titled, 100)))
    if coded is not None and coded == titled:
        return Match(measure_id=coded, how="code", score=100)
    if coded is not None:
        other = known.likeness(title)[:1]
        if other and other[0][0] != coded and other[0][1] >= SURE and known.likeness_to(coded, title) < UNLIKE:
            return Match(measure_id=None, how="contradiction", score=0, nearest=((coded, 100), other[0]))
        return Match(measure_id=coded, how="code", score=100)
    if titled is not None:
        return Match(measure_id=titled, how="title", score=100)
    nearest = known.likeness(title)
    numbered = known.by_number(code)
    if numbered is not None and known.likeness_to(numbered, title) >= ENOUGH // 2:
        return Match(measure_id=numbered, how="code", score=100)
    best = nearest[0][1] if nearest else 0
    second = nearest[1][1] if len(nearest) > 1 else 0
    if best >= ENOUGH and best - second >= LEAD and not known.has_letters_of(code):
        return Match(measure_id=nearest[0][0], how="likeness", score=min(best, 99), nearest=nearest[:3])
    return Match(measure_id=None, how="none", score=min(best, 99), nearest=nearest[:3])


_CODE = re.compile(r"([^\W\d_]{1,8})[\s.\-_:]*0*(\d{1,4})")
_LEADING_NUMBER = re.compile(r"(\d{1,3})[.)]\s+([^\W\d_].*)", re.S)
_LEADING_CODE = re.compile(r"([^\W\d_]{1,3})[\s]?-?[\s]?(\d{1,4})(?:\s*[.:)–—-]\s*|\s+|$)(.*)", re.S)


def code_key(code: str) -> tuple[str, int] | None:
    """Return a code's letters (Å as A, *åtg* and *åtgärd* as Å) and number for comparing, or ``None``."""
    found = _CODE.fullmatch(plain(code))
    if not found:
        return None
    letters = _flat(found[1])
    return ("a" if letters in ("atg", "atgard") else letters, int(found[2]))


def split_code(title: str) -> tuple[str, str]:
    """Part a code written before a title from it: ``Å-17 Hembesök`` → ``("Å-17", "Hembesök")``.

    Only Å and A are taken for a code's letters: ``T2 2026`` and ``v. 42`` are none. A number with a point or bracket
    (``5. Hembesök``) is parted as well; whether it is a measure's or only counts rows, the title decides.
    """
    found = _LEADING_CODE.fullmatch(title.strip())
    if found and _flat(found[1].casefold()) == "a":
        return f"{found[1]}-{found[2]}", found[3].strip()
    counted = _LEADING_NUMBER.fullmatch(title.strip())
    return (counted[1], counted[2]) if counted else ("", title)


_TO_FLAT = str.maketrans("åäöéü", "aaoeu")


def _flat(text: str) -> str:
    return text.casefold().translate(_TO_FLAT)


def _title_key(title: str) -> str:
    return " ".join(re.findall(r"\w+", fold(title)))


_SMALL_WORDS = frozenset(
    _flat(word)
    for word in (
        *("i", "och", "för", "mot", "på", "av", "till", "inom", "med", "en", "ett", "den", "det", "de", "om", "per"),
        *("vid", "samt", "från", "eller", "som", "kring", "hos", "ur"),
    )
)


def _words(title: str) -> tuple[str, ...]:
    words = re.findall(r"\w+", _flat(fold(title)))
    return tuple(word for word in words if word not in _SMALL_WORDS)[:40]


@lru_cache(maxsize=20_000)
def _alike(one: str, other: str) -> float:
    """Return 0–1 for two words: inflected or cut short forms and slips of the pen are alike, other words are not."""
    if one == other:
        return 1.0
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= 3 and longer.startswith(shorter) and shorter.isalpha():
        return 0.9 if len(shorter) * 2 >= len(longer) or len(longer) - len(shorter) <= 3 else 0.5
    if len(shorter) < 4 or len(longer) - len(shorter) > 3 or not one.isalpha() or not other.isalpha():
        return 0.0
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return ratio if ratio >= 0.8 else 0.0
