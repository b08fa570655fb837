"""What the preview says of periods that a department names in its own way, and of a row that answers for several."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from support.foreign_books import book_of, content_of

from trygg_desktop.domain.returns import ReadBook
from trygg_desktop.exchange.reading import read_book
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.collect import preview_returns
from trygg_desktop.workflows.demo import create_demo


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
