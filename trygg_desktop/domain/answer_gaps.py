"""The ways of answering that there is no value: a dash, *uppgift saknas* and *ej aktuellt* say three different things.

A blank cell is no answer at all, and a zero is a value; with these it makes five. The value that is stored is none for
all three, so the words that stood in the cell, kept as the value's origin, tell them apart.
"""

from enum import StrEnum

from trygg_desktop.domain.answer_texts import is_no_value, plain
from trygg_desktop.domain.answer_words import NOT_APPLICABLE_WORDS
from trygg_desktop.formats import GAP, Locale
from trygg_desktop.messages import N_, Message


class Gap(StrEnum):
    """Why there is no value."""

    DASH = "dash"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


_WORDS = {Gap.MISSING: N_("no data"), Gap.NOT_APPLICABLE: N_("not applicable")}


def gap_of(original: str) -> Gap | None:
    """Tell what the words of a cell say of a value that is not there; ``None`` when they say nothing of that."""
    if not original.strip() or not is_no_value(original):
        return None
    word = plain(original)
    if word in NOT_APPLICABLE_WORDS:
        return Gap.NOT_APPLICABLE
    return Gap.MISSING if any(letter.isalpha() for letter in word) else Gap.DASH


def name_gap(gap: Gap) -> Message:
    """Return how a gap is called; a dash is a dash."""
    return _WORDS.get(gap, Message(GAP))


def say_gap(original: str, loc: Locale) -> str:
    """Return how a value that is not there is shown: in the words for its kind, else in those of the cell, such as
    *inga* below *Hinder*.
    """
    gap = gap_of(original)
    if gap is None:
        return original.strip() or GAP
    return loc.t(name_gap(gap))
