"""The meeting on the wall: slides with live figures, led by a presenter's keys, decisions captured on the spot."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from support.hands import go_to

from trygg_desktop.domain.meetings import AgendaItem, Decision, Task
from trygg_desktop.domain.words import Secrecy
from trygg_desktop.formats import Locale
from trygg_desktop.store.period_reading import current_period
from trygg_desktop.store.project import Project
from trygg_desktop.ui.pages.meetings import MeetingsPage
from trygg_desktop.ui.wall import Wall, WallFigure, free_screen
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.edit import set_field
from trygg_desktop.workflows.meeting_choice import find_meeting
from trygg_desktop.workflows.wall import Slide, show_meeting

DAY = date(2026, 11, 22)


def slides(project: Project, loc: Locale) -> list[Slide]:
    return show_meeting(project, find_meeting(project, "SG 2026-4").id, current_period(project, DAY), DAY, loc)


@pytest.fixture
def page(window: ProjectWindow) -> MeetingsPage:
    return go_to(window, "meetings", MeetingsPage)


def open_wall(page: MeetingsPage) -> Wall:
    QTest.keyClick(page.window(), Qt.Key.Key_F5)
    wall = page.papers.wall
    assert wall is not None
    wall.resize(1280, 720)
    QApplication.processEvents()
    return wall


def texts(wall: Wall) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in wall.findChildren(QLabel) if not label.isHidden()]


def test_each_item_is_a_slide_with_what_belongs_to_it(demo: Project, loc: Locale) -> None:
    shown = slides(demo, loc)
    assert shown[0].title == "Tjänstemannastyrgrupp"
    assert "09.40  4. Belysning Malmvägen, markåtkomst" in shown[0].lines
    assert any(line.startswith("■ SG 2026-3:1") for line in shown[1].lines)
    assert shown[2].lines, "what is new since last time"
    assert [figure.title for figure in shown[3].figures][1] == "Lagdelarnas egna bedömningar"
    assert "Svagaste länken" in shown[3].lines[0]
    lighting = shown[4]
    assert "■ röd · försenad · 40\u00a0%" in lighting.lines
    assert len(lighting.proposal) == 2


def test_what_may_be_secret_is_not_shown_to_the_room(demo: Project, loc: Locale) -> None:
    item = slides(demo, loc)[4].item_id
    title = demo.get(AgendaItem, item).title
    set_field(demo, AgendaItem, item, "secrecy", Secrecy.MAY_BE_SECRET)
    shown = slides(demo, loc)
    assert not any(title in line for slide in shown for line in (slide.title, *slide.lines, *slide.proposal))
    assert shown[4].title == "(kan omfattas av sekretess: visas inte)"


def test_a_meeting_that_is_gone_has_no_slides(demo: Project, loc: Locale) -> None:
    assert show_meeting(demo, 999, None, DAY, loc) == []


def test_presenter_keys_go_on_and_back_and_escape_leaves(page: MeetingsPage) -> None:
    wall = open_wall(page)
    assert wall.isFullScreen() or wall.isVisible()
    for _ in range(3):
        QTest.keyClick(wall, Qt.Key.Key_PageDown)
    assert wall.place == 3
    assert len(wall.findChildren(WallFigure)) >= 2
    QTest.keyClick(wall, Qt.Key.Key_PageUp)
    assert wall.place == 2
    QTest.keyClick(wall, Qt.Key.Key_End)
    QTest.keyClick(wall, Qt.Key.Key_PageDown)
    assert wall.place == len(wall.slides) - 1
    QTest.keyClick(wall, Qt.Key.Key_Home)
    assert wall.place == 0
    QTest.keyClick(wall, Qt.Key.Key_Escape)
    assert page.papers.wall is None


def test_a_decision_and_a_task_are_captured_on_the_spot_and_shown_at_once(page: MeetingsPage) -> None:
    wall = open_wall(page)
    wall.go_to(4)
    QTest.keyClick(wall, Qt.Key.Key_B)
    assert wall.capture.isVisible()
    QTest.keyClicks(wall.capture, "Avtal tecknas")
    QTest.keyClick(wall.capture, Qt.Key.Key_Return)
    [decision] = page.project.all(Decision, "text = 'Avtal tecknas'")
    assert decision.item_id == wall.slides[4].item_id
    assert "SG 2026-4:1 Avtal tecknas" in texts(wall)
    assert not wall.capture.isVisible()
    QTest.keyClick(wall, Qt.Key.Key_U)
    QTest.keyClick(wall.capture, Qt.Key.Key_Escape)
    assert not wall.capture.isVisible() and wall.isVisible()
    QTest.keyClick(wall, Qt.Key.Key_U)
    QTest.keyClicks(wall.capture, "Ta fram karta")
    QTest.keyClick(wall.capture, Qt.Key.Key_Return)
    assert page.project.all(Task, "text = 'Ta fram karta'")[0].meeting_id == page._meeting_id
    QTest.keyClick(wall, Qt.Key.Key_F5)


def test_the_second_screen_is_taken_where_there_is_one(qapp: QApplication) -> None:
    own = qapp.primaryScreen()
    assert free_screen(own, [own]) is own
    assert free_screen(own, []) is own
