"""Deviations, each with what is done about it."""

from trygg_desktop.domain.party_state import state_of
from trygg_desktop.formats import GAP
from trygg_desktop.messages import N_
from trygg_desktop.packs.blocks import Story, Text
from trygg_desktop.packs.content import DeviationLine
from trygg_desktop.packs.lines import Span
from trygg_desktop.packs.rows import Row
from trygg_desktop.packs.sections.section import Section
from trygg_desktop.packs.styles import CELL
from trygg_desktop.packs.table import Column, Table
from trygg_desktop.packs.typesetter import Typesetter


def _make(setter: Typesetter) -> Story:
    loc, content = setter.loc, setter.content
    if not content.deviations:
        return []
    columns = [
        Column(loc.t("Measure")),
        Column(loc.t("Deviation"), share=1.2),
        Column(loc.t("Corrective action"), share=1.2),
    ]
    period = content.period.name if content.period else GAP
    caption = setter.table_caption(loc.t("Deviations in {period}, in the parties' own words.", period=period))
    rows = [_row(setter, line) for line in content.deviations]
    return [*setter.told_now(), Table(columns, rows, row_headers=True, caption=caption)]


def _row(setter: Typesetter, line: DeviationLine) -> Row:
    name = setter.strong(f"{line.measure.code} {line.measure.title}", line.party)
    name.spans += [Span("\n"), *setter.state_spans(state_of(line.answer.assessment))]
    forecast = line.answer.forecast
    action = [Span(line.answer.corrective_action or GAP)]
    if forecast:
        action.append(Span("\n" + setter.loc.t("Forecast: {text}", text=forecast)))
    return Row([name, line.answer.deviation or GAP, Text(action, CELL)])


SECTION = Section(
    key="deviations",
    title=N_("Deviations and corrective actions"),
    empty=N_("No party has reported a deviation."),
    make=_make,
    words=(N_("deviations"),),
)
