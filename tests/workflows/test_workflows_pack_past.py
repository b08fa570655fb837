"""The papers of a meeting in the past: what stood then, as far as the file tells, and words for what it cannot tell."""

from datetime import date, datetime
from pathlib import Path

import pytest
from support.pack_samples import write_sample
from support.pdfs import pages_of

from trygg_desktop.domain.indicators import DefinitionChange, Indicator, Observation
from trygg_desktop.domain.meetings import Decision, Meeting, Task
from trygg_desktop.domain.organisation import Body
from trygg_desktop.domain.plan import Measure, Obstacle
from trygg_desktop.domain.words import BodyKind, MeetingState, ObstacleState, TaskState
from trygg_desktop.formats import Locale
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.news import tell_news
from trygg_desktop.workflows.pack_content import gather_pack

_NOW = datetime(2026, 11, 22, 14, 30)
_DONE, _OPEN = TaskState.DONE, TaskState.OPEN


@pytest.fixture
def held(project: Project) -> int:
    """The second of three meetings, held on 22 May 2026."""
    with project.change("Möten") as step:
        body = step.add(Body(code="SG", name="Styrgrupp", kind=BodyKind.STEERING_GROUP))
        days = (date(2026, 2, 13), date(2026, 5, 22), date(2026, 8, 21))
        first, second, third = (
            step.add(Meeting(body_id=body, number=n, on=day, state=MeetingState.HELD)) for n, day in enumerate(days, 1)
        )
        for number, (meeting, text, state, done) in enumerate(
            (
                (first, "öppen än", _OPEN, None),
                (first, "klar senare", _DONE, date(2026, 6, 1)),
                (first, "klar före", _DONE, date(2026, 3, 1)),
                (first, "klar utan dag", _DONE, None),
                (second, "från mötet självt", _OPEN, None),
                (third, "från ett senare möte", _OPEN, None),
            ),
            1,
        ):
            due = date(2026, 5, 1)
            step.add(Decision(meeting_id=meeting, number=number, text=text, state=state, done_on=done, due_date=due))
            step.add(Task(meeting_id=meeting, text=text, state=state, done_on=done, due_date=due))
        for text, raised, state, closed in (
            ("kvarstår", date(2026, 2, 1), ObstacleState.OPEN, None),
            ("löst senare", date(2026, 2, 2), ObstacleState.SOLVED, date(2026, 7, 1)),
            ("löst före", date(2026, 2, 3), ObstacleState.SOLVED, date(2026, 4, 1)),
            ("väckt senare", date(2026, 7, 1), ObstacleState.OPEN, None),
        ):
            step.add(Obstacle(text=text, raised_on=raised, state=state, closed_on=closed))
        indicator = step.add(Indicator(code="I1", name="Trygga"))
        for on, value in (("2025", 60.0), ("2026-T1", 64.0), ("2026-T2", 70.0), ("2026", None)):
            step.add(Observation(indicator_id=indicator, on=on, value=value))
        for day in ("2025", "2026-05", "2026-06"):
            step.add(DefinitionChange(indicator_id=indicator, from_date=day, text=day))
        later = step.add(Indicator(code="I2", name="Senare"))
        step.add(Observation(indicator_id=later, on="2026-T2", value=1.0))
    return second


def test_what_was_open_on_the_day_of_a_past_meeting_is_open_in_its_papers(
    project: Project, held: int, loc: Locale
) -> None:
    content = gather_pack(project, held, loc, now=_NOW)
    assert [line.decision.text for line in content.decisions] == ["öppen än", "klar senare"]
    assert [line.task.text for line in content.tasks] == ["öppen än", "klar senare"]
    assert [line.obstacle.text for line in content.obstacles] == ["kvarstår", "löst senare"]
    assert content.day == date(2026, 5, 22)


def test_a_coming_meeting_shows_what_is_open_now(project: Project, held: int, loc: Locale) -> None:
    with project.change("Kommande") as step:
        coming = step.add(Meeting(body_id=1, number=4, on=date(2026, 12, 1)))
        step.add(Task(meeting_id=coming, text="inför mötet"))
    content = gather_pack(project, coming, loc, now=_NOW)
    still = ["öppen än", "från mötet självt", "från ett senare möte"]
    assert [line.decision.text for line in content.decisions] == still
    assert [line.task.text for line in content.tasks] == [*still, "inför mötet"]
    assert [line.obstacle.text for line in content.obstacles] == ["kvarstår", "väckt senare"]
    assert content.day == _NOW.date()


def test_the_papers_of_a_past_meeting_hold_no_value_that_was_not_known_then(
    project: Project, held: int, loc: Locale
) -> None:
    (series,) = gather_pack(project, held, loc, now=_NOW).indicators
    assert [o.on for o in series.observations] == ["2025", "2026-T1"]
    assert [c.from_date for c in series.changes] == ["2025", "2026-05"]


def test_the_news_of_a_past_meeting_end_with_its_day(project: Project, held: int, loc: Locale) -> None:
    for day, code in (("2026-02-01", "Å-1"), ("2026-05-22", "Å-2"), ("2026-05-23", "Å-3")):
        moment = datetime.fromisoformat(f"{day}T23:59:59")
        project.now = lambda moment=moment: moment
        with project.change("Ny åtgärd") as step:
            step.add(Measure(code=code, title="Ny"))
    told = [line.what for line in gather_pack(project, held, loc, now=_NOW).news if line.what.startswith("Å")]
    assert told == ["Å-2 Ny"]
    since = datetime(2026, 2, 13)
    assert [line.what for line in tell_news(project, since, loc) if line.what.startswith("Å")] == ["Å-2 Ny", "Å-3 Ny"]


def test_papers_made_afterwards_say_what_stands_as_then_and_what_as_now(demo: Project, tmp_path: Path) -> None:
    ((meeting_id,),) = demo.rows("SELECT id FROM meeting WHERE \"on\" = '2026-08-21'")
    pages = _written(demo, int(meeting_id), tmp_path)
    assert "Handlingarna är framställda 22 november 2026, efter mötet." in pages[0]
    body = " ".join(pages[1:])
    assert "Läget den 22 november 2026." in body
    assert "Öppet den 21 augusti 2026, så långt datumen i filen berättar." in body
    assert "Upprättad 2026-11-22" in pages[0]
    (item,) = [page for page in pages if "Punkt 2 · diskussion" in page]
    assert "Läget den 22 november 2026." in item
    ((coming,),) = demo.rows("SELECT id FROM meeting WHERE \"on\" = '2026-12-01'")
    papers = " ".join(_written(demo, int(coming), tmp_path))
    assert "efter mötet" not in papers
    assert "Läget den" not in papers


def _written(project: Project, meeting_id: int, folder: Path) -> list[str]:
    path = folder / "handlingar.pdf"
    write_sample(gather_pack(project, meeting_id, Locale("sv"), now=_NOW), path)
    return [" ".join(page.split()) for page in pages_of(path)]
