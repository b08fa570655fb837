"""The dark rail to the left: the programme's name, the pages, and whether everything is stored."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from trygg_desktop.formats import Locale
from trygg_desktop.ui.icons import make_icon
from trygg_desktop.ui.registry import PageEntry
from trygg_desktop.ui.theme import GRID, Colours, font
from trygg_desktop.ui.widgets.labels import make_label

WIDTH = 188


class Rail(QWidget):
    """Buttons for the pages, top to bottom, with a red count where something waits."""

    def __init__(self, loc: Locale, colours: Colours, pages: Sequence[PageEntry], show: Callable[[str], None]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._colours = colours
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, 2 * GRID, GRID, 2 * GRID)
        column.setSpacing(2)
        self._name = make_label("", wrap=True)
        self._name.setFont(font(15, QFont.Weight.Bold))
        self._municipality = make_label("", wrap=True)
        self._municipality.setProperty("quiet", True)
        for label in (self._name, self._municipality):
            label.setContentsMargins(10, 0, 4, 0)
            column.addWidget(label)
        column.addSpacing(2 * GRID)
        self._buttons: dict[str, QPushButton] = {}
        self._badges: dict[str, QLabel] = {}
        self._icons = {page.key: page.icon for page in pages}
        group = QButtonGroup(self)
        for page in pages:
            column.addWidget(self._make_button(page, loc, group, show))
        column.addStretch()
        self._stored = make_label("", wrap=True)
        self._stored.setProperty("quiet", True)
        self._stored.setFont(font(11))
        self._stored.setContentsMargins(10, 0, 4, 0)
        column.addWidget(self._stored)

    def _make_button(
        self, page: PageEntry, loc: Locale, group: QButtonGroup, show: Callable[[str], None]
    ) -> QPushButton:
        button = QPushButton(loc.t(page.title))
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setIconSize(QSize(18, 18))
        button.setObjectName(f"rail_{page.key}")
        button.clicked.connect(lambda _=False, key=page.key: show(key))
        group.addButton(button)
        self._buttons[page.key] = button
        return button

    def name_programme(self, name: str, municipality: str) -> None:
        """Show whose programme it is."""
        self._name.setText(name)
        self._municipality.setText(municipality)

    def say_stored(self, text: str) -> None:
        """Show when the last change was stored."""
        self._stored.setText(text)

    def mark_page(self, key: str) -> None:
        """Show which page is open."""
        self._buttons[key].setChecked(True)

    def badge(self, key: str) -> QLabel:
        """Return the count beside a page, made the first time."""
        if key not in self._badges:
            button = self._buttons[key]
            badge = self._badges[key] = QLabel(button)
            badge.setProperty("badge", True)
            badge.hide()
            inside = QHBoxLayout(button)
            inside.setContentsMargins(0, 0, GRID, 0)
            inside.addStretch()
            inside.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        return self._badges[key]

    def set_badge(self, key: str, count: int) -> None:
        """Show how much waits on a page."""
        badge = self.badge(key)
        badge.setText(str(count))
        badge.setVisible(count > 0)

    def dress(self) -> None:
        """Put the icons on the buttons."""
        for key, button in self._buttons.items():
            button.setIcon(make_icon(self._icons[key], self._colours.rail_quiet))
