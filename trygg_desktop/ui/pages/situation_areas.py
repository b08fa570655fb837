"""Areas: what the police list has said of each, its places and their state, over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QTableView, QVBoxLayout, QWidget

from trygg_desktop.charts.axes import say_when
from trygg_desktop.charts.spec import Figure
from trygg_desktop.charts.timeline import build_timeline
from trygg_desktop.domain.organisation import Classification, Place, PlaceStatus
from trygg_desktop.domain.words import MISSING_MARK
from trygg_desktop.formats import GAP, fold, sort_key
from trygg_desktop.messages import N_
from trygg_desktop.store.situation_reading import AreaLine
from trygg_desktop.store.timeline_reading import list_spells, place_spells
from trygg_desktop.ui.pages.timeline_rows import make_spell_rows
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.figure_view import FigureView
from trygg_desktop.ui.widgets.grouped_table import Group, GroupedTable
from trygg_desktop.ui.widgets.labels import Card, make_label, make_scroll
from trygg_desktop.ui.widgets.quick_add import QuickAdd
from trygg_desktop.ui.widgets.row_actions import RowAction, offer_on_rows
from trygg_desktop.ui.widgets.table import Column, Table
from trygg_desktop.workflows.situation import add_area, add_classification, add_place_status

_ROW = 34


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One state of a place, or a place without any state yet (then its id is the place's below zero)."""

    id: int
    place: Place
    status: PlaceStatus | None


class AreaLists(QWidget):
    """The areas, and what is known of the chosen one. ``chosen`` tells table and id of what was chosen last."""

    chosen = Signal(str, int)
    opened = Signal()
    removal_wanted = Signal(str, list)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.loc, self.project = session, session.loc, session.project
        self.lines: Sequence[AreaLine] = ()
        self.area_id = 0
        self.areas = self._make_areas()
        self.classifications = self._make_classifications()
        self.places = self._make_places()
        self.add_area = QuickAdd(self.loc, self.loc.t("Add area"), self._add_area)
        self.add_area.add_text("name", self.loc.t("Name of the area"))
        self.add_classification = QuickAdd(self.loc, self.loc.t("Add"), self._add_classification)
        self.add_classification.add_text("from_date", self.loc.t("From"), width=76)
        self.add_classification.add_text("category", self.loc.t("Category, empty when not on the list"))
        self.add_classification.add_text("source", self.loc.t("Source"))
        self.add_place = QuickAdd(self.loc, self.loc.t("Add"), self._add_place)
        self.add_place.add_text("place", self.loc.t("Place"))
        self.add_place.add_text("from_date", self.loc.t("From"), width=76)
        self.add_place.add_text("status", self.loc.t("State"))
        self.none = make_label(
            self.loc.t(
                "Add the areas that the programme concerns. For each one is kept what the police list has said, from "
                "when and by which source, and in which state its places have been."
            ),
            "quiet",
            wrap=True,
        )
        self.figure = FigureView(session.colours)
        self.figure.wanted.connect(self._choose_in_figure)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, GRID // 2, 0)
        column.setSpacing(2 * GRID)
        all_areas = Card(self.loc.t("Areas"))
        self.list_card = Card(" ")
        self.places_card = Card(" ")
        self.figure_card = Card(" ")
        for card, widgets in (
            (all_areas, (self.none, self.areas, self.add_area)),
            (self.list_card, (self.classifications, self.add_classification)),
            (self.places_card, (self.places, self.add_place)),
            (self.figure_card, (self.figure,)),
        ):
            card.body.setSpacing(GRID)
            card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            for widget in widgets:
                card.body.addWidget(widget)
            column.addWidget(card)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(make_scroll(content))

    def _make_areas(self) -> Table[AreaLine]:
        return Table(
            (
                Column(key="name", header=N_("Area"), text=lambda r: r.area.name, width=0),
                Column(key="now", header=N_("On the police list"), text=self._say_now, width=210),
                Column(key="since", header=N_("Since"), text=self._say_since, width=100, rank=1),
                Column(
                    key="places",
                    header=N_("Places"),
                    text=lambda r: self.loc.number(len(r.places)),
                    order=lambda r: len(r.places),
                    width=72,
                    right=True,
                    rank=2,
                ),
            ),
            self.loc,
            self.session.colours,
            self.loc.t("Areas"),
        )

    def _make_classifications(self) -> Table[Classification]:
        table: Table[Classification] = Table(
            (
                Column(
                    key="from", header=N_("From"), text=lambda r: r.from_date, hint=lambda r: self._when(r), width=92
                ),
                Column(key="category", header=N_("Category"), text=self._say_category, width=160),
                Column(key="source", header=N_("Source"), text=lambda r: self._say_source(r.source), width=0),
            ),
            self.loc,
            self.session.colours,
            self.loc.t("Classification on the police list"),
        )
        return table

    def _make_places(self) -> GroupedTable[PlaceRow]:
        return GroupedTable(
            (
                Column(key="from", header=N_("From"), text=lambda r: r.status.from_date if r.status else GAP, width=92),
                Column(key="state", header=N_("State"), text=lambda r: r.status.status if r.status else GAP, width=160),
                Column(
                    key="source",
                    header=N_("Source"),
                    text=lambda r: self._say_source(r.status.source) if r.status else GAP,
                    width=0,
                ),
            ),
            self.loc,
            self.session.colours,
            self.loc.t("Places and their state"),
            lambda row: fold(row.place.name),
        )

    def _connect(self) -> None:
        self.areas.chosen.connect(self._choose_area)
        self.classifications.chosen.connect(lambda ids: self._tell("classification", ids))
        self.places.chosen.connect(self._tell_place)
        for table, kind in (
            (self.areas, "area"),
            (self.classifications, "classification"),
            (self.places, "place_status"),
        ):
            table.opened.connect(lambda _: self.opened.emit())
            offer_on_rows(
                table,
                self.loc,
                (
                    RowAction(text=N_("Change"), run=self.opened.emit, keys="F2"),
                    RowAction(text=N_("Remove"), run=partial(self._want_removal, kind, table), keys="Del"),
                ),
            )

    # --- showing

    def show_areas(self, lines: Sequence[AreaLine]) -> None:
        """Show the areas, and what is known of the chosen one, or of the first."""
        self.lines = lines
        if self.area_id not in {line.id for line in lines}:
            self.area_id = lines[0].id if lines else 0
        self.none.setVisible(not lines)
        self.areas.setVisible(bool(lines))
        self.areas.rows_shown.set_rows(lines)
        _fit(self.areas, len(lines))
        self._show_area()

    def choose(self, table_name: str, area_id: int, row_id: int) -> None:
        """Show an area, and mark a classification or a state of a place in it."""
        self.areas.choose(area_id)
        self.area_id = area_id
        self._show_area()
        if table_name == "classification":
            self.classifications.choose(row_id)
        elif table_name == "place_status":
            self.places.choose(row_id)
        elif table_name == "place":
            states = [row.id for row in self.places.grouped.found if row.place.id == row_id]
            self.places.choose(states[-1] if states else 0)

    def line(self) -> AreaLine | None:
        """Return the area that is shown."""
        return next((line for line in self.lines if line.id == self.area_id), None)

    def _show_area(self) -> None:
        line = self.line()
        for card in (self.list_card, self.places_card, self.figure_card):
            card.setVisible(line is not None)
        if line is None:
            return
        name = line.area.name
        self.list_card.heading.setText(self.loc.t("{area} on the police list", area=name))
        self.classifications.rows_shown.set_rows(line.classifications)
        _fit(self.classifications, len(line.classifications))
        self.places_card.heading.setText(self.loc.t("Places in {area} and their state", area=name))
        rows = [
            PlaceRow(status.id if status else -1000 - place.place.id, place.place, status)
            for place in line.places
            for status in (place.statuses or (None,))
        ]
        self.places.grouped.set_rows(rows)
        self.places.grouped.arrange_by("", None, lambda row: Group(sort_key(row.place.name), row.place.name))
        _fit(self.places, len(rows) + len(line.places))
        self.figure_card.heading.setText(self.loc.t("{area} over time", area=name))
        self.figure_card.setVisible(bool(line.classifications or rows))
        self.figure.show_figure(lambda width: self._figure(line, width))

    def _figure(self, line: AreaLine, width: float) -> Figure:
        rows = [
            *make_spell_rows(list_spells(line), self.loc.t("The police list")),
            *make_spell_rows(place_spells(line), self.loc.t("Places")),
        ]
        return build_timeline(rows, (), self.loc, width, today=self.session.today())[0]

    def _say_now(self, line: AreaLine) -> str:
        return self._say_category(line.classifications[-1]) if line.classifications else GAP

    def _say_since(self, line: AreaLine) -> str:
        """Return from when on the list has said what it says now."""
        since = GAP
        for row in reversed(line.classifications):
            if row.category != line.classifications[-1].category:
                break
            since = row.from_date
        return since

    def _say_category(self, row: Classification) -> str:
        return row.category or self.loc.t("not on the list")

    def _say_source(self, source: str) -> str:
        if source:
            return source
        example = self.project.programme.is_example
        return self.loc.t("Example data") if example else f"{MISSING_MARK} {self.loc.t('no source')}"

    def _when(self, row: Classification) -> str:
        return say_when(row.from_date, self.loc)

    # --- choosing

    def _choose_area(self, ids: list[int]) -> None:
        if ids:
            self.area_id = ids[0]
            self._show_area()
            self.chosen.emit("area", ids[0])

    def _choose_in_figure(self, table_name: str, row_id: int) -> None:
        (self.classifications if table_name == "classification" else self.places).choose(row_id)

    def _tell(self, table_name: str, ids: list[int]) -> None:
        if ids:
            self.chosen.emit(table_name, ids[0])

    def _tell_place(self, ids: list[int]) -> None:
        row = next((row for row in self.places.grouped.found if row.id in ids[:1]), None)
        if row is not None:
            self.chosen.emit(*(("place_status", row.id) if row.status else ("place", row.place.id)))

    def _want_removal(self, kind: str, table: QTableView) -> None:
        assert isinstance(table, Table)
        ids = table.chosen_ids()
        if kind == "place_status":
            without = [-1000 - row_id for row_id in ids if row_id < 0]
            if without:
                self.removal_wanted.emit("place", without)
            ids = [row_id for row_id in ids if row_id > 0]
        if ids:
            self.removal_wanted.emit(kind, ids)

    # --- adding

    def _add_area(self, name: str) -> int | None:
        added: int | None = self.session.attempt(add_area, self.project, name=name)
        if added is not None:
            self.areas.choose(added)
        return added

    def _add_classification(self, **values: str) -> int | None:
        added: int | None = self.session.attempt(add_classification, self.project, self.area_id, **values)
        if added is not None:
            self.classifications.choose(added)
        return added

    def _add_place(self, **values: str) -> int | None:
        added: int | None = self.session.attempt(add_place_status, self.project, self.area_id, **values)
        if added is not None:
            self.places.choose(added)
        return added


def _fit(table: QTableView, rows: int) -> None:
    table.setFixedHeight(_ROW * (rows + 1) + 2)
