"""The collection desk: what is noted of each party's workbook, the e-mails, and that board and chain agree."""

import email
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from email.message import EmailMessage
from email.policy import default
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from support.template_books import fill

from trygg_desktop.domain.addressees import Addressee
from trygg_desktop.domain.chain import LinkState
from trygg_desktop.domain.collection import Collection, DeskState
from trygg_desktop.domain.organisation import Party, Seat
from trygg_desktop.domain.periods import Period, make_period
from trygg_desktop.errors import OutputRefused, UserError
from trygg_desktop.formats import Locale
from trygg_desktop.messages import N_
from trygg_desktop.store.collection_reading import find_period
from trygg_desktop.store.desk_reading import DeskLine, find_book, find_desk_place, read_desk
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.collect import accept_returns, preview_returns, read_books
from trygg_desktop.workflows.demo import create_demo
from trygg_desktop.workflows.desk import SentBack, mark_reminded, mark_sent, note_sent_back
from trygg_desktop.workflows.letters import (
    Letter,
    LetterKind,
    make_letters,
    make_message,
    write_reminders,
    write_workbooks_and_mail,
)
from trygg_desktop.workflows.review import look_at
from trygg_desktop.workflows.templates import template_contents, write_templates

TODAY = date(2026, 9, 3)
Answers = Mapping[str, Mapping[str, object]]


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[Project]:
    """The demo programme before anybody has answered for tertial 2, on 3 September 2026."""
    with create_demo(tmp_path / "Väntar.trygg", answered=False) as made:
        made.now = lambda: datetime(2026, 9, 3, 9, 30)
        yield made


def period_of(project: Project) -> Period:
    found = find_period(project, "2026-T2")
    assert found is not None
    return found


def line_of(project: Project, code: str, today: date = TODAY) -> DeskLine:
    return next(line for line in read_desk(project, period_of(project), today) if line.party.code == code)


def read_mail(path: Path) -> EmailMessage:
    message = email.message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


# --- what is noted


def test_writing_sending_and_reminding_are_noted_each_as_a_step(waiting: Project, tmp_path: Path, loc: Locale) -> None:
    assert line_of(waiting, "NTK").state is DeskState.NOT_WRITTEN
    write_templates(waiting, "2026-T2", tmp_path / "ut", loc)
    assert line_of(waiting, "NTK").book.book_name == "Uppföljning 2026-T2 Natur och teknik.xlsx"
    assert line_of(waiting, "NTK").state is DeskState.WRITTEN
    ids = [line_of(waiting, code).id for code in ("NTK", "SOC")]
    mark_sent(waiting, period_of(waiting), ids)
    assert line_of(waiting, "SOC").state is DeskState.SENT
    waiting.now = lambda: datetime(2026, 9, 10, 8, 0)
    mark_reminded(waiting, period_of(waiting), ids[:1])
    mark_reminded(waiting, period_of(waiting), ids[:1])
    book = line_of(waiting, "NTK").book
    assert (book.sent_on, book.reminded_on, book.reminders) == (TODAY, date(2026, 9, 10), 2)
    labels = [loc.t(step.label) for step in waiting.history(4)]
    assert labels == [
        "Påminn: Natur o teknik, tertial 2 2026",
        "Påminn: Natur o teknik, tertial 2 2026",
        "Markera som skickad: 2 lagdelar, tertial 2 2026",
        "Skriv 14 arbetsböcker för tertial 2 2026",
    ]
    for _ in range(3):
        waiting.undo()
    assert line_of(waiting, "NTK").state is DeskState.WRITTEN
    waiting.undo()
    assert not waiting.all(Collection)


def test_nothing_to_note_makes_no_step(waiting: Project) -> None:
    before = waiting.history()
    mark_sent(waiting, period_of(waiting), [])
    mark_reminded(waiting, period_of(waiting), [])
    assert waiting.history() == before


def test_a_project_that_cannot_be_written_to_still_gets_its_workbooks(
    waiting: Project, tmp_path: Path, loc: Locale
) -> None:
    from trygg_desktop.store.opening import open_project

    path = waiting.path
    with open_project(path, read_only=True) as second:
        assert len(write_templates(second, "2026-T2", tmp_path / "ut", loc)) == 14
    assert not waiting.all(Collection)


def return_book(project: Project, folder: Path, loc: Locale, code: str, answers: Answers) -> Path:
    """Write one party's workbook, fill it in and take it in."""
    party = line_of(project, code).id
    (path,) = write_templates(project, "2026-T2", folder, loc, party_ids=[party])
    fill(path, answers)
    accept_returns(project, preview_returns(project, read_books([path])))
    return path


def test_a_workbook_without_errors_is_approved_in_the_step_that_takes_it_in(
    waiting: Project, tmp_path: Path, loc: Locale
) -> None:
    path = return_book(waiting, tmp_path, loc, "FAST", {"Å-18": {"status": "pågår", "assessment": "grön"}})
    line = line_of(waiting, "FAST")
    assert line.state is DeskState.ACCEPTED
    assert (line.book.returned_on, line.book.accepted_on, line.book.errors) == (TODAY, TODAY, 0)
    assert line.book.returned_name == path.name
    waiting.undo()
    assert line_of(waiting, "FAST").state is DeskState.WRITTEN
    assert line_of(waiting, "FAST").book.returned_on is None


def test_a_workbook_with_errors_has_errors_until_it_comes_back_without(
    waiting: Project, tmp_path: Path, loc: Locale
) -> None:
    wrong = {"Å-01": {"status": "pågår", "progress": "3/4"}, "Å-06": {"status": "pågår"}}
    path = return_book(waiting, tmp_path, loc, "NTK", wrong)
    line = line_of(waiting, "NTK")
    assert line.state is DeskState.ERRORS
    assert (line.book.errors, line.book.accepted_on) == (1, None)
    note_sent_back(waiting, [SentBack(period=period_of(waiting), party=line.party, errors=1)])
    assert line_of(waiting, "NTK").book.sent_back_on == TODAY
    assert line_of(waiting, "NTK").book.returned_name == path.name
    assert loc.t(waiting.history(1)[0].label) == "Skriv rättelsefil: Natur o teknik, tertial 2 2026"
    right: Answers = {"Å-01": {"status": "pågår", "progress": 75}, "Å-06": {"status": "pågår", "comment": "Rättat"}}
    return_book(waiting, tmp_path / "igen", loc, "NTK", right)
    assert line_of(waiting, "NTK").state is DeskState.ACCEPTED
    assert line_of(waiting, "NTK").book.errors == 0


def test_a_workbook_that_is_sent_back_unread_has_errors_too(waiting: Project) -> None:
    party = line_of(waiting, "KFK").party
    sent = SentBack(period=period_of(waiting), party=party, errors=4, file_name="Kultur_fritid_T2.xlsx")
    note_sent_back(waiting, [sent])
    line = line_of(waiting, "KFK")
    assert line.state is DeskState.ERRORS
    assert (line.book.errors, line.book.returned_on, line.book.sent_back_on) == (4, TODAY, TODAY)
    assert line.book.returned_name == "Kultur_fritid_T2.xlsx"
    waiting.undo()
    assert find_book(waiting, period_of(waiting).id, party.id) is None


def test_several_workbooks_go_back_in_one_step_and_one_undo_takes_it_back(waiting: Project, loc: Locale) -> None:
    parties = [line_of(waiting, code).party for code in ("KFK", "NTK")]
    later = make_period("2027-T1")  # of a year that the project does not hold yet: added once, for both
    sent = [SentBack(period=later, party=party, errors=2) for party in parties]
    before = len(waiting.history(99))
    note_sent_back(waiting, [*sent, SentBack(period=period_of(waiting), party=parties[0], errors=1)])
    assert len(waiting.history(99)) == before + 1
    assert loc.t(waiting.history(1)[0].label) == "Skriv 3 rättelsefiler"
    assert len([note for note in waiting.all(Collection) if note.sent_back_on]) == 3
    assert len(waiting.all(Period, "code = '2027-T1'")) == 1
    waiting.undo()
    assert not waiting.all(Collection)
    after = len(waiting.history(99))
    note_sent_back(waiting, [])
    assert len(waiting.history(99)) == after


def test_the_history_leads_from_a_note_to_its_party_at_the_desk(waiting: Project) -> None:
    line = line_of(waiting, "KFK")
    mark_reminded(waiting, period_of(waiting), [line.id])
    book = find_book(waiting, period_of(waiting).id, line.id)
    assert book is not None
    assert find_desk_place(waiting, "collection", book.id) == (period_of(waiting).id, line.id)
    assert find_desk_place(waiting, "import_batch", 99) is None


@pytest.mark.parametrize("today", [date(2026, 9, 3), date(2026, 9, 20), date(2027, 2, 1)])
def test_board_and_chain_never_contradict_each_other(
    waiting: Project, tmp_path: Path, loc: Locale, today: date
) -> None:
    return_book(waiting, tmp_path / "a", loc, "FAST", {"Å-18": {"status": "pågår"}})
    return_book(waiting, tmp_path / "b", loc, "NTK", {"Å-01": {"status": "pågår"}})
    return_book(waiting, tmp_path / "c", loc, "SHEM", {"Å-02": {"progress": "3/4"}, "Å-13": {"status": "klar"}})
    mark_sent(waiting, period_of(waiting), [line_of(waiting, "SOC").id])
    states = {line.id: line.state for line in read_desk(waiting, period_of(waiting), today)}
    links = {link.party.id: link.state for link in look_at(waiting, period_of(waiting), today).links}
    assert links.keys() == states.keys()
    for party_id, state in states.items():
        if state is DeskState.LATE:
            assert links[party_id] is LinkState.MISSING
        if links[party_id] is LinkState.MISSING:
            assert state in (DeskState.LATE, DeskState.ERRORS, DeskState.RETURNED)
        if state is DeskState.ACCEPTED:
            assert links[party_id] is not LinkState.MISSING
    if today > period_of(waiting).due_date:
        assert {DeskState.LATE, DeskState.ERRORS, DeskState.ACCEPTED} <= set(states.values())


# --- the e-mails


def test_every_draft_holds_its_workbook_and_goes_to_the_partys_role(
    waiting: Project, tmp_path: Path, loc: Locale
) -> None:
    drafts = write_workbooks_and_mail(waiting, "2026-T2", tmp_path / "Åsas möten", loc)
    assert len(drafts) == 14
    for draft in drafts:
        message = read_mail(draft.path)
        (attached,) = message.iter_attachments()
        name = attached.get_filename()
        assert name == draft.book_name == f"Uppföljning 2026-T2 {draft.party_name}.xlsx"
        content = attached.get_payload(decode=True)
        assert isinstance(content, bytes)
        title = openpyxl.load_workbook(BytesIO(content)).properties.title  # type: ignore[attr-defined]
        assert title.endswith(f"{draft.party_name} 2026-T2")
        assert content == draft.path.with_name(draft.book_name).read_bytes()
        assert message["X-Unsent"] == "1"
        assert message["Date"].datetime.date() == TODAY
        assert not message.defects
    by_code = {draft.party_code: draft for draft in drafts}
    message = read_mail(by_code["SOC"].path)
    assert str(message["To"]) == "Socialchef <socialchef@sollentuna.example>"
    assert message["Subject"] == (
        "Uppföljning tertial 2 2026, Inga utsatta områden 2030: svar senast 15 september 2026"
    )
    assert line_of(waiting, "SOC").book.book_name == by_code["SOC"].book_name


def test_the_letter_says_what_until_when_and_how(waiting: Project, tmp_path: Path, loc: Locale) -> None:
    drafts = write_workbooks_and_mail(waiting, "2026-T2", tmp_path / "ut", loc)
    message = read_mail(next(draft.path for draft in drafts if draft.party_code == "NTK"))
    body = message.get_body()
    assert isinstance(body, EmailMessage)
    text = body.get_content().replace("\r\n", "\n")
    assert text.startswith("Hej!")
    assert "Arbetsboken för Natur och teknik är bifogad." in text
    assert (
        "Den gäller 2 åtgärder som ni ansvarar för, 2 åtgärder som ni medverkar i och 1 indikator."
        " Skicka tillbaka den ifylld senast 15 september 2026." in text.replace("\xa0", " ")
    )
    assert "fyll i de vita rutorna" in text
    assert "Svara på det här meddelandet" in text
    assert "Med vänlig hälsning\nProjektledare\nInga utsatta områden 2030, Sollentuna" in text
    assert text.rstrip().endswith("Exempeldata")


def test_a_party_without_an_address_gets_a_draft_without_an_addressee(
    waiting: Project, tmp_path: Path, loc: Locale
) -> None:
    drafts = write_workbooks_and_mail(waiting, "2026-T2", tmp_path / "ut", loc)
    silent = {draft.party_code for draft in drafts if not draft.to}
    assert silent == {"FRI", "UNI"}
    for draft in drafts:
        assert (read_mail(draft.path)["To"] is None) == (draft.party_code in silent)


def test_the_leaders_address_is_the_sender_and_answers_questions(waiting: Project, tmp_path: Path, loc: Locale) -> None:
    with waiting.change(N_("Prov")) as step:
        for seat in waiting.all(Seat, "role = 'Projektledare'"):
            step.set(Seat, seat.id, email="projekt@sollentuna.example", phone="08-000 00 00")
    drafts = write_workbooks_and_mail(waiting, "2026-T2", tmp_path / "ut", loc)
    message = read_mail(drafts[0].path)
    assert str(message["From"]) == "Projektledare <projekt@sollentuna.example>"
    body = message.get_body()
    assert isinstance(body, EmailMessage)
    assert "Frågor besvaras av Projektledare, projekt@sollentuna.example, 08-000 00 00." in body.get_content()


def test_a_reminder_names_what_is_missing_and_holds_the_workbook_once_more(
    waiting: Project, tmp_path: Path, loc: Locale
) -> None:
    return_book(waiting, tmp_path / "a", loc, "NTK", {"Å-01": {"status": "pågår"}})
    waiting.now = lambda: datetime(2026, 9, 20, 8, 0)
    contents = template_contents(waiting, "2026-T2", party_ids=[line_of(waiting, "NTK").id])
    letters = make_letters(waiting, period_of(waiting), contents, LetterKind.REMINDER)
    folder = tmp_path / "påminn"
    (draft,) = write_reminders(None, contents, letters, str(folder), "sv")
    assert [path.name for path in folder.iterdir()] == ["Påminnelse Uppföljning 2026-T2 Natur och teknik.eml"]
    message = read_mail(draft.path)
    assert message["Subject"] == (
        "Påminnelse: uppföljning tertial 2 2026, Inga utsatta områden 2030, sista dag 15 september 2026"
    )
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "Uppföljning 2026-T2 Natur och teknik.xlsx"
    body = message.get_body()
    assert isinstance(body, EmailMessage)
    text = body.get_content().replace("\r\n", "\n").replace("\xa0", " ")
    assert "var den 15 september 2026. Vi har ännu inte fått svaret från Natur och teknik." in text
    assert "Vi saknar svar på:\n– Å-06 " in text
    assert "Å-01" not in text


def test_a_folder_that_cannot_be_made_is_refused_in_words_by_each_kind_of_letter(
    waiting: Project, tmp_path: Path, loc: Locale
) -> None:
    (tmp_path / "fil").write_text("här ligger en fil")
    folder = tmp_path / "fil" / "ut"
    contents = template_contents(waiting, "2026-T2")
    letters = make_letters(waiting, period_of(waiting), contents, LetterKind.REMINDER)
    with pytest.raises(OutputRefused, match="cannot be made"):
        write_reminders(None, contents, letters, str(folder), "sv")
    with pytest.raises(OutputRefused, match="cannot be made"):
        write_workbooks_and_mail(waiting, "2026-T2", folder, loc)


def test_drafts_never_replace_a_file_that_lies_there(waiting: Project, tmp_path: Path, loc: Locale) -> None:
    first = write_workbooks_and_mail(waiting, "2026-T2", tmp_path, loc)
    again = write_workbooks_and_mail(waiting, "2026-T2", tmp_path, loc)
    assert {draft.path for draft in first}.isdisjoint(draft.path for draft in again)
    assert len(list(tmp_path.glob("*.eml"))) == 28


def test_a_letter_about_nothing_says_only_the_day(loc: Locale) -> None:
    letter = Letter(
        kind=LetterKind.REQUEST,
        party_code="A",
        party_name="Kultur",
        programme="Prov",
        municipality="",
        period="2026-T2",
        due_date=date(2026, 9, 15),
        made_at=datetime(2026, 9, 1, 8, 0),
    )
    body = make_message(letter, "bok.xlsx", b"x", loc).get_body()
    assert isinstance(body, EmailMessage)
    text = body.get_content().replace("\xa0", " ")
    assert "\nSkicka tillbaka den ifylld senast 15 september 2026." in text
    assert "Den gäller" not in text


def test_a_name_with_line_breaks_cannot_add_a_header(loc: Locale) -> None:
    letter = Letter(
        kind=LetterKind.REQUEST,
        party_code="A",
        party_name="A",
        programme="Prov\r\nBcc: nagon@annan.example",
        municipality="",
        period="2026-T2",
        due_date=date(2026, 9, 15),
        made_at=datetime(2026, 9, 1, 8, 0),
        own=1,
        to=Addressee("Chef\nBcc: x@y.example", "chef@kommunen.example"),
    )
    message = email.message_from_bytes(make_message(letter, "bok.xlsx", b"x", loc).as_bytes(), policy=default)
    assert message["Bcc"] is None
    assert [address.addr_spec for address in message["To"].addresses] == ["chef@kommunen.example"]


def test_a_word_that_is_no_period_writes_nothing(waiting: Project, tmp_path: Path, loc: Locale) -> None:
    with pytest.raises(UserError, match="no period"):
        write_workbooks_and_mail(waiting, "2026-T9", tmp_path / "ut", loc)
    assert not (tmp_path / "ut").exists()


def test_a_party_of_the_board_is_asked_exactly_when_it_gets_a_workbook(waiting: Project) -> None:
    written = {content.party_code for content in template_contents(waiting, "2026-T2")}
    asked = {
        line.party.code for line in read_desk(waiting, period_of(waiting), TODAY) if line.state is not DeskState.NOTHING
    }
    assert written == asked
    assert len(waiting.all(Party)) == 14
