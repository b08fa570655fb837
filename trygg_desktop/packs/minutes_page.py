"""The notes of a meeting on paper: who was there, item by item, decisions, tasks, corrections beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO
from pathlib import Path

from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.spec import Weight
from trygg_desktop.domain.minutes import ItemNoted, MeetingNotes, Resolved, SeatNoted
from trygg_desktop.domain.words import AttendanceState, ItemKind, ItemOutcome, SeatKind, Secrecy, say
from trygg_desktop.formats import GAP, Locale
from trygg_desktop.jobs import Report
from trygg_desktop.messages import N_
from trygg_desktop.packs.archiving import Description, save_archivable
from trygg_desktop.packs.blocks import Heading, Story, Text, quiet
from trygg_desktop.packs.board_page import SignatureLine
from trygg_desktop.packs.canvas import TaggedCanvas
from trygg_desktop.packs.fonts import REGULAR
from trygg_desktop.packs.lines import Span
from trygg_desktop.packs.pages import Frame, Pages
from trygg_desktop.packs.paper_text import letter_runs, plain
from trygg_desktop.packs.rows import Cell, Row
from trygg_desktop.packs.structure import Element
from trygg_desktop.packs.styles import A4, CELL, EYEBROW, LEAD, MARGIN, QUIET, STRONG_CELL, WIDTH
from trygg_desktop.packs.table import Column, Table
from trygg_desktop.packs.typesetter import paragraphs

_WHO, _DUE = 130.0, 74.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLine:
    """What was put right afterwards; ``number`` is the item's, 0 for the notes as a whole, ``made_on`` ISO."""

    number: int
    made_on: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesSheet:
    """The notes to print. ``sealed_on`` and ``sealed_by`` are empty until they are adjusted; ``sha256`` is that of the
    sealed content; ``signer`` the role that is to adjust them.
    """

    notes: MeetingNotes
    language: str
    made_at: datetime
    signer: str = ""
    sealed_on: str = ""
    sealed_by: str = ""
    sha256: str = ""
    corrections: tuple[CorrectionLine, ...] = ()


def write_minutes(report: Report, sheet: MinutesSheet, path: Path) -> int:
    """Write the notes to ``path``, tagged and as PDF/A, and return the number of pages.

    The same sheet gives the same bytes.
    """
    report(0, 1, N_("Setting page {page}", page=1))
    loc = Locale(sheet.language)
    notes = sheet.notes
    title = loc.t("Notes of {label}, {body} {day}", label=notes.label, body=notes.body, day=loc.date(notes.on))
    author = " · ".join(part for part in (notes.programme, notes.municipality) if part)
    description = Description(plain(title), plain(author), sheet.made_at.astimezone())
    draft = BytesIO()
    language = {"sv": "sv-SE", "en": "en-GB"}[sheet.language]
    canvas = TaggedCanvas(draft, A4, description.title, description.author, language)
    pages = Pages(canvas, Frame(MARGIN, A4[1] - MARGIN, WIDTH, MARGIN + 18))
    pages.fill(_story(sheet, loc), Element("Sect", canvas.root))
    pages.end()
    count = canvas.finish(_Foot(sheet, canvas, loc).furnish)
    save_archivable(draft, path, description)
    return count


def _story(sheet: MinutesSheet, loc: Locale) -> Story:
    notes = sheet.notes
    eyebrow = Text(plain(notes.body), EYEBROW)
    eyebrow.keep, eyebrow.after = True, 2.0
    heading = Heading(loc.t("Notes of {label}", label=notes.label), 1, "notes")
    heading.before = 0.0
    hours = GAP.join(loc.clock(time.fromisoformat(clock)) for clock in (notes.start, notes.end) if clock)
    about = Text(" · ".join(part for part in (loc.date(notes.on, "full"), hours, notes.place) if part), QUIET)
    story: Story = [eyebrow, heading, about, _state(sheet, loc)]
    story += _attendance(notes.attendance, loc)
    for item in notes.items:
        story += _item(item, loc)
    if notes.decisions:
        story += [Heading(loc.t("Other decisions"), 2, "other"), _decisions(notes.decisions, loc)]
    if notes.tasks:
        story += [Heading(loc.t("Tasks"), 2, "tasks"), _tasks(notes.tasks, loc)]
    if notes.notes.strip():
        story.append(Heading(loc.t("Other notes"), 2, "other-notes"))
        story += [Text(part) for part in paragraphs(notes.notes)]
    if notes.next_meeting:
        story += [Heading(loc.t("Next meeting"), 2, "next"), Text(loc.date(notes.next_meeting, "full"))]
    story += _corrections(sheet.corrections, loc)
    story += _ending(sheet, loc)
    return story


def _state(sheet: MinutesSheet, loc: Locale) -> Text:
    if not sheet.sealed_on:
        return Text([Span(loc.t("Draft: the notes are not adjusted yet."), Weight.SEMIBOLD, Ink.RED)], LEAD)
    said = loc.t("Adjusted {day} by {role}.", day=loc.date(sheet.sealed_on), role=sheet.sealed_by)
    spans = [Span(said, Weight.SEMIBOLD)]
    if sheet.corrections:
        count = loc.tn("{n} correction stands last.", "{n} corrections stand last.", n=len(sheet.corrections))
        spans.append(Span(f" {count}"))
    return Text(spans, LEAD)


def _attendance(seats: Sequence[SeatNoted], loc: Locale) -> Story:
    story: Story = [Heading(loc.t("Attendance"), 2, "attendance")]
    if not seats:
        return [*story, quiet(loc.t("Nobody has been noted as present."))]
    rows = []
    for seat in seats:
        state = loc.t(say(AttendanceState(seat.state)))
        words = f"{state}. {seat.note}" if seat.note else state
        rows.append(Row([Text(seat.role, STRONG_CELL), seat.party or GAP, loc.t(say(SeatKind(seat.kind))), words]))
    columns = [
        Column(loc.t("Role")),
        Column(loc.t("Party"), 110),
        Column(loc.t("Seat"), 78),
        Column(loc.t("Attendance"), 120),
    ]
    return [*story, Table(columns, rows, row_headers=True)]


def _item(item: ItemNoted, loc: Locale) -> Story:
    story: Story = [Heading(f"{item.number}. {item.title}", 2, f"item-{item.number}")]
    facts = [loc.t(say(ItemKind(item.kind)))]
    if item.presenter:
        facts.append(loc.t("Presenter: {role}", role=item.presenter))
    if item.secrecy != Secrecy.OPEN:
        facts.append(loc.t(say(Secrecy(item.secrecy))))
    about = Text(" · ".join(facts), QUIET)
    about.keep = True
    story.append(about)
    for aside in item.recusals:
        said = loc.t("{role} announced a conflict of interest and left while the item was dealt with.", role=aside.role)
        story.append(Text(f"{said} {aside.reason}".strip()))
    story += [Text(part) for part in paragraphs(item.notes)]
    if item.decisions:
        story.append(_decisions(item.decisions, loc))
    elif not item.notes.strip() and not item.recusals:
        story.append(quiet(loc.t("Nothing is noted under this item.")))
    if item.outcome and item.outcome != ItemOutcome.CLOSED:
        story.append(Text([Span(f"→ {loc.t(say(ItemOutcome(item.outcome)))}", Weight.SEMIBOLD)]))
    return story


def _decisions(decisions: Sequence[Resolved], loc: Locale) -> Table:
    rows = [
        Row([Text(line.label, STRONG_CELL), _text(line, loc), _who(line), loc.date(line.due or None, "iso")])
        for line in decisions
    ]
    columns = [
        Column(loc.t("Number"), 78),
        Column(loc.t("Decision")),
        Column(loc.t("Responsible"), _WHO),
        Column(loc.t("Last day"), _DUE),
    ]
    return Table(columns, rows, row_headers=True)


def _tasks(tasks: Sequence[Resolved], loc: Locale) -> Table:
    rows: list[Row] = []
    for line in tasks:
        cells: list[Cell] = [_text(line, loc), _who(line), loc.date(line.due or None, "iso")]
        rows.append(Row(cells))
    columns = [Column(loc.t("Task")), Column(loc.t("Responsible"), _WHO), Column(loc.t("Last day"), _DUE)]
    return Table(columns, rows)


def _text(line: Resolved, loc: Locale) -> Text:
    spans = [Span(line.text)]
    if line.measure:
        spans.append(Span(f"\n{loc.t('Measure')} {line.measure}", None, Ink.QUIET))
    return Text(spans, CELL)


def _who(line: Resolved) -> Text:
    spans = [Span(line.responsible or line.party or GAP)]
    if line.responsible and line.party:
        spans.append(Span(f"\n{line.party}", None, Ink.QUIET))
    return Text(spans, CELL)


def _corrections(lines: Sequence[CorrectionLine], loc: Locale) -> Story:
    if not lines:
        return []
    rows = [
        Row([loc.date(line.made_on, "iso"), str(line.number) if line.number else GAP, line.text, line.reason])
        for line in lines
    ]
    columns = [
        Column(loc.t("Made"), 74),
        Column(loc.t("Item"), 44),
        Column(loc.t("What is right")),
        Column(loc.t("Reason"), 150),
    ]
    return [Heading(loc.t("Corrections after the adjustment"), 2, "corrections"), Table(columns, rows)]


def _ending(sheet: MinutesSheet, loc: Locale) -> Story:
    if sheet.sealed_on:
        return [quiet(loc.t("The adjusted content has SHA-256 {digest}.", digest=sheet.sha256))]
    return [SignatureLine(sheet.signer or loc.t("Chair"), loc)]


class _Foot:
    """Writes what and of when at the left of every page's foot, and the page's number at the right."""

    def __init__(self, sheet: MinutesSheet, canvas: TaggedCanvas, loc: Locale) -> None:
        self.canvas = canvas
        notes = sheet.notes
        draft = "" if sheet.sealed_on else loc.t("Draft")
        example = loc.t("Example data") if notes.is_example else ""
        parts = (notes.programme, notes.label, loc.date(notes.on, "iso"), draft, example)
        self.left = plain(" · ".join(part for part in parts if part))

    def furnish(self, page: int, of: int) -> str:
        """Return the source of a page's foot."""
        number = f"{page + 1} ({of})"
        right = A4[0] - MARGIN - self.canvas.stringWidth(number, REGULAR, 8)
        return self.canvas.artifact_source([self._at(MARGIN, self.left), self._at(right, number)])

    def _at(self, x: float, text: str) -> str:
        runs = [(font, Ink.QUIET, run) for font, run in letter_runs(text, REGULAR)]
        return f"BT {self.canvas.pen.write(runs, 8.0, x, 34.0)} ET"
