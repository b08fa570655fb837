"""The sections of a pack, in the order they are printed. A new section is one file and one line here."""

from trygg_desktop.packs.sections import (
    before_after,
    chain,
    control,
    decisions_asked,
    deviations,
    economy,
    est,
    goals,
    indicators,
    measures,
    needs,
    news,
    parties,
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
    economy.SECTION,
    goals.SECTION,
    control.SECTION,
    parties.SECTION,
    before_after.SECTION,
    est.SECTION,
    sources.SECTION,
)
