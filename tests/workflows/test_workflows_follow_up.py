"""Answers entered by hand, and the periods they are entered for."""

from datetime import date

import pytest

from trygg_desktop.domain.follow_up import FollowUp, ImportBatch, Provenance
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.words import Assessment, PeriodState, Status
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.store.follow_up_reading import (
    can_be_answered,
    find_answer,
    find_place,
    read_answering_parties,
    read_batches,
    read_cells,
    read_earlier_answers,
    read_matrix,
    read_missing,
    read_origins,
    read_period_lines,
    read_reports,
)
from trygg_desktop.store.period_reading import read_periods
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.follow_up import (
    add_period,
    enter_answer,
    remove_answer,
    set_due_date,
    set_period_state,
)

TODAY = date(2026, 11, 22)
MISSING = (11, 5, 5)
"""Å-11 for 2026-T2, which the demo's labour-market party has not answered."""
GIVEN = (1, 5, 6)


def period(project: Project, code: str) -> Period:
    return project.all(Period, "code = ?", (code,))[0]


def test_the_first_field_makes_the_answer_reported_today(demo: Project) -> None:
    enter_answer(demo, MISSING, "assessment", Assessment.YELLOW, today=TODAY)
    enter_answer(demo, MISSING, "progress", 35, today=TODAY)
    answer = find_answer(demo, MISSING)
    assert answer is not None
    assert (answer.assessment, answer.progress, answer.reported_on) == (Assessment.YELLOW, 35, TODAY)


def test_each_field_is_a_step_with_its_name(demo: Project, loc: Locale) -> None:
    enter_answer(demo, MISSING, "progress", 35, today=TODAY)
    step = demo.next_undo()
    assert step is not None
    assert loc.t(step.label) == "Ändra Å-11 2026-T2 (Arbetsmarknad): Andel klart"
    demo.undo()
    assert find_answer(demo, MISSING) is None


def test_leaving_an_empty_field_empty_makes_no_answer(demo: Project) -> None:
    before = demo.history(1)[0].id
    enter_answer(demo, MISSING, "comment", "", today=TODAY)
    enter_answer(demo, MISSING, "status", None, today=TODAY)
    assert find_answer(demo, MISSING) is None
    assert demo.history(1)[0].id == before


def test_a_partner_answers_for_its_own_part(demo: Project) -> None:
    place = (1, 5, 11)
    enter_answer(demo, place, "status", Status.DONE, today=TODAY)
    lead = find_answer(demo, GIVEN)
    assert lead is not None
    assert lead.status is Status.LATE
    assert 11 in [party.id for party in read_answering_parties(demo, 1)]
    assert read_answering_parties(demo, 1)[0].id == 6, "the responsible party stands first"


def test_a_value_entered_by_hand_loses_the_origin_it_had(demo: Project) -> None:
    answer = find_answer(demo, GIVEN)
    assert answer is not None
    with demo.change("Läs in") as step:
        sha = step.keep_file("svar.xlsx", b"PK", "")
        batch = step.add(
            ImportBatch(
                made_at=demo.now(), file_sha256=sha, file_name="svar.xlsx", party_id=6, period_id=5, new_count=1
            )
        )
        for field, cell in (("status", "E7"), ("comment", "G7")):
            step.add(
                Provenance(
                    table_name="follow_up",
                    row_id=answer.id,
                    field=field,
                    batch_id=batch,
                    sheet="Blad",
                    row=7,
                    cell=cell,
                )
            )
    assert {origin.field for origin in read_origins(demo, "follow_up", answer.id)} == {"status", "comment"}
    enter_answer(demo, GIVEN, "comment", "Ändrat för hand", today=TODAY)
    assert [(o.field, o.cell, o.file_name) for o in read_origins(demo, "follow_up", answer.id)] == [
        ("status", "E7", "svar.xlsx")
    ]
    assert [b.file_name for b in read_batches(demo, period(demo, "2026-T2"), 6)] == ["svar.xlsx"]
    demo.undo()
    assert {origin.field for origin in read_origins(demo, "follow_up", answer.id)} == {"status", "comment"}


def test_a_closed_period_keeps_its_answers(demo: Project) -> None:
    set_period_state(demo, 5, PeriodState.CLOSED)
    with pytest.raises(UserError, match="closed"):
        enter_answer(demo, GIVEN, "comment", "Efterhandsändring", today=TODAY)
    with pytest.raises(UserError, match="closed"):
        remove_answer(demo, GIVEN)
    set_period_state(demo, 5, PeriodState.OPEN)
    set_period_state(demo, 5, PeriodState.OPEN)
    enter_answer(demo, GIVEN, "comment", "Nu går det", today=TODAY)
    answer = find_answer(demo, GIVEN)
    assert answer is not None
    assert answer.comment == "Nu går det"


def test_an_answer_is_removed_and_brought_back(demo: Project) -> None:
    before = find_answer(demo, GIVEN)
    assert before is not None
    assert find_place(demo, before.id) == GIVEN
    remove_answer(demo, GIVEN)
    remove_answer(demo, GIVEN)
    assert find_answer(demo, GIVEN) is None
    assert find_place(demo, before.id) is None
    demo.undo()
    assert find_answer(demo, GIVEN) == before


def test_a_period_is_added_with_its_usual_last_day(demo: Project) -> None:
    made = demo.get(Period, add_period(demo, "2027-T1"))
    assert made.due_date == date(2027, 5, 15)
    with pytest.raises(UserError, match="already"):
        add_period(demo, "2027-T1")
    with pytest.raises(UserError, match="no period"):
        add_period(demo, "2027-T4")


def test_a_last_day_is_moved_but_not_before_the_period(demo: Project) -> None:
    set_due_date(demo, 5, date(2026, 9, 30))
    assert demo.get(Period, 5).due_date == date(2026, 9, 30)
    steps = len(demo.history())
    set_due_date(demo, 5, date(2026, 9, 30))
    assert len(demo.history()) == steps
    with pytest.raises(UserError, match="before the period begins"):
        set_due_date(demo, 5, date(2025, 9, 30))


def test_the_board_counts_what_each_party_owes_and_has_given(demo: Project) -> None:
    reports = {report.party.code: report for report in read_reports(demo, period(demo, "2026-T2"), TODAY)}
    silent = [code for code, report in reports.items() if report.missing]
    assert len(silent) == 1
    late = reports[silent[0]]
    assert (late.expected, late.reported, late.days_late) == (1, 0, 68)
    assert [code for _, code, _ in read_missing(demo, period(demo, "2026-T2"), late.id)] == ["Å-11"]
    assert all(report.days_late == 0 for code, report in reports.items() if code != silent[0])
    enter_answer(demo, MISSING, "status", Status.DONE, today=TODAY)
    again = {r.party.code: r for r in read_reports(demo, period(demo, "2026-T2"), TODAY)}[silent[0]]
    assert (again.missing, again.days_late, again.last_on) == (0, 0, TODAY)


def test_the_matrix_holds_every_answer_and_tells_in_which_periods_a_measure_runs(demo: Project) -> None:
    periods = read_periods(demo)
    matrix = read_matrix(demo, periods, TODAY)
    assert len(matrix.cells) == len(demo.all(FollowUp))
    (lead,) = [row for row in matrix.rows[6] if row.code == "Å-01" and row.is_responsible]
    assert {p.code for p in periods if p.id in lead.runs} >= {"2026-T1", "2026-T2"}
    assert read_matrix(demo, [], TODAY).parties == []
    changed = find_answer(demo, GIVEN)
    assert changed is not None
    assert list(read_cells(demo, [5], [changed.id])) == [GIVEN]


def test_earlier_answers_come_latest_first(demo: Project) -> None:
    earlier = read_earlier_answers(demo, 1, 6, period(demo, "2026-T2"))
    assert [then.code for then, _ in earlier] == ["2026-T1", "2025", "2025-T2"]


def test_periods_stand_latest_first_with_their_answers(demo: Project) -> None:
    lines = {line.period.code: line.answers for line in read_period_lines(demo)}
    assert next(iter(lines)) == "2026"
    assert lines["2026-T2"] == 21
    assert can_be_answered(demo, GIVEN)
    assert not can_be_answered(demo, (999, 5, 6))
