"""The window over the demo programme while it waits for answers, on the page where they are read in."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from trygg_desktop.domain.organisation import Party
from trygg_desktop.formats import Locale
from trygg_desktop.store.project import Project
from trygg_desktop.ui.pages.follow_up import FollowUpPage
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.templates import write_templates


@pytest.fixture
def window(open_window: Callable[[Project], ProjectWindow], waiting: Project) -> ProjectWindow:
    """The window, with the follow-up page in front."""
    made = open_window(waiting)
    made.show_page("follow_up")
    QApplication.processEvents()
    return made


@pytest.fixture
def page(window: ProjectWindow) -> Iterator[FollowUpPage]:
    """The follow-up page; no worker goes on after the test."""
    found = window.page("follow_up")
    assert isinstance(found, FollowUpPage)
    yield found
    found.session.jobs.cancel_all()


@pytest.fixture
def template(page: FollowUpPage, tmp_path: Path, loc: Locale) -> Path:
    """The workbook that waits for the answers of Natur och teknik."""
    (party,) = page.project.all(Party, "code = 'NTK'")
    (path,) = write_templates(page.project, "2026-T2", tmp_path / "ut", loc, party_ids=[party.id])
    return path
