"""Catches every fault of the program: keeps a report first, then says so, and lets the work go on.

What it takes to describe a fault is imported when there is one: the window starts faster without.
"""

import contextlib
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QDialog, QWidget

from trygg_desktop.formats import Locale

_GRAVE = (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


class FaultCatcher(QObject):
    """Stands between the program's faults and the user, from ``install`` to ``remove``.

    ``over`` gives the language and the window to show the dialog in. Only one dialog is shown at a time; every
    report is kept.
    """

    _caught = Signal(str, object)

    def __init__(self, folder: Path, over: Callable[[], tuple[Locale, QWidget | None]]) -> None:
        super().__init__()
        self._folder = folder
        self._over = over
        self.dialog: QDialog | None = None
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch what nothing else catches: in the window, in threads, in Qt."""
        sys.excepthook = self._take
        threading.excepthook = self._take_from_thread
        qInstallMessageHandler(self._take_from_qt)

    def remove(self) -> None:
        """Let faults take their usual way again."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def catch(self, error: BaseException) -> None:
        """Keep a report of a fault and show it when the window is ready."""
        from trygg_desktop.crash_report import describe_crash, keep_report

        report = describe_crash(error)
        _write(report)
        self._caught.emit(report, keep_report(report, self._folder))

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.catch(error)

    def _take_from_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None and not isinstance(caught.exc_value, SystemExit):
            self._take(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _take_from_qt(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        """Pass on what Qt says; keep a report of what is grave."""
        _write(f"{message}\n")
        if kind in _GRAVE:
            from trygg_desktop.crash_report import keep_report

            place = f"{context.file or ''} {context.line or ''} {context.function or ''}".strip()
            keep_report(f"Qt: {message}\n{place}\n", self._folder)

    def _show(self, report: str, kept_at: Path | None) -> None:
        if self.dialog is not None:
            return
        from trygg_desktop.ui.dialogs.fault import FaultDialog

        loc, window = self._over()
        self.dialog = FaultDialog(loc, report, kept_at, window)
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None


def _write(text: str) -> None:
    """Write to the terminal, if there is one."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(text)
