"""A text to be shown later in the reader's language: an English source string with its values."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Message:
    """A translatable text as plain data, so that rules and errors can speak without knowing the language.

    ``source`` is the English text with ``{name}`` places, and the key of the catalogue; ``plural`` its form
    for ``values["n"] != 1``. Values may be messages themselves, dates or numbers: they are put into words
    when shown.
    """

    source: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str | None = None

    def __str__(self) -> str:
        text = self.plural if self.plural and self.values.get("n") != 1 else self.source
        return text.format(**self.values) if self.values else text


def N_(source: str, /, **values: object) -> Message:
    """Mark ``source`` for the catalogue and return it as a message."""
    return Message(source, values)


def NN_(one: str, many: str, /, n: int, **values: object) -> Message:
    """Mark a text with a count for the catalogue; ``{n}`` is the count."""
    return Message(one, {"n": n, **values}, many)
