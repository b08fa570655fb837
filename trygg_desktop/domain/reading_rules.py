"""What the leader has said about a department's own words, to be used the next time its workbook is read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from trygg_desktop.domain.answers import find_period, plain
from trygg_desktop.domain.fields import name_column
from trygg_desktop.domain.headers import Field, join_lines
from trygg_desktop.domain.interpretation import Hints
from trygg_desktop.domain.words import Assessment, Outlook, RuleKind, Status, say
from trygg_desktop.formats import fold
from trygg_desktop.messages import N_, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRule:
    """One thing learned about a party's workbooks: what is ``written`` there (folded), and what it means.

    ``meaning`` is empty for "passed over"; for a sheet ``read``, for a column the field, for a word ``field:word``, for
    a measure its code.
    """

    id: int = 0
    party_id: int
    kind: RuleKind
    written: str
    meaning: str = ""


READ = "read"
"""The meaning of a sheet that is to be read."""

CODED: Mapping[str, type[StrEnum]] = {
    Field.STATUS.value: Status,
    Field.ASSESSMENT.value: Assessment,
    Field.OUTLOOK.value: Outlook,
}
"""The answers that are one of some words."""


def sheet_key(name: str) -> str:
    """Return a sheet's name for comparing, without the period it names: next time it is another one's."""
    return _without_period(name)


def column_key(header: str) -> str:
    """Return a header for comparing, without the period it names."""
    return _without_period(join_lines(header))


def word_key(text: str) -> str:
    """Return a word of an answer for comparing."""
    return plain(text)


def row_key(code: str, title: str) -> str:
    """Return what a row calls its measure, for comparing."""
    return fold(" ".join(part for part in (code, title) if part))


def _without_period(text: str) -> str:
    mention = find_period(text, bare_year=True)
    return plain(mention.rest if mention is not None and plain(mention.rest) else text)


def name_meaning(meaning: str) -> Message:
    """Say what a rule's meaning is: a word of an answer, a field, that a sheet is read, or a measure by its code."""
    name, colon, word = meaning.partition(":")
    if colon:
        return say(CODED[name](word)) if word and name in CODED else N_("no value")
    if meaning == READ:
        return N_("read")
    return name_column(meaning) if meaning in _FIELDS else Message(meaning)


def hints_of(rules: Iterable[ReadingRule]) -> Hints:
    """Return what a party's rules say of its sheets, columns and words; meanings unknown to this program are left."""
    sheets: dict[str, bool] = {}
    columns: dict[str, str] = {}
    words: dict[str, tuple[str, str]] = {}
    for rule in rules:
        if rule.kind is RuleKind.SHEET:
            sheets[rule.written] = bool(rule.meaning)
        elif rule.kind is RuleKind.COLUMN and (not rule.meaning or rule.meaning in _FIELDS):
            columns[rule.written] = rule.meaning
        elif rule.kind is RuleKind.WORD:
            name, _, word = rule.meaning.partition(":")
            if name in CODED and (not word or word in {member.value for member in CODED[name]}):
                words[rule.written] = (name, word)
    return Hints(sheets=sheets, columns=columns, words=words)


def rules_of(hints: Hints, party_id: int) -> list[ReadingRule]:
    """Return hints as rules of a party. Figures are none: ``1.234`` may be meant otherwise the next time."""
    return [
        *(_rule(party_id, RuleKind.SHEET, key, READ if read else "") for key, read in hints.sheets.items()),
        *(_rule(party_id, RuleKind.COLUMN, key, meaning) for key, meaning in hints.columns.items()),
        *(_rule(party_id, RuleKind.WORD, key, f"{name}:{word}") for key, (name, word) in hints.words.items()),
    ]


def _rule(party_id: int, kind: RuleKind, written: str, meaning: str) -> ReadingRule:
    return ReadingRule(party_id=party_id, kind=kind, written=written, meaning=meaning)


_FIELDS = frozenset(member.value for member in Field)
