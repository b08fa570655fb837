"""Actions as data: one list feeds menus, buttons, shortcuts, the search box and the list of shortcuts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from trygg_desktop.formats import Locale
from trygg_desktop.messages import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something the user can do. ``shortcut`` as Qt writes it; ``menu`` names the menu it stands in, ``group`` the
    menu inside that. ``hint`` says more where one points at it: why it cannot be done now.
    """

    key: str
    text: Message
    run: Callable[[], object]
    shortcut: str = ""
    menu: str = ""
    group: Message | None = None
    icon: str = ""
    primary: bool = False
    hint: Message | None = None
    enabled: Callable[[], bool] = lambda: True


def make_qaction(action: Action, loc: Locale, parent: QWidget) -> QAction:
    """Return a Qt action that runs ``action``."""
    made = QAction(loc.t(action.text), parent)
    made.setObjectName(action.key)
    if action.shortcut:
        made.setShortcut(QKeySequence(action.shortcut))
    if action.hint is not None:
        made.setToolTip(loc.t(action.hint))
    made.triggered.connect(lambda: action.run())
    return made


def fill_menu(menu: QMenu, actions: Iterable[Action], loc: Locale) -> None:
    """Fill a menu anew with actions, those of a group in a menu of their own where the first of them stands."""
    menu.clear()
    inner: dict[str, QMenu] = {}
    menu.setToolTipsVisible(True)
    for action in actions:
        place = menu
        if action.group is not None:
            name = loc.t(action.group)
            place = inner.get(name) or inner.setdefault(name, menu.addMenu(name))
        made = make_qaction(action, loc, menu)
        made.setEnabled(action.enabled())
        place.addAction(made)


def say_action(action: Action, loc: Locale) -> str:
    """Return what an action is called where it stands alone: with its group before it."""
    text = loc.t(action.text)
    return f"{loc.t(action.group)}: {text}" if action.group is not None else text
