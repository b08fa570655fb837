"""In the matrix of answers a period that was never collected is a column of gaps."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from trygg_desktop.formats import Locale
from trygg_desktop.store.follow_up_reading import read_matrix
from trygg_desktop.store.period_reading import read_periods
from trygg_desktop.store.project import Project
from trygg_desktop.ui.pages.follow_up_matrix import MatrixFilter, MatrixModel
from trygg_desktop.ui.theme import LIGHT

TODAY = date(2026, 11, 22)


def test_answers_to_a_period_that_was_never_collected_are_gaps_and_the_heading_says_why(
    demo: Project, loc: Locale, qtbot: QtBot
) -> None:
    periods = [p for p in read_periods(demo) if p.code in ("2025-T1", "2026-T2")]
    model = MatrixModel(loc, LIGHT)
    model.show_matrix(read_matrix(demo, periods, TODAY), periods, TODAY)

    def shown(column: int) -> set[str]:
        return {str(model.index(row, column).data()).split(" ")[-1] for row in range(model.rowCount())}

    assert "saknas" not in shown(1)
    assert "saknas" in shown(2)
    why = model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert why.startswith("tertial 1 2025: En tidigare period som ingen lagdel har fått frågor om")
    model.show_matrix(read_matrix(demo, periods[:1], TODAY), periods[:1], TODAY)
    model.arrange(MatrixFilter(show="missing"))
    assert model.rowCount() == 0
