"""The panel where the notes of a meeting are finished: who was there, jäv, adjustment, corrections."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from trygg_desktop.domain.minutes import Attendance
from trygg_desktop.domain.words import AttendanceState, choices
from trygg_desktop.messages import N_
from trygg_desktop.store.meeting_cycle_reading import read_attendance, read_seal
from trygg_desktop.store.meetings_list_reading import MeetingWhole
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import clear_layout, make_button, make_label, make_rule
from trygg_desktop.ui.widgets.panel import Panel
from trygg_desktop.workflows.minutes import (
    chair_of,
    correct_notes,
    correction_lines,
    is_intact,
    note_attendance,
    prepare_notes,
    seal_notes,
    take_attendance,
)

_NARROW = 260
"""Pixels under which a role and its state do not stand beside each other."""


class MinutesPanel(Panel):
    """Who was there, and the way from notes to adjusted notes. ``show_paper`` typesets them."""

    def __init__(self, session: Session, show_paper: Callable[[], object]) -> None:
        super().__init__()
        self.session, self.loc, self.project = session, session.loc, session.project
        self._whole: MeetingWhole | None = None
        loc = self.loc
        self.state = make_label("", wrap=True)
        self.seats = AttendanceList(session)
        self.take = make_button(loc.t("Take attendance from the seats"), self._take)
        self.prepare = make_button(loc.t("Begin the notes of every item"), self._prepare)
        self.paper = make_button(loc.t("Show as PDF"), show_paper)
        self.seal = make_button(loc.t("Adjust …"), self._seal, primary=True)
        self.correct = make_button(loc.t("Correct the notes …"), self._correct)
        self.about = make_label(
            loc.t(
                "Adjusted notes are closed: they are kept with a fingerprint, and later changes stand beside them as"
                " corrections with their reason."
            ),
            "small",
            wrap=True,
        )
        self._corrections = QVBoxLayout()
        self._corrections.setSpacing(GRID)
        self.put(self.state, make_label(loc.t("Attendance"), "heading"), self.seats)
        self.put_left(self.take)
        self.put(make_rule(), make_label(loc.t("Notes"), "heading"))
        self.put_left(self.prepare, self.paper)
        self.put_left(self.seal, self.correct)
        self.put(self.about)
        self.content.addLayout(self._corrections)
        self.fill_up()

    def show_meeting(self, whole: MeetingWhole) -> None:
        """Show who was at a meeting and how far its notes have come."""
        self._whole = whole
        loc, meeting_id = self.loc, whole.meeting.id
        self.name(loc.t("Notes of {label}", label=whole.label))
        seal = read_seal(self.project, meeting_id)
        if seal is None:
            noted = sum(bool(item.notes.strip()) for item in whole.items)
            self.state.setText(loc.t("○ Not adjusted. {n} of {m} items have notes.", n=noted, m=len(whole.items)))
        elif is_intact(seal):
            self.state.setText(loc.t("● Adjusted {day} by {role}.", day=seal.sealed_on, role=seal.sealed_by))
        else:
            self.state.setText(loc.t("■ The adjusted notes have been changed outside the program."))
        rows = read_attendance(self.project, meeting_id)
        self.seats.show_rows(rows, {p.id: p.short_name or p.name for p in whole.parties}, closed=seal is not None)
        self.take.setVisible(seal is None)
        self.take.setText(
            loc.t("Take attendance from the seats") if not rows else loc.t("Compare with the seats again")
        )
        for widget in (self.prepare, self.seal):
            widget.setVisible(seal is None)
        self.seal.setEnabled(whole.meeting.on <= self.session.today())
        self.seal.setToolTip("" if self.seal.isEnabled() else loc.t("The meeting has not been held yet."))
        self.correct.setVisible(seal is not None)
        clear_layout(self._corrections)
        for row, number in correction_lines(self.project, meeting_id):
            where = loc.t("Item {number}", number=number) if number else loc.t("The notes as a whole")
            text = loc.t("{day}, {where}: {text}", day=loc.date(row.made_on, "iso"), where=where, text=row.text)
            self._corrections.addWidget(make_label(text, wrap=True))
            self._corrections.addWidget(make_label(loc.t("Reason: {reason}", reason=row.reason), "quiet", wrap=True))

    def _take(self) -> None:
        assert self._whole is not None
        self.session.attempt(take_attendance, self.project, self._whole.meeting.id)

    def _prepare(self) -> None:
        assert self._whole is not None
        self.session.attempt(prepare_notes, self.project, self._whole.meeting.id, self.loc)

    def _seal(self) -> None:
        assert self._whole is not None
        meeting_id = self._whole.meeting.id
        role = self.session.prompter.ask_text(
            N_("Adjust the notes"), N_("Who adjusts them (role)"), chair_of(self.project, meeting_id)
        )
        if role is not None:
            self.session.attempt(seal_notes, self.project, meeting_id, sealed_by=role, on=self.session.today())

    def _correct(self) -> None:
        assert self._whole is not None
        ask = self.session.prompter
        places = [(0, self.loc.t("The notes as a whole"))]
        places += [(item.id, f"{number}. {item.title}") for number, item in enumerate(self._whole.items, 1)]
        where = ask.ask_one(N_("Correct the notes"), N_("What is corrected"), places)
        text = ask.ask_text(N_("Correct the notes"), N_("What is right")) if where is not None else None
        reason = ask.ask_text(N_("Correct the notes"), N_("Why it is corrected")) if text is not None else None
        if text is not None and reason is not None:
            self.session.attempt(
                correct_notes,
                self.project,
                self._whole.meeting.id,
                text=text,
                reason=reason,
                on=self.session.today(),
                item_id=where or None,
            )


class AttendanceList(QWidget):
    """A line per seat that was held on the meeting's day: its role, and whether it was taken."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.loc = session, session.loc
        self.boxes: dict[int, QComboBox] = {}
        self._pairs: list[tuple[QWidget, QComboBox]] = []
        self._grid: QGridLayout | None = None
        self._stacked = False
        self._states = [state for state, _ in choices(AttendanceState)]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_rows(self, rows: list[Attendance], parties: dict[int, str], *, closed: bool) -> None:
        """Show who was there; ``closed``: it can be read only."""
        focused = next((row_id for row_id, box in self.boxes.items() if box.hasFocus()), 0)
        clear_layout(self._column)
        self.boxes = {}
        self._pairs = []
        if not rows:
            self._column.addWidget(make_label(self.loc.t("Nobody has been noted yet."), "quiet", wrap=True))
            return
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(0, 1)
        for row in rows:
            party = parties.get(row.party_id or 0, "")
            name = make_label(f"{row.role}, {party}" if party else row.role, wrap=True)
            name.setMinimumWidth(1)
            box = QComboBox()
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
            box.addItems([self.loc.t(text) for _, text in choices(AttendanceState)])
            box.setCurrentIndex(self._states.index(row.state))
            box.setEnabled(not closed)
            box.setToolTip(box.currentText())
            box.setAccessibleName(row.role)
            box.activated.connect(partial(self._note, row.id))
            self._pairs.append((name, box))
            self.boxes[row.id] = box
        self._grid = grid
        self._arrange(stacked=self._stacked)
        self._column.addWidget(holder)
        if focused in self.boxes:
            self.boxes[focused].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the states under the roles where the panel is narrow."""
        super().resizeEvent(event)
        if (stacked := event.size().width() < _NARROW) != self._stacked:
            self._arrange(stacked=stacked)

    def _arrange(self, *, stacked: bool) -> None:
        self._stacked = stacked
        if self._grid is None:
            return
        for place, (name, box) in enumerate(self._pairs):
            self._grid.addWidget(name, 2 * place, 0, 1, 2 if stacked else 1)
            if stacked:
                self._grid.addWidget(box, 2 * place + 1, 0, 1, 2)
            else:
                self._grid.addWidget(box, 2 * place, 1)

    def _note(self, row_id: int, place: int) -> None:
        self.session.attempt(note_attendance, self.session.project, row_id, self._states[place])
