"""The follow-up page: the board, the matrix, an answer by hand, the periods, the templates."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from support.prompting import ReadyPrompter

from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.words import Assessment, PeriodState
from trygg_desktop.store.follow_up_reading import find_answer
from trygg_desktop.store.project import Project
from trygg_desktop.ui.pages.follow_up import FollowUpPage
from trygg_desktop.ui.pages.follow_up_matrix import MatrixModel
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.follow_up import enter_answer

RED = (1, 5, 6)
SILENT = (11, 5, 5)


@pytest.fixture
def page(window: ProjectWindow) -> FollowUpPage:
    window.show_page("follow_up")
    QApplication.processEvents()
    found = window.page("follow_up")
    assert isinstance(found, FollowUpPage)
    return found


def column_texts(model: MatrixModel, column: int) -> list[str]:
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def word_at(page: FollowUpPage, place: tuple[int, int, int]) -> str:
    return str(page.matrix.cells.index_of(place).data())


def test_the_board_names_who_has_not_reported_and_how_late_it_is(page: FollowUpPage) -> None:
    assert page.desk.heading.text() == "9 av 10 lagdelar har rapporterat alla sina åtgärder"
    assert page.desk.due.text() == "sista dag 15 september 2026, för 68 dagar sedan"
    columns = {column.key: column for column in page.desk.table.rows_shown.columns}
    (late,) = [row for row in page.desk.table.rows_shown.rows if row.report.missing]
    assert columns["state"].text(late) == "✕ försenad"
    assert columns["late"].text(late) == "68"
    assert page.desk.table.chosen_ids() == [late.id], "the silent party is shown first"
    assert page.desk_detail.heading.text() == "Kompetens- och arbetsmarknad"


def test_every_cell_says_its_state_in_a_word_with_a_sign(page: FollowUpPage) -> None:
    assert word_at(page, RED) == "■ röd"
    assert word_at(page, SILENT) == "✕ saknas"
    assert word_at(page, (10, 4, 3)) in ("▲ gul", "● grön")
    model = page.matrix.cells
    assert model.headerData(len(model.periods), Qt.Orientation.Horizontal) == "T2 2026"


def test_a_cell_leads_to_the_whole_answer(page: FollowUpPage) -> None:
    page.tabs.setCurrentIndex(1)
    index = page.matrix.cells.index_of(RED)
    page.matrix.scrollTo(index)
    QTest.mouseClick(
        page.matrix.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        page.matrix.visualRect(index).center(),
    )
    panel = page.answer
    assert panel.place == RED
    assert panel.heading.text().startswith("Å-01 ")
    comment = panel.form.findChild(QPlainTextEdit, "comment")
    assert comment is not None
    assert "Schakt" in comment.toPlainText()
    assert panel.who.currentText() == "Natur och teknik, ansvarig"


def test_an_answer_is_entered_by_hand_and_the_matrix_follows(page: FollowUpPage, window: ProjectWindow) -> None:
    page.open_cell(11, 5)
    assessment = page.answer.form.findChild(QComboBox, "assessment")
    progress = page.answer.form.findChild(QLineEdit, "progress")
    assert assessment is not None
    assert progress is not None
    assessment.setCurrentIndex(assessment.findText("gul"))
    assessment.activated.emit(assessment.currentIndex())
    progress.setFocus()
    QTest.keyClicks(progress, "35")
    QTest.keyClick(progress, Qt.Key.Key_Return)
    answer = find_answer(page.project, SILENT)
    assert answer is not None
    assert (answer.assessment, answer.progress) == (Assessment.YELLOW, 35)
    assert word_at(page, SILENT) == "▲ gul"
    assert page.desk.heading.text().startswith("10 av 10")
    window._undo()
    window._undo()
    assert word_at(page, SILENT) == "✕ saknas"


def test_a_number_out_of_range_is_refused_in_its_field(page: FollowUpPage) -> None:
    page.open_cell(11, 5)
    progress = page.answer.form.findChild(QLineEdit, "progress")
    assert progress is not None
    progress.setFocus()
    QTest.keyClicks(progress, "350")
    QTest.keyClick(progress, Qt.Key.Key_Return)
    assert find_answer(page.project, SILENT) is None
    assert progress.text() == "350"
    assert progress.property("invalid")


def test_a_partner_enters_its_own_part(page: FollowUpPage) -> None:
    page.matrix.choose(RED)
    page.answer.show_answer(RED)
    partners = [page.answer.who.itemText(n) for n in range(page.answer.who.count())]
    assert partners[0].endswith("ansvarig")
    assert all(text.endswith("deltar") for text in partners[1:])
    page.answer.who.setCurrentIndex(1)
    page.answer.who.activated.emit(1)
    place = page.answer.place
    assert place is not None
    assert place[2] != RED[2]
    enter_answer(page.project, place, "comment", "Vår del", today=page.session.today())
    comment = page.answer.form.findChild(QPlainTextEdit, "comment")
    assert comment is not None
    assert comment.toPlainText() == "Vår del"


def test_the_filters_show_what_is_missing_and_what_deviates(page: FollowUpPage) -> None:
    model = page.matrix.cells
    everything = model.row_count
    page.show_only.setCurrentIndex(page.show_only.findData("missing"))
    assert [text for text in column_texts(model, 0) if text.startswith("Å-")] == [
        "Å-11 Feriejobb och arbetsspår för unga"
    ]
    page.show_only.setCurrentIndex(page.show_only.findData("deviating"))
    assert {text for text in column_texts(model, len(model.periods)) if " av " not in text} <= {"■ röd", "▲ gul"}
    page.show_only.setCurrentIndex(page.show_only.findData("partners"))
    assert model.row_count > everything
    assert any("(deltar)" in text for text in column_texts(model, 0))
    page.show_only.setCurrentIndex(page.show_only.findData("all"))
    page.party.setCurrentIndex(page.party.findData(3))
    assert column_texts(model, 0)[0] == "Socialkontoret"
    assert model.row_count == 2
    page.party.setCurrentIndex(0)
    QTest.keyClicks(page.words, "belysning")
    assert model.row_count == 1


def test_links_from_other_pages_land_on_the_party_the_answer_and_the_period(
    page: FollowUpPage, window: ProjectWindow
) -> None:
    window.session.go("follow_up", party_id=5)
    assert page.party.currentData() == 5
    assert page.answer.place == SILENT
    answer = find_answer(page.project, RED)
    assert answer is not None
    window.session.go("follow_up", "follow_up", answer.id)
    assert page.answer.place == RED
    window.session.go("follow_up", "period", 5)
    assert page.tabs.currentWidget() is page.period_list
    assert page.period_list.table.chosen_ids() == [5]
    window.session.go("follow_up", "import_batch", 1)
    assert page.tabs.currentIndex() == 0
    window.session.go("follow_up", "follow_up", 9999)


def test_an_older_answer_is_shown_with_its_own_period(page: FollowUpPage, window: ProjectWindow) -> None:
    newer = find_answer(page.project, RED)
    assert newer is not None
    window.session.choose_period(page.project.get(Period, 2))
    window.session.go("follow_up", "follow_up", newer.id)
    assert window.session.period is not None
    assert window.session.period.code == "2026-T2"
    assert page.answer.place == RED


def test_earlier_answers_and_missing_origins_are_told(page: FollowUpPage) -> None:
    page.answer.show_answer(RED)
    page.answer.tabs.setCurrentIndex(2)
    texts = [label.text() for label in page.answer.tabs.currentWidget().findChildren(type(page.answer.about))]
    assert "tertial 1 2026" in texts
    page.answer.tabs.setCurrentIndex(1)
    texts = [label.text() for label in page.answer.tabs.currentWidget().findChildren(type(page.answer.about))]
    assert "Inget värde är läst ur en arbetsbok." in texts


def test_the_answer_leads_to_its_measure_and_its_history(page: FollowUpPage, window: ProjectWindow) -> None:
    page.answer.show_answer(RED)
    wanted: list[object] = []
    window.session.wanted.connect(wanted.append)
    page.answer.to_measure.click()
    page.answer.to_history.click()
    assert (wanted[0].page, wanted[0].row_id) == ("plan", 1)  # type: ignore[attr-defined]
    assert wanted[1].filters["record"][0] == "follow_up"  # type: ignore[attr-defined]


def test_an_answer_is_removed_with_its_button(page: FollowUpPage) -> None:
    page.tabs.setCurrentIndex(1)
    page.answer.show_answer(RED)
    page.answer.remove.click()
    assert find_answer(page.project, RED) is None
    assert word_at(page, RED) == "✕ saknas"


def test_a_closed_period_cannot_be_answered(page: FollowUpPage) -> None:
    page.tabs.setCurrentIndex(2)
    page.period_list.table.choose(5)
    page.period_list.toggle_state()
    assert page.project.get(Period, 5).state is PeriodState.CLOSED
    page.answer.show_answer(RED)
    assert not page.answer.form.isEnabled()
    assert "stängd" in page.answer.about.text()
    page.period_list.toggle_state()
    page.answer.show_answer(RED)
    assert page.answer.form.isEnabled()


def test_a_period_is_added_as_people_write_it_and_its_last_day_moved(
    page: FollowUpPage, prompter: ReadyPrompter
) -> None:
    page.tabs.setCurrentIndex(2)
    field = page.period_list.add_line.findChild(QLineEdit, "add_period")
    assert field is not None
    QTest.keyClicks(field, "T1 2027")
    QTest.keyClick(field, Qt.Key.Key_Return)
    (made,) = page.project.all(Period, "code = '2027-T1'")
    table = page.period_list.table
    assert table.rows_shown.rows[0].id == made.id
    table.rows_shown.setData(table.rows_shown.index(0, 2), "2027-05-20")
    assert page.project.get(Period, made.id).due_date.isoformat() == "2027-05-20"
    table.rows_shown.setData(table.rows_shown.index(0, 2), "i maj")
    assert "i maj" in prompter.errors[0]
    QTest.keyClicks(field, "2027-T9")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert len(prompter.errors) == 2
    table.choose(made.id)
    page.period_list._remove()
    assert not page.project.all(Period, "code = '2027-T1'")


def test_a_narrow_matrix_shows_the_latest_periods_only(page: FollowUpPage) -> None:
    matrix = page.matrix
    page.tabs.setCurrentIndex(1)
    matrix.resize(420, 400)
    shown = [not matrix.isColumnHidden(n) for n in range(1, len(matrix.cells.periods) + 1)]
    assert shown[-1]
    assert not shown[0]
    matrix.resize(1200, 400)
    assert not any(matrix.isColumnHidden(n) for n in range(1, len(matrix.cells.periods) + 1))


def test_templates_are_written_and_named(
    page: FollowUpPage, prompter: ReadyPrompter, tmp_path: Path, qtbot: QtBot
) -> None:
    prompter.answers = [tmp_path / "mallar"]
    page.write_templates()
    qtbot.waitUntil(lambda: bool(prompter.told), timeout=60_000)
    files = sorted(path.name for path in (tmp_path / "mallar").iterdir())
    assert len(files) >= 10
    books = [name for name in files if name.endswith(".xlsx")]
    assert all(name in prompter.told[0] for name in books)
    assert [f"{Path(name).stem}.eml" for name in books] == [name for name in files if name.endswith(".eml")]
    assert "Uppföljning 2026-T2 Natur och teknik.xlsx" in files


def test_writing_templates_into_a_file_says_so(
    page: FollowUpPage, prompter: ReadyPrompter, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "upptaget").write_text("")
    prompter.answers = [tmp_path / "upptaget"]
    page.write_templates()
    qtbot.waitUntil(lambda: bool(prompter.errors), timeout=60_000)
    assert not prompter.told


def test_stepping_back_from_the_folder_writes_nothing(page: FollowUpPage, prompter: ReadyPrompter) -> None:
    page.write_templates()
    assert not page.session.jobs.busy
    assert len(prompter.asked) == 1


def test_a_project_without_periods_offers_the_first_step(
    open_window,  # type: ignore[no-untyped-def]
    project: Project,
) -> None:
    window = open_window(project)
    window.show_page("follow_up")
    page = window.page("follow_up")
    assert page.stack.currentWidget() is page.empty
    assert not window._period_button.isVisibleTo(window)
    page._add_first()
    assert page.stack.currentWidget() is page.tabs
    assert {period.code for period in page.project.all(Period)} == {"2026-T1", "2026-T2", "2026"}
    page.write_templates()
    assert "2026" in window.session.prompter.told[0]
