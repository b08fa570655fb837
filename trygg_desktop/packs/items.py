"""An agenda item on its own page: what it is about, what it is linked to, what is proposed."""

from trygg_desktop.charts.palette import Ink
from trygg_desktop.domain.words import say
from trygg_desktop.formats import GAP
from trygg_desktop.packs.blocks import Heading, Story, Text, make_list, quiet
from trygg_desktop.packs.content import ItemContent, MeasureLine
from trygg_desktop.packs.lines import Span
from trygg_desktop.packs.paper_pages import list_papers
from trygg_desktop.packs.papers import OpenedPaper
from trygg_desktop.packs.rows import Cell, Row
from trygg_desktop.packs.sections.indicators import draw_indicator
from trygg_desktop.packs.styles import CELL, EYEBROW, QUIET
from trygg_desktop.packs.table import Column, Table
from trygg_desktop.packs.typesetter import Typesetter, paragraphs


def make_item(setter: Typesetter, line: ItemContent, papers: list[OpenedPaper]) -> Story:
    """Return heading, background, linked measure or obstacle, and the proposed decision."""
    loc, item = setter.loc, line.item
    eyebrow = Text(f"{loc.t('Item {number}', number=line.number)} · {loc.t(say(item.kind))}", EYEBROW)
    eyebrow.keep, eyebrow.after = True, 2.0
    heading = Heading(item.title, 1, f"item-{line.number}")
    heading.after = 3.0
    minutes = loc.tn("{n} minute", "{n} minutes", n=item.minutes) if item.minutes else ""
    presenter = loc.t("Presenter: {role}", role=item.presenter) if item.presenter else ""
    story: Story = [eyebrow, heading]
    if minutes or presenter:
        about = Text(setter.joined([presenter, minutes]), QUIET)
        about.keep = True
        story.append(about)
    story += [Text(part) for part in paragraphs(item.background)]
    story += _linked(setter, line)
    if item.proposal.strip():
        story.append(Heading(loc.t("Proposed decision"), 2))
        story += make_list(paragraphs(item.proposal), numbered=True)
    if line.papers:
        story.append(Heading(loc.t("Papers"), 3))
        own = [paper for paper in papers if paper.item_number == line.number]
        story += list_papers(setter, own) if own else make_list(paper.title for paper in line.papers)
    if len(story) <= 3 and not line.sections:
        story.append(quiet(loc.t("Nothing is written under this item yet.")))
    return story


def _linked(setter: Typesetter, line: ItemContent) -> Story:
    loc, story = setter.loc, Story()
    if line.measure:
        story += [Heading(loc.t("The measure"), 3), *setter.told_now(), _measure(setter, line.measure)]
    if line.obstacle:
        obstacle = line.obstacle.obstacle
        story.append(Heading(loc.t("The obstacle"), 3))
        said = obstacle.text.strip()
        said += "" if said.endswith((".", "!", "?", "…")) else "."
        since = loc.t("Open since {day}.", day=obstacle.raised_on) if obstacle.raised_on else ""
        story.append(Text([Span(said), Span(f" {since}", None, Ink.QUIET)]))
    if line.indicator:
        story.append(Heading(line.indicator.indicator.name, 3))
        story += draw_indicator(setter, line.indicator)
    return story


def _measure(setter: Typesetter, line: MeasureLine) -> Table:
    """Return what is known of the measure, a row per fact."""
    loc, measure, answer = setter.loc, line.measure, line.answer
    facts: list[tuple[str, Cell]] = [
        (loc.t("Measure"), setter.strong(f"{measure.code} {measure.title}")),
        (loc.t("Responsible"), line.party),
        (loc.t("Time"), f"{loc.date(measure.start_date, 'iso')} {GAP} {loc.date(measure.end_date, 'iso')}"),
        (loc.t("Assessment"), setter.state(line.state)),
    ]
    if answer and setter.content.period:
        facts.insert(3, (loc.t("Follow-up"), loc.t(setter.content.period.name)))
    if answer:
        status = loc.t(say(answer.status)) if answer.status else ""
        progress = loc.percent(answer.progress) if answer.progress is not None else ""
        facts.append((loc.t("Status"), setter.joined([status, progress])))
    if measure.budget_ore is not None:
        outcome = loc.thousands(answer.outcome_ore) if answer else GAP
        budget = loc.thousands(measure.budget_ore)
        facts.append((loc.t("Outcome of budget"), loc.t("{outcome} of {budget}", outcome=outcome, budget=budget)))
    for name, text in _said(setter, line):
        facts.append((name, text))
    rows = [Row([Text([Span(name, None, Ink.QUIET)], CELL), cell]) for name, cell in facts]
    return Table([Column("", 118), Column("")], rows, row_headers=True, shows_head=False, whole=True)


def _said(setter: Typesetter, line: MeasureLine) -> list[tuple[str, str]]:
    """Return what the party wrote of deviation, action and needed decision."""
    if line.answer is None:
        return []
    loc = setter.loc
    named = (
        (loc.t("Deviation"), line.answer.deviation),
        (loc.t("Corrective action"), line.answer.corrective_action),
        (loc.t("Decision needed"), line.answer.decision_needed),
    )
    return [(name, text) for name, text in named if text]
