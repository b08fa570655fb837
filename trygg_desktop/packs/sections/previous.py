"""Previous notes: decisions and tasks that live on until they are closed."""

from datetime import date

from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.spec import Weight
from trygg_desktop.formats import GAP
from trygg_desktop.messages import N_
from trygg_desktop.packs.blocks import Heading, Story, Text
from trygg_desktop.packs.lines import Span
from trygg_desktop.packs.rows import Row
from trygg_desktop.packs.sections.section import Section
from trygg_desktop.packs.styles import CELL
from trygg_desktop.packs.table import Column, Table
from trygg_desktop.packs.typesetter import Typesetter, paragraphs

_RESPONSIBLE, _LAST_DAY = 124.0, 96.0
"""Widths that both tables share, so that their columns stand below each other."""


def _make(setter: Typesetter) -> Story:
    loc, content, story = setter.loc, setter.content, Story()
    if content.previous and content.previous.notes:
        story.append(Heading(loc.t("Notes from {meeting}", meeting=content.previous_label), 3))
        story += [Text(part) for part in paragraphs(content.previous.notes)]
    if content.decisions or content.tasks:
        story += setter.told_then()
    if content.decisions:
        story.append(Heading(loc.t("Open decisions"), 3))
        columns = [
            Column(loc.t("Number"), 74),
            Column(loc.t("Decision")),
            Column(loc.t("Responsible"), _RESPONSIBLE),
            Column(loc.t("Last day"), _LAST_DAY),
        ]
        rows = [
            Row(
                [
                    d.label,
                    d.decision.text,
                    _who(d.decision.responsible, d.party),
                    _due(setter, d.decision.due_date),
                ]
            )
            for d in content.decisions
        ]
        story.append(Table(columns, rows))
    if content.tasks:
        story.append(Heading(loc.t("Open tasks"), 3))
        columns = [
            Column(loc.t("Task")),
            Column(loc.t("Responsible"), _RESPONSIBLE),
            Column(loc.t("Last day"), _LAST_DAY),
        ]
        rows = [
            Row([t.task.text, _who(t.task.responsible, t.party), _due(setter, t.task.due_date)]) for t in content.tasks
        ]
        story.append(Table(columns, rows))
    return story


def _who(role: str, party: str) -> Text:
    """Return who is to see to it: the role, and below it the party."""
    spans = [Span(role or party or GAP)]
    if role and party:
        spans.append(Span(f"\n{party}", None, Ink.QUIET))
    return Text(spans, CELL)


def _due(setter: Typesetter, day: date | None) -> Text:
    """Return a last day, and how long it has passed, in words and colour."""
    if day is None:
        return Text(GAP, CELL)
    late = (setter.content.day - day).days
    spans = [Span(setter.loc.date(day, "iso"))]
    if late > 0:
        spans.append(Span("\n" + setter.loc.tn("{n} day over", "{n} days over", n=late), Weight.SEMIBOLD, Ink.RED))
    return Text(spans, CELL)


SECTION = Section(
    key="previous",
    title=N_("Previous notes, open decisions and tasks"),
    empty=N_("No decision or task is open."),
    make=_make,
    words=(N_("previous notes"), N_("open tasks")),
)
