"""Which parts the packs of a body have, and in which order: saved choices, and the ready ones to begin from."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from trygg_desktop.domain.words import BodyKind
from trygg_desktop.messages import N_, Message

ITEMS = "items"
"""The part that holds the agenda's items; every other part is a section of the pack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackProfile:
    """A saved choice; ``parts`` is a JSON list of the sections' keys. Without ``body_id`` it serves every body."""

    id: int = 0
    body_id: int | None = None
    name: str
    parts: str = "[]"
    is_public: bool = False
    with_papers: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a pack in its place; ``title`` stands instead of the section's own."""

    key: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyProfile:
    """A profile that every project has; ``parts`` are keys with the title that they have in it, if it is their own."""

    key: str
    name: Message
    parts: tuple[tuple[str, Message | None], ...]
    kinds: tuple[BodyKind, ...] = ()
    with_papers: bool = True


def _plain(*keys: str) -> tuple[tuple[str, Message | None], ...]:
    return tuple((key, None) for key in keys)


READY_PROFILES = (
    ReadyProfile(
        key="steering",
        name=N_("Steering group"),
        parts=_plain(
            "decisions_asked",
            "needs",
            ITEMS,
            "previous",
            "news",
            "chain",
            "measures",
            "deviations",
            "indicators",
            "sources",
        ),
        kinds=(BodyKind.STEERING_GROUP,),
    ),
    ReadyProfile(
        key="tertial",
        name=N_("Tertial report to the project owner"),
        parts=(
            ("economy", N_("Economic follow-up")),
            ("news", N_("Important changes")),
            ("indicators", N_("New data and results")),
            ("chain", N_("Steering documents followed up specially: the assignment")),
            ("goals", N_("Goals")),
            ("measures", N_("Assignments")),
            ("deviations", None),
            ("control", N_("Internal control")),
            ("decisions_asked", None),
            (ITEMS, None),
            ("sources", None),
        ),
        kinds=(BodyKind.OWNER,),
    ),
    ReadyProfile(
        key="work",
        name=N_("Work group"),
        parts=_plain("previous", "measures", "deviations", "needs", "news", "est", ITEMS),
        kinds=(BodyKind.WORK_GROUP, BodyKind.EST, BodyKind.SSPF, BodyKind.TREFAS, BodyKind.PLACE_COOPERATION),
    ),
    ReadyProfile(
        key="reference",
        name=N_("Reference group"),
        parts=_plain(ITEMS, "before_after", "indicators", "est", "chain", "news"),
        kinds=(BodyKind.REFERENCE_GROUP,),
    ),
    ReadyProfile(
        key="before_after",
        name=N_("Before and after, 2020 to now"),
        parts=_plain("before_after", "indicators"),
        with_papers=False,
    ),
    ReadyProfile(
        key="parties",
        name=N_("Tertial report per party"),
        parts=_plain("parties", "economy", "control", "sources"),
        with_papers=False,
    ),
)
"""The order of ``tertial`` is that of the municipality's own delårsrapport: economic follow-up, important changes, new
data and results, steering documents followed up specially, goals, assignments, internal control.
"""


def ready_for(kind: BodyKind) -> ReadyProfile:
    """Return the ready profile of a kind of body."""
    return next((ready for ready in READY_PROFILES if kind in ready.kinds), READY_PROFILES[0])


def read_parts(text: str) -> tuple[Part, ...]:
    """Return the parts that a saved profile lists: keys, or pairs of key and title."""
    return tuple(Part(found) if isinstance(found, str) else Part(*found) for found in json.loads(text))


def write_parts(parts: Sequence[Part]) -> str:
    """Return parts as they are saved."""
    return json.dumps([[part.key, part.title] if part.title else part.key for part in parts], ensure_ascii=False)
