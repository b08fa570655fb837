"""Returned workbooks in the window: read in the worker, shown as old → new, taken in as one step."""

import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from support.jobs_to_run import fail_share
from support.prompting import ReadyPrompter
from support.template_books import fill
from support.waiting import wait_until_idle

from trygg_desktop.domain.follow_up import FollowUp, ImportBatch
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.returns import Problem
from trygg_desktop.domain.words import PeriodState
from trygg_desktop.jobs import Limits, SharedWork
from trygg_desktop.messages import Message
from trygg_desktop.store.follow_up_reading import find_answer
from trygg_desktop.ui.pages.follow_up import FollowUpPage
from trygg_desktop.ui.pages.follow_up_preview import PreviewPanel
from trygg_desktop.ui.pages.follow_up_watch import group_problems
from trygg_desktop.ui.widgets.lines import LineWidget
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.follow_up import enter_answer, set_period_state

LIGHTING = (1, 5, 6)


@pytest.fixture
def own_table(tmp_path: Path) -> Path:
    """A department's own table: one measure by its code, one that the plan does not have."""
    path = tmp_path / "Socialkontoret T2 2026.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Läget"
    for row in (
        ("Nr", "Åtgärd", "Status", "Andel klart", "Kommentar"),
        ("Å-08", "SSPF-struktur mot nyrekrytering", "Pågår", "65 %", "Tre <b>grupper</b> & en till"),
        ("", "Helt annat arbete i annan regi", "Pågår", "10 %", ""),
    ):
        sheet.append(row)
    book.save(path)
    return path


def read(page: FollowUpPage, paths: list[Path], qtbot: QtBot) -> PreviewPanel:
    page.read_files(paths)
    qtbot.waitUntil(lambda: not page.session.jobs.busy and page.stack.currentWidget() is page.preview, timeout=60_000)
    return page.preview


def head_button(window: ProjectWindow, key: str) -> QPushButton:
    QApplication.processEvents()
    (button,) = [b for b in window.findChildren(QPushButton, key) if b.isVisible()]
    return button


@pytest.fixture
def answered(template: Path) -> Path:
    return fill(
        template,
        {"Å-01": {"status": "försenad", "assessment": "röd", "progress": 40, "comment": "Schakt påbörjad"}},
    )


def test_files_dropped_on_the_window_are_previewed_and_nothing_is_stored(
    window: ProjectWindow, page: FollowUpPage, answered: Path, qtbot: QtBot
) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(answered))])
    steps = len(page.project.history())
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        dropped,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.show_page("overview")
    window.dropEvent(event)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.preview, timeout=60_000)
    wait_until_idle(qtbot, page.session)
    assert len(page.project.history()) == steps
    assert head_button(window, "accept_returns").text() == "Läs in 1 rad"
    assert page.subtitle() == "4 av 4 svar valda, inget sparat än"
    assert page.preview.books.item(0).text().startswith("●")


def test_each_answer_stands_as_old_and_new_with_its_cell(page: FollowUpPage, answered: Path, qtbot: QtBot) -> None:
    preview = read(page, [answered], qtbot)
    place = next(n for n, row in enumerate(preview.rows.lines.rows) if getattr(row, "code", "") == "Å-01")
    preview.rows.selectRow(place)
    fields = preview.detail.fields
    cells = [[fields.item(line, column) for column in range(4)] for line in range(fields.rowCount())]
    text = " ".join(item.text() for line in cells for item in line if item)
    assert "försenad" in text
    assert "Schakt påbörjad" in text
    assert "Kommentar" in text
    lines = preview.rows.lines
    said = {lines.kind(n): lines.index(place, n).data() for n in range(lines.columnCount())}
    assert said["assessment"] == "■ röd"
    assert said["match"] == "mallens rad"


def test_accepting_is_one_step_that_ctrl_z_undoes_whole(
    window: ProjectWindow, page: FollowUpPage, prompter: ReadyPrompter, answered: Path, qtbot: QtBot
) -> None:
    read(page, [answered], qtbot)
    QTest.mouseClick(head_button(window, "accept_returns"), Qt.MouseButton.LeftButton)
    wait_until_idle(qtbot, page.session)
    answer = find_answer(page.project, LIGHTING)
    assert answer is not None
    assert (answer.progress, answer.comment) == (40, "Schakt påbörjad")
    assert page.stack.currentWidget() is page.tabs
    assert "nya: 1, ändrade: 0" in prompter.told[0]
    page.answer.show_answer(LIGHTING)
    page.answer.tabs.setCurrentIndex(1)
    window._undo()
    assert find_answer(page.project, LIGHTING) is None
    assert not page.project.all(ImportBatch)


def test_the_origin_of_each_value_is_told_and_its_workbook_given_back(
    page: FollowUpPage, prompter: ReadyPrompter, answered: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    read(page, [answered], qtbot)
    page.preview.accept()
    wait_until_idle(qtbot, page.session)
    page.answer.show_answer(LIGHTING)
    page.answer.tabs.setCurrentIndex(1)
    side = page.answer.tabs.currentWidget()
    texts = " ".join(label.text() for label in side.findChildren(type(page.answer.about)))
    assert answered.name in texts
    assert "Blad Uppföljning, rad 5" in texts
    assert "SHA-256" in texts
    (save,) = [button for button in side.findChildren(QPushButton) if button.text().startswith("Spara en kopia")]
    prompter.answers = [tmp_path / "kopia.xlsx"]
    save.click()
    assert (tmp_path / "kopia.xlsx").read_bytes() == answered.read_bytes()
    page.tabs.setCurrentIndex(0)
    page.desk.table.choose(6)
    texts = " ".join(label.text() for label in page.desk_detail.findChildren(type(page.answer.about)))
    assert answered.name in texts


def test_the_same_file_twice_says_that_nothing_has_changed(
    window: ProjectWindow, page: FollowUpPage, answered: Path, qtbot: QtBot
) -> None:
    read(page, [answered], qtbot)
    page.preview.accept()
    wait_until_idle(qtbot, page.session)
    steps = len(page.project.history())
    preview = read(page, [answered], qtbot)
    assert "inget har ändrats" in preview._middle.note.text()
    assert "inläst tidigare" in preview._middle.note.text()
    assert preview.books.item(0).text().startswith("○")
    assert not head_button(window, "accept_returns").isEnabled()
    preview.leave()
    assert len(page.project.history()) == steps


def test_a_row_that_is_unticked_stays_out(
    window: ProjectWindow, page: FollowUpPage, template: Path, qtbot: QtBot
) -> None:
    fill(template, {"Å-01": {"status": "pågår"}, "Å-06": {"status": "genomförd"}})
    preview = read(page, [template], qtbot)
    assert len(preview.chosen.rows) == 2
    place = next(n for n, row in enumerate(preview.rows.lines.rows) if getattr(row, "code", "") == "Å-01")
    index = preview.rows.lines.index(place, 0)
    assert index.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
    preview.rows.selectRow(place)
    preview.rows.setFocus()
    QTest.keyClick(preview.rows, Qt.Key.Key_Space)
    assert preview.line.all_rows.checkState() is Qt.CheckState.PartiallyChecked
    assert head_button(window, "accept_returns").text() == "Läs in 1 rad"
    preview.accept()
    wait_until_idle(qtbot, page.session)
    stored = {answer.measure_id for answer in page.project.all(FollowUp, "period_id = 5")}
    assert stored == {6}


def test_all_rows_are_ticked_and_unticked_at_once(page: FollowUpPage, template: Path, qtbot: QtBot) -> None:
    fill(template, {"Å-01": {"status": "pågår"}, "Å-06": {"status": "genomförd"}})
    preview = read(page, [template], qtbot)
    preview.line.all_rows.click()
    assert not preview.chosen.rows
    preview.line.all_rows.click()
    assert len(preview.chosen.rows) == 2
    place = next(n for n, row in enumerate(preview.rows.lines.rows) if row.can_be_taken)
    preview.rows.lines.setData(
        preview.rows.lines.index(place, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
    )
    assert len(preview.chosen.rows) == 1


def test_a_row_without_a_measure_is_linked_by_hand_or_skipped(
    page: FollowUpPage, prompter: ReadyPrompter, own_table: Path, qtbot: QtBot
) -> None:
    preview = read(page, [own_table], qtbot)
    shown = preview.shown
    assert shown is not None
    (unmatched,) = shown.unmatched
    assert preview.books.item(0).text().startswith("▲")
    buttons = {button.text(): button for button in preview.detail.area.findChildren(QPushButton)}
    prompter.answers = [10]
    buttons["Koppla till åtgärd …"].click()
    wait_until_idle(qtbot, page.session)
    assert preview.shown is not None
    assert not preview.shown.unmatched
    linked = next(row for row in preview.shown.rows if row.row == unmatched.row)
    assert linked.measure is not None
    assert linked.measure.id == 10
    assert linked.key in preview.chosen.rows
    prompter.answers = [9]
    preview.choose_row(linked.sheet, linked.row)
    preview.detail.other.click()
    wait_until_idle(qtbot, page.session)
    assert [row.measure.id for row in preview.shown.rows if row.row == unmatched.row and row.measure] == [9]


def test_a_skipped_row_is_gone_from_the_preview(page: FollowUpPage, own_table: Path, qtbot: QtBot) -> None:
    preview = read(page, [own_table], qtbot)
    (skip,) = [b for b in preview.detail.area.findChildren(QPushButton) if b.text() == "Hoppa över"]
    skip.click()
    wait_until_idle(qtbot, page.session)
    assert preview.shown is not None
    assert not preview.shown.unmatched
    assert len(preview.shown.rows) == 1


def test_a_book_that_names_no_period_is_taken_for_the_shown_one_and_can_be_told_otherwise(
    page: FollowUpPage, own_table: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    nameless = tmp_path / "svar.xlsx"
    shutil.copy(own_table, nameless)
    preview = read(page, [nameless], qtbot)
    assert preview.books.item(0).text().startswith("▲")
    assert preview.line.period.currentData() == "2026-T2"
    preview.line.period.setCurrentIndex(preview.line.period.findData("2026-T1"))
    preview.line.period.activated.emit(preview.line.period.currentIndex())
    wait_until_idle(qtbot, page.session)
    preview.line.party.setCurrentIndex(preview.line.party.findData("SOC"))
    preview.line.party.activated.emit(preview.line.party.currentIndex())
    wait_until_idle(qtbot, page.session)
    preview.accept()
    wait_until_idle(qtbot, page.session)
    answer = find_answer(page.project, (8, 4, 3))
    assert answer is not None
    assert answer.comment == "Tre <b>grupper</b> & en till"
    assert find_answer(page.project, (8, 5, 3)) is None


def test_an_error_stands_before_a_warning_and_leads_to_its_row(
    page: FollowUpPage, template: Path, qtbot: QtBot
) -> None:
    fill(template, {"Å-01": {"status": "kanske", "progress": "3/4"}, "Å-06": {"status": "pågår"}})
    preview = read(page, [template], qtbot)
    assert "2 fel" in preview.watch.note.text()
    assert preview.books.item(0).text().startswith("■")
    lines = preview.watch.findChildren(LineWidget)
    assert all("5" in line.accessibleName() for line in lines[:2]), "Excel's own names of the cells"
    QTest.mouseClick(lines[0], Qt.MouseButton.LeftButton)
    chosen = preview.rows.lines.rows[preview.rows.currentIndex().row()]
    assert (chosen.sheet, chosen.row) == ("Uppföljning", 5)


def test_a_file_that_is_no_workbook_is_refused_by_name_beside_one_that_is(
    page: FollowUpPage, answered: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "sida.xls").write_bytes(b"<html><table><tr><td>Status</td></tr></table></html>")
    preview = read(page, [tmp_path / "sida.xls", answered], qtbot)
    assert preview.books.count() == 2
    preview.books.setCurrentRow(0)
    assert "sida.xls" in preview._refused.text()
    assert preview._refused.isVisibleTo(preview)
    preview.books.setCurrentRow(1)
    assert not preview._refused.isVisibleTo(preview)
    assert len(preview.chosen.rows) == 1


def test_a_worker_that_is_stopped_reads_each_book_by_itself(
    page: FollowUpPage, answered: Path, own_table: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limits in ("LIMITS", "LIMITS_OF_ONE"):
        monkeypatch.setattr(f"trygg_desktop.workflows.collect.{limits}", Limits(seconds=0.001))
    page.read_files([answered, own_table])
    qtbot.waitUntil(lambda: page.preview.books.count() == 2 and not page.session.jobs.busy, timeout=60_000)
    assert all(preview.refused is not None for preview in page.preview.previews)


def test_a_worker_that_fails_reads_each_book_by_itself_and_keeps_a_report(
    page: FollowUpPage,
    answered: Path,
    own_table: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr("trygg_desktop.exchange.reading.SHARED_READING", SharedWork(fail_share, list))
    monkeypatch.setattr("trygg_desktop.paths.settings_folder", lambda: tmp_path / "mine")
    page.read_files([answered, own_table])
    qtbot.waitUntil(lambda: page.preview.books.count() == 2 and not page.session.jobs.busy, timeout=60_000)
    assert all(preview.refused is None for preview in page.preview.previews)
    assert "ZeroDivisionError" in next((tmp_path / "mine" / "crashes").iterdir()).read_text()


def test_cancel_while_reading_leaves_everything_as_it_was(page: FollowUpPage, answered: Path) -> None:
    page.read_files([answered])
    assert page.session.jobs.busy
    page.session.jobs.cancel_all()
    assert page.stack.currentWidget() is page.tabs
    assert not page.preview.previews


def test_leaving_the_preview_forgets_it(
    window: ProjectWindow, page: FollowUpPage, answered: Path, qtbot: QtBot
) -> None:
    read(page, [answered], qtbot)
    QTest.mouseClick(head_button(window, "leave_preview"), Qt.MouseButton.LeftButton)
    assert page.stack.currentWidget() is page.tabs
    assert not page.project.all(FollowUp, "period_id = 5")
    assert head_button(window, "read_returns").isVisible()


def test_more_files_join_those_that_are_previewed(
    page: FollowUpPage, answered: Path, own_table: Path, qtbot: QtBot
) -> None:
    read(page, [answered], qtbot)
    preview = read(page, [own_table], qtbot)
    assert preview.books.count() == 2
    preview = read(page, [own_table], qtbot)
    assert preview.books.count() == 2


def test_an_answer_changed_meanwhile_stops_the_reading_and_is_shown_anew(
    page: FollowUpPage, prompter: ReadyPrompter, answered: Path, qtbot: QtBot
) -> None:
    preview = read(page, [answered], qtbot)
    enter_answer(page.project, LIGHTING, "comment", "Ändrat under tiden", today=page.session.today())
    preview.accept()
    wait_until_idle(qtbot, page.session)
    assert len(prompter.errors) == 1
    assert page.stack.currentWidget() is preview
    preview.accept()
    wait_until_idle(qtbot, page.session)
    answer = find_answer(page.project, LIGHTING)
    assert answer is not None
    assert answer.comment == "Schakt påbörjad"


def test_a_closed_period_takes_nothing_in(page: FollowUpPage, answered: Path, qtbot: QtBot) -> None:
    set_period_state(page.project, page.project.all(Period, "code = '2026-T2'")[0].id, PeriodState.CLOSED)
    preview = read(page, [answered], qtbot)
    assert not preview.chosen.rows


def test_choosing_files_reads_them(page: FollowUpPage, prompter: ReadyPrompter, answered: Path, qtbot: QtBot) -> None:
    page.choose_files()
    assert not page.session.jobs.busy
    prompter.answers = [[answered]]
    page.choose_files()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.preview, timeout=60_000)
    wait_until_idle(qtbot, page.session)


def test_a_folder_and_an_archive_are_read_and_what_was_passed_over_is_named(
    window: ProjectWindow, page: FollowUpPage, answered: Path, own_table: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "returer"
    folder.mkdir()
    shutil.copy(own_table, folder)
    (folder / "brev.pdf").write_bytes(b"%PDF-1.7")
    with zipfile.ZipFile(tmp_path / "svar.zip", "w") as archive:
        archive.write(answered, answered.name)
    window.take_files([folder, tmp_path / "svar.zip"])
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.preview, timeout=60_000)
    wait_until_idle(qtbot, page.session)
    names = [page.preview.books.item(n).toolTip() for n in range(page.preview.books.count())]
    assert names == [own_table.name, answered.name]
    passed = [line.accessibleName() for line in page.preview.passed_over.findChildren(LineWidget)]
    assert passed == ["brev.pdf. Det är en PDF, ingen arbetsbok."]


def test_nothing_to_read_is_said_and_leaves_the_page_as_it_was(
    page: FollowUpPage, prompter: ReadyPrompter, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "tom").mkdir()
    (tmp_path / "tom" / "brev.pdf").write_bytes(b"%PDF-1.7")
    prompter.answers = [tmp_path / "tom"]
    page.choose_folder()
    qtbot.waitUntil(lambda: bool(prompter.errors), timeout=60_000)
    assert prompter.errors == ["Det finns inget att läsa. brev.pdf: Det är en PDF, ingen arbetsbok."]
    assert page.stack.currentWidget() is page.tabs


def test_equal_problems_are_told_once_with_all_their_cells() -> None:
    same = [Problem(severity="warning", message=Message("same"), cell=cell) for cell in ("E5", "E6")]
    error = Problem(severity="error", message=Message("wrong"), cell="F5")
    groups = group_problems([*same, error], str)
    assert [(severity, text, len(found)) for severity, text, found in groups] == [
        ("error", "wrong", 1),
        ("warning", "same", 2),
    ]


def test_a_narrow_preview_keeps_measure_and_answers_in_sight(
    window: ProjectWindow, page: FollowUpPage, answered: Path, qtbot: QtBot
) -> None:
    window.resize(980, 620)
    preview = read(page, [answered], qtbot)
    QApplication.processEvents()
    lines, table = preview.rows.lines, preview.rows
    shown = {lines.kind(n) for n in range(lines.columnCount()) if not table.isColumnHidden(n)}
    assert {"name", "status", "assessment", "progress"} <= shown
    assert table.columnWidth(0) >= 150
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert preview.watch.mapTo(preview, preview.watch.rect().topLeft()).x() == 0, "below the workbooks"
    window.resize(1366, 768)
    QApplication.processEvents()
    assert preview.watch.mapTo(preview, preview.watch.rect().topLeft()).x() > preview.width() // 2
