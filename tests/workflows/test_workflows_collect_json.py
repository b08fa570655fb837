"""``import --json``: the shape that other programs rely on, and the sample workbooks as their truth says."""

import json
from pathlib import Path

import pytest
from support.template_books import fill

from trygg_desktop.workflows.collect import accept_returns, preview_returns, read_books
from trygg_desktop.workflows.returns_json import preview_json

SAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "samples"
TRUTH = json.loads((SAMPLES / "truth.json").read_text("utf-8")) if SAMPLES.is_dir() else {}


def test_the_json_has_the_promised_shape_and_words(waiting, template, loc):
    fill(template, {"Å-01": {"status": "försenad", "outcome_ore": 1020.5, "outlook": "osäkert", "progress": "3/4"}})
    (book,) = preview_json(preview_returns(waiting, read_books([template])), loc)
    assert json.loads(json.dumps(book)) == book
    assert (book["file"], book["party"], book["sheets"]) == (template.name, "NTK", ["Uppföljning", "Indikatorer"])
    row = book["rows"][0]
    assert row["values"] == {
        "status": "late",
        "assessment": None,
        "outlook": "uncertain",
        "progress": None,
        "comment": None,
        "deviation": None,
        "corrective_action": None,
        "forecast": None,
        "outcome_tkr": 1020.5,
        "obstacle": None,
        "decision_needed": None,
    }
    assert row["changes"] == {"status": [None, "late"], "outcome_tkr": [None, 1020.5], "outlook": [None, "uncertain"]}
    assert (row["sheet"], row["row"], row["measure"], row["match"], row["period"]) == (
        "Uppföljning",
        5,
        "Å-01",
        "key",
        "2026-T2",
    )
    assert [(problem["severity"], problem["cell"]) for problem in row["problems"]] == [("error", "N5")]
    assert "3/4" in row["problems"][0]["message"]
    assert book["unmatched"] == []
    assert book["summary"] == {"new": 0, "changed": 0, "same": 0, "unmatched": 0, "errors": 1, "warnings": 0}


def test_a_refused_workbook_says_why_in_the_json(waiting, tmp_path, loc):
    (tmp_path / "sida.xls").write_bytes(b"<html><table><tr><td>Status</td></tr></table></html>")
    (book,) = preview_json(preview_returns(waiting, read_books([tmp_path / "sida.xls"])), loc)
    assert (book["rows"], book["summary"]["errors"]) == ([], 1)
    assert [problem["message"] for problem in book["problems"]] == [
        "sida.xls är en webbsida med annat namn, ingen arbetsbok. Öppna den i Excel och spara den som .xlsx."
    ]


@pytest.mark.skipif(not TRUTH, reason=f"the sample workbooks are not at {SAMPLES}")
def test_the_samples_are_understood_as_their_truth_says(waiting, loc):
    books = preview_json(
        preview_returns(waiting, read_books([SAMPLES / name for name in TRUTH], year=2026), period="2026-T2"), loc
    )
    assert {book["file"] for book in books} == TRUTH.keys()
    for book in books:
        truth = TRUTH[book["file"]]
        assert book["party"] == truth["party"], book["file"]
        assert book["unmatched"] == truth["unmatched"], book["file"]
        found = {(row["measure"], row["period"]): row["values"] for row in book["rows"]}
        assert found.keys() == {(row["measure"], row["period"]) for row in truth["rows"]}, book["file"]
        for row in truth["rows"]:
            values = found[row["measure"], row["period"]]
            told = {field: said for field, said in row.items() if field not in ("measure", "period")}
            assert {field: values[field] for field in told} == told, book["file"]


@pytest.mark.skipif(not TRUTH, reason=f"the sample workbooks are not at {SAMPLES}")
def test_the_samples_are_taken_in_once_and_are_all_the_same_the_second_time(waiting):
    books = read_books(sorted(path for path in SAMPLES.iterdir() if path.suffix != ".json"), year=2026)
    first = accept_returns(waiting, preview_returns(waiting, books, period="2026-T2"))
    assert first.books >= 6
    second = accept_returns(waiting, preview_returns(waiting, books, period="2026-T2"))
    assert (second.new, second.changed, second.books) == (0, 0, 0)
    assert second.same >= first.new + first.changed
