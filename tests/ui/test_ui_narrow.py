"""What stands in a narrow place is never cut in the middle: headings, choices, long words, names of workbooks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QHeaderView, QLabel, QStyleOptionViewItem
from pytestqt.qtbot import QtBot
from support.foreign_books import book_of, content_of
from support.hands import go_to
from support.waiting import wait_until_idle

from trygg_desktop.ui.pages.follow_up import FollowUpPage
from trygg_desktop.ui.pages.follow_up_books import BookList
from trygg_desktop.ui.pages.organisation import OrganisationPage
from trygg_desktop.ui.theme import font
from trygg_desktop.ui.widgets.breakable import breakable
from trygg_desktop.ui.widgets.choice_box import ChoiceBox
from trygg_desktop.ui.widgets.lines import Line, LineList
from trygg_desktop.ui.widgets.table import Table
from trygg_desktop.ui.window import ProjectWindow

PAGES = ("organisation", "situation", "plan", "follow_up", "indicators", "obstacles", "meetings", "history")
LONG_WORD = "Samverkansöverenskommelseuppföljningen"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [1366, 980])
def test_no_column_is_narrower_than_its_heading(window: ProjectWindow, name: str, width: int) -> None:
    window.resize(width, 768)
    window.show_page(name)
    QApplication.processEvents()
    metrics = QFontMetrics(font(12, QFont.Weight.DemiBold))
    for table in window.page(name).findChildren(Table):
        for place, column in enumerate(table.rows_shown.columns):
            if column.width and not table.isColumnHidden(place):
                heading = str(table.rows_shown.headerData(place, Qt.Orientation.Horizontal))
                assert table.columnWidth(place) >= metrics.horizontalAdvance(heading) + 22, heading


def test_a_column_makes_room_for_the_arrow_when_it_is_sorted_by(window: ProjectWindow) -> None:
    page = go_to(window, "organisation", OrganisationPage)
    for table in page.findChildren(Table):
        header: QHeaderView = table.horizontalHeader()
        for place, column in enumerate(table.rows_shown.columns):
            if column.width and table.isSortingEnabled() and not table.isColumnHidden(place):
                table.sortByColumn(place, Qt.SortOrder.AscendingOrder)
                assert table.columnWidth(place) >= header.sectionSizeHint(place)


def test_a_choice_too_long_for_its_box_ends_with_an_ellipsis(qtbot: QtBot) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItems([LONG_WORD, "pågår"])
    box.resize(120, 30)
    box.show()
    assert box.shown_text().endswith("…")
    assert box.fontMetrics().horizontalAdvance(box.shown_text()) < 120
    box.setCurrentIndex(1)
    assert box.shown_text() == "pågår"


def test_a_long_word_is_broken_in_a_narrow_list_and_a_short_one_is_not(qtbot: QtBot, window: ProjectWindow) -> None:
    assert breakable("sju korta ord i följd") == "sju korta ord i följd"
    assert "\N{SOFT HYPHEN}" in breakable(LONG_WORD)
    assert breakable(LONG_WORD).replace("\N{SOFT HYPHEN}", "") == LONG_WORD
    lines = LineList("", window.session.colours)
    qtbot.addWidget(lines)
    lines.add(Line(text=LONG_WORD))
    (label,) = [label for label in lines.findChildren(QLabel) if label.text()]
    assert label.heightForWidth(140) > label.heightForWidth(400)


@pytest.fixture
def books(window: ProjectWindow, tmp_path: Path, qtbot: QtBot) -> Callable[..., BookList]:
    def read(*names: str) -> BookList:
        page = go_to(window, "follow_up", FollowUpPage)
        for place, name in enumerate(names):
            rows = [["Nr", "Åtgärd", "Status"], ["Å-01", f"Belysning {place}", "Pågår"]]
            (tmp_path / name).write_bytes(content_of(book_of(rows, names=("Läget",))))
        page.read_files([tmp_path / name for name in names])
        wait_until_idle(qtbot, page.session)
        return page.preview.books

    return read


def test_books_keep_off_each_other_when_the_list_becomes_narrower(
    window: ProjectWindow, books: Callable[..., BookList], qtbot: QtBot
) -> None:
    window.resize(1366, 768)
    shown = books(*(f"Natur och teknik uppföljning tertial {n} av nämnden.xlsx" for n in range(1, 8)))
    window.resize(980, 620)
    qtbot.wait(200)
    delegate = shown.itemDelegate()
    for place in range(shown.count()):
        index = shown.model().index(place, 0)
        option = QStyleOptionViewItem()
        option.widget = shown
        assert shown.visualRect(index).height() == delegate.sizeHint(option, index).height()


def test_a_name_of_more_than_three_lines_ends_with_an_ellipsis(qtbot: QtBot) -> None:
    from trygg_desktop.ui.pages.follow_up_books import _lay_out

    text, height = _lay_out(" ".join(["uppföljning"] * 20), 168, font(13))
    assert text.endswith("…")
    assert height == 3 * QFontMetrics(font(13)).lineSpacing()
    assert text.count("uppföljning") >= 3
