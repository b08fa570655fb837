"""The detail panels of a meeting: its day and notes, one item of the agenda with its papers."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QTemporaryDir, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.domain.meetings import AgendaItem, Paper
from trygg_desktop.domain.minutes import Recusal
from trygg_desktop.domain.words import ItemKind, ItemOutcome, MeetingState, Secrecy
from trygg_desktop.messages import N_, NN_
from trygg_desktop.store.meetings_list_reading import (
    MeetingWhole,
    read_indicator_names,
    read_measure_names,
    read_obstacle_names,
)
from trygg_desktop.store.project import Project
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.file_drop import FileDrop
from trygg_desktop.ui.widgets.form import Form
from trygg_desktop.ui.widgets.labels import clear_layout, make_button, make_label, make_rule
from trygg_desktop.ui.widgets.lines import Line, LineList
from trygg_desktop.ui.widgets.panel import Panel
from trygg_desktop.ui.widgets.pick_list import PickList
from trygg_desktop.ui.widgets.row_actions import RowAction, offer_on_rows
from trygg_desktop.ui.widgets.table import ID_ROLE, Table
from trygg_desktop.workflows.carrying import end_item
from trygg_desktop.workflows.edit import remove_records, set_field
from trygg_desktop.workflows.meeting_year import save_as_template
from trygg_desktop.workflows.meetings import attach_paper, change_meeting, copy_paper
from trygg_desktop.workflows.minutes import announce_recusal, decide_as_proposed
from trygg_desktop.workflows.registers import export_calendar

PAPER_ENDINGS = (".pdf", ".png", ".jpg", ".jpeg", ".xlsx")
_PAPERS = "PDF, PNG, JPEG, Excel (*.pdf *.png *.jpg *.jpeg *.xlsx)"


class LinkNames:
    """What an item or a decision can be linked to, read once until ``forget`` is called: measures may be thousands."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._known: dict[str, list[tuple[int, str]]] = {}

    def all(self) -> dict[str, list[tuple[int, str]]]:
        """Return the names by the field that links to them."""
        if not self._known:
            self._known = {
                "measure_id": read_measure_names(self._project),
                "obstacle_id": read_obstacle_names(self._project),
                "indicator_id": read_indicator_names(self._project),
            }
        return self._known

    def forget(self) -> None:
        """Read anew next time."""
        self._known = {}


class MeetingPanel(Panel):
    """When and where a meeting is, how far it has come, and what was noted of it as a whole."""

    removal_wanted = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.loc = session, session.loc
        self.meeting_id = 0
        self._file_name = ""
        self.form = Form(self.loc, self._store)
        self.form.add_date("on")
        with self.form.side_by_side():
            self.form.add_time("start")
            self.form.add_time("end")
        self.form.add_text("place", label=N_("Room"))
        self.form.add_words("state", MeetingState, label=N_("How far it has come"), empty=False)
        self.form.add_text("notes", lines=7, label=N_("Notes of the meeting as a whole"))
        self.put(self.form, make_rule())
        self.put_left(
            make_button(self.loc.t("Save the agenda as template"), self._save_template),
            make_button(self.loc.t("Calendar file …"), self._save_calendar),
        )
        remove = make_button(self.loc.t("Remove meeting"), lambda: self.removal_wanted.emit(self.meeting_id), link=True)
        self.put_left(remove)
        self.fill_up()

    def show_meeting(self, whole: MeetingWhole) -> None:
        """Show a meeting."""
        self.meeting_id = whole.meeting.id
        self._file_name = f"{whole.label} {whole.meeting.on.isoformat()}.ics"
        self.name(whole.label)
        self.form.show_record(whole.meeting)

    def _save_template(self) -> None:
        count = self.session.attempt(save_as_template, self.session.project, self.meeting_id)
        if count is not None:
            self.session.prompter.tell(
                NN_(
                    "{n} item is now what the body's meetings begin with.",
                    "{n} items are now what the body's meetings begin with.",
                    n=count,
                )
            )

    def _save_calendar(self) -> None:
        path = self.session.prompter.ask_save(N_("Calendar file"), self._file_name, "iCalendar (*.ics)")
        if path is not None:
            self.session.attempt(export_calendar, self.session.project, path, self.loc, meeting_id=self.meeting_id)

    def _store(self, field: str, value: Any) -> None:
        change_meeting(self.session.project, self.meeting_id, field, value)


class ItemPanel(Panel):
    """One item of the agenda: what it is, what is proposed, what was said, what belongs to it."""

    removal_wanted = Signal(list)

    def __init__(self, session: Session, names: LinkNames) -> None:
        super().__init__()
        self.session, self.loc = session, session.loc
        self.item_id = 0
        self._names = names
        self._offered: dict[str, list[tuple[int, str]]] = {}
        self._recusals: dict[int, Recusal] = {}
        self._copies = QTemporaryDir()
        self.form = Form(self.loc, self._store)
        self.form.add_text("title")
        with self.form.side_by_side():
            self.form.add_words("kind", ItemKind, empty=False)
            self.form.add_number("minutes", whole=True)
        self.form.add_text("presenter", label=N_("Presenter (role)"))
        self.form.add_text("background", lines=5)
        self.form.add_text("proposal", lines=4)
        self.form.add_text("notes", lines=5, label=N_("Notes for the minutes"))
        self.form.add_words("outcome", ItemOutcome)
        self.decide = make_button(self.loc.t("Decide as proposed"), self._decide)
        self.recusals = PickList(self.loc, self.loc.t("Stepped aside (conflict of interest)"), self.loc.t("Add role …"))
        self.recusals.added.connect(self._step_aside)
        self.recusals.left_out.connect(self._step_back)
        self.links = Form(self.loc, self._store)
        self.links.add_words("secrecy", Secrecy, empty=False)
        for field in ("measure_id", "obstacle_id", "indicator_id"):
            self.links.add_choice(field, [], search=True)
        FileDrop(self, PAPER_ENDINGS, lambda paths, _: self.attach_files(self.item_id, paths))
        self._papers = QVBoxLayout()
        self._papers.setSpacing(GRID // 2)
        self.carried = make_label("", "small", wrap=True)
        self.put(self.carried, self.form)
        self.put_left(self.decide)
        self.put(self.recusals, make_rule(), make_label(self.loc.t("Papers"), "heading"))
        self.content.addLayout(self._papers)
        self.put_left(make_button(self.loc.t("Attach …"), self.attach))
        self.put(make_rule(), self.links)
        self.put_left(
            make_button(self.loc.t("Remove item"), lambda: self.removal_wanted.emit([self.item_id]), link=True)
        )
        self.fill_up()

    def show_item(self, item: AgendaItem, number: int, whole: MeetingWhole) -> None:
        """Show an item of a meeting, with its papers and who stepped aside."""
        self.item_id = item.id
        self._recusals = {r.seat_id or 0: r for r in whole.recusals if r.item_id == item.id}
        roles = {seat.id: seat.role for seat in whole.seats}
        picked = [(seat_id, r.role) for seat_id, r in self._recusals.items()]
        self.recusals.show_picked(picked, list(roles.items()))
        decided = any(decision.item_id == item.id for decision in whole.decisions)
        self.decide.setVisible(bool(item.proposal.strip()) and not decided)
        self.carried.setVisible(item.carried_from_id is not None)
        self.carried.setText(self.loc.t("Comes from an earlier meeting and goes on until it is closed."))
        papers = whole.papers_of(item.id)
        self.name(self.loc.t("Item {number}", number=number))
        self._offer_links()
        self.form.show_record(item)
        self.links.show_record(item)
        clear_layout(self._papers)
        if not papers:
            self._papers.addWidget(make_label(self.loc.t("No papers yet."), "quiet"))
            return
        for paper in papers:
            self._papers.addWidget(self._paper_line(paper))

    def _offer_links(self) -> None:
        for field, options in self._names.all().items():
            if self._offered.get(field) is not options:
                self.links.set_options(field, options)
                self._offered[field] = options

    def _paper_line(self, paper: Paper) -> QWidget:
        lines = LineList(paper.title, self.session.colours)
        lines.add(Line(text=paper.title, right=self.loc.t("open copy"), run=partial(self.open_paper, paper.id)))
        offer_on_rows(
            lines,
            self.loc,
            (
                RowAction(text=N_("Open a copy"), run=partial(self.open_paper, paper.id)),
                RowAction(text=N_("Rename …"), run=partial(self._rename, paper)),
                RowAction(text=N_("Remove paper"), run=partial(self._remove, paper.id), keys="Del"),
            ),
        )
        return lines

    def attach(self) -> None:
        """Ask for files and keep them as papers of the item."""
        self.attach_files(self.item_id, self.session.prompter.ask_open(N_("Attach papers"), _PAPERS, many=True))

    def take_drops_on(self, table: Table[Any]) -> None:
        """Let files that are dropped on a row of the agenda become papers of that item."""

        def take(paths: list[Path], where: QPoint) -> None:
            item_id = table.indexAt(where).data(ID_ROLE)
            self.attach_files(item_id, paths)
            table.choose(item_id)

        FileDrop(table.viewport(), PAPER_ENDINGS, take, lambda where: table.indexAt(where).isValid())

    def attach_files(self, item_id: int, paths: Sequence[Path]) -> None:
        """Keep files as papers of an item."""
        for path in paths:
            self.session.attempt(attach_paper, self.session.project, item_id, path)

    def open_paper(self, paper_id: int) -> None:
        """Open a private copy of a paper in the program that the computer has for it."""
        path: Path | None = self.session.attempt(copy_paper, self.session.project, paper_id, Path(self._copies.path()))
        if path is not None:
            self.session.prompter.open_outside(path)

    def _rename(self, paper: Paper) -> None:
        title = self.session.prompter.ask_text(N_("Rename paper"), N_("Title of the paper"), paper.title)
        if title:
            self.session.attempt(set_field, self.session.project, Paper, paper.id, "title", title)

    def _remove(self, paper_id: int) -> None:
        self.session.attempt(remove_records, self.session.project, Paper, [paper_id])

    def _decide(self) -> None:
        self.form.store_open_field()
        self.session.attempt(decide_as_proposed, self.session.project, self.item_id)

    def _step_aside(self, seat_id: int) -> None:
        reason = self.session.prompter.ask_text(N_("Conflict of interest"), N_("Reason, as it was announced"))
        self.session.attempt(announce_recusal, self.session.project, self.item_id, seat_id, reason or "")

    def _step_back(self, seat_id: int) -> None:
        self.session.attempt(remove_records, self.session.project, Recusal, [self._recusals[seat_id].id])

    def _store(self, field: str, value: Any) -> None:
        if field == "outcome":
            end_item(self.session.project, self.item_id, value)
        else:
            set_field(self.session.project, AgendaItem, self.item_id, field, value)
