"""Tables: header cells repeat on every page, rows stay whole unless one is longer than half a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from trygg_desktop.charts.palette import Ink
from trygg_desktop.packs.blocks import Block, Text
from trygg_desktop.packs.canvas import TaggedCanvas
from trygg_desktop.packs.rows import PAD, Cell, Row, Slot, write_cell
from trygg_desktop.packs.structure import Element, Tag
from trygg_desktop.packs.styles import CAPTION, TABLE_HEAD

BETWEEN = 10.0
"""Room between two columns; the outer ones stand flush with the text."""
_TALL = 300.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a fixed ``width`` in points, or a share of what the others leave. ``end``: figures, set flush right."""

    heading: str
    width: float | None = None
    share: float = 1.0
    end: bool = False


class Table(Block):
    """A table with header cells; ``row_headers``: the first cell of a row names the row. The ``caption`` stands under
    the last row and never without one. ``whole``: a short table that is not split over pages.
    """

    after = 14.0

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Row | Sequence[Cell]],
        *,
        row_headers: bool = False,
        caption: Text | None = None,
        shows_head: bool = True,
        whole: bool = False,
    ) -> None:
        self.columns = columns
        self.rows = [row if isinstance(row, Row) else Row(row) for row in rows]
        self.row_headers = row_headers
        self.caption = caption
        self.shows_head = shows_head
        self.whole = whole
        self.tag = Tag("Table")
        self.goes_on = False
        self._slots: list[Slot] = []
        self._head = [Text(column.heading, TABLE_HEAD) for column in columns]

    def height(self, width: float) -> float:
        slots = self._slots_of(width)
        return self._head_height(slots) + sum(row.height(slots) for row in self.rows) + self._caption_height(width)

    def least(self, width: float) -> float:
        height = self.height(width)
        if self._stays_whole(height):
            return height
        slots = self._slots_of(width)
        first = self.rows[: 2 if len(self.rows) < 4 else 1]
        return self._head_height(slots) + sum(_least_of(row.height(slots)) for row in first)

    def split(self, width: float, room: float) -> "tuple[Table, Table] | None":
        if self._stays_whole(self.height(width)):
            return None
        slots = self._slots_of(width)
        used = self._head_height(slots)
        last = len(self.rows) - 1
        for number, row in enumerate(self.rows):
            height = row.height(slots) + (self._caption_height(width) if number == last else 0.0)
            if used + height <= room + 0.01:
                used += height
                continue
            parts = row.cut(slots, room - used) if height > _TALL else None
            if parts:
                return self._begin([*self.rows[:number], parts[0]]), self._rest([parts[1], *self.rows[number + 1 :]])
            if number == last and number > 2:
                number -= 1  # the last row is not left alone on the next page
            return (self._begin(self.rows[:number]), self._rest(self.rows[number:])) if number else None
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float, parent: Element) -> None:
        slots = self._slots_of(width)
        table = self.tag.under(parent)
        y = top
        levels = []
        canvas.begin_text()
        if self.shows_head:
            self._draw_head(canvas, x, y, slots, table)
            y -= self._head_height(slots)
            levels.append(y)
        for row in self.rows:
            row.draw(canvas, x, y, slots, table, head=self.row_headers)
            y -= row.height(slots)
            levels.append(y)
        canvas.end_text()
        strong = levels[:1] if self.shows_head else []
        with canvas.artifact():
            canvas.rules(x, x + width, strong, Ink.NONE)
            canvas.rules(x, x + width, levels[len(strong) :], Ink.LINE)
        if self.caption:
            self.caption.draw(canvas, x, y - CAPTION.before, width, table)

    def _slots_of(self, width: float) -> list[Slot]:
        """Return where the columns' texts stand in a table ``width`` wide."""
        if not self._slots:
            fixed = sum(column.width or 0 for column in self.columns)
            shares = sum(column.share for column in self.columns if column.width is None) or 1
            rest = max(width - fixed, 40)
            left, last = 0.0, len(self.columns) - 1
            for place, column in enumerate(self.columns):
                own = column.width if column.width is not None else rest * column.share / shares
                start = left + (BETWEEN / 2 if place else 0.0)
                end = left + own - (BETWEEN / 2 if place != last else 0.0)
                self._slots.append(Slot(start, end - start, column.end))
                left += own
        return self._slots

    def _stays_whole(self, height: float) -> bool:
        return self.whole and height < 2 * _TALL

    def _begin(self, rows: Sequence[Row]) -> "Table":
        return self._part(rows, None, goes_on=self.goes_on)

    def _rest(self, rows: Sequence[Row]) -> "Table":
        return self._part(rows, self.caption, goes_on=True)

    def _part(self, rows: Sequence[Row], caption: Text | None, *, goes_on: bool) -> "Table":
        part = Table(self.columns, rows, row_headers=self.row_headers, caption=caption, shows_head=self.shows_head)
        part.tag, part.goes_on, part._slots = self.tag, goes_on, self._slots
        return part

    def _head_height(self, slots: Sequence[Slot]) -> float:
        if not self.shows_head:
            return 0.0
        return max(cell.height(slot.room) for cell, slot in zip(self._head, slots, strict=True)) + 2 * PAD

    def _caption_height(self, width: float) -> float:
        return CAPTION.before + self.caption.height(width) if self.caption else 0.0

    def _draw_head(self, canvas: TaggedCanvas, x: float, top: float, slots: Sequence[Slot], table: Element) -> None:
        """Draw the header cells; where the table goes on from the page before, they are not read again."""
        row = None if self.goes_on else Element("TR", table)
        for cell, slot in zip(self._head, slots, strict=True):
            if row is None:
                canvas.begin_artifact("Pagination")
            else:
                canvas.begin(Element("TH", row, "/A<</O/Table/Scope/Column>>"))
            write_cell(canvas, cell, x, top - PAD, slot)
            canvas.end()


def _least_of(height: float) -> float:
    return min(height, 60.0) if height > _TALL else height
