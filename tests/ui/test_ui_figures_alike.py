"""A figure looks the same on the screen as on paper: every mark has the same ink in the same place."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from support.figure_samples import FIGURES, LEFT, PAGE, TOP, write_figure
from support.figures import reach_of

from trygg_desktop.charts.palette import LIGHT
from trygg_desktop.charts.spec import Figure, Mark, Words
from trygg_desktop.ui.theme import load_fonts
from trygg_desktop.ui.widgets.figure_view import paint_figure

_SCALE = 4
"""Pixels of a point in both pictures."""


def _on_screen(figure: Figure) -> QImage:
    image = QImage(round(figure.width * _SCALE), round(figure.height * _SCALE), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(_SCALE, _SCALE)
    paint_figure(painter, figure, LIGHT)
    painter.end()
    return image


def _on_paper(figure: Figure, path: Path) -> QImage:
    write_figure(figure, path)
    with pypdfium2.PdfDocument(path) as document:
        page = document[0].render(scale=_SCALE, rev_byteorder=False)
        whole = QImage(bytes(page.buffer), page.width, page.height, page.stride, QImage.Format.Format_RGB888).copy()
        page.close()
    corner = round(LEFT * _SCALE), round((PAGE[1] - TOP) * _SCALE)
    cut = whole.copy(*corner, round(figure.width * _SCALE), round(figure.height * _SCALE))
    return cut.rgbSwapped().convertToFormat(QImage.Format.Format_RGB32)


def _mean(image: QImage, mark: Mark) -> tuple[float, float, float]:
    """Return the mean colour of the room a mark takes."""
    left, top, right, foot = (value * _SCALE for value in reach_of(mark))
    xs = range(max(int(left) - 1, 0), min(int(right) + 2, image.width()))
    ys = range(max(int(top) - 1, 0), min(int(foot) + 2, image.height()))
    step = max(len(xs) * len(ys) // 4000, 1)
    pixels = [image.pixelColor(x, y) for y in ys for x in xs[y % step :: step]]
    count = max(len(pixels), 1)
    return (
        sum(p.red() for p in pixels) / count,
        sum(p.green() for p in pixels) / count,
        sum(p.blue() for p in pixels) / count,
    )


def _differing(figure: Figure, screen: QImage, paper: QImage) -> list[Mark]:
    return [
        mark
        for mark in figure.marks
        if max(abs(a - b) for a, b in zip(_mean(screen, mark), _mean(paper, mark), strict=True)) > 14
    ]


@pytest.mark.parametrize("name", FIGURES)
def test_every_mark_has_the_same_ink_in_the_same_place_on_screen_and_on_paper(
    name: str, qapp: QApplication, tmp_path: Path
) -> None:
    load_fonts()
    figure = FIGURES[name]
    assert _differing(figure, _on_screen(figure), _on_paper(figure, tmp_path / "f.pdf")) == []


@pytest.mark.parametrize("name", FIGURES)
def test_a_mark_that_only_one_of_them_draws_would_be_seen(name: str, qapp: QApplication, tmp_path: Path) -> None:
    load_fonts()
    figure = FIGURES[name]
    paper = _on_paper(figure, tmp_path / "f.pdf")
    for lost in [mark for mark in figure.marks if isinstance(mark, Words) and len(mark.text) > 2][:3]:
        without = replace(figure, marks=tuple(mark for mark in figure.marks if mark is not lost))
        assert lost in _differing(figure, _on_screen(without), paper)
