"""Collect (J3), the desk: note how far each party's workbook has come, each time as a step that can be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from trygg_desktop.domain.collection import Collection
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.periods import Period
from trygg_desktop.messages import N_, NN_
from trygg_desktop.store.desk_reading import find_book
from trygg_desktop.store.follow_up_reading import read_batches
from trygg_desktop.store.project import Project
from trygg_desktop.store.step import Step
from trygg_desktop.workflows.returns_preview import Preview


def record_written(project: Project, period: Period, books: Mapping[int, str]) -> None:
    """Note that the workbooks ``books`` (file names by party id) were written today, and add a period that is new."""
    if not books:
        return
    label = NN_("Write {n} workbook for {period}", "Write {n} workbooks for {period}", len(books), period=period.name)
    with project.change(label) as step:
        period_id = period.id or step.add(period)
        for party_id, name in books.items():
            _note(project, step, period_id, party_id, written_on=project.now().date(), book_name=name)


def mark_sent(project: Project, period: Period, party_ids: Sequence[int]) -> None:
    """Note that some parties' workbooks were sent today."""
    if not party_ids:
        return
    label = N_("Mark as sent: {parties}, {period}", parties=_name(project, party_ids), period=period.name)
    with project.change(label) as step:
        for party_id in party_ids:
            _note(project, step, period.id, party_id, sent_on=project.now().date())


def mark_reminded(project: Project, period: Period, party_ids: Sequence[int]) -> None:
    """Note that a reminder was made ready today for some parties."""
    if not party_ids:
        return
    label = N_("Remind: {parties}, {period}", parties=_name(project, party_ids), period=period.name)
    with project.change(label) as step:
        for party_id in party_ids:
            book = find_book(project, period.id, party_id)
            count = book.reminders + 1 if book else 1
            _note(project, step, period.id, party_id, reminded_on=project.now().date(), reminders=count)


def note_return(step: Step, project: Project, preview: Preview, periods: Mapping[str, Period]) -> None:
    """Note in the step that takes a workbook in that it has come back, and whether without errors.

    It counts for the latest period it speaks of. ``periods`` are the stored ones by their codes. A workbook whose
    sender or period is not known is not noted, nor one that holds no answers.
    """
    spoken_of = [preview.period, *(row.period for row in preview.rows)]
    codes = {period.code: period.end_date for period in spoken_of if period and period.code in periods}
    if preview.party is None or not codes or not (preview.rows or preview.observations):
        return
    period = periods[max(codes, key=lambda code: (codes[code], code))]
    today, errors = project.now().date(), preview.summary.errors
    _note(
        project,
        step,
        period.id,
        preview.party.id,
        returned_on=today,
        returned_name=preview.file_name,
        errors=errors,
        accepted_on=None if errors else today,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack:
    """A party's workbook that goes back with ``errors`` to put right.

    ``file_name`` is the workbook it sent, when that has not been read in.
    """

    period: Period
    party: Party
    errors: int
    file_name: str = ""


def note_sent_back(project: Project, books: Sequence[SentBack]) -> None:
    """Note that some parties' workbooks were sent back today, all as one step."""
    if not books:
        return
    first = books[0]
    label = (
        N_("Write correction file: {party}, {period}", party=first.party.label, period=first.period.name)
        if len(books) == 1
        else NN_("Write {n} correction file", "Write {n} correction files", len(books))
    )
    with project.change(label) as step:
        added: dict[str, int] = {}
        for book in books:
            code = book.period.code
            period_id = book.period.id or added.get(code) or added.setdefault(code, step.add(book.period))
            _note_sent_back(project, step, period_id, book)


def _note_sent_back(project: Project, step: Step, period_id: int, book: SentBack) -> None:
    noted = find_book(project, period_id, book.party.id)
    today = project.now().date()
    returned = noted.returned_on if noted and not noted.accepted_on else None
    _note(
        project,
        step,
        period_id,
        book.party.id,
        returned_on=returned or today,
        returned_name=_latest_name(project, noted, book),
        errors=book.errors,
        sent_back_on=today,
        accepted_on=None,
    )


def _latest_name(project: Project, noted: Collection | None, book: SentBack) -> str:
    """Return the name of the workbook that came back latest: the one taken in latest stays, though an earlier one of
    those taken in goes back.
    """
    if noted is None or not noted.returned_name or not book.file_name:
        return book.file_name or (noted.returned_name if noted else "")
    taken_in = {batch.file_name for batch in read_batches(project, book.period, noted.party_id)}
    return noted.returned_name if book.file_name in taken_in else book.file_name


def _note(project: Project, step: Step, period_id: int, party_id: int, **values: object) -> None:
    """Give the note of a party's workbook some values; the first makes it."""
    book = find_book(project, period_id, party_id)
    if book is None:
        step.add(replace(Collection(period_id=period_id, party_id=party_id), **values))  # type: ignore[arg-type]
    else:
        step.set(Collection, book.id, **values)


def _name(project: Project, party_ids: Sequence[int]) -> object:
    """Return how a step names its parties: the one by its name, several by their number."""
    if len(party_ids) == 1:
        return project.get(Party, party_ids[0]).label
    return NN_("{n} party", "{n} parties", len(party_ids))
