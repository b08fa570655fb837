"""The meeting on the wall: what is shown of each item, with its figures as they stand now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from trygg_desktop.charts.chain import build_chain
from trygg_desktop.charts.matrix import build_matrix
from trygg_desktop.charts.series import Series
from trygg_desktop.charts.spec import Figure
from trygg_desktop.charts.trend import build_trend
from trygg_desktop.domain.agenda import starting_times
from trygg_desktop.domain.attention import find_matters
from trygg_desktop.domain.chain import name_weakest
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.indicators import Indicator
from trygg_desktop.domain.meetings import AgendaItem, Decision, Task, is_overdue
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Measure, Obstacle
from trygg_desktop.domain.words import MARKS, Assessment, say
from trygg_desktop.formats import Locale
from trygg_desktop.store.meeting_reading import read_previous_meeting
from trygg_desktop.store.meetings_list_reading import MeetingWhole, read_whole_meeting
from trygg_desktop.store.overview_reading import read_definition_changes, read_targets
from trygg_desktop.store.project import Project
from trygg_desktop.store.status_reading import read_observations
from trygg_desktop.workflows.news import tell_news
from trygg_desktop.workflows.pack_content import claimed_sections
from trygg_desktop.workflows.review import Situation, look_at
from trygg_desktop.workflows.status_matrix import compare_periods

WIDE = 560.0
"""The width in points that figures for the wall are built for; they are enlarged as a whole."""
_MOST_LINES = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One picture on the wall. ``lines`` are short texts under each other, ``proposal`` stands out; ``item_id`` is the
    agenda item that decisions and tasks are captured under, 0 for none.
    """

    title: str
    above: str = ""
    lines: tuple[str, ...] = ()
    proposal: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    item_id: int = 0


def show_meeting(project: Project, meeting_id: int, period: Period | None, today: date, loc: Locale) -> list[Slide]:
    """Return the slides of a meeting: its agenda, then one per item; empty when the meeting is gone.

    What may be secret is shown by its number only: a wall has many readers.
    """
    whole = read_whole_meeting(project, meeting_id)
    if whole is None:
        return []
    situation = look_at(project, period, today) if period else None
    begins = starting_times(whole.items, whole.meeting)
    agenda = [
        f"{number}. {_title(item, loc)}" if moment is None else f"{loc.clock(moment)}  {number}. {_title(item, loc)}"
        for number, (item, moment) in enumerate(zip(whole.items, begins, strict=True), 1)
    ]
    first = Slide(
        title=whole.body.name,
        above=f"{whole.label} · {loc.date(whole.meeting.on, 'full')}",
        lines=tuple(agenda),
    )
    slides = [_slide(project, whole, number, item, situation, today, loc) for number, item in enumerate(whole.items, 1)]
    return [first, *slides]


def _title(item: AgendaItem, loc: Locale) -> str:
    return item.title if item.secrecy != "may_be_secret" else loc.t("(may be secret: not shown)")


def _slide(
    project: Project,
    whole: MeetingWhole,
    number: int,
    item: AgendaItem,
    situation: Situation | None,
    today: date,
    loc: Locale,
) -> Slide:
    parts = [loc.t("Item {number}", number=number), loc.t(say(item.kind)), item.presenter]
    if item.minutes:
        parts.append(loc.tn("{n} minute", "{n} minutes", n=item.minutes))
    above = " · ".join(part for part in parts if part)
    if item.secrecy == "may_be_secret":
        return Slide(title=_title(item, loc), above=above, item_id=item.id)
    lines = [line for line in item.background.splitlines() if line.strip()]
    lines += _linked(project, item, situation, loc)
    figures = _figures(project, item, situation, today, loc)
    claimed = claimed_sections(item.title, loc)
    if "previous" in claimed:
        lines += _open(whole, today, loc)
    if "news" in claimed:
        lines += _news(project, whole, loc)
    if situation and {"needs", "deviations"} & set(claimed):
        lines += _matters(situation, loc)
    if situation and "chain" in claimed:
        lines.insert(0, loc.t(name_weakest(situation.links)))
    decided = [f"{whole.label}:{d.number} {d.text}" for d in whole.decisions if d.item_id == item.id]
    return Slide(
        title=item.title,
        above=above,
        lines=tuple((*decided, *lines)[:_MOST_LINES]),
        proposal=() if decided else tuple(line for line in item.proposal.splitlines() if line.strip()),
        figures=figures,
        item_id=item.id,
    )


def _linked(project: Project, item: AgendaItem, situation: Situation | None, loc: Locale) -> list[str]:
    lines = []
    if item.measure_id:
        measure = project.get(Measure, item.measure_id)
        lines.append(f"{measure.code} {measure.title}")
        answers = situation.status.answers if situation else ()
        answer = next((a for a in answers if a.measure_id == measure.id and a.party_id == measure.party_id), None)
        if answer:
            lines += _answer(answer, loc)
    if item.obstacle_id:
        obstacle = project.get(Obstacle, item.obstacle_id)
        if obstacle.text not in item.background:
            lines.append(obstacle.text)
        if obstacle.raised_on:
            lines.append(loc.t("Open since {day}.", day=obstacle.raised_on))
    return lines


def _answer(answer: FollowUp, loc: Locale) -> list[str]:
    judged = answer.assessment or Assessment.NONE
    parts = [f"{MARKS[judged]} {loc.t(say(judged))}"]
    if answer.status:
        parts.append(loc.t(say(answer.status)))
    if answer.progress is not None:
        parts.append(loc.percent(answer.progress))
    told = [text for text in (answer.deviation, answer.corrective_action, answer.decision_needed) if text]
    return [" · ".join(parts), *told]


def _figures(
    project: Project, item: AgendaItem, situation: Situation | None, today: date, loc: Locale
) -> tuple[Figure, ...]:
    figures = []
    for indicator in _indicators(project, item):
        series = Series(
            indicator,
            read_observations(project, [indicator.id]).get(indicator.id, ()),
            read_targets(project, indicator.id),
            read_definition_changes(project, indicator.id),
            is_example=project.programme.is_example,
        )
        figures.append(build_trend(series, loc, 420, 210))
    if situation and "chain" in claimed_sections(item.title, loc):
        figures.append(build_chain(situation.links, loc, WIDE))
        figures.append(build_matrix(compare_periods(project, situation.status.period, today, loc), loc, WIDE * 0.8))
    return tuple(figures)


def _indicators(project: Project, item: AgendaItem) -> list[Indicator]:
    """Return the item's own indicator, else the first of its measure's that have values."""
    if item.indicator_id:
        return [project.get(Indicator, item.indicator_id)]
    if not item.measure_id:
        return []
    return project.all(
        Indicator,
        "id IN (SELECT indicator_id FROM measure_indicator WHERE measure_id = ?)"
        " AND id IN (SELECT indicator_id FROM observation WHERE value IS NOT NULL) ORDER BY id LIMIT 1",
        (item.measure_id,),
    )


def _news(project: Project, whole: MeetingWhole, loc: Locale) -> list[str]:
    previous = read_previous_meeting(project, whole.meeting)
    if previous is None:
        return []
    news = sorted(tell_news(project, datetime.combine(previous.on, time.max), loc), key=lambda line: line.minor)
    return [told.what for told in news]


def _open(whole: MeetingWhole, today: date, loc: Locale) -> list[str]:
    found = []
    everything: list[tuple[Decision | Task, str]] = [(made, f"{label} ") for label, made in whole.open_decisions]
    everything += [(task, "") for task in whole.open_tasks]
    for what, label in everything:
        late = is_overdue(what, today)
        due = loc.t("by {day}", day=loc.date(what.due_date, "iso")) if what.due_date else ""
        said = ", ".join(part for part in (what.responsible, due) if part)
        found.append(f"{'■' if late else '○'} {label}{what.text}" + (f" ({said})" if said else ""))
    return sorted(found)


def _matters(situation: Situation, loc: Locale) -> Sequence[str]:
    status = situation.status
    found = find_matters(status.measures, status.answers, situation.links, status.period)
    return [f"{m.measure.code} {m.measure.title}: {', '.join(loc.t(r) for r in m.reasons)}" for m in found]
