"""The demo programme grown until its steering group's pack has some sixty pages."""

from dataclasses import replace
from pathlib import Path

from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.indicators import Indicator, Observation
from trygg_desktop.domain.plan import Measure
from trygg_desktop.messages import N_
from trygg_desktop.workflows.demo import create_demo

TIMES = 5


def make_large_meeting(file: Path, times: int = TIMES) -> None:
    """Make the demo with its measures, answers, indicators and observations several times over."""
    with create_demo(file) as project, project.change(N_("Grow")) as step:
        measures, answers = project.all(Measure), project.all(FollowUp)
        indicators, observations = project.all(Indicator), project.all(Observation)
        for time in range(1, times):
            ids = {m.id: step.add(replace(m, id=0, code=f"Å-{time}{m.code[2:]}")) for m in measures}
            step.add_all([replace(a, id=0, measure_id=ids[a.measure_id]) for a in answers])
            ids = {i.id: step.add(replace(i, id=0, code=f"{i.code}-{time}")) for i in indicators}
            step.add_all([replace(o, id=0, indicator_id=ids[o.indicator_id]) for o in observations])
