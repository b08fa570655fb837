"""What departments say stands in the way in their follow-ups: each can be made an obstacle."""

from PySide6.QtCore import Signal

from trygg_desktop.messages import N_
from trygg_desktop.store.obstacle_mentions import Mention, read_mentions
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.widgets.labels import Card, make_button, make_label
from trygg_desktop.ui.widgets.row_actions import RowAction, offer_on_rows
from trygg_desktop.ui.widgets.table import Column, Table
from trygg_desktop.workflows.obstacles import make_obstacle_of

_LEAST, _MOST = 104, 178


class MentionList(Card):
    """Shown while there is something to show. ``made`` tells the id of a new obstacle."""

    made = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__(session.loc.t("Named in the follow-ups"))
        self.session, self.loc = session, session.loc
        self.button = make_button(self.loc.t("Make an obstacle"), self._make)
        self.button.setObjectName("make_obstacle")
        self.add_to_head(self.button)
        why = self.loc.t("Departments have answered that this stands in the way. It is no obstacle on the list yet.")
        self.body.addWidget(make_label(why, "quiet", wrap=True))
        loc = self.loc
        self.table: Table[Mention] = Table(
            (
                Column(key="period", header=N_("Period"), text=lambda r: loc.t(r.period.short_name), width=84, rank=2),
                Column(key="parties", header=N_("Party"), text=lambda r: ", ".join(r.parties), width=132),
                Column(key="measure", header=N_("Measure"), text=lambda r: r.measure, width=72, rank=1),
                Column(key="text", header=N_("What stands in the way"), text=lambda r: r.text, width=0, least=160),
            ),
            loc,
            session.colours,
            loc.t("Named in the follow-ups"),
            lines=3,
        )
        self.table.setMinimumHeight(_LEAST)
        self.table.setMaximumHeight(_MOST)
        self.table.chosen.connect(lambda ids: self.button.setEnabled(bool(ids)))
        self.table.opened.connect(lambda _: self._make())
        offer_on_rows(
            self.table,
            loc,
            (
                RowAction(text=N_("Make an obstacle"), run=self._make),
                RowAction(text=N_("Go to the measure"), run=self._go),
            ),
        )
        self.body.addWidget(self.table)

    def refresh(self) -> None:
        """Read what is named now; the first one is chosen."""
        mentions = read_mentions(self.session.project)
        self.table.rows_shown.set_rows(mentions)
        self.heading.setText(f"{self.loc.t('Named in the follow-ups')}  {len(mentions)}")
        self.setVisible(bool(mentions))
        if mentions and not self.table.chosen_ids():
            self.table.choose(mentions[0].id)
        self.button.setEnabled(bool(mentions) and not self.session.project.read_only)

    def _chosen(self) -> Mention | None:
        ids = self.table.chosen_ids()[:1]
        return next((row for row in self.table.rows_shown.rows if row.id in ids), None)

    def _make(self) -> None:
        mention = self._chosen()
        if mention is not None:
            made: int | None = self.session.attempt(make_obstacle_of, self.session.project, mention)
            if made is not None:
                self.made.emit(made)

    def _go(self) -> None:
        mention = self._chosen()
        if mention is not None:
            self.session.go("plan", "measure", mention.measure_id)
