"""Read models for the departments' reading rules: what was learned of each party's own words, and when."""

from collections import defaultdict
from datetime import date, datetime

from trygg_desktop.domain.reading_rules import ReadingRule
from trygg_desktop.store.project import Project


def read_rules(project: Project) -> dict[int, tuple[ReadingRule, ...]]:
    """Return the reading rules of all parties that have any, by party id, in the order they are told."""
    found: dict[int, list[ReadingRule]] = defaultdict(list)
    for rule in project.all(ReadingRule, "1 ORDER BY kind, written"):
        found[rule.party_id].append(rule)
    return {party_id: tuple(rules) for party_id, rules in found.items()}


def find_rules(project: Project, party_id: int) -> list[ReadingRule]:
    """Return the reading rules of one party, in the order they are told."""
    return project.all(ReadingRule, "party_id = ? ORDER BY kind, written", (party_id,))


def read_learning_days(project: Project) -> dict[int, date]:
    """Return the day that each party's rules were last changed, by party id."""
    rows = project.rows(
        "SELECT r.party_id, max(s.made_at) FROM reading_rule r"
        " JOIN change c ON c.table_name = 'reading_rule' AND c.row_id = r.id"
        " JOIN change_set s ON s.id = c.change_set_id"
        " GROUP BY r.party_id"
    )
    return {party_id: datetime.fromisoformat(made_at).date() for party_id, made_at in rows}
