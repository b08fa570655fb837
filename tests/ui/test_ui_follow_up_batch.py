"""A workbook that was read in, a month later: what of it was not read, and the way back."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from support.foreign_books import book_of, content_of
from support.prompting import ReadyPrompter

from trygg_desktop.domain.follow_up import ImportBatch
from trygg_desktop.exchange.reading import read_book
from trygg_desktop.store.follow_up_reading import find_answer
from trygg_desktop.ui.pages.follow_up import FollowUpPage
from trygg_desktop.ui.pages.history import HistoryPage
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.collect import accept_returns, preview_returns
from trygg_desktop.workflows.demo import create_demo
from trygg_desktop.workflows.follow_up import enter_answer

HEADER = ["Nr", "Åtgärd", "Status", "Andel klart (%)", "Kommentar"]
LIGHTING = (1, 5, 6)


@pytest.fixture
def window(open_window, tmp_path: Path) -> ProjectWindow:  # type: ignore[no-untyped-def]
    made: ProjectWindow = open_window(create_demo(tmp_path / "Väntar.trygg", answered=False))
    content = content_of(
        book_of(
            [HEADER, ["Å-01", "Belysning", "Pågår", "1.234", "Schakt"], ["", "Helt annat arbete", "Pågår", 10, "Mer"]],
            [["Bara anteckningar"], ["om ett och annat"]],
            names=("Läget", "Anteckningar"),
        )
    )
    book = read_book(content, "Natur och teknik T2 2026.xlsx", 2026)
    (preview,) = preview_returns(made.session.project, [book])
    accept_returns(made.session.project, [preview], accepted={row.key for row in preview.rows})
    return made


def look(window: ProjectWindow, name: str) -> None:
    if folder := os.environ.get("LOOK_AT"):
        QApplication.processEvents()
        window.grab().save(f"{folder}/{name}.png")


def button(side: QWidget, start: str) -> QPushButton:
    QApplication.processEvents()
    shown = [one for one in side.findChildren(QPushButton) if one.isVisibleTo(side)]
    (found,) = [one for one in shown if one.text().lstrip("▸▾ ").startswith(start)]
    return found


def texts(side: QWidget) -> str:
    return " ".join(label.text() for label in side.findChildren(QLabel) if label.isVisibleTo(side))


def show_desk(window: ProjectWindow) -> FollowUpPage:
    window.show_page("follow_up")
    page = window.page("follow_up")
    assert isinstance(page, FollowUpPage)
    page.desk.table.choose(LIGHTING[2])
    QApplication.processEvents()
    return page


def test_the_desk_tells_what_of_a_workbook_was_not_read(window: ProjectWindow) -> None:
    page = show_desk(window)
    unfold = button(page.desk_detail, "Detta lästes inte")
    assert "Helt annat arbete" not in texts(page.desk_detail)
    unfold.click()
    told = texts(page.desk_detail)
    assert "Läget, Rad 3: Raden kopplades inte till någon åtgärd." in told
    assert "Helt annat arbete · Pågår · 10 · Mer" in told
    assert "Anteckningar" in told
    assert "D2" in told
    look(window, "desk_left_out")
    unfold.click()
    assert "Helt annat arbete" not in texts(page.desk_detail)


def test_a_reading_is_undone_from_the_desk_and_later_work_is_named(
    window: ProjectWindow, prompter: ReadyPrompter
) -> None:
    page = show_desk(window)
    enter_answer(page.project, LIGHTING, "comment", "Rättat", today=page.session.today())
    button(page.desk_detail, "Ångra inläsningen").click()
    assert "bygger på" in prompter.errors[0]
    assert "Å-01" in prompter.errors[0], "the later work by its name"
    page.project.undo()
    page = show_desk(window)
    button(page.desk_detail, "Ångra inläsningen").click()
    assert find_answer(page.project, LIGHTING) is None
    assert not page.project.all(ImportBatch)
    assert "Natur och teknik T2 2026.xlsx" not in texts(page.desk_detail)


def test_the_history_shows_the_workbooks_of_a_reading(window: ProjectWindow, prompter: ReadyPrompter) -> None:
    window.show_page("history")
    page = window.page("history")
    assert isinstance(page, HistoryPage)
    page.table.choose(page.table.rows_shown.rows[0].id)
    QApplication.processEvents()
    button(page.detail, "Detta lästes inte").click()
    assert "Helt annat arbete" in texts(page.detail.books)
    look(window, "history_left_out")
    button(page.detail, "Öppna originalet").click()
    assert [path.name for path in prompter.opened] == ["Natur och teknik T2 2026.xlsx"]
    page.detail.turn()
    assert not page.project.all(ImportBatch)


def test_an_answer_tells_what_of_its_own_row_was_not_read(window: ProjectWindow) -> None:
    page = show_desk(window)
    page.tabs.setCurrentIndex(1)
    page.answer.show_answer(LIGHTING)
    page.answer.tabs.setCurrentIndex(1)
    QApplication.processEvents()
    told = texts(page.answer.tabs.currentWidget())
    assert "Detta lästes inte" in told
    assert "1.234" in told
    assert "Helt annat arbete" not in told
    look(window, "answer_left_out")
