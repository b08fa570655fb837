"""What can go wrong in mid-work, with the disk or another program, is said plainly; nothing is lost, a retry works."""

import contextlib
import resource
import signal
import sqlite3
from collections.abc import Iterator

import pytest
from support.contents import contents_of

from trygg_desktop.domain.plan import Measure
from trygg_desktop.errors import FileRefused, UserError
from trygg_desktop.store.checking import check_file
from trygg_desktop.store.project import Project
from trygg_desktop.store.search import Hit


def work(project: Project, code: str = "Å-01") -> None:
    with project.change("Work") as step:
        step.add(Measure(code=code, title="Belysning", description="x" * 200_000))


@contextlib.contextmanager
def small_files_only(project: Project) -> Iterator[None]:
    """Let no file grow, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (project.path.stat().st_size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_full_disk_changes_nothing_and_a_retry_works(project: Project) -> None:
    work(project, "Å-00")
    before = contents_of(project)
    with small_files_only(project), pytest.raises(UserError, match="Nothing was changed"):
        work(project)
    assert contents_of(project) == before
    project.connection.execute("PRAGMA max_page_count = 10")
    with pytest.raises(UserError, match="The disk is full"):
        work(project)
    project.connection.execute("PRAGMA max_page_count = 1000000")
    work(project)
    project.undo()
    assert contents_of(project) == before
    project.close()
    assert check_file(project.path) == []
    assert [entry.name for entry in project.path.parent.iterdir()] == [project.path.name]


@pytest.mark.parametrize("theirs", ["BEGIN IMMEDIATE", "BEGIN; SELECT * FROM party"])
def test_another_program_in_the_file_is_said_and_a_retry_works(project: Project, theirs: str) -> None:
    """One that writes stops the step at its beginning, one that reads at its end."""
    project.connection.execute("PRAGMA busy_timeout = 50")
    before = contents_of(project)
    with contextlib.closing(sqlite3.connect(project.path, isolation_level=None)) as other:
        for statement in theirs.split("; "):
            other.execute(statement).fetchall()
        with pytest.raises(UserError, match="Another program is using"):
            work(project)
        assert contents_of(project) == before
    work(project)
    assert len(project.all(Measure)) == 1


def test_damage_that_shows_in_mid_work_is_said(project: Project) -> None:
    work(project)
    content = bytearray(project.path.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    content[24:28] = (int.from_bytes(content[24:28]) + 1).to_bytes(4)
    with project.path.open("r+b") as file:
        file.write(content)
    for read in (
        lambda: project.all(Measure),
        lambda: project.find("x"),
        project.history,
        lambda: project.changes_in(1),
        project.next_undo,
        lambda: work(project, "Å-02"),
    ):
        with pytest.raises(FileRefused, match="is damaged"):
            read()


def test_a_fault_of_the_program_is_not_dressed_up_as_trouble(project: Project) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such column"):
        project.all(Measure, "colour = 1")
    with pytest.raises(KeyError):
        project.all(Hit)
