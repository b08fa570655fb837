"""Indicators: each line with its values and where they come from."""

from collections.abc import Sequence

from trygg_desktop.charts.series import Series, in_time
from trygg_desktop.charts.spec import Figure
from trygg_desktop.charts.trend import build_trend
from trygg_desktop.charts.trend_words import summarise_trend
from trygg_desktop.domain.small_counts import HIDDEN, RULE
from trygg_desktop.formats import GAP
from trygg_desktop.messages import N_
from trygg_desktop.packs.blocks import Heading, Story, quiet
from trygg_desktop.packs.sections.section import Section
from trygg_desktop.packs.styles import WIDTH
from trygg_desktop.packs.table import Column, Table
from trygg_desktop.packs.typesetter import Typesetter


def _make(setter: Typesetter) -> Story:
    story = Story()
    for series in setter.content.indicators:
        story.append(Heading(series.indicator.name, 2))
        story += draw_indicator(setter, series)
    return story


def draw_indicator(setter: Typesetter, series: Series) -> Story:
    """Return the chart of an indicator and the table behind it."""
    loc = setter.loc
    figure = build_trend(series, loc, WIDTH, 132)
    story = Story()
    if series.indicator.question:
        question = quiet(loc.t("Question asked: {text}", text=series.indicator.question))
        question.keep = True
        story.append(question)
    story.append(setter.figure(figure, summarise_trend(series, loc)))
    if figure.rows:
        hidden = [
            (series.indicator.id, found.on) in setter.content.hidden_values for found in in_time(series.observations)
        ]
        story.append(_values(figure, hidden))
    if any((series.indicator.id, found.on) in setter.content.hidden_values for found in series.observations):
        story.append(quiet(loc.t(RULE)))
    return story


def _values(figure: Figure, hidden: Sequence[bool]) -> Table:
    """Return the values with their sources, those that are not shown so marked; the number of answers only where it is
    known of any.
    """
    columns = [Column(figure.header[0], 96), Column(figure.header[1], 92, end=True)]
    columns += [Column(figure.header[2], 58, end=True), Column(figure.header[3])]
    kept = [place for place in range(4) if place != 2 or any(row[place] != GAP for row in figure.rows)]
    rows = [
        [HIDDEN if place == 1 and is_hidden else row[place] for place in kept]
        for row, is_hidden in zip(figure.rows, hidden, strict=True)
    ]
    return Table([columns[place] for place in kept], rows, row_headers=True)


SECTION = Section(
    key="indicators",
    title=N_("Indicators"),
    empty=N_("No indicator has a value yet."),
    make=_make,
    words=(N_("indicators"),),
)
