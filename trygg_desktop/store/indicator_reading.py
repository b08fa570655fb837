"""Read models for the indicators: each with its last value and its target, and what it is linked to."""

from collections.abc import Sequence
from dataclasses import dataclass

from trygg_desktop.domain.indicators import DefinitionChange, Indicator, Observation, Target
from trygg_desktop.domain.organisation import Area, Party
from trygg_desktop.domain.plan import Measure, MeasureIndicator
from trygg_desktop.store.project import Project

_MOMENT = """CASE WHEN "on" LIKE '%-T1' THEN substr("on", 1, 4) || '-04-30' WHEN "on" LIKE '%-T2'
    THEN substr("on", 1, 4) || '-08-31' WHEN length("on") = 4 THEN "on" || '-12-31'
    WHEN length("on") = 7 THEN date("on" || '-01', '+1 month', '-1 day') ELSE "on" END"""
"""``domain.indicators.moment_of`` in SQL."""

_LAST = f"""
    observation.id IN (SELECT (
        SELECT o.id FROM observation o WHERE o.indicator_id = i.id AND o.value IS NOT NULL AND o."on" >= (
            SELECT substr(max(y."on"), 1, 4) FROM observation y WHERE y.indicator_id = i.id AND y.value IS NOT NULL)
        ORDER BY {_MOMENT} DESC LIMIT 1) FROM indicator i)"""


_PARTS: dict[str, type[Observation] | type[Target] | type[DefinitionChange]] = {
    "observation": Observation,
    "target": Target,
    "definition_change": DefinitionChange,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """One indicator with its last value and the target furthest ahead."""

    id: int
    indicator: Indicator
    area: str
    party: str
    last: Observation | None
    target: Target | None


def read_indicator_lines(project: Project) -> list[IndicatorLine]:
    """Return every indicator, in the order they were added."""
    areas = project.by_id(Area)
    parties = project.by_id(Party)
    last = {observation.indicator_id: observation for observation in project.all(Observation, _LAST)}
    targets = {target.indicator_id: target for target in project.all(Target, f"1 ORDER BY {_MOMENT}")}
    return [
        IndicatorLine(
            id=indicator.id,
            indicator=indicator,
            area=areas[indicator.area_id].name if indicator.area_id else "",
            party=parties[indicator.party_id].label if indicator.party_id else "",
            last=last.get(indicator.id),
            target=targets.get(indicator.id),
        )
        for indicator in project.all(Indicator, "1 ORDER BY id")
    ]


def read_linked_measures(project: Project, indicator_id: int) -> list[tuple[MeasureIndicator, Measure]]:
    """Return the measures that an indicator shows the effect of, each with its link."""
    links = project.all(MeasureIndicator, "indicator_id = ?", (indicator_id,))
    measures = project.by_id(
        Measure, "id IN (SELECT measure_id FROM measure_indicator WHERE indicator_id = ?)", (indicator_id,)
    )
    return [(link, measures[link.measure_id]) for link in links]


def read_measure_names(project: Project) -> Sequence[tuple[int, str]]:
    """Return id and name of every measure, for choosing one."""
    return [
        (row_id, f"{code} {title}")
        for row_id, code, title in project.rows("SELECT id, code, title FROM measure ORDER BY id")
    ]


def has_measured(project: Project, indicator_id: int, on: str) -> bool:
    """Tell whether an indicator has an entry for ``on``."""
    return bool(project.rows('SELECT 1 FROM observation WHERE indicator_id = ? AND "on" = ?', (indicator_id, on)))


def find_indicator(project: Project, table: str, row_id: int) -> int:
    """Return the id of the indicator that a row belongs to, 0 when there is none."""
    kind = _PARTS.get(table)
    if kind is None:
        return row_id if table == "indicator" else 0
    parts = project.all(kind, "id = ?", (row_id,))
    return parts[0].indicator_id if parts else 0
