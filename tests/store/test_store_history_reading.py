"""The history as it is read: steps, and what each changed, in names."""

from datetime import date

import pytest

from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.plan import Measure, Partner
from trygg_desktop.domain.words import Status
from trygg_desktop.messages import N_
from trygg_desktop.store.follow_up_reading import find_answer
from trygg_desktop.store.history_reading import (
    MOST_ROWS,
    PAGE,
    count_records,
    last_undo_of,
    read_record_changes,
    read_steps,
    read_steps_by_id,
)
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.edit import remove_records, set_field
from trygg_desktop.workflows.follow_up import enter_answer


def add(project: Project, record: object) -> int:
    with project.change(N_("Prov")) as step:
        return step.add(record)


def newest(project: Project) -> int:
    return read_steps(project, limit=1)[0].id


def test_an_id_is_told_by_the_name_it_stands_for(demo: Project) -> None:
    set_field(demo, Measure, 7, "party_id", 3)
    (change,) = read_record_changes(demo, newest(demo))
    assert change.title.startswith("Å-07 ")
    (field,) = change.fields
    assert (field.before, field.after) == ("Barn- och utbildningskontoret", "Socialkontoret")
    assert change.leads_to == ("measure", 7)


def test_a_code_word_and_a_date_are_read_as_the_record_has_them(demo: Project) -> None:
    place = (1, 5, 6)
    enter_answer(demo, place, "status", Status.DONE, today=date(2026, 11, 22))
    (change,) = read_record_changes(demo, newest(demo))
    assert [(f.field, f.before, f.after) for f in change.fields] == [("status", Status.LATE, Status.DONE)]
    assert change.title == "Å-01 Natur o teknik 2026-T2"


def test_the_name_of_what_was_removed_since_is_still_known(demo: Project) -> None:
    partner = add(demo, Partner(measure_id=7, party_id=11))
    added = newest(demo)
    remove_records(demo, Partner, [partner])
    measure = demo.get(Measure, 7)
    remove_records(demo, Measure, [7])
    (change,) = read_record_changes(demo, added)
    assert change.title == f"{measure.code} {demo.get(Party, 11).label}"
    assert change.leads_to is None


def test_a_record_without_a_place_of_its_own_leads_to_what_it_belongs_to(demo: Project) -> None:
    add(demo, Partner(measure_id=7, party_id=11))
    (change,) = read_record_changes(demo, newest(demo))
    assert not change.before
    assert change.after
    assert change.leads_to == ("measure", 7)
    assert change.fields == (), "the title says it all"


def test_steps_are_narrowed_to_a_kind_and_to_a_record(demo: Project) -> None:
    set_field(demo, Measure, 7, "title", "Ett")
    set_field(demo, Measure, 8, "title", "Två")
    of_seven = read_steps(demo, table="measure", row_id=7)
    assert of_seven[0].step.kind == "do"
    assert len(of_seven) == 2, "the change and the beginning"
    assert len(read_steps(demo, table="measure")) == 3
    assert not read_steps(demo, table="paper")


def test_a_long_history_is_read_a_page_at_a_time(project: Project) -> None:
    made = add(project, Measure(code="Å-01", title="Första"))
    for number in range(PAGE + 3):
        set_field(project, Measure, made, "title", f"Titel {number}")
    first = read_steps(project)
    assert len(first) == PAGE
    rest = read_steps(project, before_id=first[-1].id)
    assert 0 < len(rest) < PAGE
    assert not {s.id for s in first} & {s.id for s in rest}
    assert [step.id for step in read_steps(project, after_id=first[2].id)] == [first[0].id, first[1].id]


def test_a_step_of_very_many_records_is_told_in_part_and_counted_in_full(project: Project) -> None:
    with project.change("Många") as step:
        for number in range(MOST_ROWS + 40):
            step.add(Measure(code=f"Å-{number}", title="Åtgärd"))
    assert len(read_record_changes(project, newest(project))) == MOST_ROWS
    assert count_records(project, newest(project)) == MOST_ROWS + 40


def test_the_step_that_undid_another_is_found(demo: Project) -> None:
    set_field(demo, Measure, 7, "title", "Ett")
    done = newest(demo)
    assert last_undo_of(demo, done) is None
    demo.undo()
    assert last_undo_of(demo, done) == newest(demo)
    (step,) = read_steps_by_id(demo, [done])
    assert step.step.undone
    assert read_steps_by_id(demo, []) == []


def test_the_changes_of_every_kind_of_record_can_be_told(demo: Project) -> None:
    for step in read_steps(demo):
        for change in read_record_changes(demo, step.id):
            assert change.title
            for field in change.fields:
                assert not (field.field.endswith("_id") and isinstance(field.after, int)), change


@pytest.mark.parametrize("place", [(1, 5, 6)])
def test_a_changed_answer_counts_one_record(demo: Project, place: tuple[int, int, int]) -> None:
    enter_answer(demo, place, "comment", "Nytt läge", today=date(2026, 11, 22))
    (step,) = read_steps(demo, limit=1)
    assert step.counts == (("follow_up", 1),)
    answer = find_answer(demo, place)
    assert answer is not None
    assert answer.comment == "Nytt läge"
