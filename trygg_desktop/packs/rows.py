"""Rows of tables: cells side by side, as high as the highest."""

from collections.abc import Sequence
from dataclasses import dataclass

from trygg_desktop.charts.lettering import text_width
from trygg_desktop.packs.blocks import Text
from trygg_desktop.packs.canvas import TaggedCanvas
from trygg_desktop.packs.structure import Element, Tag, written_text
from trygg_desktop.packs.styles import CELL

PAD = 4.5
"""Room above and below the text of a row."""
DENSE = 2.0
"""The same in a table of single words, which is read as a whole."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a column's text stands, from the table's left edge. ``end``: flush right."""

    left: float
    room: float
    end: bool


class PageNumber:
    """A cell that gets the page number of a place once it is known."""

    def __init__(self, key: str) -> None:
        self.key = key


Cell = str | Text | PageNumber


class Row:
    """A row of a table; ``key`` makes it a link to that place, ``pad`` is the room above and below its text. The parts
    of a split row share its tags.
    """

    __slots__ = ("_height", "cells", "key", "pad", "tag", "tags")

    def __init__(self, cells: Sequence[Cell], key: str = "", pad: float = PAD) -> None:
        self.cells: list[Text | PageNumber] = [Text(c, CELL) if isinstance(c, str) else c for c in cells]
        self.key = key
        self.pad = pad
        self.tag = Tag("TR")
        self.tags: list[Tag | None] = [None] * len(self.cells)
        self._height = -1.0

    def height(self, slots: Sequence[Slot]) -> float:
        """Return the height of the row with its padding."""
        if self._height < 0:
            pairs = zip(self.cells, slots, strict=True)
            self._height = (
                max(c.height(s.room) if isinstance(c, Text) else CELL.leading for c, s in pairs) + 2 * self.pad
            )
        return self._height

    def cut(self, slots: Sequence[Slot], room: float) -> "tuple[Row, Row] | None":
        """Return the row in two parts, the first within ``room``, or ``None`` when not a line fits."""
        heads: list[Cell] = []
        tails: list[Cell] = []
        for cell, slot in zip(self.cells, slots, strict=True):
            parts = cell.cut(slot.room, room - 2 * self.pad) if isinstance(cell, Text) else None
            fits = isinstance(cell, PageNumber) or cell.height(slot.room) <= room - 2 * self.pad
            if parts is None and not fits:
                return None
            heads.append(parts[0] if parts else cell)
            tails.append(parts[1] if parts else Text("", CELL))
        return self._part(heads), self._part(tails)

    def draw(
        self,
        canvas: TaggedCanvas,
        x: float,
        top: float,
        slots: Sequence[Slot],
        table: Element,
        *,
        head: bool,
    ) -> None:
        """Draw the cells, as a part of the table's text; ``head``: the first one names the row."""
        node = self.tag.under(table)
        right = x + slots[-1].left + slots[-1].room
        for place, (cell, slot) in enumerate(zip(self.cells, slots, strict=True)):
            element = self._tag(place, names=head and place == 0).under(node)
            leads = bool(self.key) and place == self._naming()
            target = Element("Link", element, f"/Alt {written_text(self._words())}") if leads else element
            canvas.begin(target)
            if isinstance(cell, PageNumber):
                y = top - self.pad - (CELL.leading + CELL.size * 0.72) / 2
                canvas.write_page_of(cell.key, x + slot.left + slot.room, y, CELL.size)
            else:
                write_cell(canvas, cell, x, top - self.pad, slot)
            canvas.end()
            if target is not element:
                box = (x, top - self.height(slots), right, top)
                canvas.link(box, self.key, self._words(), target)

    def _words(self) -> str:
        return " ".join(span.text for cell in self.cells[:2] if isinstance(cell, Text) for span in cell.spans)

    def _naming(self) -> int:
        """Return which cell tells what the row leads to: the second where the first is but a number."""
        first = self.cells[0]
        is_number = isinstance(first, Text) and "".join(span.text for span in first.spans).isdecimal()
        return 1 if is_number and len(self.cells) > 1 else 0

    def _part(self, cells: Sequence[Cell]) -> "Row":
        part = Row(cells, self.key, self.pad)
        part.tag, part.tags = self.tag, self.tags
        return part

    def _tag(self, place: int, *, names: bool) -> Tag:
        tag = self.tags[place]
        if tag is None:
            tag = self.tags[place] = Tag("TH", "/A<</O/Table/Scope/Row>>") if names else Tag("TD")
        return tag


def write_cell(canvas: TaggedCanvas, cell: Text, x: float, top: float, slot: Slot) -> None:
    """Write a cell's text into its slot, with its upper edge at ``top``."""
    left = x + slot.left
    if slot.end and len(lines := cell.lines(slot.room)) == 1:
        text = "".join(run[2] for run in lines[0])
        left += max(slot.room - text_width(text, cell.style.size, cell.spans[0].weight or cell.style.weight), 0)
    cell.write(canvas, left, top, slot.room)
