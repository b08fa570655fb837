"""Keeping the project file safe: backups of the day and before large work, and checking a file."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path

from trygg_desktop.errors import UserError
from trygg_desktop.messages import Message
from trygg_desktop.store.backups import Reason, copy_project, folder_of, list_backups, make_backup
from trygg_desktop.store.checking import check_file
from trygg_desktop.store.project import Project


def back_up(project: Project, reason: Reason) -> Message | None:
    """Copy the project file to its backups, before the step that is the reason.

    Trouble here never stops work: it is returned, and stays in ``project.backup_trouble`` until a backup is made.
    Nothing is copied when the project has no folder for backups.
    """
    if project.backup_folder is not None:
        project.backup_trouble = _copy(project.path, _folder(project), reason, project.now())
    return project.backup_trouble


def daily_backup(project: Project) -> Callable[[], Message | None] | None:
    """Return the work of making the backup of the day, or ``None`` when there is none to make.

    The work may run in another thread; it returns what went wrong, if anything.
    """
    if project.read_only or project.backup_folder is None:
        return None
    folder, now = _folder(project), project.now()
    if any(made.reason is Reason.DAY and made.made_at.date() == now.date() for made in list_backups(folder)):
        return None
    return partial(_copy, project.path, folder, Reason.DAY, now)


def _folder(project: Project) -> Path:
    assert project.backup_folder is not None
    return folder_of(project.backup_folder, project.programme.uid)


def _copy(path: Path, folder: Path, reason: Reason, now: datetime) -> Message | None:
    try:
        make_backup(path, folder, reason, now)
    except UserError as error:
        return error.message
    return None


def suggest_copy(project: Project) -> Path:
    """Return a free name for a copy of the project beside it, with the day in it."""
    plain = project.path.with_stem(f"{project.path.stem} {project.now():%Y-%m-%d}")
    return next(
        path for n in count(1) if not (path := plain.with_stem(f"{plain.stem} {n}") if n > 1 else plain).exists()
    )


def save_copy(project: Project, path: Path) -> Path:
    """Write a checked copy of the project to ``path`` and return it; what is written meanwhile is not in it.

    Raises ``OutputRefused`` when that is a file of another kind, the project itself or one that is open, or cannot be
    written.
    """
    copy_project(project.path, path)
    return path


def check_project(path: Path) -> list[Message]:
    """Return what is wrong with a project file, in words; see ``store.checking``."""
    return check_file(path)
