"""Status matrix, timeline and organisation chart as figures."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.figures import outside, overlapping, texts_of

from trygg_desktop.charts.matrix import Cell, Row, StatusMatrix, build_matrix
from trygg_desktop.charts.organisation import build_organisation
from trygg_desktop.charts.spec import Box, Ref, Symbol, Words
from trygg_desktop.charts.state import sign_of
from trygg_desktop.charts.timeline import ROW, TimelineRow, build_timeline
from trygg_desktop.domain.chain import LinkState
from trygg_desktop.domain.organisation import Body, Milestone, Party, Seat
from trygg_desktop.domain.words import BodyKind, PartyKind, SeatKind
from trygg_desktop.formats import Locale
from trygg_desktop.store.project import Project

_TODAY = date(2026, 11, 22)


# --- the matrix


def test_every_field_of_the_matrix_has_sign_and_word(loc: Locale) -> None:
    states = (LinkState.GREEN, LinkState.MISSING, None)
    rows = (Row("Natur och teknik", tuple(Cell(state) for state in states), Ref("party", 6)),)
    figure = build_matrix(StatusMatrix("Status", "Lagdel", ("T1 2026", "T2 2026", "2026"), rows, "Not"), loc, 400)
    assert texts_of(figure) == ["Lagdel", "T1 2026", "T2 2026", "2026", "Natur och teknik", "grön", "saknas", "–"]
    signs = [mark.shape for mark in figure.marks if isinstance(mark, Symbol)]
    assert signs == [sign_of(LinkState.GREEN), sign_of(LinkState.MISSING)]
    assert figure.rows == (("Natur och teknik", "grön", "saknas", "–"),)
    assert figure.notes == ("Not",)


@given(
    st.lists(st.text(st.sampled_from("abcåäö "), min_size=1, max_size=80), max_size=12),
    st.integers(0, 12),
    st.floats(150, 900),
)
def test_the_matrix_grows_rather_than_squeezes(names: list[str], columns: int, width: float) -> None:
    rows = tuple(Row(name, tuple(Cell(LinkState.NONE) for _ in range(columns))) for name in names)
    heads = tuple(f"T2 20{n:02}" for n in range(columns))
    figure = build_matrix(StatusMatrix("Status", "Lagdel", heads, rows), Locale("sv"), width)
    assert figure.width >= width
    assert not overlapping(figure.marks)
    assert not outside(figure)
    assert len(figure.spots) == len(names) * (columns + 1)


def test_an_empty_matrix_says_so(loc: Locale) -> None:
    assert build_matrix(StatusMatrix("Status", "Lagdel", (), ()), loc, 300).summary == "Matrisen är tom."


# --- the timeline


def _rows(count: int) -> list[TimelineRow]:
    return [
        TimelineRow(
            label=f"Å-{n:02} Åtgärd",
            group=f"Lagdel {n // 4}",
            start=date(2025, 1, 1) + timedelta(days=20 * n) if n % 5 else None,
            end=date(2026, 6, 1) + timedelta(days=10 * n) if n % 7 else None,
            state=list(LinkState)[n % 5],
            ref=Ref("measure", n + 1),
        )
        for n in range(count)
    ]


def test_more_measures_make_more_pages_never_thinner_rows(loc: Locale) -> None:
    pages = build_timeline(_rows(60), [], loc, 750, today=_TODAY, height=430)
    assert len(pages) > 2
    assert all(page.height <= 432 for page in pages)
    spots = [spot for page in pages for spot in page.spots]
    assert [spot.ref.row_id for spot in spots if spot.ref] == list(range(1, 61))
    assert {spot.height for spot in spots} == {ROW}
    assert pages[1].title == f"Tidslinje, del 2 av {len(pages)}"


def test_a_bar_shows_its_state_by_a_sign_too(loc: Locale) -> None:
    (page,) = build_timeline(_rows(5)[1:], [], loc, 750, today=_TODAY)
    signs = [mark.shape for mark in page.marks if isinstance(mark, Symbol)]
    assert signs == [sign_of(state) for state in list(LinkState)[1:]]


def test_a_measure_without_dates_says_so(loc: Locale) -> None:
    (page,) = build_timeline([TimelineRow(label="Å-01")], [], loc, 600, today=_TODAY)
    assert "utan datum" in texts_of(page)
    assert page.rows == (("Å-01", "–", "–", "ej bedömd"),)


def test_the_words_of_a_timeline_name_what_it_shows_also_when_nothing_is_a_measure(loc: Locale) -> None:
    spells = [
        TimelineRow(label="Polisens lista: särskilt utsatt", start=date(2015, 1, 1), end=date(2021, 9, 30), state=None),
        TimelineRow(label="Polisens lista: utsatt", start=date(2021, 10, 1), state=None),
    ]
    (page,) = build_timeline(spells, [], loc, 750, today=_TODAY)
    assert page.summary.startswith("2 händelser från 2015 till ")
    assert "Polisens lista: särskilt utsatt: 1 januari 2015–30 september 2021." in page.summary
    assert page.summary.endswith("Polisens lista: utsatt: 1 oktober 2021–.")
    (mixed,) = build_timeline([*_rows(3), spells[0]], [Milestone(on="2026", title="M")], loc, 750, today=_TODAY)
    assert mixed.summary.startswith("3 åtgärder, 1 milstolpe, 1 händelse från ")


def test_milestones_stand_in_lanes_and_today_is_marked(loc: Locale) -> None:
    milestones = [Milestone(id=n, on="2026-03", title=f"Samverkansöverenskommelse {n}") for n in range(5)]
    (page,) = build_timeline(_rows(6), milestones, loc, 750, today=_TODAY)
    assert not overlapping(page.marks)
    assert "i dag" in texts_of(page)
    assert sum(text.startswith("Samverkan") for text in texts_of(page)) == 5
    assert len(page.rows) == 11


def test_a_milestone_outside_the_time_shown_stands_in_the_table_only(loc: Locale) -> None:
    (page,) = build_timeline(_rows(2), [Milestone(on="2014", title="Strategin antas")], loc, 700, today=_TODAY)
    assert "Strategin antas" not in texts_of(page)
    assert page.rows[0][0] == "Strategin antas"


_MOMENTS = st.none() | st.dates(date(2010, 1, 1), date(2035, 1, 1))


@given(
    st.lists(st.tuples(_MOMENTS, _MOMENTS), max_size=25),
    st.lists(st.tuples(st.dates(date(2005, 1, 1), date(2035, 1, 1)), st.text("abc ", max_size=60)), max_size=12),
    st.floats(320, 1200),
)
def test_nothing_on_the_timeline_meets_or_leaves_it(
    spans: list[tuple[date | None, date | None]], events: list[tuple[date, str]], width: float
) -> None:
    rows = [TimelineRow(label=f"Å-{n}", start=start, end=end) for n, (start, end) in enumerate(spans)]
    milestones = [Milestone(id=n, on=day.isoformat(), title=f"H {title}") for n, (day, title) in enumerate(events)]
    for page in build_timeline(rows, milestones, Locale("sv"), width, today=_TODAY, height=400):
        years_and_tag = [m for m in page.marks if not (isinstance(m, Words) and m.y < 28)]
        assert not overlapping(years_and_tag)
        assert not [m for m in outside(page, 2) if isinstance(m, Box)]


# --- the organisation chart


def _boxes(marks: object) -> list[Box]:
    return [mark for mark in marks if isinstance(mark, Box)]  # type: ignore[attr-defined]


def test_the_demo_organisation_fits_landscape_paper(demo: Project, loc: Locale) -> None:
    bodies, seats = demo.all(Body), demo.all(Seat)
    figure = build_organisation(bodies, seats, demo.by_id(Party), loc, 760)
    assert figure.width == 760
    assert figure.height < 480
    assert not outside(figure)
    assert not overlapping(figure.marks)
    assert {spot.ref.row_id for spot in figure.spots if spot.ref} == {body.id for body in bodies}
    assert "Tjänstemannastyrgrupp" in texts_of(figure)
    assert "ordf. Kommundirektör" in texts_of(figure)


def test_a_body_tells_its_seats_on_hover_and_in_the_table(loc: Locale) -> None:
    party = Party(id=7, code="SOC", name="Socialkontoret", kind=PartyKind.SOFT)
    seats = [Seat(body_id=1, party_id=7, role="Socialchef", kind=SeatKind.CHAIR), Seat(body_id=1, role="Sekreterare")]
    body = Body(id=1, code="SG", name="Styrgrupp", kind=BodyKind.STEERING_GROUP, cadence="månadsvis")
    figure = build_organisation([body], seats, {7: party}, loc, 300)
    assert "Socialchef (Socialkontoret), ordförande" in figure.spots[0].hint
    assert figure.rows == (
        ("Styrgrupp", "Socialchef", "Socialkontoret", "ordförande"),
        ("Styrgrupp", "Sekreterare", "–", "ledamot"),
    )
    assert "2 platser, månadsvis" in texts_of(figure)


def test_an_empty_organisation_says_so(loc: Locale) -> None:
    assert texts_of(build_organisation([], [], {}, loc, 300)) == ["Det finns inga organ ännu"]


@given(st.lists(st.integers(0, 40), min_size=1, max_size=30), st.floats(140, 1200))
def test_no_box_covers_another_in_any_tree(parents: list[int], width: float) -> None:
    bodies = [
        Body(
            id=n,
            code=f"B{n}",
            name=f"Grupp {n} " + "x" * (n % 30),
            kind=BodyKind.WORK_GROUP,
            parent_id=parent % n or None,
        )
        for n, parent in enumerate(parents, 1)
    ]
    figure = build_organisation(bodies, [], {}, Locale("sv"), width)
    boxes = _boxes(figure.marks)
    assert len(boxes) == len(bodies)
    for a, b in combinations(boxes, 2):
        apart = a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y or b.y + b.height <= a.y
        assert apart, (a, b)
    assert not outside(figure)


@pytest.mark.parametrize("width", [495, 760])
def test_groups_that_do_not_fit_side_by_side_wrap_into_rows(width: float, loc: Locale) -> None:
    root = Body(id=1, code="SG", name="Styrgrupp", kind=BodyKind.STEERING_GROUP)
    groups = [Body(id=n, code=f"G{n}", name=f"Grupp {n}", kind=BodyKind.WORK_GROUP, parent_id=1) for n in range(2, 14)]
    figure = build_organisation([root, *groups], [], {}, loc, width)
    assert figure.width == width
