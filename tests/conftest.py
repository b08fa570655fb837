"""What every test gets, and what no test may do.

A test may not reach the network, wait in a modal dialog, or leave a thread, a process or a window behind. Qt runs
without a screen, texts are compiled from the sources once at the start, settings lie in a folder of the test's own.
"""

import multiprocessing
import os
import shutil
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from trygg_desktop.domain.organisation import Party
from trygg_desktop.formats import Locale
from trygg_desktop.store.opening import create_project, open_project
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.demo import create_demo
from trygg_desktop.workflows.templates import write_templates

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")
sys.path.insert(0, str(Path(__file__).resolve().parent))

from support.checkout import ROOT, load_script

QUIET = [hypothesis.HealthCheck.too_slow]  # says that the machine is busy, not that the test is bad
hypothesis.settings.register_profile(
    "suite", deadline=None, derandomize=True, database=None, suppress_health_check=QUIET
)
hypothesis.settings.register_profile("quick", hypothesis.settings.get_profile("suite"), max_examples=15)
hypothesis.settings.register_profile("deep", deadline=None, max_examples=2_000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        load_script(ROOT / "packaging" / "catalogues.py").compile_catalogue()


@pytest.fixture(autouse=True)
def _own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.mktemp("settings")
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.delenv("TRYGG_LANGUAGE", raising=False)


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            raise AssertionError(f"a test tried to reach the network: {address}")
        real(self, address)  # type: ignore[arg-type]

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", connect)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _no_waiting_in_dialogs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A modal dialog waits for a hand that no test has: fail at once instead of hanging."""
    from PySide6.QtWidgets import QColorDialog, QDialog, QFileDialog, QInputDialog, QMenu, QMessageBox

    def refuse(what: str) -> object:
        def call(*arguments: object, **_: object) -> None:
            raise AssertionError(f"a test would have waited in {what}: {arguments}")

        return call

    for kind in (QDialog, QMessageBox, QFileDialog, QInputDialog, QColorDialog, QMenu):
        monkeypatch.setattr(kind, "exec", refuse(f"{kind.__name__}.exec"))
    for kind, names in (
        (QMessageBox, ("about", "critical", "information", "question", "warning")),
        (QFileDialog, ("getExistingDirectory", "getOpenFileName", "getOpenFileNames", "getSaveFileName")),
        (QInputDialog, ("getDouble", "getInt", "getItem", "getMultiLineText", "getText")),
    ):
        for name in names:
            monkeypatch.setattr(kind, name, refuse(f"{kind.__name__}.{name}"))


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    threads = set(threading.enumerate())
    yield
    windows = _close_windows()
    deadline = time.monotonic() + 2
    while (left := _left_running(threads)) and time.monotonic() < deadline:
        time.sleep(0.02)
    for process in multiprocessing.active_children():
        process.kill()
    assert not left, f"the test left running: {', '.join(left)}"
    assert not windows, f"the test left open: {', '.join(windows)}"


def _left_running(before: set[threading.Thread]) -> list[str]:
    threads = [thread.name for thread in threading.enumerate() if thread not in before and thread.is_alive()]
    return threads + [process.name for process in multiprocessing.active_children()]


def _close_windows() -> list[str]:
    """Destroy the windows that are still there and return what they are."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    if not isinstance(QApplication.instance(), QApplication):
        return []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.parent() is None and widget.metaObject().className() != "QTipLabel"
    ]
    names = [f"{type(widget).__name__} {widget.windowTitle()!r}" for widget in left]
    for widget in left:
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return names


@pytest.fixture
def loc() -> Locale:
    """Swedish, as most people see the program."""
    return Locale("sv")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project in a file of its own."""
    with create_project(tmp_path / "Prov.trygg", "Prov", "Sollentuna") as made:
        yield made


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo programme, made once; copy it before writing to it."""
    path = tmp_path_factory.mktemp("demo") / "Demo.trygg"
    create_demo(path).close()
    return path


@pytest.fixture
def demo(demo_file: Path, tmp_path: Path) -> Iterator[Project]:
    """The demo programme in a file of its own."""
    path = tmp_path / "Inga utsatta områden 2030.trygg"
    shutil.copyfile(demo_file, path)
    with open_project(path) as opened:
        yield opened


@pytest.fixture(scope="session")
def waiting_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo programme while it waits for the answers of tertial 2 2026, made once; copy it before writing to it."""
    path = tmp_path_factory.mktemp("waiting") / "Väntar.trygg"
    create_demo(path, answered=False).close()
    return path


@pytest.fixture
def waiting(waiting_file: Path, tmp_path: Path) -> Iterator[Project]:
    """The demo programme that waits for answers, in a file of its own."""
    path = tmp_path / waiting_file.name
    shutil.copyfile(waiting_file, path)
    with open_project(path) as opened:
        yield opened


@pytest.fixture
def template(waiting: Project, tmp_path: Path, loc: Locale) -> Path:
    """The workbook that waits for the answers of Natur och teknik."""
    (party,) = waiting.all(Party, "code = 'NTK'")
    (path,) = write_templates(waiting, "2026-T2", tmp_path / "ut", loc, party_ids=[party.id])
    return path
