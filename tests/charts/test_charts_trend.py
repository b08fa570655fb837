"""The line of an indicator as a figure."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from support.figures import outside, overlapping, texts_of

from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.series import Series
from trygg_desktop.charts.spec import Figure, Path, Shape, Symbol, Weight, Words
from trygg_desktop.charts.trend import build_trend, spread
from trygg_desktop.domain.indicators import DefinitionChange, Indicator, Observation, Target
from trygg_desktop.formats import Locale


def _series(values: dict[str, float | None], **more: object) -> Series:
    indicator = Indicator(
        id=1, code="I1", name="Trygga hyresgäster", unit="procent", baseline_value=more.pop("start", None)
    )  # type: ignore[arg-type]
    observations = [Observation(id=n, indicator_id=1, on=on, value=v) for n, (on, v) in enumerate(values.items(), 1)]
    return Series(indicator, observations, **more)  # type: ignore[arg-type]


def _lines(figure: Figure) -> list[Path]:
    return [m for m in figure.marks if isinstance(m, Path) and m.round_ends]


def _points(figure: Figure, *shapes: Shape) -> list[Symbol]:
    """Return the points of the lines; those of the words that explain them stand above the plot."""
    wanted = shapes or (Shape.DISC, Shape.RING)
    return [m for m in figure.marks if isinstance(m, Symbol) and m.shape in wanted and m.y > 5]


def test_a_missing_value_is_a_gap_and_never_zero(loc: Locale) -> None:
    figure = build_trend(_series({"2020": 60, "2021": 62, "2022": None, "2023": 70, "2024": 71}), loc, 400)
    assert [len(line.steps) for line in _lines(figure)] == [2, 2]
    assert len(_points(figure)) == 4
    foot = max(point.y for point in _points(figure))
    assert all(step[1] <= foot for line in _lines(figure) for step in line.steps)
    assert ("2022", "–", "–", "–") in figure.rows
    assert "1 värde saknas." in figure.summary


def test_the_line_breaks_where_the_definition_changed_and_the_note_says_why(loc: Locale) -> None:
    changes = [DefinitionChange(indicator_id=1, from_date="2022", text="Frånvaro räknas per lektion")]
    figure = build_trend(_series({"2020": 10, "2021": 11, "2022": 20, "2023": 21}, changes=changes), loc, 400)
    assert [len(line.steps) for line in _lines(figure)] == [2, 2]
    assert figure.notes == ("1 Definitionen ändrades 2022: Frånvaro räknas per lektion.",)
    assert "1" in texts_of(figure)


def test_target_and_start_are_dashed_lines_with_their_words(loc: Locale) -> None:
    targets = [Target(id=1, indicator_id=1, on="2026", value=85)]
    figure = build_trend(_series({"2016": 62, "2024": 80}, targets=targets, start=62.0), loc, 400)
    dashes = [m for m in figure.marks if isinstance(m, Path) and m.dash]
    assert [mark.stroke for mark in dashes] == [Ink.NONE, Ink.ACCENT]
    assert {"mål 85", "utgångsläge 62"} <= set(texts_of(figure))
    assert figure.summary == "Från 62\xa0procent (2016) till 80\xa0procent (2024). Målet är 85\xa0procent (2026)."


def test_the_last_value_is_written_beside_its_point(loc: Locale) -> None:
    figure = build_trend(_series({"2016": 62, "2024": 80}), loc, 400)
    last = next(m for m in figure.marks if isinstance(m, Words) and m.weight is Weight.BOLD)
    assert last.text == "80"
    assert abs(last.y - _points(figure)[-1].y) < 4


def test_example_data_is_said_to_be_so(loc: Locale) -> None:
    figure = build_trend(_series({"2016": 62}, is_example=True), loc, 400)
    assert figure.rows[0][3] == "Exempeldata"
    assert "Exempeldata: värden utan källa är påhittade." in figure.notes


def test_the_words_of_a_figure_of_example_data_say_so_and_a_missing_value_is_not_made_up(loc: Locale) -> None:
    figure = build_trend(_series({"2016": 62, "2017": None}, is_example=True), loc, 400)
    assert figure.summary.endswith("Exempeldata: värden utan källa är påhittade.")
    assert [row[3] for row in figure.rows] == ["Exempeldata", "–"]
    assert "Exempeldata" not in build_trend(_series({"2016": None}, is_example=True), loc, 400).summary


def test_a_year_stands_after_its_tertials_and_is_no_part_of_their_line(loc: Locale) -> None:
    figure = build_trend(_series({"2025": None, "2025-T1": 10, "2025-T2": 12, "2026-T1": 13, "2026-T2": 9}), loc, 400)
    assert [row[0] for row in figure.rows] == ["T1 2025", "T2 2025", "2025", "T1 2026", "T2 2026"]
    first, line = _lines(figure)
    assert (len(first.steps), len(line.steps)) == (2, 2)
    gap = next(m for m in figure.marks if isinstance(m, Words) and m.text == "–")
    assert line.steps[0][0] < gap.x < first.steps[1][0]


def test_whole_years_and_tertials_are_series_of_their_own_with_signs_of_their_own(loc: Locale) -> None:
    values: dict[str, float | None] = {"2024": 41, "2025": 26, "2025-T1": 33, "2025-T2": 28, "2026-T1": 22}
    figure = build_trend(_series(values), loc, 400)
    years, tertials = _lines(figure)
    assert (len(years.steps), len(tertials.steps)) == (2, 2)
    assert years.width < tertials.width
    assert (len(_points(figure, Shape.RING)), len(_points(figure, Shape.DISC))) == (3, 2)
    assert {"T1", "helår, T2"} <= set(texts_of(figure))
    assert figure.summary == (
        "Från 33\xa0procent (T1 2025) till 22\xa0procent (T1 2026)."
        " Skilda serier som inte jämförs med varandra: T1, helår, T2."
    )
    assert "Skilda serier som inte jämförs med varandra: T1, helår, T2." in figure.notes


def test_the_sentence_compares_only_what_was_measured_by_the_same_definition(loc: Locale) -> None:
    changes = [DefinitionChange(indicator_id=1, from_date="2022", text="Räknas per lektion")]
    values: dict[str, float | None] = {"2020": 10, "2021": 11, "2022": 20, "2023": 21}
    figure = build_trend(_series(values, changes=changes), loc, 400)
    assert figure.summary == (
        "Från 20\xa0procent (2022) till 21\xa0procent (2023). Definitionen har ändrats en gång."
        " Värden från tiden före ändringen jämförs inte med dem efter."
    )
    alone = build_trend(_series({"2020": 10, "2021": 11, "2022": 20}, changes=changes), loc, 400)
    assert alone.summary.startswith("20\xa0procent (2022). Definitionen")


def test_the_line_of_the_starting_point_ends_where_the_definition_changed_after_it(loc: Locale) -> None:
    changes = [DefinitionChange(indicator_id=1, from_date="2022", text="Räknas per lektion")]
    series = _series({"2020": 10, "2021": 11, "2023": 20}, changes=changes, start=10.0)
    started = replace(series, indicator=replace(series.indicator, baseline_on="2020"))

    def end_of_start(shown: Series) -> float:
        figure = build_trend(shown, loc, 400)
        return next(m.steps[1][0] for m in figure.marks if isinstance(m, Path) and m.dash == (1.2, 2.4))

    figure = build_trend(started, loc, 400)
    (broken,) = [m.steps[0][0] for m in figure.marks if isinstance(m, Path) and m.dash == (1.5, 2)]
    assert end_of_start(started) == broken
    assert end_of_start(replace(started, changes=())) > broken


def test_the_sign_of_a_missing_value_stands_beside_the_line_of_a_changed_definition(loc: Locale) -> None:
    changes = [DefinitionChange(indicator_id=1, from_date="2022-12-30", text="Räknas per lektion")]
    figure = build_trend(_series({"2020": 10, "2022": None, "2024": 12}, changes=changes), loc, 400)
    gap = next(m for m in figure.marks if isinstance(m, Words) and m.text == "–")
    breaks = [m.steps[0][0] for m in figure.marks if isinstance(m, Path) and m.dash == (1.5, 2)]
    assert len(breaks) == 1
    assert abs(gap.x - breaks[0]) >= 6


def test_the_line_of_a_changed_definition_stands_clear_of_the_last_value_before_it(loc: Locale) -> None:
    changes = [DefinitionChange(indicator_id=1, from_date="2025", text="Räknas per lektion")]
    figure = build_trend(_series({"2023": 15, "2024": 14, "2025": 12}, changes=changes), loc, 400)
    (broken,) = [m.steps[0][0] for m in figure.marks if isinstance(m, Path) and m.dash == (1.5, 2)]
    assert broken - _points(figure)[1].x >= 5
    assert [len(line.steps) for line in _lines(figure)] == [2]


def test_a_unit_that_only_counts_is_left_out_and_one_column_has_one_number_of_decimals(loc: Locale) -> None:
    whole = _series({"2017": 2, "2025": 1.5})
    counted = Series(replace(whole.indicator, unit="antal"), whole.observations)
    figure = build_trend(counted, loc, 400)
    assert figure.summary == "Från 2 (2017) till 1,5 (2025)."
    assert [row[1] for row in figure.rows] == ["2,0", "1,5"]


def test_every_value_has_a_spot_that_leads_to_its_row(loc: Locale) -> None:
    figure = build_trend(_series({"2026-T1": 11, "2026-T2": None}), loc, 400)
    assert [(spot.ref.table_name, spot.ref.row_id) for spot in figure.spots if spot.ref] == [
        ("observation", 1),
        ("observation", 2),
    ]
    assert figure.spots[0].hint.startswith("T1 2026: 11\xa0procent")
    assert figure.spots[1].hint.startswith("T2 2026: –")


def test_an_indicator_without_values_says_so(loc: Locale) -> None:
    figure = build_trend(_series({}), loc, 400)
    assert texts_of(figure) == ["Inga värden ännu"]
    assert figure.summary == "Inga värden ännu."


_DATES = st.sampled_from(
    [f"{year}{part}" for year in range(2001, 2031) for part in ("", "-03", "-11-20", "-T1", "-T2")]
)
_VALUES = st.none() | st.floats(-1e5, 1e5, allow_nan=False) | st.integers(0, 100)


@given(
    st.dictionaries(_DATES, _VALUES, max_size=25),
    st.dictionaries(_DATES, st.floats(-1e5, 1e5), max_size=3),
    st.none() | st.floats(-1e5, 1e5),
    st.floats(200, 900),
    st.floats(95, 260),
)
def test_no_words_meet_and_nothing_leaves_the_figure(
    values: dict[str, float | None], targets: dict[str, float], start: float | None, width: float, height: float
) -> None:
    goals = [Target(indicator_id=1, on=on, value=value) for on, value in targets.items()]
    figure = build_trend(_series(values, targets=goals, start=start), Locale("sv"), width, height)
    texts = [
        m
        for m in figure.marks
        if not (isinstance(m, Words) and (m.text in ("procent", "–") or m.weight is Weight.BOLD))
    ]
    assert not overlapping(texts)
    assert not [m for m in outside(figure, 4) if isinstance(m, Words)]
    assert len(_points(figure)) == sum(value is not None for value in values.values()) or not (values or targets)
    assert len(figure.rows) == len(values)


@given(st.lists(st.floats(0, 100), max_size=6))
def test_labels_are_moved_apart_and_keep_their_order(heights: list[float]) -> None:
    placed = spread(heights, 0, 200)
    order = sorted(range(len(heights)), key=lambda i: heights[i])
    gaps = [placed[b] - placed[a] for a, b in pairwise(order)]
    assert all(gap > 8.5 for gap in gaps)
