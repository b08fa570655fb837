"""Long packs: seconds a page at sixty and at three hundred, and what tags and archive cost beside bare pages."""

import contextlib
import resource
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest import mock

from large_meeting import make_large_meeting
from measuring import Figure, by_turns, peak_memory, seconds

from trygg_desktop.formats import Locale
from trygg_desktop.jobs import report_to_nobody
from trygg_desktop.packs import pack
from trygg_desktop.packs.canvas import TaggedCanvas
from trygg_desktop.packs.content import PackContent
from trygg_desktop.packs.structure import Element
from trygg_desktop.store.opening import open_project
from trygg_desktop.workflows.meeting_choice import meeting_to_prepare
from trygg_desktop.workflows.pack_content import gather_pack

SIZES = {"60": 5, "300": 31}
"""How many times the demo must be grown for a pack of about so many pages."""


class BareCanvas(TaggedCanvas):
    """The same pages without tags, links to the tree or anything for the archive."""

    def begin(self, element: Element) -> None:
        pass

    def begin_artifact(self, kind: str = "Layout") -> None:
        pass

    def end(self) -> None:
        pass

    def finish(self, furnish: Callable[[int, int], str] | None = None, *_: Any) -> int:
        document: Any = self._doc
        pages = document.Pages.pages
        self._fill_late(pages, ())
        for number, page in enumerate(pages):
            page.Trans = None
            self.pen.forget()
            if furnish:
                page.stream += furnish(number, len(pages)) + "\n"
        self.showOutline()
        document.SaveToFile(self._filename, self)
        return len(pages)


def _keep(draft: BytesIO, path: Path, *_: Any) -> str:
    path.write_bytes(draft.getbuffer())
    return ""


@contextlib.contextmanager
def bare() -> Iterator[None]:
    """Build packs without tags and without PDF/A meanwhile."""
    with mock.patch.object(pack, "TaggedCanvas", BareCanvas), mock.patch.object(pack, "save_archivable", _keep):
        yield


@contextlib.contextmanager
def unarchived() -> Iterator[None]:
    """Build packs with tags but without PDF/A meanwhile."""
    with mock.patch.object(pack, "save_archivable", _keep):
        yield


def gather(file: Path, times: int) -> PackContent:
    """Return the content of the large meeting's pack."""
    make_large_meeting(file, times)
    with open_project(file) as project:
        return gather_pack(project, meeting_to_prepare(project, date(2026, 11, 22)).id, Locale("sv"))


def measure_long_packs(folder: Path) -> Iterator[Figure]:
    """Tagged and archivable beside bare, at both lengths; then a page of the long one beside a page of the short."""
    page_times: dict[str, list[float]] = {}
    for name, times in SIZES.items():
        content = gather(folder / f"Möte {name}.trygg", times)
        path = folder / f"pack {name}.pdf"
        pages = pack.write_pack(report_to_nobody, content, path).pages

        def build(content: PackContent = content, path: Path = path) -> object:
            return pack.write_pack(report_to_nobody, content, path)

        def build_bare(build: Callable[[], object] = build) -> object:
            with bare():
                return build()

        def build_tagged(build: Callable[[], object] = build) -> object:
            with unarchived():
                return build()

        tagged, plain = by_turns(3, lambda build=build_tagged: seconds(build), lambda build=build_bare: seconds(build))
        yield Figure(f"pack of {pages} pages, tagged ÷ the same untagged", tagged, 1.5, plain)
        ours, plain = by_turns(3, lambda build=build: seconds(build), lambda build=build_bare: seconds(build))
        page_times[name] = [found / pages for found in ours]
        peak = peak_memory(build) / 2**20
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        note = (
            f"{pages} pages, {min(page_times[name]) * 1000:.1f} ms a page; {peak:.0f} MiB by Python, {most:.0f} in all"
        )
        yield Figure(f"pack of {pages} pages, tagged and PDF/A ÷ the same untagged", ours, 1.5, plain, note)
    short, long = page_times.values()
    yield Figure("a page of the long pack ÷ a page of the short one", long, 1.3, short, "seconds a page stay flat")
