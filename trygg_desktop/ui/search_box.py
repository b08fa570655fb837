"""One box finds any measure, decision, paper or role, and runs any action (Ctrl+K)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from trygg_desktop.domain.fields import name_record
from trygg_desktop.formats import Locale, fold
from trygg_desktop.store.search import Hit

_MOST = 14


@dataclass(frozen=True, slots=True)
class Find:
    """One line of the list: what it says and what choosing it does."""

    text: str
    run: Callable[[], object]


class SearchBox(QLineEdit):
    """The box and, while something is typed, the list of finds under it."""

    def __init__(
        self,
        loc: Locale,
        find: Callable[[str], Sequence[Hit]],
        actions: Callable[[], Sequence[Find]],
        go: Callable[[Hit], None],
        window: QWidget,
    ) -> None:
        super().__init__()
        self._loc, self._find, self._actions, self._go = loc, find, actions, go
        self.setObjectName("search")
        self.setPlaceholderText(loc.t("Search or do …  Ctrl+K"))
        self.setAccessibleName(loc.t("Search or do"))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(140)
        self.setMaximumWidth(280)
        self._window = window
        self._finds: list[Find] = []
        self.textChanged.connect(self._search)
        self.installEventFilter(self)

    @cached_property
    def _list(self) -> QListWidget:
        """The list under the box, made when something is looked for."""
        made = QListWidget(self._window)
        made.setObjectName("finds")
        made.setAccessibleName(self._loc.t("Finds"))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setTextElideMode(Qt.TextElideMode.ElideRight)
        made.setStyleSheet("QListWidget { border: 1px solid palette(mid); border-radius: 8px; padding: 4px; }")
        made.hide()
        made.itemClicked.connect(lambda item: self._choose(made.row(item)))
        return made

    @property
    def finds(self) -> Sequence[Find]:
        """What the list offers."""
        return self._finds

    def _search(self, text: str) -> None:
        words = fold(text).split()
        if not words:
            self._list.hide()
            self._finds = []
            return
        actions = [find for find in self._actions() if all(word in fold(find.text) for word in words)]
        hits = self._find(text)
        self._finds = [*actions[:4], *(self._as_find(hit) for hit in hits)][:_MOST]
        self._list.clear()
        for find in self._finds:
            self._list.addItem(QListWidgetItem(find.text))
        if not self._finds:
            nothing = QListWidgetItem(self._loc.t("Nothing found"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(nothing)
        self._list.setCurrentRow(0 if self._finds else -1)
        self._place_list()

    def _as_find(self, hit: Hit) -> Find:
        kind = self._loc.t(name_record(hit.table_name))
        return Find(f"{hit.title}  ·  {kind}", lambda: self._go(hit))

    def _place_list(self) -> None:
        window = self._window
        width = min(max(self.width(), 460), window.width() - 32)
        corner = self.mapTo(window, QPoint(self.width() - width, self.height() + 4))
        rows = max(self._list.count(), 1)
        self._list.setGeometry(max(corner.x(), 8), corner.y(), width, rows * max(self._list.sizeHintForRow(0), 28) + 14)
        self._list.show()
        self._list.raise_()

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._finds):
            chosen = self._finds[place]
            self.clear()
            self._list.hide()
            chosen.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list with the arrow keys, choose with Enter, leave with Esc."""
        if event.type() == QEvent.Type.FocusOut and not self._list.underMouse():
            self._list.hide()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._finds:
                step = 1 if key == Qt.Key.Key_Down else -1
                self._list.setCurrentRow((self._list.currentRow() + step) % len(self._finds))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self._list.currentRow())
                return True
            if key == Qt.Key.Key_Escape:
                self.clear()
                self._list.hide()
                return True
        return super().eventFilter(watched, event)
