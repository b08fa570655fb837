"""Meet (J5): the papers of a meeting."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from trygg_desktop.domain.meetings import IssuedPack
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.jobs import PackedWork, Progress, Report, pack_work, report_to_nobody, run_job
from trygg_desktop.messages import N_
from trygg_desktop.outputs import write_safely
from trygg_desktop.packs.content import PackContent
from trygg_desktop.packs.freezing import thaw
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.pack_content import gather_pack
from trygg_desktop.workflows.pack_typesetting import Bundle, SetPack, typeset

NO_FILES = Bundle()


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
    made = render_pack(content, path, report, bundle_papers(project, content))
    if issue:
        issue_pack(project, content, path, made.frozen)
    return BuiltPack(path, made.written.pages, content.version, made.archivable)


@dataclass(frozen=True, slots=True)
class PreparedPack:
    """Papers that wait to be typeset at ``path``: the work for a worker, and of their content what names them."""

    content: PackContent
    path: Path
    work: PackedWork


def prepare_pack(
    project: Project,
    meeting_id: int,
    folder: Path,
    loc: Locale,
    period_code: str | None = None,
    report: Report = report_to_nobody,
) -> PreparedPack:
    """Gather the papers of a meeting and pack them for the worker that typesets them to a file in ``folder``.

    Ten years of values are much to pack, and to throw away: both are done here, in the thread that gathers, and the
    window gets none of it. Raises ``UserError`` as ``gather_pack``.
    """
    content = gather_pack(project, meeting_id, loc, period_code, report=report)
    path = folder / f"{content.label.replace(' ', '-')}.pdf"
    work = pack_work(typeset, content, bundle_papers(project, content), path)
    series = list(content.indicators)
    content = replace(content, indicators=(), measures=(), deviations=(), links=())
    while series:  # one by one: Python stands still while it throws away what holds ten years of values
        series.pop()
    return PreparedPack(content, path, work)


def bundle_papers(project: Project, content: PackContent) -> Bundle:
    """Return the bytes of the papers that go into a pack."""
    wanted = {paper.sha256 for line in content.items for paper in line.papers if paper.sha256 and not paper.beside}
    return Bundle({sha256: project.file_content(sha256)[1] for sha256 in sorted(wanted)})


def render_pack(
    content: PackContent, path: Path, report: Callable[[Progress], None] | None = None, bundle: Bundle = NO_FILES
) -> SetPack:
    """Render gathered content to ``path`` in the worker and return how it went."""
    made: list[SetPack] = []
    write_safely(path, lambda draft: made.append(run_job(typeset, content, bundle, draft, report=report)))
    return made[0]


def issue_pack(project: Project, content: PackContent, path: Path, frozen: bytes = b"") -> int:
    """Keep a rendered pack in the project as it is, with the ``frozen`` content it rebuilds from, and return the id of
    the issued pack.
    """
    with project.change(
        N_("Issue the papers for {meeting}, version {number}", meeting=content.label, number=content.version)
    ) as step:
        sha256 = step.keep_file(path.name, path.read_bytes(), "application/pdf")
        kept = step.keep_file(f"{path.stem}.json.gz", frozen, "application/gzip") if frozen else None
        return step.add(
            IssuedPack(
                meeting_id=content.meeting.id,
                version=content.version,
                made_at=content.made_at,
                file_sha256=sha256,
                content_sha256=kept,
            )
        )


def rebuild_issued(project: Project, issued_id: int, path: Path) -> SetPack:
    """Make an issued pack again from its frozen content: the same bytes, as long as the program sets as it did then.

    Raises ``UserError`` when its content was not kept.
    """
    issued = project.get(IssuedPack, issued_id)
    if issued.content_sha256 is None:
        raise UserError("The content of version {number} was not kept; open the pack itself.", number=issued.version)
    content = thaw(project.file_content(issued.content_sha256)[1])
    return render_pack(content, path, bundle=bundle_papers(project, content))
