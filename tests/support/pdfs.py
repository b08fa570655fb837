"""PDF files read by programs that are not ours: poppler and qpdf. Where they are absent the test says so and skips."""

import html
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest


def _run(*command: str) -> str:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed (Debian packages poppler-utils, qpdf)")
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


def text_of(path: Path, first: int = 1, last: int = 10_000, *, layout: bool = True) -> str:
    """Return the text of some pages as a reader sees it."""
    return _run("pdftotext", *(["-layout"] if layout else []), "-f", str(first), "-l", str(last), str(path), "-")


def pages_of(path: Path) -> list[str]:
    """Return the text of every page."""
    return text_of(path).split("\f")[:-1]


def lines_of(text: str) -> list[str]:
    """Return the lines that hold something, every run of spaces one space."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def words_of(path: Path, page: int = 1) -> list[tuple[str, float, float, float]]:
    """Return the words of a page: (word, left, right, foot) in points from the upper left corner."""
    source = _run("pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(path), "-")
    found = re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<', source)
    return [(html.unescape(word), float(left), float(right), float(foot)) for left, right, foot, word in found]


def facts_of(path: Path) -> dict[str, str]:
    """Return what ``pdfinfo`` says of the file."""
    return dict(re.findall(r"^([^:\n]+):\s+(.*)$", _run("pdfinfo", str(path)), re.MULTILINE))


def structure_of(path: Path) -> str:
    """Return the structure tree with its texts, in the order it is read by ear."""
    return _run("pdfinfo", "-struct-text", str(path))


def fonts_of(path: Path) -> list[str]:
    """Return the lines of ``pdffonts``, one per typeface."""
    return _run("pdffonts", str(path)).splitlines()[2:]


def check_pdf(path: Path) -> None:
    """Let qpdf look through the whole file."""
    assert "No syntax or stream encoding errors found" in _run("qpdf", "--check", str(path))


def bookmarks_of(path: Path) -> list[tuple[int, str, int]]:
    """Return the bookmarks: (level, title, page from 1)."""
    found: list[tuple[int, str, int]] = []
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}

        def collect(items: list[pikepdf.OutlineItem], level: int) -> None:
            for item in items:
                target = item.destination
                if target is None or not isinstance(target, pikepdf.Array):
                    target = _named(pdf, target)
                found.append((level, item.title, numbers[target[0].objgen]))
                collect(item.children, level + 1)

        with pdf.open_outline() as outline:
            collect(outline.root, 0)
    return found


def _named(pdf: pikepdf.Pdf, name: object) -> pikepdf.Array:
    destinations = pdf.Root.get("/Dests")
    assert destinations is not None
    target = destinations[str(name)]
    return target if isinstance(target, pikepdf.Array) else target["/D"]


def links_of(path: Path) -> list[tuple[int, int, str]]:
    """Return the links: (page from 1, page it leads to, the words that say where)."""
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        return [
            (number, numbers[note.Dest[0].objgen], str(note.Contents))
            for number, page in enumerate(pdf.pages, 1)
            for note in page.get("/Annots", [])
        ]
