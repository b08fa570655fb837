"""The printed board of the collection desk, read by poppler and qpdf."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pikepdf
import pytest
from support.pdfs import check_pdf, facts_of, lines_of, pages_of, structure_of, text_of, words_of

from trygg_desktop.domain.collection import DESK_MARKS, RULE, DeskState, say_board, say_desk_state
from trygg_desktop.formats import Locale
from trygg_desktop.messages import Message
from trygg_desktop.packs.board_page import BoardRow, BoardSheet, write_board

ROW = BoardRow(
    party="Barn- och utbildningskontoret",
    state=DeskState.SENT,
    written_on=date(2026, 8, 25),
    sent_on=date(2026, 8, 27),
    reminded_on=date(2026, 9, 9),
    reminders=2,
    returned_on=None,
    errors=0,
    accepted_on=None,
    answered=0,
    asked=3,
    days_late=0,
)
ROWS = tuple(replace(ROW, state=state, party=f"Lagdel {state.value}") for state in DeskState)
SHEET = BoardSheet(
    title="Insamlingsläge, tertial 2 2026",
    subtitle="Inga utsatta områden 2030, Sollentuna",
    lead=say_board([row.state for row in ROWS]),
    due="sista dag 15 september 2026",
    rows=ROWS,
    signer="Projektledare",
    author="Inga utsatta områden 2030",
    language="sv",
    made_at=datetime(2026, 9, 20, 8, 0),
)


def report(done: int, of: int, message: Message) -> None:
    assert done <= of


@pytest.fixture
def board(tmp_path: Path) -> Path:
    path = tmp_path / "tavla.pdf"
    assert write_board(report, SHEET, path) == 1
    return path


def test_the_board_is_one_tagged_landscape_page_fit_for_the_archive(board: Path) -> None:
    facts = facts_of(board)
    assert (facts["Pages"], facts["Tagged"]) == ("1", "yes")
    assert facts["Title"] == SHEET.title
    assert "841.89 x 595" in facts["Page size"]
    check_pdf(board)
    with pikepdf.open(board) as pdf:
        assert str(pdf.Root.Lang) == "sv-SE"
        assert b"pdfaid" in pdf.Root.Metadata.read_bytes()


def test_every_state_is_printed_with_its_sign_and_word(board: Path, loc: Locale) -> None:
    text = text_of(board)
    for state in DeskState:
        assert f"{DESK_MARKS[state]} {loc.t(say_desk_state(state))}" in " ".join(text.split())
    assert "1 av 7 arbetsböcker godkända, sista dag 15 september 2026." in " ".join(text.split())


def test_a_line_holds_the_partys_dates_and_counts(board: Path) -> None:
    (line,) = [line for line in lines_of(text_of(board)) if line.startswith("Lagdel sent")]
    assert line == "Lagdel sent → utskickad 0 av 3 2026-08-25 2026-08-27 2026-09-09 (2) – – – –"


def test_the_rule_and_the_line_to_sign_stand_under_the_table(board: Path, loc: Locale) -> None:
    told = " ".join(text_of(board, layout=False).split())
    assert " ".join(loc.t(RULE).split())[:200] in told
    assert "Projektledare, datum och underskrift" in told
    assert "Table" in structure_of(board)
    assert max(foot for _, _, right, foot in words_of(board) if right) < 595


def test_fourteen_parties_with_long_names_stay_on_one_page(tmp_path: Path) -> None:
    rows = tuple(replace(ROW, state=list(DeskState)[n % 8], returned_on=ROW.sent_on, errors=n) for n in range(14))
    assert write_board(report, replace(SHEET, rows=rows), tmp_path / "a.pdf") == 1


def test_many_parties_go_on_over_the_page_under_the_same_heads(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    rows = tuple(replace(ROW, party=f"Lagdel {n}") for n in range(40))
    count = write_board(report, replace(SHEET, rows=rows, language="en"), path)
    pages = pages_of(path)
    assert count == len(pages) > 1
    assert all("Party" in page for page in pages[:-1])
    assert [n for n in range(40) if not any(f"Lagdel {n} " in page for page in pages)] == []
