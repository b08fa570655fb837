"""The line of one indicator over time: measured values, target, starting point, breaks and gaps.

A missing value is a gap and never zero. Where the definition changed the line breaks, with a numbered note. Values
measured over times of different length (whole years, tertials) are lines of their own, with signs of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trygg_desktop.charts.axes import Scale, Tick, date_ticks, decimals_of, value_scale
from trygg_desktop.charts.lettering import text_width
from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.series import Series, changes_in_time, in_time, spans_of, targets_in_time
from trygg_desktop.charts.spec import Anchor, Figure, Mark, Path, Ref, Shape, Spot, Symbol, Weight, Words
from trygg_desktop.charts.trend_words import (
    example_notes,
    make_notes,
    make_row,
    reference_texts,
    short,
    source_of,
    span_notes,
    summarise_trend,
    value_heading,
    valued,
    when,
)
from trygg_desktop.domain.indicators import (
    SPAN_NAMES,
    DefinitionChange,
    Observation,
    Span,
    first_day_of,
    moment_of,
    span_of,
)
from trygg_desktop.formats import GAP, Locale

SIZE = 7.5
_LABEL_DISTANCE = 9.5
_FOOT = 18.0
_GAP_ROOM = 6.0
_BREAK_ROOM = 5.0
_HEAD = 16.0
_LEGEND = 12.0


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the values lie on the figure, which is ``width`` wide."""

    left: float
    right: float
    top: float
    foot: float
    width: float
    time: Scale
    values: Scale

    def x(self, day: date) -> float:
        return self.left + self.time.at(day.toordinal()) * (self.right - self.left)

    def y(self, value: float) -> float:
        return self.foot - self.values.at(value) * (self.foot - self.top)


@dataclass(frozen=True, slots=True)
class _Label:
    """Words in the right margin at the height of what they name."""

    y: float
    text: str
    ink: Ink
    weight: Weight = Weight.REGULAR


def build_trend(series: Series, loc: Locale, width: float, height: float = 150.0) -> Figure:
    """Return the line chart of ``series``; a spot per value leads to its row."""
    indicator = series.indicator
    points = in_time(series.observations)
    known = [o for o in points if o.value is not None]
    numbers = _numbers(series, known)
    marks: list[Mark] = []
    spots: tuple[Spot, ...] = ()
    if numbers:
        scale, ticks, decimals = value_scale(numbers, max(int(height // 30), 3))
        margin = _right_margin(series, known, loc)
        left = max(text_width(loc.number(tick, decimals), SIZE) for tick in ticks) + 8
        first, last = _span(series, points)
        time, dates = date_ticks(first, last, width - left - margin, loc)
        spans = spans_of(series)
        top = _HEAD + (_LEGEND if len(spans) > 1 else 0)
        plot = _Plot(left, width - margin, top, height - _FOOT, width, time, scale)
        marks += _grid(plot, ticks, decimals, dates, indicator.unit, loc)
        marks += _reference_lines(plot, series)
        marks += _breaks(plot, series.changes, points)
        for span in reversed(spans):
            like = [o for o in points if span_of(o.on) is span]
            marks += _line(plot, like, series.changes, is_main=span is spans[0])
        marks += _gaps(plot, points, series.changes)
        marks += _legend(spans, text_width(indicator.unit, 7), loc) if len(spans) > 1 else []
        marks += _labels(plot, series, known, loc)
        spots = tuple(_spot(plot, o, series, loc) for o in points)
    else:
        text = loc.t("No values yet")
        marks.append(Words(x=width / 2, y=height / 2, text=text, anchor=Anchor.MIDDLE, ink=Ink.QUIET))
    return Figure(
        title=indicator.name,
        summary=" ".join([summarise_trend(series, loc), *span_notes(series, loc), *example_notes(series, loc)]),
        width=width,
        height=height,
        marks=tuple(marks),
        spots=spots,
        notes=make_notes(series, loc),
        header=(loc.t("When"), value_heading(indicator, loc), loc.t("Answers"), loc.t("Source")),
        rows=tuple(make_row(o, series, decimals_of(o.value for o in points), loc) for o in points),
    )


def _numbers(series: Series, known: Sequence[Observation]) -> list[float]:
    values = [o.value for o in known if o.value is not None] + [t.value for t in series.targets]
    baseline = series.indicator.baseline_value
    return values + ([baseline] if baseline is not None else [])


def _span(series: Series, points: Sequence[Observation]) -> tuple[date, date]:
    days = [moment_of(o.on) for o in points] + [moment_of(t.on) for t in series.targets]
    if series.indicator.baseline_on:
        days.append(moment_of(series.indicator.baseline_on))
    return (min(days), max(days)) if days else (date(2000, 1, 1), date(2001, 1, 1))


def _right_margin(series: Series, known: Sequence[Observation], loc: Locale) -> float:
    texts = [label for label, _ in reference_texts(series, loc)]
    texts += [short(known[-1].value, loc)] if known else []
    return max(text_width(text, SIZE, Weight.SEMIBOLD) for text in texts) + 8 if texts else 8


def _grid(
    plot: _Plot, ticks: Sequence[float], decimals: int, dates: Sequence[Tick], unit: str, loc: Locale
) -> list[Mark]:
    marks: list[Mark] = []
    for tick in ticks:
        y = plot.y(tick)
        marks.append(_rule(plot.left, y, plot.right, y, Ink.LINE))
        text = loc.number(tick, decimals)
        marks.append(Words(x=plot.left - 5, y=y + 2.7, text=text, size=SIZE, anchor=Anchor.END, ink=Ink.QUIET))
    taken = -99.0
    for moment in dates:
        x = plot.left + moment.at * (plot.right - plot.left)
        half = text_width(moment.text, SIZE) / 2
        centre = min(max(x, half), plot.width - half)
        if centre - half < taken + 4:
            continue
        taken = centre + half
        marks.append(_rule(x, plot.foot, x, plot.foot + 3, Ink.NONE))
        y = plot.foot + 12
        marks.append(Words(x=centre, y=y, text=moment.text, size=SIZE, anchor=Anchor.MIDDLE, ink=Ink.QUIET))
    if unit:
        marks.append(Words(x=0, y=7, text=unit, size=7, ink=Ink.QUIET))
    return marks


def _rule(x1: float, y1: float, x2: float, y2: float, ink: Ink, dash: tuple[float, ...] = ()) -> Path:
    return Path(steps=((x1, y1), (x2, y2)), stroke=ink, width=0.75, dash=dash)


def _reference_lines(plot: _Plot, series: Series) -> list[Mark]:
    marks: list[Mark] = []
    if series.indicator.baseline_value is not None:
        y = plot.y(series.indicator.baseline_value)
        marks.append(_rule(plot.left, y, _end_of_start(plot, series), y, Ink.NONE, (1.2, 2.4)))
    targets = targets_in_time(series.targets)
    if targets:
        y = plot.y(targets[-1].value)
        steps = ((plot.left, y), (plot.right, y))
        marks.append(Path(steps=steps, stroke=Ink.ACCENT, width=1, dash=(4, 3)))
    marks += [
        Symbol(shape=Shape.DIAMOND, x=plot.x(moment_of(t.on)), y=plot.y(t.value), size=5.5, ink=Ink.ACCENT)
        for t in targets
    ]
    return marks


def _end_of_start(plot: _Plot, series: Series) -> float:
    """Return how far the line of the starting point goes: to where the definition changed after it."""
    since = series.indicator.baseline_on
    cuts = [first_day_of(change.from_date) for change in series.changes]
    after = [cut for cut in cuts if since and cut > moment_of(since)]
    if not after:
        return plot.right
    end = _break_at(plot, min(after), in_time(series.observations))
    return min(max(end, plot.left), plot.right)


def _breaks(plot: _Plot, changes: Sequence[DefinitionChange], points: Sequence[Observation]) -> list[Mark]:
    marks: list[Mark] = []
    for number, change in enumerate(changes_in_time(changes), 1):
        x = _break_at(plot, first_day_of(change.from_date), points)
        if plot.left <= x <= plot.right:
            marks.append(_rule(x, plot.top - 3, x, plot.foot, Ink.QUIET, (1.5, 2)))
            y = plot.top - 5
            marks.append(Words(x=x, y=y, text=str(number), size=6.5, anchor=Anchor.MIDDLE, ink=Ink.QUIET))
    return marks


def _break_at(plot: _Plot, cut: date, points: Sequence[Observation]) -> float:
    """Return where the line of a changed definition stands: clear of the last value measured the old way."""
    x = plot.x(cut)
    before = [plot.x(moment_of(o.on)) for o in points if o.value is not None and moment_of(o.on) < cut]
    return max([x, *(last + _BREAK_ROOM for last in before if last + _BREAK_ROOM > x)])


def _line(
    plot: _Plot, points: Sequence[Observation], changes: Sequence[DefinitionChange], *, is_main: bool
) -> list[Mark]:
    """Return the line in pieces, cut at gaps and at changed definitions, and a point for every value.

    ``is_main``: the series that the latest value belongs to; the others have a thin line and rings.
    """
    cuts = [first_day_of(change.from_date) for change in changes]
    pieces: list[list[tuple[float, float]]] = [[]]
    before: date | None = None
    for point in points:
        day = moment_of(point.on)
        if point.value is None or (before and any(before < cut <= day for cut in cuts)):
            pieces.append([])
        if point.value is not None:
            pieces[-1].append((plot.x(day), plot.y(point.value)))
        before = day
    width, shape, size = (1.5, Shape.DISC, 4.6) if is_main else (0.8, Shape.RING, 5.4)
    marks: list[Mark] = [
        Path(steps=tuple(piece), stroke=Ink.ACCENT, width=width, round_ends=True) for piece in pieces if len(piece) > 1
    ]
    marks += [Symbol(shape=shape, x=x, y=y, size=size, ink=Ink.ACCENT) for piece in pieces for x, y in piece]
    return marks


def _gaps(plot: _Plot, points: Sequence[Observation], changes: Sequence[DefinitionChange]) -> list[Mark]:
    """Return the signs of missing values along the foot, each at its day."""
    breaks = [_break_at(plot, first_day_of(change.from_date), points) for change in changes]
    return [
        Words(
            x=_clear_of(breaks, plot.x(moment_of(o.on))),
            y=plot.foot - 3,
            text=GAP,
            size=SIZE,
            anchor=Anchor.MIDDLE,
            ink=Ink.QUIET,
        )
        for o in points
        if o.value is None
    ]


def _legend(spans: Sequence[Span], unit_width: float, loc: Locale) -> list[Mark]:
    """Return what the signs stand for, beside the unit: a disc for the main series, a ring for the others."""
    names = [loc.t(SPAN_NAMES[spans[0]]), ", ".join(loc.t(SPAN_NAMES[span]) for span in spans[1:])]
    x = unit_width + 14 if unit_width else 3
    marks: list[Mark] = []
    for shape, size, name in zip((Shape.DISC, Shape.RING), (4.6, 5.4), names, strict=True):
        marks.append(Symbol(shape=shape, x=x, y=4.5, size=size, ink=Ink.ACCENT))
        marks.append(Words(x=x + 6, y=7, text=name, size=7, ink=Ink.QUIET))
        x += 6 + text_width(name, 7) + 14
    return marks


def _clear_of(breaks: Sequence[float], x: float) -> float:
    """Return where the sign of a missing value stands: at its day, but beside the line of a changed definition."""
    near = next((at for at in breaks if abs(x - at) < _GAP_ROOM), None)
    if near is None:
        return x
    return near + (-_GAP_ROOM if x < near else _GAP_ROOM)


def _labels(plot: _Plot, series: Series, known: Sequence[Observation], loc: Locale) -> list[Mark]:
    """Return the words of the right margin, moved apart, and the last value where the line ends."""
    inks = (Ink.ACCENT, Ink.QUIET) if series.targets else (Ink.QUIET,)
    labels = [
        _Label(plot.y(value), text, ink) for (text, value), ink in zip(reference_texts(series, loc), inks, strict=False)
    ]
    marks: list[Mark] = []
    if known:
        last = known[-1]
        assert last.value is not None
        x, y = plot.x(moment_of(last.on)), plot.y(last.value)
        text = short(last.value, loc)
        if x > plot.right - 12:
            labels.append(_Label(y, text, Ink.TEXT, Weight.BOLD))
        else:
            marks.append(_beside(plot, x, y, text, [label.y for label in labels]))
    for label, y in zip(labels, spread([label.y for label in labels], plot.top, plot.foot), strict=True):
        x, foot = plot.right + 6, y + 2.7
        marks.append(Words(x=x, y=foot, text=label.text, size=SIZE, weight=label.weight, ink=label.ink))
    return marks


def _beside(plot: _Plot, x: float, y: float, text: str, lines: Sequence[float]) -> Words:
    """Return the last value beside its point: to the right, above or below, wherever no other line runs."""
    for dx, dy, anchor in ((6, 2.7, Anchor.START), (0, -6, Anchor.MIDDLE), (0, 12, Anchor.MIDDLE)):
        middle = y + dy - 2.7
        if all(abs(middle - line) > 6 for line in lines) and middle < plot.foot:
            return Words(x=x + dx, y=y + dy, text=text, size=SIZE, weight=Weight.BOLD, anchor=anchor)
    return Words(x=x, y=y - 6, text=text, size=SIZE, weight=Weight.BOLD, anchor=Anchor.MIDDLE)


def spread(heights: Sequence[float], top: float, foot: float, distance: float = _LABEL_DISTANCE) -> list[float]:
    """Return the heights moved apart to at least ``distance``, as near to where they were as the order allows."""
    order = sorted(range(len(heights)), key=lambda i: heights[i])
    placed = [heights[i] for i in order]
    for _ in range(60):
        for i in range(len(placed) - 1):
            lack = distance - (placed[i + 1] - placed[i])
            if lack > 0.01:
                placed[i] -= lack / 2
                placed[i + 1] += lack / 2
    if placed:
        shift = max(top - placed[0], 0) - max(placed[-1] - foot, 0)
        placed = [y + shift for y in placed]
    result = [0.0] * len(heights)
    for place, i in enumerate(order):
        result[i] = placed[place]
    return result


def _spot(plot: _Plot, observation: Observation, series: Series, loc: Locale) -> Spot:
    x = plot.x(moment_of(observation.on))
    y = plot.foot - 4 if observation.value is None else plot.y(observation.value)
    value = valued(observation.value, series, loc)
    hint = f"{when(observation, loc)}: {value} ({source_of(observation, series, loc)})"
    return Spot(x=x - 6, y=y - 6, width=12, height=12, hint=hint, ref=Ref("observation", observation.id))
