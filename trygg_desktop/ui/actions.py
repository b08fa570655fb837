"""Actions as data: one list feeds menus, buttons, shortcuts, the search box and the list of shortcuts."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from trygg_desktop.formats import Locale
from trygg_desktop.messages import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something the user can do. ``shortcut`` as Qt writes it; ``menu`` names the menu it stands in."""

    key: str
    text: Message
    run: Callable[[], object]
    shortcut: str = ""
    menu: str = ""
    icon: str = ""
    primary: bool = False
    enabled: Callable[[], bool] = lambda: True


def make_qaction(action: Action, loc: Locale, parent: QWidget) -> QAction:
    """Return a Qt action that runs ``action``."""
    made = QAction(loc.t(action.text), parent)
    made.setObjectName(action.key)
    if action.shortcut:
        made.setShortcut(QKeySequence(action.shortcut))
    made.triggered.connect(lambda: action.run())
    return made
