"""Economic follow-up: what the measures were given and what they have cost."""

from trygg_desktop.charts.spec import Weight
from trygg_desktop.formats import GAP
from trygg_desktop.messages import N_
from trygg_desktop.packs.blocks import Story, Text
from trygg_desktop.packs.content import MeasureLine
from trygg_desktop.packs.lines import Span
from trygg_desktop.packs.rows import Row
from trygg_desktop.packs.sections.section import Section
from trygg_desktop.packs.styles import CELL, STRONG_CELL
from trygg_desktop.packs.table import Column, Table
from trygg_desktop.packs.typesetter import Typesetter


def _make(setter: Typesetter) -> Story:
    loc = setter.loc
    lines = [line for line in setter.content.measures if line.measure.budget_ore is not None or _outcome(line)]
    if not lines:
        return []
    columns = [
        Column(loc.t("Code"), 32),
        Column(loc.t("Measure")),
        Column(loc.t("Responsible"), 84),
        Column(loc.t("Budget"), 66, end=True),
        Column(loc.t("Outcome"), 66, end=True),
        Column(loc.t("Left"), 66, end=True),
    ]
    rows = [_row(setter, line) for line in lines]
    rows.append(_sum(setter, lines))
    period = setter.content.period.name if setter.content.period else GAP
    caption = loc.t("Budget and reported outcome of the measures that run in {period}.", period=period)
    return [*setter.told_now(), Table(columns, rows, caption=setter.table_caption(caption))]


def _outcome(line: MeasureLine) -> int | None:
    return line.answer.outcome_ore if line.answer else None


def _row(setter: Typesetter, line: MeasureLine) -> Row:
    loc, budget, outcome = setter.loc, line.measure.budget_ore, _outcome(line)
    left = budget - outcome if budget is not None and outcome is not None else None
    amounts = [loc.thousands(ore) for ore in (budget, outcome, left)]
    return Row([Text(line.measure.code, STRONG_CELL), line.measure.title, line.party or GAP, *amounts])


def _sum(setter: Typesetter, lines: list[MeasureLine]) -> Row:
    """Return the sums of what is known; what is left only where both are known of every measure."""
    budgets = [line.measure.budget_ore for line in lines if line.measure.budget_ore is not None]
    outcomes = [found for line in lines if (found := _outcome(line)) is not None]
    left = sum(budgets) - sum(outcomes) if len(budgets) == len(outcomes) == len(lines) else None
    amounts = [sum(budgets) if budgets else None, sum(outcomes) if outcomes else None, left]
    cells = [Text([Span(setter.loc.thousands(ore), Weight.SEMIBOLD)], CELL) for ore in amounts]
    return Row(["", Text(setter.loc.t("Sum of what is known"), STRONG_CELL), "", *cells])


SECTION = Section(
    key="economy",
    title=N_("Economic follow-up"),
    empty=N_("No measure has a budget or an outcome."),
    make=_make,
    usual=False,
)
