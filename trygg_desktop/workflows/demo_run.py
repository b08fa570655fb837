"""The main job on the demo programme from end to end: workbooks out, answers in, the pack for the next meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from trygg_desktop.errors import FileRefused
from trygg_desktop.formats import Locale
from trygg_desktop.paths import data_folder
from trygg_desktop.store.opening import open_project
from trygg_desktop.workflows.collect import Accepted, accept_returns, preview_returns, read_books
from trygg_desktop.workflows.demo import FILE_NAME, create_demo
from trygg_desktop.workflows.returns_preview import Preview
from trygg_desktop.workflows.templates import write_templates

PERIOD = "2026-T2"
_UID = "demo-inga-utsatta-omraden-2030"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoRun:
    """What the main job made: the project file, the workbooks sent out, what came back, what was taken in."""

    file: Path
    templates: Sequence[Path]
    previews: Sequence[Preview]
    accepted: Accepted


def run_demo(folder: Path, loc: Locale) -> DemoRun:
    """Make the demo programme in ``folder`` and do the main job on it; an earlier demo there is made anew.

    Raises ``FileRefused`` when another programme lies in its place, or the demo is open in another window.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / FILE_NAME
    _clear_place(file)
    with create_demo(file, answered=False) as project:
        templates = write_templates(project, PERIOD, folder / loc.t("Sent out {period}", period=PERIOD), loc)
        previews = preview_returns(project, read_books(returned_books(), year=int(PERIOD[:4])))
        accepted = accept_returns(project, previews)
    return DemoRun(file=file, templates=templates, previews=previews, accepted=accepted)


def returned_books() -> list[Path]:
    """Return the workbooks that the demo's departments sent back."""
    return sorted((data_folder("db") / "demo" / "returned").glob("*.xlsx"))


def _clear_place(file: Path) -> None:
    """Remove an earlier demo, and only that."""
    if not file.exists():
        return
    with open_project(file) as project:
        if project.programme.uid != _UID:
            raise FileRefused("{file} already exists. Choose another name.", file=str(file))
        if project.read_only:
            raise FileRefused("{file} is open in another window. Close it there and try again.", file=str(file))
    file.unlink()
