"""The filtered measures as bars over the years."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.charts.spec import Figure, Ref
from trygg_desktop.charts.timeline import TimelineRow, build_timeline
from trygg_desktop.domain.party_state import state_of
from trygg_desktop.store.plan_reading import MeasureLine
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.figure_view import FigureView
from trygg_desktop.ui.widgets.grouped_table import Group, Grouping
from trygg_desktop.ui.widgets.labels import Card, make_label, make_scroll

MOST = 150
"""More bars than anybody reads; a note says that the filters show the others."""


class PlanTimeline(Card):
    """``wanted`` tells the measure whose bar was clicked."""

    wanted = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.loc = session, session.loc
        self.note_below = make_label("", "small", wrap=True)
        self.view = FigureView(session.colours)
        self.view.wanted.connect(lambda _, row_id: self.wanted.emit(row_id))
        sheet = QWidget()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(0, 0, GRID, 0)
        inside.addWidget(self.note_below)
        inside.addWidget(self.view)
        inside.addStretch()
        self.body.addWidget(make_scroll(sheet))

    def show_lines(self, lines: Sequence[MeasureLine], grouping: Grouping | None) -> None:
        """Show measures as bars, in sections or not."""
        rows = make_rows(lines, grouping, MOST)
        self.view.show_figure(lambda width: self._figure(rows, width))
        self.note_below.setVisible(len(lines) > MOST)
        self.note_below.setText(
            self.loc.t("The first {shown} of {total} are drawn. Filter to see others.", shown=MOST, total=len(lines))
        )

    def make_pages(
        self, lines: Sequence[MeasureLine], grouping: Grouping | None, width: float, height: float
    ) -> Sequence[Figure]:
        """Return all measures as bars, in as many figures as pages of that size take."""
        rows = make_rows(lines, grouping)
        return build_timeline(rows, (), self.loc, width, today=self.session.today(), height=height)

    def _figure(self, rows: Sequence[TimelineRow], width: float) -> Figure:
        return build_timeline(rows, (), self.loc, width, today=self.session.today())[0]


def make_rows(lines: Sequence[MeasureLine], grouping: Grouping | None, most: int | None = None) -> list[TimelineRow]:
    """Return a bar for each measure, or for the first ones; sections in order, within them by first day."""

    def place(pair: tuple[Group | None, MeasureLine]) -> tuple[object, ...]:
        group, line = pair
        start, end = line.measure.start_date, line.measure.end_date
        return group.order if group else 0, start is None, start or date.min, end or date.max

    grouped = sorted(((grouping(line) if grouping else None, line) for line in lines), key=place)
    return [
        TimelineRow(
            label=f"{line.measure.code} {line.measure.title}",
            group=group.text if group else "",
            start=line.measure.start_date,
            end=line.measure.end_date,
            state=state_of(line.assessment),
            ref=Ref("measure", line.id),
        )
        for group, line in grouped[:most]
    ]
