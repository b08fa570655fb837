"""The first look: what a file is, said plainly, whatever it is called."""

import io
import zipfile

import openpyxl
import pytest
from support.foreign_books import book_of, content_of

from trygg_desktop.errors import WorkbookRefused
from trygg_desktop.exchange import first_look
from trygg_desktop.exchange.first_look import look_first
from trygg_desktop.formats import Locale

WORKBOOK = content_of(book_of([["Åtgärd", "Status"]]))
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504


def packed(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def utf16(text: str) -> bytes:
    return (text + "\0").encode("utf-16-le")


def test_a_workbook_is_known_by_what_is_in_it():
    assert look_first(WORKBOOK, "bok.doc") == "xlsx"
    assert look_first(packed(**{"xl__workbook.bin": b"x"}), "bok") == "xlsb"
    assert look_first(OLE + utf16("Workbook"), "bok.xlsx") == "xls"
    assert look_first(packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "bok.ods") == "ods"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "är tom"),
        (OLE + utf16("EncryptedPackage"), "skyddad med lösenord"),
        (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "är en webbsida"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html></html>", "är en webbsida"),
        ("Åtgärd;Status\nTrygghet;Pågår\n".encode(), "textfil med avskilda kolumner"),
        ("Åtgärd\tStatus\nTrygghet\tPågår\n".encode("utf-16"), "textfil med avskilda kolumner"),
        ("Åtgärd;Status\n".encode("latin-1"), "textfil med avskilda kolumner"),
        (b"%PDF-1.7 \n", "är en PDF"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "XML-tabell"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", "mycket gammalt Excel"),
        (WORKBOOK[: len(WORKBOOK) // 2], "skadad eller avkortad"),
        (b"PK\x03\x04" + b"\0" * 40, "skadad eller avkortad"),
        (packed(**{"word__document.xml": b"<x/>"}), "Word-dokument"),
        (packed(**{"ppt__presentation.xml": b"<x/>"}), "PowerPoint"),
        (packed(mimetype=b"application/vnd.oasis.opendocument.text"), "OpenDocument-fil"),
        (packed(**{"bild.png": b"x"}), "zip-fil"),
        (packed(**{"[Content_Types].xml": b"<x/>"}), "skadad eller avkortad"),
        (OLE + utf16("WordDocument"), "Word-dokument"),
        (OLE + utf16("PowerPoint Document"), "PowerPoint"),
        (OLE, "skadad eller avkortad"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "ingen arbetsbok"),
        (b"bara en rad text", "ingen arbetsbok"),
    ],
)
def test_what_is_no_workbook_is_said_to_be_what_it_is(content, said):
    with pytest.raises(WorkbookRefused) as refusal:
        look_first(content, "svar.xlsx")
    sentence = Locale("sv").t(refusal.value.message)
    assert sentence.startswith("svar.xlsx")
    assert said in sentence


def test_an_encrypted_part_means_a_password():
    content = bytearray(WORKBOOK)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (found := content.find(signature, start)) >= 0:
            content[found + offset] |= 1
            start = found + 4
    with pytest.raises(WorkbookRefused, match="password"):
        look_first(bytes(content), "svar.xlsx")


def test_an_encrypted_opendocument_means_a_password():
    content = packed(
        mimetype=b"application/vnd.oasis.opendocument.spreadsheet",
        **{"META-INF__manifest.xml": b"<manifest:encryption-data/>"},
    )
    with pytest.raises(WorkbookRefused, match="password"):
        look_first(content, "svar.ods")


def test_a_file_that_swells_when_unpacked_is_not_opened():
    content = packed(**{"xl__workbook.xml": b"<x/>", "xl__worksheets__sheet1.xml": bytes(201 << 20)})
    assert len(content) < 1 << 20
    with pytest.raises(WorkbookRefused, match="200 MB"):
        look_first(content, "svar.xlsx")


def test_too_large_a_file_is_not_opened(monkeypatch):
    monkeypatch.setattr(first_look, "LARGEST_FILE", 1 << 10)
    with pytest.raises(WorkbookRefused, match="larger"):
        look_first(WORKBOOK, "svar.xlsx")


def test_the_marks_of_a_sheet_without_names_of_cells_are_still_found():
    from trygg_desktop.exchange.sheet_marks import read_marks

    sheet = b'<worksheet><sheetData><row hidden="1"><c><v>1</v></c><c t="e"><v>#N/A</v></c></row><row/><row><c><f>A1</f></c></row></sheetData></worksheet>'  # noqa: E501
    stream = io.BytesIO(WORKBOOK)
    with zipfile.ZipFile(stream) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/worksheets/sheet1.xml"] = sheet
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    with zipfile.ZipFile(changed) as archive:
        marks = read_marks(archive)["Blad1"]
    assert marks.hidden_rows == {1}
    assert marks.errors == {"B1": "#N/A"}
    assert marks.uncalculated == {"A3"}
    assert marks.last == (3, 2)


def test_a_document_type_in_a_part_is_refused():
    from trygg_desktop.exchange.sheet_marks import read_marks

    stream = io.BytesIO(WORKBOOK)
    changed = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
            new.writestr(name, content)
    with zipfile.ZipFile(changed) as archive, pytest.raises(WorkbookRefused):
        read_marks(archive)


def test_openpyxl_s_own_workbook_passes():
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    assert look_first(stream.getvalue(), "ny.xlsx") == "xlsx"


def test_a_part_that_grows_beyond_all_reason_is_refused_before_it_is_unpacked():
    bomb = packed(**{"xl__workbook.xml": b"x", "xl__worksheets__sheet1.xml": bytes(30 << 20)})
    assert len(bomb) < 100_000
    with pytest.raises(WorkbookRefused) as refused:
        look_first(bomb, "bomb.xlsx")
    assert Locale("sv").t(refused.value.message) == "bomb.xlsx blir orimligt stor när den packas upp och läses inte."
