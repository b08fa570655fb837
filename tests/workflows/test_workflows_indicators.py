"""Indicators by workflow: what is measured, and what was."""

import pytest

from trygg_desktop.domain.indicators import Indicator, Observation, Target
from trygg_desktop.errors import UserError
from trygg_desktop.store.indicator_reading import find_indicator, read_indicator_lines, read_linked_measures
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.indicators import (
    add_definition_change,
    add_indicator,
    add_observation,
    add_target,
    change_observation,
    link_measure,
    unlink_measure,
)


def test_codes_are_never_given_twice(demo: Project) -> None:
    first = demo.get(Indicator, add_indicator(demo, " Belysning "))
    assert (first.code, first.name) == ("I10", "Belysning")
    demo.undo()
    assert demo.get(Indicator, add_indicator(demo, "Annat")).code == "I11"
    with pytest.raises(UserError, match="name"):
        add_indicator(demo, "  ")


@pytest.mark.parametrize(
    ("moments", "last"),
    [
        (("2024", "2025-T1", "2025-T2"), "2025-T2"),
        (("2025-T2", "2025-11"), "2025-11"),
        (("2025-T1", "2025-03"), "2025-T1"),
        (("2025-11-30", "2025-12-01"), "2025-12-01"),
        (("2019", "2018-11"), "2019"),
        (("2025-T1", "2025-T2", "2025"), "2025"),
        (("2025-02", "2025-02-27"), "2025-02"),
        (("2025", "2026-T1"), "2026-T1"),
    ],
)
def test_the_last_value_is_the_one_measured_last_however_its_time_is_written(
    project: Project, moments: tuple[str, ...], last: str
) -> None:
    made = add_indicator(project, "Prov")
    for number, on in enumerate(moments):
        add_observation(project, made, on, float(number))
    add_observation(project, made, "2026", None)
    (line,) = read_indicator_lines(project)
    assert line.last is not None
    assert line.last.on == last, "a gap is no last value"


def test_a_value_keeps_its_time_to_itself(project: Project) -> None:
    made = add_indicator(project, "Prov")
    first = add_observation(project, made, "2024", 1.0)
    add_observation(project, made, "2025", 2.0)
    with pytest.raises(UserError, match="already"):
        add_observation(project, made, "2024", 3.0)
    with pytest.raises(UserError, match="already"):
        change_observation(project, first, "on", "2025")
    change_observation(project, first, "on", "2023")
    steps = len(project.history())
    change_observation(project, first, "on", "2023")
    assert len(project.history()) == steps
    assert [o.on for o in project.all(Observation, '1 ORDER BY "on"')] == ["2023", "2025"]


def test_a_target_for_the_same_time_gets_the_new_value(project: Project) -> None:
    made = add_indicator(project, "Prov")
    assert add_target(project, made, "2030", 5.0) == add_target(project, made, "2030", 6.0)
    assert [t.value for t in project.all(Target)] == [6.0]


def test_a_break_needs_an_explanation(project: Project) -> None:
    made = add_indicator(project, "Prov")
    with pytest.raises(UserError, match="what changed"):
        add_definition_change(project, made, "2024", " ")
    change = add_definition_change(project, made, "2024", "Ny enkät")
    assert find_indicator(project, "definition_change", change) == made
    assert find_indicator(project, "definition_change", 999) == 0
    assert find_indicator(project, "meeting", 1) == 0


def test_a_measure_is_linked_once(demo: Project) -> None:
    link = link_measure(demo, 2, 7)
    assert link_measure(demo, 2, 7) == link
    assert 7 in [measure.id for _, measure in read_linked_measures(demo, 2)]
    unlink_measure(demo, link)
    assert 7 not in [measure.id for _, measure in read_linked_measures(demo, 2)]
