"""Start (J1): parties, bodies and seats, so that a newcomer has a filled organisation chart in ten minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trygg_desktop.domain.fields import name_record
from trygg_desktop.domain.meetings import Meeting
from trygg_desktop.domain.membership import answers_to
from trygg_desktop.domain.organisation import Body, Party, Seat
from trygg_desktop.domain.programme import Programme
from trygg_desktop.domain.words import BodyKind, PartyKind, SeatKind
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.messages import N_, NN_, Message
from trygg_desktop.store.organisation_reading import count_uses
from trygg_desktop.store.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class _UsualBody:
    """A body that most programmes have; ``under`` is the place of the one it answers to."""

    code: Message
    name: Message
    kind: BodyKind
    cadence: Message | None = None
    under: int | None = None


_USUAL = (
    _UsualBody(code=N_("OWN"), name=N_("Project owner"), kind=BodyKind.OWNER, cadence=N_("every tertial")),
    _UsualBody(
        code=N_("SG"), name=N_("Steering group"), kind=BodyKind.STEERING_GROUP, cadence=N_("every six weeks"), under=0
    ),
    _UsualBody(code=N_("PL"), name=N_("Project leader"), kind=BodyKind.PROJECT_LEADER, under=1),
    _UsualBody(code=N_("WG"), name=N_("Work group"), kind=BodyKind.WORK_GROUP, cadence=N_("monthly"), under=2),
    _UsualBody(
        code=N_("REF"), name=N_("Reference group"), kind=BodyKind.REFERENCE_GROUP, cadence=N_("twice a year"), under=2
    ),
    _UsualBody(code=N_("EST"), name=N_("EST group"), kind=BodyKind.EST, cadence=N_("every week"), under=2),
)


def lay_usual_organisation(project: Project, loc: Locale) -> list[int]:
    """Add the bodies most programmes have, in the reader's language, and return their ids.

    A body whose code is taken already is left out, and what would stand under it stands under that one.
    """
    taken = {body.code: body.id for body in project.all(Body)}
    ids: list[int] = []
    with project.change(N_("Lay down a usual organisation")) as step:
        for position, usual in enumerate(_USUAL, len(taken)):
            code = loc.t(usual.code)
            if code not in taken:
                taken[code] = step.add(
                    Body(
                        code=code,
                        name=loc.t(usual.name),
                        kind=usual.kind,
                        cadence=loc.t(usual.cadence) if usual.cadence else "",
                        parent_id=None if usual.under is None else ids[usual.under],
                        position=position,
                    )
                )
            ids.append(taken[code])
    return ids


def add_party(project: Project, *, code: str, name: str, kind: PartyKind) -> int:
    """Add a party last in the chain and return its id. Raises ``UserError`` without a code or a name."""
    code, name = _require(code, N_("Give the party a code, such as SOC.")), _require(name, N_("Give the party a name."))
    last = max((party.position for party in project.all(Party)), default=-1)
    with project.change(N_("Add party {name}", name=name)) as step:
        return step.add(Party(code=code, name=name, kind=kind, position=last + 1))


def move_party(project: Project, party_id: int, places: int) -> None:
    """Move a party ``places`` down (up when negative) in the order of the chain; at the end it stays."""
    parties = project.all(Party, "1 ORDER BY position, id")
    ids = [party.id for party in parties]
    old = ids.index(party_id)
    new = min(max(old + places, 0), len(ids) - 1)
    if new == old:
        return
    ids.insert(new, ids.pop(old))
    positions = {party.id: party.position for party in parties}
    with project.change(N_("Move {party} in the order of the chain", party=parties[old].label)) as step:
        for position, moved in enumerate(ids):
            if positions[moved] != position:
                step.set(Party, moved, position=position)


def add_body(project: Project, *, code: str, name: str, kind: BodyKind, parent_id: int | None = None) -> int:
    """Add a body last among its siblings and return its id. Raises ``UserError`` without a code or a name."""
    code, name = _require(code, N_("Give the body a code, such as SG.")), _require(name, N_("Give the body a name."))
    last = max((body.position for body in project.all(Body)), default=-1)
    with project.change(N_("Add body {name}", name=name)) as step:
        return step.add(Body(code=code, name=name, kind=kind, parent_id=parent_id, position=last + 1))


def move_body(project: Project, body_id: int, parent_id: int | None) -> None:
    """Let a body answer to another one. Raises ``UserError`` when that one stands under it."""
    bodies = project.by_id(Body)
    body = bodies[body_id]
    if parent_id == body.parent_id:
        return
    if answers_to(bodies, parent_id, body_id):
        raise UserError("{body} cannot belong under itself or under a body that answers to it.", body=body.name)
    with project.change(N_("Move {body} under another body", body=body.name)) as step:
        step.set(Body, body_id, parent_id=parent_id)


def remove_body(project: Project, body_id: int) -> None:
    """Remove a body and its seats; the bodies under it move up to the one it answered to.

    Raises ``UserError`` when it has met: its decisions must keep their body.
    """
    body = project.get(Body, body_id)
    meetings = len(project.all(Meeting, "body_id = ?", (body_id,)))
    if meetings:
        raise UserError(
            NN_(
                "{body} has {n} meeting and stays, so that its decisions keep their body.",
                "{body} has {n} meetings and stays, so that their decisions keep their body.",
                n=meetings,
                body=body.name,
            )
        )
    with project.change(N_("Remove body {name}", name=body.name)) as step:
        for child in project.all(Body, "parent_id = ?", (body_id,)):
            step.set(Body, child.id, parent_id=body.parent_id)
        step.remove(Body, body_id)


def remove_party(project: Project, party_id: int) -> None:
    """Remove a party that nothing names, with its seats.

    Raises ``UserError`` naming what it is responsible for; a party that leaves is given a last day instead.
    """
    party = project.get(Party, party_id)
    uses = count_uses(project, party_id)
    if uses:
        raise UserError(
            NN_(
                "{party} stands in {n} record, such as: {record}. Give it a last day instead of removing it.",
                "{party} stands in {n} records, such as: {record}. Give it a last day instead of removing it.",
                n=sum(uses.values()),
                party=party.name,
                record=name_record(next(iter(uses))),
            )
        )
    with project.change(N_("Remove party {name}", name=party.name)) as step:
        for seat in project.all(Seat, "party_id = ?", (party_id,)):
            step.remove(Seat, seat.id)
        step.remove(Party, party_id)


def add_seat(
    project: Project,
    *,
    body_id: int,
    role: str,
    party_id: int | None = None,
    kind: SeatKind = SeatKind.MEMBER,
    since: date | None = None,
) -> int:
    """Add a seat in a body, held by a role from ``since`` on, and return its id."""
    role = _require(role, N_("Name the role that holds the seat, such as Head of Social Services."))
    body = project.get(Body, body_id)
    with project.change(N_("Add a seat in {body}: {role}", body=body.code, role=role)) as step:
        return step.add(Seat(body_id=body_id, party_id=party_id, role=role, kind=kind, valid_from=since))


def give_seats(project: Project, *, body_id: int, party_ids: Sequence[int], role: str, since: date) -> list[int]:
    """Give each party a member's seat in a body from ``since`` on, in one step; return the seats."""
    body = project.get(Body, body_id)
    label = NN_(
        "Give {n} party a seat in {body}", "Give {n} parties a seat in {body}", n=len(party_ids), body=body.code
    )
    with project.change(label) as step:
        return [step.add(Seat(body_id=body_id, party_id=p, role=role, valid_from=since)) for p in party_ids]


def end_seat(project: Project, seat_id: int, last_day: date) -> None:
    """Let a seat end with ``last_day``. It stays in the history of the body."""
    seat = project.get(Seat, seat_id)
    if seat.valid_from and last_day < seat.valid_from:
        raise UserError("The seat begins on {start} and cannot end before that.", start=seat.valid_from)
    with project.change(N_("End the seat of {role} on {day}", role=seat.role, day=last_day)) as step:
        step.set(Seat, seat_id, valid_to=last_day)


DECISION_FACTS = ("decided_by", "decision_date", "decision_number", "registry_number")
"""What the council's decision must be known by."""


def missing_facts(programme: Programme) -> list[str]:
    """Return the names of the facts of the council's decision that are still missing."""
    return [name for name in DECISION_FACTS if not getattr(programme, name)]


def _require(text: str, complaint: Message) -> str:
    text = text.strip()
    if not text:
        raise UserError(complaint)
    return text
