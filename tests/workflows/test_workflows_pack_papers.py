"""Papers, profiles and issued packs with the project: kept, built, made again, told of."""

import json
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest
from support.foreign_papers import foreign_pdf, keep_on_disk, workbook
from support.pdfs import pages_of

from trygg_desktop.domain.follow_up import ImportBatch
from trygg_desktop.domain.meetings import AgendaItem, IssuedPack
from trygg_desktop.domain.pack_profiles import Part, ReadyProfile, read_parts, ready_for, write_parts
from trygg_desktop.domain.words import BodyKind, Secrecy
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.store.pack_reading import read_issued
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.meetings import attach_paper
from trygg_desktop.workflows.pack_building import Wish, build_pack, build_replacements, read_log, rebuild_issued
from trygg_desktop.workflows.pack_content import gather_pack
from trygg_desktop.workflows.pack_profiles import (
    choose_profile,
    find_profile,
    list_profiles,
    name_parts,
    remove_profile,
    save_profile,
)

_NOW = datetime(2026, 11, 22, 14, 30)


@pytest.fixture
def meeting_id(demo: Project) -> int:
    ((found,),) = demo.rows("SELECT id FROM meeting WHERE \"on\" = '2026-12-01'")
    return int(found)


@pytest.fixture
def item_id(demo: Project, meeting_id: int) -> int:
    return demo.all(AgendaItem, "meeting_id = ? ORDER BY position", (meeting_id,))[3].id


def test_papers_of_an_item_are_merged_and_a_workbook_is_printed(
    demo: Project, meeting_id: int, item_id: int, loc: Locale, tmp_path: Path
) -> None:
    attach_paper(demo, item_id, keep_on_disk(tmp_path, "Karta.pdf", foreign_pdf("Kartans text")))
    attach_paper(demo, item_id, keep_on_disk(tmp_path, "Kalkyl.xlsx", workbook([["Post", "Kr"], ["Schakt", 1234.5]])))
    built = build_pack(demo, meeting_id, tmp_path / "pack.pdf", loc, now=_NOW)
    pages = pages_of(built.path)
    assert any("Kartans text" in page for page in pages)
    assert "Schakt" in pages[-1]
    assert "1 234,50" in pages[-1].replace("\xa0", " ")
    assert built.flavour == "2b"


def test_a_paper_that_keeps_the_pack_from_the_archive_is_laid_beside_it(
    demo: Project, meeting_id: int, item_id: int, loc: Locale, tmp_path: Path
) -> None:
    content = foreign_pdf("utan", embedded=False)
    attach_paper(demo, item_id, keep_on_disk(tmp_path, "Skanning.pdf", content))
    folder = tmp_path / "ut"
    folder.mkdir()
    plain = build_pack(demo, meeting_id, folder / "pack.pdf", loc, now=_NOW)
    assert (plain.archivable, plain.unfit, plain.beside) == (False, ("Skanning",), ())
    fit = build_pack(demo, meeting_id, folder / "pack.pdf", loc, now=_NOW, wish=Wish(for_archive=True))
    assert fit.archivable
    assert fit.beside == (folder / "Skanning.pdf",)
    assert (folder / "Skanning.pdf").read_bytes() == content


@pytest.mark.parametrize("wish", [Wish(), Wish(evidence=True)])
def test_an_issued_pack_is_made_again_byte_for_byte_after_everything_has_changed(
    wish: Wish, demo: Project, meeting_id: int, item_id: int, loc: Locale, tmp_path: Path
) -> None:
    attach_paper(demo, item_id, keep_on_disk(tmp_path, "Karta.pdf", foreign_pdf("Kartans text")))
    build_pack(demo, meeting_id, tmp_path / "pack.pdf", loc, now=_NOW, issue=True, wish=wish)
    with demo.change("Ändra") as step:  # type: ignore[arg-type]
        step.set(AgendaItem, item_id, title="Helt annan rubrik")
    (issued,) = read_issued(demo, meeting_id)
    rebuild_issued(demo, issued.id, tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == demo.file_content(issued.file_sha256)[1]


def test_a_pack_issued_before_its_content_was_kept_says_so(demo: Project, meeting_id: int, tmp_path: Path) -> None:
    with demo.change("Gammal") as step:  # type: ignore[arg-type]
        digest = step.keep_file("pack.pdf", b"%PDF-", "application/pdf")
        issued = step.add(IssuedPack(meeting_id=meeting_id, version=9, made_at=_NOW, file_sha256=digest))
    with pytest.raises(UserError, match="version 9 was not kept"):
        rebuild_issued(demo, issued, tmp_path / "x.pdf")


def test_a_public_pack_keeps_the_log_of_what_it_leaves_out_and_the_paper_does_not(
    demo: Project, meeting_id: int, item_id: int, loc: Locale, tmp_path: Path
) -> None:
    with demo.change("Internt") as step:  # type: ignore[arg-type]
        step.set(AgendaItem, item_id, secrecy=Secrecy.MAY_BE_SECRET)
    title = demo.get(AgendaItem, item_id).title
    body_id = demo.rows("SELECT body_id FROM meeting WHERE id = ?", (meeting_id,))[0][0]
    profile = choose_profile(demo, body_id, loc, None, is_public=True)
    built = build_pack(demo, meeting_id, tmp_path / "p.pdf", loc, now=_NOW, issue=True, wish=Wish(profile=profile))
    (issued,) = read_issued(demo, meeting_id)
    told = [(loc.t(line.place), loc.t(line.why)) for line in read_log(issued)]
    assert ("punkt 4", "kan omfattas av sekretess") in told
    assert told == [(loc.t(line.place), loc.t(line.why)) for line in built.masked]
    whole = " ".join(" ".join(pages_of(built.path)).split())
    assert title not in whole
    assert "upprepar det som utelämnats" not in whole
    assert json.loads(issued.masked)


# --- profiles


def _body(demo: Project, kind: BodyKind) -> int:
    return int(demo.rows("SELECT id FROM body WHERE kind = ?", (kind.value,))[0][0])


def test_a_saved_profile_is_offered_first_to_its_body_and_to_no_other(demo: Project, loc: Locale) -> None:
    steering, owner = _body(demo, BodyKind.STEERING_GROUP), _body(demo, BodyKind.OWNER)
    parts = (Part("measures", "Läget"), Part("items"))
    saved = save_profile(demo, name="  Kort   variant ", parts=parts, body_id=steering, is_public=True)
    first = list_profiles(demo, steering, loc)[0]
    assert (first.id, first.name, first.parts, first.is_public) == (saved, "Kort variant", parts, True)
    assert "Kort variant" not in [profile.name for profile in list_profiles(demo, owner, loc)]
    assert list_profiles(demo, owner, loc)[0].name == "Tertialrapport till uppdragsägaren"
    assert save_profile(demo, name="Kort variant", parts=(Part("news"),), body_id=steering) == saved
    assert find_profile(demo, steering, "kort variant", loc).parts == (Part("news"),)
    remove_profile(demo, saved)
    assert list_profiles(demo, steering, loc)[0].id == 0


def test_an_unknown_profile_is_refused_with_the_names_there_are(demo: Project, loc: Locale) -> None:
    steering = _body(demo, BodyKind.STEERING_GROUP)
    assert find_profile(demo, steering, "tertial", loc).parts[0].title == "Ekonomisk uppföljning"
    with pytest.raises(UserError) as refused:
        find_profile(demo, steering, "finns inte", loc)
    assert "”Styrgrupp”" in loc.t(refused.value.message).replace("“", "”")


@pytest.mark.parametrize(("name", "parts"), [(" ", (Part("news"),)), ("Tom", ())])
def test_a_profile_without_name_or_parts_is_not_saved(name: str, parts: tuple[Part, ...], demo: Project) -> None:
    with pytest.raises(UserError):
        save_profile(demo, name=name, parts=parts, body_id=None)


def test_every_part_has_a_name_and_every_kind_of_body_a_ready_profile() -> None:
    names = name_parts()
    assert all(isinstance(ready_for(kind), ReadyProfile) for kind in BodyKind)
    assert all(key in names for kind in BodyKind for key, _ in ready_for(kind).parts)


def test_parts_are_read_as_they_were_written() -> None:
    parts = (Part("news"), Part("economy", "Pengarna å läget"))
    assert read_parts(write_parts(parts)) == parts


def test_the_second_version_lists_what_has_changed_and_prints_its_own_pages_only(
    demo: Project, meeting_id: int, item_id: int, loc: Locale, tmp_path: Path
) -> None:
    build_pack(demo, meeting_id, tmp_path / "ett.pdf", loc, now=_NOW, issue=True)
    attach_paper(demo, item_id, keep_on_disk(tmp_path, "Sen.pdf", foreign_pdf("Sen handling")))
    (first,) = read_issued(demo, meeting_id)
    build_pack(demo, meeting_id, tmp_path / "tva.pdf", loc, now=_NOW)
    second = pages_of(tmp_path / "tva.pdf")
    listed = next(page for page in second[1:] if "ny handling: Sen" in " ".join(page.split()))
    assert "Ändrat sedan version 1" in listed
    made = build_replacements(demo, first.id, tmp_path / "byt.pdf", loc, now=_NOW)
    assert made.pages < len(second)
    assert "Sen handling" in pages_of(tmp_path / "byt.pdf")[-1]


def test_the_workbooks_of_the_period_go_inside_and_a_withheld_original_is_named(
    demo: Project, meeting_id: int, loc: Locale, tmp_path: Path
) -> None:
    content = gather_pack(demo, meeting_id, loc, now=_NOW)
    assert content.period is not None
    with demo.change("Läs in") as step:  # type: ignore[arg-type]
        kept = step.keep_file("NTK.xlsx", b"PK bok", "application/x")
        named = step.name_file("Soc.xlsx", "b" * 64)
        for name, digest in (("NTK.xlsx", kept), ("Soc.xlsx", named)):
            step.add(
                ImportBatch(made_at=_NOW, file_sha256=digest, file_name=name, party_id=1, period_id=content.period.id)
            )
    built = build_pack(demo, meeting_id, tmp_path / "p.pdf", loc, now=_NOW, wish=Wish(evidence=True))
    assert built.flavour == "3b"
    with pikepdf.open(built.path) as pdf:
        carried = {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}
    assert carried["NTK.xlsx"] == b"PK bok"
    assert carried["Indikatorer.csv"].decode("utf-8-sig").startswith("Kod;Indikator;Enhet;")
    assert "Soc.xlsx" not in carried
    assert "originalet är undantaget: Soc.xlsx" in " ".join(" ".join(pages_of(built.path)).split())
    public = Wish(evidence=True, profile=choose_profile(demo, 1, loc, None, is_public=True))
    build_pack(demo, meeting_id, tmp_path / "o.pdf", loc, now=_NOW, wish=public)
    with pikepdf.open(tmp_path / "o.pdf") as pdf:
        assert not any(name.endswith(".xlsx") for name in pdf.attachments)
