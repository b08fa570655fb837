"""Change single records by hand: every field is stored at once, as a step with its name."""

from collections.abc import Sequence
from typing import Any

from trygg_desktop.domain.fields import name_field, name_record
from trygg_desktop.messages import N_, NN_, Message
from trygg_desktop.store.project import Project
from trygg_desktop.store.records import table_of
from trygg_desktop.workflows.sealing import refuse_sealed


def title_of(record: Any) -> str:
    """Return the words by which a record is known: its code, else its title, name or text."""
    for name in ("code", "title", "name", "role", "text", "status", "from_date", "on"):
        if text := getattr(record, name, ""):
            return str(text) if len(str(text)) <= 40 else f"{str(text)[:39]}…"
    return ""


def set_field(project: Project, kind: type[Any], row_id: int, field: str, value: object) -> None:
    """Give one field of a record a new value. A value that is there already makes no step.

    Raises ``UserError`` when the record stands in adjusted notes.
    """
    record = project.get(kind, row_id)
    if getattr(record, field) == value:
        return
    refuse_sealed(project, kind, [row_id], field)
    name = name_field(field, table_of(kind))
    with project.change(N_("Change {what}: {field}", what=title_of(record), field=name)) as step:
        step.set(kind, row_id, **{field: value})


def set_field_of_many(project: Project, kind: type[Any], row_ids: Sequence[int], field: str, value: object) -> None:
    """Give one field of several records the same value, in one step."""
    refuse_sealed(project, kind, row_ids, field)
    name = name_field(field, table_of(kind))
    label = NN_("Change {field} of {n} row", "Change {field} of {n} rows", n=len(row_ids), field=name)
    with project.change(label) as step:
        for row_id in row_ids:
            step.set(kind, row_id, **{field: value})


def remove_records(project: Project, kind: type[Any], row_ids: Sequence[int]) -> None:
    """Remove records and what belongs to them, in one step that can be undone."""
    refuse_sealed(project, kind, row_ids)
    with project.change(_removal_label(project, kind, row_ids)) as step:
        for row_id in row_ids:
            step.remove(kind, row_id)


def _removal_label(project: Project, kind: type[Any], row_ids: Sequence[int]) -> Message:
    record = name_record(table_of(kind))
    if len(row_ids) == 1:
        return N_("Remove {record} {what}", record=record, what=title_of(project.get(kind, row_ids[0])))
    return NN_("Remove {n} {record}", "Remove {n} rows: {record}", n=len(row_ids), record=record)
