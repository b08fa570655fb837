"""EST in the situation: what was counted at each place, week by week and by thirds of the year."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from trygg_desktop.charts.heat import HeatRow, HeatTable, build_heat
from trygg_desktop.charts.spec import Ref
from trygg_desktop.domain.est_table import RULE, Down, EstLine, EstWeek, make_lines, thirds_between, weeks_reported
from trygg_desktop.domain.est_weeks import third_name, third_of, weeks_of
from trygg_desktop.domain.organisation import Area
from trygg_desktop.messages import N_
from trygg_desktop.store.est_reading import read_span, read_weeks
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.figure_view import FigureView
from trygg_desktop.ui.widgets.flow import Flow
from trygg_desktop.ui.widgets.labels import Card, EmptyState, make_label, make_scroll

MOST_THIRDS = 6
"""How many thirds of years stand beside each other."""


class EstView(QWidget):
    """Two tables of counts. ``chosen`` tells what was chosen: a title and its counts."""

    chosen = Signal(str, list)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.loc, self.project = session, session.loc, session.project
        self.counts: Sequence[EstWeek] = ()
        self._since = self._until = ""
        self._areas: dict[int, str] = {}
        self._lines: dict[str, list[EstLine]] = {"est_week": [], "est_third": []}
        self._columns: dict[str, list[str]] = {"est_week": [], "est_third": []}
        self.area = self._make_choice(self.loc.t("Area"))
        self.down = self._make_choice(self.loc.t("Lines"))
        self.down.addItem(self.loc.t("By place"), "place")
        self.down.addItem(self.loc.t("By kind of event"), "type")
        self.third = self._make_choice(self.loc.t("Weeks of"))
        self.weekly = FigureView(session.colours)
        self.thirdly = FigureView(session.colours)
        self._weeks: list[tuple[int, int]] = []
        self._lay_out()
        for box in (self.area, self.down, self.third):
            box.activated.connect(lambda _: session.jobs.when_free(self._draw))
        self.weekly.wanted.connect(self._choose)
        self.thirdly.wanted.connect(self._choose)

    def _make_choice(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setMaximumWidth(260)
        box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return box

    def _lay_out(self) -> None:
        self.week_card, self.third_card = Card(" "), Card(self.loc.t("By third of the year"))
        self.week_card.body.addWidget(self.weekly)
        self.third_card.body.addWidget(self.thirdly)
        for card in (self.week_card, self.third_card):
            card.body.addWidget(make_label(self.loc.t(RULE), "small", wrap=True))
        choices = QWidget()
        flow = Flow(choices)
        for box in (self.area, self.down, self.third):
            flow.addWidget(box)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, GRID // 2, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(choices)
        for card in (self.week_card, self.third_card):
            column.addWidget(card)
        column.addStretch()
        empty = EmptyState(
            self.loc.t("No counts from EST yet"),
            self.loc.t(
                "Drop EST's summary on the window: counts by week, area, place and kind of event. Lists of single "
                "events or persons are refused."
            ),
            self.loc.t("Read in workbooks …"),
            lambda: self.session.go("follow_up"),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(empty)
        self.stack.addWidget(make_scroll(content))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)

    # --- showing

    def refresh(self) -> None:
        """Read the counts again, and keep what is chosen."""
        span = read_span(self.project)
        self.stack.setCurrentIndex(0 if span is None else 1)
        if span is None:
            self.counts = ()
            return
        self._areas = {area.id: area.name for area in self.project.all(Area, "1 ORDER BY position, id")}
        thirds = thirds_between(*span)
        self._columns["est_third"] = thirds[-MOST_THIRDS:]
        options = [(third, self._say_third(third)) for third in reversed(thirds)]
        _fill(self.third, options)
        self._read(span[1])
        found = dict.fromkeys(count.area_id for count in self.counts)
        _fill(
            self.area,
            [(None, self.loc.t("All areas")), *((area_id, self._area_name(area_id)) for area_id in found)],
        )
        self._draw()

    def _read(self, until: str) -> None:
        """Read all the counts that both tables show: from the earlier of the first third and the chosen one."""
        first = min(self._columns["est_third"][0], str(self.third.currentData()))
        self._since, self._until = weeks_of(first)[0], until
        self.counts = read_weeks(self.project, self._since, until)

    def _draw(self) -> None:
        third = str(self.third.currentData())
        if weeks_of(third)[0] < self._since:
            self._read(self._until)
        self._columns["est_week"] = weeks_of(third)
        down: Down = self.down.currentData()
        area = self.area.currentData()
        counts = [count for count in self.counts if area is None or count.area_id == area]
        columns_of: dict[str, Callable[[str], str]] = {"est_week": str, "est_third": third_of}
        for name, column_of in columns_of.items():
            self._lines[name] = make_lines(counts, self._columns[name], column_of, down)
        self._weeks = [weeks_reported(counts, column) for column in self._columns["est_third"]]
        self.week_card.heading.setText(self.loc.t("By week, {months}", months=self._say_third(third)))
        shown = [count for line in self._lines["est_week"] for count in line.counts]
        told = self._say_source(shown)
        self.week_card.note.setText(told)
        self.third_card.note.setText(told)
        self.weekly.show_figure(lambda width: build_heat(self._table("est_week"), self.loc, width))
        self.thirdly.show_figure(lambda width: build_heat(self._table("est_third"), self.loc, width))

    def _say_weeks(self, place: int) -> str:
        """Say how many weeks of a third of the year were reported, with a mark where some were not."""
        known, every = self._weeks[place]
        if known == every:
            return self.loc.t("{n} wk", n=every)
        return "▲ " + self.loc.t("{n} of {m} wk", n=known, m=every)

    def _table(self, name: str) -> HeatTable:
        lines, columns = self._lines[name], self._columns[name]
        weekly = name == "est_week"
        short = [str(int(column[6:])) if weekly else self._say_third(column, short=True) for column in columns]
        spoken = [
            self.loc.t("week {week} {year}", week=str(int(column[6:])), year=column[:4])
            if weekly
            else f"{self._say_third(column)}, {self._say_weeks(place)}"
            for place, column in enumerate(columns)
        ]
        below = () if weekly else tuple(self._say_weeks(place) for place in range(len(columns)))
        rows = [
            HeatRow(
                label=line.name or self.loc.t("No place named"),
                values=line.sums,
                total=line.total,
                refs=tuple(
                    Ref(name, line.id * 1000 + place) if cell else None for place, cell in enumerate(line.cells)
                ),
                section=self._area_name(line.area_id),
                ref=Ref(name, line.id * 1000 + 999),
            )
            for line in lines
        ]
        title = self.week_card.heading.text() if weekly else self.loc.t("By third of the year")
        heading = self.loc.t("Week") if weekly else ""
        return HeatTable(title, heading, tuple(short), tuple(spoken), tuple(rows), (self.loc.t(RULE),), below)

    def _area_name(self, area_id: int) -> str:
        return self._areas.get(area_id) or self.loc.t("No area named")

    def _say_third(self, third: str, *, short: bool = False) -> str:
        if short:
            months = {"1": N_("Jan–Apr"), "2": N_("May–Aug"), "3": N_("Sep–Dec")}[third[5:]]
            return f"{self.loc.t(months)} {third[:4]}"
        return self.loc.t(third_name(third))

    def _say_source(self, counts: Sequence[EstWeek]) -> str:
        """Name the sources; counts of the demo without one are example data."""
        sources = list(dict.fromkeys(count.source for count in counts if count.source))
        if counts and not all(count.source for count in counts) and self.project.programme.is_example:
            sources.append(self.loc.t("Example data"))
        return ", ".join(sources)

    # --- choosing

    def _choose(self, table_name: str, row_id: int) -> None:
        """Tell the counts of a field, or of a whole line."""
        line_id, place = divmod(row_id, 1000)
        line = next((line for line in self._lines.get(table_name, ()) if line.id == line_id), None)
        if line is None:
            return
        whole = place == 999
        counts = line.counts if whole else list(line.cells[place])
        name = line.name or self.loc.t("No place named")
        if not whole:
            name = f"{name}, {self._table(table_name).spoken[place]}"
        self.chosen.emit(name, counts)


def _fill(box: QComboBox, options: Sequence[tuple[Any, str]]) -> None:
    """Give a choice its options; what was chosen stays chosen while it is there."""
    chosen = box.currentData()
    box.clear()
    for value, text in options:
        box.addItem(text, value)
    place = next((number for number, (value, _) in enumerate(options) if value == chosen), 0)
    box.setCurrentIndex(place)
