"""The overview: the weakest link in five seconds, and every figure leads to its rows."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from trygg_desktop.domain.chain import RULE
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.words import Assessment
from trygg_desktop.store.project import Project
from trygg_desktop.ui.pages.overview import OverviewPage
from trygg_desktop.ui.pages.plan import PlanPage
from trygg_desktop.ui.widgets.lines import LineWidget
from trygg_desktop.ui.widgets.status_bar import StatusBar
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.edit import set_field


def overview(window: ProjectWindow) -> OverviewPage:
    window.show_page("overview")
    page = window.page("overview")
    assert isinstance(page, OverviewPage)
    return page


def line(page: OverviewPage, start: str) -> LineWidget:
    QApplication.processEvents()
    return next(w for w in page.findChildren(LineWidget) if start in w.accessibleName() and w.isVisible())


def texts(page: OverviewPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_the_weakest_link_is_named_first_in_words(window: ProjectWindow) -> None:
    page = overview(window)
    heading = page.chain_card.heading.text()
    assert heading.startswith("Svagaste länken är Kompetens- och arbetsmarknad.")
    assert "68 dagar efter sista dag" in heading
    assert "Kompetens- och arbetsmarknad" in page.chain.accessibleDescription()
    assert "✕ saknas" in page.chain_card.note.toolTip()


def test_status_counts_are_those_of_the_responsible_parties_and_lead_to_the_measures(
    window: ProjectWindow, qtbot: QtBot
) -> None:
    page = overview(window)
    assert page.status_card.heading.text() == "18 åtgärder"
    red = line(page, "■ röd")
    assert red.accessibleName().endswith("1")
    qtbot.mouseClick(red, Qt.MouseButton.LeftButton)
    assert window.stack.currentWidget() is window.page("plan")


def test_an_answer_entered_elsewhere_changes_the_overview_at_once(window: ProjectWindow) -> None:
    page = overview(window)
    project: Project = window.session.project
    green = next(
        a
        for a in project.all(FollowUp)
        if a.assessment is Assessment.GREEN
        and a.period_id == window.session.period.id  # type: ignore[union-attr]
        and a.progress == 80
    )
    before = line(page, "■ röd").accessibleName()
    set_field(project, FollowUp, green.id, "assessment", Assessment.RED)
    assert before.endswith("1")
    assert line(page, "■ röd").accessibleName().endswith("2")
    project.undo()
    assert line(page, "■ röd").accessibleName().endswith("1")


def test_the_chain_leads_by_click_and_by_keyboard_to_the_partys_answers(window: ProjectWindow, qtbot: QtBot) -> None:
    page = overview(window)
    figure = page.chain.figure
    assert figure is not None
    spot = next(spot for spot in figure.spots if "Natur" in spot.hint)
    scale = page.chain.width() / figure.width
    place = QPoint(round((spot.x + spot.width / 2) * scale), round((spot.y + spot.height / 2) * scale))
    with qtbot.waitSignal(page.chain.wanted) as clicked:
        qtbot.mouseClick(page.chain, Qt.MouseButton.LeftButton, pos=place)
    assert spot.ref is not None
    assert clicked.args == ["party", spot.ref.row_id]
    window.show_page("overview")
    page.chain.setFocus()
    with qtbot.waitSignal(page.chain.wanted) as followed:
        qtbot.keyClick(page.chain, Qt.Key.Key_Right)
        qtbot.keyClick(page.chain, Qt.Key.Key_Return)
    assert followed.args == ["party", figure.spots[0].ref.row_id]  # type: ignore[union-attr]


def test_the_next_meeting_says_when_and_how_full_it_is(window: ProjectWindow) -> None:
    page = overview(window)
    assert page.meeting_card.note.text() == "om 9 dagar"
    assert "tisdag 1 december 2026 09.00" in texts(page)
    assert "7 punkter, 2 beslut, 95 av 120 minuter" in texts(page)


def test_the_chain_on_screen_has_the_colours_and_signs_of_its_figure(window: ProjectWindow, tmp_path: Path) -> None:
    page = overview(window)
    image: QImage = page.chain.grab().toImage()
    colours = {
        QColor(image.pixel(x, y)).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    }
    for shown in ("#2b7a4b", "#c98a00", "#b3362b", "#9aa6a4"):
        assert shown in colours, shown


def test_an_empty_programme_says_what_belongs_here_and_offers_the_first_step(
    open_window: Callable[[Project], ProjectWindow], project: Project, qtbot: QtBot
) -> None:
    window = open_window(project)
    page = overview(window)
    assert page.empty.isVisible()
    assert "Inga lagdelar och ingen period ännu" in texts(page)


def counts(page: OverviewPage) -> dict[str, int]:
    """The status lines as they are read: what each says, and its count."""
    QApplication.processEvents()
    lines = page.status_card.findChildren(LineWidget)
    said = [line.accessibleName().rsplit(". ", 1) for line in lines if line.isVisible()]
    return {text: int(count) for text, count in said}


@pytest.mark.parametrize("code", ["2026-T2", "2026-T1", "2025"])
def test_every_count_leads_to_exactly_as_many_rows_also_for_older_periods(
    window: ProjectWindow, qtbot: QtBot, code: str
) -> None:
    window.session.choose_period(window.session.project.all(Period, "code = ?", (code,))[0])
    page = overview(window)
    said = counts(page)
    heading = page.status_card.heading.text()
    assert sum(said.values()) == int(heading.split()[0])
    for text, count in said.items():
        window.show_page("overview")
        qtbot.mouseClick(line(page, text), Qt.MouseButton.LeftButton)
        plan = window.page("plan")
        assert isinstance(plan, PlanPage)
        assert len(plan.table.grouped.found) == count, text
        chip = plan.findChild(QPushButton, "period_chip")
        assert chip is not None
        assert chip.isVisible()
        assert chip.text() == f"{window.session.loc.t(window.session.period.short_name)} ✕"  # type: ignore[union-attr]


def test_a_measure_nobody_reported_is_missing_after_the_last_day_and_not_assessed_by_nobody(
    window: ProjectWindow, qtbot: QtBot
) -> None:
    page = overview(window)
    assert counts(page) == {
        "● grön, enligt plan": 12,
        "▲ gul, avviker men rättas": 4,
        "■ röd, behöver hjälp eller beslut": 1,
        "○ ej bedömd": 0,
        "✕ rapport saknas": 1,
    }
    qtbot.mouseClick(line(page, "✕ rapport saknas"), Qt.MouseButton.LeftButton)
    plan = window.page("plan")
    assert isinstance(plan, PlanPage)
    assert [found.measure.code for found in plan.table.grouped.found] == ["Å-11"]


def test_a_report_that_may_still_come_is_not_called_missing(window: ProjectWindow) -> None:
    page = overview(window)
    period = window.session.period
    assert period is not None
    set_field(window.session.project, Period, period.id, "due_date", date(2026, 12, 15))
    assert counts(page)["– ännu inte rapporterad"] == 1
    assert "✕ rapport saknas" not in counts(page)


def test_the_bar_of_measures_shows_a_missing_report_as_a_broken_red_frame(window: ProjectWindow) -> None:
    page = overview(window)
    QApplication.processEvents()
    image = page.findChildren(StatusBar)[-1].grab().toImage()
    middle = image.height() // 2
    last = [QColor(image.pixel(x, middle)).name() for x in range(image.width() - 9, image.width() - 5)]
    edge = {QColor(image.pixel(x, 0)).name() for x in range(image.width() - 14, image.width())}
    red = QColor(window.session.colours["red"]).name()
    assert red not in last, "the frame is hollow"
    assert red in edge


def test_nothing_is_cut_off_in_the_smallest_window(window: ProjectWindow) -> None:
    window.resize(980, 620)
    page = overview(window)
    QApplication.processEvents()
    assert page.content.widget().width() <= page.content.viewport().width()


def test_the_parties_own_assessments_stand_beside_those_before_and_lead_to_the_answers(
    window: ProjectWindow, qtbot: QtBot
) -> None:
    page = overview(window)
    card = page.matrix_card
    qtbot.waitUntil(lambda: card.view.figure is not None)
    figure = card.view.figure
    assert figure is not None
    assert card.heading.text() == "Lagdelarnas egna bedömningar"
    assert figure.header == ("Lagdel", "T2 2025", "T1 2026", "T2 2026")
    assert "En länk i kedjan räknar även försenade åtgärder och uppgifter" in card.rule.text()
    spot = next(spot for spot in figure.spots if spot.hint.startswith("Natur och teknik: "))
    scale = card.view.width() / figure.width
    place = QPoint(round((spot.x + spot.width / 2) * scale), round((spot.y + spot.height / 2) * scale))
    with qtbot.waitSignal(card.view.wanted) as clicked:
        qtbot.mouseClick(card.view, Qt.MouseButton.LeftButton, pos=place)
    assert spot.ref is not None
    assert clicked.args == ["party", spot.ref.row_id]


def test_the_rule_of_the_chain_stands_on_the_page_in_its_own_words(window: ProjectWindow) -> None:
    page = overview(window)
    parts = [label.text() for label in page.rule_card.findChildren(QLabel)]
    assert " ".join(part for part in parts if part.strip())[len("Så bedöms en länk ") :] == window.session.loc.t(RULE)


def test_a_period_that_was_never_collected_is_said_to_be_so(window: ProjectWindow) -> None:
    window.session.choose_period(window.session.project.all(Period, "code = '2025-T1'")[0])
    page = overview(window)
    assert page.chain_card.heading.text() == "Perioden samlades aldrig in: det finns inget att bedöma."
    assert "Perioden samlades aldrig in." in texts(page)
    assert counts(page)["– aldrig insamlad"] == 15
    page.matrix_card.show_period(window.session.period)  # type: ignore[arg-type]
    assert "– T1 2025: aldrig insamlad." in page.matrix_card.rule.text()
