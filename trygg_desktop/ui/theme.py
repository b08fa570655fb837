"""Colours, type and spacing of the window: one accent, generous white, an 8-pixel grid, one typeface."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from trygg_desktop.paths import data_folder

GRID = 8
"""The spacing unit in pixels; distances are whole multiples or halves of it."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one theme by their role (design §5); ``*_text`` is readable as text on the card."""

    ink: str
    quiet: str
    ground: str
    card: str
    line: str
    rail: str
    rail_ink: str
    rail_quiet: str
    rail_active: str
    accent: str
    on_accent: str
    accent_soft: str
    green: str
    green_text: str
    yellow: str
    yellow_text: str
    red: str
    red_text: str
    none: str
    none_text: str

    def __getitem__(self, token: str) -> str:
        colour: str = getattr(self, token)
        return colour


LIGHT = Colours(
    ink="#1C2B2D",
    quiet="#55646A",
    ground="#F6F7F5",
    card="#FFFFFF",
    line="#E1E6E4",
    rail="#12363B",
    rail_ink="#FFFFFF",
    rail_quiet="#A9C0C1",
    rail_active="#1F4F56",
    accent="#0F5C63",
    on_accent="#FFFFFF",
    accent_soft="#E8F1F1",
    green="#2B7A4B",
    green_text="#2B7A4B",
    yellow="#C98A00",
    yellow_text="#8A5F00",
    red="#B3362B",
    red_text="#B3362B",
    none="#9AA6A4",
    none_text="#55646A",
)
DARK = Colours(
    ink="#E8EEEC",
    quiet="#A3B3B1",
    ground="#141A1B",
    card="#1D2526",
    line="#324042",
    rail="#0E2629",
    rail_ink="#F2F6F5",
    rail_quiet="#8FA8A9",
    rail_active="#1D474D",
    accent="#5FB8BF",
    on_accent="#0C2124",
    accent_soft="#23383A",
    green="#5CB883",
    green_text="#6CC592",
    yellow="#E0A93A",
    yellow_text="#E6B654",
    red="#E27467",
    red_text="#EB8578",
    none="#80908E",
    none_text="#A3B3B1",
)
THEMES = {"light": LIGHT, "dark": DARK}


def load_fonts() -> None:
    """Make Open Sans known to Qt, so that screen and paper share one typeface."""
    package = find_spec("ttf_opensans")
    assert package is not None and package.origin is not None
    for weight in ("Regular", "SemiBold", "Bold"):
        QFontDatabase.addApplicationFont(str(Path(package.origin).parent / "ttf" / f"OpenSans-{weight}.ttf"))


def font(pixels: int = 13, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return Open Sans at a size in pixels, with tabular figures."""
    result = QFont("Open Sans")
    result.setPixelSize(pixels)
    result.setWeight(weight)
    return result


def apply_theme(application: QApplication, colours: Colours) -> None:
    """Dress the whole application."""
    application.setFont(font())
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.ground,
        QPalette.ColorRole.WindowText: colours.ink,
        QPalette.ColorRole.Base: colours.card,
        QPalette.ColorRole.AlternateBase: colours.ground,
        QPalette.ColorRole.Text: colours.ink,
        QPalette.ColorRole.PlaceholderText: colours.quiet,
        QPalette.ColorRole.Button: colours.card,
        QPalette.ColorRole.ButtonText: colours.ink,
        QPalette.ColorRole.ToolTipBase: colours.ink,
        QPalette.ColorRole.ToolTipText: colours.card,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.Mid: colours.line,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.none))
    application.setPalette(palette)
    application.setStyleSheet(_style_sheet(colours))


def _style_sheet(c: Colours) -> str:
    icons = data_folder("resources") / "icons"
    theme = "dark" if c is DARK else "light"
    chevron, check = (f"{icons.as_posix()}/{name}-{theme}.svg" for name in ("chevron", "check"))
    return f"""
    QToolTip {{ background: {c.ink}; color: {c.card}; border: 0; padding: 6px 8px; }}
    #rail {{ background: {c.rail}; }}
    #rail QLabel {{ color: {c.rail_ink}; background: transparent; }}
    #rail QLabel[quiet="true"] {{ color: {c.rail_quiet}; }}
    #rail QPushButton {{ color: {c.rail_ink}; background: transparent; border: 0; border-radius: 6px;
        text-align: left; padding: 7px 10px; min-height: 20px; }}
    #rail QPushButton:hover {{ background: {c.rail_active}; }}
    #rail QPushButton:checked {{ background: {c.rail_active}; font-weight: 600; }}
    #rail QPushButton:focus {{ border: 1px solid {c.rail_quiet}; padding: 6px 9px; }}
    #rail QLabel[badge="true"] {{ background: {c.red}; color: #FFFFFF; border-radius: 8px; padding: 1px 6px;
        font-size: 11px; font-weight: 600; }}
    #ground {{ background: {c.ground}; }}
    QLabel[role="title"] {{ font-size: 22px; color: {c.ink}; }}
    QLabel[role="subtitle"] {{ font-size: 22px; color: {c.quiet}; }}
    QLabel[role="heading"] {{ font-size: 14px; font-weight: 600; color: {c.ink}; }}
    QLabel[role="large"] {{ font-size: 16px; font-weight: 600; color: {c.ink}; }}
    QLabel[role="quiet"] {{ color: {c.quiet}; }}
    QLabel[role="small"] {{ color: {c.quiet}; font-size: 12px; }}
    QLabel[role="example"] {{ color: {c.yellow_text}; font-size: 12px; }}
    QLabel[tone="green"] {{ color: {c.green_text}; }}
    QLabel[tone="yellow"] {{ color: {c.yellow_text}; }}
    QLabel[tone="red"] {{ color: {c.red_text}; }}
    QLabel[tone="none"] {{ color: {c.none_text}; }}
    QFrame[card="true"] {{ background: {c.card}; border: 1px solid {c.line}; border-radius: 8px; }}
    QFrame[notice="true"] {{ background: {c.accent_soft}; border: 1px solid {c.line}; border-radius: 8px; }}
    QFrame[rule="true"] {{ background: {c.line}; border: 0; max-height: 1px; min-height: 1px; }}
    QPushButton, QToolButton[button="true"] {{ background: {c.card}; color: {c.ink}; border: 1px solid {c.line};
        border-radius: 6px; padding: 6px 14px; font-weight: 600; min-height: 20px; }}
    QPushButton:hover, QToolButton[button="true"]:hover {{ border-color: {c.accent}; }}
    QPushButton:focus, QToolButton[button="true"]:focus {{ border: 2px solid {c.accent}; padding: 5px 13px; }}
    QPushButton:disabled {{ color: {c.none}; }}
    QPushButton[primary="true"] {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; }}
    QPushButton[primary="true"]:disabled {{ background: {c.none}; border-color: {c.none}; }}
    QPushButton[link="true"] {{ background: transparent; border: 0; color: {c.accent}; padding: 2px 0;
        text-align: left; font-weight: 400; }}
    QPushButton[link="true"]:hover {{ text-decoration: underline; }}
    QPushButton[link="true"]:focus {{ border: 0; text-decoration: underline; }}
    QToolButton {{ background: transparent; border: 0; border-radius: 6px; padding: 5px; }}
    QToolButton:hover {{ background: {c.accent_soft}; }}
    QToolButton::menu-indicator {{ image: none; }}
    QLineEdit, QPlainTextEdit, QComboBox, QDateEdit, QSpinBox, QDoubleSpinBox, QTextEdit {{ background: {c.card};
        color: {c.ink}; border: 1px solid {c.line}; border-radius: 6px; padding: 5px 8px;
        selection-background-color: {c.accent}; selection-color: {c.on_accent}; min-height: 20px; }}
    QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus {{
        border: 2px solid {c.accent}; padding: 4px 7px; }}
    QLineEdit[invalid="true"], QComboBox[invalid="true"] {{ border: 2px solid {c.red}; padding: 4px 7px; }}
    QComboBox::drop-down, QDateEdit::drop-down {{ border: 0; width: 22px; subcontrol-origin: border; }}
    QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url("{chevron}"); width: 12px; height: 12px; }}
    QComboBox QAbstractItemView {{ background: {c.card}; color: {c.ink}; border: 1px solid {c.line};
        selection-background-color: {c.accent_soft}; selection-color: {c.ink}; outline: 0; }}
    QTableView, QTreeView, QListView {{ background: {c.card}; color: {c.ink}; border: 0; gridline-color: {c.line};
        selection-background-color: {c.accent_soft}; selection-color: {c.ink}; outline: 0;
        alternate-background-color: {c.card}; }}
    QTableView::item {{ border-bottom: 1px solid {c.line}; padding: 2px 8px; }}
    QTableView::item:selected {{ background: {c.accent_soft}; }}
    QTreeView::item:selected, QListView::item:selected {{ background: {c.accent_soft}; color: {c.ink}; }}
    QTreeView::item, QListView::item {{ padding: 5px 4px; border-bottom: 1px solid {c.line}; }}
    QHeaderView {{ background: {c.card}; }}
    QHeaderView::section {{ background: {c.card}; color: {c.quiet}; border: 0; border-bottom: 1px solid {c.none};
        padding: 6px 11px; font-weight: 600; font-size: 12px; }}
    QTabBar::tab {{ background: transparent; color: {c.quiet}; padding: 6px 2px; margin-right: 20px; border: 0;
        border-bottom: 2px solid transparent; font-weight: 600; }}
    QTabBar::tab:selected {{ color: {c.ink}; border-bottom: 2px solid {c.accent}; }}
    QTabWidget::pane {{ border: 0; }}
    QTabWidget#over_cards::pane {{ padding-top: {GRID}px; }}
    QMenu {{ background: {c.card}; color: {c.ink}; border: 1px solid {c.line}; padding: 4px; }}
    QMenu::item {{ padding: 6px 28px 6px 12px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {c.accent_soft}; color: {c.ink}; }}
    QMenu::item:disabled {{ color: {c.none}; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 8px; }}
    QMenuBar {{ background: {c.ground}; color: {c.ink}; }}
    QMenuBar::item {{ padding: 4px 10px; background: transparent; }}
    QMenuBar::item:selected {{ background: {c.accent_soft}; border-radius: 4px; }}
    QScrollArea {{ background: transparent; border: 0; }}
    QScrollArea > QWidget > QWidget[scrolled="true"] {{ background: transparent; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {c.none}; border-radius: 4px; min-height: 24px; min-width: 24px; margin: 1px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QSplitter::handle {{ background: transparent; }}
    QCheckBox {{ spacing: 8px; }}
    QCheckBox::indicator, QAbstractItemView::indicator {{ width: 14px; height: 14px; background: {c.card};
        border: 1px solid {c.none}; border-radius: 3px; }}
    QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{ background: {c.accent};
        border-color: {c.accent}; image: url("{check}"); }}
    QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {{
        background: {c.accent_soft}; border: 4px solid {c.accent}; width: 8px; height: 8px; }}
    QCheckBox::indicator:focus {{ border: 2px solid {c.accent}; width: 12px; height: 12px; }}
    QCheckBox::indicator:disabled {{ background: {c.ground}; border-color: {c.line}; }}
    QProgressBar {{ border: 0; border-radius: 3px; background: {c.line}; max-height: 6px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
    QDialog {{ background: {c.ground}; }}
    """
