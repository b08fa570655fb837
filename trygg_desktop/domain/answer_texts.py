"""Words and texts as departments write them in a cell, as coded values; what every reader of a cell shares.

Departments write as they please; each reader takes the forms that can mean only one thing and asks about the rest.
The caller keeps the sender's own wording beside what is returned here.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from trygg_desktop.domain.answer_words import ASSESSMENT_WORDS, NO_VALUE_WORDS, NONE_WORDS, OUTLOOK_WORDS, STATUS_WORDS
from trygg_desktop.domain.returns import Severity
from trygg_desktop.domain.words import Assessment, Outlook, Status
from trygg_desktop.formats import plain_signs
from trygg_desktop.messages import N_, Message

Value = TypeVar("Value", covariant=True)
Word = TypeVar("Word")
Cell = str | bool | int | float | dt.date | dt.datetime | dt.time | dt.timedelta | None
"""What a cell of a workbook can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Generic[Value]):
    """One cell as understood. ``answered`` is false for a blank cell and for one that must be asked about.

    ``value`` ``None`` with ``answered`` says "no value". ``problem`` says what to look at and how grave it is: with
    an error there is no value, with a warning or notice there is.
    """

    value: Value | None = None
    answered: bool = True
    problem: Message | None = None
    severity: Severity = "error"

    @property
    def is_doubtful(self) -> bool:
        """Tell whether there is more to say of the cell than a notice."""
        return self.problem is not None and self.severity != "notice"


BLANK: Answer[Any] = Answer(answered=False)
NO_VALUE: Answer[Any] = Answer()

_SPACES = " \t\r\n\f\v\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}\N{HAIR SPACE}"
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
    "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{WORD JOINER}\N{SOFT HYPHEN}\ufe0f\u202a-\u202e\u2066-\u2069]"
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_DASHES = "-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{NON-BREAKING HYPHEN}\N{HYPHEN}\N{FIGURE DASH}"
TO_HYPHEN = str.maketrans(dict.fromkeys(_DASHES, "-"))
_LONGEST_NO_VALUE = 40
_SHORT = 60
_DASH = re.compile(r"\s*(?:-(?:[\s\-]*-)?|\.{2,})\s*")


def seen(text: str) -> str:
    """Return ``text`` without what no one can see: control characters, marks that turn its direction."""
    return text if text.isprintable() else _CONTROLS.sub("", text)


def tidy(text: str) -> str:
    """Return ``text`` as it is stored: composed letters, plain line breaks, no control or invisible characters."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text)).strip(_SPACES)


def plain(text: str) -> str:
    """Return ``text`` for looking up: lower case, one kind of space and dash, no closing marks."""
    return _plain_again(text) if len(text) <= _SHORT else _plain(text)


def _plain(text: str) -> str:
    words = plain_signs(tidy(text)).casefold().translate(TO_HYPHEN).split()
    return " ".join(words).strip(" .:;,!*\"'”’()[]")


_plain_again = lru_cache(maxsize=8192)(_plain)
"""The same for the short texts of a table, which repeat themselves."""


def written(cell: Cell) -> str:
    """Return what stands in a cell as a Swedish Excel shows it: decimal comma, ISO dates, SANT and FALSKT."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case bool():
            return "SANT" if cell else "FALSKT"
        case int() | float():
            return _number_text(cell)
        case dt.datetime():
            return cell.strftime("%Y-%m-%d" if cell.time() == dt.time() else "%Y-%m-%d %H:%M")
        case dt.time():
            return cell.strftime("%H:%M")
        case _:
            return str(cell)


def _number_text(number: float) -> str:
    text = str(number) if isinstance(number, int) else format(number, ".15g")
    return text.replace(".", ",").replace("-", "\N{MINUS SIGN}")


def is_no_value(text: str) -> bool:
    """Tell whether ``text`` says that there is no value: a dash, *uppgift saknas*, *ej aktuellt* and the like."""
    if len(text) > _LONGEST_NO_VALUE:
        return False
    word = plain(text)
    return word in NO_VALUE_WORDS or bool(_DASH.fullmatch(plain_signs(text).translate(TO_HYPHEN)))


def read_text(cell: Cell) -> Answer[str]:
    """Read a free text. Numbers and dates are written as Excel shows them."""
    text = tidy(written(cell))
    if not text:
        return BLANK
    return NO_VALUE if is_no_value(text) else Answer(value=text)


def read_remark(cell: Cell) -> Answer[str]:
    """Read a text on what may not be there (obstacle, deviation, need): *nej* and *inga* say that there is none."""
    answer = read_text(cell)
    return NO_VALUE if answer.value is not None and plain(answer.value) in NONE_WORDS else answer


@lru_cache(maxsize=4096, typed=True)
def read_status(cell: Cell) -> Answer[Status]:
    """Read the state of a measure from one of the words departments use (*pågår*, *klar ej i tid*, *struken* …)."""
    return _read_word(cell, STATUS_WORDS, _join_status, _ask_status)


@lru_cache(maxsize=4096, typed=True)
def read_assessment(cell: Cell) -> Answer[Assessment]:
    """Read a traffic light: the colour's name, its sign, or words such as *mindre avvikelse*."""
    return _read_word(cell, ASSESSMENT_WORDS, _no_join, _ask_assessment)


@lru_cache(maxsize=4096, typed=True)
def read_outlook(cell: Cell) -> Answer[Outlook]:
    """Read how a goal is judged: *bedöms uppnås*, *osäkert*, *ej uppnått* …"""
    return _read_word(cell, OUTLOOK_WORDS, _no_join, _ask_outlook)


def _ask_status(text: str) -> Message:
    return N_("“{text}” is no status. Write not started, in progress, done, late or cancelled.", text=text)


def _ask_assessment(text: str) -> Message:
    return N_("“{text}” is no assessment. Write green, yellow, red or not assessed.", text=text)


def _ask_outlook(text: str) -> Message:
    return N_(
        "“{text}” does not say how the goal is judged. Write reached, expected to be reached, uncertain, "
        "not expected to be reached or not reached.",
        text=text,
    )


def _no_join(values: set[Word]) -> Word | None:
    return values.pop() if len(values) == 1 else None


def _join_status(statuses: set[Status]) -> Status | None:
    """Late names the delay of something in progress or done; other pairs contradict each other."""
    if Status.LATE in statuses and statuses <= {Status.LATE, Status.IN_PROGRESS, Status.DONE}:
        return Status.LATE
    return _no_join(statuses)


def _read_word(
    cell: Cell,
    words: Mapping[str, Word],
    join: Callable[[set[Word]], Word | None],
    ask: Callable[[str], Message],
) -> Answer[Word]:
    text = tidy(written(cell))
    word = plain(text)
    if isinstance(cell, str) and word in words:
        return Answer(value=words[word])
    if not text:
        return BLANK
    if is_no_value(text):
        return NO_VALUE
    value = _find_word(word, words, join) if isinstance(cell, str) else None
    if value is not None:
        return Answer(value=value)
    near = (_near(word, words) or _at_start(word, words)) if isinstance(cell, str) else None
    if near is None:
        return Answer(answered=False, problem=ask(shorten(text)))
    return Answer(
        value=words[near],
        problem=N_("“{text}” was read as “{word}”.", text=shorten(text), word=near),
        severity="warning",
    )


def _find_word(word: str, words: Mapping[str, Word], join: Callable[[set[Word]], Word | None]) -> Word | None:
    """Look for a known word without numbering, a sign before it or a remark in brackets, then for several."""
    together = " ".join(re.findall(r"\w+", word))
    if together in words:
        return words[together]
    bare = re.sub(r"^(?:status|läge|bedömning|färg)\s*[:=]?\s+", "", word)
    bare = re.sub(r"^(?:\d{1,2}\s*[-.:)=]\s*|[^\w\s]+\s*)", "", bare)
    bare = _AS_PLANNED.sub("", bare)
    if bare in words:
        return words[bare]
    start, _, remark = bare.partition("(")
    if plain(start) in words and not _gainsays(remark, words, words[plain(start)]):
        return words[plain(start)]
    parts = [part.strip() for part in re.split(r"[,;/+]| - | men | och ", word) if part.strip()]
    if len(parts) > 1 and all(part in words for part in parts):
        return join({words[part] for part in parts})
    return None


_AS_PLANNED = re.compile(r"\s+(?:enligt|enl\.?)\s+(?:tids?)?plan(?:en|eringen|ering)?$")
_REMARK = re.compile(r"\s*[,;:(]\s*| - |\s+(?:pga\.?|p\.\s?g\.\s?a\.?|på grund av|eftersom)\s+")


def _at_start(word: str, words: Mapping[str, Word]) -> str | None:
    """Return the known word before a remark (``pågår - väntar på beslut``), unless the remark names another."""
    start, *rest = _REMARK.split(word, maxsplit=1)
    if not rest or start not in words:
        return None
    return None if _gainsays(rest[0], words, words[start]) else start


def _gainsays(remark: str, words: Mapping[str, Word], value: Word) -> bool:
    """Tell whether a remark after an answer negates something, or holds an answer that says otherwise."""
    padded = " ".join(["", *re.findall(r"[^\W_]+", remark), ""])
    return _negates(remark) or any(f" {known} " in padded for known, other in words.items() if other != value)


def _negates(text: str) -> bool:
    return not {"ej", "inte", "icke", "not", "ingen", "utan"}.isdisjoint(text.split())


def _near(word: str, words: Mapping[str, Word]) -> str | None:
    """Return the only known word within one slip of the pen, or the same but for å, ä, ö; never across a negation."""
    if len(word) < 5 or len(word) > 40:
        return None
    near = [known for known in words if abs(len(known) - len(word)) <= 1]
    close = [known for known in near if one_slip(flat(word), flat(known)) and _negated(known) == _negated(word)]
    return close[0] if close and len({words[known] for known in close}) == 1 else None


def _negated(word: str) -> bool:
    return _negates(word) or word.startswith(("o", "un"))


@lru_cache(maxsize=8192)
def flat(word: str) -> str:
    """Return ``word`` without the marks over its letters: å and ä as a, ö as o."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def one_slip(one: str, other: str) -> bool:
    """Tell whether two words differ by at most one letter changed, added, left out or swapped with the next."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 5:
        return False
    if one[0] != other[0] and one[-1] != other[-1]:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, other_rest = one[start:], other[start:]
    return (
        rest[1:] == other_rest[1:]
        or rest[1:] == other_rest
        or rest == other_rest[1:]
        or (rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:])
    )


def shorten(text: str, length: int = 60) -> str:
    """Return ``text`` on one line, cut to what a message has room for."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"
