"""The meetings page as a user has it: agenda by mouse and keyboard, registers, and the papers inside the window."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit
from pytestqt.qtbot import QtBot
from support.hands import field, go_to, write
from support.prompting import ReadyPrompter
from support.waiting import wait_until_idle

from trygg_desktop.domain.meetings import AgendaItem, Decision, IssuedPack, Meeting, Paper, Task
from trygg_desktop.domain.words import MeetingState, TaskState
from trygg_desktop.store.project import Project
from trygg_desktop.ui.pages.meetings import ALL, DECISIONS, MEETING, TASKS, MeetingsPage
from trygg_desktop.ui.widgets.lines import LineWidget
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.organise import lay_usual_organisation

OpenWindow = Callable[[Project], ProjectWindow]


@pytest.fixture
def page(window: ProjectWindow) -> MeetingsPage:
    return go_to(window, "meetings", MeetingsPage)


def titles(page: MeetingsPage) -> list[str]:
    return [row.title for row in page.agenda.table.rows_shown.rows]


def meeting_id(page: MeetingsPage, label: str) -> int:
    return next(line.id for line in page._meetings if line.label == label)


def test_the_next_meeting_is_shown_first_with_its_times_and_sum(page: MeetingsPage) -> None:
    assert page.agenda.heading.text() == "SG 2026-4 Tjänstemannastyrgrupp"
    assert page.agenda.length.text() == "95 av 120 minuter"
    assert not page.agenda.warning.isVisible()
    begins = [page.agenda._begins(row) for row in page.agenda.table.rows_shown.rows]
    assert begins[:4] == ["09.00", "09.10", "09.20", "09.40"]


def test_an_agenda_that_is_too_long_says_so_at_once(page: MeetingsPage) -> None:
    page.agenda.table.choose(page.agenda.table.rows_shown.rows[0].id)
    write(field(page.item_panel, "minutes"), "40")
    assert page.agenda.length.text() == "125 av 120 minuter"
    assert "5 minuter längre än mötet" in page.agenda.warning.text()
    assert page.agenda.warning.isVisible()


def test_items_are_moved_with_alt_and_an_arrow_and_stay_chosen(page: MeetingsPage) -> None:
    before = titles(page)
    table = page.agenda.table
    third = table.rows_shown.rows[2].id
    table.choose(third)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(page)[:3] == [before[0], before[2], before[1]]
    assert table.chosen_ids() == [third]
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titles(page) == before
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.chosen_ids() == [table.rows_shown.rows[3].id]


@pytest.mark.parametrize(
    ("row", "over", "half", "goal"),
    [(0, 3, 0.9, 3), (0, 3, 0.1, 2), (5, 1, 0.1, 1), (5, 1, 0.9, 2), (2, -1, 0, 6), (3, 3, 0.1, 3)],
)
def test_an_item_that_is_dragged_lands_where_it_is_dropped(
    page: MeetingsPage, row: int, over: int, half: float, goal: int
) -> None:
    table = page.agenda.table
    carried = table.rows_shown.mimeData([table.rows_shown.index(row, 0)])
    moved = table.rows_shown.rows[row].id
    y = table.rowViewportPosition(over) + table.rowHeight(over) * half if over >= 0 else table.viewport().height() + 90
    table.dropEvent(drop(carried, y))
    assert [line.id for line in table.rows_shown.rows].index(moved) == goal


def drop(carried: QMimeData, y: float) -> QDropEvent:
    none = Qt.KeyboardModifier.NoModifier
    return QDropEvent(QPointF(60, y), Qt.DropAction.MoveAction, carried, Qt.MouseButton.LeftButton, none)


def test_what_is_dragged_from_elsewhere_moves_nothing(page: MeetingsPage) -> None:
    before = titles(page)
    foreign = QMimeData()
    foreign.setText("SG 2026-4")
    page.agenda.table.dropEvent(drop(foreign, 40))
    foreign.setData("application/x-trygg-row", b"1 2")
    page.agenda.table.dropEvent(drop(foreign, 40))
    assert titles(page) == before


def test_items_are_added_from_the_keyboard_and_removed_with_delete_and_undo(page: MeetingsPage) -> None:
    write(field(page.agenda.add_line, "add_title"), "Övriga frågor")
    assert titles(page)[-1] == "Övriga frågor"
    table = page.agenda.table
    table.choose(table.rows_shown.rows[-1].id)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert "Övriga frågor" not in titles(page)
    assert not page.detail.isVisible()
    page.project.undo()
    assert titles(page)[-1] == "Övriga frågor"


def test_the_panel_follows_the_item_and_f2_goes_into_its_title(page: MeetingsPage) -> None:
    table = page.agenda.table
    table.choose(table.rows_shown.rows[3].id)
    assert page.item_panel.heading.text() == "Punkt 4"
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    assert QApplication.focusWidget() is field(page.item_panel, "title")
    write(field(page.item_panel, "title"), "Markåtkomst")
    assert titles(page)[3] == "Markåtkomst"


def test_notes_are_stored_when_the_field_is_left(page: MeetingsPage) -> None:
    item = page.agenda.table.rows_shown.rows[3].id
    page.agenda.table.choose(item)
    notes = page.item_panel.findChild(QPlainTextEdit, "notes")
    assert isinstance(notes, QPlainTextEdit)
    notes.setFocus()
    notes.insertPlainText("Avtalet är på väg.")
    page.agenda.table.choose(page.agenda.table.rows_shown.rows[4].id)
    assert page.project.get(AgendaItem, item).notes == "Avtalet är på väg."
    assert notes.toPlainText() == ""


def test_a_measure_is_linked_by_typing_a_part_of_its_name(page: MeetingsPage) -> None:
    item = page.agenda.table.rows_shown.rows[0].id
    page.agenda.table.choose(item)
    box = page.item_panel.findChild(QComboBox, "measure_id")
    assert isinstance(box, QComboBox)
    line = box.lineEdit()
    assert line is not None
    wanted = next(box.itemText(i) for i in range(box.count()) if box.itemText(i).startswith("Å-07"))
    box.setFocus()
    line.setText(wanted.upper())
    page.agenda.table.setFocus()
    assert page.project.get(AgendaItem, item).measure_id is not None
    box.setFocus()
    line.setText("finns inte")
    page.agenda.table.setFocus()
    assert not page.item_panel.links.is_sound


def test_a_decision_on_the_chosen_item_is_recorded_numbered_and_carried_out(page: MeetingsPage) -> None:
    page.agenda.table.choose(page.agenda.table.rows_shown.rows[3].id)
    write(field(page.agenda.decision_line, "add_text"), "Avtal om tillträde tecknas.")
    assert page.decision_panel.heading.text() == "Beslut SG 2026-4:1"
    decision = page.project.get(Decision, page.decision_panel.record_id)
    assert decision.measure_id is not None
    write(field(page.decision_panel, "due_date"), "2027-01-31")
    page.decision_panel.done.click()
    stored = page.project.get(Decision, decision.id)
    assert (stored.state, stored.done_on, stored.due_date) == (TaskState.DONE, date(2026, 11, 22), date(2027, 1, 31))
    assert page.decision_panel.state.text() == "● utförd"
    page.decision_panel.again.click()
    assert page.project.get(Decision, decision.id).done_on is None


def test_tasks_are_given_out_one_after_the_other(page: MeetingsPage) -> None:
    for text in ("Ta fram karta", "Kalla markägaren"):
        write(field(page.agenda.task_line, "add_text"), text)
    tasks = page.project.all(Task, "meeting_id = ?", (meeting_id(page, "SG 2026-4"),))
    assert [task.text for task in tasks] == ["Ta fram karta", "Kalla markägaren"]
    assert QApplication.focusWidget() is field(page.agenda.task_line, "add_text")


def test_what_is_open_from_earlier_meetings_stands_on_the_next(page: MeetingsPage) -> None:
    assert page._whole is not None
    assert {label for label, _ in page._whole.open_decisions} >= {"SG 2026-3:1", "SG 2026-3:2"}
    lines = page.agenda.carried.findChildren(LineWidget)
    assert len(lines) == len(page._whole.open_decisions) + len(page._whole.open_tasks)
    lines[0].follow()
    assert page.detail.currentWidget() is page.decision_panel


def test_a_meeting_is_called_with_its_number_and_usual_agenda(page: MeetingsPage, prompter: ReadyPrompter) -> None:
    page.start_meeting()
    page.new_meeting.add.click()
    assert prompter.errors == ["Ett möte behöver ett datum."]
    write(field(page.new_meeting, "on"), "2027-01-26")
    page.new_meeting.add.click()
    assert page.subtitle() == "SG 2027-1"
    assert titles(page)[0] == "Föregående anteckningar och öppna uppgifter"
    assert page.agenda.when.text().startswith("tisdag 26 januari 2027 · 09.00–11.00")


@pytest.mark.parametrize(("source", "count"), [("again", 7), ("empty", 0)])
def test_a_meeting_may_begin_with_the_last_agenda_or_none(page: MeetingsPage, source: str, count: int) -> None:
    page.start_meeting()
    page.new_meeting._keep("on", date(2027, 1, 26))
    page.new_meeting._keep("agenda", source)
    page.new_meeting.add.click()
    assert len(titles(page)) == count


def test_a_date_that_is_none_calls_no_meeting(page: MeetingsPage) -> None:
    page.start_meeting()
    field(page.new_meeting, "on").setText("26/1")
    count = len(page._meetings)
    page.new_meeting.add.click()
    assert len(page._meetings) == count


def test_day_place_and_state_are_changed_beside_the_agenda(page: MeetingsPage) -> None:
    page.agenda.wanted.emit("meeting", page._meeting_id)
    write(field(page.meeting_panel, "end"), "10.30")
    assert page.agenda.length.text() == "95 av 90 minuter"
    write(field(page.meeting_panel, "start"), "25:99")
    assert not page.meeting_panel.form.is_sound
    page.meeting_panel._store("state", MeetingState.SENT)
    assert page.agenda.note.text() == "utskickat"


def test_the_arrows_lead_through_the_meetings_of_the_body_only(page: MeetingsPage) -> None:
    seen = []
    for _ in range(5):
        seen.append(page.subtitle())
        page.steps[0].click()
    assert seen == ["SG 2026-4", "SG 2026-3", "SG 2026-2", "SG 2026-1", "SG 2026-1"]
    page.steps[1].click()
    assert page.subtitle() == "SG 2026-2"


def test_all_meetings_are_filtered_chosen_opened_and_removed(page: MeetingsPage) -> None:
    page.tabs.setCurrentIndex(ALL)
    page.list.filters.set(words="edsberg")
    assert [row.label for row in page.list.table.rows_shown.rows] == ["AG-E 2026-4"]
    page.list.filters.clear()
    page.list.filters.set(year=2026, state=MeetingState.ADJUSTED)
    assert {row.state for row in page.list.table.rows_shown.rows} == {MeetingState.ADJUSTED}
    page.list.filters.clear()
    table = page.list.table
    table.choose(meeting_id(page, "SG 2026-3"))
    place = table.visualRect(table.currentIndex()).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, place.y()))
    assert page.meeting_panel.heading.text() == "SG 2026-3"
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert "SG 2026-3" not in [row.label for row in table.rows_shown.rows]
    page.project.undo()
    table.choose(meeting_id(page, "SG 2026-2"))
    table.opened.emit(meeting_id(page, "SG 2026-2"))
    assert page.tabs.currentIndex() == MEETING
    assert page.subtitle() == "SG 2026-2"


def test_the_register_shows_open_decisions_until_more_is_asked_for(page: MeetingsPage) -> None:
    page.tabs.setCurrentIndex(DECISIONS)
    table = page.decisions.table
    open_ones = len(table.rows_shown.rows)
    assert all(row.state is TaskState.OPEN for row in table.rows_shown.rows)
    page.decisions.filters.set(state="overdue")
    assert [row.label for row in table.rows_shown.rows] == ["SG 2026-2:1", "SG 2026-3:2", "SG 2026-3:1"]
    page.decisions.filters.set(state="settled")
    assert all(row.state is not TaskState.OPEN for row in table.rows_shown.rows)
    page.decisions.filters.clear()
    assert table.rows_shown.total == len(page.project.all(Decision))
    page.decisions.filters.set(words="finns inte")
    assert page.decisions.nothing.text() == "Inget stämmer med filtret."
    page.decisions.filters.set(state="open")
    assert len(table.rows_shown.rows) == open_ones


def test_several_tasks_are_marked_at_once_and_undone_at_once(page: MeetingsPage) -> None:
    page.tabs.setCurrentIndex(TASKS)
    table = page.tasks.table
    table.selectAll()
    ids = table.chosen_ids()
    assert len(ids) > 1
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert {page.project.get(Task, row_id).state for row_id in ids} == {TaskState.DONE}
    page.project.undo()
    assert {page.project.get(Task, row_id).state for row_id in ids} == {TaskState.OPEN}


def test_a_register_line_opens_its_panel_and_leads_to_its_meeting(page: MeetingsPage) -> None:
    page.tabs.setCurrentIndex(DECISIONS)
    table = page.decisions.table
    table.selectRow(0)
    assert page.decision_panel.heading.text() == "Beslut SG 2026-2:1"
    assert page.decision_panel.state.text() == "■ försenad"
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)
    page.decision_panel.back.click()
    assert page.subtitle() == "SG 2026-2"


def test_a_removed_task_leaves_the_register_and_the_panel(page: MeetingsPage) -> None:
    page.tabs.setCurrentIndex(TASKS)
    table = page.tasks.table
    table.selectRow(0)
    gone = table.chosen_ids()[0]
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert page.project.all(Task, "id = ?", (gone,)) == []
    assert not page.detail.isVisible()


def test_papers_are_attached_opened_as_a_copy_renamed_and_removed(
    page: MeetingsPage, prompter: ReadyPrompter, tmp_path: Path
) -> None:
    item = page.agenda.table.rows_shown.rows[3].id
    page.agenda.table.choose(item)
    paper, wrong = tmp_path / "Karta.pdf", tmp_path / "brev.docx"
    paper.write_bytes(b"%PDF-1.7 karta")
    wrong.write_bytes(b"brev")
    prompter.answers = [[paper, wrong]]
    page.item_panel.attach()
    assert "brev.docx" in prompter.errors[0]
    stored = page.project.all(Paper, "item_id = ?", (item,))
    assert [p.title for p in stored] == ["Karta"]
    assert page.agenda.table.rows_shown.rows[3].papers == 1
    page.item_panel.open_paper(stored[0].id)
    assert prompter.opened[0].read_bytes() == b"%PDF-1.7 karta"
    assert prompter.opened[0] != paper
    prompter.answers = ["Karta över stråket"]
    page.item_panel._rename(stored[0])
    assert page.project.get(Paper, stored[0].id).title == "Karta över stråket"
    page.item_panel._remove(stored[0].id)
    assert page.project.all(Paper) == []


def test_without_a_body_no_meeting_can_be_called(open_window: OpenWindow, project: Project) -> None:
    page = go_to(open_window(project), "meetings", MeetingsPage)
    assert page.meeting_part.currentWidget() is page.empty
    page.start_meeting()
    prompter = page.session.prompter
    assert isinstance(prompter, ReadyPrompter)
    assert "Organisation" in prompter.told[0]
    lay_usual_organisation(page.project, page.loc)
    page.start_meeting()
    assert page.detail.currentWidget() is page.new_meeting


@pytest.mark.parametrize(
    ("table", "tab"), [("meeting", MEETING), ("agenda_item", MEETING), ("decision", DECISIONS), ("task", TASKS)]
)
def test_search_leads_to_the_row(window: ProjectWindow, table: str, tab: int) -> None:
    page = go_to(window, "meetings", MeetingsPage)
    window.session.go("meetings", table, 2)
    assert page.tabs.currentIndex() == tab
    assert page._chosen[1] == 2 or page._meeting_id == 2


def test_search_leads_to_the_item_of_a_paper(window: ProjectWindow, tmp_path: Path) -> None:
    page = go_to(window, "meetings", MeetingsPage)
    item = page.agenda.table.rows_shown.rows[4].id
    page.agenda.table.choose(item)
    path = tmp_path / "Bild.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    prompter = page.session.prompter
    assert isinstance(prompter, ReadyPrompter)
    prompter.answers = [[path]]
    page.item_panel.attach()
    page.tabs.setCurrentIndex(TASKS)
    window.session.go("meetings", "paper", page.project.all(Paper)[0].id)
    assert page.item_panel.item_id == item


def test_the_papers_are_built_from_the_overview_and_shown_inside_the_window(
    window: ProjectWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page = go_to(window, "meetings", MeetingsPage)
    window.session.go("meetings", "meeting", meeting_id(page, "SG 2026-4"), build=True)
    qtbot.waitUntil(lambda: page.over.currentWidget() is page.papers.preview, timeout=60_000)
    assert page.papers.preview.title.text() == "Möteshandlingar SG 2026-4"
    assert page.papers.preview.pages.count() > 8
    prompter = page.session.prompter
    assert isinstance(prompter, ReadyPrompter)
    assert not prompter.errors
    prompter.answers = [tmp_path / "Handlingar"]
    page.papers.preview.save_as()
    assert (tmp_path / "Handlingar.pdf").read_bytes().startswith(b"%PDF")
    page.papers.keep.click()
    assert page.papers.keep.text() == "Behållen som version 1"
    assert len(page.project.all(IssuedPack)) == 1
    QTest.keyClick(page.papers.preview.view, Qt.Key.Key_Escape)
    assert page.over.currentWidget() is not page.papers.preview


def test_building_can_be_cancelled_and_leaves_the_page_as_it_was(page: MeetingsPage, qtbot: QtBot) -> None:
    page.build()
    assert page.session.jobs.busy
    page.session.jobs.cancel_all()
    wait_until_idle(qtbot, page.session)
    assert page.over.currentWidget() is not page.papers.preview
    assert page.project.all(Meeting, "id = ?", (page._meeting_id,))
