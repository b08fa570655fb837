"""EST's counts in the preview: a line for each place and kind of event, its weeks below it, and the areas asked for.

Hundreds of counts are looked at as a handful of lines: how many weeks, the sum as it is stored and as it would be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop.domain.organisation import Area
from trygg_desktop.formats import GAP, fold, sort_key
from trygg_desktop.messages import N_
from trygg_desktop.ui.pages.follow_up_choice import Chosen
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID, font
from trygg_desktop.ui.widgets.choice_box import ChoiceBox
from trygg_desktop.ui.widgets.labels import clear_layout, make_label
from trygg_desktop.workflows.est_preview import unknown_areas
from trygg_desktop.workflows.returns_preview import Preview, PreviewEst

_NUMBER = Qt.ItemDataRole.UserRole
_KEY = Qt.ItemDataRole.UserRole + 1
NAME, WEEKS, SUM, DONE = range(4)
_ROOM_FOR_ALL = 540
"""Pixels that all columns need."""
_STATES = {
    "new": N_("is new"),
    "changed": N_("is changed"),
    "same": N_("is the same"),
    "blank": N_("waits"),
    "refused": N_("waits"),
}


@dataclass(frozen=True, slots=True)
class EstGroup:
    """The counts of one kind of event at one place, in the order of their weeks."""

    area: str
    place: str
    event_type: str
    counts: tuple[PreviewEst, ...]

    @property
    def name(self) -> tuple[str, str, str]:
        """What the counts are of."""
        return (self.area, self.place, self.event_type)

    @property
    def old(self) -> int | None:
        """The sum of what is stored, ``None`` when nothing is."""
        known = [count.old for count in self.counts if count.old is not None]
        return sum(known) if known else None

    @property
    def new(self) -> int | None:
        """The sum that there would be."""
        known = [count.new if count.new is not None else count.old for count in self.counts]
        told = [number for number in known if number is not None]
        return sum(told) if told else None


def group_counts(counts: Sequence[PreviewEst]) -> list[EstGroup]:
    """Return counts by area, as the list has them, in each by place and kind of event."""
    groups: dict[tuple[str, str, str], list[PreviewEst]] = {}
    for count in counts:
        area = count.area.name if count.area else count.area_name
        groups.setdefault((area, count.place, count.event_type), []).append(count)
    areas = {area: place for place, area in enumerate(dict.fromkeys(area for area, _, _ in groups))}
    ordered = sorted(groups, key=lambda names: (areas[names[0]], sort_key(names[1]), sort_key(names[2])))
    return [EstGroup(*names, tuple(sorted(groups[names], key=lambda one: one.week))) for names in ordered]


class EstPreview(QWidget):
    """The counts of one book. ``toggled`` tells that others are ``chosen``, ``linked`` that ``areas`` says what
    a name is: an area's id, 0 for no area, ``None`` to leave its counts out.
    """

    toggled = Signal()
    linked = Signal()

    def __init__(self, session: Session, chosen: Chosen) -> None:
        super().__init__()
        self.session, self.loc, self.project = session, session.loc, session.project
        self.groups: list[EstGroup] = []
        self.lines: list[QTreeWidgetItem] = []
        self.areas: dict[str, int | None] = {}
        self._chosen = chosen
        self._book: Preview | None = None
        self.all_counts = QCheckBox(self.loc.t("All counts"))
        self.all_counts.clicked.connect(self._toggle_all)
        self._asked = QVBoxLayout()
        self._asked.setSpacing(GRID // 2)
        self.tree = QTreeWidget()
        self._set_up_tree()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(self._asked)
        column.addWidget(self.all_counts)
        column.addWidget(self.tree, 1)

    def _set_up_tree(self) -> None:
        loc, tree = self.loc, self.tree
        tree.setAccessibleName(loc.t("Counts from EST"))
        tree.setHeaderLabels([loc.t("Place and kind of event"), loc.t("Weeks"), loc.t("Sum"), loc.t("What happens")])
        tree.setUniformRowHeights(True)
        tree.setFrameShape(QFrame.Shape.NoFrame)
        tree.setStyleSheet("QTreeView::item { padding: 5px 8px; }")  # as the headings
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column in (WEEKS, SUM, DONE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in (WEEKS, SUM):
            tree.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        tree.itemExpanded.connect(self._show_weeks)
        tree.itemChanged.connect(self._take_tick)

    # --- showing

    def show_book(self, preview: Preview) -> None:
        """Show the counts of a book."""
        open_before = self._open_groups()
        self._book = preview
        self.groups = group_counts(preview.est)
        self.tree.blockSignals(True)
        self.tree.clear()
        self.lines = [self._item(number, group) for number, group in enumerate(self.groups)]
        areas: dict[str, QTreeWidgetItem] = {}
        for group, item in zip(self.groups, self.lines, strict=True):
            if group.area not in areas:
                areas[group.area] = self._area_item(group.area)
            areas[group.area].addChild(item)
            self._tick_group(item)
        self.tree.blockSignals(False)
        for group, item in zip(self.groups, self.lines, strict=True):
            if group.name in open_before:
                item.setExpanded(True)
        self._show_all()
        self._ask_areas(preview)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what happens where there is no room for it: the sums say it as well."""
        super().resizeEvent(event)
        self.tree.setColumnHidden(DONE, self.width() < _ROOM_FOR_ALL)

    def _open_groups(self) -> set[tuple[str, str, str]]:
        lines = zip(self.groups, self.lines, strict=True)
        return {group.name for group, item in lines if item.isExpanded()}

    def _area_item(self, area: str) -> QTreeWidgetItem:
        """Add the line over the counts of an area."""
        item = QTreeWidgetItem([area or self.loc.t("No area named")])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setFont(NAME, font(13, QFont.Weight.DemiBold))
        self.tree.addTopLevelItem(item)
        item.setFirstColumnSpanned(True)
        item.setExpanded(True)
        return item

    def _item(self, number: int, group: EstGroup) -> QTreeWidgetItem:
        loc = self.loc
        old, new = loc.number(group.old), loc.number(group.new)
        weeks = len({count.week for count in group.counts})
        summed = new if group.old in (None, group.new) else f"{old} → {new}"
        name = " · ".join(part for part in (group.place, group.event_type) if part) or GAP
        item = QTreeWidgetItem([name, loc.number(weeks), summed, self._say_states(group.counts)])
        item.setToolTip(NAME, name)
        item.setData(NAME, _NUMBER, number)
        item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        for column in (WEEKS, SUM):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return item

    def _say_states(self, counts: Sequence[PreviewEst]) -> str:
        """Say what would happen; counts that stay the same are said of only where there is nothing else."""
        states = [count.state for count in counts]
        told = (
            (states.count("new"), self.loc.tn("{n} new", "{n} new", n=states.count("new"))),
            (states.count("changed"), self.loc.tn("{n} changed", "{n} changed", n=states.count("changed"))),
            (states.count("refused"), self.loc.t("{n} waiting", n=states.count("refused"))),
        )
        news = " · ".join(text for number, text in told if number)
        return news or self.loc.tn("{n} the same", "{n} the same", n=len(states))

    def _show_weeks(self, item: QTreeWidgetItem) -> None:
        """Add the weeks of a line when it is opened."""
        number = item.data(NAME, _NUMBER)
        if number is None or item.childCount():
            return
        self.tree.blockSignals(True)
        for place, count in enumerate(self.groups[number].counts):
            item.addChild(self._week(place, count))
        self.tree.blockSignals(False)

    def _week(self, place: int, count: PreviewEst) -> QTreeWidgetItem:
        loc = self.loc
        week = loc.t("week {week} {year}", week=str(int(count.week[6:])), year=count.week[:4]) if count.week else GAP
        changed = count.state == "changed"
        told = f"{loc.number(count.old)} → {loc.number(count.new)}" if changed else loc.number(count.new)
        if count.new is None:
            told = count.original or GAP
        child = QTreeWidgetItem([week, count.cell, told, loc.t(_STATES[count.state])])
        for column in (WEEKS, SUM):
            child.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        child.setData(NAME, _KEY, place)
        if count.problems:
            child.setToolTip(NAME, "\n".join(loc.t(problem.message) for problem in count.problems))
        if count.can_be_taken:
            ticked = count.key in self._chosen.rows
            child.setCheckState(NAME, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        return child

    def _tick_group(self, item: QTreeWidgetItem) -> None:
        group = self.groups[item.data(NAME, _NUMBER)]
        takable = [count.key in self._chosen.rows for count in group.counts if count.can_be_taken]
        if takable:
            item.setCheckState(NAME, _state_of(takable))

    def _show_all(self) -> None:
        takable = [
            count.key in self._chosen.rows for group in self.groups for count in group.counts if count.can_be_taken
        ]
        self.all_counts.setCheckState(_state_of(takable))
        self.all_counts.setEnabled(bool(takable))

    # --- choosing

    def _take_tick(self, item: QTreeWidgetItem, column: int) -> None:
        """Take a week, or all weeks of a line, in or leave them out."""
        if column != NAME:
            return
        is_week = item.data(NAME, _KEY) is not None
        top = (item.parent() or item) if is_week else item
        group = self.groups[top.data(NAME, _NUMBER)]
        counts = [group.counts[item.data(NAME, _KEY)]] if is_week else list(group.counts)
        self._toggle(counts, wanted=item.checkState(NAME) is Qt.CheckState.Checked)
        self.tree.blockSignals(True)
        self._tick_group(top)
        if not is_week:
            for place in range(top.childCount()):
                child = top.child(place)
                if child is not None and group.counts[place].can_be_taken:
                    child.setCheckState(NAME, item.checkState(NAME))
        self.tree.blockSignals(False)

    def _toggle(self, counts: Sequence[PreviewEst], *, wanted: bool) -> None:
        keys = [count.key for count in counts if count.can_be_taken]
        self._chosen.take_counts(keys, wanted)
        self.toggled.emit()
        self._show_all()

    def _toggle_all(self) -> None:
        everything = [count for group in self.groups for count in group.counts if count.can_be_taken]
        wanted = not all(count.key in self._chosen.rows for count in everything)
        self._toggle(everything, wanted=wanted)
        if self._book is not None:
            self.show_book(self._book)

    # --- asking which area a name is

    def _ask_areas(self, preview: Preview) -> None:
        clear_layout(self._asked)
        areas = self.project.all(Area, "1 ORDER BY position, id")
        for name, offered in unknown_areas(preview, areas):
            self._asked.addLayout(self._question(name, offered))

    def _question(self, name: str, offered: Sequence[Area]) -> QHBoxLayout:
        loc = self.loc
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(make_label(loc.t("Which area is “{name}”?", name=name), wrap=True), 1)
        box = ChoiceBox()
        box.setAccessibleName(loc.t("Which area is “{name}”?", name=name))
        box.addItem(loc.t("Choose area …"), -1)
        for area in offered:
            box.addItem(area.name, area.id)
        box.addItem(loc.t("No area of the programme"), 0)
        box.addItem(loc.t("Leave its counts out"), None)
        box.activated.connect(partial(self._link, name, box))
        line.addWidget(box)
        return line

    def _link(self, name: str, box: QComboBox, _: int) -> None:
        if box.currentData() != -1:
            self.areas[fold(name)] = box.currentData()
            self.linked.emit()


def _state_of(ticked: Sequence[bool]) -> Qt.CheckState:
    if any(ticked) and not all(ticked):
        return Qt.CheckState.PartiallyChecked
    return Qt.CheckState.Checked if any(ticked) else Qt.CheckState.Unchecked
