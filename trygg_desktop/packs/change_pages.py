"""The list of changes that a new version carries, and the sheet that says where replacement pages go."""

from collections.abc import Sequence

from trygg_desktop.packs.blocks import Heading, PageBreak, Story, Text, make_list
from trygg_desktop.packs.replacing import Swap
from trygg_desktop.packs.rows import Row
from trygg_desktop.packs.styles import LEAD
from trygg_desktop.packs.table import Column, Table
from trygg_desktop.packs.typesetter import Typesetter


def tell_changes(setter: Typesetter) -> tuple[str, Story] | None:
    """Return title and list of the changes since the version before, nothing in a first version."""
    loc, content = setter.loc, setter.content
    if not content.changed_from:
        return None
    title = loc.t("Changed since version {number}", number=content.changed_from)
    if not content.changes:
        return title, [Text(loc.t("Nothing has changed."), LEAD)]
    columns = [Column(loc.t("Where"), share=1.0), Column(loc.t("What"), share=1.2)]
    rows = [Row([loc.t(line.place), loc.t(line.what)]) for line in content.changes]
    return title, [Table(columns, rows, row_headers=True)]


def tell_swaps(setter: Typesetter, swaps: Sequence[Swap], old: int) -> Story:
    """Return the sheet that lies first: what is done with the pages one has."""
    loc, content = setter.loc, setter.content
    title = loc.t("Replacement pages: from version {old} to version {new}", old=old, new=content.version)
    story: Story = [PageBreak(), Heading(title, 1)]
    story += make_list(loc.t(swap.say()) for swap in swaps) or [Text(loc.t("Nothing has changed."), LEAD)]
    if found := tell_changes(setter):
        story += [Heading(found[0], 2), *found[1]]
    return story
