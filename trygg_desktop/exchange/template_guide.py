"""Writes the first sheet of a template, *Läs mig*: what to do, by when, what the words mean, whom to ask."""

from collections.abc import Iterator
from enum import StrEnum

from trygg_desktop.domain.periods import make_period
from trygg_desktop.domain.words import MARKS, Assessment, Outlook, Status, say
from trygg_desktop.exchange.template_columns import answer_name
from trygg_desktop.exchange.template_content import TemplateContent
from trygg_desktop.exchange.template_look import (
    BODY,
    BODY_BOLD,
    BODY_LINE,
    SECTION,
    SUBTITLE,
    TITLE,
    OpenpyxlBook,
    OpenpyxlSheet,
    print_on_a4,
    protect,
    put,
)
from trygg_desktop.formats import Locale
from trygg_desktop.messages import N_, Message

_MEANINGS: dict[StrEnum, Message] = {
    Status.NOT_STARTED: N_("The work has not begun."),
    Status.IN_PROGRESS: N_("The work has begun and goes on."),
    Status.DONE: N_("The measure is carried out and finished."),
    Status.LATE: N_("The measure will not be ready in time. Say why under deviation."),
    Status.CANCELLED: N_("The measure will not be carried out. Say why under deviation."),
    Assessment.GREEN: N_("Goes according to plan."),
    Assessment.YELLOW: N_("Departs from the plan; you can put it right yourselves."),
    Assessment.RED: N_("Departs from the plan; others have to help or decide."),
    Assessment.NONE: N_("Cannot be judged yet."),
    Outlook.REACHED: N_("The goal is reached already."),
    Outlook.EXPECTED: N_("The goal will most likely be reached in time."),
    Outlook.UNCERTAIN: N_("It can go either way."),
    Outlook.NOT_EXPECTED: N_("The goal will most likely not be reached in time."),
    Outlook.NOT_REACHED: N_("The time is up and the goal is not reached."),
}
_CHARACTERS = 92
"""How many characters of text a line of the wide column holds, to give each row its height."""


def write_guide_sheet(book: OpenpyxlBook, content: TemplateContent, loc: Locale) -> None:
    """Write the sheet that is seen first."""
    sheet: OpenpyxlSheet = book.create_sheet(loc.t("Read me"))
    for letter, width in (("A", 3), ("B", 26), ("C", 88)):
        sheet.column_dimensions[letter].width = width
    period = make_period(content.period)
    put(sheet.cell(2, 2), loc.t("Follow-up {period}", period=period.name), TITLE)
    put(sheet.cell(3, 2), f"{content.party_name} · {content.programme_name}", SUBTITLE)
    sheet.row_dimensions[2].height = 30
    first = 5
    for title, lines in _sections(content, loc):
        put(sheet.cell(first, 2), title, SECTION)
        sheet.row_dimensions[first].height = 24
        for row, (word, text) in enumerate(lines, first + 1):
            put(sheet.cell(row, 2), word, BODY_BOLD if text else BODY_LINE)
            put(sheet.cell(row, 3), text, BODY)
            sheet.row_dimensions[row].height = 16.5 * (1 + (len(text) - 1) // _CHARACTERS)
        first += len(lines) + 2
    _finish(sheet, first)


def _sections(content: TemplateContent, loc: Locale) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    if content.is_correction:
        yield loc.t("To correct"), _corrections(loc)
    yield loc.t("What to do"), _steps(content, loc)
    for title, kind in (
        (N_("Status: where the work is"), Status),
        (N_("Assessment: how it goes"), Assessment),
        (N_("Outlook: will the goal be reached"), Outlook),
    ):
        yield loc.t(title), [(_say(word, loc), loc.t(_MEANINGS[word])) for word in kind]
    yield loc.t("The other columns"), _columns(loc)
    ask = list(content.contacts) or [(loc.t("The project leader"), "")]
    yield loc.t("Whom to ask"), ask
    if content.is_example:
        yield loc.t("Example data"), [(loc.t("The figures and answers in this workbook are examples."), "")]


def _corrections(loc: Locale) -> list[tuple[str, str]]:
    return [
        (
            loc.t("Red cells"),
            loc.t(
                "What you sent is filled in. Correct the red cells; each has a comment, and the list names them all."
            ),
        ),
        (loc.t("The rest"), loc.t("What was right stands as you sent it. You need not write it again.")),
    ]


def _say(word: StrEnum, loc: Locale) -> str:
    mark = f"{MARKS[word]} " if isinstance(word, Assessment) else ""
    return mark + loc.t(say(word))


def _steps(content: TemplateContent, loc: Locale) -> list[tuple[str, str]]:
    months = loc.t(make_period(content.period).months)
    year = content.period[:4]
    last = f" {loc.t('Your last answer stands in grey beside the new one.')}" if content.last_period else ""
    steps = [
        (
            loc.t("1. The time"),
            loc.t("The answers concern {months} {year}.", months=months[:1].lower() + months[1:], year=year),
        ),
        (
            loc.t("2. The follow-up sheet"),
            loc.t("Answer each measure on its row in the white cells. Choose from the list where there is one.") + last,
        ),
    ]
    if content.indicators:
        steps.append(
            (
                loc.t("3. The indicator sheet"),
                loc.t("Write the new value of each indicator that you own, and when it was measured."),
            )
        )
    number = len(steps) + 1
    return [
        *steps,
        (
            loc.t("{n}. Nothing to say", n=number),
            loc.t(
                "An empty cell is no answer, and an earlier answer stays. Write 0 for zero, “no data” when the value "
                "is missing and “not relevant” when the question does not fit."
            ),
        ),
        (
            loc.t("{n}. Persons", n=number + 1),
            loc.t("Write nothing about single persons: no names, no personal identity numbers."),
        ),
        (
            loc.t("{n}. Send back", n=number + 2),
            loc.t("Save the workbook and send it back as soon as you can.")
            if content.is_correction
            else loc.t("Save the workbook and send it back by {deadline}.", deadline=content.deadline),
        ),
    ]


def _columns(loc: Locale) -> list[tuple[str, str]]:
    texts = {
        "progress": N_("How much of the whole measure is done, from 0 to 100."),
        "outcome_ore": N_("What the measure has cost since it began, in thousands of kronor."),
        "comment": N_("What was done, and what came of it."),
        "deviation": N_("What went otherwise than planned, and why."),
        "corrective_action": N_("What you do about the deviation."),
        "forecast": N_("How it will stand at the end of the year."),
        "obstacle": N_("What stands in the way of working together."),
        "decision_needed": N_("What the steering group has to decide."),
    }
    return [(answer_name(field, loc), loc.t(text)) for field, text in texts.items()]


def _finish(sheet: OpenpyxlSheet, last_row: int) -> None:
    sheet.sheet_view.showGridLines = False
    protect(sheet)
    print_on_a4(sheet, "portrait", down=1)
    sheet.print_area = f"A1:C{last_row}"
