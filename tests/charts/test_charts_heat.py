"""The heat table: the more the stronger, a gap never a zero, nothing over anything else, on screen as on paper."""

import re

import pytest
from support.figures import outside, overlapping, texts_of

from trygg_desktop.charts.heat import HeatRow, HeatTable, build_heat
from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.spec import Box, Ref
from trygg_desktop.formats import GAP, Locale

SV = Locale("sv")


def table(columns: int = 4) -> HeatTable:
    values = (20, None, 0, 3, *(17 for _ in range(columns - 4)))
    refs = tuple(None if value is None else Ref("est_week", place) for place, value in enumerate(values))
    rows = (
        HeatRow("Edsbergs torg", values, 23, refs, "Edsbergs centrum"),
        HeatRow("Malmparken", (None,) * columns, None, (None,) * columns, "Tureberg/Malmvägen"),
    )
    names = tuple(str(n + 18) for n in range(columns))
    return HeatTable("Per vecka", "Vecka", names, tuple(f"vecka {name} 2026" for name in names), rows)


@pytest.mark.parametrize("width", [180.0, 330.0, 640.0])
@pytest.mark.parametrize("columns", [4, 18])
def test_nothing_is_written_over_anything_or_outside(width, columns):
    figure = build_heat(table(columns), SV, width)
    assert not overlapping(figure.marks)
    assert not outside(figure)
    assert figure.width >= width


def test_a_gap_is_a_dash_a_zero_a_zero_and_only_counts_are_tinted():
    figure = build_heat(table(), SV, 400)
    tints = [mark.fill for mark in figure.marks if isinstance(mark, Box)]
    assert tints == [Ink.HEAT_4, Ink.HEAT_1]
    words = texts_of(figure)
    assert words.count(GAP) == 6
    assert "0" in words
    assert figure.rows[0] == ("Edsbergs torg", "20", GAP, "0", "3", "23")
    assert figure.header == ("Vecka", "vecka 18 2026", "vecka 19 2026", "vecka 20 2026", "vecka 21 2026", "Summa")


def test_fields_say_in_words_what_they_show_and_lead_to_their_counts():
    figure = build_heat(table(), SV, 400)
    hints = {spot.hint: spot.ref for spot in figure.spots}
    assert hints["Edsbergs torg, vecka 18 2026: 20"] == Ref("est_week", 0)
    assert hints["Edsbergs torg, vecka 19 2026: ej rapporterad"] is None
    assert (
        figure.summary
        == "Flest totalt: Edsbergs torg (23). Flest vid ett tillfälle: Edsbergs torg, vecka 18 2026 (20)."
    )
    empty = HeatTable("x", "Vecka", (), (), ())
    assert build_heat(empty, SV, 300).summary == "Inget har rapporterats."


def test_the_tints_read_on_both_grounds():
    from trygg_desktop.charts.palette import DARK, LIGHT

    def light(colour: str) -> float:
        parts = [int(part, 16) / 255 for part in re.findall("..", colour[1:])]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for inks in (LIGHT, DARK):
        for heat in (Ink.HEAT_1, Ink.HEAT_2, Ink.HEAT_3, Ink.HEAT_4):
            pair = sorted((light(inks[heat]), light(inks[Ink.TEXT])))
            assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5
