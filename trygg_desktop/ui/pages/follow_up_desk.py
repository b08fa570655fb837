"""The collection desk: who has reported for the period, what is missing, what was read in."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.domain.chain import say_reported
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.words import MISSING_MARK
from trygg_desktop.formats import GAP, Locale
from trygg_desktop.messages import N_, NN_, Message
from trygg_desktop.store.follow_up_reading import PartyReport, read_batches, read_missing, read_reports
from trygg_desktop.store.status_reading import read_period_status
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import Card, clear_layout, make_label, make_scroll
from trygg_desktop.ui.widgets.lines import Line, LineList
from trygg_desktop.ui.widgets.table import Column, Table

_SHOWN_MISSING = 30


def say_report(report: PartyReport) -> tuple[str, Message, str]:
    """Return mark, words and colour token of how far a party has come."""
    if not report.expected:
        return "○", N_("nothing to report"), "none_text"
    if not report.missing:
        return "●", N_("all reported"), "green_text"
    if report.days_late:
        return MISSING_MARK, NN_("{n} missing", "{n} missing", report.missing), "red_text"
    return "○", NN_("awaits {n}", "awaits {n}", report.missing), "quiet"


class Desk(Card):
    """A line per party. ``chosen`` tells the party, ``opened`` that its answers are wanted."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__(" ")
        loc = session.loc
        self.session = session
        self.loc = loc
        self.heading.setWordWrap(True)
        self.table = self._make_table(loc)
        self.table.chosen.connect(lambda ids: self.chosen.emit(ids[0] if ids else 0))
        self.table.opened.connect(self.opened)
        self.hint = make_label(loc.t("Returned workbooks can be dropped anywhere on the window."), "small", wrap=True)
        self.due = make_label("", "quiet", wrap=True)
        self.body.addWidget(self.due)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.hint)

    def show_period(self, period: Period) -> None:
        """Show who has reported for a period."""
        today = self.session.today()
        reports = read_reports(self.session.project, period, today)
        self.table.rows_shown.set_rows(reports)
        status = read_period_status(self.session.project, period)
        self.heading.setText(self.loc.t(say_reported(status.measures, status.answers)))
        self.due.setText(self._say_due(period))
        if not self.table.chosen_ids() and reports:
            late = [report for report in reports if report.missing]
            self.table.choose((late or reports)[0].id)

    def _say_due(self, period: Period) -> str:
        days = (self.session.today() - period.due_date).days
        day = self.loc.t("last day {day}", day=period.due_date)
        if days > 0:
            return f"{day}, {self.loc.tn('{n} day ago', '{n} days ago', n=days)}"
        return day if not days else f"{day}, {self.loc.tn('in {n} day', 'in {n} days', n=-days)}"

    def _make_table(self, loc: Locale) -> Table[PartyReport]:
        def state(report: PartyReport) -> str:
            mark, words, _ = say_report(report)
            return f"{mark} {loc.t(words)}"

        def counted(n: int, m: int) -> str:
            return loc.t("{n} of {m}", n=n, m=m) if m else GAP

        columns: list[Column[PartyReport]] = [
            Column(
                key="party",
                header=N_("Party"),
                text=lambda r: r.party.name,
                order=lambda r: (r.party.position, r.id),
                width=0,
            ),
            Column(
                key="state",
                header=N_("State"),
                text=state,
                order=lambda r: (-r.missing, -r.expected),
                tone=lambda r: say_report(r)[2],
                width=160,
            ),
            Column(
                key="reported",
                header=N_("Reported"),
                text=lambda r: counted(r.reported, r.expected),
                order=lambda r: r.reported - r.expected,
                width=96,
                right=True,
            ),
            Column(
                key="shared",
                header=N_("Taking part"),
                text=lambda r: counted(r.shared_reported, r.shared),
                order=lambda r: r.shared,
                hint=lambda _: loc.t("Answers on measures that another party is responsible for."),
                width=100,
                right=True,
                rank=2,
            ),
            Column(
                key="last_on",
                header=N_("Latest answer"),
                text=lambda r: loc.date(r.last_on, "iso"),
                order=lambda r: r.last_on,
                width=108,
                rank=1,
            ),
            Column(
                key="late",
                header=N_("Days late"),
                text=lambda r: loc.number(r.days_late) if r.days_late else GAP,
                order=lambda r: r.days_late,
                width=84,
                right=True,
                rank=1,
            ),
        ]
        return Table(columns, loc, self.session.colours, loc.t("Who has reported"))


class DeskDetail(Card):
    """One party at the desk: the measures it owes, and what it has sent."""

    def __init__(self, session: Session, open_cell: Callable[[int, int], object]) -> None:
        super().__init__(" ")
        self.session = session
        self.loc = session.loc
        self._open_cell = open_cell
        self.heading.setWordWrap(True)
        self.setMinimumWidth(240)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, GRID, 0)
        side = QWidget()
        side.setLayout(self._lines)
        self.body.addWidget(make_scroll(side), 1)

    def show_party(self, period: Period | None, report: PartyReport | None) -> None:
        """Show a party, or nothing."""
        clear_layout(self._lines)
        self.heading.setText(report.party.name if report else self.loc.t("No party is chosen"))
        self.note.setText("")
        if report is None or period is None:
            self._lines.addStretch()
            return
        mark, words, _ = say_report(report)
        self.note.setText(f"{mark} {self.loc.t(words)}")
        self._show_missing(period, report)
        self._show_batches(period, report)
        self._lines.addStretch()

    def _show_missing(self, period: Period, report: PartyReport) -> None:
        missing = read_missing(self.session.project, period, report.id)
        self._lines.addWidget(make_label(self.loc.t("Measures without an answer"), "heading", wrap=True))
        if not missing:
            self._lines.addWidget(make_label(self.loc.t("None is missing."), "quiet", wrap=True))
        lines = LineList(self.loc.t("Measures without an answer"), self.session.colours)
        for measure_id, code, title in missing[:_SHOWN_MISSING]:
            lines.add(Line(text=f"{code} {title}", run=partial(self._open_cell, measure_id, report.id)))
        self._lines.addWidget(lines)
        if len(missing) > _SHOWN_MISSING:
            more = self.loc.tn("and {n} measure more", "and {n} measures more", n=len(missing) - _SHOWN_MISSING)
            self._lines.addWidget(make_label(more, "quiet", wrap=True))
        self._lines.addSpacing(2 * GRID)

    def _show_batches(self, period: Period, report: PartyReport) -> None:
        batches = read_batches(self.session.project, period, report.id)
        self._lines.addWidget(make_label(self.loc.t("Workbooks read in"), "heading", wrap=True))
        if not batches:
            self._lines.addWidget(make_label(self.loc.t("None yet for this period."), "quiet", wrap=True))
        lines = LineList(self.loc.t("Workbooks read in"), self.session.colours)
        for batch in batches:
            counts = self.loc.t("{new} new, {changed} changed", new=batch.new_count, changed=batch.changed_count)
            lines.add(Line(text=batch.file_name, below=f"{self.loc.moment(batch.made_at)} · {counts}"))
        self._lines.addWidget(lines)
