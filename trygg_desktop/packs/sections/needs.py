"""What needs the steering group: measures in trouble, decisions needed, obstacles that wait."""

from trygg_desktop.charts.spec import Weight
from trygg_desktop.domain.attention import Matter
from trygg_desktop.messages import N_
from trygg_desktop.packs.blocks import Heading, Story, Text
from trygg_desktop.packs.content import ObstacleLine
from trygg_desktop.packs.lines import Span
from trygg_desktop.packs.rows import Row
from trygg_desktop.packs.sections.section import Section
from trygg_desktop.packs.styles import CELL
from trygg_desktop.packs.table import Column, Table
from trygg_desktop.packs.typesetter import Typesetter

_NAME, _SECOND = 186.0, 80.0
"""Widths that both tables share, so that their columns stand below each other."""


def _make(setter: Typesetter) -> Story:
    loc, content, story = setter.loc, setter.content, Story()
    if content.matters:
        columns = [
            Column(loc.t("Measure"), _NAME),
            Column(loc.t("Assessment"), _SECOND),
            Column(loc.t("Why")),
        ]
        rows = [
            Row(
                [
                    setter.strong(f"{matter.measure.code} {matter.measure.title}"),
                    setter.state(matter.state),
                    _reasons(setter, matter),
                ]
            )
            for matter in content.matters
        ]
        story += [*setter.told_now(), Table(columns, rows, row_headers=True)]
    if content.obstacles:
        story += [Heading(loc.t("Obstacles to collaboration"), 3), *setter.told_then()]
        columns = [
            Column(loc.t("Obstacle"), _NAME),
            Column(loc.t("Open since"), _SECOND),
            Column(loc.t("Owner"), share=0.8),
            Column(loc.t("Escalated to"), share=1.0),
        ]
        story.append(Table(columns, [_obstacle(setter, line) for line in content.obstacles], row_headers=True))
    return story


def _reasons(setter: Typesetter, matter: Matter) -> Text:
    """Return why a measure is here, in words, and what its party wrote."""
    reasons = ", ".join(setter.loc.t(reason) for reason in matter.reasons)
    spans = [Span(reasons[:1].upper() + reasons[1:], Weight.SEMIBOLD)]
    return Text([*spans, Span(f"\n{matter.text}")] if matter.text else spans, CELL)


def _obstacle(setter: Typesetter, line: ObstacleLine) -> Row:
    loc = setter.loc
    concerned = loc.t("Concerns {parties}", parties=", ".join(line.parties)) if line.parties else ""
    days = (setter.content.day - line.obstacle.raised_on).days if line.obstacle.raised_on else None
    since = loc.date(line.obstacle.raised_on, "iso")
    if days is not None and days > 0:
        since += "\n" + loc.tn("{n} day", "{n} days", n=days)
    return Row([setter.strong(line.obstacle.text, concerned), since, line.owner, line.escalated_to])


SECTION = Section(
    key="needs",
    title=N_("What needs the steering group"),
    title_elsewhere=N_("Needs attention: {body}"),
    empty=N_("No measure is red, late, silent or waiting for a decision, and no obstacle is open."),
    make=_make,
    words=(N_("needs the steering group"), N_("obstacles")),
    first=True,
)
