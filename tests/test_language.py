"""One mechanism for screen, paper, workbook and command line: English sources, Swedish complete."""

from enum import StrEnum

import pytest

from trygg_desktop.domain import words
from trygg_desktop.domain.periods import period_name
from trygg_desktop.domain.words import Assessment, Status, choices, say
from trygg_desktop.errors import UserError, WorkbookRefused
from trygg_desktop.formats import Locale
from trygg_desktop.i18n import Translator
from trygg_desktop.messages import N_, NN_, Message

SWEDISH = Locale("sv")
ENGLISH = Locale("en")


def test_words_of_the_field_are_said_in_both_languages() -> None:
    assert SWEDISH.t(say(Status.NOT_STARTED)) == "ej påbörjad"
    assert ENGLISH.t(say(Status.NOT_STARTED)) == "not started"
    assert [SWEDISH.t(word) for _, word in choices(Assessment)] == ["grön", "gul", "röd", "ej bedömd"]


KINDS = [kind for kind in vars(words).values() if isinstance(kind, type) and issubclass(kind, StrEnum)]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not StrEnum])
def test_every_code_word_can_be_said(kind: type[StrEnum]) -> None:
    for word, message in choices(kind):
        assert SWEDISH.t(message)
        assert say(word) == message


def test_a_period_is_said_with_its_year_ungrouped() -> None:
    assert SWEDISH.t(period_name("2026-T2")) == "tertial 2 2026"
    assert SWEDISH.t(period_name("2026-T2", short=True)) == "T2 2026"
    assert SWEDISH.t(period_name("2026")) == "helåret 2026"


def test_a_count_chooses_singular_or_plural() -> None:
    assert SWEDISH.tn("{n} change", "{n} changes", 1) == "1 ändring"
    assert SWEDISH.t(NN_("{n} change", "{n} changes", 2)) == "2 ändringar"
    assert ENGLISH.tn("{n} change", "{n} changes", 1) == "1 change"


def test_a_message_inside_a_message_is_translated_too() -> None:
    message = N_("The weakest link is {party}.", party=N_("police"))

    assert SWEDISH.t(message) == "Svagaste länken är polis."


def test_braces_in_a_value_stay_as_they_are() -> None:
    assert ENGLISH.t("{party} has no measure.", party="{x}") == "{x} has no measure."


def test_a_text_without_values_may_hold_braces() -> None:
    assert ENGLISH.t(Message("{not a place}")) == "{not a place}"


def test_an_empty_text_stays_empty() -> None:
    assert SWEDISH.t("") == ""


def test_an_unknown_language_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="no language"):
        Translator("fi")


def test_an_error_travels_between_processes_with_its_message() -> None:
    import pickle

    error = WorkbookRefused("{file} is a folder. Give a file name.", file="a.xlsx")
    back = pickle.loads(pickle.dumps(error))

    assert isinstance(back, WorkbookRefused)
    assert SWEDISH.t(back.message) == "a.xlsx är en mapp. Ange ett filnamn."
    assert str(UserError(N_("open"))) == "open"
