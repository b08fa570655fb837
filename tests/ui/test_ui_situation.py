"""The situation as a user has it: areas and lists, places and states, problems and causes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QTreeWidgetItem
from support.hands import field, go_to, write
from support.prompting import ReadyPrompter

from trygg_desktop.domain.organisation import Area, Classification, Place, PlaceStatus
from trygg_desktop.domain.plan import Cause, Measure, Problem
from trygg_desktop.domain.words import Secrecy
from trygg_desktop.store.project import Project
from trygg_desktop.ui.pages.plan import PlanPage
from trygg_desktop.ui.pages.situation import AREAS, PROBLEMS, SituationPage
from trygg_desktop.ui.widgets.quick_add import QuickAdd
from trygg_desktop.ui.window import ProjectWindow

OpenWindow = Callable[[Project], ProjectWindow]


@pytest.fixture
def page(window: ProjectWindow) -> SituationPage:
    return go_to(window, "situation", SituationPage)


@pytest.fixture
def problems(page: SituationPage) -> SituationPage:
    page.tabs.setCurrentIndex(PROBLEMS)
    QApplication.processEvents()
    return page


def fill(line: QuickAdd, **values: str) -> None:
    for name, value in values.items():
        found = line.findChild(QLineEdit, f"add_{name}")
        assert found is not None
        found.setText(value)
    QTest.mouseClick(line.button, Qt.MouseButton.LeftButton)


def tree_texts(page: SituationPage) -> list[str]:
    result: list[str] = []

    def walk(item: QTreeWidgetItem | None) -> None:
        assert item is not None
        result.append(item.text(0))
        for place in range(item.childCount()):
            walk(item.child(place))

    for place in range(page.problems.tree.topLevelItemCount()):
        walk(page.problems.tree.topLevelItem(place))
    return result


def test_each_area_says_what_the_police_list_says_now_and_since_when(page: SituationPage) -> None:
    rows = page.areas.areas.rows_shown
    assert [[rows.index(r, c).data() for c in range(4)] for r in range(2)] == [
        ["Edsbergs centrum", "inte på listan", "2023", "1"],
        ["Tureberg/Malmvägen", "kvar på listan, kategori ej verifierad", "2025", "2"],
    ]


def test_an_area_shows_its_lists_and_places_with_their_sources(page: SituationPage) -> None:
    page.areas.areas.choose(2)
    lists = page.areas.classifications.rows_shown
    assert [lists.index(r, 1).data() for r in range(4)] == ["riskområde"] * 4
    assert lists.index(0, 2).data() == "Hyresgästföreningen Sollentuna om polisens lista 2017 (hgfsollentuna.se)"
    places = [line.place.name for line in page.areas.places.grouped.found]
    assert places == ["Malmparken", "Malmparken", "Malmvägen", "Malmvägen"]
    assert page.panels["area"].heading.text() == "Tureberg/Malmvägen"
    figure = page.areas.figure.figure
    assert figure is not None
    assert "Malmparken: fredad" in [row[0] for row in figure.rows]


def test_a_classification_is_added_changed_and_removed(page: SituationPage) -> None:
    fill(page.areas.add_classification, from_date="2027-12", category="", source="Polisens lista 2027")
    made = page.project.all(Classification, "from_date = '2027-12'")[0]
    assert page.detail.currentWidget() is page.panels["classification"]
    write(field(page.panels["classification"], "category"), "riskområde")
    assert page.project.get(Classification, made.id).category == "riskområde"
    assert page.areas.areas.rows_shown.index(0, 1).data() == "riskområde"
    page.areas.classifications.setFocus()
    QTest.keyClick(page.areas.classifications, Qt.Key.Key_Delete)
    assert page.project.all(Classification, "from_date = '2027-12'") == []


def test_a_date_that_is_none_is_refused_in_plain_words(page: SituationPage, prompter: ReadyPrompter) -> None:
    before = page.project.all(Classification)
    fill(page.areas.add_classification, from_date="i fjol", category="riskområde")
    assert "”i fjol” är inget datum" in prompter.errors[0]
    assert page.project.all(Classification) == before


def test_a_row_without_a_source_is_marked(page: SituationPage) -> None:
    fill(page.areas.add_place, place="Stationen", from_date="2026", status="öppen drogscen")
    rows = page.areas.places.grouped
    row = next(
        r for r, line in enumerate(rows.rows) if getattr(line, "status", None) and line.place.name == "Stationen"
    )
    assert rows.index(row, 2).data() == "Exempeldata"
    assert page.panels["place_status"].unsourced.isVisibleTo(page)
    assert page.panels["place_status"].heading.text() == "Stationen"


def test_a_place_gets_one_state_after_another(page: SituationPage) -> None:
    fill(page.areas.add_place, place="Edsbergs torg", from_date="2027", status="fredad")
    place = page.project.all(Place, "name = 'Edsbergs torg'")[0]
    states = page.project.all(PlaceStatus, "place_id = ? ORDER BY from_date", (place.id,))
    assert [s.status for s in states] == ["öppen drogscen", "inte längre öppen drogscen", "fredad"]
    write(field(page.panels["place_status"], "from_date"), "2028-05")
    assert page.project.get(PlaceStatus, states[-1].id).from_date == "2028-05"
    QTest.mouseClick(
        next(b for b in page.panels["place_status"].findChildren(QPushButton) if b.text() == "Ta bort läget"),
        Qt.MouseButton.LeftButton,
    )
    assert len(page.project.all(PlaceStatus, "place_id = ?", (place.id,))) == 2


def test_a_place_without_a_state_is_shown_and_can_be_removed(page: SituationPage) -> None:
    with page.project.change("Prov") as step:
        place = step.add(Place(area_id=1, name="Ny plats"))
    page.session.go("situation", "place", place)
    row = next(line for line in page.areas.places.grouped.found if line.place.id == place)
    page.areas.places.choose(row.id)
    assert page.detail.currentWidget() is page.panels["place"]
    page.areas.places.setFocus()
    QTest.keyClick(page.areas.places, Qt.Key.Key_Delete)
    assert page.project.all(Place, "name = 'Ny plats'") == []


def test_an_area_is_added_named_and_removed(page: SituationPage) -> None:
    page.actions_offered()[0].run()
    fill(page.areas.add_area, name="Häggvik")
    made = page.project.all(Area, "name = 'Häggvik'")[0]
    assert page.panels["area"].record_id == made.id
    write(field(page.panels["area"], "name"), "Häggviks centrum")
    assert page.areas.list_card.heading.text() == "Häggviks centrum på polisens lista"
    page.areas.areas.setFocus()
    QTest.keyClick(page.areas.areas, Qt.Key.Key_Delete)
    assert page.project.all(Area, "id = ?", (made.id,)) == []


def test_an_area_with_measures_stays_and_says_why(page: SituationPage, prompter: ReadyPrompter) -> None:
    page.areas.areas.choose(1)
    page.areas.areas.setFocus()
    QTest.keyClick(page.areas.areas, Qt.Key.Key_Delete)
    assert len(page.project.all(Area)) == 2
    assert prompter.errors


def test_a_bar_of_the_figure_leads_to_its_row(page: SituationPage) -> None:
    figure = page.areas.figure
    figure.setFocus()
    QTest.keyClick(figure, Qt.Key.Key_Right)
    QTest.keyClick(figure, Qt.Key.Key_Return)
    assert page.detail.currentWidget() is page.panels["classification"]


def test_problems_stand_over_their_causes_and_those_over_their_measures(problems: SituationPage) -> None:
    texts = tree_texts(problems)
    place = texts.index("P2.1  Skymda stråk och portar")
    assert texts[place - 1] == "P2  Öppen drogförsäljning på och omkring Malmvägen"
    assert texts[place + 1].startswith("Å-01  ")
    assert texts[texts.index("P4.2  Rädsla för repressalier") + 1] == "ingen åtgärd möter orsaken"


def test_a_problem_and_its_cause_are_added_and_changed(problems: SituationPage) -> None:
    page = problems
    page.actions_offered()[1].run()
    fill(page.problems.add_line, text="Otrygg station")
    assert page.panels["problem"].heading.text() == "P7 Otrygg station"
    fill(page.add_cause, text="Mörkt")
    cause = page.project.all(Cause, "code = 'P7.1'")[0]
    assert "P7.1  Mörkt" in tree_texts(page)
    assert page.problems.choose("cause", cause.id)
    assert page.panels["cause"].heading.text() == "P7.1 Mörkt"
    page.problems.tree.setFocus()
    QTest.keyClick(page.problems.tree, Qt.Key.Key_Delete)
    assert page.project.all(Cause, "code = 'P7.1'") == []


def test_a_problem_that_may_be_secret_keeps_that_word(problems: SituationPage) -> None:
    page = problems
    page.problems.choose("problem", 3)
    box = page.panels["problem"].findChild(QComboBox, "secrecy")
    assert box is not None
    place = list(Secrecy).index(Secrecy.MAY_BE_SECRET)
    box.setCurrentIndex(place)
    box.activated.emit(place)
    assert page.project.get(Problem, 3).secrecy is Secrecy.MAY_BE_SECRET
    item = page.problems.tree.topLevelItem(2)
    assert item is not None
    assert item.text(3) == box.itemText(place)


def test_words_and_area_narrow_the_problems(problems: SituationPage) -> None:
    problems.problems.filters.field.setText("repressalier")
    assert problems.problems.tree.topLevelItemCount() == 1
    problems.problems.filters.set(area_id=1)
    assert problems.problems.tree.topLevelItemCount() == 3
    problems.session.go("situation", "problem", 2)
    assert problems.problems.tree.topLevelItemCount() == 6
    assert problems.panels["problem"].record_id == 2


def test_a_measure_in_the_tree_leads_to_the_plan(window: ProjectWindow, problems: SituationPage) -> None:
    problems.problems.choose("cause", 1)
    cause = problems.problems.tree.currentItem()
    assert cause is not None
    measure = cause.child(0)
    assert measure is not None
    problems.problems.tree.setCurrentItem(measure)
    problems.problems.tree.itemActivated.emit(measure, 0)
    assert window.session.settings.page == "plan"


def test_a_cause_gets_a_measure_with_its_area_and_level(window: ProjectWindow, problems: SituationPage) -> None:
    problems.problems.choose("cause", 3)
    QTest.mouseClick(problems.new_measure, Qt.MouseButton.LeftButton)
    made = problems.project.all(Measure, "code = 'Å-19'")[0]
    cause = problems.project.get(Cause, 3)
    problem = problems.project.get(Problem, cause.problem_id)
    assert (made.cause_id, made.area_id, made.level) == (cause.id, problem.area_id, problem.level)
    plan = window.page("plan")
    assert isinstance(plan, PlanPage)
    assert plan.table.chosen_ids() == [made.id]


def test_other_pages_lead_to_a_classification_a_state_and_a_cause(window: ProjectWindow, page: SituationPage) -> None:
    window.session.go("situation", "cause", 4)
    assert page.tabs.currentIndex() == PROBLEMS
    assert page.panels["cause"].record_id == 4
    row = page.project.all(Classification, "area_id = 2")[1]
    window.session.go("situation", "classification", row.id)
    assert page.tabs.currentIndex() == AREAS
    assert page.panels["classification"].record_id == row.id
    state = page.project.all(PlaceStatus)[0]
    window.session.go("situation", "place_status", state.id)
    assert page.panels["place_status"].record_id == state.id
    window.session.go("situation", "area", 2)
    assert page.areas.area_id == 2


def test_an_empty_programme_offers_the_first_step(open_window: OpenWindow, project: Project) -> None:
    page = go_to(open_window(project), "situation", SituationPage)
    assert not page.areas.list_card.isVisible()
    page.tabs.setCurrentIndex(PROBLEMS)
    assert page.problems.sheet.currentIndex() == 1
    fill(page.problems.add_line, text="Otrygg station")
    assert page.problems.sheet.currentIndex() == 0
    page.tabs.setCurrentIndex(AREAS)
    fill(page.areas.add_area, name="Centrum")
    assert page.areas.list_card.isVisible()
