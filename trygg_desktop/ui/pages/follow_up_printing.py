"""Prints the collection desk's board: typeset in a process of its own, previewed, then printed or saved."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, Signal
from PySide6.QtWidgets import QStackedWidget

from trygg_desktop.domain.collection import say_board
from trygg_desktop.domain.periods import Period
from trygg_desktop.messages import N_
from trygg_desktop.store.collection_reading import read_leader_seats
from trygg_desktop.store.desk_reading import DeskLine
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.widgets.pdf_preview import PdfPreview


class BoardPrinting(QObject):
    """Shows the board's pages over a stack of views; ``closed`` when the user has seen enough."""

    closed = Signal()

    def __init__(self, session: Session, stack: QStackedWidget, show: Callable[[PdfPreview], object]) -> None:
        super().__init__(stack)
        self.session, self.loc = session, session.loc
        self._stack, self._show_view = stack, show
        self._folder = QTemporaryDir()
        self.pdf: PdfPreview | None = None

    def preview(self, period: Period, lines: Sequence[DeskLine], due: str) -> None:
        """Typeset the board of a period and show it."""
        from trygg_desktop.packs.board_page import BoardRow, BoardSheet, write_board

        programme, loc = self.session.project.programme, self.loc
        seats = read_leader_seats(self.session.project, self.session.today().isoformat())
        about = ", ".join(part for part in (programme.name, programme.municipality) if part)
        if programme.is_example:
            about = f"{about}. {loc.t('Example data')}"
        title = loc.t("The state of the collection, {period}", period=period.name)
        sheet = BoardSheet(
            title=title,
            subtitle=about,
            lead=say_board([line.state for line in lines]),
            due=due,
            rows=tuple(
                BoardRow(
                    party=line.party.name,
                    state=line.state,
                    written_on=line.book.written_on,
                    sent_on=line.book.sent_on,
                    reminded_on=line.book.reminded_on,
                    reminders=line.book.reminders,
                    returned_on=line.book.returned_on,
                    errors=line.book.errors,
                    accepted_on=line.book.accepted_on,
                    answered=line.report.reported,
                    asked=line.report.expected,
                    days_late=line.report.days_late,
                )
                for line in lines
            ),
            signer=seats[0].role if seats else loc.t("Project leader"),
            author=programme.name,
            language=loc.code,
            made_at=datetime.now(),
        )
        path = Path(self._folder.path()) / "board.pdf"
        name = f"{title} {self.session.today().isoformat()}.pdf"
        self.session.jobs.run(
            N_("Preparing to print {title}", title=title),
            write_board,
            sheet,
            path,
            then=partial(self._show, path, title, about, name),
        )

    def _show(self, path: Path, title: str, about: str, name: str, _pages: int) -> None:
        if self.pdf is None:
            self.pdf = PdfPreview(self.session)
            self.pdf.closed.connect(self.closed)
            self._stack.addWidget(self.pdf)
        self.pdf.show_pdf(path.read_bytes(), title, about, name)
        self._show_view(self.pdf)
