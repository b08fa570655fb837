"""*Att titta på*: what is wrong or doubtful in a returned workbook, errors first, equal ones together."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.domain.returns import Problem, Severity
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import Card, clear_layout, cut, make_button, make_label, make_scroll
from trygg_desktop.ui.widgets.lines import Line, LineList
from trygg_desktop.workflows.returns_preview import Preview

_ORDER: tuple[Severity, ...] = ("error", "warning", "notice")
_MARKS = {"error": ("■", "red_text"), "warning": ("▲", "yellow_text"), "notice": ("○", "none_text")}
_SHOWN_PLACES = 6
_SHOWN = 80
_MOST_PLACES = 200


class WatchList(Card):
    """The right card of the preview. A line leads to its first row."""

    def __init__(self, session: Session, choose: Callable[[str, int], object]) -> None:
        super().__init__(session.loc.t("To look at"))
        self.heading.setWordWrap(True)
        self.session = session
        self.loc = session.loc
        self._choose = choose
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, GRID // 2, 0)
        inside = QWidget()
        inside.setLayout(self._lines)
        self.body.addWidget(make_scroll(inside), 1)

    def show_book(self, preview: Preview) -> None:
        """Show what there is to look at in a book."""
        clear_layout(self._lines)
        problems = [problem for problem in preview.all_problems if problem.message != preview.refused]
        self.note.setText(self._count(preview))
        if not problems and not preview.ignored:
            self._lines.addWidget(make_label(self.loc.t("Nothing to look at."), "quiet", wrap=True))
        several = len({problem.sheet for problem in problems if problem.sheet}) > 1
        self._add(problems, several=several)
        if preview.ignored:
            self._lines.addSpacing(GRID)
            self._lines.addWidget(make_label(self.loc.t("Left out"), "heading"))
            self._add(list(preview.ignored), several=False)
        self._lines.addStretch()

    def _count(self, preview: Preview) -> str:
        summary = preview.summary
        parts = []
        if summary.errors:
            parts.append(self.loc.tn("{n} error", "{n} errors", n=summary.errors))
        if summary.warnings:
            parts.append(self.loc.tn("{n} warning", "{n} warnings", n=summary.warnings))
        return ", ".join(parts)

    def _add(self, problems: list[Problem], *, several: bool) -> None:
        groups = group_problems(problems, self.loc.t)
        for severity, text, same in groups[:_SHOWN]:
            self._add_group(severity, text, same, several=several)
        if len(groups) > _SHOWN:
            more = self.loc.tn("and {n} more", "and {n} more", n=len(groups) - _SHOWN)
            self._lines.addWidget(make_label(more, "quiet"))

    def _add_group(self, severity: Severity, text: str, same: list[Problem], *, several: bool) -> None:
        """Add a line for equal problems, with their number, and below it on request a line for each of their places."""
        mark, tone = _MARKS[severity]
        first = next((problem for problem in same if problem.row), None)
        lines = LineList(self.loc.t("To look at"), self.session.colours)
        lines.add(
            Line(
                text=" ".join(part for part in (self._places(same, several=several), text) if part),
                right=self.loc.number(len(same)) if len(same) > 1 else "",
                mark=mark,
                mark_tone=tone,
                run=partial(self._choose, first.sheet, first.row) if first else None,
            )
        )
        self._lines.addWidget(lines)
        places = [problem for problem in same if problem.row]
        if len(places) > 1:
            self._lines.addWidget(PlaceList(self, places, partial(self._place, several=several)))

    def choose(self, problem: Problem) -> None:
        """Lead to the row of a problem."""
        self._choose(problem.sheet, problem.row)

    def _places(self, same: list[Problem], *, several: bool) -> str:
        """Name the cells, as Excel does, or the rows."""
        names = [self._place(problem, several=several) for problem in same]
        known = [name for name in dict.fromkeys(names) if name]
        more = f" (+{len(known) - _SHOWN_PLACES})" if len(known) > _SHOWN_PLACES else ""
        return ", ".join(known[:_SHOWN_PLACES]) + more

    def _place(self, problem: Problem, *, several: bool) -> str:
        if problem.cell:
            return f"{problem.sheet}!{problem.cell}" if several and problem.sheet else problem.cell
        if not problem.row:
            return ""
        where = self.loc.t("Row {row}", row=str(problem.row))
        return f"{problem.sheet}: {where}" if several and problem.sheet else where


class PlaceList(QWidget):
    """The places of equal problems, unfolded on request; each leads to its row."""

    def __init__(self, watch: WatchList, places: list[Problem], name: Callable[[Problem], str]) -> None:
        super().__init__()
        self._watch, self._places, self._name = watch, places, name
        self._text = watch.loc.tn("{n} place", "{n} places", n=len(places))
        self.unfold = make_button(f"▸ {self._text}", self.turn, link=True)
        self._list: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2 * GRID, 0, 0, GRID // 2)
        self._column.setSpacing(0)
        self._column.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)

    def turn(self) -> None:
        """Unfold the places, or fold them again."""
        if self._list is None:
            self._list = self._make_list()
            self._column.addWidget(self._list)
            self._list.hide()
        is_shown = not self._list.isHidden()
        self._list.setVisible(not is_shown)
        self.unfold.setText(f"{'▸' if is_shown else '▾'} {self._text}")

    def _make_list(self) -> QWidget:
        lines = LineList(self._text, self._watch.session.colours)
        for problem in self._places[:_MOST_PLACES]:
            said = "" if problem.original in self._watch.loc.t(problem.message) else cut(problem.original, 60)
            lines.add(Line(text=self._name(problem), below=said, run=partial(self._watch.choose, problem)))
        if len(self._places) > _MOST_PLACES:
            more = len(self._places) - _MOST_PLACES
            lines.add(Line(text=self._watch.loc.tn("and {n} more", "and {n} more", n=more)))
        return lines


def group_problems(problems: list[Problem], say: Callable[..., str]) -> list[tuple[Severity, str, list[Problem]]]:
    """Put equal problems together, errors before warnings before notices."""
    groups: dict[tuple[Severity, str], list[Problem]] = {}
    for problem in sorted(problems, key=lambda problem: _ORDER.index(problem.severity)):
        groups.setdefault((problem.severity, say(problem.message)), []).append(problem)
    return [(severity, text, same) for (severity, text), same in groups.items()]
