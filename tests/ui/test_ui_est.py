"""EST on the screen: the tab of the situation, and the counts in the preview of a dropped list."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton
from support.est_books import LONG, read_est
from support.prompting import ReadyPrompter

from trygg_desktop.charts.spec import Words
from trygg_desktop.domain.est import EstCount
from trygg_desktop.domain.est_table import RULE
from trygg_desktop.domain.est_weeks import weeks_of
from trygg_desktop.domain.returns import Gathered
from trygg_desktop.exchange.reading import read_book
from trygg_desktop.messages import N_
from trygg_desktop.store.project import Project
from trygg_desktop.ui.pages.follow_up import FollowUpPage
from trygg_desktop.ui.pages.follow_up_est import NAME, SUM, group_counts
from trygg_desktop.ui.pages.follow_up_preview import PreviewPanel
from trygg_desktop.ui.pages.situation import EST, SituationPage
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.collect import accept_returns, preview_returns
from trygg_desktop.workflows.demo import create_demo
from trygg_desktop.workflows.demo_run import returned_books

EDS, TORG = "Edsbergs centrum", "Edsbergs torg"


def situation(window: ProjectWindow) -> SituationPage:
    window.show_page("situation")
    page = window.page("situation")
    assert isinstance(page, SituationPage)
    page.tabs.setCurrentIndex(EST)
    QApplication.processEvents()
    return page


def words(page: SituationPage) -> str:
    return "\n".join(label.text() for label in page.est_panel.findChildren(QLabel) if label.isVisibleTo(page))


def press_until(page: SituationPage, hint: str) -> None:
    """Choose a part of a figure with the arrow keys, as one without a mouse does, and follow it."""
    view = page.est.weekly
    view.setFocus()
    assert view.figure is not None
    place = next(number for number, spot in enumerate(view.figure.spots) if spot.hint.startswith(hint))
    for _ in range(place + 1):
        QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_the_tab_shows_weeks_and_tertials_with_gaps_and_example_data(window):
    page = situation(window)
    weekly, thirdly = page.est.weekly.figure, page.est.thirdly.figure
    assert weekly is not None
    assert thirdly is not None
    assert page.est.week_card.heading.text() == "Per vecka, maj–augusti 2026"
    assert [row[0] for row in weekly.rows] == [TORG, "Malmparken", "Malmvägen"]
    assert weekly.rows[0][-2] == "–"
    months = ("september–december 2025", "januari–april 2026", "maj–augusti 2026")
    assert [head.partition(",")[0] for head in thirdly.header[1:]] == [*months, "Summa"]
    assert page.est.week_card.note.text() == "Exempeldata"


def test_area_lines_and_third_of_the_year_can_be_chosen(window):
    page = situation(window)
    page.est.area.setCurrentIndex(page.est.area.findText(EDS))
    page.est.down.setCurrentIndex(page.est.down.findData("type"))
    page.est.third.setCurrentIndex(page.est.third.findData("2025-3"))
    page.est.third.activated.emit(page.est.third.currentIndex())
    figure = page.est.weekly.figure
    assert figure is not None
    assert page.est.week_card.heading.text() == "Per vecka, september–december 2025"
    assert {row[0] for row in figure.rows} == {
        "Misstänkt narkotikahantering",
        "Nedskräpning",
        "Ordningsstörande samling",
        "Otrygg plats",
        "Skadegörelse",
    }


def test_a_field_leads_to_its_counts_and_they_to_their_workbook(open_window, tmp_path: Path):
    project = create_demo(tmp_path / "d.trygg", answered=False)
    books = [read_book(path.read_bytes(), path.name, 2026) for path in returned_books() if "EST" in path.name]
    accept_returns(project, preview_returns(project, books))
    window = open_window(project)
    page = situation(window)
    opened: list[str] = []
    page.session.originals.open_origin = lambda origin: opened.append(f"{origin.file_name} {origin.cell}")
    press_until(page, f"{TORG}, vecka 22 2026")
    told = words(page)
    assert f"{TORG}, vecka 22 2026" in told
    assert "EST sammanställning vecka 31 2026.xlsx, blad EST" in told
    assert "Skadegörelse" in told
    button = next(b for b in page.est_panel.findChildren(QPushButton) if b.text() == "Öppna originalet")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert opened[0].startswith("EST sammanställning vecka 31 2026.xlsx A")


def test_counts_without_a_workbook_say_so(window):
    page = situation(window)
    press_until(page, f"{TORG}: ")
    assert "Exempeldata" in words(page)


def test_a_place_that_sorts_first_takes_no_third_of_the_year_away(window):
    page = situation(window)

    def sums() -> dict[str, tuple[str, ...]]:
        figure = page.est.thirdly.figure
        assert figure is not None
        return {row[0]: row[1:] for row in figure.rows}

    before = sums()[TORG]
    assert "–" not in before
    area = page.project.all(EstCount, "place = ?", (TORG,))[0].area_id
    with page.project.change(N_("Add")) as step:
        step.add(EstCount(week="2026-W30", area_id=area, place="Aspen", event_type="Klotter", count=1))
    QApplication.processEvents()
    for _ in range(2):
        page.est.third.setCurrentIndex(page.est.third.findText("maj–augusti 2026"))
        page.est.third.activated.emit(page.est.third.currentIndex())
        assert sums()[TORG] == before


def test_a_third_of_the_year_says_how_many_of_its_weeks_were_reported(window):
    page = situation(window)
    figure = page.est.thirdly.figure
    assert figure is not None
    known = {count.week for count in page.project.all(EstCount)}
    heads = {head.partition(", ")[0]: head.partition(", ")[2] for head in figure.header}
    written = [mark.text for mark in figure.marks if isinstance(mark, Words)]
    for name, third in (("januari–april 2026", "2026-1"), ("maj–augusti 2026", "2026-2")):
        weeks = weeks_of(third)
        reported = sum(week in known for week in weeks)
        told = f"{len(weeks)} v." if reported == len(weeks) else f"▲ {reported} av {len(weeks)} v."
        assert heads[name] == told
        assert told in written
    assert any(told.startswith("▲") for told in heads.values())


def test_the_rule_stands_under_both_tables_and_in_the_guide_in_the_same_words(window):
    page = situation(window)
    rule = page.loc.t(RULE)
    for card in (page.est.week_card, page.est.third_card):
        assert rule in [label.text() for label in card.findChildren(QLabel)]
    guide = (Path(__file__).parents[2] / "docs" / "guide" / "est.md").read_text(encoding="utf-8")
    assert rule in " ".join(guide.replace("\n> ", " ").split())


def test_an_empty_project_says_what_belongs_there(open_window, project):
    page = situation(open_window(project))
    assert page.est.stack.currentIndex() == 0
    assert any("Inga antal från EST" in label.text() for label in page.est.findChildren(QLabel))


def test_new_counts_are_shown_at_once(window):
    page = situation(window)
    (shown,) = preview_returns(page.project, [read_est([LONG, ["2026-v40", EDS, TORG, "Klotter", 4]])])
    accept_returns(page.project, [shown])
    QApplication.processEvents()
    assert page.est.third.currentText() == "maj–augusti 2026"
    assert page.est.third.findText("september–december 2026") == 0


# --- the preview


@pytest.fixture
def panel(window: ProjectWindow, prompter: ReadyPrompter, qtbot) -> PreviewPanel:
    """The preview of a corrected list with an unknown area."""
    window.show_page("follow_up")
    page = window.page("follow_up")
    assert isinstance(page, FollowUpPage)
    known = page.project.all(EstCount, "week = '2026-W20' ORDER BY id")[0]
    rows = [
        LONG,
        ["2026-v20", EDS, known.place, known.event_type, known.count + 5],
        ["2026-v40", EDS, TORG, "Klotter", 1],
        ["2026-v41", EDS, TORG, "Klotter", 2],
        ["2026-v41", "Rotebro", "Stationen", "Klotter", 3],
    ]
    found = page.findChild(PreviewPanel)
    assert found is not None
    found._take(Gathered(books=(read_est(rows, file="EST rättad 2026.xlsx"),)))
    qtbot.waitUntil(lambda: bool(found.previews), timeout=15_000)
    return found


def line(panel: PreviewPanel, name: str) -> int:
    return next(number for number, group in enumerate(panel.est.groups) if name in group.name)


def test_hundreds_of_rows_are_a_line_for_each_kind_of_event_with_the_sums_old_and_new(panel):
    assert [item.text(NAME) for item in panel.est.lines][::2] == [f"{TORG} · Klotter", "Stationen · Klotter"]
    changed = panel.est.groups[1]
    assert changed.old is not None
    assert changed.new == changed.old + 5
    assert panel.est.lines[1].text(SUM) == f"{changed.old} → {changed.new}"
    assert panel.est.lines[0].text(SUM) == "3"


def test_a_line_opens_to_its_weeks_and_each_can_be_left_out(panel):
    tree, item = panel.est.tree, panel.est.lines[0]
    item.setExpanded(True)
    assert [item.child(n).text(NAME) for n in range(item.childCount())] == ["vecka 40 2026", "vecka 41 2026"]
    before = len(panel.chosen.rows)
    item.child(0).setCheckState(NAME, Qt.CheckState.Unchecked)
    assert len(panel.chosen.rows) == before - 1
    assert item.checkState(NAME) is Qt.CheckState.PartiallyChecked
    item.setCheckState(NAME, Qt.CheckState.Checked)
    assert len(panel.chosen.rows) == before
    assert item.child(0).checkState(NAME) is Qt.CheckState.Checked
    panel.est.all_counts.setFocus()
    QTest.keyClick(panel.est.all_counts, Qt.Key.Key_Space)
    assert not panel.chosen.rows
    assert tree.topLevelItemCount() == 2


def test_an_unknown_area_is_asked_for_and_the_answer_takes_its_counts_in(panel, qtbot):
    (box,) = [box for box in panel.est.findChildren(QComboBox) if box.isEnabled()]
    assert "Rotebro" in box.accessibleName()
    box.setCurrentIndex(box.findText(EDS))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: all(one.state != "refused" for one in panel.previews[0].est), timeout=15_000)
    assert len(panel.chosen.rows) == 4
    assert not [one for one in panel.est.groups if one.area == "Rotebro"]


def test_counts_are_grouped_by_area_place_and_kind(panel):
    groups = group_counts(panel.previews[0].est)
    assert len(groups) == 3
    assert groups[line(panel, "Stationen")].area == "Rotebro"
    assert sum(len(group.counts) for group in groups) == 4


def test_accepting_takes_the_counts_in(panel, qtbot, window):
    project: Project = window.session.project
    panel.accept()
    qtbot.waitUntil(lambda: not panel.previews and window.session.jobs.lent_for is None, timeout=15_000)
    assert project.all(EstCount, "week = '2026-W40'")[0].count == 1
