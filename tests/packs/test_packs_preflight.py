"""A second opinion on the archive: Apache PDFBox Preflight, where Java and its jars are installed."""

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from support.foreign_papers import enclose, paper, picture
from support.pack_samples import sample_pack, write_sample

FOLDER = Path("/usr/share/java")


def _preflight(path: Path) -> str:
    java = shutil.which("java")
    jars = [*FOLDER.glob("preflight.jar"), *FOLDER.glob("pdfbox2.jar"), *FOLDER.glob("fontbox2.jar")]
    jars += [*FOLDER.glob("xmpbox.jar"), *FOLDER.glob("commons-logging.jar"), *FOLDER.glob("javax.activation.jar")]
    jars += [*FOLDER.glob("jaxb-*.jar"), *FOLDER.glob("istack*.jar")]
    if java is None or not any("preflight" in jar.name for jar in jars):
        pytest.skip("Java or Preflight is not installed (Debian packages libpdfbox2-java and what it needs)")
    where = os.pathsep.join(str(jar) for jar in jars)
    run = subprocess.run(
        [java, "-cp", where, "org.apache.pdfbox.preflight.Validator_A1b", str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return run.stdout + run.stderr


def test_preflight_finds_the_plain_pack_valid(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    assert write_sample(sample_pack(), path).flavour == "1b"
    assert "is a valid PDF/A-1b file" in _preflight(path)


def test_preflight_finds_a_pack_with_pictures_valid(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    given = paper("Foto", picture("PNG", (60, 40), "RGBA"), "image/png")
    items = list(sample_pack().items)
    items[1] = replace(items[1], papers=(given[0],))
    assert write_sample(sample_pack(items=tuple(items)), path, enclosed=enclose(given)).flavour == "1b"
    assert "is a valid PDF/A-1b file" in _preflight(path)


def test_preflight_does_not_find_everything_valid(tmp_path: Path) -> None:
    from support.foreign_papers import foreign_pdf

    path = tmp_path / "bad.pdf"
    path.write_bytes(foreign_pdf("inget arkiv", embedded=False))
    assert "is not a valid PDF/A-1b file" in _preflight(path)
