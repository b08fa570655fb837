"""Who sits where on a given day, and which part of the team has no say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from trygg_desktop.domain.organisation import Body, Party, Seat
from trygg_desktop.domain.words import BodyKind, SeatKind

_ORDER = {kind: place for place, kind in enumerate((SeatKind.CHAIR, SeatKind.SECRETARY))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Every body, party and seat there is or was, seen on ``day``."""

    day: date
    bodies: Sequence[Body] = ()
    parties: Sequence[Party] = ()
    seats: Sequence[Seat] = ()

    def held_seats(self) -> list[Seat]:
        """Return the seats held on the day."""
        return [seat for seat in self.seats if seat.held_on(self.day)]

    def seats_of(self, body_id: int) -> list[Seat]:
        """Return a body's seats held on the day: the chair first, then the secretary, then as they were added."""
        return sort_seats(seat for seat in self.held_seats() if seat.body_id == body_id)

    def other_seats_of(self, body_id: int) -> list[Seat]:
        """Return a body's seats that had ended by the day or had not begun, the latest first."""
        others = [seat for seat in self.seats if seat.body_id == body_id and not seat.held_on(self.day)]
        return sorted(others, key=lambda seat: seat.valid_to or date.max, reverse=True)

    def takes_part(self, party: Party) -> bool:
        """Tell whether the party is part of the programme on the day."""
        return (party.valid_from is None or party.valid_from <= self.day) and (
            party.valid_to is None or self.day <= party.valid_to
        )

    def steering_groups(self) -> list[Body]:
        """Return the bodies that steer."""
        return [body for body in self.bodies if body.kind is BodyKind.STEERING_GROUP]

    def parties_without_say(self) -> list[Party]:
        """Return the parties of the day without a seat in a steering group; none when there is no such group."""
        groups = {body.id for body in self.steering_groups()}
        seated = {seat.party_id for seat in self.held_seats() if seat.body_id in groups}
        return [p for p in self.parties if groups and self.takes_part(p) and p.id not in seated]


def sort_seats(seats: Iterable[Seat]) -> list[Seat]:
    """Return seats with the chair first, then the secretary, the rest in their order."""
    return sorted(seats, key=lambda seat: _ORDER.get(seat.kind, len(_ORDER)))


def order_bodies(bodies: Sequence[Body]) -> list[tuple[Body, int]]:
    """Return the bodies as a tree read from the top, each with its depth; siblings in their order."""
    known = {body.id for body in bodies}
    below: dict[int | None, list[Body]] = {}
    for body in sorted(bodies, key=lambda body: (body.position, body.id)):
        below.setdefault(body.parent_id if body.parent_id in known else None, []).append(body)
    ordered: list[tuple[Body, int]] = []

    def walk(parent_id: int | None, depth: int) -> None:
        for body in below.get(parent_id, ()):
            ordered.append((body, depth))
            walk(body.id, depth + 1)

    walk(None, 0)
    return ordered


def answers_to(bodies: Mapping[int, Body], body_id: int | None, above_id: int) -> bool:
    """Tell whether a body is ``above_id`` or stands somewhere under it."""
    seen: set[int] = set()
    while body_id is not None and body_id not in seen:
        if body_id == above_id:
            return True
        seen.add(body_id)
        body = bodies.get(body_id)
        body_id = body.parent_id if body else None
    return False
