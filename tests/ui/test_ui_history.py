"""The history page: what was done, before and after, and the way back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from support.hands import go_to
from support.prompting import ReadyPrompter

from trygg_desktop.domain.organisation import Seat
from trygg_desktop.domain.plan import Measure
from trygg_desktop.ui.pages.history import HistoryPage
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.edit import remove_records, set_field


@pytest.fixture
def page(window: ProjectWindow) -> HistoryPage:
    return go_to(window, "history", HistoryPage)


def labels(page: HistoryPage) -> list[str]:
    return [page.loc.t(row.step.label) for row in page.table.rows_shown.rows]


def choose(page: HistoryPage, place: int) -> None:
    page.table.choose(page.table.rows_shown.rows[place].id)


def test_what_is_done_elsewhere_stands_first_with_before_and_after(page: HistoryPage) -> None:
    set_field(page.project, Measure, 7, "title", "Resursteam <b>&")
    assert labels(page)[0] == "Ändra Å-07: Rubrik"
    choose(page, 0)
    text = page.detail.text.toPlainText()
    assert "Resursteam mot problematisk skolfrånvaro → Resursteam <b>&" in text
    assert page.detail.button.text() == "Ångra detta"


def test_a_party_is_called_responsible_only_where_it_answers(page: HistoryPage) -> None:
    set_field(page.project, Measure, 7, "party_id", 3)
    set_field(page.project, Seat, page.project.all(Seat)[0].id, "party_id", 4)
    assert labels(page)[1] == "Ändra Å-07: Ansvarig lagdel"
    choose(page, 0)
    assert "Ansvarig" not in page.detail.text.toPlainText()
    assert "Lagdel" in page.detail.text.toPlainText()
    choose(page, 1)
    assert "Ansvarig lagdel" in page.detail.text.toPlainText()


def test_a_step_is_undone_and_done_again_from_here(page: HistoryPage) -> None:
    before = page.project.get(Measure, 7).title
    set_field(page.project, Measure, 7, "title", "Nytt namn")
    choose(page, 0)
    QTest.mouseClick(page.detail.button, Qt.MouseButton.LeftButton)
    assert page.project.get(Measure, 7).title == before
    assert labels(page)[:2] == ["Ångra: Ändra Å-07: Rubrik", "Ändra Å-07: Rubrik"]
    kinds = [page.table.rows_shown.columns[2].text(row) for row in page.table.rows_shown.rows[:2]]
    assert kinds == ["ångring", "ångrat"]
    choose(page, 1)
    assert page.detail.button.text() == "Gör om detta"
    QTest.mouseClick(page.detail.button, Qt.MouseButton.LeftButton)
    assert page.project.get(Measure, 7).title == "Nytt namn"
    choose(page, 0)
    page.detail.turn()
    assert page.project.get(Measure, 7).title == before, "what was done again can be undone again"


def test_an_older_step_that_later_work_builds_on_stays_and_the_work_is_named(
    page: HistoryPage, prompter: ReadyPrompter
) -> None:
    set_field(page.project, Measure, 7, "title", "Ett")
    set_field(page.project, Measure, 7, "title", "Två")
    choose(page, 1)
    page.detail.turn()
    assert page.project.get(Measure, 7).title == "Två"
    assert len(prompter.errors) == 1
    assert "Ändra Å-07: Rubrik" in prompter.errors[0]


def test_an_older_step_alone_is_undone_without_touching_later_work(page: HistoryPage) -> None:
    before = page.project.get(Measure, 7).title
    set_field(page.project, Measure, 7, "title", "Ett")
    set_field(page.project, Measure, 8, "title", "Två")
    choose(page, 1)
    page.detail.turn()
    assert page.project.get(Measure, 7).title == before
    assert page.project.get(Measure, 8).title == "Två"


def test_the_beginning_of_the_file_cannot_be_undone(page: HistoryPage) -> None:
    choose(page, len(page.table.rows_shown.rows) - 1)
    assert page.detail.button.text() == "Kan inte ångras"
    assert not page.detail.button.isEnabled()


def test_filtering_by_words_and_by_kind(page: HistoryPage) -> None:
    set_field(page.project, Measure, 7, "title", "Ett")
    QTest.keyClicks(page.words, "rubrik")
    assert labels(page) == ["Ändra Å-07: Rubrik"]
    page.words.clear()
    page.kinds.setCurrentIndex(page.kinds.findData("measure"))
    assert labels(page)[0] == "Ändra Å-07: Rubrik"
    assert not any(label.startswith("För in svaren") for label in labels(page))
    page.kinds.setCurrentIndex(page.kinds.findData("paper"))
    assert labels(page) == []
    assert page.detail.heading.text() == "Inget steg är valt"


def test_a_record_in_a_step_leads_to_its_place(page: HistoryPage, window: ProjectWindow) -> None:
    set_field(page.project, Measure, 7, "title", "Ett")
    wanted: list[object] = []
    window.session.wanted.connect(wanted.append)
    choose(page, 0)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    page.detail.text.anchorClicked.emit("measure/7")
    assert [(d.table_name, d.row_id) for d in wanted] == [("measure", 7), ("measure", 7)]  # type: ignore[attr-defined]


def test_only_the_steps_of_one_record_are_shown_when_asked_for(page: HistoryPage, window: ProjectWindow) -> None:
    set_field(page.project, Measure, 7, "title", "Ett")
    set_field(page.project, Measure, 8, "title", "Två")
    window.session.go("history", record=("measure", 7), name="Å-07")
    assert labels(page)[0] == "Ändra Å-07: Rubrik"
    assert "Ändra Å-08: Rubrik" not in labels(page)
    assert "Å-07" in page.only.text()
    page.only.click()
    assert "Ändra Å-08: Rubrik" in labels(page)


def test_a_step_is_found_however_old_and_filtered_away(page: HistoryPage, window: ProjectWindow) -> None:
    set_field(page.project, Measure, 7, "title", "Ett")
    answers = next(row.id for row in page.table.rows_shown.rows if "svaren" in page.loc.t(row.step.label))
    page.kinds.setCurrentIndex(page.kinds.findData("measure"))
    window.session.go("history", "change_set", answers)
    assert page.table.chosen_ids() == [answers]
    assert page.detail.heading.text().startswith("För in svaren för")


def test_older_steps_come_a_page_at_a_time(page: HistoryPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trygg_desktop.ui.pages.history.PAGE", 2)
    for number in range(4):
        set_field(page.project, Measure, 7, "title", f"Titel {number}")
    shown = len(labels(page))
    page._older = True
    page._say_reach()
    assert page.more.isVisibleTo(page)
    assert page.reach.text().startswith("Tillbaka till")
    page._load_older()
    assert len(labels(page)) == shown


def test_removed_records_are_told_by_name_and_lead_nowhere(page: HistoryPage) -> None:
    title = page.project.get(Measure, 9).title
    remove_records(page.project, Measure, [9])
    choose(page, 0)
    assert title in page.detail.text.toPlainText()
    assert "borttagen" in page.detail.text.toPlainText()
    assert 'href="measure/9"' not in page.detail.text.toHtml()
