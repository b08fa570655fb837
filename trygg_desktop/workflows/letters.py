"""Collect (J3), the e-mail: a draft for each party with its workbook attached, and a reminder for the silent ones.

A draft is a file (RFC 5322) that the computer's mail program opens ready to send; this program sends nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from trygg_desktop.domain.addressees import Addressee, find_address
from trygg_desktop.domain.periods import Period, period_name
from trygg_desktop.exchange.template_content import TemplateContent
from trygg_desktop.formats import Locale
from trygg_desktop.jobs import Report
from trygg_desktop.outputs import make_folder, write_bytes_safely
from trygg_desktop.store.collection_reading import read_leader_seats
from trygg_desktop.store.desk_reading import DeskLine, read_desk
from trygg_desktop.store.follow_up_reading import read_missing
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.templates import free_place, known_period, note_written, template_contents, write_contents

_MEDIA = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_NAMED = 12
"""Measures without an answer that a reminder names."""


class LetterKind(StrEnum):
    REQUEST = "request"
    REMINDER = "reminder"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What one e-mail says. ``sender`` is the project leader's role; ``missing`` names measures without an answer.

    ``faults`` counts what is to be put right in ``file_name``, the workbook that is sent back.
    """

    kind: LetterKind
    party_code: str
    party_name: str
    programme: str
    municipality: str
    period: str
    due_date: date
    made_at: datetime
    own: int = 0
    shared: int = 0
    indicators: int = 0
    missing: tuple[str, ...] = ()
    is_late: bool = False
    faults: int = 0
    file_name: str = ""
    to: Addressee | None = None
    sender: Addressee | None = None
    phone: str = ""
    is_example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDraft:
    """A draft that lies in the folder; ``book_name`` is the workbook it holds, which lies beside it unless the draft is
    a reminder. ``to`` is empty when nobody has an address.
    """

    party_code: str
    party_name: str
    book_name: str
    path: Path
    to: str


def make_letters(
    project: Project, period: Period, contents: Sequence[TemplateContent], kind: LetterKind
) -> dict[str, Letter]:
    """Return what is to be written to the parties of ``contents``, by the parties' codes."""
    now = project.now()
    lines = {line.party.code: line for line in read_desk(project, period, now.date())}
    seats = read_leader_seats(project, now.date().isoformat())
    sender = Addressee(seats[0].role, find_address(seats[0].email)) if seats else None
    programme = project.programme
    return {
        content.party_code: Letter(
            kind=kind,
            party_code=content.party_code,
            party_name=content.party_name,
            programme=programme.name,
            municipality=programme.municipality,
            period=period.code,
            due_date=period.due_date,
            made_at=now,
            own=sum(row.is_responsible for row in content.rows),
            shared=sum(not row.is_responsible for row in content.rows),
            indicators=len(content.indicators),
            missing=_missing(project, period, lines.get(content.party_code)) if kind is LetterKind.REMINDER else (),
            is_late=now.date() > period.due_date,
            to=_addressee(lines.get(content.party_code)),
            sender=sender,
            phone=seats[0].phone if seats else "",
            is_example=programme.is_example,
        )
        for content in contents
    }


def _addressee(line: DeskLine | None) -> Addressee | None:
    return line.addressee if line else None


def _missing(project: Project, period: Period, line: DeskLine | None) -> tuple[str, ...]:
    return tuple(f"{code} {title}" for _, code, title in read_missing(project, period, line.id)) if line else ()


def write_requests(
    report: Report | None,
    contents: Sequence[TemplateContent],
    letters: Mapping[str, Letter],
    folder: str,
    language: str,
) -> tuple[WrittenDraft, ...]:
    """Write a workbook for each content and a draft beside it; plain arguments, so that it can run as a job.

    No file is ever replaced. Raises ``OutputRefused`` when the folder cannot be written to.
    """
    books = write_contents(report, contents, folder, language)
    return tuple(
        write_draft(letters[content.party_code], book, book.with_suffix(".eml"), language)
        for content, book in zip(contents, books, strict=True)
    )


def write_workbooks_and_mail(project: Project, period_code: str, folder: Path, loc: Locale) -> list[WrittenDraft]:
    """Write a workbook and a draft for each party that has something to answer, and note them at the desk.

    Raises ``UserError`` for a code that is no period and ``OutputRefused`` when the folder cannot be written to.
    """
    contents = template_contents(project, period_code)
    letters = make_letters(project, known_period(project, period_code), contents, LetterKind.REQUEST)
    drafts = list(write_requests(None, contents, letters, str(folder), loc.code))
    note_written(project, period_code, contents, [folder / draft.book_name for draft in drafts])
    return drafts


def write_reminders(
    report: Report | None,
    contents: Sequence[TemplateContent],
    letters: Mapping[str, Letter],
    folder: str,
    language: str,
) -> tuple[WrittenDraft, ...]:
    """Write a reminder for each content, its workbook attached once more; plain arguments, as for a job.

    Raises ``OutputRefused`` when the folder cannot be made or written to.
    """
    word = Locale(language).t("Reminder")
    with TemporaryDirectory() as passing:
        books = write_contents(report, contents, passing, language)
        place = make_folder(folder)
        return tuple(
            write_draft(letters[content.party_code], book, place / f"{word} {book.stem}.eml", language)
            for content, book in zip(contents, books, strict=True)
        )


def write_draft(letter: Letter, book: Path, wanted: Path, language: str) -> WrittenDraft:
    """Write the draft of a letter with ``book`` attached, to ``wanted`` or beside what lies there.

    Raises ``OutputRefused`` when it cannot be written.
    """
    path = free_place(wanted)
    source = make_message(letter, book.name, book.read_bytes(), Locale(language)).as_bytes()
    write_bytes_safely(path, source)
    return WrittenDraft(
        party_code=letter.party_code,
        party_name=letter.party_name,
        book_name=book.name,
        path=path,
        to=letter.to.address if letter.to else "",
    )


def make_message(letter: Letter, book_name: str, book: bytes, loc: Locale) -> EmailMessage:
    """Return the draft of a letter with the workbook attached. ``X-Unsent`` has mail programs open it for sending."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(_subject(letter, loc).split())
    if letter.to is not None:
        message["To"] = _address(letter.to)
    if letter.sender is not None and letter.sender.address:
        message["From"] = _address(letter.sender)
    message["Date"] = letter.made_at.astimezone()
    message["X-Unsent"] = "1"
    message["Content-Language"] = loc.code
    message.set_content(_body(letter, loc), cte="quoted-printable")
    message.add_attachment(book, maintype=_MEDIA[0], subtype=_MEDIA[1], filename=book_name)
    return message


def _address(addressee: Addressee) -> Address:
    return Address(display_name=" ".join(addressee.role.split()), addr_spec=addressee.address)


def _subject(letter: Letter, loc: Locale) -> str:
    said = {"period": period_name(letter.period), "programme": letter.programme, "day": letter.due_date}
    if letter.kind is LetterKind.REQUEST and letter.is_late:
        return loc.t("Follow-up of {period}, {programme}: reply as soon as you can", **said)
    if letter.kind is LetterKind.REQUEST:
        return loc.t("Follow-up of {period}, {programme}: reply by {day}", **said)
    if letter.kind is LetterKind.CORRECTION:
        return loc.t("To correct: follow-up of {period}, {programme}", **said)
    return loc.t("Reminder: follow-up of {period}, {programme}, last day {day}", **said)


def _body(letter: Letter, loc: Locale) -> str:
    openings = {LetterKind.REQUEST: _request, LetterKind.REMINDER: _reminder, LetterKind.CORRECTION: _correction}
    opening = openings[letter.kind](letter, loc)
    parts = [loc.t("Hello!"), *opening, _steps(letter, loc), _guards(loc), *_ending(letter, loc)]
    return "\n\n".join(parts) + "\n"


def _request(letter: Letter, loc: Locale) -> list[str]:
    period = period_name(letter.period)
    return [
        loc.t(
            "The programme {programme} is now followed up for {period}. The workbook for {party} is attached.",
            programme=letter.programme,
            period=period,
            party=letter.party_name,
        ),
        " ".join(said for said in (_content(letter, loc), _due(letter, loc)) if said),
    ]


def _due(letter: Letter, loc: Locale) -> str:
    if letter.is_late:
        return loc.t("The last day was {day}: please send it back as soon as you can.", day=letter.due_date)
    return loc.t("Please send it back by {day}.", day=letter.due_date)


def _content(letter: Letter, loc: Locale) -> str:
    """Say what the workbook asks for: measures of its own, measures it takes part in, indicators; empty for nothing."""
    parts = []
    if letter.own:
        parts.append(
            loc.tn("{n} measure that you are responsible for", "{n} measures that you are responsible for", letter.own)
        )
    if letter.shared:
        parts.append(loc.tn("{n} measure that you take part in", "{n} measures that you take part in", letter.shared))
    if letter.indicators:
        parts.append(loc.tn("{n} indicator", "{n} indicators", letter.indicators))
    if not parts:
        return ""
    listed = parts[0] if len(parts) == 1 else loc.t("{list} and {last}", list=", ".join(parts[:-1]), last=parts[-1])
    return loc.t("It concerns {what}.", what=listed)


def _reminder(letter: Letter, loc: Locale) -> list[str]:
    period = period_name(letter.period)
    if letter.is_late:
        said = loc.t(
            "The last day to reply to the follow-up of {period} in the programme {programme} was {day}. The reply of "
            "{party} has not reached us yet.",
            period=period,
            programme=letter.programme,
            day=letter.due_date,
            party=letter.party_name,
        )
    else:
        said = loc.t(
            "The last day to reply to the follow-up of {period} in the programme {programme} is {day}. The reply of "
            "{party} has not reached us yet.",
            period=period,
            programme=letter.programme,
            day=letter.due_date,
            party=letter.party_name,
        )
    parts = [said]
    if letter.missing:
        named = [f"– {name}" for name in letter.missing[:_NAMED]]
        if len(letter.missing) > _NAMED:
            more = len(letter.missing) - _NAMED
            named.append("– " + loc.tn("and {n} measure more", "and {n} measures more", more))
        parts.append("\n".join([loc.t("We lack answers on:"), *named]))
    parts.append(
        loc.t("The workbook is attached once more. If you have replied in the last few days, you need do nothing.")
    )
    return parts


def _correction(letter: Letter, loc: Locale) -> list[str]:
    said = loc.tn(
        "Thank you for {file}. {n} thing has to be corrected before all of the reply of {party} to the follow-up of "
        "{period} can be read in.",
        "Thank you for {file}. {n} things have to be corrected before all of the reply of {party} to the follow-up of "
        "{period} can be read in.",
        letter.faults,
        file=letter.file_name,
        party=letter.party_name,
        period=period_name(letter.period),
    )
    return [said, loc.t("The attached workbook holds what you sent. What is wrong is red and is listed on a sheet.")]


def _steps(letter: Letter, loc: Locale) -> str:
    first = (
        loc.t("1. Open the attached workbook and correct the red cells.")
        if letter.kind is LetterKind.CORRECTION
        else loc.t("1. Open the attached workbook and fill in the white cells.")
    )
    last = (
        loc.t("3. Reply to this message as soon as you can, with the workbook attached.")
        if letter.is_late
        else loc.t("3. Reply to this message with the workbook attached.")
    )
    return "\n".join(
        [
            loc.t("How to reply:"),
            first,
            loc.t("2. Save the workbook. Leave its columns and rows as they are."),
            last,
        ]
    )


def _guards(loc: Locale) -> str:
    return loc.t(
        "If a figure does not exist, write “uppgift saknas”; if a question does not apply, write “ej aktuellt”. Write "
        "nothing about single persons in the workbook."
    )


def _ending(letter: Letter, loc: Locale) -> list[str]:
    parts = []
    role = letter.sender.role if letter.sender else ""
    reached = ", ".join(part for part in (letter.sender.address if letter.sender else "", letter.phone) if part)
    if role and reached:
        parts.append(loc.t("Questions are answered by {role}, {contact}.", role=role, contact=reached))
    where = ", ".join(part for part in (letter.programme, letter.municipality) if part)
    parts.append("\n".join(part for part in (loc.t("Kind regards"), role, where) if part))
    if letter.is_example:
        parts.append(loc.t("Example data"))
    return parts
