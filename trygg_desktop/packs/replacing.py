"""Replacement pages: only the pages of a new version that differ, numbered so that they go into the old one (12a, 12b).

Members keep the pages that they have written on. Two pages are the same when they say the same in the same places.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from trygg_desktop.messages import N_, NN_, Message


@dataclass(frozen=True, slots=True)
class Swap:
    """Old pages (from 1, none where ``old`` is empty) that give way to new ones; ``labels`` number the new ones."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    labels: tuple[str, ...]
    after: int

    def say(self) -> Message:
        """Say what is done with these pages."""
        old = str(self.old[0]) if len(self.old) == 1 else f"{self.old[0]}–{self.old[-1]}" if self.old else ""
        new = self.labels[0] if len(self.labels) == 1 else f"{self.labels[0]}–{self.labels[-1]}" if self.labels else ""
        if not self.new:
            return NN_("Take out page {old}.", "Take out pages {old}.", n=len(self.old), old=old)
        if not self.old:
            return N_("Put in {new} after page {page}.", new=new, page=self.after)
        return NN_(
            "Replace page {old} with {new}.", "Replace pages {old} with {new}.", n=len(self.old), old=old, new=new
        )


def find_swaps(old: Sequence[str], new: Sequence[str]) -> list[Swap]:
    """Return what must be exchanged so that pages saying ``old`` become pages saying ``new``."""
    swaps = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        base = i1 + 1 if i2 > i1 else i1
        labels = tuple(f"{base}{_letters(place)}" for place in range(j2 - j1))
        swaps.append(Swap(tuple(range(i1 + 1, i2 + 1)), tuple(range(j1, j2)), labels, i1))
    return swaps


def label_pages(old: Sequence[str], new: Sequence[str], swaps: Sequence[Swap]) -> list[str]:
    """Return the number of every new page among the old ones: ``11``, ``12a``, ``12b``, ``13``."""
    labels = [""] * len(new)
    for swap in swaps:
        for place, label in zip(swap.new, swap.labels, strict=True):
            labels[place] = label
    kept = iter(sorted(set(range(1, len(old) + 1)) - {page for swap in swaps for page in swap.old}))
    return [label or str(next(kept)) for label in labels]


def _letters(place: int) -> str:
    """Return ``a`` to ``z``, then ``aa``."""
    return (_letters(place // 26 - 1) if place >= 26 else "") + chr(ord("a") + place % 26)
