"""The notes of a meeting: who was there and who stepped aside, what was said, and the notes once adjusted."""

import hashlib
from collections.abc import Sequence
from datetime import date

from trygg_desktop.domain.meetings import AgendaItem, Decision, Meeting, Task, decision_label, meeting_label
from trygg_desktop.domain.minutes import (
    Attendance,
    Correction,
    ItemNoted,
    MeetingNotes,
    Recusal,
    Resolved,
    SealedMinutes,
    SeatNoted,
    SteppedAside,
    prepare_text,
    read_notes,
    write_notes,
)
from trygg_desktop.domain.organisation import Body, Party, Seat
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.words import AttendanceState, MeetingState, SeatKind
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.messages import N_
from trygg_desktop.store.meeting_cycle_reading import (
    read_attendance,
    read_coming_meeting,
    read_corrections,
    read_recusals,
    read_seal,
    read_seats_on,
)
from trygg_desktop.store.meeting_reading import read_agenda
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.carrying import carry_on
from trygg_desktop.workflows.meetings import add_decision, label_meeting
from trygg_desktop.workflows.sealing import refuse_if_sealed


def take_attendance(project: Project, meeting_id: int) -> int:
    """Note everybody who held a seat of the body on the meeting's day, and return how many were added.

    They count as present until something else is said, deputies as absent: they come in somebody's place. Seats that
    were not held that day are taken away. Raises ``UserError`` when nobody held a seat, or the notes are adjusted.
    """
    refuse_if_sealed(project, meeting_id)
    meeting = project.get(Meeting, meeting_id)
    seats = read_seats_on(project, meeting.body_id, meeting.on)
    if not seats:
        raise UserError(
            "Nobody held a seat in the body on {day}. Add its seats on the page Organisation.", day=meeting.on
        )
    present = {row.seat_id: row for row in read_attendance(project, meeting_id)}
    held = {seat.id for seat in seats}
    new = [seat for seat in seats if seat.id not in present]
    gone = [row for seat_id, row in present.items() if seat_id is not None and seat_id not in held]
    if new or gone:
        with project.change(N_("Note who was at {meeting}", meeting=label_meeting(project, meeting_id))) as step:
            for row in gone:
                step.remove(Attendance, row.id)
            for seat in new:
                deputy = seat.kind in (SeatKind.DEPUTY, SeatKind.CO_OPTED)
                state = AttendanceState.ABSENT if deputy else AttendanceState.PRESENT
                step.add(
                    Attendance(
                        meeting_id=meeting_id, seat_id=seat.id, role=seat.role, party_id=seat.party_id, state=state
                    )
                )
    return len(new)


def note_attendance(project: Project, attendance_id: int, state: AttendanceState) -> None:
    """Say whether somebody was there. Raises ``UserError`` when the notes are adjusted."""
    row = project.get(Attendance, attendance_id)
    refuse_if_sealed(project, row.meeting_id)
    if row.state is not state:
        with project.change(
            N_("Note at {meeting}: {role}", meeting=label_meeting(project, row.meeting_id), role=row.role)
        ) as step:
            step.set(Attendance, attendance_id, state=state)


def announce_recusal(project: Project, item_id: int, seat_id: int, reason: str = "") -> int:
    """Note that a seat's holder announced *jäv* and left while an item was dealt with; return its id.

    Kommunallagen 6:28-32 binds the committees; the programme's own groups note it in the same way. Raises
    ``UserError`` when it is noted already or the notes are adjusted.
    """
    item = project.get(AgendaItem, item_id)
    refuse_if_sealed(project, item.meeting_id)
    seat = project.get(Seat, seat_id)
    if any(row.seat_id == seat_id for row in project.all(Recusal, "item_id = ?", (item_id,))):
        raise UserError("{role} has already stepped aside on this item.", role=seat.role)
    with project.change(N_("{role} steps aside on “{title}”", role=seat.role, title=item.title)) as step:
        return step.add(Recusal(item_id=item_id, seat_id=seat_id, role=seat.role, reason=reason.strip()))


def prepare_notes(project: Project, meeting_id: int, loc: Locale) -> int:
    """Begin the notes of every item that has none, from its title, kind and presenter; return how many."""
    refuse_if_sealed(project, meeting_id)
    empty = [item for item in read_agenda(project, meeting_id) if not item.notes.strip()]
    if empty:
        with project.change(N_("Prepare the notes of {meeting}", meeting=label_meeting(project, meeting_id))) as step:
            for item in empty:
                step.set(AgendaItem, item.id, notes=loc.t(prepare_text(item)))
    return len(empty)


def decide_as_proposed(project: Project, item_id: int) -> list[int]:
    """Record a decision for each line of an item's proposal, in one step, and return their ids.

    Raises ``UserError`` when nothing is proposed, it is decided already, or the notes are adjusted.
    """
    item = project.get(AgendaItem, item_id)
    refuse_if_sealed(project, item.meeting_id)
    lines = [line.strip() for line in item.proposal.splitlines() if line.strip()]
    if not lines:
        raise UserError("Nothing is proposed under this item. Write the proposed decision first.")
    if project.all(Decision, "item_id = ?", (item_id,)):
        raise UserError("A decision has been recorded under this item already. Change that one, or add another.")
    with project.change(N_("Decide as proposed: {title}", title=item.title)):
        return [add_decision(project, item.meeting_id, text=line, item_id=item_id) for line in lines]


def gather_notes(project: Project, meeting_id: int) -> MeetingNotes:
    """Return the notes of a meeting as they stand; of one that is adjusted, as they were sealed."""
    seal = read_seal(project, meeting_id)
    if seal is not None:
        return read_notes(seal.content)
    meeting = project.get(Meeting, meeting_id)
    body = project.get(Body, meeting.body_id)
    programme = project.programme
    parties = {party.id: party.short_name or party.name for party in project.all(Party)}
    decisions = project.all(Decision, "meeting_id = ? ORDER BY number", (meeting_id,))
    codes = _measure_codes(project, decisions)
    resolved = [
        (
            decision.item_id,
            _resolved(decision, decision_label(body.code, meeting, decision), parties, codes),
        )
        for decision in decisions
    ]
    recusals = read_recusals(project, meeting_id)
    items = read_agenda(project, meeting_id)
    coming = read_coming_meeting(project, body.id, meeting)
    return MeetingNotes(
        programme=programme.name,
        municipality=programme.municipality,
        body=body.name,
        label=meeting_label(body.code, meeting),
        on=meeting.on.isoformat(),
        start=f"{meeting.start:%H:%M}" if meeting.start else "",
        end=f"{meeting.end:%H:%M}" if meeting.end else "",
        place=meeting.place,
        notes=meeting.notes,
        is_example=programme.is_example,
        attendance=_seats(project, meeting_id, parties),
        items=tuple(
            ItemNoted(
                number=number,
                title=item.title,
                kind=item.kind,
                presenter=item.presenter,
                notes=item.notes,
                outcome=item.outcome or "",
                secrecy=item.secrecy,
                recusals=tuple(SteppedAside(role=r.role, reason=r.reason) for r in recusals if r.item_id == item.id),
                decisions=tuple(line for item_id, line in resolved if item_id == item.id),
            )
            for number, item in enumerate(items, 1)
        ),
        decisions=tuple(line for item_id, line in resolved if item_id is None),
        tasks=tuple(
            _resolved(task, "", parties, codes)
            for task in project.all(Task, "meeting_id = ? ORDER BY id", (meeting_id,))
        ),
        next_meeting=coming.on.isoformat() if coming else "",
    )


def _measure_codes(project: Project, decisions: Sequence[Decision]) -> dict[int, str]:
    ids = {decision.measure_id for decision in decisions if decision.measure_id}
    return {measure_id: project.get(Measure, measure_id).code for measure_id in ids}


def _resolved(what: Decision | Task, label: str, parties: dict[int, str], codes: dict[int, str]) -> Resolved:
    return Resolved(
        label=label,
        text=what.text,
        responsible=what.responsible,
        party=parties.get(what.party_id or 0, ""),
        due=what.due_date.isoformat() if what.due_date else "",
        measure=codes.get(what.measure_id or 0, ""),
    )


def _seats(project: Project, meeting_id: int, parties: dict[int, str]) -> tuple[SeatNoted, ...]:
    kinds = {seat.id: seat.kind for seat in project.all(Seat)}
    return tuple(
        SeatNoted(
            role=row.role,
            party=parties.get(row.party_id or 0, ""),
            kind=kinds.get(row.seat_id or 0, SeatKind.MEMBER),
            state=row.state,
            note=row.note,
        )
        for row in read_attendance(project, meeting_id)
    )


def seal_notes(project: Project, meeting_id: int, *, sealed_by: str, on: date) -> int:
    """Adjust the notes of a meeting (*justera*): keep them as they are, with their SHA-256, and close them.

    From then on items, papers, decisions' and tasks' texts and attendance are changed by no workflow; a correction is
    noted beside them. Items that are not closed go on to the next meeting. Returns the id of the sealed notes.
    Raises ``UserError`` when they are sealed already, nobody is named, the meeting lies ahead, or nobody was noted as
    present.
    """
    refuse_if_sealed(project, meeting_id)
    meeting = project.get(Meeting, meeting_id)
    if not sealed_by.strip():
        raise UserError("Say by role who adjusts the notes.")
    if meeting.on > on:
        raise UserError("The meeting has not been held yet: its notes can be adjusted from {day}.", day=meeting.on)
    if not read_attendance(project, meeting_id):
        raise UserError("Note who was there first, and then adjust the notes.")
    content = write_notes(gather_notes(project, meeting_id))
    digest = hashlib.sha256(content.encode()).hexdigest()
    label = N_("Adjust the notes of {meeting}", meeting=label_meeting(project, meeting_id))
    with project.change(label) as step:
        step.set(Meeting, meeting_id, state=MeetingState.ADJUSTED)
        seal_id = step.add(
            SealedMinutes(
                meeting_id=meeting_id, sealed_on=on, sealed_by=sealed_by.strip(), content=content, sha256=digest
            )
        )
        carry_on(project, step, meeting.body_id)
    return seal_id


def is_intact(seal: SealedMinutes) -> bool:
    """Tell whether sealed notes still have the SHA-256 that they were sealed with."""
    return hashlib.sha256(seal.content.encode()).hexdigest() == seal.sha256


def correct_notes(
    project: Project, meeting_id: int, *, text: str, reason: str, on: date, item_id: int | None = None
) -> int:
    """Note a correction of adjusted notes with its reason, and return its id; the notes themselves stay.

    Raises ``UserError`` when text or reason is missing, or the notes are not adjusted: then they are simply changed.
    """
    if read_seal(project, meeting_id) is None:
        raise UserError("The notes are not adjusted yet: change them where they stand.")
    if not text.strip() or not reason.strip():
        raise UserError("Write both what is right and why it is corrected.")
    with project.change(N_("Correct the notes of {meeting}", meeting=label_meeting(project, meeting_id))) as step:
        return step.add(
            Correction(meeting_id=meeting_id, item_id=item_id, made_on=on, text=text.strip(), reason=reason.strip())
        )


def correction_lines(project: Project, meeting_id: int) -> list[tuple[Correction, int]]:
    """Return the corrections of a meeting's notes, each with the number of its item (0 for the notes as a whole)."""
    numbers = {item.id: number for number, item in enumerate(read_agenda(project, meeting_id), 1)}
    return [(row, numbers.get(row.item_id or 0, 0)) for row in read_corrections(project, meeting_id)]


def chair_of(project: Project, meeting_id: int) -> str:
    """Return the role that chaired the body on the meeting's day, empty when there was none."""
    meeting = project.get(Meeting, meeting_id)
    seats = read_seats_on(project, meeting.body_id, meeting.on)
    return next((seat.role for seat in seats if seat.kind is SeatKind.CHAIR), "")
