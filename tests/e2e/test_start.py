"""The start: with a file, without one, and a second time while the program runs already."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from support.prompting import ReadyPrompter

from trygg_desktop.settings import Settings, load_settings
from trygg_desktop.store.opening import create_project, open_project
from trygg_desktop.ui.application import Application
from trygg_desktop.ui.start_view import StartWindow
from trygg_desktop.ui.window import ProjectWindow

RUN_UNTIL_TOLD = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
folder = Path(sys.argv[1])

def run_until_told(*_):
    while not (folder / "stop").exists():
        QApplication.processEvents()
        titles = [w.windowTitle() for w in QApplication.topLevelWidgets() if w.isVisible() and w.windowTitle()]
        (folder / "titles.new").write_text("\\\\n".join(titles), encoding="utf-8")
        (folder / "titles.new").replace(folder / "titles")
        time.sleep(0.02)
    for widget in QApplication.topLevelWidgets():
        widget.close()
    return 0

QApplication.exec = run_until_told
from trygg_desktop.__main__ import start
sys.exit(start(sys.argv[2:]))
"""


def wait_for(what: Callable[[], bool], seconds: float = 20) -> None:
    ends = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < ends, "it never came"
        time.sleep(0.05)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="settings are kept elsewhere on Windows")
def test_a_second_start_brings_its_file_to_the_window_that_is_open(demo_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "Andra.trygg"
    create_project(other, "Det andra programmet").close()
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    first = subprocess.Popen(
        [sys.executable, "-c", RUN_UNTIL_TOLD, tmp_path, demo_file], env=environment, stderr=subprocess.PIPE, text=True
    )
    titles = tmp_path / "titles"
    try:
        wait_for(lambda: titles.exists() and "Inga utsatta områden 2030" in titles.read_text("utf-8"))

        command = [sys.executable, "-m", "trygg_desktop", other]
        second = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30, cwd=ROOT)

        assert (second.returncode, second.stderr) == (0, "")
        wait_for(lambda: "Det andra programmet" in titles.read_text("utf-8"))
    finally:
        (tmp_path / "stop").touch()
        _, said = first.communicate(timeout=30)
    complaints = [line for line in said.splitlines() if "plugin does not support raise()" not in line]  # offscreen
    assert (first.returncode, complaints) == (0, [])


@pytest.fixture
def application(qapp: QApplication, tmp_path: Path) -> Iterator[Application]:
    """The program without a project, with one recent file that is there and one that is gone."""
    there = tmp_path / "Finns.trygg"
    create_project(there, "Det första programmet").close()
    settings = Settings(recent=[str(there), str(tmp_path / "Borta.trygg")])
    made = Application(qapp, settings, tmp_path / "settings", prompter=ReadyPrompter)
    (tmp_path / "settings").mkdir()
    made.show_start()
    qapp.processEvents()
    yield made
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
        made.window = None
    made.deleteLater()
    qapp.processEvents()


def press(application: Application, qtbot: QtBot, text: str) -> None:
    assert application.window is not None
    buttons = application.window.findChildren(QPushButton)
    button = next(button for button in buttons if text in (button.text(), button.objectName()))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_recent_files_are_offered_and_those_that_are_gone_say_so(application: Application, qtbot: QtBot) -> None:
    window = application.window
    assert isinstance(window, StartWindow)
    buttons = {button.text(): button for button in window.findChildren(QPushButton)}
    assert not buttons["Borta"].isEnabled()

    press(application, qtbot, "Finns")

    assert isinstance(application.window, ProjectWindow)
    assert application.window.session.project.programme.name == "Det första programmet"


def test_the_demo_is_one_click_away_and_kept_for_the_next_time(application: Application, qtbot: QtBot) -> None:
    press(application, qtbot, "open_demo")

    window = application.window
    assert isinstance(window, ProjectWindow)
    assert window.session.project.programme.is_example
    first = window.session.project.path
    application.open_demo()
    assert isinstance(application.window, ProjectWindow)
    assert application.window.session.project.path == first


def test_a_new_programme_is_made_where_one_says(application: Application, qtbot: QtBot, tmp_path: Path) -> None:
    prompter = application.prompter
    assert isinstance(prompter, ReadyPrompter)
    prompter.answers = [tmp_path / "Nytt", "Tryggt centrum"]

    press(application, qtbot, "new")

    assert isinstance(application.window, ProjectWindow)
    assert application.window.session.project.programme.name == "Tryggt centrum"
    assert (tmp_path / "Nytt.trygg").is_file()


def test_stepping_back_from_a_new_programme_makes_nothing(
    application: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    before = sorted(tmp_path.iterdir())

    press(application, qtbot, "new")

    assert isinstance(application.window, StartWindow)
    assert sorted(tmp_path.iterdir()) == before


def test_a_project_file_dropped_on_the_start_window_is_opened(application: Application, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "Finns.trygg"))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

    assert isinstance(application.window, StartWindow)
    application.window.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, mime, buttons, keys))

    assert isinstance(application.window, ProjectWindow)


def test_a_file_that_cannot_be_opened_leaves_the_start_window_and_says_why(
    application: Application, tmp_path: Path
) -> None:
    (tmp_path / "skräp.trygg").write_bytes(b"no project")
    prompter = application.prompter
    assert isinstance(prompter, ReadyPrompter)

    application.open_file(tmp_path / "skräp.trygg")

    assert isinstance(application.window, StartWindow)
    assert "skräp.trygg" in prompter.errors[0]


def test_language_and_theme_change_at_once_and_are_kept(application: Application, tmp_path: Path) -> None:
    application.change_language()
    assert isinstance(application.window, StartWindow)
    texts = {button.text() for button in application.window.findChildren(QPushButton)}
    assert "Open the demo programme" in texts

    application.show_project(open_project(tmp_path / "Finns.trygg"))
    application.change_theme()
    assert isinstance(application.window, ProjectWindow)

    application.store_settings()
    stored = load_settings(tmp_path / "settings")
    assert (stored.language, stored.theme) == ("en", "dark")
    assert stored.recent[0] == str((tmp_path / "Finns.trygg").resolve())
