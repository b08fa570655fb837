"""The heat table: counts by line and time, the more the darker; a field without a report is a gap, never a zero."""

import math
from dataclasses import dataclass

from trygg_desktop.charts.lettering import shorten, text_width
from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.spec import Anchor, Box, Figure, Mark, Path, Ref, Spot, Weight, Words
from trygg_desktop.formats import GAP, Locale

ROW = 17.0
HEAD = 20.0
SECTION = 21.0
LEAST_COLUMN = 12.5
_SIZE = 8.0
_LABEL = 8.5
_TOTAL = 46.0
_BELOW = 10.0
_HEATS = (Ink.HEAT_1, Ink.HEAT_2, Ink.HEAT_3, Ink.HEAT_4)


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One line of counts; ``refs`` lead from its fields to their rows. Lines of one ``section`` follow each other."""

    label: str
    values: tuple[int | None, ...]
    total: int | None
    refs: tuple[Ref | None, ...]
    section: str = ""
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class HeatTable:
    """``heading`` names the lines, ``columns`` the times, shortly; ``spoken`` are the same in full. ``below`` stands
    under the names of the columns.
    """

    title: str
    heading: str
    columns: tuple[str, ...]
    spoken: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    notes: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


def build_heat(table: HeatTable, loc: Locale, width: float) -> Figure:
    """Return the heat table as a figure; it grows wider than ``width`` when the columns need more room."""
    count = max(len(table.columns), 1)
    label = max((text_width(row.label, _LABEL) for row in table.rows), default=60.0) + 12
    label = min(max(label, text_width(table.heading, 7.5, Weight.SEMIBOLD) + 12), 150.0)
    head_room = max((text_width(text, 7.5, Weight.SEMIBOLD) + 6 for text in table.columns + table.below), default=0.0)
    head = HEAD + (_BELOW if table.below else 0)
    column = max((width - label - _TOTAL) / count, LEAST_COLUMN, head_room)
    column = min(column, max(head_room, 44.0))
    full = max(width, label + column * count + _TOTAL)
    most = max((value for row in table.rows for value in row.values if value), default=0)
    centres = [label + column * (i + 0.5) for i in range(len(table.columns))]
    end = label + column * count + _TOTAL - 4
    heads = [(x, text, Anchor.MIDDLE) for x, text in zip(centres, table.columns, strict=True)]
    heads += [(0.0, table.heading, Anchor.START), (end, loc.t("Sum"), Anchor.END)]
    marks: list[Mark] = [
        Words(x=x, y=12, text=text, size=7.5, weight=Weight.SEMIBOLD, anchor=anchor, ink=Ink.QUIET)
        for x, text, anchor in heads
    ]
    marks += [
        Words(x=x, y=12 + _BELOW, text=text, size=7.5, anchor=Anchor.MIDDLE, ink=Ink.QUIET)
        for x, text in zip(centres, table.below, strict=False)
    ]
    marks.append(_rule(head - 2, end, Ink.NONE))
    spots: list[Spot] = []
    y, section = head, ""
    for row in table.rows:
        if row.section and row.section != section:
            section = row.section
            name = shorten(section, full, 8.0, Weight.SEMIBOLD)
            marks.append(Words(x=0, y=y + 14, text=name, size=8.0, weight=Weight.SEMIBOLD, ink=Ink.QUIET))
            y += SECTION
        marks.append(Words(x=0, y=y + 12, text=shorten(row.label, label - 8, _LABEL), size=_LABEL))
        spots.append(Spot(x=0, y=y, width=label, height=ROW, hint=_say_line(row, loc), ref=row.ref))
        for place, (x, value, ref) in enumerate(zip(centres, row.values, row.refs, strict=True)):
            marks += _field(x, y, column, value, most, loc)
            hint = loc.t("{line}, {time}: {count}", line=row.label, time=table.spoken[place], count=_say(value, loc))
            spots.append(Spot(x=x - column / 2, y=y, width=column, height=ROW, hint=hint, ref=ref))
        total = Words(
            x=end, y=y + 12, text=loc.number(row.total), size=_LABEL, weight=Weight.SEMIBOLD, anchor=Anchor.END
        )
        marks.append(total)
        y += ROW
    return Figure(
        title=table.title,
        summary=summarise_heat(table, loc),
        width=full,
        height=y + 2,
        marks=tuple(marks),
        spots=tuple(spots),
        notes=table.notes,
        header=(table.heading, *table.spoken, loc.t("Sum")),
        rows=tuple(
            (row.label, *(loc.number(value) for value in row.values), loc.number(row.total)) for row in table.rows
        ),
    )


def summarise_heat(table: HeatTable, loc: Locale) -> str:
    """Say in words which line has most in all, and where a single field has most."""
    lines = [row for row in table.rows if row.total is not None]
    if not lines:
        return loc.t("Nothing has been reported.")
    top = max(lines, key=lambda row: row.total or 0)
    fields = [
        (value, row.label, table.spoken[place])
        for row in lines
        for place, value in enumerate(row.values)
        if value is not None
    ]
    value, line, time = max(fields, key=lambda field: field[0])
    return loc.t(
        "Most in all: {top} ({total}). Most at once: {line}, {time} ({count}).",
        top=top.label,
        total=top.total,
        line=line,
        time=time,
        count=value,
    )


def _field(x: float, y: float, column: float, value: int | None, most: int, loc: Locale) -> list[Mark]:
    """Return a field, tinted by its quarter of the largest count; zero and gap have no tint."""
    if value is None:
        return [Words(x=x, y=y + 12, text=GAP, size=_SIZE, anchor=Anchor.MIDDLE, ink=Ink.NONE)]
    words = Words(x=x, y=y + 12, text=loc.number(value), size=_SIZE, anchor=Anchor.MIDDLE)
    if not value:
        return [words]
    heat = _HEATS[min(math.ceil(4 * value / most), 4) - 1]
    return [Box(x=x - column / 2 + 0.6, y=y + 0.6, width=column - 1.2, height=ROW - 1.2, radius=1.5, fill=heat), words]


def _say(value: int | None, loc: Locale) -> str:
    return loc.t("not reported") if value is None else loc.number(value)


def _say_line(row: HeatRow, loc: Locale) -> str:
    return loc.t("{line}: {count} in all", line=row.label, count=_say(row.total, loc))


def _rule(y: float, width: float, ink: Ink) -> Path:
    return Path(steps=((0.0, y), (width, y)), stroke=ink, width=0.6)
