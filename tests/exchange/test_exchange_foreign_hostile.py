"""Whatever a sheet holds, the reader ends in rows, questions or one plain refusal."""

import datetime as dt
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.foreign_books import answers, book_of, content_of, read, told

from trygg_desktop.domain.answers import seen
from trygg_desktop.domain.follow_up import ANSWERS
from trygg_desktop.errors import WorkbookRefused
from trygg_desktop.exchange.reading import read_files
from trygg_desktop.jobs import Limits, run_job

HEADER = ["Nr", "Åtgärd", "Status", "Klart (%)", "Kommentar"]
ROW = ["Å-01", "Belysning", "Pågår", 40, "Schakt klar"]
WORDS = [
    "Nr",
    "Åtgärd",
    "Status",
    "T1 2026",
    "Färg",
    "%",
    "Kommentar",
    "Utfall (tkr)",
    "Period",
    "Indikator",
    "Värde",
    "Vecka",
]
WORDS += [
    "Antal",
    "Händelsetyp",
    "Pågår",
    "grön",
    "Å-01",
    "Summa",
    "–",
    "2026",
    "T2",
    "1.234",
    "070-123 45 67",
    "x" * 200,
]
CELLS = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30).filter(lambda text: not text.startswith("=")),
)


def with_part(content: bytes, name: str, change) -> bytes:
    """Return the workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info.filename, change(data) if info.filename == name else data)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(CELLS, max_size=8), min_size=1, max_size=12))
def test_any_sheet_is_read_into_rows_that_keep_their_form(rows):
    book = read(book_of(rows))
    for row in book.rows:
        assert row.code or row.title
        assert set(row.values) <= set(ANSWERS)
        for value in row.values.values():
            assert value.original
            assert value.cell[0].isalpha()
    for value in book.observations:
        assert value.name
        assert value.on or value.problems


@settings(max_examples=60)
@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=80).filter(
        lambda text: text.strip() and not text.startswith(("=", "_x"))
    )
)
def test_any_comment_comes_through_unchanged_or_is_said_to_be_no_value_or_personal(text):
    row = read(book_of([HEADER, ["Å-01", "Belysning", "Pågår", 40, text]])).rows[0]
    value = row.values.get("comment")
    if value is None:
        assert not any(c.isalnum() for c in text)
    elif not row.problems and value.value is not None:
        assert value.original == seen(text)


@pytest.mark.parametrize("length", [10_000, 32_767])
def test_a_very_long_comment_is_read_whole(length):
    text = "å<b>&" * (length // 5)
    assert answers(read(book_of([HEADER, [*ROW[:4], text]])).rows[0])["comment"] == text


def test_entities_in_a_sheet_are_refused_and_not_expanded():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

    def add(data: bytes) -> bytes:
        return data.replace(b"<worksheet", bomb + b"<worksheet", 1).replace(b"Schakt klar", b"&b;")

    with pytest.raises(WorkbookRefused):
        read(with_part(content_of(book_of([HEADER, ROW])), SHEET, add))


def test_a_cut_sheet_is_refused_in_one_plain_sentence():
    content = with_part(content_of(book_of([HEADER, ROW])), SHEET, lambda data: data[: len(data) // 2])
    with pytest.raises(WorkbookRefused) as refusal:
        read(content)
    assert "\n" not in str(refusal.value)


def test_a_stray_cell_far_out_on_a_sheet_of_notes_does_not_stop_the_book():
    book = book_of([HEADER, ROW], [["Anteckningar"]])
    book["Blad2"]["XFD1048576"] = "x"
    seen = read(book)
    assert [row.code for row in seen.rows] == ["Å-01"]
    assert [(problem.severity, problem.sheet) for problem in seen.problems] == [("warning", "Blad2")]


def test_a_merge_over_the_whole_sheet_costs_nothing():
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A4:XFD1048576"/></mergeCells>'
    content = content_of(book_of([HEADER, ROW]))
    merged = with_part(content, SHEET, lambda data: data.replace(b"</sheetData>", merge))
    assert answers(read(merged).rows[0])["comment"] == "Schakt klar"


def test_a_sheet_that_grows_without_end_is_refused_in_bounded_time(tmp_path):
    path = tmp_path / "bomb.xlsx"
    blanks = b" " * (300 << 20)
    path.write_bytes(with_part(content_of(book_of([HEADER, ROW])), SHEET, lambda data: data + blanks))
    (book,) = run_job(read_files, [str(path)], 2026, limits=Limits(seconds=30, memory=1 << 30))
    assert book.rows == ()
    assert [severity for severity, _, _ in told(book.problems)] == ["error"]


def test_dates_of_1899_and_9999_and_huge_numbers_are_questions_or_texts():
    rows = [HEADER, ["Å-01", "Belysning", dt.date(9999, 12, 31), 1e300, dt.datetime(1900, 1, 1)]]
    row = read(book_of(rows)).rows[0]
    assert answers(row) == {"comment": "1900-01-01"}
    assert [cell for _, cell, _ in told(row.problems)] == ["C2", "D2"]


def test_a_table_of_a_thousand_columns_is_read():
    rows = [[*HEADER, *(f"Kolumn {n}" for n in range(1_000))], ROW]
    assert read(book_of(rows)).rows == ()
    rows = [[*HEADER, *([None] * 995), "Anteckning"], ROW]
    assert answers(read(book_of(rows)).rows[0])["progress"] == 40
