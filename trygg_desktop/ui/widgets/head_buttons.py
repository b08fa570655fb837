"""The buttons in a page's head: what the page offers outside the menus."""

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout

from trygg_desktop.formats import Locale
from trygg_desktop.ui.actions import Action
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import make_button


class HeadButtons(QHBoxLayout):
    """A row of buttons. Their shortcuts are the menu's: one that stands in two places does nothing in Qt."""

    def __init__(self, loc: Locale) -> None:
        super().__init__()
        self._loc = loc
        self.setSpacing(GRID)

    def show_actions(self, actions: Iterable[Action]) -> None:
        """Show a button for every action that is in no menu of its own."""
        while item := self.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for action in actions:
            if action.menu:
                continue
            text = self._loc.t(action.text)
            button = make_button(text, action.run, primary=action.primary)
            button.setObjectName(action.key)
            button.setEnabled(action.enabled())
            if action.shortcut:
                button.setToolTip(f"{text} ({action.shortcut})")
            self.addWidget(button)
