"""Organisation: who steers and who works, on any day, as a chart, as lists and as paper."""

from collections.abc import Sequence
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from trygg_desktop.charts.organisation import build_organisation
from trygg_desktop.charts.spec import Figure
from trygg_desktop.domain.history import Changed
from trygg_desktop.domain.membership import Organisation
from trygg_desktop.domain.organisation import Body, Party, Seat
from trygg_desktop.domain.words import BodyKind
from trygg_desktop.messages import N_
from trygg_desktop.store.organisation_reading import read_organisation
from trygg_desktop.ui.actions import Action
from trygg_desktop.ui.page import Page
from trygg_desktop.ui.pages.organisation_facts import ProgrammeFacts
from trygg_desktop.ui.pages.organisation_lists import PartyList, SeatList
from trygg_desktop.ui.pages.organisation_panels import BodyPanel, NewBodyPanel, PartyPanel, SeatPanel
from trygg_desktop.ui.session import Destination, Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.day_field import DayField
from trygg_desktop.ui.widgets.figure_view import FigureView
from trygg_desktop.ui.widgets.labels import Card, EmptyState, cut, make_button, make_scroll
from trygg_desktop.ui.widgets.notice import Notice
from trygg_desktop.ui.widgets.print_view import PrintView
from trygg_desktop.ui.widgets.table import Table
from trygg_desktop.workflows.edit import remove_records
from trygg_desktop.workflows.organise import (
    add_party,
    give_seats,
    lay_usual_organisation,
    move_party,
    remove_body,
    remove_party,
)

_Record = TypeVar("_Record", Body, Party, Seat)
CHART, SEATS, PARTIES, FACTS = range(4)
_NAMED = 4
"""How many parties a notice names."""


class OrganisationPage(Page):
    """The chart, the seats, the parties and the programme's facts; beside them what was chosen."""

    tables = ("programme", "party", "body", "seat", "reading_rule")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.organisation = Organisation(day=session.today())
        self._chosen = ("", 0)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setStyleSheet("QTabBar::tab { margin-right: 12px; }")
        self.tabs.setAccessibleName(self.loc.t("Organisation"))
        for text in (N_("Chart"), N_("Seats"), N_("Parties"), N_("The programme")):
            self.tabs.addTab(self.loc.t(text))
        self.day = DayField(self.loc.t("As of"), self.loc, session.today)
        self.day.chosen.connect(lambda _: self._show())
        self.notice = Notice()
        self.stack = QStackedWidget()
        self._build_chart()
        self.seats = SeatList(self.loc, session.colours, self._remove_seats)
        self.parties = PartyList(
            self.loc, session.colours, add=self._add_party, move=self._move_party, remove=self._remove_parties
        )
        self.facts = ProgrammeFacts(session)
        for widget in (self.chart_part, self.seats, self.parties, make_scroll(self.facts)):
            self.stack.addWidget(widget)
        self._build_panels()
        self._connect()
        line = QHBoxLayout()
        line.addWidget(self.tabs)
        line.addStretch()
        line.addWidget(self.day)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(line)
        column.addWidget(self.notice)
        column.addWidget(self.stack, 1)
        self.over = PrintView(session, self.put_beside(left, self.detail, (740, 300)))
        self.over.currentChanged.connect(lambda _: self.head_changed.emit())
        self.column.addWidget(self.over)

    def _build_chart(self) -> None:
        self.chart = FigureView(self.session.colours)
        sheet = QWidget()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(0, 0, GRID // 2, 0)
        inside.addWidget(self.chart)
        inside.addStretch()
        card = Card()
        card.body.addWidget(make_scroll(sheet))
        self.empty = EmptyState(
            self.loc.t("Who steers, who works?"),
            self.loc.t(
                "Lay down a usual organisation with project owner, steering group, project leader, work group, "
                "reference group and EST group, and change it to yours. Then add the parties."
            ),
            self.loc.t("Lay down a usual organisation"),
            self._lay_usual,
        )
        self.chart_part = QStackedWidget()
        self.chart_part.addWidget(card)
        self.chart_part.addWidget(self.empty)

    def _build_panels(self) -> None:
        self.body_panel = BodyPanel(self.session)
        self.party_panel = PartyPanel(self.session)
        self.seat_panel = SeatPanel(self.session)
        self.new_body = NewBodyPanel(self.session, lambda body_id: self.choose("body", body_id))
        self.detail = QStackedWidget()
        self._panels: dict[str, QWidget] = {
            "": QWidget(),
            "body": self.body_panel,
            "party": self.party_panel,
            "seat": self.seat_panel,
            "new": self.new_body,
        }
        for panel in self._panels.values():
            self.detail.addWidget(panel)
        self.detail.setMinimumWidth(284)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_tab)
        self.chart.wanted.connect(self.choose)
        self.seats.chosen.connect(lambda seat_id: self.choose("seat", seat_id))
        self.seats.opened.connect(lambda _: self.seat_panel.form.start())
        self.parties.chosen.connect(lambda party_id: self.choose("party", party_id))
        self.parties.opened.connect(lambda _: self.party_panel.form.start())
        self.body_panel.seat_wanted.connect(lambda seat_id: self.choose("seat", seat_id))
        self.party_panel.seat_wanted.connect(lambda seat_id: self.choose("seat", seat_id))
        self.seat_panel.body_wanted.connect(lambda body_id: self.choose("body", body_id))
        self.body_panel.removal_wanted.connect(lambda i: self.session.attempt(remove_body, self.project, i))
        self.party_panel.removal_wanted.connect(lambda i: self._remove_parties([i]))
        self.seat_panel.removal_wanted.connect(self._remove_seats)

    # --- what the window asks

    def subtitle(self) -> str:
        """Return how many parties and bodies there are."""
        count = sum(self.organisation.takes_part(party) for party in self.organisation.parties)
        return self.loc.tn("{n} party", "{n} parties", n=count) if count else ""

    def actions_offered(self) -> list[Action]:
        """Offer to print, and to add."""
        printing = Action(key="print_organisation", text=N_("Print …"), run=self.print_chart, shortcut="Ctrl+P")
        return [
            *([] if self.over.is_previewing else [printing]),
            Action(key="new_party", text=N_("New party"), run=self.start_party, menu="do"),
            Action(key="new_body", text=N_("New body"), run=self.start_body, primary=True),
            Action(key="programme_facts", text=N_("The programme's facts"), run=self.show_facts, menu="do"),
        ]

    def refresh(self, changed: Changed | None) -> None:  # noqa: ARG002
        """Read the organisation and show it."""
        self._show()

    def show_destination(self, destination: Destination) -> None:
        """Show a body, party or seat, or the programme's facts."""
        self.over.close_preview()
        if destination.table_name in ("body", "party", "seat"):
            tab = {"body": CHART, "party": PARTIES, "seat": SEATS}[destination.table_name]
            self.tabs.setCurrentIndex(tab)
            lists: dict[int, Table[Any]] = {PARTIES: self.parties.table, SEATS: self.seats.table}
            if tab in lists:
                lists[tab].choose(destination.row_id)
            self.choose(destination.table_name, destination.row_id)
        elif destination.table_name == "programme" or destination.filters.get("show") == "facts":
            self.show_facts()

    # --- showing

    def _show(self) -> None:
        self.organisation = read_organisation(self.project, self.day.day)
        self.chart_part.setCurrentIndex(0 if self.organisation.bodies else 1)
        self.chart.show_figure(self._figure)
        self.seats.show_organisation(self.organisation)
        self.parties.show_organisation(self.organisation)
        self.facts.show_programme(self.project.programme)
        self._show_notice()
        self._show_chosen()
        self.head_changed.emit()

    def _figure(self, width: float) -> Figure:
        parties = {party.id: party for party in self.organisation.parties}
        title = self.loc.t("Organisation as of {day}", day=self.organisation.day)
        return build_organisation(
            self.organisation.bodies, self.organisation.held_seats(), parties, self.loc, width, title
        )

    def _show_notice(self) -> None:
        without = self.organisation.parties_without_say()
        if self.tabs.currentIndex() == FACTS:
            self.notice.hide()
        elif self.organisation.bodies and not self.organisation.parties:
            self.notice.say(
                self.loc.t("There are no parties yet: the departments, companies and authorities of the team."),
                make_button(self.loc.t("Add parties"), self.start_party),
            )
        elif without:
            names = ", ".join(cut(party.label, 40) for party in without[:_NAMED])
            if len(without) > _NAMED:
                names = self.loc.t("{names} and {n} more", names=names, n=len(without) - _NAMED)
            self.notice.say(
                self.loc.tn(
                    "{n} party has no seat in the steering group: {names}.",
                    "{n} parties have no seat in the steering group: {names}.",
                    n=len(without),
                    names=names,
                ),
                make_button(self.loc.t("Give a seat …"), self._offer_seats),
                mark="▲",
            )
        else:
            self.notice.hide()

    def choose(self, kind: str, row_id: int) -> None:
        """Show a body, a party, a seat, or with kind ``new`` the fields for a new body, in the detail panel."""
        if (focused := self.detail.focusWidget()) is not None:
            focused.clearFocus()
        self._chosen = (kind, row_id)
        self._show_chosen()

    def _show_chosen(self) -> None:
        kind, row_id = self._chosen
        seen = self.organisation
        panel = kind if kind == "new" else ""
        if kind == "body" and (body := _find(seen.bodies, row_id)):
            panel = kind
            self.body_panel.show_body(body, seen)
        elif kind == "party" and (party := _find(seen.parties, row_id)):
            panel = kind
            self.party_panel.show_party(party, seen)
        elif kind == "seat" and (seat := _find(seen.seats, row_id)):
            panel = kind
            self.seat_panel.show_seat(seat, seen)
        self.detail.setCurrentWidget(self._panels[panel])
        self._fit_detail()

    def _fit_detail(self) -> None:
        shown = self.detail.currentWidget() is not self._panels[""]
        self.detail.setVisible(shown and self.tabs.currentIndex() != FACTS)

    def _show_tab(self, tab: int) -> None:
        self.stack.setCurrentIndex(tab)
        self._fit_detail()
        self.day.setVisible(tab != FACTS)
        self._show_notice()

    def show_facts(self) -> None:
        """Show what the programme itself is."""
        self.over.close_preview()
        self.tabs.setCurrentIndex(FACTS)

    # --- doing

    def start_party(self) -> None:
        """Make ready to add parties, one after the other."""
        self.over.close_preview()
        self.tabs.setCurrentIndex(PARTIES)
        self.choose("", 0)
        self.parties.add_line.start()

    def start_body(self) -> None:
        """Make ready to add a body, under the chosen one or the project leader."""
        self.over.close_preview()
        if self.tabs.currentIndex() in (PARTIES, FACTS):
            self.tabs.setCurrentIndex(CHART)
        kind, row_id = self._chosen
        leaders = [body.id for body in self.organisation.bodies if body.kind is BodyKind.PROJECT_LEADER]
        self.choose("new", 0)
        self.new_body.start(self.organisation, row_id if kind == "body" else next(iter(leaders), None))

    def _lay_usual(self) -> None:
        self.session.attempt(lay_usual_organisation, self.project, self.loc)

    def _add_party(self, **values: object) -> int | None:
        added: int | None = self.session.attempt(add_party, self.project, **values)
        return added

    def _move_party(self, party_id: int, places: int) -> None:
        self.session.attempt(move_party, self.project, party_id, places)

    def _remove_parties(self, party_ids: list[int]) -> None:
        for party_id in party_ids:
            self.session.attempt(remove_party, self.project, party_id)

    def _remove_seats(self, seat_ids: list[int]) -> None:
        if seat_ids:
            self.session.attempt(remove_records, self.project, Seat, seat_ids)

    def _offer_seats(self) -> None:
        button = self.notice.button
        assert button is not None
        self.make_seat_menu().popup(button.mapToGlobal(button.rect().bottomLeft()))

    def make_seat_menu(self) -> QMenu:
        """Return a menu of the parties without a seat in the steering group; choosing one gives it a seat."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        without = self.organisation.parties_without_say()
        for party in without:
            menu.addAction(party.name, partial(self.give_seat, [party.id]))
        if len(without) > 1:
            menu.addSeparator()
            menu.addAction(self.loc.t("All of them"), partial(self.give_seat, [party.id for party in without]))
        return menu

    def give_seat(self, party_ids: list[int]) -> None:
        """Give parties a seat in the steering group from the day shown on; one seat is shown to be filled in."""
        group = self.organisation.steering_groups()[0]
        given: list[int] | None = self.session.attempt(
            give_seats,
            self.project,
            body_id=group.id,
            party_ids=party_ids,
            role=self.loc.t("Representative"),
            since=self.day.day,
        )
        if given:
            self.choose(*(("seat", given[0]) if len(given) == 1 else ("body", group.id)))
            if len(given) == 1:
                self.seat_panel.form.start()

    def print_chart(self) -> None:
        """Show the chart as of the day as it comes out on paper."""
        programme = self.project.programme
        subtitle = self.loc.t("{programme}, as of {day}", programme=programme.name, day=self.day.day)
        if programme.is_example:
            subtitle = f"{subtitle}. {self.loc.t('Example data')}"
        self.over.preview(self.loc.t("Organisation"), subtitle, lambda width, _: (self._figure(width),))


def _find(records: Sequence[_Record], row_id: int) -> _Record | None:
    return next((record for record in records if record.id == row_id), None)
