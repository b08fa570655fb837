"""Indicators: each line with its values and where they come from."""

from trygg_desktop.charts.spec import Figure
from trygg_desktop.charts.trend import Series, build_trend
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
    story.append(setter.figure(figure, figure.summary))
    if figure.rows:
        story.append(_values(figure))
    return story


def _values(figure: Figure) -> Table:
    when, value, answers, source = figure.header
    columns = [Column(when, 96), Column(value, 92, end=True), Column(answers, 58, end=True), Column(source)]
    return Table(columns, [list(row) for row in figure.rows], row_headers=True)


SECTION = Section(
    key="indicators",
    title=N_("Indicators"),
    empty=N_("No indicator has a value yet."),
    make=_make,
    words=(N_("indicators"),),
)
