"""The measure plan as a user has it: find, group, change, add, remove, and mend what is missing."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from support.hands import field as field_named
from support.hands import go_to, write
from support.prompting import ReadyPrompter

from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.organisation import Area, Party
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Activity, Goal, Measure, MeasureIndicator, Partner
from trygg_desktop.domain.programme import Programme
from trygg_desktop.domain.words import Assessment, Level, Status
from trygg_desktop.store.project import Project
from trygg_desktop.ui.pages.plan import BOARD, GAPS, GOALS, TABLE, TIMELINE, PlanPage
from trygg_desktop.ui.pages.plan_words import UNREPORTED
from trygg_desktop.ui.widgets.lines import LineWidget
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.edit import set_field
from trygg_desktop.workflows.review import look_at

OpenWindow = Callable[[Project], ProjectWindow]


@pytest.fixture
def page(window: ProjectWindow) -> PlanPage:
    return go_to(window, "plan", PlanPage)


def measure(page: PlanPage, code: str) -> Measure:
    return page.project.all(Measure, "code = ?", (code,))[0]


def codes(page: PlanPage) -> list[str]:
    return [line.measure.code for line in page.table.grouped.found]


def choose(page: PlanPage, *wanted: str) -> None:
    page.table.clearSelection()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for line in page.table.grouped.found:
        if line.measure.code in wanted:
            page.table.selectionModel().select(page.table.rows_shown.index_of(line.id), flags)


def field(parent: QWidget, kind: type[QWidget], name: str) -> QWidget:
    found = parent.findChild(kind, name)
    assert found is not None
    return found


def pick(parent: QWidget, name: str, text: str) -> None:
    box = parent.findChild(QComboBox, name)
    assert box is not None
    place = next(place for place in range(box.count()) if text in box.itemText(place))
    box.setCurrentIndex(place)
    box.activated.emit(place)


def filter_by(page: PlanPage, name: str, text: str) -> None:
    pick(page.filters, f"filter_{name}", text)


def click_row(page: PlanPage, code: str, kind: str = "click") -> None:
    index = page.table.rows_shown.index_of(measure(page, code).id)
    place = page.table.visualRect(index).center()
    viewport = page.table.viewport()
    if kind == "double":
        QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    else:
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)


# --- which period is shown


def cell(page: PlanPage, code: str, key: str, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> str:
    place = [column.key for column in page.table.rows_shown.columns].index(key)
    row = page.table.rows_shown.index_of(measure(page, code).id).row()
    return str(page.table.rows_shown.index(row, place).data(role))


def period(page: PlanPage, code: str) -> Period:
    return page.project.all(Period, "code = ?", (code,))[0]


def test_an_answer_from_another_period_than_the_one_chosen_says_so(window: ProjectWindow, page: PlanPage) -> None:
    assert cell(page, "Å-01", "assessment") == "■ röd"
    assert cell(page, "Å-11", "assessment") == "▲ gul T1 2026", "its report for T2 is missing"
    assert page.subtitle() == "senaste svar, T1 2026 till T2 2026"
    window.session.choose_period(period(page, "2026-T1"))
    assert cell(page, "Å-01", "assessment") == "■ röd T2 2026"
    assert cell(page, "Å-11", "assessment") == "▲ gul"
    page.choose_measure(measure(page, "Å-11").id)
    assert page.measure_panel.note.text() == "▲ gul T1 2026"


def test_one_periods_answers_are_shown_under_a_chip_that_leads_back(window: ProjectWindow, page: PlanPage) -> None:
    chip = page.head.period
    assert not chip.isVisible()
    window.session.go("plan", assessment=Assessment.YELLOW, period=period(page, "2026-T1").id)
    assert chip.isVisible()
    assert chip.text() == "T1 2026 ✕"
    assert page.subtitle() == "svar för T1 2026"
    answers = {a.measure_id for a in page.project.all(FollowUp, "period_id = ?", (period(page, "2026-T1").id,))}
    assert {line.id for line in page.table.grouped.found} <= answers
    assert "Å-11" in codes(page)
    page.show_view(GOALS)
    assert not chip.isVisible()
    assert page.subtitle() == "", "goals are no answers"
    page.show_view(TABLE)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert not chip.isVisible()
    assert page.table.grouped.total == 18
    assert page.filters.values == {"assessment": Assessment.YELLOW}


def test_a_measure_that_does_not_run_in_the_period_leaves_it_when_its_dates_are_changed(
    window: ProjectWindow, page: PlanPage
) -> None:
    window.session.go("plan", assessment=Assessment.RED, period=period(page, "2026-T2").id)
    assert codes(page) == ["Å-01"]
    set_field(page.project, Measure, measure(page, "Å-01").id, "end_date", date(2025, 12, 31))
    assert codes(page) == []
    assert page.sheet.currentWidget() is page.no_match
    page.project.undo()
    assert codes(page) == ["Å-01"]


def test_lateness_is_a_sign_and_words_and_the_chains_own_rule(page: PlanPage) -> None:
    assert cell(page, "Å-13", "end") == "2026-08-31", "its last day is that of the period"
    set_field(page.project, Measure, measure(page, "Å-13").id, "end_date", date(2026, 8, 30))
    assert cell(page, "Å-13", "end") == "▲ 2026-08-30"
    assert "har passerat" in cell(page, "Å-13", "end", Qt.ItemDataRole.ToolTipRole)
    late = {
        line.measure.code for line in page.table.grouped.every_row if cell(page, line.measure.code, "end")[0] == "▲"
    }
    assert cell(page, "Å-05", "status") == "genomförd"
    assert "Å-05" not in late, "what is done is not late, though its last day has passed"
    situation = look_at(page.project, period(page, "2026-T2"), date(2026, 11, 22))
    assert late <= {found.code for link in situation.links for found in link.late}


# --- finding


def test_every_measure_stands_in_the_table_with_its_latest_status(page: PlanPage) -> None:
    assert len(codes(page)) == 18
    assert page.count.text() == "18 åtgärder"
    row = page.table.rows_shown.index_of(measure(page, "Å-01").id).row()
    shown = [page.table.rows_shown.index(row, c).data() for c in range(12)]
    assert shown[0] == "Å-01"
    assert shown[2] == "Natur o teknik"
    assert shown[6] == "försenad"
    assert shown[7] == "■ röd"
    assert shown[8] == "40\N{NO-BREAK SPACE}%"
    assert shown[11] == "1\N{NO-BREAK SPACE}850\N{NO-BREAK SPACE}tkr"


def test_typing_narrows_the_table_as_one_types(page: PlanPage) -> None:
    page.filters.field.setFocus()
    QTest.keyClicks(page.filters.field, "avhopp")
    assert codes(page) == ["Å-10"]
    assert page.count.text() == "1 av 18 åtgärder"
    QTest.mouseClick(page.clear, Qt.MouseButton.LeftButton)
    assert len(codes(page)) == 18
    assert not page.clear.isVisible()


def test_words_are_found_in_any_order_and_in_names_beside_the_title(page: PlanPage) -> None:
    page.filters.field.setText("tureberg belysning")
    assert codes(page) == ["Å-01"]
    page.filters.field.setText("bid")
    assert "Å-02" in codes(page)


@pytest.mark.parametrize(
    ("name", "choice", "fits"),
    [
        ("area_id", "Edsbergs", lambda page, m, answer: m.area_id == 1),
        ("level", "Trygghet", lambda page, m, answer: m.level is Level.SAFETY),
        ("status", "försenad", lambda page, m, answer: answer and answer.status is Status.LATE),
        ("assessment", "gul", lambda page, m, answer: answer and answer.assessment is Assessment.YELLOW),
    ],
)
def test_each_choice_lets_through_exactly_what_it_says(
    page: PlanPage, name: str, choice: str, fits: Callable[..., object]
) -> None:
    every = page.table.grouped.every_row
    filter_by(page, name, choice)
    expected = [line.measure.code for line in every if fits(page, line.measure, line.latest)]
    assert codes(page) == expected
    assert 0 < len(expected) < 18


def test_a_party_is_found_both_as_responsible_and_as_partner(page: PlanPage) -> None:
    filter_by(page, "party_id", "AB Sollentunahem")
    led = {line.measure.code for line in page.table.grouped.found if line.party == "Sollentunahem"}
    helped = {line.measure.code for line in page.table.grouped.found if "Sollentunahem" in line.partners}
    assert led
    assert helped
    assert led | helped == set(codes(page))


def test_a_goal_lets_through_the_measures_of_the_goals_under_it(page: PlanPage) -> None:
    filter_by(page, "goal_id", "M Inga utsatta")
    assert len(codes(page)) == 18
    filter_by(page, "goal_id", "M2 ")
    assert set(codes(page)) == {m.code for m in page.project.all(Measure, "goal_id = 3")}


def test_measures_nobody_has_answered_for_can_be_found(page: PlanPage) -> None:
    page.start_measure()
    page.filters.set(status=UNREPORTED)
    assert codes(page) == ["Å-19"]


def test_nothing_found_says_so_and_offers_all_again(page: PlanPage) -> None:
    page.filters.field.setText("finns inte")
    assert page.sheet.currentWidget() is page.no_match
    QTest.mouseClick(page.no_match.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert page.sheet.currentWidget() is page.table


@pytest.mark.parametrize(
    ("text", "sections"),
    [("Per nivå", 4), ("Per område", 3), ("Per lagdel", 10), ("Per mål", 5), ("Per status", 3)],
)
def test_grouped_measures_stand_under_the_name_of_their_group(page: PlanPage, text: str, sections: int) -> None:
    filter_by(page, "group", text)
    places = page.table.grouped.sections()
    names = [page.table.rows_shown.index(place, 0).data() for place in places]
    assert len(codes(page)) == 18
    assert sum(int(name.rsplit(" ", 1)[1]) for name in names) == 18
    assert len(names) == len(set(names))
    assert page.table.columnSpan(places[0], 0) == 12
    assert not page.table.rows_shown.flags(page.table.rows_shown.index(places[0], 0)) & Qt.ItemFlag.ItemIsSelectable


def test_a_heading_sorts_and_missing_values_stand_last(page: PlanPage) -> None:
    page.start_measure()
    page.table.sortByColumn(11, Qt.SortOrder.AscendingOrder)
    assert codes(page)[-1] == "Å-19"
    budgets = [line.measure.budget_ore for line in page.table.grouped.found if line.measure.budget_ore is not None]
    assert budgets == sorted(budgets)


# --- changing one


def test_a_click_on_a_row_shows_the_measure_beside(page: PlanPage) -> None:
    click_row(page, "Å-03")
    assert page.detail.currentWidget() is page.measure_panel
    assert page.measure_panel.heading.text().startswith("Å-03 ")


def test_a_field_is_stored_when_it_is_left_and_ctrl_z_takes_it_back(window: ProjectWindow, page: PlanPage) -> None:
    choose(page, "Å-03")
    write(field_named(page.measure_panel.more, "end_date"), "2027-05-31")
    assert str(measure(page, "Å-03").end_date) == "2027-05-31"
    row = page.table.rows_shown.index_of(measure(page, "Å-03").id).row()
    assert page.table.rows_shown.index(row, 10).data() == "2027-05-31"
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert str(measure(page, "Å-03").end_date) != "2027-05-31"


def test_money_is_written_in_thousands_and_kept_in_ore(page: PlanPage) -> None:
    choose(page, "Å-03")
    write(field_named(page.measure_panel.more, "budget_ore"), "1 234,5")
    assert measure(page, "Å-03").budget_ore == 123_450_000


def test_a_date_that_is_none_is_refused_at_its_field_and_nothing_is_stored(page: PlanPage) -> None:
    choose(page, "Å-03")
    before = measure(page, "Å-03")
    write(field_named(page.measure_panel.more, "start_date"), "i morgon")
    assert measure(page, "Å-03") == before
    assert bool(field(page.measure_panel.more, QLineEdit, "start_date").property("invalid"))


def test_what_is_typed_is_stored_when_another_row_is_chosen(page: PlanPage) -> None:
    choose(page, "Å-03")
    area = page.measure_panel.findChild(QPlainTextEdit, "title")
    assert area is not None
    area.setFocus()
    area.selectAll()
    area.insertPlainText("Platsvärdar hela året")
    click_row(page, "Å-04")
    assert measure(page, "Å-03").title == "Platsvärdar hela året"
    assert page.measure_panel.heading.text().startswith("Å-04")


def test_the_problem_behind_the_cause_is_shown_and_leads_there(window: ProjectWindow, page: PlanPage) -> None:
    choose(page, "Å-01")
    line = next(w for w in page.measure_panel.findChildren(LineWidget) if w.accessibleName().startswith("Problem P2"))
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert window.session.settings.page == "situation"


def test_partners_are_added_and_left_out(page: PlanPage) -> None:
    choose(page, "Å-01")
    panel = page.measure_panel
    place = panel.partners.box.findText("Socialkontoret")
    panel.partners.box.setCurrentIndex(place)
    panel.partners.box.activated.emit(place)
    row = measure(page, "Å-01")
    assert len(page.project.all(Partner, "measure_id = ?", (row.id,))) == 2
    out = next(b for b in panel.partners.findChildren(QToolButton) if "Sollentunahem" in b.accessibleName())
    QTest.mouseClick(out, Qt.MouseButton.LeftButton)
    assert page.table.grouped.found[0].partners == ("Socialkontoret",)


def test_the_responsible_party_is_chosen_and_leaves_the_partners(page: PlanPage) -> None:
    choose(page, "Å-01")
    pick(page.measure_panel.form, "party_id", "AB Sollentunahem")
    assert page.table.grouped.found[0].party == "Sollentunahem"
    assert page.table.grouped.found[0].partners == ()


def test_a_cause_is_found_by_typing_a_part_of_it(page: PlanPage) -> None:
    choose(page, "Å-16")
    assert measure(page, "Å-16").cause_id is None
    pick(page.measure_panel, "cause_id", "P4.1")
    cause_id = measure(page, "Å-16").cause_id
    assert cause_id is not None
    assert page.names.causes[cause_id].code == "P4.1"


def test_activities_are_added_changed_moved_and_removed(page: PlanPage) -> None:
    choose(page, "Å-03")
    panel = page.measure_panel
    panel.tabs.setCurrentIndex(1)
    row = measure(page, "Å-03").id
    for text in ("Kontrakt", "Invigning"):
        line = panel.activities.add_line.findChild(QLineEdit, "add_title")
        assert line is not None
        line.setFocus()
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)
    found = page.project.all(Activity, "measure_id = ? ORDER BY position", (row,))
    assert [a.title for a in found] == ["Kontrakt", "Invigning"]
    table = panel.activities.table
    table.choose(found[1].id)
    pick(panel.activities.form, "status", "pågår")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    found = page.project.all(Activity, "measure_id = ? ORDER BY position", (row,))
    assert [(a.title, a.status) for a in found] == [
        ("Invigning", Status.IN_PROGRESS),
        ("Kontrakt", Status.NOT_STARTED),
    ]
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert [a.title for a in page.project.all(Activity, "measure_id = ?", (row,))] == ["Kontrakt"]


def test_indicators_are_linked_unlinked_and_lead_to_their_page(window: ProjectWindow, page: PlanPage) -> None:
    choose(page, "Å-03")
    panel = page.measure_panel
    panel.tabs.setCurrentIndex(1)
    panel.indicators.box.activated.emit(1)
    row = measure(page, "Å-03").id
    assert len(page.project.all(MeasureIndicator, "measure_id = ?", (row,))) == 1
    link = next(b for b in panel.indicators.findChildren(QPushButton) if b.text().startswith("I1 "))
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert window.session.settings.page == "indicators"
    window.show_page("plan")
    QApplication.processEvents()
    out = next(b for b in panel.indicators.findChildren(QToolButton) if b.isVisibleTo(panel))
    QTest.mouseClick(out, Qt.MouseButton.LeftButton)
    assert page.project.all(MeasureIndicator, "measure_id = ?", (row,)) == []


def test_answers_say_where_they_come_from_and_lead_to_the_follow_up(window: ProjectWindow, page: PlanPage) -> None:
    choose(page, "Å-01")
    panel = page.measure_panel
    panel.tabs.setCurrentIndex(2)
    lines = [w for w in panel.findChildren(LineWidget) if "T2 2026" in w.accessibleName()]
    assert "Ifyllt för hand" in lines[0].accessibleName()
    assert "■ röd" in lines[0].accessibleName()
    lines[0].setFocus()
    QTest.keyClick(lines[0], Qt.Key.Key_Return)
    assert window.session.settings.page == "follow_up"


def test_obstacles_decisions_and_tasks_of_the_measure_are_shown(window: ProjectWindow, page: PlanPage) -> None:
    choose(page, "Å-01")
    panel = page.measure_panel
    assert panel.tabs.tabText(3) == "Möten 3"
    panel.tabs.setCurrentIndex(3)
    names = [w.accessibleName() for w in panel.tabs.currentWidget().findChildren(LineWidget)]
    assert any("markåtkomst på fastighetsmark" in name and "kvarstår" in name for name in names)
    assert any("SG 2026-3:1" in name for name in names)
    new = next(b for b in panel.tabs.currentWidget().findChildren(QPushButton) if b.text() == "Nytt hinder …")
    QTest.mouseClick(new, Qt.MouseButton.LeftButton)
    assert window.session.settings.page == "obstacles"


# --- adding, removing, several


def test_a_new_measure_gets_the_next_code_and_waits_to_be_named(window: ProjectWindow, page: PlanPage) -> None:
    filter_by(page, "area_id", "Edsbergs")
    button = window.findChild(QPushButton, "new_measure")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    made = measure(page, "Å-19")
    assert made.area_id == 1
    assert page.table.chosen_ids() == [made.id]
    assert page.measure_panel.heading.text() == "Å-19 Ny åtgärd"


def test_a_new_measure_is_shown_even_when_the_filter_would_hide_it(page: PlanPage) -> None:
    page.filters.field.setText("avhopp")
    page.start_measure()
    assert page.filters.words == ""
    assert page.table.chosen_ids() == [measure(page, "Å-19").id]


def test_del_removes_the_chosen_measures_and_undo_brings_them_back_with_their_codes(
    window: ProjectWindow, page: PlanPage
) -> None:
    choose(page, "Å-17", "Å-18")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert page.count.text() == "16 åtgärder"
    assert "Å-18" not in codes(page)
    window.session.project.undo()
    assert codes(page)[-2:] == ["Å-17", "Å-18"]
    page.start_measure()
    assert codes(page)[-1] == "Å-19"


def test_several_measures_are_changed_in_one_step(page: PlanPage) -> None:
    choose(page, "Å-01", "Å-03", "Å-07")
    assert page.detail.currentWidget() is page.bulk_panel
    assert page.bulk_panel.heading.text() == "3 åtgärder valda"
    steps = len(page.project.history())
    pick(page.bulk_panel, "level", "Brott")
    write(field_named(page.bulk_panel, "end_date"), "2028-12-31")
    pick(page.bulk_panel, "party_id", "Socialkontoret")
    found = [measure(page, code) for code in ("Å-01", "Å-03", "Å-07")]
    assert {m.level for m in found} == {Level.CRIME}
    assert {str(m.end_date) for m in found} == {"2028-12-31"}
    assert len({m.party_id for m in found}) == 1
    assert len(page.project.history()) == steps + 3
    assert sorted(page.table.chosen_ids()) == sorted(m.id for m in found)


def test_several_measures_are_removed_from_the_panel(page: PlanPage) -> None:
    choose(page, "Å-01", "Å-03")
    QTest.mouseClick(page.bulk_panel.remove, Qt.MouseButton.LeftButton)
    assert page.count.text() == "16 åtgärder"


def test_one_measure_is_removed_from_its_panel(page: PlanPage) -> None:
    choose(page, "Å-02")
    button = next(b for b in page.measure_panel.findChildren(QPushButton) if b.text() == "Ta bort åtgärden")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "Å-02" not in codes(page)
    assert page.detail.currentWidget() is page.hint


def test_an_empty_plan_says_what_belongs_there_and_offers_the_first_step(
    open_window: OpenWindow, project: Project
) -> None:
    page = go_to(open_window(project), "plan", PlanPage)
    assert page.sheet.currentWidget() is page.empty
    QTest.mouseClick(page.empty.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert codes(page) == ["Å-01"]
    assert page.sheet.currentWidget() is page.table


# --- the other views


def test_the_board_has_a_card_for_each_measure_under_its_status(window: ProjectWindow, page: PlanPage) -> None:
    page.show_view(BOARD)
    late = page.board.columns[Status.LATE]
    assert [line.measure.code for line in late.cards.lines] == ["Å-01", "Å-10", "Å-18"]
    assert sum(len(column.cards.lines) for column in page.board.columns.values()) == 18
    rect: QRect = late.view.visualRect(late.cards.index(1, 0))
    QTest.mouseClick(late.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center() - QPoint(0, 8))
    assert page.measure_panel.heading.text().startswith("Å-10")
    late.view.setFocus()
    QTest.keyClick(late.view, Qt.Key.Key_F2)
    assert window.session.settings.page == "follow_up"


def test_the_board_follows_the_filter(page: PlanPage) -> None:
    page.filters.field.setText("avhopp")
    page.show_view(BOARD)
    assert sum(len(column.cards.lines) for column in page.board.columns.values()) == 1
    page.filters.field.setText("belysning")
    assert [line.measure.code for line in page.board.columns[Status.LATE].cards.lines] == ["Å-01"]


def test_the_timeline_shows_the_filtered_measures_and_leads_to_one(page: PlanPage) -> None:
    page.filters.field.setText("avhopp")
    page.show_view(TIMELINE)
    QApplication.processEvents()
    figure = page.timeline.view.figure
    assert figure is not None
    assert [row[0] for row in figure.rows] == ["Å-10 Avhopparstöd"]
    page.timeline.view.setFocus()
    QTest.keyClick(page.timeline.view, Qt.Key.Key_Right)
    QTest.keyClick(page.timeline.view, Qt.Key.Key_Return)
    assert page.measure_panel.heading.text().startswith("Å-10")


def test_the_timeline_is_printed_as_it_is_filtered(qtbot: QtBot, window: ProjectWindow, page: PlanPage) -> None:
    page.filters.field.setText("avhopp")
    page.print_timeline()
    qtbot.waitUntil(lambda: page.over.is_previewing, timeout=30_000)
    assert page.over.pdf is not None
    assert page.over.pdf.title.text() == "Åtgärdsplan"
    assert page.over.pdf.note.text() == ("Inga utsatta områden 2030, 1 av 18 åtgärder, svar för T2 2026. Exempeldata")
    qtbot.waitUntil(lambda: window.findChild(QPushButton, "print_plan") is None)
    page.over.paper.setCurrentIndex(1)
    page.over.paper.activated.emit(1)
    qtbot.waitUntil(lambda: not window.session.jobs.busy, timeout=30_000)
    window.session.go("plan", "measure", 1)
    assert not page.over.is_previewing


def test_goals_are_added_changed_moved_and_removed(page: PlanPage) -> None:
    page.start_goal()
    assert page.tabs.currentIndex() == GOALS
    line = page.goals.add_line.findChild(QLineEdit, "add_name")
    assert line is not None
    line.setText("Färre bränder")
    QTest.keyClick(line, Qt.Key.Key_Return)
    goal = page.project.all(Goal, "code = 'M6'")[0]
    page.goals.table.choose(goal.id)
    assert page.goal_panel.heading.text() == "M6 Färre bränder"
    pick(page.goal_panel, "parent_id", "M2 ")
    pick(page.goal_panel, "outlook", "osäkert")
    assert page.project.get(Goal, goal.id).parent_id == 3
    shown = [page.goals.table.rows_shown.index(r, 0).data().strip() for r in range(7)]
    assert shown.index("M6  Färre bränder") == shown.index("M2  Den öppna droghandeln ska upphöra") + 1
    page.goals.table.setFocus()
    QTest.keyClick(page.goals.table, Qt.Key.Key_Delete)
    assert page.project.all(Goal, "code = 'M6'") == []


def test_a_goal_leads_to_its_measures(page: PlanPage) -> None:
    page.show_view(GOALS)
    page.goals.table.choose(3)
    assert page.goal_panel.show_measures.text() == "Visa dess 3 åtgärder"
    QTest.mouseClick(page.goal_panel.show_measures, Qt.MouseButton.LeftButton)
    assert page.tabs.currentIndex() == TABLE
    assert page.count.text() == "3 av 18 åtgärder"


def test_a_goal_cannot_be_put_under_its_own_goal(page: PlanPage) -> None:
    page.show_view(GOALS)
    page.goals.table.choose(1)
    box = page.goal_panel.findChild(QComboBox, "parent_id")
    assert box is not None
    assert [box.itemText(i) for i in range(box.count())] == [""]


def gap_rows(page: PlanPage) -> dict[str, int]:
    page.show_view(GAPS)
    QApplication.processEvents()
    return {page.table.grouped._loc.t(line.gap.message): line.id for line in page.gaps.table.grouped.found}


def test_the_gaps_are_listed_with_what_is_missing(page: PlanPage) -> None:
    rows = gap_rows(page)
    assert "Orsak P4.2 saknar åtgärd." in rows
    assert "Å-16 är inte kopplad till någon orsak." in rows
    assert page.gaps.card.heading.text() == f"{len(rows)} luckor mellan problem och resultat"
    assert not page.detail.isVisible()


def test_enter_on_a_gap_leads_to_the_field_that_mends_it(page: PlanPage) -> None:
    rows = gap_rows(page)
    page.gaps.table.choose(rows["Å-16 är inte kopplad till någon orsak."])
    page.gaps.table.setFocus()
    QTest.keyClick(page.gaps.table, Qt.Key.Key_F2)
    assert page.tabs.currentIndex() == TABLE
    assert page.measure_panel.heading.text().startswith("Å-16")
    pick(page.measure_panel, "cause_id", "P4.2")
    rows = gap_rows(page)
    assert "Å-16 är inte kopplad till någon orsak." not in rows
    assert "Orsak P4.2 saknar åtgärd." not in rows


def test_a_chosen_gap_is_mended_by_the_button_over_the_list(page: PlanPage) -> None:
    rows = gap_rows(page)
    assert page.gaps.mend.isVisible()
    assert page.gaps.mend.text() == "Rätta till"
    assert not page.gaps.mend.isEnabled()
    page.gaps.table.choose(rows["Å-16 är inte kopplad till någon orsak."])
    QTest.mouseClick(page.gaps.mend, Qt.MouseButton.LeftButton)
    assert page.tabs.currentIndex() == TABLE
    assert page.measure_panel.heading.text().startswith("Å-16")


def test_an_edit_does_not_wait_for_the_list_of_gaps_in_front(page: PlanPage) -> None:
    rows = gap_rows(page)
    gap = "Å-16 är inte kopplad till någon orsak."
    cause = next(iter(page.names.causes))
    set_field(page.project, Measure, measure(page, "Å-16").id, "cause_id", cause)
    assert gap in {page.loc.t(line.gap.message) for line in page.gaps.table.grouped.found}, "drawn when there is time"
    QApplication.processEvents()
    assert gap in rows
    assert gap not in {page.loc.t(line.gap.message) for line in page.gaps.table.grouped.found}


def test_a_cause_without_a_measure_gets_one(page: PlanPage) -> None:
    rows = gap_rows(page)
    page.gaps.table.opened.emit(rows["Orsak P4.2 saknar åtgärd."])
    cause_id = measure(page, "Å-19").cause_id
    assert cause_id is not None
    assert page.names.causes[cause_id].code == "P4.2"


def test_a_measure_without_an_indicator_leads_to_its_indicators(page: PlanPage) -> None:
    page.gaps.table.opened.emit(gap_rows(page)["Å-03 saknar indikator."])
    assert page.measure_panel.tabs.currentIndex() == 1


def test_a_party_without_a_seat_leads_to_the_organisation(window: ProjectWindow, page: PlanPage) -> None:
    rows = gap_rows(page)
    row = next(row_id for text, row_id in rows.items() if "plats i styrgruppen" in text)
    page.gaps.table.opened.emit(row)
    assert window.session.settings.page == "organisation"


def test_a_chain_without_gaps_says_so(open_window: OpenWindow, project: Project) -> None:
    window = open_window(project)
    page = go_to(window, "plan", PlanPage)
    page.gaps.table.opened.emit(next(iter(gap_rows(page).values())))
    assert page.session.settings.page == "organisation", "only the assignment is incomplete"
    programme = page.project.programme.id
    for name, value in (
        ("decided_by", "Kommunfullmäktige"),
        ("decision_date", date(2016, 10, 1)),
        ("decision_number", "§ 1"),
        ("registry_number", "2016/1"),
    ):
        set_field(page.project, Programme, programme, name, value)
    go_to(window, "plan", PlanPage)
    assert not gap_rows(page)
    assert page.gaps.currentIndex() == 1


# --- from elsewhere


def test_other_pages_lead_to_a_measure_a_goal_an_activity_or_a_filter(window: ProjectWindow, page: PlanPage) -> None:
    session = window.session
    page.filters.field.setText("avhopp")
    session.go("plan", "measure", measure(page, "Å-01").id)
    assert page.table.chosen_ids() == [measure(page, "Å-01").id]
    session.go("plan", "goal", 3)
    assert page.tabs.currentIndex() == GOALS
    activity = page.project.all(Activity)[0]
    session.go("plan", "activity", activity.id)
    assert page.table.chosen_ids() == [activity.measure_id]
    session.go("plan", assessment=Assessment.RED)
    assert codes(page) == ["Å-01"]
    session.go("plan", status="late", party_id=measure(page, "Å-10").party_id)
    assert codes(page) == ["Å-10"]
    session.go("plan", view="gaps")
    assert page.tabs.currentIndex() == GAPS
    page.actions_offered()[-1].run()
    assert page.tabs.currentIndex() == GAPS


def test_a_refused_change_is_said_in_plain_words(page: PlanPage, prompter: ReadyPrompter) -> None:
    choose(page, "Å-01")
    page.project.read_only = True
    page.start_measure()
    assert "skrivskyddad" in prompter.errors[0]
    assert len(codes(page)) == 18


def test_a_change_made_while_the_page_is_hidden_is_shown_when_it_comes_back(
    window: ProjectWindow, page: PlanPage
) -> None:
    window.show_page("overview")
    with page.project.change("Prov") as step:
        step.set(Measure, measure(page, "Å-04").id, title="Ordningsvakter överallt")
    window.show_page("plan")
    assert page.table.grouped.found[3].measure.title == "Ordningsvakter överallt"


def test_undo_while_a_field_is_being_written_in_first_stores_it(window: ProjectWindow, page: PlanPage) -> None:
    choose(page, "Å-03")
    line = page.measure_panel.more.findChild(QLineEdit, "end_date")
    assert line is not None
    line.setFocus()
    line.selectAll()
    line.insert("2028-01-31")
    window._undo()
    assert "Å-03" in str(window.session.project.history()[0].label)
    assert str(measure(page, "Å-03").end_date) == "2026-12-31"


def test_a_change_that_takes_the_row_out_of_the_filter_is_stored_all_the_same(page: PlanPage) -> None:
    page.filters.set(area_id=2)
    choose(page, "Å-01")
    box = page.measure_panel.more.findChild(QComboBox, "area_id")
    assert box is not None
    box.setFocus()
    pick(page.measure_panel.more, "area_id", "Edsbergs")
    assert measure(page, "Å-01").area_id == 1
    assert "Å-01" not in codes(page)
    assert page.detail.currentWidget() is page.hint


def test_a_new_name_of_a_party_an_area_or_a_goal_is_shown_in_every_line(page: PlanPage) -> None:
    row = measure(page, "Å-01")
    with page.project.change("Prov") as step:
        step.set(Party, row.party_id or 0, short_name="Gatukontoret")
        step.set(Area, row.area_id or 0, name="Malmvägen")
        step.set(Goal, row.goal_id or 0, name="Lugn kväll")
    line = page.table.grouped.found[0]
    assert (line.party, line.area, line.goal, line.partners) == (
        "Gatukontoret",
        "Malmvägen",
        "M3 Lugn kväll",
        ("Sollentunahem",),
    )
    page.filters.field.setText("gatukontoret")
    assert "Å-01" in codes(page)
