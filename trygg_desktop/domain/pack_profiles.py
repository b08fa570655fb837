"""Which parts the packs of a body have, and in which order."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PackProfile:
    """A saved choice; ``parts`` is a JSON list of the sections' keys. Without ``body_id`` it serves every body."""

    id: int = 0
    body_id: int | None = None
    name: str
    parts: str = "[]"
    is_public: bool = False
    with_papers: bool = True
