"""The obstacles as a user has them: note one, say whom it concerns, lift it, close it, find it again."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QToolButton
from support.hands import go_to, press
from support.prompting import ReadyPrompter

from trygg_desktop.domain.organisation import Body
from trygg_desktop.domain.plan import Measure, Obstacle, ObstacleParty
from trygg_desktop.domain.words import ObstacleState
from trygg_desktop.store.project import Project
from trygg_desktop.ui.pages.obstacles import ObstaclesPage
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.follow_up import enter_answer

OpenWindow = Callable[[Project], ProjectWindow]


@pytest.fixture
def page(window: ProjectWindow) -> ObstaclesPage:
    return go_to(window, "obstacles", ObstaclesPage)


def texts(page: ObstaclesPage) -> list[str]:
    return [line.obstacle.text for line in page.table.rows_shown.rows]


def shown(page: ObstaclesPage, row: int) -> list[str]:
    return [page.table.rows_shown.index(row, column).data() for column in range(8)]


def note_one(page: ObstaclesPage, text: str) -> Obstacle:
    page.start()
    line = page.add_line.findChild(QLineEdit, "add_text")
    assert line is not None
    line.setText(text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    return page.project.all(Obstacle, "text = ?", (text,))[0]


def test_open_obstacles_stand_first_with_the_days_they_have_been_open(page: ObstaclesPage) -> None:
    row = shown(page, 0)
    assert row[0] == "■ kvarstår"
    assert row[1] == "Olika sekretessregler fördröjer gemensam lägesbild"
    assert row[2] == str((date(2026, 11, 22) - date(2026, 2, 11)).days)
    assert row[4] == "Socialkontoret, Polisen"
    assert shown(page, 2)[0] == "● löst"
    assert page.subtitle() == "2 kvarstår"


def test_an_obstacle_is_noted_with_today_and_shown_beside(page: ObstaclesPage) -> None:
    made = note_one(page, "Ingen delar schema")
    assert made.raised_on == date(2026, 11, 22)
    assert page.table.chosen_ids() == [made.id]
    assert page.panel.note.text() == "öppet i 0 dagar"
    assert page.subtitle() == "3 kvarstår"


def test_parties_concerned_are_added_and_left_out(page: ObstaclesPage) -> None:
    made = note_one(page, "Ingen delar schema")
    box = page.panel.parties.box
    for name in ("Socialkontoret", "Räddningstjänsten", "AB Sollentunahem"):
        if (place := box.findText(name)) > 0:
            box.activated.emit(place)
    assert len(page.project.all(ObstacleParty, "obstacle_id = ?", (made.id,))) == 2
    QApplication.processEvents()
    out = next(b for b in page.panel.parties.findChildren(QToolButton) if "Socialkontoret" in b.accessibleName())
    QTest.mouseClick(out, Qt.MouseButton.LeftButton)
    assert shown(page, texts(page).index("Ingen delar schema"))[4] == "Sollentunahem"


def test_the_button_names_the_body_it_lifts_to_and_goes_on_to_the_next(page: ObstaclesPage) -> None:
    made = note_one(page, "Ingen delar schema")
    assert page.panel.up.text() == "Lyft till Tjänstemannastyrgrupp"
    press(page.panel.up)
    assert page.panel.up.text() == "Lyft till Kommunstyrelsens arbetsutskott"
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    owner = page.project.get(Obstacle, made.id).escalated_to_id
    assert owner is not None
    assert page.project.get(Body, owner).name == "Kommunstyrelsens arbetsutskott"


def test_an_obstacle_is_closed_with_what_was_done_and_opened_again(
    page: ObstaclesPage, prompter: ReadyPrompter
) -> None:
    made = note_one(page, "Ingen delar schema")
    press(page.panel.solve)
    assert "Lösning" in prompter.errors[0]
    area = page.panel.ending.findChild(QPlainTextEdit, "resolution")
    assert area is not None
    area.setFocus()
    area.insertPlainText("Gemensam kalender sedan november")
    press(page.panel.solve)
    closed = page.project.get(Obstacle, made.id)
    assert (closed.state, closed.closed_on) == (ObstacleState.SOLVED, date(2026, 11, 22))
    assert closed.resolution == "Gemensam kalender sedan november"
    assert page.panel.closed.text() == "Avslutat 22 november 2026"
    assert not page.panel.up.isVisible()
    press(page.panel.reopen)
    assert page.project.get(Obstacle, made.id).state is ObstacleState.OPEN


def test_an_obstacle_can_be_accepted(page: ObstaclesPage) -> None:
    page.table.choose(1)
    area = page.panel.ending.findChild(QPlainTextEdit, "resolution")
    assert area is not None
    area.setFocus()
    area.insertPlainText("Lagen medger inte mer")
    press(page.panel.accept)
    assert "○ accepterat" in [shown(page, r)[0] for r in range(3)]


def test_closed_ones_can_be_hidden_and_a_party_narrows(page: ObstaclesPage) -> None:
    click_box = page.closed
    click_box.setChecked(False)
    assert page.count.text() == "2 av 3 hinder"
    box = page.filters.findChild(QComboBox, "filter_party_id")
    assert box is not None
    box.setCurrentIndex(box.findText("AB Sollentunahem"))
    assert texts(page) == ["Belysningsprojektet saknar markåtkomst på fastighetsmark"]
    page.session.go("obstacles", "obstacle", 3)
    assert page.table.chosen_ids() == [3]
    page.session.go("obstacles", party_id=1)
    assert page.filters.values["party_id"] == 1


def test_words_narrow_the_list(page: ObstaclesPage) -> None:
    page.filters.field.setText("sekretess")
    assert texts(page) == ["Olika sekretessregler fördröjer gemensam lägesbild"]


def test_a_measures_page_begins_an_obstacle_for_it(page: ObstaclesPage) -> None:
    row = page.project.all(Measure, "code = 'Å-04'")[0]
    page.session.go("obstacles", measure_id=row.id, new=True)
    made = note_one(page, "Ingen ordningsvakt att få")
    assert made.measure_id == row.id
    assert note_one(page, "Ett till").measure_id is None


def test_fields_are_stored_when_they_are_left(page: ObstaclesPage) -> None:
    page.table.choose(1)
    box = page.panel.whose.findChild(QComboBox, "owner_party_id")
    assert box is not None
    place = box.findText("Socialkontoret")
    box.setCurrentIndex(place)
    box.activated.emit(place)
    assert "Socialkontoret" in shown(page, 0)[5]
    page.table.opened.emit(1)
    area = page.panel.form.findChild(QPlainTextEdit, "text")
    assert area is not None
    assert area.hasFocus()


def test_del_removes_and_undo_brings_back(window: ProjectWindow, page: ObstaclesPage) -> None:
    page.table.choose(1)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert len(texts(page)) == 2
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(texts(page)) == 3
    remove = next(b for b in page.panel.findChildren(QPushButton) if b.text() == "Ta bort hindret")
    page.table.choose(2)
    press(remove)
    assert len(texts(page)) == 2


def test_an_empty_list_says_what_belongs_there(open_window: OpenWindow, project: Project) -> None:
    page = go_to(open_window(project), "obstacles", ObstaclesPage)
    assert page.sheet.currentIndex() == 1
    button = page.sheet.currentWidget().findChild(QPushButton)
    assert button is not None
    press(button)
    note_one(page, "Ingen delar schema")
    assert texts(page) == ["Ingen delar schema"]
    assert not page.panel.up.isVisible()


def test_what_a_follow_up_names_is_made_an_obstacle_with_one_press(page: ObstaclesPage) -> None:
    assert page.mentions.isHidden(), "nothing is named that is no obstacle yet"
    enter_answer(page.project, (3, 5, 4), "obstacle", "Ingen lokal på kvällstid", today=page.session.today())
    QApplication.processEvents()
    assert page.mentions.isVisible()
    assert page.mentions.heading.text() == "Nämnda i uppföljningen  1"
    row = [str(page.mentions.table.rows_shown.index(0, column).data()) for column in range(4)]
    assert row == ["T2 2026", "Kultur o fritid", "Å-03", "Ingen lokal på kvällstid"]
    press(page.mentions.button)
    assert "Ingen lokal på kvällstid" in texts(page)
    assert page.panel.heading.text() == "Kvarstår"
    assert page.mentions.isHidden()
    (obstacle,) = page.project.all(Obstacle, "text = ?", ("Ingen lokal på kvällstid",))
    assert obstacle.measure_id == 3
    page.project.undo()
    assert page.mentions.isVisible()
    page.mentions.table.setFocus()
    QTest.keyClick(page.mentions.table, Qt.Key.Key_Return)
    assert "Ingen lokal på kvällstid" in texts(page), "Enter does the same"
