"""What all figures stand on: inks, widths of letters, forms, axes."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_desktop.charts.axes import date_ticks, say_when, value_scale
from trygg_desktop.charts.lettering import ELLIPSIS, shorten, text_width, wrap
from trygg_desktop.charts.palette import DARK, LIGHT, Ink
from trygg_desktop.charts.shapes import arc, circle, outline
from trygg_desktop.charts.spec import Shape, Symbol, Weight
from trygg_desktop.charts.state import ink_of, sign_of, text_ink_of, word_of
from trygg_desktop.domain.chain import LinkState
from trygg_desktop.domain.party_state import state_of
from trygg_desktop.domain.words import Assessment
from trygg_desktop.formats import Locale

_SWEDISH = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzåäöABCÅÄÖ -–/0123456789"), max_size=200)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_ink_has_a_colour_and_words_can_be_read_on_the_ground(palette: dict[Ink, str]) -> None:
    assert set(palette) == set(Ink)
    for ink in (Ink.TEXT, Ink.QUIET, Ink.ACCENT, *(text_ink_of(state) for state in LinkState)):
        assert _contrast(palette[ink], palette[Ink.GROUND]) >= 4.5, ink


def test_every_state_has_its_own_sign_beside_its_colour() -> None:
    assert len({sign_of(state) for state in LinkState}) == len(LinkState)
    assert len({str(word_of(state)) for state in LinkState}) == len(LinkState)
    assert ink_of(LinkState.RED) is Ink.RED
    assert [state_of(a) for a in (*Assessment, None)] == [
        LinkState.GREEN,
        LinkState.YELLOW,
        LinkState.RED,
        LinkState.NONE,
        LinkState.NONE,
    ]


def test_the_widths_are_those_of_the_typeface_on_paper() -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    from trygg_desktop.packs.fonts import FONT_OF, register_fonts

    register_fonts()
    text = "Svagaste länken är Kompetens- och arbetsmarknad – 72 % av 1 020,5 tkr"
    for weight in Weight:
        assert text_width(text, 10, weight) == pytest.approx(stringWidth(text, FONT_OF[weight], 10), rel=0.002)


@given(_SWEDISH, st.floats(12, 300))
def test_wrapped_lines_fit_and_lose_no_letter(text: str, width: float) -> None:
    lines = wrap(text, width, 9)
    assert all(text_width(line, 9) <= width + 0.01 or len(line) <= 2 for line in lines)
    assert "".join("".join(lines).split()).replace("-", "") == "".join(text.split()).replace("-", "")


@given(_SWEDISH, st.floats(12, 300), st.integers(1, 4))
def test_what_does_not_fit_the_lines_ends_in_an_ellipsis(text: str, width: float, most: int) -> None:
    lines = wrap(text, width, 9, Weight.BOLD, most)
    assert len(lines) <= most
    if len(wrap(text, width, 9, Weight.BOLD)) > most:
        assert lines[-1].endswith(ELLIPSIS)


@given(_SWEDISH, st.floats(12, 300))
def test_a_shortened_text_fits_and_is_marked(text: str, width: float) -> None:
    short = shorten(text, width, 9)
    assert short == " ".join(text.split()) or short.endswith(ELLIPSIS)
    assert text_width(short, 9) <= width + 0.01 or len(short) <= 2


def test_a_very_long_word_is_laid_out_at_once() -> None:
    assert len(wrap("x" * 10_000, 100, 9)) > 400


@pytest.mark.parametrize(
    ("word", "width", "lines"),
    [
        ("Tjänstemannastyrgrupp", 90, ("Tjänstemannastyr-", "grupp")),
        ("samordningsfunktion", 70, ("samordnings-", "funktion")),
        ("arbetsutskott", 55, ("arbetsut-", "skott")),
        ("Kommunledningskontoret", 80, ("Kommunlednings-", "kontoret")),
    ],
)
def test_words_are_divided_as_swedish_divides_them(word: str, width: float, lines: tuple[str, ...]) -> None:
    assert wrap(word, width, 9) == lines


@pytest.mark.parametrize("shape", list(Shape))
def test_a_sign_is_drawn_around_its_centre_and_about_its_size(shape: Shape) -> None:
    path = outline(Symbol(shape=shape, x=10, y=20, size=8, ink=Ink.TEXT))
    xs = [step[i] for step in path.steps for i in range(0, len(step), 2)]
    ys = [step[i] for step in path.steps for i in range(1, len(step), 2)]
    assert max(xs) - min(xs) == pytest.approx(8, rel=0.2)
    assert (max(xs) + min(xs)) / 2 == pytest.approx(10)
    assert (max(ys) + min(ys)) / 2 == pytest.approx(20, abs=1)


def test_arcs_are_round() -> None:
    for steps in (circle(5, 5, 3), arc(5, 5, 3, -1, 4)):
        assert all(math.hypot(step[-2] - 5, step[-1] - 5) == pytest.approx(3) for step in steps)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20), st.integers(2, 9))
def test_round_ticks_hold_all_values(values: list[float], most: int) -> None:
    scale, ticks, decimals = value_scale(values, most)
    assert ticks == sorted(ticks)
    slack = (ticks[1] - ticks[0]) * 1e-6
    assert scale.low <= min(values) + slack
    assert scale.high >= max(values) - slack
    assert 2 <= len(ticks) <= 2 * most + 2
    assert len({f"{tick:.{decimals}f}" for tick in ticks}) == len(ticks)


def test_an_axis_begins_at_zero_only_when_zero_is_near() -> None:
    assert value_scale([12, 40])[0].low == 0
    assert value_scale([62, 85])[0].low > 0


def test_counts_get_whole_ticks() -> None:
    assert value_scale([0, 1, 2], 6)[1] == [0, 1, 2]


def test_a_small_change_looks_small() -> None:
    scale = value_scale([68, 71])[0]
    assert scale.high - scale.low >= 10


def test_years_and_months_are_said_in_the_readers_language(loc: Locale) -> None:
    assert [t.text for t in date_ticks(date(2016, 12, 31), date(2024, 12, 31), 200, loc)[1]] == [
        "2016",
        "2018",
        "2020",
        "2022",
        "2024",
    ]
    assert date_ticks(date(2018, 11, 1), date(2019, 11, 1), 300, loc)[1][0].text == "november 2018"
    assert [say_when(on, loc) for on in ("2018", "2018-11", "2026-T2", "2026-12-01", "")] == [
        "2018",
        "november 2018",
        "T2 2026",
        "1 december 2026",
        "–",
    ]


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 20_000), st.floats(60, 800))
def test_time_ticks_lie_on_the_axis_in_order(first: date, days: int, length: float) -> None:
    last = date.fromordinal(min(first.toordinal() + days, date(2190, 1, 1).toordinal()))
    _, ticks = date_ticks(first, last, length, Locale("en"))
    places = [tick.at for tick in ticks]
    assert places == sorted(places)
    assert all(-0.001 <= place <= 1.001 for place in places)
    assert len(ticks) <= length / 25 + 3
