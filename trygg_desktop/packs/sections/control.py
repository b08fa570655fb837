"""Internal control: who has reported for the period, and what is missing."""

from trygg_desktop.domain.chain import LinkState
from trygg_desktop.formats import GAP
from trygg_desktop.messages import N_
from trygg_desktop.packs.blocks import Story, Text
from trygg_desktop.packs.rows import Cell
from trygg_desktop.packs.sections.section import Section
from trygg_desktop.packs.styles import LEAD, STRONG_CELL
from trygg_desktop.packs.table import Column, Table
from trygg_desktop.packs.typesetter import Typesetter


def _make(setter: Typesetter) -> Story:
    loc, content = setter.loc, setter.content
    if not content.links:
        return []
    story: Story = [Text(loc.t(content.reported), LEAD)] if content.reported else []
    columns = [Column(loc.t("Party")), Column(loc.t("Reported"), 90), Column(loc.t("Not reported"), share=1.0)]
    rows: list[list[Cell]] = [
        [
            Text(link.party.name, STRONG_CELL),
            loc.t("no") if link.state is LinkState.MISSING else (loc.t("yes") if link.collected else GAP),
            ", ".join(measure.code for measure in link.silent) or GAP,
        ]
        for link in content.links
    ]
    return [*story, Table(columns, rows, row_headers=True)]


SECTION = Section(
    key="control", title=N_("Internal control"), empty=N_("Nobody has anything to report."), make=_make, usual=False
)
