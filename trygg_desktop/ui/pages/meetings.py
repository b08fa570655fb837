"""Meetings: one at a time from agenda to minutes, the list of all, and the registers of decisions and tasks."""

from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from trygg_desktop.domain.history import Changed
from trygg_desktop.domain.meetings import AgendaItem, Decision, Paper, Task
from trygg_desktop.domain.membership import order_bodies
from trygg_desktop.domain.organisation import Body, Party
from trygg_desktop.messages import N_, Message
from trygg_desktop.store.meetings_list_reading import (
    MeetingLine,
    MeetingWhole,
    read_decision_register,
    read_meetings,
    read_task_register,
    read_whole_meeting,
)
from trygg_desktop.ui.actions import Action
from trygg_desktop.ui.page import Page
from trygg_desktop.ui.pages.meetings_agenda import AgendaView
from trygg_desktop.ui.pages.meetings_detail import MeetingDetail
from trygg_desktop.ui.pages.meetings_list import MeetingList, next_meeting
from trygg_desktop.ui.pages.meetings_panels import LinkNames
from trygg_desktop.ui.pages.meetings_papers import MeetingPapers
from trygg_desktop.ui.pages.meetings_records import Register
from trygg_desktop.ui.pages.meetings_watched import WatchedList
from trygg_desktop.ui.pages.meetings_year import YearView
from trygg_desktop.ui.session import Destination, Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import EmptyState, make_button
from trygg_desktop.workflows.edit import remove_records
from trygg_desktop.workflows.meetings import remove_meeting

MEETING, ALL, DECISIONS, TASKS, WATCHED, YEAR = range(6)


class MeetingsPage(Page):
    """The chosen meeting, all meetings, decisions, tasks; beside them what was chosen; over them the papers."""

    tables = (
        "meeting",
        "agenda_item",
        "decision",
        "task",
        "paper",
        "body",
        "party",
        "measure",
        "obstacle",
        "indicator",
        "attendance",
        "recusal",
        "sealed_minutes",
        "correction",
        "seat",
        "meeting_series",
        "wheel_entry",
        "standing_item",
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._meetings: list[MeetingLine] = []
        self._whole: MeetingWhole | None = None
        self._meeting_id = 0
        self._chosen = ("", 0)
        self._names = LinkNames(self.project)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(self.loc.t("Meetings"))
        for text in (N_("Meeting"), N_("All meetings"), N_("Decisions"), N_("Tasks"), N_("Watched"), N_("The year")):
            self.tabs.addTab(self.loc.t(text))
        self.agenda = AgendaView(session, self._remove_items)
        self.list = MeetingList(session)
        self.decisions = Register(session, Decision, read_decision_register)
        self.tasks = Register(session, Task, read_task_register)
        self.empty = EmptyState(
            self.loc.t("No meeting yet"),
            self.loc.t("Call the first meeting: it gets its number and the usual agenda of its body by itself."),
            self.loc.t("New meeting"),
            self.start_meeting,
        )
        self.meeting_part = QStackedWidget()
        self.meeting_part.addWidget(self.agenda)
        self.meeting_part.addWidget(self.empty)
        self.stack = QStackedWidget()
        self.watched = WatchedList(session)
        self.year = YearView(session, lambda sheet, note: self.papers.show_figures(sheet, note))
        for widget in (self.meeting_part, self.list, self.decisions, self.tasks, self.watched, self.year):
            self.stack.addWidget(widget)
        self._build_panels()
        self._lay_out()
        self._connect()

    def _build_panels(self) -> None:
        detail = self.detail = MeetingDetail(self.session, self._names, self._open_meeting, self.show_minutes)
        self.meeting_panel, self.minutes_panel, self.item_panel = detail.meeting, detail.minutes, detail.item
        self.decision_panel, self.task_panel, self.new_meeting = detail.decision, detail.task, detail.new
        self.series_panel, self.wheel_panel = detail.series, detail.wheel

    def _make_step(self, text: str, name: Message, step: int) -> QPushButton:
        button = make_button(text, partial(self._step, step), link=True)
        button.setAccessibleName(self.loc.t(name))
        button.setToolTip(self.loc.t(name))
        button.setStyleSheet("padding: 2px 8px; font-size: 18px;")
        return button

    def _lay_out(self) -> None:
        self.steps = (
            self._make_step("‹", N_("Previous meeting of the body"), -1),
            self._make_step("›", N_("Next meeting of the body"), 1),
        )
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        line = QHBoxLayout()
        line.addWidget(self.tabs)
        line.addStretch()
        for button in self.steps:
            line.addWidget(button)
        column.addLayout(line)
        column.addWidget(self.stack, 1)
        splitter = self.put_beside(left, self.detail, (740, 320))
        self.over = QStackedWidget()
        self.over.addWidget(splitter)
        self.papers = MeetingPapers(self.session, self.over)
        self.over.currentChanged.connect(lambda _: self.head_changed.emit())
        self.column.addWidget(self.over, 1)

    def _connect(self) -> None:
        self.item_panel.take_drops_on(self.agenda.table)
        self.tabs.currentChanged.connect(self._show_tab)
        QShortcut(QKeySequence("F5"), self, self.show_wall)
        self.agenda.wanted.connect(self.choose)
        self.list.chosen.connect(self.show_meeting)
        self.list.opened.connect(self._open_meeting)
        self.list.removal_wanted.connect(self._remove_meeting)
        self.decisions.chosen.connect(partial(self.choose, "decision"))
        self.decisions.opened.connect(lambda _: self.decision_panel.form.start())
        self.tasks.chosen.connect(partial(self.choose, "task"))
        self.tasks.opened.connect(lambda _: self.task_panel.form.start())
        self.watched.chosen.connect(self._go_to_item)
        self.watched.opened.connect(self._go_to_item)
        self.year.wanted.connect(self._show_of_year)
        self.meeting_panel.removal_wanted.connect(self._remove_meeting)
        self.item_panel.removal_wanted.connect(self._remove_items)
        self.decision_panel.meeting_wanted.connect(self._open_meeting)
        self.task_panel.meeting_wanted.connect(self._open_meeting)

    # --- what the window asks

    def subtitle(self) -> str:
        """Return the chosen meeting's number."""
        return self._whole.label if self._whole else ""

    def actions_offered(self) -> list[Action]:
        """Offer a new meeting, and the papers of the chosen one; nothing while papers are shown."""
        if self.papers.are_shown:
            return []
        return [
            Action(key="new_meeting", text=N_("New meeting"), run=self.start_meeting),
            Action(key="wall", text=N_("On the wall"), run=self.show_wall, enabled=self._has_meeting),
            Action(
                key="minutes",
                text=N_("Attendance and notes"),
                run=self.open_minutes,
                menu="view",
                enabled=self._has_meeting,
            ),
            Action(
                key="choose_pack",
                text=N_("Choose what the pack holds …"),
                run=self.choose_pack,
                menu="view",
                enabled=self._has_meeting,
            ),
            Action(
                key="build_pack",
                text=N_("Build meeting papers"),
                run=self.build,
                primary=True,
                enabled=self._has_meeting,
            ),
        ]

    def refresh(self, changed: Changed | None) -> None:
        """Read what is shown."""
        if changed is None or changed.touches("measure", "obstacle", "indicator"):
            self._names.forget()
        self._meetings = read_meetings(self.project)
        known = {line.id for line in self._meetings}
        if self._meeting_id not in known:
            self._meeting_id = next_meeting(self._meetings, self.session.today())
        self._show()

    def show_destination(self, destination: Destination) -> None:
        """Show a meeting, an item, a decision, a task or a paper; with ``build`` build the meeting's papers."""
        self.papers.close()
        name, row_id = destination.table_name, destination.row_id
        if name == "meeting":
            self._open_meeting(row_id)
        elif name in ("agenda_item", "paper"):
            self._go_to_item(row_id if name == "agenda_item" else self._item_of_paper(row_id))
        elif name in ("decision", "task"):
            self.tabs.setCurrentIndex(DECISIONS if name == "decision" else TASKS)
            register = self.decisions if name == "decision" else self.tasks
            register.filters.clear()
            register.table.choose(row_id)
            self.choose(name, row_id)
        if destination.filters.get("build"):
            self.build()
        if destination.filters.get("watched"):
            self.tabs.setCurrentIndex(WATCHED)

    def _go_to_item(self, item_id: int) -> None:
        found = self.project.all(AgendaItem, "id = ?", (item_id,))
        if found:
            self._open_meeting(found[0].meeting_id)
            self.agenda.table.choose(item_id)
            self.choose("item", item_id)

    def _item_of_paper(self, paper_id: int) -> int:
        found = self.project.all(Paper, "id = ?", (paper_id,))
        return found[0].item_id if found else 0

    # --- showing

    def _show(self) -> None:
        self._whole = read_whole_meeting(self.project, self._meeting_id) if self._meeting_id else None
        self.meeting_part.setCurrentIndex(0 if self._whole else 1)
        for button in self.steps:
            button.setVisible(self._whole is not None and self.tabs.currentIndex() == MEETING)
        self.tabs.setTabText(MEETING, self._whole.label if self._whole else self.loc.t("Meeting"))
        if self._whole:
            self.agenda.show_meeting(self._whole)
        self._parties = [(p.id, p.name) for p in self.project.all(Party, "1 ORDER BY position, id")]
        self._bodies = [(b.id, b.name) for b, _ in order_bodies(self.project.all(Body))]
        self.list.show_meetings(self._meetings, self._meeting_id)
        if self.tabs.currentIndex() == DECISIONS:
            self.decisions.read(self._parties, self._bodies)
        elif self.tabs.currentIndex() == TASKS:
            self.tasks.read(self._parties, self._bodies)
        elif self.tabs.currentIndex() == WATCHED:
            self.watched.read()
        elif self.tabs.currentIndex() == YEAR:
            self.year.read()
        self._show_chosen()
        self.head_changed.emit()

    def _show_tab(self, tab: int) -> None:
        self.stack.setCurrentIndex(tab)
        kind = self._chosen[0]
        fits = {
            MEETING: ("meeting", "minutes", "item", "decision", "task"),
            ALL: ("meeting",),
            DECISIONS: ("decision",),
        }
        if kind not in (*fits.get(tab, ("task",)), "new"):
            self._chosen = ("", 0)
        self._show()

    def show_meeting(self, meeting_id: int) -> None:
        """Choose a meeting and show it beside the list."""
        self._meeting_id = meeting_id
        self._chosen = ("meeting", meeting_id)
        self._show()

    def _open_meeting(self, meeting_id: int) -> None:
        self._meeting_id = meeting_id
        self._chosen = ("", 0)
        if self.tabs.currentIndex() == MEETING:
            self._show()
        else:
            self.tabs.setCurrentIndex(MEETING)

    def _step(self, step: int) -> None:
        """Show the meeting of the same body before or after the one shown."""
        if self._whole is None:
            return
        own = [line.id for line in reversed(self._meetings) if line.body_id == self._whole.body.id]
        place = own.index(self._meeting_id) + step
        if 0 <= place < len(own):
            self._open_meeting(own[place])

    def _show_of_year(self, kind: str, row_id: int) -> None:
        if kind == "open_meeting":
            self._open_meeting(row_id)
        else:
            self.choose(kind, row_id)

    def choose(self, kind: str, row_id: int) -> None:
        """Show something in the detail panel; ``edit_item`` also puts the focus into the item's fields."""
        if (focused := self.detail.focusWidget()) is not None:
            focused.clearFocus()
        self._chosen = ("item" if kind == "edit_item" else kind, row_id)
        self._show_chosen()
        if kind == "edit_item":
            self.item_panel.form.start()

    def _show_chosen(self) -> None:
        self.detail.show_chosen(*self._chosen, self._whole, self._meetings, self._parties)

    def _has_meeting(self) -> bool:
        return self._whole is not None

    def open_minutes(self) -> None:
        """Show who was at the chosen meeting and how far its notes have come."""
        if self._whole is not None:
            self.tabs.setCurrentIndex(MEETING)
            self.choose("minutes", self._whole.meeting.id)

    # --- doing

    def start_meeting(self) -> None:
        """Make ready to call a meeting of the chosen meeting's body."""
        self.papers.close()
        if not self._bodies:
            self.session.prompter.tell(N_("A meeting needs a body. Add one on the page Organisation first."))
            return
        self.choose("new", 0)
        self.new_meeting.start(self._bodies, self._whole.meeting if self._whole else None)

    def _remove_meeting(self, meeting_id: int) -> None:
        self.session.attempt(remove_meeting, self.project, meeting_id)

    def _remove_items(self, item_ids: list[int]) -> None:
        if item_ids:
            self.session.attempt(remove_records, self.project, AgendaItem, item_ids)

    # --- papers

    def build(self) -> None:
        """Build the papers of the chosen meeting, and show them."""
        if self._whole is not None:
            self.papers.build_pack(self._whole)

    def choose_pack(self) -> None:
        """Ask what the papers of the chosen meeting are to hold, and build them."""
        if self._whole is not None:
            self.papers.choose_pack(self._whole)

    def show_minutes(self) -> None:
        """Show the notes of the chosen meeting as they come out on paper."""
        if self._whole is not None:
            self.papers.show_minutes(self._whole)

    def show_wall(self) -> None:
        """Show the chosen meeting full screen."""
        if self._whole is not None:
            self.papers.show_wall(self._whole)
