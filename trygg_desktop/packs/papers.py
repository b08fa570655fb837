"""The papers of the agenda items as they go into the pack: opened once, and refused by name when they cannot be.

Limits: a PDF of at most 1,000 pages; a picture of at most 100 million points; of a workbook, sheets of at most 300 rows
and 12 columns are printed, larger ones are listed with their size. What is of another kind is listed.
"""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from trygg_desktop.errors import UserError
from trygg_desktop.packs.content import PackContent, PaperLine
from trygg_desktop.packs.enclosed import Enclosed, SheetTable

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES = 1000
MOST_POINTS = 100_000_000
MOST_ROWS = 300
MOST_COLUMNS = 12
PDF = "application/pdf"
PICTURES = ("image/png", "image/jpeg")


@dataclass(frozen=True, slots=True)
class ForeignPage:
    """A page of a foreign PDF: its width and height in points as it stands upright, and whether it holds text."""

    size: tuple[float, float]
    has_text: bool


@dataclass(frozen=True, slots=True)
class OpenedPaper:
    """A paper of an item. ``number`` counts the papers of the pack; one of ``pages``, ``picture``, ``sheets`` is
    filled, none for a paper that is only listed.
    """

    number: int
    item_number: int
    item_title: str
    line: PaperLine
    pdf: Any = None
    pages: tuple[ForeignPage, ...] = ()
    picture: "Image | None" = None
    sheets: Sequence[SheetTable] = ()

    @property
    def key(self) -> str:
        """The name of the place where the paper begins."""
        return f"paper-{self.number}"


def name_papers(content: PackContent) -> Iterator[tuple[int, int, str, PaperLine]]:
    """Yield the papers in their order: number in the pack, the item's number and title, the paper."""
    number = 0
    for line in content.items if content.with_papers and content.shows_items else ():
        for paper in line.papers:
            number += 1
            yield number, line.number, line.item.title, paper


def open_papers(content: PackContent, enclosed: Enclosed) -> list[OpenedPaper]:
    """Open every paper that goes into the pack, in the agenda's order.

    Raises ``UserError`` naming paper and item when one is damaged, protected by a password or beyond the limits.
    """
    return [_open(paper, enclosed) for paper in (OpenedPaper(*found) for found in name_papers(content))]


def _open(paper: OpenedPaper, enclosed: Enclosed) -> OpenedPaper:
    line = paper.line
    content = enclosed.papers.get(line.sha256)
    facts = (paper.number, paper.item_number, paper.item_title, line)
    if line.beside or content is None:
        return paper
    if line.media_type == PDF:
        return _open_pdf(facts, content)
    if line.media_type in PICTURES:
        return OpenedPaper(*facts, picture=_open_picture(paper, content))
    return OpenedPaper(*facts, sheets=enclosed.sheets.get(line.sha256, ()))


def _open_pdf(facts: tuple[int, int, str, PaperLine], content: bytes) -> OpenedPaper:
    import pikepdf

    paper = OpenedPaper(*facts)
    try:
        pdf = pikepdf.open(BytesIO(content))
        pages = tuple(_look_at(page) for page in pdf.pages[: MOST_PAGES + 1])
    except pikepdf.PasswordError as error:
        raise UserError(
            "The paper “{paper}” of item {number} is protected by a password and cannot be merged. Save it without"
            " the password and attach it again, or remove it from the item.",
            paper=paper.line.title,
            number=paper.item_number,
        ) from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError) as error:
        raise _damaged(paper) from error
    if not pages:
        raise _damaged(paper)
    if len(pages) > MOST_PAGES:
        raise UserError(
            "The paper “{paper}” of item {number} has more than {most} pages. Attach the part that the meeting needs.",
            paper=paper.line.title,
            number=paper.item_number,
            most=MOST_PAGES,
        )
    return OpenedPaper(*facts, pdf=pdf, pages=pages)


def _damaged(paper: OpenedPaper) -> UserError:
    return UserError(
        "The paper “{paper}” of item {number} is damaged and cannot be merged. Open it in its own program, save it as"
        " PDF and attach it again, or remove it from the item.",
        paper=paper.line.title,
        number=paper.item_number,
    )


def _look_at(page: Any) -> ForeignPage:
    """Return what is shown of a page when it stands upright. Raises what pikepdf raises for damaged ones."""
    left, foot, right, top = (float(value) for value in page.trimbox)
    width, height = abs(right - left), abs(top - foot)
    unit = float(page.obj.get("/UserUnit", 1))
    if int(page.rotation) % 180:
        width, height = height, width
    if not (0 < width * unit < 1e6 and 0 < height * unit < 1e6):
        raise ValueError("a page without a size")
    resources = page.obj.get("/Resources", {})
    return ForeignPage((width * unit, height * unit), "/Font" in resources or "/XObject" not in resources)


def _open_picture(paper: OpenedPaper, content: bytes) -> "Image":
    """Return the picture upright, in grey or in red, green and blue, on white."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(content))
            if picture.width * picture.height > MOST_POINTS:
                raise UserError(
                    "The picture “{paper}” of item {number} has more than {most} million points. Make it smaller and"
                    " attach it again.",
                    paper=paper.line.title,
                    number=paper.item_number,
                    most=MOST_POINTS // 1_000_000,
                )
            upright = ImageOps.exif_transpose(picture)
            if upright.mode in ("L", "RGB") and "transparency" not in upright.info:
                upright.load()
                return upright
            see_through = upright.convert("RGBA")
            white = Image.new("RGB", see_through.size, "white")
            white.paste(see_through, mask=see_through.getchannel("A"))
            return white
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError, SyntaxError) as error:
        raise UserError(
            "The picture “{paper}” of item {number} is damaged and cannot be shown. Save it anew and attach it again,"
            " or remove it from the item.",
            paper=paper.line.title,
            number=paper.item_number,
        ) from error
