"""Read model for the organisation: everything that is needed to show it on any day."""

from datetime import date

from trygg_desktop.domain.membership import Organisation
from trygg_desktop.domain.organisation import Body, Party, Seat
from trygg_desktop.store.project import Project


def read_organisation(project: Project, day: date) -> Organisation:
    """Return the whole organisation, to be seen on ``day``."""
    return Organisation(
        day=day,
        bodies=project.all(Body, "1 ORDER BY position, id"),
        parties=project.all(Party, "1 ORDER BY position, id"),
        seats=project.all(Seat, "1 ORDER BY id"),
    )


def count_uses(project: Project, party_id: int) -> dict[str, int]:
    """Return how many records of each kind name the party as responsible or concerned, without its seats."""
    tables = {
        "measure": "party_id",
        "partner": "party_id",
        "activity": "party_id",
        "follow_up": "party_id",
        "indicator": "party_id",
        "obstacle": "owner_party_id",
        "obstacle_party": "party_id",
        "decision": "party_id",
        "task": "party_id",
        "import_batch": "party_id",
    }
    counts = {
        table: project.rows(f"SELECT count(*) FROM {table} WHERE {field} = ?", (party_id,))[0][0]
        for table, field in tables.items()
    }
    return {table: count for table, count in counts.items() if count}
