"""A text of several lines in a panel is laid out once."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.hands import go_to

from trygg_desktop.ui.pages.meetings import MeetingsPage
from trygg_desktop.ui.window import ProjectWindow

_FIT = 4
"""The item of the demo's next agenda whose text just fits its field."""


class EventCount(QObject):
    """How many events were sent since it began to watch."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += 1
        return False


def test_a_text_that_just_fits_its_field_is_laid_out_and_then_left_alone(
    window: ProjectWindow, qapp: QApplication
) -> None:
    window.resize(1366, 768)
    page = go_to(window, "meetings", MeetingsPage)
    QTest.qWait(200)
    table = page.agenda.table
    table.choose(next(row.id for row in table.rows_shown.rows if row.number == _FIT))
    QTest.qWait(300)
    events = EventCount()
    qapp.installEventFilter(events)
    QTest.qWait(300)
    qapp.removeEventFilter(events)
    assert events.count < 300
