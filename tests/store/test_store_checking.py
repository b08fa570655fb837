"""``check`` finds what is wrong inside a file that opens, and finds nothing in one that is sound."""

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from support.contents import fingerprint

from trygg_desktop.domain.follow_up import FollowUp, ImportBatch, Provenance
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.periods import make_period
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.words import PartyKind
from trygg_desktop.errors import FileRefused
from trygg_desktop.store.checking import check_file
from trygg_desktop.store.opening import create_project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.trygg"
    with create_project(path, "a") as project, project.change("Ground") as step:
        step.add(make_period("2026-T2"))
        step.add(Party(code="SOC", name="Socialkontoret", kind=PartyKind.SOFT))
        step.add(Measure(code="Å-01", title="Belysning", party_id=1))
        step.add(FollowUp(measure_id=1, period_id=1, party_id=1, progress=50))
        sha = step.keep_file("svar.xlsx", b"bytes")
        step.add(ImportBatch(made_at=project.now(), file_sha256=sha, file_name="svar.xlsx"))
        step.add(Provenance(table_name="follow_up", row_id=1, field="progress", batch_id=1, sheet="S", row=5))
    return path


def test_a_sound_file_has_no_findings_and_is_only_read(path: Path, demo_file: Path) -> None:
    before = fingerprint(path)
    assert check_file(path) == []
    assert check_file(demo_file) == []
    assert fingerprint(path) == before
    assert [entry.name for entry in path.parent.iterdir()] == ["a.trygg"]


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE file SET content = x'00'", ["The kept file svar.xlsx is not as it was when it was kept."]),
        (
            "UPDATE measure SET title = 'x'",
            ["measure number 1 is not as the history says: it was changed by another program."],
        ),
        (
            "UPDATE measure SET party_id = 9",
            [
                "measure number 1 points to a party that is not there.",
                "measure number 1 is not as the history says: it was changed by another program.",
            ],
        ),
        (
            "INSERT INTO party (code, name, kind) VALUES ('X', 'X', 'soft')",
            ["party number 2 is not as the history says: it was changed by another program."],
        ),
        (
            "DELETE FROM provenance",
            ["origin of a value number 1 is not as the history says: it was changed by another program."],
        ),
        (
            "UPDATE provenance SET row_id = 77",
            [
                "The origin of a value names follow-up number 77, which is not there.",
                "origin of a value number 1 is not as the history says: it was changed by another program.",
            ],
        ),
        (
            "UPDATE provenance SET field = 'colour'",
            [
                "The origin of 1 value names something unknown (follow_up.colour).",
                "origin of a value number 1 is not as the history says: it was changed by another program.",
            ],
        ),
        (
            "UPDATE follow_up SET progress = 500",
            [
                "follow-up number 1: Share done must lie between 0 and 100.",
                "follow-up number 1 is not as the history says: it was changed by another program.",
            ],
        ),
    ],
)
def test_what_was_changed_from_outside_is_found_and_named(path: Path, sql: str, words: list[str]) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("PRAGMA ignore_check_constraints = ON")
        file.execute(sql)
    assert [str(finding) for finding in check_file(path)] == words


def zero_page(number: int) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[number * 4096 : (number + 1) * 4096] = bytes(4096)
        path.write_bytes(content)

    return damage


@pytest.mark.parametrize("page", range(1, 93, 7))
def test_a_zeroed_page_is_found(path: Path, page: int) -> None:
    """An empty page of the free list or of the search index is no damage to the data."""
    zero_page(page)(path)
    try:
        findings = [str(finding) for finding in check_file(path)]
    except FileRefused:
        return
    assert all("%" not in finding for finding in findings)
    with contextlib.closing(sqlite3.connect(path)) as file:
        try:
            sound = file.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        except sqlite3.DatabaseError:
            sound = False
    assert bool(findings) or sound


def test_what_cannot_be_looked_into_is_refused(tmp_path: Path, path: Path) -> None:
    with pytest.raises(FileRefused, match="is missing"):
        check_file(tmp_path / "x.trygg")
    with contextlib.closing(sqlite3.connect(path)) as file:
        file.execute("CREATE VIEW evil AS SELECT 1")
    with pytest.raises(FileRefused, match="evil"):
        check_file(path)


def test_many_findings_of_one_kind_are_cut_short(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as file:
        file.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
            " INSERT INTO party (code, name, kind) SELECT 'X' || i, 'X', 'soft' FROM n"
        )
        file.commit()
    assert len(check_file(path)) == 1000
