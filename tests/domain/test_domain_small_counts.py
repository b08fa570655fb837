"""Small counts: what is hidden cannot be worked out from what is shown."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from trygg_desktop.domain import small_counts
from trygg_desktop.domain.small_counts import RULE, Counts, find_hidden, hides_sum, is_small
from trygg_desktop.formats import Locale

TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.one_of(st.none(), st.integers(0, 12)), min_size=width, max_size=width), min_size=1, max_size=5
    )
)


def test_one_to_four_are_small_and_nought_is_not() -> None:
    assert [is_small(count) for count in (None, 0, 1, 4, 5)] == [False, False, True, True, False]


def test_a_small_count_takes_another_of_its_row_and_column_with_it() -> None:
    assert find_hidden([[3, 9, 20], [8, 7, 30], [40, 50, 60]]) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_the_rule_is_said_in_the_same_words_in_the_code_as_on_paper() -> None:
    assert RULE.source in " ".join((small_counts.__doc__ or "").split())


@given(TABLES)
def test_no_sum_gives_a_hidden_count_away(counts: Counts) -> None:
    hidden = find_hidden(counts)
    rows, columns, whole = hides_sum(counts, hidden)
    assert all((r, c) in hidden for r, row in enumerate(counts) for c, count in enumerate(row) if is_small(count))
    for r, row in enumerate(counts):
        assert r in rows or sum((r, c) in hidden for c in range(len(row))) != 1
    for c in range(len(counts[0])):
        assert c in columns or sum((r, c) in hidden for r in range(len(counts))) != 1
    assert whole or len(rows) != 1
    assert whole or len(columns) != 1


def test_the_rule_is_said_in_the_same_words_in_the_guide(loc: Locale) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "guide" / "handlingar.md").read_text(encoding="utf-8")
    assert loc.t(RULE) in guide
