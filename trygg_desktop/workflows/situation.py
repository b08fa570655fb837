"""The situation: areas and what the police list says of them, places and their state, problems and their causes."""

import re
from datetime import date

from trygg_desktop.domain.organisation import Area, Classification, Place, PlaceStatus
from trygg_desktop.domain.plan import Cause, Problem
from trygg_desktop.errors import UserError
from trygg_desktop.formats import fold
from trygg_desktop.messages import N_, Message
from trygg_desktop.store.plan_reading import used_codes
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.codes import take_code


def add_area(project: Project, *, name: str) -> int:
    """Add an area last, with a code of three letters made from its name, and return its id."""
    name = _require(name, N_("Give the area a name."))
    last = max((area.position for area in project.all(Area)), default=-1)
    with project.change(N_("Add area {name}", name=name)) as step:
        return step.add(Area(code=_area_code(name, used_codes(project, "area")), name=name, position=last + 1))


def _area_code(name: str, used: set[str]) -> str:
    """Return the name's first three letters in capitals, numbered when they are taken."""
    stem = re.sub(r"[^\w]|_", "", name).upper()[:3] or "O"
    number = 1
    while (code := stem if number == 1 else f"{stem}{number}") in used:
        number += 1
    return code


def add_classification(project: Project, area_id: int, *, from_date: str, category: str, source: str) -> int:
    """Say what the police list says of an area from a (partial) date on; an empty category is not on the list."""
    area = project.get(Area, area_id)
    when = read_partial_date(from_date)
    with project.change(N_("Add classification of {area} from {day}", area=area.name, day=when)) as step:
        return step.add(
            Classification(area_id=area_id, from_date=when, category=category.strip(), source=source.strip())
        )


def add_place_status(
    project: Project, area_id: int, *, place: str, from_date: str, status: str, source: str = ""
) -> int:
    """Say in which state a place of an area is from a (partial) date on, in free words, with the source.

    A place of that name that is not there yet is added in the same step.
    """
    name = _require(place, N_("Give the place a name."))
    status = _require(status, N_("Say in which state the place is, such as open drug scene."))
    when = read_partial_date(from_date)
    with project.change(N_("Add state of {place} from {day}", place=name, day=when)) as step:
        there = [known.id for known in project.all(Place, "area_id = ?", (area_id,)) if fold(known.name) == fold(name)]
        place_id = there[0] if there else step.add(Place(area_id=area_id, name=name))
        return step.add(PlaceStatus(place_id=place_id, from_date=when, status=status, source=source.strip()))


def add_problem(project: Project, *, text: str, area_id: int | None = None) -> int:
    """Add a problem with the next code and return its id."""
    text = _require(text, N_("Say what the problem is."))
    with project.change(N_("Add problem {text}", text=_short(text))) as step:
        return step.add(Problem(code=take_code(project, step, "problem", "P"), text=text, area_id=area_id))


def add_cause(project: Project, problem_id: int, *, text: str) -> int:
    """Add a cause of a problem, with the next code under the problem's (P2.3), and return its id."""
    text = _require(text, N_("Say what the cause is."))
    problem = project.get(Problem, problem_id)
    with project.change(N_("Add cause of {problem}: {text}", problem=problem.code, text=_short(text))) as step:
        code = take_code(project, step, "cause", f"{problem.code}.", series=f"cause {problem_id}")
        return step.add(Cause(code=code, problem_id=problem_id, text=text))


def read_partial_date(text: str) -> str:
    """Return a year, a month or a day as it is stored. Raises ``UserError`` for anything else."""
    text = text.strip()
    try:
        day = date.fromisoformat({4: f"{text}-01-01", 7: f"{text}-01"}.get(len(text), text))
        if len(text) not in (4, 7, 10) or not 1900 <= day.year <= 2200:
            raise ValueError(text)
    except ValueError as error:
        raise UserError(
            "“{text}” is no date. Write a year, a month or a day: 2025, 2025-12, 2025-12-02.", text=text
        ) from error
    return text


def _require(text: str, complaint: Message) -> str:
    text = text.strip()
    if not text:
        raise UserError(complaint)
    return text


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
