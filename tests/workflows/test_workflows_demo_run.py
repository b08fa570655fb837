"""The demo's main job can be done again, and never throws away what somebody wrote in the demo."""

from pathlib import Path

from trygg_desktop.domain.plan import Measure
from trygg_desktop.formats import Locale
from trygg_desktop.store.opening import open_project
from trygg_desktop.workflows.demo_run import run_demo
from trygg_desktop.workflows.edit import set_field


def projects(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.trygg"))


def test_a_demo_that_was_worked_in_is_kept_under_another_name(tmp_path: Path, loc: Locale) -> None:
    run_demo(tmp_path, loc)
    run = run_demo(tmp_path, loc)
    assert projects(tmp_path) == [run.file]
    with open_project(run.file) as project:
        set_field(project, Measure, 1, "title", "Min egen titel")
    run_demo(tmp_path, loc)
    kept = next(path for path in projects(tmp_path) if path != run.file)
    with open_project(kept) as project:
        assert project.get(Measure, 1).title == "Min egen titel"
