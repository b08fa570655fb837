"""Meet: numbers, agendas, decisions and tasks that live on until they are carried out, papers kept as they are."""

import hashlib
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trygg_desktop.domain.meetings import Decision, Meeting, Paper, Task
from trygg_desktop.domain.organisation import Body
from trygg_desktop.domain.words import BodyKind, ItemKind, TaskState
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.store.meeting_reading import read_agenda
from trygg_desktop.store.meetings_list_reading import (
    read_decision_register,
    read_meetings,
    read_task_register,
    read_whole_meeting,
)
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.edit import remove_records
from trygg_desktop.workflows.meetings import (
    add_decision,
    add_item,
    add_meeting,
    add_task,
    attach_paper,
    change_meeting,
    copy_paper,
    items_again,
    label_meeting,
    move_item,
    remove_meeting,
    settle,
    usual_items,
)

DAY = date(2026, 11, 22)


def steering(project: Project) -> Body:
    return project.all(Body, "code = 'SG'")[0]


def meeting_id(project: Project, label: str) -> int:
    return next(line.id for line in read_meetings(project) if line.label == label)


def titles(project: Project, meeting: int) -> list[str]:
    return [item.title for item in read_agenda(project, meeting)]


def test_a_meeting_gets_the_next_number_of_its_body_and_calendar_year(demo: Project) -> None:
    body = steering(demo)
    fifth = add_meeting(demo, body_id=body.id, on=date(2026, 12, 20))
    first = add_meeting(demo, body_id=body.id, on=date(2027, 1, 12))
    assert (label_meeting(demo, fifth), label_meeting(demo, first)) == ("SG 2026-5", "SG 2027-1")


def test_a_meeting_that_moves_to_another_year_gets_a_number_of_that_year(demo: Project) -> None:
    fourth = meeting_id(demo, "SG 2026-4")
    change_meeting(demo, fourth, "on", date(2026, 12, 3))
    assert label_meeting(demo, fourth) == "SG 2026-4"
    change_meeting(demo, fourth, "on", date(2027, 1, 7))
    assert label_meeting(demo, fourth) == "SG 2027-1"
    with pytest.raises(UserError):
        change_meeting(demo, fourth, "on", None)
    step = demo.next_undo()
    change_meeting(demo, fourth, "on", date(2027, 1, 7))
    assert demo.next_undo() == step


def test_a_meeting_begins_with_the_usual_agenda_of_its_body(demo: Project, loc: Locale) -> None:
    made = add_meeting(
        demo,
        body_id=steering(demo).id,
        on=date(2027, 1, 12),
        start=time(9),
        end=time(11),
        agenda=usual_items(BodyKind.STEERING_GROUP, loc),
    )
    assert titles(demo, made)[0] == "Föregående anteckningar och öppna uppgifter"
    assert titles(demo, made)[-1] == "Nästa möte"
    demo.undo()
    assert all(line.id != made for line in read_meetings(demo))


def test_an_earlier_agenda_is_used_again_without_what_was_particular_to_it(demo: Project) -> None:
    items = items_again(demo, meeting_id(demo, "SG 2026-4"))
    assert "Belysning Malmvägen, markåtkomst" in [item.title for item in items]
    assert all(not item.background and not item.proposal and item.measure_id is None for item in items)
    assert sum(item.minutes or 0 for item in items) == 95


def test_a_meeting_needs_a_day(demo: Project) -> None:
    with pytest.raises(UserError):
        add_meeting(demo, body_id=steering(demo).id, on=None)


def test_items_come_last_and_need_a_title(demo: Project) -> None:
    fourth = meeting_id(demo, "SG 2026-4")
    add_item(demo, fourth, title=" Övrigt ", kind=ItemKind.DISCUSSION, minutes=5)
    assert titles(demo, fourth)[-1] == "Övrigt"
    with pytest.raises(UserError):
        add_item(demo, fourth, title="  ", kind=ItemKind.DISCUSSION)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(-2, 9)), max_size=6))
def test_moving_items_keeps_them_all_and_undo_restores_the_order(demo: Project, moves: list[tuple[int, int]]) -> None:
    fourth = meeting_id(demo, "SG 2026-4")
    before = titles(demo, fourth)
    step = demo.next_undo()
    for place, goal in moves:
        items = read_agenda(demo, fourth)
        move_item(demo, items[place].id, goal)
        moved = read_agenda(demo, fourth)
        assert moved[min(max(goal, 0), 6)].id == items[place].id
        assert sorted(titles(demo, fourth)) == sorted(before)
    while demo.next_undo() != step:
        demo.undo()
    assert titles(demo, fourth) == before


def test_decisions_are_numbered_within_their_meeting_and_take_the_item_s_measure(demo: Project) -> None:
    fourth = meeting_id(demo, "SG 2026-4")
    item = next(item for item in read_agenda(demo, fourth) if item.measure_id)
    first = add_decision(demo, fourth, text=" Avtal tecknas. ", item_id=item.id, due_date=date(2027, 1, 31))
    second = add_decision(demo, fourth, text="Tidplanen godkänns.")
    decision = demo.get(Decision, first)
    assert (decision.number, decision.text, decision.measure_id) == (1, "Avtal tecknas.", item.measure_id)
    assert demo.get(Decision, second).number == 2
    labels = [line.label for line in read_decision_register(demo)]
    assert "SG 2026-4:1" in labels
    assert "SG 2026-4:2" in labels
    with pytest.raises(UserError):
        add_decision(demo, fourth, text=" ")


def test_open_decisions_and_tasks_follow_the_body_until_they_are_carried_out(demo: Project) -> None:
    fourth = meeting_id(demo, "SG 2026-4")
    whole = read_whole_meeting(demo, fourth)
    assert whole is not None
    labels = [label for label, _ in whole.open_decisions]
    assert labels
    assert all(label.startswith("SG 2026-") for label in labels)
    settle(demo, Decision, [decision.id for _, decision in whole.open_decisions], TaskState.DONE, DAY)
    settle(demo, Task, [task.id for task in whole.open_tasks], TaskState.CANCELLED, DAY)
    after = read_whole_meeting(demo, fourth)
    assert after is not None
    assert not after.open_decisions
    assert not after.open_tasks
    assert demo.get(Decision, whole.open_decisions[0][1].id).done_on == DAY


def test_what_is_opened_again_has_no_day_and_marking_twice_changes_nothing(demo: Project) -> None:
    task_id = add_task(demo, text="Ring hyresvärden", due_date=date(2026, 11, 1))
    settle(demo, Task, [task_id], TaskState.DONE, DAY)
    step = demo.next_undo()
    settle(demo, Task, [task_id], TaskState.DONE, date(2026, 12, 1))
    assert demo.next_undo() == step
    settle(demo, Task, [task_id], TaskState.OPEN, DAY)
    assert demo.get(Task, task_id).done_on is None
    with pytest.raises(UserError):
        add_task(demo, text="")


def test_the_registers_hold_every_meeting_s_lines_the_most_urgent_first(demo: Project) -> None:
    task_id = add_task(demo, text="Utan möte", due_date=date(2026, 1, 1))
    tasks = read_task_register(demo)
    assert tasks[0].id == task_id
    assert tasks[0].label == ""
    assert tasks[0].overdue_on(DAY)
    assert len(tasks) == len(demo.all(Task))
    decisions = read_decision_register(demo)
    assert len(decisions) == len(demo.all(Decision))
    states = [line.state is TaskState.OPEN for line in decisions]
    assert states == sorted(states, reverse=True)
    assert any(line.measure == "Å-01" and line.party == "Natur o teknik" for line in decisions)


def test_removing_a_meeting_takes_its_decisions_but_leaves_its_tasks(demo: Project) -> None:
    third = meeting_id(demo, "SG 2026-3")
    tasks = len(demo.all(Task))
    remove_meeting(demo, third)
    assert read_whole_meeting(demo, third) is None
    assert demo.all(Decision, "meeting_id = ?", (third,)) == []
    assert len(demo.all(Task)) == tasks
    demo.undo()
    assert demo.get(Meeting, third).number == 3


def test_a_paper_is_kept_by_its_content_and_opened_as_a_copy(demo: Project, tmp_path: Path) -> None:
    item = read_agenda(demo, meeting_id(demo, "SG 2026-4"))[3]
    original = tmp_path / "Karta å.pdf"
    original.write_bytes(b"%PDF-1.7 inneh\xc3\xa5ll")
    paper_id = attach_paper(demo, item.id, original)
    original.write_bytes(b"%PDF-1.7 annat")
    paper = demo.get(Paper, paper_id)
    assert (paper.title, paper.item_id) == ("Karta å", item.id)
    folder = tmp_path / "kopior"
    folder.mkdir()
    copy = copy_paper(demo, paper_id, folder)
    assert copy.name == "Karta å.pdf"
    assert hashlib.sha256(copy.read_bytes()).hexdigest() == paper.file_sha256
    remove_records(demo, Paper, [paper_id])
    demo.undo()
    assert copy_paper(demo, paper_id, folder).read_bytes() == b"%PDF-1.7 inneh\xc3\xa5ll"


@pytest.mark.parametrize(
    ("name", "content"),
    [("text.pdf", b"bara text"), ("arkiv.zip", b"PK\x03\x04"), ("brev.docx", b"PK\x03\x04"), ("tom.pdf", b"")],
)
def test_a_file_of_another_kind_is_refused_by_name(demo: Project, tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UserError, match=name):
        attach_paper(demo, read_agenda(demo, meeting_id(demo, "SG 2026-4"))[0].id, path)
    assert demo.all(Paper) == []


def test_a_file_that_is_not_there_is_refused_in_words(demo: Project, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        attach_paper(demo, read_agenda(demo, meeting_id(demo, "SG 2026-4"))[0].id, tmp_path / "borta.pdf")


def test_a_file_too_large_to_mail_is_refused(demo: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trygg_desktop.workflows.meetings.MOST_BYTES", 10)
    path = tmp_path / "stor.pdf"
    path.write_bytes(b"%PDF-1.7 stor")
    with pytest.raises(UserError, match="larger"):
        attach_paper(demo, read_agenda(demo, meeting_id(demo, "SG 2026-4"))[0].id, path)
