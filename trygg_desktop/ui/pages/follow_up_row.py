"""Below the rows of a previewed workbook: every answer of the chosen row, and rows to be linked by hand."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trygg_desktop.ui.pages.follow_up_choice import Chosen
from trygg_desktop.ui.pages.follow_up_fields import FieldTable
from trygg_desktop.ui.pages.follow_up_rows import Seen, name_of, values_of
from trygg_desktop.ui.pages.follow_up_unmatched import UnmatchedRow
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import clear_layout, make_button, make_label, make_scroll
from trygg_desktop.workflows.returns_preview import Preview, PreviewRow

_LEAST_HEIGHT, _BOX_HEIGHT = 90, 124


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
        self.heading = make_label("", "heading", wrap=True)
        self.fields = FieldTable(session)
        self.fields.toggled.connect(self._toggle)
        self.masking = make_button(self.loc.t("Mask personal data"), self._ask_mask)
        self.other = make_button(self.loc.t("Link to another measure …"), self._ask_other, link=True)
        for widget in (self.heading, self.fields, self.other, self.masking):
            widget.hide()
        self._boxes = QVBoxLayout()
        self._boxes.setContentsMargins(0, 0, GRID, 0)
        self._boxes.setSpacing(GRID)
        inside = QWidget()
        inside.setLayout(self._boxes)
        self.unmatched = make_scroll(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID // 2, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.heading)
        column.addWidget(self.fields)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self.masking)
        buttons.addWidget(self.other)
        buttons.addStretch()
        column.addLayout(buttons)
        column.addWidget(self.unmatched)

    def show_book(self, preview: Preview) -> None:
        """Offer to link the rows of a book that no measure was found for."""
        self.show_row(None)
        clear_layout(self._boxes)
        rows = [same[0] for same in preview.unmatched_rows.values()]
        for row in rows:
            self._boxes.addWidget(UnmatchedRow(self.session, row, self._link, self._ask))
        self._boxes.addStretch()
        self.unmatched.setVisible(bool(rows))
        self.unmatched.setFixedHeight(min(len(rows), 2) * _BOX_HEIGHT)

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
            self.heading.setText(f"{name_of(seen, self.loc)}{answers_nothing}")
            self.fields.show_row(seen, self._takes)
        self._fit()

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave most of the room to the rows of the workbook."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the answers the height they need, but never more than a third of the window."""
        self.fields.setFixedHeight(max(min(self.fields.needed_height(), self.window().height() // 3), _LEAST_HEIGHT))

    def _ask_other(self) -> None:
        if self._row is not None:
            self._ask(self._row)
