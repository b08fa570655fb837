"""Meet (J5): the papers of a meeting."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from trygg_desktop.domain.meetings import IssuedPack
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.jobs import PackedWork, Progress, Report, pack_work, report_to_nobody, run_job
from trygg_desktop.messages import N_, Message
from trygg_desktop.outputs import write_bytes_safely, write_safely
from trygg_desktop.packs.comparing import compare_versions
from trygg_desktop.packs.content import MaskedLine, PackContent, PaperLine
from trygg_desktop.packs.freezing import thaw
from trygg_desktop.store.pack_reading import read_issued
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.pack_content import gather_pack
from trygg_desktop.workflows.pack_evidence import evidence_again, gather_evidence
from trygg_desktop.workflows.pack_profiles import ChosenProfile
from trygg_desktop.workflows.pack_typesetting import Bundle, SetPack, typeset, typeset_replacements

if TYPE_CHECKING:
    from trygg_desktop.packs.pack import WrittenReplacements

NO_FILES = Bundle()


@dataclass(frozen=True, slots=True)
class BuiltPack:
    """A pack on disk: where, how many pages, the version it was built as, and whether it is fit for the archive.

    ``unfit`` are the titles of papers that keep it from that, ``beside`` the papers that lie beside it, ``masked`` says
    what a public pack leaves out.
    """

    path: Path
    pages: int
    version: int
    archivable: bool
    flavour: str = ""
    unfit: tuple[str, ...] = ()
    beside: tuple[Path, ...] = ()
    masked: tuple[MaskedLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How a pack is wanted: after which profile, with the workbooks inside (``evidence``), and with papers that the
    archive refuses put beside it (``for_archive``).
    """

    profile: ChosenProfile | None = None
    evidence: bool = False
    for_archive: bool = False


USUAL = Wish()


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
    wish: Wish = USUAL,
) -> BuiltPack:
    """Build the pack for a meeting in the worker and put it at ``path``.

    ``issue`` also keeps it in the project as the meeting's next version. Raises ``UserError`` when meeting or period is
    not in the project, ``OutputRefused`` when the file cannot be written.
    """
    content, bundle = gather_bundle(project, meeting_id, loc, period_code, wish, now)
    made = render_pack(content, path, report, bundle)
    unfit = find_papers(content, made.written.unfit)
    beside: tuple[Path, ...] = ()
    if wish.for_archive and unfit:
        content = put_beside(content, [paper.sha256 for paper in unfit])
        made = render_pack(content, path, report, bundle)
        beside = lay_beside(project, content, path.parent)
        unfit = find_papers(content, made.written.unfit)
    if issue:
        issue_pack(project, content, path, made.frozen)
    return BuiltPack(
        path,
        made.written.pages,
        content.version,
        made.archivable,
        made.written.flavour,
        tuple(paper.title for paper in unfit),
        beside,
        tuple(content.masked),
    )


def gather_bundle(
    project: Project,
    meeting_id: int,
    loc: Locale,
    period_code: str | None,
    wish: Wish,
    now: datetime | None = None,
    report: Report = report_to_nobody,
) -> tuple[PackContent, Bundle]:
    """Return the content of a pack as wanted, and the files that go into it."""
    content = with_changes(project, gather_pack(project, meeting_id, loc, period_code, now, report, wish.profile))
    if not wish.evidence:
        return content, bundle_papers(project, content)
    content, files = gather_evidence(project, content, loc)
    return content, replace(bundle_papers(project, content), evidence=files)


def with_changes(project: Project, content: PackContent) -> PackContent:
    """Return the content of a later version with its list of changes from the last one issued after the same profile.

    A version whose content was not kept, or that was public where this is not, cannot be compared with.
    """
    for issued in read_issued(project, content.meeting.id):
        if issued.content_sha256 is None or issued.profile != content.profile:
            continue
        old = thaw(project.file_content(issued.content_sha256)[1])
        if old.is_public == content.is_public:
            return replace(content, changes=compare_versions(old, content), changed_from=old.version)
    return content


def build_replacements(
    project: Project, issued_id: int, path: Path, loc: Locale, *, wish: Wish = USUAL, now: datetime | None = None
) -> "WrittenReplacements":
    """Write only the pages that differ from an issued version, numbered to go into it, to ``path``.

    Raises ``UserError`` when the content of that version was not kept, ``OutputRefused`` when the file cannot be
    written.
    """
    issued = project.get(IssuedPack, issued_id)
    if issued.content_sha256 is None:
        raise UserError("The content of version {number} was not kept; open the pack itself.", number=issued.version)
    old = thaw(project.file_content(issued.content_sha256)[1])
    content, bundle = gather_bundle(project, issued.meeting_id, loc, None, wish, now)
    made: list[WrittenReplacements] = []
    before = bundle_papers(project, old)
    write_safely(path, lambda draft: made.append(run_job(typeset_replacements, old, before, content, bundle, draft)))
    return made[0]


def build_for_archive(
    project: Project, meeting_id: int, path: Path, loc: Locale, wish: Wish, report: Report = report_to_nobody
) -> BuiltPack:
    """Build an archivable pack at ``path``, with the papers that the archive refuses beside it, as ``build_pack``."""
    return build_pack(
        project,
        meeting_id,
        path,
        loc,
        wish=replace(wish, for_archive=True),
        report=lambda progress: report(progress.done, progress.total, progress.what),
    )


def save_replacements(
    project: Project,
    meeting_id: int,
    version: int,
    path: Path,
    loc: Locale,
    wish: Wish,
    report: Report = report_to_nobody,
) -> "WrittenReplacements":
    """Write the pages that differ from an issued version of a meeting's pack to ``path``, as ``build_replacements``."""
    report(0, 0, N_("Comparing the versions"))
    issued = next(found for found in read_issued(project, meeting_id) if found.version == version)
    return build_replacements(project, issued.id, path, loc, wish=wish)


def find_papers(content: PackContent, numbers: Sequence[int]) -> list[PaperLine]:
    """Return the papers of a pack by their numbers in it."""
    from trygg_desktop.packs.papers import name_papers

    return [paper for number, _, _, paper in name_papers(content) if number in numbers]


def put_beside(content: PackContent, sha256s: Sequence[str]) -> PackContent:
    """Return the content with some papers beside the pack instead of in it."""

    def place(paper: PaperLine) -> PaperLine:
        return replace(paper, beside=True) if paper.sha256 in sha256s else paper

    items = tuple(replace(line, papers=tuple(place(paper) for paper in line.papers)) for line in content.items)
    return replace(content, items=items)


def lay_beside(project: Project, content: PackContent, folder: Path) -> tuple[Path, ...]:
    """Write the papers that lie beside a pack into ``folder`` and return them. Raises ``OutputRefused``."""
    laid = []
    for paper in (paper for line in content.items for paper in line.papers if paper.beside):
        found = project.file_content(paper.sha256)[1]
        path = folder / Path(paper.file_name).name
        write_bytes_safely(path, found)
        laid.append(path)
    return tuple(laid)


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
    wish: Wish = USUAL,
    report: Report = report_to_nobody,
) -> PreparedPack:
    """Gather the papers of a meeting and pack them for the worker that typesets them to a file in ``folder``.

    Ten years of values are much to pack, and to throw away: both are done here, in the thread that gathers, and the
    window gets none of it. Raises ``UserError`` as ``gather_pack``.
    """
    content, bundle = gather_bundle(project, meeting_id, loc, period_code, wish, report=report)
    path = folder / f"{content.label.replace(' ', '-')}.pdf"
    work = pack_work(typeset, content, bundle, path)
    series = list(content.indicators)
    content = replace(content, indicators=(), measures=(), deviations=(), links=(), goals=())
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
                profile=content.profile,
                masked=write_log(content.masked),
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
    bundle = replace(bundle_papers(project, content), evidence=evidence_again(project, content))
    return render_pack(content, path, bundle=bundle)


def write_log(masked: Sequence[MaskedLine]) -> str:
    """Return the log of what a public pack leaves out, as it is kept: source texts with their values."""
    return json.dumps(
        [[[line.place.source, dict(line.place.values)], [line.why.source, {}]] for line in masked], ensure_ascii=False
    )


def read_log(issued: IssuedPack) -> list[MaskedLine]:
    """Return what was left out of an issued pack."""
    return [
        MaskedLine(place=Message(place[0], place[1]), why=Message(why[0], why[1]))
        for place, why in json.loads(issued.masked)
    ]
