"""The collection desk as it is used: the board, what is done by mouse and keyboard, paper, and the originals."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from support.pdfs import facts_of, text_of
from support.prompting import ReadyPrompter

from trygg_desktop.domain.collection import RULE, Collection, DeskState
from trygg_desktop.messages import N_
from trygg_desktop.store.project import Project
from trygg_desktop.ui.pages.follow_up import FollowUpPage
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.collect import accept_returns, preview_returns, read_books
from trygg_desktop.workflows.demo import create_demo
from trygg_desktop.workflows.demo_run import returned_books
from trygg_desktop.workflows.desk import record_written

OpenWindow = Callable[[Project], ProjectWindow]


@pytest.fixture
def page(window: ProjectWindow) -> FollowUpPage:
    window.show_page("follow_up")
    QApplication.processEvents()
    found = window.page("follow_up")
    assert isinstance(found, FollowUpPage)
    return found


def record_of(page: FollowUpPage, code: str) -> Collection:
    return next(line.book for line in page.desk.lines if line.party.code == code)


def id_of(page: FollowUpPage, code: str) -> int:
    return next(line.id for line in page.desk.lines if line.party.code == code)


def write_notes(page: FollowUpPage, *codes: str) -> list[int]:
    ids = [id_of(page, code) for code in codes]
    assert page.session.period is not None
    record_written(
        page.project, page.session.period, {party: f"{code}.xlsx" for party, code in zip(ids, codes, strict=True)}
    )
    return ids


def click_row(
    page: FollowUpPage, party_id: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    table = page.desk.table
    index = table.rows_shown.index_of(party_id)
    table.scrollTo(index)
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, modifier, table.visualRect(index).topLeft() + QPoint(20, 12)
    )


def texts_of(page: FollowUpPage) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in page.desk_detail.findChildren(QLabel) if label.isVisibleTo(page)]


def test_every_line_says_its_state_in_word_sign_and_colour_and_the_rule_on_hover(page: FollowUpPage) -> None:
    model = page.desk.table.rows_shown
    column = [each.key for each in model.columns].index("state")
    shown = {line.state: model.index(row, column) for row, line in enumerate(model.rows)}
    assert shown[DeskState.LATE].data() == "✕ försenad"
    assert shown[DeskState.ACCEPTED].data() == "● godkänd"
    colours = {index.data(Qt.ItemDataRole.ForegroundRole).name() for index in shown.values()}
    assert len(colours) >= 3
    hover = shown[DeskState.LATE].data(Qt.ItemDataRole.ToolTipRole)
    assert " ".join(hover.split()) == page.loc.t(RULE)
    assert max(map(len, hover.splitlines())) <= 90
    assert page.desk.note.text() == "9 av 14 arbetsböcker godkända"


def test_chosen_workbooks_are_marked_as_sent_by_mouse_and_undone(page: FollowUpPage, window: ProjectWindow) -> None:
    first, second = write_notes(page, "SEOM", "FRI")
    click_row(page, first)
    click_row(page, second, Qt.KeyboardModifier.ControlModifier)
    assert page.desk.table.chosen_ids() == [first, second]
    QTest.mouseClick(page.desk.sent, Qt.MouseButton.LeftButton)
    assert record_of(page, "SEOM").sent_on == record_of(page, "FRI").sent_on == page.project.now().date()
    assert page.desk.line_of(first).state is DeskState.SENT  # type: ignore[union-attr]
    window._undo()
    assert record_of(page, "SEOM").sent_on is None
    assert page.desk.line_of(first).state is DeskState.WRITTEN  # type: ignore[union-attr]


def test_a_party_without_a_workbook_cannot_be_marked_as_sent(page: FollowUpPage) -> None:
    click_row(page, id_of(page, "SEOM"))
    assert not page.desk.sent.isEnabled()
    page.desk.mark_chosen()
    assert not page.project.all(Collection)


def test_marking_works_by_keyboard(page: FollowUpPage) -> None:
    (first,) = write_notes(page, "SEOM")
    page.desk.table.choose(first)
    page.desk.table.setFocus()
    QTest.keyClick(page.desk.table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert record_of(page, "SEOM").sent_on is not None


def test_all_that_are_written_are_marked_at_once(page: FollowUpPage) -> None:
    write_notes(page, "SEOM", "FRI", "UNI")
    action = next(action for action in page.actions_offered() if action.key == "mark_all_sent")
    action.run()
    assert all(record_of(page, code).sent_on for code in ("SEOM", "FRI", "UNI"))
    assert len(page.project.all(Collection, "sent_on IS NOT NULL")) == 3


def test_the_board_is_narrowed_by_state_and_words(page: FollowUpPage) -> None:
    page.desk.filters.set(state=DeskState.LATE)
    assert [line.party.code for line in page.desk.table.rows_shown.rows] == ["ARB"]
    page.desk.filters.clear()
    QTest.keyClicks(page.desk.filters.field, "energi")
    assert [line.party.code for line in page.desk.table.rows_shown.rows] == ["SEOM"]


def test_the_silent_are_reminded_each_with_a_draft_and_counted(
    page: FollowUpPage, prompter: ReadyPrompter, tmp_path: Path, qtbot: QtBot
) -> None:
    prompter.answers = [tmp_path / "påminnelser"]
    QTest.mouseClick(page.desk.remind, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(prompter.told), timeout=60_000)
    assert [path.name for path in (tmp_path / "påminnelser").iterdir()] == [
        "Påminnelse Uppföljning 2026-T2 Kompetens- och arbetsmarknad.eml"
    ]
    assert "1 påminnelse skrevs" in prompter.told[0]
    assert record_of(page, "ARB").reminders == 1


def test_a_reminder_to_a_party_without_an_address_says_so(
    page: FollowUpPage, prompter: ReadyPrompter, tmp_path: Path, qtbot: QtBot
) -> None:
    page.desk.table.choose(id_of(page, "UNI"))
    prompter.answers = [tmp_path / "ut"]
    page.desk.remind_chosen()
    qtbot.waitUntil(lambda: bool(prompter.told), timeout=60_000)
    assert "1 utkast saknar mottagare" in prompter.told[0]
    assert "Universitet (följeforskning)" in prompter.told[0]
    qtbot.waitUntil(lambda: any("saknar mottagare" in text for text in texts_of(page)))


def test_nobody_is_reminded_long_before_the_last_day_nor_when_nobody_is_silent(
    page: FollowUpPage, prompter: ReadyPrompter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page.session, "today", lambda: date(2026, 9, 1))
    page.desk.remind_silent()
    assert "Sista dag är 15 september 2026" in prompter.told[0]
    monkeypatch.setattr(page.session, "today", lambda: date(2026, 9, 10))
    page.desk.remind_silent()
    assert len(prompter.told) == 2
    assert not prompter.asked


def test_one_partys_workbook_is_written_with_its_draft_and_noted(
    page: FollowUpPage, prompter: ReadyPrompter, tmp_path: Path, qtbot: QtBot
) -> None:
    page.desk.table.choose(id_of(page, "SOC"))
    page.desk.table.setFocus()
    prompter.answers = [tmp_path / "ut"]
    QTest.keyClick(page.desk.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(prompter.told), timeout=60_000)
    assert {path.suffix for path in (tmp_path / "ut").iterdir()} == {".xlsx", ".eml"}
    assert record_of(page, "SOC").book_name == "Uppföljning 2026-T2 Socialkontoret.xlsx"
    qtbot.waitUntil(lambda: "Uppföljning 2026-T2 Socialkontoret.xlsx" in texts_of(page))


def test_the_board_is_previewed_as_one_page_with_a_line_to_sign(
    page: FollowUpPage, tmp_path: Path, qtbot: QtBot
) -> None:
    QTest.mouseClick(page.desk.print, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.printing.pdf is not None and page.printing.pdf.isVisible(), timeout=60_000)
    pdf = page.printing.pdf
    assert pdf is not None
    assert not page.actions_offered()
    path = tmp_path / "tavla.pdf"
    assert pdf._file is not None
    path.write_bytes(pdf._file.content)
    assert facts_of(path)["Pages"] == "1"
    assert facts_of(path)["Tagged"] == "yes"
    text = text_of(path)
    assert "Insamlingsläge, tertial 2 2026" in text
    assert "9 av 14 arbetsböcker godkända" in text
    assert "Exempeldata" in text
    for line in page.desk.lines:
        assert line.party.name in text
    assert "✕ försenad" in text
    assert "Projektledare, datum och underskrift" in text
    pdf.closed.emit()
    assert page.stack.currentWidget() is page.tabs


def test_originals_are_opened_and_saved_from_the_partys_own_list(
    open_window: OpenWindow,
    tmp_path: Path,
) -> None:
    (book,) = [path for path in returned_books() if "Socialkontoret" in path.name]
    waiting = create_demo(tmp_path / "Väntar.trygg", answered=False)
    accept_returns(waiting, preview_returns(waiting, read_books([book], year=2026)))
    window = open_window(waiting)
    window.show_page("follow_up")
    page = window.page("follow_up")
    prompter = window.session.prompter
    assert isinstance(page, FollowUpPage)
    assert isinstance(prompter, ReadyPrompter)
    page.desk.table.choose(id_of(page, "SOC"))
    QApplication.processEvents()
    buttons = {
        button.text(): button
        for button in page.desk_detail.findChildren(QPushButton)
        if button.isVisibleTo(page) and button.accessibleName().endswith(book.name)
    }
    QTest.mouseClick(buttons["Öppna originalet"], Qt.MouseButton.LeftButton)
    (opened,) = prompter.opened
    assert opened.name == book.name
    assert opened.read_bytes() == book.read_bytes()
    prompter.answers = [tmp_path / "kopia.xlsx"]
    QTest.mouseClick(buttons["Spara originalet …"], Qt.MouseButton.LeftButton)
    assert (tmp_path / "kopia.xlsx").read_bytes() == book.read_bytes()
    assert record_of(page, "SOC").accepted_on is not None


def test_a_project_without_parties_says_what_belongs_here(
    open_window: OpenWindow,
    project: Project,
) -> None:
    window = open_window(project)
    window.show_page("follow_up")
    page = window.page("follow_up")
    assert isinstance(page, FollowUpPage)
    page._add_first()
    assert page.desk.stack.currentIndex() == 1
    empty = page.desk.stack.currentWidget()
    assert empty is not None
    button = empty.findChild(QPushButton)
    assert button is not None
    assert button.text() == "Lägg till lagdelar"
    assert not page.desk.remind.isVisibleTo(page)
    assert page.desk_detail.heading.text() == "Ingen lagdel är vald"


def test_the_history_leads_to_the_party_at_the_desk(page: FollowUpPage, window: ProjectWindow) -> None:
    (party,) = write_notes(page, "FRI")
    page.desk.filters.set(state=DeskState.LATE)
    (book,) = page.project.all(Collection)
    window.session.go("follow_up", "collection", book.id)
    assert page.tabs.currentIndex() == 0
    assert page.desk.table.chosen_ids() == [party]


def test_a_line_with_errors_says_how_many_where_their_column_has_left(page: FollowUpPage) -> None:
    assert page.session.period is not None
    party = id_of(page, page.desk.lines[0].party.code)
    with page.project.change(N_("Add")) as step:
        for book in page.project.all(Collection, "party_id = ?", (party,)):
            step.remove(book)
        step.add(
            Collection(
                period_id=page.session.period.id,
                party_id=party,
                returned_on=date(2026, 9, 1),
                returned_name="a.xlsx",
                errors=2,
            )
        )
    QApplication.processEvents()
    model = page.desk.table.rows_shown
    column = [each.key for each in model.columns].index("state")
    assert model.index(model.index_of(party).row(), column).data() == "■ har fel (2)"


def test_every_header_of_the_board_has_room_for_its_words(page: FollowUpPage) -> None:
    header = page.desk.table.horizontalHeader()
    font = header.font()
    font.setBold(True)
    letters = QFontMetrics(font)
    for column in page.desk.table.rows_shown.columns:
        needed = letters.horizontalAdvance(page.loc.t(column.header)) + 16
        assert needed <= (column.width or column.least), f"{column.key} {needed}"
