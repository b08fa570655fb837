"""Goals: how one sees that they are reached, how they are judged, and which measures serve them."""

from trygg_desktop.domain.words import say
from trygg_desktop.formats import GAP
from trygg_desktop.messages import N_
from trygg_desktop.packs.blocks import Story
from trygg_desktop.packs.sections.section import Section
from trygg_desktop.packs.table import Column, Table
from trygg_desktop.packs.typesetter import Typesetter


def _make(setter: Typesetter) -> Story:
    loc, content = setter.loc, setter.content
    if not content.goals:
        return []
    columns = [
        Column(loc.t("Code"), 40),
        Column(loc.t("Goal"), share=1.3),
        Column(loc.t("Reached when")),
        Column(loc.t("Judgement"), 84),
        Column(loc.t("Measures"), 84),
    ]
    rows = [
        [
            line.goal.code,
            line.goal.name,
            line.goal.target or GAP,
            loc.t(say(line.goal.outlook)) if line.goal.outlook else GAP,
            ", ".join(line.measures) or GAP,
        ]
        for line in content.goals
    ]
    return [Table(columns, rows)]


SECTION = Section(
    key="goals", title=N_("Goals"), empty=N_("There are no goals yet."), make=_make, words=(), usual=False
)
