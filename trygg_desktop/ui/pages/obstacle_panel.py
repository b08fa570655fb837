"""The detail panel of one obstacle: what it is, whose it is, where it has been lifted, how it was closed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trygg_desktop.domain.organisation import Body, Party
from trygg_desktop.domain.plan import Obstacle
from trygg_desktop.domain.words import ObstacleState, say
from trygg_desktop.messages import N_
from trygg_desktop.store.meeting_cycle_reading import read_decisions_on
from trygg_desktop.store.obstacle_reading import ObstacleLine
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.widgets.flow import Flow
from trygg_desktop.ui.widgets.form import Form
from trygg_desktop.ui.widgets.labels import make_button, make_label, make_rule
from trygg_desktop.ui.widgets.panel import Panel
from trygg_desktop.ui.widgets.pick_list import PickList
from trygg_desktop.workflows.edit import set_field
from trygg_desktop.workflows.obstacles import (
    close_obstacle,
    escalate,
    next_body,
    reopen_obstacle,
    set_parties_concerned,
)


class ObstaclePanel(Panel):
    """One obstacle."""

    removal_wanted = Signal(list)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.loc, self.project = session, session.loc, session.project
        self._line: ObstacleLine | None = None
        self._parties: Sequence[Party] = ()
        self._bodies: Sequence[Body] = ()
        self.form = Form(self.loc, self._store)
        self.form.add_text("text", label=N_("Obstacle"), lines=3)
        self.parties = PickList(self.loc, self.loc.t("Parties concerned"), self.loc.t("Add party …"))
        self.parties.added.connect(lambda party_id: self._set_parties(add=party_id))
        self.parties.left_out.connect(lambda party_id: self._set_parties(leave_out=party_id))
        self.whose = Form(self.loc, self._store)
        with self.whose.side_by_side():
            self.whose.add_choice("owner_party_id", [])
            self.whose.add_choice("owner_body_id", [])
        self.whose.add_choice("measure_id", [], search=True)
        with self.whose.side_by_side():
            self.whose.add_choice("escalated_to_id", [], label=N_("Lifted to"))
            self.whose.add_date("raised_on")
        self.up = make_button("", self.lift)
        self.decided = make_label("", wrap=True)
        self.ending = Form(self.loc, self._store)
        self.ending.add_text("resolution", label=N_("Resolution: what was done"), lines=3)
        self.closed = make_label("", "quiet", wrap=True)
        self.solve = make_button(self.loc.t("Close as solved"), lambda: self._close(ObstacleState.SOLVED))
        self.accept = make_button(self.loc.t("Close as accepted"), lambda: self._close(ObstacleState.ACCEPTED))
        self.reopen = make_button(self.loc.t("Open again"), self._reopen)
        self.put(self.form, self.parties, self.whose)
        self.put_left(self.up)
        self.put(self.decided, make_rule(), self.ending, self.closed)
        endings = QWidget()
        flow = Flow(endings)
        for button in (self.solve, self.accept, self.reopen):
            flow.addWidget(button)
        self.put(endings)
        self.put(make_rule())
        self.put_left(make_button(self.loc.t("Remove obstacle"), self._want_removal, link=True))
        self.fill_up()

    def show_names(self, parties: Sequence[Party], bodies: Sequence[Body], measures: Sequence[tuple[int, str]]) -> None:
        """Offer what an obstacle can be linked to."""
        self._parties, self._bodies = parties, bodies
        self.whose.set_options("owner_party_id", [(party.id, party.name) for party in parties])
        for name in ("owner_body_id", "escalated_to_id"):
            self.whose.set_options(name, [(body.id, body.name) for body in bodies])
        self.whose.set_options("measure_id", measures)

    def show_obstacle(self, line: ObstacleLine) -> None:
        """Show an obstacle."""
        if self._line is not None and self._line.id != line.id:
            for form in (self.form, self.whose, self.ending):
                form.store_open_field()
        self._line = line
        obstacle = line.obstacle
        self.heading.setText(self.loc.t(say(obstacle.state)).capitalize())
        days = line.days_open(self.session.today())
        if days is not None:
            self.note.setText(self.loc.tn("open for {n} day", "open for {n} days", n=days))
        else:
            self.note.setText("")
        for form in (self.form, self.whose, self.ending):
            form.show_record(obstacle)
        names = {party.id: party.name for party in self._parties}
        self.parties.show_picked(
            [(party_id, name) for party_id, name in names.items() if party_id in line.party_ids], list(names.items())
        )
        decisions = read_decisions_on(self.project, obstacle.id)
        self.decided.setText("\n".join(f"● {label}: {made.text}" for label, made in decisions))
        self.decided.setVisible(bool(decisions))
        body = next_body(obstacle, self._bodies) if line.is_open else None
        self.up.setVisible(body is not None)
        if body is not None:
            self.up.setText(self.loc.t("Lift to {body}", body=body.name))
        self.closed.setVisible(not line.is_open)
        self.closed.setText(self.loc.t("Closed {day}", day=obstacle.closed_on) if obstacle.closed_on else "")
        self.solve.setVisible(line.is_open)
        self.accept.setVisible(line.is_open)
        self.reopen.setVisible(not line.is_open)

    def start(self) -> None:
        """Make ready to write."""
        self.form.start()

    def lift(self) -> None:
        """Lift the obstacle to the next body."""
        if self._line is not None:
            self.session.attempt(escalate, self.project, self._line.id)

    def _close(self, state: ObstacleState) -> None:
        assert self._line is not None
        self.ending.store_open_field()
        obstacle = self.project.get(Obstacle, self._line.id)
        self.session.attempt(
            close_obstacle,
            self.project,
            obstacle.id,
            state=state,
            resolution=obstacle.resolution,
            closed_on=self.session.today(),
        )

    def _reopen(self) -> None:
        assert self._line is not None
        self.session.attempt(reopen_obstacle, self.project, self._line.id)

    def _set_parties(self, *, add: int = 0, leave_out: int = 0) -> None:
        assert self._line is not None
        ids = (self._line.party_ids | {add}) - {0, leave_out}
        self.session.attempt(set_parties_concerned, self.project, self._line.id, ids)

    def _store(self, field: str, value: Any) -> None:
        assert self._line is not None
        set_field(self.project, Obstacle, self._line.id, field, value)

    def _want_removal(self) -> None:
        assert self._line is not None
        self.removal_wanted.emit([self._line.id])
