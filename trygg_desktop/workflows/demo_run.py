"""The main job on the demo programme from end to end: workbooks out, answers in, the pack for the next meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from trygg_desktop.domain.chain import name_weakest
from trygg_desktop.domain.history import ChangeKind
from trygg_desktop.domain.meetings import meeting_label
from trygg_desktop.domain.organisation import Body
from trygg_desktop.errors import FileRefused
from trygg_desktop.formats import Locale
from trygg_desktop.messages import Message
from trygg_desktop.paths import data_folder
from trygg_desktop.store.opening import open_project
from trygg_desktop.workflows.collect import Accepted, accept_returns, preview_returns, read_books
from trygg_desktop.workflows.demo import FILE_NAME, create_demo
from trygg_desktop.workflows.meeting_choice import meeting_to_prepare
from trygg_desktop.workflows.pack_building import BuiltPack, build_pack
from trygg_desktop.workflows.returns_preview import Preview
from trygg_desktop.workflows.review import look_at
from trygg_desktop.workflows.templates import known_period, write_templates

PERIOD = "2026-T2"
_UID = "demo-inga-utsatta-omraden-2030"
_STEPS_OF_THE_RUN = 2
"""How many steps the main job leaves in the history; more than that is somebody's work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoRun:
    """What the main job made: the project file, the workbooks sent out, what came back, what was taken in.

    ``set_aside`` is where an earlier demo that had been worked in lies now.
    """

    file: Path
    set_aside: Path | None
    templates: Sequence[Path]
    previews: Sequence[Preview]
    accepted: Accepted
    weakest: Message
    pack: BuiltPack


def run_demo(folder: Path, loc: Locale) -> DemoRun:
    """Make the demo programme in ``folder`` and do the main job on it; an earlier demo there is made anew.

    Raises ``FileRefused`` when another programme lies in its place, or the demo is open in another window.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / FILE_NAME
    set_aside = _clear_place(file)
    with create_demo(file, answered=False) as project:
        templates = write_templates(project, PERIOD, folder / loc.t("Sent out {period}", period=PERIOD), loc)
        previews = preview_returns(project, read_books(returned_books(), year=int(PERIOD[:4])))
        accepted = accept_returns(project, previews, loc=loc)
        today = project.now().date()
        weakest = name_weakest(look_at(project, known_period(project, PERIOD), today).links)
        meeting = meeting_to_prepare(project, today)
        label = meeting_label(project.get(Body, meeting.body_id).code, meeting)
        pack_path = folder / f"{loc.t('Meeting papers {label}', label=label)}.pdf"
        pack = build_pack(project, meeting.id, pack_path, loc, period_code=PERIOD)
    return DemoRun(
        file=file,
        set_aside=set_aside,
        templates=templates,
        previews=previews,
        accepted=accepted,
        weakest=weakest,
        pack=pack,
    )


def returned_books() -> list[Path]:
    """Return the workbooks that the demo's departments sent back."""
    return sorted((data_folder("db") / "demo" / "returned").glob("*.xlsx"))


def _clear_place(file: Path) -> Path | None:
    """Remove an earlier demo, and only that; return the other name of one that has been worked in and is kept."""
    if not file.exists():
        return None
    with open_project(file) as project:
        if project.programme.uid != _UID:
            raise FileRefused("{file} already exists. Choose another name.", file=str(file))
        if project.read_only:
            raise FileRefused("{file} is open in another window. Close it there and try again.", file=str(file))
        worked_in = [step for step in project.history(_STEPS_OF_THE_RUN + 3) if step.kind is not ChangeKind.FOUND]
    if len(worked_in) > _STEPS_OF_THE_RUN:
        return file.rename(file.with_stem(f"{file.stem} {datetime.now():%Y-%m-%d %H.%M.%S}"))
    file.unlink()
    return None
