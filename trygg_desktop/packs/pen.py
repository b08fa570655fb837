"""Writes text into a page's content with the codes of the embedded typefaces."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

from trygg_desktop.charts.palette import LIGHT, Ink


def _components(colour: str) -> str:
    red, green, blue = HexColor(colour).rgb()
    return f"{red:.3f} {green:.3f} {blue:.3f}"


RGB = {ink: _components(colour) for ink, colour in LIGHT.items()}
"""The inks as PDF source: ``0.110 0.169 0.176``."""

Run = tuple[str, Ink, str]
"""Typeface, ink and text of a piece of a line."""


class Pen:
    """Turns lines of text into PDF source for one document. The first 200-odd letters of a typeface share one table
    of codes, so that nearly every line is a single lookup per letter.
    """

    def __init__(self, document: PDFDocument) -> None:
        self._document = document
        self._codes: dict[str, dict[str, str]] = {}

    def write(self, runs: Sequence[Run], size: float, x: float, y: float) -> str:
        """Return the source for one line with its baseline starting at ``x``, ``y``."""
        parts = [f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm"]
        parts += [f"{RGB[ink]} rg {self.show(font, size, text)}" for font, ink, text in runs]
        parts.append("ET")
        return " ".join(parts)

    def write_lines(self, lines: Sequence[Sequence[Run]], size: float, leading: float, x: float, y: float) -> str:
        """Return the source for lines below each other, the first baseline at ``y``."""
        parts = [f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {leading:.2f} TL"]
        last: tuple[str, Ink] | None = None
        for number, runs in enumerate(lines):
            if number:
                parts.append("T*")
            for font, ink, text in runs:
                if (font, ink) == last and (codes := self._plain(font, text)) is not None:
                    parts.append(f"({codes}) Tj")
                else:
                    parts.append(f"{RGB[ink]} rg {self.show(font, size, text)}")
                    last = (font, ink) if self._plain(font, text) is not None else None
        parts.append("ET")
        return " ".join(parts)

    def show(self, font: str, size: float, text: str) -> str:
        """Return the source that sets the typeface and shows ``text``."""
        codes = self._plain(font, text)
        if codes is not None:
            return f"{self._name(font, 0)} {size} Tf ({codes}) Tj"
        found = _font(font).splitString(text, self._document)
        return " ".join(f"{self._name(font, table)} {size} Tf ({escapePDF(codes)}) Tj" for table, codes in found)

    def _plain(self, font: str, text: str) -> str | None:
        """Return the codes when the whole text lies in the first table, else ``None``."""
        known = self._codes.get(font)
        if known is None:
            known = self._codes[font] = {}
        try:
            return "".join([known[char] for char in text])
        except KeyError:
            pass
        for char in set(text) - known.keys():
            ((table, code),) = _font(font).splitString(char, self._document)
            if table == 0:
                known[char] = escapePDF(code)
        return None if set(text) - known.keys() else "".join([known[char] for char in text])

    def _name(self, font: str, table: int) -> str:
        name: str = _font(font).getSubsetInternalName(table, self._document)
        return name


def _font(name: str) -> TTFont:
    font = pdfmetrics.getFont(name)
    assert isinstance(font, TTFont)
    return font
