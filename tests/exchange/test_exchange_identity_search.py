"""A personal identity number anywhere in a returned file is found, and the file is not kept."""

import datetime as dt
import io
import os
import shutil
import zipfile

import pytest
from openpyxl.comments import Comment
from support.foreign_books import book_of, content_of, convert

from trygg_desktop.exchange.reading import read_book, read_files

ROWS = [["Nr", "Åtgärd", "Status", "Kommentar"], ["Å-01", "Belysning", "Pågår", "Schakt klar"]]
NUMBER = "811218-9876"


def in_comment(book):
    book["Blad1"]["A1"].comment = Comment(f"Ring {NUMBER}", "x")


def in_header(book):
    book["Blad1"].oddHeader.center.text = NUMBER


def in_other_sheet(book):
    book.create_sheet("Övrigt")["C7"] = 8112189876


def in_hidden_signs(book):
    book["Blad1"]["H1"] = "811218\u200b-98\u00ad76"


def in_sheet_name(book):
    book["Blad1"].title = f"Ärende {NUMBER}"


PLACES = [in_comment, in_header, in_other_sheet, in_hidden_signs, in_sheet_name]


@pytest.mark.parametrize("put", PLACES)
def test_a_number_anywhere_in_a_workbook_keeps_its_original_out(put):
    book = book_of(ROWS)
    put(book)
    read = read_book(content_of(book), "Svar.xlsx", 2026)
    assert read.holds_identity_numbers
    assert read.content == b""
    assert any("original will not be kept" in str(problem.message) for problem in read.problems)
    assert [row.code for row in read.rows] == ["Å-01"]
    assert "9876" not in repr(read)


def test_an_ordinary_workbook_is_kept():
    content = content_of(book_of(ROWS, [["811218", "9875"], [811218, "kr"], ["9876", 811218], [None, 9876]]))
    read = read_book(content, "Svar.xlsx", 2026)
    assert not read.holds_identity_numbers
    assert read.content == content


@pytest.mark.parametrize("halves", [("811218", "9876"), (811218, 9876), (19811218, "-9876"), ("811218", 9876)])
def test_a_number_split_over_two_cells_is_found_beside_the_tables_too(halves):
    read = read_book(content_of(book_of(ROWS, [["Övrigt"], [None, *halves]])), "Svar.xlsx", 2026)
    assert read.holds_identity_numbers
    assert read.content == b""


def test_a_number_split_over_two_answers_is_masked_in_both():
    rows = [[*ROWS[0], "Avvikelse"], ["Å-01", "Belysning", "Pågår", "811218", "9876"]]
    read = read_book(content_of(book_of(rows)), "Svar.xlsx", 2026)
    assert read.holds_identity_numbers
    assert {p.cell for row in read.rows for p in row.problems if p.severity == "error"} == {"D2", "E2"}
    assert "9876" not in repr(read.rows)
    assert "811218" not in repr(read.rows)


@pytest.mark.parametrize("noise", [",", ";", " * ", "\xa0", "\u3164", "\u115f"])
def test_signs_between_the_parts_hide_nothing_in_a_comment(noise):
    book = book_of(ROWS)
    book["Blad1"]["A1"].comment = Comment(f"Ring 811218{noise}9876", "x")
    assert read_book(content_of(book), "Svar.xlsx", 2026).holds_identity_numbers


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice writes these")
@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_numbers_are_found_in_other_kinds_of_workbooks(kind, tmp_path):
    book = book_of(ROWS)
    in_other_sheet(book)
    in_comment(book)
    assert read_book(convert(content_of(book), kind, tmp_path), f"svar.{kind}", 2026).holds_identity_numbers


def test_a_number_in_the_file_name_or_the_sheet_name_is_masked_and_told():
    book = book_of(ROWS)
    in_sheet_name(book)
    read = read_book(content_of(book), f"Svar {NUMBER}.xlsx", 2026)
    assert read.file_name == "Svar ••••••••.xlsx"
    assert read.sheets == ("Ärende ••••••••",)
    told = [str(problem.message) for problem in read.problems]
    assert any("file's name holds something personal" in message for message in told)
    assert any("sheet's name holds something personal" in message for message in told)
    assert "9876" not in repr(read)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes are files on POSIX systems only")
def test_a_pipe_is_refused_unopened(tmp_path):
    pipe = tmp_path / "svar.xlsx"
    os.mkfifo(pipe)
    (book,) = read_files(None, [str(pipe)])
    assert "no workbook" in str(book.problems[0].message)
    (book,) = read_files(None, [str(tmp_path)])
    assert "no workbook" in str(book.problems[0].message)


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX systems only")
def test_a_file_name_that_is_no_text_is_made_printable(tmp_path):
    path = tmp_path / os.fsdecode(b"y\xff.xlsx")
    path.write_bytes(content_of(book_of(ROWS)))
    (book,) = read_files(None, [str(path)])
    assert book.file_name == "y\N{REPLACEMENT CHARACTER}.xlsx"
    assert book.rows


def packed(**parts):
    """Return an ordinary workbook with further parts, ``__`` in a name for its folders."""
    with zipfile.ZipFile(io.BytesIO(content_of(book_of(ROWS)))) as archive:
        all_parts = {name: archive.read(name) for name in archive.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**all_parts, **parts}.items():
            archive.writestr(name, content)
    return stream.getvalue()


def letter(text):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f"<w:p><w:r><w:t>{text[:5]}</w:t></w:r><w:r><w:t>{text[5:]}</w:t></w:r></w:p>"
        )
    return stream.getvalue()


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/pivotCache/pivotCacheDefinition1.xml", f'<sharedItems><s v="{NUMBER}"/></sharedItems>'),
        ("xl/pivotCache/pivotCacheRecords1.xml", '<r><n v="8.112189876E9"/></r>'),
        ("customXml/item1.xml", f"<a><b pnr='{NUMBER}'/></a>"),
        ("customXml/item2.xml", f"<a><![CDATA[{NUMBER}]]></a>"),
        ("xl/persons/person.xml", f'<person displayName="Handläggare {NUMBER}"/>'),
        ("xl/embeddings/letter.docx", letter(NUMBER)),
    ],
)
def test_a_number_in_any_part_of_the_file_keeps_the_original_out(part, content):
    read = read_book(packed(**{part: content}), "Svar.xlsx", 2026)
    assert read.holds_identity_numbers
    assert read.content == b""


def test_what_programs_write_is_taken_for_no_number():
    parts = {
        "xl/persons/person.xml": '<person id="{19811218-9876-4A11-8112-189876189876}" width="8.112189876"/>',
        "docProps/x.xml": "<a><TotalTime>8112</TotalTime><Words>189876</Words></a>",
    }
    assert not read_book(packed(**parts), "Svar.xlsx", 2026).holds_identity_numbers


def put_in_format(book):
    book.create_sheet("P")["A1"].number_format = f'"{NUMBER}"0'
    book["P"]["A1"] = 5


def put_in_filter(book):
    book["Blad1"].auto_filter.ref = "A1:D2"
    book["Blad1"].auto_filter.add_filter_column(0, [NUMBER])


@pytest.mark.parametrize("put", [put_in_format, put_in_filter])
def test_a_number_in_a_format_or_a_filter_keeps_the_original_out(put):
    book = book_of(ROWS)
    put(book)
    assert read_book(content_of(book), "Svar.xlsx", 2026).holds_identity_numbers


@pytest.mark.parametrize(
    "rows",
    [
        [[dt.date(1981, 12, 18), "9876"]],
        [[dt.date(1981, 12, 18), 9876]],
        [["811218", "Namn", "9876"]],
        [["811218-"], ["9876"]],
    ],
)
def test_halves_further_apart_or_as_a_day_are_found(rows):
    assert read_book(content_of(book_of(ROWS, rows)), "Svar.xlsx", 2026).holds_identity_numbers


def test_a_day_of_these_years_beside_an_amount_is_no_number():
    rows = [["Datum", "Belopp"], [dt.date(2018, 12, 18), 9874], [dt.date(2026, 3, 12), 1209]]
    assert not read_book(content_of(book_of(ROWS, rows)), "Svar.xlsx", 2026).holds_identity_numbers
