"""Which measures run in a period: one rule in the domain, one in SQL, and they agree."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trygg_desktop.domain.periods import make_period, runs_in
from trygg_desktop.domain.plan import Measure
from trygg_desktop.store.period_reading import running_in
from trygg_desktop.store.project import Project

_CODES = ("2025-T1", "2025-T2", "2026")
_EDGES = [day for code in _CODES for day in (make_period(code).start_date, make_period(code).end_date)]
_NEAR = st.sampled_from([edge + timedelta(days=n) for edge in _EDGES for n in (-1, 0, 1)])
_DAYS = st.none() | _NEAR | st.dates(date(2024, 6, 1), date(2027, 6, 30))


def test_a_measure_without_days_always_runs_and_one_that_ends_on_the_first_day_runs_too() -> None:
    period = make_period("2026-T1")
    assert runs_in(None, None, period)
    assert runs_in(None, period.start_date, period)
    assert runs_in(period.end_date, None, period)
    assert not runs_in(None, period.start_date - timedelta(days=1), period)
    assert not runs_in(period.end_date + timedelta(days=1), None, period)


@given(spans=st.lists(st.tuples(_DAYS, _DAYS), min_size=1, max_size=12), code=st.sampled_from(_CODES))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_the_database_and_the_domain_agree_on_what_runs_in_a_period(
    project: Project, spans: list[tuple[date | None, date | None]], code: str
) -> None:
    with project.change("Plan") as step:
        for old in project.all(Measure):
            step.remove(Measure, old.id)
        for number, (one, other) in enumerate(spans):
            start, end = (min(one, other), max(one, other)) if one and other else (one, other)
            step.add(Measure(code=f"Å-{number}", title="Prov", start_date=start, end_date=end))
    period = make_period(code)
    condition, values = running_in(period)
    found = {measure.id for measure in project.all(Measure, condition, values)}
    assert found == {m.id for m in project.all(Measure) if runs_in(m.start_date, m.end_date, period)}
