"""Beside the collection desk, one party: what has happened to its workbook, what it owes, what came from it."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.domain.addressees import RULE as ADDRESSEE_RULE
from trygg_desktop.domain.collection import RULE
from trygg_desktop.domain.periods import Period
from trygg_desktop.messages import N_, Message
from trygg_desktop.store.desk_reading import DeskLine
from trygg_desktop.store.follow_up_reading import read_batches, read_missing
from trygg_desktop.ui.pages.follow_up_batch import BatchLines
from trygg_desktop.ui.pages.follow_up_desk import TONES, show_state
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import Card, clear_layout, hover, make_button, make_label, make_scroll
from trygg_desktop.ui.widgets.lines import Line, LineList

_SHOWN_MISSING = 30
_MAY_BREAK = "\u200b"
"""Lets a long address go on on the next line."""


class DeskDetail(Card):
    """One party at the desk. ``open_cell`` shows its answer on a measure."""

    def __init__(self, session: Session, open_cell: Callable[[int, int], object]) -> None:
        super().__init__(" ")
        self.session = session
        self.loc = session.loc
        self._open_cell = open_cell
        self.heading.setWordWrap(True)
        self.state = make_label("")
        self.state.setToolTip(hover(self.loc.t(RULE)))
        self.setMinimumWidth(252)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, GRID, 0)
        side = QWidget()
        side.setLayout(self._lines)
        self.body.addWidget(self.state)
        self.body.addWidget(make_scroll(side), 1)

    def show_party(self, period: Period | None, line: DeskLine | None) -> None:
        """Show a party, or nothing."""
        clear_layout(self._lines)
        self.heading.setText(line.party.name if line else self.loc.t("No party is chosen"))
        self.state.setText(show_state(line.state, self.loc) if line else "")
        if line is None or period is None:
            self._lines.addStretch()
            return
        self.state.setStyleSheet(f"color: {self.session.colours[TONES[line.state]]};")
        self._show_way(line)
        self._show_missing(period, line)
        self._show_batches(period, line)
        self._lines.addStretch()

    def _add_heading(self, text: str) -> None:
        self._lines.addWidget(make_label(text, "heading", wrap=True))

    def _show_way(self, line: DeskLine) -> None:
        """Show what has happened, day by day, and whom drafts are addressed to."""
        book, loc = line.book, self.loc
        self._add_heading(loc.t("The workbook"))
        lines = LineList(loc.t("The workbook"), self.session.colours)
        steps: list[tuple[Message, date | None, str]] = [
            (N_("Written"), book.written_on, book.book_name),
            (N_("Sent"), book.sent_on, ""),
            (N_("Reminded"), book.reminded_on, loc.tn("{n} reminder", "{n} reminders", n=book.reminders)),
            (N_("Returned"), book.returned_on, self._say_return(line)),
            (N_("Correction file written"), book.sent_back_on, ""),
            (N_("Approved"), book.accepted_on, ""),
        ]
        for name, day, below in steps:
            if day is not None:
                lines.add(Line(text=f"{loc.t(name)} {loc.date(day, 'iso')}", below=below))
        if lines.lines:
            self._lines.addWidget(lines)
        else:
            self._lines.addWidget(make_label(loc.t("Nothing has happened to it yet."), "quiet", wrap=True))
        self._show_addressee(line)
        self._lines.addSpacing(2 * GRID)

    def _say_return(self, line: DeskLine) -> str:
        book, loc = line.book, self.loc
        goes_back = book.sent_back_on is not None and book.sent_back_on >= (book.returned_on or book.sent_back_on)
        errors = loc.tn("{n} to correct", "{n} to correct", book.errors) if goes_back else ""
        if book.errors and not goes_back:
            errors = loc.tn("{n} error", "{n} errors", n=book.errors)
        return " · ".join(part for part in (book.returned_name, errors) if part)

    def _show_addressee(self, line: DeskLine) -> None:
        loc, addressee = self.loc, line.addressee
        if addressee is not None:
            address = addressee.address.replace("@", f"@{_MAY_BREAK}")
            text = loc.t("Drafts go to {role}, {address}.", role=addressee.role, address=address)
        else:
            text = loc.t("No role of the party has an e-mail address: drafts have no addressee.")
        label = make_label(text, "small", wrap=True)
        label.setToolTip(hover(loc.t(ADDRESSEE_RULE)))
        self._lines.addWidget(label)
        if addressee is None:
            lead = make_button(
                loc.t("Enter an address"), partial(self.session.go, "organisation", "party", line.id), link=True
            )
            self._lines.addWidget(lead, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_missing(self, period: Period, line: DeskLine) -> None:
        missing = read_missing(self.session.project, period, line.id)
        self._add_heading(self.loc.t("Measures without an answer"))
        if not missing:
            self._lines.addWidget(make_label(self.loc.t("None is missing."), "quiet", wrap=True))
        lines = LineList(self.loc.t("Measures without an answer"), self.session.colours)
        for measure_id, code, title in missing[:_SHOWN_MISSING]:
            lines.add(Line(text=f"{code} {title}", run=partial(self._open_cell, measure_id, line.id)))
        self._lines.addWidget(lines)
        if len(missing) > _SHOWN_MISSING:
            more = self.loc.tn("and {n} measure more", "and {n} measures more", n=len(missing) - _SHOWN_MISSING)
            self._lines.addWidget(make_label(more, "quiet", wrap=True))
        self._lines.addSpacing(2 * GRID)

    def _show_batches(self, period: Period, line: DeskLine) -> None:
        batches = read_batches(self.session.project, period, line.id)
        self._add_heading(self.loc.t("Workbooks read in"))
        if not batches:
            self._lines.addWidget(make_label(self.loc.t("None yet for this period."), "quiet", wrap=True))
        for batch in batches:
            self._lines.addWidget(BatchLines(self.session, batch))
