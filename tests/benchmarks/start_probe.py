"""Run in a process of its own: start the program (or a bare window) and tell when its first picture was painted.

python start_probe.py SECONDS_OF_THE_START [FILE]

prints the seconds until the window was painted, until its first page was painted too, and the peak memory in bytes.
"""

import os
import sys
import time

SINCE = float(sys.argv[1])


def painted_and_out(*_: object, has_page: bool = True) -> int:
    """Stand in for ``QApplication.exec``: run until a window is painted, print the figures, and end."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

    class Watch(QObject):
        painted = False
        page_painted = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isVisible():
                self.painted = True
                self.page_painted |= isinstance(watched.parent(), QStackedWidget)
            return False

    qt = QApplication.instance()
    watch = Watch()
    qt.installEventFilter(watch)
    while not watch.painted:
        qt.processEvents()
    first = time.monotonic() - SINCE
    while has_page and not watch.page_painted:
        qt.processEvents()
    print(first, time.monotonic() - SINCE, peak_memory())
    sys.stdout.flush()
    os._exit(0)


def peak_memory() -> int:
    """Return the most memory this process has held, in bytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def start_bare_window() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    painted_and_out(application, has_page=False)


def start_program(file: str) -> None:
    from PySide6.QtWidgets import QApplication

    QApplication.exec = painted_and_out
    from trygg_desktop.__main__ import start

    start([file])


if len(sys.argv) > 2:
    start_program(sys.argv[2])
else:
    start_bare_window()
