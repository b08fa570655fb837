"""A line over a page's content that says what is missing and offers to mend it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import make_label


class Notice(QFrame):
    """Hidden until there is something to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("notice", True)
        self.mark = make_label("", tone="yellow")
        self.text = make_label("", wrap=True)
        self.button: QPushButton | None = None
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        self._line.setSpacing(GRID)
        self._line.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addWidget(self.text, 1)
        self.hide()

    def say(self, text: str, button: QPushButton | None = None, *, mark: str = "") -> None:
        """Show ``text`` with a button that does something about it."""
        self.text.setText(text)
        self.mark.setText(mark)
        self.mark.setVisible(bool(mark))
        if self.button is not None:
            self._line.removeWidget(self.button)
            self.button.hide()
            self.button.deleteLater()
        self.button = button
        if button is not None:
            self._line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show()
