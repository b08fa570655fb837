"""A process killed at any moment leaves a file that opens, whole, with all or nothing of its last step."""

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.contents import contents_of

from trygg_desktop.domain.plan import Measure
from trygg_desktop.store.checking import check_file
from trygg_desktop.store.opening import create_project, open_project

WORK = """
import sys
from pathlib import Path
from trygg_desktop.domain.plan import Measure
from trygg_desktop.store.opening import open_project

project = open_project(Path(sys.argv[1]))
project.connection.execute("PRAGMA cache_size = 10")
number = max(int(measure.title) for measure in project.all(Measure))
while True:
    number += 1
    with project.change("Work") as step:
        for row in range(1, 31):
            step.set(Measure, row, title=str(number), description="x" * 200)
    print("at work", flush=True)
    project.undo()
    project.redo()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "å'; --.trygg"
    with create_project(path, "a") as project, project.change("Ground") as step:
        step.add_all([Measure(code=f"Å-{number:02}", title="0") for number in range(30)])
    return path


def check_whole(path: Path) -> int:
    """Check that the file is whole and every step is there with all its rows, and return the last step's number."""
    with open_project(path) as project:
        assert not project.read_only
        (title,) = {measure.title for measure in project.all(Measure)}
        before = contents_of(project)
        project.undo()
        project.redo()
        assert contents_of(project) == before
    assert check_file(path) == []
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    return int(title)


def kill_some_time(path: Path, seconds: float) -> None:
    with subprocess.Popen([sys.executable, "-c", WORK, str(path)], stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "at work\n"
        time.sleep(seconds)
        worker.send_signal(signal.SIGKILL)


@pytest.mark.parametrize("trials", [12, pytest.param(60, marks=pytest.mark.slow)])
def test_a_kill_at_any_moment_of_work_loses_at_most_the_step_at_hand(path: Path, trials: int) -> None:
    chance = random.Random(trials)
    interrupted, last = 0, 0
    for _ in range(trials):
        kill_some_time(path, chance.uniform(0.0, 0.05))
        interrupted += path.with_name(path.name + "-journal").exists()
        number = check_whole(path)
        assert number >= last
        last = number
    assert interrupted > 0
    assert last > 0


CREATE = """
import sys
from pathlib import Path
from trygg_desktop.store.opening import create_project
import sqlite_utils
print("ready", flush=True)
create_project(Path(sys.argv[1]), "a").close()
"""


@pytest.mark.parametrize("trials", [8, pytest.param(30, marks=pytest.mark.slow)])
def test_a_kill_while_a_file_is_made_leaves_a_whole_file_or_none(tmp_path: Path, trials: int) -> None:
    chance = random.Random(trials)
    for trial in range(trials):
        folder = tmp_path / str(trial)
        folder.mkdir()
        path = folder / "a.trygg"
        with subprocess.Popen([sys.executable, "-c", CREATE, str(path)], stdout=subprocess.PIPE, text=True) as worker:
            assert worker.stdout is not None
            assert worker.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0.0, 0.06))
            worker.send_signal(signal.SIGKILL)
        if path.exists():
            assert check_file(path) == []
        shutil.rmtree(folder)
