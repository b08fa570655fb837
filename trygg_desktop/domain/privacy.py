"""What must not stand in a free text: personal identity numbers, phone numbers, e-mail addresses.

No person is a subject in the programme. What is found is shown masked and never kept, logged or repeated in a message.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trygg_desktop.messages import N_, Message

MASK = "•"
_AROUND = 24
"""How many characters of a text are shown on each side of what was masked."""


class PersonalKind(StrEnum):
    IDENTITY_NUMBER = "identity_number"
    PHONE = "phone"
    EMAIL = "email"


KIND_WORDS = {
    PersonalKind.IDENTITY_NUMBER: N_("a personal identity number"),
    PersonalKind.PHONE: N_("a phone number"),
    PersonalKind.EMAIL: N_("an e-mail address"),
}


@dataclass(frozen=True, slots=True)
class Personal:
    """Where in a text something personal stands (``start`` to before ``end``), and what it is; never the value."""

    kind: PersonalKind
    start: int
    end: int


_DASH = (
    "[-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}\N{HYPHEN BULLET}"
    "\N{MINUS SIGN}]"
)
_GAP = r"[\W_]{0,3}"
_WIDE_GAP = r"[\W_]{0,8}"
_NO_DATE = r"(?!(?:19|20)\d\d[-./]\d\d[-./]\d\d(?!\d))"
_IDENTITY = re.compile(
    rf"(?<!\d)((?:18|19|20)?)(\d\d){_GAP}(\d\d){_GAP}(\d\d)(?P<gap>{_WIDE_GAP}){_NO_DATE}(\d\d)\s?(\d\d)(?!\d)"
)
_FULL_DATE = re.compile(r"\d{4}([-./])\d\d\1\d\d")
_CLOSE = re.compile(rf"(?:[\s.+/:_]|{_DASH}){{0,3}}")
"""What may stand between a full date and four figures that belong to it: 1981-12-18-9876, not 2026-01-15 (1200 kr)."""
_LEFT_HALF = re.compile(r"\W*(?:18|19|20)?\d{6}[\W_]*")
_RIGHT_HALF = re.compile(r"[\W_]*\d{4}\W*")
_HALF = re.compile(rf"{_LEFT_HALF.pattern}|{_RIGHT_HALF.pattern}")
_EMAIL = re.compile(r"[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}")
_PHONE = re.compile(
    rf"(?<![\w,.+/-])(?:(?:\+|00)46{_DASH}?\s?(?:\(0\)\s?)?[1-9]\d{{0,2}}|\(?0[1-9]\d{{0,2}}\)?)"
    rf"(?:\s?{_DASH}\s?|\s?/\s?|\s)?\d{{2,4}}(?:\s?\d{{2,3}}){{1,3}}(?!\d|[,.]\d)"
)


_MAYBE = re.compile(r"@|\d(?:[\W_]{0,8}\d){7}")
_ORDINARY = re.compile(r"[\t\n\r -~\xa0-\xac\xae-\xb1\xb4-\xb8\xba\xbb\xbf-\xff–—…“”’•]*")
"""Text that is searched as it stands: nothing in it is invisible or another way of writing a digit."""
_NOTE_AFTER = re.compile(r"(?<=\d)[\u00b2\u00b3\u00b9\u2070-\u209c\u2460-\u249b]+(?![\W_]{0,3}\d)")
"""The mark of a footnote after a figure, which is no figure more."""
_FILLERS = "\u115f\u1160"
"""Letters that cannot be seen; compatibility forms of them become these."""


def find_personal(text: str) -> tuple[Personal, ...]:
    """Return what in ``text`` looks personal, in order, without overlaps.

    An identity number has a day that exists (60 more for a co-ordination number) and the right check digit, with or
    without century, and with any signs between its parts that are no letters or digits. A phone number has 8–11 digits
    after Sweden's rules.
    """
    plain, places = (text, None) if _ORDINARY.fullmatch(text) else _tidy(text)
    if not _MAYBE.search(plain):
        return ()
    found: list[Personal] = []
    for personal in sorted(_all(plain), key=lambda p: (p.start, -p.end)):
        if not found or personal.start >= found[-1].end:
            found.append(personal)
    if places is None:
        return tuple(found)
    return tuple(Personal(p.kind, places[p.start], places[p.end - 1] + 1) for p in found)


def holds_identity_number(text: str) -> bool:
    """Tell whether a personal identity number stands in ``text``."""
    return any(personal.kind is PersonalKind.IDENTITY_NUMBER for personal in find_personal(text))


def may_be_half(text: str) -> bool:
    """Tell whether a cell can hold one half of a personal identity number, whatever its neighbours hold."""
    return bool(_HALF.fullmatch(_seen(text)))


def is_parted_number(left: str, right: str) -> bool:
    """Tell whether two neighbouring cells hold the halves of a personal identity number: ``811218`` and ``9876``."""
    halves = _seen(left), _seen(right)
    if not _LEFT_HALF.fullmatch(halves[0]) or not _RIGHT_HALF.fullmatch(halves[1]):
        return False
    return holds_identity_number("-".join(re.sub(r"\D", "", half) for half in halves))


def mask(text: str) -> str:
    """Return ``text`` with what is personal in it made unreadable: ``Ring ••••••••``."""
    while found := find_personal(text):
        for personal in reversed(found):
            text = text[: personal.start] + MASK * 8 + text[personal.end :]
    return text


def warn_of_personal(text: str) -> Message | None:
    """Return why a typed text is not stored, with what is personal in it masked; ``None`` when nothing is."""
    found = find_personal(text)
    if not found:
        return None
    masked = " ".join(mask(text).split())
    place = max(masked.find(MASK), 0)
    start, end = max(place - _AROUND, 0), place + 8 + _AROUND
    shown = f"{'…' if start else ''}{masked[start:end].strip()}{'…' if end < len(masked) else ''}"
    return N_(
        "The text holds {what} and is not stored: “{shown}”. Remove it, or choose Mask.",
        what=KIND_WORDS[found[0].kind],
        shown=shown,
    )


def _seen(text: str) -> str:
    return text if _ORDINARY.fullmatch(text) else _tidy(text)[0]


def _tidy(text: str) -> tuple[str, list[int]]:
    """Return what a reader sees of ``text``, in plain signs, and for each of them the place it came from.

    Signs that cannot be seen (joiners, soft hyphens, direction marks, fillers) would else hide a number; a letter that
    only looks like a sign (the long mark of Japanese) is one here.
    """
    seen: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(_NOTE_AFTER.sub(lambda note: " " * len(note[0]), text)):
        for plain in unicodedata.normalize("NFKC", sign):
            category = unicodedata.category(plain)
            if plain.isspace() or (category not in ("Cf", "Cc", "Mn", "Me") and plain not in _FILLERS):
                seen.append("-" if category == "Lm" else plain)
                places.append(place)
    return "".join(seen), places


def _all(text: str) -> Iterator[Personal]:
    if "@" in text:
        yield from (Personal(PersonalKind.EMAIL, *m.span()) for m in _EMAIL.finditer(text))
    yield from _identity_numbers(text)
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", re.sub(r"^(?:\+|00)46", "0", found[0].replace("(0)", "")))
        if 8 <= len(digits) <= 11 and not _is_plain_number(found[0]):
            yield Personal(PersonalKind.PHONE, *found.span())


def _identity_numbers(text: str) -> Iterator[Personal]:
    """Find every identity number; figures before one that look like its beginning do not hide it: 2026 20000101-…"""
    place = 0
    while found := _IDENTITY.search(text, place):
        if _is_day(found) and _is_one(found) and _checks("".join(found.group(2, 3, 4, 6, 7))):
            yield Personal(PersonalKind.IDENTITY_NUMBER, *found.span())
            place = found.end()
        else:
            place = found.start() + 1


def _is_plain_number(text: str) -> bool:
    """A run of digits without any mark is a phone number only when it starts as a mobile number does."""
    return text.isdigit() and not (text.startswith(("07", "00")) and len(text) >= 10)


def _is_one(found: re.Match[str]) -> bool:
    """Tell a number from a full date that something else follows."""
    return not _FULL_DATE.fullmatch(found.string, found.start(), found.start("gap")) or bool(
        _CLOSE.fullmatch(found["gap"])
    )


def _is_day(found: re.Match[str]) -> bool:
    century, year, month, day = found[1], int(found[2]), int(found[3]), int(found[4])
    for full in (int(century) * 100 + year,) if century else (1900 + year, 2000 + year):
        try:
            date(full, month, day - 60 if day > 60 else day)
        except ValueError:
            continue
        return True
    return False


def _checks(ten: str) -> bool:
    """Luhn's check over the ten digits of an identity number."""
    total = 0
    for place, digit in enumerate(int(c) for c in ten):
        doubled = digit * 2 if place % 2 == 0 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
