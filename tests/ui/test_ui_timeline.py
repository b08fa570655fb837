"""The programme's timeline as a user has it: what is shown, zoom, milestones, print."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from support.prompting import ReadyPrompter

from trygg_desktop.domain.organisation import Milestone
from trygg_desktop.store.project import Project
from trygg_desktop.ui.pages.timeline import TimelinePage
from trygg_desktop.ui.window import ProjectWindow

OpenWindow = Callable[[Project], ProjectWindow]


def show(window: ProjectWindow) -> TimelinePage:
    window.show_page("timeline")
    QApplication.processEvents()
    page = window.page("timeline")
    assert isinstance(page, TimelinePage)
    return page


@pytest.fixture
def page(window: ProjectWindow) -> TimelinePage:
    return show(window)


def drawn(page: TimelinePage) -> list[str]:
    figure = page.view.figure
    assert figure is not None
    return [row[0] for row in figure.rows]


def add(page: TimelinePage, on: str, title: str) -> None:
    for name, text in (("on", on), ("title", title)):
        line = page.panel.add_line.findChild(QLineEdit, f"add_{name}")
        assert line is not None
        line.setText(text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_everything_dated_in_the_programme_stands_on_one_line_of_time(page: TimelinePage) -> None:
    rows = drawn(page)
    assert "Pilotkommun för EST" in rows
    assert "Edsbergs centrum: utsatt område" in rows
    assert "Malmparken: fredad" in rows
    assert any(row.startswith("SG 2026-3:1 ") for row in rows)
    assert "Å-10 Avhopparstöd" in rows
    assert page.span() == (date(2016, 1, 1), date(2031, 1, 1))


@pytest.mark.parametrize(
    ("part", "word"),
    [
        ("milestones", "Pilotkommun"),
        ("list", "Edsbergs centrum:"),
        ("places", "Malmparken"),
        ("decisions", "SG 2026"),
        ("measures", "Å-10"),
    ],
)
def test_each_part_can_be_left_out(page: TimelinePage, part: str, word: str) -> None:
    assert any(word in row for row in drawn(page))
    page.shown[part].click()
    assert not any(row.startswith(word) for row in drawn(page))


def test_zoom_shows_fewer_years_around_today_and_moves(page: TimelinePage) -> None:
    assert not page.back.isVisible()
    page.setFocus()
    page.zoom_by(1)
    assert page.span() == (date(2024, 1, 1), date(2029, 1, 1))
    page.zoom_by(2)
    assert page.span() == (date(2026, 1, 1), date(2027, 1, 1))
    assert "Malmparken: drogförsäljning" not in drawn(page)
    QTest.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert page.span()[0].year == 2025
    QTest.mouseClick(page.on, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.on, Qt.MouseButton.LeftButton)
    assert page.span()[0].year == 2027
    QTest.mouseClick(page.now, Qt.MouseButton.LeftButton)
    assert page.span()[0].year == 2026
    page.zoom_by(-9)
    assert page.zoom.currentText() == "Alla år"


def test_a_year_shows_its_quarters(page: TimelinePage) -> None:
    page.zoom_by(3)
    figure = page.view.figure
    assert figure is not None
    assert {"Kv 1", "Kv 2", "Kv 3"} <= {mark.text for mark in figure.marks if hasattr(mark, "text")}


def test_milestones_are_added_changed_and_removed(page: TimelinePage) -> None:
    page.start()
    add(page, "2030-06", "Båda områdena av listan")
    made = page.project.all(Milestone, "\"on\" = '2030-06'")[0]
    assert page.panel.table.chosen_ids() == [made.id]
    assert page.panel.unsourced.isVisible()
    line = page.panel.form.findChild(QLineEdit, "on")
    assert line is not None
    line.setFocus()
    line.selectAll()
    line.insert("2030-12")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.project.get(Milestone, made.id).on == "2030-12"
    assert "Båda områdena av listan" in drawn(page)
    page.panel.table.setFocus()
    QTest.keyClick(page.panel.table, Qt.Key.Key_Delete)
    assert page.project.all(Milestone, "id = ?", (made.id,)) == []


def test_a_milestone_without_a_date_is_refused(page: TimelinePage, prompter: ReadyPrompter) -> None:
    before = len(page.milestones)
    add(page, "snart", "Något")
    assert "”snart” är inget datum" in prompter.errors[0]
    assert len(page.milestones) == before


def test_a_milestone_in_the_figure_is_shown_in_the_list_and_a_bar_leads_to_its_page(
    window: ProjectWindow, page: TimelinePage
) -> None:
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert len(page.panel.table.chosen_ids()) == 1
    page.view.wanted.emit("measure", 3)
    assert window.session.settings.page == "plan"


def test_search_leads_to_a_milestone_within_the_time_shown(window: ProjectWindow, page: TimelinePage) -> None:
    page.zoom_by(2)
    old = page.milestones[0]
    window.session.go("timeline", "milestone", old.id)
    first, last = page.span()
    assert first.year <= int(old.on[:4]) < last.year
    assert page.panel.table.chosen_ids() == [old.id]


def test_the_timeline_is_shown_as_it_is_printed(qtbot: QtBot, page: TimelinePage) -> None:
    page.print_timeline()
    qtbot.waitUntil(lambda: page.over.is_previewing, timeout=30_000)
    pdf = page.over.pdf
    assert pdf is not None
    assert pdf.title.text() == "Tidslinje"
    assert pdf.note.text() == "Inga utsatta områden 2030, 2016–2030. Exempeldata"
    assert next(action.key for action in page.actions_offered()) == "new_milestone"
    pdf.closed.emit()
    assert not page.over.is_previewing


def test_a_change_elsewhere_is_shown(page: TimelinePage) -> None:
    with page.project.change("Prov") as step:
        step.add(Milestone(on="2029", title="Ny milstolpe här"))
    assert "Ny milstolpe här" in drawn(page)


def test_an_empty_programme_shows_this_year_and_what_a_milestone_is(open_window: OpenWindow, project: Project) -> None:
    page = show(open_window(project))
    assert page.span() == (date(2026, 1, 1), date(2027, 1, 1))
    assert page.panel.none.isVisible()
    assert page.sheet.currentWidget() is page.empty
    add(page, "2026-12-01", "Första mötet")
    assert not page.panel.none.isVisible()
    assert drawn(page) == ["Första mötet"]
