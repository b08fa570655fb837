"""Any figure opens the workbook it came from, as a copy that cannot hurt."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from support.foreign_books import book_of, content_of
from support.prompting import ReadyPrompter

from trygg_desktop.domain.follow_up import FollowUp, ImportBatch
from trygg_desktop.domain.indicators import Observation
from trygg_desktop.exchange.reading import read_book
from trygg_desktop.ui.pages.follow_up import FollowUpPage
from trygg_desktop.ui.pages.indicators import IndicatorsPage
from trygg_desktop.ui.pages.plan import PlanPage
from trygg_desktop.ui.widgets.lines import LineWidget
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.collect import accept_returns, preview_returns
from trygg_desktop.workflows.demo import create_demo

HEADER = ["Nr", "Åtgärd", "Status", "Andel klart (%)", "Kommentar"]
LIGHTING = (1, 5, 6)


@pytest.fixture
def window(open_window, tmp_path: Path) -> ProjectWindow:  # type: ignore[no-untyped-def]
    made: ProjectWindow = open_window(create_demo(tmp_path / "Väntar.trygg", answered=False))
    content = content_of(
        book_of(
            [HEADER, ["Å-01", "Belysning", "Pågår", 40, "Schakt"]],
            [["Indikator", "Period", "Värde"], ["Klottersanering, medeltid", "T2 2026", 19]],
            names=("Läget", "Indikatorer"),
        )
    )
    for name in ("Natur och teknik T2 2026.xlsx",):
        accept_returns(made.session.project, preview_returns(made.session.project, [read_book(content, name, 2026)]))
    return made


def test_every_value_of_an_answer_opens_its_workbook_at_its_cell(
    window: ProjectWindow, prompter: ReadyPrompter
) -> None:
    window.show_page("follow_up")
    page = window.page("follow_up")
    assert isinstance(page, FollowUpPage)
    page.answer.show_answer(LIGHTING)
    page.answer.tabs.setCurrentIndex(1)
    lines = {line.accessibleName(): line for line in page.answer.tabs.currentWidget().findChildren(LineWidget)}
    name = next(name for name in lines if name.startswith("Kommentar"))
    lines[name].follow()
    (opened,) = prompter.opened
    assert opened.name == "Natur och teknik T2 2026.xlsx"
    assert not os.access(opened, os.W_OK) or os.geteuid() == 0
    assert opened.stat().st_mode & 0o377 == 0, "private, and for reading only"
    assert opened.parent.parent.stat().st_mode & 0o077 == 0
    assert prompter.told == [
        "Natur och teknik T2 2026.xlsx öppnas som en skrivskyddad kopia. Titta på bladet Läget, cell E2."
    ]
    lines[name].follow()
    assert prompter.opened == [opened, opened]
    window.close()
    assert not opened.exists(), "copies are removed when the project is closed"


def test_a_measures_answers_open_their_latest_workbook(window: ProjectWindow, prompter: ReadyPrompter) -> None:
    window.session.go("plan", "measure", LIGHTING[0])
    page = window.page("plan")
    assert isinstance(page, PlanPage)
    (button,) = [b for b in page.findChildren(QPushButton) if b.text().startswith("Öppna det senaste originalet")]
    button.click()
    assert [path.name for path in prompter.opened] == ["Natur och teknik T2 2026.xlsx"]


def test_an_indicators_value_opens_its_workbook_and_one_by_hand_says_so(
    window: ProjectWindow, prompter: ReadyPrompter
) -> None:
    read = next(o for o in window.session.project.all(Observation, "value = 19 ORDER BY id DESC"))
    window.session.go("indicators", "indicator", read.indicator_id)
    page = window.page("indicators")
    assert isinstance(page, IndicatorsPage)
    values = page.panel.values
    action = next(action for action in values.table.actions() if action.text() == "Öppna originalet")
    values.table.choose(read.id)
    action.trigger()
    assert [path.name for path in prompter.opened] == ["Natur och teknik T2 2026.xlsx"]
    other = next(
        o for o in window.session.project.all(Observation, "indicator_id = ?", (read.indicator_id,)) if o != read
    )
    values.table.choose(other.id)
    action.trigger()
    assert prompter.told[-1] == "Ingen arbetsbok ligger bakom värdet: det skrevs in för hand."


def test_a_kind_that_may_carry_macros_is_saved_and_never_opened(
    window: ProjectWindow, prompter: ReadyPrompter, tmp_path: Path
) -> None:
    with window.session.project.change("Prov") as step:
        digest = step.keep_file("svar.xlsm", b"PK makron")
    originals = window.session.originals
    originals.open(digest, "svar.xlsm", "Blad1", "C3")
    assert "kan innehålla makron" in prompter.asked[0]
    assert "Blad1, cell C3" in prompter.asked[0]
    prompter.answers = [True, tmp_path / "kopia.xlsm"]
    originals.open(digest, "svar.xlsm")
    assert (tmp_path / "kopia.xlsm").read_bytes() == b"PK makron"
    assert not prompter.opened


def test_a_name_from_a_strangers_file_stays_in_the_private_folder(
    window: ProjectWindow, prompter: ReadyPrompter
) -> None:
    with window.session.project.change("Prov") as step:
        digest = step.keep_file("svar.xlsx", b"PK")
    window.session.originals.open(digest, "../../../ute.xlsx")
    (opened,) = prompter.opened
    assert opened.name == "ute.xlsx"
    assert opened.parent.name == digest[:16]


def test_an_original_that_was_not_kept_says_why(window: ProjectWindow, prompter: ReadyPrompter) -> None:
    with window.session.project.change("Prov") as step:
        step.name_file("svar.xlsx", "0" * 64)
    window.session.originals.open("0" * 64, "svar.xlsx")
    assert not prompter.opened
    assert "personnummer" in prompter.errors[0]
    assert window.session.project.all(FollowUp, "period_id = 5")


def test_the_papers_on_screen_lead_to_the_workbooks_behind_them(window: ProjectWindow, prompter: ReadyPrompter) -> None:
    (batch,) = window.session.project.all(ImportBatch)
    window.session.originals.choose()
    assert not prompter.opened
    prompter.answers = [batch.id]
    window.session.originals.choose()
    assert [path.name for path in prompter.opened] == [batch.file_name]
    window.session.project.undo()
    window.session.originals.choose()
    assert prompter.told[-1] == "Ingen arbetsbok har lästs in än."
