"""What stands beside the meetings: the panel of whatever was chosen."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from trygg_desktop.domain.meetings import Decision, Task
from trygg_desktop.store.meetings_list_reading import MeetingLine, MeetingWhole
from trygg_desktop.ui.pages.meetings_calling import NewMeetingPanel
from trygg_desktop.ui.pages.meetings_minutes import MinutesPanel
from trygg_desktop.ui.pages.meetings_panels import ItemPanel, LinkNames, MeetingPanel
from trygg_desktop.ui.pages.meetings_records import RecordPanel
from trygg_desktop.ui.pages.meetings_year_panels import series_panel, wheel_panel
from trygg_desktop.ui.session import Session


class MeetingDetail(QStackedWidget):
    """A panel per kind: meeting, minutes, item, decision, task, series, wheel, new."""

    def __init__(
        self,
        session: Session,
        names: LinkNames,
        open_meeting: Callable[[int], object],
        show_minutes: Callable[[], object],
    ) -> None:
        super().__init__()
        self._project = session.project
        self.nothing = QWidget()
        self.meeting = MeetingPanel(session)
        self.minutes = MinutesPanel(session, show_minutes)
        self.item = ItemPanel(session, names)
        self.decision = RecordPanel(session, Decision, names)
        self.task = RecordPanel(session, Task, names)
        self.series, self.wheel = series_panel(session), wheel_panel(session)
        self.new = NewMeetingPanel(session, open_meeting)
        for panel in (
            self.nothing,
            self.meeting,
            self.minutes,
            self.item,
            self.decision,
            self.task,
            self.series,
            self.wheel,
            self.new,
        ):
            self.addWidget(panel)
        self.setMinimumWidth(264)

    def show_chosen(
        self,
        kind: str,
        row_id: int,
        whole: MeetingWhole | None,
        lines: Sequence[MeetingLine],
        parties: Sequence[tuple[int, str]],
    ) -> None:
        """Show what was chosen, and nothing when it is gone. ``whole`` is the meeting on the page."""
        panel = self._fill(kind, row_id, whole, {line.id: line.label for line in lines}, parties)
        self.setCurrentWidget(panel or self.nothing)
        self.setVisible(panel is not None)

    def _fill(
        self,
        kind: str,
        row_id: int,
        whole: MeetingWhole | None,
        labels: dict[int, str],
        parties: Sequence[tuple[int, str]],
    ) -> QWidget | None:
        if kind == "new":
            return self.new
        if kind in ("meeting", "minutes", "item"):
            return self._fill_of_meeting(kind, row_id, whole) if whole else None
        if kind in ("series", "wheel"):
            panel = self.series if kind == "series" else self.wheel
            return panel if panel.show_id(row_id) else None
        if kind == "decision" and (decisions := self._project.all(Decision, "id = ?", (row_id,))):
            label = f"{labels.get(decisions[0].meeting_id, '')}:{decisions[0].number}"
            self.decision.show_record(decisions[0], label, parties)
            return self.decision
        if kind == "task" and (tasks := self._project.all(Task, "id = ?", (row_id,))):
            self.task.show_record(tasks[0], labels.get(tasks[0].meeting_id or 0, ""), parties)
            return self.task
        return None

    def _fill_of_meeting(self, kind: str, row_id: int, whole: MeetingWhole) -> QWidget | None:
        if kind == "meeting":
            self.meeting.show_meeting(whole)
            return self.meeting
        if kind == "minutes":
            self.minutes.show_meeting(whole)
            return self.minutes
        for number, item in enumerate(whole.items, 1):
            if item.id == row_id:
                self.item.show_item(item, number, whole)
                return self.item
        return None
