"""A quiet list of lines that each lead somewhere: mark, text, what stands below, a figure to the right."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from trygg_desktop.ui.theme import GRID, Colours, font
from trygg_desktop.ui.widgets.breakable import breakable
from trygg_desktop.ui.widgets.labels import make_label, make_rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line. ``tone`` and ``mark_tone`` are colour tokens; ``run`` is done on click or Enter."""

    text: str
    below: str = ""
    left: str = ""
    right: str = ""
    mark: str = ""
    mark_tone: str = ""
    tone: str = ""
    strong: bool = False
    run: Callable[[], object] | None = None


class LineList(QWidget):
    """Lines with thin rules between."""

    def __init__(self, name: str, colours: Colours) -> None:
        super().__init__()
        self._colours = colours
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.lines: list[LineWidget] = []

    def add(self, line: Line) -> None:
        """Add a line last."""
        widget = LineWidget(line, self._colours)
        self.lines.append(widget)
        self._column.addWidget(widget)
        self._column.addWidget(make_rule())


class LineWidget(QFrame):
    """One line; with ``run`` it can be clicked and reached by Tab."""

    def __init__(self, line: Line, colours: Colours) -> None:
        super().__init__()
        self._line = line
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 5, GRID // 2, 5)
        across.setSpacing(GRID + 2)
        if line.left:
            left = make_label(line.left, "quiet")
            left.setFixedWidth(48)
            across.addWidget(left, 0, Qt.AlignmentFlag.AlignTop)
        if line.mark:
            mark = make_label(line.mark)
            mark.setFixedWidth(14)
            mark.setStyleSheet(f"color: {colours[line.mark_tone]};")
            across.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        text = make_label(breakable(line.text), wrap=True)
        text.setMinimumWidth(1)  # a word longer than the line is cut rather than widening the list
        if line.strong:
            text.setFont(font(13, QFont.Weight.DemiBold))
        if line.tone:
            text.setStyleSheet(f"color: {colours[line.tone]};")
        words.addWidget(text)
        if line.below:
            below = make_label(breakable(line.below), wrap=True)
            below.setMinimumWidth(1)
            words.addWidget(below)
        across.addLayout(words, 1)
        if line.right:
            across.addWidget(make_label(line.right), 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(". ".join(part for part in (line.left, line.text, line.below, line.right) if part))
        if line.run is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setStyleSheet(f"LineWidget:focus, LineWidget:hover {{ background: {colours.accent_soft}; }}")

    def follow(self) -> None:
        """Go where the line leads."""
        if self._line.run is not None:
            self._line.run()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow on click."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow on Enter or space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.follow()
        else:
            super().keyPressEvent(event)
