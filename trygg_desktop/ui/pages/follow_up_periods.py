"""The periods: tertials and years, each with its last day for reports, open or closed."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout

from trygg_desktop.domain.answers import read_period
from trygg_desktop.domain.periods import Period, period_of
from trygg_desktop.domain.words import PeriodState, say
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.messages import N_
from trygg_desktop.store.follow_up_reading import PeriodLine, read_period_lines
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import Card, make_button, make_label
from trygg_desktop.ui.widgets.quick_add import QuickAdd
from trygg_desktop.ui.widgets.row_actions import RowAction, offer_on_rows
from trygg_desktop.ui.widgets.table import Column, Table
from trygg_desktop.workflows.edit import remove_records
from trygg_desktop.workflows.follow_up import add_period, set_due_date, set_period_state


class PeriodList(Card):
    """All periods, latest first. The last day is written where it stands."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.loc = session.loc
        self.project = session.project
        self.add_line = QuickAdd(self.loc, self.loc.t("Add period"), self._add)
        self.add_line.add_text("period", self.loc.t("T1 2027, T2 2027 or 2027"), width=240)
        self.add_line.setMaximumWidth(420)
        self.table = self._make_table(self.loc)
        offer_on_rows(
            self.table,
            self.loc,
            (
                RowAction(text=N_("Close or open the period"), run=self.toggle_state),
                RowAction(text=N_("Remove period"), run=self._remove, keys="Del"),
            ),
        )
        about = self.loc.t(
            "A tertial is reported with a forecast for the year, the year with its outcome. The answers of a closed"
            " period cannot be changed. Write the last day in its cell."
        )
        self.body.addWidget(make_label(about, "quiet", wrap=True))
        self.body.addSpacing(GRID // 2)
        line = QHBoxLayout()
        line.addWidget(self.add_line)
        line.addStretch()
        line.addWidget(make_button(self.loc.t("Close or open the period"), self.toggle_state))
        self.body.addLayout(line)
        self.body.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Read the periods."""
        self.table.rows_shown.set_rows(read_period_lines(self.project))

    def toggle_state(self) -> None:
        """Close the chosen periods that are open, open those that are closed."""
        chosen = set(self.table.chosen_ids())
        for line in [line for line in self.table.rows_shown.rows if line.id in chosen]:
            state = PeriodState.OPEN if line.period.state is PeriodState.CLOSED else PeriodState.CLOSED
            self.session.attempt(set_period_state, self.project, line.id, state)

    def _remove(self) -> None:
        if chosen := self.table.chosen_ids():
            self.session.attempt(remove_records, self.project, Period, chosen)

    def _add(self, period: str) -> int | None:
        def add() -> int:
            answer = read_period(period, int(period_of(self.session.today())[:4]))
            if answer.value is None or answer.problem:
                raise UserError(answer.problem or N_("Write which period: T1 2027, T2 2027 or 2027."))
            return add_period(self.project, answer.value)

        made: int | None = self.session.attempt(add)
        return made

    def _set_due(self, line: PeriodLine, text: str) -> None:
        def store() -> None:
            try:
                due = date.fromisoformat(text)
            except ValueError as error:
                raise UserError("“{text}” is no date. Write it as 2026-12-01.", text=text) from error
            set_due_date(self.project, line.id, due)

        self.session.attempt(store)

    def _make_table(self, loc: Locale) -> Table[PeriodLine]:
        columns: list[Column[PeriodLine]] = [
            Column(
                key="name",
                header=N_("Period"),
                text=lambda r: loc.t(r.period.name),
                order=lambda r: r.period.end_date,
                width=160,
            ),
            Column(
                key="months",
                header=N_("Months"),
                text=lambda r: loc.t(r.period.months),
                order=lambda r: r.period.end_date.month,
                width=170,
                rank=1,
            ),
            Column(
                key="due_date",
                header=N_("Last day for reports"),
                text=lambda r: loc.date(r.period.due_date, "full"),
                typed=lambda r: r.period.due_date.isoformat(),
                order=lambda r: r.period.due_date,
                store=self._set_due,
                width=0,
            ),
            Column(key="state", header=N_("State"), text=lambda r: loc.t(say(r.period.state)), width=110),
            Column(
                key="answers",
                header=N_("Answers"),
                text=lambda r: loc.number(r.answers),
                order=lambda r: r.answers,
                width=90,
                right=True,
            ),
        ]
        return Table(columns, loc, self.session.colours, loc.t("Periods"))
