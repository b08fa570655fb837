"""Backups are whole, checked, far apart with age, and their trouble never stops work."""

import resource
import signal
import sqlite3
from datetime import date, datetime, timedelta
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given
from support.contents import contents_of, fingerprint

from trygg_desktop.domain.plan import Measure
from trygg_desktop.errors import FileRefused, OutputRefused
from trygg_desktop.messages import Message
from trygg_desktop.store.backups import KEPT, Backup, Reason, folder_of, list_backups, make_backup, outdated
from trygg_desktop.store.checking import check_file
from trygg_desktop.store.opening import create_project, open_project
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.safety import back_up, daily_backup

NOW = datetime(2026, 10, 5, 14, 30)


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def project(tmp_path: Path, clock: Clock) -> Project:
    with create_project(tmp_path / "a.trygg", "a", now=clock, backup_folder=tmp_path / "backups") as project:
        with project.change("Add") as step:
            step.add(Measure(code="Å-01", title="Belysning"))
            step.keep_file("svar.xlsx", b"bytes")
        yield project


def back_up_daily(project: Project) -> Message | None:
    work = daily_backup(project)
    return work() if work else None


def folder(project: Project) -> Path:
    assert project.backup_folder is not None
    return folder_of(project.backup_folder, project.programme.uid)


def test_a_backup_opens_as_a_project_with_everything_in_it(project: Project) -> None:
    backup = make_backup(project.path, folder(project), Reason.IMPORT, NOW)
    assert backup.path.name == "2026-10-05 143000 import.trygg"
    assert check_file(backup.path) == []
    with open_project(backup.path) as copy:
        assert contents_of(copy) == contents_of(project)
        copy.undo()
        assert copy.all(Measure) == []


def test_a_backup_in_the_middle_of_a_step_holds_what_was_committed(project: Project) -> None:
    with project.change("Half") as step:
        step.add(Measure(code="Å-02", title="Ny"))
        backup = make_backup(project.path, folder(project), Reason.DAY, NOW)
    with open_project(backup.path, read_only=True) as copy:
        assert [measure.code for measure in copy.all(Measure)] == ["Å-01"]


def test_one_backup_is_made_a_day(project: Project, clock: Clock) -> None:
    for hours in (0, 3, 6, 24, 25):
        clock.time = NOW + timedelta(hours=hours)
        assert back_up_daily(project) is None
    assert [backup.made_at for backup in list_backups(folder(project))] == [NOW + timedelta(days=1), NOW]


def test_backups_before_large_work_are_kept_beside_those_of_the_day(project: Project) -> None:
    back_up_daily(project)
    for reason in (Reason.IMPORT, Reason.IMPORT, Reason.FREEZE):
        assert back_up(project, reason) is None
    assert sorted(backup.path.name for backup in list_backups(folder(project))) == [
        "2026-10-05 143000 day.trygg",
        "2026-10-05 143000 freeze.trygg",
        "2026-10-05 143000 import 2.trygg",
        "2026-10-05 143000 import.trygg",
    ]


def backups_on(days: list[date], reason: Reason = Reason.DAY) -> list[Backup]:
    found = [Backup(Path(str(day)), datetime(day.year, day.month, day.day, 12), reason) for day in days]
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def test_two_years_of_days_thin_to_twelve_days_ten_weeks_and_nine_months() -> None:
    today = NOW.date()
    backups = backups_on([today - timedelta(days=days) for days in range(730)])
    gone = {backup.path for backup in outdated(backups, NOW + timedelta(hours=1))}
    stay = [backup.made_at.date() for backup in backups if backup.path not in gone]
    assert stay[:12] == [today - timedelta(days=days) for days in range(12)]
    assert len({day.isocalendar()[:2] for day in stay[:20]}) >= 10
    assert len({(day.year, day.month) for day in stay}) == 9
    assert 12 < len(stay) <= 31


@given(st.lists(st.dates(date(2024, 1, 1), date(2026, 10, 1)), unique=True, max_size=80))
def test_thinning_day_by_day_keeps_what_thinning_at_once_keeps(days: list[date]) -> None:
    """A copy that is thrown away is never missed later, and the latest one always stays."""
    kept: list[Backup] = []
    for backup in reversed(backups_on(days)):
        kept = [backup, *kept]
        gone = outdated(kept, backup.made_at)
        assert backup not in gone
        kept = [one for one in kept if one not in gone]
    everything = backups_on(days)
    gone = outdated(everything, NOW)
    assert kept == [one for one in everything if one not in gone]


def test_only_the_latest_of_those_before_large_work_are_kept() -> None:
    backups = backups_on([NOW.date() - timedelta(days=days) for days in range(KEPT + 5)], Reason.IMPORT)
    assert outdated(backups, NOW) == backups[KEPT:]


def test_a_clock_that_jumps_back_throws_no_backup_away(project: Project, clock: Clock) -> None:
    for days in range(40):
        clock.time = NOW + timedelta(days=days)
        back_up_daily(project)
    before = list_backups(folder(project))
    clock.time = NOW - timedelta(days=400)
    back_up_daily(project)
    assert list_backups(folder(project)) == [*before, list_backups(folder(project))[-1]]


def test_a_damaged_file_gives_no_backup_and_costs_no_old_one(project: Project, tmp_path: Path) -> None:
    for days in range(40):
        make_backup(project.path, folder(project), Reason.DAY, NOW + timedelta(days=days))
    before = list_backups(folder(project))
    content = bytearray(project.path.read_bytes())
    content[4096 * 3 : 4096 * 8] = bytes(4096 * 5)
    damaged = tmp_path / "damaged.trygg"
    damaged.write_bytes(content)
    with pytest.raises(FileRefused, match="damaged"):
        make_backup(damaged, folder(project), Reason.DAY, NOW + timedelta(days=400))
    assert list_backups(folder(project)) == before
    assert len(list(folder(project).iterdir())) == len(before)


def test_trouble_with_backups_is_told_and_work_goes_on(project: Project, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("a file where the folder should be")
    for trouble in (back_up(project, Reason.IMPORT), back_up_daily(project)):
        assert trouble is not None
        assert "No backup could be made" in str(trouble)
        assert trouble == project.backup_trouble
    with project.change("Work goes on") as step:
        step.set(Measure, 1, title="Ljus")
    (tmp_path / "backups").unlink()
    assert back_up(project, Reason.IMPORT) is project.backup_trouble is None


def test_a_full_disk_leaves_no_half_backup(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    make_backup(project.path, folder(project), Reason.DAY, NOW)
    before = list(folder(project).iterdir())
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(OutputRefused, match="No backup could be made"):
            make_backup(project.path, folder(project), Reason.DAY, NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(folder(project).iterdir()) == before


def test_a_project_without_a_place_for_backups_makes_none(tmp_path: Path) -> None:
    with create_project(tmp_path / "a.trygg", "a") as project:
        assert back_up(project, Reason.IMPORT) is daily_backup(project) is None
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.trygg"]


@pytest.mark.parametrize("uid", ["../../etc", "", "a/b", "CON\\x", "x" * 300, "å", "a\0b", ".."])
def test_a_name_in_the_file_cannot_lead_the_backups_elsewhere(tmp_path: Path, uid: str) -> None:
    place = folder_of(tmp_path, uid)
    assert place.parent == tmp_path
    assert len(place.name) == 32


def test_strange_files_among_the_backups_are_passed_over(project: Project) -> None:
    backup = make_backup(project.path, folder(project), Reason.DAY, NOW)
    for name in ("x.trygg", "2026-99-99 000000 day.trygg", "2026-10-05 143000 else.trygg", "note.txt"):
        (folder(project) / name).write_text("x")
    assert list_backups(folder(project)) == [backup]
    assert list_backups(folder(project) / "nowhere") == []


def test_backups_are_for_their_owner_alone(project: Project) -> None:
    make_backup(project.path, folder(project), Reason.DAY, NOW)
    assert folder(project).stat().st_mode & 0o077 == 0


def test_a_restored_backup_is_the_file_as_it_was(project: Project) -> None:
    before = contents_of(project)
    backup = make_backup(project.path, folder(project), Reason.IMPORT, NOW)
    with project.change("Import gone wrong") as step:
        step.remove(Measure, 1)
    project.close()
    project.path.write_bytes(backup.path.read_bytes())
    with open_project(project.path) as restored:
        assert contents_of(restored) == before
    with sqlite3.connect(backup.path) as copy:
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    copy.close()
    assert fingerprint(backup.path)


def test_a_project_that_is_only_read_makes_no_backup_of_the_day(project: Project) -> None:
    with open_project(project.path, read_only=True, backup_folder=project.backup_folder) as reader:
        assert daily_backup(reader) is None
