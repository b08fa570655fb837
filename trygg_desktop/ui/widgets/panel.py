"""A detail panel: a card whose heading stays while its content scrolls."""

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.flow import Flow
from trygg_desktop.ui.widgets.labels import Card, cut, make_scroll


class Panel(Card):
    """Put widgets into ``content``; call ``fill_up`` last."""

    def __init__(self, heading: str = " ") -> None:
        super().__init__(heading)
        self.heading.setWordWrap(True)
        self.heading.setMinimumWidth(1)
        holder = QWidget()
        self.content = QVBoxLayout(holder)
        self.content.setContentsMargins(0, 0, GRID // 2, 0)
        self.content.setSpacing(GRID + GRID // 2)
        self.area = make_scroll(holder)
        self.body.addWidget(self.area, 1)

    def name(self, heading: str) -> None:
        """Say what the panel shows; a long name is cut, since it can be read whole in its field."""
        self.heading.setText(cut(heading, 90))

    def put(self, *widgets: QWidget) -> None:
        """Add widgets under each other."""
        for widget in widgets:
            self.content.addWidget(widget)

    def put_left(self, *widgets: QWidget) -> None:
        """Add widgets beside each other, as wide as they need, in the next line where room is short."""
        line = Flow()
        for widget in widgets:
            widget.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            line.addWidget(widget)
        self.content.addLayout(line)

    def fill_up(self) -> None:
        """Keep everything at the top."""
        self.content.addStretch()
