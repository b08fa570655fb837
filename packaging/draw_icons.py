"""Draws the program's icon in the sizes that the systems want, from ``resources/icons/trygg-desktop.svg``.

python packaging/draw_icons.py build/icons     makes PNG files, an .ico for Windows and an .icns for macOS
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parent.parent / "resources" / "icons" / "trygg-desktop.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def draw(folder: Path) -> None:
    """Draw all sizes into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    renderer = QSvgRenderer(str(SOURCE))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        image.save(str(folder / f"trygg-desktop-{size}.png"))
    largest = Image.open(folder / f"trygg-desktop-{SIZES[-1]}.png")
    largest.save(folder / "trygg-desktop.ico", sizes=[(size, size) for size in SIZES if size <= 256])
    largest.save(folder / "trygg-desktop.icns")


if __name__ == "__main__":
    application = QGuiApplication(sys.argv[:1])
    draw(Path(sys.argv[1]))
