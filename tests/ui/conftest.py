"""The real window over the demo programme, as a user has it, with a prompter that never waits."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from support.prompting import ReadyPrompter

from trygg_desktop.settings import Settings
from trygg_desktop.store.opening import open_project
from trygg_desktop.store.project import Project
from trygg_desktop.ui.application import Application
from trygg_desktop.ui.window import ProjectWindow

TODAY = date(2026, 11, 22)
OpenWindow = Callable[[Project], ProjectWindow]


@pytest.fixture
def open_window(qapp: QApplication, tmp_path: Path) -> Iterator[OpenWindow]:
    """Opens a project in the window, in Swedish, as on 22 November 2026; every window is closed afterwards."""
    made: list[Application] = []

    def open_it(project: Project, language: str = "sv") -> ProjectWindow:
        settings = Settings(language=language, page="history")
        application = Application(qapp, settings, tmp_path, prompter=ReadyPrompter, today=lambda: TODAY)
        made.append(application)
        path = project.path
        project.close()
        application.show_project(open_project(path))
        assert isinstance(application.window, ProjectWindow)
        qapp.processEvents()
        return application.window

    yield open_it
    for application in made:
        if application.window is not None:
            application.window.session.prompter.answers = [True] * 2  # close, whatever would be lost
            application.window.close()
            application.window.deleteLater()
            application.window = None
        application.deleteLater()
    qapp.processEvents()


@pytest.fixture
def window(open_window: OpenWindow, demo: Project) -> ProjectWindow:
    """The window over the demo programme."""
    return open_window(demo)


@pytest.fixture
def prompter(window: ProjectWindow) -> ReadyPrompter:
    """What asks and tells in ``window``."""
    assert isinstance(window.session.prompter, ReadyPrompter)
    return window.session.prompter
