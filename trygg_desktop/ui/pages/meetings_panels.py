"""The detail panels of a meeting: its day and notes, one item of the agenda with its papers, a new meeting."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTemporaryDir, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.domain.meetings import AgendaItem, Paper
from trygg_desktop.domain.words import ItemKind, MeetingState, Secrecy
from trygg_desktop.messages import N_
from trygg_desktop.store.meetings_list_reading import (
    MeetingWhole,
    read_indicator_names,
    read_measure_names,
    read_obstacle_names,
)
from trygg_desktop.store.project import Project
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.form import Form
from trygg_desktop.ui.widgets.labels import clear_layout, make_button, make_label, make_rule
from trygg_desktop.ui.widgets.lines import Line, LineList
from trygg_desktop.ui.widgets.panel import Panel
from trygg_desktop.ui.widgets.row_actions import RowAction, offer_on_rows
from trygg_desktop.workflows.edit import remove_records, set_field
from trygg_desktop.workflows.meetings import attach_paper, change_meeting, copy_paper

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
        self.form = Form(self.loc, self._store)
        self.form.add_date("on")
        with self.form.side_by_side():
            self.form.add_time("start")
            self.form.add_time("end")
        self.form.add_text("place", label=N_("Room"))
        self.form.add_words("state", MeetingState, label=N_("How far it has come"), empty=False)
        self.form.add_text("notes", lines=7, label=N_("Notes of the meeting as a whole"))
        self.put(self.form, make_rule())
        remove = make_button(self.loc.t("Remove meeting"), lambda: self.removal_wanted.emit(self.meeting_id), link=True)
        self.put_left(remove)
        self.fill_up()

    def show_meeting(self, whole: MeetingWhole) -> None:
        """Show a meeting."""
        self.meeting_id = whole.meeting.id
        self.name(whole.label)
        self.form.show_record(whole.meeting)

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
        self.links = Form(self.loc, self._store)
        self.links.add_words("secrecy", Secrecy, empty=False)
        for field in ("measure_id", "obstacle_id", "indicator_id"):
            self.links.add_choice(field, [], search=True)
        self._papers = QVBoxLayout()
        self._papers.setSpacing(GRID // 2)
        self.put(self.form, make_rule(), make_label(self.loc.t("Papers"), "heading"))
        self.content.addLayout(self._papers)
        self.put_left(make_button(self.loc.t("Attach …"), self.attach))
        self.put(make_rule(), self.links)
        self.put_left(
            make_button(self.loc.t("Remove item"), lambda: self.removal_wanted.emit([self.item_id]), link=True)
        )
        self.fill_up()

    def show_item(self, item: AgendaItem, number: int, papers: Sequence[Paper]) -> None:
        """Show an item and its papers."""
        self.item_id = item.id
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
        for path in self.session.prompter.ask_open(N_("Attach papers"), _PAPERS, many=True):
            self.session.attempt(attach_paper, self.session.project, self.item_id, path)

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

    def _store(self, field: str, value: Any) -> None:
        set_field(self.session.project, AgendaItem, self.item_id, field, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDraft:
    """A meeting that is being called. ``agenda``: ``usual``, ``again`` (as the body's last meeting) or ``empty``."""

    body_id: int
    on: date | None = None
    start: time | None = None
    end: time | None = None
    place: str = ""
    agenda: str = "usual"


class NewMeetingPanel(Panel):
    """Call a meeting: which body, when, where, and which agenda it begins with."""

    def __init__(self, session: Session, add: Callable[[MeetingDraft], object]) -> None:
        super().__init__(session.loc.t("New meeting"))
        self.session, self.loc = session, session.loc
        self._draft = MeetingDraft(body_id=0)
        self._call = add
        self.form = Form(self.loc, self._keep)
        self.form.add_date("on")
        self.form.add_choice("body_id", [], empty=False)
        with self.form.side_by_side():
            self.form.add_time("start")
            self.form.add_time("end")
        self.form.add_text("place", label=N_("Room"))
        agendas = [
            ("usual", self.loc.t("the usual agenda of such a body")),
            ("again", self.loc.t("the agenda of its last meeting")),
            ("empty", self.loc.t("an empty agenda")),
        ]
        self.form.add_choice("agenda", agendas, label=N_("Begins with"), empty=False)
        self.add = make_button(self.loc.t("Add meeting"), self._finish, primary=True)
        about = self.loc.t("The number is given by itself. Open decisions and tasks of the body follow by themselves.")
        self.put(self.form)
        self.put_left(self.add)
        self.put(make_label(about, "small", wrap=True))
        self.fill_up()

    def start(self, bodies: Sequence[tuple[int, str]], draft: MeetingDraft) -> None:
        """Make ready for a meeting of one of ``bodies``, filled in as ``draft``."""
        self._draft = draft
        self.form.set_options("body_id", bodies)
        self.form.show_record(draft)
        self.form.start()

    def _keep(self, field: str, value: Any) -> None:
        self._draft = replace(self._draft, **{field: value})

    def _finish(self) -> None:
        self.form.store_open_field()
        if self.form.is_sound:
            self._call(self._draft)
