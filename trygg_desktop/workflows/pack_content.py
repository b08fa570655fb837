"""Gathers all that a pack shows, frozen, from the open project."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from trygg_desktop.charts.series import Series
from trygg_desktop.domain.attention import find_matters
from trygg_desktop.domain.chain import LinkState, has_passed_end, say_reported
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.indicators import Indicator, first_day_of, moment_of
from trygg_desktop.domain.meetings import AgendaItem, Decision, Meeting, Task, decision_label, meeting_label
from trygg_desktop.domain.organisation import Body, Party
from trygg_desktop.domain.pack_profiles import Part
from trygg_desktop.domain.party_state import state_of
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.words import MeetingState, Secrecy
from trygg_desktop.errors import UserError
from trygg_desktop.formats import GAP, Locale, fold, sort_key
from trygg_desktop.jobs import Report, report_to_nobody
from trygg_desktop.messages import N_, Message
from trygg_desktop.packs.content import (
    DecisionLine,
    DeviationLine,
    ItemContent,
    MeasureLine,
    ObstacleLine,
    PackContent,
    PaperLine,
    SourceLine,
    TaskLine,
)
from trygg_desktop.packs.publishing import make_public
from trygg_desktop.store.follow_up_reading import read_period_batches
from trygg_desktop.store.meeting_reading import (
    read_agenda,
    read_all_definition_changes,
    read_all_targets,
    read_indicators_with_values,
    read_last_version,
    read_open_decisions,
    read_open_obstacles,
    read_open_tasks,
    read_previous_meeting,
)
from trygg_desktop.store.pack_reading import StoredPaper, read_papers
from trygg_desktop.store.period_reading import current_period, read_periods
from trygg_desktop.store.project import Project
from trygg_desktop.store.status_reading import PeriodStatus, read_observations
from trygg_desktop.workflows.news import tell_news
from trygg_desktop.workflows.pack_facts import gather_areas, gather_counts, gather_goals
from trygg_desktop.workflows.pack_profiles import ChosenProfile
from trygg_desktop.workflows.review import Situation, look_at
from trygg_desktop.workflows.status_matrix import compare_periods


@dataclass(frozen=True, slots=True)
class _Facts:
    """What several parts of the content are made from. ``held``: the meeting, when it lies in the past."""

    project: Project
    held: Meeting | None
    loc: Locale
    parties: Mapping[int, Party]
    bodies: Mapping[int, Body]
    series: Mapping[int, Series]
    situation: Situation | None
    answers: Mapping[int, FollowUp]


def gather_pack(
    project: Project,
    meeting_id: int,
    loc: Locale,
    period_code: str | None = None,
    now: datetime | None = None,
    report: Report = report_to_nobody,
    profile: ChosenProfile | None = None,
) -> PackContent:
    """Return the content of the pack for a meeting, as everything stands now; after ``profile``, else the usual parts.

    For a meeting in the past, news, open decisions, tasks and obstacles and the indicators' values are those of the
    meeting's day, as far as the dates in the file tell. How a measure or an answer stood that day it does not tell:
    these stand as they do now, and the pack says so.

    ``period_code`` chooses the period shown (``2026-T2``); without it the latest that had ended on the day of the
    meeting, or has ended now if that is earlier. Raises ``UserError`` when the meeting or the period is not in the
    project.
    """
    made_at = now or project.now()
    meeting = project.get(Meeting, meeting_id)
    body = project.get(Body, meeting.body_id)
    report(0, 0, N_("Gathering what the papers show"))
    period = _choose_period(project, period_code, min(meeting.on, made_at.date()))
    previous = read_previous_meeting(project, meeting)
    held = meeting if meeting.on < made_at.date() else None
    facts = _gather_facts(project, loc, period, made_at.date(), held)
    status = facts.situation.status if facts.situation else None
    parts = profile.parts if profile else ()
    content = PackContent(
        language=loc.code,
        programme=project.programme,
        body=body,
        meeting=meeting,
        label=meeting_label(body.code, meeting),
        made_at=made_at.replace(microsecond=0),
        utc_offset=made_at.astimezone().utcoffset() or timedelta(),
        version=read_last_version(project, meeting_id) + 1,
        is_draft=meeting.state is MeetingState.PLANNED,
        period=period,
        items=_items(facts, meeting_id, period, parts),
        previous=previous,
        previous_label=meeting_label(body.code, previous) if previous else "",
        decisions=_decisions(facts, meeting, body),
        tasks=[
            TaskLine(task=task, party=_party(facts, task.party_id), secrecy=_secrecy_of_task(facts, task))
            for task in read_open_tasks(project, meeting.body_id, held)
        ],
        news=tell_news(project, _end_of(previous), loc, _end_of_day(held)) if previous else (),
        links=facts.situation.links if facts.situation else (),
        reported=say_reported(status.measures, status.answers) if status else None,
        matrix=compare_periods(project, period, made_at.date(), loc) if period else None,
        measures=_measures(facts, status) if status else (),
        deviations=_deviations(facts, status) if status else (),
        matters=(
            find_matters(status.measures, status.answers, facts.situation.links, status.period)
            if status and facts.situation
            else ()
        ),
        obstacles=_obstacles(facts),
        indicators=_indicators(facts),
        sources=_sources(facts, period) if period else (),
        goals=gather_goals(project, status.measures if status else ()),
        areas=gather_areas(project, made_at.date()),
        est=gather_counts(project, period) if period else None,
        profile=profile.name if profile else "",
        parts=parts,
        with_papers=profile.with_papers if profile else True,
    )
    return make_public(content) if profile and profile.is_public else content


def claimed_sections(title: str, loc: Locale) -> tuple[str, ...]:
    """Return the sections that an agenda item carries: those one of whose words its title holds."""
    from trygg_desktop.packs.sections import SECTIONS

    def holds(words: Message) -> bool:
        return re.search(rf"\b{re.escape(fold(loc.t(words)))}\b", fold(title)) is not None

    return tuple(section.key for section in SECTIONS if any(holds(words) for words in section.words))


def _choose_period(project: Project, code: str | None, day: date) -> Period | None:
    if code is None:
        return current_period(project, day)
    found = [period for period in read_periods(project) if period.code == code]
    if not found:
        raise UserError("There is no period {period} in this project.", period=code)
    return found[0]


def _end_of(meeting: Meeting) -> datetime:
    """Return the moment a meeting ended; without a time the end of its day."""
    return datetime.combine(meeting.on, meeting.end or time.max.replace(microsecond=0))


def _end_of_day(held: Meeting | None) -> datetime | None:
    return datetime.combine(held.on, time.max) if held else None


def _gather_facts(project: Project, loc: Locale, period: Period | None, today: date, held: Meeting | None) -> _Facts:
    situation = look_at(project, period, today) if period else None
    return _Facts(
        project=project,
        held=held,
        loc=loc,
        parties=project.by_id(Party),
        bodies=project.by_id(Body),
        series=_series(project, held.on if held else date.max),
        situation=situation,
        answers=_answers_of_responsible(situation.status) if situation else {},
    )


def _series(project: Project, last: date) -> dict[int, Series]:
    """Return each indicator with what was known of it on ``last``: a year's value is known when the year has ended."""
    indicators = project.all(Indicator, "1 ORDER BY id")
    observations = read_observations(project, [indicator.id for indicator in indicators])
    targets, changes = read_all_targets(project), read_all_definition_changes(project)
    is_example = project.programme.is_example
    return {
        i.id: Series(
            i,
            [o for o in observations.get(i.id, ()) if moment_of(o.on) <= last],
            targets.get(i.id, ()),
            [c for c in changes.get(i.id, ()) if first_day_of(c.from_date) <= last],
            is_example,
        )
        for i in indicators
    }


def _indicators(facts: _Facts) -> list[Series]:
    """Return the indicators that have a target or, as seen that day, a value."""
    shown = [facts.series[indicator.id] for indicator in read_indicators_with_values(facts.project)]
    return [series for series in shown if series.targets or any(o.value is not None for o in series.observations)]


def _answers_of_responsible(status: PeriodStatus) -> dict[int, FollowUp]:
    """Return the period's answers of the responsible parties, by measure id."""
    lead = {measure.id: measure.party_id for measure in status.measures}
    return {a.measure_id: a for a in status.answers if lead.get(a.measure_id) == a.party_id}


def _party(facts: _Facts, party_id: int | None) -> str:
    party = facts.parties.get(party_id) if party_id else None
    return party.label if party else ""


# --- the agenda


def _items(facts: _Facts, meeting_id: int, period: Period | None, parts: Sequence[Part]) -> list[ItemContent]:
    """Return the agenda's items; every section is carried by the first item that asks for it, unless the profile leaves
    it out or gives it a title and place of its own.
    """
    wanted = {part.key for part in parts if not part.title}
    papers = read_papers(facts.project, meeting_id)
    taken: set[str] = set()
    items = []
    for number, item in enumerate(read_agenda(facts.project, meeting_id), 1):
        sections = tuple(
            key for key in claimed_sections(item.title, facts.loc) if key not in taken and (not parts or key in wanted)
        )
        taken.update(sections)
        items.append(_item(facts, number, item, period, papers.get(item.id, ()), sections))
    return items


def _item(
    facts: _Facts,
    number: int,
    item: AgendaItem,
    period: Period | None,
    papers: tuple[StoredPaper, ...],
    sections: tuple[str, ...],
) -> ItemContent:
    measure = facts.project.get(Measure, item.measure_id) if item.measure_id else None
    obstacle = next((line for line in _obstacles(facts) if line.obstacle.id == item.obstacle_id), None)
    return ItemContent(
        number=number,
        item=item,
        measure=_measure_line(facts, measure, facts.answers.get(measure.id), period) if measure else None,
        obstacle=obstacle,
        indicator=facts.series.get(item.indicator_id) if item.indicator_id else None,
        papers=tuple(_paper(paper) for paper in papers),
        sections=sections,
    )


def _paper(paper: StoredPaper) -> PaperLine:
    return PaperLine(
        title=paper.title,
        file_name=paper.file_name,
        media_type=paper.media_type,
        sha256=paper.sha256,
        secrecy=paper.secrecy,
    )


# --- what is open


def _decisions(facts: _Facts, meeting: Meeting, body: Body) -> list[DecisionLine]:
    return [
        DecisionLine(
            label=decision_label(body.code, at, decision),
            decision=decision,
            party=_party(facts, decision.party_id),
            secrecy=_secrecy_of_item(facts, decision.item_id),
        )
        for at, decision in read_open_decisions(facts.project, meeting, on_its_day=facts.held is not None)
    ]


def _secrecy_of_item(facts: _Facts, item_id: int | None) -> Secrecy:
    """Return how open the item is that something was decided under; what belongs to no item is open."""
    found = facts.project.all(AgendaItem, "id = ?", (item_id,)) if item_id else []
    return found[0].secrecy if found else Secrecy.OPEN


def _secrecy_of_task(facts: _Facts, task: Task) -> Secrecy:
    found = facts.project.all(Decision, "id = ?", (task.decision_id,)) if task.decision_id else []
    return _secrecy_of_item(facts, found[0].item_id) if found else Secrecy.OPEN


def _obstacles(facts: _Facts) -> list[ObstacleLine]:
    lines = []
    for obstacle, concerned in read_open_obstacles(facts.project, facts.held.on if facts.held else None):
        owner = _party(facts, obstacle.owner_party_id) or _body(facts, obstacle.owner_body_id)
        lines.append(
            ObstacleLine(
                obstacle=obstacle,
                owner=owner or GAP,
                escalated_to=_body(facts, obstacle.escalated_to_id) or GAP,
                parties=tuple(_party(facts, party_id) for party_id in concerned),
            )
        )
    return lines


def _body(facts: _Facts, body_id: int | None) -> str:
    body = facts.bodies.get(body_id) if body_id else None
    return body.name if body else ""


# --- the period


def _measures(facts: _Facts, status: PeriodStatus) -> list[MeasureLine]:
    lines = [_measure_line(facts, m, facts.answers.get(m.id), status.period) for m in status.measures]
    return sorted(lines, key=lambda line: sort_key(line.measure.code))


def _measure_line(facts: _Facts, measure: Measure, answer: FollowUp | None, period: Period | None) -> MeasureLine:
    state = state_of(answer.assessment) if answer else LinkState.NONE
    if answer is None and facts.situation:
        links = [link for link in facts.situation.links if link.state is LinkState.MISSING]
        if any(measure.id == silent.id for link in links for silent in link.silent):
            state = LinkState.MISSING
    return MeasureLine(
        measure=measure,
        party=_party(facts, measure.party_id),
        answer=answer,
        state=state,
        past_end=period is not None and has_passed_end(measure, answer, period),
    )


def _deviations(facts: _Facts, status: PeriodStatus) -> list[DeviationLine]:
    named = {measure.id: measure for measure in status.measures}
    lines = [
        DeviationLine(measure=named[a.measure_id], party=_party(facts, a.party_id), answer=a)
        for a in status.answers
        if a.measure_id in named and (a.deviation or a.corrective_action)
    ]
    return sorted(lines, key=lambda line: sort_key(line.measure.code))


def _sources(facts: _Facts, period: Period) -> list[SourceLine]:
    lines = [
        SourceLine(batch=batch, party=_party(facts, batch.party_id) or GAP)
        for batch in read_period_batches(facts.project, period)
    ]
    return sorted(lines, key=lambda line: (sort_key(line.party), line.batch.made_at))
