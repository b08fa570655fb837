"""The window before a project is open: recent files, the demo, a new programme."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from trygg_desktop.formats import Locale
from trygg_desktop.ui.actions import Action, fill_menu
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import Card, make_button, make_label


class StartWindow(QMainWindow):
    """Offers the first step: open the demo, create a programme, or open a file that was used before."""

    def __init__(
        self,
        loc: Locale,
        recent: Sequence[Path],
        actions: Sequence[Action],
        open_file: Callable[[Path], None],
    ) -> None:
        super().__init__()
        self._open_file = open_file
        self.setWindowTitle("Trygg Desktop")
        self.setAcceptDrops(True)
        self.resize(900, 620)
        ground = QWidget()
        ground.setObjectName("ground")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(ground)
        column.setContentsMargins(8 * GRID, 6 * GRID, 8 * GRID, 6 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(make_label("Trygg Desktop", "title"))
        column.addWidget(
            make_label(
                loc.t(
                    "Structure, plan, follow-up and meeting papers of a crime-prevention programme, in one file of "
                    "your own."
                ),
                "quiet",
                wrap=True,
            )
        )
        column.addLayout(self._make_first_steps(loc, actions))
        column.addWidget(self._make_recent(loc, recent))
        column.addStretch()
        self.setCentralWidget(ground)
        fill_menu(self.menuBar().addMenu(loc.t("&File")), actions, loc)

    def _make_first_steps(self, loc: Locale, actions: Sequence[Action]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(GRID)
        for action in actions:
            if action.key in ("open_demo", "new", "open"):
                button = make_button(loc.t(action.text), action.run, primary=action.key == "open_demo")
                button.setObjectName(action.key)
                line.addWidget(button)
        line.addStretch()
        return line

    def _make_recent(self, loc: Locale, recent: Sequence[Path]) -> Card:
        card = Card(loc.t("Recent files"))
        if not recent:
            card.body.addWidget(make_label(loc.t("Files that you have opened will stand here."), "quiet"))
        for path in recent:
            line = QHBoxLayout()
            button = make_button(path.stem, partial(self._open_file, path), link=True)
            button.setEnabled(path.exists())
            line.addWidget(button)
            line.addStretch()
            where = str(path.parent) if path.exists() else loc.t("missing, may have been moved")
            line.addWidget(make_label(where, "small"))
            card.body.addLayout(line)
        return card

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a project file that is dragged onto the window."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the dropped project file."""
        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
        if urls:
            self._open_file(Path(urls[0].toLocalFile()))
