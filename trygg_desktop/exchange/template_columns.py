"""The columns of a template: what each is called by, shown as, and how wide it is.

The order is the order on paper: what is sent, then each coded answer with the last one before it, then the texts.
"""

from dataclasses import dataclass

from trygg_desktop.domain.fields import FIELD_NAMES
from trygg_desktop.formats import Locale
from trygg_desktop.messages import N_, Message

LAST_TEXTS = "last_texts"
TO_CORRECT = "to_correct"
"""The column of a correction file that says in words which answers of a row are wrong."""
CODED = ("status", "assessment", "outlook", "progress", "outcome_ore")
"""Answers that are a word or a number; the last one stands beside each."""
TEXTS = ("comment", "deviation", "corrective_action", "forecast", "obstacle", "decision_needed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """``name`` stands hidden above it. ``role``: ``sent`` (locked), ``last`` (locked, grey) or ``answer`` (open)."""

    name: str
    header: str
    width: float
    role: str
    field: str = ""
    is_number: bool = False


_WIDTHS = {
    "status": 14.0,
    "assessment": 13.0,
    "outlook": 19.0,
    "progress": 11.0,
    "outcome_ore": 13.0,
    "comment": 34.0,
    "deviation": 26.0,
    "corrective_action": 26.0,
    "forecast": 20.0,
    "obstacle": 22.0,
    "decision_needed": 22.0,
}
_UNITS: dict[str, Message] = {"progress": N_("{field} (%)"), "outcome_ore": N_("{field} (kSEK)")}


def answer_name(field: str, loc: Locale) -> str:
    """Return how an answer is called in a header, with its unit."""
    name = loc.t(FIELD_NAMES[field])
    return loc.t(Message(_UNITS[field].source, {"field": name})) if field in _UNITS else name


def follow_up_columns(period: str, last_period: str, loc: Locale, *, is_correction: bool = False) -> list[Column]:
    """Return the columns of the follow-up sheet for a period and the last one answered for, both in words.

    ``last_period`` is empty when there is no last answer. A correction file has a column more. The headers name the
    periods, so that they can still be understood when the hidden marks are gone.
    """
    columns = [
        Column(name="code", header=loc.t("No."), width=8, role="sent"),
        Column(name="title", header=loc.t("Measure"), width=32, role="sent"),
        *_to_correct(loc, is_correction=is_correction),
        Column(name="area", header=loc.t("Area"), width=13, role="sent"),
        Column(name="goal", header=loc.t("Goal"), width=26, role="sent"),
        Column(name="role", header=loc.t("Your part"), width=12, role="sent"),
    ]
    for field in CODED:
        if last_period:
            columns.append(_last(field, last_period, loc))
        columns.append(_answer(field, period, loc))
    if last_period:
        columns.append(
            Column(name=LAST_TEXTS, header=loc.t("What you wrote {period}", period=last_period), width=30, role="last")
        )
    return columns + [_answer(field, period, loc) for field in TEXTS]


def _to_correct(loc: Locale, *, is_correction: bool) -> list[Column]:
    return [Column(name=TO_CORRECT, header=loc.t("To correct"), width=19, role="sent")] if is_correction else []


def _answer(field: str, period: str, loc: Locale) -> Column:
    return Column(
        name=field,
        header=f"{answer_name(field, loc)}\n{period}",
        width=_WIDTHS[field],
        role="answer",
        field=field,
        is_number=field in _UNITS,
    )


def _last(field: str, period: str, loc: Locale) -> Column:
    return Column(
        name=f"last_{field}",
        header=f"{answer_name(field, loc)}\n{period}",
        width=_WIDTHS[field] - 1,
        role="last",
        field=field,
        is_number=field in _UNITS,
    )


def indicator_columns(loc: Locale, *, is_correction: bool = False) -> list[Column]:
    """Return the columns of the indicator sheet."""
    return [
        Column(name="code", header=loc.t("No."), width=8, role="sent"),
        Column(name="name", header=loc.t("Indicator"), width=44, role="sent"),
        *_to_correct(loc, is_correction=is_correction),
        Column(name="unit", header=loc.t("Unit"), width=12, role="sent"),
        Column(name="origin", header=loc.t("Taken from"), width=30, role="sent"),
        Column(name="last_value", header=loc.t("Last value"), width=15, role="last", is_number=True),
        Column(name="last_on", header=loc.t("Measured"), width=14, role="last"),
        Column(name="value", header=loc.t("New value"), width=15, role="answer", field="value", is_number=True),
        Column(name="on", header=loc.t("Concerns"), width=16, role="answer", field="on"),
        Column(name="n", header=loc.t("Number of answers"), width=15, role="answer", field="n", is_number=True),
        Column(name="source", header=loc.t("Source, if another"), width=36, role="answer", field="source"),
    ]
