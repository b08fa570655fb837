"""Keeping the project file safe: backups of the day and before large work, and checking a file."""

from pathlib import Path

from trygg_desktop.errors import UserError
from trygg_desktop.messages import Message
from trygg_desktop.store.backups import Reason, folder_of, list_backups, make_backup
from trygg_desktop.store.checking import check_file
from trygg_desktop.store.project import Project


def back_up(project: Project, reason: Reason) -> Message | None:
    """Copy the project file to its backups. Return what went wrong, if anything: trouble here never stops work.

    Nothing is copied when the project has no folder for backups. Call it before the step, not inside it.
    """
    if project.backup_folder is None:
        return None
    folder = folder_of(project.backup_folder, project.programme.uid)
    try:
        make_backup(project.path, folder, reason, project.now())
    except UserError as error:
        return error.message
    return None


def back_up_daily(project: Project) -> Message | None:
    """Copy the project file unless that was done today; see ``back_up``."""
    if project.read_only or project.backup_folder is None:
        return None
    folder = folder_of(project.backup_folder, project.programme.uid)
    today = project.now().date()
    if any(backup.reason is Reason.DAY and backup.made_at.date() == today for backup in list_backups(folder)):
        return None
    return back_up(project, Reason.DAY)


def check_project(path: Path) -> list[Message]:
    """Return what is wrong with a project file, in words; see ``store.checking``."""
    return check_file(path)
