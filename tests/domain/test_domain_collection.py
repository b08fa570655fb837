"""How far a workbook has come, by the rule; and whom its e-mail is addressed to."""

from datetime import date
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.checkout import ROOT

from trygg_desktop.domain.addressees import RULE as ADDRESSEE_RULE
from trygg_desktop.domain.addressees import Addressee, choose_addressee, find_address
from trygg_desktop.domain.chain import LinkState, judge_link
from trygg_desktop.domain.collection import (
    DESK_MARKS,
    RULE,
    Collection,
    DeskState,
    Owed,
    can_remind_all,
    desk_state,
    is_silent,
    say_board,
    say_desk_state,
)
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.organisation import Body, Party, Seat
from trygg_desktop.domain.periods import days_late, make_period
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.words import BodyKind, PartyKind, SeatKind
from trygg_desktop.formats import Locale

DAY = date(2026, 9, 1)
PERIOD = make_period("2026-T2")


def book(**values: object) -> Collection:
    return Collection(period_id=1, party_id=1, **values)  # type: ignore[arg-type]


WRITTEN = book(written_on=DAY)
SENT = book(written_on=DAY, sent_on=DAY)
WAITING = book(sent_on=DAY, returned_on=DAY)
FAULTY = book(sent_on=DAY, returned_on=DAY, errors=3)
TAKEN_IN = book(sent_on=DAY, returned_on=DAY, accepted_on=DAY)
OWES = Owed(own=3, missing=2)
OWES_LATE = Owed(own=3, missing=2, days_late=5)
DONE = Owed(own=3)
SHARES = Owed(shared=2)


@pytest.mark.parametrize(
    ("of_book", "owed", "state"),
    [
        (None, Owed(), DeskState.NOTHING),
        (None, OWES, DeskState.NOT_WRITTEN),
        (None, SHARES, DeskState.NOT_WRITTEN),
        (None, OWES_LATE, DeskState.LATE),
        (None, DONE, DeskState.ACCEPTED),
        (WRITTEN, OWES, DeskState.WRITTEN),
        (WRITTEN, OWES_LATE, DeskState.LATE),
        (WRITTEN, Owed(), DeskState.WRITTEN),
        (SENT, OWES, DeskState.SENT),
        (SENT, SHARES, DeskState.SENT),
        (SENT, OWES_LATE, DeskState.LATE),
        (SENT, DONE, DeskState.ACCEPTED),
        (WAITING, OWES, DeskState.RETURNED),
        (WAITING, OWES_LATE, DeskState.RETURNED),
        (WAITING, SHARES, DeskState.RETURNED),
        (FAULTY, OWES, DeskState.ERRORS),
        (FAULTY, OWES_LATE, DeskState.ERRORS),
        (FAULTY, DONE, DeskState.ERRORS),
        (TAKEN_IN, DONE, DeskState.ACCEPTED),
        (TAKEN_IN, SHARES, DeskState.ACCEPTED),
        (TAKEN_IN, OWES, DeskState.RETURNED),
        (TAKEN_IN, OWES_LATE, DeskState.LATE),
    ],
)
def test_the_rule_gives_each_party_its_state(of_book: Collection | None, owed: Owed, state: DeskState) -> None:
    assert desk_state(of_book, owed) is state


days = st.none() | st.just(DAY)
books = st.none() | st.builds(
    book, written_on=days, sent_on=days, returned_on=days, accepted_on=days, sent_back_on=days, errors=st.integers(0, 3)
)
counts = st.integers(0, 3)


@given(books, counts, counts, counts, st.booleans())
def test_every_combination_has_one_state_that_agrees_with_the_chain(
    of_book: Collection | None, own: int, missing: int, shared: int, is_late: bool
) -> None:
    missing = min(missing, own)
    today = date(2026, 9, 25) if is_late else PERIOD.due_date
    party = Party(id=1, code="A", name="A", kind=PartyKind.SOFT)
    measures = [Measure(id=n + 1, code=f"Å-{n}", title="", party_id=1) for n in range(own)]
    answers = [FollowUp(measure_id=m.id, period_id=1, party_id=1) for m in measures[missing:]]
    link = judge_link(party, measures, answers, [], PERIOD, today, partners=[])
    waited = days_late(PERIOD, today) if missing else 0

    state = desk_state(of_book, Owed(own=own, missing=missing, shared=shared, days_late=waited))

    assert state in DeskState
    assert say_desk_state(state).source
    if state is DeskState.LATE:
        assert link.state is LinkState.MISSING
    if link.state is LinkState.MISSING:
        assert state in (DeskState.LATE, DeskState.RETURNED, DeskState.ERRORS)
    if state is DeskState.ACCEPTED:
        assert link.state is not LinkState.MISSING


def test_the_rule_names_every_state_with_its_sign_and_word() -> None:
    for state in DeskState:
        assert f"{DESK_MARKS[state]} {say_desk_state(state).source}:" in RULE.source
    assert len(set(DESK_MARKS.values())) == len(DeskState)


def test_the_guide_says_both_rules_in_the_same_words(loc: Locale) -> None:
    guide = (ROOT / "docs" / "guide" / "samla-in.md").read_text(encoding="utf-8")
    words = " ".join(line.removeprefix("> ") for line in guide.splitlines())
    assert loc.t(RULE) in words
    assert loc.t(ADDRESSEE_RULE) in words


def test_only_who_was_asked_and_has_sent_nothing_is_silent() -> None:
    assert {state for state in DeskState if is_silent(state)} == {DeskState.WRITTEN, DeskState.SENT, DeskState.LATE}


def test_all_can_be_reminded_from_a_week_before_the_last_day() -> None:
    assert not can_remind_all(PERIOD, date(2026, 9, 7))
    assert can_remind_all(PERIOD, date(2026, 9, 8))
    assert can_remind_all(PERIOD, date(2026, 12, 1))


def test_the_board_counts_only_parties_that_are_asked() -> None:
    states = [DeskState.ACCEPTED, DeskState.LATE, DeskState.NOTHING]
    assert str(say_board(states)) == "1 of 2 workbooks approved"


# --- whom an e-mail is addressed to

BODIES = {
    1: Body(id=1, code="SG", name="Styrgrupp", kind=BodyKind.STEERING_GROUP),
    2: Body(id=2, code="AG", name="Arbetsgrupp", kind=BodyKind.WORK_GROUP),
    3: Body(id=3, code="EST", name="EST", kind=BodyKind.EST),
}


NUMBERS = count(1)


def seat(
    body_id: int, role: str, kind: SeatKind = SeatKind.MEMBER, email: str | None = None, until: date | None = None
) -> Seat:
    address = f"{role}@kommunen.example" if email is None else email
    return Seat(id=next(NUMBERS), body_id=body_id, party_id=1, role=role, kind=kind, email=address, valid_to=until)


def test_the_steering_groups_chair_comes_before_its_members_and_other_bodies() -> None:
    seats = [seat(3, "est"), seat(2, "grupp"), seat(1, "ledamot"), seat(1, "ordf", SeatKind.CHAIR)]
    for wanted in ("ordf", "ledamot", "grupp", "est"):
        assert choose_addressee(1, seats, BODIES, DAY) == Addressee(wanted, f"{wanted}@kommunen.example")
        seats = [each for each in seats if each.role != wanted]
    assert choose_addressee(1, seats, BODIES, DAY) is None


def test_a_seat_without_an_address_or_held_another_day_or_of_another_party_is_passed_over() -> None:
    seats = [seat(1, "chef", email=""), seat(1, "slutat", until=date(2026, 1, 1)), seat(2, "samordnare")]
    assert choose_addressee(1, seats, BODIES, DAY) == Addressee("samordnare", "samordnare@kommunen.example")
    assert choose_addressee(2, seats, BODIES, DAY) is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("chef@kommunen.example", "chef@kommunen.example"),
        (" Chef <chef@kommunen.example> ", "chef@kommunen.example"),
        ("a@b.example; c@d.example", "a@b.example"),
        ("ring växeln", ""),
        ("chef@kommunen", ""),
        ("chefå@kommunen.example", ""),
        ("a@b.example\r\nBcc: x@y.example", "a@b.example"),
        ("", ""),
    ],
)
def test_an_address_is_found_in_what_stands_in_the_field(text: str, address: str) -> None:
    assert find_address(text) == address
