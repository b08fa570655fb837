"""Understand (J4): define what is measured, enter what was measured, say what it should become."""

import re

from trygg_desktop.domain.fields import name_field
from trygg_desktop.domain.indicators import DefinitionChange, Indicator, Observation, Target
from trygg_desktop.domain.plan import Measure, MeasureIndicator
from trygg_desktop.errors import UserError
from trygg_desktop.messages import N_
from trygg_desktop.store.indicator_reading import has_measured
from trygg_desktop.store.project import Project


def add_indicator(project: Project, name: str) -> int:
    """Add an indicator with the next code (``I10``) and return its id. Raises ``UserError`` without a name."""
    if not name.strip():
        raise UserError("Give the indicator a name that says what is measured.")
    taken = [number for indicator in project.all(Indicator) for number in re.findall(r"\d+", indicator.code)[:1]]
    with project.change(N_("Add indicator {name}", name=name.strip())) as step:
        return step.add(Indicator(code=f"I{step.take_code('indicator', taken)}", name=name.strip()))


def add_observation(project: Project, indicator_id: int, on: str, value: float | None) -> int:
    """Enter a measured value for ``on`` (a partial date or period code); ``None`` is a gap. Return its id.

    Raises ``UserError`` when there is an entry for that time already.
    """
    indicator = project.get(Indicator, indicator_id)
    if has_measured(project, indicator_id, on):
        raise UserError("{code} has a value for {on} already. Change that one instead.", code=indicator.code, on=on)
    with project.change(N_("Enter {code} for {on}", code=indicator.code, on=on)) as step:
        return step.add(Observation(indicator_id=indicator_id, on=on, value=value))


def change_observation(project: Project, observation_id: int, field: str, value: object) -> None:
    """Give one field of a measured value a new content. What is there already makes no step.

    Raises ``UserError`` when it would come to stand at the same time as another value.
    """
    observation = project.get(Observation, observation_id)
    if getattr(observation, field) == value:
        return
    indicator = project.get(Indicator, observation.indicator_id)
    if field == "on" and has_measured(project, indicator.id, str(value)):
        raise UserError("{code} has a value for {on} already. Change that one instead.", code=indicator.code, on=value)
    label = N_("Change {code} {on}: {field}", code=indicator.code, on=observation.on, field=name_field(field))
    with project.change(label) as step:
        step.set(Observation, observation_id, **{field: value})


def add_target(project: Project, indicator_id: int, on: str, value: float) -> int:
    """Say what an indicator should have reached in ``on``; a target for the same time gets the new value."""
    indicator = project.get(Indicator, indicator_id)
    there = project.all(Target, 'indicator_id = ? AND "on" = ?', (indicator_id, on))
    with project.change(N_("Set the target of {code} for {on}", code=indicator.code, on=on)) as step:
        if there:
            step.set(Target, there[0].id, value=value)
            return there[0].id
        return step.add(Target(indicator_id=indicator_id, on=on, value=value))


def add_definition_change(project: Project, indicator_id: int, from_date: str, text: str) -> int:
    """Say from when an indicator is measured otherwise, so that its line breaks there. ``from_date`` may be partial.

    Raises ``UserError`` without a text: a break must be explained.
    """
    if not text.strip():
        raise UserError("Say what changed in the definition.")
    indicator = project.get(Indicator, indicator_id)
    with project.change(N_("The definition of {code} changed {on}", code=indicator.code, on=from_date)) as step:
        return step.add(DefinitionChange(indicator_id=indicator_id, from_date=from_date, text=text.strip()))


def link_measure(project: Project, indicator_id: int, measure_id: int) -> int:
    """Say that an indicator shows whether a measure works, and return the link; an existing one is returned."""
    there = project.all(MeasureIndicator, "indicator_id = ? AND measure_id = ?", (indicator_id, measure_id))
    if there:
        return there[0].id
    indicator, measure = project.get(Indicator, indicator_id), project.get(Measure, measure_id)
    with project.change(N_("Link {measure} to {code}", measure=measure.code, code=indicator.code)) as step:
        return step.add(MeasureIndicator(measure_id=measure_id, indicator_id=indicator_id))


def unlink_measure(project: Project, link_id: int) -> None:
    """Take away the link between a measure and an indicator."""
    link = project.get(MeasureIndicator, link_id)
    indicator, measure = project.get(Indicator, link.indicator_id), project.get(Measure, link.measure_id)
    with project.change(N_("Unlink {measure} from {code}", measure=measure.code, code=indicator.code)) as step:
        step.remove(MeasureIndicator, link_id)
