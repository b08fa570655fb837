"""Obstacles to collaboration: raise, lift to the body above, close with what was done."""

from collections.abc import Collection
from datetime import date

from trygg_desktop.domain.organisation import Body
from trygg_desktop.domain.plan import Obstacle, ObstacleParty
from trygg_desktop.domain.words import BodyKind, ObstacleState
from trygg_desktop.errors import UserError
from trygg_desktop.formats import fold
from trygg_desktop.messages import N_
from trygg_desktop.store.meeting_cycle_reading import read_decisions_on
from trygg_desktop.store.obstacle_mentions import Mention
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.carrying import take_up_obstacles
from trygg_desktop.workflows.edit import title_of


def add_obstacle(project: Project, *, text: str, raised_on: date, measure_id: int | None = None) -> int:
    """Note an obstacle raised on a day, and return its id."""
    text = text.strip()
    if not text:
        raise UserError("Say what stands in the way.")
    obstacle = Obstacle(text=text, raised_on=raised_on, measure_id=measure_id)
    with project.change(N_("New obstacle: {text}", text=title_of(obstacle))) as step:
        return step.add(obstacle)


def make_obstacle_of(project: Project, mention: Mention) -> int:
    """Make an obstacle of what follow-ups name: their measure, the parties that said it, since they first did.

    Raises ``UserError`` when it is an obstacle already.
    """
    if any(fold(obstacle.text) == fold(mention.text) for obstacle in project.all(Obstacle)):
        raise UserError("This is on the list of obstacles already.")
    obstacle = Obstacle(
        text=mention.text,
        raised_on=mention.said_on,
        measure_id=mention.measure_id,
        owner_party_id=mention.party_ids[0] if len(mention.party_ids) == 1 else None,
    )
    label = N_(
        "New obstacle from the follow-up of {code}, {period}: {text}",
        code=mention.measure,
        period=mention.period.short_name,
        text=title_of(obstacle),
    )
    with project.change(label) as step:
        obstacle_id = step.add(obstacle)
        for party_id in mention.party_ids:
            step.add(ObstacleParty(obstacle_id=obstacle_id, party_id=party_id))
    return obstacle_id


def set_parties_concerned(project: Project, obstacle_id: int, party_ids: Collection[int]) -> None:
    """Say which parties an obstacle concerns: exactly these."""
    obstacle = project.get(Obstacle, obstacle_id)
    present = {row.party_id: row.id for row in project.all(ObstacleParty, "obstacle_id = ?", (obstacle_id,))}
    with project.change(N_("Change {what}: parties concerned", what=title_of(obstacle))) as step:
        for party_id, row_id in present.items():
            if party_id not in party_ids:
                step.remove(ObstacleParty, row_id)
        for party_id in party_ids:
            if party_id not in present:
                step.add(ObstacleParty(obstacle_id=obstacle_id, party_id=party_id))


def next_body(obstacle: Obstacle, bodies: Collection[Body]) -> Body | None:
    """Return the body an obstacle is lifted to next: first the steering group, then the body that one answers to."""
    by_id = {body.id: body for body in bodies}
    if obstacle.escalated_to_id is None:
        groups = [body for body in bodies if body.kind is BodyKind.STEERING_GROUP]
        return groups[0] if groups else None
    present = by_id.get(obstacle.escalated_to_id)
    return by_id.get(present.parent_id or 0) if present else None


def escalate(project: Project, obstacle_id: int) -> None:
    """Lift an obstacle to the next body: first the steering group, then the owner.

    It is put on the agenda of that body's next meeting, or of the next that is called. Raises ``UserError`` when there
    is no body above.
    """
    obstacle = project.get(Obstacle, obstacle_id)
    body = next_body(obstacle, project.all(Body, "1 ORDER BY position, id"))
    if body is None:
        raise UserError("There is no body above to lift the obstacle to. Add one under Organisation first.")
    with project.change(N_("Lift {what} to {body}", what=title_of(obstacle), body=body.name)) as step:
        step.set(Obstacle, obstacle_id, escalated_to_id=body.id)
        take_up_obstacles(project, step, body.id)


def close_obstacle(
    project: Project, obstacle_id: int, *, state: ObstacleState, resolution: str, closed_on: date
) -> None:
    """Close an obstacle as solved or accepted, with what was done, or else with what a body has decided on it.

    Raises ``UserError`` when neither is there.
    """
    obstacle = project.get(Obstacle, obstacle_id)
    if not resolution.strip():
        resolution = "\n".join(f"{label}: {made.text}" for label, made in read_decisions_on(project, obstacle_id))
    if not resolution.strip():
        raise UserError("Write in the field Resolution what was done, or why it is accepted, and then close.")
    with project.change(N_("Close obstacle {what}", what=title_of(obstacle))) as step:
        step.set(Obstacle, obstacle_id, state=state, resolution=resolution.strip(), closed_on=closed_on)


def reopen_obstacle(project: Project, obstacle_id: int) -> None:
    """Open a closed obstacle again; what was written of its resolution stays."""
    obstacle = project.get(Obstacle, obstacle_id)
    with project.change(N_("Reopen obstacle {what}", what=title_of(obstacle))) as step:
        step.set(Obstacle, obstacle_id, state=ObstacleState.OPEN, closed_on=None)
