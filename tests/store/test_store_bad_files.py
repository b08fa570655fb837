"""Whatever is opened, it ends in a project or in one plain sentence; a file that is refused is not touched."""

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.contents import contents_of, fingerprint

from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.periods import make_period
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.words import PartyKind
from trygg_desktop.errors import FileRefused, UserError
from trygg_desktop.store.checking import check_file
from trygg_desktop.store.opening import create_project, open_project
from trygg_desktop.store.project import Project
from trygg_desktop.store.tables import TABLES

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + bytes(1000)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with rows in several tables, closed."""
    path = tmp_path_factory.mktemp("filled") / "fil.trygg"
    with create_project(path, "Prov") as project, project.change("Ground") as step:
        step.add(make_period("2026-T2"))
        step.add(Party(code="SOC", name="Socialkontoret", kind=PartyKind.SOFT))
        for number in range(40):
            step.add(Measure(code=f"Å-{number:02}", title=f"Åtgärd {number} " + "text " * 60))
            step.add(FollowUp(measure_id=number + 1, period_id=1, party_id=1, comment="kommentar " * 20))
        step.keep_file("svar.xlsx", os.urandom(30_000))
    return path


@pytest.fixture
def path(filled: Path, tmp_path: Path) -> Path:
    path = tmp_path / "fil.trygg"
    shutil.copyfile(filled, path)
    return path


def read_everything(project: Project) -> None:
    for kind in TABLES:
        project.all(kind)
    project.find("text")
    project.history()
    project.next_undo()
    project.changes_in(2)
    project.rows("SELECT * FROM file")


def open_and_use(path: Path) -> str:
    """Open a file, read and write all over it; return what the user was told, or nothing when it went well."""
    try:
        with open_project(path) as project:
            read_everything(project)
            with project.change("Write") as step:
                step.add(Measure(code="Å-99", title="Ny"))
                step.set(Measure, 1, title="Ändrad")
            project.undo()
    except UserError as error:
        return str(error)
    return ""


def refuse(path: Path) -> str:
    """Check that a file is refused and left alone, and return what is said."""
    before = fingerprint(path)
    with pytest.raises(FileRefused) as refused:
        open_project(path)
    assert fingerprint(path) == before
    assert str(path) in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"Just a text\n" * 40, "is not a Trygg project"),
        (PNG, "is not a Trygg project"),
        (b"SQLite format 3\x00", "is not a Trygg project"),
        (bytes(100_000), "is not a Trygg project"),
    ],
)
def test_what_is_no_project_file_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "fil.trygg"
    path.write_bytes(content)
    assert words in refuse(path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["fil.trygg"]


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "saknas.trygg", tmp_path / "no folder" / "x.trygg", tmp_path / ("x" * 300), Path("a\0b")):
        with pytest.raises(FileRefused):
            open_project(path)
    (tmp_path / "mapp.trygg").mkdir()
    with pytest.raises(FileRefused, match="is a folder"):
        open_project(tmp_path / "mapp.trygg")
    with pytest.raises(FileRefused, match="cannot be written"):
        create_project(tmp_path / "no folder" / "x.trygg", "x")
    assert [entry.name for entry in tmp_path.iterdir()] == ["mapp.trygg"]


def test_a_file_that_exists_is_not_made_anew(path: Path) -> None:
    before = fingerprint(path)
    with pytest.raises(FileRefused, match="already exists"):
        create_project(path, "x")
    assert fingerprint(path) == before


def test_a_programme_without_a_name_is_not_made_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Name must not be empty"):
        create_project(tmp_path / "x.trygg", "")
    assert list(tmp_path.iterdir()) == []


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "fil.trygg"
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("CREATE TABLE photos (id)")
    assert "is not a Trygg project" in refuse(path)


def test_a_file_with_another_mark_is_refused(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA application_id = 1")
    assert "is not a Trygg project" in refuse(path)


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_file_cut_off_anywhere_is_refused(path: Path, tenth: int) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * tenth // 10])
    assert "is cut off" in refuse(path)


def test_any_zeroed_page_ends_in_a_plain_sentence_or_a_whole_project(path: Path, filled: Path) -> None:
    content = path.read_bytes()
    page_size = 4096
    refused = 0
    for page in range(len(content) // page_size):
        damaged = content[: page * page_size] + bytes(page_size) + content[(page + 1) * page_size :]
        path.write_bytes(damaged)
        refused += bool(open_and_use(path))
    assert refused > len(content) // page_size // 3
    path.write_bytes(content)
    assert open_and_use(path) == ""


PLANTED = [
    "CREATE TRIGGER evil AFTER INSERT ON measure BEGIN DELETE FROM party; END",
    "CREATE VIEW evil AS SELECT * FROM measure",
    "CREATE TABLE evil (id INTEGER)",
    "CREATE INDEX evil ON measure (title)",
    "CREATE VIRTUAL TABLE evil USING fts5 (a)",
    "ALTER TABLE measure ADD COLUMN evil TEXT AS (hex(zeroblob(1000000000)))",
    "ALTER TABLE measure DROP COLUMN evidence",
    "DROP INDEX seat_body",
    "DROP TABLE task",
    "DROP TABLE _sqlite_migrations",
]


@pytest.mark.parametrize("sql", PLANTED)
def test_what_does_not_belong_in_a_project_file_is_seen_before_anything_is_read(path: Path, sql: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as file:
        file.execute(sql)
    assert refuse(path)


def test_a_planted_trigger_with_a_name_of_ours_is_seen(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA writable_schema = ON")
        file.execute(
            "INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_stat1', 'measure', 0,"
            " 'CREATE TRIGGER sqlite_stat1 AFTER INSERT ON measure BEGIN DELETE FROM party; END')"
        )
        file.commit()
    assert refuse(path)


def test_a_left_over_of_our_own_crash_is_rolled_back(path: Path, tmp_path: Path) -> None:
    with open_project(path) as project:
        before = contents_of(project)
    crash_in_mid_write(path)
    assert path.with_name("fil.trygg-journal").stat().st_size > 0
    with open_project(path) as project:
        assert contents_of(project) == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["fil.trygg"]


def crash_in_mid_write(path: Path) -> None:
    """Leave a file as a process leaves it that is killed while it writes more than its memory holds."""
    pid = os.fork()
    if pid == 0:
        try:
            project = open_project(path)
            project.connection.execute("PRAGMA cache_size = 5")
            with project.change("x") as step:
                for number in range(1, 41):
                    step.set(Measure, number, title="y" * 3000)
                os.kill(os.getpid(), 9)
        finally:
            os._exit(1)
    os.waitpid(pid, 0)


def test_a_journal_of_another_file_is_not_rolled_into_ours(path: Path, filled: Path, tmp_path: Path) -> None:
    crashed = tmp_path / "annan.trygg"
    shutil.copyfile(filled, crashed)
    with open_project(crashed) as project:
        for title in ("one", "two"):
            with project.change(title) as step:
                step.set(Measure, 1, title=title)
    crash_in_mid_write(crashed)
    journal = crashed.with_name("annan.trygg-journal").rename(tmp_path / "fil.trygg-journal")
    before = fingerprint(journal)
    assert "fil.trygg-journal, which belongs to another file" in refuse(path)
    assert fingerprint(journal) == before
    journal.unlink()
    assert open_and_use(path) == ""


@pytest.mark.parametrize("content", [b"", b"x", b"junk" * 500, bytes(5000)])
def test_a_journal_that_says_nothing_is_passed_over(path: Path, content: bytes) -> None:
    path.with_name("fil.trygg-journal").write_bytes(content)
    assert open_and_use(path) == ""


@pytest.mark.parametrize("magic", [bytes.fromhex("d9d505f920a163d7"), b"junk"])
def test_a_strange_log_or_journal_beside_the_file_is_named(path: Path, magic: bytes) -> None:
    beside = path.with_name("fil.trygg-journal" if magic != b"junk" else "fil.trygg-wal")
    beside.write_bytes(magic + b"\x00\x00\x00\x01" * 2000)
    assert beside.name in refuse(path)


def test_a_file_that_another_program_left_in_its_own_mode_opens(path: Path, tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = WAL")
    assert open_and_use(path) == ""
    assert [entry.name for entry in tmp_path.iterdir()] == ["fil.trygg"]


BROKEN_ROWS = [
    ("UPDATE follow_up SET status = 'grön' WHERE id = 7", "follow-up number 7", "Status"),
    ("UPDATE follow_up SET progress = 500 WHERE id = 7", "follow-up number 7", "Share done"),
    ("UPDATE measure SET start_date = '2026-02-31' WHERE id = 3", "measure number 3", "Start"),
    ("UPDATE measure SET start_date = '2027-01-01', end_date = '2026-01-01' WHERE id = 3", "measure number 3", "End"),
    ("UPDATE period SET code = '1899'", "period number 1", ""),
]


@pytest.mark.parametrize(("sql", "row", "field"), BROKEN_ROWS)
def test_a_row_that_breaks_the_rules_is_named(path: Path, sql: str, row: str, field: str) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("PRAGMA ignore_check_constraints = ON")
        file.execute(sql)
    if row.startswith("period"):
        assert open_and_use(path) == ""
        return
    said = refuse(path)
    assert row in said
    assert field in said


def break_not_null(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as file:
        ((sql,),) = file.execute("SELECT sql FROM sqlite_schema WHERE name = 'measure'").fetchall()
        file.execute("PRAGMA writable_schema = ON")
        file.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'title TEXT NOT NULL', 'title TEXT') WHERE name = 'measure'"
        )
        file.execute("PRAGMA writable_schema = RESET")
        file.execute("UPDATE measure SET title = NULL WHERE id = 5")
        file.execute("PRAGMA writable_schema = ON")
        file.execute("UPDATE sqlite_schema SET sql = ? WHERE name = 'measure'", (sql,))


def test_a_missing_text_is_named(path: Path) -> None:
    break_not_null(path)
    said = refuse(path)
    assert "measure number 5" in said
    assert "Title must not be empty" in said


@pytest.mark.parametrize("break_it", [break_not_null, None])
def test_a_row_broken_in_a_large_file_is_named_when_it_is_read(
    path: Path, monkeypatch: pytest.MonkeyPatch, break_it: object
) -> None:
    """Large files are not checked whole at every opening."""
    monkeypatch.setattr("trygg_desktop.store.opening._SMALL", 0)
    if break_it:
        break_not_null(path)
    else:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as file:
            file.execute("PRAGMA ignore_check_constraints = ON")
            file.execute("UPDATE measure SET start_date = 'snart' WHERE id = 5")
    with open_project(path) as project:
        with pytest.raises(FileRefused, match="measure number 5"):
            project.all(Measure)
        assert len(project.all(FollowUp)) == 40


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE change_set SET label_values = '{'",
        "UPDATE change_set SET label_values = '[]'",
        """UPDATE change_set SET label = '{x.__class__}', label_values = '{"values": {"x": 1}}'""",
        """UPDATE change_set SET label = '{missing}', label_values = '{"values": {"x": 1}}'""",
        """UPDATE change_set SET label_values = '{"values": {"n": "a"}, "plural": "{n}"}'""",
        """UPDATE change_set SET label_values = '{"values": {"a": {"$message": 1}}}'""",
        "UPDATE change_set SET made_at = 'i fjol'",
        "UPDATE change SET before = '{', after = '['",
        "UPDATE change SET after = '[1]'",
        """UPDATE change SET after = '{"id": [1]}'""",
    ],
)
def test_a_history_that_a_stranger_wrote_is_damage_and_no_crash(path: Path, sql: str) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute(sql)
    with open_project(path) as project:
        before = contents_of(project)
        with pytest.raises(UserError):
            project.history()
            project.undo()
        assert contents_of(project) == before
    assert check_file(path) != []


@pytest.fixture
def closed_folder(filled: Path) -> Iterator[Path]:
    """A file in a folder where this user may not write, as root or not."""
    folder = Path(tempfile.mkdtemp())
    shutil.copyfile(filled, folder / "fil.trygg")
    folder.chmod(0o555)
    (folder / "fil.trygg").chmod(0o444)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield folder / "fil.trygg"
    os.seteuid(user)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_file_that_cannot_be_written_opens_for_reading(closed_folder: Path) -> None:
    with open_project(closed_folder) as project:
        assert project.read_only
        assert "cannot be written" in str(project.read_only_reason)
        read_everything(project)
    assert [entry.name for entry in closed_folder.parent.iterdir()] == ["fil.trygg"]
    with pytest.raises(FileRefused, match="cannot be written"):
        create_project(closed_folder.with_name("ny.trygg"), "x")


def test_a_file_in_a_closed_folder_that_was_left_in_mid_write_says_so(path: Path) -> None:
    crash_in_mid_write(path)
    with pytest.raises(UserError, match=r"fil\.trygg"):
        open_project(path, read_only=True)


def test_a_file_that_may_not_even_be_read_is_refused(closed_folder: Path) -> None:
    user = os.geteuid()
    os.seteuid(os.getuid())
    closed_folder.chmod(0o000)
    os.seteuid(user)
    with pytest.raises(FileRefused, match="cannot be read"):
        open_project(closed_folder)


def test_a_folder_that_vanishes_while_the_project_is_open_is_said_at_the_next_write(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    path = path.rename(folder / "fil.trygg")
    with open_project(path) as project:
        folder.rename(tmp_path / "gone")
        with pytest.raises(UserError, match="moved, removed or replaced"), project.change("x"):
            pass
