"""Takes the pictures of the guide's page *Samla in tertialen*: the desk, the preview, the mapping, a correction file.

    python packaging/guide_pictures.py

The program draws them itself on the demo programme while tertial 2 2026 is collected. The correction file is drawn by
LibreOffice and left as it was where that is not installed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from trygg_desktop.app import make_qt
from trygg_desktop.domain.organisation import Party
from trygg_desktop.formats import Locale
from trygg_desktop.settings import Settings
from trygg_desktop.store.opening import open_project
from trygg_desktop.store.period_reading import read_periods
from trygg_desktop.store.project import Project
from trygg_desktop.ui.application import Application
from trygg_desktop.ui.pages.follow_up import FollowUpPage
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.collect import accept_returns, preview_returns, read_books
from trygg_desktop.workflows.correction_letters import send_back
from trygg_desktop.workflows.demo import create_demo
from trygg_desktop.workflows.desk import mark_sent
from trygg_desktop.workflows.templates import write_templates

PICTURES = ROOT / "docs" / "guide" / "pictures"
RETURNED = ROOT / "db" / "demo" / "returned"
PERIOD, NOW = "2026-T2", datetime(2026, 9, 14, 9, 30)
LOC = Locale("sv")
SENT_BACK, OWN_TABLE = "Natur och teknik", "Sollentunahem"
FAULTS = {"progress": "140 %", "outcome_ore": "1.234", "status": "nästan klar"}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "Inga utsatta områden 2030.trygg"
        create_demo(file, answered=False).close()
        with open_project(file, now=lambda: NOW) as project:
            faulty, correction = collect_half(project, folder)
        draw_correction(correction, folder)
        draw_window(file, [faulty, *returned()[1]])


def returned() -> tuple[list[Path], list[Path]]:
    """Return the workbooks that are taken in before the pictures, and those that are previewed in them."""
    books = [path for path in sorted(RETURNED.glob("*.xlsx")) if SENT_BACK not in path.name]
    shown = [path for path in books if OWN_TABLE in path.name] + books[-3:]
    return [path for path in books if path not in shown], shown


def collect_half(project: Project, folder: Path) -> tuple[Path, Path]:
    """Send all workbooks out, take the first half of the returned ones in, and send a faulty one back."""
    templates = write_templates(project, PERIOD, folder / "ut", LOC)
    period = next(period for period in read_periods(project) if period.code == PERIOD)
    mark_sent(project, period, [party.id for party in project.all(Party)][:-3])
    accept_returns(project, preview_returns(project, read_books(returned()[0]), assumed=PERIOD))
    faulty = next(path for path in templates if SENT_BACK in path.name)
    spoil(faulty)
    (correction,) = send_back(project, preview_returns(project, read_books([faulty])), folder / "tillbaka", LOC)
    return faulty, correction


def spoil(path: Path) -> None:
    """Answer a template with the faults that a correction file is about."""
    book = openpyxl.load_workbook(path)
    sheet = book["Uppföljning"]
    places = {str(cell.value).rpartition("/")[2]: cell.column for cell in sheet[1] if cell.value}
    for row, (field, value) in enumerate(FAULTS.items(), 5):
        if sheet.cell(row, places["code"]).value:
            sheet.cell(row, places["status"]).value = "pågår"
            sheet.cell(row, places[field]).value = value
    book.save(path)


def draw_correction(book: Path, folder: Path) -> None:
    """Draw the sheet *Att rätta* of a correction file."""
    if not shutil.which("soffice") or not shutil.which("pdftoppm"):
        return
    home = f"-env:UserInstallation=file://{folder}/office"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(book)],
        check=True,
        capture_output=True,
    )
    area = ["-x", "60", "-y", "90", "-W", "1230", "-H", "210"]
    pages = ["-f", "2", "-l", "2", "-r", "110", "-png", "-singlefile", *area]
    subprocess.run(["pdftoppm", *pages, str(folder / f"{book.stem}.pdf"), str(PICTURES / "correction")], check=True)


def draw_window(file: Path, books: list[Path]) -> None:
    """Draw the desk, the preview of ``books``, and how a department's own table was understood."""
    qt = make_qt()
    application = Application(qt, Settings(language="sv"), file.parent, today=NOW.date)
    application.show_project(open_project(file, now=lambda: NOW))
    window = application.window
    assert isinstance(window, ProjectWindow)
    window.resize(1366, 768)
    window.show_page("follow_up")
    page = window.page("follow_up")
    assert isinstance(page, FollowUpPage)

    def wait(until: Callable[[], bool]) -> None:
        end = time.monotonic() + 60
        while not until() and time.monotonic() < end:
            qt.processEvents()
            time.sleep(0.01)
        for _ in range(30):
            qt.processEvents()

    def draw(name: str) -> None:
        window.grab().save(str(PICTURES / f"{name}.png"))

    wait(lambda: not page.session.jobs.busy)
    draw("desk")
    page.read_files(books)
    wait(lambda: bool(page.preview.previews) and not page.session.jobs.busy)
    for place, preview in enumerate(page.preview.previews):
        if SENT_BACK in preview.file_name:
            page.preview.books.setCurrentRow(place)
    wait(lambda: True)
    draw("preview")
    for place, preview in enumerate(page.preview.previews):
        if preview.interpretation.sheets:
            page.preview.books.setCurrentRow(place)
    page.preview.as_mapping.click()
    wait(lambda: True)
    draw("mapping")
    page.preview.leave()
    window.close()


if __name__ == "__main__":
    main()
