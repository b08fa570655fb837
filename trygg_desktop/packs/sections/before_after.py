"""Before and after: what was known from 2020 on when it began, beside what is known now."""

from trygg_desktop.charts.axes import say_when
from trygg_desktop.charts.series import Series, in_time
from trygg_desktop.charts.trend_words import source_of
from trygg_desktop.domain.indicators import Observation, moment_of, span_of
from trygg_desktop.formats import GAP, NBSP
from trygg_desktop.messages import N_
from trygg_desktop.packs.blocks import Heading, Story, quiet
from trygg_desktop.packs.rows import Row
from trygg_desktop.packs.sections.section import Section
from trygg_desktop.packs.table import Column, Table
from trygg_desktop.packs.typesetter import Typesetter

FIRST_YEAR = 2020


def _make(setter: Typesetter) -> Story:
    loc, content, story = setter.loc, setter.content, Story()
    if content.areas:
        story.append(Heading(loc.t("The police list"), 2))
        columns = [Column(loc.t("Area")), Column(str(FIRST_YEAR)), Column(loc.t("Now")), Column(loc.t("Since"), 70)]
        rows = [
            [
                area.area,
                area.before or loc.t("not on the list"),
                area.now or loc.t("not on the list"),
                area.since or GAP,
            ]
            for area in content.areas
        ]
        story.append(Table(columns, rows, row_headers=True))
    pairs = [(series, pair) for series in content.indicators if (pair := _pair(setter, series))]
    if pairs:
        story.append(Heading(loc.t("Indicators"), 2))
        columns = [
            Column(loc.t("Indicator"), share=1.4),
            Column(loc.t("Before"), 104),
            Column(loc.t("Now"), 104),
            Column(loc.t("Source")),
        ]
        story.append(Table(columns, [_row(setter, series, *pair) for series, pair in pairs], row_headers=True))
        story.append(
            quiet(loc.t("Before is the first value from {year} on, now the latest of the same kind.", year=FIRST_YEAR))
        )
    return story


def _pair(setter: Typesetter, series: Series) -> tuple[Observation, Observation] | None:
    """Return the first value from 2020 on and the latest that was measured over as long a time."""
    hidden = {on for row_id, on in setter.content.hidden_values if row_id == series.indicator.id}
    known = [
        o
        for o in in_time(series.observations)
        if o.value is not None and moment_of(o.on).year >= FIRST_YEAR and o.on not in hidden
    ]
    if not known:
        return None
    like = [o for o in known if span_of(o.on) is span_of(known[-1].on)]
    return (like[0], like[-1]) if len(like) > 1 else None


def _row(setter: Typesetter, series: Series, first: Observation, last: Observation) -> Row:
    loc, unit = setter.loc, series.indicator.unit

    def told(found: Observation) -> str:
        return f"{loc.number(found.value)}{NBSP}{unit}\n{say_when(found.on, loc)}".strip()

    sources = list(dict.fromkeys(source_of(found, series, loc) for found in (first, last)))
    return Row([series.indicator.name, told(first), told(last), ", ".join(sources)])


SECTION = Section(
    key="before_after",
    title=N_("Before and after"),
    empty=N_("Nothing is known both from then and from now."),
    make=_make,
    usual=False,
)
