"""What a column of a department's own table holds, told from its header, in Swedish practice.

Headers are met with line breaks, hyphens, units in brackets, a period before or after, a slip of the pen. A header
that is a known word is sure; one that only contains a known word is likely.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from trygg_desktop.domain.answer_texts import flat, one_slip
from trygg_desktop.domain.answers import MoneyUnit, PeriodMention, find_period, plain
from trygg_desktop.domain.header_words import HEADER_WORDS


class Field(StrEnum):
    """What a column can hold. Those of ``ANSWER_FIELDS`` bear the names of ``follow_up.ANSWERS``."""

    CODE = "code"
    TITLE = "title"
    PERIOD = "period"
    YEAR = "year"
    STATUS = "status"
    ASSESSMENT = "assessment"
    OUTLOOK = "outlook"
    PROGRESS = "progress"
    COMMENT = "comment"
    DEVIATION = "deviation"
    CORRECTIVE_ACTION = "corrective_action"
    FORECAST = "forecast"
    OUTCOME = "outcome_ore"
    OBSTACLE = "obstacle"
    DECISION_NEEDED = "decision_needed"
    PLAN = "plan"
    INDICATOR = "indicator"
    VALUE = "value"
    RESULT = "result"
    SOURCE = "source"
    SAMPLE = "sample"
    AREA = "area"
    WEEK = "week"
    EVENT = "event"
    COUNT = "count"


ANSWER_FIELDS = frozenset(
    {
        Field.STATUS,
        Field.ASSESSMENT,
        Field.OUTLOOK,
        Field.PROGRESS,
        Field.COMMENT,
        Field.DEVIATION,
        Field.CORRECTIVE_ACTION,
        Field.FORECAST,
        Field.OUTCOME,
        Field.OBSTACLE,
        Field.DECISION_NEEDED,
    }
)

SAID, SURE, SLIP, LIKELY = 4, 3, 2, 1
"""How certain it is what a header says; ``SAID`` is the leader's own word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A header as understood. ``field`` is ``None`` for a header that is only a period or not understood; ``rank``
    orders columns of one field (for titles: *åtgärd* before *aktivitet*), lowest first.
    """

    field: Field | None = None
    certainty: int = 0
    rank: int = 0
    period: PeriodMention | None = None
    unit: MoneyUnit | None = None
    percent: bool = False
    share: bool = False

    @property
    def is_share_of_money(self) -> bool:
        """Tell whether the column of an outcome holds a share (*Upparbetat %*): no amount can be read from it."""
        return self.field is Field.OUTCOME and self.unit is None and (self.percent or self.share)


_UNITS: dict[str, MoneyUnit] = {
    "tkr": "tkr",
    "kkr": "tkr",
    "ksek": "tkr",
    "mnkr": "mnkr",
    "mkr": "mnkr",
    "msek": "mnkr",
}
_UNITS |= {"kr": "kr", "sek": "kr", "kronor": "kr"}
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]?")
_JOINED = re.compile(r"[-\N{HYPHEN}\N{SOFT HYPHEN}]\s*\n\s*")
_MARKS = re.compile(r"[^\w%#]|_")
_OF_MONEY = re.compile("förbruk|upparbet|budget|utfall|kostnad|medel(?!värde)")
_DONE = re.compile(r"\b(klara?|klart|färdiga?|färdigt)\b")


def read_heading(text: str) -> Heading:
    """Say what a column with the header ``text`` holds. Results are remembered: tables repeat their headers."""
    return _read_heading(join_lines(text))


def join_lines(text: str) -> str:
    """Return a header on one line, words that were divided at its end whole again."""
    return " ".join(_JOINED.sub("", text).split())


def is_known_heading(text: str) -> bool:
    """Tell at once whether ``text`` is, word for word, a header that departments use."""
    return len(text) <= 60 and _key(_BRACKETS.sub("", text)) in _FIELDS


@lru_cache(maxsize=4096)
def _read_heading(text: str) -> Heading:
    if not text or len(text) > 120:
        return Heading()
    found = _known(text)
    if found is None:
        mention = find_period(text, bare_year=True)
        if mention is not None:
            rest = (_known(mention.rest) or _similar(mention.rest)) if _key(mention.rest) else Heading(certainty=SURE)
            found = replace(rest, period=mention) if rest else None
    return _refined(found or _similar(text) or Heading(), plain(text))


def _known(text: str) -> Heading | None:
    for key in (_key(text), _key(_BRACKETS.sub(" ", text))):
        if key in _FIELDS:
            field, rank = _FIELDS[key]
            return Heading(field=field, certainty=SURE, rank=rank)
    return None


def _similar(text: str) -> Heading | None:
    """Look for a known word with one slip of the pen, then for one inside a longer header."""
    bare = _BRACKETS.sub(" ", text)
    key = _key(bare)
    if 5 <= len(key) <= 40:
        bare_key = flat(key)
        near = (known for length in (-1, 0, 1) for known in _BY_LENGTH.get(len(bare_key) + length, ()))
        slipped = next((known for known in near if one_slip(bare_key, flat(known))), None)
        if slipped:
            field, rank = _FIELDS[slipped]
            return Heading(field=field, certainty=SLIP, rank=rank)
    return _within(plain(bare))


def _within(text: str) -> Heading | None:
    """Take the first known words in a longer header, the longest at that place; of a compound word its last part."""
    words = [_key(word) for word in text.split()]
    for start in range(min(len(words), 6)):
        for end in range(min(len(words), start + 4), start, -1):
            key = "".join(words[start:end])
            if len(key) > 2 and key in _FIELDS:
                return _likely(key)
        ending = next((known for known in _ENDINGS if words[start].endswith(known) and words[start] != known), None)
        if ending:
            return _likely(ending)
    return None


def _likely(key: str) -> Heading:
    field, rank = _FIELDS[key]
    return Heading(field=field, certainty=LIKELY, rank=rank)


def _refined(heading: Heading, text: str) -> Heading:
    """Let the unit or the listed colours of a header decide between near fields."""
    unit = next((_UNITS[word] for word in re.findall(r"[a-z]+", text) if word in _UNITS), None)
    percent = "%" in text or "procent" in text
    share = re.search(r"\bandel\b", text) is not None
    field, certainty = heading.field, heading.certainty
    if unit and field in (Field.FORECAST, Field.DEVIATION):
        field = Field.PLAN
    elif percent and field in (Field.STATUS, Field.TITLE):
        field = Field.PROGRESS
    elif (percent or share) and field is Field.PROGRESS and _OF_MONEY.search(text):
        field, certainty = None, 0
    elif percent and field in (None, Field.PLAN) and _DONE.search(text):
        field, certainty = Field.PROGRESS, max(certainty, SLIP)
    elif "grön" in text and "röd" in text and field in (Field.STATUS, Field.OUTLOOK):
        field = Field.ASSESSMENT
    return replace(heading, field=field, certainty=certainty, unit=unit, percent=percent, share=share)


def _key(text: str) -> str:
    return _MARKS.sub("", plain(text))


_FIELDS: dict[str, tuple[Field, int]] = {
    _key(word) or word: (Field(field), rank) for field, words in HEADER_WORDS.items() for rank, word in enumerate(words)
}
_ENDINGS = sorted(
    (key for key, (field, _) in _FIELDS.items() if len(key) >= 6 and field not in (Field.CODE, Field.PERIOD)),
    key=len,
    reverse=True,
)
_BY_LENGTH: dict[int, list[str]] = {}
for _known_key in _FIELDS:
    if len(_known_key) >= 5:
        _BY_LENGTH.setdefault(len(flat(_known_key)), []).append(_known_key)
