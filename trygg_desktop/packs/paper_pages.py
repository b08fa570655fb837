"""The papers in the pack: a divider for each, then its pages as they are, a little smaller, under our running heads."""

from io import BytesIO

from trygg_desktop.charts.palette import Ink
from trygg_desktop.formats import GAP
from trygg_desktop.packs.blocks import Heading, PageBreak, Story, Text, quiet
from trygg_desktop.packs.canvas import TaggedCanvas
from trygg_desktop.packs.pages import Label, Pages
from trygg_desktop.packs.paper_text import plain
from trygg_desktop.packs.papers import MOST_COLUMNS, MOST_ROWS, OpenedPaper
from trygg_desktop.packs.rows import PageNumber, Row
from trygg_desktop.packs.structure import Element, written_text
from trygg_desktop.packs.styles import A4, CELL, EYEBROW, LEAD, QUIET
from trygg_desktop.packs.table import Column, Table
from trygg_desktop.packs.typesetter import Typesetter

_SIDE, _HEAD, _FOOT = 26.0, 62.0, 50.0
"""Room beside, above and below a foreign page, for our running head and foot."""
_DIGITS = 8


class PaperPages:
    """Draws the papers, each on pages of its own."""

    def __init__(self, setter: Typesetter, canvas: TaggedCanvas, pages: Pages) -> None:
        self.setter = setter
        self.loc = setter.loc
        self.canvas = canvas
        self.pages = pages

    def draw(self, paper: OpenedPaper) -> None:
        """Draw the divider of a paper and what of it can be shown."""
        label = Label(f"{paper.item_title}, {self.name(paper)}", paper.item_number)
        section = Element("Sect", self.canvas.root)
        self.pages.fill(self._divide(paper), section, label)
        for index in range(len(paper.pages)):
            self._draw_page(paper, index, section, label)
        if paper.picture is not None:
            self._draw_picture(paper, section, label)

    def name(self, paper: OpenedPaper) -> str:
        """Return how a paper is called: ``Bilaga 2 Kartbilaga``."""
        return self.loc.t("Attachment {number}: {title}", number=paper.number, title=paper.line.title)

    # --- the divider

    def _divide(self, paper: OpenedPaper) -> Story:
        loc, line = self.loc, paper.line
        eyebrow = Text(
            f"{loc.t('Attachment {number}', number=paper.number)} · {loc.t('Item {number}', number=paper.item_number)}",
            EYEBROW,
        )
        eyebrow.keep, eyebrow.after = True, 2.0
        story: Story = [PageBreak(), eyebrow, Heading(line.title, 1, paper.key)]
        story.append(
            Text(loc.t("Belongs to item {number}, {title}.", number=paper.item_number, title=paper.item_title), LEAD)
        )
        story.append(Text(self._say_form(paper), QUIET))
        if line.file_name:
            facts = [line.file_name, f"SHA-256 {line.sha256[:_DIGITS]}"] if line.sha256 else [line.file_name]
            story.append(quiet(" · ".join(facts)))
        for sheet in paper.sheets:
            story.append(Heading(sheet.name, 2, ""))
            story += self._sheet(sheet.rows, sheet.height, sheet.width)
        return story

    def _say_form(self, paper: OpenedPaper) -> str:
        """Return in what form the paper is in the pack."""
        loc = self.loc
        if paper.line.beside:
            return loc.t(
                "This paper does not stand in the pack: it lies beside it as {file}.", file=paper.line.file_name
            )
        if paper.pages:
            return loc.tn(
                "{n} page, made a little smaller to leave room for head and page number.",
                "{n} pages, made a little smaller to leave room for head and page number.",
                n=len(paper.pages),
            )
        if paper.picture is not None:
            width, height = paper.picture.size
            return loc.t("Picture, {width} × {height} points, on the next page.", width=width, height=height)
        if paper.sheets:
            return loc.tn("Workbook with {n} sheet.", "Workbook with {n} sheets.", n=len(paper.sheets))
        return loc.t("This kind of file cannot be printed; it is kept in the project.")

    def _sheet(self, rows: tuple[tuple[str, ...], ...], height: int, width: int) -> Story:
        loc = self.loc
        size = loc.t("{rows} rows, {columns} columns.", rows=height, columns=width)
        if not rows:
            empty = loc.t("The sheet is empty.")
            large = loc.t(
                "Too large to print: at most {rows} rows and {columns} columns are.",
                rows=MOST_ROWS,
                columns=MOST_COLUMNS,
            )
            return [quiet(f"{size} {large}" if height and width else empty)]
        head, *body = rows
        columns = [Column(text or GAP, share=_share(rows, place)) for place, text in enumerate(head)]
        table = Table(columns, [Row([Text(text, CELL) for text in row]) for row in body] or [Row([""] * width)])
        return [table, quiet(size)]

    # --- pages as they are

    def _draw_page(self, paper: OpenedPaper, index: int, section: Element, label: Label) -> None:
        page = paper.pages[index]
        width, height = page.size
        size = A4 if height >= width else (A4[1], A4[0])
        scale = min((size[0] - 2 * _SIDE) / width, (size[1] - _HEAD - _FOOT) / height, 1.0)
        x = (size[0] - width * scale) / 2
        y = _FOOT + (size[1] - _HEAD - _FOOT - height * scale)
        words = self.loc.t(
            "{paper}, page {page} of {pages}", paper=paper.line.title, page=index + 1, pages=len(paper.pages)
        )

        def draw(canvas: TaggedCanvas) -> None:
            canvas.pen.written.append(f"{paper.line.sha256} {index}")
            self._frame(x, y, width * scale, height * scale)
            if page.has_text:
                canvas.begin(Element("P", section))
            else:
                canvas.begin(self._figure(words, (x, y, width * scale, height * scale), section))
            canvas.draw_foreign(paper.number, index, scale, x, y)
            canvas.end()

        self.pages.place(size, draw, label)

    def _draw_picture(self, paper: OpenedPaper, section: Element, label: Label) -> None:
        from reportlab.lib.utils import ImageReader

        assert paper.picture is not None
        width, height = (float(side) for side in paper.picture.size)
        size = A4 if height >= width else (A4[1], A4[0])
        scale = min((size[0] - 2 * _SIDE) / width, (size[1] - _HEAD - _FOOT) / height, 1.0)
        box = ((size[0] - width * scale) / 2, size[1] - _HEAD - height * scale, width * scale, height * scale)
        written = BytesIO()
        if getattr(paper.picture, "format", None) == "JPEG":
            paper.picture.save(written, "JPEG", quality="keep")
        else:
            paper.picture.save(written, "PNG")
        reader = ImageReader(written)

        def draw(canvas: TaggedCanvas) -> None:
            canvas.pen.written.append(paper.line.sha256)
            canvas.begin(self._figure(paper.line.title, box, section))
            canvas.drawImage(reader, *box)
            canvas.end()
            canvas.pen.forget()

        self.pages.place(size, draw, label)

    def _figure(self, words: str, box: tuple[float, float, float, float], section: Element) -> Element:
        x, y, width, height = box
        place = f"/A<</O/Layout/Placement/Block/BBox[{x:.2f} {y:.2f} {x + width:.2f} {y + height:.2f}]>>"
        return Element("Figure", section, f"/Alt {written_text(plain(words))}{place}")

    def _frame(self, x: float, y: float, width: float, height: float) -> None:
        """Draw a hairline around a foreign page, so that it is seen what is its own."""
        with self.canvas.artifact():
            self.canvas.rules(x, x + width, [y, y + height], Ink.LINE, 0.4)


def _share(rows: tuple[tuple[str, ...], ...], place: int) -> float:
    """Return how wide a column is beside the others, after its longest texts."""
    longest = max((len(row[place]) for row in rows), default=1)
    return float(min(max(longest, 4), 40))


def list_papers(setter: Typesetter, own: list[OpenedPaper]) -> Story:
    """Return the papers of an item with the pages where they begin."""
    columns = [Column(setter.loc.t("Attachment")), Column(setter.loc.t("Page"), 36, end=True)]
    names = [setter.loc.t("Attachment {number}: {title}", number=paper.number, title=paper.line.title) for paper in own]
    rows = [Row([name, PageNumber(paper.key)], paper.key) for name, paper in zip(names, own, strict=True)]
    return [Table(columns, rows, whole=True)]
