"""A blank, 0, a dash, *uppgift saknas* and *ej aktuellt* stay five answers from the cell to what is stored."""

import openpyxl
import pytest
from support.foreign_books import book_of, content_of

from trygg_desktop.domain.answer_gaps import Gap, gap_of
from trygg_desktop.domain.follow_up import FollowUp, ImportBatch
from trygg_desktop.domain.returns import ReadBook
from trygg_desktop.exchange.reading import read_book
from trygg_desktop.exchange.template_writing import write_template
from trygg_desktop.formats import Locale
from trygg_desktop.store.follow_up_reading import read_origins
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.collect import accept_returns, preview_returns
from trygg_desktop.workflows.returns_json import preview_json
from trygg_desktop.workflows.templates import template_contents

HEADER = ["Nr", "Åtgärd", "Status", "Klart (%)", "Utfall (tkr)", "Hinder"]
GAPS = {"–": Gap.DASH, "uppgift saknas": Gap.MISSING, "ej aktuellt": Gap.NOT_APPLICABLE}


def book(progress: object, status: object = "pågår", outcome: object = None, name: str = "") -> ReadBook:
    rows = [HEADER, ["Å-08", "SSPF", status, progress, outcome, None]]
    return read_book(content_of(book_of(rows)), f"Socialkontoret T2 2026 {name}.xlsx", 2026)


def stored(project: Project) -> FollowUp:
    (answer,) = project.all(FollowUp, "period_id = (SELECT id FROM period WHERE code = '2026-T2')")
    return answer


def why(project: Project) -> dict[str, str]:
    return {origin.field: origin.original for origin in read_origins(project, "follow_up", stored(project).id)}


def test_a_blank_is_no_answer_and_a_zero_is_a_value(waiting):
    accept_returns(waiting, preview_returns(waiting, [book(None, outcome=0)]))
    assert (stored(waiting).progress, stored(waiting).outcome_ore) == (None, 0)
    assert "progress" not in why(waiting)
    assert "outcome_ore" in why(waiting)


@pytest.mark.parametrize("text", GAPS)
def test_why_there_is_no_value_is_stored_although_no_value_was_there_before(waiting, text):
    accept_returns(waiting, preview_returns(waiting, [book(text)]))
    assert stored(waiting).progress is None
    assert gap_of(why(waiting)["progress"]) is GAPS[text]


def test_another_reason_is_a_change_and_the_same_file_twice_none(waiting):
    first = book("uppgift saknas")
    accept_returns(waiting, preview_returns(waiting, [first]))
    assert preview_returns(waiting, [first])[0].summary.changed == 0
    (later,) = preview_returns(waiting, [book("ej aktuellt", name="v2")])
    assert list(later.rows[0].changes) == ["progress"]
    accept_returns(waiting, [later])
    assert gap_of(why(waiting)["progress"]) is Gap.NOT_APPLICABLE
    (blank,) = preview_returns(waiting, [book(None, name="v3")])
    assert blank.rows[0].changes == {}


def test_a_reason_takes_the_place_of_a_value_and_a_value_that_of_a_reason(waiting):
    accept_returns(waiting, preview_returns(waiting, [book(40)]))
    (gone,) = preview_returns(waiting, [book("–", name="v2")])
    assert (gone.rows[0].changes["progress"].old, gone.rows[0].changes["progress"].new) == (40, None)
    accept_returns(waiting, [gone])
    (back,) = preview_returns(waiting, [book(0, name="v3")])
    assert (back.rows[0].changes["progress"].old, back.rows[0].changes["progress"].new) == (None, 0)


def test_a_row_that_says_only_that_nothing_applies_is_an_answer(waiting):
    (seen,) = preview_returns(waiting, [book("ej aktuellt", status="ej aktuellt", outcome="ej aktuellt")])
    assert seen.rows[0].state == "new"
    accept_returns(waiting, [seen])
    answer = stored(waiting)
    assert (answer.status, answer.progress, answer.outcome_ore) == (None, None, None)
    assert answer.reported_on is not None


@pytest.mark.parametrize(
    ("text", "code"), [("–", "dash"), ("uppgift saknas", "missing"), ("ej aktuellt", "not_applicable")]
)
def test_the_json_says_why_there_is_no_value_and_counts_as_the_preview_and_history_do(waiting, text, code):
    accept_returns(waiting, preview_returns(waiting, [book(None, outcome=0)]))
    (shown,) = preview_returns(waiting, [book(text, outcome=0, name="v2")])
    (told,) = preview_json([shown], Locale("en"))
    (row,) = told["rows"]
    assert row["gaps"] == {"progress": code}
    assert (row["values"]["progress"], row["values"]["outcome_tkr"]) == (None, 0)
    assert row["changes"] == {"progress": [None, None]}
    accepted = accept_returns(waiting, [shown])
    batch = waiting.all(ImportBatch, "1 ORDER BY id DESC LIMIT 1")[0]
    assert (shown.summary.changed, told["summary"]["changed"], accepted.changed, batch.changed_count) == (1, 1, 1, 1)
    assert gap_of(why(waiting)["progress"]) is GAPS[text]


def test_a_row_of_another_partys_measure_is_counted_nowhere_until_it_is_asked_for(waiting):
    rows = [HEADER, ["Å-08", "SSPF", "pågår", 40, None, None], ["Å-01", "Belysning", "pågår", 10, None, None]]
    returned = read_book(content_of(book_of(rows)), "Socialkontoret T2 2026.xlsx", 2026)
    (shown,) = preview_returns(waiting, [returned])
    assert [(row.code, row.state, row.is_foreign) for row in shown.rows] == [
        ("Å-08", "new", False),
        ("Å-01", "new", True),
    ]
    (told,) = preview_json([shown], Locale("sv"))
    accepted = accept_returns(waiting, [shown])
    (batch,) = waiting.all(ImportBatch)
    assert (shown.summary.new, told["summary"]["new"], accepted.new, batch.new_count) == (1, 1, 1, 1)
    (stray,) = preview_returns(waiting, [returned])
    assert (stray.summary.new, stray.summary.same, stray.offers_something) == (0, 1, True)


def test_the_next_template_tells_the_answers_apart(waiting, tmp_path):
    rows = [
        HEADER,
        ["Å-08", "SSPF", "pågår", "uppgift saknas", 0, "ej aktuellt"],
    ]
    returned = read_book(content_of(book_of(rows)), "Socialkontoret T2 2026.xlsx", 2026)
    accept_returns(waiting, preview_returns(waiting, [returned]))
    (content,) = [one for one in template_contents(waiting, "2026") if any(row.last_gaps for row in one.rows)]
    (row,) = [row for row in content.rows if row.last_gaps]
    assert row.last_gaps == {"progress": "uppgift saknas", "obstacle": "ej aktuellt"}
    write_template(path := tmp_path / "mall.xlsx", content, Locale("sv"))
    written = openpyxl.load_workbook(path)
    cells = [cell.value for sheet in written for line in sheet for cell in line if cell.value is not None]
    assert "uppgift saknas" in cells
    assert any("ej aktuellt" in str(value) for value in cells)
