"""All that is known of one indicator over time, as a figure, a table and a sentence are made from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from trygg_desktop.domain.indicators import (
    DefinitionChange,
    Indicator,
    Observation,
    Span,
    Target,
    first_day_of,
    moment_of,
    span_of,
)


@dataclass(frozen=True, slots=True)
class Series:
    """All that is known of one indicator. ``is_example``: values without a source are example data."""

    indicator: Indicator
    observations: Sequence[Observation]
    targets: Sequence[Target] = ()
    changes: Sequence[DefinitionChange] = ()
    is_example: bool = False


def in_time(observations: Sequence[Observation]) -> list[Observation]:
    """Return observations in the order of the days they stand at."""
    return sorted(observations, key=lambda o: (moment_of(o.on), o.on))


def targets_in_time(targets: Sequence[Target]) -> list[Target]:
    """Return targets in the order of the days they stand at."""
    return sorted(targets, key=lambda t: moment_of(t.on))


def changes_in_time(changes: Sequence[DefinitionChange]) -> list[DefinitionChange]:
    """Return changes of a definition in the order of their first days."""
    return sorted(changes, key=lambda c: first_day_of(c.from_date))


def spans_of(series: Series) -> list[Span]:
    """Return the spans that the known values were measured over: that of the latest value first."""
    known = [o for o in reversed(in_time(series.observations)) if o.value is not None]
    return list(dict.fromkeys(span_of(o.on) for o in known))


def is_invented(observation: Observation, series: Series) -> bool:
    """Tell whether a value is made up: one without a source in example data. What is missing is not made up."""
    return series.is_example and not observation.source and observation.value is not None
