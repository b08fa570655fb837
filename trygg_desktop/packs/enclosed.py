"""What goes into a pack beside its content: the bytes of the papers, and the sheets of those that are workbooks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet of a workbook as texts. ``rows`` is empty where the sheet is too large to print; ``height`` and
    ``width`` say how many rows and columns it has.
    """

    name: str
    height: int
    width: int
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file carried inside the pack: a department's workbook (``is_source``) or figures as CSV."""

    name: str
    content: bytes
    media_type: str
    about: str
    is_source: bool


@dataclass(frozen=True, slots=True)
class Enclosed:
    """``papers`` holds bytes by SHA-256, ``sheets`` the sheets of workbooks by SHA-256, ``evidence`` what is carried
    inside the file.
    """

    papers: Mapping[str, bytes] = field(default_factory=dict)
    sheets: Mapping[str, Sequence[SheetTable]] = field(default_factory=dict)
    evidence: Sequence[EvidenceFile] = ()


NOTHING = Enclosed()
