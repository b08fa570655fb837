"""The sample workbooks of real departments, read and matched as their truth says."""

import json
import shutil
from pathlib import Path

import pytest
from support.foreign_books import SHARED, convert

from trygg_desktop.domain.matching import KnownMeasures, match_measure
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.returns import ReadBook, ReadRow
from trygg_desktop.exchange.reading import read_book
from trygg_desktop.formats import Locale
from trygg_desktop.store.project import Project

SAMPLES = SHARED / "samples"
TRUTH = json.loads((SAMPLES / "truth.json").read_text("utf-8")) if SAMPLES.is_dir() else {}
PERIOD = "2026-T2"

pytestmark = pytest.mark.skipif(not TRUTH, reason=f"the sample workbooks are not at {SAMPLES}")


def read_sample(name: str) -> ReadBook:
    return read_book((SAMPLES / name).read_bytes(), name, 2026)


def code_of(row: ReadRow, project: Project) -> str | None:
    measures = project.all(Measure)
    match = match_measure(row.code, row.title, KnownMeasures(measures))
    return next((measure.code for measure in measures if measure.id == match.measure_id), None)


def as_truth(row: ReadRow, code: str, wanted: dict[str, object]) -> dict[str, object]:
    """Return what was read of a row in the shape of the truth, with the fields that it names."""
    values = {field: value.value for field, value in row.values.items()}
    outcome = values.get("outcome_ore")
    read = {
        "measure": code,
        "period": row.period or PERIOD,
        "status": values.get("status"),
        "assessment": values.get("assessment"),
        "progress": values.get("progress"),
        "outcome_tkr": None if outcome is None else outcome / 100_000,
    }
    return {field: read[field] for field in wanted}


@pytest.mark.parametrize("name", TRUTH)
def test_every_sample_gives_the_rows_its_truth_names(name, demo):
    book = read_sample(name)
    coded = [(row, code_of(row, demo)) for row in book.rows]
    truth = TRUTH[name]
    matched = [(row, code) for row, code in coded if code is not None]
    assert len(matched) == len(truth["rows"])
    assert [as_truth(row, code, wanted) for (row, code), wanted in zip(matched, truth["rows"], strict=True)] == truth[
        "rows"
    ]
    assert [row.title for row, code in coded if code is None] == truth["unmatched"]


def test_the_indicator_sample_gives_its_values():
    book = read_sample("Indikatorer trygghetsmätning.xlsx")
    assert [(seen.on, seen.value) for seen in book.observations] == [
        ("2021", 68),
        ("2023", 71),
        ("2021", 73),
        ("2023", 80),
        ("2018-11", 184),
        ("2019-11", 273),
    ]


def test_every_remark_on_the_samples_can_be_said_in_swedish():
    loc, english = Locale("sv"), Locale("en")
    for path in sorted(SAMPLES.glob("*.*")):
        if path.suffix == ".json":
            continue
        book = read_sample(path.name)
        for problem in (*book.ignored, *book.problems, *(p for row in book.rows for p in row.problems)):
            assert loc.t(problem.message) != english.t(problem.message), problem.message


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
@pytest.mark.parametrize(
    "name", ["BUK tertial 2.xlsx", "Socialkontoret uppföljning T2 2026.xlsx", "Kultur_fritid_T2.xlsx"]
)
def test_samples_written_anew_by_libreoffice_say_the_same(name, kind, tmp_path: Path):
    before = read_sample(name)
    after = read_book(convert((SAMPLES / name).read_bytes(), kind, tmp_path), name.replace("xlsx", kind), 2026)
    looks = {"assessment"} if kind != "xlsx" else set()

    def said(book):
        return [
            (
                row.row,
                row.code,
                row.title,
                row.period,
                {f: v.value for f, v in row.values.items() if f not in looks and (row.row, f) != (5, "comment")},
            )
            for row in book.rows
        ]

    assert said(after) == said(before)
