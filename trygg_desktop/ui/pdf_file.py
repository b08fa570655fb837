"""A PDF to look at: its pages as pictures, its words to search, its links to follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QImage


@dataclass(frozen=True, slots=True)
class Find:
    """Where the words that were searched for stand: the page and the rectangles, in points from its upper left."""

    page: int
    places: tuple[QRectF, ...]


class PdfFile:
    """An open PDF. Pages are numbered from 0; sizes and places are in points, ``y`` growing downwards."""

    def __init__(self, content: bytes) -> None:
        import pypdfium2

        self.content = content
        self._pdf: Any = pypdfium2.PdfDocument(content)
        self._pages: dict[int, Any] = {}
        self.sizes: Sequence[QSizeF] = [QSizeF(*self._pdf.get_page_size(place)) for place in range(len(self._pdf))]

    def __len__(self) -> int:
        return len(self.sizes)

    def close(self) -> None:
        """Let the file go."""
        self._pages.clear()
        self._pdf.close()

    def _page(self, place: int) -> Any:
        """Return a page, keeping those looked at last open: opening one takes longer than asking it something."""
        if place not in self._pages:
            if len(self._pages) >= _KEPT:
                self._pages.pop(next(iter(self._pages)))
            self._pages[place] = self._pdf[place]
        return self._pages[place]

    def label(self, place: int) -> str:
        """Return the number that is printed on the page."""
        return str(self._pdf.get_page_label(place)) or str(place + 1)

    def picture(self, place: int, scale: float) -> QImage:
        """Return a page as a picture, ``scale`` picture points to a point."""
        bitmap = self._page(place).render(scale=scale, force_bitmap_format=_BGRX)
        picture = QImage(
            bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
        ).copy()
        bitmap.close()
        return picture

    def text(self, place: int) -> str:
        """Return the words of a page."""
        return str(self._page(place).get_textpage().get_text_bounded())

    def find(self, place: int, words: str) -> list[Find]:
        """Return where ``words`` stand on a page; upper and lower case are alike."""
        page = self._page(place).get_textpage()
        searcher = page.search(words)
        finds = []
        while hit := searcher.get_next():
            count = page.count_rects(*hit)
            finds.append(Find(place, tuple(self._rectangle(place, page.get_rect(i)) for i in range(count))))
        return finds

    def _rectangle(self, place: int, sides: tuple[float, float, float, float]) -> QRectF:
        left, bottom, right, top = sides
        return QRectF(left, self.sizes[place].height() - top, right - left, top - bottom)

    def follow(self, place: int, point: QPointF) -> int | None:
        """Return the page that a link at ``point`` leads to; ``None`` where there is no such link."""
        from pypdfium2 import raw

        up = self.sizes[place].height() - point.y()
        link = raw.FPDFLink_GetLinkAtPoint(self._page(place).raw, point.x(), up)
        if not link:
            return None
        goal = raw.FPDFLink_GetDest(self._pdf.raw, link)
        if not goal and (action := raw.FPDFLink_GetAction(link)):
            goal = raw.FPDFAction_GetDest(self._pdf.raw, action)
        page = raw.FPDFDest_GetDestPageIndex(self._pdf.raw, goal) if goal else -1
        return int(page) if 0 <= page < len(self) else None


_KEPT = 8
_BGRX = 3
"""pdfium's name for four bytes a pixel in the order blue, green, red, unused: what Qt calls RGB32."""
