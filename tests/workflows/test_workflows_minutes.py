"""The notes of a meeting: who was there, jäv, decisions as proposed, and notes that are closed once adjusted."""

from datetime import date

import pytest

from trygg_desktop.domain.meetings import AgendaItem, Decision, Meeting, Task
from trygg_desktop.domain.minutes import Attendance, read_notes, write_notes
from trygg_desktop.domain.organisation import Body, Seat
from trygg_desktop.domain.words import AttendanceState, ItemKind, ItemOutcome, MeetingState, TaskState
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.store.meeting_cycle_reading import (
    read_attendance,
    read_recusals,
    read_seal,
    read_seats_on,
    read_watched_items,
)
from trygg_desktop.store.meeting_reading import read_agenda
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.carrying import end_item
from trygg_desktop.workflows.edit import remove_records, set_field
from trygg_desktop.workflows.meetings import (
    add_decision,
    add_item,
    add_meeting,
    add_task,
    change_meeting,
    move_item,
    remove_meeting,
    settle,
)
from trygg_desktop.workflows.minutes import (
    announce_recusal,
    chair_of,
    correct_notes,
    correction_lines,
    decide_as_proposed,
    gather_notes,
    is_intact,
    note_attendance,
    prepare_notes,
    seal_notes,
    take_attendance,
)

DAY = date(2026, 12, 15)


def steering(project: Project) -> Body:
    return project.all(Body, "code = 'SG'")[0]


def held(project: Project) -> int:
    """Return a meeting of the steering group that was held before ``DAY``, with two items."""
    meeting = add_meeting(project, body_id=steering(project).id, on=date(2026, 12, 10))
    add_item(project, meeting, title="Belysning", kind=ItemKind.DECISION)
    add_item(project, meeting, title="Läget", kind=ItemKind.INFORMATION)
    return meeting


def sealed(project: Project) -> int:
    meeting = held(project)
    take_attendance(project, meeting)
    seal_notes(project, meeting, sealed_by="Kommundirektör, ordförande", on=DAY)
    return meeting


def test_attendance_is_taken_from_the_seats_of_the_meetings_day(demo: Project) -> None:
    meeting = held(demo)
    seats = read_seats_on(demo, steering(demo).id, date(2026, 12, 10))
    leaving = seats[-1]
    set_field(demo, Seat, leaving.id, "valid_to", date(2026, 12, 9))
    assert take_attendance(demo, meeting) == len(seats) - 1
    assert leaving.role not in [row.role for row in read_attendance(demo, meeting) if row.seat_id == leaving.id]
    assert take_attendance(demo, meeting) == 0, "the same once more changes nothing"


def test_a_role_stands_in_the_notes_as_it_was_called_on_the_day(demo: Project) -> None:
    meeting = held(demo)
    take_attendance(demo, meeting)
    row = read_attendance(demo, meeting)[0]
    assert row.seat_id is not None
    set_field(demo, Seat, row.seat_id, "role", "Ny titel")
    assert read_attendance(demo, meeting)[0].role == row.role


def test_who_leaves_the_body_before_a_moved_day_leaves_the_attendance_too(demo: Project) -> None:
    meeting = held(demo)
    take_attendance(demo, meeting)
    row = read_attendance(demo, meeting)[0]
    assert row.seat_id is not None
    set_field(demo, Seat, row.seat_id, "valid_to", date(2026, 12, 12))
    change_meeting(demo, meeting, "on", date(2026, 12, 14))
    take_attendance(demo, meeting)
    assert row.seat_id not in {r.seat_id for r in read_attendance(demo, meeting)}


def test_a_body_without_seats_has_no_attendance_and_says_so(demo: Project) -> None:
    with demo.change("x") as step:
        body = step.add(Body(code="X", name="Tom grupp", kind=steering(demo).kind))
    meeting = add_meeting(demo, body_id=body, on=date(2026, 12, 1))
    with pytest.raises(UserError, match="Nobody held a seat"):
        take_attendance(demo, meeting)


def test_jav_is_noted_once_and_stands_under_its_item(demo: Project) -> None:
    meeting = held(demo)
    item = read_agenda(demo, meeting)[0]
    seat = read_seats_on(demo, steering(demo).id, date(2026, 12, 10))[1]
    announce_recusal(demo, item.id, seat.id, " Styrelseledamot i bolaget ")
    assert [(r.role, r.reason) for r in read_recusals(demo, meeting)] == [(seat.role, "Styrelseledamot i bolaget")]
    assert gather_notes(demo, meeting).items[0].recusals[0].role == seat.role
    with pytest.raises(UserError, match="already stepped aside"):
        announce_recusal(demo, item.id, seat.id)


def test_notes_are_begun_where_none_are_written(demo: Project, loc: Locale) -> None:
    meeting = held(demo)
    _, second = read_agenda(demo, meeting)
    set_field(demo, AgendaItem, second.id, "notes", "Redan skrivet.")
    assert prepare_notes(demo, meeting, loc) == 1
    notes = [item.notes for item in read_agenda(demo, meeting)]
    assert "Belysning" in notes[0]
    assert notes[1] == "Redan skrivet."
    assert prepare_notes(demo, meeting, loc) == 0


def test_every_line_of_a_proposal_becomes_a_numbered_decision(demo: Project) -> None:
    meeting = held(demo)
    item = read_agenda(demo, meeting)[0]
    set_field(demo, AgendaItem, item.id, "proposal", "Etapp 2 genomförs 2027.\n\nBolaget svarar för elen.")
    assert len(decide_as_proposed(demo, item.id)) == 2
    labels = [(d.label, d.text) for d in gather_notes(demo, meeting).items[0].decisions]
    assert [text for _, text in labels] == ["Etapp 2 genomförs 2027.", "Bolaget svarar för elen."]
    assert labels[1][0].endswith(":2")
    with pytest.raises(UserError, match="already"):
        decide_as_proposed(demo, item.id)
    with pytest.raises(UserError, match="Nothing is proposed"):
        decide_as_proposed(demo, read_agenda(demo, meeting)[1].id)


def test_notes_are_not_adjusted_before_the_meeting_without_a_name_or_without_attendance(demo: Project) -> None:
    meeting = held(demo)
    with pytest.raises(UserError, match="by role"):
        seal_notes(demo, meeting, sealed_by=" ", on=DAY)
    with pytest.raises(UserError, match="not been held"):
        seal_notes(demo, meeting, sealed_by="Ordförande", on=date(2026, 12, 9))
    with pytest.raises(UserError, match="who was there"):
        seal_notes(demo, meeting, sealed_by="Ordförande", on=DAY)
    assert read_seal(demo, meeting) is None


def test_adjusted_notes_are_kept_whole_with_their_hash(demo: Project) -> None:
    meeting = sealed(demo)
    seal = read_seal(demo, meeting)
    assert seal is not None
    assert is_intact(seal)
    assert demo.get(Meeting, meeting).state is MeetingState.ADJUSTED
    notes = read_notes(seal.content)
    assert write_notes(notes) == seal.content
    assert [item.title for item in notes.items] == ["Belysning", "Läget"]
    assert notes == gather_notes(demo, meeting)


def test_nothing_in_adjusted_notes_is_changed_by_any_workflow(demo: Project, loc: Locale) -> None:
    meeting = held(demo)
    first, second = read_agenda(demo, meeting)
    decision = add_decision(demo, meeting, text="Etapp 2 genomförs.", item_id=first.id)
    task = add_task(demo, text="Ta fram kostnad", meeting_id=meeting)
    take_attendance(demo, meeting)
    row = read_attendance(demo, meeting)[0]
    seal_notes(demo, meeting, sealed_by="Ordförande", on=DAY)
    before = len(demo.history())
    for attempt in (
        lambda: set_field(demo, AgendaItem, first.id, "notes", "Ändrat"),
        lambda: set_field(demo, Decision, decision, "text", "Ändrat"),
        lambda: set_field(demo, Task, task, "due_date", DAY),
        lambda: set_field(demo, Attendance, row.id, "note", "Ändrat"),
        lambda: note_attendance(demo, row.id, AttendanceState.ABSENT),
        lambda: remove_records(demo, AgendaItem, [first.id]),
        lambda: remove_records(demo, Decision, [decision]),
        lambda: add_item(demo, meeting, title="Ny", kind=ItemKind.DECISION),
        lambda: move_item(demo, second.id, 0),
        lambda: add_decision(demo, meeting, text="Ny"),
        lambda: add_task(demo, text="Ny", meeting_id=meeting),
        lambda: change_meeting(demo, meeting, "notes", "Ändrat"),
        lambda: change_meeting(demo, meeting, "state", MeetingState.HELD),
        lambda: end_item(demo, first.id, ItemOutcome.TABLED),
        lambda: prepare_notes(demo, meeting, loc),
        lambda: take_attendance(demo, meeting),
        lambda: announce_recusal(demo, first.id, 1),
        lambda: remove_meeting(demo, meeting),
        lambda: seal_notes(demo, meeting, sealed_by="Igen", on=DAY),
    ):
        with pytest.raises(UserError, match="closed"):
            attempt()
    assert len(demo.history()) == before
    settle(demo, Decision, [decision], TaskState.DONE, DAY)
    settle(demo, Task, [task], TaskState.DONE, DAY)
    assert demo.get(Decision, decision).state is TaskState.DONE


def test_a_correction_stands_beside_the_notes_with_its_reason(demo: Project) -> None:
    open_meeting = add_meeting(demo, body_id=steering(demo).id, on=date(2026, 12, 1))
    with pytest.raises(UserError, match="not adjusted"):
        correct_notes(demo, open_meeting, text="a", reason="b", on=DAY)
    meeting = sealed(demo)
    item = read_agenda(demo, meeting)[1]
    with pytest.raises(UserError, match="both"):
        correct_notes(demo, meeting, text="Rätt datum är 12 mars.", reason=" ", on=DAY)
    correct_notes(demo, meeting, text="Rätt datum är 12 mars.", reason="Skrivfel", on=DAY, item_id=item.id)
    [(correction, number)] = correction_lines(demo, meeting)
    assert (correction.reason, number) == ("Skrivfel", 2)
    seal = read_seal(demo, meeting)
    assert seal is not None and is_intact(seal)


def test_the_chair_of_the_day_is_proposed_to_adjust(demo: Project) -> None:
    assert "Kommundirektör" in chair_of(demo, held(demo))


# --- what goes on


def test_a_tabled_item_goes_to_the_next_meeting_with_its_papers_and_links(demo: Project) -> None:
    meeting = held(demo)
    coming = add_meeting(demo, body_id=steering(demo).id, on=date(2027, 2, 1))
    add_item(demo, coming, title="Föregående anteckningar", kind=ItemKind.INFORMATION)
    add_item(demo, coming, title="Nästa möte", kind=ItemKind.INFORMATION)
    item = read_agenda(demo, meeting)[0]
    set_field(demo, AgendaItem, item.id, "measure_id", 1)
    end_item(demo, item.id, ItemOutcome.TABLED)
    agenda = read_agenda(demo, coming)
    assert [i.title for i in agenda] == ["Föregående anteckningar", "Belysning", "Nästa möte"]
    assert (agenda[1].carried_from_id, agenda[1].measure_id, agenda[1].outcome) == (item.id, 1, None)
    demo.undo()
    assert len(read_agenda(demo, coming)) == 2, "one step, taken back as one"


def test_what_is_closed_after_all_leaves_the_coming_agenda_unless_it_was_worked_with(demo: Project) -> None:
    meeting = held(demo)
    coming = add_meeting(demo, body_id=steering(demo).id, on=date(2027, 2, 1))
    first, second = read_agenda(demo, meeting)
    end_item(demo, first.id, ItemOutcome.CARRIED)
    end_item(demo, second.id, ItemOutcome.REFERRED_BACK)
    assert len(read_agenda(demo, coming)) == 2
    kept = next(i for i in read_agenda(demo, coming) if i.carried_from_id == second.id)
    set_field(demo, AgendaItem, kept.id, "notes", "Nytt underlag.")
    end_item(demo, first.id, ItemOutcome.CLOSED)
    end_item(demo, second.id, ItemOutcome.CLOSED)
    assert [i.id for i in read_agenda(demo, coming)] == [kept.id]


def test_an_item_waits_until_a_meeting_is_called_and_then_goes_on_until_it_is_closed(demo: Project) -> None:
    meeting = held(demo)
    item = read_agenda(demo, meeting)[0]
    end_item(demo, item.id, ItemOutcome.TABLED)
    [waiting] = read_watched_items(demo)
    assert (waiting.waits_for, waiting.is_late(DAY)) == ("", True)
    second = add_meeting(demo, body_id=steering(demo).id, on=date(2027, 2, 1))
    [there] = [i for i in read_agenda(demo, second) if i.carried_from_id == item.id]
    [watched] = read_watched_items(demo)
    assert (watched.waits_for, watched.since, watched.times) == ("SG 2027-1", date(2026, 12, 10), 1)
    assert not watched.is_late(DAY)
    assert watched.is_late(date(2027, 2, 2)), "its meeting has passed and it is not closed"
    change_meeting(demo, second, "state", MeetingState.HELD)
    third = add_meeting(demo, body_id=steering(demo).id, on=date(2027, 3, 1))
    assert [i.carried_from_id for i in read_agenda(demo, third)] == [there.id]
    end_item(demo, read_agenda(demo, third)[0].id, ItemOutcome.CLOSED)
    assert read_watched_items(demo) == []
