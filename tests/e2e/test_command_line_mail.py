"""Workbooks and e-mail drafts from the command line, noted at the desk when the file can be written to."""

import email
from email.policy import default
from pathlib import Path

import pytest

from trygg_desktop.__main__ import start
from trygg_desktop.domain.collection import Collection
from trygg_desktop.store.opening import open_project


@pytest.fixture
def file(demo_file: Path, tmp_path: Path) -> Path:
    """The demo programme as a file nobody has open."""
    path = tmp_path / "Inga utsatta områden 2030.trygg"
    path.write_bytes(demo_file.read_bytes())
    return path


def written(file: Path) -> list[str]:
    with open_project(file) as project:
        return [book.book_name for book in project.all(Collection, "written_on IS NOT NULL")]


def test_mail_writes_a_draft_beside_every_workbook_and_names_who_gets_it(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ut"
    assert start(["template", str(file), "--period", "2026-T2", "--out", str(out), "--mail"]) == 0
    said = capsys.readouterr().out
    assert "Uppföljning 2026-T2 Socialkontoret.eml → socialchef@sollentuna.example" in said
    assert "Uppföljning 2026-T2 Universitet (följeforskning).eml → ingen adress" in said
    drafts = sorted(out.glob("*.eml"))
    assert [path.stem for path in drafts] == [path.stem for path in sorted(out.glob("*.xlsx"))]
    for draft in drafts:
        message = email.message_from_bytes(draft.read_bytes(), policy=default)
        assert [part.get_filename() for part in message.walk() if part.get_filename()] == [f"{draft.stem}.xlsx"]
    assert len(written(file)) == 14


def test_without_mail_there_are_workbooks_only_and_they_are_noted(file: Path, tmp_path: Path) -> None:
    assert start(["template", str(file), "--period", "2026-T2", "--out", str(tmp_path / "ut")]) == 0
    assert {path.suffix for path in (tmp_path / "ut").iterdir()} == {".xlsx"}
    assert "Uppföljning 2026-T2 Natur och teknik.xlsx" in written(file)


def test_workbooks_are_written_while_the_file_is_open_in_the_window(file: Path, tmp_path: Path) -> None:
    with open_project(file) as window:
        assert start(["template", str(file), "--period", "2026-T2", "--out", str(tmp_path / "ut"), "--mail"]) == 0
        assert len(list((tmp_path / "ut").iterdir())) == 28
        assert not window.all(Collection)
