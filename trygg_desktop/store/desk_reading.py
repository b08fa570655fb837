"""Read model for the collection desk: a line per party, with its workbook's dates, what it owes and its address."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from trygg_desktop.domain.addressees import Addressee, choose_addressee
from trygg_desktop.domain.collection import Collection, DeskState, Owed, desk_state
from trygg_desktop.domain.organisation import Body, Party, Seat
from trygg_desktop.domain.periods import Period
from trygg_desktop.store.follow_up_reading import PartyReport, read_reports
from trygg_desktop.store.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLine:
    """One party at the desk; ``book`` is empty when nothing has happened to its workbook."""

    report: PartyReport
    book: Collection
    indicators: int
    state: DeskState
    addressee: Addressee | None

    @property
    def id(self) -> int:
        """The party's id."""
        return self.report.id

    @property
    def party(self) -> Party:
        """The party."""
        return self.report.party


def read_desk(project: Project, period: Period, today: date) -> list[DeskLine]:
    """Return how far each party of the programme has come with its workbook for ``period``, in the parties' order."""
    books = {book.party_id: book for book in project.all(Collection, "period_id = ?", (period.id,))}
    indicators = Counter(party_id for (party_id,) in project.rows("SELECT party_id FROM indicator"))
    seats, bodies = project.all(Seat, "email <> ''"), project.by_id(Body)
    return [
        DeskLine(
            report=report,
            book=books.get(report.id) or Collection(period_id=period.id, party_id=report.id),
            indicators=indicators[report.id],
            state=desk_state(books.get(report.id), _owed(report, indicators[report.id])),
            addressee=choose_addressee(report.id, seats, bodies, today),
        )
        for report in read_reports(project, period, today)
    ]


def _owed(report: PartyReport, indicators: int) -> Owed:
    return Owed(
        own=report.expected,
        missing=report.missing,
        shared=report.shared + indicators,
        days_late=report.days_late,
    )


def find_book(project: Project, period_id: int, party_id: int) -> Collection | None:
    """Return what is noted of a party's workbook for a period."""
    found = project.all(Collection, "period_id = ? AND party_id = ?", (period_id, party_id))
    return found[0] if found else None


def find_desk_place(project: Project, table: str, row_id: int) -> tuple[int, int] | None:
    """Return the ids of the period and the party that a record at the desk concerns: a note of a workbook
    (``collection``), or a reading of one (``import_batch``). ``None`` when it is gone or does not say.
    """
    source = {"collection": "collection", "import_batch": "import_batch"}[table]
    found = project.rows(
        f"SELECT period_id, party_id FROM {source} WHERE id = ? AND period_id IS NOT NULL AND party_id IS NOT NULL",
        (row_id,),
    )
    return found[0] if found else None
