"""The first look at a returned file, before anything reads it: what is it, and is it safe to open?

The first bytes decide, not the name: a password, a web page called .xls or a text file called .xlsx each get their own
plain message.
"""

import io
import re
import zipfile
from typing import Literal

from trygg_desktop.errors import WorkbookRefused
from trygg_desktop.messages import N_, Message

Kind = Literal["xlsx", "xlsb", "xls", "ods"]

LARGEST_FILE = 50 << 20
"""Bytes of the largest workbook that is read."""
LARGEST_UNPACKED = 200 << 20
"""Bytes that the parts of a packed workbook may grow to."""
HIGHEST_RATIO = 400
"""How many times its packed size a part may grow to, once it is larger than ``HARMLESS`` bytes."""
HARMLESS = 20 << 20
MOST_PARTS = 5_000

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_PASSWORD = N_("{file} is protected with a password. Open it in Excel, remove the password, save it and try again.")
_DAMAGED = N_("{file} is damaged or only half there. Ask the sender for the file again.")
_NO_WORKBOOK = N_("{file} is no workbook. Excel (.xlsx, .xls, .xlsb) and OpenDocument (.ods) workbooks can be read.")


def look_first(content: bytes, file_name: str) -> Kind:
    """Return what kind of workbook ``content`` is. Raises ``WorkbookRefused`` saying what it is when it is none."""
    if not content:
        raise _refusal(N_("{file} is empty. Ask the sender for the file again."), file_name)
    if len(content) > LARGEST_FILE:
        raise _refusal(N_("{file} is larger than {size} MB and is not read."), file_name, size=LARGEST_FILE >> 20)
    if content.startswith(b"PK"):
        return _look_into_zip(content, file_name)
    if content.startswith(_OLE):
        return _look_into_ole(content, file_name)
    raise _refusal(_name_the_stranger(content), file_name)


def _refusal(message: Message, file_name: str, **values: object) -> WorkbookRefused:
    return WorkbookRefused(Message(message.source, {"file": file_name, **values}))


def _look_into_zip(content: bytes, file_name: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            kind = _kind_of(archive, file_name)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError) as error:
        raise _refusal(_DAMAGED, file_name) from error
    if any(part.flag_bits & 1 for part in parts):
        raise _refusal(_PASSWORD, file_name)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise _refusal(
            N_("{file} grows to more than {size} MB when it is unpacked and is not read."),
            file_name,
            size=LARGEST_UNPACKED >> 20,
        )
    if any(part.file_size > HARMLESS and part.file_size > HIGHEST_RATIO * part.compress_size for part in parts):
        raise _refusal(N_("{file} grows beyond all reason when it is unpacked and is not read."), file_name)
    return kind


def _kind_of(archive: zipfile.ZipFile, file_name: str) -> Kind:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("word/") for name in names):
        raise _refusal(N_("{file} is a Word document, no workbook."), file_name)
    if any(name.startswith("ppt/") for name in names):
        raise _refusal(N_("{file} is a PowerPoint presentation, no workbook."), file_name)
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        if archive.read("mimetype").strip().startswith(_ODS):
            if b"encryption-data" in _manifest(archive):
                raise _refusal(_PASSWORD, file_name)
            return "ods"
        raise _refusal(N_("{file} is an OpenDocument file, but no workbook."), file_name)
    if "[Content_Types].xml" in names:
        raise _refusal(_DAMAGED, file_name)
    raise _refusal(N_("{file} is a zip file, no workbook. Unpack it and choose the workbooks in it."), file_name)


def _manifest(archive: zipfile.ZipFile) -> bytes:
    name = "META-INF/manifest.xml"
    known = name in archive.namelist() and archive.getinfo(name).file_size < 1 << 20
    return archive.read(name) if known else b""


def _look_into_ole(content: bytes, file_name: str) -> Kind:
    def holds(stream: str) -> bool:
        return (stream + "\0").encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        raise _refusal(_PASSWORD, file_name)
    if holds("Workbook") or holds("Book"):
        return "xls"
    if holds("WordDocument"):
        raise _refusal(N_("{file} is a Word document, no workbook."), file_name)
    if holds("PowerPoint Document"):
        raise _refusal(N_("{file} is a PowerPoint presentation, no workbook."), file_name)
    raise _refusal(_DAMAGED, file_name)


def _name_the_stranger(content: bytes) -> Message:
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    lower = start.lower()
    if start.startswith(b"%PDF"):
        return N_("{file} is a PDF, no workbook. Ask the sender for the workbook itself.")
    if content.startswith(_OLD_EXCEL):
        return N_("{file} is from a very old Excel. Open it in Excel and save it as .xlsx.")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in lower:
        return N_("{file} is an XML table. Open it in Excel and save it as .xlsx.")
    if re.match(rb"<(?:!doctype html|html|head|body|table|meta|!--)", lower) or b"<html" in lower:
        return N_("{file} is a web page with another name, no workbook. Open it in Excel and save it as .xlsx.")
    if _is_text_table(content):
        return N_(
            "{file} is a text file with separated columns (CSV), no workbook. Open it in Excel and save as .xlsx."
        )
    return _NO_WORKBOOK


def _is_text_table(content: bytes) -> bool:
    """Tell whether this is text whose lines are parted by semicolons, tabs or commas."""
    sample = content[:4096]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = sample.decode("utf-16", errors="ignore")
    else:
        text = sample.decode("utf-8", errors="replace").replace("\ufffd", "?")
    if any(ord(letter) < 9 or 13 < ord(letter) < 32 for letter in text):
        return False
    lines = [line for line in text.splitlines() if line.strip()][:20]
    return bool(lines) and any(all(mark in line for line in lines[:-1] or lines) for mark in ";\t,")
