"""The list of all meetings."""

from datetime import date

from PySide6.QtCore import Signal

from trygg_desktop.domain.words import MeetingState, say
from trygg_desktop.messages import N_
from trygg_desktop.store.meetings_list_reading import MeetingLine
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.widgets.filter_bar import FilterBar
from trygg_desktop.ui.widgets.labels import Card
from trygg_desktop.ui.widgets.row_actions import RowAction, offer_on_rows
from trygg_desktop.ui.widgets.table import Column, Table


class MeetingList(Card):
    """All meetings, the latest first, by body, year and state."""

    chosen = Signal(int)
    opened = Signal(int)
    removal_wanted = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        loc = session.loc
        self.loc = loc
        self.filters = FilterBar(loc.t("Filter by words"))
        self.filters.add_choice("body_id", loc.t("Body"), loc.t("All bodies"))
        self.filters.add_choice("year", loc.t("Year"), loc.t("All years"))
        self.filters.add_choice(
            "state", loc.t("State"), loc.t("All states"), [(state, loc.t(say(state))) for state in MeetingState]
        )
        self.filters.changed.connect(self._filter)
        self.table: Table[MeetingLine] = Table(
            (
                Column(
                    key="label",
                    header=N_("No."),
                    text=lambda r: r.label,
                    order=lambda r: (r.body, r.on),
                    width=112,
                ),
                Column(key="body", header=N_("Body"), text=lambda r: r.body, width=0),
                Column(
                    key="on",
                    header=N_("Date"),
                    text=lambda r: loc.date(r.on, "full"),
                    order=lambda r: r.on,
                    width=200,
                ),
                Column(key="state", header=N_("State"), text=lambda r: loc.t(say(r.state)), width=110, rank=1),
            ),
            loc,
            session.colours,
            loc.t("All meetings"),
        )
        self.body.addWidget(self.filters)
        self.body.addWidget(self.table, 1)
        self.table.clicked.connect(lambda _: self._choose())
        self.table.opened.connect(self.opened)
        offer_on_rows(
            self.table,
            loc,
            (
                RowAction(text=N_("Open the meeting"), run=self._open),
                RowAction(text=N_("Remove meeting"), run=self._remove, keys="Del"),
            ),
        )

    def show_meetings(self, meetings: list[MeetingLine], chosen_id: int) -> None:
        """Show the meetings, one of them chosen."""
        self.filters.set_options("body_id", sorted({(line.body_id, line.body) for line in meetings}))
        years = sorted({line.on.year for line in meetings}, reverse=True)
        self.filters.set_options("year", [(year, str(year)) for year in years])
        self.table.rows_shown.set_rows(meetings)
        if self.table.chosen_ids() != [chosen_id]:
            self.table.choose(chosen_id)

    def _filter(self) -> None:
        wanted = dict(self.filters.values)
        year = wanted.pop("year", None)

        def fits(line: MeetingLine) -> bool:
            return year in (None, line.on.year) and all(getattr(line, name) == value for name, value in wanted.items())

        self.table.rows_shown.filter(self.filters.words, fits)

    def _choose(self) -> None:
        for meeting_id in self.table.chosen_ids()[:1]:
            self.chosen.emit(meeting_id)

    def _open(self) -> None:
        for meeting_id in self.table.chosen_ids()[:1]:
            self.opened.emit(meeting_id)

    def _remove(self) -> None:
        for meeting_id in self.table.chosen_ids():
            self.removal_wanted.emit(meeting_id)


def next_meeting(meetings: list[MeetingLine], today: date) -> int:
    """Return the meeting to show first: the next one to come, else the latest; 0 when there is none."""
    coming = [line for line in meetings if line.on >= today and line.state in (MeetingState.PLANNED, MeetingState.SENT)]
    if coming:
        return coming[-1].id
    return meetings[0].id if meetings else 0
