"""The year of meetings: series, meetings made once, templates, obstacles lifted and decided."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_desktop.domain.meeting_year import (
    MeetingSeries,
    WheelEntry,
    comes_in,
    days_of,
    is_same_round,
    months_of,
)
from trygg_desktop.domain.meetings import AgendaItem, Decision, Meeting
from trygg_desktop.domain.organisation import Body
from trygg_desktop.domain.plan import Obstacle
from trygg_desktop.domain.words import ItemKind, MeetingState, ObstacleState, SeriesUnit, WheelYears
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.store.meeting_cycle_reading import read_decisions_on
from trygg_desktop.store.meeting_reading import read_agenda
from trygg_desktop.store.meeting_year_reading import read_meeting_year, read_template, read_wheel
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.meeting_year import (
    add_series,
    add_wheel_entry,
    lay_usual_wheel,
    make_meetings,
    missing_days,
    save_as_template,
)
from trygg_desktop.workflows.meetings import add_decision, add_item, add_meeting, begin_agenda, change_meeting
from trygg_desktop.workflows.obstacles import close_obstacle, escalate


def body(project: Project, code: str) -> Body:
    return project.all(Body, "code = ?", (code,))[0]


def test_a_series_by_weeks_counts_from_its_first_day() -> None:
    series = MeetingSeries(body_id=1, first_on=date(2026, 1, 20), every=6)
    days = days_of(series, 2027)
    assert days[0].year == 2027
    assert all((day - series.first_on).days % 42 == 0 for day in days)
    assert days_of(series, 2025) == []


def test_a_series_by_months_keeps_the_weekday_and_its_place() -> None:
    series = MeetingSeries(body_id=1, first_on=date(2026, 1, 13), unit=SeriesUnit.MONTH, every=3)
    assert days_of(series, 2026) == [date(2026, 1, 13), date(2026, 4, 14), date(2026, 7, 14), date(2026, 10, 13)]
    fifth = MeetingSeries(body_id=1, first_on=date(2026, 1, 29), unit=SeriesUnit.MONTH)
    assert days_of(fifth, 2026)[1] == date(2026, 2, 26), "no fifth Thursday: the last one"


@given(
    first=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    year=st.integers(2020, 2032),
    every=st.integers(1, 52),
    unit=st.sampled_from(SeriesUnit),
    length=st.integers(0, 2_000),
)
def test_every_day_of_a_series_lies_in_the_year_on_its_weekday_within_its_time(
    first: date, year: int, every: int, unit: SeriesUnit, length: int
) -> None:
    series = MeetingSeries(body_id=1, first_on=first, last_on=first + timedelta(days=length), unit=unit, every=every)
    days = days_of(series, year)
    assert days == sorted(set(days))
    for day in days:
        assert day.year == year and day.weekday() == first.weekday()
        assert first <= day <= first + timedelta(days=length)
        assert is_same_round(series, day, day)


def test_an_entry_may_go_over_the_new_year_and_come_every_other() -> None:
    entry = WheelEntry(month=11, last_month=2, title="Årsbokslut", years=WheelYears.ODD)
    assert months_of(entry) == [11, 12, 1, 2]
    assert (comes_in(entry, 2027), comes_in(entry, 2026)) == (True, False)


def test_the_years_meetings_are_made_once_and_in_one_step(demo: Project, loc: Locale) -> None:
    group = body(demo, "SG")
    with demo.change("x") as step:
        for series in demo.all(MeetingSeries):
            step.remove(MeetingSeries, series.id)
    with pytest.raises(UserError, match="no body has a series"):
        make_meetings(demo, 2028, loc)
    add_series(demo, body_id=group.id, first_on=date(2027, 1, 19), unit=SeriesUnit.WEEK, every=8)
    with pytest.raises(UserError, match="already"):
        add_series(demo, body_id=group.id, first_on=date(2027, 2, 1), unit=SeriesUnit.WEEK, every=2)
    made = make_meetings(demo, 2027, loc)
    meetings = [demo.get(Meeting, row) for row in made]
    assert [m.number for m in meetings] == list(range(1, len(made) + 1))
    assert len(made) == 7
    assert meetings[0].place == "Kommunalhuset, sammanträdesrum Edsberg"
    assert read_agenda(demo, made[0])[0].title == "Föregående anteckningar och öppna uppgifter"
    change_meeting(demo, made[2], "on", meetings[2].on + timedelta(days=1))
    assert missing_days(demo, 2027) == [], "one that was moved within its week is not made again"
    with pytest.raises(UserError, match="already"):
        make_meetings(demo, 2027, loc)
    demo.undo()
    demo.undo()
    assert not read_meeting_year(demo, 2027).meetings, "one step, taken back as one"


def test_a_template_is_what_recurs_and_the_next_meeting_begins_with_it(demo: Project, loc: Locale) -> None:
    group = body(demo, "SG")
    meeting = add_meeting(demo, body_id=group.id, on=date(2027, 3, 1))
    with pytest.raises(UserError, match="No item"):
        save_as_template(demo, meeting)
    add_item(demo, meeting, title="Läget", kind=ItemKind.DISCUSSION, minutes=25)
    once = add_item(demo, meeting, title="Belysningen", kind=ItemKind.DECISION)
    with demo.change("x") as step:
        step.set(AgendaItem, once, measure_id=1)
    assert save_as_template(demo, meeting) == 1
    assert save_as_template(demo, meeting) == 1
    assert [own.title for own in read_template(demo, group.id)] == ["Läget"]
    begun = begin_agenda(demo, "usual", group.id, None, loc)
    assert [(item.title, item.kind, item.minutes) for item in begun] == [("Läget", ItemKind.DISCUSSION, 25)]
    assert read_meeting_year(demo, 2027).templates == {group.id: 1}


def test_the_usual_wheel_is_laid_once(project: Project, loc: Locale) -> None:
    count = lay_usual_wheel(project, loc)
    assert count == len(read_wheel(project)) == 10
    assert lay_usual_wheel(project, loc) == 0
    titles = [entry.title for entry in read_meeting_year(project, 2027).entries]
    assert "Polisens lista över områden" in titles
    assert "Polisens lista över områden" not in [e.title for e in read_meeting_year(project, 2026).entries]
    with pytest.raises(UserError, match="comes round"):
        add_wheel_entry(project, title=" ", month=3)
    add_wheel_entry(project, title="Kunskapsdag", month=3)
    assert len(read_wheel(project)) == 11


# --- obstacles lifted


def lifted(project: Project) -> int:
    with project.change("x") as step:
        return step.add(Obstacle(text="Sekretessen hindrar att lägesbilder delas " * 4, raised_on=date(2026, 11, 1)))


def test_an_obstacle_that_is_lifted_stands_on_the_bodys_next_agenda(demo: Project) -> None:
    obstacle = lifted(demo)
    escalate(demo, obstacle)
    [item] = demo.all(AgendaItem, "obstacle_id = ?", (obstacle,))
    meeting = demo.get(Meeting, item.meeting_id)
    assert (meeting.body_id, meeting.number, item.kind) == (body(demo, "SG").id, 4, ItemKind.DECISION)
    assert len(item.title) <= 90
    escalate(demo, obstacle)
    upper = demo.get(Obstacle, obstacle).escalated_to_id
    assert upper == body(demo, "SG").parent_id
    demo.undo()
    demo.undo()
    assert not demo.all(AgendaItem, "obstacle_id = ?", (obstacle,))


def test_a_lifted_obstacle_waits_for_the_next_meeting_that_is_called(demo: Project) -> None:
    group = body(demo, "SG")
    for meeting in demo.all(Meeting, "body_id = ? AND state IN ('planned', 'sent')", (group.id,)):
        change_meeting(demo, meeting.id, "state", MeetingState.HELD)
    obstacle = lifted(demo)
    escalate(demo, obstacle)
    assert not demo.all(AgendaItem, "obstacle_id = ?", (obstacle,))
    meeting_id = add_meeting(demo, body_id=group.id, on=date(2027, 1, 12))
    assert obstacle in [item.obstacle_id for item in read_agenda(demo, meeting_id)]


def test_an_obstacle_comes_back_as_decided(demo: Project) -> None:
    obstacle = lifted(demo)
    escalate(demo, obstacle)
    [item] = demo.all(AgendaItem, "obstacle_id = ?", (obstacle,))
    with pytest.raises(UserError, match="Resolution"):
        close_obstacle(demo, obstacle, state=ObstacleState.SOLVED, resolution="", closed_on=date(2026, 12, 2))
    decision = add_decision(demo, item.meeting_id, text="Jurist tar fram mall.", item_id=item.id)
    assert demo.get(Decision, decision).obstacle_id == obstacle
    [(label, _)] = read_decisions_on(demo, obstacle)
    assert label.startswith("SG 2026-4:")
    close_obstacle(demo, obstacle, state=ObstacleState.SOLVED, resolution="", closed_on=date(2026, 12, 2))
    assert demo.get(Obstacle, obstacle).resolution == f"{label}: Jurist tar fram mall."
