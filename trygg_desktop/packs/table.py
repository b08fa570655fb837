"""Tables: header cells repeat on every page, rows stay whole unless one is longer than half a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from trygg_desktop.charts.lettering import text_width
from trygg_desktop.charts.palette import Ink
from trygg_desktop.packs.blocks import Block, Text
from trygg_desktop.packs.canvas import TaggedCanvas
from trygg_desktop.packs.structure import Element, Tag
from trygg_desktop.packs.styles import CELL, TABLE_HEAD, Style

PAD = 4.5
SIDE = 5.0
_TALL = 300.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a fixed ``width`` in points, or a share of what the others leave. ``end``: figures, set flush right."""

    heading: str
    width: float | None = None
    share: float = 1.0
    end: bool = False


class PageNumber:
    """A cell that gets the page number of a place once it is known."""

    def __init__(self, key: str) -> None:
        self.key = key


Cell = str | Text | PageNumber


class Row:
    """A row of a table; ``key`` makes it a link to that place. The parts of a split row share its tags."""

    __slots__ = ("_height", "cells", "key", "tag", "tags")

    def __init__(self, cells: Sequence[Cell], key: str = "") -> None:
        self.cells: list[Text | PageNumber] = [Text(c, CELL) if isinstance(c, str) else c for c in cells]
        self.key = key
        self.tag = Tag("TR")
        self.tags: list[Tag | None] = [None] * len(self.cells)
        self._height = -1.0

    def height(self, widths: Sequence[float]) -> float:
        """Return the height of the row with its padding."""
        if self._height < 0:
            heights = [
                cell.height(width - 2 * SIDE) if isinstance(cell, Text) else CELL.leading
                for cell, width in zip(self.cells, widths, strict=True)
            ]
            self._height = max(heights) + 2 * PAD
        return self._height

    def cut(self, widths: Sequence[float], room: float) -> "tuple[Row, Row] | None":
        """Return the row in two parts, the first within ``room``, or ``None`` when not a line fits."""
        heads: list[Cell] = []
        tails: list[Cell] = []
        for cell, width in zip(self.cells, widths, strict=True):
            parts = cell.cut(width - 2 * SIDE, room - 2 * PAD) if isinstance(cell, Text) else None
            fits = isinstance(cell, PageNumber) or cell.height(width - 2 * SIDE) <= room - 2 * PAD
            if parts is None and not fits:
                return None
            heads.append(parts[0] if parts else cell)
            tails.append(parts[1] if parts else Text("", CELL))
        return self._part(heads), self._part(tails)

    def _part(self, cells: Sequence[Cell]) -> "Row":
        part = Row(cells, self.key)
        part.tag, part.tags = self.tag, self.tags
        return part


class Table(Block):
    """A table with header cells; ``row_headers``: the first cell of a row names the row."""

    after = 14.0

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Row | Sequence[Cell]],
        *,
        row_headers: bool = False,
        tag: Tag | None = None,
        shows_head: bool = True,
        goes_on: bool = False,
    ) -> None:
        self.columns = columns
        self.rows = [row if isinstance(row, Row) else Row(row) for row in rows]
        self.row_headers = row_headers
        self.tag = tag or Tag("Table")
        self.shows_head = shows_head
        self.goes_on = goes_on
        self._widths: list[float] = []
        self._head = [Text(column.heading, TABLE_HEAD) for column in columns]

    def widths(self, width: float) -> list[float]:
        """Return the columns' widths for a table ``width`` wide."""
        if not self._widths:
            fixed = sum(column.width or 0 for column in self.columns)
            shares = sum(column.share for column in self.columns if column.width is None) or 1
            rest = max(width - fixed, 40)
            self._widths = [c.width if c.width is not None else rest * c.share / shares for c in self.columns]
        return self._widths

    def height(self, width: float) -> float:
        widths = self.widths(width)
        return self._head_height(width) + sum(row.height(widths) for row in self.rows)

    def least(self, width: float) -> float:
        rows = sum(self._least_of(row, width) for row in self.rows[: 2 if len(self.rows) < 4 else 1])
        return self._head_height(width) + rows

    def split(self, width: float, room: float) -> "tuple[Table, Table] | None":
        widths = self.widths(width)
        used = self._head_height(width)
        for number, row in enumerate(self.rows):
            height = row.height(widths)
            if used + height <= room + 0.01:
                used += height
                continue
            parts = row.cut(widths, room - used) if height > _TALL else None
            if parts:
                rest = self._part([parts[1], *self.rows[number + 1 :]], goes_on=True)
                return self._part([*self.rows[:number], parts[0]]), rest
            if not number:
                return None
            return self._part(self.rows[:number]), self._part(self.rows[number:], goes_on=True)
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float, parent: Element) -> None:
        widths = self.widths(width)
        table = self.tag.under(parent)
        y = top
        rules = []
        if self.shows_head:
            self._draw_head(canvas, x, y, widths, table)
            y -= self._head_height(width)
            rules.append((y, Ink.NONE))
        for row in self.rows:
            height = row.height(widths)
            self._draw_row(canvas, row, x, y, widths, table)
            y -= height
            rules.append((y, Ink.LINE))
        canvas.begin_artifact()
        for level, ink in rules:
            canvas.rule(x, x + width, level, ink)
        canvas.end()

    def _part(self, rows: Sequence[Row], *, goes_on: bool = False) -> "Table":
        part = Table(
            self.columns,
            rows,
            row_headers=self.row_headers,
            tag=self.tag,
            shows_head=self.shows_head,
            goes_on=goes_on or self.goes_on,
        )
        part._widths = self._widths
        return part

    def _head_height(self, width: float) -> float:
        if not self.shows_head:
            return 0.0
        widths = self.widths(width)
        cells = zip(self._head, widths, strict=True)
        return max(cell.height(own - 2 * SIDE) for cell, own in cells) + 2 * PAD

    def _least_of(self, row: Row, width: float) -> float:
        height = row.height(self.widths(width))
        return min(height, 60.0) if height > _TALL else height

    def _draw_head(self, canvas: TaggedCanvas, x: float, top: float, widths: Sequence[float], table: Element) -> None:
        """Draw the header cells; where the table goes on from the page before, they are not read again."""
        row = None if self.goes_on else Element("TR", table)
        left = x
        for column, cell, width in zip(self.columns, self._head, widths, strict=True):
            if row is None:
                canvas.begin_artifact("Pagination")
            else:
                canvas.begin(Element("TH", row, "/A<</O/Table/Scope/Column>>"))
            _write(canvas, cell, left, top, width, end=column.end)
            canvas.end()
            left += width

    def _draw_row(
        self, canvas: TaggedCanvas, row: Row, x: float, top: float, widths: Sequence[float], table: Element
    ) -> None:
        node = row.tag.under(table)
        left = x
        for place, (column, cell, width) in enumerate(zip(self.columns, row.cells, widths, strict=True)):
            element = self._cell_tag(row, place).under(node)
            target = Element("Link", element) if row.key and place == 0 else element
            canvas.begin(target)
            if isinstance(cell, PageNumber):
                y = top - PAD - (CELL.leading + CELL.size * 0.72) / 2
                canvas.write_page_of(cell.key, left + width - SIDE, y, CELL.size)
            else:
                _write(canvas, cell, left, top, width, end=column.end)
            canvas.end()
            if target is not element:
                words = " ".join(span.text for c in row.cells[:2] if isinstance(c, Text) for span in c.spans)
                box = (x, top - row.height(widths), x + sum(widths), top)
                canvas.link(box, row.key, words, target)
            left += width

    def _cell_tag(self, row: Row, place: int) -> Tag:
        tag = row.tags[place]
        if tag is None:
            header = self.row_headers and place == 0
            tag = row.tags[place] = Tag("TH", "/A<</O/Table/Scope/Row>>") if header else Tag("TD")
        return tag


def _write(canvas: TaggedCanvas, cell: Text, left: float, top: float, width: float, *, end: bool) -> None:
    room = width - 2 * SIDE
    if end:
        style: Style = cell.style
        text = "".join(run[2] for run in cell.lines(room)[0]) if cell.lines(room) else ""
        own = text_width(text, style.size, cell.spans[0].weight or style.weight)
        if len(cell.lines(room)) == 1:
            cell.write(canvas, left + SIDE + max(room - own, 0), top - PAD, room)
            return
    cell.write(canvas, left + SIDE, top - PAD, room)
