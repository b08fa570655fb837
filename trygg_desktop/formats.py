"""Numbers, dates and order as the reader's language writes them (CLDR through Babel)."""

import datetime as dt
import re
import unicodedata
from functools import cached_property, lru_cache
from typing import Any

from trygg_desktop.i18n import Translator

MINUS = "\N{MINUS SIGN}"
NBSP = "\N{NO-BREAK SPACE}"
GAP = "\N{EN DASH}"
"""Shown where a value is missing; never a zero."""

_LETTERS_LAST = {"å": "{a", "ä": "{b", "æ": "{b", "ö": "{c", "ø": "{c"}
_CHUNKS = re.compile(r"(\d+)")
_FOOTNOTE_MARKS = re.compile("([\u00aa\u00b2\u00b3\u00b9\u00ba\u2070-\u209c\u2460-\u249b\u24ea]+)")
"""Raised, lowered and circled signs: beside a figure they are a note, never a part of it."""


class Locale(Translator):
    """One language: its texts, its numbers and its dates."""

    @cached_property
    def _cldr(self) -> Any:
        from babel import Locale as Cldr

        return Cldr.parse("sv_SE" if self.code == "sv" else "en_GB")

    def number(self, value: float | None, decimals: int | None = None) -> str:
        """Write a number with the language's decimal mark and grouping; ``None`` is a gap.

        ``decimals`` fixes the count of decimals; without it up to two are shown.
        """
        if value is None:
            return GAP
        pattern = "#,##0.##" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
        text = _write_number(abs(value), pattern, self._cldr)
        is_below_zero = value < 0 and any(digit in text for digit in "123456789")
        return MINUS + text if is_below_zero else text  # Babel would write a hyphen, and -0

    def percent(self, value: float | None, decimals: int | None = None) -> str:
        """Write a percentage given in hundredths, 0–100: ``72 %``, in English ``72%``."""
        space = NBSP if self.code == "sv" else ""
        return GAP if value is None else f"{self.number(value, decimals)}{space}%"

    def thousands(self, ore: int | None) -> str:
        """Write money given in öre as thousands of kronor: ``1 020,5 tkr`` (``kSEK`` in English)."""
        if ore is None:
            return GAP
        unit = "tkr" if self.code == "sv" else "kSEK"
        return f"{self.number(ore / 100_000)}{NBSP}{unit}"

    def date(self, value: dt.date | str | None, style: str = "long") -> str:
        """Write a date. ``style``: ``long`` (1 december 2026), ``full`` (with weekday), ``short`` (1 dec),
        ``iso``. A partial date given as text (``2016-11``, ``2017``) is written as far as it is known.
        """
        if value is None:
            return GAP
        if isinstance(value, str):
            if len(value) == 4:
                return value
            if len(value) == 7:
                return self._pattern(dt.date.fromisoformat(f"{value}-01"), "LLLL y")
            value = dt.date.fromisoformat(value[:10])
        if style == "iso":
            return value.isoformat()[:10]
        patterns = {"long": "d MMMM y", "full": "EEEE d MMMM y", "short": "d MMM"}
        text = self._pattern(value, patterns[style])
        return text.rstrip(".") if style == "short" else text

    def moment(self, value: dt.datetime) -> str:
        """Write date and time: ``2026-11-22 14:32``."""
        return value.strftime("%Y-%m-%d %H:%M")

    def clock(self, value: dt.time) -> str:
        """Write a time of day: ``09.00``, in English ``09:00``."""
        return value.strftime("%H.%M" if self.code == "sv" else "%H:%M")

    def month(self, number: int, *, short: bool = False) -> str:
        """Return the name of a month (1–12): ``mars``, short ``mar``."""
        name = self._pattern(dt.date(2000, number, 1), "LLL" if short else "LLLL")
        return name.rstrip(".")[:3] if short else name

    def _pattern(self, value: dt.date, pattern: str) -> str:
        from babel.dates import format_date

        return str(format_date(value, format=pattern, locale=self._cldr))

    def show(self, value: object) -> object:
        """Write ``value`` as it stands in a sentence."""
        if isinstance(value, bool):
            return value
        if isinstance(value, dt.datetime):
            return self.moment(value)
        if isinstance(value, dt.date):
            return self.date(value)
        if isinstance(value, dt.time):
            return self.clock(value)
        if isinstance(value, int | float):
            return self.number(value)
        return super().show(value)


@lru_cache(maxsize=4096)
def _write_number(value: float, pattern: str, cldr: Any) -> str:
    """Write a number; kept, because Babel reads its pattern anew each time and a pack writes thousands."""
    from decimal import localcontext

    from babel.numbers import format_decimal

    with localcontext(prec=400):  # room for the digits of any float
        return str(format_decimal(value, format=pattern, locale=cldr))


def sort_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts as Swedish does: case-blind, å ä ö last, digits by value (Å-2 before Å-10)."""
    folded = unicodedata.normalize("NFC", text).casefold()
    plain = "".join(_LETTERS_LAST.get(c) or unicodedata.normalize("NFD", c)[:1] for c in folded)
    return tuple((0, int(c), "") if c.isdecimal() else (1, 0, c) for c in _CHUNKS.split(plain) if c)


def fold(text: str) -> str:
    """Return ``text`` for comparing: composed, case-folded, every run of white space one space."""
    return " ".join(plain_signs(text).casefold().split())


def plain_signs(text: str) -> str:
    """Return ``text`` with its signs in their plain forms, wide figures as figures; the mark of a footnote stays one,
    for ``12²`` is no 122.
    """
    if text.isascii():
        return text
    parts = _FOOTNOTE_MARKS.split(text)
    return "".join(part if number % 2 else unicodedata.normalize("NFKC", part) for number, part in enumerate(parts))
