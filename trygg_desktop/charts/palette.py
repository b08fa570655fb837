"""The inks a figure is drawn with, by name; their colours on a light ground, on a dark one and on paper."""

from enum import StrEnum


class Ink(StrEnum):
    """What a colour is for. Status inks never stand alone: a word and a shape always go with them."""

    TEXT = "text"
    QUIET = "quiet"
    LINE = "line"
    GROUND = "ground"
    FAINT = "faint"
    ACCENT = "accent"
    ACCENT_FAINT = "accent_faint"
    GREEN = "green"
    YELLOW = "yellow"
    YELLOW_TEXT = "yellow_text"
    RED = "red"
    RED_FAINT = "red_faint"
    NONE = "none"
    NONE_TEXT = "none_text"
    HEAT_1 = "heat_1"
    HEAT_2 = "heat_2"
    HEAT_3 = "heat_3"
    HEAT_4 = "heat_4"


LIGHT: dict[Ink, str] = {
    Ink.TEXT: "#1C2B2D",
    Ink.QUIET: "#55646A",
    Ink.LINE: "#E1E6E4",
    Ink.GROUND: "#FFFFFF",
    Ink.FAINT: "#F2F5F3",
    Ink.ACCENT: "#0F5C63",
    Ink.ACCENT_FAINT: "#E3EFEF",
    Ink.GREEN: "#2B7A4B",
    Ink.YELLOW: "#C98A00",
    Ink.YELLOW_TEXT: "#9A6A00",
    Ink.RED: "#B3362B",
    Ink.RED_FAINT: "#F8E9E7",
    Ink.NONE: "#9AA6A4",
    Ink.NONE_TEXT: "#55646A",
    Ink.HEAT_1: "#E6F0F0",
    Ink.HEAT_2: "#C6DFE0",
    Ink.HEAT_3: "#9CC8CA",
    Ink.HEAT_4: "#6BABAF",
}
"""On a white card and on paper."""

DARK: dict[Ink, str] = {
    Ink.TEXT: "#E8EEEC",
    Ink.QUIET: "#A9B6B5",
    Ink.LINE: "#33474A",
    Ink.GROUND: "#1B2A2C",
    Ink.FAINT: "#223437",
    Ink.ACCENT: "#6FC3C9",
    Ink.ACCENT_FAINT: "#1F4347",
    Ink.GREEN: "#63BF87",
    Ink.YELLOW: "#E3B23C",
    Ink.YELLOW_TEXT: "#E3B23C",
    Ink.RED: "#EF8277",
    Ink.RED_FAINT: "#4A2A28",
    Ink.NONE: "#7F8D8C",
    Ink.NONE_TEXT: "#A9B6B5",
    Ink.HEAT_1: "#1F383B",
    Ink.HEAT_2: "#214A4E",
    Ink.HEAT_3: "#255D63",
    Ink.HEAT_4: "#2C7078",
}
"""On a card in the dark theme."""
