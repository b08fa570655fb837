"""Finds the workbooks in what was dropped: files, folders, zip archives and saved e-mails. Runs in the worker.

Nothing is unpacked to disk: a book inside an archive is known by its place there and read into memory when its turn
comes, so a path that leads out of the archive leads nowhere.
"""

import contextlib
import lzma
import os
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from trygg_desktop.domain.returns import PassedOver
from trygg_desktop.errors import WorkbookRefused
from trygg_desktop.exchange.first_look import LARGEST_FILE
from trygg_desktop.exchange.shown_names import shown_name
from trygg_desktop.messages import N_, Message

if TYPE_CHECKING:
    from email.message import EmailMessage

BOOK_ENDINGS = frozenset((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"))
MOST_BOOKS = 500
"""Workbooks that are read at once."""
MOST_FILES = 5_000
"""Files that are looked at in folders, or in one archive."""
DEEPEST_FOLDER = 8
LARGEST_ARCHIVE = 500 << 20
"""Bytes of the largest archive or e-mail that is opened, and that the books in an archive may grow to."""
HIGHEST_RATIO = 200
"""How many times its packed size a book in an archive may grow to, once it is larger than ``HARMLESS`` bytes."""
HARMLESS = 10 << 20

_DAMAGES = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, NotImplementedError, LookupError, ValueError, OverflowError),
)
"""What the libraries raise for damaged archives, and for what was packed in ways that nobody uses."""

_DRAFT_MARK = "X-Unsent"
"""The header of an e-mail draft such as this program writes: it carries an empty template, no answer."""


@dataclass(frozen=True, slots=True)
class BookSource:
    """Where one workbook lies: a file, or ``member``, the number of a book in the archive or e-mail at ``path``."""

    path: str
    file_name: str
    member: int | None = None


@dataclass(slots=True)
class Found:
    """The workbooks that were found, what was passed over, and archives that could not be opened (``refused``)."""

    sources: list[BookSource] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
    refused: list[PassedOver] = field(default_factory=list)

    def pass_over(self, name: str, reason: Message) -> None:
        """Note something that is not read, and why."""
        self.passed_over.append(PassedOver(name=shown_name(name), reason=reason))

    def refuse(self, name: str, reason: Message) -> None:
        """Note an archive or e-mail that could not be opened."""
        shown = shown_name(name)
        self.refused.append(PassedOver(name=shown, reason=Message(reason.source, {**reason.values, "file": shown})))

    def add(self, source: BookSource) -> None:
        """Add a workbook, unless there are too many."""
        if len(self.sources) < MOST_BOOKS:
            self.sources.append(source)
        else:
            self.pass_over(source.file_name, N_("More than {n} workbooks were given at once.", n=MOST_BOOKS))


def find_sources(paths: Sequence[str]) -> Found:
    """Return the workbooks among files, in folders and what lies under them, in zip archives and in e-mails.

    A file that was given by name is always a source, whatever it is called: its first bytes decide. In folders and
    archives only what is called a workbook is read; the rest is named with its reason, except lock files and hidden
    files, which nobody meant.
    """
    found = Found()
    for path in paths:
        if Path(path).is_dir():
            _look_in_folder(Path(path), found)
        else:
            _look_at_file(Path(path), Path(path).name, found, by_name=True)
    return found


def is_one_book(path: Path) -> bool:
    """Tell whether a path leads to one file that can only be a workbook, not to something that may hold several."""
    return path.suffix.casefold() in BOOK_ENDINGS and not path.is_dir()


class Unpacker:
    """Fetches workbooks one after the other; an e-mail that holds many is read once."""

    def __init__(self) -> None:
        self._mail = ""
        self._attached: list[tuple[str, EmailMessage]] = []

    def fetch(self, source: BookSource) -> bytes:
        """Return the content of a workbook.

        Raises ``FileNotFoundError`` and ``OSError`` as reading does, ``WorkbookRefused`` for one that is damaged in
        its archive, and for what is no file at all.
        """
        path = Path(source.path)
        if not stat.S_ISREG(path.stat().st_mode):
            raise _refusal(N_("{file} is a folder or a device, no workbook."), source)
        if source.member is None:
            return path.read_bytes()
        if _is_zip(path):
            return _fetch_packed(path, source, source.member)
        try:
            if self._mail != source.path:
                self._mail, self._attached = source.path, _attachments(_read_mail(path))
            return _decode(self._attached[source.member][1])
        except (IndexError, RecursionError) as error:
            raise _refusal(_DAMAGED, source) from error


def _fetch_packed(path: Path, source: BookSource, member: int) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(archive.infolist()[member]) as stream:
            return stream.read(LARGEST_FILE + 1)
    except _DAMAGES as error:
        raise _refusal(_DAMAGED, source) from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise _refusal(_DAMAGED, source) from error  # so bzip2 tells of damage
    except RuntimeError as error:  # the library's word for a password
        raise _refusal(_LOCKED, source) from error


def _refusal(message: Message, source: BookSource) -> WorkbookRefused:
    return WorkbookRefused(Message(message.source, {"file": shown_name(source.file_name)}))


# --- folders


def _look_in_folder(folder: Path, found: Found) -> None:
    """Look through a folder and what lies under it; links to other folders are not followed."""
    looked_at = 0

    def refuse(error: OSError) -> None:
        message = N_("The folder {file} cannot be opened. Check the permissions and drop it again.")
        found.refuse(Path(os.fsdecode(error.filename or folder)).name, message)

    for place, folders, names in os.walk(folder, onerror=refuse):
        depth = len(Path(place).relative_to(folder).parts)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if Path(place, name).is_symlink():
                found.pass_over(name, N_("It is a link to another folder and was not followed."))
        if depth >= DEEPEST_FOLDER:
            for name in folders:
                found.pass_over(name, N_("The folder lies more than {n} folders deep.", n=DEEPEST_FOLDER))
            folders.clear()
        for name in sorted(names):
            if _is_nobodys(name):
                continue
            looked_at += 1
            if looked_at > MOST_FILES:
                found.pass_over(
                    folder.name, N_("The folder holds more than {n} files. The rest was not read.", n=MOST_FILES)
                )
                return
            _look_at_file(Path(place, name), name, found, by_name=False)


def _is_nobodys(name: str) -> bool:
    """Tell whether a file is one that programs leave behind: locks, hidden files, marks of a system."""
    return name.startswith((".", "~$", "~")) or name.casefold() in ("thumbs.db", "desktop.ini", "icon\r")


def _look_at_file(path: Path, name: str, found: Found, *, by_name: bool) -> None:
    ending = path.suffix.casefold()
    if not path.is_file():  # missing, a pipe, a device: reading says so
        found.add(BookSource(str(path), name))
    elif by_name and name.startswith("~$"):
        found.pass_over(name, N_("It is Excel's lock file, no workbook. Close the workbook in Excel."))
    elif ending == ".msg":
        found.refuse(name, _OUTLOOK)
    elif ending == ".eml":
        _look_in_mail(path, name, found)
    elif ending not in BOOK_ENDINGS and _is_archive(path):
        _look_in_archive(path, name, found)
    elif by_name or ending in BOOK_ENDINGS:
        found.add(BookSource(str(path), name))
    else:
        found.pass_over(name, _no_book(ending))


def _no_book(ending: str) -> Message:
    if ending == ".pdf":
        return N_("It is a PDF, no workbook.")
    if ending == ".trygg":
        return N_("It is a project file. Open it by itself.")
    if ending in (".csv", ".txt", ".tsv"):
        return N_("It is a text file. Open it in Excel and save it as .xlsx.")
    return N_("It is no workbook.")


# --- zip archives


def _is_zip(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4) in (b"PK\x03\x04", b"PK\x05\x06")


def _is_archive(path: Path) -> bool:
    """Tell whether a file is a zip archive of files, and not a document that is packed the same way."""
    with contextlib.suppress(OSError, *_DAMAGES):
        if not _is_zip(path):
            return False
        if path.suffix.casefold() == ".zip" and path.stat().st_size > LARGEST_ARCHIVE:
            return True
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
        is_document = "[Content_Types].xml" in names or "mimetype" in names
        return not is_document and not any(name.startswith(("xl/", "word/", "ppt/")) for name in names)
    return path.suffix.casefold() == ".zip"


def _look_in_archive(path: Path, name: str, found: Found) -> None:
    try:
        if path.stat().st_size > LARGEST_ARCHIVE:
            found.refuse(name, N_("{file} is larger than {size} MB and is not read.", size=LARGEST_ARCHIVE >> 20))
            return
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except _DAMAGES:
        found.refuse(name, _DAMAGED)
        return
    except OSError:
        found.refuse(name, _UNREADABLE)
        return
    if len(members) > MOST_FILES:
        found.refuse(name, N_("{file} holds more than {n} files and is not read.", n=MOST_FILES))
        return
    if any(member.flag_bits & 1 for member in members):
        found.refuse(name, _LOCKED)
        return
    _list_members(path, name, members, found)


def _list_members(path: Path, archive: str, members: Sequence[zipfile.ZipInfo], found: Found) -> None:
    grown, before = 0, len(found.sources)
    for number, member in enumerate(members):
        inner = PurePosixPath(_name_of(member).replace("\\", "/"))
        if member.is_dir() or _is_nobodys(inner.name) or "__MACOSX" in inner.parts:
            continue
        ending = inner.suffix.casefold()
        if ending == ".zip":
            found.pass_over(inner.name, N_("It is a zip file in a zip file. Unpack it and drop what is in it."))
        elif ending == ".msg" or ending == ".eml":
            found.pass_over(inner.name, N_("It is an e-mail in a zip file. Unpack it and drop the e-mail itself."))
        elif ending not in BOOK_ENDINGS:
            found.pass_over(inner.name, _no_book(ending))
        elif member.file_size > LARGEST_FILE:
            found.pass_over(inner.name, N_("It is larger than {size} MB.", size=LARGEST_FILE >> 20))
        elif member.file_size > HARMLESS and member.file_size > HIGHEST_RATIO * max(member.compress_size, 1):
            found.pass_over(inner.name, N_("It grows beyond all reason when it is unpacked."))
        elif grown + member.file_size > LARGEST_ARCHIVE:
            found.pass_over(inner.name, N_("The archive grows to more than {size} MB.", size=LARGEST_ARCHIVE >> 20))
        else:
            grown += member.file_size
            found.add(BookSource(str(path), inner.name, number))
    if len(found.sources) == before:
        found.refuse(archive, N_("There is no workbook in {file}."))


def _name_of(member: zipfile.ZipInfo) -> str:
    """Return the name of a member. What is not marked as UTF-8 is tried as that: macOS forgets the mark."""
    name = member.filename
    if not member.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name)


# --- e-mails


def _look_in_mail(path: Path, name: str, found: Found) -> None:
    try:
        if path.stat().st_size > LARGEST_ARCHIVE:
            found.refuse(name, N_("{file} is larger than {size} MB and is not read.", size=LARGEST_ARCHIVE >> 20))
            return
        message = _read_mail(path)
        if message[_DRAFT_MARK]:
            found.pass_over(name, N_("It is a draft that has not been sent, with a workbook that nobody has answered."))
            return
        attachments = _attachments(message)
    except OSError:
        found.refuse(name, _UNREADABLE)
        return
    except MemoryError:
        raise
    except Exception:  # mails of strangers break the parser in many ways
        found.refuse(name, _DAMAGED)
        return
    books = [
        (number, inner)
        for number, (inner, _) in enumerate(attachments)
        if Path(inner).suffix.casefold() in BOOK_ENDINGS
    ]
    for number, inner in books:
        found.add(BookSource(str(path), inner, number))
    for inner, _ in attachments:
        ending = Path(inner).suffix.casefold()
        if ending == ".zip":
            found.pass_over(inner, N_("It is a zip file in an e-mail. Save it and drop it by itself."))
        elif ending not in BOOK_ENDINGS and inner:
            found.pass_over(inner, _no_book(ending))
    if not books:
        found.refuse(name, N_("There is no workbook attached to {file}."))


def _read_mail(path: Path) -> "EmailMessage":
    import email.policy  # late: few drop an e-mail, and every worker would wait for it

    with path.open("rb") as stream:
        return email.message_from_binary_file(stream, policy=email.policy.default)


def _attachments(message: "EmailMessage") -> "list[tuple[str, EmailMessage]]":
    """Return name and part of each attached file."""
    attached = []
    for part in message.walk():
        name = ""
        with contextlib.suppress(Exception):  # headers of strangers break the parser in many ways
            name = part.get_filename() or ""
        if name and not part.is_multipart():
            attached.append((PurePosixPath(name.replace("\\", "/")).name, part))
    return attached


def _decode(part: "EmailMessage") -> bytes:
    """Return the content of an attached file; nothing of a damaged one."""
    content: object = b""
    with contextlib.suppress(Exception):
        content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


_DAMAGED = N_("{file} is damaged or only half there. Ask the sender for the file again.")
_LOCKED = N_("{file} is protected with a password. Unpack it with the password and drop the workbooks in it.")
_UNREADABLE = N_("{file} cannot be read. Close it in other programs, check the permissions and try again.")
_OUTLOOK = N_("{file} is an e-mail as Outlook keeps it. Save the attached workbook from Outlook and drop that.")
