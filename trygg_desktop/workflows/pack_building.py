"""Meet (J5): the papers of a meeting."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from trygg_desktop.domain.meetings import IssuedPack
from trygg_desktop.formats import Locale
from trygg_desktop.jobs import Progress, run_job
from trygg_desktop.messages import N_
from trygg_desktop.outputs import write_safely
from trygg_desktop.packs.content import PackContent
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.pack_content import gather_pack

if TYPE_CHECKING:
    from trygg_desktop.packs.pack import WrittenPack


@dataclass(frozen=True, slots=True)
class BuiltPack:
    """A pack on disk: where, how many pages, the version it was built as, and whether it is fit for the archive."""

    path: Path
    pages: int
    version: int
    archivable: bool


def build_pack(
    project: Project,
    meeting_id: int,
    path: Path,
    loc: Locale,
    *,
    period_code: str | None = None,
    issue: bool = False,
    now: datetime | None = None,
    report: Callable[[Progress], None] | None = None,
) -> BuiltPack:
    """Build the pack for a meeting in the worker and put it at ``path``.

    ``issue`` also keeps it in the project as the meeting's next version. Raises ``UserError`` when meeting or period is
    not in the project, ``OutputRefused`` when the file cannot be written.
    """
    content = gather_pack(project, meeting_id, loc, period_code, now)
    written = render_pack(content, path, report)
    if issue:
        issue_pack(project, content, path)
    return BuiltPack(path, written.pages, content.version, written.archivable)


def render_pack(content: PackContent, path: Path, report: Callable[[Progress], None] | None = None) -> "WrittenPack":
    """Render gathered content to ``path`` in the worker and return how it went."""
    from trygg_desktop.packs.pack import write_pack

    written: list[WrittenPack] = []
    write_safely(path, lambda draft: written.append(run_job(write_pack, content, draft, report=report)))
    return written[0]


def issue_pack(project: Project, content: PackContent, path: Path) -> int:
    """Keep a rendered pack in the project as it is, and return the id of the issued pack."""
    with project.change(
        N_("Issue the papers for {meeting}, version {number}", meeting=content.label, number=content.version)
    ) as step:
        sha256 = step.keep_file(path.name, path.read_bytes(), "application/pdf")
        return step.add(
            IssuedPack(
                meeting_id=content.meeting.id, version=content.version, made_at=content.made_at, file_sha256=sha256
            )
        )
