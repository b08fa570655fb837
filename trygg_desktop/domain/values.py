"""How the value of a field is said: words for codes, money in thousands, percent, dates, a gap where there is none."""

from datetime import date, datetime
from enum import StrEnum

from trygg_desktop.domain.periods import period_name
from trygg_desktop.domain.reading_rules import name_meaning
from trygg_desktop.domain.words import MARKS, Assessment, say
from trygg_desktop.formats import GAP, Locale

_PERCENT = ("progress",)


def say_value(field: str, value: object, loc: Locale) -> str:
    """Return the value of ``field`` as a reader sees it. An assessment carries its mark; nothing is a gap."""
    if value is None or value == "":
        return GAP
    if isinstance(value, Assessment):
        return f"{MARKS[value]} {loc.t(say(value))}"
    if isinstance(value, StrEnum):
        return loc.t(say(value))
    if isinstance(value, bool):
        return loc.t("yes") if value else loc.t("no")
    if isinstance(value, datetime):
        return loc.moment(value)
    if isinstance(value, date):
        return loc.date(value, "iso")
    if isinstance(value, int | float):
        if field.endswith("_ore"):
            return loc.thousands(int(value))
        if field in ("number", "position", "target_year", "version"):
            return str(value)
        return loc.percent(value) if field in _PERCENT else loc.number(value)
    text = str(value)
    if field == "meaning":
        return loc.t(name_meaning(text))
    if field in ("on", "from_date", "baseline_on") and "-T" in text:
        return loc.t(period_name(text, short=True))
    return text
