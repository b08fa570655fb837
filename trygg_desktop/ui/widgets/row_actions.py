"""What can be done with the rows of a list: one set of actions for its context menu and its keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from trygg_desktop.formats import Locale
from trygg_desktop.messages import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class RowAction:
    """Something to do with the chosen rows; ``keys`` as Qt writes them, valid while the list has the focus."""

    text: Message
    run: Callable[[], object]
    keys: str = ""


def offer_on_rows(widget: QWidget, loc: Locale, actions: Sequence[RowAction]) -> None:
    """Give a list a context menu, and the same actions by keys."""
    for action in actions:
        made = QAction(loc.t(action.text), widget)
        if action.keys:
            made.setShortcut(QKeySequence(action.keys))
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.triggered.connect(lambda _=False, run=action.run: run())
        widget.addAction(made)
    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
