"""The typefaces of paper: Open Sans, and the small font with our signs; every one is embedded."""

import importlib.util
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from trygg_desktop.charts.spec import Weight
from trygg_desktop.paths import data_folder

REGULAR = "OpenSans"
SEMIBOLD = "OpenSans-SemiBold"
BOLD = "OpenSans-Bold"
ITALIC = "OpenSans-Italic"
SIGNS = "TryggSigns"

FONT_OF = {Weight.REGULAR: REGULAR, Weight.SEMIBOLD: SEMIBOLD, Weight.BOLD: BOLD}
_FILES = {
    REGULAR: "OpenSans-Regular.ttf",
    SEMIBOLD: "OpenSans-SemiBold.ttf",
    BOLD: "OpenSans-Bold.ttf",
    ITALIC: "OpenSans-Italic.ttf",
}


@cache
def register_fonts() -> None:
    """Make the typefaces known to ReportLab. Raises ``FileNotFoundError`` when Open Sans is not installed."""
    folder = _open_sans_folder()
    paths = {name: folder / file for name, file in _FILES.items()}
    paths[SIGNS] = data_folder("resources") / "fonts" / "TryggSigns.ttf"
    for name, path in paths.items():
        font = TTFont(name, str(path))
        _mend_advances(font)
        pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=SEMIBOLD, italic=ITALIC, boldItalic=SEMIBOLD)


def _mend_advances(font: TTFont) -> None:
    """Give the last letters of a typeface their width: ReportLab 5.1 keeps the width that they share, and that the
    file states only once, in thousandths of the size instead of the font's own units.
    """
    metrics = font.face.hmetrics
    last = next(advance for advance, _ in reversed(metrics) if isinstance(advance, int))
    font.face.hmetrics = [(advance if isinstance(advance, int) else last, bearing) for advance, bearing in metrics]


def letters_of(font: str) -> frozenset[int]:
    """Return the code points that a registered font has a form for."""
    return _letters(font)


@cache
def _letters(font: str) -> frozenset[int]:
    register_fonts()
    registered = pdfmetrics.getFont(font)
    assert isinstance(registered, TTFont)
    return frozenset(registered.face.charToGlyph)


def _open_sans_folder() -> Path:
    """Return the folder of the TrueType files without importing the package that carries them."""
    found = importlib.util.find_spec("ttf_opensans")
    if found is None or found.origin is None:
        raise FileNotFoundError("the typeface Open Sans (package ttf-opensans) is missing from the installation")
    return Path(found.origin).parent / "ttf"
