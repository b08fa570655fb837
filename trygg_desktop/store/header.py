"""What the first bytes of a file, and the files beside it, say before SQLite is let near it.

SQLite rolls back any journal that lies beside a database, and believes any write-ahead log; neither names the
database it belongs to. So a left-over of another file would destroy ours, or be taken for it.
These functions open and close the file, which drops the locks that this process may hold on it: call them only
before the project is open.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from trygg_desktop.errors import FileRefused
from trygg_desktop.store.connection import APPLICATION_ID

_MAGIC = b"SQLite format 3\x00"
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")


@dataclass(frozen=True, slots=True)
class Header:
    """The first page's own account: ``format`` is ``user_version``, ``counter`` rises with every commit."""

    page_size: int
    pages: int
    counter: int
    format: int
    application_id: int


def read_header(path: Path) -> Header:
    """Return the header of a project file.

    Raises ``FileRefused`` when the file is missing, empty, a folder or not a project file.
    """
    try:
        if path.is_dir():
            raise FileRefused("{file} is a folder, not a project file.", file=str(path))
        with path.open("rb") as file:
            first = file.read(100)
    except FileNotFoundError as error:
        raise FileRefused("{file} is missing. It may have been moved or renamed.", file=str(path)) from error
    except (OSError, ValueError) as error:
        raise FileRefused("{file} cannot be read. Check the permissions.", file=str(path)) from error
    if not first:
        raise FileRefused("{file} is empty. Open the latest backup instead.", file=str(path))
    header = _parse(first)
    if header is None or header.application_id != APPLICATION_ID:
        raise FileRefused("{file} is not a Trygg project.", file=str(path))
    return header


def refuse_cut_or_strange(path: Path, *, alone: bool) -> None:
    """Raise ``FileRefused`` when the file's end is missing, or something beside it is not its own.

    ``alone`` says that no other process can be writing: only then is a journal beside it a left-over.
    """
    header = read_header(path)
    log, journal = (path.with_name(path.name + end) for end in ("-wal", "-journal"))
    if log.exists() and log.stat().st_size:
        raise _stray(path, log)
    interrupted = journal.exists() and journal.stat().st_size > 0
    if interrupted and alone:
        interrupted = _journal_speaks(journal)
        if interrupted and not _journal_belongs(journal, header):
            raise _stray(path, journal)
    if not interrupted and path.stat().st_size < header.pages * header.page_size:
        raise FileRefused("{file} is cut off: its end is missing. Open the latest backup instead.", file=str(path))


def _parse(first: bytes) -> Header | None:
    if len(first) < 100 or not first.startswith(_MAGIC):
        return None
    (page_size,) = struct.unpack_from(">H", first, 16)
    counter, pages = struct.unpack_from(">II", first, 24)
    return Header(
        page_size=65536 if page_size == 1 else page_size,
        pages=pages,
        counter=counter,
        format=struct.unpack_from(">i", first, 60)[0],
        application_id=struct.unpack_from(">i", first, 68)[0],
    )


def _stray(path: Path, other: Path) -> FileRefused:
    return FileRefused(
        "Beside {file} lies {other}, which belongs to another file or program. Move {other} to another folder"
        " and open the project again.",
        file=str(path),
        other=other.name,
    )


def _journal_speaks(journal: Path) -> bool:
    """Tell whether a journal has a beginning; SQLite passes over one that has not."""
    with journal.open("rb") as file:
        return file.read(len(_JOURNAL_MAGIC)) == _JOURNAL_MAGIC


def _journal_belongs(journal: Path, header: Header) -> bool:
    """Tell whether a rollback journal is of this file as it is now.

    A journal keeps the pages as they were. The first page is among them once a commit has begun, with the commit
    counter as it was: the file's own is the same, or one more. Before that, the size must be the file's.
    """
    with journal.open("rb") as file:
        start = file.read(28).ljust(28, b"\x00")
        _, _, pages, sector, page_size = (int(number) for number in struct.unpack(">IIIII", start[8:]))
        if page_size != header.page_size or not 32 <= sector <= 65536:
            return False
        before = _first_page_in(file, sector, page_size)
    return pages == header.pages if before is None else _precedes(before, header, pages)


def _first_page_in(file: BinaryIO, sector: int, page_size: int) -> Header | None:
    """Return the header that a journal keeps. Its records follow in parts, each after a head of one sector."""
    place, record = 0, page_size + 8
    while True:
        file.seek(place)
        head = file.read(12)
        if len(head) < 12 or not head.startswith(_JOURNAL_MAGIC):
            return None
        (count,) = struct.unpack_from(">I", head, 8)
        for number in range(count):
            file.seek(place + sector + number * record)
            page = file.read(4)
            if page == b"\x00\x00\x00\x01":
                return _parse(file.read(100))
            if len(page) < 4:
                return None
        if count == 0:
            return None
        place += sector + count * record
        place += -place % sector


def _precedes(before: Header, header: Header, pages: int) -> bool:
    return (
        before.application_id == header.application_id
        and before.pages == pages
        and header.counter - before.counter in (0, 1)
    )
