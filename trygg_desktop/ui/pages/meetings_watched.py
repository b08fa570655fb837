"""What is watched until it is closed: items that were tabled, referred back or carried on."""

from trygg_desktop.domain.words import say
from trygg_desktop.formats import GAP
from trygg_desktop.messages import N_
from trygg_desktop.store.meeting_cycle_reading import WatchedItem, read_watched_items
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.widgets.labels import make_label
from trygg_desktop.ui.widgets.list_card import ListCard
from trygg_desktop.ui.widgets.row_actions import RowAction
from trygg_desktop.ui.widgets.table import Column, Table

RULE = N_(
    "What a meeting does not close goes on to the body's next meeting by itself, with its papers, until it is closed:"
    " items that are tabled, referred back or go on, and those carried over that were not dealt with. An item is late"
    " when no meeting lies ahead for it, or the day of that meeting has passed."
)


class WatchedList(ListCard):
    """One line per matter that is not closed, those that have waited longest first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.loc = session, session.loc
        loc = self.loc
        table: Table[WatchedItem] = Table(
            (
                Column(key="title", header=N_("Item"), text=lambda r: r.title, width=0),
                Column(key="outcome", header=N_("Ended"), text=lambda r: loc.t(say(r.outcome)), width=150, rank=1),
                Column(key="meeting", header=N_("Meeting"), text=lambda r: r.meeting, width=108, rank=3),
                Column(
                    key="since",
                    header=N_("Put off since"),
                    text=lambda r: loc.date(r.since, "iso"),
                    order=lambda r: r.since,
                    width=112,
                ),
                Column(
                    key="times",
                    header=N_("Times"),
                    text=lambda r: loc.number(r.times),
                    order=lambda r: r.times,
                    width=70,
                    right=True,
                    rank=2,
                ),
                Column(key="next", header=N_("Waits for"), text=lambda r: r.waits_for or GAP, width=112),
                Column(key="state", header=N_("State"), text=self._state, tone=self._tone, width=104),
            ),
            loc,
            session.colours,
            loc.t("Watched items"),
        )
        self.nothing = make_label(loc.t("● Nothing waits: no item is tabled, referred back or carried on."), "quiet")
        self.body.addWidget(self.nothing)
        self.place(table, loc, (RowAction(text=N_("Open the item"), run=self.open_chosen),))
        self.body.addWidget(make_label(loc.t(RULE), "small", wrap=True))

    def read(self) -> None:
        """Read what is watched and show it."""
        watched = read_watched_items(self.session.project)
        self.table.rows_shown.set_rows(watched)
        self.nothing.setVisible(not watched)
        self.table.setVisible(bool(watched))

    def _state(self, row: WatchedItem) -> str:
        late = row.is_late(self.session.today())
        return f"■ {self.loc.t('late')}" if late else f"○ {self.loc.t('waits')}"

    def _tone(self, row: WatchedItem) -> str:
        return "red_text" if row.is_late(self.session.today()) else ""
