"""The programme itself: what it is called, who decided it, and where it is going."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """The development assignment (*utvecklingsuppdrag*). ``uid`` names it in workbooks; there is one per file."""

    id: int = 0
    uid: str
    name: str
    municipality: str = ""
    target_year: int | None = None
    decided_by: str = ""
    decision_date: date | None = None
    decision_number: str = ""
    registry_number: str = ""
    vision: str = ""
    motto: str = ""
    is_example: bool = False
