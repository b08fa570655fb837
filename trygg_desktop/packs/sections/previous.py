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
            Column(loc.t("Decision"), share=1.7),
            Column(loc.t("Responsible"), share=0.9),
            Column(loc.t("Last day"), 108),
        ]
        rows = [
            Row(
                [
                    d.label,
                    d.decision.text,
                    setter.joined([d.decision.responsible, d.party]),
                    _due(setter, d.decision.due_date),
                ]
            )
            for d in content.decisions
        ]
        story.append(Table(columns, rows))
    if content.tasks:
        story.append(Heading(loc.t("Open tasks"), 3))
        columns = [
            Column(loc.t("Task"), share=1.7),
            Column(loc.t("Responsible"), share=0.9),
            Column(loc.t("Last day"), 108),
        ]
        rows = [
            Row([t.task.text, setter.joined([t.task.responsible, t.party]), _due(setter, t.task.due_date)])
            for t in content.tasks
        ]
        story.append(Table(columns, rows))
    return story


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
