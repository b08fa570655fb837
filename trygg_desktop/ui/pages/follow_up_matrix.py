"""The matrix of the follow-up: parties with their measures down, the latest periods across, a word in every cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.periods import NEVER_COLLECTED, Period
from trygg_desktop.domain.words import MARKS, MISSING_MARK, Assessment, say
from trygg_desktop.formats import GAP, Locale, fold
from trygg_desktop.store.follow_up_reading import AnswerCell, Matrix, MatrixRow, Place
from trygg_desktop.ui.theme import Colours, font
from trygg_desktop.ui.widgets.view import set_up_view

Show = Literal["all", "partners", "missing", "deviating"]
"""Responsible parties' answers, also those of parties that take part, what is missing, or red and yellow ones."""
_Index = QModelIndex | QPersistentModelIndex
_COLUMN, _LEAST_NAME = 112, 170
"""Widths in pixels: of a period, and of the names at least."""


@dataclass(frozen=True, slots=True)
class MatrixFilter:
    """What the matrix shows: one party or all (0), the words, and which answers of the chosen period."""

    party_id: int = 0
    words: str = ""
    show: Show = "all"


@dataclass(frozen=True, slots=True)
class _Heading:
    """A party's line over its measures, with how many it has reported of each period's."""

    party: Party
    counts: tuple[tuple[int, int], ...]


class MatrixModel(QAbstractTableModel):
    """Lines of parties and measures. ``periods`` are the columns, the chosen period last."""

    def __init__(self, loc: Locale, colours: Colours) -> None:
        super().__init__()
        self._loc, self._colours = loc, colours
        self._matrix = Matrix(parties=[], rows={}, cells={})
        self._cells: dict[Place, AnswerCell] = {}
        self._today = date.min
        self.periods: Sequence[Period] = ()
        self.lines: list[_Heading | MatrixRow] = []
        self.filter = MatrixFilter()
        self._bold = font(13, QFont.Weight.DemiBold)

    def show_matrix(self, matrix: Matrix, periods: Sequence[Period], today: date) -> None:
        """Show another matrix, filtered as before."""
        self._matrix, self.periods, self._today = matrix, periods, today
        self._cells = dict(matrix.cells)
        self.arrange(self.filter)

    def replace_cells(self, cells: Mapping[Place, AnswerCell], changed_ids: frozenset[int]) -> None:
        """Take in the answers that were changed; one that is not among ``cells`` any more is gone."""
        gone = [place for place, cell in self._cells.items() if cell.id in changed_ids and place not in cells]
        for place in gone:
            del self._cells[place]
        self._cells.update(cells)
        self.arrange(self.filter)

    def arrange(self, wanted: MatrixFilter) -> None:
        """Show what the filter lets through."""
        self.beginResetModel()
        self.filter = wanted
        words = fold(wanted.words).split()
        self.lines = []
        for party in self._matrix.parties:
            if wanted.party_id and party.id != wanted.party_id:
                continue
            rows = [row for row in self._matrix.rows[party.id] if self._lets_through(row, party, words)]
            if rows:
                rows.sort(key=lambda row: not row.is_responsible)
                self.lines += [self._heading(party), *rows]
        self.endResetModel()

    def _lets_through(self, row: MatrixRow, party: Party, words: Sequence[str]) -> bool:
        wanted = self.filter
        if wanted.show == "all" and not row.is_responsible:
            return False
        if wanted.show == "missing" and not self._is_missing(row, self.periods[-1]):
            return False
        if wanted.show == "deviating":
            cell = self._cell(row, self.periods[-1])
            if cell is None or cell.assessment not in _DEVIATING:
                return False
        if not words:
            return True
        text = fold(f"{row.code} {row.title} {party.name} {party.short_name}")
        return all(word in text for word in words)

    def _heading(self, party: Party) -> _Heading:
        own = [row for row in self._matrix.rows[party.id] if row.is_responsible]
        counts = []
        for period in self.periods:
            running = [row for row in own if period.id in row.runs]
            counts.append((sum(self._cell(row, period) is not None for row in running), len(running)))
        return _Heading(party, tuple(counts))

    def _cell(self, row: MatrixRow, period: Period) -> AnswerCell | None:
        return self._cells.get((row.measure_id, period.id, row.party_id))

    def _is_missing(self, row: MatrixRow, period: Period) -> bool:
        owed = row.is_responsible and period.id in row.runs and period.id in self._matrix.collected
        return owed and self._cell(row, period) is None

    def place_at(self, index: _Index) -> Place | None:
        """Return the measure, period and party of a cell; the chosen period's where the name of a row is meant."""
        line = self.lines[index.row()] if index.isValid() else None
        if not isinstance(line, MatrixRow):
            return None
        period = self.periods[index.column() - 1 if index.column() else -1]
        return (line.measure_id, period.id, line.party_id)

    def index_of(self, place: Place) -> QModelIndex:
        """Return the index of a cell, invalid when it is not shown."""
        measure_id, period_id, party_id = place
        columns = [number for number, period in enumerate(self.periods, 1) if period.id == period_id]
        for number, line in enumerate(self.lines):
            if columns and isinstance(line, MatrixRow) and (line.measure_id, line.party_id) == (measure_id, party_id):
                return self.index(number, columns[0])
        return QModelIndex()

    @property
    def row_count(self) -> int:
        """How many measures are shown, the parties' lines not counted."""
        return sum(isinstance(line, MatrixRow) for line in self.lines)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many lines are shown."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the name's column and one for each period."""
        return 0 if parent.isValid() else 1 + len(self.periods)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what Qt asks for of a cell."""
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            text, hint = self._say(line, column)
            return hint if role == Qt.ItemDataRole.ToolTipRole else text
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self._colours[self._tone(line, column)])
        if role == Qt.ItemDataRole.FontRole and (isinstance(line, _Heading) and not column):
            return self._bold
        return None

    def _say(self, line: _Heading | MatrixRow, column: int) -> tuple[str, str]:
        """Return a cell's text, and what it says on hover."""
        loc = self._loc
        if isinstance(line, _Heading):
            if not column:
                return line.party.label, line.party.name
            reported, expected = line.counts[column - 1]
            text = loc.t("{n} of {m}", n=reported, m=expected) if expected else GAP
            return text, loc.t("{n} of {m} reported", n=reported, m=expected)
        if not column:
            text = f"{line.code} {line.title}"
            return (text, text) if line.is_responsible else (loc.t("{measure} (takes part)", measure=text), text)
        period = self.periods[column - 1]
        text = self._word(line, period)
        return text, f"{line.code} {loc.t(period.short_name)}: {text}{self._more(self._cell(line, period))}"

    def _more(self, cell: AnswerCell | None) -> str:
        if cell is None:
            return ""
        parts = [self._loc.t(say(cell.status))] if cell.status else []
        parts += [self._loc.percent(cell.progress)] if cell.progress is not None else []
        return "".join(f", {part}" for part in parts)

    def _word(self, row: MatrixRow, period: Period) -> str:
        cell = self._cell(row, period)
        if cell is not None:
            word = cell.assessment or Assessment.NONE
            return f"{MARKS[word]} {self._loc.t(say(word))}"
        if not self._is_missing(row, period):
            return GAP
        if period.due_date < self._today:
            return f"{MISSING_MARK} {self._loc.t('missing')}"
        return self._loc.t("awaited")

    def _tone(self, line: _Heading | MatrixRow, column: int) -> str:
        if isinstance(line, _Heading):
            return "ink" if not column else "quiet"
        if not column:
            return "ink" if line.is_responsible else "quiet"
        period = self.periods[column - 1]
        cell = self._cell(line, period)
        if cell is not None:
            return f"{(cell.assessment or Assessment.NONE).value}_text"
        return "red_text" if self._is_missing(line, period) and period.due_date < self._today else "quiet"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the period's short name over its column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if not section:
                return self._loc.t("Party and measure")
            return self._loc.t(self.periods[section - 1].short_name)
        if role == Qt.ItemDataRole.ToolTipRole and section:
            period = self.periods[section - 1]
            if period.id not in self._matrix.collected:
                return f"{self._loc.t(period.name)}: {self._loc.t(NEVER_COLLECTED)}"
            return self._loc.t("{period}, last day {day}", period=period.name, day=period.due_date)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


_DEVIATING = (Assessment.YELLOW, Assessment.RED)


class _CellDelegate(QStyledItemDelegate):
    """Draws a cell so that its colour stays when it is chosen, and a party's line on a ground of its own."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self._colours = colours

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw ground, text, and the frame of the chosen cell."""
        model = index.model()
        assert isinstance(model, MatrixModel)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if model.place_at(index) is None:
            painter.fillRect(option.rect, QColor(self._colours.ground))
        elif chosen:
            painter.fillRect(option.rect, QColor(self._colours.accent_soft))
        option.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        super().paint(painter, option, index)
        if chosen:
            painter.setPen(QColor(self._colours.accent))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -2))


class MatrixView(QTableView):
    """The matrix. ``chosen`` tells the cell that is meant, ``opened`` that it is to be filled in."""

    chosen = Signal(object)
    opened = Signal()

    def __init__(self, loc: Locale, colours: Colours) -> None:
        super().__init__()
        self.cells = MatrixModel(loc, colours)
        self.setModel(self.cells)
        self.setAccessibleName(loc.t("Follow-up by party, measure and period"))
        self.setItemDelegate(_CellDelegate(colours))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        set_up_view(self, 32)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setDefaultSectionSize(_COLUMN)
        self._place: Place | None = None
        self._restoring = False
        self.cells.modelReset.connect(self._restore)
        self.selectionModel().currentChanged.connect(lambda index, _: self._take(index))
        self.activated.connect(lambda _: self.opened.emit())

    def choose(self, place: Place) -> bool:
        """Select a cell and bring it into sight; tell whether it is shown."""
        index = self.cells.index_of(place)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def choose_first(self) -> None:
        """Select the first measure's answer for the chosen period."""
        for number, line in enumerate(self.cells.lines):
            if isinstance(line, MatrixRow):
                self.setCurrentIndex(self.cells.index(number, len(self.cells.periods)))
                return

    def _take(self, index: _Index) -> None:
        place = self.cells.place_at(index)
        if place is not None and not self._restoring and place != self._place:
            self._place = place
            self.chosen.emit(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many periods as there is room for, the chosen one always."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        count = len(self.cells.periods)
        room = max((self.viewport().width() - _LEAST_NAME) // _COLUMN, 1)
        for column in range(1, count + 1):
            self.setColumnHidden(column, column <= count - room)

    def _restore(self) -> None:
        """Keep the chosen cell when the lines change; without it choose nothing."""
        self._fit()
        header = self.horizontalHeader()
        if header.count():
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._restoring = True
        index = self.cells.index_of(self._place) if self._place else QModelIndex()
        if index.isValid():
            self.setCurrentIndex(index)
        self._restoring = False
