"""What every page is handed: the open project, the language, the choices, and a way to reach other pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from trygg_desktop.domain.history import Changed
from trygg_desktop.domain.periods import Period
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.settings import Settings
from trygg_desktop.store.period_reading import current_period, read_periods
from trygg_desktop.store.project import Project
from trygg_desktop.ui.job_runner import JobRunner, say_busy
from trygg_desktop.ui.originals import Originals
from trygg_desktop.ui.prompter import Prompter
from trygg_desktop.ui.theme import Colours


@dataclass(frozen=True, slots=True)
class Destination:
    """Somewhere to go: a page, optionally a row to select there and filters to set."""

    page: str
    table_name: str = ""
    row_id: int = 0
    filters: Mapping[str, Any] = field(default_factory=dict)


class Session(QObject):
    """One open project in one window. Pages read ``project``, call workflows through ``attempt`` and listen."""

    changed = Signal(object)
    """Emitted after every commit with a ``Changed``."""
    period_changed = Signal()
    wanted = Signal(object)
    """Emitted with the ``Destination`` that somebody wants to see."""

    def __init__(
        self,
        project: Project,
        loc: Locale,
        settings: Settings,
        colours: Colours,
        prompter: Prompter,
        today: Callable[[], date] = date.today,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.project = project
        self.loc = loc
        self.settings = settings
        self.colours = colours
        self.prompter = prompter
        self.today = today
        self.jobs = JobRunner(prompter, loc, self)
        self.originals = Originals(self)
        self._period = current_period(project, today())
        self._is_chosen = False
        project.listen(self._tell)

    @property
    def period(self) -> Period | None:
        """The period that the pages show."""
        return self._period

    def choose_period(self, period: Period) -> None:
        """Show another period on every page."""
        self._is_chosen = True
        if period != self._period:
            self._period = period
            self.period_changed.emit()

    def go(self, page: str, table_name: str = "", row_id: int = 0, **filters: Any) -> None:
        """Ask the window to show a page, a row on it, or what its filters let through."""
        self.wanted.emit(Destination(page, table_name, row_id, filters))

    def attempt(self, work: Callable[..., Any], *args: Any, **values: Any) -> Any:
        """Call a workflow; what the user can mend is shown in plain words and ``None`` returned.

        While the project is lent nothing is called: that is said instead.
        """
        if self.jobs.lent_for is not None:
            self.prompter.show_error(say_busy(self.jobs.lent_for))
            return None
        try:
            return work(*args, **values)
        except UserError as error:
            self.prompter.show_error(error.message)
            return None

    def close(self) -> None:
        """Stop what runs, wait until the project is back, and close the file."""
        self.jobs.end()
        self.originals.close()
        self.project.forget(self._tell)
        self.project.close()

    def _tell(self, changed: Changed) -> None:
        if changed.touches("period"):
            known = {period.id: period for period in read_periods(self.project)}
            current = self._period
            self._period = known.get(current.id) if current else None
            if self._period is None or not self._is_chosen:
                self._period = current_period(self.project, self.today())
            if self._period != current:
                self.period_changed.emit()
        self.changed.emit(changed)
