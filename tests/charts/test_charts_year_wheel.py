"""The year wheel: nothing over something else, every line in the list, the same content as a table."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from support.figures import outside

from trygg_desktop.charts.spec import Words
from trygg_desktop.charts.year_wheel import WheelArc, WheelMeeting, YearWheel, _tracks, build_wheel
from trygg_desktop.formats import Locale

LOC = Locale("sv")


def texts(wheel: YearWheel, width: float) -> list[str]:
    return [mark.text for mark in build_wheel(wheel, LOC, width).marks if isinstance(mark, Words)]


def test_what_overlaps_in_time_stands_on_tracks_of_its_own() -> None:
    arcs = [WheelArc("a", (1, 2)), WheelArc("b", (2, 3)), WheelArc("c", (3,)), WheelArc("d", (11, 12, 1))]
    assert _tracks(arcs) == [0, 1, 0, 1]


def test_an_empty_year_says_so() -> None:
    assert "Inget ligger i årshjulet än." in texts(YearWheel(2027), 600)


def test_everything_stands_in_the_list_and_in_the_table() -> None:
    wheel = YearWheel(
        2027,
        [WheelArc("Helårsuppföljning", (1, 2)), WheelArc("Årsbokslut", (11, 12, 1))],
        [WheelMeeting(date(2027, 1, 19), "SG 2027-1", 0)],
        ["Styrgruppen"],
    )
    figure = build_wheel(wheel, LOC, 700)
    assert figure.rows == (
        ("Januari", "Helårsuppföljning, till februari"),
        ("Januari", "19 jan SG 2027-1"),
        ("November", "Årsbokslut, till januari"),
    )
    assert "Styrgruppen möts" in texts(wheel, 700)
    assert {"Januari", "November"} <= set(texts(wheel, 700))


@given(
    spans=st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), max_size=14),
    days=st.lists(st.dates(date(2027, 1, 1), date(2027, 12, 31)), max_size=40),
    width=st.floats(260, 900),
)
def test_the_wheel_stays_within_its_figure(spans: list[tuple[int, int]], days: list[date], width: float) -> None:
    arcs = [
        WheelArc(f"Återkommer {n}", tuple((first - 1 + step) % 12 + 1 for step in range(length)))
        for n, (first, length) in enumerate(spans)
    ]
    meetings = [WheelMeeting(day, "SG", n % 3) for n, day in enumerate(days)]
    figure = build_wheel(YearWheel(2027, arcs, meetings, ["a", "b", "c"]), LOC, width)
    assert outside(figure, 1.0) == []
