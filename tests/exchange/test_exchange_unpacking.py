"""What is dropped: files, folders, zip archives and e-mails, all read safely, and everything else named."""

import io
import os
import zipfile
from email.message import EmailMessage

import pytest
from support.foreign_books import book_of, content_of

from trygg_desktop import paths
from trygg_desktop.exchange import reading, unpacking
from trygg_desktop.exchange.reading import read_dropped, read_sources, refused_book
from trygg_desktop.exchange.unpacking import MOST_FILES, find_sources
from trygg_desktop.formats import Locale
from trygg_desktop.messages import N_

BOOK = content_of(book_of([["Nr", "Åtgärd", "Status"], ["Å-08", "SSPF-struktur", "Pågår"]]))


def pack(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def dropped(*paths):
    return read_dropped(None, [str(path) for path in paths], 2026)


def named(gathered):
    loc = Locale("sv")
    return {passed.name: loc.t(passed.reason) for passed in gathered.passed_over}


def refusals(gathered):
    loc = Locale("sv")
    return [loc.t(problem.message) for book in gathered.books if not book.rows for problem in book.problems]


def test_a_folder_is_read_with_all_that_lies_under_it(tmp_path):
    (tmp_path / "in" / "Socialkontoret").mkdir(parents=True)
    (tmp_path / "in" / "a.xlsx").write_bytes(BOOK)
    (tmp_path / "in" / "Socialkontoret" / "b.XLSX").write_bytes(BOOK)
    for left_behind in ("~$a.xlsx", ".dold.xlsx", "Thumbs.db"):
        (tmp_path / "in" / left_behind).write_bytes(b"x")
    (tmp_path / "in" / "följebrev.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "in" / "läs.txt").write_text("hej")
    gathered = dropped(tmp_path / "in")
    assert [(book.file_name, len(book.rows)) for book in gathered.books] == [("a.xlsx", 1), ("b.XLSX", 1)]
    assert named(gathered) == {
        "följebrev.pdf": "Det är en PDF, ingen arbetsbok.",
        "läs.txt": "Det är en textfil. Öppna den i Excel och spara den som .xlsx.",
    }


def test_links_to_folders_are_not_followed_round_in_circles(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.xlsx").write_bytes(BOOK)
    (tmp_path / "in" / "runt").symlink_to(tmp_path / "in")
    assert len(dropped(tmp_path / "in").books) == 1


def test_forty_books_in_one_archive_are_read_each_by_its_own_name(tmp_path):
    path = pack(tmp_path / "svar.zip", {f"Åtgärder/förvaltning {n}.xlsx": BOOK for n in range(40)})
    gathered = dropped(path)
    assert [book.file_name for book in gathered.books] == [f"förvaltning {n}.xlsx" for n in range(40)]
    assert all(book.rows for book in gathered.books)


def test_paths_that_lead_out_of_an_archive_lead_nowhere(tmp_path):
    path = pack(tmp_path / "in.zip", {"../../ute.xlsx": BOOK, "/etc/rot.xlsx": BOOK, "C:\\x\\y.xlsx": BOOK})
    before = set(tmp_path.parent.rglob("*"))
    assert [book.file_name for book in dropped(path).books] == ["ute.xlsx", "rot.xlsx", "y.xlsx"]
    assert set(tmp_path.parent.rglob("*")) == before, "nothing is unpacked to disk"


def test_archives_in_archives_are_refused_by_name_and_the_rest_is_read(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("b.xlsx", BOOK)
    path = pack(tmp_path / "ute.zip", {"a.xlsx": BOOK, "inne.zip": inner.getvalue(), "__MACOSX/._a.xlsx": b"x"})
    gathered = dropped(path)
    assert [book.file_name for book in gathered.books] == ["a.xlsx"]
    assert "zip-fil i en zip-fil" in named(gathered)["inne.zip"]


def test_an_archive_with_a_password_is_told_plainly(tmp_path):
    path = pack(tmp_path / "hemlig.zip", {"a.xlsx": BOOK})
    content = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    path.write_bytes(content)
    (told,) = refusals(dropped(path))
    assert told.startswith("hemlig.zip är skyddad med lösenord.")


def test_a_bomb_in_an_archive_is_named_and_not_unpacked(tmp_path):
    path = pack(tmp_path / "in.zip", {"bomb.xlsx": bytes(40 << 20), "a.xlsx": BOOK})
    gathered = dropped(path)
    assert [book.file_name for book in gathered.books] == ["a.xlsx"]
    assert "orimligt" in named(gathered)["bomb.xlsx"]


def test_an_archive_of_very_many_files_is_refused(tmp_path):
    path = pack(tmp_path / "många.zip", {f"{n}.txt": b"" for n in range(MOST_FILES + 1)})
    (told,) = refusals(dropped(path))
    assert "fler än" in told


@pytest.mark.parametrize("cut", [30, 200, -40])
def test_a_cut_archive_ends_in_a_plain_sentence(tmp_path, cut):
    path = pack(tmp_path / "kapad.zip", {"a.xlsx": BOOK})
    path.write_bytes(path.read_bytes()[:cut])
    (told,) = refusals(dropped(path))
    assert told == "kapad.zip är skadad eller avkortad. Be avsändaren skicka filen på nytt."


def test_an_archive_without_workbooks_says_so(tmp_path):
    gathered = dropped(pack(tmp_path / "bilder.zip", {"foto.jpg": b"x"}))
    assert refusals(gathered) == ["Det finns ingen arbetsbok i bilder.zip."]
    assert named(gathered) == {"foto.jpg": "Det är ingen arbetsbok."}


def test_names_are_read_in_both_alphabets_of_zip(tmp_path):
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Åtgärder.xlsx", BOOK)
        for name in ("aa.xlsx", "bbbb.xlsx"):
            archive.writestr(name, BOOK)
    content = (
        path.read_bytes().replace(b"aa.xlsx", "Ö.xlsx".encode()[:2] + b".xlsx").replace(b"bbbb", "Åäöa".encode("cp437"))
    )
    path.write_bytes(content)
    assert [source.file_name for source in find_sources([str(path)]).sources] == [
        "Åtgärder.xlsx", "Ö.xlsx", "Åäöa.xlsx",
    ]  # fmt: skip


def mail(path, *attachments, draft=False):
    message = EmailMessage()
    message["Subject"] = "Uppföljning T2"
    if draft:
        message["X-Unsent"] = "1"
    message.set_content("Hej, här kommer vår uppföljning.")
    for name, content in attachments:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    path.write_bytes(bytes(message))
    return path


def test_the_workbooks_attached_to_an_email_are_read(tmp_path):
    path = mail(tmp_path / "svar.eml", ("Åtgärder T2.xlsx", BOOK), ("logga.png", b"x"))
    gathered = dropped(path)
    assert [(book.file_name, len(book.rows)) for book in gathered.books] == [("Åtgärder T2.xlsx", 1)]
    assert list(named(gathered)) == ["logga.png"]


def test_our_own_unsent_draft_is_passed_over_by_name(tmp_path):
    gathered = dropped(mail(tmp_path / "utkast.eml", ("mall.xlsx", BOOK), draft=True))
    assert not gathered.books
    assert "utkast" in named(gathered)["utkast.eml"]


def test_an_outlook_message_and_an_email_without_workbook_are_told_plainly(tmp_path):
    (tmp_path / "brev.msg").write_bytes(b"\xd0\xcf\x11\xe0")
    told = refusals(dropped(tmp_path / "brev.msg", mail(tmp_path / "tomt.eml")))
    assert "Outlooks eget format" in told[0]
    assert told[1] == "Ingen arbetsbok är bifogad i tomt.eml."


def test_a_workbook_with_any_name_is_read_when_it_is_given_by_name(tmp_path):
    (tmp_path / "svar.dat").write_bytes(BOOK)
    (book,) = dropped(tmp_path / "svar.dat").books
    assert book.rows


def test_a_file_that_went_away_after_it_was_found_is_missing_by_name(tmp_path):
    path = pack(tmp_path / "in.zip", {"a.xlsx": BOOK})
    sources = find_sources([str(path)]).sources
    path.unlink()
    (book,) = read_sources(None, sources)
    assert "a.xlsx" in str(book.problems[0].message)


def test_a_personal_number_in_a_passed_over_name_is_masked(tmp_path):
    gathered = dropped(pack(tmp_path / "in.zip", {"a.xlsx": BOOK, "20000101-2384.pdf": b"x"}))
    assert list(named(gathered)) == ["••••••••.pdf"]


def spoil(path):
    """Break what is packed in an archive, and leave its list of contents whole."""
    content = bytearray(path.read_bytes())
    start = content.index(b".xlsx") + 30
    content[start : start + 40] = b"\xff" * 40
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_a_book_that_is_damaged_in_its_archive_does_not_lose_the_others(method, tmp_path):
    with zipfile.ZipFile(tmp_path / "svar.zip", "w", method) as archive:
        archive.writestr("trasig.xlsx", BOOK * 3)
    spoil(tmp_path / "svar.zip")
    (tmp_path / "hel.xlsx").write_bytes(BOOK)
    gathered = dropped(tmp_path / "svar.zip", tmp_path / "hel.xlsx")
    assert {book.file_name: len(book.rows) for book in gathered.books} == {"trasig.xlsx": 0, "hel.xlsx": 1}
    assert refusals(gathered) == ["trasig.xlsx är skadad eller avkortad. Be avsändaren skicka filen på nytt."]


def test_an_email_folded_into_itself_without_end_does_not_lose_the_others(tmp_path):
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n" for level in range(3_000))
    (tmp_path / "djup.eml").write_text(f"Subject: x\n{deep}")
    (tmp_path / "hel.xlsx").write_bytes(BOOK)
    gathered = dropped(tmp_path / "djup.eml", tmp_path / "hel.xlsx")
    assert [len(book.rows) for book in gathered.books] == [1, 0]
    assert "djup.eml" in refusals(gathered)[0]


def test_an_email_with_many_books_is_read_once(tmp_path, monkeypatch):
    message = EmailMessage()
    for number in range(20):
        message.add_attachment(BOOK, maintype="application", subtype="x", filename=f"{number}.xlsx")
    (tmp_path / "svar.eml").write_bytes(message.as_bytes())
    read, reader = [], unpacking._read_mail
    monkeypatch.setattr(unpacking, "_read_mail", lambda path: read.append(path) or reader(path))
    gathered = dropped(tmp_path / "svar.eml")
    assert [len(book.rows) for book in gathered.books] == [1] * 20
    assert len(read) == 2


def test_a_book_that_makes_the_program_fail_is_refused_and_reported(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "settings_folder", lambda: tmp_path / "mine")
    books = iter([ZeroDivisionError("hemligt")])

    def fail_once(*_):
        for fault in books:
            raise fault
        return refused_book("hel.xlsx", N_("read"))

    monkeypatch.setattr(reading, "read_book", fail_once)
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes(BOOK)
    first, second = dropped(tmp_path / "a.xlsx", tmp_path / "b.xlsx").books
    assert "fick programmet att gå fel" in Locale("sv").t(first.problems[0].message)
    assert str(second.problems[0].message) == "read"
    (report,) = (tmp_path / "mine" / "crashes").iterdir()
    assert "ZeroDivisionError" in report.read_text()
    assert "hemligt" not in report.read_text()


def test_a_folder_that_the_system_does_not_open_is_refused_by_name(tmp_path, monkeypatch):
    (tmp_path / "in" / "låst").mkdir(parents=True)
    (tmp_path / "in" / "a.xlsx").write_bytes(BOOK)
    scan = os.scandir

    def refuse_one(path):
        if os.fspath(path).endswith("låst"):
            raise PermissionError(13, "no", os.fspath(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse_one)
    gathered = dropped(tmp_path / "in")
    assert refusals(gathered) == ["Mappen låst kan inte öppnas. Kontrollera behörigheten och släpp den igen."]
    assert [len(book.rows) for book in gathered.books] == [1, 0]


def test_a_link_to_another_folder_is_named(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.xlsx").write_bytes(BOOK)
    (tmp_path / "in" / "runt").symlink_to(tmp_path)
    assert named(dropped(tmp_path / "in")) == {"runt": "Det är en länk till en annan mapp och följdes inte."}
