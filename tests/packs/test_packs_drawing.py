"""A figure on paper: every mark of its spec is drawn, at its place, in its ink, and nothing else."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest
from support.figure_samples import FIGURES, write_figure
from support.pdfs import check_pdf, facts_of, lines_of, pages_of, structure_of

from trygg_desktop.charts.lettering import text_width
from trygg_desktop.charts.palette import LIGHT, Ink
from trygg_desktop.charts.shapes import outline
from trygg_desktop.charts.spec import Anchor, Box, Figure, Symbol, Words
from trygg_desktop.charts.spec import Path as Drawn
from trygg_desktop.charts.timeline import TimelineRow, build_timeline
from trygg_desktop.formats import Locale
from trygg_desktop.packs.figure_page import FigureSheet, figure_height, figure_width, write_figures

_LOC = Locale("sv")


def _drawn(figure: Figure, path: Path) -> list[tuple[list[float], str]]:
    """Return what a page's source draws, moved back to the figure's corner: (numbers, operator)."""
    write_figure(figure, path)
    with pikepdf.open(path) as pdf:
        source = list(pikepdf.parse_content_stream(pdf.pages[0]))
    return [([float(o) for o in operands if isinstance(o, int | float | Decimal)], str(op)) for operands, op in source]


@pytest.mark.parametrize("name", FIGURES)
def test_every_text_stands_where_the_spec_puts_it(name: str, tmp_path: Path) -> None:
    figure = FIGURES[name]
    places = [numbers[4:] for numbers, operator in _drawn(figure, tmp_path / "f.pdf") if operator == "Tm"]
    words = [mark for mark in figure.marks if isinstance(mark, Words)]
    assert len(places) == len(words)
    for (x, y), mark in zip(places, words, strict=True):
        width = text_width(mark.text, mark.size, mark.weight)
        shift = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[mark.anchor]
        assert x == pytest.approx(mark.x - shift, abs=0.2)
        assert -y == pytest.approx(mark.y, abs=0.01)


@pytest.mark.parametrize("name", FIGURES)
def test_every_form_is_drawn_point_by_point(name: str, tmp_path: Path) -> None:
    figure = FIGURES[name]
    drawn = [
        (numbers, operator) for numbers, operator in _drawn(figure, tmp_path / "f.pdf") if operator in ("m", "l", "c")
    ]
    paths = [outline(mark) if isinstance(mark, Symbol) else mark for mark in figure.marks]
    expected: list[tuple[list[float], str]] = []
    for path in paths:
        if isinstance(path, Drawn):
            for place, step in enumerate(path.steps):
                numbers = [value if index % 2 == 0 else -value for index, value in enumerate(step)]
                expected.append((numbers, "m" if place == 0 else "c" if len(step) == 6 else "l"))
    without_corners = _without_rounded_boxes(drawn, figure)
    assert [operator for _, operator in without_corners] == [operator for _, operator in expected]
    for (there, _), (here, _) in zip(without_corners, expected, strict=True):
        assert there == pytest.approx(here, abs=0.01)


def _without_rounded_boxes(drawn: list[tuple[list[float], str]], figure: Figure) -> list[tuple[list[float], str]]:
    """Leave out the nine steps of each rounded rectangle, which start on its foot just right of its corner."""
    starts = {
        (round(box.x + box.radius, 1), round(-box.y - box.height, 1))
        for box in figure.marks
        if isinstance(box, Box) and box.radius
    }
    kept: list[tuple[list[float], str]] = []
    skipping = False
    for numbers, operator in drawn:
        if operator == "m":
            skipping = (round(numbers[0], 1), round(numbers[1], 1)) in starts
        if not skipping:
            kept.append((numbers, operator))
    return kept


def test_inks_are_those_of_the_light_palette(tmp_path: Path) -> None:
    colours = {
        "#" + "".join(f"{round(value * 255):02X}" for value in numbers)
        for numbers, operator in _drawn(FIGURES["chain"], tmp_path / "f.pdf")
        if operator in ("rg", "RG") and any(numbers)
    }
    assert {LIGHT[Ink.GREEN], LIGHT[Ink.RED], LIGHT[Ink.YELLOW]} <= colours
    assert colours <= set(LIGHT.values())


def _sheet(**changes: object) -> FigureSheet:
    values: dict[str, object] = {
        "figures": [FIGURES["organisation"]],
        "title": "Organisation",
        "subtitle": "22 november 2026",
        "author": "Inga utsatta områden 2030",
        "language": "sv",
        "made_at": datetime(2026, 11, 22),
    }
    return FigureSheet(**(values | changes))  # type: ignore[arg-type]


def test_a_figure_prints_by_itself_on_landscape_paper(tmp_path: Path) -> None:
    path = tmp_path / "organisation.pdf"
    assert write_figures(lambda *_: None, _sheet(), path) == 1
    check_pdf(path)
    facts = facts_of(path)
    assert facts["Tagged"] == "yes"
    assert facts["Page size"].startswith("841.89 x 595.28")
    lines = lines_of(pages_of(path)[0])
    assert lines[:2] == ["Organisation", "22 november 2026"]
    assert lines[-1] == "Inga utsatta områden 2030 · 2026-11-22 1 (1)"
    assert "Figure" in structure_of(path)


def test_every_figure_of_a_sheet_has_its_page_and_a_wide_one_is_made_smaller(tmp_path: Path) -> None:
    path = tmp_path / "tidslinje.pdf"
    rows = [TimelineRow(label=f"Å-{n:02}", start=date(2026, 1, 1)) for n in range(60)]
    size = {"width": figure_width("A3") * 1.5, "height": figure_height("A3")}
    pages = build_timeline(rows, [], _LOC, today=date(2026, 5, 1), **size)
    assert write_figures(lambda *_: None, _sheet(figures=pages, title="Tidslinje", paper="A3"), path) == len(pages)
    assert facts_of(path)["Page size"].startswith("1190.56 x 841.89")
    told = [line for page in pages_of(path) for line in lines_of(page) if line.startswith("Å-")]
    assert told == [f"Å-{n:02}" for n in range(60)]
