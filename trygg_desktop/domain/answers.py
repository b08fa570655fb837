"""The readers of a department's answers: a pure function for each kind of cell, each returning an ``Answer``.

A blank cell is ``BLANK`` (no answer, nothing changes), a dash or *uppgift saknas* is ``NO_VALUE``, a zero is a zero,
and what can be read in two ways is asked about: four different things.
"""

from trygg_desktop.domain.answer_numbers import MoneyUnit, Scale, read_number, read_percent, read_tkr, ways_to_read
from trygg_desktop.domain.answer_periods import PeriodMention, find_period, read_moment, read_period
from trygg_desktop.domain.answer_texts import (
    BLANK,
    NO_VALUE,
    Answer,
    Cell,
    is_no_value,
    plain,
    read_assessment,
    read_outlook,
    read_remark,
    read_status,
    read_text,
    seen,
    shorten,
    tidy,
    written,
)

__all__ = [
    "BLANK",
    "NO_VALUE",
    "Answer",
    "Cell",
    "MoneyUnit",
    "PeriodMention",
    "Scale",
    "find_period",
    "is_no_value",
    "plain",
    "read_assessment",
    "read_moment",
    "read_number",
    "read_outlook",
    "read_percent",
    "read_period",
    "read_remark",
    "read_status",
    "read_text",
    "read_tkr",
    "seen",
    "shorten",
    "tidy",
    "ways_to_read",
    "written",
]
