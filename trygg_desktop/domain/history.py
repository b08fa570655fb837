"""What was changed, when, and from what to what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from trygg_desktop.messages import Message


class ChangeKind(StrEnum):
    """What a step is: work, taking work back, doing it again, or the founding of the file, which stays."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"
    FOUND = "found"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """One labelled step of work: all or nothing. ``target_id`` is the step that an undo or redo concerns."""

    id: int
    label: Message
    made_at: datetime
    kind: ChangeKind = ChangeKind.DO
    target_id: int | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row before and after; ``before`` is ``None`` for a new row, ``after`` for a removed one."""

    id: int
    change_set_id: int
    table_name: str
    row_id: int
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class Changed:
    """Told after each commit: which rows of which tables changed."""

    rows: Mapping[str, frozenset[int]]

    def touches(self, *tables: str) -> bool:
        """Tell whether any of ``tables`` changed."""
        return any(table in self.rows for table in tables)
