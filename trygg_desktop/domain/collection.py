"""The collection desk: how far each party's workbook has come in a period."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """One party's workbook for one period, from the day it was written until it was accepted.

    ``errors`` counts the errors of the latest return, ``reminders`` the reminders made ready so far.
    """

    id: int = 0
    period_id: int
    party_id: int
    written_on: date | None = None
    book_name: str = ""
    sent_on: date | None = None
    reminded_on: date | None = None
    reminders: int = 0
    returned_on: date | None = None
    returned_name: str = ""
    errors: int = 0
    sent_back_on: date | None = None
    accepted_on: date | None = None
