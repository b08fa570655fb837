"""A step is all or nothing, is told once, and is the only way to write."""

import sqlite3
from datetime import date, datetime
from pathlib import Path

import pytest
from support.contents import contents_of

from trygg_desktop.domain.follow_up import FollowUp, ImportBatch, Provenance
from trygg_desktop.domain.history import Changed, ChangeKind
from trygg_desktop.domain.organisation import Body, Party, Seat
from trygg_desktop.domain.periods import make_period
from trygg_desktop.domain.plan import Activity, Measure, Partner
from trygg_desktop.domain.words import BodyKind, PartyKind
from trygg_desktop.errors import UserError
from trygg_desktop.messages import N_, NN_
from trygg_desktop.store.opening import create_project, open_project
from trygg_desktop.store.project import Project


def add_measure(project: Project, code: str = "Å-01", title: str = "Belysning") -> int:
    with project.change(N_("Add {code}", code=code)) as step:
        return step.add(Measure(code=code, title=title))


def test_an_error_inside_a_step_takes_back_all_of_it(project: Project) -> None:
    before = contents_of(project)
    with pytest.raises(ZeroDivisionError), project.change("Half done") as step:
        step.add(Measure(code="Å-01", title="Belysning"))
        _ = 1 / 0
    assert contents_of(project) == before
    assert project.history()[0].kind == ChangeKind.FOUND
    add_measure(project)


def test_an_error_inside_an_inner_step_takes_back_only_the_inner_one(project: Project) -> None:
    with project.change("Outer") as step:
        step.add(Measure(code="Å-01", title="Stays"))
        with pytest.raises(ZeroDivisionError), project.change("Inner") as inner:
            assert inner is step
            inner.add(Measure(code="Å-02", title="Goes"))
            _ = 1 / 0
        with project.change("Inner again") as inner:
            inner.add(Measure(code="Å-03", title="Stays, too"))
    assert [measure.code for measure in project.all(Measure)] == ["Å-01", "Å-03"]
    assert str(project.history()[0].label) == "Outer"
    project.undo()
    assert project.all(Measure) == []


def test_a_step_that_changes_nothing_in_the_end_leaves_no_trace_and_tells_nobody(project: Project) -> None:
    measure = add_measure(project)
    told: list[Changed] = []
    project.listen(told.append)
    newest = project.history()[0].id
    with project.change("There and back") as step:
        step.set(Measure, measure, title="Something else")
        step.remove(Measure, step.add(Measure(code="Å-02", title="Short-lived")))
        step.set(Measure, measure, title="Belysning")
    assert (project.history()[0].id, told) == (newest, [])


def test_a_row_written_often_in_one_step_stands_once_in_the_history(project: Project) -> None:
    with project.change("Often") as step:
        measure = step.add(Measure(code="Å-01", title="One"))
        step.set(Measure, measure, title="Two")
        step.set(Measure, measure, title="Three")
    (change,) = project.changes_in(project.history()[0].id)
    assert change.before is None
    assert change.after is not None
    assert change.after["title"] == "Three"


def test_listeners_are_told_once_after_the_commit_which_rows_changed(project: Project) -> None:
    told: list[tuple[Changed, int]] = []
    project.listen(lambda changed: told.append((changed, len(project.all(Measure)))))
    with project.change("Two") as step:
        one, two = step.add(Measure(code="Å-01", title="a")), step.add(Measure(code="Å-02", title="b"))
        assert told == []
    assert told == [(Changed({"measure": frozenset({one, two})}), 2)]
    project.undo()
    assert told[1] == (Changed({"measure": frozenset({one, two})}), 0)


def test_a_listener_that_fails_keeps_neither_the_others_nor_the_work_from_it(project: Project) -> None:
    told: list[Changed] = []

    def fail(changed: Changed) -> None:
        raise ZeroDivisionError

    project.listen(fail)
    project.listen(told.append)
    with pytest.raises(ZeroDivisionError):
        add_measure(project)
    assert len(told) == len(project.all(Measure)) == 1


def test_a_listener_that_writes_is_a_fault_of_the_program(project: Project) -> None:
    project.listen(lambda changed: add_measure(project, "Å-99"))
    with pytest.raises(RuntimeError, match="listener that writes"):
        add_measure(project)
    assert [measure.code for measure in project.all(Measure)] == ["Å-01"]


def test_undo_inside_a_step_is_a_fault_of_the_program_and_harms_nothing(project: Project) -> None:
    add_measure(project)
    with pytest.raises(RuntimeError, match="step inside a step"), project.change("x") as step:
        step.add(Measure(code="Å-02", title="b"))
        project.undo()
    assert [measure.code for measure in project.all(Measure)] == ["Å-01"]
    add_measure(project, "Å-02")


def test_nothing_can_be_written_outside_a_step(project: Project) -> None:
    def write() -> None:
        project.connection.execute("UPDATE programme SET name = 'x'")

    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        write()
    with project.change("A step") as step:
        step.add(Measure(code="Å-01", title="a"))
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        write()
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        step.add(Measure(code="Å-02", title="b"))
    project.connection.execute("PRAGMA query_only = OFF")
    with pytest.raises(sqlite3.IntegrityError, match="write outside a step"):
        write()


def test_an_id_is_never_given_twice(project: Project) -> None:
    first = add_measure(project)
    with project.change("Remove") as step:
        step.remove(Measure, first)
    assert add_measure(project) > first


def test_a_code_number_is_never_given_twice_even_when_its_step_is_undone(project: Project) -> None:
    def take() -> int:
        with project.change("Add") as step:
            number = step.take_code("measure", ["07"])
            step.add(Measure(code=f"Å-{number:02}", title="a"))
        return number

    assert [take(), take()] == [8, 9]
    project.undo()
    assert take() == 10


def test_origins_go_and_come_with_their_rows(project: Project) -> None:
    with project.change("Import") as step:
        step.add(make_period("2026-T2"))
        step.add(Party(code="SOC", name="Socialkontoret", kind=PartyKind.SOFT))
        step.add(Measure(code="Å-01", title="a"))
        row = step.add(FollowUp(measure_id=1, period_id=1, party_id=1, progress=50))
        sha = step.keep_file("svar.xlsx", b"bytes")
        batch = step.add(ImportBatch(made_at=project.now(), file_sha256=sha, file_name="svar.xlsx"))
        origin = Provenance(table_name="follow_up", row_id=row, field="progress", batch_id=batch, sheet="S", row=5)
        step.add(origin)
    with project.change("Remove the measure") as step:
        step.remove(Measure, 1)
    assert project.all(FollowUp) == project.all(Provenance) == []
    project.undo()
    assert [one.row_id for one in project.all(Provenance)] == [row]
    assert project.file_content(sha) == ("svar.xlsx", b"bytes")


def test_a_step_that_later_work_builds_on_stays_and_the_work_is_named(project: Project) -> None:
    measure = add_measure(project)
    added = project.history()[0].id
    with project.change(N_("Add activity {title}", title="Möte")) as step:
        step.add(Activity(measure_id=measure, title="Möte"))
    before = contents_of(project)
    with pytest.raises(UserError, match="Add activity Möte"):
        project.undo(added)
    assert contents_of(project) == before
    project.undo()
    project.undo(added)
    assert project.all(Measure) == []


def test_a_step_whose_row_has_changed_since_stays_and_the_change_is_named(project: Project) -> None:
    measure = add_measure(project)
    added = project.history()[0].id
    with project.change("Change the title") as step:
        step.set(Measure, measure, title="Ljus")
    with pytest.raises(UserError, match="Change the title"):
        project.undo(added)


def test_a_removal_stays_when_its_code_has_been_given_to_another(project: Project) -> None:
    measure = add_measure(project)
    with project.change("Remove") as step:
        step.remove(Measure, measure)
    removal = project.history()[0].id
    with project.change("Add another") as step:
        step.add(Measure(code="Å-01", title="b"))
    with pytest.raises(UserError, match="Add another"):
        project.undo(removal)


def test_a_removal_stays_when_what_the_row_pointed_to_is_gone(project: Project) -> None:
    with project.change("Add party") as step:
        party = step.add(Party(code="SOC", name="Socialkontoret", kind=PartyKind.SOFT))
        measure = step.add(Measure(code="Å-01", title="a", party_id=party))
    with project.change("Remove measure") as step:
        step.remove(Measure, measure)
    removal = project.history()[0].id
    with project.change("Remove party") as step:
        step.remove(Party, party)
    with pytest.raises(UserError, match="Remove party"):
        project.undo(removal)


def test_an_old_step_is_undone_by_itself_and_done_again_from_the_history(project: Project) -> None:
    add_measure(project, "Å-01")
    old = project.history()[0].id
    add_measure(project, "Å-02")
    project.undo(old)
    assert [measure.code for measure in project.all(Measure)] == ["Å-02"]
    assert {step.id: step.undone for step in project.history()}[old]
    with pytest.raises(UserError, match="undone already"):
        project.undo(old)
    project.undo(project.history()[0].id)
    assert [measure.code for measure in project.all(Measure)] == ["Å-01", "Å-02"]
    assert not {step.id: step.undone for step in project.history()}[old]


def test_what_the_project_began_with_cannot_be_undone(project: Project) -> None:
    assert project.next_undo() is project.undo() is project.next_redo() is project.redo() is None
    with pytest.raises(UserError, match="began with"):
        project.undo(project.history()[0].id)
    with pytest.raises(UserError, match="no such step"):
        project.undo(4711)


def test_new_work_ends_redo(project: Project) -> None:
    add_measure(project, "Å-01")
    project.undo()
    next_redo = project.next_redo()
    assert next_redo is not None
    assert str(next_redo.label) == "Add Å-01"
    add_measure(project, "Å-02")
    assert project.next_redo() is None


def test_labels_keep_their_values_for_any_language(project: Project) -> None:
    label = NN_(
        "{n} row {what} on {day}", "{n} rows {what} on {day}", n=2, what=N_("of {x}", x=1), day=date(2026, 8, 1)
    )
    with project.change(label) as step:
        step.add(Measure(code="Å-01", title="a"))
    project.undo()
    undone, done = project.history()[:2]
    assert done.label == label
    assert undone.label == N_("Undo: {label}", label=label)


def test_the_time_of_a_step_is_the_clock_that_was_handed_in(tmp_path: Path) -> None:
    moment = datetime(2026, 9, 30, 12, 0)
    with create_project(tmp_path / "a.trygg", "a", now=lambda: moment) as project:
        sha = ""
        with project.change("Keep") as step:
            sha = step.keep_file("a", b"")
            step.add(Measure(code="Å-01", title="a"))
        assert {step.made_at for step in project.history()} == {moment}
        assert project.rows("SELECT added_at FROM file WHERE sha256 = ?", (sha,)) == [("2026-09-30T12:00:00",)]


def test_what_to_undo_next_is_found_at_once_among_a_hundred_thousand_steps(project: Project) -> None:
    add_measure(project)
    project.connection.execute("PRAGMA query_only = OFF")
    project.connection.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
        " INSERT INTO change_set (label, made_at) SELECT 'x', '2026-01-01' FROM n"
    )
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    project.connection.set_progress_handler(count, 1000)
    assert project.next_undo() is not None
    assert project.next_redo() is None
    assert len(project.history(50)) == 50
    assert steps < 20


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (Measure(code="Å-01", title="b"), "Code Å-01 is already in use (measure)."),
        (Measure(code="Å-02", title=""), "Title must not be empty."),
        (
            Measure(code="Å-02", title="b", start_date=date(2026, 2, 1), end_date=date(2026, 1, 1)),
            "Start must not be later than End.",
        ),
        (Measure(code="Å-02", title="b", budget_ore=-1), "Budget must not be negative."),
        (Measure(code="Å-02", title="b", budget_ore=1 << 70), "A number is too large to be stored."),
        (Measure(code="Å-02", title="\ud800"), "A text holds characters that cannot be stored. Write it anew."),
        (Measure(code="Å-02", title="b", party_id=9), "Responsible party: what was chosen has been removed meanwhile."),
        (FollowUp(measure_id=1, period_id=1, party_id=1, progress=101), "Share done must lie between 0 and 100."),
        (
            FollowUp(measure_id=1, period_id=1, party_id=1, status="grön"),  # type: ignore[arg-type]
            "Status cannot be grön.",
        ),
        (
            Partner(measure_id=1, party_id=1),
            "There is already a record with the same Measure and Party (partner).",
        ),
        (
            Body(id=7, code="EST", name="EST", kind=BodyKind.EST, parent_id=7),
            "A record cannot belong under itself (body).",
        ),
        (Seat(body_id=1, role="Chef", valid_from="i fjol"), "From cannot be i fjol."),  # type: ignore[arg-type]
    ],
)
def test_a_broken_rule_is_said_in_words_that_name_the_field(project: Project, record: object, words: str) -> None:
    with project.change("Ground") as step:
        step.add(make_period("2026"))
        step.add(Party(code="SOC", name="Socialkontoret", kind=PartyKind.SOFT))
        step.add(Measure(code="Å-01", title="a"))
        step.add(Partner(measure_id=1, party_id=1))
        step.add(Body(code="SG", name="Styrgrupp", kind=BodyKind.STEERING_GROUP))
    before = contents_of(project)
    with pytest.raises(UserError) as caught, project.change("Break") as step:
        step.add(record)
    assert str(caught.value) == words
    assert contents_of(project) == before


def test_a_change_of_something_that_is_gone_says_so(project: Project) -> None:
    with pytest.raises(UserError, match="removed meanwhile"), project.change("x") as step:
        step.set(Measure, 4711, title="a")
    with pytest.raises(UserError, match="removed meanwhile"):
        project.get(Measure, 4711)
    with pytest.raises(TypeError, match="no field colour"), project.change("x") as step:
        step.set(Measure, 1, colour="red")


def test_a_record_that_others_point_to_is_not_removed_and_they_are_named(project: Project) -> None:
    with project.change("Ground") as step:
        party = step.add(Party(code="SOC", name="Socialkontoret", kind=PartyKind.SOFT))
        for number in range(3):
            step.add(Measure(code=f"Å-0{number}", title="a", party_id=party))
    with pytest.raises(UserError) as caught, project.change("Remove") as step:
        step.remove(Party, party)
    assert "3 records point to it: measure (Responsible party)" in str(caught.value)


def test_a_file_replaced_under_the_program_is_noticed_before_the_next_write(tmp_path: Path) -> None:
    path = tmp_path / "a.trygg"
    with create_project(path, "a") as project:
        add_measure(project)
        path.rename(tmp_path / "moved.trygg")
        with pytest.raises(UserError, match="replaced by another program"):
            add_measure(project, "Å-02")
        create_project(path, "another").close()
        with pytest.raises(UserError, match="replaced by another program"):
            add_measure(project, "Å-02")
        assert len(project.all(Measure)) == 1
    with open_project(path) as other:
        assert other.programme.name == "another"


def test_text_numbers_and_dates_come_back_as_they_were_given(project: Project) -> None:
    text = 'a\0b"<&>å\u2028😀\r\n' + "x" * 10_000
    with project.change(text[2:20]) as step:
        row = step.add(Measure(code="Å-01", title=text, start_date=date(2026, 2, 28), budget_ore=2**62))
    measure = project.get(Measure, row)
    assert (measure.title, measure.start_date, measure.budget_ore) == (text, date(2026, 2, 28), 2**62)
    project.undo()
    project.redo()
    assert project.get(Measure, row) == measure
