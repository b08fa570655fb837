"""Follow-up: the collection desk, the matrix of answers, the periods; and the preview of returned workbooks."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QWidget,
)

from trygg_desktop.domain.history import Changed
from trygg_desktop.domain.periods import Period, period_of
from trygg_desktop.domain.plan import Measure
from trygg_desktop.messages import N_, NN_, Message
from trygg_desktop.store.desk_reading import find_desk_place
from trygg_desktop.store.follow_up_reading import Place, can_be_answered, find_place, read_cells, read_matrix
from trygg_desktop.store.period_reading import read_periods
from trygg_desktop.ui.actions import Action
from trygg_desktop.ui.page import Page
from trygg_desktop.ui.pages.follow_up_answer import AnswerPanel
from trygg_desktop.ui.pages.follow_up_desk import Desk
from trygg_desktop.ui.pages.follow_up_desk_detail import DeskDetail
from trygg_desktop.ui.pages.follow_up_matrix import MatrixFilter, MatrixView, Show
from trygg_desktop.ui.pages.follow_up_periods import PeriodList
from trygg_desktop.ui.pages.follow_up_preview import PreviewPanel
from trygg_desktop.ui.pages.follow_up_printing import BoardPrinting
from trygg_desktop.ui.pages.follow_up_templates import write_templates_for
from trygg_desktop.ui.session import Destination, Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.choice_box import ChoiceBox
from trygg_desktop.ui.widgets.labels import Card, EmptyState
from trygg_desktop.workflows.follow_up import add_period

_COLUMNS = 6
"""Periods beside each other in the matrix, as far as there is room."""
_DESK, _MATRIX, _PERIODS = range(3)
_WORKBOOKS = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.zip *.eml"


class FollowUpPage(Page):
    """Everything that is collected, period by period."""

    tables = ("follow_up", "period", "measure", "partner", "party", "import_batch", "collection", "indicator", "seat")
    uses_period = True

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._periods: list[Period] = []
        self.desk = Desk(session)
        self.desk_detail = DeskDetail(session, self.open_cell)
        self.desk.chosen.connect(self._show_party)
        self.desk.opened.connect(lambda party_id: self._show_matrix(party_id=party_id))
        self.desk.print_wanted.connect(self.print_board)
        self.matrix = MatrixView(self.loc, session.colours)
        self.answer = AnswerPanel(session)
        self.matrix.chosen.connect(self.answer.show_answer)
        self.matrix.opened.connect(self.answer.start)
        self.period_list = PeriodList(session)
        self.preview = PreviewPanel(session, self.leave_preview)
        self.preview.head_changed.connect(self.head_changed)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(lambda: session.jobs.when_free(self._show_desk))
        self.tabs = QTabWidget()
        self.tabs.setObjectName("over_cards")
        self.tabs.addTab(self._beside("desk", self.desk, self.desk_detail, (780, 340)), self.loc.t("Collection"))
        self.tabs.addTab(self._beside("matrix", self._matrix_card(), self.answer, (720, 400)), self.loc.t("Answers"))
        self.tabs.addTab(self.period_list, self.loc.t("Periods"))
        self.tabs.currentChanged.connect(lambda _: self.head_changed.emit())
        self.empty = EmptyState(
            self.loc.t("No period yet"),
            self.loc.t(
                "Measures are followed up tertial by tertial. Add the first period, write a workbook for each"
                " party, and read in what they send back."
            ),
            self.loc.t("Add {period}", period=str(session.today().year)),
            self._add_first,
        )
        self.stack = QStackedWidget()
        for widget in (self.tabs, self.preview, self.empty):
            self.stack.addWidget(widget)
        self.column.addWidget(self.stack, 1)
        self.printing = BoardPrinting(session, self.stack, self._front)
        self.printing.closed.connect(self.leave_preview)

    def offers_period(self) -> bool:
        """The period can be changed, except while a preview or the list of periods is shown."""
        return self.stack.currentWidget() is self.tabs and self.tabs.currentIndex() != _PERIODS

    def _beside(self, name: str, content: QWidget, detail: QWidget, widths: tuple[int, int]) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(2 * GRID)
        splitter.addWidget(content)
        splitter.addWidget(detail)
        for place, width in enumerate(widths):
            splitter.setStretchFactor(place, width)
        key = f"FollowUpPage.{name}"
        splitter.setSizes(self.session.settings.splitters.get(key, list(widths)))
        splitter.splitterMoved.connect(lambda *_: self.session.settings.splitters.__setitem__(key, splitter.sizes()))
        return splitter

    def _matrix_card(self) -> Card:
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.loc.t("Filter by measure or party"))
        self.words.setAccessibleName(self.loc.t("Filter by measure or party"))
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(110)
        self.party = ChoiceBox()
        self.party.setAccessibleName(self.loc.t("Party"))
        self.show_only = ChoiceBox()
        self.show_only.setAccessibleName(self.loc.t("Answers shown"))
        for text, value in (
            (N_("Responsible only"), "all"),
            (N_("Also those taking part"), "partners"),
            (N_("Missing only"), "missing"),
            (N_("Red and yellow"), "deviating"),
        ):
            self.show_only.addItem(self.loc.t(text), value)
        for box in (self.party, self.show_only):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(9)
            box.currentIndexChanged.connect(lambda _: self._filter())
        self.words.textChanged.connect(lambda _: self._filter())
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.words, 2)
        line.addWidget(self.party, 1)
        line.addWidget(self.show_only, 1)
        card = Card()
        card.body.addLayout(line)
        card.body.addWidget(self.matrix, 1)
        return card

    # --- what the head says and offers

    def subtitle(self) -> str:
        """Name the period, or the workbooks that are previewed."""
        if self.stack.currentWidget() is self.preview:
            return self.preview.subtitle()
        period = self.session.period
        if period is None or self.tabs.currentIndex() == _PERIODS:
            return ""
        return f"{self.loc.t(period.name)}, {self.loc.t(period.months)}"

    def holds_undo(self) -> Message | None:
        """While workbooks are previewed, Ctrl+Z would undo something that is not seen here."""
        if self.stack.currentWidget() is not self.preview:
            return None
        return N_("Nothing is stored yet of what is previewed. Read the workbooks in or cancel before you undo.")

    def asks_before_closing(self) -> Message | None:
        """Ask when workbooks that are previewed have rows that are not taken in."""
        count = self.preview.count_untaken()
        if not count:
            return None
        return NN_(
            "{n} workbook has not been read in, and what you said of it would be lost. Close anyway?",
            "{n} workbooks have not been read in, and what you said of them would be lost. Close anyway?",
            count,
        )

    def actions_offered(self) -> list[Action]:
        """Offer to write templates and read returned workbooks, or to end the preview."""
        if self.stack.currentWidget() is self.preview:
            return self.preview.actions_offered()

        if self._is_printing():
            return []

        def can_write() -> bool:
            return not self.project.read_only

        def has_period() -> bool:
            return self.session.period is not None

        return [
            Action(
                key="write_templates",
                text=N_("Write templates …"),
                run=self.write_templates,
                enabled=has_period,
            ),
            Action(
                key="mark_all_sent",
                text=N_("Mark all written as sent"),
                run=self.desk.mark_all,
                menu="do",
                enabled=lambda: has_period() and can_write(),
            ),
            Action(
                key="remind_silent",
                text=N_("Remind the silent …"),
                run=self.desk.remind_silent,
                menu="do",
                enabled=lambda: has_period() and can_write(),
            ),
            Action(
                key="print_board",
                text=N_("Print the state of the collection …"),
                run=self.print_board,
                menu="do",
                enabled=has_period,
            ),
            Action(
                key="read_returns",
                text=N_("Read in …"),
                run=self.choose_files,
                primary=True,
                shortcut="Ctrl+I",
                enabled=can_write,
            ),
            Action(
                key="read_folder",
                text=N_("Read in a folder …"),
                run=self.choose_folder,
                menu="do",
                enabled=can_write,
            ),
        ]

    def write_templates(self) -> None:
        """Ask for a folder and write a workbook for each party there."""
        if self.session.period is not None:
            write_templates_for(self.session, self.session.period)

    def print_board(self) -> None:
        """Preview the desk's board as it is printed."""
        if self.session.period is not None:
            self.ensure_fresh()
            self.printing.preview(self.session.period, self.desk.lines, self.desk.say_due())

    def _is_printing(self) -> bool:
        return self.stack.currentWidget() is self.printing.pdf

    def choose_files(self) -> None:
        """Ask for returned workbooks and read them."""
        pattern = f"{self.loc.t('Workbooks, zip files and e-mails')} ({_WORKBOOKS})"
        paths = self.session.prompter.ask_open(N_("Read returned workbooks"), pattern, many=True)
        if paths:
            self.read_files(paths)

    def choose_folder(self) -> None:
        """Ask for a folder and read every workbook in it."""
        folder = self.session.prompter.ask_folder(N_("Read in a folder"))
        if folder is not None:
            self.read_files([folder])

    def read_files(self, paths: Sequence[Path]) -> None:
        """Read workbooks in the worker and show what they would change."""
        self.preview.read(paths, lambda: self._front(self.preview))

    def leave_preview(self) -> None:
        """Go back to the desk."""
        self._front(self.tabs)
        self.ensure_fresh()

    def _front(self, widget: QWidget) -> None:
        self.stack.setCurrentWidget(widget)
        self.head_changed.emit()

    # --- reading

    def refresh(self, changed: Changed | None) -> None:
        """Read the period, or only the answers that changed."""
        self._periods = read_periods(self.project)
        period = self.session.period
        if self.stack.currentWidget() is not self.preview and not self._is_printing():
            self.stack.setCurrentWidget(self.tabs if period else self.empty)
        if period is None:
            return
        if changed is None or changed.touches("period", "measure", "partner", "party"):
            self._read_all(period)
        elif changed.touches("follow_up"):
            ids = changed.rows["follow_up"]
            shown = [p.id for p in self.matrix.cells.periods]
            self.matrix.cells.replace_cells(read_cells(self.project, shown, ids), ids)
            self.period_list.refresh()
        if self.stack.currentWidget() is self.preview:
            self._later.start()  # hundreds of answers were taken in: two short halts instead of a long one
        else:
            self._show_desk()

    def _show_desk(self) -> None:
        period = self.session.period
        if period is None:
            return
        self.desk.show_period(period)
        self._show_party(next(iter(self.desk.table.chosen_ids()), 0))
        if self.answer.place is not None:
            self._show_answer_again(self.answer.place)
        self.head_changed.emit()

    def _read_all(self, period: Period) -> None:
        self.period_list.refresh()
        until = [p for p in self._periods if (p.end_date, p.code) <= (period.end_date, period.code)]
        shown = until[-_COLUMNS:]
        matrix = read_matrix(self.project, shown, self.session.today())
        chosen = self.party.currentData()
        self.party.blockSignals(True)
        self.party.clear()
        self.party.addItem(self.loc.t("All parties"), 0)
        for party in matrix.parties:
            self.party.addItem(party.name, party.id)
        self.party.setCurrentIndex(max(self.party.findData(chosen), 0))
        self.party.blockSignals(False)
        self.matrix.cells.show_matrix(matrix, shown, self.session.today())

    def _show_answer_again(self, place: Place) -> None:
        if can_be_answered(self.project, place):
            self.answer.show_answer(place)
        else:
            self.answer.show_nothing()

    def _filter(self) -> None:
        show: Show = self.show_only.currentData()
        self.matrix.cells.arrange(MatrixFilter(self.party.currentData() or 0, self.words.text(), show))

    def _show_party(self, party_id: int) -> None:
        self.desk_detail.show_party(self.session.period, self.desk.line_of(party_id))

    # --- being led here

    def open_cell(self, measure_id: int, party_id: int) -> None:
        """Show one answer of the chosen period, ready to be entered."""
        if self.session.period is not None:
            self._show_matrix()
            if self.matrix.choose((measure_id, self.session.period.id, party_id)):
                self.answer.start()

    def _show_matrix(self, *, party_id: int = 0, show: Show = "all") -> None:
        self._front(self.tabs)
        self.tabs.setCurrentIndex(_MATRIX)
        self.words.clear()
        self.show_only.setCurrentIndex(self.show_only.findData(show))
        self.party.setCurrentIndex(max(self.party.findData(party_id), 0))
        if party_id and not self.matrix.cells.row_count:
            self.show_only.setCurrentIndex(self.show_only.findData("partners"))

    def show_destination(self, destination: Destination) -> None:
        """Read dropped files, or show an answer, a period, or a party's answers (filters party_id and show)."""
        filters = destination.filters
        if files := filters.get("files"):
            self.read_files(list(files))
        elif destination.table_name == "follow_up":
            self._show_stored(destination.row_id)
        elif destination.table_name == "measure":
            self._show_measure(destination.row_id)
        elif destination.table_name == "period":
            self._front(self.tabs)
            self.tabs.setCurrentIndex(_PERIODS)
            self.period_list.table.choose(destination.row_id)
        elif destination.table_name in ("import_batch", "collection"):
            self._show_at_desk(destination.table_name, destination.row_id)
        elif filters:
            self._show_matrix(party_id=filters.get("party_id", 0), show=filters.get("show", "all"))
            self.matrix.choose_first()

    def _show_at_desk(self, table_name: str, row_id: int) -> None:
        """Show a party at the desk in the period that a reading or a note of its workbook concerns."""
        place = find_desk_place(self.project, table_name, row_id)
        period = next((period for period in self._periods if place and period.id == place[0]), None)
        if period is not None:
            self.session.choose_period(period)
        self._front(self.tabs)
        self.tabs.setCurrentIndex(_DESK)
        if place is not None:
            self.desk.filters.clear()
            self.desk.table.choose(place[1])

    def _show_stored(self, answer_id: int) -> None:
        place = find_place(self.project, answer_id)
        if place is None:
            return
        period = next((period for period in self._periods if period.id == place[1]), None)
        if period is not None and period.id not in [p.id for p in self.matrix.cells.periods]:
            self.session.choose_period(period)
        self._show_matrix()
        if not self.matrix.choose(place):
            self.show_only.setCurrentIndex(self.show_only.findData("partners"))
            self.matrix.choose(place)

    def _show_measure(self, measure_id: int) -> None:
        """Show what a measure's responsible party answers, or is to answer, for the period."""
        measure, period = self.project.get(Measure, measure_id), self.session.period
        self._show_matrix()
        if period is not None and measure.party_id is not None:
            self.matrix.choose((measure_id, period.id, measure.party_id))

    def _add_first(self) -> None:
        year = int(period_of(self.session.today())[:4])
        for code in (f"{year}-T1", f"{year}-T2", str(year)):
            self.session.attempt(add_period, self.project, code)
