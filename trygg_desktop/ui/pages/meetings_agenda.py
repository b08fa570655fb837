"""One meeting as it is read from the top: day and place, agenda, decisions, tasks, what is open from before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.domain.agenda import say_length, starting_times, warn_of_length
from trygg_desktop.domain.meetings import Decision, Task, is_overdue
from trygg_desktop.domain.words import ItemKind, Secrecy, TaskState, say
from trygg_desktop.formats import GAP
from trygg_desktop.messages import N_
from trygg_desktop.store.meetings_list_reading import MeetingWhole
from trygg_desktop.ui.pages.meetings_lines import LinkedLines
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.flow import Flow
from trygg_desktop.ui.widgets.labels import Card, cut, make_button, make_label, make_scroll
from trygg_desktop.ui.widgets.lines import Line
from trygg_desktop.ui.widgets.ordered_table import OrderedTable
from trygg_desktop.ui.widgets.quick_add import QuickAdd
from trygg_desktop.ui.widgets.row_actions import RowAction, offer_on_rows
from trygg_desktop.ui.widgets.table import Column
from trygg_desktop.workflows.meetings import add_decision, add_item, add_task, move_item

STATE_MARKS = {TaskState.OPEN: "○", TaskState.DONE: "●", TaskState.CANCELLED: GAP}
OVERDUE_MARK = "■"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """An item of the agenda as a line of the table."""

    id: int
    number: int
    begins: time | None
    title: str
    kind: str
    presenter: str
    minutes: int | None
    papers: int
    secrecy: Secrecy
    outcome: str


class AgendaView(Card):
    """The chosen meeting. ``wanted`` tells what was clicked: a kind (``meeting``, ``item``, …) and its id."""

    wanted = Signal(str, int)

    def __init__(self, session: Session, remove_items: Callable[[list[int]], object]) -> None:
        super().__init__(" ")
        self.session, self.loc = session, session.loc
        self._whole: MeetingWhole | None = None
        self.heading.setProperty("role", "large")
        self.heading.setWordWrap(True)
        holder = QWidget()
        self._content = QVBoxLayout(holder)
        self._content.setContentsMargins(0, 0, GRID // 2, 0)
        self._content.setSpacing(GRID)
        self.body.addWidget(make_scroll(holder), 1)
        self._build_facts()
        self._build_agenda(remove_items)
        self._build_sections()
        self._content.addStretch()

    def _build_facts(self) -> None:
        self.when = make_label("", "quiet", wrap=True)
        self.length = make_label("")
        self.warning = make_label("", wrap=True, tone="red")
        line = Flow()
        line.addWidget(self.length)
        line.addWidget(make_button(self.loc.t("Attendance and adjustment"), partial(self._want, "minutes"), link=True))
        line.addWidget(make_button(self.loc.t("Day, place and notes"), partial(self._want, "meeting"), link=True))
        self._content.addWidget(self.when)
        self._content.addLayout(line)
        self._content.addWidget(self.warning)

    def _build_agenda(self, remove_items: Callable[[list[int]], object]) -> None:
        loc = self.loc
        self.table: OrderedTable[ItemRow] = OrderedTable(
            (
                Column(key="number", header=N_("No."), text=lambda r: str(r.number), width=44, right=True),
                Column(key="begins", header=N_("Begins"), text=self._begins, width=64, rank=3),
                Column(key="title", header=N_("Item"), text=lambda r: r.title, width=0),
                Column(key="kind", header=N_("Kind"), text=lambda r: r.kind, width=96, rank=1),
                Column(key="presenter", header=N_("Presenter"), text=lambda r: r.presenter or GAP, width=140, rank=4),
                Column(key="secrecy", header=N_("Secrecy"), text=self._secrecy, width=104, rank=5),
                Column(key="minutes", header=N_("Min."), text=lambda r: loc.number(r.minutes), width=52, right=True),
                Column(key="papers", header=N_("Papers"), text=self._papers, width=92, rank=2),
                Column(key="outcome", header=N_("Ended"), text=lambda r: r.outcome or GAP, width=120, rank=3),
            ),
            loc,
            self.session.colours,
            loc.t("Agenda"),
        )
        self.table.chosen.connect(self._choose_item)
        self.table.clicked.connect(lambda _: self._choose_item(self.table.chosen_ids()))
        self.table.opened.connect(partial(self._want, "edit_item"))
        self.table.moved.connect(self._move)
        offer_on_rows(
            self.table,
            loc,
            (
                RowAction(text=N_("Change item"), run=self._open_item, keys="F2"),
                RowAction(text=N_("Move up (Alt+Up)"), run=lambda: self.table.move_chosen(-1)),
                RowAction(text=N_("Move down (Alt+Down)"), run=lambda: self.table.move_chosen(1)),
                RowAction(text=N_("Remove item"), run=lambda: remove_items(self.table.chosen_ids()), keys="Del"),
            ),
        )
        self.add_line = QuickAdd(loc, loc.t("Add"), self._add_item)
        self.add_line.add_text("title", loc.t("New item on the agenda"))
        self.add_line.add_words("kind", loc.t("Kind"), ItemKind, ItemKind.INFORMATION)
        self._content.addWidget(self.table)
        self._content.addWidget(self.add_line)

    def _build_sections(self) -> None:
        loc = self.loc
        self.decisions = LinkedLines(self.session, loc.t("Decisions"))
        self.decision_line = QuickAdd(loc, loc.t("Record"), self._add_decision)
        self.decision_line.add_text("text", loc.t("New decision"))
        self.tasks = LinkedLines(self.session, loc.t("Tasks"))
        self.task_line = QuickAdd(loc, loc.t("Add"), self._add_task)
        self.task_line.add_text("text", loc.t("New task"))
        self.carried = LinkedLines(self.session, loc.t("Still open from earlier meetings"))
        for widget in (self.decisions, self.decision_line, self.tasks, self.task_line, self.carried):
            self._content.addWidget(widget)
        for section in (self.decisions, self.tasks, self.carried):
            section.wanted.connect(self.wanted)

    # --- showing

    def show_meeting(self, whole: MeetingWhole) -> None:
        """Show a meeting."""
        self._whole = whole
        meeting, loc = whole.meeting, self.loc
        self.heading.setText(f"{whole.label} {cut(whole.body.name, 90)}")
        self.note.setText(loc.t(say(meeting.state)))
        hours = [loc.clock(t) for t in (meeting.start, meeting.end) if t]
        parts = [loc.date(meeting.on, "full"), GAP.join(hours), cut(meeting.place, 120)]
        self.when.setText(" · ".join(part for part in parts if part))
        self.length.setText(loc.t(say_length(whole.items, meeting)))
        warning = warn_of_length(whole.items, meeting)
        self.warning.setText(f"{OVERDUE_MARK} {loc.t(warning)}" if warning else "")
        self.warning.setVisible(warning is not None)
        with QSignalBlocker(self.table):  # what was chosen stays chosen and need not be told again
            self.table.rows_shown.set_rows(self._rows(whole))
        self._show_sections(whole)

    def _rows(self, whole: MeetingWhole) -> list[ItemRow]:
        times = starting_times(whole.items, whole.meeting)
        return [
            ItemRow(
                id=item.id,
                number=number,
                begins=begins,
                title=item.title,
                kind=self.loc.t(say(item.kind)),
                presenter=item.presenter,
                minutes=item.minutes,
                papers=len(whole.papers_of(item.id)),
                secrecy=item.secrecy,
                outcome=self.loc.t(say(item.outcome)) if item.outcome else "",
            )
            for number, (item, begins) in enumerate(zip(whole.items, times, strict=True), 1)
        ]

    def _show_sections(self, whole: MeetingWhole) -> None:
        self.decisions.show_lines(
            [self._decision_line(f"{whole.label}:{d.number}", d) for d in whole.decisions],
            self.loc.t("Nothing has been decided yet."),
        )
        self.tasks.show_lines([self._task_line(t) for t in whole.tasks], self.loc.t("No tasks from this meeting yet."))
        self.carried.show_lines(
            [
                *(self._decision_line(label, decision) for label, decision in whole.open_decisions),
                *(self._task_line(task) for task in whole.open_tasks),
            ],
            self.loc.t("Nothing is open: every decision and task has been carried out."),
        )

    def _decision_line(self, label: str, decision: Decision) -> tuple[str, int, Line]:
        return ("decision", decision.id, self._line(f"{label} {cut(decision.text, 300)}", decision))

    def _task_line(self, task: Task) -> tuple[str, int, Line]:
        return ("task", task.id, self._line(cut(task.text, 300), task))

    def _line(self, text: str, record: Decision | Task) -> Line:
        late = is_overdue(record, self.session.today())
        state = self.loc.t("overdue") if late else self.loc.t(say(record.state))
        due = self.loc.t("by {day}", day=record.due_date) if record.due_date else ""
        return Line(
            text=text,
            below=", ".join(part for part in (cut(record.responsible, 80), due) if part),
            right=state,
            mark=OVERDUE_MARK if late else STATE_MARKS[record.state],
            mark_tone="red_text" if late else {TaskState.DONE: "green_text"}.get(record.state, "none_text"),
        )

    def _begins(self, row: ItemRow) -> str:
        return self.loc.clock(row.begins) if row.begins else GAP

    def _secrecy(self, row: ItemRow) -> str:
        return self.loc.t(say(row.secrecy))

    def _papers(self, row: ItemRow) -> str:
        return str(row.papers) if row.papers else GAP

    # --- doing

    def _want(self, kind: str, row_id: int = 0) -> None:
        self.wanted.emit(kind, row_id or (self._whole.meeting.id if self._whole else 0))

    def _choose_item(self, ids: list[int]) -> None:
        if ids:
            self.wanted.emit("item", ids[0])

    def _open_item(self) -> None:
        for item_id in self.table.chosen_ids():
            self.wanted.emit("edit_item", item_id)

    def _move(self, item_id: int, place: int) -> None:
        self.session.attempt(move_item, self.session.project, item_id, place)

    def _add_item(self, title: str, kind: ItemKind) -> int | None:
        assert self._whole is not None
        added: int | None = self.session.attempt(
            add_item, self.session.project, self._whole.meeting.id, title=title, kind=kind
        )
        return added

    def _add_decision(self, text: str) -> int | None:
        assert self._whole is not None
        chosen = self.table.chosen_ids()
        added: int | None = self.session.attempt(
            add_decision,
            self.session.project,
            self._whole.meeting.id,
            text=text,
            item_id=chosen[0] if chosen else None,
        )
        if added is not None:
            self.wanted.emit("decision", added)
        return added

    def _add_task(self, text: str) -> int | None:
        assert self._whole is not None
        added: int | None = self.session.attempt(
            add_task, self.session.project, text=text, meeting_id=self._whole.meeting.id
        )
        if added is not None:
            self.wanted.emit("task", added)
        return added
