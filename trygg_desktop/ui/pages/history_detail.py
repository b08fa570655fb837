"""One step of the history: what each record was before and is after, and the way back."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from trygg_desktop.domain.fields import name_field, name_record
from trygg_desktop.domain.history import ChangeKind, ChangeSet
from trygg_desktop.domain.values import say_value
from trygg_desktop.formats import GAP
from trygg_desktop.messages import N_, Message
from trygg_desktop.store.history_reading import (
    MOST_ROWS,
    FieldChange,
    RecordChange,
    count_records,
    read_record_changes,
)
from trygg_desktop.store.returns_reading import read_step_batches
from trygg_desktop.ui.pages.follow_up_batch import BatchLines
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import Card, clear_layout, make_button, make_label, make_scroll

_SHOWN_BOOKS = 50


class StepDetail(Card):
    """The chosen step. Each record leads to its place; ``turn`` undoes the step or does it again."""

    def __init__(self, session: Session, turn: Callable[[ChangeSet], None]) -> None:
        super().__init__(" ")
        self.session = session
        self.loc = session.loc
        self._step: ChangeSet | None = None
        self._turn = turn
        self._first: tuple[str, int] | None = None
        self.heading.setWordWrap(True)
        self.made = make_label("", "quiet", wrap=True)
        self.button = make_button("", self.turn)
        self.text = QTextBrowser()
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(self.loc.t("Before and after"))
        self.text.anchorClicked.connect(self._follow)
        self.text.document().setDocumentMargin(0)
        self.text.setStyleSheet("QTextBrowser { border: 0; padding: 0; }")
        line = QHBoxLayout()
        line.addWidget(self.made, 1)
        line.addWidget(self.button)
        self.body.addLayout(line)
        self.body.addWidget(self.text, 1)
        self._batches = QVBoxLayout()
        side = QWidget()
        side.setLayout(self._batches)
        self._batches.setContentsMargins(0, GRID, GRID, 0)
        self.books = make_scroll(side)
        self.body.addWidget(self.books, 1)
        self.books.hide()

    def show_step(self, step: ChangeSet | None) -> None:
        """Show a step, or nothing. What is shown already, and still so, is not read again."""
        if step is not None and step == self._step:
            return
        self._step = step
        self._first = None
        self._show_batches(step)
        self.button.setVisible(step is not None)
        if step is None:
            self.heading.setText(self.loc.t("No step is chosen"))
            self.made.setText("")
            self.text.clear()
            return
        self.heading.setText(self.loc.t(step.label))
        self.made.setText(self.loc.moment(step.made_at))
        self.button.setText(self.loc.t(self._verb(step)))
        self.button.setEnabled(step.kind is not ChangeKind.FOUND and not self.session.project.read_only)
        changes = read_record_changes(self.session.project, step.id)
        self._first = next((change.leads_to for change in changes if change.leads_to), None)
        self.text.setHtml(self._page(changes, count_records(self.session.project, step.id)))

    def _show_batches(self, step: ChangeSet | None) -> None:
        """Show the workbooks that a step read in and that are still there, each with what of it was not read."""
        clear_layout(self._batches)
        batches = read_step_batches(self.session.project, step.id) if step is not None else []
        if batches:
            self._batches.addWidget(make_label(self.loc.t("Workbooks read in"), "heading", wrap=True))
        for batch in batches[:_SHOWN_BOOKS]:
            self._batches.addWidget(BatchLines(self.session, batch, offers_undo=False))
        if len(batches) > _SHOWN_BOOKS:
            more = self.loc.tn("and {n} more", "and {n} more", n=len(batches) - _SHOWN_BOOKS)
            self._batches.addWidget(make_label(more, "quiet"))
        self._batches.addStretch()
        self.books.setVisible(bool(batches))

    def turn(self) -> None:
        """Undo the step, or do it again."""
        if self._step is not None and self.button.isEnabled():
            self._turn(self._step)

    def go_to_first(self) -> None:
        """Go to the first record that is still there."""
        if self._first is not None:
            self.session.go("", *self._first)

    def _verb(self, step: ChangeSet) -> Message:
        if step.kind is ChangeKind.FOUND:
            return N_("Cannot be undone")
        if step.kind is ChangeKind.UNDO or step.undone:
            return N_("Do this again")
        return N_("Undo this")

    def _page(self, changes: list[RecordChange], count: int) -> str:
        parts = [self._record(change) for change in changes]
        if count > MOST_ROWS:
            more = self.loc.tn("and {n} record more", "and {n} records more", n=count - MOST_ROWS)
            parts.append(f"<p>{escape(more)}</p>")
        if not parts:
            parts.append(f"<p>{escape(self.loc.t('Nothing that is shown has changed.'))}</p>")
        return f"<html><body style='color: {self.session.colours.ink};'>{''.join(parts)}</body></html>"

    def _record(self, change: RecordChange) -> str:
        colours = self.session.colours
        word = self._happened(change)
        title = escape(change.title) or GAP
        if change.leads_to:
            table, row_id = change.leads_to
            title = f"<a href='{table}/{row_id}' style='color: {colours.accent};'>{title}</a>"
        kind = f"<span style='color: {colours.quiet};'>{escape(word)}</span>"
        head = f"<p style='margin: 10px 0 2px 0;'><b>{title}</b> {kind}</p>"
        lines = "".join(self._field(change, field) for field in change.fields)
        return f"{head}<table cellspacing='0' cellpadding='2'>{lines}</table>"

    def _happened(self, change: RecordChange) -> str:
        kind = name_record(change.table)
        if not change.before:
            return self.loc.t("{record}, added", record=kind)
        if not change.after:
            return self.loc.t("{record}, removed", record=kind)
        return self.loc.t(kind)

    def _field(self, change: RecordChange, field: FieldChange) -> str:
        quiet = self.session.colours.quiet
        name = escape(self.loc.t(name_field(field.field, change.table)))
        before, after = (self._value(field.field, value) for value in (field.before, field.after))
        old = f"<s style='color: {quiet};'>{before}</s>"
        if change.before and change.after:
            value = f"{old} → {after}" if field.before not in (None, "") else f"→ {after}"
        else:
            value = after if change.after else old
        return f"<tr><td width='150' style='color: {quiet};'>{name}</td><td>{value}</td></tr>"

    def _value(self, field: str, value: object) -> str:
        return escape(say_value(field, value, self.loc)).replace("\n", "<br>")

    def _follow(self, link: QUrl) -> None:
        table, _, row_id = link.toString().partition("/")
        self.session.go("", table, int(row_id))
