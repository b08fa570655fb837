"""Who sits where on a day, and which part of the team has no say."""

from datetime import date

from trygg_desktop.domain.membership import Organisation, answers_to, order_bodies
from trygg_desktop.domain.organisation import Body, Party, Seat
from trygg_desktop.domain.words import BodyKind, PartyKind, SeatKind

OWNER = Body(id=1, code="Ä", name="Ägare", kind=BodyKind.OWNER)
GROUP = Body(id=2, code="SG", name="Styrgrupp", kind=BodyKind.STEERING_GROUP, parent_id=1)
WORK = Body(id=3, code="AG", name="Arbetsgrupp", kind=BodyKind.WORK_GROUP, parent_id=2)
SOC = Party(id=1, code="SOC", name="Socialkontoret", kind=PartyKind.SOFT)
LPO = Party(id=2, code="LPO", name="Polisen", kind=PartyKind.POLICE)
OLD = Party(id=3, code="OLD", name="Nedlagt kontor", kind=PartyKind.SOFT, valid_to=date(2025, 12, 31))


def seat(
    seat_id: int, body: Body, party: Party, start: str = "", end: str = "", kind: SeatKind = SeatKind.MEMBER
) -> Seat:
    return Seat(
        id=seat_id,
        body_id=body.id,
        party_id=party.id,
        role=f"Roll {seat_id}",
        kind=kind,
        valid_from=date.fromisoformat(start) if start else None,
        valid_to=date.fromisoformat(end) if end else None,
    )


def on(day: str, *seats: Seat, bodies: tuple[Body, ...] = (OWNER, GROUP, WORK)) -> Organisation:
    return Organisation(day=date.fromisoformat(day), bodies=bodies, parties=(SOC, LPO, OLD), seats=seats)


def test_membership_on_a_past_day_is_that_of_the_day_both_ends_included() -> None:
    first, second = seat(1, GROUP, SOC, "2025-01-01", "2026-03-31"), seat(2, GROUP, SOC, "2026-04-01")
    assert on("2026-03-31", first, second).seats_of(GROUP.id) == [first]
    assert on("2026-04-01", first, second).seats_of(GROUP.id) == [second]
    assert on("2024-12-31", first, second).seats_of(GROUP.id) == []


def test_the_chair_comes_first_and_then_the_secretary() -> None:
    member = seat(1, GROUP, SOC)
    secretary, chair = seat(2, GROUP, SOC, kind=SeatKind.SECRETARY), seat(3, GROUP, LPO, kind=SeatKind.CHAIR)
    assert on("2026-01-01", member, secretary, chair).seats_of(GROUP.id) == [chair, secretary, member]


def test_seats_of_other_days_are_kept_apart_the_latest_first() -> None:
    old, older, coming = (
        seat(1, GROUP, SOC, end="2025-06-30"),
        seat(2, GROUP, SOC, end="2024-06-30"),
        seat(3, GROUP, SOC, "2027-01-01"),
    )
    assert on("2026-01-01", older, old, coming).other_seats_of(GROUP.id) == [coming, old, older]


def test_a_party_whose_seat_in_the_steering_group_has_ended_has_no_say() -> None:
    seats = (seat(1, GROUP, SOC, end="2026-03-31"), seat(2, GROUP, LPO), seat(3, WORK, SOC))
    assert on("2026-03-31", *seats).parties_without_say() == []
    assert on("2026-04-01", *seats).parties_without_say() == [SOC]


def test_a_party_that_has_left_is_not_missed_and_without_a_steering_group_nobody_is() -> None:
    assert OLD in on("2025-12-31").parties_without_say()
    assert OLD not in on("2026-01-01").parties_without_say()
    assert on("2026-01-01", bodies=(OWNER, WORK)).parties_without_say() == []


def test_bodies_are_ordered_as_a_tree_also_when_their_parent_is_gone() -> None:
    orphan = Body(id=9, code="X", name="Utan", kind=BodyKind.EST, parent_id=77, position=5)
    assert order_bodies([WORK, orphan, GROUP, OWNER]) == [(OWNER, 0), (GROUP, 1), (WORK, 2), (orphan, 0)]


def test_a_body_answers_to_all_that_stand_over_it_and_a_circle_ends() -> None:
    bodies = {body.id: body for body in (OWNER, GROUP, WORK)}
    assert answers_to(bodies, WORK.id, OWNER.id)
    assert answers_to(bodies, WORK.id, WORK.id)
    assert not answers_to(bodies, OWNER.id, WORK.id)
    assert not answers_to(bodies, None, OWNER.id)
    circle = {
        1: Body(id=1, code="A", name="A", kind=BodyKind.EST, parent_id=2),
        2: Body(id=2, code="B", name="B", kind=BodyKind.EST, parent_id=1),
    }
    assert not answers_to(circle, 1, 99)
