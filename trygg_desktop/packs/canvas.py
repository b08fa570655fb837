"""A page to draw on where everything drawn has its place in the structure tree, or is marked as not to be read."""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFObjectReference, PDFPage
from reportlab.pdfgen.canvas import Canvas

from trygg_desktop.charts.lettering import text_width
from trygg_desktop.charts.palette import Ink
from trygg_desktop.packs.fonts import REGULAR, register_fonts
from trygg_desktop.packs.pen import RGB, Pen, Run
from trygg_desktop.packs.structure import Element, Source, register, write_structure, written_text


@dataclass(frozen=True, slots=True)
class _Place:
    """A place that links lead to: page (from 0) and height on it."""

    page: int
    top: float


@dataclass(frozen=True, slots=True)
class _Link:
    page: int
    box: tuple[float, float, float, float]
    key: str
    words: str
    element: Element


@dataclass(frozen=True, slots=True)
class _Late:
    """A page number that is known when all pages are laid out: that of ``key``, set to end at ``x``."""

    page: int
    token: str
    key: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Foreign:
    """Where a page of another PDF is put in once the file is written: on ``page`` (from 0), under ``name``; it is page
    ``index`` of the paper ``number``.
    """

    page: int
    name: str
    number: int
    index: int


class TaggedCanvas(Canvas):
    """Draws pages of one document into ``file``; ``language`` is a code such as ``sv-SE``."""

    _doc: Any
    _code: list[str]
    _filename: BytesIO
    _pagesize: tuple[float, float]

    def __init__(self, file: BytesIO, size: tuple[float, float], title: str, author: str, language: str) -> None:
        register_fonts()
        settings: dict[str, Any] = {"initialFontName": REGULAR, "invariant": 1, "pageCompression": 0}
        super().__init__(file, pagesize=size, lang=language, pdfVersion=(1, 7), **settings)
        self.setTitle(title)
        self.setAuthor(author)
        self.setCreator("Trygg Desktop")
        self.setSubject(title)
        self.pen = Pen(self._doc)
        self.root = Element("Document")
        self._marks: list[list[Element]] = [[]]
        self._places: dict[str, _Place] = {}
        self._links: list[_Link] = []
        self._late: list[_Late] = []
        self._in_text = False
        self._outline_level = -1
        self.paper = size
        self.sizes: list[tuple[float, float]] = []
        self.said: list[str] = []
        self.bookmarks = True
        self.foreign: list[Foreign] = []

    @property
    def page(self) -> int:
        """The number of the page being drawn, from 0."""
        return len(self._marks) - 1

    # --- marked content

    def begin(self, element: Element) -> None:
        """What is drawn from here to ``end`` is a part of ``element``."""
        marks = self._marks[-1]
        self._code.append(f"/{element.role} <</MCID {len(marks)}>> BDC")
        element.kids.append((self.page, len(marks)))
        marks.append(element)

    def begin_artifact(self, kind: str = "Layout") -> None:
        """What is drawn from here to ``end`` is not to be read: rules, running heads."""
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")

    def end(self) -> None:
        """End what ``begin`` or ``begin_artifact`` began."""
        self._code.append("EMC")

    @contextlib.contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """Draw what is not to be read."""
        self.begin_artifact(kind)
        yield
        self.end()

    # --- drawing

    def write_lines(self, lines: Sequence[Sequence[Run]], size: float, leading: float, x: float, y: float) -> None:
        """Write lines of text below each other, the first baseline at ``y``."""
        source = self.pen.write_lines(lines, size, leading, x, y)
        self._code.append(source if self._in_text else f"BT {source} ET")

    def draw_foreign(self, number: int, index: int, scale: float, x: float, y: float) -> None:
        """Leave the place of a page of another PDF, ``scale`` times its size, its lower left corner at ``x``, ``y``."""
        found = Foreign(self.page, f"Paper{number}p{index}", number, index)
        self.foreign.append(found)
        self.pen.forget()
        self._code.append(f"q {scale:.5f} 0 0 {scale:.5f} {x:.2f} {y:.2f} cm /{found.name} Do Q")

    def draw_source(self, source: str) -> None:
        """Draw what is given as PDF source."""
        self._code.append(source)

    def begin_text(self) -> None:
        """From here to ``end_text`` only text is drawn: the cells of a row share one text object."""
        self._code.append("BT")
        self._in_text = True

    def end_text(self) -> None:
        """End what ``begin_text`` began."""
        self._code.append("ET")
        self._in_text = False

    def rules(self, x1: float, x2: float, levels: Sequence[float], ink: Ink = Ink.LINE, width: float = 0.6) -> None:
        """Draw level lines."""
        if levels:
            lines = " ".join(f"{x1:.2f} {y:.2f} m {x2:.2f} {y:.2f} l" for y in levels)
            self._code.append(f"{RGB[ink]} RG {width} w {lines} S")

    def block(self, x: float, y: float, width: float, height: float, ink: Ink) -> None:
        """Fill a rectangle from its lower left corner."""
        self.pen.forget()
        self._code.append(f"{RGB[ink]} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    # --- places, links, late numbers

    def mark_place(self, key: str, top: float, title: str = "", level: int = 0) -> None:
        """Let links lead here; with a ``title`` the place also stands among the bookmarks."""
        self._places[key] = _Place(self.page, top)
        if title and self.bookmarks:
            self.bookmarkHorizontalAbsolute(key, top)
            self._outline_level = min(level, self._outline_level + 1)
            self.addOutlineEntry(title, key, self._outline_level)

    def link(self, box: tuple[float, float, float, float], key: str, words: str, element: Element) -> None:
        """Make a part of the page lead to the place ``key``; ``words`` say where it leads."""
        element.kids.append(f"note{len(self._links)}")
        self._links.append(_Link(self.page, box, key, words, element))

    def write_page_of(self, key: str, x: float, y: float, size: float) -> None:
        """Write the page number of the place ``key``, ending at ``x``; filled in by ``finish``. Only between
        ``begin_text`` and ``end_text``.
        """
        token = f"\x01{len(self._late)}\x01"
        self._code.append(token)
        self.pen.forget()
        self._late.append(_Late(self.page, token, key, x, y, size))

    def showPage(self) -> None:
        self.sizes.append((self._pagesize[0], self._pagesize[1]))
        self.said.append("\n".join(self.pen.written))
        self.pen.written.clear()
        super().showPage()
        self.pen.forget()
        self._marks.append([])

    # --- the end

    def finish(
        self,
        furnish: Callable[[int, int], str] | None = None,
        labels: Sequence[str] = (),
        keep: Sequence[int] | None = None,
    ) -> int:
        """Fill in what had to wait for the last page, write the file and return the number of pages.

        ``furnish(page, of)`` gives the source of a page's running head and foot; pages count from 0. ``labels`` number
        the pages otherwise than from 1, ``keep`` are the only ones that are written.
        """
        document: Any = self._doc
        pages: list[Any] = document.Pages.pages
        self._fill_late(pages, labels)
        if keep is not None:
            return self._finish_some(document, keep, furnish, labels)
        notes = self._register_links(document)
        for number, page in enumerate(pages):
            page.Trans = None
            page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents = number
            page.Tabs = PDFName("S")
            self.pen.forget()
            if furnish:
                page.stream += furnish(number, len(pages)) + "\n"
        numbers = [document.idToObjectNumberAndVersion[page.__InternalName__][0] for page in pages]
        self._write_links(document, numbers)
        catalog = document.Catalog
        catalog.StructTreeRoot = write_structure(document, self.root, self._marks[: len(pages)], numbers, notes)
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
        self.showOutline()
        catalog.PageLabels = Source("<</Nums[0<</S/D/St 1>>]>>")
        document.SaveToFile(self._filename, self)
        return len(pages)

    def artifact_source(self, lines: Sequence[str]) -> str:
        """Return source that draws ``lines`` of source as a running head or foot."""
        return "\n".join(["/Artifact <</Type /Pagination>> BDC", *lines, "EMC"])

    def _finish_some(
        self, document: Any, keep: Sequence[int], furnish: Callable[[int, int], str] | None, labels: Sequence[str]
    ) -> int:
        """Write some pages only, without links and bookmarks, tagged as they are in the whole."""
        pages = document.Pages.pages
        document.Pages.pages = kept = [pages[number] for number in keep]
        numbers = [document.idToObjectNumberAndVersion[page.__InternalName__][0] for page in kept]
        for place, (number, page) in enumerate(zip(keep, kept, strict=True)):
            page.Trans = None
            page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents"]
            page.StructParents = place
            self.pen.forget()
            if furnish:
                page.stream += furnish(number, len(pages)) + "\n"
        _keep_kids(self.root, {number: place for place, number in enumerate(keep)})
        catalog = document.Catalog
        marks = [self._marks[number] for number in keep]
        catalog.StructTreeRoot = write_structure(document, self.root, marks, numbers, [])
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
        named = " ".join(f"{place}<</P({labels[number]})>>" for place, number in enumerate(keep))
        catalog.PageLabels = Source(f"<</Nums[{named}]>>")
        document.SaveToFile(self._filename, self)
        return len(kept)

    def _fill_late(self, pages: list[Any], labels: Sequence[str]) -> None:
        for late in self._late:
            place = self._places.get(late.key)
            text = "–" if place is None else labels[place.page] if labels else str(place.page + 1)
            x = late.x - text_width(text, late.size)
            self.pen.forget()
            source = self.pen.write([(REGULAR, Ink.TEXT, text)], late.size, x, late.y)
            pages[late.page].stream = pages[late.page].stream.replace(late.token, source, 1)

    def _register_links(self, document: Any) -> list[tuple[int, Element]]:
        """Give every link its number in the file."""
        self._link_sources = [Source() for _ in self._links]
        return [
            (register(document, source, f"link{place}"), link.element)
            for place, (link, source) in enumerate(zip(self._links, self._link_sources, strict=True))
        ]

    def _write_links(self, document: Any, numbers: list[int]) -> None:
        for place, (link, source) in enumerate(zip(self._links, self._link_sources, strict=True)):
            target = self._places[link.key]
            box = " ".join(f"{value:.2f}" for value in link.box)
            source.text = (
                f"<</Type/Annot/Subtype/Link/Rect[{box}]/Border[0 0 0]/F 4/Contents {written_text(link.words)}"
                f"/Dest[{numbers[target.page]} 0 R/XYZ 0 {target.top:.2f} 0]/StructParent {len(numbers) + place}>>"
            )
            page = document.Pages.pages[link.page]
            page.Annots = [*(page.Annots or []), PDFObjectReference(f"link{place}")]


def _keep_kids(element: Element, places: Mapping[int, int]) -> bool:
    """Leave only what stands on the pages of ``places``, renumbered as they say; tell whether anything is left."""
    kept: list[Element | tuple[int, int] | str] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            if _keep_kids(kid, places):
                kept.append(kid)
        elif isinstance(kid, tuple) and kid[0] in places:
            kept.append((places[kid[0]], kid[1]))
    element.kids = kept
    return bool(kept)
