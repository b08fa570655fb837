"""What is said of one indicator over time: the sentence, the notes, the rows of the table."""

from trygg_desktop.charts.axes import say_when
from trygg_desktop.charts.series import Series, changes_in_time, is_invented, spans_of, targets_in_time
from trygg_desktop.domain.indicators import SPAN_NAMES, Indicator, Observation, comparable_values, only_counts, span_of
from trygg_desktop.formats import GAP, NBSP, Locale


def summarise_trend(series: Series, loc: Locale) -> str:
    """Say in words where the line begins and ends, the target, how many values are missing, and what is not compared.

    First and last are values that can be compared: of one span and one definition.
    """
    like, other = comparable_values(series.observations, series.changes)
    parts = []
    if not like:
        parts.append(loc.t("No values yet."))
    elif len(like) == 1:
        parts.append(loc.t("{value} ({when}).", value=valued(like[0].value, series, loc), when=when(like[0], loc)))
    else:
        parts.append(
            loc.t(
                "From {first} ({when}) to {last} ({then}).",
                first=valued(like[0].value, series, loc),
                when=when(like[0], loc),
                last=valued(like[-1].value, series, loc),
                then=when(like[-1], loc),
            )
        )
    parts += [
        loc.t("The target is {value} ({when}).", value=valued(t.value, series, loc), when=say_when(t.on, loc))
        for t in targets_in_time(series.targets)
    ]
    missing = sum(o.value is None for o in series.observations)
    if missing:
        parts.append(loc.tn("{n} value is missing.", "{n} values are missing.", missing))
    if series.changes:
        count = len(series.changes)
        parts.append(loc.tn("The definition changed once.", "The definition changed {n} times.", count))
    if any(span_of(o.on) is span_of(like[-1].on) for o in other):
        parts.append(loc.t("Values from before the change are not compared with those after it."))
    return " ".join(parts)


def value_heading(indicator: Indicator, loc: Locale) -> str:
    """Return the heading of the values' column: ``Value, procent``."""
    return loc.t("Value, {unit}", unit=indicator.unit) if indicator.unit else loc.t("Value")


def source_of(observation: Observation, series: Series, loc: Locale) -> str:
    """Return where a value comes from; without a source it is said to be example data, or to lack one."""
    if is_invented(observation, series):
        return loc.t("Example data")
    return observation.source or (series.indicator.source if observation.value is not None else "") or GAP


def reference_texts(series: Series, loc: Locale) -> list[tuple[str, float]]:
    """Return the words for target and starting point, and their values."""
    texts = []
    if series.targets:
        last = targets_in_time(series.targets)[-1]
        texts.append((loc.t("target {value}", value=short(last.value, loc)), last.value))
    if series.indicator.baseline_value is not None:
        start = series.indicator.baseline_value
        texts.append((loc.t("start {value}", value=short(start, loc)), start))
    return texts


def make_notes(series: Series, loc: Locale) -> tuple[str, ...]:
    notes = [
        loc.t(
            "{number} The definition changed {when}: {text}.",
            number=number,
            when=say_when(c.from_date, loc),
            text=c.text.rstrip(". "),
        )
        for number, c in enumerate(changes_in_time(series.changes), 1)
    ]
    return (*notes, *span_notes(series, loc), *example_notes(series, loc))


def span_notes(series: Series, loc: Locale) -> tuple[str, ...]:
    """Say that values measured over times of different length are series of their own."""
    spans = spans_of(series)
    if len(spans) < 2:
        return ()
    names = ", ".join(loc.t(SPAN_NAMES[span]) for span in spans)
    return (loc.t("Series of their own, not compared with each other: {spans}.", spans=names),)


def example_notes(series: Series, loc: Locale) -> tuple[str, ...]:
    if not any(is_invented(o, series) for o in series.observations):
        return ()
    return (loc.t("Example data: values without a source are made up."),)


def make_row(observation: Observation, series: Series, decimals: int, loc: Locale) -> tuple[str, ...]:
    return (
        when(observation, loc),
        loc.number(observation.value, decimals),
        loc.number(observation.n),
        source_of(observation, series, loc),
    )


def when(observation: Observation, loc: Locale) -> str:
    return say_when(observation.on, loc)


def short(value: float | None, loc: Locale) -> str:
    return loc.number(value)


def valued(value: float | None, series: Series, loc: Locale) -> str:
    unit = series.indicator.unit
    return loc.number(value) + (NBSP + unit if unit and value is not None and not only_counts(unit) else "")
