"""Read model for the obstacles: each with the names that stand in its line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trygg_desktop.domain.organisation import Body, Party
from trygg_desktop.domain.plan import Measure, Obstacle, ObstacleParty
from trygg_desktop.domain.words import ObstacleState
from trygg_desktop.store.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class ObstacleLine:
    """One obstacle with the parties it concerns, its owner, where it has been lifted, and its measure's code."""

    obstacle: Obstacle
    party_ids: frozenset[int]
    parties: Sequence[str]
    owner: str
    lifted_to: str
    measure: str

    @property
    def id(self) -> int:
        """The obstacle's id."""
        return self.obstacle.id

    @property
    def is_open(self) -> bool:
        """Whether it still stands in the way."""
        return self.obstacle.state is ObstacleState.OPEN

    def days_open(self, today: date) -> int | None:
        """Return for how many days it has been, or was, open; ``None`` when nobody knows since when."""
        raised, closed = self.obstacle.raised_on, self.obstacle.closed_on
        if raised is None or (not self.is_open and closed is None):
            return None
        return max(((today if self.is_open else closed or today) - raised).days, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObstacleList:
    """The obstacles, the open first and among them the oldest, with what they can be linked to."""

    lines: Sequence[ObstacleLine]
    parties: Sequence[Party]
    bodies: Sequence[Body]


def read_obstacles(project: Project) -> ObstacleList:
    """Return every obstacle."""
    parties = project.by_id(Party, "1 ORDER BY position, id")
    bodies = project.by_id(Body, "1 ORDER BY position, id")
    measures = project.by_id(Measure, "id IN (SELECT measure_id FROM obstacle)")
    concerned: dict[int, list[int]] = {}
    for row in project.all(ObstacleParty, "1 ORDER BY id"):
        concerned.setdefault(row.obstacle_id, []).append(row.party_id)

    def line(obstacle: Obstacle) -> ObstacleLine:
        party, body = parties.get(obstacle.owner_party_id or 0), bodies.get(obstacle.owner_body_id or 0)
        lifted, measure = bodies.get(obstacle.escalated_to_id or 0), measures.get(obstacle.measure_id or 0)
        return ObstacleLine(
            obstacle=obstacle,
            party_ids=frozenset(concerned.get(obstacle.id, ())),
            parties=[parties[party_id].label for party_id in concerned.get(obstacle.id, ())],
            owner=", ".join(name for name in (party.label if party else "", body.name if body else "") if name),
            lifted_to=lifted.name if lifted else "",
            measure=measure.code if measure else "",
        )

    found = project.all(
        Obstacle, "1 ORDER BY state <> 'open', coalesce(closed_on, '') DESC, raised_on IS NULL, raised_on"
    )
    return ObstacleList(
        lines=[line(obstacle) for obstacle in found], parties=list(parties.values()), bodies=list(bodies.values())
    )
