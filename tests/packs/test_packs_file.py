"""The pack as a file: read by poppler and qpdf, tagged, archivable, the same bytes every time."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pikepdf
import pikepdf.pdfa
import pytest
from support.pack_samples import empty_pack, sample_pack, write_sample
from support.pdfs import bookmarks_of, check_pdf, facts_of, fonts_of, links_of, pages_of, structure_of, text_of

from trygg_desktop.domain.words import BodyKind
from trygg_desktop.formats import Locale
from trygg_desktop.messages import Message
from trygg_desktop.packs.content import PackContent
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.pack_content import gather_pack

_MADE = datetime(2026, 11, 22, 14, 30)


@pytest.fixture
def content(demo: Project, loc: Locale) -> PackContent:
    """The pack for the demo's next meeting of the steering group."""
    ((meeting_id,),) = demo.rows("SELECT id FROM meeting WHERE \"on\" = '2026-12-01'")
    return gather_pack(demo, meeting_id, loc, now=_MADE)


@pytest.fixture
def pack(content: PackContent, tmp_path: Path) -> Path:
    path = tmp_path / "pack.pdf"
    write_sample(content, path)
    return path


def test_the_file_says_what_it_is_and_in_which_language(pack: Path) -> None:
    facts = facts_of(pack)
    assert facts["Title"] == "Möteshandlingar SG 2026-4, Tjänstemannastyrgrupp 1 december 2026"
    assert facts["Author"] == "Inga utsatta områden 2030 · Sollentuna"
    assert facts["Tagged"] == "yes"
    assert facts["Page size"].endswith("(A4)")
    check_pdf(pack)
    with pikepdf.open(pack) as pdf:
        assert str(pdf.Root.Lang) == "sv-SE"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.Root.PageLabels.Nums[1].S) == "/D"


def test_every_typeface_is_embedded(pack: Path) -> None:
    fonts = fonts_of(pack)
    assert {"OpenSans-Regular", "OpenSans-SemiBold", "TryggSigns"} <= {f.split()[0].partition("+")[2] for f in fonts}
    assert all(re.search(r"\byes yes yes\b", font) for font in fonts), fonts


def test_the_archive_takes_it(pack: Path, content: PackContent, tmp_path: Path) -> None:
    assert write_sample(content, tmp_path / "again.pdf").archivable
    assert pikepdf.pdfa.validate_written(pack, "1b").passed


def test_it_is_read_by_ear_in_the_order_it_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    write_sample(sample_pack(indicators=(), measures=()), path)
    tree = structure_of(path)
    spoken = [" ".join(text.split()) for text in re.findall(r'"(.*?)"', tree, re.DOTALL)]
    titles = re.findall(r'H1 \(block\)\s+"(.*?)"', tree, re.DOTALL)
    assert titles == [
        "Styrgrupp 1 december 2026",
        "Beslut som begärs",
        "Behöver styrgruppen",
        "Belysning, markåtkomst",
        "Föregående anteckningar, öppna beslut och uppgifter",
        "Nytt sedan sist",
        "Kedjan",
        "Avvikelser och korrigerande åtgärder",
        "Underlag",
        "Kartbilaga",
    ]
    assert spoken[0] == "Möteshandlingar · version 1 · utkast"
    assert "Utkast, version 1" not in tree
    assert re.search(r"TH:\s+/Scope /Column\s+\"Lagdel\"", tree)
    assert re.search(r"TH:\s+/Scope /Row\s+\"Natur och teknik\"", tree)
    numbered = tree[tree.index("L (block)") :]
    assert re.match(r"L \(block\):?\s+(/ListNumbering /Decimal\s+)?LI.*\s+Lbl.*\s+\"1\.\"\s+LBody", numbered)


def test_a_figure_tells_in_words_what_it_shows(pack: Path) -> None:
    with pikepdf.open(pack) as pdf:
        figures = [e for e in _elements(pdf) if e.get("/S") == "/Figure"]
        told = [str(figure.Alt) for figure in figures]
    assert told[0].startswith("Kedjan, tertial 2 2026. Svagaste länken är Kompetens- och arbetsmarknad.")
    assert any("Från 12,5\xa0procent (T2 2025) till 10,4\xa0procent (T2 2026)" in words for words in told)


def _elements(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o and "/P" in o]


def test_everything_drawn_is_tagged_or_marked_as_not_to_be_read(pack: Path) -> None:
    """Between pieces of marked content nothing but graphics state may stand."""
    drawing = {"Tj", "'", "TJ", "S", "f", "f*", "B", "B*", "s", "b", "b*", "Do"}
    with pikepdf.open(pack) as pdf:
        for page in pdf.pages:
            depth = 0
            for _, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
                assert depth in (0, 1)
                assert depth or name not in drawing


def test_every_piece_of_content_is_found_from_the_page_and_from_the_tree(pack: Path) -> None:
    with pikepdf.open(pack) as pdf:
        nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        parents = {int(nums[i]): nums[i + 1] for i in range(0, len(nums), 2)}
        for number, page in enumerate(pdf.pages):
            marks = [
                int(operands[1].MCID)
                for operands, operator in pikepdf.parse_content_stream(page)
                if str(operator) == "BDC" and "/MCID" in operands[1]
            ]
            assert marks == list(range(len(marks)))
            assert int(page.StructParents) == number
            assert len(parents[number]) == len(marks)


def test_the_agenda_leads_to_every_item_that_has_pages(pack: Path) -> None:
    links = [link for link in links_of(pack) if link[2][0].isdecimal()]
    assert [words.split(" ", 1)[0] for _, _, words in links] == ["1", "2", "3", "4", "5", "6"]
    pages = pages_of(pack)
    for page, target, words in links:
        assert page == 1
        number, title = words.split(" ", 1)
        assert title[:20] in pages[target - 1]
        row = next(line for line in pages[0].splitlines() if re.match(rf"\s*{number}\s{{3,}}", line))
        assert row.split()[-1] == str(target)
    assert re.search(r"7\s+Nästa möte.*–$", pages[0], re.MULTILINE)


def test_the_cover_leads_to_every_section_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    write_sample(sample_pack(), path)
    pages = pages_of(path)
    led = {words.rpartition(" ")[0] or words: (page, target) for page, target, words in links_of(path)}
    titles = re.findall(r"^ *(\S.*?) {3,}(\d+)$", pages[0].partition("Övrigt innehåll")[2], re.MULTILINE)
    assert [title for title, _ in titles] == [
        "Beslut som begärs",
        "Behöver styrgruppen",
        "Föregående anteckningar, öppna beslut och uppgifter",
        "Nytt sedan sist",
        "Kedjan",
        "Åtgärdernas status",
        "Avvikelser och korrigerande åtgärder",
        "Indikatorer",
        "Underlag",
        "Bilaga 1: Kartbilaga",
    ]
    for title, page in titles:
        assert title.rpartition(": ")[2] in pages[int(page) - 1]
    assert len(led) == len(titles) + 1


def test_a_link_holds_its_title_and_says_it_and_every_column_has_a_name(pack: Path) -> None:
    with pikepdf.open(pack) as pdf:
        elements = _elements(pdf)
        links = [e for e in elements if e.get("/S") == "/Link"]
        told = [str(link.Alt) for link in links]
        assert any(words.startswith("3 Läget i kedjan") for words in told)
        assert all(any(kid.is_int if hasattr(kid, "is_int") else isinstance(kid, int) for kid in e.K) for e in links)
    tree = structure_of(pack)
    assert re.search(r'Link \(inline\).*?\n\s+"Läget i kedjan', tree, re.DOTALL)
    assert re.search(r"TH:\s+/Scope /Column\s+\"Ärende\"", tree)


def test_example_data_is_marked_on_every_page_and_explained_on_the_cover(tmp_path: Path) -> None:
    made_up, real = tmp_path / "example.pdf", tmp_path / "real.pdf"
    full = sample_pack(indicators=())
    write_sample(full, real)
    write_sample(replace(full, programme=replace(full.programme, is_example=True)), made_up)
    assert all("Exempeldata" in page.strip().splitlines()[-1] for page in pages_of(made_up))
    sentence = "Exempeldata: siffror och bedömningar är påhittade där ingen källa anges."
    assert sentence in pages_of(made_up)[0]
    assert "Exempeldata" not in text_of(real)


def test_the_cover_names_the_decision_behind_the_assignment_as_far_as_it_is_known(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    full = sample_pack()
    decided = replace(full.programme, decided_by="Kommunfullmäktige", decision_date=date(2021, 12, 9))
    write_sample(replace(full, programme=decided), path)
    assert "Uppdraget är beslutat av: Kommunfullmäktige, 9 december 2021\n" in pages_of(path)[0]
    whole = replace(decided, decision_number="§ 112", registry_number="2021/0456")
    write_sample(replace(full, programme=whole), path)
    assert "av: Kommunfullmäktige, 9 december 2021, § 112, dnr 2021/0456\n" in pages_of(path)[0]
    write_sample(full, path)
    assert "Uppdraget" not in pages_of(path)[0]


def test_another_body_than_the_steering_group_is_called_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    full = sample_pack()
    write_sample(replace(full, body=replace(full.body, name="Kommunstyrelsen", kind=BodyKind.OWNER)), path)
    assert "Kräver uppmärksamhet: Kommunstyrelsen" in text_of(path)
    assert "styrgruppen" not in pages_of(path)[0].casefold()


def test_bookmarks_follow_the_headings(pack: Path) -> None:
    bookmarks = bookmarks_of(pack)
    titles = [title for _, title, _ in bookmarks]
    assert titles[0] == "Omslag och föredragningslista"
    assert "Läget i kedjan, tertial 2" in titles
    assert [page for _, _, page in bookmarks] == sorted(page for _, _, page in bookmarks)
    pages = pages_of(pack)
    for _, title, page in bookmarks[1:]:
        assert title.split()[0] in pages[page - 1]


def test_running_heads_name_the_item_and_the_page(pack: Path) -> None:
    pages = pages_of(pack)
    assert f"1 ({len(pages)})" in pages[0]
    for number, page in enumerate(pages[1:], 2):
        head, foot = page.strip().splitlines()[0], page.strip().splitlines()[-1]
        assert head.startswith("Tjänstemannastyrgrupp 1 december 2026")
        assert foot.split("  ")[0].startswith("Inga utsatta områden 2030")
        assert foot.endswith(f"{number} ({len(pages)})")
    assert any("Punkt 3 · Läget i kedjan, tertial 2" in page.splitlines()[0] for page in pages)


def test_a_draft_is_marked_until_the_papers_are_sent(content: PackContent, tmp_path: Path) -> None:
    draft, sent = tmp_path / "draft.pdf", tmp_path / "sent.pdf"
    write_sample(content, draft)
    write_sample(replace(content, is_draft=False, version=2), sent)
    assert all("Utkast, version 1" in page for page in pages_of(draft))
    assert "tkast" not in text_of(sent)
    assert "version 2" in pages_of(sent)[0]


def test_the_same_content_makes_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    here, there = tmp_path / "here.pdf", tmp_path / "there.pdf"
    write_sample(sample_pack(), here)
    code = (
        "import sys; from pathlib import Path; from support.pack_samples import sample_pack, write_sample;"
        "write_sample(sample_pack(), Path(sys.argv[1]))"
    )
    paths = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]
    environment = {"PYTHONPATH": ":".join(paths), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", code, str(there)], check=True, env=environment)
    assert here.read_bytes() == there.read_bytes()


def test_the_file_carries_the_moment_of_its_content(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    write_sample(empty_pack(utc_offset=timedelta(hours=1)), path)
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261122143000+01'00"
        metadata = pdf.Root.Metadata.read_bytes().decode()
    assert metadata.count("2026-11-22T14:30:00+01:00") == 3


def test_progress_is_told_page_by_page(tmp_path: Path) -> None:
    told: list[tuple[int, int, Message]] = []
    write_sample(sample_pack(), tmp_path / "pack.pdf", lambda done, total, what: told.append((done, total, what)))
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert all(done <= total for done, total, _ in told)
    assert str(told[-1][2]) == "Making the file fit for the archive"


def test_what_the_archive_refuses_is_still_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is no PDF/A is written all the same, and said to be none."""
    from trygg_desktop.packs.running import RunningHeads

    monkeypatch.setattr(RunningHeads, "furnish", lambda *_: "1 2 nosuchoperator")
    path = tmp_path / "pack.pdf"
    assert not write_sample(empty_pack(), path).archivable
    assert "Styrgrupp" in text_of(path)
