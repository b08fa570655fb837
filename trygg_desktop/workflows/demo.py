"""The demo programme: Sollentuna's *Inga utsatta områden 2030*, from the data in ``db/demo``.

Public figures carry their source; everything else is example data and is shown as such.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from trygg_desktop.domain.est import EstCount
from trygg_desktop.domain.indicators import Indicator, Observation
from trygg_desktop.domain.meetings import Meeting
from trygg_desktop.domain.organisation import Area, Party
from trygg_desktop.domain.periods import period_name
from trygg_desktop.domain.plan import Measure
from trygg_desktop.messages import N_
from trygg_desktop.paths import data_folder
from trygg_desktop.store.opening import create_project
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.demo_writing import DemoWriter, make_follow_up
from trygg_desktop.workflows.minutes import chair_of, seal_notes, take_attendance

FILE_NAME = "Inga utsatta områden 2030.trygg"
_FOUNDED = datetime(2026, 8, 20, 16, 0)
_ANSWERED = datetime(2026, 9, 14, 9, 30)


def create_demo(path: Path, *, answered: bool = True) -> Project:
    """Make the demo programme in a new file and open it.

    ``answered`` also enters what the departments answered for tertial 2 2026, as a step of its own; without it
    the period waits for its workbooks. Raises ``FileRefused`` when the file exists.
    """
    data = read_demo("programme.json")
    facts = data["programme"]
    project = create_project(path, facts["name"], facts["municipality"], now=lambda: _FOUNDED)
    with project.found(N_("Fill in the demo programme")) as step:
        DemoWriter(step, data).write()
        _adjust_notes(project)
    if answered:
        enter_answers(project, read_demo("returned.json"), at=_ANSWERED)
    project.now = datetime.now
    return project


def _adjust_notes(project: Project) -> None:
    """Seal the notes of the meetings that the data call adjusted, as their chairs did ten days later."""
    for meeting in project.all(Meeting, "state = 'adjusted' ORDER BY id"):
        take_attendance(project, meeting.id)
        chair = chair_of(project, meeting.id)
        seal_notes(project, meeting.id, sealed_by=chair, on=meeting.on + timedelta(days=10))


def read_demo(name: str) -> dict[str, Any]:
    """Return one file of ``db/demo`` as plain data."""
    content: dict[str, Any] = json.loads((data_folder("db") / "demo" / name).read_text(encoding="utf-8"))
    return content


def enter_answers(project: Project, data: Mapping[str, Any], *, at: datetime) -> None:
    """Enter answers given as data, in one step dated ``at``."""
    ids = _codes(project)
    project.now = lambda: at
    with project.change(N_("Enter the answers for {period}", period=period_name(data["period"]))) as step:
        period_id = ids["period", data["period"]]
        for answer in data["follow_ups"]:
            step.add(make_follow_up(answer, ids, period_id, at.date()))
        for code, on, value in data["observations"]:
            step.add(Observation(indicator_id=ids["indicator", code], on=on, value=value))
        step.add_all(make_counts(read_demo("est.json"), {area.code: area.id for area in project.all(Area)}))


def make_counts(data: Mapping[str, Any], areas: Mapping[str, int]) -> list[EstCount]:
    """Return EST's counts given as series over ``weeks``; a week without a report has ``None``."""
    return [
        EstCount(
            week=week,
            area_id=areas[series["area"]],
            place=series["place"],
            event_type=series["event_type"],
            count=count,
        )
        for series in data["series"]
        for week, count in zip(data["weeks"], series["counts"], strict=True)
        if count is not None
    ]


def _codes(project: Project) -> dict[tuple[str, str], int]:
    kinds: dict[str, type[Any]] = {"party": Party, "measure": Measure, "indicator": Indicator}
    ids = {(name, record.code): record.id for name, kind in kinds.items() for record in project.all(kind)}
    periods = project.rows("SELECT code, id FROM period")
    return ids | {("period", code): row_id for code, row_id in periods}
