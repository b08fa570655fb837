"""The tertial report of every party: its measures, and what it says of each."""

from itertools import groupby

from trygg_desktop.charts.palette import Ink
from trygg_desktop.domain.words import say
from trygg_desktop.formats import GAP, sort_key
from trygg_desktop.messages import N_
from trygg_desktop.packs.blocks import Heading, PageBreak, Story, Text
from trygg_desktop.packs.content import MeasureLine
from trygg_desktop.packs.lines import Span
from trygg_desktop.packs.rows import Cell, Row
from trygg_desktop.packs.sections.section import Section
from trygg_desktop.packs.styles import CELL
from trygg_desktop.packs.table import Column, Table
from trygg_desktop.packs.typesetter import Typesetter


def _make(setter: Typesetter) -> Story:
    loc, story = setter.loc, Story()
    lines = sorted(setter.content.measures, key=lambda line: sort_key(line.party))
    for number, (party, own) in enumerate(groupby(lines, key=lambda line: line.party)):
        if number:
            story.append(PageBreak())
        story.append(Heading(party or loc.t("Without a responsible party"), 2, f"party-{number}"))
        for line in own:
            story += _told(setter, line)
    return [*setter.told_now(), *story] if story else []


def _told(setter: Typesetter, line: MeasureLine) -> Story:
    loc, answer = setter.loc, line.answer
    status = loc.t(say(answer.status)) if answer and answer.status else GAP
    facts: list[tuple[str, Cell]] = [
        (loc.t("Assessment"), setter.state(line.state)),
        (
            loc.t("Status"),
            f"{status}, {loc.percent(answer.progress)}" if answer and answer.progress is not None else status,
        ),
    ]
    if answer:
        said = (
            (loc.t("Comment"), answer.comment),
            (loc.t("Deviation"), answer.deviation),
            (loc.t("Corrective action"), answer.corrective_action),
            (loc.t("Forecast"), answer.forecast),
            (loc.t("Decision needed"), answer.decision_needed),
        )
        facts += [(name, text) for name, text in said if text]
    rows = [Row([Text([Span(name, None, Ink.QUIET)], CELL), cell]) for name, cell in facts]
    table = Table([Column("", 118), Column("")], rows, row_headers=True, shows_head=False, whole=True)
    return [Heading(f"{line.measure.code} {line.measure.title}", 3), table]


SECTION = Section(
    key="parties",
    title=N_("Report of each party"),
    empty=N_("No measure runs in the period."),
    make=_make,
    usual=False,
)
