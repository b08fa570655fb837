"""The bars of the programme's timeline: the police list, places, decisions and measures."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from trygg_desktop.charts.spec import Ref
from trygg_desktop.charts.timeline import TimelineRow
from trygg_desktop.domain.indicators import first_day_of
from trygg_desktop.store.timeline_reading import DatedDecision, Spell

_POINT = timedelta(days=20)
"""How long the bar of a decision without a last day is, so that it can be seen."""


def make_spell_rows(spells: Iterable[Spell], group: str) -> list[TimelineRow]:
    """Return a bar for each time something was so; the last goes on."""
    return [
        TimelineRow(
            label=f"{spell.of}: {spell.what}",
            group=group,
            start=first_day_of(spell.from_date),
            end=first_day_of(spell.until) - timedelta(days=1) if spell.until else None,
            state=None,
            ref=Ref(spell.table_name, spell.row_id),
        )
        for spell in spells
    ]


def make_decision_rows(decisions: Iterable[DatedDecision], group: str) -> list[TimelineRow]:
    """Return a bar for each decision, from the day it was made to its last day."""
    return [
        TimelineRow(
            label=f"{dated.label} {dated.decision.text}",
            group=group,
            start=dated.made_on,
            end=max(dated.decision.done_on or dated.decision.due_date or dated.made_on, dated.made_on + _POINT),
            state=None,
            ref=Ref("decision", dated.decision.id),
        )
        for dated in decisions
    ]


def rows_within(rows: Sequence[TimelineRow], span: tuple[date, date]) -> list[TimelineRow]:
    """Return the rows whose time overlaps the span; rows without any date are left out."""
    first, last = span
    return [
        row
        for row in rows
        if (row.start or row.end) and (row.start is None or row.start < last) and (row.end is None or row.end >= first)
    ]
