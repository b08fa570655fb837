"""Below the rows of a previewed workbook: every answer of the chosen row, and rows to be linked by hand."""

from collections.abc import Callable
from html import escape

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from trygg_desktop.domain.fields import name_field
from trygg_desktop.domain.follow_up import ANSWERS
from trygg_desktop.domain.values import say_value
from trygg_desktop.ui.pages.follow_up_rows import Seen, cells_of, changes_of, name_of, values_of
from trygg_desktop.ui.pages.follow_up_unmatched import UnmatchedRow
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import clear_layout, make_button, make_label, make_scroll
from trygg_desktop.workflows.returns_preview import Preview, PreviewRow

_TEXT_HEIGHT, _BOX_HEIGHT = 168, 124


class RowDetail(QWidget):
    """The chosen row in full; without one, the rows to be linked by hand.

    ``link`` gives a row a measure or leaves it out (``None``), ``ask`` lets the leader find the measure.
    """

    def __init__(
        self, session: Session, link: Callable[[PreviewRow, int | None], object], ask: Callable[[PreviewRow], object]
    ) -> None:
        super().__init__()
        self.session = session
        self.loc = session.loc
        self._link, self._ask = link, ask
        self._row: PreviewRow | None = None
        self.text = QTextBrowser()
        self.text.setAccessibleName(self.loc.t("Every answer of the row"))
        self.text.document().setDocumentMargin(0)
        self.other = make_button(self.loc.t("Link to another measure …"), self._ask_other, link=True)
        self.text.hide()
        self.other.hide()
        self._boxes = QVBoxLayout()
        self._boxes.setContentsMargins(0, 0, GRID, 0)
        self._boxes.setSpacing(GRID)
        inside = QWidget()
        inside.setLayout(self._boxes)
        self.unmatched = make_scroll(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID // 2, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.text)
        column.addWidget(self.other)
        column.addWidget(self.unmatched)

    def show_book(self, preview: Preview) -> None:
        """Offer to link the rows of a book that no measure was found for."""
        self.show_row(None)
        clear_layout(self._boxes)
        for row in preview.unmatched:
            self._boxes.addWidget(UnmatchedRow(self.session, row, self._link, self._ask))
        self._boxes.addStretch()
        self.unmatched.setVisible(bool(preview.unmatched))
        self.unmatched.setFixedHeight(min(len(preview.unmatched), 2) * _BOX_HEIGHT)

    def show_row(self, seen: Seen | None) -> None:
        """Show every answer of a row, old → new, with its cell."""
        self._row = seen if isinstance(seen, PreviewRow) and seen.measure else None
        self.text.setVisible(seen is not None)
        self.other.setVisible(self._row is not None)
        if seen is not None:
            self.text.setHtml(self._page(seen))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave most of the room to the rows of the workbook."""
        super().resizeEvent(event)
        self.text.setFixedHeight(min(max(self.window().height() // 5, 90), _TEXT_HEIGHT))

    def _ask_other(self) -> None:
        if self._row is not None:
            self._ask(self._row)

    def _page(self, seen: Seen) -> str:
        colours, loc = self.session.colours, self.loc
        values, changes, cells = values_of(seen), changes_of(seen), cells_of(seen)
        lines = []
        for field in (*(name for name in ANSWERS if name in values), *(name for name in values if name not in ANSWERS)):
            new = escape(say_value(field, values[field], loc)).replace("\n", "<br>")
            if field in changes:
                old = changes[field][0]
                struck = f"<s style='color:{colours.quiet}'>{escape(say_value(field, old, loc))}</s> → "
                new = f"{struck if old not in (None, '') else ''}<b>{new}</b>"
            else:
                new = f"<span style='color:{colours.quiet}'>{new}</span>"
            name = f"<span style='color:{colours.quiet}'>{escape(loc.t(name_field(field)))}</span>"
            cell = f"<span style='color:{colours.quiet}'>{escape(cells.get(field, ''))}</span>"
            lines.append(f"<tr><td width='150'>{name}</td><td width='48'>{cell}</td><td>{new}</td></tr>")
        if not lines:
            lines.append(f"<tr><td>{escape(loc.t('The row answers nothing.'))}</td></tr>")
        title = f"<p style='margin:0 0 4px 0'><b>{escape(name_of(seen, loc))}</b></p>"
        table = f"<table cellspacing='0' cellpadding='2'>{''.join(lines)}</table>"
        return f"<div style='color:{colours.ink}'>{title}{table}</div>"
