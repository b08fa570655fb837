"""Kedjan as a figure."""

from hypothesis import given
from hypothesis import strategies as st
from support.figures import link_of, outside, overlapping, texts_of

from trygg_desktop.charts.chain import LEAST_PITCH, OVERLAP, build_chain
from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.spec import Path, Symbol
from trygg_desktop.charts.state import sign_of, text_ink_of
from trygg_desktop.domain.chain import LinkState
from trygg_desktop.formats import Locale

_STATES = st.sampled_from(list(LinkState))
_NAMES = st.text(st.sampled_from("abcdefgåäö -"), min_size=1, max_size=60).filter(str.strip)


def test_every_party_has_a_link_with_sign_word_and_name_in_its_order(loc: Locale) -> None:
    states = [LinkState.GREEN, LinkState.YELLOW, LinkState.RED, LinkState.MISSING, LinkState.NONE]
    figure = build_chain([link_of(n, state) for n, state in enumerate(states, 1)], loc, 500)
    signs = [mark for mark in figure.marks if isinstance(mark, Symbol)]
    assert [sign.shape for sign in signs] == [sign_of(state) for state in states]
    assert [sign.ink for sign in signs] == [text_ink_of(state) for state in states]
    assert texts_of(figure) == [
        *("Lagdel 1", "grön", "Lagdel 2", "gul", "Lagdel 3", "röd", "Lagdel 4", "saknas", "Lagdel 5", "ej bedömd")
    ]
    assert [spot.ref.row_id for spot in figure.spots if spot.ref] == [1, 2, 3, 4, 5]
    assert [row[1] for row in figure.rows] == ["grön", "gul", "röd", "saknas", "ej bedömd"]


def test_a_missing_link_is_dashed_and_holds_no_neighbour(loc: Locale) -> None:
    whole = build_chain([link_of(n, LinkState.GREEN) for n in range(3)], loc, 400)
    broken = build_chain([link_of(n, LinkState.MISSING if n == 1 else LinkState.GREEN) for n in range(3)], loc, 400)
    dashed = [mark for mark in broken.marks if isinstance(mark, Path) and mark.dash]
    assert len(dashed) == 1
    assert dashed[0].stroke is Ink.RED
    assert len(_crossings(whole)) == 2
    assert not _crossings(broken)


def _crossings(figure: object) -> list[Path]:
    """Return the pieces of a link that pass over the next one."""
    marks = getattr(figure, "marks", ())
    return [m for m in marks if isinstance(m, Path) and not m.closed and not m.dash and m.stroke is not Ink.GROUND]


@given(st.lists(st.tuples(_STATES, _NAMES), max_size=30), st.floats(120, 1400))
def test_names_never_run_into_each_other_whatever_the_width(links: list[tuple[LinkState, str]], width: float) -> None:
    figure = build_chain([link_of(n, state, name) for n, (state, name) in enumerate(links)], Locale("sv"), width)
    assert not overlapping(figure.marks)
    assert not outside(figure, 1.5)
    assert len(figure.spots) == len(figure.rows) == len(links)


def test_a_long_chain_wraps_into_rows_of_about_the_same_length(loc: Locale) -> None:
    figure = build_chain([link_of(n, LinkState.GREEN) for n in range(14)], loc, 499)
    heights = [spot.y for spot in figure.spots]
    assert [heights.count(y) for y in sorted(set(heights))] == [7, 7]
    assert build_chain([link_of(n, LinkState.GREEN) for n in range(14)], loc, 14 * LEAST_PITCH + OVERLAP).height < 70


def test_the_summary_names_the_weakest_link_and_the_rule_stands_below(loc: Locale) -> None:
    figure = build_chain([link_of(1, LinkState.GREEN), link_of(2, LinkState.RED, "Natur och teknik")], loc, 300)
    assert figure.summary.startswith("Svagaste länken är Natur och teknik.")
    assert figure.summary.endswith("1 röd: Natur och teknik. 1 grön: Lagdel 1.")
    assert figure.notes[0].startswith("En länk visar det sämsta")


def test_a_chain_without_parties_is_an_empty_figure(loc: Locale) -> None:
    figure = build_chain([], loc, 300)
    assert not figure.marks
    assert figure.summary
