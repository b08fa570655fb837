"""The shell: pages, search, undo, periods, language, files."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from support.prompting import ReadyPrompter

from trygg_desktop.domain.meetings import Task
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.programme import Programme
from trygg_desktop.domain.words import TaskState
from trygg_desktop.store.project import Project
from trygg_desktop.ui.registry import PAGES
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.edit import set_field


def menu_actions(window: ProjectWindow, title: str) -> dict[str, QAction]:
    menu = next(menu for menu in window.menuBar().findChildren(QMenu) if menu.title().replace("&", "") == title)
    menu.aboutToShow.emit()
    return {action.objectName(): action for action in menu.actions()}


def test_every_page_opens_from_the_rail_and_by_its_number(window: ProjectWindow, qtbot: QtBot) -> None:
    for place, entry in enumerate(PAGES, 1):
        button = window.rail.findChild(QPushButton, f"rail_{entry.key}")
        assert isinstance(button, QPushButton)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert window.stack.currentWidget() is window.page(entry.key)
        window.show_page("history")
        qtbot.keyClick(window, str(place % 10), Qt.KeyboardModifier.ControlModifier)
        assert window.stack.currentWidget() is window.page(entry.key), entry.key


def test_every_control_on_every_page_has_a_name_to_be_read_aloud(window: ProjectWindow) -> None:
    from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QTableView

    for entry in PAGES:
        window.show_page(entry.key)
        page = window.page(entry.key)
        for kind in (QLineEdit, QComboBox, QPlainTextEdit, QTableView):
            nameless = [
                widget.objectName() or type(widget).__name__
                for widget in page.findChildren(kind)
                if not widget.accessibleName() and not isinstance(widget.parent(), QComboBox | QAbstractSpinBox)
            ]
            assert not nameless, (entry.key, nameless)


def test_search_finds_a_measure_and_leads_to_it(window: ProjectWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, "k", Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.search, "avhopp")
    assert [find.text for find in window.search.finds if "Å-10" in find.text]
    window.search.setText("avhopparstöd")
    place = next(
        i for i, find in enumerate(window.search.finds) if find.text.startswith("Å-10 Avhopparstöd  ·  åtgärd")
    )
    for _ in range(place):
        qtbot.keyClick(window.search, Qt.Key.Key_Down)
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.stack.currentWidget() is window.page("plan")
    assert window.search.text() == ""


def test_search_also_does_things_and_says_when_nothing_is_found(window: ProjectWindow, qtbot: QtBot) -> None:
    window.search.setText("gå till möten")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.stack.currentWidget() is window.page("meetings")
    window.search.setText("qqqqqq")
    assert not window.search.finds
    qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    assert window.search.text() == ""


def test_undo_and_redo_carry_their_label_and_work(window: ProjectWindow, qtbot: QtBot) -> None:
    project: Project = window.session.project
    measure = next(m for m in project.all(Measure) if m.code == "Å-10")
    set_field(project, Measure, measure.id, "title", "Stöd till avhoppare")
    undo = menu_actions(window, "Redigera")["undo"]
    assert undo.text() == "Ångra: Ändra Å-10: Rubrik"
    undo.trigger()
    assert project.get(Measure, measure.id).title == "Avhopparstöd"
    redo = menu_actions(window, "Redigera")["redo"]
    assert redo.text().startswith("Gör om: Ändra Å-10")
    redo.trigger()
    assert project.get(Measure, measure.id).title == "Stöd till avhoppare"


def test_the_period_is_chosen_once_for_all_pages(window: ProjectWindow) -> None:
    from trygg_desktop.store.period_reading import read_periods

    window.show_page("overview")
    earlier = next(period for period in read_periods(window.session.project) if period.code == "2026-T1")
    window.session.choose_period(earlier)
    assert window.page("overview").subtitle() == "tertial 1 2026, januari–april"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_language_and_theme_change_at_once_and_stay(window: ProjectWindow, language: str, qtbot: QtBot) -> None:
    from trygg_desktop.ui.application import Application

    application = window.session.parent()
    assert isinstance(application, Application)
    for _ in range(2 if language == "sv" else 1):
        menu_actions_now = application.program_actions()
        next(action for action in menu_actions_now if action.key == "language").run()
    next(action for action in application.program_actions() if action.key == "theme").run()
    assert isinstance(application.window, ProjectWindow)
    application.window.show_page("plan")
    assert application.settings.language == language
    assert application.settings.theme == "dark"
    title = application.window.rail.findChild(QPushButton, "rail_plan")
    assert isinstance(title, QPushButton)
    assert title.text() == {"sv": "Åtgärdsplan", "en": "Measure plan"}[language]


def test_a_dropped_project_opens(window: ProjectWindow, demo_file: Path, tmp_path: Path) -> None:
    import shutil

    other = tmp_path / "å'; --.trygg"
    shutil.copyfile(demo_file, other)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(other))])
    from trygg_desktop.ui.application import Application

    application = window.session.parent()
    assert isinstance(application, Application)
    window.dropEvent(
        QDropEvent(
            QPointF(QPoint(9, 9)),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert isinstance(application.window, ProjectWindow)
    assert application.window.session.project.path == other
    assert application.settings.recent[0] == str(other.resolve())


def test_a_file_that_cannot_be_opened_is_refused_in_words_and_the_open_one_stays(
    window: ProjectWindow, prompter: ReadyPrompter, tmp_path: Path
) -> None:
    broken = tmp_path / "trasig.trygg"
    broken.write_text("ingen databas", encoding="utf-8")
    window.take_files([broken])
    assert len(prompter.errors) == 1
    assert "trasig.trygg" in prompter.errors[0]
    assert window.isVisible()


def test_what_is_typed_is_stored_when_the_window_closes(window: ProjectWindow, qtbot: QtBot) -> None:
    project = window.session.project
    measure = next(m for m in project.all(Measure) if m.code == "Å-10")
    window.session.go("plan", "measure", measure.id)
    title = next(field for field in window.page("plan").findChildren(QPlainTextEdit, "title") if field.isVisible())
    title.setFocus()
    title.setPlainText("Stöd till den som hoppar av")
    path = project.path
    window.close()
    from trygg_desktop.store.opening import open_project

    with open_project(path) as again:
        assert again.get(Measure, measure.id).title == "Stöd till den som hoppar av"


def test_invented_figures_are_marked_on_every_page_and_ones_own_on_none(
    open_window: Callable[[Project], ProjectWindow], demo: Project
) -> None:
    window = open_window(demo)
    for entry in PAGES:
        window.show_page(entry.key)
        assert window.example.isVisible(), entry.key
    assert window.example.text() == "Exempeldata"
    assert window.example.toolTip() == "Siffror och bedömningar är påhittade där ingen källa anges."
    project = window.session.project
    set_field(project, Programme, project.programme.id, "is_example", value=False)
    assert not window.example.isVisible()


def test_opening_the_open_file_again_brings_it_forward_and_leaves_it_writable(
    window: ProjectWindow, prompter: ReadyPrompter
) -> None:
    window.take_files([window.session.project.path])
    assert window.isVisible()
    assert not window.session.project.read_only
    assert not prompter.errors


def test_the_buttons_of_every_page_have_room_for_their_words_in_the_smallest_window(window: ProjectWindow) -> None:
    window.resize(980, 620)
    for entry in PAGES:
        window.show_page(entry.key)
        QApplication.processEvents()
        for action in window.page(entry.key).actions_offered():
            if button := window.findChild(QPushButton, action.key):
                assert button.width() >= button.sizeHint().width(), f"{entry.key}: {button.text()}"


def test_what_cannot_be_stored_is_asked_about_before_the_window_closes(
    window: ProjectWindow, prompter: ReadyPrompter, qtbot: QtBot
) -> None:
    measure = next(m for m in window.session.project.all(Measure) if m.code == "Å-10")
    window.session.go("plan", "measure", measure.id)
    start = next(f for f in window.page("plan").findChildren(QLineEdit, "start_date") if f.isVisible())
    start.setFocus()
    start.setText("20xx")
    window.close()
    assert window.isVisible()
    assert start.text() == "20xx"
    menu_actions(window, "Redigera")["undo"].trigger()
    assert start.text() == "2025-01-01"
    start.setFocus()
    start.setText("20xx")
    prompter.answers.append(True)
    window.close()
    assert not window.isVisible()


def test_what_waits_stands_in_red_beside_the_pages_and_follows_the_work(window: ProjectWindow) -> None:
    def badge(page: str) -> str:
        label = window.rail.badge(page)
        return label.text() if not label.isHidden() else ""

    assert (badge("follow_up"), badge("obstacles"), badge("meetings"), badge("plan")) == ("1", "2", "1", "")
    project: Project = window.session.project
    task = next(task for task in project.all(Task) if task.overdue_on(window.session.today()))
    set_field(project, Task, task.id, "state", TaskState.DONE)
    assert badge("meetings") == ""


def test_qts_own_words_are_swedish_too(window: ProjectWindow) -> None:
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Avbryt"
    assert QApplication.translate("QPlatformTheme", "Save") == "Spara"


def test_the_start_gives_no_button_of_the_rail_the_focus(window: ProjectWindow) -> None:
    assert window.focusWidget() is window.stack
    window.show_page("plan")
    assert not window.rail.isAncestorOf(window.focusWidget())


def test_a_new_measure_is_named_by_writing_over_its_first_name(window: ProjectWindow, qtbot: QtBot) -> None:
    window.show_page("plan")
    next(action for action in window.page("plan").actions_offered() if action.key == "new_measure").run()
    title = next(f for f in window.page("plan").findChildren(QPlainTextEdit, "title") if f.isVisible())
    qtbot.keyClicks(title, "Fler vuxna vid centrum")
    assert title.toPlainText() == "Fler vuxna vid centrum"


def test_the_eleventh_page_has_no_shortcut_that_another_has(
    window: ProjectWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = [replace(PAGES[0], key=f"page_{number}") for number in range(3)]
    monkeypatch.setattr("trygg_desktop.ui.window.PAGES", (*PAGES, *more))
    offered = [action for action in window.actions_offered() if action.key.startswith("go_")]
    shortcuts = [action.shortcut for action in offered if action.shortcut]
    assert len(offered) == len(PAGES) + 3
    assert len(shortcuts) == len(set(shortcuts)) == 10


def test_a_shortcut_of_the_page_does_what_its_button_does(window: ProjectWindow) -> None:
    window.show_page("plan")
    before = len(window.session.project.all(Measure))
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert len(window.session.project.all(Measure)) == before + 1
