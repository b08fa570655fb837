"""Long work on the open project: the window stays alive, keeps hands off the pages, and gets the result whole."""

import gc
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from support import jobs_to_run
from support.project_work import Gate, add_party, count_parties, fail, refuse
from support.prompting import ReadyPrompter
from support.waiting import wait_until_idle

from trygg_desktop.domain.history import Changed
from trygg_desktop.domain.organisation import Party
from trygg_desktop.messages import N_
from trygg_desktop.store.checking import check_file
from trygg_desktop.store.opening import create_project, open_project
from trygg_desktop.ui.application import Application
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.edit import set_field

TITLE = N_("Starting …")


@pytest.fixture
def gate() -> Iterator[Gate]:
    made = Gate()
    yield made
    made.open()


def parties(window: ProjectWindow) -> set[str]:
    return {party.code for party in window.session.project.all(Party)}


def lend(window: ProjectWindow, gate: Gate) -> list[object]:
    """Lend the project to work that waits in the middle of a step; what comes of it is put into the list."""
    results: list[object] = []
    session = window.session
    session.jobs.run_with_project(TITLE, add_party, session.project, gate, then=results.append)
    assert gate.reached.wait(20)
    return results


def let_finish(window: ProjectWindow, gate: Gate, qtbot: QtBot) -> None:
    gate.open()
    wait_until_idle(qtbot, window.session)


def test_pages_told_once_in_the_windows_own_thread_and_then_the_result(
    window: ProjectWindow, gate: Gate, qtbot: QtBot
) -> None:
    told: list[object] = []

    def listen(changed: Changed) -> None:
        told.append((threading.current_thread() is threading.main_thread(), changed.touches("party")))

    window.session.changed.connect(listen)
    results: list[object] = told
    window.session.jobs.run_with_project(TITLE, add_party, window.session.project, gate, then=results.append)
    assert window.session.jobs.busy
    let_finish(window, gate, qtbot)
    assert told == [(True, True), "done"]
    assert "PROV" in parties(window)
    window._undo()
    assert "PROV" not in parties(window)


def test_no_hand_reaches_the_pages_while_the_project_is_lent(window: ProjectWindow, gate: Gate, qtbot: QtBot) -> None:
    set_field(window.session.project, Party, 1, "name", "Ändrad")
    window.show_page("organisation")
    QApplication.processEvents()
    results = lend(window, gate)
    qtbot.waitExposed(window)
    before = window._current
    for button in window.findChildren(QPushButton):
        if button.isVisible() and not window.progress.isAncestorOf(button):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.search, "torg")
    QTest.mouseClick(window.stack, Qt.MouseButton.RightButton)
    page = window.page(before)
    QApplication.sendEvent(page, QHelpEvent(QEvent.Type.ToolTip, page.rect().center(), page.rect().center()))
    QApplication.processEvents()
    assert window._current == before
    assert window.search.text() == ""
    assert not window.menuBar().isEnabled()
    let_finish(window, gate, qtbot)
    assert results == ["done"]
    assert window.menuBar().isEnabled()
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.search, "torg")
    assert window.search.text() == "torg"


def test_the_windows_paint_and_size_and_pages_that_come_forward_do_without_the_project(
    window: ProjectWindow, gate: Gate, qtbot: QtBot
) -> None:
    for key in ("overview", "plan", "follow_up", "meetings", "organisation"):
        window.show_page(key)
        QApplication.processEvents()
    lend(window, gate)
    for width, height in ((1000, 640), (1366, 768)):
        window.resize(width, height)
        QApplication.processEvents()
        window.grab()
    window.hide()
    window.show()
    for key in ("overview", "plan", "follow_up", "meetings", "organisation"):
        page = window.page(key)
        page._fresh = False
        window.stack.setCurrentWidget(page)
        QApplication.processEvents()
        page.grab()
    let_finish(window, gate, qtbot)
    keys = ("plan", "follow_up", "meetings", "organisation")  # the overview puts off its news while it is hidden
    assert [key for key in keys if not window.page(key)._fresh] == []


def test_cancel_in_the_panel_takes_back_a_step_that_is_not_stored(
    window: ProjectWindow, gate: Gate, qtbot: QtBot
) -> None:
    steps = len(window.session.project.history())
    results = lend(window, gate)
    qtbot.waitUntil(window.progress.isVisible, timeout=5_000)
    (cancel,) = window.progress.findChildren(QPushButton)
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    let_finish(window, gate, qtbot)
    assert results == []
    assert "PROV" not in parties(window)
    assert len(window.session.project.history()) == steps
    assert not window.progress.isVisible()
    assert check_file(window.session.project.path) == []


def test_reading_that_is_cancelled_shows_nothing_even_if_it_came_to_its_end(
    window: ProjectWindow, gate: Gate, qtbot: QtBot
) -> None:
    results: list[object] = []
    session = window.session
    session.jobs.run_with_project(TITLE, count_parties, session.project, gate, then=results.append)
    session.jobs.cancel_all()
    let_finish(window, gate, qtbot)
    assert results == []


def test_what_the_user_can_mend_is_said_plainly_and_leaves_nothing(
    window: ProjectWindow, prompter: ReadyPrompter, qtbot: QtBot
) -> None:
    session = window.session
    session.jobs.run_with_project(TITLE, refuse, session.project, then=lambda _: pytest.fail("no result"))
    wait_until_idle(qtbot, session)
    assert prompter.errors == ["Det här har tagits bort under tiden."]
    assert "PROV" not in parties(window)
    other: list[object] = []
    session.jobs.run_with_project(TITLE, refuse, session.project, then=other.append, failed=other.append)
    wait_until_idle(qtbot, session)
    assert len(other) == 1
    assert len(prompter.errors) == 1


def test_a_fault_of_the_program_is_reported_as_one_and_the_project_is_back(window: ProjectWindow, qtbot: QtBot) -> None:
    session = window.session
    with qtbot.capture_exceptions() as caught:
        session.jobs.run_with_project(TITLE, fail, session.project, then=lambda _: None)
        wait_until_idle(qtbot, session)
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]
    assert parties(window)
    assert window.menuBar().isEnabled()


def test_closing_the_window_waits_until_what_was_asked_for_is_stored_whole(
    window: ProjectWindow, gate: Gate, qtbot: QtBot
) -> None:
    path = window.session.project.path
    results = lend(window, gate)
    threading.Timer(0.2, gate.open).start()
    assert window.close()
    assert results == [], "nothing is shown in a window that is gone"
    assert check_file(path) == []
    with open_project(path) as again:
        assert not again.read_only, "the lock is given back"
        assert "PROV" in {party.code for party in again.all(Party)}
        assert again.history()[0].label.source == "Add"


def test_opening_another_file_waits_too(window: ProjectWindow, gate: Gate, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "Annat.trygg"
    create_project(other, "Annat").close()
    path = window.session.project.path
    lend(window, gate)
    application = window.session.parent()
    assert isinstance(application, Application)
    threading.Timer(0.2, gate.open).start()
    application.open_file(other)
    assert isinstance(application.window, ProjectWindow)
    assert application.window is not window
    assert application.window.session.project.path == other
    assert check_file(path) == []
    with open_project(path) as again:
        assert "PROV" in {party.code for party in again.all(Party)}


def test_a_second_drop_meanwhile_is_refused_in_plain_words(
    window: ProjectWindow, prompter: ReadyPrompter, gate: Gate, tmp_path: Path, qtbot: QtBot
) -> None:
    results = lend(window, gate)
    assert window.session.attempt(set_field, window.session.project, Party, 1, "name", "Nej") is None
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / "svar.xlsx"))])
    at, keys = QPointF(300, 300), Qt.KeyboardModifier.NoModifier
    event = QDropEvent(at, Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, keys)
    window.dropEvent(event)
    said = "Ett annat arbete pågår: Startar …. Vänta tills det är klart och försök igen."
    assert prompter.errors == [said, said]
    let_finish(window, gate, qtbot)
    assert results == ["done"]


def test_results_of_workers_and_timers_wait_until_the_project_is_back(
    window: ProjectWindow, gate: Gate, qtbot: QtBot
) -> None:
    order: list[object] = []
    jobs, project = window.session.jobs, window.session.project
    jobs.run(TITLE, jobs_to_run.add, 1, 2, then=lambda total: order.append((total, len(parties(window)) > 0)))
    jobs.run_with_project(TITLE, add_party, project, gate, then=order.append)
    jobs.run_with_project(TITLE, count_parties, project, gate, then=lambda _: order.append("counted"))
    assert gate.reached.wait(20)
    jobs.when_free(lambda: order.append(("timer", "PROV" in parties(window))))
    qtbot.wait(700)
    assert order == []
    let_finish(window, gate, qtbot)
    assert order == ["done", "counted", ("timer", True), (3, True)]
    jobs.when_free(lambda: order.append("at once"))
    assert order[-1] == "at once"


def test_garbage_and_the_pace_of_threads_are_as_before_when_the_project_is_back(
    window: ProjectWindow, gate: Gate, qtbot: QtBot
) -> None:
    pace = sys.getswitchinterval()
    assert gc.isenabled()
    lend(window, gate)
    assert not gc.isenabled(), "a thread must not come to destroy widgets"
    assert sys.getswitchinterval() < pace
    let_finish(window, gate, qtbot)
    assert gc.isenabled()
    assert sys.getswitchinterval() == pace
