"""Decisions asked for: what the meeting is to decide, in the words of the proposals."""

from trygg_desktop.charts.spec import Weight
from trygg_desktop.domain.words import ItemKind
from trygg_desktop.messages import N_
from trygg_desktop.packs.blocks import Story, Text, make_list
from trygg_desktop.packs.lines import Span
from trygg_desktop.packs.sections.section import Section
from trygg_desktop.packs.styles import SMALL_HEADING
from trygg_desktop.packs.typesetter import Typesetter, paragraphs


def _make(setter: Typesetter) -> Story:
    loc, story = setter.loc, Story()
    for line in setter.content.items:
        if line.item.kind is not ItemKind.DECISION:
            continue
        number = loc.t("Item {number}", number=line.number)
        heading = Text([Span(f"{number}  ", Weight.REGULAR), Span(line.item.title)], SMALL_HEADING, role="H3")
        heading.keep = True
        story.append(heading)
        proposals = paragraphs(line.item.proposal)
        story += make_list(proposals, numbered=True) if proposals else [Text(loc.t("The proposal is not written yet."))]
    return story


SECTION = Section(
    key="decisions_asked",
    title=N_("Decisions asked for"),
    empty=N_("No decision is asked for."),
    make=_make,
    words=(N_("decisions asked for"),),
    first=True,
)
