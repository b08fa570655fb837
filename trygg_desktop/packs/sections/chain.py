"""Kedjan: the weakest link in words, the chain, and the status of every party over time."""

from trygg_desktop.charts.chain import build_chain
from trygg_desktop.charts.matrix import StatusMatrix, say_cell
from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.spec import Weight
from trygg_desktop.domain.chain import LinkState, name_weakest, weakest_first
from trygg_desktop.messages import N_
from trygg_desktop.packs.blocks import Heading, Story, Text
from trygg_desktop.packs.lines import Span
from trygg_desktop.packs.rows import DENSE, Cell, Row
from trygg_desktop.packs.sections.section import Section
from trygg_desktop.packs.styles import CELL, LEAD, WIDTH
from trygg_desktop.packs.table import Column, Table
from trygg_desktop.packs.typesetter import Typesetter

_TOLD = 3


def _make(setter: Typesetter) -> Story:
    loc, content, story = setter.loc, setter.content, Story()
    if not content.links:
        return story
    story += setter.told_now()
    story.append(Text(_lead(setter), LEAD))
    period = content.period.name if content.period else ""
    chain = build_chain(content.links, loc, WIDTH, loc.t("The chain, {period}", period=period))
    story.append(setter.figure(chain, loc.t("One link per party.")))
    if content.matrix and content.matrix.columns:
        story.append(Heading(content.matrix.title, 2))
        story.append(matrix_table(setter, content.matrix))
    return story


def _lead(setter: Typesetter) -> list[Span]:
    """Return the weakest link in bold, its reasons, and the next weak ones."""
    loc, links = setter.loc, weakest_first(setter.content.links)
    weak = [link for link in links if link.state in (LinkState.MISSING, LinkState.RED)]
    spans = [Span(loc.t(name_weakest(links)), Weight.SEMIBOLD, Ink.RED if weak else None)]
    for link in weak[:_TOLD] or links[:1]:
        if link.state in (LinkState.GREEN, LinkState.NONE):
            break
        reasons = " ".join(loc.t(reason) for reason in link.reasons)
        spans.append(Span(f" {reasons}" if link is links[0] else f" {link.party.name}: {reasons}"))
    if setter.content.reported:
        spans.append(Span(f" {loc.t(setter.content.reported)}."))
    return spans


def matrix_table(setter: Typesetter, matrix: StatusMatrix) -> Table:
    """Return a status matrix as a table that can be read by ear."""
    columns = [Column(matrix.heading), *(Column(name, 92) for name in matrix.columns)]
    rows = []
    for row in matrix.rows:
        cells: list[Cell] = [setter.strong(row.label)]
        cells += [
            setter.state(cell.state) if cell.state else Text([Span(say_cell(cell, setter.loc), None, Ink.QUIET)], CELL)
            for cell in row.cells
        ]
        rows.append(Row(cells, pad=DENSE))
    return Table(columns, rows, row_headers=True, caption=setter.table_caption(matrix.note), whole=True)


SECTION = Section(
    key="chain",
    title=N_("The chain"),
    empty=N_("There are no parties in the chain yet."),
    make=_make,
    words=(N_("the chain"), N_("the situation")),
)
