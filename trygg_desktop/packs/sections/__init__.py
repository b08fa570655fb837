"""The sections of a pack, in the order they are printed. A new section is one file and one line here."""

from trygg_desktop.packs.sections import (
    chain,
    decisions_asked,
    deviations,
    indicators,
    measures,
    needs,
    news,
    previous,
    sources,
)
from trygg_desktop.packs.sections.section import Section

SECTIONS: tuple[Section, ...] = (
    decisions_asked.SECTION,
    needs.SECTION,
    previous.SECTION,
    news.SECTION,
    chain.SECTION,
    measures.SECTION,
    deviations.SECTION,
    indicators.SECTION,
    sources.SECTION,
)
