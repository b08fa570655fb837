"""The line of one indicator over time: measured values, target, starting point, breaks and gaps.

A missing value is a gap and never zero. Where the definition changed the line breaks, with a numbered note.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trygg_desktop.charts.axes import Scale, Tick, date_ticks, decimals_of, say_when, value_scale
from trygg_desktop.charts.lettering import text_width
from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.spec import Anchor, Figure, Mark, Path, Ref, Shape, Spot, Symbol, Weight, Words
from trygg_desktop.domain.indicators import (
    DefinitionChange,
    Indicator,
    Observation,
    Target,
    first_day_of,
    moment_of,
    only_counts,
)
from trygg_desktop.formats import GAP, NBSP, Locale

SIZE = 7.5
_LABEL_DISTANCE = 9.5
_FOOT = 18.0
_GAP_ROOM = 6.0
_BREAK_ROOM = 5.0
_HEAD = 16.0


@dataclass(frozen=True, slots=True)
class Series:
    """All that is known of one indicator. ``is_example``: values without a source are example data."""

    indicator: Indicator
    observations: Sequence[Observation]
    targets: Sequence[Target] = ()
    changes: Sequence[DefinitionChange] = ()
    is_example: bool = False


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
    points = sorted(series.observations, key=lambda o: (moment_of(o.on), o.on))
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
        plot = _Plot(left, width - margin, _HEAD, height - _FOOT, width, time, scale)
        marks += _grid(plot, ticks, decimals, dates, indicator.unit, loc)
        marks += _reference_lines(plot, series)
        marks += _breaks(plot, series.changes, points)
        marks += _line(plot, points, series.changes)
        marks += _labels(plot, series, known, loc)
        spots = tuple(_spot(plot, o, series, loc) for o in points)
    else:
        text = loc.t("No values yet")
        marks.append(Words(x=width / 2, y=height / 2, text=text, anchor=Anchor.MIDDLE, ink=Ink.QUIET))
    return Figure(
        title=indicator.name,
        summary=" ".join([summarise_trend(series, loc), *_example_notes(series, loc)]),
        width=width,
        height=height,
        marks=tuple(marks),
        spots=spots,
        notes=_notes(series, loc),
        header=(loc.t("When"), value_heading(indicator, loc), loc.t("Answers"), loc.t("Source")),
        rows=tuple(_row(o, series, decimals_of(o.value for o in points), loc) for o in points),
    )


def summarise_trend(series: Series, loc: Locale) -> str:
    """Say in words where the line begins and ends, the target, and how many values are missing."""
    points = sorted(series.observations, key=lambda o: (moment_of(o.on), o.on))
    known = [o for o in points if o.value is not None]
    parts = []
    if not known:
        parts.append(loc.t("No values yet."))
    elif len(known) == 1:
        parts.append(loc.t("{value} ({when}).", value=_valued(known[0].value, series, loc), when=_when(known[0], loc)))
    else:
        parts.append(
            loc.t(
                "From {first} ({when}) to {last} ({then}).",
                first=_valued(known[0].value, series, loc),
                when=_when(known[0], loc),
                last=_valued(known[-1].value, series, loc),
                then=_when(known[-1], loc),
            )
        )
    parts += [
        loc.t("The target is {value} ({when}).", value=_valued(t.value, series, loc), when=say_when(t.on, loc))
        for t in _in_time(series.targets)
    ]
    missing = len(points) - len(known)
    if missing:
        parts.append(loc.tn("{n} value is missing.", "{n} values are missing.", missing))
    if series.changes:
        count = len(series.changes)
        parts.append(loc.tn("The definition changed once.", "The definition changed {n} times.", count))
    return " ".join(parts)


def value_heading(indicator: Indicator, loc: Locale) -> str:
    """Return the heading of the values' column: ``Value, procent``."""
    return loc.t("Value, {unit}", unit=indicator.unit) if indicator.unit else loc.t("Value")


def source_of(observation: Observation, series: Series, loc: Locale) -> str:
    """Return where a value comes from; without a source it is said to be example data, or to lack one."""
    if is_invented(observation, series):
        return loc.t("Example data")
    return observation.source or (series.indicator.source if observation.value is not None else "") or GAP


def is_invented(observation: Observation, series: Series) -> bool:
    """Tell whether a value is made up: one without a source in example data. What is missing is not made up."""
    return series.is_example and not observation.source and observation.value is not None


def _numbers(series: Series, known: Sequence[Observation]) -> list[float]:
    values = [o.value for o in known if o.value is not None] + [t.value for t in series.targets]
    baseline = series.indicator.baseline_value
    return values + ([baseline] if baseline is not None else [])


def _in_time(targets: Sequence[Target]) -> list[Target]:
    return sorted(targets, key=lambda t: moment_of(t.on))


def _span(series: Series, points: Sequence[Observation]) -> tuple[date, date]:
    days = [moment_of(o.on) for o in points] + [moment_of(t.on) for t in series.targets]
    if series.indicator.baseline_on:
        days.append(moment_of(series.indicator.baseline_on))
    return (min(days), max(days)) if days else (date(2000, 1, 1), date(2001, 1, 1))


def _right_margin(series: Series, known: Sequence[Observation], loc: Locale) -> float:
    texts = [label for label, _ in _reference_texts(series, loc)]
    texts += [_short(known[-1].value, loc)] if known else []
    return max(text_width(text, SIZE, Weight.SEMIBOLD) for text in texts) + 8 if texts else 8


def _reference_texts(series: Series, loc: Locale) -> list[tuple[str, float]]:
    """Return the words for target and starting point, and their values."""
    texts = []
    if series.targets:
        last = _in_time(series.targets)[-1]
        texts.append((loc.t("target {value}", value=_short(last.value, loc)), last.value))
    if series.indicator.baseline_value is not None:
        start = series.indicator.baseline_value
        texts.append((loc.t("start {value}", value=_short(start, loc)), start))
    return texts


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
        marks.append(_rule(plot.left, y, plot.right, y, Ink.NONE, (1.2, 2.4)))
    targets = _in_time(series.targets)
    if targets:
        y = plot.y(targets[-1].value)
        steps = ((plot.left, y), (plot.right, y))
        marks.append(Path(steps=steps, stroke=Ink.ACCENT, width=1, dash=(4, 3)))
    marks += [
        Symbol(shape=Shape.DIAMOND, x=plot.x(moment_of(t.on)), y=plot.y(t.value), size=5.5, ink=Ink.ACCENT)
        for t in targets
    ]
    return marks


def _breaks(plot: _Plot, changes: Sequence[DefinitionChange], points: Sequence[Observation]) -> list[Mark]:
    marks: list[Mark] = []
    for number, change in enumerate(_by_date(changes), 1):
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


def _by_date(changes: Sequence[DefinitionChange]) -> list[DefinitionChange]:
    return sorted(changes, key=lambda c: first_day_of(c.from_date))


def _line(plot: _Plot, points: Sequence[Observation], changes: Sequence[DefinitionChange]) -> list[Mark]:
    """Return the line in pieces, cut at gaps and at changed definitions, and a point for every value."""
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
    marks: list[Mark] = [
        Path(steps=tuple(piece), stroke=Ink.ACCENT, width=1.5, round_ends=True) for piece in pieces if len(piece) > 1
    ]
    missing = [point for point in points if point.value is None]
    breaks = [_break_at(plot, cut, points) for cut in cuts]
    marks += [
        Words(
            x=_clear_of(breaks, plot.x(moment_of(o.on))),
            y=plot.foot - 3,
            text=GAP,
            size=SIZE,
            anchor=Anchor.MIDDLE,
            ink=Ink.QUIET,
        )
        for o in missing
    ]
    marks += [Symbol(shape=Shape.DISC, x=x, y=y, size=4.6, ink=Ink.ACCENT) for piece in pieces for x, y in piece]
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
        _Label(plot.y(value), text, ink)
        for (text, value), ink in zip(_reference_texts(series, loc), inks, strict=False)
    ]
    marks: list[Mark] = []
    if known:
        last = known[-1]
        assert last.value is not None
        x, y = plot.x(moment_of(last.on)), plot.y(last.value)
        text = _short(last.value, loc)
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


def _notes(series: Series, loc: Locale) -> tuple[str, ...]:
    notes = [
        loc.t(
            "{number} The definition changed {when}: {text}.",
            number=number,
            when=say_when(c.from_date, loc),
            text=c.text.rstrip(". "),
        )
        for number, c in enumerate(_by_date(series.changes), 1)
    ]
    return (*notes, *_example_notes(series, loc))


def _example_notes(series: Series, loc: Locale) -> tuple[str, ...]:
    if not any(is_invented(o, series) for o in series.observations):
        return ()
    return (loc.t("Example data: values without a source are made up."),)


def _row(observation: Observation, series: Series, decimals: int, loc: Locale) -> tuple[str, ...]:
    return (
        _when(observation, loc),
        loc.number(observation.value, decimals),
        loc.number(observation.n),
        source_of(observation, series, loc),
    )


def _spot(plot: _Plot, observation: Observation, series: Series, loc: Locale) -> Spot:
    x = plot.x(moment_of(observation.on))
    y = plot.foot - 4 if observation.value is None else plot.y(observation.value)
    value = _valued(observation.value, series, loc)
    hint = f"{_when(observation, loc)}: {value} ({source_of(observation, series, loc)})"
    return Spot(x=x - 6, y=y - 6, width=12, height=12, hint=hint, ref=Ref("observation", observation.id))


def _when(observation: Observation, loc: Locale) -> str:
    return say_when(observation.on, loc)


def _short(value: float | None, loc: Locale) -> str:
    return loc.number(value)


def _valued(value: float | None, series: Series, loc: Locale) -> str:
    unit = series.indicator.unit
    return loc.number(value) + (NBSP + unit if unit and value is not None and not only_counts(unit) else "")
