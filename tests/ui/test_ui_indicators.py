"""The page of indicators, driven by mouse and keyboard on the real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from support.hands import go_to
from support.prompting import ReadyPrompter

from trygg_desktop.domain.indicators import DefinitionChange, Indicator, Observation, Target
from trygg_desktop.domain.plan import MeasureIndicator
from trygg_desktop.store.project import Project
from trygg_desktop.ui.dialogs.choose_one import ChooseOne
from trygg_desktop.ui.pages.indicators import IndicatorsPage
from trygg_desktop.ui.widgets.quick_add import QuickAdd
from trygg_desktop.ui.widgets.table import Table
from trygg_desktop.ui.window import ProjectWindow


@pytest.fixture
def page(window: ProjectWindow) -> IndicatorsPage:
    return go_to(window, "indicators", IndicatorsPage)


def type_into(line: QuickAdd, **texts: str) -> None:
    tabs = line.window().findChild(IndicatorsPage).panel.tabs
    tabs.setCurrentWidget(line.parentWidget())
    for name, text in texts.items():
        field = line.findChild(QLineEdit, f"add_{name}")
        assert field is not None
        QTest.keyClicks(field, text)
    QTest.mouseClick(line.button, Qt.MouseButton.LeftButton)


def write_cell(table: Table, row: int, key: str, text: str) -> None:
    column = next(n for n, column in enumerate(table.rows_shown.columns) if column.key == key)
    table.setCurrentIndex(table.rows_shown.index(row, column))
    table.edit(table.currentIndex())
    (editor,) = [field for field in table.viewport().findChildren(QLineEdit) if field.isVisible()]
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def observations(project: Project, indicator_id: int) -> dict[str, float | None]:
    return {o.on: o.value for o in project.all(Observation, "indicator_id = ?", (indicator_id,))}


def test_each_indicator_stands_with_its_last_value_and_its_target(page: IndicatorsPage) -> None:
    shown = {
        row.indicator.code: [column.text(row) for column in page.table.rows_shown.columns]
        for row in page.table.rows_shown.rows
    }
    assert len(shown) == 9
    assert shown["I8"][2] == "10,4"
    assert "9 (2027)" in shown["I8"]
    assert shown["I3"][5] == "–", "an indicator without a target shows a gap"


def test_choosing_an_indicator_shows_its_line_and_that_values_are_made_up(page: IndicatorsPage) -> None:
    page.table.choose(5)
    panel = page.panel
    assert panel.figure_card.heading.text() == "I5 Trygga hyresgäster, Sollentunahem i områdena"
    assert "Exempeldata" in panel.figure_card.note.text()
    assert panel.figure.figure is not None
    assert "80" in panel.figure.figure.summary
    page.table.choose(1)
    assert "Exempeldata" not in panel.figure_card.note.text(), "every value of I1 has a source"


def test_the_break_of_a_definition_is_told_under_the_line(page: IndicatorsPage) -> None:
    page.table.choose(8)
    figure = page.panel.figure.figure
    assert figure is not None
    assert any("lektion" in note for note in figure.notes)
    assert page.panel.tabs.tabText(2) == "Definitionsbyten 1"


def test_a_value_is_entered_for_a_tertial_written_as_people_write_it(page: IndicatorsPage) -> None:
    page.table.choose(9)
    page.panel.start_entering()
    type_into(page.panel.values.add_line, on="T2 2027", value="17,5")
    assert observations(page.project, 9)["2027-T2"] == 17.5
    undo = page.project.next_undo()
    assert undo is not None
    assert page.loc.t(undo.label) == "För in I9 för 2027-T2"


def test_an_empty_value_is_a_gap_and_never_zero(page: IndicatorsPage) -> None:
    page.table.choose(9)
    type_into(page.panel.values.add_line, on="2027-11", value="")
    assert observations(page.project, 9)["2027-11"] is None
    newest = page.panel.values.table.rows_shown.index(0, 1)
    assert newest.data() == "–"


@pytest.mark.parametrize(("on", "value"), [("some day", "1"), ("2027", "1.234"), ("", "3")])
def test_what_cannot_be_read_is_refused_and_stays_typed(
    page: IndicatorsPage, prompter: ReadyPrompter, on: str, value: str
) -> None:
    page.table.choose(9)
    before = observations(page.project, 9)
    type_into(page.panel.values.add_line, on=on, value=value)
    assert len(prompter.errors) == 1
    assert observations(page.project, 9) == before
    field = page.panel.values.add_line.findChild(QLineEdit, "add_value")
    assert field is not None
    assert field.text() == value


def test_a_second_value_for_the_same_time_is_refused_by_name(page: IndicatorsPage, prompter: ReadyPrompter) -> None:
    page.table.choose(9)
    type_into(page.panel.values.add_line, on="2024", value="40")
    assert prompter.errors == ["I9 har redan ett värde för 2024. Ändra det i stället."]


def test_a_value_is_changed_in_its_cell_and_undone_with_ctrl_z(page: IndicatorsPage, window: ProjectWindow) -> None:
    page.table.choose(9)
    page.panel.tabs.setCurrentIndex(0)
    table = page.panel.values.table
    before = table.rows_shown.rows[0]
    write_cell(table, 0, "value", "16")
    assert observations(page.project, 9)[before.on] == 16.0
    write_cell(table, 0, "source", "Driftsystemet, uttag")
    assert table.rows_shown.rows[0].source == "Driftsystemet, uttag"
    page.project.undo()
    page.project.undo()
    assert observations(page.project, 9)[before.on] == before.value
    assert table.rows_shown.rows[0].value == before.value


def test_del_removes_the_chosen_value(page: IndicatorsPage) -> None:
    page.table.choose(9)
    page.panel.tabs.setCurrentIndex(0)
    table = page.panel.values.table
    gone = table.rows_shown.rows[0].on
    table.setCurrentIndex(table.rows_shown.index(0, 0))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert gone not in observations(page.project, 9)


def test_targets_and_breaks_are_added_changed_and_lead_back_to_their_row(
    page: IndicatorsPage, window: ProjectWindow
) -> None:
    page.table.choose(2)
    type_into(page.panel.targets.add_line, on="2029", value="85")
    (target,) = page.project.all(Target, "indicator_id = 2")
    assert (target.on, target.value) == ("2029", 85.0)
    type_into(page.panel.breaks.add_line, from_date="2024-03", text="Ny mall")
    (change,) = page.project.all(DefinitionChange, "indicator_id = 2")
    assert change.text == "Ny mall"
    page.panel.tabs.setCurrentWidget(page.panel.targets)
    write_cell(page.panel.targets.table, 0, "value", "86")
    assert page.project.get(Target, target.id).value == 86.0
    page.table.choose(1)
    window.session.go("indicators", "definition_change", change.id)
    assert page.table.chosen_ids() == [2]
    assert page.panel.tabs.currentWidget() is page.panel.breaks


def test_a_target_without_a_value_and_a_break_at_a_period_are_refused(
    page: IndicatorsPage, prompter: ReadyPrompter
) -> None:
    page.table.choose(2)
    type_into(page.panel.targets.add_line, on="2029", value="")
    type_into(page.panel.breaks.add_line, from_date="T1 2024", text="Ny mall")
    assert len(prompter.errors) == 2
    assert not page.project.all(Target, "indicator_id = 2")
    assert not page.project.all(DefinitionChange, "indicator_id = 2")


def test_a_measure_is_linked_and_unlinked(page: IndicatorsPage, prompter: ReadyPrompter) -> None:
    page.table.choose(2)
    prompter.answers = [7]
    page.panel.links._add()
    (link,) = page.project.all(MeasureIndicator, "indicator_id = 2 AND measure_id = 7")
    assert page.panel.tabs.tabText(4) == f"Åtgärder {page.panel.links.count}"
    page.panel.links.table.choose(link.id)
    page.panel.links.table.setFocus()
    page.panel.links._unlink()
    assert not page.project.all(MeasureIndicator, "indicator_id = 2 AND measure_id = 7")


def test_opening_a_linked_measure_leads_to_the_plan(page: IndicatorsPage, window: ProjectWindow) -> None:
    page.table.choose(5)
    wanted: list[object] = []
    window.session.wanted.connect(wanted.append)
    row = page.panel.links.table.rows_shown.rows[0]
    page.panel.links.table.opened.emit(row.id)
    assert [(d.page, d.table_name, d.row_id) for d in wanted] == [("plan", "measure", row.measure_id)]  # type: ignore[attr-defined]


def test_the_definition_is_stored_field_by_field(page: IndicatorsPage) -> None:
    page.table.choose(2)
    page.panel.start_defining()
    unit = page.panel.form.findChild(QLineEdit, "unit")
    assert unit is not None
    unit.setFocus()
    unit.selectAll()
    QTest.keyClicks(unit, "procent av svarande")
    QTest.keyClick(unit, Qt.Key.Key_Return)
    assert page.project.get(Indicator, 2).unit == "procent av svarande"


def test_a_new_indicator_gets_the_next_code_and_its_form(page: IndicatorsPage, prompter: ReadyPrompter) -> None:
    prompter.answers = ["Belysta sträckor"]
    page.add()
    (made,) = page.project.all(Indicator, "name = 'Belysta sträckor'")
    assert made.code == "I10"
    assert page.table.chosen_ids() == [made.id]
    assert page.panel.tabs.currentIndex() == 1
    assert "10 indikatorer" in page.subtitle()


def test_filtering_narrows_the_list_while_typing(page: IndicatorsPage) -> None:
    QTest.keyClicks(page._words, "klotter")
    assert [row.indicator.code for row in page.table.rows_shown.rows] == ["I9"]
    page._words.clear()
    assert len(page.table.rows_shown.rows) == 9


def test_removing_all_indicators_leaves_the_first_step(page: IndicatorsPage, project: Project) -> None:
    page.table.selectAll()
    page._remove()
    assert page.empty.isVisibleTo(page)
    assert not page.beside.isVisibleTo(page)


def test_columns_leave_a_narrow_table_and_come_back(page: IndicatorsPage) -> None:
    page.table.resize(1400, 400)
    assert not any(page.table.isColumnHidden(n) for n in range(len(page.table.rows_shown.columns)))
    page.table.resize(360, 400)
    hidden = [c.key for n, c in enumerate(page.table.rows_shown.columns) if page.table.isColumnHidden(n)]
    assert "area" in hidden
    assert "name" not in hidden


def test_one_of_many_is_found_by_typing_and_chosen_with_the_arrows(qapp: QApplication, page: IndicatorsPage) -> None:
    dialog = ChooseOne(page.loc, "Koppla", "Sök", [(1, "Å-01 Belysning"), (2, "Å-02 Vandring"), (3, "Å-03 Belyst")])
    QTest.keyClicks(dialog.words, "bely")
    assert dialog.chosen == 1
    QTest.keyClick(dialog.words, Qt.Key.Key_Down)
    assert dialog.chosen == 3
    QTest.keyClicks(dialog.words, "xyz")
    assert dialog.chosen is None
    assert not dialog.ok.isEnabled()
    dialog.deleteLater()


def test_a_long_figure_is_never_cut(page: IndicatorsPage) -> None:
    values = page.panel.values
    type_into(values.add_line, on="2026", value="123456789012,25")
    table = values.table
    text = table.rows_shown.index(0, 1).data()
    assert text.startswith("123")
    assert table.columnWidth(1) > table.fontMetrics().horizontalAdvance(text) + 16


def test_a_value_from_a_day_that_has_not_come_is_entered_with_a_visible_warning(page: IndicatorsPage) -> None:
    page.table.choose(1)
    type_into(page.panel.values.add_line, on="2031", value="70")
    assert observations(page.project, 1)["2031"] == 70
    assert page.panel.values.add_line.remark.isVisible()
    assert "en dag som inte har varit än" in page.panel.values.add_line.remark.text()
    model = page.panel.values.table.rows_shown
    assert str(model.index(0, 0).data()) == "▲ 2031"
    assert "1 januari 2031" in str(model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole))
    assert not str(model.index(1, 0).data()).startswith("▲")
    type_into(page.panel.values.add_line, on="2001", value="70")
    assert not page.panel.values.add_line.remark.isVisible()


def test_a_text_in_a_cell_with_a_number_in_it_is_masked_or_left_as_it_was(
    page: IndicatorsPage, prompter: ReadyPrompter
) -> None:
    page.table.choose(1)
    table = page.panel.values.table
    before = table.rows_shown.rows[0]
    prompter.answers = [False, True]
    write_cell(table, 0, "source", "Samtal 811218-9876")
    assert page.project.get(Observation, before.id).source == before.source
    assert "personnummer" in prompter.asked[-1]
    write_cell(table, 0, "source", "Samtal 811218-9876")
    assert page.project.get(Observation, before.id).source == "Samtal ••••••••"


def test_a_column_that_comes_back_has_room_for_its_words(page: IndicatorsPage, window: ProjectWindow) -> None:
    window.resize(980, 620)
    page.table.choose(1)
    QApplication.processEvents()
    table = page.panel.values.table
    place = next(n for n, column in enumerate(table.rows_shown.columns) if column.key == "n")
    assert table.isColumnHidden(place)
    window.resize(1366, 768)
    QApplication.processEvents()
    assert not table.isColumnHidden(place)
    assert table.columnWidth(place) >= 84
