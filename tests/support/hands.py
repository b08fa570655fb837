"""What hands do at the window in the tests: go to a page, find a field, write in it, press a button."""

from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from trygg_desktop.ui.window import ProjectWindow

SomePage = TypeVar("SomePage", bound=QWidget)


def go_to(window: ProjectWindow, key: str, kind: type[SomePage]) -> SomePage:
    """Show a page and return it."""
    window.show_page(key)
    QApplication.processEvents()
    page: Any = window.page(key)
    assert isinstance(page, kind)
    return page


def field(parent: QWidget, name: str) -> QLineEdit:
    """Return a field of one line by its name."""
    found = parent.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def write(line: QLineEdit, text: str) -> None:
    """Write over what stands in a field and press Enter."""
    line.setFocus()
    line.selectAll()
    line.insert(text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def press(button: QPushButton) -> None:
    """Press a button with the mouse."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
