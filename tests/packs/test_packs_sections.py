"""What every part of the pack says, word for word, and that empty parts stay away."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from support.pack_samples import PARKS, SCHOOL, YARD, empty_pack, sample_pack, write_sample
from support.pdfs import lines_of, pages_of

from trygg_desktop.domain.chain import Link, LinkState
from trygg_desktop.messages import N_
from trygg_desktop.packs.content import PackContent
from trygg_desktop.packs.sections import SECTIONS

GOLDEN = Path(__file__).parent / "golden"
_RUNNING = 3
"""Lines of every page that are running head and foot."""

_PARTS: dict[str, tuple[str, ...]] = {
    "decisions_asked": ("items",),
    "needs": ("matters", "obstacles"),
    "previous": ("previous", "previous_label", "decisions", "tasks"),
    "news": ("previous", "previous_label", "news"),
    "chain": ("links", "matrix", "period", "reported"),
    "measures": ("measures", "period"),
    "deviations": ("deviations", "period"),
    "indicators": ("indicators",),
    "sources": ("sources", "period"),
}


def _check(name: str, lines: list[str]) -> None:
    """Compare with the kept text; ``TRYGG_WRITE_GOLDEN=1`` keeps the new one instead."""
    path = GOLDEN / f"{name}.txt"
    text = "\n".join(lines) + "\n"
    if os.environ.get("TRYGG_WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def _body(page: str) -> list[str]:
    """Return a page's lines without running head and foot."""
    return lines_of(page)[1:-1]


def _only(key: str) -> PackContent:
    full = sample_pack()
    return empty_pack(**{name: getattr(full, name) for name in _PARTS[key]})


def test_every_usual_section_has_a_golden_text() -> None:
    """The others stand in the golden texts of the profiles that have them."""
    assert [section.key for section in SECTIONS if section.usual] == list(_PARTS)


@pytest.mark.parametrize("key", list(_PARTS))
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_section_says_what_it_always_said(key: str, language: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    write_sample(replace(_only(key), language=language), path)
    section = next(section for section in SECTIONS if section.key == key)
    place = 1 if section.first else -1
    _check(f"{key}.{language}", _body(pages_of(path)[place]))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_cover_and_item_say_what_they_always_said(language: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    full = sample_pack()
    write_sample(empty_pack(items=full.items, language=language), path)
    pages = pages_of(path)
    _check(f"cover.{language}", lines_of(pages[0]))
    _check(f"item.{language}", lines_of(pages[2]))


def test_an_empty_programme_gives_a_cover_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    assert write_sample(empty_pack(), path).pages == 1
    assert "Föredragningslistan är tom." in lines_of(pages_of(path)[0])


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_an_item_that_carries_an_empty_section_says_that_it_is_empty(section: object, tmp_path: Path) -> None:
    full = sample_pack()
    item = replace(full.items[0], sections=(section.key,))  # type: ignore[attr-defined]
    path = tmp_path / "pack.pdf"
    write_sample(empty_pack(items=(item,), language="en"), path)
    assert str(section.empty) in " ".join(lines_of(pages_of(path)[1]))  # type: ignore[attr-defined]


def test_a_section_stands_where_its_item_is_and_nowhere_else(tmp_path: Path) -> None:
    full = sample_pack()
    items = (replace(full.items[0], sections=("previous", "news")), *full.items[1:])
    path = tmp_path / "pack.pdf"
    write_sample(sample_pack(items=items), path)
    pages = pages_of(path)
    with_decisions = [number for number, page in enumerate(pages) if "Öppna beslut" in page]
    assert len(with_decisions) == 1
    assert "Punkt 1 · Föregående anteckningar" in pages[with_decisions[0]]
    assert "Nytt sedan sist" in pages[with_decisions[0]]


def test_a_chain_whose_weakest_link_is_yellow_tells_why(tmp_path: Path) -> None:
    full = sample_pack()
    yellow = Link(party=PARKS, state=LinkState.YELLOW, reasons=(N_("Late: {codes}.", codes="Å-01"),))
    green = Link(party=SCHOOL, state=LinkState.GREEN, reasons=(N_("Everything is reported and nothing deviates."),))
    path = tmp_path / "pack.pdf"
    write_sample(empty_pack(links=(yellow, green), period=full.period), path)
    said = " ".join(lines_of(pages_of(path)[-1]))
    assert "Svagaste länken är Natur och teknik. Försenade: Å-01." in said


def test_a_measure_past_its_end_says_so_beside_its_status(tmp_path: Path) -> None:
    full = sample_pack()
    ended = replace(full.measures[0], past_end=True)
    path = tmp_path / "pack.pdf"
    write_sample(empty_pack(measures=(ended,), period=full.period, language="sv"), path)
    said = pages_of(path)[-1]
    assert "försenad" in said
    assert re.search(r"slutdatum\s.*passerat", said, re.DOTALL)


def test_the_last_row_of_a_table_is_not_left_alone_on_the_next_page(tmp_path: Path) -> None:
    full = sample_pack()
    for count in range(20, 45):
        lines = tuple(replace(full.measures[1], measure=replace(YARD, code=f"Å-{n:03}")) for n in range(count))
        path = tmp_path / f"{count}.pdf"
        write_sample(empty_pack(measures=lines, period=full.period), path)
        on_last = re.findall(r"Å-\d{3}", pages_of(path)[-1])
        assert len(on_last) > 1


def test_an_item_names_the_period_its_measure_is_followed_up_for(tmp_path: Path) -> None:
    full = sample_pack()
    path = tmp_path / "pack.pdf"
    write_sample(empty_pack(items=full.items, period=full.period), path)
    assert re.search(r"Uppföljning +tertial 2 2026", pages_of(path)[2])


def test_too_many_minutes_are_warned_of(tmp_path: Path) -> None:
    full = sample_pack()
    long = replace(full.items[0], item=replace(full.items[0].item, minutes=200))
    path = tmp_path / "pack.pdf"
    write_sample(empty_pack(items=(long,)), path)
    assert "200 minuter är planerade, men mötet är bara 120 minuter." in pages_of(path)[0]
