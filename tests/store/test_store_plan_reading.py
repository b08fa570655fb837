"""What the lines of the plan show: names, partners, the responsible party's latest answer and where it was read."""

from datetime import date, datetime

import pytest

from trygg_desktop.domain.follow_up import FollowUp, ImportBatch, Provenance
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Measure, MeasureIndicator, Partner
from trygg_desktop.domain.words import Assessment, Status
from trygg_desktop.store.measure_reading import Origin, read_indicator_names, read_measure_details
from trygg_desktop.store.plan_reading import (
    MeasureLine,
    measures_of,
    read_measure_lines,
    read_plan_names,
    used_codes,
)
from trygg_desktop.store.project import Project
from trygg_desktop.store.status_reading import read_period_status
from trygg_desktop.workflows.edit import remove_records, set_field
from trygg_desktop.workflows.plan import set_partners


def lines(project: Project) -> dict[str, MeasureLine]:
    return {line.measure.code: line for line in read_measure_lines(project, read_plan_names(project))}


def test_a_line_names_party_partners_area_and_goal(demo: Project) -> None:
    line = lines(demo)["Å-01"]
    assert (line.party, line.partners, line.area) == ("Natur o teknik", ("Sollentunahem",), "Tureberg/Malmvägen")
    assert line.goal.startswith("M3 ")
    assert "belysning" in line.words
    assert "sollentunahem" in line.words


def test_status_and_share_are_those_of_the_responsible_partys_latest_answer(demo: Project) -> None:
    line = lines(demo)["Å-01"]
    assert (line.status, line.assessment, line.progress) == (Status.LATE, Assessment.RED, 40)
    partner = demo.all(Partner, "measure_id = ?", (line.id,))[0]
    period = demo.all(Period, "code = '2026'")[0]
    with demo.change("Prov") as step:
        step.add(
            FollowUp(measure_id=line.id, period_id=period.id, party_id=partner.party_id, assessment=Assessment.GREEN)
        )
    assert lines(demo)["Å-01"].assessment is Assessment.RED


def test_a_measure_nobody_has_answered_for_has_no_status(project: Project) -> None:
    with project.change("Prov") as step:
        step.add(Measure(code="Å-01", title="Ny"))
    line = lines(project)["Å-01"]
    assert (line.status, line.assessment, line.progress, line.party, line.goal) == (None, Assessment.NONE, None, "", "")


def test_a_few_lines_are_the_same_as_those_among_all(demo: Project) -> None:
    names = read_plan_names(demo)
    every = read_measure_lines(demo, names)
    few = read_measure_lines(demo, names, [every[2].id, every[5].id])
    assert few == [every[2], every[5]]
    assert read_measure_lines(demo, names, range(1, 100)) == every


def test_rows_that_are_gone_still_tell_which_measure_they_belonged_to(demo: Project) -> None:
    row = demo.all(Measure, "code = 'Å-02'")[0]
    gone = demo.all(Partner, "measure_id = ?", (row.id,))
    set_partners(demo, row.id, [])
    assert measures_of(demo, "partner", [partner.id for partner in gone]) == {row.id}


def test_used_codes_hold_those_of_removed_and_renamed_rows(demo: Project) -> None:
    remove_records(demo, Measure, [demo.all(Measure, "code = 'Å-05'")[0].id])
    set_field(demo, Measure, demo.all(Measure, "code = 'Å-06'")[0].id, "code", "Å-66")
    assert {"Å-05", "Å-06", "Å-66"} <= used_codes(demo, "measure")


def test_the_details_hold_everything_that_hangs_on_a_measure(demo: Project) -> None:
    row = demo.all(Measure, "code = 'Å-01'")[0]
    details = read_measure_details(demo, row.id)
    assert details is not None
    assert [a.position for a in details.activities] == sorted(a.position for a in details.activities)
    assert [o.text for o in details.obstacles] == ["Belysningsprojektet saknar markåtkomst på fastighetsmark"]
    assert [label for label, _ in details.decisions] == ["SG 2026-3:1"]
    assert len(details.tasks) == 1
    assert [indicator.id for _, indicator in details.indicators] == [
        link.indicator_id for link in demo.all(MeasureIndicator, "measure_id = ? ORDER BY id", (row.id,))
    ]
    ends = [answer.period.end_date for answer in details.answers]
    assert ends == sorted(ends, reverse=True)
    assert all(answer.origin is None for answer in details.answers)
    assert read_measure_details(demo, 999) is None


def test_an_answer_that_was_read_names_workbook_sheet_and_row(demo: Project) -> None:
    row = demo.all(Measure, "code = 'Å-01'")[0]
    answer = demo.all(FollowUp, "measure_id = ? ORDER BY id DESC", (row.id,))[0]
    with demo.change("Prov") as step:
        digest = step.keep_file("Natur.xlsx", b"PK")
        batch = step.add(ImportBatch(made_at=datetime(2026, 9, 14, 9, 30), file_sha256=digest, file_name="Natur.xlsx"))
        step.add(
            Provenance(
                table_name="follow_up", row_id=answer.id, field="status", batch_id=batch, sheet="Uppföljning", row=7
            )
        )
    details = read_measure_details(demo, row.id)
    assert details is not None
    found = next(a for a in details.answers if a.follow_up.id == answer.id)
    assert found.origin == Origin("Natur.xlsx", digest, "Uppföljning", 7, "")


def test_the_responsible_partys_answer_stands_before_its_partners(demo: Project) -> None:
    row = demo.all(Measure, "code = 'Å-01'")[0]
    police = demo.all(Party, "code = 'LPO'")[0]
    period = demo.all(Period, "code = '2026-T2'")[0]
    with demo.change("Prov") as step:
        step.add(FollowUp(measure_id=row.id, period_id=period.id, party_id=police.id))
    details = read_measure_details(demo, row.id)
    assert details is not None
    assert [a.party.id for a in details.answers if a.period.id == period.id] == [row.party_id, police.id]


@pytest.mark.parametrize("count", [1, 3])
def test_indicators_are_offered_with_code_and_name(demo: Project, count: int) -> None:
    names = read_indicator_names(demo)
    assert names[count - 1][1].startswith(f"I{count} ")


def test_a_periods_lines_are_the_measures_that_run_in_it_with_the_answers_for_it(demo):
    names = read_plan_names(demo)
    period = next(p for p in names.periods.values() if p.code == "2026-T1")
    lines = read_measure_lines(demo, names, period=period)
    status = read_period_status(demo, period)
    lead = {measure.id: measure.party_id for measure in status.measures}
    own = {a.measure_id: a.id for a in status.answers if lead.get(a.measure_id) == a.party_id}
    assert [line.id for line in lines] == list(lead)
    assert {line.id: line.latest.id for line in lines if line.latest} == own
    assert {line.period for line in lines if line.latest} == {period}
    assert read_measure_lines(demo, names, [lines[3].id, lines[7].id], period) == [lines[3], lines[7]]


def test_a_measure_that_has_ended_is_not_among_a_later_periods_lines(demo):
    names = read_plan_names(demo)
    period = next(p for p in names.periods.values() if p.code == "2026-T2")
    before = read_measure_lines(demo, names, period=period)
    set_field(demo, Measure, before[0].id, "end_date", date(2025, 12, 31))
    assert read_measure_lines(demo, names, period=period) == before[1:]
    assert read_measure_lines(demo, names, [before[0].id], period) == []
