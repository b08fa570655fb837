"""Long names in lists wrap, so that they can be read in the smallest window too."""

from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QTabBar

from trygg_desktop.ui.widgets.table import Table
from trygg_desktop.ui.window import ProjectWindow

LISTS = [("organisation", "Lagdelar", 2), ("obstacles", "Hinder", 3), ("history", "Historik", 3)]


def table_of(window: ProjectWindow, page: str, name: str) -> "Table[Any]":
    window.show_page(page)
    QApplication.processEvents()
    found = window.page(page)
    for bar in found.findChildren(QTabBar):
        for place in range(bar.count()):
            if bar.tabText(place) == name:
                bar.setCurrentIndex(place)
    QApplication.processEvents()
    (table,) = [table for table in found.findChildren(Table) if table.accessibleName() == name]
    return table


def is_cut(table: "Table[Any]", row: int, column: int) -> bool:
    text = str(table.rows_shown.index(row, column).data())
    cell = table.visualRect(table.rows_shown.index(row, column)).adjusted(11, 2, -11, -2)
    flags = Qt.TextFlag.TextWordWrap
    box = table.fontMetrics().boundingRect(QRect(0, 0, cell.width(), 1000), flags, text)
    return box.height() > cell.height() or box.width() > cell.width()


@pytest.mark.parametrize("size", [(1366, 768), (980, 620)])
@pytest.mark.parametrize(("page", "name", "lines"), LISTS)
def test_every_name_can_be_read(window: ProjectWindow, page: str, name: str, lines: int, size: tuple[int, int]) -> None:
    window.resize(*size)
    table = table_of(window, page, name)
    columns = [place for place in range(table.rows_shown.columnCount()) if not table.isColumnHidden(place)]
    assert table.rows_shown.rowCount()
    named = next(place for place in columns if table.rows_shown.columns[place].width == 0)
    assert not [row for row in range(table.rows_shown.rowCount()) if is_cut(table, row, named)]
    assert all(34 <= table.rowHeight(row) <= lines * 20 + 14 for row in range(table.rows_shown.rowCount()))


def test_rows_grow_and_shrink_with_the_window(window: ProjectWindow) -> None:
    table = table_of(window, "organisation", "Lagdelar")
    window.resize(1366, 768)
    QApplication.processEvents()
    QApplication.processEvents()
    assert {table.rowHeight(row) for row in range(14)} == {34}
    window.resize(980, 620)
    QApplication.processEvents()
    QApplication.processEvents()
    assert max(table.rowHeight(row) for row in range(14)) > 34
    window.resize(1366, 768)
    QApplication.processEvents()
    QApplication.processEvents()
    assert {table.rowHeight(row) for row in range(14)} == {34}
