"""Faulty returns in the window: good rows go in, bad rows go back as a correction file, and the desk knows it."""

import os
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.prompting import ReadyPrompter
from support.template_books import fill

from trygg_desktop.domain.collection import Collection
from trygg_desktop.domain.organisation import Party
from trygg_desktop.formats import Locale
from trygg_desktop.store.follow_up_reading import find_answer
from trygg_desktop.ui.pages.follow_up import FollowUpPage
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.templates import write_templates

LIGHTING, REPAINTING = (1, 5, 6), (6, 5, 6)


@pytest.fixture
def faulty(template: Path) -> Path:
    """A party's workbook with one good row and one where the share done is not understood."""
    return fill(
        template, {"Å-01": {"status": "pågår", "progress": 40}, "Å-06": {"status": "pågår", "progress": "140 %"}}
    )


def preview_book(page: FollowUpPage, path: Path, qtbot: QtBot) -> None:
    page.read_files([path])
    qtbot.waitUntil(lambda: bool(page.preview.previews) and page.preview.isVisible(), timeout=60_000)
    QApplication.processEvents()


def look(window: ProjectWindow, name: str) -> None:
    if folder := os.environ.get("TRYGG_SHOTS"):
        QApplication.processEvents()
        window.grab().save(f"{folder}/{name}.png")


def test_good_rows_go_in_and_bad_rows_go_back_by_one_button(
    window: ProjectWindow, page: FollowUpPage, prompter: ReadyPrompter, faulty: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    preview_book(page, faulty, qtbot)
    bar = page.preview.corrections
    assert bar.isVisible()
    window.resize(1366, 768)
    look(window, "corrections_1366")
    window.resize(980, 620)
    look(window, "corrections_980")
    prompter.answers.append(tmp_path / "tillbaka")
    QTest.mouseClick(bar.both, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(prompter.told), timeout=60_000)
    taken, refused = find_answer(page.project, LIGHTING), find_answer(page.project, REPAINTING)
    assert taken is not None and taken.progress == 40
    assert refused is None or refused.progress != 140
    (book,) = (tmp_path / "tillbaka").glob("*.xlsx")
    assert book.name == "Rättelse Uppföljning 2026-T2 Natur och teknik.xlsx"
    assert "Att rätta" in openpyxl.load_workbook(book).sheetnames
    assert len(list((tmp_path / "tillbaka").glob("*.eml"))) == 1
    assert book.name in prompter.told[-1] and "nya: 1," in prompter.told[-1]
    (note,) = [n for n in page.project.all(Collection) if n.party_id == LIGHTING[2] and n.sent_back_on]
    assert note.errors == 1 and note.accepted_on is None
    assert not page.preview.isVisible()
    look(window, "corrections_after")


def test_a_correction_file_can_be_made_without_taking_anything_in(
    page: FollowUpPage, prompter: ReadyPrompter, faulty: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    preview_book(page, faulty, qtbot)
    before = find_answer(page.project, LIGHTING)
    prompter.answers.append(tmp_path / "tillbaka")
    page.preview.corrections.only_back.setFocus()
    QTest.keyClick(page.preview.corrections.only_back, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(prompter.told), timeout=60_000)
    assert len(list((tmp_path / "tillbaka").glob("*.xlsx"))) == 1
    assert find_answer(page.project, LIGHTING) == before
    assert "Inget lästes in." in prompter.told[-1]


def test_nothing_goes_back_when_the_folder_question_is_stepped_back_from(
    page: FollowUpPage, prompter: ReadyPrompter, faulty: Path, qtbot: QtBot
) -> None:
    preview_book(page, faulty, qtbot)
    page.preview.corrections.take_in_and_send_back()
    qtbot.waitUntil(lambda: bool(prompter.asked) and not page.session.jobs.busy, timeout=60_000)
    assert not prompter.told
    assert page.preview.isVisible() and page.preview.previews


def test_a_workbook_without_faults_offers_no_correction_file(
    page: FollowUpPage, tmp_path: Path, loc: Locale, qtbot: QtBot
) -> None:
    party = next(party for party in page.project.all(Party) if party.code == "NTK")
    (path,) = write_templates(page.project, "2026-T2", tmp_path / "ut", loc, party_ids=[party.id])
    preview_book(page, fill(path, {"Å-01": {"status": "pågår"}}), qtbot)
    assert not page.preview.corrections.isVisible()
    assert not [a for a in page.preview.corrections.actions_offered() if a.enabled()]


def test_while_a_preview_is_open_undo_is_off_and_says_why(
    window: ProjectWindow, page: FollowUpPage, faulty: Path, qtbot: QtBot
) -> None:
    steps = len(page.project.history())
    assert undo_of(window).isEnabled()
    preview_book(page, faulty, qtbot)
    assert not undo_of(window).isEnabled()
    assert "Läs in arbetsböckerna eller avbryt" in undo_of(window).toolTip()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(page.project.history()) == steps
    page.preview.leave()
    assert undo_of(window).isEnabled()
    assert "arbetsböckerna" not in undo_of(window).toolTip()


def test_closing_with_rows_that_are_not_taken_in_asks_once(
    window: ProjectWindow, page: FollowUpPage, prompter: ReadyPrompter, faulty: Path, qtbot: QtBot
) -> None:
    preview_book(page, faulty, qtbot)
    assert not window.close()
    assert "1 arbetsbok är inte inläst" in prompter.asked[-1]
    assert window.isVisible() and page.preview.previews
    prompter.answers.append(True)
    assert window.close()
    assert len(prompter.asked) == 2


def undo_of(window: ProjectWindow) -> QAction:
    found = window.findChildren(QAction, "undo")
    assert len(found) == 1
    return found[0]
