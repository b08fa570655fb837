"""The papers of the items in the pack: merged, placed or listed, numbered through, and refused by name when broken."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from support.foreign_papers import XLSX, enclose, foreign_pdf, locked_pdf, paper, picture
from support.pack_samples import empty_pack, sample_pack, write_sample
from support.pdfs import bookmarks_of, check_pdf, facts_of, links_of, pages_of, structure_of

from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.packs.content import PackContent, PaperLine
from trygg_desktop.packs.enclosed import SheetTable
from trygg_desktop.packs.pack import WrittenPack

Given = tuple[PaperLine, bytes]


def _with(*papers: Given, content: PackContent | None = None) -> PackContent:
    content = content or sample_pack(indicators=(), measures=())
    items = list(content.items)
    items[1] = replace(items[1], papers=tuple(line for line, _ in papers))
    return replace(content, items=tuple(items))


def _write(path: Path, *papers: Given, sheets: tuple[SheetTable, ...] = ()) -> WrittenPack:
    return write_sample(_with(*papers), path, enclosed=enclose(*papers, sheets=sheets))


def test_every_page_of_a_paper_stands_in_the_pack_under_our_head_and_number(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    chart, memo = foreign_pdf("Karta ett åäö", "Karta två"), foreign_pdf("Promemoria")
    written = _write(path, paper("Kartbilaga", chart), paper("PM", memo))
    pages = pages_of(path)
    assert len(pages) == written.pages
    divider = next(n for n, text in enumerate(pages) if "Bilaga 1 · Punkt 2" in text)
    assert "Hör till punkt 2, Belysning, markåtkomst." in pages[divider]
    assert "2 sidor, något förminskade" in pages[divider]
    assert "Karta ett åäö" in pages[divider + 1]
    assert "Karta två" in pages[divider + 2]
    assert "Punkt 2 · Belysning, markåtkomst, Bilaga 1: Kartbilaga" in pages[divider + 2]
    assert f"{divider + 3} ({written.pages})" in pages[divider + 2]
    assert "Promemoria" in pages[-1]
    assert written.flavour == "2b"
    check_pdf(path)


def test_bookmarks_contents_and_the_item_lead_to_the_papers(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    _write(path, paper("Kartbilaga", foreign_pdf("Karta ett", "Karta två")), paper("PM", foreign_pdf("Promemoria")))
    pages = pages_of(path)
    starts = [number for number, text in enumerate(pages, 1) if "Hör till punkt 2" in text]
    assert [(title, page) for _, title, page in bookmarks_of(path)][-2:] == [
        ("Kartbilaga", starts[0]),
        ("PM", starts[1]),
    ]
    led = [(page, target) for page, target, words in links_of(path) if words.startswith("Bilaga 1: Kartbilaga")]
    item = next(number for number, text in enumerate(pages, 1) if "Förslag till beslut" in text and "Vintern" in text)
    assert led == [(1, starts[0]), (item, starts[0])]
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.PageLabels.Nums[1].S) == "/D"


def test_a_tagged_paper_is_read_by_ear_where_it_stands_and_no_tag_points_astray(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    _write(path, paper("PM", foreign_pdf("Promemorians text", tagged=True)))
    tree = structure_of(path)
    assert tree.count('"Promemorians text"') == 1
    assert tree.index("Hör till punkt 2") < tree.index("Promemorians text")
    assert facts_of(path)["Tagged"] == "yes"


def test_lying_and_turned_pages_stand_upright_on_lying_paper(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    lying, turned = foreign_pdf("Liggande", size=(842, 595)), foreign_pdf("Vriden", turn=90)
    _write(path, paper("Liggande", lying), paper("Vriden", turned))
    with pikepdf.open(path) as pdf:
        sizes = [tuple(round(float(v)) for v in page.mediabox[2:]) for page in pdf.pages]
    assert sizes[-3:] == [(842, 595), (595, 842), (842, 595)]
    assert sizes[0] == (595, 842)


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (picture("PNG", (300, 400), "RGBA"), "image/png"),
        (picture("PNG", (40, 30), "L"), "image/png"),
        (picture("JPEG", (800, 600)), "image/jpeg"),
        (picture("JPEG", (80, 60), "CMYK"), "image/jpeg"),
    ],
)
def test_a_picture_gets_a_page_and_its_title_as_its_words(content: bytes, media: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    written = _write(path, paper("Foto av stråket", content, media))
    assert written.flavour in ("1b", "2b")
    check_pdf(path)
    with pikepdf.open(path) as pdf:
        told = [str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        kinds = [str(image.Subtype) for image in pdf.pages[-1].obj.Resources.XObject.values()]
    assert "Foto av stråket" in told
    assert kinds == ["/Image"]


def test_a_small_workbook_is_printed_as_a_table_and_a_large_one_listed(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    small = SheetTable("Budget", 2, 2, (("Post", "Kronor"), ("Belysning <1>", "1 850 & mer")))
    sheets = (small, SheetTable("Data", 9000, 40), SheetTable("Tomt", 0, 0))
    _write(path, paper("Kalkyl", b"PK-bytes", XLSX), sheets=sheets)
    text = " ".join(pages_of(path)[-1].split())
    assert "Arbetsbok med 3 blad." in text
    assert "Belysning <1> 1 850 & mer" in text
    assert "9000 rader, 40 kolumner. För stort att skriva ut" in text.replace("\xa0", "").replace("9 000", "9000")
    assert "Bladet är tomt." in text


def test_a_paper_of_another_kind_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    _write(path, paper("Ljudfil", b"ljud", "audio/mpeg"))
    assert "Den här sortens fil kan inte skrivas ut" in pages_of(path)[-1]


@pytest.mark.parametrize(
    ("content", "media", "said"),
    [
        (locked_pdf(), "application/pdf", "skyddad med lösenord"),
        (b"%PDF-1.7 sedan ingenting", "application/pdf", "är skadad och kan inte fogas in"),
        (b"", "application/pdf", "är skadad och kan inte fogas in"),
        (foreign_pdf("klippt")[:400], "application/pdf", "är skadad och kan inte fogas in"),
        (picture()[:50], "image/png", "är skadad och kan inte visas"),
        (b"\xff\xd8\xff skrap", "image/jpeg", "är skadad och kan inte visas"),
    ],
)
def test_a_broken_or_locked_paper_is_refused_by_name(
    content: bytes, media: str, said: str, tmp_path: Path, loc: Locale
) -> None:
    with pytest.raises(UserError) as refused:
        _write(tmp_path / "pack.pdf", paper("Kartbilaga", content, media))
    words = loc.t(refused.value.message)
    assert "”Kartbilaga” till punkt 2" in words
    assert said in words
    assert not (tmp_path / "pack.pdf").exists()


def test_a_paper_that_keeps_the_pack_from_the_archive_is_named_and_may_lie_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    good, bad = paper("Bra", foreign_pdf("bra")), paper("Utan teckensnitt", foreign_pdf("dålig", embedded=False))
    written = _write(path, good, bad)
    assert (written.flavour, written.unfit) == ("", (2,))
    check_pdf(path)
    assert "dålig" in pages_of(path)[-1]
    beside = (replace(bad[0], beside=True), bad[1])
    again = _write(path, good, beside)
    assert again.flavour == "2b"
    assert "ligger bredvid som Utan teckensnitt.pdf" in " ".join(pages_of(path)[-1].split())


def test_the_same_papers_make_the_same_bytes(tmp_path: Path) -> None:
    papers = [paper("PM", foreign_pdf("text", tagged=True)), paper("Foto", picture("JPEG"), "image/jpeg")]
    _write(tmp_path / "a.pdf", *papers)
    _write(tmp_path / "b.pdf", *papers)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_pack_without_items_has_no_papers(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    assert write_sample(empty_pack(), path).flavour == "1b"
    assert "Bilaga" not in pages_of(path)[-1]


def test_sixty_papers_on_one_item_are_all_found(tmp_path: Path) -> None:
    papers = [paper(f"PM {n}", foreign_pdf(f"Sida ur PM {n}")) for n in range(1, 61)]
    path = tmp_path / "pack.pdf"
    written = _write(path, *papers)
    whole = "\n".join(pages_of(path))
    assert all(f"Sida ur PM {n}" in whole for n in range(1, 61))
    assert written.pages > 120
