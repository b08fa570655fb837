"""What a section of the pack is."""

from collections.abc import Callable
from dataclasses import dataclass

from trygg_desktop.domain.words import BodyKind
from trygg_desktop.messages import Message
from trygg_desktop.packs.blocks import Story
from trygg_desktop.packs.typesetter import Typesetter


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the pack, made from the content alone.

    ``make`` returns nothing when there is nothing to show; then ``empty`` is said where an agenda item asks for the
    section, else it is left out. ``words``: an agenda item whose title holds one of them carries the section.
    ``title_elsewhere``: the title, with a place for the body's name, where the body is not the steering group.
    ``first``: without such an item the section stands before the items, not after them. ``usual``: a pack without a
    profile has it.
    """

    key: str
    title: Message
    empty: Message
    make: Callable[[Typesetter], Story]
    words: tuple[Message, ...] = ()
    first: bool = False
    title_elsewhere: Message | None = None
    usual: bool = True

    def entitle(self, setter: Typesetter) -> str:
        """Return the title in the papers of the body at hand."""
        own = next((part.title for part in setter.content.parts if part.key == self.key), "")
        if own:
            return own
        body = setter.content.body
        if self.title_elsewhere and body.kind is not BodyKind.STEERING_GROUP:
            return setter.loc.t(Message(self.title_elsewhere.source, {"body": body.name}))
        return setter.loc.t(self.title)
