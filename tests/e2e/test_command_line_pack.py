"""``pack`` on the command line: profile, public version, evidence, and what it tells of them."""

from pathlib import Path

import pikepdf
import pytest
from support.pdfs import bookmarks_of

from trygg_desktop.__main__ import start
from trygg_desktop.workflows.demo import create_demo


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Demo.trygg"
    create_demo(path).close()
    return path


def test_a_public_pack_after_a_profile_with_evidence_is_one_command(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "p.pdf"
    command = ["pack", str(file), "--meeting", "SG 2026-4", "--profile", "tertial", "--public", "--evidence"]
    assert start([*command, "-o", str(out), "--language", "sv"]) == 0
    assert "Utelämnat: hinder 1 (intern)" in capsys.readouterr().out
    assert bookmarks_of(out)[3][1] == "Ekonomisk uppföljning"
    with pikepdf.open(out) as pdf:
        assert sorted(pdf.attachments) == ["Indikatorer.csv", "Åtgärder.csv"]


def test_an_unknown_profile_is_refused_with_those_there_are(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start(["pack", str(file), "--profile", "okänd", "-o", str(tmp_path / "p.pdf")]) == 1
    assert "Styrgrupp" in capsys.readouterr().err
    assert not (tmp_path / "p.pdf").exists()
