"""The window stands on a real X server too, not only on Qt's offscreen one."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.checkout import ROOT, TESTS


@pytest.fixture
def display() -> Iterator[str]:
    """A small X server of its own."""
    server = shutil.which("Xvfb")
    if server is None:
        pytest.skip("Xvfb is not installed")
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [server, "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    yield f":{number}"
    process.terminate()
    process.wait(10)


@pytest.mark.slow
def test_the_window_opens_and_is_painted_on_a_display(display: str, demo_file: Path) -> None:
    run = subprocess.run(
        [sys.executable, TESTS / "benchmarks" / "start_probe.py", str(time.monotonic()), demo_file],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)},
        timeout=60,
    )

    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    assert len(run.stdout.split()) == 3
