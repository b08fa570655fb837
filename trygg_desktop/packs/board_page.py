"""Prints the collection desk's board: a line per party with its state, dates and counts, and a line to sign on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.spec import Weight
from trygg_desktop.domain.collection import DESK_MARKS, RULE, DeskState, say_desk_state
from trygg_desktop.formats import GAP, Locale
from trygg_desktop.jobs import Report
from trygg_desktop.messages import N_, Message
from trygg_desktop.packs.archiving import Description, save_archivable
from trygg_desktop.packs.blocks import Block, Heading, Story, Text
from trygg_desktop.packs.canvas import TaggedCanvas
from trygg_desktop.packs.fonts import REGULAR
from trygg_desktop.packs.lines import Span
from trygg_desktop.packs.pages import Frame, Pages
from trygg_desktop.packs.paper_text import letter_runs, plain
from trygg_desktop.packs.rows import Cell, Row
from trygg_desktop.packs.structure import Element
from trygg_desktop.packs.styles import A4, CAPTION, CELL, LEAD, QUIET, STRONG_CELL
from trygg_desktop.packs.table import Column, Table

_SIZE = (A4[1], A4[0])
_MARGIN = 40.0
_INKS = {
    DeskState.ERRORS: Ink.RED,
    DeskState.LATE: Ink.RED,
    DeskState.RETURNED: Ink.YELLOW_TEXT,
    DeskState.ACCEPTED: Ink.GREEN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One party on the printed board. ``answered`` of ``asked`` measures of its own."""

    party: str
    state: DeskState
    written_on: date | None
    sent_on: date | None
    reminded_on: date | None
    reminders: int
    returned_on: date | None
    errors: int
    accepted_on: date | None
    answered: int
    asked: int
    days_late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardSheet:
    """What is printed. ``lead`` says how far the collection has come, ``due`` when the last day is."""

    title: str
    subtitle: str
    lead: Message
    due: str
    rows: Sequence[BoardRow]
    signer: str
    author: str
    language: str
    made_at: datetime


def write_board(report: Report, sheet: BoardSheet, path: Path) -> int:
    """Write the board to ``path``, landscape, and return its number of pages: one for some twenty parties."""
    report(0, 1, N_("Setting page {page}", page=1))
    loc = Locale(sheet.language)
    language = {"sv": "sv-SE", "en": "en-GB"}[sheet.language]
    description = Description(plain(sheet.title), plain(sheet.author), sheet.made_at.astimezone())
    draft = BytesIO()
    canvas = TaggedCanvas(draft, _SIZE, description.title, description.author, language)
    pages = Pages(canvas, Frame(_MARGIN, _SIZE[1] - _MARGIN, _SIZE[0] - 2 * _MARGIN, _MARGIN + 14))
    pages.fill(_story(sheet, loc), Element("Sect", canvas.root))
    pages.end()
    count = canvas.finish(_Foot(sheet, canvas, loc).furnish)
    save_archivable(draft, path, description)
    return count


def _story(sheet: BoardSheet, loc: Locale) -> Story:
    heading = Heading(sheet.title, 1, "board")
    heading.before = 0.0
    about = Text(sheet.subtitle, QUIET)
    about.keep = True
    lead = [Span(loc.t(sheet.lead), Weight.SEMIBOLD), Span(f", {sheet.due}.")]
    rule = Text(loc.t(RULE), CAPTION, role="Caption")
    return [heading, about, Text(lead, LEAD), _table(sheet, loc, rule), SignatureLine(sheet.signer, loc)]


def _table(sheet: BoardSheet, loc: Locale, rule: Text) -> Table:
    columns = [
        Column(loc.t("Party")),
        Column(loc.t("State"), 96),
        Column(loc.t("Answered"), 62, end=True),
        Column(loc.t("Written"), 62),
        Column(loc.t("Sent"), 62),
        Column(loc.t("Reminded"), 78),
        Column(loc.t("Returned"), 66),
        Column(loc.t("Errors"), 34, end=True),
        Column(loc.t("Approved"), 62),
        Column(loc.t("Days late"), 56, end=True),
    ]
    return Table(columns, [_row(row, loc) for row in sheet.rows], row_headers=True, caption=rule)


def _row(row: BoardRow, loc: Locale) -> Row:
    ink = _INKS.get(row.state, Ink.NONE_TEXT)
    state = [Span(f"{DESK_MARKS[row.state]} ", None, ink), Span(loc.t(say_desk_state(row.state)), None, ink)]
    reminded = loc.date(row.reminded_on, "iso")
    if row.reminders > 1:
        reminded = f"{reminded} ({loc.number(row.reminders)})"
    cells: list[Cell] = [
        Text(row.party, STRONG_CELL),
        Text(state, CELL),
        loc.t("{n} of {m}", n=row.answered, m=row.asked) if row.asked else GAP,
        loc.date(row.written_on, "iso"),
        loc.date(row.sent_on, "iso"),
        reminded,
        loc.date(row.returned_on, "iso"),
        loc.number(row.errors) if row.returned_on else GAP,
        loc.date(row.accepted_on, "iso"),
        loc.number(row.days_late) if row.days_late else GAP,
    ]
    return Row(cells)


class SignatureLine(Block):
    """A rule to sign above, with the role and room for the day."""

    before = 22.0

    def __init__(self, role: str, loc: Locale) -> None:
        self._words = Text(loc.t("{role}, date and signature", role=role), QUIET)

    def height(self, width: float) -> float:
        return self._words.height(width) + 4

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float, parent: Element) -> None:
        with canvas.artifact():
            canvas.rules(x, x + min(width, 280.0), [top], Ink.NONE)
        self._words.draw(canvas, x, top - 4, width, parent)


class _Foot:
    """Writes who and when at the left of every page's foot, and the page's number at the right."""

    def __init__(self, sheet: BoardSheet, canvas: TaggedCanvas, loc: Locale) -> None:
        self.canvas = canvas
        self.left = plain(f"{sheet.author} · {loc.date(sheet.made_at.date(), 'iso')}")

    def furnish(self, page: int, of: int) -> str:
        """Return the source of a page's foot."""
        number = f"{page + 1} ({of})"
        right = _SIZE[0] - _MARGIN - self.canvas.stringWidth(number, REGULAR, 8)
        return self.canvas.artifact_source([self._at(_MARGIN, self.left), self._at(right, number)])

    def _at(self, x: float, text: str) -> str:
        runs = [(font, Ink.QUIET, run) for font, run in letter_runs(text, REGULAR)]
        return f"BT {self.canvas.pen.write(runs, 8.0, x, 26.0)} ET"
