"""The organisation page as a user has it: by mouse, by keyboard, on any day, from an empty programme."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from support.hands import field, go_to, write
from support.prompting import ReadyPrompter

from trygg_desktop.charts.spec import Box
from trygg_desktop.domain.organisation import Body, Party, Seat
from trygg_desktop.domain.programme import Programme
from trygg_desktop.store.project import Project
from trygg_desktop.ui.pages.organisation import CHART, FACTS, PARTIES, SEATS, OrganisationPage
from trygg_desktop.ui.widgets.figure_view import FigureView
from trygg_desktop.ui.window import ProjectWindow

OpenWindow = Callable[[Project], ProjectWindow]


@pytest.fixture
def page(window: ProjectWindow) -> OrganisationPage:
    return go_to(window, "organisation", OrganisationPage)


@pytest.fixture
def empty_page(open_window: OpenWindow, project: Project) -> OrganisationPage:
    return go_to(open_window(project), "organisation", OrganisationPage)


def body_id(page: OrganisationPage, code: str) -> int:
    return page.project.all(Body, "code = ?", (code,))[0].id


def click_box(chart: FigureView, row_id: int) -> None:
    figure = chart.figure
    assert figure is not None
    spot = next(spot for spot in figure.spots if spot.ref is not None and spot.ref.row_id == row_id)
    scale = chart.width() / figure.width if chart.width() < figure.width * 1.3 else 1.3
    place = QPoint(round((spot.x + spot.width / 2) * scale), round((spot.y + spot.height / 2) * scale))
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place)


def test_a_click_on_a_box_shows_its_body_with_its_seats(page: OrganisationPage) -> None:
    click_box(page.chart, body_id(page, "SG"))
    assert page.body_panel.heading.text() == "Tjänstemannastyrgrupp"
    assert page.detail.currentWidget() is page.body_panel
    assert field(page.body_panel, "code").text() == "SG"


def test_the_chart_is_walked_with_the_arrow_keys_and_opened_with_enter(page: OrganisationPage) -> None:
    page.chart.setFocus()
    QTest.keyClick(page.chart, Qt.Key.Key_Right)
    QTest.keyClick(page.chart, Qt.Key.Key_Return)
    assert page.detail.currentWidget() is page.body_panel


def test_a_newcomer_has_a_filled_chart_after_one_press(empty_page: OrganisationPage) -> None:
    assert empty_page.chart_part.currentWidget() is empty_page.empty
    empty_page._lay_usual()
    assert empty_page.chart_part.currentWidget() is not empty_page.empty
    assert len(empty_page.project.all(Body)) == 6
    assert "lagdelar" in empty_page.notice.text.text()


def test_parties_are_added_one_after_the_other_from_the_keyboard(empty_page: OrganisationPage) -> None:
    empty_page.start_party()
    for code, name in (("SOC", "Socialkontoret"), ("LPO", "Lokalpolisområdet")):
        line = QApplication.focusWidget()
        assert isinstance(line, QLineEdit)
        QTest.keyClicks(line, code)
        name_line = field(empty_page.parties.add_line, "add_name")
        QTest.keyClicks(name_line, name)
        QTest.keyClick(name_line, Qt.Key.Key_Return)
    assert [party.code for party in empty_page.project.all(Party, "1 ORDER BY position")] == ["SOC", "LPO"]
    assert QApplication.focusWidget() is field(empty_page.parties.add_line, "add_code")


def test_a_refused_party_keeps_what_was_typed(page: OrganisationPage, prompter: ReadyPrompter) -> None:
    page.start_party()
    field(page.parties.add_line, "add_code").setText("SOC")
    field(page.parties.add_line, "add_name").setText("Ännu en")
    page.parties.add_line.button.click()
    assert "SOC" in prompter.errors[0]
    assert field(page.parties.add_line, "add_name").text() == "Ännu en"


def test_the_past_is_shown_in_chart_lists_and_panel(page: OrganisationPage) -> None:
    page.choose("body", body_id(page, "SG"))
    page.day.field.setDate(QDate(2024, 6, 1))
    assert page.organisation.held_seats() == []
    assert page.seats.table.rows_shown.rows == []
    figure = page.chart.figure
    assert figure is not None
    assert "1 juni 2024" in figure.title
    page.day.back.click()
    assert page.day.day == date(2026, 11, 22)
    assert len(page.seats.table.rows_shown.rows) > 30


def test_earlier_and_coming_seats_are_shown_on_request(page: OrganisationPage) -> None:
    page.day.field.setDate(QDate(2024, 6, 1))
    page.seats.others.setChecked(True)
    assert len(page.seats.table.rows_shown.rows) > 30
    page.seats._words.setText("socialchef")
    assert [row.role for row in page.seats.table.rows_shown.rows] == ["Socialchef"]


def test_a_party_without_a_say_is_named_and_given_a_seat(page: OrganisationPage) -> None:
    assert page.notice.text.text().startswith("4 lagdelar saknar plats i styrgruppen: Attunda")
    party = page.project.all(Party, "code = 'ATT'")[0]
    page.give_seat([party.id])
    assert "3 lagdelar" in page.notice.text.text()
    assert page.detail.currentWidget() is page.seat_panel
    role = field(page.seat_panel, "role")
    assert QApplication.focusWidget() is role
    write(role, "Räddningschef")
    seat = page.project.all(Seat, "party_id = ? ORDER BY id DESC", (party.id,))[0]
    assert (seat.role, seat.valid_from) == ("Räddningschef", date(2026, 11, 22))


def test_the_menu_offers_every_party_without_a_say_and_all_of_them(page: OrganisationPage) -> None:
    menu = page.make_seat_menu()
    actions = [action for action in menu.actions() if action.text()]
    assert [action.text() for action in actions][-1] == "Alla"
    assert len(actions) == 5
    actions[-1].trigger()
    assert not page.notice.isVisible()
    assert page.detail.currentWidget() is page.body_panel


def test_seats_are_added_changed_ended_and_removed(page: OrganisationPage) -> None:
    page.choose("body", body_id(page, "PL"))
    write(field(page.body_panel.add_line, "add_role"), "Biträdande projektledare")
    seat = page.project.all(Seat, "role = 'Biträdande projektledare'")[0]
    page.choose("seat", seat.id)
    write(field(page.seat_panel, "email"), "projekt@exempel.se")
    assert page.project.get(Seat, seat.id).email == "projekt@exempel.se"
    page.seat_panel.end.click()
    assert page.project.get(Seat, seat.id).valid_to == date(2026, 11, 22)
    page.seat_panel.back.click()
    assert page.detail.currentWidget() is page.body_panel
    page.tabs.setCurrentIndex(SEATS)
    page.seats.table.choose(seat.id)
    page.seats.table.setFocus()
    QTest.keyClick(page.seats.table, Qt.Key.Key_Delete)
    assert page.project.all(Seat, "id = ?", (seat.id,)) == []
    assert not page.detail.isVisible()


def test_a_wrong_date_is_explained_under_its_field_and_not_stored(page: OrganisationPage) -> None:
    seat = page.project.all(Seat)[0]
    page.choose("seat", seat.id)
    write(field(page.seat_panel, "valid_to"), "31/12 2026")
    assert page.project.get(Seat, seat.id).valid_to is None
    assert not page.seat_panel.form.is_sound


def test_a_body_is_added_under_the_one_that_is_chosen(page: OrganisationPage) -> None:
    page.choose("body", body_id(page, "SG"))
    page.start_body()
    field(page.new_body, "add_name").setText("Grannsamverkan")
    write(field(page.new_body, "add_code"), "GS")
    body = page.project.all(Body, "code = 'GS'")[0]
    assert body.parent_id == body_id(page, "SG")
    assert page.detail.currentWidget() is page.body_panel


def test_parties_are_moved_with_alt_and_an_arrow_and_stay_chosen(page: OrganisationPage) -> None:
    page.tabs.setCurrentIndex(PARTIES)
    table = page.parties.table
    first = table.rows_shown.rows[0].id
    table.choose(first)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert table.rows_shown.rows[1].id == first
    assert table.chosen_ids() == [first]


def test_a_party_that_is_used_is_not_removed_but_explained(page: OrganisationPage, prompter: ReadyPrompter) -> None:
    page.tabs.setCurrentIndex(PARTIES)
    page.parties.table.choose(page.parties.table.rows_shown.rows[0].id)
    page.parties.table.setFocus()
    QTest.keyClick(page.parties.table, Qt.Key.Key_Delete)
    assert "Ange en sista dag" in prompter.errors[0]


def test_a_list_that_is_read_again_does_not_take_over_the_panel(page: OrganisationPage) -> None:
    page.tabs.setCurrentIndex(PARTIES)
    page.parties.table.choose(page.parties.table.rows_shown.rows[0].id)
    page.choose("body", body_id(page, "SG"))
    write(field(page.body_panel, "cadence"), "varje månad")
    assert page.detail.currentWidget() is page.body_panel


def test_what_is_missing_of_the_decision_is_named_until_it_is_filled_in(page: OrganisationPage) -> None:
    page.show_facts()
    assert page.stack.currentIndex() == FACTS
    assert page.facts.missing.text() == "✕ saknas: beslutsdatum, paragraf (§), diarienummer"
    write(field(page.facts, "decision_date"), "2021-10-14")
    write(field(page.facts, "decision_number"), "§ 112")
    write(field(page.facts, "registry_number"), "KS 2021/0400")
    assert not page.facts.missing.isVisible()
    programme = page.project.all(Programme)[0]
    assert (programme.decision_date, programme.decision_number) == (date(2021, 10, 14), "§ 112")


@pytest.mark.parametrize(("table", "tab"), [("body", CHART), ("party", PARTIES), ("seat", SEATS)])
def test_search_leads_to_the_row(window: ProjectWindow, table: str, tab: int) -> None:
    page = go_to(window, "organisation", OrganisationPage)
    window.session.go("organisation", table, 2)
    assert page.tabs.currentIndex() == tab
    assert page.detail.isVisible()


def test_search_leads_to_the_programme_s_facts(window: ProjectWindow) -> None:
    page = go_to(window, "organisation", OrganisationPage)
    window.session.go("organisation", show="facts")
    assert page.tabs.currentIndex() == FACTS


def test_undo_takes_back_the_last_change_on_the_page(page: OrganisationPage) -> None:
    page.choose("body", body_id(page, "EST"))
    write(field(page.body_panel, "name"), "EST")
    label = page.project.next_undo()
    assert label is not None
    page.project.undo()
    assert page.body_panel.heading.text().startswith("EST-grupp")


def test_the_chart_is_printed_as_of_the_day_that_is_shown(page: OrganisationPage, qtbot: QtBot) -> None:
    page.day.field.setDate(QDate(2024, 6, 1))
    page.print_chart()
    qtbot.waitUntil(lambda: page.over.is_previewing, timeout=60_000)
    preview = page.over.pdf
    assert preview is not None
    assert preview.pages.count() == 1
    file = preview._file
    assert file is not None
    text = file.text(0)
    assert "per 1 juni 2024" in text
    assert "Tjänstemannastyrgrupp" in text
    assert "Exempeldata" in text
    assert "print_organisation" not in [action.key for action in page.actions_offered()]
    preview.closed.emit()
    assert not page.over.is_previewing


def test_a_line_along_the_edge_of_a_figure_is_drawn_whole(window: ProjectWindow) -> None:
    page = go_to(window, "organisation", OrganisationPage)
    figure = page.chart.figure
    assert figure is not None
    top = min(mark.y for mark in figure.marks if isinstance(mark, Box))
    assert top == 0, "the topmost box touches the figure's edge"
    box = next(mark for mark in figure.marks if isinstance(mark, Box) and mark.y == 0)
    image = page.chart.grab().toImage()
    x = round((box.x + box.width / 2) * page.chart.width() / figure.width)
    outer, inner, inside = (image.pixelColor(x, y).lightness() for y in (0, 1, 5))
    assert outer < inside - 20
    assert abs(outer - inner) < 15, "both halves of the line are there"
