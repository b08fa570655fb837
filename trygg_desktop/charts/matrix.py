"""The status matrix: parties or measures down, periods across, a word with its sign in every field."""

from dataclasses import dataclass

from trygg_desktop.charts.lettering import shorten, text_width
from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.spec import Anchor, Figure, Mark, Path, Ref, Spot, Symbol, Weight, Words
from trygg_desktop.charts.state import sign_of, text_ink_of, word_of
from trygg_desktop.domain.chain import STATE_WORDS, LinkState
from trygg_desktop.formats import GAP, Locale

ROW = 19.0
HEAD = 20.0
LEAST_COLUMN = 62.0
MOST_COLUMN = 96.0
_SIZE = 8.5


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one field. ``state`` is ``None`` where nothing was to be reported."""

    state: LinkState | None = None
    hint: str = ""
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    cells: tuple[Cell, ...]
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class StatusMatrix:
    """``heading`` names the rows, ``columns`` the columns; every row has a cell for each column."""

    title: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""


def build_matrix(matrix: StatusMatrix, loc: Locale, width: float) -> Figure:
    """Return the matrix as a figure; it grows wider than ``width`` when the columns need more room."""
    count = max(len(matrix.columns), 1)
    longest = max((text_width(row.label, _SIZE, Weight.SEMIBOLD) for row in matrix.rows), default=80.0) + 18
    label_width = min(longest, max(width - count * LEAST_COLUMN, 120.0))
    column = min(max((width - label_width) / count, LEAST_COLUMN), MOST_COLUMN)
    full = max(width, label_width + column * count)
    label_width = full - column * count
    centres = [label_width + column * (i + 0.5) for i in range(len(matrix.columns))]
    marks: list[Mark] = [Words(x=0, y=12, text=matrix.heading, size=7.5, weight=Weight.SEMIBOLD, ink=Ink.QUIET)]
    marks += [
        Words(x=x, y=12, text=text, size=7.5, weight=Weight.SEMIBOLD, anchor=Anchor.MIDDLE, ink=Ink.QUIET)
        for x, text in zip(centres, matrix.columns, strict=True)
    ]
    marks.append(_rule(HEAD, full, Ink.NONE))
    spots: list[Spot] = []
    for number, row in enumerate(matrix.rows):
        y = HEAD + number * ROW
        label = shorten(row.label, label_width - 12, _SIZE, Weight.SEMIBOLD)
        marks.append(Words(x=0, y=y + 12.5, text=label, size=_SIZE, weight=Weight.SEMIBOLD))
        spots.append(Spot(x=0, y=y, width=label_width, height=ROW, hint=row.label, ref=row.ref))
        for x, cell in zip(centres, row.cells, strict=True):
            marks += _cell(cell, x, y + 12.5, loc)
            hint = cell.hint or f"{row.label}: {say_cell(cell, loc)}"
            spots.append(Spot(x=x - column / 2, y=y, width=column, height=ROW, hint=hint, ref=cell.ref))
        marks.append(_rule(y + ROW, full, Ink.LINE))
    return Figure(
        title=matrix.title,
        summary=summarise_matrix(matrix, loc),
        width=full,
        height=HEAD + ROW * len(matrix.rows) + 1,
        marks=tuple(marks),
        spots=tuple(spots),
        notes=(matrix.note,) if matrix.note else (),
        header=(matrix.heading, *matrix.columns),
        rows=tuple((row.label, *(say_cell(cell, loc) for cell in row.cells)) for row in matrix.rows),
    )


def say_cell(cell: Cell, loc: Locale) -> str:
    """Return the word of a field; a gap where nothing was to be reported."""
    return GAP if cell.state is None else loc.t(word_of(cell.state))


def summarise_matrix(matrix: StatusMatrix, loc: Locale) -> str:
    """Say in words how many fields of the last column stand in each state."""
    if not matrix.columns or not matrix.rows:
        return loc.t("The matrix is empty.")
    last = [row.cells[-1].state for row in matrix.rows]
    counts = [(STATE_WORDS[state], last.count(state)) for state in LinkState if state in last]
    told = ", ".join(loc.t("{n} {state}", n=n, state=word) for word, n in counts) or GAP
    return f"{matrix.columns[-1]}: {told}."


def _cell(cell: Cell, x: float, y: float, loc: Locale) -> list[Mark]:
    """Return sign and word, centred together; the sign never stands alone."""
    word = say_cell(cell, loc)
    if cell.state is None:
        return [Words(x=x, y=y, text=word, size=_SIZE, anchor=Anchor.MIDDLE, ink=Ink.QUIET)]
    ink = text_ink_of(cell.state)
    start = x - (text_width(word, _SIZE) + 10) / 2
    return [
        Symbol(shape=sign_of(cell.state), x=start + 3, y=y - 3, size=5.5, ink=ink),
        Words(x=start + 10, y=y, text=word, size=_SIZE, ink=ink),
    ]


def _rule(y: float, width: float, ink: Ink) -> Path:
    return Path(steps=((0.0, y), (width, y)), stroke=ink, width=0.6)
