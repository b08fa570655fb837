"""Profiles: which parts a pack has and in which order, as golden texts; frozen content; evidence inside the file."""

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pikepdf
import pikepdf.pdfa
import pytest
from support.pack_samples import sample_pack, write_sample
from support.pdfs import bookmarks_of, check_pdf, lines_of, pages_of, text_of

from trygg_desktop.domain.pack_profiles import READY_PROFILES, Part
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.packs.content import PackContent
from trygg_desktop.packs.enclosed import Enclosed, EvidenceFile
from trygg_desktop.packs.freezing import freeze, thaw
from trygg_desktop.packs.sections import SECTIONS
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.pack_content import gather_pack
from trygg_desktop.workflows.pack_profiles import choose_ready

GOLDEN = Path(__file__).parent / "golden"
_MADE = datetime(2026, 11, 22, 14, 30)


def _gather(demo: Project, loc: Locale, key: str, *, is_public: bool = False) -> PackContent:
    ((meeting_id,),) = demo.rows("SELECT id FROM meeting WHERE \"on\" = '2026-12-01'")
    ready = next(ready for ready in READY_PROFILES if ready.key == key)
    return gather_pack(demo, meeting_id, loc, now=_MADE, profile=replace(choose_ready(ready, loc), is_public=is_public))


@pytest.mark.parametrize("key", [ready.key for ready in READY_PROFILES])
def test_a_profile_says_what_it_always_said(key: str, demo: Project, loc: Locale, tmp_path: Path) -> None:
    path, golden = tmp_path / "pack.pdf", GOLDEN / f"profile_{key}.sv.txt"
    assert write_sample(_gather(demo, loc, key), path).flavour == "1b"
    text = "\n".join(lines_of(text_of(path))) + "\n"
    if os.environ.get("TRYGG_WRITE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
    check_pdf(path)


def test_the_tertial_report_follows_the_order_of_the_municipalitys_own(
    demo: Project, loc: Locale, tmp_path: Path
) -> None:
    path = tmp_path / "pack.pdf"
    write_sample(_gather(demo, loc, "tertial"), path)
    titles = [title for level, title, _ in bookmarks_of(path) if level == 0]
    assert titles[1:8] == [
        "Ekonomisk uppföljning",
        "Viktiga förändringar",
        "Nya data och resultat",
        "Styrdokument för särskild uppföljning: utvecklingsuppdraget",
        "Mål",
        "Uppdrag",
        "Avvikelser och korrigerande åtgärder",
    ]
    assert "Internkontroll" in titles


def test_a_ready_profile_names_only_parts_that_there_are() -> None:
    keys = {section.key for section in SECTIONS} | {"items"}
    assert all(key in keys for ready in READY_PROFILES for key, _ in ready.parts)


def test_parts_stand_in_the_chosen_order_under_the_chosen_title(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    parts = (Part("sources"), Part("measures", "Det vi gör"), Part("items"))
    write_sample(sample_pack(parts=parts), path)
    titles = [title for level, title, _ in bookmarks_of(path) if level == 0]
    assert titles == ["Omslag och föredragningslista", "Underlag", "Det vi gör", "Belysning, markåtkomst", "Kartbilaga"]


def test_without_the_items_the_agenda_leads_nowhere_and_papers_stay_out(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    write_sample(sample_pack(parts=(Part("measures"),), with_papers=False), path)
    assert [title for level, title, _ in bookmarks_of(path) if level == 0][1:] == ["Åtgärdernas status"]


@pytest.mark.parametrize("is_public", [False, True])
def test_a_frozen_pack_is_set_again_byte_for_byte(is_public: bool, demo: Project, loc: Locale, tmp_path: Path) -> None:
    content = _gather(demo, loc, "steering", is_public=is_public)
    frozen = freeze(content)
    write_sample(content, tmp_path / "a.pdf")
    write_sample(thaw(frozen), tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert freeze(thaw(frozen)) == frozen


@pytest.mark.parametrize("frozen", [b"", b"skrap", freeze(sample_pack())[:200]])
def test_damaged_frozen_content_is_refused_in_plain_words(frozen: bytes) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        thaw(frozen)


def test_frozen_content_cannot_name_anything_else_of_the_program() -> None:
    import gzip

    with pytest.raises(UserError, match="cannot be read"):
        thaw(gzip.compress(b'{"#":"outputs:Path","is":"x"}'))


def test_a_pack_with_evidence_carries_the_files_and_is_pdf_a_3(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    files = (
        EvidenceFile("Uppföljning NTK.xlsx", b"PK bok", "application/vnd.ms-excel", "Arbetsbok", is_source=True),
        EvidenceFile("Indikatorer.csv", "Kod;Värde\r\n".encode(), "text/csv", "Siffror", is_source=False),
    )
    content = sample_pack(with_evidence=True, carried=tuple(f.name for f in files), withheld=("Soc.xlsx",))
    for again in (path, tmp_path / "again.pdf"):
        assert write_sample(content, again, enclosed=Enclosed(evidence=files)).flavour == "3b"
    assert path.read_bytes() == (tmp_path / "again.pdf").read_bytes()
    assert pikepdf.pdfa.validate_written(path, "3b").passed
    with pikepdf.open(path) as pdf:
        kept = {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}
        relations = {str(spec.UF): str(spec.AFRelationship) for spec in pdf.Root.AF}
    assert kept == {file.name: file.content for file in files}
    assert relations == {"Uppföljning NTK.xlsx": "/Source", "Indikatorer.csv": "/Data"}
    said = " ".join(" ".join(pages_of(path)).split())
    assert "Medföljer inuti den här filen som bifogade filer: Uppföljning NTK.xlsx, Indikatorer.csv." in said
    assert "originalet är undantaget: Soc.xlsx." in said
