"""What goes into a template: one party's measures and indicators for one period, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.plan import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRow:
    """One measure to be answered for. ``last`` is the party's own answer for the content's last period, ``last_gaps``
    the words that said why there was no value, by field.

    ``answers`` are filled in by field, ``to_correct`` the columns that are wrong: both in a correction file only.
    """

    measure: Measure
    area: str = ""
    goal: str = ""
    is_responsible: bool = True
    last: FollowUp | None = None
    last_gaps: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, object] = field(default_factory=dict)
    to_correct: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRow:
    """A row that was sent for a measure that the plan does not have, in a correction file."""

    code: str = ""
    title: str = ""
    answers: Mapping[str, object] = field(default_factory=dict)
    to_correct: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateIndicator:
    """One indicator that the party owns, with its last value and when that was measured (a partial date).

    ``answers`` and ``to_correct`` as in ``TemplateRow``; an id of 0 is an indicator that the programme does not have.
    """

    indicator_id: int
    code: str
    name: str
    unit: str = ""
    source: str = ""
    last_on: str = ""
    last_value: float | None = None
    answers: Mapping[str, object] = field(default_factory=dict)
    to_correct: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateContent:
    """One workbook to be sent out. ``last_period`` is empty when the party has answered for no earlier period.

    ``contacts`` are roles to ask and where they
    are found, never names of persons. Equal content always makes an equal workbook. A correction file shows what is
    to be corrected and holds ``new_rows``.
    """

    programme_uid: str
    programme_name: str
    party_code: str
    party_name: str
    period: str
    deadline: date
    last_period: str = ""
    rows: tuple[TemplateRow, ...] = ()
    indicators: tuple[TemplateIndicator, ...] = ()
    contacts: tuple[tuple[str, str], ...] = ()
    is_example: bool = False
    is_correction: bool = False
    new_rows: tuple[NewRow, ...] = ()
