"""Files we hand out are whole or not there at all: written beside their place, checked, then put in place."""

import contextlib
import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from trygg_desktop.errors import OutputRefused
from trygg_desktop.messages import N_, Message

_LOOKED_AT = 1024
"""How many bytes of a file tell its kind; a PDF may begin that far in."""

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""What the system says when a disk, a quota or a file may grow no more."""

_BEGINS = {"database": b"SQLite format 3\x00", "picture": b"\x89PNG\r\n"}
_KINDS: dict[str, Message] = {
    "pdf": N_("a PDF"),
    "workbook": N_("an Excel workbook"),
    "picture": N_("a picture"),
    "database": N_("a project file"),
}


def expect_ending(path: Path, ending: str) -> None:
    """Refuse a name that does not end in ``ending`` (``.pdf``): nobody would know what the file is.

    Raises ``OutputRefused``.
    """
    if path.suffix.lower() != ending:
        raise OutputRefused(
            "{file} must end in {ending}. Write for example {example}.",
            file=str(path),
            ending=ending,
            example=str(path.with_suffix(ending)) if path.name else f"fil{ending}",
        )


def make_folder(folder: str | Path) -> Path:
    """Make a folder and those above it where they are missing, and return it. Raises ``OutputRefused``."""
    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputRefused("The folder {folder} cannot be made. Choose another.", folder=str(folder)) from error
    return place


def write_bytes_safely(path: Path, content: bytes) -> None:
    """Put a file that holds ``content`` at ``path``, whole or not at all. Raises as ``write_safely`` does."""

    def write(draft: Path) -> None:
        draft.write_bytes(content)

    write_safely(path, write)


def write_safely(path: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` make a file and put it at ``path`` once it is whole and on the disk.

    ``write`` gets the name of a temporary file in the same folder, with the same ending, and must create it.
    Until the very end an older file at ``path`` is untouched; whatever happens, no temporary file is left.

    Raises ``OutputRefused`` when the folder is missing or closed to us, ``path`` is a folder, a device, a file of
    another kind than the new one (a letter, a project), write-protected or open in another program, or the disk is
    full. What ``write`` itself raises comes through unchanged.
    """
    place = Path(os.path.realpath(path))
    from secrets import token_hex

    draft = place.parent / f".{token_hex(6)}{place.suffix}"
    try:
        with _plain_errors(path, draft):
            _check_place(place, path)
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            write(draft)
            _bring_to_disk(draft, path)
            _spare_other_kinds(draft, place, path)
            if place.exists():
                shutil.copymode(place, draft)
            _put_in_place(draft, place, path)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()


def _check_place(place: Path, path: Path) -> None:
    if place.is_dir():
        raise OutputRefused("{file} is a folder. Give a file name.", file=str(path))
    if place.exists() and not place.is_file():
        raise OutputRefused("{file} is no ordinary file. Choose another name.", file=str(path))
    if not place.parent.is_dir():
        raise OutputRefused(
            "{file} cannot be written: the folder {folder} does not exist.", file=str(path), folder=str(path.parent)
        )
    if place.exists() and not os.access(place, os.W_OK):
        raise OutputRefused("{file} is write-protected. Choose another name or remove the protection.", file=str(path))


def _spare_other_kinds(draft: Path, place: Path, path: Path) -> None:
    """Refuse to put a file in the place of one of another kind: it was never ours, or it is the project itself."""
    if not place.exists() or not place.stat().st_size:
        return
    old, new = _kind_of(place), _kind_of(draft)
    if old == new:
        return
    if old == "database":
        raise OutputRefused("{file} is a project file and was not replaced. Choose another name.", file=str(path))
    if new in _KINDS:
        raise OutputRefused(
            "{file} holds something other than {kind} and was not replaced. Choose another name.",
            file=str(path),
            kind=_KINDS[new],
        )


def _kind_of(path: Path) -> str:
    """Tell by its first bytes what a file is, whatever its name says; empty for what we know nothing of."""
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT)
    if b"%PDF-" in start:
        return "pdf"
    if start.startswith(b"PK\x03\x04"):
        return "workbook" if _holds_workbook(path) else ""
    return next((kind for kind, begins in _BEGINS.items() if start.startswith(begins)), "")


def _holds_workbook(path: Path) -> bool:
    """Tell a workbook from a letter: both are ZIP files."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(path) as parts:
            return "xl/workbook.xml" in parts.namelist()
    except BadZipFile:
        return False


def _bring_to_disk(draft: Path, path: Path) -> None:
    """Check that something readable was written, and wait until the disk has it."""
    with draft.open("rb+") as file:
        if not file.read(1):
            raise OutputRefused("Nothing was written to {file}. Try again.", file=str(path))
        os.fsync(file.fileno())


def _put_in_place(draft: Path, place: Path, path: Path) -> None:
    try:
        draft.replace(place)
    except PermissionError as error:  # Windows: a file that another program holds open cannot be replaced
        raise OutputRefused(
            "{file} cannot be replaced. It may be open in another program, such as Excel or Acrobat: "
            "close it there and try again.",
            file=str(path),
        ) from error
    with contextlib.suppress(OSError):  # a folder cannot be synced on Windows and on some network disks
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@contextlib.contextmanager
def _plain_errors(path: Path, draft: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _plain(error, path, draft) from error
    except Exception as error:
        code = getattr(errno, str(error).removeprefix("IO_"), None)  # so lxml tells the system's error: IO_ENOSPC
        if not isinstance(code, int):
            raise
        raise _plain(OSError(code, str(error), str(draft)), path, draft) from error


def _plain(error: OSError, path: Path, draft: Path) -> Exception:
    """Return what the system's error means to the user, or the error itself when it is not about this file."""
    if error.errno in NO_ROOM:
        return OutputRefused(
            "There is no room for {file} on the disk. Make room or choose another place.", file=str(path)
        )
    if not draft.parent.is_dir():
        return OutputRefused(
            "{file} cannot be written: the folder {folder} does not exist.", file=str(path), folder=str(path.parent)
        )
    if error.errno != errno.ENAMETOOLONG and (error.filename is None or Path(error.filename) != draft):
        return error
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return OutputRefused(
            "{file} cannot be written: you may not write in the folder {folder}. Choose another folder.",
            file=str(path),
            folder=str(path.parent),
        )
    return OutputRefused(
        "{file} could not be written. Check the name, the disk and the network, and try again.", file=str(path)
    )
