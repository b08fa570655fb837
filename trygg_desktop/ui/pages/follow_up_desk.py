"""The collection desk: a line per party with how far its workbook has come, and what can be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from trygg_desktop.domain.chain import say_reported
from trygg_desktop.domain.collection import DESK_MARKS, RULE, DeskState, say_board, say_desk_state
from trygg_desktop.domain.periods import Period
from trygg_desktop.formats import GAP, Locale
from trygg_desktop.messages import N_, Message
from trygg_desktop.store.desk_reading import DeskLine, read_desk
from trygg_desktop.store.status_reading import read_period_status
from trygg_desktop.ui.pages.follow_up_templates import remind_silent, write_reminders_for, write_templates_for
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.filter_bar import FilterBar
from trygg_desktop.ui.widgets.labels import Card, EmptyState, hover, make_button, make_label
from trygg_desktop.ui.widgets.row_actions import RowAction, offer_on_rows
from trygg_desktop.ui.widgets.table import Column, Table
from trygg_desktop.workflows.desk import mark_sent

TONES = {
    DeskState.ERRORS: "red_text",
    DeskState.LATE: "red_text",
    DeskState.RETURNED: "yellow_text",
    DeskState.NOT_WRITTEN: "none_text",
    DeskState.WRITTEN: "none_text",
    DeskState.SENT: "accent",
    DeskState.ACCEPTED: "green_text",
    DeskState.NOTHING: "none_text",
}
"""The colour token of each state."""
_ORDER = {state: place for place, state in enumerate(DeskState)}


def show_state(state: DeskState, loc: Locale) -> str:
    """Return a state's sign and word."""
    return f"{DESK_MARKS[state]} {loc.t(say_desk_state(state))}"


def show_line_state(line: DeskLine, loc: Locale) -> str:
    """Return a line's state, with the number of its errors: their own column leaves first in a narrow window."""
    shown = show_state(line.state, loc)
    return f"{shown} ({loc.number(line.book.errors)})" if line.state is DeskState.ERRORS and line.book.errors else shown


class Desk(Card):
    """A line per party. ``chosen`` tells the party, ``opened`` that its answers are wanted, ``print_wanted`` that the
    board is to be printed.
    """

    chosen = Signal(int)
    opened = Signal(int)
    print_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(" ")
        self.session, self.loc = session, session.loc
        self.period: Period | None = None
        self.lines: list[DeskLine] = []
        self.heading.setWordWrap(True)
        self.note.setToolTip(hover(self.loc.t(RULE)))
        self.due = make_label("", "quiet", wrap=True)
        self.filters = FilterBar(self.loc.t("Filter by party"))
        self.filters.add_choice(
            "state",
            self.loc.t("State"),
            self.loc.t("All states"),
            [(state, show_state(state, self.loc)) for state in DeskState],
        )
        self.filters.changed.connect(self._filter)
        self.table = Table(desk_columns(self.loc), self.loc, session.colours, self.loc.t("Who has reported"))
        self.table.chosen.connect(lambda ids: self._tell(ids))
        self.table.opened.connect(self.opened)
        self.hint = make_label(
            self.loc.t("Returned workbooks can be dropped anywhere on the window."), "small", wrap=True
        )
        self.body.addWidget(self.due)
        self.body.addWidget(self.filters)
        self.body.addWidget(self._stack(), 1)
        self.body.addLayout(self._make_buttons())
        self.body.addWidget(self.hint)
        self._offer()

    def _stack(self) -> QStackedWidget:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(
            EmptyState(
                self.loc.t("No party yet"),
                self.loc.t("Every party with a measure or an indicator gets a workbook of its own here."),
                self.loc.t("Add parties"),
                lambda: self.session.go("organisation"),
            )
        )
        return self.stack

    def _make_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.setContentsMargins(0, GRID // 2, 0, 0)
        self.sent = make_button(self.loc.t("Mark as sent"), self.mark_chosen)
        self.remind = make_button(self.loc.t("Remind the silent …"), self.remind_silent)
        self.print = make_button(self.loc.t("Print …"), self.print_wanted.emit)
        for button in (self.sent, self.remind, self.print):
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _offer(self) -> None:
        offer_on_rows(
            self.table,
            self.loc,
            [
                RowAction(text=N_("Show the answers"), run=self._open_chosen),
                RowAction(text=N_("Write workbook and draft …"), run=self.write_chosen, keys="Ctrl+E"),
                RowAction(text=N_("Mark as sent"), run=self.mark_chosen, keys="Ctrl+M"),
                RowAction(text=N_("Mark all written as sent"), run=self.mark_all),
                RowAction(text=N_("Remind …"), run=self.remind_chosen, keys="Ctrl+R"),
                RowAction(text=N_("Remind the silent …"), run=self.remind_silent),
                RowAction(text=N_("Print …"), run=self.print_wanted.emit),
            ],
        )

    # --- showing

    def show_period(self, period: Period) -> None:
        """Show how far every party has come for a period."""
        self.period = period
        self.lines = read_desk(self.session.project, period, self.session.today())
        self.stack.setCurrentIndex(0 if self.lines else 1)
        for part in (self.filters, self.sent, self.remind, self.print, self.hint, self.due):
            part.setVisible(bool(self.lines))
        self.table.rows_shown.set_rows(self.lines)
        status = read_period_status(self.session.project, period)
        self.heading.setText(self.loc.t(say_reported(status.measures, status.answers)))
        self.note.setText(self.loc.t(say_board([line.state for line in self.lines])) if self.lines else "")
        self.due.setText(self.say_due())
        if not self.table.chosen_ids() and self.lines:
            self.table.choose(min(self.lines, key=lambda line: _ORDER[line.state]).id)
        self._show_what_can_be_done()

    def say_due(self) -> str:
        """Say the last day of the period, and how far away it is."""
        assert self.period is not None
        days = (self.session.today() - self.period.due_date).days
        day = self.loc.t("last day {day}", day=self.period.due_date)
        if days > 0:
            return f"{day}, {self.loc.tn('{n} day ago', '{n} days ago', n=days)}"
        return day if not days else f"{day}, {self.loc.tn('in {n} day', 'in {n} days', n=-days)}"

    def line_of(self, party_id: int) -> DeskLine | None:
        """Return the line of a party."""
        return next((line for line in self.lines if line.id == party_id), None)

    def _filter(self) -> None:
        wanted = self.filters.values.get("state")
        self.table.rows_shown.filter(self.filters.words, lambda line: wanted is None or line.state is wanted)

    def _tell(self, ids: list[int]) -> None:
        self._show_what_can_be_done()
        self.chosen.emit(ids[0] if ids else 0)

    def _show_what_can_be_done(self) -> None:
        can_write = not self.session.project.read_only
        self.sent.setEnabled(can_write and bool(self._sendable(self.table.chosen_ids())))
        self.remind.setEnabled(can_write)
        count = len(self.table.chosen_ids())
        self.sent.setToolTip(self.loc.tn("{n} party is chosen", "{n} parties are chosen", n=count) if count else "")

    # --- doing

    def _sendable(self, ids: list[int]) -> list[int]:
        """Return those of some parties that have a workbook to send."""
        return [line.id for line in self.lines if line.id in ids and line.book.written_on is not None]

    def mark_chosen(self) -> None:
        """Note that the chosen parties' workbooks were sent today."""
        self._mark(self._sendable(self.table.chosen_ids()))

    def mark_all(self) -> None:
        """Note that every workbook that is written and not sent was sent today."""
        self._mark([line.id for line in self.lines if line.book.written_on and not line.book.sent_on])

    def _mark(self, ids: list[int]) -> None:
        if ids and self.period is not None:
            self.session.attempt(mark_sent, self.session.project, self.period, ids)

    def remind_chosen(self) -> None:
        """Write reminders for the chosen parties."""
        if self.period is not None and (ids := self.table.chosen_ids()):
            write_reminders_for(self.session, self.period, ids)

    def remind_silent(self) -> None:
        """Write reminders for all that are silent."""
        if self.period is not None:
            remind_silent(self.session, self.period)

    def write_chosen(self) -> None:
        """Write workbooks and drafts for the chosen parties."""
        if self.period is not None and (ids := self.table.chosen_ids()):
            write_templates_for(self.session, self.period, ids)

    def _open_chosen(self) -> None:
        if ids := self.table.chosen_ids():
            self.opened.emit(ids[0])


def desk_columns(loc: Locale) -> list[Column[DeskLine]]:
    """Return the board's columns; those least needed leave first when the window is narrow."""

    def day(key: str, header: Message, field: str, rank: int) -> Column[DeskLine]:
        return Column(
            key=key,
            header=header,
            text=lambda line: loc.date(getattr(line.book, field), "iso"),
            order=lambda line: getattr(line.book, field),
            width=92,
            rank=rank,
        )

    def answered(line: DeskLine) -> str:
        return loc.t("{n} of {m}", n=line.report.reported, m=line.report.expected) if line.report.expected else GAP

    return [
        Column(
            key="party",
            header=N_("Party"),
            text=lambda line: line.party.name,
            order=lambda line: (line.party.position, line.id),
            width=0,
            least=216,
        ),
        Column(
            key="state",
            header=N_("State"),
            text=lambda line: show_line_state(line, loc),
            order=lambda line: _ORDER[line.state],
            tone=lambda line: TONES[line.state],
            hint=lambda _: hover(loc.t(RULE)),
            width=136,
        ),
        Column(
            key="reported",
            header=N_("Answered"),
            text=answered,
            order=lambda line: line.report.reported - line.report.expected,
            width=94,
            right=True,
        ),
        day("written", N_("Written"), "written_on", 5),
        day("sent", N_("Sent"), "sent_on", 2),
        Column(
            key="reminded",
            header=N_("Reminded"),
            text=lambda line: say_reminded(line, loc),
            order=lambda line: line.book.reminded_on,
            width=112,
            rank=4,
        ),
        day("returned", N_("Returned"), "returned_on", 1),
        Column(
            key="errors",
            header=N_("Errors"),
            text=lambda line: loc.number(line.book.errors) if line.book.returned_on else GAP,
            order=lambda line: line.book.errors,
            width=60,
            right=True,
            rank=3,
        ),
        Column(
            key="late",
            header=N_("Days late"),
            text=lambda line: loc.number(line.report.days_late) if line.report.days_late else GAP,
            order=lambda line: line.report.days_late,
            width=100,
            right=True,
            rank=1,
        ),
    ]


def say_reminded(line: DeskLine, loc: Locale) -> str:
    """Return the day of the latest reminder, with their number when there are several."""
    day = loc.date(line.book.reminded_on, "iso")
    return f"{day} ({loc.number(line.book.reminders)})" if line.book.reminders > 1 else day
