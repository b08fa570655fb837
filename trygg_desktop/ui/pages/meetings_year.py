"""The year: the wheel, the series that meetings are made from, what comes round."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from trygg_desktop.charts.year_wheel import build_wheel
from trygg_desktop.domain.meeting_year import WheelEntry, months_of, say_series
from trygg_desktop.domain.words import SeriesUnit, WheelYears, say
from trygg_desktop.errors import UserError
from trygg_desktop.messages import N_, NN_
from trygg_desktop.store.meeting_year_reading import MeetingYear, read_meeting_year, read_wheel
from trygg_desktop.ui.pages.meetings_lines import LinkedLines
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.figure_view import FigureView
from trygg_desktop.ui.widgets.flow import Flow
from trygg_desktop.ui.widgets.labels import Card, make_button, make_scroll
from trygg_desktop.ui.widgets.lines import Line
from trygg_desktop.ui.widgets.quick_add import QuickAdd
from trygg_desktop.workflows.meeting_year import (
    add_series,
    add_wheel_entry,
    lay_usual_wheel,
    make_meetings,
    missing_days,
)
from trygg_desktop.workflows.registers import export_calendar
from trygg_desktop.workflows.year_wheel import make_wheel


class YearView(Card):
    """One year of meetings. ``wanted`` tells what was clicked: ``meeting``, ``series`` or ``wheel``, and its id;
    ``print_figures`` is called with a ``FigureSheet`` and a note.
    """

    wanted = Signal(str, int)

    def __init__(self, session: Session, print_figures: Callable[[object, str], object]) -> None:
        super().__init__(" ")
        self.session, self.loc, self._print = session, session.loc, print_figures
        self.year = session.today().year
        self._known: MeetingYear | None = None
        self.heading.setProperty("role", "large")
        holder = QWidget()  # as high as its lines are in the room there is, not as they would be in the least room
        holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._content = QVBoxLayout(holder)
        self._content.setContentsMargins(0, 0, GRID // 2, 0)
        self._content.setSpacing(GRID)
        self._build_head()
        self.body.addWidget(make_scroll(holder), 1)
        self.figure = FigureView(session.colours)
        self.figure.wanted.connect(self._follow)
        self._content.addWidget(self.figure)
        self._build_series()
        self._build_wheel()
        self._content.addStretch()

    def _build_head(self) -> None:
        loc = self.loc
        for text, name, step in (("‹", N_("Year before"), -1), ("›", N_("Year after"), 1)):
            button = make_button(text, partial(self._step, step), link=True)
            button.setAccessibleName(loc.t(name))
            button.setToolTip(loc.t(name))
            button.setStyleSheet("padding: 2px 8px; font-size: 18px;")
            self.add_to_head(button)
        self.make = make_button("", self._make)
        self.printing = make_button(loc.t("Print the year wheel"), self._print_wheel)
        self.calendar = make_button(loc.t("Calendar file …"), self._save_calendar)
        self.usual = make_button(loc.t("Lay out the usual year wheel"), self._lay_usual)
        line = QWidget()
        flow = Flow(line)
        for button in (self.make, self.printing, self.calendar, self.usual):
            flow.addWidget(button)
        self.body.addWidget(line)

    def _build_series(self) -> None:
        loc = self.loc
        self.series = LinkedLines(self.session, loc.t("Meeting series"))
        self.series.wanted.connect(self.wanted)
        self.series_line = QuickAdd(loc, loc.t("Add series"), self._add_series)
        self.series_line.add_choice("body_id", loc.t("Body"), [])
        self.series_line.add_text("first_on", loc.t("First day, YYYY-MM-DD"))
        self.series_line.add_choice(
            "every", loc.t("How far apart"), [(n, loc.t("every {n}", n=n)) for n in range(1, 13)]
        )
        self.series_line.add_words("unit", loc.t("Unit"), SeriesUnit, SeriesUnit.WEEK)
        self._content.addWidget(self.series)
        self._content.addWidget(self.series_line)

    def _build_wheel(self) -> None:
        loc = self.loc
        self.entries = LinkedLines(self.session, loc.t("Comes round"))
        self.entries.wanted.connect(self.wanted)
        self.entry_line = QuickAdd(loc, loc.t("Add"), self._add_entry)
        self.entry_line.add_text("title", loc.t("What comes round"))
        self.entry_line.add_choice("month", loc.t("Month"), [(n, loc.month(n)) for n in range(1, 13)])
        self._content.addWidget(self.entries)
        self._content.addWidget(self.entry_line)

    # --- showing

    def read(self) -> None:
        """Read the year and show it."""
        loc, project = self.loc, self.session.project
        known = self._known = read_meeting_year(project, self.year)
        self.heading.setText(loc.t("Year wheel {year}", year=str(self.year)))
        wheel = make_wheel(known)
        self.figure.show_figure(lambda width: build_wheel(wheel, loc, width))
        missing = len(missing_days(project, self.year))
        self.make.setText(
            loc.tn("Make {n} meeting of {year}", "Make {n} meetings of {year}", n=missing, year=str(self.year))
            if missing
            else loc.t("All meetings of {year} are made", year=str(self.year))
        )
        self.make.setEnabled(missing > 0 and not project.read_only)
        self.calendar.setEnabled(bool(known.meetings))
        whole = read_wheel(project)
        self.usual.setVisible(not whole)
        self.series_line.set_options("body_id", [(body.id, body.name) for body in known.bodies.values()])
        self._show_series(known)
        self.entries.show_lines(
            [("wheel", entry.id, self._entry_line_of(entry)) for entry in whole],
            loc.t("Nothing comes round yet. Add it, or lay out what usually comes round in a municipality's year."),
        )

    def _show_series(self, known: MeetingYear) -> None:
        loc, lines = self.loc, []
        for series in known.series:
            body = known.bodies[series.body_id]
            template = known.templates.get(body.id)
            begins = (
                loc.tn("own agenda template, {n} item", "own agenda template, {n} items", n=template)
                if template
                else loc.t("the usual agenda of such a body")
            )
            hours = "–".join(loc.clock(moment) for moment in (series.start, series.end) if moment)
            below = ", ".join(part for part in (hours, series.place, begins) if part)
            lines.append(("series", series.id, Line(text=f"{body.name}: {loc.t(say_series(series))}", below=below)))
        self.series.show_lines(
            lines,
            loc.t("No body has a series: say how often they meet, and the year's meetings are made in one step."),
        )

    def _entry_line_of(self, entry: WheelEntry) -> Line:
        loc = self.loc
        months = months_of(entry)
        when = loc.month(months[0])
        if len(months) > 1:
            when = f"{when}–{loc.month(months[-1])}"
        often = "" if entry.years is WheelYears.EVERY else loc.t(say(entry.years))
        return Line(text=entry.title, below=", ".join(p for p in (when, often, entry.note) if p))

    def _follow(self, table: str, row_id: int) -> None:
        self.wanted.emit({"wheel_entry": "wheel"}.get(table, "open_meeting"), row_id)

    def _step(self, by: int) -> None:
        self.year += by
        self.read()

    # --- doing

    def _make(self) -> None:
        self.session.attempt(make_meetings, self.session.project, self.year, self.loc)

    def _lay_usual(self) -> None:
        self.session.attempt(lay_usual_wheel, self.session.project, self.loc)

    def _add_series(self, body_id: int | None, first_on: str, every: int, unit: SeriesUnit) -> int | None:
        def add() -> int:
            if body_id is None:
                raise UserError("A meeting needs a body. Add one on the page Organisation first.")
            return add_series(self.session.project, body_id=body_id, first_on=_day(first_on), unit=unit, every=every)

        added: int | None = self.session.attempt(add)
        if added is not None:
            self.wanted.emit("series", added)
        return added

    def _add_entry(self, title: str, month: int) -> int | None:
        added: int | None = self.session.attempt(add_wheel_entry, self.session.project, title=title, month=month)
        if added is not None:
            self.wanted.emit("wheel", added)
        return added

    def _save_calendar(self) -> None:
        name = self.loc.t("Meetings {year}", year=str(self.year))
        path = self.session.prompter.ask_save(N_("Calendar file"), f"{name}.ics", "iCalendar (*.ics)")
        if path is not None:
            count = self.session.attempt(export_calendar, self.session.project, path, self.loc, year=self.year)
            if count is not None:
                self.session.prompter.tell(
                    NN_("{n} meeting in {file}.", "{n} meetings in {file}.", n=count, file=path.name)
                )

    def _print_wheel(self) -> None:
        from trygg_desktop.packs.figure_page import FigureSheet, figure_width

        assert self._known is not None
        programme = self.session.project.programme
        subtitle = ", ".join(part for part in (programme.name, programme.municipality) if part)
        if programme.is_example:
            subtitle = f"{subtitle}. {self.loc.t('Example data')}"
        figure = build_wheel(make_wheel(self._known), self.loc, figure_width())
        sheet = FigureSheet(
            figures=(figure,),
            title=figure.title,
            subtitle=subtitle,
            author=programme.name,
            language=self.loc.code,
            made_at=datetime.now(),
        )
        self._print(sheet, subtitle)


def _day(text: str) -> date | None:
    """Return a typed day. Raises ``UserError`` when it is none."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UserError("{text} is no date. Write it as 2027-01-19.", text=text.strip()) from None
