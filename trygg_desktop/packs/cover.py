"""The cover: body, day and place, and the agenda with the page of every item."""

from collections.abc import Sequence

from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.spec import Weight
from trygg_desktop.domain.words import ItemKind, say
from trygg_desktop.formats import GAP
from trygg_desktop.packs.blocks import Heading, Story, Text, quiet
from trygg_desktop.packs.content import ItemContent
from trygg_desktop.packs.lines import Span
from trygg_desktop.packs.rows import Cell, PageNumber, Row
from trygg_desktop.packs.styles import CELL, COVER_LINE, COVER_NOTE, COVER_TITLE, EYEBROW, QUIET
from trygg_desktop.packs.table import Column, Table
from trygg_desktop.packs.typesetter import Typesetter

COVER_DROP = 62.0
"""How much lower than other pages the cover begins."""


def make_cover(setter: Typesetter, others: Sequence[tuple[str, str]]) -> Story:
    """Return the cover with the agenda; an item with a page of its own leads there. ``others``: title and place of what
    else the pack holds.
    """
    loc, content = setter.loc, setter.content
    what = [loc.t("Meeting papers"), loc.t("version {number}", number=content.version)]
    if content.is_public:
        what.append(loc.t("public version"))
    if content.is_draft:
        what.append(loc.t("draft"))
    programme = content.programme
    eyebrow = Text(" · ".join(what), EYEBROW)
    title = Text(f"{content.body.name}\n{loc.date(content.meeting.on)}", COVER_TITLE, role="H1")
    story: Story = [
        eyebrow,
        title,
        Text(setter.joined([programme.name, programme.municipality]), COVER_LINE),
        Text([Span(_where(setter), None, Ink.QUIET)], COVER_LINE),
    ]
    if assignment := _assignment(setter):
        story.append(Text(assignment, COVER_NOTE))
    if content.is_afterwards:
        story.append(Text(_made_afterwards(setter), COVER_NOTE))
    if programme.is_example:
        note = loc.t("Example data: figures and assessments are made up where no source is given.")
        story.append(Text([Span(note, Weight.SEMIBOLD)], COVER_NOTE))
    heading = Heading(loc.t("Agenda"), 2, "agenda")
    heading.before = 44.0
    story.append(heading)
    if content.items:
        story += [_agenda(setter), Text(_minutes(setter), QUIET)]
    else:
        story.append(quiet(loc.t("There are no items on the agenda yet.")))
    if others:
        story += [Heading(loc.t("Other contents"), 2, "contents"), _contents(setter, others)]
    return story


def _assignment(setter: Typesetter) -> str:
    """Return who decided the assignment, when and under which numbers, as far as it is known."""
    loc, programme = setter.loc, setter.content.programme
    number = programme.decision_number.strip().lstrip("§ ")
    parts = [
        programme.decided_by,
        loc.date(programme.decision_date) if programme.decision_date else "",
        f"§ {number}" if number else "",
        loc.t("reg. no. {number}", number=programme.registry_number) if programme.registry_number else "",
    ]
    known = ", ".join(part for part in parts if part)
    return (
        loc.t("Assignment decided by: {decision}", decision=known)
        if programme.decided_by and known
        else (loc.t("Assignment: {decision}", decision=known) if known else "")
    )


def _made_afterwards(setter: Typesetter) -> str:
    """Return what stands as on the meeting's day in papers made later, and what does not."""
    return setter.loc.t(
        "Made on {day}, after the meeting. News, open decisions, tasks and obstacles and the indicators' values are"
        " those of the meeting's day, as far as the dates in the file tell; measures and answers are as on {day}.",
        day=setter.content.made_at.date(),
    )


def _contents(setter: Typesetter, others: Sequence[tuple[str, str]]) -> Table:
    columns = [Column(setter.loc.t("Section")), Column(setter.loc.t("Page"), 36, end=True)]
    return Table(columns, [Row([title, PageNumber(key)], key) for title, key in others])


def _where(setter: Typesetter) -> str:
    loc, meeting = setter.loc, setter.content.meeting
    clock = ""
    if meeting.start and meeting.end:
        clock = loc.t("{start}–{end} o'clock", start=meeting.start, end=meeting.end)
    elif meeting.start:
        clock = loc.t("{start} o'clock", start=meeting.start)
    return ", ".join(part for part in (meeting.place, clock) if part)


def _agenda(setter: Typesetter) -> Table:
    loc = setter.loc
    columns = [
        Column(loc.t("Item"), 34),
        Column(loc.t("Matter"), share=1.0),
        Column(loc.t("Type"), 68),
        Column(loc.t("Presenter"), 98),
        Column(loc.t("Min"), 34, end=True),
        Column(loc.t("Page"), 36, end=True),
    ]
    return Table(columns, [_row(setter, line) for line in setter.content.items])


def _row(setter: Typesetter, line: ItemContent) -> Row:
    loc, item = setter.loc, line.item
    has_page = setter.content.shows_items and has_pages(line)
    key = f"item-{line.number}" if has_page else ""
    weight = Weight.SEMIBOLD if item.kind is ItemKind.DECISION else None
    cells: list[Cell] = [
        str(line.number),
        item.title,
        Text([Span(loc.t(say(item.kind)), weight)], CELL),
        item.presenter or GAP,
        loc.number(item.minutes),
        PageNumber(key) if has_page else GAP,
    ]
    return Row(cells, key)


def has_pages(line: ItemContent) -> bool:
    """Tell whether an item has more to show than its line in the agenda."""
    item = line.item
    linked = line.measure or line.obstacle or line.indicator
    return bool(item.background or item.proposal or linked or line.papers or line.sections)


def _minutes(setter: Typesetter) -> str:
    """Return the sum of the items' minutes beside the time there is, with a warning when it does not do."""
    loc, content = setter.loc, setter.content
    planned = sum(line.item.minutes or 0 for line in content.items)
    start, end = content.meeting.start, content.meeting.end
    if not (start and end):
        return loc.tn("{n} minute in all.", "{n} minutes in all.", n=planned)
    there = (end.hour - start.hour) * 60 + end.minute - start.minute
    if planned > there:
        return loc.t("{planned} minutes planned, but only {there} to hand.", planned=planned, there=there)
    return loc.t("{planned} of {there} minutes planned.", planned=planned, there=there)
