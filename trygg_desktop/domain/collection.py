"""The collection desk: how far each party's workbook has come in a period.

The rule (``RULE``) stands in the same words on the screen, under the printed board and in the guide. It agrees with
the chain: what the board calls late, the chain calls missing, and what the chain calls missing is never accepted here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.words import MISSING_MARK
from trygg_desktop.messages import N_, NN_, Message

RULE = N_(
    "A party has the first state that is true of it. "
    "■ has errors: its latest workbook has come back with errors that are not yet put right. "
    "● approved: every measure it is responsible for is answered; a party that is responsible for none has had its "
    "workbook taken in without errors. "
    "✕ late: the last day has passed and an answer on a measure it is responsible for is missing, with no returned "
    "workbook waiting to be read in. "
    "◆ returned: its workbook has come back, but something is still missing. "
    "→ sent: its workbook has been marked as sent. "
    "□ written: its workbook has been written. "
    "○ not written: it has something to answer, but no workbook has been written. "
    "– nothing to answer: no measure of its own or of others runs in the period, and it owns no indicator."
)
REMINDING_BEGINS = timedelta(days=7)
"""How long before the last day the silent parties can be reminded all at once."""


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


class DeskState(StrEnum):
    """How far a party's workbook has come; in the order in which they call for the leader."""

    ERRORS = "errors"
    LATE = "late"
    RETURNED = "returned"
    NOT_WRITTEN = "not_written"
    WRITTEN = "written"
    SENT = "sent"
    ACCEPTED = "accepted"
    NOTHING = "nothing"


DESK_MARKS = {
    DeskState.ERRORS: "■",
    DeskState.LATE: MISSING_MARK,
    DeskState.RETURNED: "◆",
    DeskState.NOT_WRITTEN: "○",
    DeskState.WRITTEN: "□",
    DeskState.SENT: "→",
    DeskState.ACCEPTED: "●",
    DeskState.NOTHING: "–",
}
_WORDS = {
    DeskState.ERRORS: N_("has errors"),
    DeskState.LATE: N_("late"),
    DeskState.RETURNED: N_("returned"),
    DeskState.NOT_WRITTEN: N_("not written"),
    DeskState.WRITTEN: N_("written"),
    DeskState.SENT: N_("sent"),
    DeskState.ACCEPTED: N_("approved"),
    DeskState.NOTHING: N_("nothing to answer"),
}
_SILENT = (DeskState.LATE, DeskState.WRITTEN, DeskState.SENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What a party is asked for a period: measures of its ``own``, of these without an answer (``missing``), and
    ``shared``: measures it takes part in and indicators it owns. ``days_late``: how long an own answer is overdue.
    """

    own: int = 0
    missing: int = 0
    shared: int = 0
    days_late: int = 0


def desk_state(book: Collection | None, owed: Owed) -> DeskState:
    """Judge one party by ``RULE``; ``book`` is ``None`` when nothing has happened to its workbook."""
    returned = book is not None and book.returned_on is not None
    taken_in = book is not None and book.accepted_on is not None
    if book is not None and returned and book.errors and not taken_in:
        return DeskState.ERRORS
    if not owed.missing and (owed.own or taken_in):
        return DeskState.ACCEPTED
    if owed.missing and owed.days_late and (taken_in or not returned):
        return DeskState.LATE
    if returned or taken_in:
        return DeskState.RETURNED
    if book is not None and book.sent_on is not None:
        return DeskState.SENT
    if book is not None and book.written_on is not None:
        return DeskState.WRITTEN
    return DeskState.NOT_WRITTEN if owed.own or owed.shared else DeskState.NOTHING


def say_desk_state(state: DeskState) -> Message:
    """Return the word of a state."""
    return _WORDS[state]


def is_silent(state: DeskState) -> bool:
    """Tell whether a party in this state has been asked, or should have been, and nothing from it is waiting."""
    return state in _SILENT


def can_remind_all(period: Period, today: date) -> bool:
    """Tell whether the last day is so near, or past, that the silent parties can be reminded all at once."""
    return today >= period.due_date - REMINDING_BEGINS


def say_board(states: Sequence[DeskState]) -> Message:
    """Say how many workbooks have been approved of those that parties are to answer."""
    asked = [state for state in states if state is not DeskState.NOTHING]
    done = asked.count(DeskState.ACCEPTED)
    return NN_("{done} of {n} workbook approved", "{done} of {n} workbooks approved", len(asked), done=done)
