"""A file of an older format is brought up to date on a copy; the original stays, whatever goes wrong."""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from support.checkout import ROOT, load_script
from support.contents import contents_of, fingerprint

import trygg_desktop
from trygg_desktop.domain.plan import Measure
from trygg_desktop.errors import FileRefused, UserError
from trygg_desktop.store import migrating
from trygg_desktop.store.checking import check_file
from trygg_desktop.store.connection import connect
from trygg_desktop.store.opening import create_project, open_project
from trygg_desktop.store.schema import describe_schema, load_format

SNAPSHOT = load_script(ROOT / "packaging" / "snapshot_schema.py")
KNOWN = load_format(ROOT / "db").number
"""The format of today; the steps tried here come after it."""
GOOD = """
ALTER TABLE measure ADD COLUMN colour TEXT NOT NULL DEFAULT 'grå';
CREATE TABLE remark (
  id INTEGER PRIMARY KEY AUTOINCREMENT, measure_id INTEGER REFERENCES measure (id), text TEXT) STRICT;
UPDATE measure SET colour = 'blå; -- not a comment' WHERE code = 'Å-01';
"""
AddStep = Callable[..., Path]


def now() -> datetime:
    return datetime(2026, 10, 5, 14, 30)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of format 1 with some work in it."""
    path = tmp_path / "Prov å.trygg"
    with create_project(path, "Prov") as project, project.change("Add") as step:
        step.add(Measure(code="Å-01", title="Belysning"))
        step.keep_file("svar.xlsx", b"x" * 10_000)
    return path


@pytest.fixture
def add_step(tmp_path: Path) -> AddStep:
    """Add a migration to a copy of ``db`` as the contributor's guide says: one SQL file, then the snapshot script."""
    data = tmp_path / "db"
    shutil.copytree(ROOT / "db" / "migrations", data / "migrations")
    shutil.copyfile(ROOT / "db" / "schema.sql", data / "schema.sql")

    def add(sql: str, name: str = f"{KNOWN + 1:04}_more.sql", *, snapshot: bool = True) -> Path:
        (data / "migrations" / name).write_text(sql, encoding="utf-8")
        if snapshot:
            (data / "schema.sql").write_text(SNAPSHOT.schema_of(data), encoding="utf-8")
        return data

    return add


def entries(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir() if entry.name != "db")


def test_the_snapshot_is_what_the_migrations_lead_to() -> None:
    assert SNAPSHOT.schema_of(ROOT / "db") == (ROOT / "db" / "schema.sql").read_text(encoding="utf-8")


def test_released_migrations_are_as_they_were_released() -> None:
    lines = (ROOT / "db" / "migrations" / "manifest.sha256").read_text(encoding="utf-8").splitlines()
    migrations = load_format(ROOT / "db").migrations
    assert lines == [SNAPSHOT.manifest_line(migration) for migration in migrations], (
        "a released migration was edited, or a new one is missing: run packaging/snapshot_schema.py"
    )
    assert [migration.name[:5] for migration in migrations] == [f"{n:04}_" for n in range(1, len(migrations) + 1)]


@pytest.mark.parametrize("old", sorted((ROOT / "db" / "old").glob("*.trygg")), ids=lambda path: path.stem)
def test_a_file_of_every_released_format_opens_with_its_data(old: Path, tmp_path: Path) -> None:
    path = tmp_path / old.name
    shutil.copyfile(old, path)
    with open_project(path) as project:
        assert project.programme.name == "Gammal fil"
        assert [measure.title for measure in project.all(Measure)] == ["Belysning", "Får betar i parken"]
        assert [hit.title for hit in project.find("får")] == ["Å-02 Får betar i parken"]
        assert [str(step.label) for step in project.history()] == [
            "Add Å-02",
            "Add Å-01",
            "Create the programme Gammal fil",
        ]
        project.undo()
        assert len(project.all(Measure)) == 1
        project.redo()
    assert check_file(path) == []


def test_there_is_an_old_file_for_every_format() -> None:
    assert {path.stem for path in (ROOT / "db" / "old").glob("*.trygg")} == {
        f"format-{number}" for number in range(1, load_format(ROOT / "db").number + 1)
    }


def test_a_new_file_and_a_migrated_one_have_the_same_form(path: Path, add_step: AddStep, tmp_path: Path) -> None:
    data = add_step(GOOD)
    open_project(path, data=data).close()
    create_project(tmp_path / "new.trygg", "Prov", data=data).close()
    with contextlib.closing(connect(path)) as old, contextlib.closing(connect(tmp_path / "new.trygg")) as new:
        assert sorted(describe_schema(old).split(";\n\n")) == sorted(describe_schema(new).split(";\n\n"))


def test_a_migration_keeps_the_data_the_history_and_the_original(path: Path, add_step: AddStep) -> None:
    data, original = add_step(GOOD), fingerprint(path)
    with open_project(path) as project:
        before = contents_of(project)
    with open_project(path, data=data, now=now) as project:
        assert project.rows("SELECT code, colour FROM measure") == [("Å-01", "blå; -- not a comment")]
        after = contents_of(project)
        assert after.pop("remark") == []
        assert [row[:-1] for row in after.pop("measure")] == before.pop("measure")
        assert after == before
        assert project.rows("PRAGMA user_version") == [(KNOWN + 1,)]
        project.undo()
        assert project.all(Measure) == []
        project.redo()
        assert project.rows("SELECT code, colour FROM measure") == [("Å-01", "grå")]
    backup = path.with_name(f"Prov å (2026-10-05, format {KNOWN}).trygg")
    assert entries(path) == [backup.name, path.name]
    assert fingerprint(backup) == original
    assert check_file(path, data=data) == []


def test_several_steps_are_applied_in_their_order(path: Path, add_step: AddStep) -> None:
    add_step(GOOD)
    data = add_step("ALTER TABLE remark ADD COLUMN colour TEXT;", f"{KNOWN + 2:04}_colour.sql")
    with open_project(path, data=data) as project:
        assert project.rows("SELECT count(*), count(colour) FROM remark") == [(0, 0)]
        assert project.rows("PRAGMA user_version") == [(KNOWN + 2,)]


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE remark (id INTEGER); nonsense;",
        GOOD + "INSERT INTO measure (code) VALUES ('x');",
        "INSERT INTO partner (measure_id, party_id) VALUES (99, 99);",
        "UPDATE measure SET title = NULL;",
        "DROP TABLE measure;",
    ],
)
def test_a_step_that_fails_leaves_the_original_byte_for_byte(path: Path, add_step: AddStep, sql: str) -> None:
    data, original = add_step(sql, snapshot=False), fingerprint(path)
    for _ in range(2):
        with pytest.raises(FileRefused) as refused:
            open_project(path, data=data)
        assert str(path) in str(refused.value)
    assert fingerprint(path) == original
    assert entries(path) == [path.name]
    with open_project(path) as project:
        assert len(project.all(Measure)) == 1


def test_a_step_that_leads_elsewhere_than_the_snapshot_says_is_not_taken(path: Path, add_step: AddStep) -> None:
    data, original = add_step("CREATE TABLE surprise (id INTEGER);", snapshot=False), fingerprint(path)
    with pytest.raises(FileRefused, match="surprise"):
        open_project(path, data=data)
    assert (fingerprint(path), entries(path)) == (original, [path.name])


class CutOff(BaseException):
    """The power went."""


@pytest.mark.parametrize("cut_at", range(6))
def test_a_migration_cut_off_anywhere_ends_at_the_next_opening(
    path: Path, add_step: AddStep, monkeypatch: pytest.MonkeyPatch, cut_at: int
) -> None:
    """Each move on the disk is a place to be cut off; nothing may clean up then, as nothing would."""
    data, left = add_step(GOOD), [cut_at]

    def cut(real: Callable[..., object]) -> Callable[..., object]:
        def move(*arguments: object, **named: object) -> object:
            if left[0] == 0:
                raise CutOff
            left[0] -= 1
            return real(*arguments, **named)

        return move

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", cut(Path.rename))
        patch.setattr(Path, "replace", cut(Path.replace))
        patch.setattr(migrating, "sync", cut(migrating.sync))
        patch.setattr(migrating, "clear_unfinished", lambda path: None)
        with contextlib.suppress(CutOff):
            open_project(path, data=data, now=now).close()
    with open_project(path, data=data, now=now) as project:
        assert project.rows("SELECT code, colour FROM measure") == [("Å-01", "blå; -- not a comment")]
    assert [name for name in entries(path) if name.startswith(".")] == []
    assert check_file(path, data=data) == []


@pytest.mark.parametrize("move", range(1, 4))
def test_a_folder_that_refuses_a_move_leaves_the_original_in_its_place(
    path: Path, add_step: AddStep, monkeypatch: pytest.MonkeyPatch, move: int
) -> None:
    data, original, left = add_step(GOOD), fingerprint(path), [move]

    def refuse(real: Callable[..., object]) -> Callable[..., object]:
        def rename(*arguments: object) -> object:
            left[0] -= 1
            if left[0] == 0:
                raise PermissionError("in use")
            return real(*arguments)

        return rename

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refuse(Path.rename))
        patch.setattr(Path, "replace", refuse(Path.replace))
        with pytest.raises(FileRefused, match="another program uses it"):
            open_project(path, data=data)
    assert (fingerprint(path), entries(path)) == (original, [path.name])
    open_project(path, data=data).close()


@pytest.mark.parametrize("mark", ["version", "step"])
def test_a_newer_file_is_refused_with_the_version_it_needs(
    path: Path, add_step: AddStep, monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    data = add_step(GOOD)
    with monkeypatch.context() as patch:
        patch.setattr(trygg_desktop, "__version__", "7.2.0")
        open_project(path, data=data).close()
    if mark == "step":
        with contextlib.closing(sqlite3.connect(path)) as file:
            file.execute(f"PRAGMA user_version = {KNOWN}")
    content = fingerprint(path)
    for read_only in (False, True):
        with pytest.raises(FileRefused, match=r"Install version 7\.2\.0 or later"):
            open_project(path, read_only=read_only)
    assert fingerprint(path) == content


def test_a_newer_file_that_does_not_say_what_it_needs_is_refused_too(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA user_version = 99")
        file.execute("DROP TABLE format")
    with pytest.raises(FileRefused, match="Install the latest version"):
        open_project(path)


def test_an_older_file_that_another_window_has_waits_for_it(path: Path, add_step: AddStep) -> None:
    data, original = add_step(GOOD), fingerprint(path)
    with open_project(path), pytest.raises(UserError, match="must be closed elsewhere"):
        open_project(path, data=data)
    assert fingerprint(path) == original
