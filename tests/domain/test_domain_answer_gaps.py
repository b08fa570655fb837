"""A blank, a zero, a dash, *uppgift saknas* and *ej aktuellt* are five different answers."""

import pytest

from trygg_desktop.domain.answer_gaps import Gap, gap_of, say_gap
from trygg_desktop.domain.answers import BLANK, NO_VALUE, read_percent, read_status, read_text


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("", None),
        ("0", None),
        ("pågår", None),
        ("–", Gap.DASH),
        (" - ", Gap.DASH),
        ("Uppgift saknas", Gap.MISSING),
        ("vet ej", Gap.MISSING),
        ("Ej aktuellt.", Gap.NOT_APPLICABLE),
        ("ej  tillämpligt", Gap.NOT_APPLICABLE),
    ],
)
def test_the_words_of_a_cell_say_why_there_is_no_value(text, gap):
    assert gap_of(text) == gap


def test_the_five_answers_are_read_as_what_they_are():
    for cell, answer in ((None, BLANK), ("", BLANK), ("–", NO_VALUE), ("uppgift saknas", NO_VALUE)):
        assert read_percent(cell) == answer
        assert read_status(cell) == answer
        assert read_text(cell) == answer
    assert read_percent("ej aktuellt") == NO_VALUE
    assert read_percent(0).value == 0


def test_each_kind_of_gap_is_shown_in_its_own_words(loc):
    shown = [say_gap(text, loc) for text in ("–", "UPPGIFT SAKNAS", "inte aktuellt", "inga", "")]
    assert shown == ["–", "uppgift saknas", "ej aktuellt", "inga", "–"]
