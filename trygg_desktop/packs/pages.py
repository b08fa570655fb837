"""Fills pages with blocks: headings stay with their text, what is kept together stays together, nothing is lost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from trygg_desktop.packs.blocks import Block, PageBreak
from trygg_desktop.packs.canvas import TaggedCanvas
from trygg_desktop.packs.structure import Element


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of a page that holds text, from its upper left corner (ReportLab's axes)."""

    x: float
    top: float
    width: float
    foot: float


@dataclass(frozen=True, slots=True)
class Label:
    """What a page is about: a section's title, or an agenda item's with its number."""

    title: str
    number: int | None = None


class Pages:
    """Puts blocks on the canvas, page after page. ``labels``: for each page what its blocks are about, in order."""

    def __init__(self, canvas: TaggedCanvas, frame: Frame, progress: Callable[[int], None] | None = None) -> None:
        self.canvas = canvas
        self.frame = frame
        self.labels: list[list[Label]] = [[]]
        self._progress = progress
        self._y = frame.top
        self._room_above = 0.0
        self._empty = True

    def fill(self, blocks: Sequence[Block | PageBreak], parent: Element, label: Label | None = None) -> None:
        """Draw ``blocks`` under ``parent`` in the structure tree, starting where the last ones ended."""
        waiting = list(reversed(blocks))
        while waiting:
            block = waiting.pop()
            if isinstance(block, PageBreak):
                self.new_page()
                continue
            gap = 0.0 if self._empty else max(self._room_above, block.before)
            room = self._y - gap - self.frame.foot
            height = block.height(self.frame.width)
            need = height + self._need_of_followers(block, waiting)
            if need <= room + 0.01:
                self._draw(block, gap, height, parent, label)
                continue
            alone = self._empty
            parts = block.split(self.frame.width, room) if alone or not block.keep else None
            if parts and (alone or block.least(self.frame.width) <= room):
                self._draw(parts[0], gap, parts[0].height(self.frame.width), parent, label)
                waiting.append(parts[1])
                self.new_page()
            elif not self._empty:
                waiting.append(block)
                self.new_page()
            else:
                self._draw(block, gap, height, parent, label)

    def lower(self, drop: float) -> None:
        """Begin the page ``drop`` points lower than usual."""
        self._y -= drop

    def new_page(self) -> None:
        """Begin a new page unless this one is still empty."""
        if self._empty:
            return
        self.canvas.showPage()
        self.labels.append([])
        self._y, self._room_above, self._empty = self.frame.top, 0.0, True
        if self._progress:
            self._progress(len(self.labels))

    def place(self, size: tuple[float, float], draw: Callable[[TaggedCanvas], None], label: Label) -> None:
        """Let ``draw`` fill a page of its own, of its own size; what follows begins the next one."""
        self.new_page()
        self.canvas.setPageSize(size)
        draw(self.canvas)
        self.labels[-1].append(label)
        self._empty = False
        self.new_page()
        self.canvas.setPageSize(self.canvas.paper)

    def end(self) -> None:
        """End the last page."""
        if not self._empty:
            self.canvas.showPage()
            self.labels.append([])
            self._empty = True

    def _need_of_followers(self, block: Block, waiting: Sequence[Block | PageBreak]) -> float:
        """Return the room that must be left after a block that stays with what follows."""
        need, place = 0.0, len(waiting) - 1
        while block.keep and place >= 0:
            following = waiting[place]
            if isinstance(following, PageBreak):
                break
            need += max(block.after, following.before)
            need += following.height(self.frame.width) if following.keep else following.least(self.frame.width)
            block, place = following, place - 1
        return need

    def _draw(self, block: Block, gap: float, height: float, parent: Element, label: Label | None) -> None:
        top = self._y - gap
        block.draw(self.canvas, self.frame.x, top, self.frame.width, parent)
        self._y = top - height
        self._room_above = block.after
        self._empty = False
        if label and label not in self.labels[-1]:
            self.labels[-1].append(label)
