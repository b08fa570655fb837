"""The panel where a meeting is called: which body, when, where, and which agenda it begins with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from trygg_desktop.domain.meetings import Meeting
from trygg_desktop.messages import N_
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.widgets.form import Form
from trygg_desktop.ui.widgets.labels import make_button, make_label
from trygg_desktop.ui.widgets.panel import Panel
from trygg_desktop.workflows.meetings import add_meeting, begin_agenda


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

    def __init__(self, session: Session, open_meeting: Callable[[int], object]) -> None:
        super().__init__(session.loc.t("New meeting"))
        self.session, self.loc = session, session.loc
        self._draft = MeetingDraft(body_id=0)
        self._open = open_meeting
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

    def start(self, bodies: Sequence[tuple[int, str]], like: Meeting | None) -> None:
        """Make ready for a meeting of one of ``bodies``, at the time and place of a meeting that is shown."""
        self._draft = MeetingDraft(
            body_id=like.body_id if like else bodies[0][0],
            start=like.start if like else None,
            end=like.end if like else None,
            place=like.place if like else "",
        )
        self.form.set_options("body_id", bodies)
        self.form.show_record(self._draft)
        self.form.start()

    def _keep(self, field: str, value: Any) -> None:
        self._draft = replace(self._draft, **{field: value})

    def _finish(self) -> None:
        self.form.store_open_field()
        if self.form.is_sound:
            self._add()

    def _add(self) -> None:
        draft, project = self._draft, self.session.project
        held = project.all(Meeting, 'body_id = ? ORDER BY "on" DESC, start DESC, id DESC LIMIT 1', (draft.body_id,))
        added = self.session.attempt(
            add_meeting,
            project,
            body_id=draft.body_id,
            on=draft.on,
            start=draft.start,
            end=draft.end,
            place=draft.place,
            agenda=begin_agenda(project, draft.agenda, draft.body_id, held[0].id if held else None, self.loc),
        )
        if added is not None:
            self._open(added)
