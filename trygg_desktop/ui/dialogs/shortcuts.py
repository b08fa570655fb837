"""The list of shortcuts: what the menus offer now, and the keys that work in every list and form."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from trygg_desktop.formats import Locale
from trygg_desktop.messages import N_, Message
from trygg_desktop.ui.actions import Action
from trygg_desktop.ui.theme import GRID, Colours
from trygg_desktop.ui.widgets.labels import make_button, make_label
from trygg_desktop.ui.widgets.table import Column, Table

_EVERYWHERE: tuple[tuple[str, Message], ...] = (
    ("Enter", N_("Open what is chosen in a list")),
    ("F2", N_("Change what is chosen in a list")),
    ("Del", N_("Remove what is chosen in a list")),
    ("Space", N_("Tick what is chosen in a list")),
    ("Ctrl+E", N_("Write workbook and e-mail draft for the chosen parties, at the desk")),
    ("Ctrl+M", N_("Mark the chosen parties' workbooks as sent, at the desk")),
    ("Ctrl+R", N_("Remind the chosen parties, at the desk")),
    ("Esc", N_("Leave a field as it was, or close a dialog")),
    ("Tab", N_("Go to the next field, which stores this one")),
    ("Shift+F10", N_("Show what can be done with what is chosen")),
)


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    keys: str
    text: str


class ShortcutsDialog(QDialog):
    """Every shortcut, found by typing."""

    def __init__(self, loc: Locale, colours: Colours, actions: Sequence[Action], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(loc.t("Shortcuts"))
        self.resize(560, 560)
        offered = [(action.shortcut, action.text) for action in actions if action.shortcut]
        rows = [_Row(n, _native(keys), loc.t(text)) for n, (keys, text) in enumerate((*offered, *_EVERYWHERE), 1)]
        columns: list[Column[_Row]] = [
            Column(key="keys", header=N_("Keys"), text=lambda r: r.keys, width=150),
            Column(key="text", header=N_("What they do"), text=lambda r: r.text, width=0),
        ]
        self.table: Table[_Row] = Table(columns, loc, colours, loc.t("Shortcuts"))
        self.table.rows_shown.set_rows(rows)
        self.words = QLineEdit()
        self.words.setPlaceholderText(loc.t("Filter by words"))
        self.words.setAccessibleName(loc.t("Filter by words"))
        self.words.textChanged.connect(self.table.rows_shown.filter)
        close = make_button(loc.t("Close"), self.accept, primary=True)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(make_label(self.windowTitle(), "large"))
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        column.addLayout(foot)


def _native(keys: str) -> str:
    """Return keys as this system writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
