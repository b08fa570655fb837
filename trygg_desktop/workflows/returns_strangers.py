"""Refuses templates and correction files of another programme, party or period, each by name."""

from collections.abc import Iterable
from dataclasses import dataclass

from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.periods import Period, make_period
from trygg_desktop.domain.returns import ReadBook, Stamp
from trygg_desktop.errors import WorkbookRefused
from trygg_desktop.messages import N_, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reasons:
    """Why a workbook that says whose it is cannot be read here."""

    programme: Message
    unknown_party: Message
    party: Message
    period: Message


_OF_TEMPLATE = _Reasons(
    programme=N_("{file} is a template of another programme and cannot be read into this one."),
    unknown_party=N_("{file} is a template for a party that this programme does not have: {party}."),
    party=N_("{file} is the template of {party}, not of {wanted}."),
    period=N_("{file} is a template for {period}, not for {wanted}."),
)
_OF_CORRECTION = _Reasons(
    programme=N_("{file} is a correction file of another programme and cannot be read into this one."),
    unknown_party=N_("{file} is a correction file for a party that this programme does not have: {party}."),
    party=N_("{file} is the correction file of {party}, not of {wanted}."),
    period=N_("{file} is a correction file for {period}, not for {wanted}."),
)


def refuse_strangers(
    book: ReadBook,
    stamp: Stamp,
    programme_uid: str,
    parties: Iterable[Party],
    wanted_party: Party | None,
    wanted_period: Period | None,
) -> None:
    """Raise ``WorkbookRefused`` when a workbook of ours is another programme's, party's or period's."""
    reasons = _OF_CORRECTION if stamp.is_correction else _OF_TEMPLATE
    if stamp.programme_uid != programme_uid:
        raise _refusal(reasons.programme, book)
    party = next((party for party in parties if party.code == stamp.party), None)
    if party is None:
        raise _refusal(reasons.unknown_party, book, party=stamp.party)
    if wanted_party is not None and wanted_party.id != party.id:
        raise _refusal(reasons.party, book, party=party.name, wanted=wanted_party.name)
    if wanted_period is not None and wanted_period.code != stamp.period:
        raise _refusal(reasons.period, book, period=make_period(stamp.period).name, wanted=wanted_period.name)


def refuse_far_periods(book: ReadBook, stamp: Stamp, periods: Iterable[str]) -> None:
    """Raise ``WorkbookRefused`` when a workbook of ours is for a period that lies more than a year after the
    programme's ``periods`` (codes): its mark was changed, and no such template was ever written.
    """
    latest = max((code[:4] for code in periods), default="")
    if latest and int(stamp.period[:4]) > int(latest) + 1:
        reason = N_("{file} says that it is for {period}, which lies beyond the programme's periods. It was not read.")
        raise _refusal(reason, book, period=make_period(stamp.period).name)


def _refusal(reason: Message, book: ReadBook, **values: object) -> WorkbookRefused:
    return WorkbookRefused(Message(reason.source, {"file": book.file_name, **values}))
