"""Numbers, percentages and money as departments write them in a cell."""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

from trygg_desktop.domain.answer_texts import (
    BLANK,
    NO_VALUE,
    TO_HYPHEN,
    Answer,
    Cell,
    is_no_value,
    shorten,
    tidy,
    written,
)
from trygg_desktop.domain.doubts import doubt_outcome
from trygg_desktop.formats import plain_signs
from trygg_desktop.messages import N_

Scale = Literal["unknown", "whole", "fraction"]
MoneyUnit = Literal["kr", "tkr", "mnkr"]
ORE = {"kr": 100, "tkr": 100_000, "mnkr": 100_000_000}
"""Öre in one of each unit."""


_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+)?")
_COMMA = re.compile(r"\d+(?:,\d+)?|,\d+")
_POINT = re.compile(r"\d*\.\d+")
_ABOUT = re.compile(r"(?:ca|cirka|c:a|circa|ungefär|omkring|runt|~|≈)\.?\s*(?=\d)", re.I)
_FRACTION = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})")
_AMBIGUOUS_POINT = re.compile(r"[1-9]\d{0,2}\.\d{3}")


@lru_cache(maxsize=8192, typed=True)
def read_number(cell: Cell) -> Answer[Decimal]:
    """Read a number. Text may have a decimal comma, spaces of any kind between thousands, and any minus sign.

    ``1.234`` may be a thousand or a little more than one: it is asked about, as are fractions, dates and ranges.
    """
    if cell is None:
        return BLANK
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return _ask_number(written(cell))
    if isinstance(cell, str):
        text = tidy(cell)
        if not text:
            return BLANK
        return NO_VALUE if is_no_value(text) else _read_number_text(text)
    try:
        number = Decimal(repr(cell))
    except InvalidOperation:
        return _ask_number(written(cell))
    return Answer(value=number) if number.is_finite() else _ask_number(written(cell))


def ways_to_read(cell: Cell) -> tuple[str, ...]:
    """Return the figures that a cell may mean when it can be read in several ways, each as ``read_number`` reads it:
    ``1.234`` is 1,234 or 1 234; ``3/4``, also as the day that Excel makes of it, is 0,75 unless it is no figure at all.
    Empty for a cell that can mean one thing only.
    """
    if isinstance(cell, dt.date):
        return (_fraction(cell.day, cell.month),) if cell.day <= cell.month else ()
    if not isinstance(cell, str):
        return ()
    text = tidy(cell).removesuffix("%").strip()
    if _AMBIGUOUS_POINT.fullmatch(text.removeprefix("-")):
        return text.replace(".", ","), text.replace(".", "\N{NO-BREAK SPACE}")
    parts = _FRACTION.fullmatch(text)
    return (_fraction(int(parts[1]), int(parts[2])),) if parts and 0 < int(parts[1]) <= int(parts[2]) else ()


def _fraction(part: int, whole: int) -> str:
    return format(round(part / whole, 4), "g").replace(".", ",")


def _read_number_text(text: str) -> Answer[Decimal]:
    clean = " ".join(plain_signs(text).translate(TO_HYPHEN).split())
    sign, digits = (-1, clean[1:].strip()) if clean.startswith("-") else (1, clean.removeprefix("+").strip())
    if len(digits) > 30 or not digits.isascii():
        return _ask_number(text)
    if _AMBIGUOUS_POINT.fullmatch(digits):
        return Answer(
            answered=False,
            problem=N_(
                "“{text}” can be read in two ways: {small} or {large}. Write the number without a point.",
                text=shorten(text),
                small=digits.replace(".", ","),
                large=digits.replace(".", "\N{NO-BREAK SPACE}"),
            ),
        )
    if _GROUPED.fullmatch(digits) or _COMMA.fullmatch(digits):
        return Answer(value=sign * Decimal(digits.replace(" ", "").replace(",", ".")))
    if _POINT.fullmatch(digits):
        return Answer(value=sign * Decimal(digits))
    return _ask_number(text)


def _ask_number(text: str) -> Answer[Decimal]:
    return Answer(
        answered=False,
        problem=N_(
            "“{text}” is no number that can be read. Write figures only, for example 1 020,5.", text=shorten(text)
        ),
    )


def read_percent(cell: Cell, scale: Scale = "unknown") -> Answer[int]:
    """Read a share done as whole percent, 0–100: ``65 %``, ``65``, ``0,65``, ``0.65``.

    ``scale`` says how the numbers of the column or the cell's number format are to be taken: ``fraction`` (0–1, as
    Excel stores a cell formatted as percent), ``whole`` (0–100), or ``unknown``: then what lies between 0 and 1
    is a fraction, and a lone 1 is asked about. A percent sign in a text always says whole percent.
    """
    if isinstance(cell, str) and (about := _ABOUT.match(tidy(cell))):
        exact = read_percent(tidy(cell)[about.end() :], scale)
        if exact.value is None:
            return exact if exact.problem else _ask_percent(cell)
        message = N_(
            "“{text}” was read as {value}.", text=shorten(tidy(cell)), value=f"{exact.value}\N{NO-BREAK SPACE}%"
        )
        return Answer(value=exact.value, problem=message, severity="warning")
    signed = isinstance(cell, str) and tidy(cell).endswith(("%", "procent", "Procent"))
    number = read_number(
        re.sub(r"(?:%|procent)$", "", tidy(cell), flags=re.I) if signed and isinstance(cell, str) else cell
    )
    if number.value is None:
        return _ask_percent(cell) if number.problem and not _two_ways(number) else _keep(number)
    share = number.value
    if signed:
        scale = "whole"
    if scale == "unknown" and share == 1:
        return Answer(
            answered=False,
            problem=N_("“{text}” can be 1 or 100 percent. Write it with a percent sign.", text=shorten(written(cell))),
        )
    if scale == "fraction" or (scale == "unknown" and 0 < share < 1):
        share *= 100
    if not 0 <= share <= 100:
        return Answer(
            answered=False,
            problem=N_("“{text}” is not between 0 and 100 percent.", text=shorten(written(cell))),
        )
    whole = int(share.quantize(Decimal(1), ROUND_HALF_UP))
    if share.quantize(Decimal("0.01")) == whole:
        return Answer(value=whole)
    message = N_("“{text}” was rounded to {value}.", text=shorten(written(cell)), value=f"{whole}\N{NO-BREAK SPACE}%")
    return Answer(value=whole, problem=message, severity="notice")


def _two_ways(number: Answer[Decimal]) -> bool:
    return number.problem is not None and "small" in number.problem.values


def _keep(number: Answer[Decimal]) -> Answer[int]:
    return Answer(answered=number.answered, problem=number.problem, severity=number.severity)


def _ask_percent(cell: Cell) -> Answer[int]:
    return Answer(
        answered=False,
        problem=N_("“{text}” is no percentage that can be read. Write for example 75 %.", text=shorten(written(cell))),
    )


_MONEY = re.compile(
    r"(?P<number>.*?[\d,.])\s*(?P<unit>tkr|kkr|ksek|tusen(?:\s+kronor)?|mnkr|mkr|msek|miljon(?:er)?(?:\s+kronor)?|kr|sek|kronor|:-)\.?",
    re.I | re.S,
)
_MOST_ORE = 10**15


def read_tkr(cell: Cell, unit: MoneyUnit = "tkr") -> Answer[int]:
    """Read an amount of money as öre. ``unit`` is what the column counts in; a unit in the cell goes before it."""
    text = cell
    if isinstance(cell, str):
        found = _MONEY.fullmatch(tidy(cell).replace("\N{EN DASH}", "-") if ":" in cell else tidy(cell))
        if found:
            text, unit = found["number"], _money_unit(found["unit"])
    number = read_number(text)
    if number.value is None:
        return _keep(number)
    ore = number.value * ORE[unit]
    if abs(ore) > _MOST_ORE:
        return Answer(
            answered=False, problem=N_("“{text}” is too much money to be right.", text=shorten(written(cell)))
        )
    value = int(ore.quantize(Decimal(1), ROUND_HALF_UP))
    return Answer(value=value, problem=doubt_outcome(value), severity="warning")


def _money_unit(word: str) -> MoneyUnit:
    word = word.casefold()
    if word.startswith(("tkr", "kkr", "ksek", "tusen")):
        return "tkr"
    return "mnkr" if word.startswith("m") else "kr"
