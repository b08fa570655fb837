"""How pages are filled: nothing lost, headings with their text, tables over several pages."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.pack_samples import empty_pack, sample_pack, write_sample
from support.pdfs import lines_of, pages_of, structure_of, words_of

from trygg_desktop.packs.blocks import Block, Heading, PageBreak, Text, make_list
from trygg_desktop.packs.canvas import TaggedCanvas
from trygg_desktop.packs.pages import Frame, Pages
from trygg_desktop.packs.rows import Row
from trygg_desktop.packs.structure import Element
from trygg_desktop.packs.styles import BODY
from trygg_desktop.packs.table import Column, Table

_SIZE = (300.0, 300.0)


def _set(blocks: Sequence[Block | PageBreak], path: Path) -> list[list[str]]:
    """Set ``blocks`` on small pages and return the lines of every page."""
    draft = BytesIO()
    canvas = TaggedCanvas(draft, _SIZE, "Prov", "Prov", "sv-SE")
    pages = Pages(canvas, Frame(20, 280, 260, 20))
    pages.fill(blocks, Element("Sect", canvas.root))
    pages.end()
    canvas.finish()
    path.write_bytes(draft.getvalue())
    return [lines_of(page) for page in pages_of(path)]


def _words(count: int) -> str:
    return " ".join(f"ord{number}" for number in range(count))


def test_a_heading_never_stands_alone_at_the_foot(tmp_path: Path) -> None:
    for fill in range(12, 20):
        pages = _set([*(Text("rad") for _ in range(fill)), Heading("Rubrik", 2), Text(_words(80))], tmp_path / "p.pdf")
        page = next(lines for lines in pages if "Rubrik" in lines)
        assert len(page) - page.index("Rubrik") >= 3


def test_a_paragraph_leaves_no_single_line_on_either_page(tmp_path: Path) -> None:
    for fill in range(1, 14):
        pages = _set([*(Text("rad") for _ in range(fill)), Text(_words(120))], tmp_path / "p.pdf")
        counts = [sum(line.startswith("ord") for line in lines) for lines in pages]
        assert all(count != 1 for count in counts)


def test_a_paragraph_over_two_pages_is_one_paragraph_when_read_by_ear(tmp_path: Path) -> None:
    _set([Text(_words(300))], tmp_path / "p.pdf")
    assert structure_of(tmp_path / "p.pdf").count("P (block)") == 1


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["text", "heading", "table", "break"]), st.integers(0, 90)), max_size=14))
def test_no_block_is_lost_or_out_of_order(tmp_path_factory: object, parts: list[tuple[str, int]]) -> None:
    path = tmp_path_factory.mktemp("pages") / "p.pdf"  # type: ignore[attr-defined]
    blocks: list[Block | PageBreak] = [Text("början")]
    expected = ["början"]
    for number, (kind, size) in enumerate(parts):
        words = [f"{kind}{number}x{place}" for place in range(size)] or [f"{kind}{number}"]
        if kind == "break":
            blocks.append(PageBreak())
            continue
        expected += words
        if kind == "text":
            blocks.append(Text(" ".join(words)))
        elif kind == "heading":
            blocks.append(Heading(" ".join(words), 2, f"h{number}"))
        else:
            blocks.append(Table([Column("A"), Column("B")], [[word, ""] for word in words]))
    found = [word for page in _set(blocks, path) for line in page for word in line.split()]
    assert [word for word in found if word not in ("A", "B")] == expected


def test_header_cells_are_repeated_on_every_page_but_read_once(tmp_path: Path) -> None:
    rows = [[f"rad{number}", "värde"] for number in range(40)]
    pages = _set([Table([Column("Namn"), Column("Tal", 60, end=True)], rows)], tmp_path / "p.pdf")
    assert len(pages) > 3
    assert all(lines[0] == "Namn Tal" for lines in pages)
    assert structure_of(tmp_path / "p.pdf").count('"Namn"') == 1


def test_a_row_stays_whole_unless_it_is_longer_than_half_a_page(tmp_path: Path) -> None:
    cell = "\n".join(f"r{number}" for number in range(6))
    pages = _set([Table([Column("Namn")], [[f"{cell} slut{n}"] for n in range(9)])], tmp_path / "p.pdf")
    for lines in pages:
        assert lines.count("r0") == sum(line.startswith("r5 slut") for line in lines)
    assert sum(lines.count("r0") for lines in pages) == 9


def test_a_row_longer_than_the_page_flows_over_it(tmp_path: Path) -> None:
    cell = "\n".join(f"rad{number}" for number in range(80))
    pages = _set([Table([Column("Namn"), Column("Text")], [["A", cell], ["B", "kort"]])], tmp_path / "p.pdf")
    told = [word for lines in pages for line in lines for word in line.split() if word.startswith("rad")]
    assert told == [f"rad{number}" for number in range(80)]
    assert structure_of(tmp_path / "p.pdf").count("TR") == 3


def test_a_caption_never_leaves_its_table(tmp_path: Path) -> None:
    for count in range(5, 20):
        table = Table([Column("Namn")], [[f"rad{n}"] for n in range(count)], caption=Text("Tabell 1."))
        last = _set([table], tmp_path / "p.pdf")[-1]
        assert last[-1] == "Tabell 1."
        assert last[-2] == f"rad{count - 1}"


def test_a_table_that_is_to_stay_whole_moves_to_the_next_page(tmp_path: Path) -> None:
    table = Table([Column(""), Column("")], [[f"f{n}", "v"] for n in range(5)], shows_head=False, whole=True)
    pages = _set([*(Text("rad") for _ in range(10)), table], tmp_path / "p.pdf")
    assert pages[1] == [f"f{n} v" for n in range(5)]


def test_figures_stand_flush_right(tmp_path: Path) -> None:
    table = Table([Column("Tal", 80, end=True), Column("")], [["1", ""], ["1000", ""]])
    _set([table], tmp_path / "p.pdf")
    ends = [round(right) for word, _, right, _ in words_of(tmp_path / "p.pdf") if word in ("Tal", "1", "1000")]
    assert len(ends) == 3
    assert len(set(ends)) == 1


def test_a_block_higher_than_the_page_is_still_drawn(tmp_path: Path) -> None:
    title = " ".join(["Rubrik"] * 200)
    pages = _set([Text("först"), Heading(title, 1), Text("sist")], tmp_path / "p.pdf")
    assert pages[0] == ["först"]
    assert "sist" in pages[-1]


def test_a_list_item_longer_than_the_page_keeps_one_number(tmp_path: Path) -> None:
    pages = _set(make_list([_words(300), "kort"], numbered=True), tmp_path / "p.pdf")
    told = [line for lines in pages for line in lines]
    assert sum(line.startswith("1.") for line in told) == 1
    assert told[-1] == "2. kort"
    assert structure_of(tmp_path / "p.pdf").count("LI (block)") == 2


def test_a_split_text_keeps_its_measure() -> None:
    text = Text(_words(100), BODY)
    parts = text.split(200, 60)
    assert parts is not None
    assert len(parts[0].lines(200)) + len(parts[1].lines(200)) == len(text.lines(200))
    assert Text("kort").split(200, 60) is None
    assert Text("kort").cut(200, 60) is None


def test_a_cut_row_keeps_short_cells_on_the_first_part() -> None:
    table = Table([Column("A"), Column("B")], [])
    slots = table._slots_of(200)
    parts = Row(["kort", _words(200)]).cut(slots, 100)
    assert parts is not None
    assert parts[0].cells[0].lines(100)  # type: ignore[union-attr]
    assert Row(["kort", _words(200)]).cut(slots, 10) is None


@pytest.mark.slow
def test_two_hundred_items_and_three_hundred_rows_make_one_pack(tmp_path: Path) -> None:
    full = sample_pack()
    items = [replace(full.items[1], number=n, item=replace(full.items[1].item, id=n)) for n in range(1, 201)]
    path = tmp_path / "pack.pdf"
    written = write_sample(empty_pack(items=items, measures=list(full.measures) * 150, period=full.period), path)
    assert written.archivable
    pages = pages_of(path)
    assert len(pages) == written.pages
    assert sum(page.count("Upprustad skolgård") for page in pages) == 150
    assert any("Punkt 200" in page for page in pages)
