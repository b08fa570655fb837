"""Texts typed in the window: what is personal in them is told, stays in its field unstored, and can be masked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from support.hands import go_to

from trygg_desktop.domain.meetings import AgendaItem
from trygg_desktop.domain.organisation import Seat
from trygg_desktop.store.follow_up_reading import find_answer
from trygg_desktop.ui.pages.follow_up import FollowUpPage
from trygg_desktop.ui.pages.meetings import MeetingsPage
from trygg_desktop.ui.pages.organisation import OrganisationPage
from trygg_desktop.ui.widgets.quick_add import QuickAdd
from trygg_desktop.ui.window import ProjectWindow

NUMBER = "811218-9876"
SILENT = (11, 5, 5)


def area(parent: QWidget, name: str) -> QPlainTextEdit:
    found = parent.findChild(QPlainTextEdit, name)
    assert isinstance(found, QPlainTextEdit)
    return found


def button(parent: QWidget, name: str) -> QPushButton:
    found = parent.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def leave(window: ProjectWindow) -> None:
    window.stack.setFocus()
    QApplication.processEvents()


@pytest.fixture
def answer(window: ProjectWindow) -> FollowUpPage:
    page = go_to(window, "follow_up", FollowUpPage)
    page.open_cell(SILENT[0], SILENT[1])
    QApplication.processEvents()
    return page


def type_comment(page: FollowUpPage, window: ProjectWindow, text: str) -> QPlainTextEdit:
    comment = area(page.answer.form, "comment")
    comment.setFocus()
    QTest.keyClicks(comment, text)
    leave(window)
    return comment


def shown_words(page: FollowUpPage) -> str:
    return page.answer.form._fields["comment"].complaint.text()


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        (f"Samtal med {NUMBER} i maj", "ett personnummer"),
        ("Ring 070-123 45 67", "ett telefonnummer"),
        ("Skriv till n.n@exempel.se", "en e-postadress"),
    ],
)
def test_what_is_personal_in_a_text_is_told_masked_and_not_stored(
    answer: FollowUpPage, window: ProjectWindow, typed: str, kind: str
) -> None:
    comment = type_comment(answer, window, typed)
    assert find_answer(answer.project, SILENT) is None
    assert comment.toPlainText() == typed
    assert f"innehåller {kind} och sparas inte" in shown_words(answer)
    assert "••••••••" in shown_words(answer)
    assert not any(c.isdigit() for c in shown_words(answer))
    assert "n.n@" not in shown_words(answer)


def test_one_button_masks_the_text_and_stores_it(answer: FollowUpPage, window: ProjectWindow) -> None:
    comment = type_comment(answer, window, f"Samtal med {NUMBER} i maj")
    masker = button(answer.answer.form, "mask_comment")
    assert masker.isVisible()
    QTest.mouseClick(masker, Qt.MouseButton.LeftButton)
    found = find_answer(answer.project, SILENT)
    assert found is not None
    assert found.comment == comment.toPlainText() == "Samtal med •••••••• i maj"
    assert not masker.isVisible()
    assert not comment.property("invalid")


def test_a_refused_text_stays_when_another_field_is_stored_or_another_answer_is_shown(
    answer: FollowUpPage, window: ProjectWindow
) -> None:
    comment = type_comment(answer, window, f"Samtal med {NUMBER}")
    answer.answer._store("progress", 35)
    QApplication.processEvents()
    assert comment.toPlainText() == f"Samtal med {NUMBER}"
    answer.answer.show_answer((1, SILENT[1], answer.answer._parties[0].id))
    assert NUMBER not in comment.toPlainText()
    assert not comment.property("invalid")
    answer.answer.show_answer(SILENT)
    assert comment.toPlainText() == f"Samtal med {NUMBER}"
    assert comment.property("invalid")
    found = find_answer(answer.project, SILENT)
    assert found is not None
    assert found.comment == ""


def test_esc_takes_back_a_refused_text_and_its_complaint(answer: FollowUpPage, window: ProjectWindow) -> None:
    comment = type_comment(answer, window, NUMBER)
    comment.setFocus()
    QTest.keyClick(comment, Qt.Key.Key_Escape)
    assert comment.toPlainText() == ""
    assert not comment.property("invalid")
    assert not button(answer.answer.form, "mask_comment").isVisible()


def test_a_new_item_with_a_number_is_not_added_until_it_is_masked(window: ProjectWindow) -> None:
    page = go_to(window, "meetings", MeetingsPage)
    line = page.agenda.add_line
    assert isinstance(line, QuickAdd)
    field = line.findChild(QLineEdit, "add_title")
    assert isinstance(field, QLineEdit)
    before = len(page.project.all(AgendaItem))
    field.setFocus()
    QTest.keyClicks(field, f"Ärendet {NUMBER}")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert len(page.project.all(AgendaItem)) == before
    assert field.text() == f"Ärendet {NUMBER}"
    assert line.complaint.isVisible()
    assert NUMBER not in line.complaint.text()
    QTest.mouseClick(line.remedy, Qt.MouseButton.LeftButton)
    assert len(page.project.all(AgendaItem)) == before + 1
    assert max(page.project.all(AgendaItem), key=lambda item: item.id).title == "Ärendet ••••••••"
    assert not line.complaint.isVisible()


def test_the_address_of_a_role_holder_is_stored_in_its_own_field(window: ProjectWindow) -> None:
    page = go_to(window, "organisation", OrganisationPage)
    seat = page.project.all(Seat)[0]
    window.session.go("organisation", "seat", seat.id)
    QApplication.processEvents()
    for name, text in (("email", "roll@exempel.se"), ("phone", "08-123 456 78")):
        field = page.seat_panel.form.findChild(QLineEdit, name)
        assert isinstance(field, QLineEdit)
        field.setFocus()
        field.selectAll()
        field.insert(text)
        QTest.keyClick(field, Qt.Key.Key_Return)
    stored = page.project.get(Seat, seat.id)
    assert (stored.email, stored.phone) == ("roll@exempel.se", "08-123 456 78")


def test_an_outcome_below_zero_is_stored_with_a_visible_warning(answer: FollowUpPage, window: ProjectWindow) -> None:
    outcome = answer.answer.form.findChild(QLineEdit, "outcome_ore")
    assert isinstance(outcome, QLineEdit)
    outcome.setFocus()
    QTest.keyClicks(outcome, "-120")
    QTest.keyClick(outcome, Qt.Key.Key_Return)
    found = find_answer(answer.project, SILENT)
    assert found is not None
    assert found.outcome_ore == -12_000_000
    remark = answer.answer.form._fields["outcome_ore"].remark
    assert remark is not None
    assert remark.isVisible()
    assert "mindre än noll" in remark.text()
    answer.answer.show_answer((1, SILENT[1], 6))
    assert not remark.isVisible()
    answer.answer.show_answer(SILENT)
    assert remark.isVisible(), "the warning stands while the value does"
