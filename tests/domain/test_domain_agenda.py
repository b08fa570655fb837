"""The agenda before its meeting: usual items, their time, and whether there is room for it."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from trygg_desktop.domain.agenda import (
    length_of,
    planned_minutes,
    say_length,
    starting_times,
    usual_agenda,
    warn_of_length,
)
from trygg_desktop.domain.meetings import AgendaItem, Meeting
from trygg_desktop.domain.words import BodyKind
from trygg_desktop.formats import Locale


def meeting(start: str | None = "09:00", end: str | None = "11:00") -> Meeting:
    return Meeting(
        body_id=1,
        number=1,
        on=date(2026, 12, 1),
        start=time.fromisoformat(start) if start else None,
        end=time.fromisoformat(end) if end else None,
    )


def items(*minutes: int | None) -> list[AgendaItem]:
    return [AgendaItem(meeting_id=1, title="Punkt", minutes=length) for length in minutes]


def test_the_sum_is_said_beside_the_time_there_is(loc: Locale) -> None:
    assert loc.t(say_length(items(60, 35, None), meeting())) == "95 av 120 minuter"
    assert loc.t(say_length(items(60), meeting(end=None))) == "60 minuter"


def test_an_agenda_longer_than_its_meeting_is_warned_of_in_words(loc: Locale) -> None:
    warning = warn_of_length(items(100, 35), meeting())
    assert warning is not None
    assert loc.t(warning).startswith("Föredragningslistan är 15 minuter längre än mötet.")


def test_an_agenda_that_just_fits_or_has_no_end_is_not_warned_of() -> None:
    assert warn_of_length(items(120), meeting()) is None
    assert warn_of_length(items(500), meeting(end=None)) is None


def test_a_meeting_over_midnight_has_the_length_of_its_night() -> None:
    assert length_of(meeting("22:00", "01:30")) == 210


def test_each_item_begins_when_the_one_before_it_ends() -> None:
    begins = starting_times(items(10, None, 20), meeting())
    assert begins == [time(9, 0), time(9, 10), time(9, 10)]
    assert starting_times(items(10), meeting(start=None)) == [None]


@given(st.lists(st.integers(0, 1440) | st.none(), max_size=30), st.times(), st.times())
def test_a_warning_comes_exactly_when_the_items_do_not_fit(minutes: list[int | None], start: time, end: time) -> None:
    held = Meeting(body_id=1, number=1, on=date(2026, 1, 1), start=start, end=end)
    agenda = items(*minutes)
    room = length_of(held)
    assert room is not None
    assert (warn_of_length(agenda, held) is not None) == (planned_minutes(agenda) > room)
    assert len(starting_times(agenda, held)) == len(minutes)


def test_every_kind_of_body_has_something_usual_to_take_up() -> None:
    for kind in BodyKind:
        assert usual_agenda(kind), kind
