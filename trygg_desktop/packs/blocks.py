"""What a page is filled with: blocks that know their height, may be split, and draw themselves with their tag."""

from collections.abc import Iterable, Sequence

from trygg_desktop.charts.palette import Ink
from trygg_desktop.packs.canvas import TaggedCanvas
from trygg_desktop.packs.lines import Line, Span, break_lines
from trygg_desktop.packs.structure import Element, Tag
from trygg_desktop.packs.styles import BODY, HEADING, QUIET, SMALL_HEADING, TITLE, Style


class Block:
    """A part of the page. ``before`` and ``after`` are the least room around it; ``keep``: it stays on the page where
    the next block begins.
    """

    before = 0.0
    after = 0.0
    keep = False

    def height(self, width: float) -> float:
        """Return the height in points when set ``width`` wide."""
        raise NotImplementedError

    def least(self, width: float) -> float:
        """Return the height of the least part that may stand at the foot of a page."""
        return self.height(width)

    def split(self, width: float, room: float) -> "tuple[Block, Block] | None":  # noqa: ARG002
        """Return the part that fits ``room`` and the rest, or ``None`` when it cannot be split there."""
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float, parent: Element) -> None:
        """Draw the block with its upper left corner at ``x``, ``top``."""
        raise NotImplementedError


class Text(Block):
    """A paragraph: a plain text, or spans in different weight and ink."""

    def __init__(
        self,
        text: str | Sequence[Span],
        style: Style = BODY,
        *,
        role: str = "P",
        tag: Tag | None = None,
        indent: float = 0.0,
        lines: list[Line] | None = None,
    ) -> None:
        self.spans = [Span(text)] if isinstance(text, str) else list(text)
        self.style = style
        self.before, self.after = style.before, style.after
        self.tag = tag or Tag(role)
        self.indent = indent
        self._lines = lines
        self._width = -1.0

    def lines(self, width: float) -> list[Line]:
        """Return the text broken into lines for ``width``."""
        if self._lines is None or self._width not in (width, -1.0):
            style = self.style
            self._lines = break_lines(self.spans, width - self.indent, style.size, style.weight, style.ink)
            self._width = width
        return self._lines

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.style.leading

    def least(self, width: float) -> float:
        count = len(self.lines(width))
        return (count if count <= 3 else 2) * self.style.leading

    def split(self, width: float, room: float) -> "tuple[Text, Text] | None":
        """Split between lines, never leaving one line alone on either page."""
        lines = self.lines(width)
        fits = min(int((room + 0.01) // self.style.leading), len(lines) - 2)
        if fits < 2:
            return None
        return self._part(lines[:fits]), self._part(lines[fits:])

    def cut(self, width: float, room: float) -> "tuple[Text, Text] | None":
        """Split between any lines, for a cell that is longer than a page."""
        lines = self.lines(width)
        fits = int((room + 0.01) // self.style.leading)
        if not 0 < fits < len(lines):
            return None
        return self._part(lines[:fits]), self._part(lines[fits:])

    def _part(self, lines: list[Line]) -> "Text":
        part = Text(self.spans, self.style, tag=self.tag, indent=self.indent, lines=lines)
        part.keep = self.keep
        return part

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float, parent: Element) -> None:
        canvas.begin(self.tag.under(parent))
        self.write(canvas, x, top, width)
        canvas.end()

    def write(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Write the lines without a tag of their own."""
        style = self.style
        baseline = top - (style.leading + style.size * 0.72) / 2
        canvas.write_lines(self.lines(width), style.size, style.leading, x + self.indent, baseline)


class Heading(Text):
    """A heading of a level, 1 to 3, among the bookmarks under its own key; it stays with what follows."""

    keep = True
    _STYLES = (TITLE, HEADING, SMALL_HEADING)

    def __init__(self, text: str, level: int, key: str = "") -> None:
        super().__init__(text, self._STYLES[level - 1], role=f"H{level}")
        self.title = text
        self.level = level
        self.key = key

    def least(self, width: float) -> float:
        return self.height(width)

    def split(self, width: float, room: float) -> "tuple[Text, Text] | None":
        """Split a heading that is longer than a page; the rest of it is no place of its own."""
        parts = super().split(width, room)
        if parts is None:
            return None
        first = Heading(self.title, self.level, self.key)
        first.tag, first._lines, first._width = self.tag, parts[0]._lines, -1.0
        return first, parts[1]

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float, parent: Element) -> None:
        if self.key:
            canvas.mark_place(self.key, top + 6, " ".join(self.title.split()), self.level - 1)
        super().draw(canvas, x, top, width, parent)


class PageBreak:
    """What follows begins a new page."""


Story = list[Block | PageBreak]
"""What a section consists of, in order."""


class ListItem(Block):
    """One item of a list; the items of one list share its tag."""

    def __init__(self, label: str, text: Text, whole: Tag, tag: Tag | None = None) -> None:
        self.label = label
        self.text = text
        self.whole = whole
        self.tag = tag or Tag("LI")
        self.after = 3.0

    def height(self, width: float) -> float:
        return self.text.height(width)

    def least(self, width: float) -> float:
        return self.text.least(width)

    def split(self, width: float, room: float) -> "tuple[ListItem, ListItem] | None":
        parts = self.text.split(width, room)
        if parts is None:
            return None
        return ListItem(self.label, parts[0], self.whole, self.tag), ListItem("", parts[1], self.whole, self.tag)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float, parent: Element) -> None:
        item = self.tag.under(self.whole.under(parent))
        if self.label:
            canvas.begin(Element("Lbl", item))
            label = Text(self.label, self.text.style)
            label.write(canvas, x, top, width)
            canvas.end()
        self.text.draw(canvas, x, top, width, item)


def make_list(items: Iterable[str | Sequence[Span]], style: Style = BODY, *, numbered: bool = False) -> Story:
    """Return the items of a list, numbered or with bullets."""
    whole = Tag("L", f"/A<</O/List/ListNumbering/{'Decimal' if numbered else 'Disc'}>>")
    blocks: list[ListItem] = []
    for number, item in enumerate(items, 1):
        text = Text(item, style, role="LBody", indent=16.0 if numbered else 12.0)
        blocks.append(ListItem(f"{number}." if numbered else "•", text, whole))
    if blocks:
        blocks[-1].after = 8.0
    return list(blocks)


def quiet(text: str) -> Text:
    """Return a quiet line, for what is empty or explains."""
    return Text([Span(text, None, Ink.QUIET)], QUIET)
