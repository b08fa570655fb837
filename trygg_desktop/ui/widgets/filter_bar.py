"""What narrows a list: words typed, and choices that each begin with "all"."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QWidget

from trygg_desktop.ui.theme import font
from trygg_desktop.ui.widgets.choice_box import ChoiceBox
from trygg_desktop.ui.widgets.flow import Flow

_CHOICE_WIDTH = 104
_ARROW = 46
_WORDS_WIDTH = 170


class FilterBar(QWidget):
    """Emits ``changed`` as soon as anything is typed or chosen. ``words`` and ``values`` tell what."""

    changed = Signal()

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(placeholder)
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(_WORDS_WIDTH)
        self.field.textChanged.connect(lambda _: self.changed.emit())
        self._boxes: dict[str, QComboBox] = {}
        self._options: dict[str, list[Any]] = {}
        self._flow = Flow(self)
        self._flow.addWidget(self.field)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add_choice(self, name: str, label: str, every: str, options: Sequence[tuple[Any, str]] = ()) -> QComboBox:
        """Add a choice called ``label`` that begins with ``every`` (“All parties”)."""
        box = ChoiceBox()
        box.setAccessibleName(label)
        box.setObjectName(f"filter_{name}")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(3)
        box.setMinimumWidth(max(box.fontMetrics().horizontalAdvance(every) + _ARROW, _CHOICE_WIDTH))
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.setMaxVisibleItems(20)
        box.addItem(every)
        self._boxes[name], self._options[name] = box, [None]
        self.set_options(name, options)
        box.currentIndexChanged.connect(lambda _: self._tell(name))
        self._flow.addWidget(box)
        return box

    def add_widget(self, widget: QWidget) -> None:
        """Put a widget last in the line."""
        self._flow.addWidget(widget)

    def set_options(self, name: str, options: Sequence[tuple[Any, str]]) -> None:
        """Give a choice new options; what was chosen stays chosen while it is there."""
        box, values = self._boxes[name], self._options[name]
        if values == [None, *(value for value, _ in options)] and [
            box.itemText(i + 1) for i in range(len(options))
        ] == [text for _, text in options]:
            return
        chosen = values[box.currentIndex()]
        box.blockSignals(True)
        while box.count() > 1:
            box.removeItem(1)
        values[1:] = [value for value, _ in options]
        box.addItems([text for _, text in options])
        box.setCurrentIndex(values.index(chosen) if chosen in values else 0)
        box.blockSignals(False)
        box.view().setMinimumWidth(min(box.view().sizeHintForColumn(0) + 24, 420))
        self._mark(name)

    @property
    def words(self) -> str:
        """What is typed."""
        return self.field.text()

    @property
    def values(self) -> Mapping[str, Any]:
        """What is chosen, by name; choices that let everything through are left out."""
        chosen = {name: self._options[name][box.currentIndex()] for name, box in self._boxes.items()}
        return {name: value for name, value in chosen.items() if value is not None}

    def set(self, **values: Any) -> None:
        """Choose these and nothing else; an option that is not there is passed over."""
        self.blockSignals(True)
        self.field.setText(values.pop("words", ""))
        for name, box in self._boxes.items():
            options = self._options[name]
            value = values.get(name)
            box.setCurrentIndex(options.index(value) if value in options else 0)
        self.blockSignals(False)
        self.changed.emit()

    def clear(self) -> None:
        """Let everything through."""
        self.set()

    def _tell(self, name: str) -> None:
        self._mark(name)
        self.changed.emit()

    def _mark(self, name: str) -> None:
        """Show a choice that narrows in heavier type."""
        box = self._boxes[name]
        weight = font().Weight.DemiBold if box.currentIndex() else font().Weight.Normal
        box.setFont(font(13, weight))
        box.setToolTip(box.currentText())
