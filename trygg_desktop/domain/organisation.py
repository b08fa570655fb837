"""Who steers and who works: parties, bodies, seats and areas."""

from dataclasses import dataclass
from datetime import date

from trygg_desktop.domain.words import BodyKind, PartyKind, SeatKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A *lagdel*: one part of the team, an organisation with its own work to do."""

    id: int = 0
    code: str
    name: str
    short_name: str = ""
    kind: PartyKind
    valid_from: date | None = None
    valid_to: date | None = None
    position: int = 0

    @property
    def label(self) -> str:
        """The name to show where room is short."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An *organ* or group; ``parent_id`` is the body it answers to."""

    id: int = 0
    code: str
    name: str
    kind: BodyKind
    parent_id: int | None = None
    cadence: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A place in a body, held by a role of a party from one date to another (both included, open when empty)."""

    id: int = 0
    body_id: int
    party_id: int | None = None
    role: str
    kind: SeatKind = SeatKind.MEMBER
    valid_from: date | None = None
    valid_to: date | None = None
    email: str = ""
    phone: str = ""

    def held_on(self, day: date) -> bool:
        """Tell whether the seat was held on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    id: int = 0
    code: str
    name: str
    note: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """What the police list said of an area from a date on; ``category`` empty means not on the list.

    ``from_date`` may be partial: ``2017``, ``2023-12``.
    """

    id: int = 0
    area_id: int
    from_date: str
    category: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    id: int = 0
    area_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceStatus:
    """The state of a place from a (partial) date on, in free words, with its source."""

    id: int = 0
    place_id: int
    from_date: str
    status: str
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A dated event of the programme; ``on`` may be partial."""

    id: int = 0
    on: str
    title: str
    source: str = ""
