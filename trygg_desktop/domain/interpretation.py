"""How a department's workbook was understood (*tolkning*): its sheets, its columns, the words that were asked about."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What is known of a workbook's own words before it is read: its party's rules, and what the leader just said.

    Keys are made by ``sheet_key``, ``column_key`` and ``word_key`` of ``reading_rules``. A column's field is empty when
    it is not read; a word is (field, code word), the code word empty for "no value". ``figures`` say how a figure that
    can be read in two ways is meant, in this workbook only; empty when it is no figure.
    """

    sheets: Mapping[str, bool] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    figures: Mapping[str, str] = field(default_factory=dict)

    def with_more(self, other: "Hints") -> "Hints":
        """Return these hints with the ``other`` ones over them."""
        return Hints(
            sheets={**self.sheets, **other.sheets},
            columns={**self.columns, **other.columns},
            words={**self.words, **other.words},
            figures={**self.figures, **other.figures},
        )

    def with_one(self, kind: str, key: str, meaning: object) -> "Hints":
        """Return these hints with one more of ``kind`` (the name of a field of this class)."""
        return replace(self, **{kind: {**getattr(self, kind), key: meaning}})


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnReading:
    """One column with its ``letter`` in Excel, its ``header`` as written and the ``key`` of that.

    ``taken_for`` is the field it was read as, empty when it was not read; ``period`` the one that its header names.
    ``is_ruled`` says that the profile or the leader decided, ``by_cells`` that the cells, not the header, did.
    ``sample`` are the first of its cells, personal data masked.
    """

    letter: str
    header: str
    key: str
    taken_for: str = ""
    period: str = ""
    sample: tuple[str, ...] = ()
    is_ruled: bool = False
    of_indicators: bool = False
    by_cells: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReading:
    """One sheet: read or not, by the program's own judgement unless ``is_ruled``."""

    name: str
    is_read: bool
    is_ruled: bool = False
    columns: tuple[ColumnReading, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A text that was not understood, only guessed at, or understood by a rule, and all the ``cells`` it stands in.

    For a word ``meaning`` is (field, code word) or ``None``. For a figure that can be read in several ways ``choices``
    are those ways, and ``chosen`` the one that was said to be meant (empty: no figure), else ``None``.
    """

    field: str
    text: str
    sheet: str
    cells: tuple[str, ...]
    meaning: tuple[str, str] | None = None
    is_ruled: bool = False
    choices: tuple[str, ...] = ()
    chosen: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """How a whole workbook was understood; empty for a template of ours, which is read by hidden keys."""

    sheets: tuple[SheetReading, ...] = ()
    questions: tuple[Question, ...] = field(default=())

    @property
    def open_questions(self) -> list[Question]:
        """What nobody has answered yet."""
        return [asked for asked in self.questions if (asked.chosen is None if asked.choices else asked.meaning is None)]
