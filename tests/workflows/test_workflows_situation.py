"""What the situation promises: dated rows with their sources, places with states, problems with causes."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_desktop.domain.organisation import Area, Classification, Milestone, Place, PlaceStatus
from trygg_desktop.domain.plan import Cause, Problem
from trygg_desktop.errors import UserError
from trygg_desktop.store.project import Project
from trygg_desktop.store.situation_reading import area_of, read_areas, read_problems
from trygg_desktop.store.timeline_reading import (
    list_spells,
    read_decisions,
    read_list_spells,
    read_milestones,
    read_place_spells,
)
from trygg_desktop.workflows.edit import remove_records
from trygg_desktop.workflows.milestones import add_milestone
from trygg_desktop.workflows.situation import (
    add_area,
    add_cause,
    add_classification,
    add_place_status,
    add_problem,
    read_partial_date,
)


def test_an_area_gets_a_code_of_its_own_that_is_not_given_again(project: Project) -> None:
    first, second = add_area(project, name="Häggvik"), add_area(project, name="Häggvik norra")
    assert [project.get(Area, i).code for i in (first, second)] == ["HÄG", "HÄG2"]
    remove_records(project, Area, [second])
    assert project.get(Area, add_area(project, name="Häggvik södra")).code == "HÄG3"
    assert project.get(Area, add_area(project, name="--")).code == "O"


def test_a_classification_keeps_its_words_and_its_source(demo: Project) -> None:
    area = demo.all(Area)[0]
    row = add_classification(demo, area.id, from_date="2027-12", category=" riskområde ", source="Polisens lista 2027")
    made = demo.get(Classification, row)
    assert (made.from_date, made.category, made.source) == ("2027-12", "riskområde", "Polisens lista 2027")


def test_a_state_of_an_unknown_place_adds_the_place_in_the_same_step(demo: Project) -> None:
    area = demo.all(Area)[0]
    before = len(demo.history())
    row = add_place_status(demo, area.id, place="Stationen", from_date="2026", status="öppen drogscen")
    again = add_place_status(demo, area.id, place="stationen ", from_date="2027", status="fredad", source="EST")
    assert demo.get(PlaceStatus, row).place_id == demo.get(PlaceStatus, again).place_id
    assert len(demo.history()) == before + 2
    demo.undo()
    demo.undo()
    assert demo.all(Place, "name = 'Stationen'") == []


def test_causes_are_numbered_under_their_problem_and_codes_are_not_given_again(demo: Project) -> None:
    problem = demo.get(Problem, add_problem(demo, text="Otrygg station", area_id=1))
    assert problem.code == "P7"
    first, second = add_cause(demo, problem.id, text="Mörkt"), add_cause(demo, problem.id, text="Tomt")
    assert [demo.get(Cause, i).code for i in (first, second)] == ["P7.1", "P7.2"]
    remove_records(demo, Cause, [second])
    assert demo.get(Cause, add_cause(demo, problem.id, text="Trångt")).code == "P7.3"
    old = demo.all(Problem, "code = 'P2'")[0]
    assert demo.get(Cause, add_cause(demo, old.id, text="Mer")).code == "P2.3"


@pytest.mark.parametrize(
    "work",
    [
        lambda p: add_area(p, name=" "),
        lambda p: add_problem(p, text=""),
        lambda p: add_place_status(p, 1, place="", from_date="2026", status="fredad"),
        lambda p: add_place_status(p, 1, place="Torget", from_date="2026", status=" "),
        lambda p: add_classification(p, 1, from_date="i fjol", category="", source=""),
        lambda p: add_cause(p, 1, text=""),
        lambda p: add_milestone(p, on="2026", title=""),
        lambda p: add_milestone(p, on="", title="Något"),
    ],
)
def test_what_is_empty_or_no_date_is_refused_and_nothing_is_stored(
    demo: Project, work: Callable[[Project], object]
) -> None:
    before = len(demo.history())
    with pytest.raises(UserError):
        work(demo)
    assert len(demo.history()) == before


@given(st.dates().map(lambda day: day.isoformat()), st.sampled_from([4, 7, 10]))
def test_a_year_a_month_or_a_day_is_kept_as_written(day: str, length: int) -> None:
    text = day[:length]
    if 1900 <= int(day[:4]) <= 2200:
        assert read_partial_date(f" {text} ") == text
    else:
        with pytest.raises(UserError):
            read_partial_date(text)


@given(st.text(max_size=12))
def test_any_other_text_is_refused_as_a_date(text: str) -> None:
    try:
        stored = read_partial_date(text)
    except UserError:
        return
    assert len(stored) in (4, 7, 10)
    assert stored[:4].isdigit()


def test_a_milestone_takes_a_partial_date(project: Project) -> None:
    row = add_milestone(project, on="2030-06", title="Av listan", source="Målbild")
    assert project.get(Milestone, row) == Milestone(id=row, on="2030-06", title="Av listan", source="Målbild")
    assert read_milestones(project) == [project.get(Milestone, row)]


def test_lists_that_say_the_same_are_one_time_and_off_the_list_is_none(demo: Project) -> None:
    edsberg = [spell for spell in read_list_spells(demo) if spell.of == "Edsbergs centrum"]
    assert [(spell.what, spell.from_date, spell.until) for spell in edsberg] == [("utsatt område", "2017", "2023")]
    line = read_areas(demo)[1]
    assert [spell.until for spell in list_spells(line)] == ["2025", None]


def test_places_show_each_state_until_the_next(demo: Project) -> None:
    park = [spell for spell in read_place_spells(demo) if spell.of == "Malmparken"]
    assert [(spell.what, spell.from_date, spell.until) for spell in park] == [
        ("drogförsäljning", "2020", "2024"),
        ("fredad", "2024", None),
    ]


def test_decisions_come_with_number_and_day_oldest_first(demo: Project) -> None:
    decisions = read_decisions(demo)
    assert [d.label for d in decisions][:2] == ["SG 2026-1:1", "SG 2026-2:1"]
    assert [d.made_on for d in decisions] == sorted(d.made_on for d in decisions)


def test_a_row_leads_back_to_its_area(demo: Project) -> None:
    area = demo.all(Area)[1]
    classification = demo.all(Classification, "area_id = ?", (area.id,))[0]
    place = demo.all(Place, "area_id = ?", (area.id,))[0]
    status = demo.all(PlaceStatus, "place_id = ?", (place.id,))[0]
    for table, row in (("area", area), ("classification", classification), ("place", place), ("place_status", status)):
        assert area_of(demo, table, row.id) == area  # type: ignore[attr-defined]
    assert area_of(demo, "place", 999) is None


def test_each_cause_comes_with_the_measures_that_treat_it(demo: Project) -> None:
    lines = {line.problem.code: line for line in read_problems(demo)}
    causes = {cause.cause.code: [code for _, code, _ in cause.measures] for cause in lines["P2"].causes}
    assert causes["P2.1"] == ["Å-01", "Å-05"]
    assert lines["P2"].area == "Tureberg/Malmvägen"


def test_an_area_that_was_never_listed_and_a_place_without_a_state_have_no_times(project: Project) -> None:
    add_area(project, name="Häggvik")
    with project.change("Prov") as step:
        step.add(Place(area_id=1, name="Stationen"))
    assert read_list_spells(project) == []
    assert read_place_spells(project) == []
