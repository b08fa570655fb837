"""The window makes the backup of the day while the leader reads, and shows trouble with it until it is solved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.prompting import ReadyPrompter

from trygg_desktop.settings import Settings
from trygg_desktop.store.backups import Reason, folder_of, list_backups
from trygg_desktop.store.project import Project
from trygg_desktop.ui.application import Application
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.safety import back_up


@pytest.fixture
def application(qapp: QApplication, tmp_path: Path, demo: Project) -> Iterator[Application]:
    """The program with the demo open, its settings in a folder of its own."""
    settings = tmp_path / "settings"
    settings.mkdir()
    demo.close()
    application = Application(qapp, Settings(page="history"), settings, prompter=ReadyPrompter)
    application.open_file(demo.path)
    yield application
    assert application.window is not None
    application.window.close()
    application.window.deleteLater()
    application.deleteLater()
    qapp.processEvents()


def window_of(application: Application) -> ProjectWindow:
    assert isinstance(application.window, ProjectWindow)
    return application.window


def test_the_backup_of_the_day_is_made_once_without_being_asked_for(application: Application, qtbot: QtBot) -> None:
    window = window_of(application)
    folder = folder_of(application.backup_folder, window.session.project.programme.uid)
    for _ in range(2):
        window.safe_keeping.begin()
        qtbot.waitUntil(lambda: len(list_backups(folder)) == 1)
        window.safe_keeping.end()
    assert [backup.reason for backup in list_backups(folder)] == [Reason.DAY]
    assert not window.notice.isVisible()


def test_trouble_with_backups_is_shown_until_it_is_solved(application: Application, qtbot: QtBot) -> None:
    window = window_of(application)
    project = window.session.project
    application.backup_folder.write_text("a file where the folder should be")
    window.safe_keeping.begin()
    qtbot.waitUntil(window.notice.isVisible)
    assert window.notice.text().startswith("Ingen säkerhetskopia kunde göras i ")
    application.backup_folder.unlink()
    back_up(project, Reason.IMPORT)
    with project.change("Arbete") as step:
        step.set(type(project.programme), 1, motto="Ny")
    assert not window.notice.isVisible()


def test_closing_waits_for_the_backup_that_is_being_made(application: Application) -> None:
    window = window_of(application)
    folder = folder_of(application.backup_folder, window.session.project.programme.uid)
    window.safe_keeping.begin()
    window.close()
    assert len(list_backups(folder)) == 1
