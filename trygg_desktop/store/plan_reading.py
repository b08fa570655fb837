"""Read models for the plan: every measure with the names and the latest answer that stand in its line."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.organisation import Area, Party
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Cause, Goal, Measure, Partner, Problem
from trygg_desktop.domain.words import Assessment, Status
from trygg_desktop.formats import fold
from trygg_desktop.store.period_reading import running_in
from trygg_desktop.store.project import Project
from trygg_desktop.store.status_reading import answers_for, latest_answer, latest_answers

_FEW = 50
"""Up to so many measures are read one by one; more are read as all."""


@dataclass(frozen=True)
class MeasureLine:
    """One measure with what its line shows. ``latest`` is the responsible party's latest answer, given for
    ``period``; where one period is asked for, the answer for that period.
    """

    measure: Measure
    party: str = ""
    partners: tuple[str, ...] = ()
    partner_ids: frozenset[int] = frozenset()
    area: str = ""
    goal: str = ""
    latest: FollowUp | None = None
    period: Period | None = None

    @property
    def id(self) -> int:
        """The measure's id."""
        return self.measure.id

    @property
    def status(self) -> Status | None:
        """The status in the latest answer, ``None`` while there is none."""
        return self.latest.status if self.latest else None

    @property
    def assessment(self) -> Assessment:
        """The assessment in the latest answer."""
        return (self.latest.assessment if self.latest else None) or Assessment.NONE

    @property
    def progress(self) -> int | None:
        """The share done in the latest answer, in percent."""
        return self.latest.progress if self.latest else None

    @cached_property
    def words(self) -> str:
        """Everything one may look for in the line, folded for comparing."""
        measure = self.measure
        texts = (measure.code, measure.title, self.party, *self.partners, self.area, self.goal, measure.description)
        return fold(" ".join((*texts, measure.evidence)))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNames:
    """What a measure can be linked to, in the order it is offered."""

    parties: Mapping[int, Party]
    areas: Mapping[int, Area]
    goals: Mapping[int, Goal]
    causes: Mapping[int, Cause]
    problems: Mapping[int, Problem]
    periods: Mapping[int, Period]


def read_plan_names(project: Project) -> PlanNames:
    """Return parties, areas, goals, causes, problems and periods by id."""
    return PlanNames(
        parties=project.by_id(Party, "1 ORDER BY position, id"),
        areas=project.by_id(Area, "1 ORDER BY position, id"),
        goals=project.by_id(Goal, "1 ORDER BY id"),
        causes=project.by_id(Cause, "1 ORDER BY id"),
        problems=project.by_id(Problem, "1 ORDER BY id"),
        periods=project.by_id(Period, "1 ORDER BY end_date, code"),
    )


def read_measure_lines(
    project: Project, names: PlanNames, measure_ids: Collection[int] | None = None, period: Period | None = None
) -> list[MeasureLine]:
    """Return the measures, or those named, in the order they were added.

    With ``period`` only those that run in it, each with the answer for it, as the overview counts them.
    """
    if measure_ids is not None and len(measure_ids) > _FEW:
        wanted = set(measure_ids)
        return [line for line in read_measure_lines(project, names, period=period) if line.id in wanted]
    running, span = running_in(period) if period else ("1", ())
    ids = None if measure_ids is None else list(measure_ids)
    latest: Mapping[int, FollowUp | None]
    if ids is None:
        measures = project.all(Measure, f"{running} ORDER BY id", span)
        partners = project.all(Partner, "1 ORDER BY id")
        latest = answers_for(project, period) if period else latest_answers(project)
    else:
        places = ", ".join("?" for _ in ids)
        measures = project.all(Measure, f"{running} AND id IN ({places}) ORDER BY id", [*span, *ids])
        partners = project.all(Partner, f"measure_id IN ({places}) ORDER BY id", ids)
        latest = (
            answers_for(project, period, ids)
            if period
            else {measure.id: latest_answer(project, measure.id) for measure in measures}
        )
    taking_part: dict[int, list[Party]] = {}
    for partner in partners:
        taking_part.setdefault(partner.measure_id, []).append(names.parties[partner.party_id])
    return [_line(measure, taking_part.get(measure.id, ()), latest.get(measure.id), names) for measure in measures]


def rename_lines(lines: Iterable[MeasureLine], names: PlanNames) -> list[MeasureLine]:
    """Return the lines with what parties, areas and goals are called now, without reading the measures again."""
    return [
        _line(
            line.measure,
            [party for party in names.parties.values() if party.id in line.partner_ids],
            line.latest,
            names,
        )
        for line in lines
    ]


def _line(measure: Measure, partners: Sequence[Party], latest: FollowUp | None, names: PlanNames) -> MeasureLine:
    party = names.parties.get(measure.party_id or 0)
    area = names.areas.get(measure.area_id or 0)
    goal = names.goals.get(measure.goal_id or 0)
    return MeasureLine(
        measure=measure,
        party=party.label if party else "",
        partners=tuple(partner.label for partner in partners),
        partner_ids=frozenset(partner.id for partner in partners),
        area=area.name if area else "",
        goal=f"{goal.code} {goal.name}" if goal else "",
        latest=latest,
        period=names.periods.get(latest.period_id) if latest else None,
    )


def measures_of(project: Project, table: str, row_ids: Collection[int]) -> set[int]:
    """Return the measures that rows of a table belong to or, where they have been removed or moved, belonged to."""
    places = ", ".join("?" for _ in row_ids)
    rows = project.rows(
        f"SELECT measure_id FROM {table} WHERE id IN ({places}) UNION SELECT json_extract(before, '$.measure_id')"
        f" FROM change WHERE table_name = ? AND row_id IN ({places}) AND before IS NOT NULL",
        [*row_ids, table, *row_ids],
    )
    return {measure_id for (measure_id,) in rows if measure_id is not None}


def used_codes(project: Project, table: str) -> set[str]:
    """Return every code that a table's rows have or ever had, so that none is given twice.

    The journal is asked too: a code stays used when its row is removed, or its making undone.
    """
    return {
        code
        for (code,) in project.rows(
            f"SELECT code FROM {table} UNION SELECT json_extract(before, '$.code') FROM change WHERE table_name = ?1"
            " UNION SELECT json_extract(after, '$.code') FROM change WHERE table_name = ?1 AND before IS NULL",
            (table,),
        )
        if code
    }
