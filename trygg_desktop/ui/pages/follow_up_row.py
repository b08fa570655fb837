"""Below the rows of a previewed workbook: every answer of the chosen row, and rows to be linked by hand."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trygg_desktop.ui.pages.follow_up_choice import Chosen
from trygg_desktop.ui.pages.follow_up_fields import FieldTable
from trygg_desktop.ui.pages.follow_up_rows import Seen, name_of, say_match, spans_periods, values_of
from trygg_desktop.ui.pages.follow_up_unmatched import UnmatchedRow
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.fitted_scroll import FittedScroll
from trygg_desktop.ui.widgets.labels import clear_layout, make_button, make_label
from trygg_desktop.workflows.returns_preview import Preview, PreviewRow


class RowDetail(QWidget):
    """The chosen row in full; without one, the rows to be linked by hand.

    ``link`` gives a row a measure or leaves it out (``None``), ``ask`` lets the leader find the measure,
    ``mask`` masks what is personal in it.
    """

    toggled = Signal(object, str, bool)
    """Emitted with a row, one of its fields, and whether that is to be taken in."""

    def __init__(
        self,
        session: Session,
        chosen: Chosen,
        link: Callable[[PreviewRow, int | None], object],
        ask: Callable[[PreviewRow], object],
        mask: Callable[[Seen], object],
    ) -> None:
        super().__init__()
        self.session = session
        self.loc = session.loc
        self._chosen, self._link, self._ask, self._mask = chosen, link, ask, mask
        self._row: PreviewRow | None = None
        self._seen: Seen | None = None
        self._several = False
        self.heading = make_label("", "heading", wrap=True)
        self.fields = FieldTable(session)
        self.fields.toggled.connect(self._toggle)
        self.masking = make_button(self.loc.t("Mask personal data"), self._ask_mask)
        self.other = make_button(self.loc.t("Link to another measure …"), self._ask_other, link=True)
        for widget in (self.heading, self.fields, self.other, self.masking):
            widget.hide()
        self._boxes = QVBoxLayout()
        self._boxes.setSpacing(GRID)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self.masking)
        buttons.addWidget(self.other)
        buttons.addStretch()
        inside = QWidget()
        below = QVBoxLayout(inside)
        below.setContentsMargins(0, 0, GRID, 0)
        below.setSpacing(GRID // 2)
        below.addWidget(self.fields)
        below.addLayout(buttons)
        below.addLayout(self._boxes)
        below.addStretch()
        self.area = FittedScroll(inside, lambda: self.window().height() * 2 // 5)
        self.fields.currentCellChanged.connect(lambda *_: self._bring_into_sight())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID // 2, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.heading)
        column.addWidget(self.area)

    def show_book(self, preview: Preview) -> None:
        """Offer to link the rows of a book that no measure was found for."""
        self._several = spans_periods(preview.rows)
        self.show_row(None)
        clear_layout(self._boxes)
        for row in (same[0] for same in preview.unmatched_rows.values()):
            self._boxes.addWidget(UnmatchedRow(self.session, row, self._link, self._ask))

    def show_row(self, seen: Seen | None) -> None:
        """Show every answer of a row, old → new, with its cell."""
        self._row = seen if isinstance(seen, PreviewRow) and seen.measure else None
        self._seen = seen
        self.heading.setVisible(seen is not None)
        self.fields.setVisible(seen is not None and bool(values_of(seen)))
        self.masking.setVisible(seen is not None and seen.needs_masking)
        self.other.setVisible(self._row is not None)
        if seen is not None:
            answers_nothing = "" if values_of(seen) else f". {self.loc.t('The row answers nothing.')}"
            name, match = name_of(seen, self.loc, dated=self._several), say_match(seen, self.loc)
            self.heading.setText(f"{name}{f' · {match}' if match else ''}{answers_nothing}")
            self.fields.show_row(seen, self._takes)
        self.area.verticalScrollBar().setValue(0)

    def show_ticks(self) -> None:
        """Show which answers are taken in, when that was changed elsewhere."""
        self.fields.show_ticks(self._takes)

    def _takes(self, field: str) -> bool:
        return self._seen is not None and self._chosen.takes(self._seen, field)

    def _toggle(self, field: str, wanted: bool) -> None:
        if self._seen is not None:
            self.toggled.emit(self._seen, field, wanted)

    def _ask_mask(self) -> None:
        if self._seen is not None:
            self._mask(self._seen)

    def _bring_into_sight(self) -> None:
        """Follow the arrow keys among the answers."""
        line = self.fields.visualItemRect(self.fields.currentItem()).translated(0, self.fields.viewport().y())
        top = self.fields.mapTo(self.area.content, line.topLeft()).y()
        half = min(line.height(), self.area.viewport().height()) // 2
        self.area.ensureVisible(0, top + half, 0, half)

    def _ask_other(self) -> None:
        if self._row is not None:
            self._ask(self._row)
