"""What the leader has chosen in the preview: rows, answers of rows, what is masked, which originals are kept."""

from collections.abc import Sequence

from trygg_desktop.ui.pages.follow_up_rows import Seen, changes_of
from trygg_desktop.workflows.returns_choice import Choice
from trygg_desktop.workflows.returns_preview import Preview, PreviewRow, RowKey


class Chosen:
    """``rows`` are the keys of what is to be taken in, ``left`` the answers of these that are left out all the same."""

    def __init__(self) -> None:
        self.rows: set[RowKey] = set()
        self.left: dict[RowKey, set[str]] = {}
        self.masked: set[RowKey] = set()
        self.originals: dict[str, bool] = {}
        self._by_hand: dict[RowKey, bool] = {}
        self._left_by_hand: dict[RowKey, set[str]] = {}

    def forget(self) -> None:
        """Forget everything, when the preview is left."""
        for said in (self.rows, self.left, self.masked, self.originals, self._by_hand, self._left_by_hand):
            said.clear()

    def renew(self, previews: Sequence[Preview]) -> None:
        """Choose what is new or changed in books that were compared again, and what was chosen by hand before."""
        self.rows.clear()
        self.left.clear()
        for preview in previews:
            for seen in everything(preview):
                held = seen.held_back if isinstance(seen, PreviewRow) else frozenset()
                left = self._left_by_hand.get(seen.key, set(held)) & changes_of(seen).keys()
                is_news = seen.is_news and not preview.is_outdated
                is_wanted = self._by_hand.get(seen.key, is_news and len(left) < len(changes_of(seen)))
                if seen.can_be_taken and is_wanted:
                    self.rows.add(seen.key)
                    if left:
                        self.left[seen.key] = left
            for count in preview.est:
                is_news = count.can_be_taken and not preview.is_outdated
                if count.can_be_taken and self._by_hand.get(count.key, is_news):
                    self.rows.add(count.key)

    def take_row(self, key: RowKey, wanted: bool) -> None:
        """Take a row in with all its answers, or leave it out."""
        self._by_hand[key] = wanted
        self._set_left(key, set())
        if wanted:
            self.rows.add(key)
        else:
            self.rows.discard(key)

    def take_counts(self, keys: Sequence[RowKey], wanted: bool) -> None:
        """Take counts of EST in, or leave them out."""
        self._by_hand |= dict.fromkeys(keys, wanted)
        (self.rows.update if wanted else self.rows.difference_update)(keys)

    def take_answer(self, seen: Seen, field: str, wanted: bool) -> None:
        """Take one answer of a row in, or leave it out; a row without any is left out."""
        fields = set(changes_of(seen))
        left = set(self.left.get(seen.key, ())) if seen.key in self.rows else fields
        left = left - {field} if wanted else left | {field}
        self.take_row(seen.key, left != fields)
        if left != fields:
            self._set_left(seen.key, left)

    def _set_left(self, key: RowKey, left: set[str]) -> None:
        self._left_by_hand[key] = set(left)
        if left:
            self.left[key] = left
        else:
            self.left.pop(key, None)

    def takes(self, seen: Seen, field: str) -> bool:
        """Tell whether an answer is taken in."""
        return seen.key in self.rows and field not in self.left.get(seen.key, ())

    def count(self, previews: Sequence[Preview]) -> tuple[int, int]:
        """Return how many answers are chosen, and how many can be."""
        offered = [seen for preview in previews for seen in everything(preview) if seen.can_be_taken]
        chosen = sum(
            len(changes_of(seen)) - len(self.left.get(seen.key, ())) for seen in offered if seen.key in self.rows
        )
        counts = [count.key in self.rows for preview in previews for count in preview.est if count.can_be_taken]
        return chosen + sum(counts), sum(len(changes_of(seen)) for seen in offered) + len(counts)

    def choice(self) -> Choice:
        """Return what was chosen, as it is taken in."""
        return Choice(
            rows=frozenset(self.rows),
            without={key: frozenset(left) for key, left in self.left.items()},
            originals=dict(self.originals),
        )


def everything(preview: Preview) -> list[Seen]:
    """Return all rows and values of a book."""
    return [*preview.rows, *preview.unmatched, *preview.observations]
