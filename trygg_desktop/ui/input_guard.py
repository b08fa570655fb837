"""Keeps hands off the pages while the project is lent out; only Cancel and dialogs can be reached."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from trygg_desktop.ui.job_runner import JobRunner

_HANDS = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.Shortcut,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.ContextMenu,
        QEvent.Type.InputMethod,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletRelease,
        QEvent.Type.NativeGesture,
        QEvent.Type.DragEnter,
        QEvent.Type.DragMove,
        QEvent.Type.Drop,
        QEvent.Type.ToolTip,
    }
)
"""What a user does to a window."""


class InputGuard(QObject):
    """Stands before ``window`` while its project is lent; ``free`` is the widget that can be reached all the same."""

    def __init__(self, window: QMainWindow, jobs: JobRunner, free: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._free = free
        self._stands = False
        jobs.lent.connect(self._guard)

    def _guard(self, lent: bool) -> None:
        qt = QApplication.instance()
        if lent == self._stands or qt is None:
            return
        self._stands = lent
        self._window.menuBar().setEnabled(not lent)  # a menu bar outside the window gets no events of ours
        if lent:
            qt.installEventFilter(self)
        else:
            qt.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow what hands do to the window and everything in it, except dialogs and the free widget."""
        return event.type() in _HANDS and self._is_kept(watched)

    def _is_kept(self, target: QObject | None) -> bool:
        while target is not None and target is not self._window:
            if target is self._free or isinstance(target, QDialog):
                return False
            target = target.parent()
        return target is not None
