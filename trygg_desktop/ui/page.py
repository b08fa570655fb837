"""What a page is: a title, what it shows, and when it must read again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from trygg_desktop.domain.history import Changed
from trygg_desktop.messages import Message
from trygg_desktop.ui.actions import Action
from trygg_desktop.ui.session import Destination, Session
from trygg_desktop.ui.theme import GRID


class Page(QWidget):
    """One page of the window. A page reads by itself and never talks to another page.

    A subclass names the ``tables`` it shows, builds its widgets in ``__init__`` and fills them in ``refresh``.
    Changes that come while the page is hidden are taken in when it is shown.
    """

    head_changed = Signal()
    """Emitted when the subtitle, the actions offered or what they can do has changed."""
    tables: tuple[str, ...] = ()
    uses_period = False

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.loc = session.loc
        self.project = session.project
        self.setObjectName("ground")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2 * GRID)
        self._stale: Changed | None = None
        self._fresh = False
        self._splitter: QSplitter | None = None
        self._widths: list[int] = []
        session.changed.connect(self._take_change)
        session.period_changed.connect(self._take_period)

    def put_beside(self, content: QWidget, detail: QWidget, widths: tuple[int, int] = (700, 380)) -> QSplitter:
        """Lay out the page as content to the left and a detail panel to the right, with a handle between."""
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(2 * GRID)
        splitter.addWidget(content)
        splitter.addWidget(detail)
        for place, width in enumerate(widths):
            splitter.setStretchFactor(place, width)
        name = type(self).__name__
        self._splitter, self._widths = splitter, self.session.settings.splitters.get(name, list(widths))
        splitter.splitterMoved.connect(lambda *_: self.session.settings.splitters.__setitem__(name, splitter.sizes()))
        self.column.addWidget(splitter, 1)
        return splitter

    def offers_period(self) -> bool:
        """Tell whether another period can be chosen in the head now."""
        return self.uses_period

    def subtitle(self) -> str:
        """Return what stands in grey beside the title."""
        return ""

    def holds_undo(self) -> Message | None:
        """Return why nothing can be undone while the page shows what it shows now; usually ``None``."""
        return None

    def asks_before_closing(self) -> Message | None:
        """Return what to ask before the window is closed, because work on the page would be lost; usually ``None``."""
        return None

    def actions_offered(self) -> list[Action]:
        """Return the page's own actions: buttons in the head, found by search and in the menu."""
        return []

    def refresh(self, changed: Changed | None) -> None:
        """Read again and show. ``changed`` is ``None`` for everything, else what was changed."""
        raise NotImplementedError

    def show_destination(self, destination: Destination) -> None:
        """Select the row and set the filters that somebody wants to see."""

    def showEvent(self, event: QShowEvent) -> None:
        """Take in what changed while the page was hidden."""
        super().showEvent(event)
        if self._splitter is not None and self._widths:
            self.column.activate()
            self._splitter.setSizes(self._widths)
            self._widths = []
        self.ensure_fresh()

    def ensure_fresh(self) -> None:
        """Read if anything has changed since the page was last filled."""
        if self.session.jobs.lent_for is not None:
            self.session.jobs.when_free(self.ensure_fresh)
        elif not self._fresh or self._stale is not None:
            changed = self._stale if self._fresh else None
            self._fresh, self._stale = True, None
            self.refresh(changed)

    def _take_change(self, changed: Changed) -> None:
        if not self._fresh or not changed.touches(*self.tables):
            return
        if self.isVisible():
            self.refresh(changed)
        else:
            self._stale = _join(self._stale, changed)

    def _take_period(self) -> None:
        if self.uses_period:
            self._fresh = False
            if self.isVisible():
                self.ensure_fresh()


def _join(first: Changed | None, second: Changed) -> Changed:
    rows = dict(first.rows) if first else {}
    for table, ids in second.rows.items():
        rows[table] = rows.get(table, frozenset()) | ids
    return Changed(rows)
