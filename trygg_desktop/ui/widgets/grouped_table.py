"""A table whose rows can stand in sections, each under a line that names it and counts its rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from trygg_desktop.formats import Locale
from trygg_desktop.ui.theme import Colours, font
from trygg_desktop.ui.widgets.table import Column, Table, TableModel

Row = TypeVar("Row")
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Section:
    """The line over the rows of a group. Its id is below zero, so that no record has it."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """Where a row belongs: sections are sorted by ``order`` and named ``text``."""

    order: Any
    text: str


Grouping = Callable[[Any], Group]


class GroupedModel(TableModel[Row]):
    """``words`` gives what a row is found by, folded; without a ``grouping`` the rows stand as in any table."""

    def __init__(
        self, columns: Sequence[Column[Row]], loc: Locale, colours: Colours, words: Callable[[Row], str]
    ) -> None:
        super().__init__(columns, loc, colours)
        self._find_by = words
        self._grouping: Grouping | None = None

    def arrange_by(self, words: str, condition: Callable[[Row], bool] | None, grouping: Grouping | None) -> None:
        """Show only rows that hold every word and meet the condition, in sections or not."""
        self._grouping = grouping
        self.filter(words, condition)

    @property
    def every_row(self) -> list[Row]:
        """All rows, also those that are filtered away."""
        return list(self._all)

    @property
    def found(self) -> list[Row]:
        """The rows that are shown, without the lines over the sections."""
        return [row for row in self.rows if not isinstance(row, Section)]

    def sections(self) -> list[int]:
        """Return in which lines the sections begin."""
        return [place for place, row in enumerate(self.rows) if isinstance(row, Section)]

    def _words_of(self, row: Row) -> str:
        return self._find_by(row)

    def _lay_out(self, rows: list[Row]) -> list[Row]:
        if self._grouping is None:
            return rows
        groups: dict[Group, list[Row]] = {}
        for row in rows:
            groups.setdefault(self._grouping(row), []).append(row)
        result: list[Any] = []
        for number, group in enumerate(sorted(groups, key=lambda g: g.order), 1):
            members = groups[group]
            result += [Section(-number, f"{group.text}  ·  {self._loc.number(len(members))}"), *members]
        return result

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what Qt asks for of a cell or of a section's line."""
        row: object = self.rows[index.row()] if index.isValid() else None
        if not isinstance(row, Section):
            return super().data(index, role)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return row.text if index.column() == 0 else ""
            case Qt.ItemDataRole.FontRole:
                return font(13, QFont.Weight.DemiBold)
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(self._colours["accent"])
            case Qt.ItemDataRole.UserRole:
                return row.id
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let the lines over the sections be passed over when rows are chosen."""
        if index.isValid() and isinstance(self.rows[index.row()], Section):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class GroupedTable(Table[Row]):
    """A table of records in sections."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        loc: Locale,
        colours: Colours,
        name: str,
        words: Callable[[Row], str],
    ) -> None:
        self.grouped: GroupedModel[Row] = GroupedModel(columns, loc, colours, words)
        super().__init__(columns, loc, colours, name, self.grouped)
        self.grouped.modelReset.connect(self._span_sections)

    def _span_sections(self) -> None:
        self.clearSpans()
        for place in self.grouped.sections():
            self.setSpan(place, 0, 1, len(self.grouped.columns))
