"""Read models for the history: the steps of work, and what each changed, with names in place of ids and codes."""

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trygg_desktop.domain.fields import UNSHOWN
from trygg_desktop.domain.history import ChangeSet
from trygg_desktop.store.project import Project
from trygg_desktop.store.records import from_row, to_row
from trygg_desktop.store.rules import references
from trygg_desktop.store.tables import TABLES

PAGE = 500
"""Steps read at a time."""
MOST_ROWS = 100
"""Changed records told of one step; those of the largest steps are counted only."""
_COUNTED = 1000
_SILENT = ("provenance", "left_out")
"""Kept for what is read in; told with the values themselves, not as changes of their own."""
_KINDS = {table: kind for kind, table in TABLES.items()}
_TITLES: dict[str, tuple[str, ...]] = {
    "programme": ("name",),
    "party": ("name",),
    "body": ("name",),
    "seat": ("role", "body_id"),
    "area": ("name",),
    "classification": ("area_id", "from_date"),
    "place": ("name",),
    "place_status": ("place_id", "from_date"),
    "milestone": ("title",),
    "problem": ("code", "text"),
    "cause": ("code", "text"),
    "goal": ("code", "name"),
    "measure": ("code", "title"),
    "partner": ("measure_id", "party_id"),
    "activity": ("measure_id", "title"),
    "indicator": ("code", "name"),
    "measure_indicator": ("measure_id", "indicator_id"),
    "definition_change": ("indicator_id", "from_date"),
    "observation": ("indicator_id", "on"),
    "target": ("indicator_id", "on"),
    "period": ("code",),
    "follow_up": ("measure_id", "party_id", "period_id"),
    "obstacle": ("text",),
    "obstacle_party": ("obstacle_id", "party_id"),
    "meeting": ("body_id", "on"),
    "agenda_item": ("title", "meeting_id"),
    "decision": ("text", "meeting_id"),
    "task": ("text",),
    "paper": ("title",),
    "issued_pack": ("meeting_id", "version"),
    "import_batch": ("file_name",),
    "reading_rule": ("written", "party_id"),
    "collection": ("party_id", "period_id"),
    "est_count": ("week", "place", "event_type"),
    "meeting_series": ("body_id", "first_on"),
    "wheel_entry": ("title",),
    "standing_item": ("title", "body_id"),
    "attendance": ("role", "meeting_id"),
    "recusal": ("role", "item_id"),
    "sealed_minutes": ("meeting_id",),
    "correction": ("meeting_id", "text"),
    "pack_profile": ("name", "body_id"),
}
"""The fields by which a record of each kind is known; ids stand for the name of what they point to."""
_BRIEF = {"party": ("short_name",), "body": ("code",), "measure": ("code",), "indicator": ("code",)}
"""How a record is called inside another one's name."""
_LEADS = {
    "partner": ("measure", "measure_id"),
    "measure_indicator": ("indicator", "indicator_id"),
    "obstacle_party": ("obstacle", "obstacle_id"),
    "reading_rule": ("party", "party_id"),
}
"""Records without a place of their own are seen with the record they belong to."""
_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryStep:
    """One step; ``counts`` are (table, rows changed), at most about a thousand rows in all."""

    id: int
    step: ChangeSet
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field before and after, as the record's own values; ids are replaced by names."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """One record that a step added (``before`` false), removed (``after`` false) or changed.

    ``leads_to`` is the table and id to go to; ``None`` when it is there no more.
    """

    table: str
    title: str
    before: bool
    after: bool
    fields: tuple[FieldChange, ...]
    leads_to: tuple[str, int] | None


def read_steps(
    project: Project,
    *,
    before_id: int | None = None,
    after_id: int = 0,
    table: str = "",
    row_id: int = 0,
    limit: int = PAGE,
) -> list[HistoryStep]:
    """Return steps, newest first: those that touched ``table`` (and in it ``row_id``) if given."""
    conditions: list[str] = ["s.id > ?"]
    values: list[object] = [after_id]
    if before_id is not None:
        conditions.append("s.id < ?")
        values.append(before_id)
    if table:
        touched = "SELECT change_set_id FROM change WHERE table_name = ?"
        conditions.append(f"s.id IN ({touched} AND row_id = ?)" if row_id else f"s.id IN ({touched})")
        values += [table, row_id] if row_id else [table]
    ids = [
        row[0]
        for row in project.rows(
            f"SELECT s.id FROM change_set s WHERE {' AND '.join(conditions)} ORDER BY s.id DESC LIMIT {limit}", values
        )
    ]
    return read_steps_by_id(project, ids)


def read_steps_by_id(project: Project, ids: Sequence[int]) -> list[HistoryStep]:
    """Return these steps, newest first."""
    found = [project.change_set(step_id) for step_id in sorted(ids, reverse=True)]
    return [HistoryStep(id=step.id, step=step, counts=_count_rows(project, step.id)) for step in found]


def _count_rows(project: Project, step_id: int) -> tuple[tuple[str, int], ...]:
    rows = project.rows(
        f"SELECT table_name, count(*) FROM (SELECT table_name FROM change WHERE change_set_id = ? LIMIT {_COUNTED})"
        " GROUP BY 1 ORDER BY 2 DESC",
        (step_id,),
    )
    return tuple((table, count) for table, count in rows if table not in _SILENT)


def last_undo_of(project: Project, step_id: int) -> int | None:
    """Return the step that last undid ``step_id``."""
    rows = project.rows("SELECT max(id) FROM change_set WHERE target_id = ? AND kind = 'undo'", (step_id,))
    found: int | None = rows[0][0]
    return found


def count_records(project: Project, step_id: int) -> int:
    """Return how many records a step changed."""
    silent = ", ".join(f"'{table}'" for table in _SILENT)
    rows = project.rows(
        f"SELECT count(*) FROM change WHERE change_set_id = ? AND table_name NOT IN ({silent})", (step_id,)
    )
    count: int = rows[0][0]
    return count


def read_record_changes(project: Project, step_id: int) -> list[RecordChange]:
    """Return the first ``MOST_ROWS`` records that a step changed, with names in place of ids."""
    silent = ", ".join(f"'{table}'" for table in _SILENT)
    rows = project.rows(
        "SELECT table_name, row_id, before, after FROM change"
        f" WHERE change_set_id = ? AND table_name NOT IN ({silent}) ORDER BY id LIMIT {MOST_ROWS}",
        (step_id,),
    )
    names = _Names(project)
    return [
        _record_change(names, table, row_id, before and json.loads(before), after and json.loads(after))
        for table, row_id, before, after in rows
    ]


def _record_change(
    names: "_Names", table: str, row_id: int, before: dict[str, Any] | None, after: dict[str, Any] | None
) -> RecordChange:
    row = after or before or {}
    old, new = names.values(table, before or {}), names.values(table, after or {})
    fields = [
        FieldChange(field=name, before=old.get(name), after=new.get(name))
        for name in row
        if _is_worth_telling(table, name, old.get(name), new.get(name), changed=bool(before and after))
    ]
    return RecordChange(
        table=table,
        title=names.title(table, row),
        before=before is not None,
        after=after is not None,
        fields=tuple(fields),
        leads_to=names.leads_to(table, row_id, row),
    )


def _is_worth_telling(table: str, name: str, old: object, new: object, *, changed: bool) -> bool:
    """Tell whether a field says something: of a record that came or went only what its title does not say."""
    if changed:
        return name not in UNSHOWN and old != new
    named = name in _TITLES.get(table, ()) and name.endswith("_id")
    return name not in (*UNSHOWN, "position") and not named and (old or new) not in (None, "")


class _Names:
    """Finds what ids stand for, also those of records that were removed since."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._pointing = {(child, field): parent for child, field, parent, _ in references(project.connection)}
        self._rows: dict[tuple[str, int], Mapping[str, Any] | None] = {}
        self._there: dict[tuple[str, int], bool] = {}

    def title(self, table: str, row: Mapping[str, Any]) -> str:
        """Return the words by which a row is known."""
        return self._said(table, row, _TITLES.get(table, ("code", "name", "title", "text")))

    def values(self, table: str, row: Mapping[str, Any]) -> dict[str, object]:
        """Return a row's values as its record has them, with names in place of ids."""
        values = from_row(_KINDS[table], row) if table in _KINDS else dict(row)
        for name in values:
            parent = self._pointing.get((table, name))
            if parent and isinstance(values[name], int):
                values[name] = self._name_of(parent, row[name])
            elif parent == "file" and values[name]:
                values[name] = str(values[name])[:12]
        return values

    def leads_to(self, table: str, row_id: int, row: Mapping[str, Any]) -> tuple[str, int] | None:
        """Return where a row is seen, ``None`` when it is there no more."""
        if table in _LEADS:
            table, field = _LEADS[table]
            row_id = row[field]
        return (table, row_id) if self._is_there(table, row_id) else None

    def _said(self, table: str, row: Mapping[str, Any], fields: Sequence[str]) -> str:
        parts = []
        for name in fields:
            parent = self._pointing.get((table, name))
            value = row.get(name)
            if value not in (None, ""):
                parts.append(self._name_of(parent, value, brief=True) if parent and parent != "file" else str(value))
        text = " ".join(parts)
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"

    def _name_of(self, table: str, row_id: int, *, brief: bool = False) -> str:
        row = self._row(table, row_id)
        if row is None:
            return f"{row_id}"
        short = self._said(table, row, _BRIEF.get(table, ())) if brief else ""
        return short or self.title(table, row)

    def _row(self, table: str, row_id: int) -> Mapping[str, Any] | None:
        """Return a row as it is, or as it last was."""
        key = (table, row_id)
        if key not in self._rows:
            kind = _KINDS[table]
            found = self._project.all(kind, f"{table}.id = ?", (row_id,))
            self._there[key] = bool(found)
            if found:
                self._rows[key] = to_row(dataclasses.asdict(found[0]))
            else:
                last = self._project.rows(
                    "SELECT before FROM change WHERE table_name = ? AND row_id = ? AND before IS NOT NULL"
                    " ORDER BY id DESC LIMIT 1",
                    key,
                )
                self._rows[key] = json.loads(last[0][0]) if last else None
        return self._rows[key]

    def _is_there(self, table: str, row_id: int) -> bool:
        if table not in _KINDS:
            return False
        self._row(table, row_id)
        return self._there[table, row_id]
