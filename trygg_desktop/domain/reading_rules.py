"""What the leader has said about a department's own words, to be used the next time its workbook is read."""

from dataclasses import dataclass
from enum import StrEnum


class RuleKind(StrEnum):
    """What a rule is about."""

    SHEET = "sheet"
    COLUMN = "column"
    WORD = "word"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRule:
    """One thing learned about a party's workbooks: what is ``written`` there (folded), and what it means.

    ``meaning`` is empty for "passed over"; for a column the field, for a word ``field:word``, for a measure its code.
    """

    id: int = 0
    party_id: int
    kind: RuleKind
    written: str
    meaning: str = ""
