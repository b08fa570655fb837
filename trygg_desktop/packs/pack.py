"""Builds a pack: frozen content in, one tagged and archivable PDF out. Runs in the worker."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timezone
from io import BytesIO
from pathlib import Path
from typing import Any

from trygg_desktop.charts.palette import Ink
from trygg_desktop.domain.pack_profiles import ITEMS
from trygg_desktop.jobs import Report, without_collecting
from trygg_desktop.messages import N_
from trygg_desktop.packs.archiving import PLAIN, WITH_EVIDENCE, WITH_PAPERS, Description, save_archivable
from trygg_desktop.packs.blocks import Block, Heading, PageBreak, Story, quiet
from trygg_desktop.packs.canvas import TaggedCanvas
from trygg_desktop.packs.change_pages import tell_changes, tell_swaps
from trygg_desktop.packs.content import ItemContent, PackContent
from trygg_desktop.packs.cover import COVER_DROP, has_pages, make_cover
from trygg_desktop.packs.enclosed import NOTHING, Enclosed
from trygg_desktop.packs.evidence import enclose_evidence
from trygg_desktop.packs.items import make_item
from trygg_desktop.packs.joining import find_unfit, join_papers
from trygg_desktop.packs.pages import Frame, Label, Pages
from trygg_desktop.packs.paper_pages import PaperPages
from trygg_desktop.packs.paper_text import plain
from trygg_desktop.packs.papers import OpenedPaper, open_papers
from trygg_desktop.packs.personal_check import refuse_personal
from trygg_desktop.packs.replacing import Swap, find_swaps, label_pages
from trygg_desktop.packs.running import RunningHeads
from trygg_desktop.packs.sections import SECTIONS, usual_parts
from trygg_desktop.packs.sections.section import Section
from trygg_desktop.packs.structure import Element
from trygg_desktop.packs.styles import A4, FOOT, HEAD, MARGIN, WIDTH
from trygg_desktop.packs.typesetter import Typesetter

LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
_FRAME = Frame(MARGIN, A4[1] - HEAD, WIDTH, FOOT)


@dataclass(frozen=True, slots=True)
class WrittenPack:
    """How many pages a pack has, and as which PDF/A it was written (``2b``; empty when it is none).

    ``unfit`` are the numbers of the papers that keep it from the archive.
    """

    pages: int
    flavour: str
    unfit: tuple[int, ...] = ()

    @property
    def archivable(self) -> bool:
        """Whether the archive takes it."""
        return bool(self.flavour)


def write_pack(report: Report, content: PackContent, path: Path, enclosed: Enclosed = NOTHING) -> WrittenPack:
    """Write the pack to ``path``. ``report`` is told every page. ``enclosed`` holds the papers' bytes.

    The same content gives the same bytes. Raises ``OSError`` when the file cannot be written, ``UserError`` naming the
    paper that cannot be put in.
    """
    refuse_personal(content, enclosed)
    papers = open_papers(content, enclosed)
    foreign = sum(len(paper.pages) for paper in papers)
    expected = 4 + len(content.items) + len(content.indicators) + len(papers) + foreign

    def progress(page: int) -> None:
        report(min(page, expected), expected, N_("Setting page {page}", page=page))

    with without_collecting():
        setter = Typesetter(content)
        description = describe(setter)
        draft = BytesIO()
        canvas = TaggedCanvas(draft, A4, description.title, description.author, LANGUAGES[content.language])
        pages = Pages(canvas, _FRAME, progress)
        _Layout(setter, canvas, pages, papers).lay_out()
        count = canvas.finish(RunningHeads(setter, canvas, pages.labels).furnish)
        report(expected, expected, N_("Making the file fit for the archive"))
        flavours = WITH_EVIDENCE if enclosed.evidence else WITH_PAPERS if foreign else PLAIN

        def complete(pdf: Any) -> None:
            join_papers(pdf, canvas.foreign, papers)
            if enclosed.evidence:
                enclose_evidence(pdf, enclosed.evidence, description.made_at)

        flavour = save_archivable(draft, path, description, flavours, complete)
        return WrittenPack(count, flavour, () if flavour else find_unfit(papers))


@dataclass(frozen=True, slots=True)
class WrittenReplacements:
    """How many replacement pages there are, and what is done with each."""

    pages: int
    swaps: tuple[Swap, ...]


def write_replacements(
    report: Report,
    old: PackContent,
    content: PackContent,
    path: Path,
    before: Enclosed = NOTHING,
    now: Enclosed = NOTHING,
) -> WrittenReplacements:
    """Write only the pages of ``content`` that differ from ``old``, numbered to go into it (12a, 12b), to ``path``.

    Both are set anew, so ``old`` is the frozen content of the issued version. The first sheet says what goes where.
    Raises as ``write_pack``.
    """
    refuse_personal(content, now)
    report(0, 3, N_("Comparing the versions"))
    with without_collecting():
        said, _ = _set_pages(old, open_papers(old, before))
        papers = open_papers(content, now)
        setter = Typesetter(content)
        description = describe(setter)
        draft = BytesIO()
        canvas = TaggedCanvas(draft, A4, description.title, description.author, LANGUAGES[content.language])
        canvas.bookmarks = False
        pages = Pages(canvas, _FRAME)
        _Layout(setter, canvas, pages, papers).lay_out()
        swaps = find_swaps(said, canvas.said)
        numbers = [*label_pages(said, canvas.said, swaps), "0"]
        report(1, 3, N_("Setting the replacement pages"))
        pages.fill(tell_swaps(setter, swaps, old.version), Element("Sect", canvas.root), Label(""))
        pages.end()
        keep = [len(numbers) - 1, *(page for swap in swaps for page in swap.new)]
        heads = RunningHeads(setter, canvas, pages.labels, numbers, len(said))
        count = canvas.finish(heads.furnish, numbers, keep)
        places = {page: place for place, page in enumerate(keep)}
        foreign = [replace(found, page=places[found.page]) for found in canvas.foreign if found.page in places]
        report(2, 3, N_("Making the file fit for the archive"))
        flavours = WITH_PAPERS if foreign else PLAIN
        save_archivable(draft, path, description, flavours, lambda pdf: join_papers(pdf, foreign, papers))
        return WrittenReplacements(count, tuple(swaps))


def _set_pages(content: PackContent, papers: list[OpenedPaper]) -> tuple[list[str], int]:
    """Return what every page of a pack says and where, and how many there are."""
    setter = Typesetter(content)
    canvas = TaggedCanvas(BytesIO(), A4, "", "", LANGUAGES[content.language])
    _Layout(setter, canvas, Pages(canvas, _FRAME), papers).lay_out()
    return canvas.said, len(canvas.said)


def describe(setter: Typesetter) -> Description:
    """Return title, author and time of the pack as the file tells them."""
    content, loc = setter.content, setter.loc
    title = loc.t(
        "Meeting papers {label}, {body} {day}", label=content.label, body=content.body.name, day=content.meeting.on
    )
    author = setter.joined([content.programme.name, content.programme.municipality])
    moment = content.made_at.replace(tzinfo=timezone(content.utc_offset))
    return Description(plain(title), plain(author), moment)


class _Layout:
    """Puts cover, items and sections on the pages in their order."""

    def __init__(self, setter: Typesetter, canvas: TaggedCanvas, pages: Pages, papers: list[OpenedPaper]) -> None:
        self.setter = setter
        self.canvas = canvas
        self.pages = pages
        self.papers = papers
        self.claimed = {key for line in self._shown_items() for key in line.sections}

    def lay_out(self) -> None:
        """Draw everything: cover, what comes first, the items with their sections, the rest.

        All is made before the cover is drawn, which tells what there is; the figures are numbered as they are made.
        """
        first, last = self._choose_sections()
        before = self._make_sections(first)
        items = [(line, self._make_item(line)) for line in self._shown_items() if has_pages(line)]
        after = self._make_sections(last)
        parts = [(section.entitle(self.setter), _key(section)) for section, _ in (*before, *after)]
        changes = tell_changes(self.setter)
        if changes:
            parts.insert(0, (changes[0], "changes"))
        drawer = PaperPages(self.setter, self.canvas, self.pages)
        self._draw_cover([*parts, *((drawer.name(paper), paper.key) for paper in self.papers)])
        if changes:
            key = "changes"
            self.pages.fill([PageBreak(), Heading(changes[0], 1, key), *changes[1]], Element("Sect", self.canvas.root))
        self._draw_sections(before)
        broke = True
        for line, story in items:
            self._draw_item(line, story, new_page=broke or _has_own_page(line))
            broke = bool(line.sections)
        self._draw_sections(after)
        for paper in self.papers:
            drawer.draw(paper)
        self.pages.end()

    def _draw_cover(self, others: Sequence[tuple[str, str]]) -> None:
        with self.canvas.artifact():
            self.canvas.block(0, A4[1] - 6, A4[0], 6, Ink.ACCENT)
        self.pages.lower(COVER_DROP)
        cover = Element("Sect", self.canvas.root)
        self.canvas.mark_place("cover", A4[1], self.setter.loc.t("Cover and agenda"), 0)
        self.pages.fill(make_cover(self.setter, others), cover)
        self.pages.new_page()

    def _make_item(self, line: ItemContent) -> Story:
        """Return an item with the sections it carries."""
        story = make_item(self.setter, line, self.papers)
        carried = [section for section in SECTIONS if section.key in line.sections]
        for section in carried:
            own = section.make(self.setter) or [quiet(self.setter.loc.t(section.empty))]
            if len(carried) > 1:
                story.append(Heading(section.entitle(self.setter), 2, _key(section)))
            story += own
        return story

    def _draw_item(self, line: ItemContent, story: Story, *, new_page: bool) -> None:
        if new_page:
            self.pages.new_page()
        elif isinstance(story[0], Block):
            story[0].before = 34.0
        self.pages.fill(story, Element("Sect", self.canvas.root), Label(line.item.title, line.number))

    def _choose_sections(self) -> tuple[list[Section], list[Section]]:
        """Return the sections before and after the items: the profile's in its order, else the usual ones."""
        known = {section.key: section for section in SECTIONS}
        keys = [part.key for part in self.setter.content.parts or usual_parts()]
        place = keys.index(ITEMS) if ITEMS in keys else len(keys)
        return [known[key] for key in keys[:place] if key in known], [known[k] for k in keys[place:] if k in known]

    def _shown_items(self) -> Sequence[ItemContent]:
        """Return the items, none where the profile leaves them to the agenda."""
        content = self.setter.content
        return content.items if content.shows_items else ()

    def _make_sections(self, chosen: Sequence[Section]) -> list[tuple[Section, Story]]:
        """Return the sections that no item carries and that have something to show."""
        alone = [section for section in chosen if section.key not in self.claimed]
        made = [(section, section.make(self.setter)) for section in alone]
        return [(section, story) for section, story in made if story]

    def _draw_sections(self, sections: Sequence[tuple[Section, Story]]) -> None:
        """Draw sections, each on a new page unless it comes first and short."""
        for section, story in sections:
            title = section.entitle(self.setter)
            heading = Heading(title, 1, _key(section))
            heading.before = 34.0
            begin: Story = [heading] if section.first else [PageBreak(), heading]
            self.pages.fill([*begin, *story], Element("Sect", self.canvas.root), Label(title))


def _key(section: Section) -> str:
    """Return the name of the place where a section begins."""
    return f"section-{section.key}"


def _has_own_page(line: ItemContent) -> bool:
    """Tell whether an item begins a page: when it asks for a decision, or shows more than words."""
    return bool(line.sections or line.measure or line.indicator or line.item.proposal)
