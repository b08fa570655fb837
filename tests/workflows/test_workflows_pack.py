"""From the open project to the papers on disk: what is gathered, what is kept, what is told as new."""

from datetime import date, datetime
from pathlib import Path

import pytest
from support.pdfs import pages_of

from trygg_desktop.domain.chain import LinkState
from trygg_desktop.domain.follow_up import FollowUp, ImportBatch
from trygg_desktop.domain.indicators import Indicator, Observation, Target
from trygg_desktop.domain.meetings import AgendaItem, Decision, IssuedPack, Meeting, Task
from trygg_desktop.domain.news import NewsGroup
from trygg_desktop.domain.organisation import Body, Party, Seat
from trygg_desktop.domain.party_state import PartyAnswers, party_state
from trygg_desktop.domain.periods import Period, make_period
from trygg_desktop.domain.plan import Activity, Goal, Measure, Obstacle, Partner
from trygg_desktop.domain.words import (
    Assessment,
    BodyKind,
    MeetingState,
    ObstacleState,
    PartyKind,
    Status,
    TaskState,
)
from trygg_desktop.errors import OutputRefused, UserError
from trygg_desktop.formats import Locale
from trygg_desktop.jobs import Progress
from trygg_desktop.store.meeting_reading import read_net_changes
from trygg_desktop.store.project import Project
from trygg_desktop.store.status_reading import read_party_answers, read_period_status
from trygg_desktop.workflows.news import tell_news
from trygg_desktop.workflows.pack_building import build_pack
from trygg_desktop.workflows.pack_content import claimed_sections, gather_pack
from trygg_desktop.workflows.review import look_at

_MADE = datetime(2026, 11, 22, 14, 30)


def _next_meeting(project: Project) -> int:
    ((meeting_id,),) = project.rows("SELECT id FROM meeting WHERE \"on\" = '2026-12-01'")
    return int(meeting_id)


def test_the_pack_shows_the_latest_ended_period_unless_another_is_asked_for(demo: Project, loc: Locale) -> None:
    meeting_id = _next_meeting(demo)
    content = gather_pack(demo, meeting_id, loc, now=_MADE)
    assert content.period is not None
    assert content.period.code == "2026-T2"
    earlier = gather_pack(demo, meeting_id, loc, "2026-T1", now=_MADE)
    assert earlier.period is not None
    assert earlier.period.code == "2026-T1"
    with pytest.raises(UserError, match="There is no period 1999-T1"):
        gather_pack(demo, meeting_id, loc, "1999-T1", now=_MADE)


def test_the_pack_of_an_earlier_meeting_shows_the_period_that_had_ended_then(demo: Project, loc: Locale) -> None:
    ((meeting_id, on),) = demo.rows(
        'SELECT id, "on" FROM meeting WHERE "on" < \'2026-08-31\' ORDER BY "on" DESC LIMIT 1'
    )
    content = gather_pack(demo, int(meeting_id), loc, now=_MADE)
    assert content.period is not None
    assert content.period.end_date <= date.fromisoformat(on)
    assert content.period.code == "2026-T1"


def test_an_item_shows_its_measure_as_answered_for_the_period_shown(demo: Project, loc: Locale) -> None:
    meeting_id = _next_meeting(demo)
    for code in ("2026-T1", "2026-T2"):
        content = gather_pack(demo, meeting_id, loc, code, now=_MADE)
        assert content.period is not None
        lines = [line.measure for line in content.items if line.measure]
        assert lines
        listed = {line.measure.id: line for line in content.measures}
        assert all(line == listed[line.measure.id] for line in lines)
        assert {line.answer.period_id for line in lines if line.answer} <= {content.period.id}


def test_the_pack_names_the_workbooks_that_its_answers_were_read_from(demo: Project, loc: Locale) -> None:
    content = gather_pack(demo, _next_meeting(demo), loc, now=_MADE)
    assert content.period is not None
    before = len(content.sources)
    read_on = datetime(2026, 9, 14, 9, 5)
    with demo.change("Läs in") as step:
        sha256 = step.keep_file("NTK.xlsx", b"an answer")
        for period_id, name in ((content.period.id, "NTK T2.xlsx"), (1, "NTK tidigare.xlsx")):
            step.add(ImportBatch(made_at=read_on, file_sha256=sha256, file_name=name, party_id=1, period_id=period_id))
    sources = gather_pack(demo, _next_meeting(demo), loc, now=_MADE).sources
    assert len(sources) == before + 1
    (line,) = [line for line in sources if line.batch.file_name == "NTK T2.xlsx"]
    assert line.party == demo.get(Party, 1).label


def test_the_pack_and_the_desk_count_the_reports_alike(demo: Project, loc: Locale) -> None:
    content = gather_pack(demo, _next_meeting(demo), loc, now=_MADE)
    assert content.reported is not None
    owing = {line.measure.party_id for line in content.measures if line.measure.party_id}
    silent = {line.measure.party_id for line in content.measures if line.answer is None and line.measure.party_id}
    assert content.reported.values == {"done": len(owing - silent), "n": len(owing)}
    assert silent


def test_a_meeting_that_is_gone_is_refused(demo: Project, loc: Locale) -> None:
    with pytest.raises(UserError):
        gather_pack(demo, 99_999, loc, now=_MADE)


def test_the_demo_pack_holds_what_the_meeting_needs(demo: Project, loc: Locale) -> None:
    content = gather_pack(demo, _next_meeting(demo), loc, now=_MADE)
    assert content.label == "SG 2026-4"
    assert content.previous_label == "SG 2026-3"
    assert content.is_draft
    assert [line.number for line in content.items] == list(range(1, 8))
    assert len(content.links) == 14
    assert all(line.decision.state is TaskState.OPEN for line in content.decisions)
    assert [line.label for line in content.decisions] == sorted(line.label for line in content.decisions)
    assert content.matrix is not None
    assert content.matrix.columns == ("T2 2025", "T1 2026", "T2 2026")
    assert all(line.obstacle.state is ObstacleState.OPEN for line in content.obstacles)
    assert {line.measure.code for line in content.measures} >= {"Å-01", "Å-18"}
    silent = next(line for line in content.measures if line.measure.code == "Å-11")
    assert silent.state is LinkState.MISSING


def test_an_item_carries_the_sections_its_title_names(loc: Locale) -> None:
    assert claimed_sections("Föregående anteckningar och öppna uppgifter", loc) == ("previous",)
    assert claimed_sections("Nytt sedan sist", loc) == ("news",)
    assert claimed_sections("LÄGET i kedjan, tertial 2", loc) == ("chain",)
    assert claimed_sections("Belysning Malmvägen", loc) == ()
    assert claimed_sections("Förhindra nyrekrytering", loc) == ()
    assert claimed_sections("Kedjans framtid", loc) == ()
    assert claimed_sections("Deviations and indicators", Locale("en")) == ("deviations", "indicators")


def test_each_section_is_carried_once(demo: Project, loc: Locale) -> None:
    meeting_id = _next_meeting(demo)
    with demo.change("Lägg till punkt") as step:
        step.add(AgendaItem(meeting_id=meeting_id, position=99, title="Nytt sedan sist, fortsättning"))
    items = gather_pack(demo, meeting_id, loc, now=_MADE).items
    assert [line.number for line in items if "news" in line.sections] == [2]


def test_the_pack_is_built_by_the_worker_and_put_in_place(demo: Project, loc: Locale, tmp_path: Path) -> None:
    told: list[Progress] = []
    path = tmp_path / "handlingar.pdf"
    built = build_pack(demo, _next_meeting(demo), path, loc, now=_MADE, report=told.append)
    assert built.path == path
    assert built.version == 1
    assert built.archivable
    assert len(pages_of(path)) == built.pages
    assert demo.all(IssuedPack) == []
    assert [entry.name for entry in tmp_path.glob("*.pdf*")] == ["handlingar.pdf"]


def test_an_issued_pack_is_kept_as_it_is_and_the_next_one_is_version_two(
    demo: Project, loc: Locale, tmp_path: Path
) -> None:
    meeting_id = _next_meeting(demo)
    path = tmp_path / "handlingar.pdf"
    build_pack(demo, meeting_id, path, loc, now=_MADE, issue=True)
    (issued,) = demo.all(IssuedPack)
    assert issued.version == 1
    assert issued.meeting_id == meeting_id
    assert demo.file_content(issued.file_sha256) == ("handlingar.pdf", path.read_bytes())
    assert build_pack(demo, meeting_id, path, loc, now=_MADE, issue=True).version == 2
    assert [pack.version for pack in demo.all(IssuedPack)] == [1, 2]
    assert "version 2" in pages_of(path)[0]


def test_papers_that_are_sent_are_no_draft(demo: Project, loc: Locale) -> None:
    meeting_id = _next_meeting(demo)
    with demo.change("Skicka") as step:
        step.set(Meeting, meeting_id, state=MeetingState.SENT)
    assert not gather_pack(demo, meeting_id, loc, now=_MADE).is_draft


def test_a_folder_that_is_not_there_is_named(demo: Project, loc: Locale, tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match="does not exist"):
        build_pack(demo, _next_meeting(demo), tmp_path / "borta" / "p.pdf", loc, now=_MADE)


def test_the_first_meeting_of_an_empty_programme_has_nothing_to_tell(project: Project, loc: Locale) -> None:
    with project.change("Möte") as step:
        body = step.add(Body(code="SG", name="Styrgrupp", kind=BodyKind.STEERING_GROUP))
        meeting = step.add(Meeting(body_id=body, number=1, on=date(2026, 12, 1)))
    content = gather_pack(project, meeting, loc, now=_MADE)
    assert content.news == ()
    assert content.period is None
    assert content.matrix is None
    assert not content.links


# --- what is new


class _Diary:
    """A project in which things happen on given days."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def on(self, day: str) -> None:
        moment = datetime.fromisoformat(f"{day}T12:00:00")
        self.project.now = lambda: moment

    def news(self, since: str, loc: Locale) -> dict[str, tuple[str, str]]:
        """Return what is told, by name: (before, after)."""
        told = {}
        for line in tell_news(self.project, datetime.fromisoformat(since), loc):
            before = ", ".join(str(loc.show(value)) for value in line.before)
            after = ", ".join(str(loc.show(value)) for value in line.after)
            told[line.what] = (before, "borttagen" if line.removed else after)
        return told


@pytest.fixture
def diary(project: Project) -> _Diary:
    diary = _Diary(project)
    diary.on("2026-03-01")
    with project.change("Grunda") as step:
        party = step.add(Party(code="NTK", name="Natur och teknik", kind=PartyKind.HARD))
        step.add(Measure(code="Å-01", title="Belysning", party_id=party, end_date=date(2026, 10, 31)))
        step.add(Measure(code="Å-02", title="Klotter", party_id=party))
        step.add(Goal(code="M1", name="Trygghet"))
        step.add(Indicator(code="I1", name="Trygga", unit="procent"))
        step.add(Obstacle(text="Sekretess"))
        for code in ("2026-T1", "2026-T2"):
            step.add(make_period(code))
        step.add(FollowUp(measure_id=1, period_id=1, party_id=party, assessment=Assessment.GREEN, progress=30))
        body = step.add(Body(code="SG", name="Styrgrupp", kind=BodyKind.STEERING_GROUP))
        meeting = step.add(Meeting(body_id=body, number=1, on=date(2026, 3, 2)))
        step.add(Decision(meeting_id=meeting, number=1, text="Teckna avtal"))
        step.add(Task(text="Rita karta", meeting_id=meeting))
    return diary


def test_changed_dates_owners_and_states_are_told_with_before_and_after(diary: _Diary, loc: Locale) -> None:
    diary.on("2026-09-01")
    with diary.project.change("Ändra") as step:
        other = step.add(Party(code="KLK", name="Kommunledning", kind=PartyKind.SOFT))
        step.set(Measure, 1, end_date=date(2027, 6, 30), party_id=other, description="rör ingen")
        step.set(Decision, 1, state=TaskState.DONE)
        step.set(Task, 1, due_date=date(2026, 12, 1))
        step.set(Obstacle, 1, state=ObstacleState.SOLVED)
    assert diary.news("2026-08-01", loc) == {
        "Å-01 Belysning": (
            "Ansvarig lagdel: Natur och teknik, Slut: 2026-10-31",
            "Ansvarig lagdel: Kommunledning, Slut: 2027-06-30",
        ),
        "SG 2026-1:1 Teckna avtal": ("öppen", "utförd"),
        "Rita karta": ("Sista dag: –", "Sista dag: 2026-12-01"),
        "Sekretess": ("kvarstår", "löst"),
        "Kommunledning": ("", "ny"),
    }


def test_changed_texts_and_parties_of_decisions_and_tasks_are_told(diary: _Diary, loc: Locale) -> None:
    diary.on("2026-09-01")
    with diary.project.change("Ändra") as step:
        step.set(Decision, 1, text="Teckna nytt avtal", party_id=1)
        step.set(Task, 1, text="Rita ny karta", responsible="Teknisk chef")
        step.set(Obstacle, 1, text="Sekretessregler")
    assert diary.news("2026-08-01", loc) == {
        "SG 2026-1:1 Teckna nytt avtal": (
            "Teckna avtal, Ansvarig lagdel: –",
            "Teckna nytt avtal, Ansvarig lagdel: Natur och teknik",
        ),
        "Rita ny karta": ("Rita karta, Ansvarig roll: –", "Rita ny karta, Ansvarig roll: Teknisk chef"),
        "Sekretessregler": ("Sekretess", "Sekretessregler"),
    }


def test_a_new_answer_is_compared_with_the_partys_last_one(diary: _Diary, loc: Locale) -> None:
    diary.on("2026-09-01")
    with diary.project.change("Svara") as step:
        step.add(
            FollowUp(measure_id=1, period_id=2, party_id=1, assessment=Assessment.RED, status=Status.LATE, progress=30)
        )
        step.add(FollowUp(measure_id=2, period_id=2, party_id=1, status=Status.IN_PROGRESS))
    assert diary.news("2026-08-01", loc) == {
        "Å-01 Belysning, Natur och teknik": ("grön, ingen status", "röd, försenad"),
        "Å-02 Klotter, Natur och teknik": ("", "ej bedömd, pågår, –"),
    }


def test_an_answer_that_has_only_moved_on_is_told_in_passing(diary: _Diary, loc: Locale) -> None:
    diary.on("2026-09-01")
    with diary.project.change("Svara") as step:
        step.add(FollowUp(measure_id=1, period_id=2, party_id=1, assessment=Assessment.GREEN, progress=45))
    (line,) = tell_news(diary.project, datetime(2026, 8, 1), loc)
    assert line.minor
    assert (line.short, line.before, line.after) == ("Å-01", ("30\xa0%",), ("45\xa0%",))


def test_removed_things_are_told_by_the_name_they_had(diary: _Diary, loc: Locale) -> None:
    diary.on("2026-09-01")
    with diary.project.change("Ta bort") as step:
        step.remove(FollowUp, 1)
        step.remove(Measure, 1)
        step.remove(Decision, 1)
    news = diary.news("2026-08-01", loc)
    assert news["Å-01 Belysning"] == ("", "borttagen")
    assert news["en borttagen åtgärd, Natur och teknik"] == ("", "borttagen")
    assert news["SG 2026-1:1 Teckna avtal"] == ("", "borttagen")


def test_new_figures_activities_and_seats_are_told(diary: _Diary, loc: Locale) -> None:
    diary.on("2026-09-01")
    with diary.project.change("Lägg till") as step:
        step.add(Observation(indicator_id=1, on="2026-T2", value=71.5))
        step.add(Target(indicator_id=1, on="2030", value=85))
        step.add(Activity(measure_id=1, title="Schakta"))
        step.add(Seat(body_id=1, party_id=1, role="Teknisk chef"))
        step.add(Decision(meeting_id=1, number=2, text="Bygg", due_date=date(2026, 12, 24)))
        step.set(Goal, 1, target="85 procent")
    groups = {line.what: line.group for line in tell_news(diary.project, datetime(2026, 8, 1), loc)}
    assert groups == {
        "Trygga, T2\xa02026": NewsGroup.FIGURES,
        "Mål för Trygga": NewsGroup.FIGURES,
        "Å-01 Belysning, Schakta": NewsGroup.PLAN,
        "M1 Trygghet": NewsGroup.PLAN,
        "Styrgrupp, Teknisk chef": NewsGroup.ORGANISATION,
        "SG 2026-1:2 Bygg": NewsGroup.DECISIONS,
    }
    news = diary.news("2026-08-01", loc)
    assert news["Trygga, T2\xa02026"] == ("", "71,5 procent")
    assert news["SG 2026-1:2 Bygg"] == ("", "ny, ska vara klar 2026-12-24")


def test_a_new_value_is_told_beside_the_one_before_it(diary: _Diary, loc: Locale) -> None:
    diary.on("2026-08-15")
    with diary.project.change("Lägg till") as step:
        step.add(Observation(indicator_id=1, on="2026-T1", value=70.0))
        step.add(Observation(indicator_id=1, on="2025", value=60.0))
        step.add(Observation(indicator_id=1, on="2026-05", value=None))
    diary.on("2026-09-01")
    with diary.project.change("Lägg till") as step:
        step.add(Observation(indicator_id=1, on="2026-T2", value=71.5))
    news = diary.news("2026-08-20", loc)
    assert news["Trygga, T2\xa02026"] == ("70 procent (T1 2026)", "71,5 procent")


def test_what_was_undone_is_no_news(diary: _Diary, loc: Locale) -> None:
    diary.on("2026-09-01")
    with diary.project.change("Ändra") as step:
        step.set(Measure, 1, title="Lampor")
        step.add(Measure(code="Å-09", title="Kort liv"))
    diary.project.undo()
    assert diary.news("2026-08-01", loc) == {}


def test_what_happened_before_the_last_meeting_is_no_news(diary: _Diary, loc: Locale) -> None:
    diary.on("2026-09-01")
    with diary.project.change("Ändra") as step:
        step.set(Measure, 1, title="Lampor")
    assert diary.news("2026-09-02", loc) == {}
    assert [change.row_id for change in read_net_changes(diary.project, datetime(2026, 8, 1))] == [1]


# --- one party, one period


def test_a_partys_state_is_its_worst_assessment() -> None:
    def state(*answers: Assessment | None, owed: int = 2, is_over: bool = False) -> LinkState | None:
        return party_state(PartyAnswers(owed, max(owed - len(answers), 0), answers), is_over=is_over)

    assert state(Assessment.GREEN, Assessment.RED) is LinkState.RED
    assert state(Assessment.GREEN, Assessment.YELLOW) is LinkState.YELLOW
    assert state(Assessment.GREEN, Assessment.GREEN) is LinkState.GREEN
    assert state(None, Assessment.NONE) is LinkState.NONE
    assert state() is LinkState.NONE
    assert state(Assessment.GREEN, is_over=True) is LinkState.MISSING
    assert state(owed=0, is_over=True) is None


def test_the_database_counts_a_partys_answers_as_the_records_do(demo: Project) -> None:
    for period in demo.all(Period):
        status = read_period_status(demo, period)
        counted = read_party_answers(demo, period)
        for party in status.parties:
            own = {measure.id for measure in status.measures if measure.party_id == party.id}
            given = [answer for answer in status.answers if answer.party_id == party.id]
            found = counted.get(party.id, PartyAnswers(0, 0, ()))
            assert (found.owed, found.silent) == (len(own), len(own - {answer.measure_id for answer in given}))
            shared = {partner.measure_id for partner in demo.all(Partner) if partner.party_id == party.id}
            owned = {measure.id for measure in demo.all(Measure) if measure.party_id == party.id}
            counted_ones = [answer for answer in given if answer.measure_id in shared | owned]
            assert set(found.assessments) == {answer.assessment for answer in counted_ones}


def test_a_stray_answer_colours_neither_the_matrix_nor_the_chain(demo: Project) -> None:
    period = demo.all(Period)[-1]
    taking_part = {(partner.measure_id, partner.party_id) for partner in demo.all(Partner)}
    party, measure = next(
        (party, measure)
        for party in demo.all(Party)
        for measure in demo.all(Measure)
        if measure.party_id != party.id and (measure.id, party.id) not in taking_part
    )
    before = read_party_answers(demo, period), look_at(demo, period, period.end_date).links
    with demo.change("Svara på andras åtgärd") as step:
        step.add(FollowUp(measure_id=measure.id, period_id=period.id, party_id=party.id, assessment=Assessment.RED))
    assert (read_party_answers(demo, period), look_at(demo, period, period.end_date).links) == before
