"""Make ``resources/fonts``: the small font with our signs, and the widths of the letters.

Open Sans lacks the signs that go with a status and the arrow, so paper needs a font that has them; they are drawn
from the same outlines as in the figures. The widths let figures be laid out without Qt and without ReportLab.
Run again only when the outlines or Open Sans change; it needs ``fonttools``, which the program does not.
"""

import json
from pathlib import Path

import ttf_opensans
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.reverseContourPen import ReverseContourPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.shapes import circle, outline
from trygg_desktop.charts.spec import Shape, Symbol

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "fonts"
EM = 1000
ADVANCE = 720
MIDDLE = 350
"""The height of the signs' centre over the baseline: between that of small and that of capital letters."""

Steps = tuple[tuple[float, ...], ...]
_OPEN_SANS = Path(ttf_opensans.__file__).parent / "ttf"
_WEIGHTS = {"regular": "OpenSans-Regular.ttf", "semibold": "OpenSans-SemiBold.ttf", "bold": "OpenSans-Bold.ttf"}


def sign(shape: Shape, size: float) -> list[Steps]:
    """Return the contours of a status sign in font units, ``y`` downwards from the centre."""
    if shape is Shape.RING:
        return [circle(0, 0, size / 2), circle(0, 0, size / 2 - 78)]
    return [outline(Symbol(shape=shape, x=0, y=0, size=size, ink=Ink.TEXT)).steps]


SIGNS: dict[str, list[Steps]] = {
    "●": sign(Shape.DISC, 580),
    "▲": sign(Shape.TRIANGLE, 580),
    "■": sign(Shape.SQUARE, 580),
    "○": sign(Shape.RING, 580),
    "◆": sign(Shape.DIAMOND, 560),
    "✕": sign(Shape.CROSS, 640),
    "→": [((-300, -32), (168, -32), (20, -180), (66, -226), (292, 0), (66, 226), (20, 180), (168, 32), (-300, 32))],
    "✓": [((-290, 20), (-230, -40), (-90, 100), (230, -230), (290, -170), (-90, 220))],
    "□": [
        ((-250, -250), (250, -250), (250, 250), (-250, 250)),
        ((-190, -190), (190, -190), (190, 190), (-190, 190)),
    ],
}


def make_signs_font(path: Path) -> None:
    """Write the TrueType font with ``SIGNS``."""
    names = {".notdef": None, "space": " ", **{f"uni{ord(char):04X}": char for char in SIGNS}}
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(list(names))
    builder.setupCharacterMap({ord(char): name for name, char in names.items() if char})
    builder.setupGlyf({name: _glyph(SIGNS.get(char or "□", [])) for name, char in names.items()})
    builder.setupHorizontalMetrics({name: (260 if name == "space" else ADVANCE, 0) for name in names})
    builder.setupHorizontalHeader(ascent=1069, descent=-293)
    builder.setupNameTable({"familyName": "Trygg Signs", "styleName": "Regular", "psName": "TryggSigns"})
    builder.setupOS2(sTypoAscender=1069, sTypoDescender=-293, usWinAscent=1069, usWinDescent=293, fsType=0)
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 3_786_825_600
    builder.font.recalcTimestamp = False
    builder.save(path)


def _glyph(contours: list[Steps]) -> object:
    pen = TTGlyphPen(None)
    for number, steps in enumerate(contours):
        recording = RecordingPen()
        recording.moveTo(_place(steps[0]))
        for step in steps[1:]:
            points = [_place(step[i : i + 2]) for i in range(0, len(step), 2)]
            recording.lineTo(*points) if len(points) == 1 else recording.curveTo(*points)
        recording.closePath()
        curves = Cu2QuPen(pen, 1.0)
        recording.replay(ReverseContourPen(curves) if number else curves)
    return pen.glyph()


def _place(point: tuple[float, ...]) -> tuple[float, float]:
    return round(point[0] + ADVANCE / 2), round(MIDDLE - point[1])


def make_widths(path: Path) -> None:
    """Write the advance of every character of Open Sans and of our signs, in thousandths of the size."""
    widths = {}
    for weight, name in _WEIGHTS.items():
        font = TTFont(_OPEN_SANS / name)
        em = font["head"].unitsPerEm
        table = {chr(code): round(font["hmtx"][glyph][0] * 1000 / em) for code, glyph in font.getBestCmap().items()}
        table.update(dict.fromkeys(SIGNS, ADVANCE))
        groups: dict[int, list[str]] = {}
        for char, width in sorted(table.items()):
            groups.setdefault(width, []).append(char)
        widths[weight] = {str(width): "".join(chars) for width, chars in sorted(groups.items())}
    path.write_text(json.dumps(widths, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    make_signs_font(FOLDER / "TryggSigns.ttf")
    make_widths(FOLDER / "widths.json")
