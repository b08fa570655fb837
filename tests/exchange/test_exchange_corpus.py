"""Odd, damaged, encrypted and hostile workbooks: each ends in rows or in one plain sentence, in bounded time."""

import hashlib
from pathlib import Path

import pytest
from support.foreign_books import SHARED

from trygg_desktop.domain.returns import ReadBook
from trygg_desktop.exchange.reading import read_dropped, read_files
from trygg_desktop.exchange.shown_names import shown_name
from trygg_desktop.formats import Locale
from trygg_desktop.jobs import Limits, run_job

CORPUS = SHARED / "corpus"
FILES = sorted(path for path in CORPUS.iterdir() if path.suffix != ".md") if CORPUS.is_dir() else []
LIMITS = Limits(seconds=30, memory=1 << 30)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FILES, reason=f"the hostile workbooks are not at {CORPUS}"),
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_hostile_workbook_ends_in_rows_or_one_plain_sentence(path: Path, capfd):
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (book,) = run_job(read_files, [str(path)], 2026, limits=LIMITS)
    assert isinstance(book, ReadBook)
    assert book.rows or book.observations or book.problems
    for problem in (*book.problems, *book.ignored):
        sentence = Locale("sv").t(problem.message)
        assert sentence
        assert "Traceback" not in sentence
        assert "{" not in sentence or "{" in path.name
    assert hashlib.sha256(path.read_bytes()).hexdigest() == digest
    assert capfd.readouterr().err == ""


def test_the_whole_corpus_is_read_in_one_worker_as_a_folder_is():
    books = run_job(read_files, [str(path) for path in FILES], 2026, limits=Limits(seconds=300, memory=1 << 30))
    assert len(books) == len(FILES)


def test_the_whole_corpus_dropped_as_a_folder_names_every_file_once():
    gathered = run_job(read_dropped, [str(CORPUS)], 2026, limits=Limits(seconds=300, memory=1 << 30))
    named = [book.file_name for book in gathered.books] + [passed.name for passed in gathered.passed_over]
    assert {shown_name(path.name) for path in FILES} <= set(named)
    for book in gathered.books:
        assert book.rows or book.observations or book.problems
