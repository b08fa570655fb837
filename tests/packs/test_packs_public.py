"""The public version: what is left out is nowhere in the file, small counts are hidden, numbers of persons stop it."""

import gzip
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from support.foreign_papers import XLSX, enclose, foreign_pdf, paper
from support.pack_samples import sample_pack, write_sample
from support.pdfs import pages_of, text_of

from trygg_desktop.domain.indicators import Observation
from trygg_desktop.domain.meetings import AgendaItem, Decision
from trygg_desktop.domain.news import NewsGroup, NewsLine
from trygg_desktop.domain.words import ItemKind, Secrecy
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.packs.content import CountTable, DecisionLine, ItemContent, PackContent
from trygg_desktop.packs.enclosed import SheetTable
from trygg_desktop.packs.freezing import freeze
from trygg_desktop.packs.publishing import make_public


def _item(number: int, secrecy: Secrecy, **more: object) -> ItemContent:
    texts = {
        "title": f"Rubrik nummer {number}",
        "background": f"Bakgrunden till {number}",
        "proposal": f"Förslaget i {number}",
    }
    item = AgendaItem(
        id=number, meeting_id=4, kind=ItemKind.DECISION, secrecy=secrecy, notes=f"Noterat om {number}", **texts
    )  # type: ignore[arg-type]
    return ItemContent(number=number, item=item, **more)  # type: ignore[arg-type]


def _whole_file(path: Path) -> bytes:
    """Return every stream of the file unpacked, every text of it in plain bytes, its metadata and attachments."""
    found = [path.read_bytes()]
    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                try:
                    found.append(thing.read_bytes())
                except (pikepdf.PdfError, zlib.error):
                    found.append(thing.read_raw_bytes())
            elif isinstance(thing, pikepdf.Dictionary):
                found += [str(value).encode() for value in thing.values() if isinstance(value, pikepdf.String)]
        found += [pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments]
    return b"\n".join([*found, text_of(path).encode(), text_of(path, layout=False).encode()])


@pytest.fixture
def secret() -> PackContent:
    """A pack with items of each kind, whose hidden parts are repeated in a decision and in the news."""
    sample = sample_pack()
    hidden_paper, _ = paper("Hemlig bilaga", foreign_pdf("Hemlig text i bilagan"), secrecy=Secrecy.INTERNAL)
    items = (
        _item(1, Secrecy.OPEN, papers=(hidden_paper,)),
        _item(2, Secrecy.INTERNAL, measure=sample.items[1].measure, obstacle=sample.items[1].obstacle),
        _item(3, Secrecy.MAY_BE_SECRET),
    )
    decision = Decision(id=9, meeting_id=3, number=2, text="Det hemliga beslutet om gården")
    news = NewsLine(group=NewsGroup.DECISIONS, on=date(2026, 9, 1), what="SG 2026-3:2 Det hemliga beslutet om gården")
    line = DecisionLine(label="SG 2026-3:2", decision=decision, party="", secrecy=Secrecy.MAY_BE_SECRET)
    return replace(sample, items=items, decisions=(line,), news=(*sample.news, news))


HIDDEN = (
    "Bakgrunden till 2",
    "Förslaget i 2",
    "Noterat om 2",
    "Rubrik nummer 3",
    "Bakgrunden till 3",
    "Förslaget i 3",
    "Noterat om 1",
    "Det hemliga beslutet om gården",
    "Sekretessregler fördröjer lägesbilden",
    "Hemlig bilaga",
    "Hemlig text i bilagan",
    "Justerades av ordföranden",
)


def test_what_is_left_out_cannot_be_found_in_the_file(secret: PackContent, tmp_path: Path) -> None:
    path = tmp_path / "public.pdf"
    _, content = paper("Hemlig bilaga", foreign_pdf("Hemlig text i bilagan"))
    public = make_public(secret)
    write_sample(public, path, enclosed=enclose((secret.items[0].papers[0], content)))
    whole = _whole_file(path)
    for text in HIDDEN:
        for coded in (
            text.encode(),
            text.encode("latin-1"),
            text.encode("utf-16-be"),
            text.encode("utf-16-be").hex().encode(),
        ):
            assert coded not in whole, text
        assert text.encode() not in gzip.decompress(freeze(public)), text
    said = text_of(path)
    assert "offentlig version" in said
    assert "Rubrik nummer 1" in said
    assert "Bakgrunden till 1" in said
    assert "Rubrik nummer 2 (redovisas inte" in " ".join(said.split())


def test_the_internal_pack_shows_it_all(secret: PackContent, tmp_path: Path) -> None:
    path = tmp_path / "internal.pdf"
    _, content = paper("Hemlig bilaga", foreign_pdf("Hemlig text i bilagan"))
    write_sample(secret, path, enclosed=enclose((secret.items[0].papers[0], content)))
    said = " ".join(text_of(path, layout=False).split())
    notes_of_the_meeting_to_come = "Noterat om"
    assert all(text in said for text in HIDDEN if not text.startswith(notes_of_the_meeting_to_come))


def test_the_log_says_where_and_never_what(secret: PackContent, loc: Locale) -> None:
    public = make_public(secret)
    told = [f"{loc.t(line.place)}: {loc.t(line.why)}" for line in public.masked]
    assert told[:4] == [
        "punkt 1, en handling: intern",
        "punkt 2: intern",
        "punkt 3: kan omfattas av sekretess",
        "beslut SG 2026-3:2: kan omfattas av sekretess",
    ]
    assert "nytt sedan sist: upprepar det som utelämnats" in told
    assert not any(text in line for line in told for text in HIDDEN)


def test_a_value_of_few_answers_is_hidden_with_the_rule_beside_it(tmp_path: Path) -> None:
    series = sample_pack().indicators[0]
    few = Observation(id=7, indicator_id=1, on="2025", value=33.25, n=4, source="Skolan", note="av fyra svar")
    content = make_public(sample_pack(indicators=(replace(series, observations=(*series.observations, few)),)))
    path = tmp_path / "public.pdf"
    write_sample(content, path)
    said = " ".join(text_of(path).split())
    assert "33,25" not in said
    assert "antal från 1 till 4" in said
    assert b"33.25" not in _whole_file(path)
    assert any(line.split() == ["2025", "..", "–", "Skolan"] for line in text_of(path).splitlines())


@pytest.mark.parametrize("is_listed", [True, False])
def test_a_value_of_few_answers_is_hidden_under_its_item_too(is_listed: bool, tmp_path: Path) -> None:
    sample = sample_pack()
    few = Observation(id=7, indicator_id=1, on="2025", value=33.25, n=3, source="Skolan")
    series = replace(sample.indicators[0], observations=(*sample.indicators[0].observations, few))
    items = (_item(1, Secrecy.OPEN, indicator=series),)
    content = replace(sample, items=items, indicators=(series,) if is_listed else ())
    shown, path = tmp_path / "internal.pdf", tmp_path / "public.pdf"
    write_sample(content, shown)
    assert "33,25" in text_of(shown)
    public = make_public(content)
    write_sample(public, path)
    whole = _whole_file(path)
    for text in ("33,25", "33.25"):
        assert text.encode() not in whole
        assert text.encode("utf-16-be") not in whole
        assert text.encode("utf-16-be").hex().encode() not in whole.lower()
    assert public.hidden_values == ((1, "2025"),)
    assert b"33.25" not in gzip.decompress(freeze(public))
    assert "antal från 1 till 4" in " ".join(text_of(path).split())


def test_news_of_an_indicator_with_a_hidden_value_are_left_out_and_logged(tmp_path: Path, loc: Locale) -> None:
    sample = sample_pack()
    few = Observation(id=7, indicator_id=1, on="2025", value=33.25, n=3)
    series = replace(sample.indicators[0], observations=(*sample.indicators[0].observations, few))
    day, figures = date(2026, 9, 1), NewsGroup.FIGURES
    news = (
        NewsLine(group=figures, on=day, what="Frånvaro, 2026", before=("33,25",), after=("10,4",), indicator_id=1),
        NewsLine(group=figures, on=day, what="Klotter, 2026", after=("44,75",), indicator_id=2, rests_on_few=True),
        NewsLine(group=figures, on=day, what="Trygga, 2026", after=("71,5",), indicator_id=3),
    )
    public = make_public(replace(sample, indicators=(series,), news=news))
    path = tmp_path / "public.pdf"
    write_sample(public, path)
    said = text_of(path)
    assert "33,25" not in said
    assert "44,75" not in said
    assert "71,5" in said
    assert "nytt sedan sist: antal under fem" in [f"{loc.t(line.place)}: {loc.t(line.why)}" for line in public.masked]


def test_est_counts_are_hidden_with_those_that_would_give_them_away(tmp_path: Path) -> None:
    est = CountTable(
        kinds=("Skadegörelse", "Bråk", "Brand"),
        rows=(("Edsberg", (3, 9, 20)), ("Malmvägen", (8, 7, 30)), ("Övriga", (40, 50, 60))),
        first_week="2026-W18",
        last_week="2026-W35",
    )
    content = make_public(sample_pack(est=est, parts=_parts("est")))
    path = tmp_path / "public.pdf"
    write_sample(content, path)
    rows = [line.split() for line in pages_of(path)[-1].splitlines() if line.split()]
    assert ["Edsberg", "..", "..", "20", "32"] in rows
    assert ["Malmvägen", "..", "..", "30", "45"] in rows
    assert ["Övriga", "40", "50", "60", "150"] in rows


def _parts(*keys: str) -> tuple[object, ...]:
    from trygg_desktop.domain.pack_profiles import Part

    return tuple(Part(key) for key in keys)


@pytest.mark.parametrize(
    ("text", "what"),
    [("Ring 070-123 45 67 i dag", "ett telefonnummer"), ("Gäller 811218-9876 enligt uppgift", "ett personnummer")],
)
@pytest.mark.parametrize("is_public", [False, True])
def test_a_number_of_a_person_stops_the_pack_and_names_the_place(
    text: str, what: str, is_public: bool, tmp_path: Path, loc: Locale
) -> None:
    items = list(sample_pack().items)
    items[1] = replace(items[1], item=replace(items[1].item, background=text))
    content = sample_pack(items=tuple(items))
    with pytest.raises(UserError) as stopped:
        write_sample(make_public(content) if is_public else content, tmp_path / "pack.pdf")
    said = loc.t(stopped.value.message)
    assert "punkt 2" in said
    assert what in said
    assert "123 45 67" not in said
    assert "9876" not in said
    assert not (tmp_path / "pack.pdf").exists()


def test_a_number_parted_over_two_cells_of_a_workbook_stops_it_too(tmp_path: Path, loc: Locale) -> None:
    sheet = SheetTable("Blad1", 2, 2, (("Född", "Nr"), ("811218", "9876")))
    given = paper("Lista", b"PK", XLSX)
    items = list(sample_pack().items)
    items[1] = replace(items[1], papers=(given[0],))
    with pytest.raises(UserError) as stopped:
        write_sample(sample_pack(items=tuple(items)), tmp_path / "p.pdf", enclosed=enclose(given, sheets=(sheet,)))
    assert "handlingen ”Lista” till punkt 2" in loc.t(stopped.value.message)
