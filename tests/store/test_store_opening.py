"""Opening costs little: nothing heavy is loaded, and a large file opens like a small one."""

import os
import subprocess
import sys
from pathlib import Path

from trygg_desktop.store.project import Project

OPEN = """
import sys
from pathlib import Path
from trygg_desktop.store.opening import open_project
with open_project(Path(sys.argv[1])) as project:
    assert project.programme.name
    project.next_undo()
print(sorted(sys.modules.keys() & set(sys.argv[2:])))
"""


def test_opening_loads_nothing_heavy(demo_file: Path) -> None:
    heavy = [
        "sqlite_utils",
        "numpy",
        "click",
        "dateutil",
        "babel",
        "hashlib",
        "socket",
        "secrets",
        "platform",
        "PySide6",
    ]
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run(
        [sys.executable, "-c", OPEN, str(demo_file), *heavy], capture_output=True, text=True, check=True, env=unmeasured
    )
    assert done.stdout == "[]\n"


def test_opening_reads_no_table_whole(demo: Project) -> None:
    """The journal's triggers wait for the first step, and nothing is counted or walked through."""
    assert demo.rows("SELECT count(*) FROM temp.sqlite_schema") == [(0,)]
    with demo.change("First step") as step:
        step.set(type(demo.programme), 1, motto="Ny")
    assert demo.rows("SELECT count(*) FROM temp.sqlite_schema")[0][0] > 90
