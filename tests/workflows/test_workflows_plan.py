"""What the plan promises: codes given once, the responsible party no partner, goals a tree, all of it undone."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trygg_desktop.domain.goal_tree import order_goals, with_subgoals
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.plan import Activity, Goal, Measure, Partner
from trygg_desktop.domain.words import Level, PartyKind
from trygg_desktop.errors import UserError
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.edit import remove_records, set_field_of_many
from trygg_desktop.workflows.plan import (
    add_activity,
    add_goal,
    move_activity,
    move_goal,
    new_measure,
    remove_goal,
    set_partners,
    set_responsible,
)


def measure(project: Project, code: str) -> Measure:
    return project.all(Measure, "code = ?", (code,))[0]


def party(project: Project, code: str) -> Party:
    return project.all(Party, "code = ?", (code,))[0]


def partners(project: Project, measure_id: int) -> set[str]:
    parties = project.by_id(Party)
    return {parties[row.party_id].code for row in project.all(Partner, "measure_id = ?", (measure_id,))}


def titles(project: Project, measure_id: int) -> list[str]:
    return [a.title for a in project.all(Activity, "measure_id = ? ORDER BY position", (measure_id,))]


def test_a_new_measure_gets_the_next_code_after_those_of_the_demo(demo: Project) -> None:
    added = new_measure(demo, title="  Trygg skolväg  ", area_id=1, level=Level.SAFETY)
    made = demo.get(Measure, added)
    assert (made.code, made.title, made.area_id, made.level) == ("Å-19", "Trygg skolväg", 1, Level.SAFETY)


def test_a_code_is_not_given_again_after_removal_and_undo(demo: Project) -> None:
    remove_records(demo, Measure, [measure(demo, "Å-18").id])
    first = new_measure(demo, title="En")
    assert demo.get(Measure, first).code == "Å-19"
    demo.undo()
    assert demo.get(Measure, new_measure(demo, title="Två")).code == "Å-20"
    remove_records(demo, Measure, [measure(demo, "Å-20").id])
    assert demo.get(Measure, new_measure(demo, title="Tre")).code == "Å-21"


def test_a_code_that_was_removed_before_any_was_given_stays_used(project: Project) -> None:
    with project.change("Prov") as step:
        step.add(Measure(code="Å-07", title="Given by hand"))
    remove_records(project, Measure, [measure(project, "Å-07").id])
    assert project.get(Measure, new_measure(project, title="Nästa")).code == "Å-08"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.lists(st.sampled_from(["new", "remove", "undo", "redo"]), min_size=1, max_size=12))
def test_no_two_measures_ever_share_a_code_whatever_is_done(project: Project, deeds: list[str]) -> None:
    given_codes: dict[str, int] = {}
    for deed in deeds:
        here = project.all(Measure)
        if deed == "new":
            made = project.get(Measure, new_measure(project, title="Å"))
            assert given_codes.setdefault(made.code, made.id) == made.id
        elif deed == "remove" and here:
            remove_records(project, Measure, [here[-1].id])
        elif deed == "undo" and project.next_undo():
            project.undo()
        elif deed == "redo":
            project.redo()


def test_a_measure_needs_a_title(project: Project) -> None:
    with pytest.raises(UserError, match="title"):
        new_measure(project, title="   ")
    assert project.all(Measure) == []


def test_the_party_that_becomes_responsible_is_no_longer_a_partner(demo: Project) -> None:
    lights = measure(demo, "Å-01")
    homes = party(demo, "SHEM")
    assert partners(demo, lights.id) == {"SHEM"}
    set_responsible(demo, [lights.id], homes.id)
    assert measure(demo, "Å-01").party_id == homes.id
    assert partners(demo, lights.id) == set()
    demo.undo()
    assert measure(demo, "Å-01").party_id == lights.party_id
    assert partners(demo, lights.id) == {"SHEM"}


def test_several_measures_are_given_to_a_party_in_one_step(demo: Project) -> None:
    ids = [measure(demo, code).id for code in ("Å-01", "Å-03", "Å-07")]
    before = len(demo.history())
    set_responsible(demo, ids, party(demo, "SOC").id)
    assert {demo.get(Measure, i).party_id for i in ids} == {party(demo, "SOC").id}
    assert len(demo.history()) == before + 1
    assert "3" in str(demo.history()[0].label)


def test_giving_a_measure_to_the_party_that_has_it_makes_no_step(demo: Project) -> None:
    before = len(demo.history())
    set_responsible(demo, [measure(demo, "Å-01").id], measure(demo, "Å-01").party_id)
    assert len(demo.history()) == before


def test_partners_are_exactly_those_that_were_set_and_never_the_responsible_one(demo: Project) -> None:
    lights = measure(demo, "Å-01")
    wanted = [party(demo, code).id for code in ("SOC", "LPO")] + [lights.party_id or 0]
    set_partners(demo, lights.id, wanted)
    assert partners(demo, lights.id) == {"SOC", "LPO"}
    set_partners(demo, lights.id, [])
    assert partners(demo, lights.id) == set()


def test_a_last_day_before_the_first_is_refused_for_all_of_several(demo: Project) -> None:
    ids = [measure(demo, code).id for code in ("Å-01", "Å-02")]
    before = [demo.get(Measure, i).end_date for i in ids]
    with pytest.raises(UserError):
        set_field_of_many(demo, Measure, ids, "end_date", date(1999, 1, 1))
    assert [demo.get(Measure, i).end_date for i in ids] == before


def test_activities_are_added_last_and_moved_up_and_down(project: Project) -> None:
    row = new_measure(project, title="Belysning")
    ids = [add_activity(project, row, title=title) for title in ("A", "B", "C")]
    move_activity(project, ids[2], -2)
    assert titles(project, row) == ["C", "A", "B"]
    move_activity(project, ids[2], 99)
    assert titles(project, row) == ["A", "B", "C"]
    steps = len(project.history())
    move_activity(project, ids[2], 1)
    assert len(project.history()) == steps
    project.undo()
    assert titles(project, row) == ["C", "A", "B"]


def test_an_activity_needs_words_and_belongs_to_the_responsible_party(demo: Project) -> None:
    lights = measure(demo, "Å-01")
    with pytest.raises(UserError):
        add_activity(demo, lights.id, title=" ")
    added = add_activity(demo, lights.id, title="Slutbesiktning", end_date=date(2027, 1, 31))
    made = demo.get(Activity, added)
    assert (made.party_id, made.end_date) == (lights.party_id, date(2027, 1, 31))


def test_a_goal_gets_the_next_code_and_the_level_of_the_one_above(demo: Project) -> None:
    above = demo.all(Goal, "code = 'M2'")[0]
    made = demo.get(Goal, add_goal(demo, name="Färre säljställen", parent_id=above.id))
    assert (made.code, made.parent_id, made.level) == ("M6", above.id, above.level)
    with pytest.raises(UserError):
        add_goal(demo, name="")


def test_a_goal_cannot_stand_under_one_of_its_own(demo: Project) -> None:
    top, low = (demo.all(Goal, "code = ?", (code,))[0] for code in ("M", "M3"))
    lowest = add_goal(demo, name="Delmål", parent_id=low.id)
    with pytest.raises(UserError, match="M3"):
        move_goal(demo, low.id, lowest)
    move_goal(demo, lowest, top.id)
    assert demo.get(Goal, lowest).parent_id == top.id
    steps = len(demo.history())
    move_goal(demo, lowest, top.id)
    assert len(demo.history()) == steps


def test_measures_and_goals_under_a_removed_goal_move_up(demo: Project) -> None:
    top, safe = (demo.all(Goal, "code = ?", (code,))[0] for code in ("M", "M3"))
    child = add_goal(demo, name="Delmål", parent_id=safe.id)
    served = [m.id for m in demo.all(Measure, "goal_id = ?", (safe.id,))]
    remove_goal(demo, safe.id)
    assert {demo.get(Measure, i).goal_id for i in served} == {top.id}
    assert demo.get(Goal, child).parent_id == top.id
    demo.undo()
    assert {demo.get(Measure, i).goal_id for i in served} == {safe.id}


def test_the_tree_of_goals_reads_from_the_top_with_everything_under_it() -> None:
    goals = [
        Goal(id=1, code="M", name="Alla"),
        Goal(id=2, code="M1", name="Ett", parent_id=1),
        Goal(id=3, code="M2", name="Två", parent_id=1),
        Goal(id=4, code="M3", name="Under ett", parent_id=2),
        Goal(id=5, code="X", name="Utan förälder", parent_id=99),
    ]
    assert [(goal.id, depth) for goal, depth in order_goals(goals)] == [(1, 0), (2, 1), (4, 2), (3, 1), (5, 0)]
    assert with_subgoals(1, goals) == {1, 2, 3, 4}
    assert with_subgoals(3, goals) == {3}


def test_an_unknown_party_cannot_become_responsible(project: Project) -> None:
    row = new_measure(project, title="En")
    with project.change("Prov") as step:
        step.add(Party(code="A", name="A", kind=PartyKind.SOFT))
    with pytest.raises(UserError):
        set_responsible(project, [row], 999)
