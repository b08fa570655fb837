"""Start: parties, bodies and seats in ten minutes, and nothing lost when they change."""

from datetime import date

import pytest

from trygg_desktop.domain.organisation import Body, Party, Seat
from trygg_desktop.domain.words import BodyKind, PartyKind, SeatKind
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.store.organisation_reading import read_organisation
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.organise import (
    add_body,
    add_party,
    add_seat,
    end_seat,
    give_seats,
    lay_usual_organisation,
    missing_facts,
    move_body,
    move_party,
    remove_body,
    remove_party,
)

DAY = date(2026, 11, 22)


def codes(project: Project) -> list[str]:
    return [party.code for party in project.all(Party, "1 ORDER BY position, id")]


def body(project: Project, code: str) -> Body:
    return project.all(Body, "code = ?", (code,))[0]


def test_a_usual_organisation_stands_in_one_step_and_is_undone_whole(project: Project, loc: Locale) -> None:
    ids = lay_usual_organisation(project, loc)
    kinds = {body.kind for body in project.all(Body)}
    assert len(ids) == 6
    assert kinds >= {BodyKind.OWNER, BodyKind.STEERING_GROUP, BodyKind.PROJECT_LEADER, BodyKind.EST}
    assert project.get(Body, ids[1]).parent_id == ids[0]
    assert project.get(Body, ids[5]).parent_id == ids[2]
    assert "Styrgrupp" in [body.name for body in project.all(Body)]
    project.undo()
    assert project.all(Body) == []


def test_a_body_that_is_there_already_keeps_its_place_in_the_usual_organisation(project: Project, loc: Locale) -> None:
    mine = add_body(project, code="SG", name="Vår styrgrupp", kind=BodyKind.STEERING_GROUP)
    lay_usual_organisation(project, loc)
    assert [b.name for b in project.all(Body, "code = 'SG'")] == ["Vår styrgrupp"]
    assert body(project, "PL").parent_id == mine


def test_parties_are_added_last_in_the_chain(project: Project) -> None:
    for code in ("SOC", "LPO", "NTK"):
        add_party(project, code=f" {code} ", name="Namn", kind=PartyKind.SOFT)
    assert codes(project) == ["SOC", "LPO", "NTK"]


@pytest.mark.parametrize(("code", "name"), [("", "Namn"), ("  ", "Namn"), ("SOC", " ")])
def test_a_party_without_code_or_name_is_refused_in_words(project: Project, code: str, name: str) -> None:
    with pytest.raises(UserError):
        add_party(project, code=code, name=name, kind=PartyKind.SOFT)
    assert project.all(Party) == []


def test_a_code_that_is_taken_is_refused_by_name(project: Project, loc: Locale) -> None:
    add_party(project, code="SOC", name="Socialkontoret", kind=PartyKind.SOFT)
    with pytest.raises(UserError) as refused:
        add_party(project, code="SOC", name="Annat", kind=PartyKind.SOFT)
    assert "SOC" in loc.t(refused.value.message)


def test_parties_move_in_the_chain_and_stop_at_its_ends(demo: Project) -> None:
    before = codes(demo)
    first = demo.all(Party, "code = ?", (before[0],))[0].id
    move_party(demo, first, 1)
    assert codes(demo)[:2] == [before[1], before[0]]
    move_party(demo, first, -5)
    assert codes(demo) == before
    step = demo.next_undo()
    move_party(demo, first, -1)
    assert demo.next_undo() == step


def test_a_body_never_answers_to_itself_or_to_one_under_it(demo: Project) -> None:
    steering, leader = body(demo, "SG"), body(demo, "PL")
    for under in (steering.id, leader.id):
        with pytest.raises(UserError):
            move_body(demo, steering.id, under)
    move_body(demo, leader.id, None)
    assert demo.get(Body, leader.id).parent_id is None


def test_removing_a_body_moves_those_under_it_up_and_undo_brings_all_back(demo: Project) -> None:
    leader, group = body(demo, "PL"), body(demo, "EST")
    seats = len(demo.all(Seat))
    remove_body(demo, leader.id)
    assert demo.get(Body, group.id).parent_id == leader.parent_id
    assert len(demo.all(Seat)) == seats - 1
    demo.undo()
    assert demo.get(Body, group.id).parent_id == leader.id
    assert len(demo.all(Seat)) == seats


def test_a_body_that_has_met_stays(demo: Project, loc: Locale) -> None:
    with pytest.raises(UserError) as refused:
        remove_body(demo, body(demo, "SG").id)
    assert "4 möten" in loc.t(refused.value.message)


def test_a_party_that_is_named_elsewhere_stays_and_is_given_a_last_day_instead(demo: Project, loc: Locale) -> None:
    party = demo.all(Party, "code = 'SOC'")[0]
    with pytest.raises(UserError) as refused:
        remove_party(demo, party.id)
    assert "Socialkontoret" in loc.t(refused.value.message)
    assert "sista dag" in loc.t(refused.value.message)


def test_a_party_that_only_has_seats_is_removed_with_them(project: Project) -> None:
    party_id = add_party(project, code="X", name="Fel", kind=PartyKind.COMPANY)
    body_id = add_body(project, code="SG", name="Styrgrupp", kind=BodyKind.STEERING_GROUP)
    add_seat(project, body_id=body_id, role="VD", party_id=party_id)
    remove_party(project, party_id)
    assert project.all(Party) == []
    assert project.all(Seat) == []


def test_an_ended_seat_is_still_there_on_its_last_day(project: Project) -> None:
    body_id = add_body(project, code="SG", name="Styrgrupp", kind=BodyKind.STEERING_GROUP)
    seat_id = add_seat(project, body_id=body_id, role=" Socialchef ", kind=SeatKind.CHAIR, since=date(2025, 1, 1))
    end_seat(project, seat_id, DAY)
    assert [s.role for s in read_organisation(project, DAY).seats_of(body_id)] == ["Socialchef"]
    assert read_organisation(project, date(2026, 11, 23)).seats_of(body_id) == []
    with pytest.raises(UserError):
        end_seat(project, seat_id, date(2024, 12, 31))


def test_a_seat_needs_a_role(project: Project) -> None:
    body_id = add_body(project, code="SG", name="Styrgrupp", kind=BodyKind.STEERING_GROUP)
    with pytest.raises(UserError):
        add_seat(project, body_id=body_id, role=" ")


def test_all_parties_without_a_say_get_their_seats_in_one_step(demo: Project) -> None:
    seen = read_organisation(demo, DAY)
    without = seen.parties_without_say()
    assert [party.code for party in without] == ["ATT", "FRI", "BID", "UNI"]
    group = seen.steering_groups()[0]
    give_seats(demo, body_id=group.id, party_ids=[p.id for p in without], role="Företrädare", since=DAY)
    assert read_organisation(demo, DAY).parties_without_say() == []
    assert read_organisation(demo, date(2026, 11, 21)).parties_without_say() == without
    demo.undo()
    assert read_organisation(demo, DAY).parties_without_say() == without


def test_the_demo_says_which_facts_of_its_decision_are_missing(demo: Project) -> None:
    assert missing_facts(demo.programme) == ["decision_date", "decision_number", "registry_number"]
