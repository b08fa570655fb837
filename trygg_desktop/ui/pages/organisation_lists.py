"""The lists of the organisation: who sits where on a day, and the parties of the chain."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit

from trygg_desktop.domain.membership import Organisation, order_bodies, sort_seats
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.party_kinds import guess_kind
from trygg_desktop.domain.words import MISSING_MARK, PartyKind, say
from trygg_desktop.formats import GAP, Locale
from trygg_desktop.messages import N_
from trygg_desktop.ui.theme import GRID, Colours
from trygg_desktop.ui.widgets.list_card import ListCard
from trygg_desktop.ui.widgets.quick_add import QuickAdd
from trygg_desktop.ui.widgets.row_actions import RowAction
from trygg_desktop.ui.widgets.table import Column, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRow:
    """A seat as a line of the list, in words."""

    id: int
    place: tuple[int, int]
    body: str
    role: str
    party: str
    kind: str
    valid_from: date | None
    valid_to: date | None
    held: bool


def make_seat_rows(organisation: Organisation, loc: Locale) -> list[SeatRow]:
    """Return every seat there is or was, in the order of the bodies."""
    parties = {party.id: party for party in organisation.parties}
    rows = []
    for number, (body, _) in enumerate(order_bodies(organisation.bodies)):
        seats = sort_seats(seat for seat in organisation.seats if seat.body_id == body.id)
        for place, seat in enumerate(seats):
            party = parties.get(seat.party_id) if seat.party_id else None
            rows.append(
                SeatRow(
                    id=seat.id,
                    place=(number, place),
                    body=body.name,
                    role=seat.role,
                    party=party.label if party else GAP,
                    kind=loc.t(say(seat.kind)),
                    valid_from=seat.valid_from,
                    valid_to=seat.valid_to,
                    held=seat.held_on(organisation.day),
                )
            )
    return rows


class SeatList(ListCard):
    """Every seat held on the day; earlier and coming ones on request, in grey."""

    def __init__(self, loc: Locale, colours: Colours, remove: Callable[[list[int]], object]) -> None:
        super().__init__()
        self.loc = loc
        self._words = QLineEdit()
        self._words.setPlaceholderText(loc.t("Filter by body, role or party"))
        self._words.setAccessibleName(loc.t("Filter by body, role or party"))
        self._words.setClearButtonEnabled(True)
        self.others = QCheckBox(loc.t("Earlier and coming too"))
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(self._words, 1)
        line.addWidget(self.others)
        self.body.addLayout(line)

        def quiet(row: SeatRow) -> str:
            return "" if row.held else "none_text"

        def day(value: date | None) -> str:
            return loc.date(value, "iso")

        table: Table[SeatRow] = Table(
            (
                Column(
                    key="body", header=N_("Body"), text=lambda r: r.body, order=lambda r: r.place, width=0, tone=quiet
                ),
                Column(key="role", header=N_("Role"), text=lambda r: r.role, width=170, tone=quiet),
                Column(key="party", header=N_("Party"), text=lambda r: r.party, width=124, tone=quiet),
                Column(key="kind", header=N_("Takes part as"), text=lambda r: r.kind, width=104, tone=quiet, rank=1),
                Column(key="from", header=N_("From"), text=lambda r: day(r.valid_from), width=98, tone=quiet, rank=2),
                Column(key="to", header=N_("To"), text=lambda r: day(r.valid_to), width=98, tone=quiet, rank=3),
            ),
            loc,
            colours,
            loc.t("Seats"),
        )
        self.place(
            table,
            loc,
            (
                RowAction(text=N_("Change seat"), run=self.open_chosen, keys="F2"),
                RowAction(text=N_("Remove seat"), run=lambda: remove(self.table.chosen_ids()), keys="Del"),
            ),
        )
        self._words.textChanged.connect(lambda _: self._filter())
        self.others.toggled.connect(lambda _: self._filter())
        self._filter()

    def show_organisation(self, organisation: Organisation) -> None:
        """Show the seats."""
        with QSignalBlocker(self.table):
            self.table.rows_shown.set_rows(make_seat_rows(organisation, self.loc))

    def _filter(self) -> None:
        wanted = None if self.others.isChecked() else (lambda row: row.held)
        self.table.rows_shown.filter(self._words.text(), wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """A party as a line of the list. ``say``: its seats in the steering group, ``None`` where there is no group."""

    id: int
    code: str
    name: str
    kind: str
    seats: int
    has_say: bool | None
    takes_part: bool
    valid_from: date | None
    valid_to: date | None


def make_party_rows(organisation: Organisation, loc: Locale) -> list[PartyRow]:
    """Return the parties in the order of the chain."""
    held = organisation.held_seats()
    groups = organisation.steering_groups()
    without = {party.id for party in organisation.parties_without_say()}

    def row(party: Party) -> PartyRow:
        takes_part = organisation.takes_part(party)
        return PartyRow(
            id=party.id,
            code=party.code,
            name=party.name,
            kind=loc.t(say(party.kind)),
            seats=sum(seat.party_id == party.id for seat in held),
            has_say=party.id not in without if groups and takes_part else None,
            takes_part=takes_part,
            valid_from=party.valid_from,
            valid_to=party.valid_to,
        )

    return [row(party) for party in organisation.parties]


class PartyList(ListCard):
    """The parties, and a line to add them one after the other."""

    def __init__(
        self,
        loc: Locale,
        colours: Colours,
        *,
        add: Callable[..., int | None],
        move: Callable[[int, int], object],
        remove: Callable[[list[int]], object],
    ) -> None:
        super().__init__()
        self.loc = loc
        self.add_line = QuickAdd(loc, loc.t("Add"), add)
        self.add_line.add_text("code", loc.t("Code"), width=64)
        name = self.add_line.add_text("name", loc.t("Name"))
        kinds = self.add_line.add_words("kind", loc.t("Kind"), PartyKind, PartyKind.SOFT)

        def follow_name(text: str) -> None:
            """Choose the kind that the name tells of, else the first one offered; another can be chosen after it."""
            kinds.setCurrentIndex(list(PartyKind).index(guess_kind(text) or PartyKind.SOFT))

        name.textEdited.connect(follow_name)
        self.body.addWidget(self.add_line)

        def quiet(row: PartyRow) -> str:
            return "" if row.takes_part else "none_text"

        table: Table[PartyRow] = Table(
            (
                Column(key="code", header=N_("Code"), text=lambda r: r.code, width=72, tone=quiet),
                Column(key="name", header=N_("Name"), text=lambda r: r.name, width=0, tone=quiet),
                Column(key="kind", header=N_("Kind"), text=lambda r: r.kind, width=152, tone=quiet, rank=1),
                Column(
                    key="seats",
                    header=N_("Seats"),
                    text=lambda r: str(r.seats),
                    order=lambda r: r.seats,
                    width=64,
                    rank=2,
                    right=True,
                    tone=quiet,
                ),
                Column(
                    key="say",
                    header=N_("Steering group"),
                    text=self._say,
                    width=112,
                    tone=lambda r: "red_text" if r.has_say is False else quiet(r),
                ),
                Column(key="span", header=N_("Takes part"), text=self._span, width=110, tone=quiet, rank=3),
            ),
            loc,
            colours,
            loc.t("Parties"),
            lines=2,
        )
        self.place(
            table,
            loc,
            (
                RowAction(text=N_("Change party"), run=self.open_chosen, keys="F2"),
                RowAction(text=N_("Move up"), run=lambda: self._move(move, -1), keys="Alt+Up"),
                RowAction(text=N_("Move down"), run=lambda: self._move(move, 1), keys="Alt+Down"),
                RowAction(text=N_("Remove party"), run=lambda: remove(self.table.chosen_ids()), keys="Del"),
            ),
        )

    def show_organisation(self, organisation: Organisation) -> None:
        """Show the parties."""
        with QSignalBlocker(self.table):
            self.table.rows_shown.set_rows(make_party_rows(organisation, self.loc))

    def _span(self, row: PartyRow) -> str:
        first, last = row.valid_from, row.valid_to
        if first is None and last is None:
            return GAP
        return f"{self.loc.date(first, 'iso') if first else ''}{GAP}{self.loc.date(last, 'iso') if last else ''}"

    def _say(self, row: PartyRow) -> str:
        if row.has_say is None:
            return GAP
        return self.loc.t("has a seat") if row.has_say else f"{MISSING_MARK} {self.loc.t('no seat')}"

    def _move(self, move: Callable[[int, int], object], places: int) -> None:
        for row_id in self.table.chosen_ids()[:1]:
            move(row_id, places)
