"""The sections of a pack, in the order they are printed. A new section is one file and one line here."""

from trygg_desktop.domain.pack_profiles import ITEMS, Part
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


def usual_parts() -> tuple[Part, ...]:
    """Return the parts of a pack without a profile: what stands before the agenda's items, they, and the rest."""
    usual = [section for section in SECTIONS if section.usual]
    before = [Part(section.key) for section in usual if section.first]
    return (*before, Part(ITEMS), *(Part(section.key) for section in usual if not section.first))
