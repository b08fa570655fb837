"""Pictures of every page, drawn by the program itself: for the guide, and for looking at a change."""

from functools import partial
from pathlib import Path

from PySide6.QtGui import QPixmap

from trygg_desktop.errors import OutputRefused
from trygg_desktop.outputs import write_safely
from trygg_desktop.ui.application import Application
from trygg_desktop.ui.registry import PAGES
from trygg_desktop.ui.window import ProjectWindow


def take_pictures(application: Application, out: Path, suffix: str, size: tuple[int, int]) -> list[Path]:
    """Show each page in turn and keep a picture of the window, ``size`` wide and high. It is closed afterwards."""
    window = application.window
    assert isinstance(window, ProjectWindow)
    window.resize(*size)
    pictures: list[Path] = []
    for entry in PAGES:
        window.show_page(entry.key)
        for _ in range(6):  # a page, its late widgets and the rail's icons come one after the other
            application.qt.processEvents()
        path = out / f"{entry.key}{suffix}.png"
        write_safely(path, partial(_save, window.grab()))
        pictures.append(path)
    window.close()
    application.window = None
    return pictures


def _save(picture: QPixmap, path: Path) -> None:
    if not picture.save(str(path), "PNG"):
        raise OutputRefused("{file} could not be written. Check the name, the disk and the network.", file=path.name)
