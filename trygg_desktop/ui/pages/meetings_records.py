"""Decisions and tasks: the register over all meetings, and the panel where one is changed and marked as carried out."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal

from trygg_desktop.domain.fields import RESPONSIBLE_PARTY
from trygg_desktop.domain.meetings import Decision, Task, is_overdue
from trygg_desktop.domain.words import TaskState, say
from trygg_desktop.formats import GAP
from trygg_desktop.messages import N_, Message
from trygg_desktop.store.meetings_list_reading import RegisterLine
from trygg_desktop.ui.pages.meetings_agenda import OVERDUE_MARK, STATE_MARKS
from trygg_desktop.ui.pages.meetings_panels import LinkNames
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.widgets.filter_bar import FilterBar
from trygg_desktop.ui.widgets.form import Form
from trygg_desktop.ui.widgets.labels import make_button, make_label
from trygg_desktop.ui.widgets.list_card import ListCard
from trygg_desktop.ui.widgets.panel import Panel
from trygg_desktop.ui.widgets.row_actions import RowAction
from trygg_desktop.ui.widgets.table import Column, Table
from trygg_desktop.workflows.edit import remove_records, set_field
from trygg_desktop.workflows.meetings import settle
from trygg_desktop.workflows.registers import export_registers

Kind = type[Decision] | type[Task]


class Register(ListCard):
    """The decisions, or the tasks, of all meetings. Open ones are shown until more is asked for."""

    def __init__(self, session: Session, kind: Kind, read: Callable[[Any], Sequence[RegisterLine]]) -> None:
        super().__init__()
        self.session, self.loc, self._kind, self._read = session, session.loc, kind, read
        decisions = kind is Decision
        loc = self.loc
        self.filters = FilterBar(loc.t("Filter by words"))
        self.filters.add_choice("party_id", loc.t("Responsible party"), loc.t("All parties"))
        self.filters.add_choice("body_id", loc.t("Body"), loc.t("All bodies"))
        self.filters.add_choice(
            "state",
            loc.t("State"),
            loc.t("All states"),
            [("open", loc.t("Open")), ("overdue", loc.t("Overdue")), ("settled", loc.t("Settled"))],
        )
        self.export = make_button(loc.t("Export …"), self._export)
        self.filters.add_widget(self.export)
        self.filters.set(state="open")
        self.filters.changed.connect(self._filter)
        table: Table[RegisterLine] = Table(
            (
                Column(
                    key="label",
                    header=N_("No.") if decisions else N_("Meeting"),
                    text=lambda r: r.label or GAP,
                    order=lambda r: r.order,
                    width=108,
                ),
                Column(key="text", header=N_("Decision") if decisions else N_("Task"), text=lambda r: r.text, width=0),
                Column(key="party", header=N_("Party"), text=lambda r: r.party or GAP, width=124, rank=2),
                Column(
                    key="role", header=N_("Responsible role"), text=lambda r: r.responsible or GAP, width=150, rank=4
                ),
                Column(key="measure", header=N_("Measure"), text=lambda r: r.measure or GAP, width=76, rank=3),
                Column(
                    key="due",
                    header=N_("Last day"),
                    text=lambda r: loc.date(r.due_date, "iso"),
                    order=lambda r: r.due_date,
                    width=98,
                    rank=1,
                ),
                Column(
                    key="state", header=N_("State"), text=self._state, order=self._urgency, tone=self._tone, width=104
                ),
            ),
            loc,
            session.colours,
            loc.t("Decisions") if decisions else loc.t("Tasks"),
        )
        self.nothing = make_label("", "quiet", wrap=True)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.nothing)
        self.place(
            table,
            loc,
            (
                RowAction(text=N_("Mark as carried out"), run=lambda: self._settle(TaskState.DONE), keys="Ctrl+Return"),
                RowAction(text=N_("Drop"), run=lambda: self._settle(TaskState.CANCELLED)),
                RowAction(text=N_("Open again"), run=lambda: self._settle(TaskState.OPEN)),
                RowAction(text=N_("Change"), run=self.open_chosen, keys="F2"),
                RowAction(text=N_("Remove"), run=self._remove, keys="Del"),
            ),
        )

    def read(self, parties: Sequence[tuple[int, str]], bodies: Sequence[tuple[int, str]]) -> None:
        """Read the register and show it; ``parties`` and ``bodies`` are offered to filter by."""
        self.filters.set_options("party_id", parties)
        self.filters.set_options("body_id", bodies)
        with QSignalBlocker(self.table):
            self.table.rows_shown.set_rows(self._read(self.session.project))
            self._filter()

    def _filter(self) -> None:
        wanted = dict(self.filters.values)
        state = wanted.pop("state", None)

        def fits(row: RegisterLine) -> bool:
            return self._passes(row, state) and all(getattr(row, field) == value for field, value in wanted.items())

        model = self.table.rows_shown
        model.filter(self.filters.words, fits)
        text = ""
        if not model.total:
            text = self.loc.t("Nothing here yet: what is decided and given out at meetings is gathered here.")
        elif not model.rows:
            text = self.loc.t("Nothing fits the filter.")
        self.nothing.setText(text)
        self.nothing.setVisible(bool(text))

    def _passes(self, row: RegisterLine, state: str | None) -> bool:
        if state == "overdue":
            return row.overdue_on(self.session.today())
        return state is None or (row.state is TaskState.OPEN) == (state == "open")

    def _state(self, row: RegisterLine) -> str:
        if row.overdue_on(self.session.today()):
            return f"{OVERDUE_MARK} {self.loc.t('overdue')}"
        return f"{STATE_MARKS[row.state]} {self.loc.t(say(row.state))}"

    def _urgency(self, row: RegisterLine) -> int:
        return list(TaskState).index(row.state) + (0 if row.overdue_on(self.session.today()) else 1)

    def _tone(self, row: RegisterLine) -> str:
        if row.overdue_on(self.session.today()):
            return "red_text"
        return "green_text" if row.state is TaskState.DONE else ""

    def _export(self) -> None:
        """Write what the filter shows to a workbook."""
        loc, project = self.loc, self.session.project
        decisions = self._kind is Decision
        name = loc.t("Decisions") if decisions else loc.t("Tasks")
        title = f"{name} {self.session.today().isoformat()}.xlsx"
        path = self.session.prompter.ask_save(N_("Export"), title, "Excel (*.xlsx)")
        if path is not None:
            shown = {"decisions" if decisions else "tasks": list(self.table.rows_shown.rows)}
            self.session.attempt(export_registers, project, path, loc, today=self.session.today(), **shown)

    def _settle(self, state: TaskState) -> None:
        ids = self.table.chosen_ids()
        self.session.attempt(settle, self.session.project, self._kind, ids, state, self.session.today())

    def _remove(self) -> None:
        if ids := self.table.chosen_ids():
            self.session.attempt(remove_records, self.session.project, self._kind, ids)


class RecordPanel(Panel):
    """One decision or task: what, who, when, and whether it is carried out."""

    meeting_wanted = Signal(int)

    def __init__(self, session: Session, kind: Kind, names: LinkNames) -> None:
        super().__init__()
        self.session, self.loc, self._kind, self._names = session, session.loc, kind, names
        self._record: Decision | Task | None = None
        self._offered: list[tuple[int, str]] = []
        self.back = make_button("", self._go_back, link=True)
        self.form = Form(self.loc, self._store)
        self.form.add_text("text", lines=4)
        self.form.add_choice("party_id", [], label=RESPONSIBLE_PARTY)
        self.form.add_text("responsible")
        self.form.add_date("due_date")
        self.form.add_choice("measure_id", [], search=True)
        self.form.add_date("done_on")
        self.state = make_label("")
        self.done = make_button(self.loc.t("Mark as carried out"), lambda: self.settle(TaskState.DONE))
        self.drop = make_button(self.loc.t("Drop"), lambda: self.settle(TaskState.CANCELLED), link=True)
        self.again = make_button(self.loc.t("Open again"), lambda: self.settle(TaskState.OPEN), link=True)
        remove = make_button(self.loc.t("Remove"), self._remove, link=True)
        self.put_left(self.back)
        self.put(self.state)
        self.put_left(self.done, self.again)
        self.put(self.form)
        self.put_left(self.drop, remove)
        self.fill_up()

    def show_record(self, record: Decision | Task, label: str, parties: Sequence[tuple[int, str]]) -> None:
        """Show a decision or a task; ``label`` is its number, for a task that of its meeting."""
        self._record = record
        decision = isinstance(record, Decision)
        self.heading.setText(self.loc.t("Decision {label}", label=label) if decision else self.loc.t("Task"))
        self.back.setText(self.loc.t("‹ To the meeting"))
        self.back.setVisible(record.meeting_id is not None)
        measures = self._names.all()["measure_id"]
        if measures is not self._offered:
            self._offered = measures
            self.form.set_options("measure_id", measures)
        self.form.set_options("party_id", parties)
        self.form.show_record(record)
        self._show_state(record)

    def _show_state(self, record: Decision | Task) -> None:
        open_still = record.state is TaskState.OPEN
        late = is_overdue(record, self.session.today())
        text: Message = N_("overdue") if late else say(record.state)
        self.state.setText(f"{OVERDUE_MARK if late else STATE_MARKS[record.state]} {self.loc.t(text)}")
        self.state.setProperty("tone", "red" if late else "green" if record.state is TaskState.DONE else "none")
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)
        self.done.setVisible(open_still)
        self.drop.setVisible(open_still)
        self.again.setVisible(not open_still)

    @property
    def record_id(self) -> int:
        """The record that is shown."""
        return self._record.id if self._record else 0

    def settle(self, state: TaskState) -> None:
        """Mark what is shown as carried out, dropped or open."""
        self.form.store_open_field()
        self.session.attempt(settle, self.session.project, self._kind, [self.record_id], state, self.session.today())

    def _store(self, field: str, value: Any) -> None:
        set_field(self.session.project, self._kind, self.record_id, field, value)

    def _remove(self) -> None:
        self.session.attempt(remove_records, self.session.project, self._kind, [self.record_id])

    def _go_back(self) -> None:
        if self._record and self._record.meeting_id:
            self.meeting_wanted.emit(self._record.meeting_id)
