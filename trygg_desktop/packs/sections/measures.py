"""The measures and how they stand."""

from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.spec import Weight
from trygg_desktop.domain.words import Status, say
from trygg_desktop.formats import GAP
from trygg_desktop.messages import N_
from trygg_desktop.packs.blocks import Story, Text
from trygg_desktop.packs.content import MeasureLine
from trygg_desktop.packs.lines import Span
from trygg_desktop.packs.rows import Row
from trygg_desktop.packs.sections.section import Section
from trygg_desktop.packs.styles import CELL, STRONG_CELL
from trygg_desktop.packs.table import Column, Table
from trygg_desktop.packs.typesetter import Typesetter


def _make(setter: Typesetter) -> Story:
    loc, content = setter.loc, setter.content
    if not content.measures:
        return []
    columns = [
        Column(loc.t("Code"), 32),
        Column(loc.t("Measure")),
        Column(loc.t("Responsible"), 80),
        Column(loc.t("Status"), 58),
        Column(loc.t("Assessment"), 60),
        Column(loc.t("Done"), 40, end=True),
        Column(loc.t("Ends"), 52),
    ]
    period = content.period.name if content.period else GAP
    caption = loc.t("Measures that run in {period}, as their parties report them.", period=period)
    rows = [_row(setter, line) for line in content.measures]
    return [*setter.told_now(), Table(columns, rows, caption=setter.table_caption(caption))]


def _row(setter: Typesetter, line: MeasureLine) -> Row:
    loc, answer = setter.loc, line.answer
    reported = answer.status if answer else None
    says_late = reported is Status.LATE
    status = [Span(loc.t(say(reported)) if reported else GAP, *((Weight.SEMIBOLD, Ink.RED) if says_late else ()))]
    if line.past_end:
        status.append(Span("\n" + loc.t("end date passed"), Weight.SEMIBOLD, Ink.RED))
    return Row(
        [
            Text(line.measure.code, STRONG_CELL),
            line.measure.title,
            line.party,
            Text(status, CELL),
            setter.state(line.state),
            loc.percent(answer.progress if answer else None),
            loc.date(line.measure.end_date, "iso"),
        ]
    )


SECTION = Section(
    key="measures",
    title=N_("Status of the measures"),
    empty=N_("No measure runs in the period."),
    make=_make,
    words=(N_("status of the measures"), N_("plan of measures")),
)
