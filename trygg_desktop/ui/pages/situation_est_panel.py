"""The counts behind a field of EST's tables: each with its week, its kind of event, and the workbook it came from."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.domain.est_table import EstWeek, sum_of
from trygg_desktop.formats import GAP
from trygg_desktop.store.est_reading import EstOrigin, read_origins
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import Card, clear_layout, make_button, make_label, make_scroll
from trygg_desktop.ui.widgets.lines import Line, LineList

MOST = 120
"""How many counts are listed one by one."""


class EstPanel(Card):
    """The right side of the tab. Each line leads to the cell it was read from."""

    def __init__(self, session: Session) -> None:
        super().__init__(" ")
        self.session, self.loc = session, session.loc
        self.heading.setWordWrap(True)
        self.origins: dict[int, EstOrigin] = {}
        self._several = False
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, GRID, 0)
        self._column.setSpacing(GRID // 2)
        self.body.addWidget(make_scroll(content), 1)
        self.show_counts("", ())

    def show_counts(self, title: str, counts: Sequence[EstWeek]) -> None:
        """Show counts under a title; without any, say how to see them."""
        clear_layout(self._column)
        self.heading.setText(title or self.loc.t("Where the counts come from"))
        if not counts:
            text = self.loc.t("Choose a field or a line to see its counts and the workbook they were read from.")
            self._column.addWidget(make_label(text, "quiet", wrap=True))
            self._column.addStretch()
            return
        self._several = len({(count.area_id, count.place) for count in counts}) > 1
        weeks = len({count.week for count in counts})
        said = self.loc.tn("{sum} in {n} reported week", "{sum} in {n} reported weeks", weeks, sum=sum_of(counts))
        self._column.addWidget(make_label(said, "quiet", wrap=True))
        self.origins = read_origins(self.session.project, [count.id for count in counts])
        lines = LineList(self.loc.t("Counts"), self.session.colours)
        for count in counts[:MOST]:
            origin = self.origins.get(count.id)
            week = self.loc.t("w. {week}", week=str(int(count.week[6:])))
            run = partial(self.session.originals.open_origin, origin) if origin else None
            lines.add(Line(left=week, text=self._say(count), right=self.loc.number(count.count), run=run))
        self._column.addWidget(lines)
        if len(counts) > MOST:
            more = self.loc.tn("and {n} count more", "and {n} counts more", len(counts) - MOST)
            self._column.addWidget(make_label(more, "quiet"))
        self._add_books(counts)
        self._column.addStretch()

    def _say(self, count: EstWeek) -> str:
        """Name the kind of event, and the place where the counts are of several."""
        return f"{count.place or GAP} · {count.event_type}" if self._several else count.event_type

    def _add_books(self, counts: Sequence[EstWeek]) -> None:
        """Name the workbooks, and the sources that the lists give."""
        self._column.addSpacing(GRID)
        books: dict[str, EstOrigin] = {}
        for origin in self.origins.values():
            books.setdefault(origin.sha256, origin)
        for origin in books.values():
            cells = [one.cell for one in self.origins.values() if one.sha256 == origin.sha256 and one.cell]
            told = self.loc.t(
                "{file}, sheet {sheet}, cells {cells}", file=origin.file_name, sheet=origin.sheet, cells=_few(cells)
            )
            self._column.addWidget(make_label(told, "small", wrap=True))
            self._column.addWidget(
                make_button(self.loc.t("Open the original"), partial(self.session.originals.open_origin, origin))
            )
        if not books:
            invented = self.session.project.programme.is_example and not any(count.source for count in counts)
            text = self.loc.t("Example data") if invented else self.loc.t("No workbook lies behind these counts.")
            self._column.addWidget(make_label(text, "example" if invented else "small", wrap=True))
        sources = list(dict.fromkeys(count.source for count in counts if count.source))
        if sources:
            self._column.addWidget(
                make_label(self.loc.t("Source: {source}", source=", ".join(sources)), "small", wrap=True)
            )


def _few(cells: Sequence[str]) -> str:
    return ", ".join(cells[:4]) + (" …" if len(cells) > 4 else "")
