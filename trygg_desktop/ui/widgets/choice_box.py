"""A box to choose in that never cuts a word: what there is no room for ends with “…” and stands in the tooltip."""

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QToolTip

_BESIDE = 4
"""Pixels that the style keeps free beside the text."""


class ChoiceBox(QComboBox):
    """A box whose chosen line is shortened where the box is narrow."""

    def shown_text(self) -> str:
        """Return the chosen line as far as there is room for it."""
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, self._room().width())

    def _room(self) -> QRect:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        return room.adjusted(0, 0, -_BESIDE, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box with as much of the chosen line as there is room for."""
        if self.isEditable():
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self.shown_text()
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Say in the tooltip what was left out, before what the box is for."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            hidden = self.currentText() if self.shown_text() != self.currentText() else ""
            QToolTip.showText(
                event.globalPos(), "\n".join(dict.fromkeys(t for t in (hidden, self.toolTip()) if t)), self
            )
            return True
        return super().event(event)
