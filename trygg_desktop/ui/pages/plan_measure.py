"""The detail panel of one measure: its facts, the work in it, what was answered, what meetings have said."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from trygg_desktop.domain.fields import RESPONSIBLE_PARTY
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.words import MARKS, Assessment, Level, MeasureKind, TaskState, say
from trygg_desktop.formats import GAP
from trygg_desktop.messages import N_
from trygg_desktop.store.measure_reading import Answer, MeasureDetails
from trygg_desktop.store.plan_reading import MeasureLine, PlanNames
from trygg_desktop.ui.pages.plan_activities import ActivityList
from trygg_desktop.ui.pages.plan_words import (
    area_options,
    cause_options,
    goal_options,
    party_options,
    say_assessment_when,
)
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.form import Form
from trygg_desktop.ui.widgets.labels import Card, clear_layout, make_button, make_label, make_rule, make_scroll
from trygg_desktop.ui.widgets.lines import Line, LineList
from trygg_desktop.ui.widgets.pick_list import PickList
from trygg_desktop.workflows.edit import set_field
from trygg_desktop.workflows.indicators import link_measure, unlink_measure
from trygg_desktop.workflows.plan import set_partners, set_responsible

TKR = 100_000
"""Öre in a thousand kronor."""


class MeasurePanel(Card):
    """One measure. ``removal_wanted`` tells the ids to remove."""

    removal_wanted = Signal(list)

    def __init__(self, session: Session) -> None:
        super().__init__(" ")
        self.session, self.loc, self.project = session, session.loc, session.project
        self.heading.setWordWrap(True)
        self._details: MeasureDetails | None = None
        self._names: PlanNames | None = None
        self.form = self._make_form()
        self.partners = PickList(self.loc, self.loc.t("Partners"), self.loc.t("Add partner …"))
        self.partners.added.connect(lambda party_id: self._set_partners(add=party_id))
        self.partners.left_out.connect(lambda party_id: self._set_partners(leave_out=party_id))
        self._problem = QVBoxLayout()
        self.activities = ActivityList(session)
        self.indicators = PickList(self.loc, "", self.loc.t("Link an indicator …"), leads=True)
        self.indicators.opened.connect(lambda i: session.go("indicators", "indicator", i))
        self.indicators.added.connect(self._link_indicator)
        self.indicators.left_out.connect(self._unlink_indicator)
        self._answers, self._meetings = QVBoxLayout(), QVBoxLayout()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.area = self._facts()
        self.tabs.addTab(self.area, self.loc.t("Facts"))
        self.tabs.addTab(self._work(), self.loc.t("Work"))
        self.tabs.addTab(_scrolled(self._answers), self.loc.t("Answers"))
        self.tabs.addTab(_scrolled(self._meetings), self.loc.t("Meetings"))
        self.body.addWidget(self.tabs, 1)

    def _make_form(self) -> Form:
        form = Form(self.loc, self._store)
        form.add_text("title", lines=2)
        form.add_choice("party_id", [], label=RESPONSIBLE_PARTY)
        return form

    def _facts(self) -> QScrollArea:
        more = self.more = Form(self.loc, self._store)
        with more.side_by_side():
            more.add_choice("area_id", [])
            more.add_words("level", Level)
        more.add_choice("goal_id", [])
        more.add_choice("cause_id", [], search=True)
        more.lines.addLayout(self._problem)
        with more.side_by_side():
            more.add_date("start_date")
            more.add_date("end_date")
        with more.side_by_side():
            more.add_number("budget_ore", label=N_("Budget, tkr"), scale=TKR)
            more.add_words("kind", MeasureKind)
        more.add_text("description", lines=4)
        more.add_text("evidence", lines=3)
        column = QVBoxLayout()
        column.setSpacing(GRID)
        for widget in (self.form, self.partners, more, make_rule()):
            column.addWidget(widget)
        column.addWidget(make_button(self.loc.t("Remove measure"), self._want_removal, link=True))
        return _scrolled(column)

    def _work(self) -> QWidget:
        column = QVBoxLayout()
        column.setSpacing(GRID)
        column.addWidget(make_label(self.loc.t("Activities"), "heading"))
        column.addWidget(self.activities)
        column.addSpacing(GRID)
        column.addWidget(make_label(self.loc.t("Indicators that show whether it works"), "heading", wrap=True))
        column.addWidget(self.indicators)
        return _scrolled(column)

    # --- showing

    @property
    def measure_id(self) -> int:
        """The measure that is shown, 0 without one."""
        return self._details.measure.id if self._details else 0

    def show_names(self, names: PlanNames, indicators: Sequence[tuple[int, str]]) -> None:
        """Offer what a measure can be linked to."""
        self._names, self._indicators = names, indicators
        self.form.set_options("party_id", party_options(names))
        self.more.set_options("area_id", area_options(names))
        self.more.set_options("goal_id", goal_options(names))
        self.more.set_options("cause_id", cause_options(names))

    def show_measure(self, details: MeasureDetails, line: MeasureLine) -> None:
        """Show a measure."""
        assert self._names is not None
        measure, names = details.measure, self._names
        if measure.id != self.measure_id:
            self.store_open_field()
            self.area.verticalScrollBar().setValue(0)
        self._details = details
        self.heading.setText(f"{measure.code} {measure.title}")
        self.note.setText(say_assessment_when(line, self.loc, None) if line.latest else "")
        self.note.setStyleSheet(f"color: {self.session.colours[f'{line.assessment.value}_text']};")
        self.form.show_record(measure)
        self.more.show_record(measure)
        chosen = [(p.party_id, names.parties[p.party_id].name) for p in details.partners]
        others = [(i, name) for i, name in party_options(names) if i != measure.party_id]
        self.partners.show_picked(chosen, others)
        self._show_problem(measure)
        self.activities.show_activities(measure, details.activities, names)
        linked = [(indicator.id, f"{indicator.code} {indicator.name}") for _, indicator in details.indicators]
        self.indicators.show_picked(linked, self._indicators)
        self._show_answers(details.answers)
        self._show_meetings(details)
        self._name_tabs(details)

    def store_open_field(self) -> None:
        """Store what is typed before something else is shown."""
        for form in (self.form, self.more, self.activities.form):
            form.store_open_field()

    def start(self, tab: int = 0) -> None:
        """Make ready to write."""
        self.tabs.setCurrentIndex(tab)
        if tab == 0:
            self.form.start()

    def start_at(self, field: str) -> None:
        """Make ready to choose what is missing: ``party_id``, ``cause_id`` or ``goal_id``."""
        self.tabs.setCurrentIndex(0)
        box = self.findChild(QComboBox, field)
        assert box is not None
        self.area.ensureWidgetVisible(box)
        box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_problem(self, measure: Measure) -> None:
        """Show the problem behind the cause, as the way to it."""
        assert self._names is not None
        clear_layout(self._problem)
        if cause := self._names.causes.get(measure.cause_id or 0):
            problem = self._names.problems[cause.problem_id]
            lines = LineList(self.loc.t("Problem"), self.session.colours)
            text = self.loc.t("Problem {code}: {text}", code=problem.code, text=problem.text)
            lines.add(Line(text=text, tone="accent", run=partial(self.session.go, "situation", "cause", cause.id)))
            self._problem.addWidget(lines)

    def _name_tabs(self, details: MeasureDetails) -> None:
        counts = (
            (1, N_("Work"), len(details.activities) + len(details.indicators)),
            (2, N_("Answers"), len(details.answers)),
            (3, N_("Meetings"), len(details.obstacles) + len(details.decisions) + len(details.tasks)),
        )
        for tab, name, count in counts:
            title = self.loc.t(name)
            self.tabs.setTabText(tab, f"{title} {self.loc.number(count)}" if count else title)

    def _show_answers(self, answers: Sequence[Answer]) -> None:
        clear_layout(self._answers)
        if not answers:
            text = self.loc.t("No party has answered for this measure yet. Answers come with the follow-up.")
            self._answers.addWidget(make_label(text, "quiet", wrap=True))
        lines = LineList(self.loc.t("Answers"), self.session.colours)
        for answer in answers:
            lines.add(self._answer_line(answer))
        self._answers.addWidget(lines)
        origin = next((answer.origin for answer in answers if answer.origin), None)
        if origin is not None:
            text = self.loc.t("Open the latest original, {file}", file=origin.file_name)
            opened = make_button(text, partial(self.session.originals.open_origin, origin), link=True)
            self._answers.addWidget(opened)
        enter = make_button(self.loc.t("Enter an answer …"), lambda: self._go_to_answer(0), link=True)
        self._answers.addWidget(enter)
        self._answers.addStretch()

    def _answer_line(self, answer: Answer) -> Line:
        given = answer.follow_up
        assessment = given.assessment or Assessment.NONE
        facts = [
            self.loc.t(say(given.status)) if given.status else "",
            self.loc.percent(given.progress) if given.progress is not None else "",
            self.loc.thousands(given.outcome_ore) if given.outcome_ore is not None else "",
        ]
        texts = [", ".join(fact for fact in facts if fact), given.comment, given.deviation]
        origin = answer.origin
        texts.append(
            self.loc.t(
                "From {file}, sheet {sheet}, row {row}", file=origin.file_name, sheet=origin.sheet, row=str(origin.row)
            )
            if origin
            else self.loc.t("Entered by hand")
        )
        return Line(
            text=f"{self.loc.t(answer.period.short_name)}  {answer.party.label}",
            below="\n".join(text for text in texts if text),
            right=f"{MARKS[assessment]} {self.loc.t(say(assessment))}",
            strong=True,
            run=partial(self._go_to_answer, given.id),
        )

    def _show_meetings(self, details: MeasureDetails) -> None:
        clear_layout(self._meetings)
        go = self.session.go
        obstacles = [
            Line(text=o.text, right=self.loc.t(say(o.state)), run=partial(go, "obstacles", "obstacle", o.id))
            for o in details.obstacles
        ]
        decisions = [
            Line(text=d.text, below=label, right=self._state(d.state), run=partial(go, "meetings", "decision", d.id))
            for label, d in details.decisions
        ]
        tasks = [
            Line(
                text=t.text,
                below=self.loc.t("last day {day}", day=t.due_date) if t.due_date else "",
                right=self._state(t.state),
                run=partial(go, "meetings", "task", t.id),
            )
            for t in details.tasks
        ]
        for title, found in ((N_("Obstacles"), obstacles), (N_("Decisions"), decisions), (N_("Tasks"), tasks)):
            name = self.loc.t(title)
            self._meetings.addWidget(make_label(name, "heading"))
            if not found:
                self._meetings.addWidget(make_label(GAP, "quiet"))
            lines = LineList(name, self.session.colours)
            for line in found:
                lines.add(line)
            self._meetings.addWidget(lines)
            self._meetings.addSpacing(GRID)
        new = make_button(
            self.loc.t("New obstacle …"), lambda: go("obstacles", measure_id=self.measure_id, new=True), link=True
        )
        self._meetings.addWidget(new)
        self._meetings.addStretch()

    def _state(self, state: TaskState) -> str:
        return self.loc.t(say(state)) if state is not TaskState.OPEN else self.loc.t("open")

    # --- doing

    def _store(self, field: str, value: Any) -> None:
        if field == "party_id":
            set_responsible(self.project, [self.measure_id], value)
        else:
            set_field(self.project, Measure, self.measure_id, field, value)

    def _set_partners(self, *, add: int = 0, leave_out: int = 0) -> None:
        assert self._details is not None
        ids = [partner.party_id for partner in self._details.partners if partner.party_id != leave_out]
        self.session.attempt(set_partners, self.project, self.measure_id, [*ids, add] if add else ids)

    def _link_indicator(self, indicator_id: int) -> None:
        self.session.attempt(link_measure, self.project, indicator_id, self.measure_id)

    def _unlink_indicator(self, indicator_id: int) -> None:
        assert self._details is not None
        for link, indicator in self._details.indicators:
            if indicator.id == indicator_id:
                self.session.attempt(unlink_measure, self.project, link.id)

    def _want_removal(self) -> None:
        self.removal_wanted.emit([self.measure_id])

    def _go_to_answer(self, answer_id: int) -> None:
        if answer_id:
            self.session.go("follow_up", "follow_up", answer_id)
        else:
            self.session.go("follow_up", "measure", self.measure_id)


def _scrolled(column: QVBoxLayout) -> QScrollArea:
    content = QWidget()
    outer = QVBoxLayout(content)
    outer.setContentsMargins(0, GRID, GRID, 0)
    outer.addLayout(column)
    outer.addStretch()
    return make_scroll(content)
