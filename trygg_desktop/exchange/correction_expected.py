"""What is expected in each column of a template, and an example: said in a correction file."""

from enum import StrEnum

from trygg_desktop.domain.periods import period_name
from trygg_desktop.domain.words import Assessment, Outlook, Status, say
from trygg_desktop.exchange.template_content import TemplateContent
from trygg_desktop.formats import Locale

_WORDS: dict[str, tuple[type[StrEnum], StrEnum]] = {
    "status": (Status, Status.IN_PROGRESS),
    "assessment": (Assessment, Assessment.YELLOW),
    "outlook": (Outlook, Outlook.EXPECTED),
}


def say_expected(column: str, content: TemplateContent, loc: Locale) -> tuple[str, str]:
    """Return in words what is expected in a column, and an example of it."""
    if column in _WORDS:
        words, example = _WORDS[column]
        listed = ", ".join(loc.t(say(word)) for word in words)
        return loc.t("One of: {words}.", words=listed), loc.t(say(example))
    period = loc.t(period_name(content.period, short=True))
    match column:
        case "progress":
            return loc.t("A whole number from 0 to 100, without a percent sign."), loc.number(65)
        case "outcome_ore":
            expected = loc.t("Thousands of kronor since the measure began, as a number, or: no data.")
            return expected, loc.number(1020.5, 1)
        case "value":
            return loc.t("A number in the indicator's own unit, or: no data."), loc.number(12.5, 1)
        case "on":
            return loc.t("The period, month or day that the value concerns."), period
        case "n":
            return loc.t("A whole number, 0 or more."), loc.number(412)
        case "code":
            first = next((row.measure.code for row in content.rows), "")
            return loc.t("The number of a measure on the sheet. Clear the row if it concerns none."), first
        case "name":
            first = next((row.code for row in content.indicators if row.indicator_id), "")
            return loc.t("The code or name of an indicator. Clear the row if it concerns none."), first
        case "":
            return loc.t("Answers on the row that fit together, for {period}.", period=period), ""
    expected = loc.t("A text without personal identity numbers, phone numbers and e-mail addresses.")
    return expected, loc.t("The role that answers has been reached.")
