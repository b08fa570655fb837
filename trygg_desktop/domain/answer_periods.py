"""Reporting periods and other times as departments write them in a cell, a header or a title."""

import datetime as dt
import re
from dataclasses import dataclass

from trygg_desktop.domain.answer_texts import BLANK, NO_VALUE, Answer, Cell, is_no_value, plain, shorten, tidy, written
from trygg_desktop.messages import N_, Message

_TERTIAL = r"(?:t|tert|tertial|tertialet|tertialuppföljning|tertialrapport|delårsrapport|delår)[\s.\-]*(?P<t>[123])"
_ORDINAL = r"(?P<o>[123]|första|andra|tredje|first|second|third)(?:[:.]?[ae])?\s*tertial(?:et)?"
_MONTHS = (
    r"(?:jan(?:uari|uary)?\.?\s*(?:-|till|to|t\.?o\.?m\.?)\s*(?P<m>apr(?:il)?|aug(?:usti|ust)?|dec(?:ember)?)"
    r"|(?P<s>ma[jy]\s*-\s*aug(?:usti|ust)?|sep(?:t|tember)?\.?\s*-\s*dec(?:ember)?))"
)
_WHOLE = (
    r"(?P<w>hel[åa]r(?:ets?|s)?|hela året|delår(?:et|s\w+)?"
    r"|(?P<weak>år(?:et|sbokslut|sredovisning|suppföljning)?|bokslut|year|(?:whole|full) year))"
)
_PERIOD = re.compile(
    rf"(?<![^\W_])(?:(?P<before>20\d\d)(?P<between>[\s\-/.,:]*))?(?:{_TERTIAL}|{_ORDINAL}|{_MONTHS}|{_WHOLE})(?![^\W_])\.?"
    r"(?:[\s\-/.,:(]*(?:år )?(?P<after>20\d\d|'?\d\d)(?![^\W_])\)?)?"
)
_NUMBERS = {"1": 1, "2": 2, "3": 3, "första": 1, "andra": 2, "tredje": 3, "first": 1, "second": 2, "third": 3}
_LAST_MONTHS = {"apr": 1, "aug": 2, "dec": 3}
_ENDING = re.compile(r"(?<![\w-])(20\d\d)-(04|08|12)(?:-(?:30|31))?(?![\w-])")
_YEAR = re.compile(r"(?<![\w-])20\d\d(?![\w-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodMention:
    """A period named in a text: its tertial (``3`` stands for the whole year), its year when it is there, and the
    text without it. ``bare`` says that there was only a year, which may mean the whole year or just *this* year.
    ``part`` are the words of a text that names less than what is reported: ``maj-aug``, ``T3``.
    """

    tertial: int
    year: int | None
    rest: str
    bare: bool = False
    part: str = ""

    def code(self, year: int | None = None) -> str:
        """Return the period's code, its year or else ``year``; empty where no year is known."""
        known = self.year or year
        if known is None:
            return ""
        return str(known) if self.tertial == 3 else f"{known}-T{self.tertial}"


def find_period(text: str, *, bare_year: bool = False) -> PeriodMention | None:
    """Find a tertial or whole year named in ``text`` (``Status T1 2026``, ``januari–augusti 2026``).

    A year alone counts only with ``bare_year``: it may as well be a target year or part of a name.
    """
    line = plain(text).replace("_", " ")
    found = _PERIOD.search(line)
    if found and found["before"] and found["between"].strip("-/") and found.start() > 0:
        found = _PERIOD.search(line, found.start("between"))  # the year is another thing's: "… 2030, tertial 2"
    if found and found["weak"] and not (found["before"] or found["after"]) and found[0] != line:
        found = None
    if found is None:
        return _find_year(line) if bare_year else None
    written_year = found["after"] or found["before"]
    year_number = int(written_year.strip("'")) if written_year else None
    if year_number is not None and year_number < 100:
        year_number += 2000
    tertial = _tertial(found)
    part = found[0].strip() if found["s"] or (tertial == 3 and (found["t"] or found["o"])) else ""
    return PeriodMention(tertial=tertial, year=year_number, rest=_without(line, found), part=part)


def say_part(text: str, code: str) -> Message:
    """Say that a text that names a part of the year was read as the period ``code`` that the part ends."""
    if len(code) == 4:
        return N_("“{text}” was read as the whole year {year}.", text=shorten(text), year=code)
    return N_("“{text}” was read as T2 {year}, January–August.", text=shorten(text), year=code[:4])


def ask_part(text: str, year: str) -> Message:
    """Ask which period is meant by a text that names a part of the year that no value of an indicator is kept for."""
    return N_(
        "“{text}” is a part of the year that no value is kept for: T2 is January–August and T3 the whole year. "
        "Write for example T2 {year} or {year}.",
        text=shorten(text),
        year=year,
    )


def _find_year(line: str) -> PeriodMention | None:
    """Find a year that stands alone, or the last day or month of a period (``2026-08-31``)."""
    ending = _ENDING.search(line)
    if ending:
        tertial = {"04": 1, "08": 2, "12": 3}[ending[2]]
        return PeriodMention(tertial=tertial, year=int(ending[1]), rest=_without(line, ending))
    year = _YEAR.search(line)
    return PeriodMention(tertial=3, year=int(year[0]), rest=_without(line, year), bare=True) if year else None


def _tertial(found: re.Match[str]) -> int:
    if found["t"] or found["o"]:
        return _NUMBERS[found["t"] or found["o"]]
    if found["m"]:
        return _LAST_MONTHS[found["m"][:3]]
    if found["s"]:
        return 2 if found["s"].startswith("ma") else 3
    return 2 if found["w"].startswith("delår") else 3


def _without(line: str, found: re.Match[str]) -> str:
    return plain(f"{line[: found.start()]} {line[found.end() :]}").strip(" -/_")


def read_period(cell: Cell, year: int | None = None) -> Answer[str]:
    """Read a reporting period as its code: ``T2 2026``, ``tertial 2 2026``, ``jan–aug 2026``, ``helår 2026``, ``2026``.

    The third tertial is reported as the whole year, and May–August with T2: both are read with a warning. ``year`` is
    used where the text names none. Dates count only when a period ends in their month.
    """
    text = tidy(written(cell))
    if not text:
        return BLANK
    if is_no_value(text):
        return NO_VALUE
    if isinstance(cell, dt.date):
        return _period_ending(cell.year, cell.month, text)
    line = plain(text)
    dated = re.fullmatch(r"(20\d\d)-(\d\d)(?:-\d\d)?", line)
    if dated:
        return _period_ending(int(dated[1]), int(dated[2]), text)
    if re.fullmatch(r"20\d\d", line):
        return Answer(value=line)
    mention = find_period(text)
    if mention is None:
        return _ask_period(text)
    again = find_period(mention.rest)
    if mention.rest and (again is None or again.rest or again.tertial != mention.tertial):
        return _ask_period(text)
    code = mention.code(year)
    if not code:
        return Answer(
            answered=False, problem=N_("“{text}” names no year. Write for example T2 2026.", text=shorten(text))
        )
    if mention.part or (again is not None and again.part):
        return Answer(value=code, problem=say_part(text, code), severity="warning")
    return Answer(value=code)


def _period_ending(year: int, month: int, text: str) -> Answer[str]:
    codes = {4: f"{year}-T1", 8: f"{year}-T2", 12: f"{year}"}
    return Answer(value=codes[month]) if month in codes else _ask_period(text)


def _ask_period(text: str) -> Answer[str]:
    return Answer(
        answered=False,
        problem=N_("“{text}” is no period that is reported. Write T1 2026, T2 2026 or 2026.", text=shorten(text)),
    )


_MONTH_NAMES = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def read_moment(cell: Cell, year: int | None = None) -> Answer[str]:
    """Read when a value was measured: a period's code, a year, a month (``nov 2018``) or a day, as a partial date.

    Days are taken from date cells or ISO text only: 3/4 is two days. ``year`` is for a tertial without one.
    """
    if isinstance(cell, dt.datetime | dt.date):
        return Answer(value=cell.isoformat()[:10]) if 1900 <= cell.year <= 2100 else _ask_moment(written(cell))
    line = plain(written(cell))
    if re.fullmatch(r"(?:19|20)\d\d", line):
        return Answer(value=line)
    dated = re.fullmatch(r"((?:19|20)\d\d)-?(\d\d)(?:-(\d\d))?", line)
    if dated:
        try:
            dt.date(int(dated[1]), int(dated[2]), int(dated[3] or 1))
        except ValueError:
            return _ask_moment(line)
        return Answer(value="-".join(part for part in dated.groups() if part))
    named = re.fullmatch(r"([a-z]{3})[a-z]*\.?,? ((?:19|20)\d\d)", line)
    if named and named[1].replace("may", "maj").replace("oct", "okt") in _MONTH_NAMES:
        month = _MONTH_NAMES.index(named[1].replace("may", "maj").replace("oct", "okt")) + 1
        return Answer(value=f"{named[2]}-{month:02}")
    period = read_period(cell, year)
    if period.value and period.problem:
        return Answer(answered=False, problem=ask_part(written(cell), period.value[:4]))
    return period if period.value or not period.problem else _ask_moment(written(cell))


def _ask_moment(text: str) -> Answer[str]:
    return Answer(
        answered=False,
        problem=N_("“{text}” is no time that can be read. Write 2026, 2026-11 or T2 2026.", text=shorten(text)),
    )
