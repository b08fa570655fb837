"""The preview answer by answer: switches, masking, originals, and a second workbook beside the first."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.foreign_books import book_of, content_of
from support.prompting import ReadyPrompter

from trygg_desktop.domain.follow_up import ImportBatch
from trygg_desktop.exchange.reading import read_book
from trygg_desktop.store.follow_up_reading import find_answer
from trygg_desktop.store.returns_reading import read_left_out
from trygg_desktop.ui.pages.follow_up import FollowUpPage
from trygg_desktop.ui.pages.follow_up_preview import PreviewPanel
from trygg_desktop.ui.pages.follow_up_unmatched import UnmatchedRow
from trygg_desktop.ui.pages.follow_up_watch import PlaceList
from trygg_desktop.ui.widgets.lines import LineWidget
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.collect import accept_returns, preview_returns
from trygg_desktop.workflows.follow_up import enter_answer

HEADER = ["Nr", "Åtgärd", "Status", "Andel klart (%)", "Bedömning", "Kommentar"]
LIGHTING, GRAFFITI = (1, 5, 6), (6, 5, 6)
LONG = (
    "Schaktet påbörjades i maj men fick avbrytas när elnätsägaren begärde ny kabelvisning. "
    "Arbetet återupptogs i augusti och beräknas vara klart före första snön."
)


def write(folder: Path, *rows: list[object], name: str = "Natur och teknik T2 2026.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content_of(book_of([HEADER, *rows], names=("Läget",))))
    return path


def read(page: FollowUpPage, path: Path, qtbot: QtBot) -> PreviewPanel:
    page.read_files([path])
    qtbot.waitUntil(lambda: not page.session.jobs.busy and page.stack.currentWidget() is page.preview, timeout=60_000)
    return page.preview


def settle(page: FollowUpPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.session.jobs.busy, timeout=60_000)
    QApplication.processEvents()


def choose(preview: PreviewPanel, code: str) -> None:
    row = next(row for row in preview.rows.lines.rows if getattr(row, "code", "") == code)
    preview.choose_row(row.sheet, row.row)
    QApplication.processEvents()


def look(window: ProjectWindow, name: str) -> None:
    """Lay a picture of the window where one is wanted."""
    if folder := os.environ.get("LOOK_AT"):
        QApplication.processEvents()
        window.grab().save(f"{folder}/{name}.png")


def test_each_answer_has_its_own_switch_and_the_counts_follow(
    window: ProjectWindow, page: FollowUpPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = write(
        tmp_path,
        ["Å-01", "Belysning", "Försenad", 40, "Röd", LONG],
        ["Å-06", "Klottersanering inom 24 timmar", "Pågår", 90, "Grön", ""],
    )
    preview = read(page, path, qtbot)
    assert "7 av 7 svar valda" in page.subtitle()
    choose(preview, "Å-01")
    fields = preview.detail.fields
    assert fields.fields == ["status", "assessment", "progress", "comment"]
    look(window, "fields")
    fields.setCurrentCell(3, 2)
    fields.setFocus()
    QTest.keyClick(fields, Qt.Key.Key_Space)
    assert "6 av 7 svar valda" in page.subtitle()
    assert "6 av 7 svar valda" in preview._middle.note.text()
    ticks = preview.rows.lines.index(preview.rows.currentIndex().row(), 0)
    assert ticks.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.PartiallyChecked
    look(window, "fields_without_comment")
    preview.accept()
    settle(page, qtbot)
    stored = find_answer(page.project, LIGHTING)
    assert stored is not None
    assert (stored.progress, stored.comment) == (40, "")
    (batch,) = page.project.all(ImportBatch)
    assert [line.original for line in read_left_out(page.project, batch.id)] == [LONG]


@pytest.mark.parametrize("size", [(1366, 768), (980, 620)])
def test_the_answers_of_a_row_never_lie_over_what_stands_below_them(
    window: ProjectWindow, page: FollowUpPage, tmp_path: Path, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window.resize(*size)
    preview = read(
        page,
        write(
            tmp_path,
            ["Å-01", "Belysning", "Försenad", 40, "Röd", " ".join([LONG] * 12)],
            ["Å-98", "Ungdomsråd", "Pågår", 40, "Röd", ""],
        ),
        qtbot,
    )
    choose(preview, "Å-01")
    detail = preview.detail
    inside = detail.area.content
    (box,) = inside.findChildren(UnmatchedRow)
    QTest.qWait(100)
    look(window, f"below_{size[0]}")
    below = [detail.fields, detail.other, box]
    tops = [widget.mapTo(inside, QPoint(0, 0)).y() for widget in below]
    assert all(top + above.height() <= next_top for top, above, next_top in zip(tops, below, tops[1:], strict=False))
    assert detail.fields.verticalHeader().length() < detail.fields.height()
    assert detail.geometry().top() > preview.rows.geometry().bottom()
    detail.fields.setCurrentCell(0, 0)
    detail.fields.setCurrentCell(3, 0)
    shown = detail.area.verticalScrollBar().value()
    assert shown > 0, "the chosen answer is brought into sight"


def test_rows_of_one_measure_are_told_apart_by_the_period_that_stands_first(
    page: FollowUpPage, tmp_path: Path, qtbot: QtBot
) -> None:
    header = ["Nr", "Åtgärd", "Status T1 2026", "Status T2 2026"]
    path = tmp_path / "Natur och teknik 2026.xlsx"
    path.write_bytes(content_of(book_of([header, ["Å-01", "Belysning", "Pågår", "Försenad"]], names=("Läget",))))
    preview = read(page, path, qtbot)
    lines = preview.rows.lines
    names = [lines.index(place, 0).data() for place in range(lines.rowCount())]
    assert [name[:14] for name in names] == ["T1 2026 · Å-01", "T2 2026 · Å-01"]
    preview.rows.selectRow(1)
    assert preview.detail.heading.text().startswith("T2 2026 · Å-01")


def test_a_row_whose_last_answer_is_unticked_is_unticked_and_comes_back_whole(
    page: FollowUpPage, tmp_path: Path, qtbot: QtBot
) -> None:
    preview = read(page, write(tmp_path, ["Å-01", "Belysning", "Pågår", 40, "", ""]), qtbot)
    choose(preview, "Å-01")
    fields = preview.detail.fields
    for line in range(2):
        fields.item(line, 0).setCheckState(Qt.CheckState.Unchecked)
    assert not preview.chosen.rows
    assert preview.line.all_rows.checkState() is Qt.CheckState.Unchecked
    fields.item(1, 0).setCheckState(Qt.CheckState.Checked)
    assert preview.chosen.count(preview.previews) == (1, 2)
    preview.rows.lines.want(0, wanted=False)
    preview.rows.lines.want(0, wanted=True)
    assert preview.chosen.count(preview.previews) == (2, 2)
    assert fields.item(0, 0).checkState() is Qt.CheckState.Checked


def test_what_is_personal_is_masked_by_one_click_before_the_row_can_be_ticked(
    window: ProjectWindow, page: FollowUpPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = write(
        tmp_path,
        ["Å-01", "Belysning", "Pågår", 40, "", "Ring 070-174 06 35 om schaktet"],
        ["Å-06", "Klottersanering inom 24 timmar", "Pågår", 90, "", "Ärende 20000101-2384"],
    )
    preview = read(page, path, qtbot)
    assert not preview.chosen.rows
    assert preview.line.personal.text() == "2 rader innehåller personuppgifter"
    assert not preview.line.keep.isEnabled()
    choose(preview, "Å-01")
    assert "070" not in " ".join(
        cell.text() for cell in preview.detail.fields.findItems("", Qt.MatchFlag.MatchContains)
    )
    look(window, "personal")
    preview.detail.masking.click()
    settle(page, qtbot)
    assert preview.line.personal.text() == "1 rad innehåller personuppgifter"
    assert len(preview.chosen.rows) == 1
    preview.line.masking.click()
    settle(page, qtbot)
    assert len(preview.chosen.rows) == 2
    assert not preview.line.masking.isVisibleTo(preview)
    look(window, "masked")
    preview.accept()
    settle(page, qtbot)
    stored = find_answer(page.project, GRAFFITI)
    assert stored is not None
    assert stored.comment == "Ärende ••••••••"


def test_an_original_is_kept_or_not_as_the_leader_says(
    page: FollowUpPage, prompter: ReadyPrompter, tmp_path: Path, qtbot: QtBot
) -> None:
    preview = read(page, write(tmp_path, ["Å-01", "Belysning", "Pågår", 40, "", ""]), qtbot)
    assert preview.line.keep.isChecked()
    preview.line.keep.click()
    preview.accept()
    settle(page, qtbot)
    (batch,) = page.project.all(ImportBatch)
    page.session.originals.open(batch.file_sha256, batch.file_name)
    assert prompter.errors == ["Originalet till Natur och teknik T2 2026.xlsx sparades inte när den lästes in."]


def test_a_second_workbook_stands_beside_the_first_and_what_was_entered_by_hand_between(
    window: ProjectWindow, page: FollowUpPage, tmp_path: Path, qtbot: QtBot
) -> None:
    row: list[object] = ["Å-01", "Belysning", "Pågår", 40, "Gul", "Schakt påbörjad"]
    first = write(tmp_path, row)
    returned = read_book(first.read_bytes(), first.name, 2026)
    accept_returns(page.project, preview_returns(page.project, [returned]))
    enter_answer(page.project, LIGHTING, "comment", "Rättat av projektledaren", today=page.session.today())
    row[3] = 60
    preview = read(page, write(tmp_path, row, name="Natur och teknik T2 2026 v2_slutlig.xlsx"), qtbot)
    assert preview._compared.text().startswith("Jämfört med Natur och teknik T2 2026.xlsx från ")
    assert preview._compared.text().endswith(": 1 cell ändrad")
    assert "1 av 2 svar valda" in preview._middle.note.text()
    choose(preview, "Å-01")
    fields = preview.detail.fields
    line = fields.fields.index("comment")
    assert fields.item(line, 2).text() == "Rättat av projektledaren\ni förra arbetsboken: Schakt påbörjad"
    assert fields.item(line, 0).checkState() is Qt.CheckState.Unchecked
    look(window, "second")
    preview.accept()
    settle(page, qtbot)
    stored = find_answer(page.project, LIGHTING)
    assert stored is not None
    assert (stored.progress, stored.comment) == (60, "Rättat av projektledaren")


def test_equal_problems_stand_once_with_their_number_and_unfold_to_every_place(
    window: ProjectWindow, page: FollowUpPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = write(
        tmp_path,
        ["Å-01", "Belysning", "Pågår", 40, "", "Ring 070-174 06 35"],
        ["Å-06", "Klottersanering inom 24 timmar", "Pågår", 90, "", "Ring 070-174 06 36"],
    )
    preview = read(page, path, qtbot)
    (places,) = preview.watch.findChildren(PlaceList)
    assert places.unfold.text() == "▸ 2 ställen"
    places.turn()
    lines = places.findChildren(LineWidget)
    assert [line.accessibleName().split(".")[0] for line in lines] == ["F2", "F3"]
    look(window, "watch")
    lines[1].follow()
    assert preview.rows.lines.rows[preview.rows.currentIndex().row()].row == 3
    places.turn()
    assert places.unfold.text() == "▸ 2 ställen"
