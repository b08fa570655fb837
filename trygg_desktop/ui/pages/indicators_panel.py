"""Everything about one indicator: its line, its values, its definition, its targets, the measures it judges."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from trygg_desktop.charts.series import Series
from trygg_desktop.charts.trend import build_trend
from trygg_desktop.domain.history import Changed
from trygg_desktop.domain.indicators import Indicator
from trygg_desktop.domain.organisation import Area, Party
from trygg_desktop.domain.words import Direction, Level
from trygg_desktop.messages import N_
from trygg_desktop.store.overview_reading import read_definition_changes, read_targets
from trygg_desktop.store.status_reading import read_observations
from trygg_desktop.ui.pages.indicators_lists import BreakList, LinkList, TargetList, ValueList
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.figure_view import PIXELS_PER_POINT, FigureView
from trygg_desktop.ui.widgets.form import Form
from trygg_desktop.ui.widgets.labels import Card, make_label, make_scroll
from trygg_desktop.workflows.edit import set_field

_LEAST, _MOST = 76.0, 250.0
"""Height of the figure in points."""


class IndicatorPanel(QWidget):
    """The right side of the page of indicators."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.loc = session.loc
        self._id = 0
        self._series: Series | None = None
        self.figure_card = Card(" ")
        self.figure_card.heading.setWordWrap(True)
        self.figure = FigureView(session.colours)
        self.figure.wanted.connect(self.show_row)
        self._notes = make_label("", "small", wrap=True)
        self.figure_card.body.addWidget(self.figure)
        self.figure_card.body.addWidget(self._notes)
        self.values = ValueList(session)
        self.breaks = BreakList(session)
        self.targets = TargetList(session)
        self.links = LinkList(session)
        self.form = self._make_form()
        self.tabs = QTabWidget()
        for widget, title in (
            (self.values, N_("Values")),
            (make_scroll(self.form), N_("Definition")),
            (self.breaks, N_("Breaks")),
            (self.targets, N_("Targets")),
            (self.links, N_("Measures")),
        ):
            self.tabs.addTab(widget, self.loc.t(title))
        self._below = Card()
        self._below.body.addWidget(self.tabs, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self.figure_card)
        column.addWidget(self._below, 1)

    def show_indicator(self, indicator_id: int, changed: Changed | None) -> None:
        """Show an indicator; after a change elsewhere only what can have changed is read again."""
        if indicator_id != self._id:
            self.form.store_open_field()
        self._id = indicator_id
        project = self.session.project
        indicator = project.get(Indicator, indicator_id)
        observations = read_observations(project, [indicator_id])[indicator_id]
        example = project.programme.is_example
        self._series = Series(
            indicator,
            observations,
            read_targets(project, indicator_id),
            read_definition_changes(project, indicator_id),
            is_example=example,
        )
        self._show_figure()
        self.values.show_series(self._series)
        self.targets.show_series(self._series)
        self.breaks.show_series(self._series)
        self.links.show_indicator(indicator_id)
        if changed is None or changed.touches("area", "party"):
            self._fill_choices()
        self.form.show_record(indicator)
        for place, count in (
            (0, len(observations)),
            (2, len(self._series.changes)),
            (3, len(self._series.targets)),
            (4, self.links.count),
        ):
            title = self.loc.t(_TITLES[place])
            self.tabs.setTabText(place, f"{title} {self.loc.number(count)}" if count else title)

    def show_row(self, table_name: str, row_id: int) -> None:
        """Bring a value, a break or a target into sight."""
        for place, (name, rows) in enumerate(
            (("observation", self.values), ("", None), ("definition_change", self.breaks), ("target", self.targets))
        ):
            if name == table_name and rows is not None:
                self.tabs.setCurrentIndex(place)
                rows.table.choose(row_id)

    def start_entering(self) -> None:
        """Make ready to enter a value."""
        self.tabs.setCurrentIndex(0)
        self.values.add_line.start()

    def start_defining(self) -> None:
        """Make ready to describe the indicator."""
        self.tabs.setCurrentIndex(1)
        self.form.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the figure its share of the height."""
        super().resizeEvent(event)
        if self._series is not None and event.size() != event.oldSize():
            self._show_figure()

    def _show_figure(self) -> None:
        series = self._series
        assert series is not None
        indicator = series.indicator
        self.figure_card.heading.setText(f"{indicator.code} {indicator.name}")
        invented = series.is_example and any(not observation.source for observation in series.observations)
        parts = [indicator.unit, self.loc.t("Example data") if invented else ""]
        self.figure_card.note.setText(", ".join(part for part in parts if part))
        self._draw(series, _LEAST)
        self._notes.setText("\n".join(self.figure.figure.notes if self.figure.figure else ()))
        words = self._card_height() - self.figure.height()
        width = max(self.width(), 200)
        lists = max(self._below.heightForWidth(width), self._below.minimumSizeHint().height())
        room = min(self.height() * 0.4, self.height() - 2 * GRID - words - lists) / PIXELS_PER_POINT
        self._draw(series, min(max(room, _LEAST), _MOST))
        self.figure_card.setFixedHeight(self._card_height())

    def _draw(self, series: Series, height: float) -> None:
        self.figure.show_figure(lambda width: build_trend(series, self.loc, width, height))

    def _card_height(self) -> int:
        """Return the height that the figure and its words need when they are broken to the panel's width."""
        layout = self.figure_card.layout()
        assert layout is not None
        layout.activate()
        return layout.totalHeightForWidth(max(self.width(), 200))

    def _make_form(self) -> Form:
        form = Form(self.loc, self._store)
        form.add_text("code")
        form.add_text("name")
        form.add_text("unit")
        form.add_words("direction", Direction, empty=False)
        form.add_text("source", lines=2)
        form.add_text("question", label=N_("Question asked, word for word"), lines=2)
        form.add_words("level", Level)
        form.add_choice("area_id", [])
        form.add_choice("party_id", [], label=N_("Owner, who reports the values"))
        form.add_number("baseline_value")
        form.add_date("baseline_on", partial=True)
        form.add_text("note", lines=3)
        form.lines.addStretch()
        form.lines.setContentsMargins(0, GRID, GRID, GRID)
        return form

    def _store(self, field: str, value: object) -> None:
        set_field(self.session.project, Indicator, self._id, field, value)

    def _fill_choices(self) -> None:
        project = self.session.project
        self.form.set_options("area_id", [(a.id, a.name) for a in project.all(Area, "1 ORDER BY position, id")])
        self.form.set_options("party_id", [(p.id, p.name) for p in project.all(Party, "1 ORDER BY position, id")])


_TITLES = {0: N_("Values"), 2: N_("Breaks"), 3: N_("Targets"), 4: N_("Measures")}
