"""Takes the pictures of the guide's pages about the meeting: the demo after the steering group has met."""

import os
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtWidgets import QApplication

from trygg_desktop.domain.words import ItemOutcome
from trygg_desktop.formats import Locale
from trygg_desktop.settings import Settings
from trygg_desktop.store.meeting_reading import read_agenda
from trygg_desktop.store.project import Project
from trygg_desktop.ui.application import Application
from trygg_desktop.ui.window import ProjectWindow
from trygg_desktop.workflows.carrying import end_item
from trygg_desktop.workflows.demo import create_demo
from trygg_desktop.workflows.meeting_choice import find_meeting
from trygg_desktop.workflows.minutes import prepare_notes, take_attendance

PICTURES = ROOT / "docs" / "guide" / "pictures"
TODAY = date(2026, 11, 22)


def hold_meeting(project: Project) -> int:
    """Note the steering group's meeting in August, with one item tabled, and return its id."""
    meeting = find_meeting(project, "SG 2026-3").id
    take_attendance(project, meeting)
    prepare_notes(project, meeting, Locale("sv"))
    end_item(project, read_agenda(project, meeting)[1].id, ItemOutcome.TABLED)
    return meeting


def main() -> None:
    """Write the pictures into the guide."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with TemporaryDirectory() as folder:
        project = create_demo(Path(folder) / "Demo.trygg")
        meeting = hold_meeting(project)
        program = Application(application, Settings(language="sv", page="meetings"), Path(folder), today=lambda: TODAY)
        program.show_project(project)
        window = program.window
        assert isinstance(window, ProjectWindow)
        window.resize(1366, 768)
        window.show()
        window.show_page("meetings")
        page = window.page("meetings")

        def draw(name: str, widget: object = window) -> None:
            for _ in range(3):
                application.processEvents()
            widget.grab().save(str(PICTURES / f"{name}.png"))  # type: ignore[attr-defined]

        page._open_meeting(meeting)
        page.open_minutes()
        draw("meeting_notes")
        page.tabs.setCurrentIndex(5)
        draw("meeting_year")
        page._open_meeting(find_meeting(project, "SG 2026-4").id)
        page.show_wall()
        wall = page.papers.wall
        wall.showNormal()
        wall.resize(1366, 768)
        wall.go_to(4)
        draw("meeting_wall", wall)
        wall.close()
        window.close()


if __name__ == "__main__":
    main()
