"""The notes of a meeting as a PDF."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

from trygg_desktop.formats import Locale
from trygg_desktop.jobs import Progress, run_job
from trygg_desktop.outputs import write_safely
from trygg_desktop.packs.minutes_page import CorrectionLine, MinutesSheet, write_minutes
from trygg_desktop.store.meeting_cycle_reading import read_seal
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.minutes import chair_of, correction_lines, gather_notes


def gather_minutes(project: Project, meeting_id: int, loc: Locale) -> MinutesSheet:
    """Return what is printed of a meeting's notes: as they were sealed, with the corrections beside, or as a draft.

    Sealed notes carry the day of the seal, or of the last correction, so that they come out byte for byte the same.
    """
    seal = read_seal(project, meeting_id)
    corrections = tuple(
        CorrectionLine(number=number, made_on=row.made_on.isoformat(), text=row.text, reason=row.reason)
        for row, number in correction_lines(project, meeting_id)
    )
    made_at = project.now().replace(microsecond=0)
    if seal is not None:
        last = max([seal.sealed_on, *(date.fromisoformat(line.made_on) for line in corrections)])
        made_at = datetime.combine(last, time(12))
    return MinutesSheet(
        notes=gather_notes(project, meeting_id),
        language=loc.code,
        made_at=made_at,
        signer=chair_of(project, meeting_id),
        sealed_on=seal.sealed_on.isoformat() if seal else "",
        sealed_by=seal.sealed_by if seal else "",
        sha256=seal.sha256 if seal else "",
        corrections=corrections,
    )


def build_minutes(
    project: Project,
    meeting_id: int,
    path: Path,
    loc: Locale,
    *,
    report: Callable[[Progress], None] | None = None,
) -> int:
    """Write the notes of a meeting to ``path`` as PDF and return the number of pages.

    Raises ``UserError`` when the meeting is gone, ``OutputRefused`` when the file cannot be written.
    """
    sheet = gather_minutes(project, meeting_id, loc)
    pages: list[int] = []
    write_safely(path, lambda draft: pages.append(run_job(write_minutes, sheet, draft, report=report)))
    return pages[0]
