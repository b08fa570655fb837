"""What has been picked, each with a way to leave it out, and a box to pick more."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from trygg_desktop.formats import Locale
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.choice_box import ChoiceBox
from trygg_desktop.ui.widgets.labels import clear_layout, make_button, make_label


class PickList(QWidget):
    """``added`` and ``left_out`` tell the id; ``opened`` tells which picked one was clicked, if they lead somewhere."""

    added = Signal(int)
    left_out = Signal(int)
    opened = Signal(int)

    def __init__(self, loc: Locale, name: str, invitation: str, *, leads: bool = False) -> None:
        super().__init__()
        self.loc, self._leads, self._invitation = loc, leads, invitation
        self._options: list[int] = []
        self.box = ChoiceBox()
        self.box.setAccessibleName(invitation)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(10)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.activated.connect(self._pick)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        if name:
            column.addWidget(make_label(name, "small"))
        column.addLayout(self._lines)
        column.addWidget(self.box)

    def show_picked(self, picked: Sequence[tuple[int, str]], options: Sequence[tuple[int, str]]) -> None:
        """Show what is picked, as (id, name), and offer those of ``options`` that are not."""
        clear_layout(self._lines)
        for row_id, name in picked:
            self._lines.addWidget(self._line(row_id, name))
        taken = {row_id for row_id, _ in picked}
        free = [(row_id, name) for row_id, name in options if row_id not in taken]
        self._options = [row_id for row_id, _ in free]
        self.box.clear()
        self.box.addItems([self._invitation, *(name for _, name in free)])
        self.box.setVisible(bool(free))

    def _line(self, row_id: int, name: str) -> QWidget:
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GRID)
        if self._leads:
            link = make_button(name, partial(self.opened.emit, row_id), link=True)
            link.setMinimumWidth(40)
            link.setToolTip(name)
            across.addWidget(link, 1)
        else:
            across.addWidget(make_label(name, wrap=True), 1)
        out = QToolButton()
        out.setText("✕")
        out.setAccessibleName(self.loc.t("Leave out {name}", name=name))
        out.setToolTip(out.accessibleName())
        out.clicked.connect(partial(self.left_out.emit, row_id))
        across.addWidget(out)
        return line

    def _pick(self, place: int) -> None:
        if place > 0:
            self.added.emit(self._options[place - 1])
