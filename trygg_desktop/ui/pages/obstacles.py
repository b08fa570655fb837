"""Obstacles to collaboration: what stands in the way, for how long, whose it is, and how it was cleared."""

from PySide6.QtWidgets import QCheckBox, QStackedWidget, QVBoxLayout, QWidget

from trygg_desktop.domain.history import Changed
from trygg_desktop.domain.plan import Obstacle
from trygg_desktop.domain.words import ObstacleState, say
from trygg_desktop.formats import GAP, fold
from trygg_desktop.messages import N_
from trygg_desktop.store.indicator_reading import read_measure_names
from trygg_desktop.store.obstacle_reading import ObstacleLine, ObstacleList, read_obstacles
from trygg_desktop.ui.actions import Action
from trygg_desktop.ui.page import Page
from trygg_desktop.ui.pages.obstacle_mentions import MentionList
from trygg_desktop.ui.pages.obstacle_panel import ObstaclePanel
from trygg_desktop.ui.session import Destination, Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.filter_bar import FilterBar
from trygg_desktop.ui.widgets.labels import Card, EmptyState, make_label
from trygg_desktop.ui.widgets.quick_add import QuickAdd
from trygg_desktop.ui.widgets.row_actions import RowAction, offer_on_rows
from trygg_desktop.ui.widgets.table import Column, Table
from trygg_desktop.workflows.edit import remove_records
from trygg_desktop.workflows.obstacles import add_obstacle

STATE_MARKS = {ObstacleState.OPEN: "■", ObstacleState.SOLVED: "●", ObstacleState.ACCEPTED: "○"}
_STATE_TONES = {ObstacleState.OPEN: "red_text", ObstacleState.SOLVED: "green_text", ObstacleState.ACCEPTED: "none_text"}


class ObstaclesPage(Page):
    """The open ones first, the oldest of them at the top."""

    tables = ("obstacle", "obstacle_party", "party", "body", "measure", "follow_up", "period", "decision")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.found = ObstacleList(lines=(), parties=(), bodies=())
        self._measure_id: int | None = None
        self.filters = FilterBar(self.loc.t("Find an obstacle"))
        self.filters.add_choice("party_id", self.loc.t("Party"), self.loc.t("All parties"))
        self.filters.changed.connect(self._filter)
        self.closed = QCheckBox(self.loc.t("Show closed ones too"))
        self.closed.setChecked(True)
        self.closed.toggled.connect(lambda _: self._filter())
        self.count = make_label("", "quiet")
        self.add_line = QuickAdd(self.loc, self.loc.t("Add obstacle"), self._add)
        self.add_line.add_text("text", self.loc.t("What stands in the way?"))
        self.table = self._make_table()
        self.mentions = MentionList(session)
        self.mentions.made.connect(self._show_made)
        self.panel = ObstaclePanel(session)
        self.panel.removal_wanted.connect(self._remove)
        hint = Card()
        text = self.loc.t("Choose an obstacle to see and change it here, to lift it or to close it.")
        hint.body.addWidget(make_label(text, "quiet", wrap=True))
        hint.body.addStretch()
        self.detail = QStackedWidget()
        self.detail.addWidget(hint)
        self.detail.addWidget(self.panel)
        self.detail.setMinimumWidth(350)
        self._lay_out()

    def _make_table(self) -> Table[ObstacleLine]:
        loc = self.loc
        table: Table[ObstacleLine] = Table(
            (
                Column(
                    key="state",
                    header=N_("State"),
                    text=lambda r: f"{STATE_MARKS[r.obstacle.state]} {loc.t(say(r.obstacle.state))}",
                    tone=lambda r: _STATE_TONES[r.obstacle.state],
                    width=124,
                ),
                Column(key="text", header=N_("Obstacle"), text=lambda r: r.obstacle.text, width=0, least=280),
                Column(
                    key="days",
                    header=N_("Days open"),
                    text=lambda r: loc.number(r.days_open(self.session.today())),
                    order=lambda r: r.days_open(self.session.today()),
                    width=100,
                    right=True,
                    rank=1,
                ),
                Column(
                    key="raised",
                    header=N_("Raised"),
                    text=lambda r: loc.date(r.obstacle.raised_on, "iso"),
                    width=96,
                    rank=5,
                ),
                Column(key="parties", header=N_("Concerns"), text=lambda r: ", ".join(r.parties) or GAP, rank=4),
                Column(key="owner", header=N_("Owner"), text=lambda r: r.owner or GAP, width=116, rank=3),
                Column(key="lifted", header=N_("Lifted to"), text=lambda r: r.lifted_to or GAP, width=168, rank=2),
                Column(key="measure", header=N_("Measure"), text=lambda r: r.measure or GAP, width=72, rank=6),
            ),
            loc,
            self.session.colours,
            loc.t("Obstacles"),
            lines=3,
        )
        table.chosen.connect(lambda _: self._show_chosen())
        table.opened.connect(lambda _: self.panel.start())
        offer_on_rows(
            table,
            loc,
            (
                RowAction(text=N_("Change obstacle"), run=lambda: self.panel.start(), keys="F2"),
                RowAction(text=N_("Lift to the next body"), run=lambda: self.panel.lift(), keys="Ctrl+Up"),
                RowAction(text=N_("Remove obstacle"), run=lambda: self._remove(table.chosen_ids()), keys="Del"),
            ),
        )
        return table

    def _lay_out(self) -> None:
        for widget in (self.closed, self.count):
            self.filters.add_widget(widget)
        card = Card()
        card.body.setSpacing(GRID)
        card.body.addWidget(self.add_line)
        card.body.addWidget(self.table, 1)
        empty = EmptyState(
            self.loc.t("What stands in the way of working together?"),
            self.loc.t(
                "An obstacle to collaboration is noted with who raised it and whom it concerns, lifted to the "
                "steering group when it cannot be solved nearer, and closed with what was done."
            ),
            self.loc.t("New obstacle"),
            self.start,
        )
        self.sheet = QStackedWidget()
        self.sheet.addWidget(card)
        nothing = Card()
        nothing.body.addWidget(empty)
        self.sheet.addWidget(nothing)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.filters)
        column.addWidget(self.sheet, 1)
        column.addWidget(self.mentions)
        self.put_beside(left, self.detail, (760, 360))

    # --- what the window asks

    def subtitle(self) -> str:
        """Return how many are open."""
        count = sum(line.is_open for line in self.found.lines)
        return self.loc.t("{n} open", n=count) if count else ""

    def actions_offered(self) -> list[Action]:
        """Offer to add one."""
        return [Action(key="new_obstacle", text=N_("New obstacle"), run=self.start, primary=True)]

    def refresh(self, changed: Changed | None) -> None:
        """Read the obstacles and show them."""
        self.mentions.refresh()
        if changed is not None and not changed.touches("obstacle", "obstacle_party", "party", "body", "measure"):
            return
        self.found = read_obstacles(self.project)
        if changed is None or changed.touches("party", "body", "measure"):
            self.panel.show_names(self.found.parties, self.found.bodies, read_measure_names(self.project))
            self.filters.set_options("party_id", [(party.id, party.name) for party in self.found.parties])
        self.table.rows_shown.set_rows(self.found.lines)
        self._filter()
        self._show_chosen()
        self.head_changed.emit()

    def show_destination(self, destination: Destination) -> None:
        """Show an obstacle, those of a party, or begin one for a measure."""
        filters = destination.filters
        if filters.get("new"):
            self._measure_id = filters.get("measure_id")
            self.start()
        elif destination.table_name == "obstacle":
            if not self.table.choose(destination.row_id):
                self.filters.clear()
                self.closed.setChecked(True)
                self.table.choose(destination.row_id)
        elif "party_id" in filters:
            self.filters.set(party_id=filters["party_id"])

    # --- showing

    def _filter(self) -> None:
        party_id = self.filters.values.get("party_id")
        everything = self.closed.isChecked()

        def fits(line: ObstacleLine) -> bool:
            concerned = party_id is None or party_id in (line.obstacle.owner_party_id, *line.party_ids)
            return concerned and (everything or line.is_open)

        self.table.rows_shown.filter(fold(self.filters.words), fits)
        shown, total = self.table.rows_shown.rowCount(), self.table.rows_shown.total
        self.count.setText(
            self.loc.tn("{n} obstacle", "{n} obstacles", n=total)
            if shown == total
            else self.loc.t("{shown} of {total} obstacles", shown=shown, total=total)
        )
        self.sheet.setCurrentIndex(0 if total else 1)
        self.filters.setVisible(bool(total))

    def _show_chosen(self) -> None:
        ids = self.table.chosen_ids()
        line = next((line for line in self.found.lines if line.id in ids[:1]), None)
        if line is not None:
            self.panel.show_obstacle(line)
        self.detail.setCurrentIndex(1 if line else 0)

    # --- doing

    def start(self) -> None:
        """Make ready to note an obstacle."""
        self.sheet.setCurrentIndex(0)
        self.add_line.start()

    def _add(self, text: str) -> int | None:
        added: int | None = self.session.attempt(
            add_obstacle, self.project, text=text, raised_on=self.session.today(), measure_id=self._measure_id
        )
        if added is not None:
            self._measure_id = None
            self.table.choose(added)
        return added

    def _show_made(self, obstacle_id: int) -> None:
        self.filters.clear()
        self.table.choose(obstacle_id)

    def _remove(self, obstacle_ids: list[int]) -> None:
        if obstacle_ids:
            self.session.attempt(remove_records, self.project, Obstacle, obstacle_ids)
