"""What every view of rows has in common: no grid, smooth scrolling, rows of one height, Tab leads out of it."""

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView


def set_up_view(view: QTableView, row_height: int) -> None:
    """Give a view the looks and keys of all our tables; ``row_height`` in pixels."""
    view.setShowGrid(False)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)
    rows = view.verticalHeader()
    rows.setVisible(False)
    rows.setDefaultSectionSize(row_height)
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.horizontalHeader().setHighlightSections(False)
