"""Heaps of returns on the command line, and what they leave behind: no trace of anything personal, anywhere."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from support.checkout import ROOT
from support.foreign_books import book_of, content_of

from trygg_desktop.domain.follow_up import ImportBatch
from trygg_desktop.store.opening import open_project
from trygg_desktop.store.returns_reading import read_left_out
from trygg_desktop.workflows.demo import create_demo

HEADER = ["Nr", "Åtgärd", "Status", "Andel klart (%)", "Kommentar"]
SECRETS = ("20000101-2384", "070-174 06 35", "nagon@exempel.se")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    create_demo(tmp_path / "Demo.trygg", answered=False).close()
    return tmp_path / "Demo.trygg"


def book(*rows: list[object]) -> bytes:
    return content_of(book_of([HEADER, *rows], names=("Läget",)))


def run_import(file: Path, *given: Path, home: Path) -> subprocess.CompletedProcess[str]:
    folders = {f"XDG_{name}_HOME": str(home) for name in ("CONFIG", "CACHE", "DATA", "STATE")}
    return subprocess.run(
        [sys.executable, "-m", "trygg_desktop", "import", str(file), *map(str, given)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | folders | {"TMPDIR": str(home)},
        timeout=120,
    )


def test_a_folder_with_an_archive_in_it_is_taken_in_and_the_rest_is_named(file: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with zipfile.ZipFile(tmp_path / "in" / "svar.zip", "w") as archive:
        archive.writestr("Natur och teknik T2 2026.xlsx", book(["Å-01", "Belysning", "Pågår", 40, "Schakt"]))
        archive.writestr("läs mig.txt", "hej")
    (tmp_path / "in" / "brev.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "home").mkdir()
    done = run_import(file, tmp_path / "in", home=tmp_path / "home")
    assert done.returncode == 0
    assert "Natur och teknik T2 2026.xlsx" in done.stdout
    assert "brev.pdf hoppades över: Det är en PDF, ingen arbetsbok." in done.stderr
    assert "läs mig.txt hoppades över" in done.stderr
    with open_project(file) as project:
        assert [batch.file_name for batch in project.all(ImportBatch)] == ["Natur och teknik T2 2026.xlsx"]


def test_an_archive_with_nothing_in_it_ends_in_1_with_a_plain_sentence(file: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "tom.zip", "w") as archive:
        archive.writestr("bild.jpg", b"x")
    (tmp_path / "home").mkdir()
    done = run_import(file, tmp_path / "tom.zip", home=tmp_path / "home")
    assert done.returncode == 1
    assert "tom.zip: Det finns ingen arbetsbok i tom.zip." in done.stderr


def test_nothing_personal_is_left_in_project_journal_backups_reports_logs_or_temporary_files(
    file: Path, tmp_path: Path
) -> None:
    home, given = tmp_path / "home", tmp_path / "in"
    home.mkdir()
    given.mkdir()
    rows: list[list[object]] = [["Å-01", "Belysning", "Pågår", 40, "Schakt"]]
    rows += [["", f"Ärende {secret}", "Pågår", 10, f"Fråga {secret}"] for secret in SECRETS]
    (given / f"Natur och teknik T2 2026 {SECRETS[0]}.xlsx").write_bytes(book(*rows))
    (given / f"Notat {SECRETS[0]}.pdf").write_bytes(b"%PDF")
    done = run_import(file, given, home=home)
    with open_project(file) as project:
        (batch,) = project.all(ImportBatch)
        assert len(read_left_out(project, batch.id)) >= len(SECRETS)
    written = {path: path.read_bytes() for path in (*home.rglob("*"), file) if path.is_file()}
    assert any("backups" in str(path) for path in written)
    written |= {Path("stdout"): done.stdout.encode(), Path("stderr"): done.stderr.encode()}
    for path, content in written.items():
        for secret in (*SECRETS, "200001012384", "0001012384", "0701740635"):
            for coding in ("utf-8", "utf-16-le"):
                assert secret.encode(coding) not in content, f"{path.name} holds what is personal"
