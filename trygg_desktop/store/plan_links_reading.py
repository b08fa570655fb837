"""The read model of the gap list: the plan's records, and which of them are linked."""

from datetime import date

from trygg_desktop.domain.gaps import PlanLinks
from trygg_desktop.domain.indicators import Indicator
from trygg_desktop.domain.meetings import Decision
from trygg_desktop.domain.plan import Cause, Goal, Measure, Problem
from trygg_desktop.store.project import Project
from trygg_desktop.store.status_reading import read_parties


def read_plan_links(project: Project, today: date) -> PlanLinks:
    """Return the plan's records and links for the gap list."""

    def ids(query: str, *values: object) -> frozenset[int]:
        return frozenset(row[0] for row in project.rows(query, values))

    day = today.isoformat()
    return PlanLinks(
        programme=project.programme,
        problems=project.all(Problem, "1 ORDER BY id"),
        causes=project.all(Cause, "1 ORDER BY id"),
        goals=project.all(Goal, "1 ORDER BY id"),
        measures=project.all(Measure, "1 ORDER BY id"),
        indicators=project.all(Indicator, "1 ORDER BY id"),
        decisions=project.all(Decision, "1 ORDER BY id"),
        parties=read_parties(project, today),
        partner_party_ids=ids("SELECT DISTINCT party_id FROM partner"),
        measures_with_indicator=ids("SELECT DISTINCT measure_id FROM measure_indicator"),
        indicators_with_value=ids("SELECT DISTINCT indicator_id FROM observation WHERE value IS NOT NULL"),
        parties_in_steering_group=ids(
            "SELECT DISTINCT s.party_id FROM seat s JOIN body b ON b.id = s.body_id WHERE b.kind = 'steering_group'"
            " AND s.party_id IS NOT NULL AND (s.valid_from IS NULL OR s.valid_from <= ?)"
            " AND (s.valid_to IS NULL OR s.valid_to >= ?)",
            day,
            day,
        ),
    )
