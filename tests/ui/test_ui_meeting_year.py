"""The year of meetings and what is watched: the wheel, series, the calendar and the registers going out."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from support.hands import go_to, press
from support.prompting import ReadyPrompter
from support.waiting import wait_until_idle

from trygg_desktop.domain.meeting_year import MeetingSeries, WheelEntry
from trygg_desktop.domain.meetings import Meeting
from trygg_desktop.domain.words import ItemOutcome
from trygg_desktop.store.meeting_reading import read_agenda
from trygg_desktop.ui.pages.meetings import DECISIONS, MEETING, WATCHED, YEAR, MeetingsPage
from trygg_desktop.ui.widgets.lines import LineWidget
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.carrying import end_item


@pytest.fixture
def page(window: ProjectWindow) -> MeetingsPage:
    shown = go_to(window, "meetings", MeetingsPage)
    shown.tabs.setCurrentIndex(YEAR)
    return shown


def test_the_wheel_shows_what_comes_round_and_the_meetings_of_the_year(page: MeetingsPage) -> None:
    figure = page.year.figure.figure
    assert figure is not None and figure.title == "Årshjul 2026"
    assert "Gemensam årsanalys" in figure.summary
    assert "Ny lägesbild och åtgärdsplan" in figure.summary
    assert "Polisens lista" not in figure.summary, "it comes in odd years"
    assert "SG 2026-4" in figure.summary
    page.year._step(1)
    assert page.year.figure.figure is not None and "Polisens lista" in page.year.figure.figure.summary


def test_the_years_meetings_are_made_with_one_button_and_undone_as_one(page: MeetingsPage) -> None:
    page.year._step(1)
    before = len(page.project.all(Meeting))
    assert page.year.make.text() == "Lägg in 24 möten 2027"
    press(page.year.make)
    assert len(page.project.all(Meeting)) == before + 24
    assert page.year.make.text() == "Alla möten 2027 är inlagda"
    assert not page.year.make.isEnabled()
    page.project.undo()
    assert len(page.project.all(Meeting)) == before


def test_a_series_and_an_entry_are_added_by_keyboard_and_changed_beside(
    page: MeetingsPage, prompter: ReadyPrompter
) -> None:
    line = page.year.series_line
    line.choose("body_id", page.project.all(Meeting)[0].body_id)
    line._texts["first_on"].setText("i januari")
    QTest.keyClick(line._texts["first_on"], Qt.Key.Key_Return)
    assert "inget datum" in prompter.errors[-1]
    body = next(b for b in page.year._known.bodies.values() if b.code == "REF")  # type: ignore[union-attr]
    line.choose("body_id", body.id)
    line._texts["first_on"].setText("2026-12-03")
    QTest.keyClick(line._texts["first_on"], Qt.Key.Key_Return)
    [series] = page.project.all(MeetingSeries, "body_id = ?", (body.id,))
    assert page.series_panel.isVisible() and page.series_panel.record_id == series.id
    entry = page.year.entry_line
    entry._texts["title"].setText("Kunskapsdag")
    entry.choose("month", 11)
    QTest.keyClick(entry._texts["title"], Qt.Key.Key_Return)
    [made] = page.project.all(WheelEntry, "title = 'Kunskapsdag'")
    assert made.month == 11
    assert page.wheel_panel.isVisible()
    page.wheel_panel.remove()
    assert not page.wheel_panel.isVisible()


def test_a_meeting_in_the_wheel_opens_it(page: MeetingsPage) -> None:
    meeting = page.project.all(Meeting)[0]
    page.year.figure.wanted.emit("meeting", meeting.id)
    assert page.tabs.currentIndex() == MEETING
    assert page._meeting_id == meeting.id


def test_the_wheel_is_printed_on_one_page(page: MeetingsPage, qtbot: QtBot) -> None:
    press(page.year.printing)
    qtbot.waitUntil(lambda: page.papers.are_shown, timeout=60_000)
    wait_until_idle(qtbot, page.session)
    assert page.papers.preview.title.text() == "Årshjul 2026"
    assert page.papers.preview.pages.count() == 1
    page.papers.close()


def test_a_year_and_a_meeting_go_to_a_calendar_file(
    page: MeetingsPage, prompter: ReadyPrompter, tmp_path: Path
) -> None:
    path = tmp_path / "år.ics"
    prompter.answers = [path]
    press(page.year.calendar)
    assert path.read_bytes().count(b"BEGIN:VEVENT") == 6
    assert "6 möten i år.ics." in prompter.told[-1]
    page.choose("meeting", page._meeting_id)
    one = tmp_path / "ett.ics"
    prompter.answers = [one]
    page.meeting_panel._save_calendar()
    assert one.read_bytes().count(b"BEGIN:VEVENT") == 1
    page.meeting_panel._save_template()
    assert "börjar nu med" in prompter.told[-1]


def test_what_the_register_shows_goes_out_as_a_workbook(
    page: MeetingsPage, prompter: ReadyPrompter, tmp_path: Path
) -> None:
    page.tabs.setCurrentIndex(DECISIONS)
    shown = len(page.decisions.table.rows_shown.rows)
    path = tmp_path / "beslut.xlsx"
    prompter.answers = [path]
    press(page.decisions.export)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Beslut"]
    assert book["Beslut"].max_row == shown + 1


def test_what_is_put_off_is_watched_and_leads_to_its_item(page: MeetingsPage) -> None:
    page.tabs.setCurrentIndex(WATCHED)
    assert page.watched.nothing.isVisible()
    meeting = next(line.id for line in page._meetings if line.label == "SG 2026-3")
    end_item(page.project, read_agenda(page.project, meeting)[1].id, ItemOutcome.TABLED)
    [row] = page.watched.table.rows_shown.rows
    assert (row.waits_for, page.watched._state(row)) == ("SG 2026-4", "○ väntar")
    page.watched.chosen.emit(row.id)
    assert page.tabs.currentIndex() == MEETING
    assert page.item_panel.carried.isVisible()
    assert page.agenda.findChildren(LineWidget)
