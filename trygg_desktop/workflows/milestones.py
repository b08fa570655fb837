"""The programme's milestones."""

from trygg_desktop.domain.organisation import Milestone
from trygg_desktop.errors import UserError
from trygg_desktop.messages import N_
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.situation import read_partial_date


def add_milestone(project: Project, *, on: str, title: str, source: str = "") -> int:
    """Add a milestone on a (partial) date and return its id. Raises ``UserError`` without a date or a title."""
    when, title = read_partial_date(on), title.strip()
    if not title:
        raise UserError("Say what happened, or is to happen, on the day.")
    with project.change(N_("Add milestone {day}: {title}", day=when, title=title)) as step:
        return step.add(Milestone(on=when, title=title, source=source.strip()))
