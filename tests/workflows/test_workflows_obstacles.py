"""What the list of obstacles promises: raised, lifted one body at a time, closed only with what was done."""

from datetime import date

import pytest

from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.organisation import Body, Party
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Measure, Obstacle, ObstacleParty
from trygg_desktop.domain.words import ObstacleState
from trygg_desktop.errors import UserError
from trygg_desktop.store.obstacle_mentions import PERIODS_SEARCHED, read_mentions
from trygg_desktop.store.obstacle_reading import read_obstacles
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.edit import remove_records, set_field
from trygg_desktop.workflows.obstacles import (
    add_obstacle,
    close_obstacle,
    escalate,
    make_obstacle_of,
    next_body,
    reopen_obstacle,
    set_parties_concerned,
)

RAISED = date(2026, 11, 1)


def test_an_obstacle_is_lifted_to_the_steering_group_and_then_to_the_body_above(demo: Project) -> None:
    row = add_obstacle(demo, text="Ingen får dela uppgifter", raised_on=RAISED)
    bodies = demo.by_id(Body)
    escalate(demo, row)
    group = bodies[demo.get(Obstacle, row).escalated_to_id or 0]
    assert group.code == "SG"
    escalate(demo, row)
    above = bodies[demo.get(Obstacle, row).escalated_to_id or 0]
    assert above.id == group.parent_id
    assert above.name in str(demo.history()[0].label)


def test_an_obstacle_with_no_body_above_stays_where_it_is(project: Project) -> None:
    row = add_obstacle(project, text="Ingen tid", raised_on=RAISED)
    with pytest.raises(UserError, match="Organisation"):
        escalate(project, row)
    assert next_body(project.get(Obstacle, row), []) is None


def test_an_obstacle_is_not_closed_without_saying_what_was_done(demo: Project) -> None:
    row = add_obstacle(demo, text="Ingen tid", raised_on=RAISED)
    with pytest.raises(UserError, match="Resolution"):
        close_obstacle(demo, row, state=ObstacleState.SOLVED, resolution=" ", closed_on=date(2026, 11, 22))
    assert demo.get(Obstacle, row).state is ObstacleState.OPEN


def test_a_closed_obstacle_keeps_its_days_and_its_resolution_when_opened_again(demo: Project) -> None:
    row = add_obstacle(demo, text="Ingen tid", raised_on=RAISED)
    close_obstacle(
        demo, row, state=ObstacleState.ACCEPTED, resolution="Vi får leva med det", closed_on=date(2026, 11, 11)
    )
    line = next(line for line in read_obstacles(demo).lines if line.id == row)
    assert line.days_open(date(2027, 1, 1)) == 10
    assert not line.is_open
    reopen_obstacle(demo, row)
    line = next(line for line in read_obstacles(demo).lines if line.id == row)
    assert line.is_open
    assert line.days_open(date(2026, 12, 1)) == 30
    assert line.obstacle.resolution == "Vi får leva med det"
    assert line.obstacle.closed_on is None


def test_nobody_knows_how_long_an_obstacle_without_a_day_has_been_open(demo: Project) -> None:
    with demo.change("Prov") as step:
        row = step.add(Obstacle(text="Okänt sedan när"))
    line = next(line for line in read_obstacles(demo).lines if line.id == row)
    assert line.days_open(date(2026, 11, 22)) is None


def test_open_obstacles_stand_first_and_the_oldest_of_them_at_the_top(demo: Project) -> None:
    add_obstacle(demo, text="Nyast", raised_on=date(2026, 11, 20))
    add_obstacle(demo, text="Äldst", raised_on=date(2024, 1, 1))
    lines = read_obstacles(demo).lines
    assert lines[0].obstacle.text == "Äldst"
    states = [line.is_open for line in lines]
    assert states == sorted(states, reverse=True)


def test_the_parties_concerned_are_exactly_those_that_were_set(demo: Project) -> None:
    row = add_obstacle(demo, text="Ingen tid", raised_on=RAISED)
    soc, police = (demo.all(Party, "code = ?", (code,))[0] for code in ("SOC", "LPO"))
    set_parties_concerned(demo, row, {soc.id, police.id})
    set_parties_concerned(demo, row, {police.id})
    line = next(line for line in read_obstacles(demo).lines if line.id == row)
    assert line.party_ids == {police.id}
    assert list(line.parties) == [police.label]


def test_an_obstacle_of_a_measure_stays_when_the_measure_is_removed(demo: Project) -> None:
    lights = demo.all(Measure, "code = 'Å-01'")[0]
    row = add_obstacle(demo, text="Ingen tid", raised_on=RAISED, measure_id=lights.id)
    assert next(line for line in read_obstacles(demo).lines if line.id == row).measure == "Å-01"
    remove_records(demo, Measure, [lights.id])
    assert demo.get(Obstacle, row).measure_id is None
    demo.undo()
    assert demo.get(Obstacle, row).measure_id == lights.id


def test_an_obstacle_needs_words(project: Project) -> None:
    with pytest.raises(UserError):
        add_obstacle(project, text="", raised_on=RAISED)


def say(project: Project, code: str, measure_id: int, party_id: int, text: str, reported_on: date | None = None) -> int:
    """Let a party answer for a measure and a period that something stands in the way."""
    (period,) = project.all(Period, "code = ?", (code,))
    found = project.all(
        FollowUp, "measure_id = ? AND period_id = ? AND party_id = ?", (measure_id, period.id, party_id)
    )
    with project.change("Answer") as step:
        if found:
            step.set(FollowUp, found[0].id, obstacle=text, reported_on=reported_on)
            return found[0].id
        return step.add(
            FollowUp(
                measure_id=measure_id, period_id=period.id, party_id=party_id, obstacle=text, reported_on=reported_on
            )
        )


def test_what_is_an_obstacle_already_is_not_offered_again(demo: Project) -> None:
    assert demo.all(FollowUp, "obstacle <> ''")
    assert read_mentions(demo) == []
    say(demo, "2026-T2", 2, 5, "  belysningsprojektet SAKNAR markåtkomst på fastighetsmark ")
    assert read_mentions(demo) == []


def test_the_same_words_of_two_parties_are_offered_once_and_become_one_obstacle(demo: Project) -> None:
    say(demo, "2026-T1", 3, 4, "Ingen lokal", date(2026, 5, 12))
    say(demo, "2026-T2", 3, 5, "ingen  lokal", date(2026, 9, 14))
    (mention,) = read_mentions(demo)
    assert (mention.text, mention.period.code, mention.measure) == ("ingen  lokal", "2026-T2", "Å-03")
    assert set(mention.party_ids) == {4, 5}
    row = make_obstacle_of(demo, mention)
    obstacle = demo.get(Obstacle, row)
    assert (obstacle.measure_id, obstacle.raised_on) == (3, date(2026, 5, 12))
    assert {link.party_id for link in demo.all(ObstacleParty, "obstacle_id = ?", (row,))} == {4, 5}
    assert "Å-03" in str(demo.history()[0].label)
    assert "2026" in str(demo.history()[0].label)
    assert read_mentions(demo) == []
    with pytest.raises(UserError, match="already"):
        make_obstacle_of(demo, mention)
    demo.undo()
    assert len(read_mentions(demo)) == 1


def test_what_one_party_says_is_its_own_and_dated_by_its_period_where_no_day_is_known(demo: Project) -> None:
    say(demo, "2026-T2", 3, 4, "Ingen lokal")
    (mention,) = read_mentions(demo)
    obstacle = demo.get(Obstacle, make_obstacle_of(demo, mention))
    assert (obstacle.owner_party_id, obstacle.raised_on) == (4, date(2026, 8, 31))


def test_a_closed_obstacle_is_not_offered_anew_and_old_periods_are_left_alone(demo: Project) -> None:
    say(demo, "2026-T2", 3, 4, "Ingen lokal")
    row = make_obstacle_of(demo, read_mentions(demo)[0])
    close_obstacle(demo, row, state=ObstacleState.SOLVED, resolution="Lokal hyrd", closed_on=date(2026, 11, 1))
    assert read_mentions(demo) == []
    set_field(demo, Obstacle, row, "text", "Något annat")
    assert len(read_mentions(demo)) == 1
    answered = demo.rows("SELECT count(DISTINCT period_id) FROM follow_up")[0][0]
    assert answered <= PERIODS_SEARCHED, "the demo is small; periods before the latest four are not searched"
