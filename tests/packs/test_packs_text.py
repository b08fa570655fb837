"""Any text in a pack: printed as typed, never read as markup, never lost."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.pack_samples import empty_pack, sample_pack, write_sample
from support.pdfs import pages_of, text_of

from trygg_desktop.charts.lettering import text_width
from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.spec import Weight
from trygg_desktop.packs.content import PackContent
from trygg_desktop.packs.fonts import REGULAR, SIGNS, letters_of
from trygg_desktop.packs.lines import Span, break_lines
from trygg_desktop.packs.paper_text import REPLACEMENT, letter_runs, plain


def _with_background(text: str, title: str = "Ärende") -> PackContent:
    line = sample_pack().items[1]
    item = replace(line.item, title=title or "–", background=text, proposal="", presenter=text[:50])
    return empty_pack(items=(replace(line, item=item, measure=None, obstacle=None, papers=()),))


def _letters(text: str) -> str:
    """Return what must be found again: letters and digits, without hyphens and spaces."""
    return "".join(char for char in text if char.isalnum())


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("<b>&amp; \"q\" 'a'</b>", "<b>&amp; \"q\" 'a'</b>"),
        ("a\x00b\x07c\u202ed\u200be", "abcde"),
        ("a\r\nb\rc\u2028d\te", "a\nb\nc\nd e"),
        ("e\u0301", "é"),
        ("😀 中", f"{REPLACEMENT} {REPLACEMENT}"),
        ("→ ● ▲ ■ ○ ✕ ✓", "→ ● ▲ ■ ○ ✕ ✓"),
        ("Malmvägen\u2011Edsberg\u202f%", "Malmvägen-Edsberg %"),
        ("ﬁ ½ № ℃", "ﬁ ½ № °C"),
        ("\ud800x", "x"),
    ],
)
def test_a_text_is_made_fit_for_paper(typed: str, printed: str) -> None:
    assert plain(typed) == printed


@given(st.text(max_size=300))
def test_every_letter_left_has_a_form_in_its_typeface(text: str) -> None:
    for font, run in letter_runs(text, REGULAR):
        assert font in (REGULAR, SIGNS)
        assert all(ord(char) in letters_of(font) or char in "\xa0\xad" for char in run)


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=120), min_size=1, max_size=4),
    st.floats(20, 400),
)
def test_lines_fit_their_measure_and_keep_every_letter(texts: list[str], width: float) -> None:
    lines = break_lines([Span(text) for text in texts], width, 9.5, Weight.REGULAR, Ink.TEXT)
    told = "".join(run[2] for line in lines for run in line)
    assert _letters(told) == _letters("".join(plain(text) for text in texts))
    for line in lines:
        text = "".join(run[2] for run in line).rstrip()
        assert text_width(text, 9.5) <= width + 0.1 or len(text) <= 2


def test_empty_lines_and_line_ends_are_kept() -> None:
    lines = break_lines([Span("ett\n\ntvå\n"), Span("tre")], 200, 9, Weight.REGULAR, Ink.TEXT)
    assert ["".join(run[2] for run in line).strip() for line in lines] == ["ett", "", "två", "tre"]


@settings(max_examples=25)
@given(st.text(max_size=400), st.text(max_size=60))
def test_arbitrary_text_builds_an_archivable_pack_and_is_found_in_it(
    tmp_path_factory: pytest.TempPathFactory, text: str, title: str
) -> None:
    path = tmp_path_factory.mktemp("text") / "pack.pdf"
    written = write_sample(_with_background(text, title), path)
    assert written.archivable
    found = _read(path)
    paragraphs = [part for part in text.replace("\r\n", "\n").split("\n") if part.strip()]
    for part in paragraphs:
        assert _letters(unicodedata.normalize("NFKC", plain(part.strip()))) in found


def _read(path: Path) -> str:
    """Return the letters and digits of the whole file, read by another library."""
    document = pypdfium2.PdfDocument(path)
    try:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
    return _letters(unicodedata.normalize("NFKC", text))


def test_markup_is_printed_as_typed(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    write_sample(_with_background("<b>&amp; <font color=red>röd</font> & <!-- -->"), path)
    assert "<b>&amp; <font color=red>röd</font> & <!-- -->" in text_of(path)


def test_a_text_of_ten_thousand_letters_flows_over_the_pages(tmp_path: Path) -> None:
    words = [f"ord{number}" for number in range(1_400)]
    path = tmp_path / "pack.pdf"
    written = write_sample(_with_background(" ".join(words)), path)
    assert written.pages > 3
    assert [word for word in text_of(path, layout=False).split() if word in set(words)][-1_400:] == words


def test_one_word_of_ten_thousand_letters_is_cut_into_lines(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    write_sample(_with_background("å" * 10_000), path)
    assert sum(page.count("å") for page in pages_of(path)) >= 10_000


def test_more_letters_than_a_typeface_has_codes_for_are_all_printed(tmp_path: Path) -> None:
    letters = sorted(chr(code) for code in letters_of(REGULAR) if chr(code).isalpha())
    path = tmp_path / "pack.pdf"
    assert len(letters) > 500
    assert write_sample(_with_background(" ".join(letters)), path).archivable
    assert set(_letters(unicodedata.normalize("NFKC", "".join(letters)))) <= set(_read(path))


def test_a_placeholder_of_ours_in_a_text_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    write_sample(_with_background("\x010\x01 %late0%"), path)
    assert "0 %late0%" in text_of(path)
