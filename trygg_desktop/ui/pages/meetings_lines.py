"""A part of the meetings page under its heading: lines that lead to what they name."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import clear_layout, make_label
from trygg_desktop.ui.widgets.lines import Line, LineList


class LinkedLines(QWidget):
    """A heading with a count, and lines that lead to their decision or task."""

    wanted = Signal(str, int)

    def __init__(self, session: Session, name: str) -> None:
        super().__init__()
        self._session, self._name = session, name
        self._shown: tuple[Sequence[tuple[str, int, Line]], str] = ((), "")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, GRID, 0, 0)
        self._column.setSpacing(GRID // 2)

    def show_lines(self, lines: Sequence[tuple[str, int, Line]], empty: str) -> None:
        """Show lines, each with the kind and id of what it leads to."""
        if (lines, empty) == self._shown:
            return
        self._shown = (lines, empty)
        clear_layout(self._column)
        heading = f"{self._name}  {len(lines)}" if lines else self._name
        self._column.addWidget(make_label(heading, "heading"))
        if not lines:
            self._column.addWidget(make_label(empty, "quiet", wrap=True))
            return
        shown = LineList(self._name, self._session.colours)
        for kind, row_id, line in lines:
            shown.add(replace(line, run=partial(self.wanted.emit, kind, row_id)))
        self._column.addWidget(shown)
