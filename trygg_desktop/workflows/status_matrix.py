"""The parties' own assessments beside those of the period before and of the same period last year."""

from collections.abc import Sequence
from datetime import date

from trygg_desktop.charts.matrix import Cell, Row, StatusMatrix
from trygg_desktop.charts.spec import Ref
from trygg_desktop.domain.party_state import PartyAnswers, party_state
from trygg_desktop.domain.periods import NEVER_COLLECTED, Period
from trygg_desktop.formats import GAP, Locale
from trygg_desktop.messages import N_
from trygg_desktop.store.period_reading import read_periods, was_period_collected
from trygg_desktop.store.project import Project
from trygg_desktop.store.status_reading import read_parties, read_party_answers

_RULE = N_(
    "A party's worst assessment among its own answers. A link of the chain also counts late measures and overdue "
    "tasks, and can therefore be weaker. ✕ means that a report is missing."
)


def compare_periods(project: Project, period: Period, today: date, loc: Locale) -> StatusMatrix:
    """Return each party's worst assessment for the same period last year, the period before, and this one.

    A period that was never collected is a column of gaps, and the note says so.
    """
    periods = _compared(read_periods(project), period)
    collected = {p.id for p in periods if was_period_collected(project, p, today)}
    answers = {p.id: read_party_answers(project, p) for p in periods}
    rows = []
    for party in read_parties(project, period.end_date):
        cells = []
        for column in periods:
            given = answers[column.id].get(party.id, PartyAnswers(0, 0, ()))
            is_collected = column.id in collected
            state = party_state(given, is_over=today > column.due_date) if is_collected else None
            hint = "" if is_collected else f"{loc.t(column.name)}: {loc.t(NEVER_COLLECTED)}"
            cells.append(Cell(state, hint, Ref("party", party.id)))
        rows.append(Row(party.name, tuple(cells), Ref("party", party.id)))
    return StatusMatrix(
        title=loc.t("The parties' own assessments"),
        heading=loc.t("Party"),
        columns=tuple(loc.t(p.short_name) for p in periods),
        rows=tuple(rows),
        note=_note([p for p in periods if p.id not in collected], loc),
    )


def _note(gaps: Sequence[Period], loc: Locale) -> str:
    parts = [loc.t(_RULE)]
    if gaps:
        names = ", ".join(loc.t(period.short_name) for period in gaps)
        parts.append(loc.t("{gap} {periods}: never collected.", gap=GAP, periods=names))
        parts.append(loc.t(NEVER_COLLECTED))
    return " ".join(parts)


def _compared(periods: Sequence[Period], period: Period) -> list[Period]:
    last_year = f"{period.year - 1}{period.code[4:]}"
    earlier = [p for p in periods if p.end_date < period.end_date]
    chosen = [p for p in earlier if p.code == last_year] + earlier[-1:] + [period]
    return list(dict.fromkeys(chosen))
