"""The lists of one indicator: values, breaks in its definition, targets, linked measures."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.charts.axes import say_when
from trygg_desktop.charts.series import Series, is_invented
from trygg_desktop.charts.trend_words import source_of
from trygg_desktop.domain.answers import read_moment, read_number
from trygg_desktop.domain.doubts import doubt_moment
from trygg_desktop.domain.indicators import DefinitionChange, Observation, Target, first_day_of, moment_of
from trygg_desktop.errors import UserError
from trygg_desktop.formats import GAP, Locale
from trygg_desktop.messages import N_, Message
from trygg_desktop.store.indicator_reading import read_linked_measures, read_measure_names
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import make_button
from trygg_desktop.ui.widgets.quick_add import QuickAdd
from trygg_desktop.ui.widgets.row_actions import RowAction, offer_on_rows
from trygg_desktop.ui.widgets.table import Column, Table
from trygg_desktop.workflows.edit import remove_records, set_field
from trygg_desktop.workflows.indicators import (
    add_definition_change,
    add_observation,
    add_target,
    change_observation,
    link_measure,
    unlink_measure,
)


def read_typed_moment(text: str) -> str:
    """Return a typed time as it is stored: ``2025``, ``2025-11``, ``2025-T2``. Raises ``UserError`` for other text."""
    answer = read_moment(text)
    if answer.value is None:
        raise UserError(answer.problem or N_("Write when: 2026, 2026-11 or T2 2026."))
    return answer.value


def read_typed_number(text: str) -> float | None:
    """Return a typed number, ``None`` for an empty text or a dash: a gap. Raises ``UserError`` for other text."""
    answer = read_number(text)
    if answer.problem is not None:
        raise UserError(answer.problem)
    return None if answer.value is None else float(answer.value)


def read_typed_count(text: str) -> int | None:
    """Return a typed count. Raises ``UserError`` for a text that is no whole number."""
    number = read_typed_number(text)
    if number is not None and (number < 0 or number != int(number)):
        raise UserError("“{text}” is no count. Write a whole number.", text=text)
    return None if number is None else int(number)


class _List(QWidget):
    """A line to add with, and a table below it."""

    add_line: QuickAdd
    table: Table[Any]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.loc: Locale = session.loc
        self.project = session.project
        self.indicator_id = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, GRID, 0, 0)
        self._column.setSpacing(GRID)

    def _place(self, kind: type[Any], remove: Message) -> None:
        self.table.setMinimumHeight(60)
        self._column.addWidget(self.add_line)
        self._column.addWidget(self.table, 1)
        self._offer(RowAction(text=remove, run=lambda: self._remove(kind), keys="Del"))

    def _offer(self, *actions: RowAction) -> None:
        offer_on_rows(self.table, self.loc, actions)

    def _remove(self, kind: type[Any]) -> None:
        if chosen := self.table.chosen_ids():
            self.session.attempt(remove_records, self.project, kind, chosen)

    def _enter(self, add: Callable[[], int]) -> int | None:
        """Add what was typed; what cannot be read is said, and stays where it was typed."""
        made: int | None = self.session.attempt(add)
        return made

    def _store(self, row: Any, field: str, read: Callable[[], Any]) -> None:
        """Store what was typed in a cell; ``read`` makes a value of it."""
        self.session.attempt(lambda: set_field(self.project, type(row), row.id, field, read()))

    def _store_text(self, row: Any, field: str, text: str) -> None:
        """Store a text typed in a cell, masked where it holds something personal and the leader agrees."""
        cleaned = self.session.prompter.cleaned(text)
        if cleaned is not None:
            self._store(row, field, lambda: cleaned)

    def _moment_column(self, key: str, header: Message, read: Callable[[str], str], **looks: Any) -> Column[Any]:
        """Return the column of when: shown in words, sorted by time, written as a partial date or a period."""
        return Column(
            key=key,
            header=header,
            text=lambda r: f"{self._mark(r)}{say_when(getattr(r, key), self.loc)}",
            typed=lambda r: getattr(r, key),
            store=lambda r, text: self._store(r, key, lambda: read(text)),
            **looks,
        )

    def _mark(self, row: Any) -> str:  # noqa: ARG002
        """Return the sign that stands before a time that deserves a second look."""
        return ""

    def _show_rows(self, indicator_id: int, rows: list[Any]) -> None:
        self.indicator_id = indicator_id
        self.table.rows_shown.set_rows(rows)


class ValueList(_List):
    """What was measured, newest first. A cell is written in where it stands; an empty value is a gap."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        loc = self.loc
        self._series: Series | None = None
        self.add_line = QuickAdd(loc, loc.t("Enter"), self._add)
        self.add_line.add_text("on", loc.t("When, e.g. T2 2026"))
        self.add_line.add_text("value", loc.t("Value, empty for a gap"))
        columns: list[Column[Observation]] = [
            self._moment_column(
                "on",
                N_("When"),
                read_typed_moment,
                order=lambda r: moment_of(r.on),
                tone=lambda r: "yellow_text" if self._doubt(r) else "",
                hint=lambda r: loc.t(doubt) if (doubt := self._doubt(r)) else say_when(r.on, loc),
                width=130,
            ),
            Column(
                key="value",
                header=N_("Value"),
                text=lambda r: loc.number(r.value),
                typed=lambda r: "" if r.value is None else loc.number(r.value),
                order=lambda r: r.value,
                store=lambda r, text: self._store(r, "value", lambda: read_typed_number(text)),
                width=110,
                right=True,
            ),
            Column(
                key="n",
                header=N_("Answers"),
                text=lambda r: loc.number(r.n),
                typed=lambda r: "" if r.n is None else str(r.n),
                order=lambda r: r.n,
                store=lambda r, text: self._store(r, "n", lambda: read_typed_count(text)),
                width=84,
                right=True,
                rank=1,
            ),
            Column(
                key="source",
                header=N_("Source"),
                text=self._source,
                typed=lambda r: r.source,
                tone=lambda r: "yellow_text" if self._is_invented(r) else "",
                store=lambda r, text: self._store_text(r, "source", text),
                width=0,
            ),
            Column(
                key="note",
                header=N_("Note"),
                text=lambda r: r.note,
                store=lambda r, text: self._store_text(r, "note", text),
                width=140,
                rank=2,
            ),
        ]
        self.table = Table(columns, loc, session.colours, loc.t("Values"))
        self._place(Observation, N_("Remove value"))
        self._offer(RowAction(text=N_("Open the original"), run=self._open_original, keys="Ctrl+Return"))

    def show_series(self, series: Series) -> None:
        """Show the values of an indicator."""
        self._series = series
        rows = sorted(series.observations, key=lambda o: (moment_of(o.on), o.on), reverse=True)
        self._show_rows(series.indicator.id, rows)

    def _open_original(self) -> None:
        if chosen := self.table.chosen_ids():
            self.session.originals.open_for("observation", chosen[0])

    def _is_invented(self, row: Observation) -> bool:
        return self._series is not None and is_invented(row, self._series)

    def _source(self, row: Observation) -> str:
        return source_of(row, self._series, self.loc) if self._series else GAP

    def _add(self, on: str, value: str) -> int | None:
        def add() -> int:
            moment, number = read_typed_moment(on), read_typed_number(value)
            return add_observation(self.project, self.indicator_id, moment, number)

        made = self._enter(add)
        self.add_line.say(doubt_moment(read_typed_moment(on), self.session.today()) if made is not None else None)
        return made

    def _mark(self, row: Observation) -> str:
        return "▲ " if self._doubt(row) else ""

    def _doubt(self, row: Observation) -> Message | None:
        return doubt_moment(row.on, self.session.today())

    def _store(self, row: Any, field: str, read: Callable[[], Any]) -> None:
        self.session.attempt(lambda: change_observation(self.project, row.id, field, read()))


class TargetList(_List):
    """What the indicator should reach, and when."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        loc = self.loc
        self.add_line = QuickAdd(loc, loc.t("Set"), self._add)
        self.add_line.add_text("on", loc.t("When, e.g. T2 2026"))
        self.add_line.add_text("value", loc.t("Target value"))
        columns: list[Column[Target]] = [
            self._moment_column("on", N_("When"), read_typed_moment, order=lambda r: moment_of(r.on), width=0),
            Column(
                key="value",
                header=N_("Target"),
                text=lambda r: loc.number(r.value),
                order=lambda r: r.value,
                store=lambda r, text: self._store(r, "value", lambda: self._number(text)),
                width=120,
                right=True,
            ),
        ]
        self.table = Table(columns, loc, session.colours, loc.t("Targets"))
        self._place(Target, N_("Remove target"))

    def show_series(self, series: Series) -> None:
        """Show the targets of an indicator."""
        self._show_rows(series.indicator.id, list(series.targets))

    def _number(self, text: str) -> float:
        number = read_typed_number(text)
        if number is None:
            raise UserError("A target needs a value.")
        return number

    def _add(self, on: str, value: str) -> int | None:
        def add() -> int:
            return add_target(self.project, self.indicator_id, read_typed_moment(on), self._number(value))

        return self._enter(add)


class BreakList(_List):
    """When the definition changed: there the line breaks."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        loc = self.loc
        self.add_line = QuickAdd(loc, loc.t("Add break"), self._add)
        self.add_line.add_text("from_date", loc.t("From: 2026 or 2026-11"))
        self.add_line.add_text("text", loc.t("What changed"))
        columns: list[Column[DefinitionChange]] = [
            self._moment_column(
                "from_date", N_("From"), read_typed_day, order=lambda r: first_day_of(r.from_date), width=150
            ),
            Column(
                key="text",
                header=N_("What changed"),
                text=lambda r: r.text,
                store=lambda r, text: self._store_text(r, "text", text),
                width=0,
            ),
        ]
        self.table = Table(columns, loc, session.colours, loc.t("Breaks"))
        self._place(DefinitionChange, N_("Remove break"))

    def show_series(self, series: Series) -> None:
        """Show when the definition of an indicator changed."""
        self._show_rows(series.indicator.id, list(series.changes))

    def _add(self, from_date: str, text: str) -> int | None:
        def add() -> int:
            return add_definition_change(self.project, self.indicator_id, read_typed_day(from_date), text)

        return self._enter(add)


def read_typed_day(text: str) -> str:
    """Return a typed day, month or year as it is stored. Raises ``UserError`` for other text, also for a period."""
    on = read_typed_moment(text)
    if "T" in on:
        raise UserError("“{text}” is a period. Write the year, month or day it began: 2026 or 2026-11.", text=text)
    return on


@dataclass(frozen=True, slots=True, kw_only=True)
class _LinkRow:
    """A linked measure; ``id`` is the link's."""

    id: int
    measure_id: int
    code: str
    title: str


class LinkList(_List):
    """The measures whose effect the indicator shows."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        loc = self.loc
        columns: list[Column[_LinkRow]] = [
            Column(key="code", header=N_("Code"), text=lambda r: r.code, width=80),
            Column(key="title", header=N_("Measure"), text=lambda r: r.title, width=0),
        ]
        self.table = Table(columns, loc, session.colours, loc.t("Linked measures"))
        self.table.opened.connect(self._open)
        self._column.addWidget(make_button(loc.t("Link a measure …"), self._add), 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.table, 1)
        self._offer(
            RowAction(text=N_("Go to the measure"), run=lambda: self._open(next(iter(self.table.chosen_ids()), 0))),
            RowAction(text=N_("Unlink"), run=self._unlink, keys="Del"),
        )

    @property
    def count(self) -> int:
        """How many measures are linked."""
        return self.table.rows_shown.total

    def show_indicator(self, indicator_id: int) -> None:
        """Show what is linked to an indicator."""
        linked = read_linked_measures(self.project, indicator_id)
        rows = [_LinkRow(id=link.id, measure_id=m.id, code=m.code, title=m.title) for link, m in linked]
        self._show_rows(indicator_id, rows)

    def _add(self) -> None:
        measures = read_measure_names(self.project)
        chosen = self.session.prompter.ask_one(N_("Link a measure"), N_("Find by code or title"), measures)
        if chosen is not None:
            self.session.attempt(link_measure, self.project, self.indicator_id, chosen)

    def _unlink(self) -> None:
        for link_id in self.table.chosen_ids():
            self.session.attempt(unlink_measure, self.project, link_id)

    def _open(self, link_id: int) -> None:
        for row in self.table.rows_shown.rows:
            if row.id == link_id:
                self.session.go("plan", "measure", row.measure_id)
