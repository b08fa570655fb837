"""Where a value, a target or a change stands in time."""

from datetime import date

import pytest

from trygg_desktop.domain.indicators import (
    DefinitionChange,
    Observation,
    Span,
    comparable_values,
    first_day_of,
    moment_of,
    span_of,
)


def test_a_value_stands_at_the_end_of_its_time() -> None:
    assert sorted(["2025", "2025-T2", "2026-T1", "2025-T1", "2025-08"], key=moment_of) == [
        "2025-T1",
        "2025-T2",
        "2025-08",
        "2025",
        "2026-T1",
    ]
    days = {
        "2025": date(2025, 12, 31),
        "2024-02": date(2024, 2, 29),
        "2025-12": date(2025, 12, 31),
        "2025-T1": date(2025, 4, 30),
        "2025-T2": date(2025, 8, 31),
        "2025-05-20": date(2025, 5, 20),
    }
    assert {on: moment_of(on) for on in days} == days


def test_a_change_holds_from_the_first_day_of_its_time() -> None:
    days = {
        "2025": date(2025, 1, 1),
        "2025-11": date(2025, 11, 1),
        "2025-T1": date(2025, 1, 1),
        "2025-T2": date(2025, 5, 1),
        "2025-05-20": date(2025, 5, 20),
    }
    assert {on: first_day_of(on) for on in days} == days


@pytest.mark.parametrize("on", ["", "20", "2025-13", "2025-02-30", "soon"])
def test_what_is_no_time_is_refused(on: str) -> None:
    with pytest.raises(ValueError):
        moment_of(on)
    with pytest.raises(ValueError):
        first_day_of(on)


def _values(**values: float | None) -> list[Observation]:
    return [Observation(indicator_id=1, on=on.strip("_").replace("_", "-"), value=v) for on, v in values.items()]


def test_only_values_of_one_span_and_one_definition_are_compared() -> None:
    values = _values(_2023=1, _2024=2, _2025_T1=None, _2025_T2=3, _2026_T1=4, _2026_T2=5)
    like, other = comparable_values(values, [])
    assert [o.on for o in like] == ["2025-T2", "2026-T2"]
    assert [o.on for o in other] == ["2023", "2024", "2026-T1"]
    changes = [DefinitionChange(indicator_id=1, from_date=day, text="x") for day in ("2026-01", "2027")]
    like, other = comparable_values(values, changes)
    assert [o.on for o in like] == ["2026-T2"]
    assert [o.on for o in other] == ["2023", "2024", "2025-T2", "2026-T1"]
    assert comparable_values(_values(_2025=None), changes) == ([], [])


def test_every_written_time_has_a_span() -> None:
    spans = {
        "2025": Span.YEAR,
        "2025-T1": Span.FOUR_MONTHS,
        "2025-T2": Span.EIGHT_MONTHS,
        "2025-11": Span.MONTH,
        "2025-11-02": Span.DAY,
    }
    assert {on: span_of(on) for on in spans} == spans


def test_the_four_months_of_t1_are_not_compared_with_the_eight_of_t2():
    values = [("2025-T1", 40.0), ("2025-T2", 80.0), ("2026-T1", 44.0), ("2026-T2", 76.0)]
    like, other = comparable_values([Observation(indicator_id=1, on=on, value=value) for on, value in values], [])
    assert [o.on for o in like] == ["2025-T2", "2026-T2"]
    assert [o.on for o in other] == ["2025-T1", "2026-T1"]
