"""One line to add record after record: fill in, Enter, fill in the next."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from trygg_desktop.domain.privacy import mask, warn_of_personal
from trygg_desktop.domain.words import choices
from trygg_desktop.formats import Locale
from trygg_desktop.messages import Message
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.choice_box import ChoiceBox
from trygg_desktop.ui.widgets.flow import Flow
from trygg_desktop.ui.widgets.labels import make_button, make_label


class QuickAdd(QWidget):
    """Fields and a button. ``add`` gets the fields by name and returns the new id, ``None`` when it was refused.

    After an added record the texts are empty again, the choices stay, and the first field has the focus. With
    ``upright`` each field stands on a line of its own. A text that holds something personal is not added until that is
    removed or masked.
    """

    def __init__(self, loc: Locale, button: str, add: Callable[..., int | None], *, upright: bool = False) -> None:
        super().__init__()
        self._loc = loc
        self._add = add
        self._texts: dict[str, QLineEdit] = {}
        self._choices: dict[str, tuple[QComboBox, list[Any]]] = {}
        self.button = make_button(button, self.add_one)
        self._line: QVBoxLayout | Flow = QVBoxLayout() if upright else Flow()
        self._line.setSpacing(GRID)
        self.complaint = make_label("", "small", wrap=True, tone="red")
        self.remedy = make_button(loc.t("Mask"), self._mask)
        self.remedy.setObjectName("mask")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(self._line)
        column.addWidget(self.complaint)
        column.addWidget(self.remedy, 0, Qt.AlignmentFlag.AlignLeft)
        self.remark = make_label("", "small", wrap=True, tone="yellow")
        column.addWidget(self.remark)
        self.remark.hide()
        self._forgive()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(not upright)
        self.setSizePolicy(policy)
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def add_text(self, name: str, label: str, *, width: int = 0) -> QLineEdit:
        """Add a text field; ``width`` 0 takes the room that is left."""
        field = QLineEdit()
        field.setMaxLength(20_000)
        field.setPlaceholderText(label)
        field.returnPressed.connect(self.add_one)
        field.textEdited.connect(self._forgive)
        if width:
            field.setFixedWidth(width)
        self._texts[name] = field
        self._place(field, label, name)
        return field

    def add_words(self, name: str, label: str, kind: type[StrEnum], first: StrEnum) -> QComboBox:
        """Add a choice among the words of a kind, with ``first`` chosen."""
        box = self.add_choice(name, label, [(word, self._loc.t(text)) for word, text in choices(kind)])
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setMinimumWidth(box.sizeHint().width() + 2 * GRID)
        box.setCurrentIndex(list(kind).index(first))
        return box

    def add_choice(self, name: str, label: str, options: Sequence[tuple[Any, str]]) -> QComboBox:
        """Add a choice among (value, text)."""
        box = ChoiceBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(7)
        self._choices[name] = (box, [])
        self.set_options(name, options)
        self._place(box, label, name)
        return box

    def set_options(self, name: str, options: Sequence[tuple[Any, str]]) -> None:
        """Give a choice new options; what was chosen stays chosen while it is there."""
        box, values = self._choices[name]
        chosen = values[box.currentIndex()] if 0 <= box.currentIndex() < len(values) else None
        values[:] = [value for value, _ in options]
        box.clear()
        box.addItems([text for _, text in options])
        if chosen in values:
            box.setCurrentIndex(values.index(chosen))

    def choose(self, name: str, value: object) -> None:
        """Choose an option by its value."""
        box, values = self._choices[name]
        if value in values:
            box.setCurrentIndex(values.index(value))

    def start(self) -> None:
        """Put the focus where filling in begins."""
        first = next(iter(self._texts.values()))
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, doubt: Message | None) -> None:
        """Say what is odd about what was added, until something else is."""
        self.remark.setText(f"▲ {self._loc.t(doubt)}" if doubt else "")
        self.remark.setVisible(doubt is not None)

    def add_one(self) -> None:
        """Add what is filled in and make ready for the next."""
        values: dict[str, Any] = {name: field.text() for name, field in self._texts.items()}
        if not self._is_clean():
            return
        for name, (box, options) in self._choices.items():
            values[name] = options[box.currentIndex()] if options else None
        if self._add(**values) is None:
            return
        for field in self._texts.values():
            field.clear()
        self.start()

    def _is_clean(self) -> bool:
        """Tell whether nothing personal is filled in; say what and where otherwise."""
        warning = next((w for field in self._texts.values() if (w := warn_of_personal(field.text()))), None)
        if warning is None:
            self._forgive()
            return True
        self.complaint.setText(self._loc.t(warning))
        self.complaint.show()
        self.remedy.show()
        return False

    def _forgive(self) -> None:
        self.complaint.hide()
        self.remedy.hide()

    def _mask(self) -> None:
        for field in self._texts.values():
            field.setText(mask(field.text()))
        self.add_one()

    def _place(self, widget: QWidget, label: str, name: str) -> None:
        widget.setAccessibleName(label)
        widget.setObjectName(f"add_{name}")
        self._line.removeWidget(self.button)
        self._line.addWidget(widget)
        self._line.addWidget(self.button)
        self._line.setAlignment(self.button, Qt.AlignmentFlag.AlignLeft)
        QWidget.setTabOrder(widget, self.button)
