"""A file we hand out is whole or not there at all."""

import errno
import os
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from trygg_desktop import outputs
from trygg_desktop.errors import OutputRefused
from trygg_desktop.outputs import expect_ending, make_folder, write_safely

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def writer(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_safely(tmp_path / "paket.pdf", writer(b"whole"))

    assert (tmp_path / "paket.pdf").read_bytes() == b"whole"
    assert names(tmp_path) == ["paket.pdf"]


def test_the_writer_gets_a_name_with_the_same_ending_in_the_same_folder(tmp_path: Path) -> None:
    given: list[Path] = []

    def write(path: Path) -> None:
        given.append(path)
        path.write_bytes(b"x")

    write_safely(tmp_path / "tabeller.xlsx", write)

    assert given[0].suffix == ".xlsx"
    assert given[0].parent == tmp_path.resolve()
    assert given[0].name != "tabeller.xlsx"


def test_a_write_that_fails_half_way_leaves_the_older_file_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "paket.pdf"
    target.write_bytes(b"older")

    def write(path: Path) -> None:
        path.write_bytes(b"half of it")
        raise RuntimeError("the pen broke")

    with pytest.raises(RuntimeError, match="the pen broke"):
        write_safely(target, write)

    assert target.read_bytes() == b"older"
    assert names(tmp_path) == ["paket.pdf"]


def test_an_interrupted_write_leaves_no_litter(tmp_path: Path) -> None:
    def write(path: Path) -> None:
        path.write_bytes(b"half of it")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_safely(tmp_path / "paket.pdf", write)

    assert names(tmp_path) == []


def test_the_older_file_stands_until_the_new_one_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "paket.pdf"
    target.write_bytes(b"older")

    def write(path: Path) -> None:
        path.write_bytes(b"newer")
        assert target.read_bytes() == b"older"

    write_safely(target, write)

    assert target.read_bytes() == b"newer"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused) as refusal:
        write_safely(tmp_path / "borta" / "paket.pdf", writer(b"x"))

    assert refusal.value.message.values["folder"] == str(tmp_path / "borta")


def test_a_folder_that_vanishes_during_the_work_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()

    def write(path: Path) -> None:
        path.unlink()
        folder.rmdir()
        path.write_bytes(b"x")

    with pytest.raises(OutputRefused) as refusal:
        write_safely(folder / "paket.pdf", write)

    assert refusal.value.message.values["folder"] == str(folder)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "fil").write_bytes(b"x")
    assert make_folder(tmp_path / "a" / "b").is_dir()
    with pytest.raises(OutputRefused, match="cannot be made") as refusal:
        make_folder(tmp_path / "fil" / "mapp")
    assert refusal.value.message.values["folder"] == str(tmp_path / "fil" / "mapp")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match="is a folder"):
        write_safely(tmp_path, writer(b"x"))


def test_an_empty_result_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "paket.pdf"
    target.write_bytes(b"older")

    with pytest.raises(OutputRefused, match="Nothing was written"):
        write_safely(target, lambda path: None)

    assert target.read_bytes() == b"older"
    assert names(tmp_path) == ["paket.pdf"]


def test_a_name_too_long_for_the_disk_is_refused_plainly(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused):
        write_safely(tmp_path / ("x" * 300 + ".pdf"), writer(b"x"))

    assert names(tmp_path) == []


def test_an_error_about_another_file_comes_through_unchanged(tmp_path: Path) -> None:
    def write(path: Path) -> None:
        (tmp_path / "underlag.pdf").read_bytes()

    with pytest.raises(FileNotFoundError):
        write_safely(tmp_path / "paket.pdf", write)

    assert names(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="links and modes as POSIX has them")
def test_a_link_keeps_pointing_to_its_file_and_the_file_keeps_its_mode(tmp_path: Path) -> None:
    target, link = tmp_path / "paket.pdf", tmp_path / "senaste.pdf"
    target.write_bytes(b"older")
    target.chmod(0o640)
    link.symlink_to(target)

    write_safely(link, writer(b"newer"))

    assert link.is_symlink()
    assert target.read_bytes() == b"newer"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(AS_ROOT or os.name == "nt", reason="nothing is closed to root")
def test_a_folder_closed_to_us_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "stängd"
    folder.mkdir(mode=0o500)

    with pytest.raises(OutputRefused) as refusal:
        write_safely(folder / "paket.pdf", writer(b"x"))

    assert refusal.value.message.values["folder"] == str(folder)


@pytest.mark.skipif(AS_ROOT or os.name == "nt", reason="nothing is closed to root")
def test_a_write_protected_file_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "paket.pdf"
    target.write_bytes(b"older")
    target.chmod(0o400)

    with pytest.raises(OutputRefused, match="write-protected"):
        write_safely(target, writer(b"newer"))

    assert target.read_bytes() == b"older"


def test_what_the_system_refuses_is_said_in_plain_words(tmp_path: Path) -> None:
    target, draft = tmp_path / "paket.pdf", tmp_path / ".x.pdf"

    def said(number: int) -> str:
        return str(outputs._plain(OSError(number, "", str(draft)), target, draft))

    assert "you may not write in the folder" in said(errno.EACCES)
    assert "you may not write in the folder" in said(errno.EROFS)
    assert "Check the name, the disk and the network" in said(errno.EIO)
    assert "no room" in said(errno.ENOSPC)


def test_a_file_held_open_by_another_program_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only Windows refuses this, so its refusal is played here."""
    target = tmp_path / "paket.pdf"
    target.write_bytes(b"older")

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "Access is denied", str(self))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputRefused, match="open in another program"):
        write_safely(target, writer(b"newer"))

    assert target.read_bytes() == b"older"
    assert names(tmp_path) == ["paket.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is set as POSIX has it")
def test_a_full_disk_is_said_and_leaves_the_older_file(tmp_path: Path) -> None:
    """A limit on file size fails a write half-way just as a full disk does, and needs no rights to set."""
    target = tmp_path / "paket.pdf"
    target.write_bytes(b"older")
    code = """
import resource, sys
from pathlib import Path
from trygg_desktop.errors import OutputRefused
from trygg_desktop.outputs import expect_ending, make_folder, write_safely
usual = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, usual[1]))
try:
    write_safely(Path(sys.argv[1]), lambda path: path.write_bytes(b"x" * 100_000) and None)
except OutputRefused as refusal:
    resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    print(refusal)
"""
    run = subprocess.run([sys.executable, "-c", code, target], capture_output=True, text=True, check=True)

    assert "no room" in run.stdout
    assert target.read_bytes() == b"older"
    assert names(tmp_path) == ["paket.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is set as POSIX has it")
def test_a_full_disk_under_a_workbook_is_said_too(tmp_path: Path) -> None:
    """openpyxl writes through lxml, which has an error of its own for a full disk."""
    code = """
import resource, sys
from pathlib import Path
from trygg_desktop.errors import OutputRefused
from trygg_desktop.exchange.export import ExportTable, write_tables
usual = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, usual[1]))
try:
    write_tables(Path(sys.argv[1]), [ExportTable("a", ("x",), [(f"rad {n}",) for n in range(5_000)])], "Långa texter")
except OutputRefused as refusal:
    resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    print(refusal)
"""
    run = subprocess.run([sys.executable, "-c", code, tmp_path / "a.xlsx"], capture_output=True, text=True, check=True)

    assert "no room" in run.stdout
    assert run.stderr == ""
    assert names(tmp_path) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> object:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True)
    if mount.returncode:
        pytest.skip("a small disk can be mounted only with the rights to")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.mark.skipif(not AS_ROOT, reason="mounting needs root")
def test_a_disk_that_is_really_full_is_said_and_leaves_the_older_file(small_disk: Path) -> None:
    target = small_disk / "paket.pdf"
    target.write_bytes(b"older")

    with pytest.raises(OutputRefused, match="no room"):
        write_safely(target, writer(os.urandom(200_000)))

    assert target.read_bytes() == b"older"
    assert names(small_disk) == ["paket.pdf"]


def test_a_project_file_is_never_replaced_by_paper_or_workbook(tmp_path: Path) -> None:
    project = tmp_path / "Program.trygg"
    sqlite3.connect(project).execute("CREATE TABLE t (x)")
    before = project.read_bytes()
    with pytest.raises(OutputRefused, match="is a project file"):
        write_safely(project, lambda draft: draft.write_bytes(b"%PDF-1.7") and None)
    assert project.read_bytes() == before
    assert list(tmp_path.iterdir()) == [project]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of Unix")
def test_a_pipe_or_device_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "ut.pdf"
    os.mkfifo(pipe)
    with pytest.raises(OutputRefused, match="no ordinary file"):
        write_safely(pipe, lambda draft: draft.write_bytes(b"%PDF-1.7") and None)
    assert pipe.is_fifo()


def docx(path: Path) -> bytes:
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("word/document.xml", "<document>Kära nämnd</document>")
    return path.read_bytes()


@pytest.mark.parametrize("new", [b"%PDF-1.7\n%%EOF", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04"])
def test_a_letter_is_never_replaced_whatever_its_name_says(new: bytes, tmp_path: Path) -> None:
    letter = tmp_path / "brev.pdf"
    before = docx(letter)
    if new.startswith(b"PK"):
        book = tmp_path / "bok.xlsx"
        openpyxl.Workbook().save(book)
        new = book.read_bytes()

    with pytest.raises(OutputRefused, match="holds something other than"):
        write_safely(letter, writer(new))

    assert letter.read_bytes() == before


def test_an_earlier_output_of_the_same_kind_and_an_empty_file_are_replaced(tmp_path: Path) -> None:
    for before in (b"", b"%PDF-1.4 older", b"\n%PDF-1.4 with a line before"):
        (tmp_path / "paket.pdf").write_bytes(before)
        write_safely(tmp_path / "paket.pdf", writer(b"%PDF-1.7 new"))
        assert (tmp_path / "paket.pdf").read_bytes() == b"%PDF-1.7 new"


@pytest.mark.parametrize("name", ["brev.docx", "brev", ".pdf", "brev.pdf.xlsx"])
def test_a_name_with_another_ending_is_refused_with_an_example(name: str, tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match=r"must end in \.pdf"):
        expect_ending(tmp_path / name, ".pdf")
    expect_ending(tmp_path / "Handlingar.PDF", ".pdf")
