"""What the preview says of periods that a department names in its own way, and of a row that answers for several."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from support.foreign_books import book_of, content_of

from trygg_desktop.domain.follow_up import LeftOut
from trygg_desktop.domain.returns import ReadBook
from trygg_desktop.exchange.reading import read_book
from trygg_desktop.formats import Locale
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.collect import accept_returns, preview_returns
from trygg_desktop.workflows.demo import create_demo
from trygg_desktop.workflows.returns_json import preview_json


@pytest.fixture
def waiting(tmp_path: Path) -> Project:
    return create_demo(tmp_path / "Väntar.trygg", answered=False)


def book(*rows: Sequence[object], name: str = "Socialkontoret.xlsx") -> ReadBook:
    return read_book(content_of(book_of(rows)), name, 2026)


def test_a_file_name_that_names_a_part_of_the_year_is_read_with_a_warning(waiting):
    name = "Socialkontoret maj-aug 2026.xlsx"
    (shown,) = preview_returns(waiting, [book(["Nr", "Åtgärd", "Status"], ["Å-08", "SSPF", "Pågår"], name=name)])
    assert shown.period is not None
    assert shown.period.code == "2026-T2"
    said = [(problem.severity, str(problem.message)) for problem in shown.problems]
    assert ("warning", f"“{name}” was read as T2 2026, January–August.") in said


def test_an_unmatched_row_of_a_wide_table_is_counted_and_told_once(waiting):
    wide = book(
        ["Nr", "Åtgärd", "Status T1 2026", "Klart (%) T1 2026", "Status T2 2026", "Klart (%) T2 2026"],
        ["Å-08", "SSPF", "Pågår", 10, "Pågår", 40],
        [None, "Något helt annat som inte finns", "Pågår", 20, "Genomförd", 100],
    )
    (shown,) = preview_returns(waiting, [wide])
    assert (shown.summary.unmatched, len(shown.unmatched)) == (1, 2)
    (told,) = preview_json([shown], Locale("en"))
    assert told["unmatched"] == ["Något helt annat som inte finns"]
    texts = [problem["message"] for problem in told["problems"] if problem["row"] == 3]
    assert texts == ["“Något helt annat som inte finns” is no measure of the plan."]
    assert sum(problem.row == 3 for problem in shown.all_problems) == 1
    accept_returns(waiting, [shown])
    (left,) = waiting.all(LeftOut, "row = 3")
    assert left.original == "Något helt annat som inte finns · Pågår · 20 · Genomförd · 100"
