"""Late papers: a new version lists its changes, and only the pages that differ can be printed, numbered to fit in."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.foreign_papers import enclose, foreign_pdf, paper
from support.pack_samples import sample_pack, write_sample
from support.pdfs import check_pdf, facts_of, pages_of

from trygg_desktop.domain.chain import LinkState
from trygg_desktop.formats import Locale
from trygg_desktop.jobs import report_to_nobody
from trygg_desktop.packs.comparing import compare_versions
from trygg_desktop.packs.content import ItemContent, PackContent, PaperLine
from trygg_desktop.packs.enclosed import NOTHING, Enclosed
from trygg_desktop.packs.pack import write_replacements
from trygg_desktop.packs.replacing import find_swaps, label_pages


def _with_item(content: PackContent, place: int, **texts: object) -> PackContent:
    items = list(content.items)
    items[place] = replace(items[place], item=replace(items[place].item, **texts))  # type: ignore[arg-type]
    return replace(content, items=tuple(items), version=2)


def _said(old: PackContent, new: PackContent, loc: Locale) -> list[str]:
    return [f"{loc.t(line.place)}: {loc.t(line.what)}" for line in compare_versions(old, new)]


def test_two_alike_versions_have_no_changes(loc: Locale) -> None:
    assert _said(sample_pack(), sample_pack(), loc) == []


def test_changes_of_items_papers_and_measures_are_listed_with_their_place(loc: Locale) -> None:
    old = sample_pack()
    new = _with_item(old, 1, proposal="Ett annat förslag")
    items = list(new.items)
    items[1] = replace(items[1], papers=(*items[1].papers, PaperLine(title="Sen karta", sha256="a")))
    items.append(ItemContent(number=4, item=replace(items[2].item, id=99, title="Ny fråga")))
    measures = (replace(old.measures[0], state=LinkState.GREEN), *old.measures[1:])
    new = replace(new, items=tuple(items), measures=measures, tasks=())
    assert _said(old, new, loc) == [
        "Punkt 2, Belysning, markåtkomst: ändrat: Förslag till beslut",
        "Punkt 2, Belysning, markåtkomst: ny handling: Sen karta",
        "Punkt 4, Ny fråga: ny punkt",
        "Åtgärd Å-01: röd → grön",
        "Öppna uppgifter: 1 inte längre med",
    ]
    assert _said(new, old, loc)[-4:] == [
        "Punkt 2, Belysning, markåtkomst: borttagen handling: Sen karta",
        "Punkt 4, Ny fråga: borttagen (var då punkt 4)",
        "Åtgärd Å-01: grön → röd",
        "Öppna uppgifter: 1 ny eller ändrad",
    ]


def test_version_two_carries_its_change_list(tmp_path: Path) -> None:
    old = sample_pack()
    new = _with_item(old, 1, proposal="Ett annat förslag")
    new = replace(new, changes=compare_versions(old, new), changed_from=1)
    path = tmp_path / "two.pdf"
    write_sample(new, path)
    pages = pages_of(path)
    assert "Ändrat sedan version 1" in pages[1]
    assert "Punkt 2, Belysning, markåtkomst" in pages[1]


def _replace(old: PackContent, new: PackContent, path: Path, before: Enclosed, now: Enclosed) -> list[str]:
    written = write_replacements(report_to_nobody, old, new, path, before, now)
    check_pdf(path)
    pages = pages_of(path)
    assert len(pages) == written.pages
    return pages


def test_only_changed_pages_are_printed_and_numbered_into_the_old_pack(tmp_path: Path) -> None:
    old = sample_pack()
    new = _with_item(old, 1, background="Ett nytt stycke.\n" * 60)
    write_sample(old, tmp_path / "old.pdf")
    olds = pages_of(tmp_path / "old.pdf")
    item = next(n for n, text in enumerate(olds, 1) if "Utan avtal kan schakten" in text)
    path = tmp_path / "pages.pdf"
    pages = _replace(old, new, path, NOTHING, NOTHING)
    assert "Ersättningssidor: från version 1 till version 2" in pages[0]
    assert f"Byt sida {item} mot {item}a–{item}" in " ".join(pages[0].split())
    assert "Byt sida 1 mot 1a." in pages[0]
    assert [f"{item}{letter} ({len(olds)})" in "".join(pages) for letter in "ab"] == [True, True]
    assert not any("Belysning i stråket" in page and "Åtgärdernas status" in page for page in pages[2:])
    with pikepdf.open(path) as pdf:
        labels = [str(found.P) for found in list(pdf.Root.PageLabels.Nums)[1::2]]
        nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    assert labels[:3] == ["0", "1a", f"{item}a"]
    assert len(nums) == 2 * len(pages)
    assert facts_of(path)["Tagged"] == "yes"


def test_the_agenda_of_the_replacement_pages_leads_to_the_old_numbers(tmp_path: Path) -> None:
    old = sample_pack()
    new = _with_item(old, 1, background="Ett nytt stycke.\n" * 60)
    pages = _replace(old, new, tmp_path / "pages.pdf", NOTHING, NOTHING)
    write_sample(old, tmp_path / "old.pdf")
    olds = pages_of(tmp_path / "old.pdf")
    last = next(n for n, text in enumerate(olds, 1) if "Uppföljning NTK.xlsx" in text)
    cover = next(page for page in pages if "Föredragningslista" in page)
    assert any(line.split() == ["Underlag", str(last)] for line in cover.splitlines())


def test_a_late_paper_is_put_in_after_the_page_before_it(tmp_path: Path) -> None:
    first, late = paper("PM", foreign_pdf("Promemoria")), paper("Sen karta", foreign_pdf("Kartan", "Kartan två"))
    old = sample_pack()
    items = list(old.items)
    items[1] = replace(items[1], papers=(first[0],))
    old = replace(old, items=tuple(items))
    items[1] = replace(items[1], papers=(first[0], late[0]))
    new = replace(old, items=tuple(items), version=2)
    write_sample(old, tmp_path / "old.pdf", enclosed=enclose(first))
    last = len(pages_of(tmp_path / "old.pdf"))
    pages = _replace(old, new, tmp_path / "pages.pdf", enclose(first), enclose(first, late))
    assert f"Lägg in {last}a–{last}c efter sida {last}." in " ".join(pages[0].split())
    assert "Kartan två" in pages[-1]
    assert not any("Promemoria" in page for page in pages)


@pytest.mark.parametrize(
    ("old", "new", "labels"),
    [
        ("abc", "abc", ["1", "2", "3"]),
        ("abc", "axyc", ["1", "2a", "2b", "3"]),
        ("abc", "abxc", ["1", "2", "2a", "3"]),
        ("abc", "xabc", ["0a", "1", "2", "3"]),
        ("abc", "ac", ["1", "3"]),
    ],
)
def test_pages_are_numbered_as_members_would(old: str, new: str, labels: list[str]) -> None:
    assert label_pages(old, new, find_swaps(old, new)) == labels


@given(st.lists(st.sampled_from("abcdef"), max_size=40), st.lists(st.sampled_from("abcdef"), max_size=40))
def test_exchanging_the_pages_as_told_gives_the_new_pack(old: list[str], new: list[str]) -> None:
    swaps = find_swaps(old, new)
    labels = label_pages(old, new, swaps)
    assert len(set(labels)) == len(labels)
    made: list[str] = []
    place = 0
    for swap in swaps:
        made += old[place : swap.after]
        made += [new[page] for page in swap.new]
        place = swap.after + len(swap.old)
    assert made + old[place:] == new
