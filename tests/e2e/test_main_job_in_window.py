"""The main job as the project leader does it: drop the answers on the window, look, take in, build the pack."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.prompting import ReadyPrompter
from support.waiting import wait_until_idle

from trygg_desktop.domain.chain import LinkState
from trygg_desktop.domain.follow_up import FollowUp, ImportBatch
from trygg_desktop.settings import Settings
from trygg_desktop.store.opening import open_project
from trygg_desktop.store.period_reading import read_periods
from trygg_desktop.ui.application import Application
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.demo import create_demo
from trygg_desktop.workflows.demo_run import returned_books
from trygg_desktop.workflows.review import look_at

TODAY = date(2026, 11, 22)


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[ProjectWindow]:
    """The window over the demo programme before the departments have answered for tertial 2 2026."""
    file = tmp_path / "Väntar.trygg"
    create_demo(file, answered=False).close()
    settings = Settings(page="overview")
    application = Application(qapp, settings, tmp_path, prompter=ReadyPrompter, today=lambda: TODAY)
    application.show_project(open_project(file))
    assert isinstance(application.window, ProjectWindow)
    qapp.processEvents()
    yield application.window
    application.window.close()
    application.window.deleteLater()
    application.window = None
    application.deleteLater()
    qapp.processEvents()


def drop(window: ProjectWindow, paths: list[Path]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, mime, buttons, keys))


def answers(window: ProjectWindow) -> int:
    query = "period_id = (SELECT id FROM period WHERE code = '2026-T2')"
    return len(window.session.project.all(FollowUp, query))


def weak_links(window: ProjectWindow) -> set[str]:
    project = window.session.project
    period = next(period for period in read_periods(project) if period.code == "2026-T2")
    return {link.party.code for link in look_at(project, period, TODAY).links if link.state is LinkState.MISSING}


@pytest.mark.slow
def test_answers_are_dropped_looked_at_taken_in_undone_and_end_up_in_the_pack(
    window: ProjectWindow, qtbot: QtBot
) -> None:
    prompter = window.session.prompter
    assert isinstance(prompter, ReadyPrompter)
    assert answers(window) == 0
    assert "NTK" in weak_links(window)

    drop(window, returned_books())
    page = window.page("follow_up")
    qtbot.waitUntil(lambda: len(page.preview.previews) == len(returned_books()), timeout=30_000)
    wait_until_idle(qtbot, window.session)
    assert answers(window) == 0, "nothing enters unseen"

    page.preview.accept()
    wait_until_idle(qtbot, window.session)
    qtbot.waitUntil(lambda: answers(window) == 21, timeout=10_000)
    assert weak_links(window) == {"ARB"}
    assert len(window.session.project.all(ImportBatch)) == len(returned_books())
    assert prompter.errors == []

    window.session.project.undo()
    qtbot.waitUntil(lambda: answers(window) == 0)
    window.session.project.redo()
    qtbot.waitUntil(lambda: answers(window) == 21)

    window.show_page("meetings")
    meetings = window.page("meetings")
    qtbot.waitUntil(lambda: meetings.isVisible())
    meetings.build()
    qtbot.waitUntil(lambda: meetings.over.currentWidget() is meetings.papers.preview, timeout=60_000)
    assert prompter.errors == []
