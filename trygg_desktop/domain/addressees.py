"""Whom an e-mail to a party is addressed to: a role, by a rule (``RULE``); never a person."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from trygg_desktop.domain.organisation import Body, Seat
from trygg_desktop.domain.words import BodyKind, SeatKind
from trygg_desktop.messages import N_

RULE = N_(
    "A draft is addressed to the role that sits for the party in the steering group; if none there has an e-mail "
    "address, in a work group; if none there either, in any other body. In each the chair comes first, then the "
    "members, the secretary, the co-opted and last the deputies. Only seats held on the day count."
)
_BODIES = (BodyKind.STEERING_GROUP, BodyKind.WORK_GROUP)
_SEATS = (SeatKind.CHAIR, SeatKind.MEMBER, SeatKind.SECRETARY, SeatKind.CO_OPTED, SeatKind.DEPUTY)
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9-]+\.)+[A-Za-z0-9-]+"
)


@dataclass(frozen=True, slots=True)
class Addressee:
    """A role and its e-mail address."""

    role: str
    address: str


def choose_addressee(party_id: int, seats: Iterable[Seat], bodies: Mapping[int, Body], day: date) -> Addressee | None:
    """Return the role that an e-mail to a party is addressed to by ``RULE``, ``None`` when none has an address."""

    def order(seat: Seat) -> tuple[int, int, int]:
        kind = bodies[seat.body_id].kind
        return (_BODIES.index(kind) if kind in _BODIES else len(_BODIES), _SEATS.index(seat.kind), seat.id)

    sitting = [
        seat
        for seat in seats
        if seat.party_id == party_id and seat.body_id in bodies and seat.held_on(day) and find_address(seat.email)
    ]
    first = min(sitting, key=order, default=None)
    return Addressee(first.role, find_address(first.email)) if first else None


def find_address(text: str) -> str:
    """Return the first usable e-mail address of a field, which may hold several; empty when there is none."""
    return next((part for part in re.split(r"[;,\s<>]+", text) if _ADDRESS.fullmatch(part)), "")
