"""Who is asked what: the workbooks of a period, written for every party that has something to answer."""

from dataclasses import replace

import openpyxl
import pytest
from support.template_books import columns, row_of

from trygg_desktop.domain.collection import Collection
from trygg_desktop.domain.indicators import Indicator, Observation
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.periods import make_period
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.words import PartyKind, Status
from trygg_desktop.errors import OutputRefused, UserError
from trygg_desktop.messages import N_
from trygg_desktop.store.collection_reading import find_period
from trygg_desktop.workflows.templates import template_contents, template_name, write_contents, write_templates


@pytest.fixture
def by_party(demo):
    return {content.party_code: content for content in template_contents(demo, "2026-T2")}


def test_each_party_is_asked_for_what_it_answers_for_and_takes_part_in(by_party):
    rows = {row.measure.code: row.is_responsible for row in by_party["NTK"].rows}
    assert rows == {"Å-01": True, "Å-06": True, "Å-02": False, "Å-18": False}


def test_own_measures_come_first_each_in_the_order_of_their_codes(by_party):
    rows = [(not row.is_responsible, row.measure.code) for row in by_party["LPO"].rows]
    assert rows == sorted(rows)


def test_only_measures_that_run_in_the_period_are_asked_for(demo):
    contents = template_contents(demo, "2025-T1")
    codes = {row.measure.code for content in contents for row in content.rows}
    assert "Å-07" not in codes  # begins in August 2025
    assert "Å-01" in codes


def test_the_last_answer_is_of_the_latest_period_the_party_answered_for(by_party, demo):
    content = by_party["NTK"]
    assert content.last_period == "2026-T1"
    last = {row.measure.code: row.last for row in content.rows}
    assert last["Å-01"] is not None
    assert last["Å-01"].status == Status.IN_PROGRESS
    assert last["Å-18"] is None


def test_a_party_that_owns_an_indicator_is_asked_for_it_with_its_last_value(by_party):
    (indicator,) = by_party["NTK"].indicators
    assert (indicator.code, indicator.last_on, indicator.last_value) == ("I9", "2026-T1", 22)
    assert not by_party["FAST"].indicators


def test_a_missing_last_value_goes_back_to_the_one_before(demo):
    with demo.change(N_("Prov")) as step:
        indicator = next(i for i in demo.all(Indicator) if i.code == "I9")
        step.add(Observation(indicator_id=indicator.id, on="2026-03", value=None))
    content = next(c for c in template_contents(demo, "2026") if c.party_code == "NTK")
    assert content.indicators[0].last_value is not None


def test_roles_are_named_to_ask_and_the_last_day_is_the_period_s(by_party):
    content = by_party["SOC"]
    assert content.deadline == make_period("2026-T2").due_date
    assert content.contacts
    assert all(role for role, _ in content.contacts)
    assert content.is_example


def test_a_party_with_nothing_to_answer_gets_no_workbook(project):
    with project.change(N_("Prov")) as step:
        step.add(Party(code="A", name="A", kind=PartyKind.SOFT))
        other = step.add(Party(code="B", name="B", kind=PartyKind.SOFT))
        step.add(Measure(code="Å-01", title="Något", party_id=other))
    assert [content.party_code for content in template_contents(project, "2026-T2")] == ["B"]


def test_a_period_that_is_none_is_refused(demo):
    with pytest.raises(UserError, match="2026-T4"):
        template_contents(demo, "2026-T4")


def test_the_files_bear_period_and_party(demo, tmp_path, loc):
    seen: list[tuple[int, int]] = []
    paths = write_templates(
        demo, "2026-T2", tmp_path / "ut", loc, report=lambda done, total, what: seen.append((done, total))
    )
    assert "Uppföljning 2026-T2 Natur och teknik.xlsx" in [path.name for path in paths]
    assert sorted(path.name for path in (tmp_path / "ut").iterdir()) == sorted(path.name for path in paths)
    assert seen == [(done, len(paths)) for done in range(len(paths))]
    sheet = openpyxl.load_workbook(tmp_path / "ut" / "Uppföljning 2026-T2 Natur och teknik.xlsx")["Uppföljning"]
    assert sheet.cell(row_of(sheet, "Å-01"), columns(sheet)["role"]).value == "ansvarig"


def test_writing_templates_is_one_step_that_notes_them_at_the_desk(demo, tmp_path, loc):
    before = demo.history()
    paths = write_templates(demo, "2027-T1", tmp_path, loc)
    assert len(demo.history()) == len(before) + 1
    assert sorted(book.book_name for book in demo.all(Collection)) == sorted(path.name for path in paths)
    demo.undo()
    assert not demo.all(Collection)
    assert find_period(demo, "2027-T1") is None


def test_one_party_alone_can_be_written(demo, tmp_path, loc):
    party = next(party for party in demo.all(Party) if party.code == "SHEM")
    (path,) = write_templates(demo, "2026-T2", tmp_path, loc, party_ids=[party.id])
    assert path.name == "Uppföljning 2026-T2 AB Sollentunahem.xlsx"


def test_names_that_a_file_cannot_hold_are_made_fit_and_told_apart(by_party, loc):
    one, other = (replace(by_party["NTK"], party_name='Vatten/Avlopp: "VA"?', party_code=code) for code in "AB")
    assert template_name(one, [one], loc) == "Uppföljning 2026-T2 Vatten Avlopp VA.xlsx"
    assert template_name(one, [one, other], loc) == "Uppföljning 2026-T2 Vatten Avlopp VA A.xlsx"
    assert len(template_name(replace(one, party_name="lång" * 100), [one], loc)) < 150


def test_a_folder_that_cannot_be_made_is_refused(by_party, tmp_path):
    (tmp_path / "upptagen").write_text("fil")
    with pytest.raises(OutputRefused):
        write_contents(None, [by_party["NTK"]], str(tmp_path / "upptagen" / "mapp"), "sv")


def test_an_answered_workbook_is_never_replaced_by_a_new_template(demo, tmp_path, loc):
    (party,) = (party for party in demo.all(Party) if party.code == "NTK")
    (first,) = write_templates(demo, "2026-T2", tmp_path, loc, party_ids=[party.id])
    first.write_bytes(b"answered")
    (second,) = write_templates(demo, "2026-T2", tmp_path, loc, party_ids=[party.id])
    (third,) = write_templates(demo, "2026-T2", tmp_path, loc, party_ids=[party.id])
    assert (second.name, third.name) == (f"{first.stem} (2).xlsx", f"{first.stem} (3).xlsx")
    assert first.read_bytes() == b"answered"


@pytest.mark.parametrize("name", ["😀" * 100, "å" * 255, "x" * 300])
def test_a_long_name_of_a_party_makes_a_file_name_that_every_system_takes(by_party, loc, name, tmp_path):
    content = replace(by_party["NTK"], party_name=name)
    file_name = template_name(content, [content], loc)
    assert len(f"Rättelse {file_name}".encode()) < 255
    (tmp_path / file_name).write_bytes(b"x")
