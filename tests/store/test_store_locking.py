"""One writer per file: the second window reads, and is told who writes; a dead writer's lock frees itself."""

import errno
import os
import re
import signal
import socket
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from trygg_desktop.domain.plan import Measure
from trygg_desktop.errors import UserError
from trygg_desktop.store.locking import Held, lock_path, take_lock
from trygg_desktop.store.opening import create_project, open_project

HOLD = """
import sys
from pathlib import Path
from trygg_desktop.store.opening import open_project
project = open_project(Path(sys.argv[1]))
print(project.read_only, flush=True)
sys.stdin.read()
project.close()
"""


def hold(path: Path) -> subprocess.Popen[str]:
    """Open the file in another process until its input is closed."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "False\n"
    return other


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "å'; --.trygg"
    create_project(path, "a").close()
    return path


def test_the_second_window_reads_and_says_who_has_the_file_and_since_when(path: Path) -> None:
    with hold(path) as other, open_project(path) as project:
        assert project.read_only
        assert project.read_only_reason is not None
        values = project.read_only_reason.values
        assert (values["host"], values["process"]) == (socket.gethostname(), str(other.pid))
        assert isinstance(values["time"], datetime)
        assert re.search(r"is open in another window, on .+ since .+ \(process \d+\)", str(project.read_only_reason))
        with pytest.raises(UserError, match="shown for reading only"), project.change("x"):
            pass
        with pytest.raises(UserError, match="shown for reading only"):
            project.undo(1)
        other.communicate()
    with open_project(path) as project:
        assert (project.read_only, project.read_only_reason) == (False, None)


def test_a_reader_sees_what_the_writer_commits(path: Path) -> None:
    with open_project(path) as writer, open_project(path) as reader:
        with writer.change("Add") as step:
            step.add(Measure(code="Å-01", title="a"))
        assert [measure.title for measure in reader.all(Measure)] == ["a"]


def test_the_lock_of_a_killed_process_frees_itself(path: Path) -> None:
    other = hold(path)
    other.kill()
    other.wait()
    for stream in (other.stdin, other.stdout):
        assert stream is not None
        stream.close()
    assert other.returncode == -signal.SIGKILL
    with open_project(path) as project:
        assert not project.read_only


def test_closing_leaves_nothing_beside_the_file(path: Path) -> None:
    with open_project(path), open_project(path):
        assert lock_path(path).exists()
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_the_lock_holds_whatever_link_leads_to_the_file(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.trygg"
    link.symlink_to(path)
    with open_project(path), open_project(link) as second:
        assert second.read_only


def test_asking_for_reading_only_takes_no_lock(path: Path) -> None:
    with open_project(path, read_only=True) as reader, open_project(path) as writer:
        assert (reader.read_only, reader.read_only_reason, writer.read_only) == (True, None, False)


def test_a_lock_file_without_a_name_still_locks(path: Path) -> None:
    with open_project(path):
        lock_path(path).write_text("{")
        with open_project(path) as second:
            assert str(second.read_only_reason).endswith("is open in another window. It is shown for reading only.")


def test_a_planted_link_in_place_of_the_lock_is_not_followed(path: Path, tmp_path: Path) -> None:
    victim = tmp_path / "precious.txt"
    victim.write_text("precious")
    lock_path(path).symlink_to(victim)
    with open_project(path) as project:
        assert project.read_only
    assert victim.read_text() == "precious"


def test_two_that_take_the_lock_at_once_never_both_get_it(path: Path) -> None:
    now = datetime(2026, 9, 30)
    for _ in range(50):
        lock = take_lock(path, now)
        with pytest.raises(Held) as held:
            take_lock(path, now)
        assert held.value.holder is not None
        assert (held.value.holder.process, held.value.holder.since) == (os.getpid(), now)
        lock.release()
        lock.release()


def test_a_full_disk_is_said_and_leaves_no_empty_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill_up(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr("trygg_desktop.store.locking._write_holder", fill_up)
    with open_project(path) as project:
        assert project.read_only
        assert "disk is full" in str(project.read_only_reason)
    assert not lock_path(path).exists()
