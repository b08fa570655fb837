"""Measures speed and size beside their yardsticks and prints a table: ``make bench``. Never part of the tests.

python tests/benchmarks/run.py [NAME…]     only the figures whose name holds one of the words
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from window_work import Stage

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # both programs start from compiled files, as on a user's machine
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent)]

from measuring import Figure, by_turns, peak_memory, seconds, show_figures, show_time

# Workers that Python starts afresh read this file too, as they read the program's own short beginning: the rest waits.


def measure_start(folder: Path) -> Iterator[Figure]:
    """Cold start to the first painted window, beside a bare PySide6 window."""
    from trygg_desktop.workflows.demo import create_demo

    demo = folder / "Demo.trygg"
    create_demo(demo).close()
    memory: list[int] = []
    pages: list[float] = []

    def start(*arguments: str) -> float:
        since = time.monotonic()
        run = subprocess.run(
            [sys.executable, str(HERE / "start_probe.py"), str(since), *arguments],
            capture_output=True,
            text=True,
            check=True,
        )
        first, page, peak = run.stdout.split()[-3:]
        if arguments:
            memory.append(int(peak))
            pages.append(float(page))
        return float(first)

    ours, bare = by_turns(11, lambda: start(str(demo)), start)
    note = f"with its first page filled {show_time(pages[1:])}; peak memory {max(memory) / 2**20:.0f} MiB"
    yield Figure("cold start, demo open ÷ bare window", ours, 2.0, bare, note)


def measure_reading(folder: Path) -> Iterator[Figure]:
    """Forty workbooks of fifty rows to a preview, beside openpyxl only reading their cells."""
    import openpyxl
    from many_books import make_books, make_project

    from trygg_desktop.store.opening import open_project
    from trygg_desktop.workflows.collect import preview_returns, read_books

    file = folder / "Många.trygg"
    make_project(file)
    paths = make_books(file, folder / "books")

    def preview() -> None:
        with open_project(file) as project:
            previews = preview_returns(project, read_books(paths))
        assert sum(len(seen.rows) for seen in previews) == 2_000

    def read_cells(*, read_only: bool) -> None:
        for path in paths:
            book = openpyxl.load_workbook(path, read_only=read_only, data_only=True)
            for sheet in book.worksheets:
                for row in sheet.iter_rows(values_only=True):
                    for _ in row:
                        pass
            book.close()

    ours, cells = by_turns(5, lambda: seconds(preview), lambda: seconds(lambda: read_cells(read_only=False)))
    streaming = seconds(lambda: read_cells(read_only=True))
    note = f"worker process included; openpyxl's read-only mode takes {streaming:.2f} s for the same"
    yield Figure("40 workbooks × 50 rows to a preview ÷ openpyxl reading the cells", ours, 1.3, cells, note)


def measure_foreign(folder: Path) -> Iterator[Figure]:
    """The same in the departments' own layouts, and one sheet of 20,000 rows, beside openpyxl reading their cells."""
    import openpyxl
    from foreign_layouts import make_foreign_books, make_large_sheet, measure_title
    from many_books import make_project

    from trygg_desktop.store.opening import open_project
    from trygg_desktop.workflows.collect import preview_returns, read_books

    file = folder / "Främmande.trygg"
    make_project(file, measure_title)
    paths = make_foreign_books(folder / "egna")
    large = make_large_sheet(folder / "Förvaltning 1.xlsx", 20_000)
    small = make_large_sheet(folder / "Förvaltning 2.xlsx", 2_000)

    def preview(books: list[Path], rows: int) -> None:
        with open_project(file) as project:
            previews = preview_returns(project, read_books(books))
        assert sum(len(seen.rows) + len(seen.unmatched) for seen in previews) >= rows

    def read_cells(books: list[Path]) -> None:
        for path in books:
            book = openpyxl.load_workbook(path, data_only=True)
            for sheet in book.worksheets:
                for row in sheet.iter_rows(values_only=True):
                    for _ in row:
                        pass
            book.close()

    ours, cells = by_turns(
        5, lambda: seconds(lambda: preview(paths, 2_000)), lambda: seconds(lambda: read_cells(paths))
    )
    name = "40 workbooks × 50 rows in five foreign layouts to a preview ÷ openpyxl reading the cells"
    yield Figure(name, ours, 1.6, cells, "worker process included")
    peaks = [peak_memory(lambda path=path: preview([path], 0)) for path in (small, large, large)]
    ours, cells = by_turns(
        3, lambda: seconds(lambda: preview([large], 20_000)), lambda: seconds(lambda: read_cells([large]))
    )
    shown = ", ".join(f"{peak / 2**20:.0f}" for peak in peaks)
    note = f"peak of Python's memory in MiB after the reading: {shown} (2,000 rows, 20,000 rows, once more)"
    yield Figure("a sheet of 20,000 rows to a preview ÷ openpyxl reading the cells", ours, 2.0, cells, note)


def measure_pack(folder: Path) -> Iterator[Figure]:
    """A pack of about sixty pages, beside ReportLab laying out the same amount of plain text and lines."""
    from large_meeting import make_large_meeting
    from plain_paper import lay_out, read_pages

    from trygg_desktop.formats import Locale
    from trygg_desktop.packs.fonts import REGULAR, register_fonts
    from trygg_desktop.packs.pack import write_pack
    from trygg_desktop.store.opening import open_project
    from trygg_desktop.workflows.meeting_choice import meeting_to_prepare
    from trygg_desktop.workflows.pack_content import gather_pack

    file = folder / "Möte.trygg"
    make_large_meeting(file)
    pdf = folder / "pack.pdf"
    loc = Locale("sv")

    def build() -> None:
        with open_project(file) as project:
            content = gather_pack(project, meeting_to_prepare(project, date(2026, 11, 22)).id, loc)
        write_pack(lambda done, total, what: None, content, pdf)

    build()
    pages = read_pages(pdf)
    register_fonts()
    ours, plain = by_turns(
        5, lambda: seconds(build), lambda: seconds(lambda: lay_out(pages, folder / "plain.pdf", REGULAR))
    )
    texts, strokes = sum(len(page.texts) for page in pages), sum(page.strokes for page in pages)
    note = f"{len(pages)} pages, {texts} lines of text, {strokes} lines and boxes; tagged, PDF/A written and validated"
    yield Figure("meeting pack ÷ ReportLab, same plain text and lines", ours, 2.0, plain, note)


def measure_long_pack(folder: Path) -> Iterator[Figure]:
    """Packs of sixty and three hundred pages beside the same pages without tags and archive."""
    from long_packs import measure_long_packs

    yield from measure_long_packs(folder)


def measure_large_file(folder: Path) -> Iterator[Figure]:
    """A file after ten years of work: open it, edit in it, filter it as one types."""
    from ten_years import make_ten_years
    from window_work import Stage

    from trygg_desktop.domain.plan import Measure
    from trygg_desktop.workflows.demo import create_demo
    from trygg_desktop.workflows.edit import set_field

    small, large = folder / "Demo tio.trygg", folder / "Tio år.trygg"
    create_demo(small).close()
    print(f"making the ten-year file took {seconds(lambda: make_ten_years(large)):.1f} s", file=sys.stderr)
    stage = Stage(folder)
    ours, demo = by_turns(5, lambda: seconds(lambda: stage.open(large)), lambda: seconds(lambda: stage.open(small)))
    note = f"{large.stat().st_size / 2**20:.0f} MiB: 5,000 measures, 60,000 follow-ups, 200,000 observations"
    yield Figure("ten-year file, open to first page ÷ demo file", ours, 3.0, demo, note)

    stage.open(large)
    page = stage.show("plan")
    project = stage.window.session.project
    measure_id = project.rows("SELECT id FROM measure ORDER BY id LIMIT 1 OFFSET 2500")[0][0]
    page.show_measure(measure_id)
    stage.settle()

    def edit(number: int) -> None:
        set_field(project, Measure, measure_id, "title", f"Ändrad {number}")
        stage.settle()

    edits = [seconds(lambda n=n: edit(n)) for n in range(12)][1:]
    yield Figure("ten-year file, one edit with its refresh", edits, 0.050)

    def type_letter(text: str) -> None:
        page.filters.field.setText(text)
        stage.settle()

    typed = [text[:n] for text in ("skola", "Åtgärd 12", "finns inte") for n in range(1, len(text) + 1)]
    letters = [seconds(lambda text=text: type_letter(text)) for text in typed]
    yield Figure("ten-year file, a letter in the plan's filter", letters, 0.050)
    stage.close()


def measure_stalls(folder: Path) -> Iterator[Figure]:
    """How long the window stands still while workbooks are read and taken in, and a pack is built."""
    from large_meeting import make_large_meeting
    from many_books import make_books, make_project
    from ten_years import make_ten_years
    from window_work import Stage

    many, large = folder / "Avbrott.trygg", folder / "Avbrott tio år.trygg"
    make_project(many)
    make_ten_years(large)
    for name, file in (("40 workbooks, 2,000 rows", many), ("ten-year file, 14 workbooks, 2,000 rows", large)):
        yield from _returns_stalls(Stage(folder), file, make_books(file, folder / f"{file.stem} böcker"), name)
    meeting = folder / "Avbrott möte.trygg"
    make_large_meeting(meeting)
    yield _pack_stall(Stage(folder), meeting, "longest stall, building a pack of sixty pages")
    yield _pack_stall(
        Stage(folder), large, "longest stall, ten-year file, gathering a pack of 2,000 rows", typesets=False
    )


def _returns_stalls(stage: "Stage", file: Path, paths: list[Path], name: str) -> Iterator[Figure]:
    from many_books import PERIOD

    from trygg_desktop.store.period_reading import read_periods

    stage.open(file)
    session = stage.window.session
    session.choose_period(next(period for period in read_periods(session.project) if period.code == PERIOD))
    page = stage.show("follow_up")
    stage.rest()
    reading, taking = [], []
    for _ in range(5):
        reading.append(
            stage.longest_stall(lambda: page.read_files(paths), lambda: len(page.preview.previews) == len(paths))
        )
        taking.append(stage.longest_stall(page.preview.accept, lambda: not page.preview.previews))
        session.project.undo()
        stage.settle()
    stage.close()
    yield Figure(f"longest stall, reading {name}", reading, 0.100)
    yield Figure(f"longest stall, taking in {name}", taking, 0.100)


def _pack_stall(stage: "Stage", file: Path, name: str, *, typesets: bool = True) -> Figure:
    """Build a meeting's papers; where they would fill hundreds of pages, until the worker has what it needs."""
    stage.open(file)
    meetings = stage.show("meetings")
    jobs = stage.window.session.jobs
    stage.rest()
    building = []

    def is_done() -> bool:
        if typesets:
            return bool(meetings.papers.are_shown)
        if jobs.lent_for is None:
            jobs.cancel_all()
        return True

    for _ in range(5):
        meetings.over.setCurrentIndex(0)
        building.append(stage.longest_stall(meetings.build, is_done))
    stage.close()
    return Figure(name, building, 0.100)


PARTS: list[Callable[[Path], Iterator[Figure]]] = [
    measure_start,
    measure_reading,
    measure_foreign,
    measure_pack,
    measure_long_pack,
    measure_large_file,
    measure_stalls,
]


def main() -> int:
    figures: list[Figure] = []
    words = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        for part in PARTS:
            if words and not any(word in part.__name__ for word in words):
                continue
            print(f"{part.__doc__}", file=sys.stderr)
            figures += part(Path(folder))
    print(show_figures(figures))
    return 0 if all(figure.holds for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
