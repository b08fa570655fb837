"""The detail panels of the organisation: a body with its seats, a party with its seats, one seat."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.domain.membership import Organisation, answers_to, order_bodies
from trygg_desktop.domain.organisation import Body, Party, Seat
from trygg_desktop.domain.words import BodyKind, PartyKind, SeatKind, say
from trygg_desktop.formats import GAP, Locale
from trygg_desktop.messages import N_
from trygg_desktop.ui.pages.organisation_rules import RuleLines
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.form import Form
from trygg_desktop.ui.widgets.labels import clear_layout, cut, make_button, make_label, make_rule
from trygg_desktop.ui.widgets.lines import Line, LineList
from trygg_desktop.ui.widgets.panel import Panel
from trygg_desktop.ui.widgets.quick_add import QuickAdd
from trygg_desktop.workflows.edit import set_field
from trygg_desktop.workflows.organise import add_body, add_seat, end_seat, move_body


class BodyPanel(Panel):
    """One body: its facts, who sits in it on the day, and a line to give it seats."""

    seat_wanted = Signal(int)
    removal_wanted = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.loc = session, session.loc
        self.body_id = 0
        self._organisation: Organisation | None = None
        self.form = Form(self.loc, self._store)
        self.form.add_text("name")
        self.form.add_text("code")
        self.form.add_words("kind", BodyKind, empty=False)
        self.form.add_choice("parent_id", [])
        self.form.add_text("cadence")
        self.seats = _SeatLines(self.session, self.loc.t("Seats"))
        self.seats.chosen.connect(self.seat_wanted)
        self.add_line = QuickAdd(self.loc, self.loc.t("Add seat"), self._add_seat, upright=True)
        self.add_line.add_text("role", self.loc.t("Role, such as Head of Social Services"))
        self.add_line.add_choice("party_id", self.loc.t("Party"), [])
        self.add_line.add_words("kind", self.loc.t("Takes part as"), SeatKind, SeatKind.MEMBER)
        self.put(self.form, make_rule(), make_label(self.loc.t("Seats"), "heading"), self.seats, self.add_line)
        self.put(make_rule())
        self.put_left(make_button(self.loc.t("Remove body"), lambda: self.removal_wanted.emit(self.body_id), link=True))
        self.fill_up()

    def show_body(self, body: Body, organisation: Organisation) -> None:
        """Show a body as it stands on the day."""
        self.body_id, self._organisation = body.id, organisation
        self.name(body.name)
        bodies = {other.id: other for other in organisation.bodies}
        self.form.set_options(
            "parent_id",
            [
                (other.id, f"{'   ' * depth}{other.name}")
                for other, depth in order_bodies(organisation.bodies)
                if not answers_to(bodies, other.id, body.id)
            ],
        )
        self.form.show_record(body)
        parties = {party.id: party for party in organisation.parties}
        self.seats.show_seats(
            organisation.seats_of(body.id),
            organisation.other_seats_of(body.id),
            lambda seat: parties[seat.party_id].label if seat.party_id else GAP,
        )
        self.add_line.set_options("party_id", _party_options(organisation, self.loc))

    def _store(self, field: str, value: Any) -> None:
        if field == "parent_id":
            move_body(self.session.project, self.body_id, value)
        else:
            set_field(self.session.project, Body, self.body_id, field, value)

    def _add_seat(self, role: str, party_id: int | None, kind: SeatKind) -> int | None:
        assert self._organisation is not None
        added: int | None = self.session.attempt(
            add_seat,
            self.session.project,
            body_id=self.body_id,
            role=role,
            party_id=party_id,
            kind=kind,
            since=self._organisation.day,
        )
        return added


class PartyPanel(Panel):
    """One party: its facts and where it sits on the day."""

    seat_wanted = Signal(int)
    removal_wanted = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.loc = session, session.loc
        self.party_id = 0
        self.form = Form(self.loc, self._store)
        self.form.add_text("name")
        self.form.add_text("short_name")
        self.form.add_text("code")
        self.form.add_words("kind", PartyKind, empty=False)
        self.form.add_date("valid_from", label=N_("Takes part from"))
        self.form.add_date("valid_to", label=N_("Takes part to"))
        self.seats = _SeatLines(self.session, self.loc.t("Seats"))
        self.seats.chosen.connect(self.seat_wanted)
        self.rules = RuleLines(self.session)
        self.put(self.form, make_rule(), make_label(self.loc.t("Seats"), "heading"), self.seats, make_rule())
        self.put(make_label(self.loc.t("Reading rules"), "heading"), self.rules, make_rule())
        self.put_left(
            make_button(self.loc.t("Its measures"), self._show_measures, link=True),
            make_button(self.loc.t("Remove party"), lambda: self.removal_wanted.emit(self.party_id), link=True),
        )
        self.fill_up()

    def show_party(self, party: Party, organisation: Organisation) -> None:
        """Show a party as it stands on the day."""
        self.party_id = party.id
        self.name(party.name)
        self.form.show_record(party)
        bodies = {body.id: body for body in organisation.bodies}
        own = [seat for seat in organisation.seats if seat.party_id == party.id]
        self.seats.show_seats(
            [seat for seat in own if seat.held_on(organisation.day)],
            [seat for seat in own if not seat.held_on(organisation.day)],
            lambda seat: bodies[seat.body_id].name,
        )
        self.rules.show_party(party.id)

    def _store(self, field: str, value: Any) -> None:
        set_field(self.session.project, Party, self.party_id, field, value)

    def _show_measures(self) -> None:
        self.session.go("plan", party_id=self.party_id)


class SeatPanel(Panel):
    """One seat: which role holds it, for which party, from when to when, and how to reach the role."""

    body_wanted = Signal(int)
    removal_wanted = Signal(list)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.loc = session, session.loc
        self._seat: Seat | None = None
        self._organisation: Organisation | None = None
        self.back = make_button("", self._go_back, link=True)
        self.form = Form(self.loc, self._store)
        self.form.add_text("role")
        self.form.add_choice("party_id", [], label=N_("Party"))
        self.form.add_words("kind", SeatKind, label=N_("Takes part as"), empty=False)
        self.form.add_date("valid_from")
        self.form.add_date("valid_to")
        self.form.add_text("email", contact=True)
        self.form.add_text("phone", contact=True)
        self.end = make_button("", self._end)
        self.put_left(self.back)
        self.put(self.form)
        self.put_left(self.end, make_button(self.loc.t("Remove seat"), self._remove, link=True))
        why = self.loc.t("An ended seat stays in the history of the body. Remove only what was wrong from the start.")
        self.put(make_label(why, "small", wrap=True))
        self.fill_up()

    def show_seat(self, seat: Seat, organisation: Organisation) -> None:
        """Show a seat."""
        self._seat, self._organisation = seat, organisation
        body = next(body for body in organisation.bodies if body.id == seat.body_id)
        self.name(seat.role)
        self.back.setText(f"‹ {cut(body.name, 32)}")
        self.form.set_options("party_id", _party_options(organisation, self.loc))
        self.form.show_record(seat)
        self.end.setText(self.loc.t("End on {day}", day=self.loc.date(organisation.day, "iso")))
        self.end.setEnabled(seat.held_on(organisation.day))

    @property
    def seat_id(self) -> int:
        """The seat that is shown."""
        return self._seat.id if self._seat else 0

    def _store(self, field: str, value: Any) -> None:
        set_field(self.session.project, Seat, self.seat_id, field, value)

    def _end(self) -> None:
        assert self._organisation is not None
        self.session.attempt(end_seat, self.session.project, self.seat_id, self._organisation.day)

    def _remove(self) -> None:
        self.removal_wanted.emit([self.seat_id])

    def _go_back(self) -> None:
        if self._seat:
            self.body_wanted.emit(self._seat.body_id)


class NewBodyPanel(Panel):
    """Add a body: what it is called, what it is, and whom it answers to."""

    def __init__(self, session: Session, added: Callable[[int], object]) -> None:
        super().__init__(session.loc.t("New body"))
        self.session, self.loc = session, session.loc
        self._added = added
        self.line = QuickAdd(self.loc, self.loc.t("Add body"), self._add, upright=True)
        self.line.add_text("name", self.loc.t("Name"))
        self.line.add_text("code", self.loc.t("Code, such as SG"))
        self.line.add_words("kind", self.loc.t("Kind"), BodyKind, BodyKind.WORK_GROUP)
        self.line.add_choice("parent_id", self.loc.t("Belongs under"), [])
        about = self.loc.t("Fill in and press Enter. Seats are added when the body is there.")
        self.put(make_label(about, "quiet", wrap=True), self.line)
        self.fill_up()

    def start(self, organisation: Organisation, under_id: int | None) -> None:
        """Make ready for a body under another one."""
        tree = order_bodies(organisation.bodies)
        options: list[tuple[Any, str]] = [(body.id, f"{'   ' * depth}{body.name}") for body, depth in tree]
        self.line.set_options("parent_id", [(None, self.loc.t("under no other body")), *options])
        self.line.choose("parent_id", under_id)
        self.line.start()

    def _add(self, **values: Any) -> int | None:
        added: int | None = self.session.attempt(add_body, self.session.project, **values)
        if added is not None:
            self._added(added)
        return added


class _SeatLines(QWidget):
    """Seats as lines to choose from; under them, in grey, those of other days."""

    chosen = Signal(int)

    def __init__(self, session: Session, name: str) -> None:
        super().__init__()
        self.loc, self._colours, self._name = session.loc, session.colours, name
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID // 2)

    def show_seats(self, held: Sequence[Seat], others: Sequence[Seat], place: Callable[[Seat], str]) -> None:
        """Show seats; ``place`` says whose a seat is, or where."""
        clear_layout(self._column)
        if not held:
            self._column.addWidget(make_label(self.loc.t("No seat is held on this day."), "quiet", wrap=True))
        else:
            self._column.addWidget(self._list(self._name, held, place, ""))
        if others:
            text = self.loc.t("Earlier and coming")
            self._column.addWidget(make_label(text, "small"))
            self._column.addWidget(self._list(text, others, place, "none_text"))

    def _list(self, name: str, seats: Sequence[Seat], place: Callable[[Seat], str], tone: str) -> LineList:
        lines = LineList(name, self._colours)
        for seat in seats:
            below = cut(place(seat), 120)
            if tone:
                below = f"{below}, {self._span(seat)}"
            lines.add(
                Line(
                    text=cut(seat.role, 120),
                    below=below,
                    right=self.loc.t(say(seat.kind)),
                    tone=tone,
                    strong=not tone,
                    run=partial(self.chosen.emit, seat.id),
                )
            )
        return lines

    def _span(self, seat: Seat) -> str:
        first = self.loc.date(seat.valid_from, "iso") if seat.valid_from else ""
        last = self.loc.date(seat.valid_to, "iso") if seat.valid_to else ""
        return f"{first}{GAP}{last}"


def _party_options(organisation: Organisation, loc: Locale) -> list[tuple[Any, str]]:
    """Return the parties of the day to choose from, those of other days last."""
    now = [(party.id, party.name) for party in organisation.parties if organisation.takes_part(party)]
    other = [
        (party.id, loc.t("{party} (not on this day)", party=party.name))
        for party in organisation.parties
        if not organisation.takes_part(party)
    ]
    return [*now, *other]
