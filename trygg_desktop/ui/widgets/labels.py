"""Labels, cards and rules: the typography of a page."""

import re
import textwrap
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from trygg_desktop.ui.theme import GRID

_HOVER = 90
"""Characters on a line of a tooltip."""


def make_label(text: str, role: str = "", *, wrap: bool = False, tone: str = "") -> QLabel:
    """Return a label. ``role``: title, subtitle, heading, large, quiet, small, example; ``tone``: green … none."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    if tone:
        label.setProperty("tone", tone)
    if wrap:
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


class ElidedLabel(QLabel):
    """A label of one line that gives way: what there is no room for is left out and stands in the tooltip."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        """Ask for a little room only."""
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw as much of the text as there is room for."""
        if not self.text():  # before the window's first picture, when asking for the style costs 5 ms
            return
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.style().drawItemText(
            painter, self.rect(), int(self.alignment()), self.palette(), self.isEnabled(), text, self.foregroundRole()
        )
        painter.end()


def cut(text: str, most: int) -> str:
    """Return ``text`` on one line, with an ellipsis in place of what goes beyond ``most`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def hover(text: str) -> str:
    """Return a long text, such as a rule, with line ends for a tooltip: Qt breaks no plain text there."""
    sentences = re.split(r"(?<=\.) ", text)
    return "\n".join(
        line for sentence in sentences for line in textwrap.wrap(sentence, _HOVER, subsequent_indent="    ")
    )


def make_button(text: str, run: Callable[[], object], *, primary: bool = False, link: bool = False) -> QPushButton:
    """Return a button that runs ``run``."""
    button = QPushButton(text)
    if primary:
        button.setProperty("primary", True)
    if link:
        button.setProperty("link", True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setFlat(True)
    button.clicked.connect(lambda: run())
    return button


def make_rule() -> QFrame:
    """Return a thin horizontal line."""
    line = QFrame()
    line.setProperty("rule", True)
    return line


class Card(QFrame):
    """A white field with a heading, a quiet note to the right, and content in ``body``."""

    def __init__(self, heading: str = "", note: str = "") -> None:
        super().__init__()
        self.setProperty("card", True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2 * GRID, 2 * GRID - 2, 2 * GRID, 2 * GRID)
        self._column.setSpacing(GRID)
        self.heading = make_label(heading, "heading")
        self.note = make_label(note, "quiet")
        self._head = QHBoxLayout()
        self._head.addWidget(self.heading, 1)
        self._head.addWidget(self.note, 0, Qt.AlignmentFlag.AlignTop)
        if heading:
            self._column.addLayout(self._head)
        else:
            for unused in (self.heading, self.note):
                unused.setParent(self)
                unused.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(GRID // 2)
        self._column.addLayout(self.body)

    def add_to_head(self, widget: QWidget) -> None:
        """Put a widget last in the heading's line."""
        self._head.addWidget(widget)

    def clear(self) -> None:
        """Remove everything in the body."""
        clear_layout(self.body)


def clear_layout(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Remove and delete everything in a layout."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            clear_layout(inner)  # type: ignore[arg-type]


class EmptyState(QFrame):
    """Says what belongs on an empty page and offers the first step."""

    def __init__(self, heading: str, text: str, button: str = "", run: Callable[[], object] | None = None) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.addStretch()
        for label in (make_label(heading, "large"), make_label(text, "quiet", wrap=True)):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        if run is not None:
            line = QHBoxLayout()
            line.addStretch()
            line.addWidget(make_button(button, run, primary=True))
            line.addStretch()
            column.addSpacing(GRID)
            column.addLayout(line)
        column.addStretch()


def make_scroll(content: QWidget) -> QScrollArea:
    """Return ``content`` in a field that scrolls upwards and downwards."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    content.setProperty("scrolled", True)
    area.setWidget(content)
    area.viewport().setAutoFillBackground(False)
    return area
