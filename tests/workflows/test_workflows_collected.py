"""A period that was never collected is a gap wherever it is shown, and no party's failure."""

from datetime import date

import pytest
from support.checkout import ROOT

from trygg_desktop.domain.chain import RULE, LinkState, name_weakest
from trygg_desktop.domain.collection import Collection
from trygg_desktop.domain.periods import NEVER_COLLECTED, Period, make_period, was_collected
from trygg_desktop.formats import Locale
from trygg_desktop.store.follow_up_reading import read_reports
from trygg_desktop.store.project import Project
from trygg_desktop.store.waiting_reading import count_waiting
from trygg_desktop.workflows.review import look_at
from trygg_desktop.workflows.status_matrix import compare_periods

TODAY = date(2026, 11, 22)


def period_of(project: Project, code: str) -> Period:
    (found,) = project.all(Period, "code = ?", (code,))
    return found


def test_only_an_earlier_period_that_nobody_was_asked_about_or_answered_was_never_collected() -> None:
    first, second = (
        Period(id=n, code=p.code, start_date=p.start_date, end_date=p.end_date, due_date=p.due_date)
        for n, p in enumerate((make_period("2025-T1"), make_period("2025-T2")), 1)
    )
    assert not was_collected(first, set(), second)
    assert was_collected(first, {first.id}, second)
    assert was_collected(second, set(), second)
    assert was_collected(second, set(), first)
    assert was_collected(first, set(), None)


def test_the_column_of_a_period_that_was_never_collected_is_a_gap_with_a_note(demo: Project, loc: Locale) -> None:
    matrix = compare_periods(demo, period_of(demo, "2026-T1"), TODAY, loc)
    assert matrix.columns == ("T1 2025", "2025", "T1 2026")
    assert {row.cells[0].state for row in matrix.rows} == {None}
    assert {row.cells[0].hint for row in matrix.rows} == {f"tertial 1 2025: {loc.t(NEVER_COLLECTED)}"}
    assert "– T1 2025: aldrig insamlad." in matrix.note
    assert loc.t(NEVER_COLLECTED) in matrix.note
    assert any(row.cells[2].state for row in matrix.rows)


def test_no_link_of_a_chain_that_was_never_collected_is_missing(demo: Project, loc: Locale) -> None:
    period = period_of(demo, "2025-T1")
    situation = look_at(demo, period, TODAY)
    assert not situation.collected
    assert {link.state for link in situation.links} == {LinkState.NONE}
    reasons = {loc.t(reason) for link in situation.links for reason in link.reasons}
    assert reasons == {"Perioden samlades aldrig in.", "Har ännu inget att rapportera."}
    assert loc.t(name_weakest(situation.links)) == "Perioden samlades aldrig in: det finns inget att bedöma."
    assert {report.days_late for report in read_reports(demo, period, TODAY)} == {0}
    assert count_waiting(demo, period, TODAY)["follow_up"] == 0


def test_a_period_whose_workbooks_were_written_was_collected(demo: Project) -> None:
    period = period_of(demo, "2025-T1")
    with demo.change("Skriv ut") as step:
        step.add(Collection(period_id=period.id, party_id=1, written_on=date(2025, 4, 28)))
    situation = look_at(demo, period, TODAY)
    assert situation.collected
    assert LinkState.MISSING in {link.state for link in situation.links}
    assert count_waiting(demo, period, TODAY)["follow_up"] > 0


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_rule_of_the_chain_holds_the_rule_of_the_gap_in_the_same_words(language: str) -> None:
    loc = Locale(language)
    assert loc.t(NEVER_COLLECTED) in loc.t(RULE)


def test_the_guide_tells_the_rule_of_the_gap_in_the_same_words(loc: Locale) -> None:
    guide = (ROOT / "docs" / "guide" / "laget-och-kedjan.md").read_text(encoding="utf-8")
    assert loc.t(NEVER_COLLECTED) in " ".join(guide.split())
