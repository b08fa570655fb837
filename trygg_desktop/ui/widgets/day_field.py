"""A date to look back from: a field with a calendar, and a way back to today."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QWidget

from trygg_desktop.formats import Locale
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import make_button, make_label


class DayField(QWidget):
    """Shows a day and emits ``chosen`` with another one; *today* brings the present back."""

    chosen = Signal(object)

    def __init__(self, label: str, loc: Locale, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.field = QDateEdit()
        self.field.setCalendarPopup(True)
        self.field.setDisplayFormat("yyyy-MM-dd")
        self.field.setDateRange(QDate(1900, 1, 1), QDate(2200, 12, 31))
        self.field.setAccessibleName(label)
        self.field.setKeyboardTracking(False)
        self.field.setFixedWidth(112)
        caption = make_label(label, "quiet")
        caption.setBuddy(self.field)
        self.back = make_button(loc.t("Today"), lambda: self.choose(self._today()), link=True)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GRID)
        for widget in (caption, self.field, self.back):
            across.addWidget(widget)
        self.choose(today())
        self.field.dateChanged.connect(lambda _: self._tell())

    @property
    def day(self) -> date:
        """The day that is shown."""
        shown = self.field.date()
        return date(shown.year(), shown.month(), shown.day())

    def choose(self, day: date) -> None:
        """Show another day."""
        self.field.setDate(QDate(day.year, day.month, day.day))
        self.back.setVisible(day != self._today())

    def _tell(self) -> None:
        self.back.setVisible(self.day != self._today())
        self.chosen.emit(self.day)
