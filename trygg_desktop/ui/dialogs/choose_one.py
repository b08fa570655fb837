"""Choose one of many by typing a part of its name."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from trygg_desktop.formats import Locale, fold
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import make_button, make_label

_MOST = 200
"""Names shown at once; more typing shows the others."""


class ChooseOne(QDialog):
    """A line to type in over the names that hold every typed word. ``chosen`` is the id of the marked one."""

    def __init__(
        self, loc: Locale, title: str, label: str, choices: Sequence[tuple[int, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choices = [(row_id, name, fold(name)) for row_id, name in choices]
        self.setWindowTitle(title)
        self.resize(560, 440)
        self.words = QLineEdit()
        self.words.setPlaceholderText(label)
        self.words.setAccessibleName(label)
        self.names = QListWidget()
        self.names.setAccessibleName(title)
        self.ok = make_button(loc.t("Choose"), self.accept, primary=True)
        self.ok.setDefault(True)
        cancel = make_button(loc.t("Cancel"), self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self.ok)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(make_label(title, "heading"))
        column.addWidget(self.words)
        column.addWidget(self.names, 1)
        column.addLayout(buttons)
        self.words.textChanged.connect(self._show)
        self.words.installEventFilter(self)
        self.names.itemActivated.connect(lambda _: self.accept())
        self._show("")

    @property
    def chosen(self) -> int | None:
        """The id of the marked name."""
        item = self.names.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item else None

    def _show(self, text: str) -> None:
        words = fold(text).split()
        found = [(row_id, name) for row_id, name, folded in self._choices if all(word in folded for word in words)]
        self.names.clear()
        for row_id, name in found[:_MOST]:
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, row_id)
            self.names.addItem(item)
        self.names.setCurrentRow(0)
        self.ok.setEnabled(bool(found))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list with the arrow keys while typing."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.names.count():
                self.names.setCurrentRow((self.names.currentRow() + step) % self.names.count())
                return True
        return super().eventFilter(watched, event)
