"""Writes text into a page's content with the codes of the embedded typefaces."""

import contextlib
from collections.abc import Iterator, Sequence

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
    """Turns lines of text into PDF source for one document.

    The first 200-odd letters of a typeface share one table of codes, so that nearly every line is a single lookup per
    letter. The pen remembers what is set on the page and does not set it again. ``written`` is what it wrote and where,
    until somebody empties it.
    """

    def __init__(self, document: PDFDocument) -> None:
        self._document = document
        self._codes: dict[str, dict[str, str]] = {}
        self._names: dict[str, str] = {}
        self.written: list[str] = []
        self.forget()

    def forget(self) -> None:
        """Begin anew: nothing is known of what the page has set."""
        self._face: tuple[str, float] | None = None
        self._ink: Ink | None = None
        self._leading = -1.0

    @contextlib.contextmanager
    def aside(self) -> Iterator["Pen"]:
        """Write where the page's settings are put aside (between ``q`` and ``Q``) and come back afterwards."""
        before = self._face, self._ink, self._leading
        self.forget()
        yield self
        self._face, self._ink, self._leading = before

    def ink_source(self, ink: Ink) -> str:
        """Return the source that sets the ink for forms and text, nothing when it is set."""
        if ink is self._ink:
            return ""
        self._ink = ink
        return f"{RGB[ink]} rg"

    def write(self, runs: Sequence[Run], size: float, x: float, y: float) -> str:
        """Return the source for one line with its baseline starting at ``x``, ``y``, to stand between BT and ET."""
        return self.write_lines([runs], size, 0.0, x, y)

    def write_lines(self, lines: Sequence[Sequence[Run]], size: float, leading: float, x: float, y: float) -> str:
        """Return the source for lines below each other, the first baseline at ``y``, to stand between BT and ET."""
        parts = [f"1 0 0 1 {x:.2f} {y:.2f} Tm"]
        self.written.append(parts[0])
        for number, runs in enumerate(lines):
            falls = number > 0
            if falls and leading != self._leading:
                self._leading = leading
                parts.append(f"{leading:.2f} TL")
            self.written += [run[2] for run in runs]
            for font, ink, text in runs:
                if ink is not self._ink:
                    parts.append(self.ink_source(ink))
                parts.append(self._show(font, size, text, falls=falls))
                falls = False
            if falls:
                parts.append("T*")
        return " ".join(parts)

    def _show(self, font: str, size: float, text: str, *, falls: bool) -> str:
        """Return the source that shows ``text``, on the next line if it ``falls``; the typeface is set if it is new."""
        show = "'" if falls else "Tj"
        codes = self._plain(font, text)
        if codes is None:
            self._face = None
            found = _font(font).splitString(text, self._document)
            parts = [f"{self._name(font, table)} {size} Tf ({escapePDF(codes)}) Tj" for table, codes in found]
            return " ".join(["T*", *parts] if falls else parts)
        if self._face == (font, size):
            return f"({codes}) {show}"
        self._face = (font, size)
        name = self._names.get(font)
        if name is None:
            name = self._names[font] = self._name(font, 0)
        return f"{name} {size} Tf ({codes}) {show}"

    def _plain(self, font: str, text: str) -> str | None:
        """Return the codes when the whole text lies in the first table, else ``None``."""
        known = self._codes.get(font)
        if known is None:
            known = self._codes[font] = {}
        try:
            return "".join([known[char] for char in text])
        except KeyError:
            pass
        for char in dict.fromkeys(char for char in text if char not in known):
            ((table, code),) = _font(font).splitString(char, self._document)
            if table == 0:
                known[char] = escapePDF(code)
        return None if any(char not in known for char in text) else "".join([known[char] for char in text])

    def _name(self, font: str, table: int) -> str:
        name: str = _font(font).getSubsetInternalName(table, self._document)
        return name


def _font(name: str) -> TTFont:
    font = pdfmetrics.getFont(name)
    assert isinstance(font, TTFont)
    return font
