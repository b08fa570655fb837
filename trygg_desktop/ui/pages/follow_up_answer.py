"""One answer: every field, entered by hand if need be; where its values came from; what was answered before."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from trygg_desktop.domain.answer_gaps import say_gap
from trygg_desktop.domain.doubts import doubt_outcome
from trygg_desktop.domain.fields import name_field
from trygg_desktop.domain.follow_up import ANSWERS, FollowUp
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.values import say_value
from trygg_desktop.domain.words import MARKS, Assessment, Outlook, PeriodState, Status, say
from trygg_desktop.messages import N_
from trygg_desktop.store.collection_reading import read_told_gaps
from trygg_desktop.store.follow_up_reading import (
    Origin,
    Place,
    find_answer,
    read_answering_parties,
    read_earlier_answers,
    read_origins,
)
from trygg_desktop.store.returns_reading import read_left_out
from trygg_desktop.ui.pages.follow_up_batch import list_left_out
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.choice_box import ChoiceBox
from trygg_desktop.ui.widgets.form import Form
from trygg_desktop.ui.widgets.labels import Card, clear_layout, make_button, make_label, make_scroll
from trygg_desktop.ui.widgets.lines import Line, LineList
from trygg_desktop.workflows.follow_up import enter_answer, remove_answer

_ORE_IN_TKR = 100_000


class AnswerPanel(Card):
    """The right side of the matrix: what one party answered on one measure for one period."""

    def __init__(self, session: Session) -> None:
        super().__init__(" ")
        self.session = session
        self.loc = session.loc
        self.project = session.project
        self.place: Place | None = None
        self._answer: FollowUp | None = None
        self._parties: list[Party] = []
        self.heading.setWordWrap(True)
        self.setMinimumWidth(300)
        self.about = make_label("", "quiet", wrap=True)
        self.who = ChoiceBox()
        self.who.setAccessibleName(self.loc.t("Whose answer"))
        self.who.activated.connect(self._choose_party)
        self.form = self._make_form()
        self.remove = make_button(self.loc.t("Remove the answer"), self._remove)
        self.to_measure = make_button(self.loc.t("Go to the measure"), self._go_to_measure, link=True)
        self.to_history = make_button(self.loc.t("History of the answer"), self._go_to_history, link=True)
        self._origin = QVBoxLayout()
        self._earlier = QVBoxLayout()
        self.tabs = QTabWidget()
        self.tabs.addTab(make_scroll(self._form_side()), self.loc.t("Answer"))
        self.tabs.addTab(_scrolled(self._origin), self.loc.t("Origin"))
        self.tabs.addTab(_scrolled(self._earlier), self.loc.t("Earlier"))
        self.body.addWidget(self.about)
        self.body.addWidget(self.who)
        self.body.addWidget(self.tabs, 1)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say what belongs here while no cell is chosen."""
        self.place = None
        self.heading.setText(self.loc.t("No answer is chosen"))
        self.about.setText(self.loc.t("Choose a cell in the matrix to read or enter the answer."))
        self.who.hide()
        self.tabs.hide()

    def show_answer(self, place: Place) -> None:
        """Show an answer, or the empty form where there is none yet."""
        if place != self.place:
            self.form.store_open_field()
        self.place = place
        measure_id, period_id, party_id = place
        measure = self.project.get(Measure, measure_id)
        period = self.project.get(Period, period_id)
        self._answer = find_answer(self.project, place)
        self._parties = read_answering_parties(self.project, measure_id)
        self.heading.setText(f"{measure.code} {measure.title}")
        self.about.setText(self._say_about(period))
        self._show_parties(measure, party_id)
        empty = FollowUp(measure_id=measure_id, period_id=period_id, party_id=party_id)
        self.form.show_record(self._answer or empty, place)
        self.form.setEnabled(period.state is PeriodState.OPEN and not self.project.read_only)
        self.remove.setVisible(self._answer is not None)
        self.to_history.setVisible(self._answer is not None)
        self._show_origin()
        self._show_earlier(period)
        self.tabs.show()

    def start(self) -> None:
        """Put the focus where an answer is entered."""
        if self.place is not None:
            self.tabs.setCurrentIndex(0)
            self.form.start()

    def _say_about(self, period: Period) -> str:
        parts = [f"{self.loc.t(period.name)}, {self.loc.t(period.months)}"]
        if period.state is PeriodState.CLOSED:
            parts.append(self.loc.t("closed: the answers stay as they are"))
        elif self._answer is None:
            parts.append(self.loc.t("not answered, last day {day}", day=period.due_date))
        elif self._answer.reported_on:
            parts.append(self.loc.t("reported {day}", day=self._answer.reported_on))
        return " · ".join([*parts, *self._say_gaps()])

    def _say_gaps(self) -> list[str]:
        """Say which questions were answered with a reason in place of a value: no data, or not applicable."""
        if self._answer is None:
            return []
        fields: dict[str, list[str]] = {}
        for field, original in read_told_gaps(self.project, [self._answer.id]).get(self._answer.id, {}).items():
            if getattr(self._answer, field) in (None, ""):
                fields.setdefault(say_gap(original, self.loc), []).append(self.loc.t(name_field(field)))
        return [f"{words}: {', '.join(names)}" for words, names in fields.items()]

    def _show_parties(self, measure: Measure, party_id: int) -> None:
        self.who.clear()
        for party in self._parties:
            if party.id == measure.party_id:
                text = self.loc.t("{party}, responsible", party=party.name)
            else:
                text = self.loc.t("{party}, takes part", party=party.name)
            self.who.addItem(text, party.id)
        self.who.setCurrentIndex(max(self.who.findData(party_id), 0))
        self.who.show()

    def _choose_party(self, number: int) -> None:
        if self.place is not None:
            self.show_answer((self.place[0], self.place[1], self.who.itemData(number)))

    def _make_form(self) -> Form:
        form = Form(self.loc, self._store)
        form.add_words("status", Status)
        form.add_words("assessment", Assessment)
        form.add_words("outlook", Outlook)
        form.add_number("progress", label=N_("Share done, percent"), whole=True, unit="%")
        form.add_text("comment", lines=3)
        form.add_text("deviation", lines=2)
        form.add_text("corrective_action", lines=2)
        form.add_text("forecast", lines=2)
        form.add_number("outcome_ore", label=N_("Outcome, thousands of kronor"), scale=_ORE_IN_TKR, doubt=doubt_outcome)
        form.add_text("obstacle", lines=2)
        form.add_text("decision_needed", lines=2)
        form.add_date("reported_on")
        return form

    def _form_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, GRID, GRID, GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.form)
        foot = QVBoxLayout()
        foot.setSpacing(GRID // 2)
        for button in (self.to_measure, self.to_history, self.remove):
            foot.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(foot)
        column.addStretch()
        return side

    def _store(self, field: str, value: object) -> None:
        if self.place is not None:
            enter_answer(self.project, self.place, field, value, today=self.session.today())

    def _remove(self) -> None:
        if self.place is not None:
            self.session.attempt(remove_answer, self.project, self.place)

    def _go_to_measure(self) -> None:
        if self.place is not None:
            self.session.go("plan", "measure", self.place[0])

    def _go_to_history(self) -> None:
        if self._answer is not None:
            self.session.go("history", record=("follow_up", self._answer.id), name=self.heading.text())

    # --- where the values came from

    def _show_origin(self) -> None:
        clear_layout(self._origin)
        origins = read_origins(self.project, "follow_up", self._answer.id) if self._answer else []
        if not origins:
            text = N_("Nothing is answered yet.") if self._answer is None else N_("No value was read from a workbook.")
            self._origin.addWidget(make_label(self.loc.t(text), "quiet", wrap=True))
        for batch in dict.fromkeys((o.file_name, o.sha256, o.sheet, o.row, o.read_at) for o in origins):
            same = [o for o in origins if (o.file_name, o.sha256, o.sheet, o.row, o.read_at) == batch]
            self._add_origin(same)
        self._origin.addStretch()

    def _add_origin(self, origins: list[Origin]) -> None:
        first = origins[0]
        loc = self.loc
        self._origin.addWidget(make_label(first.file_name, "heading", wrap=True))
        where = loc.t(
            "Sheet {sheet}, row {row}. Read in {time}. SHA-256 {sum} …",
            sheet=first.sheet,
            row=str(first.row),
            time=first.read_at,
            sum=first.sha256[:12],
        )
        self._origin.addWidget(make_label(where, "small", wrap=True))
        lines = LineList(first.file_name, self.session.colours)
        for origin in sorted(origins, key=lambda o: ANSWERS.index(o.field) if o.field in ANSWERS else 99):
            text = (
                f"{loc.t(name_field(origin.field))}: {origin.original}"
                if origin.original
                else loc.t(name_field(origin.field))
            )
            lines.add(Line(text=text, right=origin.cell, run=partial(self.session.originals.open_origin, origin)))
        self._origin.addWidget(lines)
        originals = self.session.originals
        opened = make_button(loc.t("Open the original"), partial(originals.open_origin, first))
        self._origin.addWidget(opened, 0, Qt.AlignmentFlag.AlignLeft)
        keep = partial(originals.save, first.sha256, first.file_name)
        saved = make_button(loc.t("Save a copy of the workbook …"), keep, link=True)
        self._origin.addWidget(saved, 0, Qt.AlignmentFlag.AlignLeft)
        left_out = [one for one in read_left_out(self.project, first.batch_id) if one.sheet in ("", first.sheet)]
        own = [one for one in left_out if one.row in (0, first.row)]
        if own:
            self._origin.addWidget(make_label(loc.t("This was not read"), "heading"))
            self._origin.addWidget(list_left_out(self.session, own))
        self._origin.addSpacing(2 * GRID)

    # --- what was answered before

    def _show_earlier(self, period: Period) -> None:
        clear_layout(self._earlier)
        assert self.place is not None
        measure_id, _, party_id = self.place
        earlier = read_earlier_answers(self.project, measure_id, party_id, period)
        if not earlier:
            self._earlier.addWidget(
                make_label(self.loc.t("Nothing was answered for earlier periods."), "quiet", wrap=True)
            )
        for then, answer in earlier:
            self._add_earlier(then, answer)
        self._earlier.addStretch()

    def _add_earlier(self, period: Period, answer: FollowUp) -> None:
        word = answer.assessment or Assessment.NONE
        head = QHBoxLayout()
        head.addWidget(make_label(self.loc.t(period.name), "heading"))
        head.addStretch()
        head.addWidget(make_label(f"{MARKS[word]} {self.loc.t(say(word))}", tone=word.value))
        self._earlier.addLayout(head)
        for field in ANSWERS:
            value = getattr(answer, field)
            if field != "assessment" and value not in (None, ""):
                text = f"{self.loc.t(name_field(field))}: {say_value(field, value, self.loc)}"
                self._earlier.addWidget(make_label(text, wrap=True))
        self._earlier.addSpacing(2 * GRID)


def _scrolled(column: QVBoxLayout) -> QWidget:
    side = QWidget()
    side.setLayout(column)
    column.setContentsMargins(0, GRID, GRID, GRID)
    column.setSpacing(GRID // 2)
    return make_scroll(side)
