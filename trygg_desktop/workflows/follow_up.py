"""Collect (J3) by hand: enter an answer field by field, and keep the periods with their last days."""

from dataclasses import replace
from datetime import date

from trygg_desktop.domain.fields import name_field
from trygg_desktop.domain.follow_up import FollowUp, Provenance
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.periods import Period, make_period
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.words import PeriodState
from trygg_desktop.errors import UserError
from trygg_desktop.messages import N_
from trygg_desktop.store.backups import Reason
from trygg_desktop.store.collection_reading import find_period, find_provenance
from trygg_desktop.store.follow_up_reading import Place, find_answer
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.safety import back_up


def enter_answer(project: Project, place: Place, field: str, value: object, *, today: date) -> None:
    """Give one field of a party's answer on a measure for a period a value by hand.

    The first field makes the answer, reported ``today``. A value entered by hand loses the origin it had. Raises
    ``UserError`` when the period is closed.
    """
    measure_id, period_id, party_id = place
    period, measure, party = (
        project.get(Period, period_id),
        project.get(Measure, measure_id),
        project.get(Party, party_id),
    )
    stored = find_answer(project, place)
    answer = stored or FollowUp(measure_id=measure_id, period_id=period_id, party_id=party_id)
    if getattr(answer, field) == value:
        return
    refuse_closed(period)
    label = N_(
        "Change {code} {period} ({party}): {field}",
        code=measure.code,
        period=period.code,
        party=party.label,
        field=name_field(field),
    )
    with project.change(label) as step:
        if stored is None:
            entered = replace(answer, reported_on=today)
            step.add(replace(entered, **{field: value}))  # type: ignore[arg-type]
        else:
            step.set(FollowUp, stored.id, **{field: value})
            origin = find_provenance(project, "follow_up", [stored.id]).get((stored.id, field))
            if origin is not None:
                step.remove(Provenance, origin)


def remove_answer(project: Project, place: Place) -> None:
    """Take away a party's answer on a measure for a period. Raises ``UserError`` when the period is closed."""
    answer = find_answer(project, place)
    if answer is None:
        return
    period = project.get(Period, answer.period_id)
    refuse_closed(period)
    measure, party = project.get(Measure, answer.measure_id), project.get(Party, answer.party_id)
    label = N_(
        "Remove the answer on {code} {period} ({party})", code=measure.code, period=period.code, party=party.label
    )
    with project.change(label) as step:
        step.remove(FollowUp, answer.id)


def refuse_closed(period: Period) -> None:
    """Raise ``UserError`` when a period is closed: its figures have been reported."""
    if period.state is PeriodState.CLOSED:
        raise UserError("{period} is closed. Open it under Periods to change its answers.", period=period.name)


def add_period(project: Project, code: str) -> int:
    """Add a period with its usual last day and return its id. Raises ``UserError`` when it is there already."""
    if find_period(project, code) is not None:
        raise UserError("{code} is there already.", code=code)
    try:
        period = make_period(code)
    except ValueError as error:
        raise UserError("“{code}” is no period. Write for example 2026-T2 or 2026.", code=code) from error
    with project.change(N_("Add {period}", period=period.name)) as step:
        return step.add(period)


def set_due_date(project: Project, period_id: int, due: date) -> None:
    """Give a period another last day for reports. Raises ``UserError`` when the period has not begun by then."""
    period = project.get(Period, period_id)
    if due == period.due_date:
        return
    if due < period.start_date:
        raise UserError(
            "The last day for reports cannot lie before the period begins, {start}.", start=period.start_date
        )
    with project.change(N_("Move the last day of {period} to {due}", period=period.name, due=due)) as step:
        step.set(Period, period_id, due_date=due)


def set_period_state(project: Project, period_id: int, state: PeriodState) -> None:
    """Close a period, so that its answers stay as they were reported, or open it again."""
    period = project.get(Period, period_id)
    if period.state is state:
        return
    label = N_("Close {period}", period=period.name)
    if state is PeriodState.OPEN:
        label = N_("Open {period} again", period=period.name)
    else:
        back_up(project, Reason.FREEZE)
    with project.change(label) as step:
        step.set(Period, period_id, state=state)
