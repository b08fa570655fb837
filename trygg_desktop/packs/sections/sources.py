"""Underlag: the workbooks that the period's answers were read from, so that every figure can be traced."""

from trygg_desktop.formats import GAP
from trygg_desktop.messages import N_
from trygg_desktop.packs.blocks import Story, Text
from trygg_desktop.packs.sections.section import Section
from trygg_desktop.packs.table import Column, Table
from trygg_desktop.packs.typesetter import Typesetter

_DIGITS = 8


def _make(setter: Typesetter) -> Story:
    loc, content = setter.loc, setter.content
    if not content.sources:
        return []
    columns = [
        Column(loc.t("Party"), 92),
        Column(loc.t("File")),
        Column(loc.t("SHA-256"), 58),
        Column(loc.t("Read in"), 56),
    ]
    rows = [
        [
            line.party,
            line.batch.file_name,
            line.batch.file_sha256[:_DIGITS],
            loc.date(line.batch.made_at.date(), "iso"),
        ]
        for line in content.sources
    ]
    period = content.period.name if content.period else GAP
    caption = loc.t(
        "Workbooks read in for {period}, each with the first {n} characters of its SHA-256.", period=period, n=_DIGITS
    )
    return [Table(columns, rows, row_headers=True, caption=setter.table_caption(caption)), *_say_carried(setter)]


def _say_carried(setter: Typesetter) -> Story:
    """Return what the file carries inside itself, and which originals it does not."""
    loc, content, story = setter.loc, setter.content, Story()
    if content.carried:
        files = ", ".join(content.carried)
        story.append(Text(loc.t("Carried inside this file as attachments: {files}.", files=files)))
    if content.withheld:
        files = ", ".join(content.withheld)
        story.append(Text(loc.t("Not carried, since the original is withheld: {files}.", files=files)))
    return story


SECTION = Section(
    key="sources",
    title=N_("Sources"),
    empty=N_("No workbook has been read in for the period."),
    make=_make,
)
