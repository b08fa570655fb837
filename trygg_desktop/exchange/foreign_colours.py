"""The colours of an .xlsx workbook's cells and their signs, and what a colour says as a traffic light."""

import colorsys
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from trygg_desktop.domain.words import Assessment
from trygg_desktop.exchange.sheet_marks import parse_part

_STYLES, _THEME = "xl/styles.xml", "xl/theme/theme1.xml"


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a cell format as ``RRGGBB``, empty for none or white: the cell's, and its letters'.

    ``signs`` says that its letters are signs (Wingdings: ``l`` is a filled circle).
    """

    fill: str = ""
    letters: str = ""
    signs: bool = False


def read_looks(archive: zipfile.ZipFile) -> tuple[Look, ...]:
    """Return the look of each cell format; ``SheetMarks.styles`` are the indexes.

    Raises ``WorkbookRefused`` when the XML is damaged.
    """
    names = set(archive.namelist())
    if _STYLES not in names:
        return ()
    found = _Formats()
    if _THEME in names:
        parse_part(archive, _THEME, start=found.start_theme)
    parse_part(archive, _STYLES, start=found.start, end=found.end)
    fills = [found.colour(fill) for fill in found.fills]
    fonts = [(found.colour(colour), signs) for colour, signs in zip(found.fonts, found.signs, strict=True)]
    return tuple(
        Look(fills[fill] if fill < len(fills) else "", *(fonts[font] if font < len(fonts) else ("", False)))
        for fill, font in found.cells
    )


def traffic_light(fill: str) -> Assessment | None:
    """Return what a fill colour says: a green, a yellow or orange, a red, in strong or pale shades; else ``None``."""
    if not re.fullmatch("[0-9A-Fa-f]{6}", fill):
        return None
    red, green, blue = (int(fill[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < 0.08 or value < 0.3:
        return None
    degrees = hue * 360
    if degrees < 15 or degrees > 335:
        return Assessment.RED
    if degrees < 66:
        return Assessment.YELLOW
    return Assessment.GREEN if degrees < 165 else None


@dataclass(slots=True)
class _Formats:
    """Gathers fills and cell formats as the style part names them."""

    fills: list[Mapping[str, str]] = field(default_factory=list)
    fonts: list[Mapping[str, str]] = field(default_factory=list)
    signs: list[bool] = field(default_factory=list)
    cells: list[tuple[int, int]] = field(default_factory=list)
    palette: list[str] = field(default_factory=list)
    theme: list[str] = field(default_factory=list)
    _within: str = ""
    _pattern: str = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "fills" | "fonts" | "cellXfs" | "indexedColors" as name:
                self._within = name
            case "fill" if self._within == "fills":
                self.fills.append({})
                self._pattern = "none"
            case "patternFill" if self._within == "fills":
                self._pattern = attributes.get("patternType", "none")
            case "gradientFill" if self._within == "fills":
                self._pattern = "gradient"
            case "fgColor" if self._within == "fills" and self._pattern not in ("none", "gray125"):
                self.fills[-1] = attributes
            case "color" if self._within == "fills" and self._pattern == "gradient" and not self.fills[-1]:
                self.fills[-1] = attributes
            case "font" if self._within == "fonts":
                self.fonts.append({})
                self.signs.append(False)
            case "color" if self._within == "fonts" and self.fonts:
                self.fonts[-1] = attributes
            case "name" if self._within == "fonts" and self.signs:
                self.signs[-1] = attributes.get("val", "").startswith(("Wingdings", "Webdings"))
            case "xf" if self._within == "cellXfs":
                self.cells.append((_number(attributes.get("fillId")), _number(attributes.get("fontId"))))
            case "rgbColor" if self._within == "indexedColors":
                self.palette.append(attributes.get("rgb", "")[-6:])

    def end(self, tag: str) -> None:
        if tag.rpartition(":")[2] == self._within:
            self._within = ""

    def start_theme(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take in the theme's colours; the first twelve are the scheme."""
        name = tag.rpartition(":")[2]
        if len(self.theme) < 12 and name in ("srgbClr", "sysClr"):
            self.theme.append(attributes.get("val" if name == "srgbClr" else "lastClr", "")[-6:])

    def colour(self, colour: Mapping[str, str]) -> str:
        if not colour:
            return ""
        if "rgb" in colour:
            found = colour["rgb"][-6:]
        elif "theme" in colour:
            found = _tinted(self._of_theme(_number(colour["theme"])), colour.get("tint", "0"))
        else:
            index = _number(colour.get("indexed", "64"))
            palette = self.palette or _PALETTE
            found = palette[index] if 0 <= index < len(palette) else ""
        return "" if found.upper() == "FFFFFF" else found.upper()

    def _of_theme(self, index: int) -> str:
        order = (1, 0, 3, 2)  # Excel counts light before dark, the theme the other way about
        place = order[index] if 0 <= index < 4 else index
        return self.theme[place] if 0 <= place < len(self.theme) else ""


def _tinted(colour: str, tint: str) -> str:
    try:
        share = max(-1.0, min(1.0, float(tint)))
        red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    except ValueError:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + share) if share < 0 else light * (1 - share) + share
    return "".join(f"{round(c * 255):02X}" for c in colorsys.hls_to_rgb(hue, light, saturation))


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


_PALETTE = re.findall(
    "[0-9A-F]{6}",
    "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF"
    "800000008000000080808000800080008080C0C0C08080809999FF993366FFFFCCCCFFFF660066FF80800066CCCCCCFF"
    "000080FF00FFFFFF0000FFFF8000808000000080800000FF00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CCCC99FFFFCC99"
    "3366FF33CCCC99CC00FFCC00FF9900FF6600666699969696003366339966003300333300993300993366333399333333",
)
"""Excel's 64 numbered colours, where the workbook does not bring its own."""
