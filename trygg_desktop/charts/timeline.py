"""The timeline: measures as bars over the quarters, milestones above them; more rows make more pages, never
thinner rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from trygg_desktop.charts.axes import Scale, say_when
from trygg_desktop.charts.lettering import shorten, text_width
from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.spec import Anchor, Box, Figure, Mark, Path, Ref, Shape, Spot, Symbol, Weight, Words
from trygg_desktop.charts.state import ink_of, sign_of, text_ink_of, word_of
from trygg_desktop.domain.chain import LinkState
from trygg_desktop.domain.indicators import first_day_of
from trygg_desktop.domain.organisation import Milestone
from trygg_desktop.formats import GAP, Locale

ROW = 17.0
GROUP_ROW = 21.0
HEAD = 30.0
_LANE = 12.0
_SIZE = 8.0
_BAR = 8.5
_TOLD = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """One bar. ``group`` is the heading it stands under; open ends are ``None``. A bar without a ``state`` shows
    only when something was so, such as an area on the police list.
    """

    label: str
    group: str = ""
    start: date | None = None
    end: date | None = None
    state: LinkState | None = LinkState.NONE
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class _Frame:
    """The part of the figure where time runs, from ``left`` to ``right``."""

    left: float
    right: float
    first: date
    last: date

    def x(self, day: date) -> float:
        scale = Scale(float(self.first.toordinal()), float(self.last.toordinal()))
        return self.left + min(max(scale.at(day.toordinal()), 0), 1) * (self.right - self.left)


def build_timeline(
    rows: Sequence[TimelineRow],
    milestones: Sequence[Milestone],
    loc: Locale,
    width: float,
    *,
    today: date,
    height: float | None = None,
    span: tuple[date, date] | None = None,
) -> tuple[Figure, ...]:
    """Return the timeline in as many figures as ``height`` makes of it; one when there is no height.

    ``rows`` come in order, rows of one ``group`` together. ``span`` is the time shown, whole years; without it the
    years of the bars. Milestones outside it are left out of the drawing but stand in the table.
    """
    first, last = span or _years(rows, today)
    label_width = min(max(width * 0.3, 130.0), 250.0)
    frame = _Frame(label_width, width - 4, first, last)
    placed, lanes = _place_milestones(milestones, frame)
    top = HEAD + (lanes * _LANE + 8 if lanes else 0)
    pages = _split(rows, None if height is None else height - top - 2)
    figures = []
    for number, page in enumerate(pages):
        marks, spots, foot = _rows(page, frame, top, loc)
        title = loc.t("Timeline")
        if len(pages) > 1:
            title = loc.t("Timeline, part {part} of {parts}", part=number + 1, parts=len(pages))
        figures.append(
            Figure(
                title=title,
                summary=_summary(page, milestones, first, last, loc),
                width=width,
                height=foot + 2,
                marks=(
                    *_head(frame, today, top, foot, loc),
                    *_today(frame, today, top, foot, loc),
                    *_milestones(placed),
                    *marks,
                ),
                spots=(*(_milestone_spot(event, loc) for event in placed), *spots),
                header=(loc.t("What"), loc.t("From"), loc.t("To"), loc.t("Assessment")),
                rows=(*(_milestone_row(m, loc) for m in milestones if not number), *(_row(r, loc) for r in page)),
            )
        )
    return tuple(figures)


def _years(rows: Sequence[TimelineRow], today: date) -> tuple[date, date]:
    days = [day for row in rows for day in (row.start, row.end) if day] or [today]
    return date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1)


def _split(rows: Sequence[TimelineRow], room: float | None) -> list[list[TimelineRow]]:
    """Return the rows in pages that fit ``room``; a group's heading is repeated on the next page."""
    pages: list[list[TimelineRow]] = [[]]
    used, group = 0.0, ""
    for row in rows:
        need = ROW + (GROUP_ROW if row.group and row.group != group else 0)
        if room is not None and pages[-1] and used + need > room:
            pages.append([])
            used, need = 0.0, ROW + (GROUP_ROW if row.group else 0)
        used, group = used + need, row.group
        pages[-1].append(row)
    return pages


def _head(frame: _Frame, today: date, top: float, foot: float, loc: Locale) -> list[Mark]:
    """Return years and quarters over the time, and their lines down through the rows. The quarter's name makes way
    for the mark of today.
    """
    now = frame.x(today) if frame.first <= today < frame.last else -99.0
    marks: list[Mark] = []
    years = range(frame.first.year, frame.last.year)
    year_width = (frame.right - frame.left) / max(len(years), 1)
    every = max(1, -int(-26 // year_width))
    for number, year in enumerate(years):
        x = frame.x(date(year, 1, 1))
        marks += _through(x, 4, top, foot, Ink.NONE)
        if number % every == 0:
            marks.append(Words(x=x + 4, y=12, text=str(year), size=_SIZE, weight=Weight.SEMIBOLD, ink=Ink.QUIET))
        for quarter in range(4):
            start = frame.x(date(year, quarter * 3 + 1, 1))
            if year_width >= 60 and quarter:
                marks += _through(start, HEAD - 12, top, foot, Ink.LINE)
            centre = start + year_width / 8
            if year_width >= 72 and abs(centre - now) > 22:
                name = loc.t("Q{number}", number=quarter + 1)
                marks.append(Words(x=centre, y=HEAD - 5, text=name, size=6.5, anchor=Anchor.MIDDLE, ink=Ink.QUIET))
    marks += _through(frame.right, 4, top, foot, Ink.NONE)
    marks.append(_rule(0, top, frame.right, top, Ink.NONE, 0.6))
    return marks


def _through(x: float, head: float, top: float, foot: float, ink: Ink) -> list[Mark]:
    """Return a line down through head and rows; the milestones between them stay free of it."""
    return [_rule(x, head, x, HEAD - 1, ink, 0.5), _rule(x, top, x, foot, ink, 0.5)]


def _rows(page: Sequence[TimelineRow], frame: _Frame, top: float, loc: Locale) -> tuple[list[Mark], list[Spot], float]:
    marks: list[Mark] = []
    spots: list[Spot] = []
    y, group = top, ""
    for row in page:
        if row.group and row.group != group:
            text = shorten(row.group, frame.left - 8, _SIZE, Weight.SEMIBOLD)
            marks.append(Words(x=0, y=y + 14.5, text=text, size=_SIZE, weight=Weight.SEMIBOLD, ink=Ink.ACCENT))
            y += GROUP_ROW
            marks.append(_rule(0, y, frame.right, y, Ink.LINE, 0.5))
        group = row.group
        marks.append(Words(x=0, y=y + 11.5, text=shorten(row.label, frame.left - 10, _SIZE), size=_SIZE))
        marks += _bar(row, frame, y + ROW / 2, loc)
        spots.append(Spot(x=0, y=y, width=frame.right, height=ROW, hint=_hint(row, loc), ref=row.ref))
        y += ROW
        marks.append(_rule(0, y, frame.right, y, Ink.LINE, 0.5))
    return marks, spots, y


def _bar(row: TimelineRow, frame: _Frame, middle: float, loc: Locale) -> list[Mark]:
    """Return bar and sign; an open end, or one outside the time shown, is cut off square."""
    if row.start is None and row.end is None:
        text = loc.t("no dates")
        return [Words(x=frame.left + 6, y=middle + 2.7, text=text, size=7, ink=Ink.QUIET)]
    start, end = row.start or frame.first, row.end or frame.last
    if end < frame.first or start > frame.last:
        return []
    left, right = frame.x(start), max(frame.x(end + timedelta(days=1)), frame.x(start) + 4)
    top = middle - _BAR / 2
    ink = Ink.ACCENT if row.state is None else ink_of(row.state)
    marks: list[Mark] = [Box(x=left, y=top, width=right - left, height=_BAR, radius=min(3, _BAR / 2), fill=ink)]
    if row.start is None or start < frame.first:
        marks.append(Box(x=left, y=top, width=min(4, right - left), height=_BAR, fill=ink))
    if row.end is None or end > frame.last:
        marks.append(Box(x=max(right - 4, left), y=top, width=min(4, right - left), height=_BAR, fill=ink))
    if row.state is None:
        return marks
    sign_ink = text_ink_of(row.state)
    if right + 12 < frame.right:
        marks.append(Symbol(shape=sign_of(row.state), x=right + 7, y=middle, size=5.5, ink=sign_ink))
    else:
        marks.append(Symbol(shape=sign_of(row.state), x=left - 7, y=middle, size=5.5, ink=sign_ink))
    return marks


@dataclass(frozen=True, slots=True)
class _Event:
    """A milestone on the drawing: its sign at ``x``, its words to the right of it or, near the edge, to the left."""

    milestone: Milestone
    x: float
    y: float
    text: str
    leftwards: bool

    @property
    def start(self) -> float:
        return self.x - 7 - text_width(self.text, 7) if self.leftwards else self.x - 5

    @property
    def end(self) -> float:
        return self.x + 5 if self.leftwards else self.x + 7 + text_width(self.text, 7)


def _place_milestones(milestones: Sequence[Milestone], frame: _Frame) -> tuple[list[_Event], int]:
    """Return the milestones with place and words, in as few lanes as keep them apart, and the lanes' count."""
    ends: list[float] = []
    placed: list[_Event] = []
    for milestone in sorted(milestones, key=lambda m: first_day_of(m.on)):
        day = first_day_of(milestone.on)
        if not frame.first <= day < frame.last:
            continue
        x = frame.x(day)
        leftwards = frame.right - x < min(text_width(milestone.title, 7), 190) + 8 and x - frame.left > frame.right - x
        room = (x - frame.left if leftwards else frame.right - x) - 8
        event = _Event(milestone, x, 0.0, shorten(milestone.title, min(room, 190), 7), leftwards)
        lane = next((i for i, end in enumerate(ends) if end <= event.start - 4), len(ends))
        ends[lane : lane + 1] = [event.end]
        placed.append(replace(event, y=HEAD + 7 + lane * _LANE))
    return placed, len(ends)


def _milestones(placed: Sequence[_Event]) -> list[Mark]:
    marks: list[Mark] = []
    for event in placed:
        anchor, x = (Anchor.END, event.x - 6) if event.leftwards else (Anchor.START, event.x + 6)
        marks.append(Symbol(shape=Shape.DIAMOND, x=event.x, y=event.y, size=6.5, ink=Ink.ACCENT))
        marks.append(Words(x=x, y=event.y + 2.5, text=event.text, size=7, anchor=anchor))
    return marks


def _today(frame: _Frame, today: date, top: float, foot: float, loc: Locale) -> list[Mark]:
    if not frame.first <= today < frame.last:
        return []
    x = frame.x(today)
    text = loc.t("today")
    half = text_width(text, 6.5, Weight.SEMIBOLD) / 2 + 2.5
    centre = min(max(x, frame.left + half), frame.right - half)
    return [
        Path(steps=((x, top), (x, foot)), stroke=Ink.ACCENT, width=1.1),
        Box(x=centre - half, y=HEAD - 14, width=2 * half, height=11, radius=2, fill=Ink.ACCENT),
        Words(x=centre, y=HEAD - 6, text=text, size=6.5, weight=Weight.SEMIBOLD, anchor=Anchor.MIDDLE, ink=Ink.GROUND),
    ]


def _rule(x1: float, y1: float, x2: float, y2: float, ink: Ink, width: float) -> Path:
    return Path(steps=((x1, y1), (x2, y2)), stroke=ink, width=width)


def _hint(row: TimelineRow, loc: Locale) -> str:
    text = f"{row.label}: {_time(row, loc)}"
    return text if row.state is None else f"{text}, {loc.t(word_of(row.state))}"


def _time(row: TimelineRow, loc: Locale) -> str:
    return f"{loc.date(row.start)}{GAP}{loc.date(row.end) if row.end else ''}"


def _milestone_spot(event: _Event, loc: Locale) -> Spot:
    hint = f"{say_when(event.milestone.on, loc)}: {event.milestone.title}"
    ref = Ref("milestone", event.milestone.id)
    return Spot(x=event.start, y=event.y - 6, width=event.end - event.start, height=12, hint=hint, ref=ref)


def _row(row: TimelineRow, loc: Locale) -> tuple[str, ...]:
    state = GAP if row.state is None else loc.t(word_of(row.state))
    return row.label, loc.date(row.start), loc.date(row.end), state


def _milestone_row(milestone: Milestone, loc: Locale) -> tuple[str, ...]:
    return milestone.title, say_when(milestone.on, loc), GAP, GAP


def _summary(page: Sequence[TimelineRow], milestones: Sequence[Milestone], first: date, last: date, loc: Locale) -> str:
    judged = sum(row.state is not None for row in page)
    others = len(page) - judged
    parts = []
    if judged:
        parts.append(loc.tn("{n} measure", "{n} measures", judged))
    if milestones:
        parts.append(loc.tn("{n} milestone", "{n} milestones", len(milestones)))
    if others:
        parts.append(loc.tn("{n} event", "{n} events", others))
    years = loc.t("from {first} to {last}", first=str(first.year), last=str((last - timedelta(days=1)).year))
    told = f"{', '.join(parts) or loc.t('Nothing')} {years}."
    names = [f"{row.label}: {_time(row, loc)}" for row in page if row.state is None][:_TOLD]
    return " ".join([told, *(f"{name}." for name in names)])
