"""Read models for workbooks that were taken in: what they said, what of them was left out, and the way back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from trygg_desktop.domain.follow_up import ANSWERS, FollowUp, ImportBatch, LeftOut
from trygg_desktop.store.project import Project
from trygg_desktop.store.records import from_row

Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierReading:
    """What a party's workbooks for a period said before: the latest of them, and each answer by place and field."""

    batch: ImportBatch
    answers: Mapping[Place, Mapping[str, object]]


def read_earlier_answers_of(project: Project, party_id: int, period_id: int, sha256: str) -> EarlierReading | None:
    """Return what workbooks other than ``sha256`` have said for a party and a period; ``None`` when none was read in.

    Taken from the journal: what an answer became when the workbook was read, whatever was entered by hand since.
    """
    batches = project.all(
        ImportBatch,
        "party_id = ? AND period_id = ? AND file_sha256 <> ? ORDER BY id DESC",
        (party_id, period_id, sha256),
    )
    if not batches:
        return None
    answers: dict[Place, dict[str, object]] = {}
    for batch in batches:
        for place, said in _answers_of(project, batch).items():
            known = answers.setdefault(place, {})
            answers[place] = {**said, **known}
    return EarlierReading(batch=batches[0], answers=answers)


def _answers_of(project: Project, batch: ImportBatch) -> dict[Place, dict[str, object]]:
    """Return the answers that a reading stored, by place and field."""
    step_id = find_step(project, batch.id)
    fields: dict[int, set[str]] = {}
    for (content,) in project.rows(
        "SELECT after FROM change WHERE change_set_id = ? AND table_name = 'provenance' AND after IS NOT NULL",
        (step_id,),
    ):
        origin = json.loads(content)
        if origin["batch_id"] == batch.id and origin["table_name"] == "follow_up" and origin["field"] in ANSWERS:
            fields.setdefault(origin["row_id"], set()).add(origin["field"])
    answers: dict[Place, dict[str, object]] = {}
    for row_id, content in project.rows(
        "SELECT row_id, after FROM change WHERE change_set_id = ? AND table_name = 'follow_up' AND after IS NOT NULL"
        " ORDER BY id",
        (step_id,),
    ):
        stored = json.loads(content)
        row = from_row(FollowUp, stored)
        place = (stored["measure_id"], stored["period_id"], stored["party_id"])
        answers[place] = {name: row[name] for name in fields.get(row_id, ())}
    return answers


def find_step(project: Project, batch_id: int) -> int:
    """Return the step that took a workbook in; 0 when the journal does not tell."""
    rows = project.rows(
        "SELECT s.id FROM change c JOIN change_set s ON s.id = c.change_set_id WHERE c.table_name = 'import_batch'"
        " AND c.row_id = ? AND c.after IS NOT NULL AND s.kind IN ('do', 'found') ORDER BY s.id LIMIT 1",
        (batch_id,),
    )
    found: int = rows[0][0] if rows else 0
    return found


def read_left_out(project: Project, batch_id: int) -> list[LeftOut]:
    """Return what was not taken in of a workbook, in the order of its sheets and rows."""
    return project.all(LeftOut, "batch_id = ? ORDER BY id", (batch_id,))


def read_named_batches(project: Project) -> list[tuple[int, str]]:
    """Return id and name of every workbook that was read in, the latest first, with its party and period."""
    return [
        (batch_id, ", ".join(part for part in (file_name, party, period) if part))
        for batch_id, file_name, party, period in project.rows(
            "SELECT b.id, b.file_name, q.name, p.code FROM import_batch b LEFT JOIN party q ON q.id = b.party_id"
            " LEFT JOIN period p ON p.id = b.period_id ORDER BY b.id DESC"
        )
    ]


def read_step_batches(project: Project, step_id: int) -> list[ImportBatch]:
    """Return the workbooks that a step took in and that are still there."""
    return project.all(
        ImportBatch,
        "id IN (SELECT row_id FROM change WHERE change_set_id = ? AND table_name = 'import_batch'"
        " AND after IS NOT NULL) ORDER BY id",
        (step_id,),
    )
