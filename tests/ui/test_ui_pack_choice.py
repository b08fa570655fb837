"""What a pack holds, chosen in the window by mouse and keyboard; papers dropped on an item."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from support.foreign_papers import foreign_pdf, keep_on_disk
from support.hands import go_to
from support.pdfs import pages_of
from support.prompting import ReadyPrompter

from trygg_desktop.domain.meetings import AgendaItem, Paper
from trygg_desktop.domain.pack_profiles import PackProfile, Part
from trygg_desktop.domain.words import Secrecy
from trygg_desktop.formats import Locale
from trygg_desktop.ui.dialogs.pack_choice import PackChoice, PackWish
from trygg_desktop.ui.pages.meetings import MeetingsPage
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.pack_profiles import ChosenProfile

_NAMES = {"items": "Punkterna", "news": "Nytt sedan sist", "measures": "Åtgärderna", "chain": "Kedjan"}
_SHORT = ChosenProfile(name="Kort", parts=(Part("news"), Part("items", "Dagordning")), with_papers=False)
_OWN = ChosenProfile(name="Egen", parts=(Part("chain"),), is_public=True, id=7)


@pytest.fixture
def page(window: ProjectWindow) -> MeetingsPage:
    return go_to(window, "meetings", MeetingsPage)


@pytest.fixture
def removed() -> list[int]:
    return []


@pytest.fixture
def dialog(qtbot: QtBot, loc: Locale, removed: list[int]) -> PackChoice:
    made = PackChoice(loc, [_SHORT, _OWN], _NAMES, removed.append)
    qtbot.addWidget(made)
    made.show()
    return made


def _shown(dialog: PackChoice) -> list[str]:
    return [dialog.parts.item(row).text() for row in range(dialog.parts.count())]


def test_the_profiles_parts_come_first_ticked_and_the_others_after(dialog: PackChoice) -> None:
    assert _shown(dialog) == ["Nytt sedan sist", "Dagordning", "Åtgärderna", "Kedjan"]
    assert dialog.wish == PackWish(_SHORT, evidence=False)
    assert not dialog.papers.isChecked()
    assert not dialog.remove.isVisible()


def test_parts_are_moved_and_taken_in_by_keyboard_alone(dialog: PackChoice) -> None:
    dialog.parts.setFocus()
    QTest.keyClick(dialog.parts, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert _shown(dialog)[:2] == ["Dagordning", "Nytt sedan sist"]
    QTest.keyClick(dialog.parts, Qt.Key.Key_Down)
    QTest.keyClick(dialog.parts, Qt.Key.Key_Space)
    assert [part.key for part in dialog.wish.profile.parts] == ["items", "news", "measures"]
    assert dialog.wish.profile.parts[0].title == "Dagordning"


def test_nothing_is_built_of_no_parts_and_saved_without_a_name(dialog: PackChoice) -> None:
    for row in range(2):
        dialog.parts.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.build.isEnabled()
    dialog.parts.item(0).setCheckState(Qt.CheckState.Checked)
    assert dialog.build.isEnabled()
    assert not dialog.save.isEnabled()
    dialog.name.setText("Min")
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert dialog.result() == PackChoice.DialogCode.Accepted
    assert (dialog.wish.saves, dialog.wish.profile.name) == (True, "Min")


def test_a_saved_profile_can_be_removed_and_a_ready_one_not(dialog: PackChoice, removed: list[int]) -> None:
    dialog.profile.setCurrentIndex(1)
    assert dialog.public.isChecked()
    assert dialog.remove.isVisible()
    QTest.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert removed == [7]
    assert dialog.profile.count() == 1


def test_every_control_has_a_name(dialog: PackChoice) -> None:
    for widget in (dialog.profile, dialog.parts, dialog.name):
        assert widget.accessibleName()


def _answer(prompter: ReadyPrompter, act: Callable[[PackChoice], None]) -> None:
    def answer(dialog: PackChoice) -> PackWish:
        act(dialog)
        return dialog.wish

    prompter.answers.append(answer)


def test_a_public_pack_is_built_in_the_window_saved_as_a_profile_and_tells_what_it_leaves_out(
    page: MeetingsPage, prompter: ReadyPrompter, qtbot: QtBot, tmp_path: Path
) -> None:
    item = page._whole.items[3]  # type: ignore[union-attr]
    with page.project.change("Internt") as step:  # type: ignore[arg-type]
        step.set(AgendaItem, item.id, secrecy=Secrecy.INTERNAL)

    def choose(dialog: PackChoice) -> None:
        dialog.public.setChecked(True)
        dialog.name.setText("Offentligt")
        QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)

    _answer(prompter, choose)
    page.choose_pack()
    qtbot.waitUntil(lambda: page.papers.are_shown, timeout=60_000)
    assert [(p.name, p.is_public) for p in page.project.all(PackProfile)] == [("Offentligt", True)]
    assert "offentlig version" in page.papers.preview.note.text()
    assert page.papers.left_out.isVisible()
    page.papers.left_out.click()
    assert "punkt 4: intern" in prompter.told[-1]
    prompter.answers.append(tmp_path / "offentlig.pdf")
    page.papers.preview.save_as()
    assert "redovisas inte" in " ".join(pages_of(tmp_path / "offentlig.pdf")[0].split())


def test_a_paper_that_the_archive_refuses_is_named_and_put_beside_an_archivable_pack(
    page: MeetingsPage, prompter: ReadyPrompter, qtbot: QtBot, tmp_path: Path
) -> None:
    page.agenda.table.choose(page.agenda.table.rows_shown.rows[3].id)
    prompter.answers.append([keep_on_disk(tmp_path, "Skanning.pdf", foreign_pdf("text", embedded=False))])
    page.item_panel.attach()
    page.build()
    qtbot.waitUntil(lambda: page.papers.are_shown, timeout=60_000)
    assert "kan inte arkiveras på grund av: Skanning" in page.papers.preview.note.text()
    folder = tmp_path / "arkiv"
    folder.mkdir()
    prompter.answers.append(folder)
    page.papers.archive.click()
    qtbot.waitUntil(lambda: bool(prompter.told), timeout=60_000)
    assert sorted(path.name for path in folder.iterdir()) == ["SG-2026-4.pdf", "Skanning.pdf"]


def test_the_second_version_offers_its_replacement_pages(
    page: MeetingsPage, prompter: ReadyPrompter, qtbot: QtBot, tmp_path: Path
) -> None:
    page.build()
    qtbot.waitUntil(lambda: page.papers.are_shown, timeout=60_000)
    assert not page.papers.swap.isVisible()
    page.papers.keep.click()
    page.papers.close()
    page.item_panel.attach_files(
        page._whole.items[3].id,  # type: ignore[union-attr]
        [keep_on_disk(tmp_path, "Sen.pdf", foreign_pdf("Sen handling"))],
    )
    page.build()
    qtbot.waitUntil(lambda: page.papers.swap.isVisible(), timeout=60_000)
    prompter.answers.append(tmp_path / "byt.pdf")
    page.papers.swap.click()
    qtbot.waitUntil(lambda: bool(prompter.told), timeout=60_000)
    assert "Ersättningssidor" in pages_of(tmp_path / "byt.pdf")[0]


def _drop(widget: QWidget, at: QPoint, *paths: Path) -> bool:
    """Drag files in and let them go, as a file manager does; tell whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, action, data, left, none)
    enter.ignore()
    QApplication.sendEvent(widget, enter)
    drop = QDropEvent(QPointF(at), action, data, left, none)
    drop.ignore()
    QApplication.sendEvent(widget, drop)
    return drop.isAccepted()


def test_files_dropped_on_a_row_of_the_agenda_become_papers_of_that_item(page: MeetingsPage, tmp_path: Path) -> None:
    table = page.agenda.table
    path = keep_on_disk(tmp_path, "Karta.pdf", foreign_pdf("Karta"))
    at = table.visualRect(table.model().index(4, 0)).center()
    assert _drop(table.viewport(), at, path)
    (paper,) = page.project.all(Paper)
    assert (paper.title, paper.item_id) == ("Karta", table.rows_shown.rows[4].id)
    assert table.chosen_ids() == [paper.item_id]


def test_files_dropped_on_the_items_panel_become_its_papers_and_a_strange_file_does_not(
    page: MeetingsPage, tmp_path: Path
) -> None:
    page.agenda.table.choose(page.agenda.table.rows_shown.rows[1].id)
    good = keep_on_disk(tmp_path, "PM.pdf", foreign_pdf("PM"))
    strange = keep_on_disk(tmp_path, "ljud.mp3", b"ljud")
    _drop(page.item_panel, QPoint(20, 20), strange)
    assert page.project.all(Paper) == []
    assert _drop(page.item_panel, QPoint(20, 20), good)
    assert [paper.title for paper in page.project.all(Paper)] == ["PM"]
