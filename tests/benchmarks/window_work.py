"""Work in the window, timed as the user feels it: from the hand to the finished picture."""

import gc
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QApplication
from support.prompting import ReadyPrompter

from trygg_desktop.app import make_qt
from trygg_desktop.settings import Settings
from trygg_desktop.ui.application import Application
from trygg_desktop.ui.window import ProjectWindow


class Stage:
    """An application with one window, offscreen or on a display, driven from outside."""

    def __init__(self, folder: Path) -> None:
        self.qt: QApplication = make_qt()
        self.application = Application(self.qt, Settings(), folder, prompter=ReadyPrompter)

    @property
    def window(self) -> ProjectWindow:
        window = self.application.window
        assert isinstance(window, ProjectWindow)
        return window

    def open(self, file: Path) -> None:
        """Open a project file and wait until its first page is painted."""
        self.application.open_file(file)
        self.settle()

    def settle(self) -> None:
        """Let everything that waits be done and painted."""
        self.qt.processEvents()
        self.window.repaint()
        self.qt.processEvents()

    def rest(self) -> None:
        """Let the window come to rest, as it does while the leader reads: it makes its backup and loads the rest."""
        time.sleep(0.1)
        self.settle()
        self.window.safe_keeping.begin()
        self.window.safe_keeping.end()
        self.settle()
        gc.collect()
        gc.freeze()  # as the program does when its window stands

    def show(self, key: str) -> Any:
        """Show a page and return it."""
        self.window.show_page(key)
        self.settle()
        return self.window.page(key)

    def longest_stall(self, work: Callable[[], None], done: Callable[[], bool], patience: float = 120.0) -> float:
        """Start ``work``, run the event loop until ``done`` and all work has ended, and return the longest time it
        stood still, in seconds; the pages' reading again and painting included.
        """
        clock, longest = QElapsedTimer(), 0.0
        clock.start()
        last = 0

        def tick() -> None:
            nonlocal last, longest
            now = clock.nsecsElapsed()
            longest, last = max(longest, (now - last) / 1e9), now

        timer = QTimer(interval=1)
        timer.timeout.connect(tick)
        timer.start()
        self.qt.processEvents()
        last = clock.nsecsElapsed()
        work()
        ends = time.monotonic() + patience
        jobs = self.window.session.jobs
        while (not done() or jobs.busy) and time.monotonic() < ends:
            self.qt.processEvents()
            time.sleep(0.0005)
        tick()
        self.settle()
        tick()
        timer.stop()
        return longest

    def close(self) -> None:
        self.window.close()
        self.application.window = None
