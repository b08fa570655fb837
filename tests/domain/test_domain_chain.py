"""Kedjan: every sentence of the written rule, and which link is named the weakest."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.checkout import ROOT

from trygg_desktop.domain.chain import (
    RULE,
    STATE_MARKS,
    STATE_WORDS,
    Link,
    LinkState,
    is_late,
    judge_link,
    name_weakest,
    weakest_first,
)
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.meetings import Task
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.periods import make_period
from trygg_desktop.domain.plan import Measure, Partner
from trygg_desktop.domain.words import Assessment, PartyKind, Status, TaskState
from trygg_desktop.formats import Locale

PERIOD = replace(make_period("2026-T2"), id=1)
BEFORE, AFTER = date(2026, 9, 10), date(2026, 9, 20)
NTK = Party(id=1, code="NTK", name="Natur och teknik", kind=PartyKind.HARD)
LIGHT = Measure(id=1, code="Å-01", title="Belysning", party_id=1, end_date=date(2026, 12, 31))
PARK = Measure(id=2, code="Å-02", title="Parken", party_id=9, end_date=date(2026, 12, 31))


def answer(measure: Measure = LIGHT, party: int = 1, **values: object) -> FollowUp:
    return FollowUp(measure_id=measure.id, period_id=1, party_id=party, **values)  # type: ignore[arg-type]


def judge(
    *answers: FollowUp,
    measures: tuple[Measure, ...] = (LIGHT, PARK),
    tasks=(),
    today: date = AFTER,
    partners: tuple[Partner, ...] = (),
) -> Link:
    return judge_link(NTK, measures, answers, tasks, PERIOD, today, partners=partners)


def task(due: date, party: int = 1, state: TaskState = TaskState.OPEN) -> Task:
    return Task(text="Kartunderlag", party_id=party, due_date=due, state=state)


def test_a_missing_report_counts_from_the_day_after_the_last_day() -> None:
    assert judge(today=BEFORE).state is LinkState.NONE
    assert judge(today=PERIOD.due_date).state is LinkState.NONE
    missing = judge(today=AFTER)
    assert (missing.state, missing.silent, missing.days_late) == (LinkState.MISSING, (LIGHT,), 5)


@pytest.mark.parametrize(
    ("assessment", "state"),
    [
        (Assessment.RED, LinkState.RED),
        (Assessment.YELLOW, LinkState.YELLOW),
        (Assessment.GREEN, LinkState.GREEN),
        (Assessment.NONE, LinkState.GREEN),
    ],
)
def test_a_link_has_the_partys_own_worst_assessment(assessment: Assessment, state: LinkState) -> None:
    assert judge(answer(assessment=assessment)).state is state


def test_another_partys_assessment_does_not_count() -> None:
    assert (
        judge(answer(assessment=Assessment.GREEN), answer(PARK, 9, assessment=Assessment.RED)).state is LinkState.GREEN
    )


def test_what_a_party_says_of_a_measure_it_takes_part_in_counts() -> None:
    partners = (Partner(measure_id=PARK.id, party_id=NTK.id),)
    assert judge(answer(), answer(PARK, assessment=Assessment.RED), partners=partners).state is LinkState.RED


@given(
    st.lists(st.builds(answer, st.just(PARK), assessment=st.sampled_from(Assessment), status=st.sampled_from(Status))),
    st.booleans(),
    st.sampled_from([BEFORE, AFTER]),
)
def test_a_row_on_a_measure_of_others_never_colours_a_link(stray: list[FollowUp], answered: bool, today: date) -> None:
    own = [answer(assessment=Assessment.GREEN)] if answered else []
    others = (Partner(measure_id=PARK.id, party_id=4), Partner(measure_id=LIGHT.id, party_id=NTK.id))
    assert judge(*own, *stray, today=today, partners=others) == judge(*own, today=today)


def test_a_measure_is_late_when_its_party_says_so_or_its_last_day_has_passed_unfinished() -> None:
    overdue = replace(LIGHT, end_date=date(2026, 8, 30))
    assert is_late(LIGHT, answer(status=Status.LATE), PERIOD)
    assert is_late(overdue, answer(status=Status.IN_PROGRESS), PERIOD)
    assert not is_late(overdue, answer(status=Status.DONE), PERIOD)
    assert not is_late(overdue, answer(status=Status.CANCELLED), PERIOD)
    assert not is_late(replace(LIGHT, end_date=PERIOD.end_date), answer(), PERIOD)
    assert judge(answer(overdue, assessment=Assessment.GREEN), measures=(overdue,)).state is LinkState.YELLOW


def test_an_overdue_task_makes_a_link_yellow_and_after_thirty_days_red() -> None:
    green = answer(assessment=Assessment.GREEN)
    assert judge(green, tasks=[task(date(2026, 9, 19))]).state is LinkState.YELLOW
    assert judge(green, tasks=[task(date(2026, 8, 21))]).state is LinkState.YELLOW
    assert judge(green, tasks=[task(date(2026, 8, 20))]).state is LinkState.RED
    assert judge(green, tasks=[task(AFTER)]).state is LinkState.GREEN
    assert judge(green, tasks=[task(date(2026, 1, 1), state=TaskState.DONE)]).state is LinkState.GREEN
    assert judge(green, tasks=[task(date(2026, 1, 1), party=9)]).state is LinkState.GREEN


def test_a_party_without_anything_to_report_is_not_assessed() -> None:
    assert judge(measures=(PARK,)).state is LinkState.NONE


def test_every_link_says_in_words_why() -> None:
    link = judge(answer(status=Status.LATE, assessment=Assessment.RED), tasks=[task(date(2026, 1, 1))])
    assert [str(reason) for reason in link.reasons] == [
        "Assessed red: Å-01.",
        "Late: Å-01.",
        "1 task is overdue by 262 days.",
    ]


def links_of(*states: LinkState) -> list[Link]:
    return [
        Link(party=replace(NTK, id=place, name=f"Lagdel {place}", position=place), state=state)
        for place, state in enumerate(states)
    ]


@given(st.lists(st.sampled_from(LinkState), min_size=1))
def test_links_stand_from_the_weakest_to_the_strongest(states: list[LinkState]) -> None:
    links = links_of(*states)
    order = list(LinkState)
    assert [order.index(link.state) for link in weakest_first(links)] == sorted(order.index(state) for state in states)


def test_the_weakest_link_is_named_and_a_sound_chain_says_so() -> None:
    assert str(name_weakest(links_of(LinkState.GREEN, LinkState.RED))) == "The weakest link is Lagdel 1."
    assert "No link is weak" in str(name_weakest(links_of(LinkState.GREEN, LinkState.NONE)))
    assert "no parties" in str(name_weakest([]))


def test_overdue_tasks_say_for_how_many_days_because_the_days_make_a_link_red() -> None:
    long_over, over = task(date(2026, 8, 1)), task(date(2026, 9, 19))
    assert [str(reason) for reason in judge(answer(), tasks=[over]).reasons] == ["1 task is overdue by 1 day."]
    both = judge(answer(), tasks=[over, long_over])
    assert (both.state, both.days_over) == (LinkState.RED, 50)
    assert [str(reason) for reason in both.reasons] == ["2 tasks are overdue, the oldest by 50 days."]
    assert Locale("sv").t(both.reasons[0]) == "2 uppgifter har passerat sitt slutdatum, den äldsta med 50 dagar."


def test_the_rule_names_every_state_with_its_sign_and_word() -> None:
    for state in LinkState:
        assert f"{STATE_MARKS[state]} {STATE_WORDS[state].source}:" in RULE.source


def test_the_guide_says_the_rule_in_the_same_words() -> None:
    guide = (ROOT / "docs" / "guide" / "laget-och-kedjan.md").read_text(encoding="utf-8")
    said = " ".join(guide.replace("**", "").replace("\n* ", "\n").split())
    assert Locale("sv").t(RULE) in said
