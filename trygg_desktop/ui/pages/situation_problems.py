"""Problems, their causes, and the measures that treat each cause, as a tree."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedWidget, QTreeWidget, QTreeWidgetItem

from trygg_desktop.domain.fields import name_field
from trygg_desktop.domain.words import Secrecy, say
from trygg_desktop.formats import GAP, fold
from trygg_desktop.messages import N_
from trygg_desktop.store.situation_reading import CauseLine, ProblemLine
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.filter_bar import FilterBar
from trygg_desktop.ui.widgets.labels import Card, EmptyState
from trygg_desktop.ui.widgets.quick_add import QuickAdd
from trygg_desktop.ui.widgets.row_actions import RowAction, offer_on_rows
from trygg_desktop.workflows.situation import add_problem

_KIND, _ID = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_ALL_COLUMNS = 620
"""The width in pixels from which on every column is shown."""
_MANY = 300
"""More measures than this stand folded under their causes."""


class ProblemTree(Card):
    """``chosen`` tells table and id of the line that is marked; Enter on a measure leads to the plan."""

    chosen = Signal(str, int)
    opened = Signal()
    removal_wanted = Signal(str, list)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.loc = session, session.loc
        self._lines: Sequence[ProblemLine] = ()
        self.filters = FilterBar(self.loc.t("Find a problem or a cause"))
        self.filters.add_choice("area_id", self.loc.t("Area"), self.loc.t("All areas"))
        self.filters.changed.connect(self._show)
        self.add_line = QuickAdd(self.loc, self.loc.t("Add problem"), self._add)
        self.add_line.add_text("text", self.loc.t("What is the problem?"))
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.loc.t("Problems, causes and measures"))
        headers = (N_("Problem, cause, measure"), name_field("level"), name_field("area_id"), name_field("secrecy"))
        self.tree.setHeaderLabels([self.loc.t(header) for header in headers])
        self.tree.setRootIsDecorated(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        head = self.tree.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place, width in ((1, 130), (2, 140), (3, 108)):
            head.resizeSection(place, width)
        self.tree.itemSelectionChanged.connect(self._tell)
        self.tree.itemActivated.connect(lambda item, _: self._open(item))
        offer_on_rows(
            self.tree,
            self.loc,
            (
                RowAction(text=N_("Change"), run=self._open_current, keys="F2"),
                RowAction(text=N_("Remove"), run=self._want_removal, keys="Del"),
            ),
        )
        empty = EmptyState(
            self.loc.t("What is the problem, and why?"),
            self.loc.t(
                "A problem is described with its level and area and explained by causes. Measures treat the causes."
            ),
            self.loc.t("New problem"),
            self.start,
        )
        self.sheet = QStackedWidget()
        self.sheet.addWidget(self.tree)
        self.sheet.addWidget(empty)
        self.body.setSpacing(GRID)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.add_line)
        self.body.addWidget(self.sheet, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave area and secrecy to the detail panel where room is short."""
        super().resizeEvent(event)
        for place in (2, 3):
            self.tree.setColumnHidden(place, self.width() < _ALL_COLUMNS)

    # --- showing

    def show_problems(self, lines: Sequence[ProblemLine], areas: Sequence[tuple[int, str]]) -> None:
        """Show the problems; what is marked stays marked."""
        self._lines = lines
        self.filters.set_options("area_id", areas)
        self._show()

    def choose(self, table_name: str, row_id: int) -> bool:
        """Mark a problem or a cause; tell whether it is shown."""
        for item in self._items():
            if (item.data(0, _KIND), item.data(0, _ID)) == (table_name, row_id):
                self.tree.setCurrentItem(item)
                self.tree.scrollToItem(item)
                return True
        return False

    def marked(self) -> tuple[str, int]:
        """Return table and id of the marked line."""
        items = self.tree.selectedItems()
        return (items[0].data(0, _KIND), items[0].data(0, _ID)) if items else ("", 0)

    def start(self) -> None:
        """Make ready to add a problem."""
        self.add_line.start()

    def _show(self) -> None:
        kept = self.marked()
        words = fold(self.filters.words).split()
        area_id = self.filters.values.get("area_id")
        lines = [
            line
            for line in self._lines
            if (area_id is None or line.problem.area_id == area_id) and all(word in _words_of(line) for word in words)
        ]
        few = sum(len(cause.measures) for line in lines for cause in line.causes) <= _MANY
        self.tree.blockSignals(True)
        self.tree.clear()
        for line in lines:
            item = self._problem_item(line)
            self.tree.addTopLevelItem(item)
            item.setExpanded(True)
            for cause in _children(item):
                cause.setFirstColumnSpanned(True)
                cause.setExpanded(few)
                for measure in _children(cause):
                    measure.setFirstColumnSpanned(True)
        self.tree.blockSignals(False)
        self.sheet.setCurrentIndex(0 if self._lines else 1)
        if kept[1] and not self.choose(*kept):
            self.chosen.emit("", 0)

    def _problem_item(self, line: ProblemLine) -> QTreeWidgetItem:
        problem = line.problem
        level = self.loc.t(say(problem.level)) if problem.level else GAP
        texts = [f"{problem.code}  {problem.text}", level, line.area or GAP, self.loc.t(say(problem.secrecy))]
        item = self._item("problem", problem.id, texts)
        strong = item.font(0)
        strong.setWeight(strong.Weight.DemiBold)
        item.setFont(0, strong)
        if problem.secrecy is Secrecy.MAY_BE_SECRET:
            item.setForeground(3, QColor(self.session.colours.red_text))
        for cause in line.causes:
            item.addChild(self._cause_item(cause))
        return item

    def _cause_item(self, line: CauseLine) -> QTreeWidgetItem:
        item = self._item("cause", line.cause.id, [f"{line.cause.code}  {line.cause.text}"])
        for measure_id, code, title in line.measures:
            child = self._item("measure", measure_id, [f"{code}  {title}"])
            child.setForeground(0, QColor(self.session.colours.accent))
            item.addChild(child)
        if not line.measures:
            missing = self._item("", 0, [self.loc.t("no measure treats this cause")])
            missing.setForeground(0, QColor(self.session.colours.red_text))
            missing.setFlags(Qt.ItemFlag.ItemIsEnabled)
            item.addChild(missing)
        return item

    def _item(self, kind: str, row_id: int, texts: list[str]) -> QTreeWidgetItem:
        item = QTreeWidgetItem(texts)
        item.setData(0, _KIND, kind)
        item.setData(0, _ID, row_id)
        item.setToolTip(0, texts[0])
        return item

    def _items(self) -> list[QTreeWidgetItem]:
        tops = [self.tree.topLevelItem(place) for place in range(self.tree.topLevelItemCount())]
        problems = [item for item in tops if item is not None]
        return [*problems, *(cause for item in problems for cause in _children(item))]

    # --- doing

    def _tell(self) -> None:
        self.chosen.emit(*self.marked())

    def _open(self, item: QTreeWidgetItem) -> None:
        if item.data(0, _KIND) == "measure":
            self.session.go("plan", "measure", item.data(0, _ID))
        else:
            self.opened.emit()

    def _open_current(self) -> None:
        for item in self.tree.selectedItems():
            self._open(item)

    def _want_removal(self) -> None:
        kind, row_id = self.marked()
        if kind in ("problem", "cause"):
            self.removal_wanted.emit(kind, [row_id])

    def _add(self, text: str) -> int | None:
        added: int | None = self.session.attempt(
            add_problem, self.session.project, text=text, area_id=self.filters.values.get("area_id")
        )
        if added is not None:
            self.choose("problem", added)
        return added


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [child for place in range(item.childCount()) if (child := item.child(place)) is not None]


def _words_of(line: ProblemLine) -> str:
    problem = line.problem
    causes = (f"{cause.cause.code} {cause.cause.text}" for cause in line.causes)
    return fold(" ".join((problem.code, problem.text, line.area, *causes)))
