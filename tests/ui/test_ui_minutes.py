"""Notes in place: attendance, jäv, decisions as proposed, adjustment and corrections, by mouse and keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit
from pytestqt.qtbot import QtBot
from support.hands import go_to, press
from support.prompting import ReadyPrompter
from support.waiting import wait_until_idle

from trygg_desktop.domain.meetings import AgendaItem, Decision
from trygg_desktop.domain.words import AttendanceState, ItemOutcome
from trygg_desktop.store.meeting_cycle_reading import read_attendance, read_seal
from trygg_desktop.ui.pages.meetings import MeetingsPage
from trygg_desktop.ui.widgets.lines import LineWidget
from trygg_desktop.ui.window import ProjectWindow


@pytest.fixture
def page(window: ProjectWindow) -> MeetingsPage:
    """The meetings page at the steering group's meeting in August, with attendance and notes beside it."""
    shown = go_to(window, "meetings", MeetingsPage)
    shown._open_meeting(next(line.id for line in shown._meetings if line.label == "SG 2026-3"))
    shown.open_minutes()
    return shown


def test_attendance_is_taken_with_one_button_and_changed_in_place(page: MeetingsPage) -> None:
    panel = page.minutes_panel
    assert panel.isVisible()
    press(panel.take)
    rows = read_attendance(page.project, page._meeting_id)
    assert len(panel.seats.boxes) == len(rows) > 8
    box = panel.seats.boxes[rows[1].id]
    assert box.accessibleName() == rows[1].role
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert read_attendance(page.project, page._meeting_id)[1].state is AttendanceState.ABSENT


def test_every_item_gets_prepared_words_and_the_panel_counts_them(page: MeetingsPage) -> None:
    assert "0 av 3 punkter" in page.minutes_panel.state.text()
    press(page.minutes_panel.prepare)
    assert "3 av 3 punkter" in page.minutes_panel.state.text()
    page.choose("item", page._whole.items[0].id)  # type: ignore[union-attr]
    notes = page.item_panel.findChild(QPlainTextEdit, "notes")
    assert notes is not None and "informerade om" in notes.toPlainText()


def test_what_is_proposed_is_decided_with_one_button_and_how_an_item_ended_is_chosen(page: MeetingsPage) -> None:
    item = page._whole.items[1]  # type: ignore[union-attr]
    page.choose("item", item.id)
    proposal = page.item_panel.findChild(QPlainTextEdit, "proposal")
    assert proposal is not None
    proposal.setFocus()
    QTest.keyClicks(proposal, "Parterna delar kostnaden")
    page.item_panel.form.store_open_field()
    assert page.item_panel.decide.isVisible()
    press(page.item_panel.decide)
    assert [d.text for d in page.project.all(Decision, "item_id = ?", (item.id,))] == ["Parterna delar kostnaden"]
    assert not page.item_panel.decide.isVisible()
    outcome = page.item_panel.findChild(QComboBox, "outcome")
    assert outcome is not None
    outcome.setFocus()
    outcome.setCurrentIndex(outcome.findText("bordlagd"))
    outcome.activated.emit(outcome.currentIndex())
    assert page.project.get(AgendaItem, item.id).outcome is ItemOutcome.TABLED
    [taken_up] = page.project.all(AgendaItem, "carried_from_id = ?", (item.id,))
    assert taken_up.title == item.title


def test_jav_is_noted_with_its_reason_and_taken_back(page: MeetingsPage, prompter: ReadyPrompter) -> None:
    item = page._whole.items[0]  # type: ignore[union-attr]
    page.choose("item", item.id)
    prompter.answers = ["Ledamot i styrelsen"]
    box = page.item_panel.recusals.box
    box.setCurrentIndex(3)
    box.activated.emit(3)
    [recusal] = page._whole.recusals  # type: ignore[union-attr]
    assert recusal.reason == "Ledamot i styrelsen"
    page.item_panel.recusals.left_out.emit(recusal.seat_id)
    assert not page._whole.recusals  # type: ignore[union-attr]


def test_adjusted_notes_refuse_changes_plainly_and_show_corrections_beside(
    page: MeetingsPage, prompter: ReadyPrompter
) -> None:
    panel = page.minutes_panel
    press(panel.seal)
    assert prompter.errors == [], "the question was stepped back from"
    prompter.answers = ["Kommundirektör"]
    press(panel.seal)
    assert "närvaron" in prompter.errors[-1]
    press(panel.take)
    prompter.answers = ["Kommundirektör"]
    press(panel.seal)
    seal = read_seal(page.project, page._meeting_id)
    assert seal is not None and seal.sealed_on == date(2026, 11, 22)
    assert panel.state.text() == "● Justerade 22 november 2026 av Kommundirektör."
    assert not panel.seal.isVisible()
    item = page._whole.items[0]  # type: ignore[union-attr]
    page.choose("item", item.id)
    notes = page.item_panel.findChild(QPlainTextEdit, "notes")
    assert notes is not None
    notes.setFocus()
    QTest.keyClicks(notes, "Efteråt")
    page.item_panel.form.store_open_field()
    assert "stängda" in page.item_panel.form._fields["notes"].complaint.text()
    assert page.project.get(AgendaItem, item.id).notes == ""
    page.open_minutes()
    prompter.answers = [item.id, "Rätt dag är den 12 mars.", "Skrivfel"]
    press(panel.correct)
    texts = [panel._corrections.itemAt(n).widget().text() for n in range(panel._corrections.count())]  # type: ignore[union-attr]
    assert texts == ["2026-11-22, Punkt 1: Rätt dag är den 12 mars.", "Skäl: Skrivfel"]


def test_the_notes_are_shown_as_they_come_out_on_paper(page: MeetingsPage, qtbot: QtBot) -> None:
    press(page.minutes_panel.paper)
    qtbot.waitUntil(lambda: page.papers.are_shown, timeout=60_000)
    wait_until_idle(qtbot, page.session)
    assert page.papers.preview.title.text() == "Minnesanteckningar SG 2026-3"
    assert page.papers.preview.note.text() == "utkast"
    assert not page.papers.keep.isVisible()
    page.papers.close()
    assert page.agenda.findChildren(LineWidget)
