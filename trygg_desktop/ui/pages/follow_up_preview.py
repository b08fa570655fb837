"""The preview of returned workbooks: what would change, what to look at; nothing is stored until it is accepted."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from trygg_desktop.domain.interpretation import NO_HINTS, Hints
from trygg_desktop.domain.returns import Gathered, PassedOver, ReadBook
from trygg_desktop.errors import UserError
from trygg_desktop.messages import N_, NN_
from trygg_desktop.store.indicator_reading import read_measure_names
from trygg_desktop.ui.actions import Action
from trygg_desktop.ui.pages.follow_up_book_line import BookLine
from trygg_desktop.ui.pages.follow_up_books import BookList, PassedOverList
from trygg_desktop.ui.pages.follow_up_choice import Chosen, everything
from trygg_desktop.ui.pages.follow_up_corrections import CorrectionBar
from trygg_desktop.ui.pages.follow_up_est import EstPreview
from trygg_desktop.ui.pages.follow_up_intake import Intake
from trygg_desktop.ui.pages.follow_up_mapping import MappingPanel
from trygg_desktop.ui.pages.follow_up_row import RowDetail
from trygg_desktop.ui.pages.follow_up_rows import RowTable, Seen
from trygg_desktop.ui.pages.follow_up_summary import (
    say_book_and_sheets,
    say_comparison,
    say_nothing_read,
    say_summary,
)
from trygg_desktop.ui.pages.follow_up_watch import WatchList
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import Card, make_label
from trygg_desktop.workflows.returns_preview import Preview, PreviewRow, RowKey

if TYPE_CHECKING:
    from trygg_desktop.workflows.collect import Accepted

_MOST_READINGS = 3
_THREE_CARDS = 864
"""Pixels that three cards beside each other need."""


class PreviewPanel(QWidget):
    """Three cards: the workbooks, the rows of the chosen one, and what to look at in it."""

    head_changed = Signal()

    def __init__(self, session: Session, leave: Callable[[], object]) -> None:
        super().__init__()
        self.session = session
        self.loc = session.loc
        self.project = session.project
        self._leave = leave
        self._books: dict[str, ReadBook] = {}
        self._passed_over: list[PassedOver] = []
        self._intake = Intake(session, self._take)
        self.previews: list[Preview] = []
        self._links: dict[RowKey, int | None] = {}
        self._senders: dict[str, str] = {}
        self._periods: dict[str, str] = {}
        self._said: dict[str, Hints] = {}
        self.chosen = Chosen()
        self.books = BookList(self.loc, session.colours)
        self.books.chosen.connect(lambda _: self._show_book())
        self.passed_over = PassedOverList(session)
        self.rows = RowTable(self.loc, session.colours, self.chosen)
        self.rows.lines.toggled.connect(self._toggle)
        self.rows.chosen.connect(self._show_row)
        self.detail = RowDetail(session, self.chosen, self._link, self._ask_link, self._mask)
        self.detail.toggled.connect(self._toggle_answer)
        self.line = BookLine(session, self.chosen, self._senders, self._periods, lambda: self._compare())
        self.line.all_rows.clicked.connect(self._toggle_all)
        self.as_mapping = self.line.as_mapping
        self.as_mapping.clicked.connect(lambda _: self._show_book())
        self.est = EstPreview(session, self.chosen)
        self.est.toggled.connect(self.head_changed)
        self.est.linked.connect(lambda: self._compare())
        self.watch = WatchList(session, self.choose_row)
        self.mapping = MappingPanel(session)
        self.mapping.said.connect(self._say_meaning)
        self.corrections = CorrectionBar(session, self.leave, self._compare)
        self.head_changed.connect(lambda: self.corrections.show_previews(self.previews, self.chosen.choice()))
        self._build()

    def _build(self) -> None:
        left = Card(self.loc.t("Workbooks"))
        left.body.addWidget(self.books, 2)
        left.body.addWidget(self.passed_over, 1)
        self._middle = Card(" ")
        self._middle.heading.setWordWrap(True)
        self._refused = make_label("", wrap=True, tone="red")
        self._compared = make_label("", "quiet", wrap=True)
        self._middle.body.addWidget(self._refused)
        self._middle.body.addWidget(self._compared)
        self._middle.body.addWidget(self.line)
        self.rows.setMinimumHeight(120)
        self._middle.body.addWidget(self.rows, 1)
        self._middle.body.addWidget(self.est, 1)
        self._middle.body.addWidget(self.detail)
        self._middle.body.addWidget(self.mapping, 1)
        self._side = _make_splitter(Qt.Orientation.Vertical)
        self._side.addWidget(left)
        self._across = _make_splitter(Qt.Orientation.Horizontal)
        for card, width, least in ((self._side, 216, 168), (self._middle, 664, 372), (self.watch, 240, 168)):
            card.setMinimumWidth(least)
            self._across.addWidget(card)
            self._across.setStretchFactor(self._across.count() - 1, width)
        self._across.setSizes([216, 664, 240])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._across, 1)
        column.addWidget(self.corrections)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what to look at under the workbooks where three cards beside each other would be too narrow."""
        super().resizeEvent(event)
        is_narrow = self.width() < _THREE_CARDS
        if is_narrow == (self._side.count() > 1):
            return
        (self._side if is_narrow else self._across).addWidget(self.watch)
        if is_narrow:
            self._side.setSizes([300, 220])
            self._across.setSizes([200, max(self.width() - 216, 372)])
        else:
            self._across.setSizes([216, 664, 240])

    # --- what the head says and offers

    def subtitle(self) -> str:
        """Say how much is chosen; which workbooks are previewed stands below."""
        chosen, offered = self.chosen.count(self.previews)
        return self.loc.t("{chosen} of {offered} answers chosen, nothing is stored yet", chosen=chosen, offered=offered)

    def actions_offered(self) -> list[Action]:
        """Offer to go back, and to take the chosen rows in."""
        return [
            Action(key="leave_preview", text=N_("Cancel"), run=self.leave),
            Action(
                key="accept_returns",
                text=NN_("Read in {n} row", "Read in {n} rows", n=len(self.chosen.rows)),
                run=self.accept,
                primary=True,
                enabled=lambda: bool(self.chosen.rows) and not self.project.read_only,
            ),
            *self.corrections.actions_offered(),
        ]

    def count_untaken(self) -> int:
        """Return how many workbooks have something that can be taken in and has not been."""
        return sum(
            any(seen.can_be_taken for seen in everything(preview)) or any(count.can_be_taken for count in preview.est)
            for preview in self.previews
        )

    def leave(self) -> None:
        """Go back without storing anything."""
        self._books = {}
        self._passed_over.clear()
        self.previews = []
        for said in (self._links, self._senders, self._periods, self._said, self.est.areas):
            said.clear()
        self.chosen.forget()
        self.as_mapping.setChecked(False)
        self._leave()

    def accept(self) -> None:
        """Take in the chosen rows as one step, say what was done, and go back."""
        from trygg_desktop.workflows.collect import accept_returns

        self.session.jobs.run_with_project(
            NN_("Reading in {n} row", "Reading in {n} rows", n=len(self.chosen.rows)),
            accept_returns,
            self.project,
            list(self.previews),
            choice=self.chosen.choice(),
            loc=self.loc,
            then=self._tell_accepted,
            failed=self._refuse_accepting,
        )

    def _refuse_accepting(self, error: UserError) -> None:
        """Say why nothing was taken in, and show what is stored now."""
        self.session.prompter.show_error(error.message)
        self._compare()

    def _tell_accepted(self, done: "Accepted") -> None:
        self.leave()
        self.session.prompter.tell(
            NN_(
                "{new} new and {changed} changed answers were read in from {n} workbook. {same} were the same already."
                "\n\nUndo with Ctrl+Z, or later from the history.",
                "{new} new and {changed} changed answers were read in from {n} workbooks. {same} were the same already."
                "\n\nUndo with Ctrl+Z, or later from the history.",
                done.books,
                new=done.new,
                changed=done.changed,
                same=done.same,
            )
        )

    # --- reading

    def read(self, paths: Sequence[Path], ready: Callable[[], object]) -> None:
        """Read what was dropped in the worker, beside what is previewed already; then call ``ready``."""
        free = self.session.jobs.when_free
        self._intake.read(paths, partial(free, partial(self._say_passed_over, ready)))

    def _take(self, gathered: Gathered) -> None:
        own = {f"{book.sha256} {book.file_name}" if not book.rows else book.sha256: book for book in gathered.books}
        self._passed_over += [passed for passed in gathered.passed_over if passed not in self._passed_over]
        if books := self._books | own:
            self._compare(books)

    def _say_passed_over(self, ready: Callable[[], object]) -> None:
        """Show the preview, or say that there was nothing to read."""
        if self._books:
            ready()
        elif self._passed_over:
            self.session.prompter.show_error(say_nothing_read(self._passed_over))
            self._passed_over.clear()

    def _compare(
        self,
        anew: dict[str, ReadBook] | None = None,
        again: int = 0,
        ready: Callable[[], object] = lambda: None,
    ) -> None:
        """Compare the books, or those read ``anew``, with what is stored now and what the leader has said of them,
        ``again`` after they were read with what is known of their words; then call ``ready``.
        """
        from trygg_desktop.workflows.collect import preview_returns

        books = self._books if anew is None else anew

        def show(previews: list[Preview]) -> None:
            self._books = books
            self._show(previews)
            ready()
            if again < _MOST_READINGS:
                self._read_again(again + 1)

        self.session.jobs.run_with_project(
            NN_("Comparing {n} workbook", "Comparing {n} workbooks", n=len(books)),
            preview_returns,
            self.project,
            list(books.values()),
            assumed=self.session.period.code if self.session.period else None,
            links=dict(self._links),
            senders=dict(self._senders),
            periods=dict(self._periods),
            said=dict(self._said),
            masked=frozenset(self.chosen.masked),
            areas=dict(self.est.areas),
            then=show,
        )

    def _show(self, previews: list[Preview]) -> None:
        self.previews = previews
        self.chosen.renew(self.previews)
        self.books.show_books(self.previews)
        self.passed_over.show_files(self._passed_over)
        self.head_changed.emit()

    def _read_again(self, again: int) -> None:
        """Read those books again whose party's words are known, or were told, since they were read."""
        from trygg_desktop.workflows.reading_profiles import find_rereadings, put_in_place

        period = self.session.period
        wanted = find_rereadings(
            self.project,
            list(self._books.values()),
            self.previews,
            said=self._said,
            year=period.year if period else None,
        )

        def take(books: Sequence[ReadBook]) -> None:
            known = put_in_place(list(self._books.values()), books)
            self._compare(dict(zip(self._books, known, strict=True)), again)

        if wanted:
            self._intake.read_again(wanted, take)

    # --- showing

    @property
    def shown(self) -> Preview | None:
        """The chosen book."""
        place = self.books.currentRow()
        return self.previews[place] if 0 <= place < len(self.previews) else None

    def _show_book(self) -> None:
        preview = self.shown
        if preview is None:
            return
        self._middle.heading.setText(say_book_and_sheets(preview, self.loc))
        self._middle.note.setText(say_summary(preview, self.chosen, self.loc))
        self._compared.setText(say_comparison(preview, self.loc))
        self._compared.setVisible(bool(self._compared.text()))
        self._refused.setVisible(preview.refused is not None)
        self._refused.setText(self.loc.t(preview.refused) if preview.refused else "")
        self.rows.lines.show_rows(everything(preview))
        book = next((book for book in self._books.values() if book.sha256 == preview.sha256), None)
        self.line.show_book(preview, stamped=book is not None and book.stamp is not None)
        self.watch.show_book(preview)
        self.detail.show_book(preview)
        self.est.show_book(preview)
        self._show_mapping(preview)

    def _show_mapping(self, preview: Preview) -> None:
        """Show either the rows or how the book was understood; where there are no rows, the latter is offered."""
        asked = len(preview.interpretation.open_questions)
        name = self.loc.t("Interpretation")
        self.as_mapping.setText(f"{name} ({asked})" if asked else name)
        self.as_mapping.setEnabled(bool(preview.interpretation.sheets or preview.interpretation.questions))
        wanted = self.as_mapping.isChecked() and self.as_mapping.isEnabled()
        self.mapping.setVisible(wanted)
        self.rows.setVisible(not wanted and bool(self.rows.lines.rows))
        self.est.setVisible(not wanted and bool(preview.est))
        self.detail.setVisible(not wanted)
        if wanted:
            self.mapping.show_book(preview)

    def _say_meaning(self, kind: str, key: str, meaning: object) -> None:
        """Note what the leader says of the book's own words, and read it again with that."""
        if self.shown is not None:
            sha256 = self.shown.sha256
            self._said[sha256] = self._said.get(sha256, NO_HINTS).with_one(kind, key, meaning)
            self._compare()

    def _show_row(self, place: int) -> None:
        rows = self.rows.lines.rows
        self.detail.show_row(rows[place] if 0 <= place < len(rows) else None)

    def choose_row(self, sheet: str, row: int) -> None:
        """Select a row by its place in the workbook."""
        for place, seen in enumerate(self.rows.lines.rows):
            if (seen.sheet, seen.row) == (sheet, row):
                self.rows.selectRow(place)
                self.rows.scrollTo(self.rows.lines.index(place, 0))
                return

    # --- choosing

    def _toggle(self, keys: Sequence[RowKey], wanted: bool) -> None:
        for key in keys:
            self.chosen.take_row(key, wanted)
        self._show_ticks()

    def _toggle_answer(self, seen: Seen, field: str, wanted: bool) -> None:
        self.chosen.take_answer(seen, field, wanted)
        self.rows.lines.tell_ticks()
        self._show_ticks()

    def _toggle_all(self) -> None:
        lines = self.rows.lines
        wanted = not all(lines.is_wanted(place) for place, seen in enumerate(lines.rows) if seen.can_be_taken)
        lines.want_all(range(len(lines.rows)), wanted=wanted)

    def _show_ticks(self) -> None:
        """Let everything that counts what is chosen follow."""
        self.line.show_ticks()
        self.detail.show_ticks()
        if self.shown is not None:
            self._middle.note.setText(say_summary(self.shown, self.chosen, self.loc))
        self.head_changed.emit()

    def _mask(self, seen: Seen) -> None:
        """Mask what is personal in a row, and compare again."""
        self.chosen.masked.add(seen.key)
        self._compare(ready=lambda: self.choose_row(seen.sheet, seen.row))

    def _link(self, row: PreviewRow, measure_id: int | None) -> None:
        """Link a row to a measure, or leave it out, and compare again."""
        everything = [other for preview in self.previews for other in (*preview.rows, *preview.unmatched)]
        for other in everything:
            if other.key[:3] == row.key[:3]:  # a row of a wide table answers for several periods
                self._links[other.key] = measure_id
        self._compare(ready=partial(self.choose_row, row.sheet, row.row))

    def _ask_link(self, row: PreviewRow) -> None:
        name = " ".join(part for part in (row.code, row.title) if part)
        chosen = self.session.prompter.ask_one(
            N_("Which measure is “{name}”?", name=name), N_("Find by code or title"), read_measure_names(self.project)
        )
        if chosen is not None:
            self._link(row, chosen)


def _make_splitter(orientation: Qt.Orientation) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(2 * GRID)
    return splitter
