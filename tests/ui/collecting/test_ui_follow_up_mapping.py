"""How a department's own workbook was understood is shown, corrected, and remembered for its next workbook."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.reading_rules import ReadingRule
from trygg_desktop.ui.pages.follow_up import FollowUpPage
from trygg_desktop.ui.pages.follow_up_preview import PreviewPanel
from trygg_desktop.ui.pages.organisation import OrganisationPage
from trygg_desktop.ui.widgets.meaning_box import MeaningBox
from trygg_desktop.ui.window import ProjectWindow


@pytest.fixture
def window(window: ProjectWindow) -> ProjectWindow:
    window.resize(1366, 768)
    return window


def make_book(folder: Path, name: str = "Socialkontoret T2 2026.xlsx") -> Path:
    """A table whose words only this department uses, and a sheet beside it without a header that is known."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Läget T2 2026"
    for row in (
        ("Nr", "Åtgärd", "Hur ligger vi till", "Klart (%)", "Utfall (tkr)", "Vår text"),
        ("Å-08", "SSPF-struktur mot nyrekrytering", "Rullar på bra", "65 %", "1.234", "Tre grupper"),
        ("Å-09", "Avhopparverksamhet", "Rullar på bra", "3/4", 120, "En till"),
        ("", "Helt annat arbete i annan regi", "klart", "10 %", 5, ""),
    ):
        sheet.append(row)
    other = book.create_sheet("Anteckningar")
    other.append(("Vad", "Hur det går"))
    other.append(("Å-10 Familjestöd", "klart"))
    book.save(folder / name)
    return folder / name


def settle(page: FollowUpPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.session.jobs.busy, timeout=60_000)
    QApplication.processEvents()


def read(page: FollowUpPage, path: Path, qtbot: QtBot) -> PreviewPanel:
    page.read_files([path])
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.preview, timeout=60_000)
    settle(page, qtbot)
    return page.preview


def box(inside: QWidget, name: str) -> MeaningBox:
    QApplication.processEvents()
    seen = {b.accessibleName().casefold(): b for b in inside.findChildren(MeaningBox) if b.isVisible()}
    assert name.casefold() in seen, seen.keys()
    return seen[name.casefold()]


def choose(found: MeaningBox, text: str) -> None:
    """Choose with the keyboard, as a user would."""
    found.setFocus()
    found.setCurrentIndex(found.findText(text, Qt.MatchFlag.MatchFixedString))
    assert found.currentText().casefold() == text
    found.activated.emit(found.currentIndex())


def understood(preview: PreviewPanel) -> list[tuple[str, dict[str, object]]]:
    shown = preview.shown
    assert shown is not None
    return [(row.code, {name: value.value for name, value in row.values.items()}) for row in shown.rows]


def test_a_column_and_a_word_are_corrected_with_the_result_at_once_and_remembered(
    window: ProjectWindow, page: FollowUpPage, tmp_path: Path, qtbot: QtBot
) -> None:
    preview = read(page, make_book(tmp_path), qtbot)
    preview.detail._link(preview.shown.unmatched[0], None)
    settle(page, qtbot)
    QTest.mouseClick(preview.as_mapping, Qt.MouseButton.LeftButton)
    sheet = "Läget T2 2026"
    choose(box(preview.mapping, f"Vad innehåller kolumn {sheet}!C?"), "status")
    settle(page, qtbot)
    choose(box(preview.mapping, f"Vad innehåller kolumn {sheet}!F?"), "kommentar")
    settle(page, qtbot)
    choose(box(preview.mapping, "Vad betyder ”Rullar på bra”?"), "pågår")
    settle(page, qtbot)
    choose(box(preview.mapping, "Vad betyder ”1.234”?"), "1\N{NO-BREAK SPACE}234")
    settle(page, qtbot)
    choose(box(preview.mapping, "Vad betyder ”3/4”?"), "0,75")
    settle(page, qtbot)
    assert understood(preview) == [
        ("Å-08", {"status": "in_progress", "progress": 65, "outcome_ore": 123_400_000, "comment": "Tre grupper"}),
        ("Å-09", {"status": "in_progress", "progress": 75, "outcome_ore": 12_000_000, "comment": "En till"}),
    ]
    assert not preview.shown.unmatched, "the row that was skipped before stays skipped"
    preview.accept()
    settle(page, qtbot)
    assert len(page.project.all(ReadingRule)) == 4
    later = read(page, make_book(tmp_path, "Socialkontoret T3 2026.xlsx"), qtbot)
    assert [values["status"] for _, values in understood(later)] == ["in_progress", "in_progress"]
    QTest.mouseClick(later.as_mapping, Qt.MouseButton.LeftButton)
    texts = " ".join(label.text() for label in later.mapping.findChildren(QWidget) if hasattr(label, "text"))
    assert "Läst enligt profilen för Socialkontoret" in texts


def test_a_sheet_is_switched_on_and_another_off(page: FollowUpPage, tmp_path: Path, qtbot: QtBot) -> None:
    preview = read(page, make_book(tmp_path), qtbot)
    preview.as_mapping.click()
    for name in ("Läs bladet Läget T2 2026", "Läs bladet Anteckningar"):
        QApplication.processEvents()
        (switch,) = [s for s in preview.mapping.findChildren(QCheckBox) if s.text() == name and s.isVisible()]
        switch.click()
        settle(page, qtbot)
    choose(box(preview.mapping, "Vad innehåller kolumn Anteckningar!B?"), "status")
    settle(page, qtbot)
    assert understood(preview) == [("Å-10", {"status": "done"})]


def test_a_row_below_the_threshold_shows_its_candidates_with_scores_and_can_become_a_measure(
    page: FollowUpPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = make_book(tmp_path)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["B4"] = "Ny fritidsgård i Edsberg för unga"
    book.save(path)
    preview = read(page, path, qtbot)
    buttons = [button for button in preview.detail.findChildren(QPushButton) if button.isVisible()]
    assert any("likhet" in button.text() for button in buttons)
    before = len(page.project.all(Measure))
    (make_new,) = [button for button in buttons if button.text() == "Ny åtgärd"]
    make_new.click()
    settle(page, qtbot)
    assert [row.how for row in preview.shown.rows].count("new") == 1
    preview.accept()
    settle(page, qtbot)
    made = page.project.all(Measure)[before:]
    assert [measure.title for measure in made] == ["Ny fritidsgård i Edsberg för unga"]
    assert page.project.all(FollowUp, "measure_id = ?", (made[0].id,))


def test_the_rules_of_a_party_are_changed_and_removed_under_organisation(
    window: ProjectWindow, page: FollowUpPage, tmp_path: Path, qtbot: QtBot
) -> None:
    preview = read(page, make_book(tmp_path), qtbot)
    preview.as_mapping.click()
    choose(box(preview.mapping, "Vad innehåller kolumn Läget T2 2026!C?"), "status")
    settle(page, qtbot)
    choose(box(preview.mapping, "Vad betyder ”Rullar på bra”?"), "pågår")
    settle(page, qtbot)
    choose(box(preview.mapping, "Vad betyder ”1.234”?"), "inget tal")
    settle(page, qtbot)
    preview.accept()
    settle(page, qtbot)
    party = next(party for party in page.project.all(Party) if party.code == "SOC")
    window.show_page("organisation")
    organisation = window.page("organisation")
    assert isinstance(organisation, OrganisationPage)
    organisation.choose("party", party.id)
    QApplication.processEvents()
    choose(box(organisation, "Ändra regeln: ”rullar på bra” betyder pågår."), "försenad")
    assert {rule.meaning for rule in page.project.all(ReadingRule)} == {"status", "status:late"}
    QApplication.processEvents()
    name = "Ta bort regeln: Kolumnen ”hur ligger vi till” är status."
    (remove,) = [
        b
        for b in organisation.findChildren(QPushButton)
        if b.accessibleName().casefold() == name.casefold() and b.isVisible()
    ]
    remove.click()
    assert [rule.meaning for rule in page.project.all(ReadingRule)] == ["status:late"]
    page.project.undo()
    assert len(page.project.all(ReadingRule)) == 2


def test_one_stays_where_one_scrolled_to_when_something_is_corrected(
    window: ProjectWindow, page: FollowUpPage, tmp_path: Path, qtbot: QtBot
) -> None:
    window.resize(980, 620)
    preview = read(page, make_book(tmp_path), qtbot)
    preview.as_mapping.click()
    bar = preview.mapping.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 40)
    bar.setValue(bar.maximum())
    place = bar.value()
    choose(box(preview.mapping, "Vad innehåller kolumn Läget T2 2026!F?"), "hinder")
    settle(page, qtbot)
    qtbot.waitUntil(lambda: bar.value() >= place - 40)
