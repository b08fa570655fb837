"""Which record lives in which table, and how a row becomes a record and back."""

import dataclasses
import re
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, TypeVar

Record = TypeVar("Record")


def table_of(kind: type[Any]) -> str:
    """Return the table of a kind of record: ``MeasureIndicator`` stands in ``measure_indicator``.

    By the name alone, so that no kind of record is loaded before it is used. Raises ``KeyError`` for a type that is
    not kept.
    """
    if not kind.__module__.startswith("trygg_desktop.domain."):
        raise KeyError(kind)
    return _CAPITAL.sub("_", kind.__name__).lower()


_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclasses.dataclass(frozen=True)
class Shape(typing.Generic[Record]):
    """How one kind of record stands in its table."""

    table: str
    columns: tuple[str, ...]
    make: Callable[[Sequence[Any]], Record]

    @property
    def select(self) -> str:
        """``SELECT`` with the columns in the record's order."""
        names = ", ".join(f'{self.table}."{name}"' for name in self.columns)
        return f"SELECT {names} FROM {self.table}"


def shape_of(kind: type[Record]) -> Shape[Record]:
    """Return the shape of a record type. Raises ``KeyError`` for a type that is not kept."""
    shape: Shape[Record] | None = _SHAPES.get(kind)
    if shape is None:
        shape = _SHAPES[kind] = _make_shape(kind)
    return shape


_SHAPES: dict[type[Any], Shape[Any]] = {}


class UnreadableRow(ValueError):
    """A stored row that is no record: a rule of the file was broken from outside."""

    def __init__(self, row_id: object, field: str) -> None:
        super().__init__(f"row {row_id}: {field}")
        self.row_id = row_id
        self.field = field


def _make_shape(kind: type[Record]) -> Shape[Record]:
    hints = typing.get_type_hints(kind)
    fields = [field.name for field in dataclasses.fields(kind)]  # type: ignore[arg-type]
    optional = {name for name in fields if _may_be_none(hints[name])}
    readers = [(name, reader) for name in fields if (reader := _reader(hints[name]))]

    def make(row: Sequence[Any]) -> Record:
        values = dict(zip(fields, row, strict=True))
        for name, reader in readers:
            value = values[name]
            if value is not None:
                try:
                    values[name] = reader(value)
                except (ValueError, KeyError, TypeError) as error:
                    raise UnreadableRow(values["id"], name) from error
        if None in row:
            for name, value in values.items():
                if value is None and name not in optional:
                    raise UnreadableRow(values["id"], name)
        return kind(**values)

    return Shape(table_of(kind), tuple(fields), make)


def from_row(kind: type[Any], row: Mapping[str, Any]) -> dict[str, object]:
    """Return what a row of the journal holds as the record's own values; what cannot be read stays as it is stored."""
    hints = typing.get_type_hints(kind)
    values: dict[str, object] = {}
    for name, value in row.items():
        reader = _reader(hints[name]) if name in hints and value is not None else None
        try:
            values[name] = reader(value) if reader else value
        except (KeyError, ValueError, TypeError):
            values[name] = value
    return values


def to_row(values: Mapping[str, object]) -> dict[str, object]:
    """Return field values as SQLite keeps them: ISO text for dates, the code for words, 0 or 1 for truth."""
    return {name: value if type(value) in _AS_IS else _plain(value) for name, value in values.items()}


_AS_IS = frozenset({str, int, float, type(None)})


def _plain(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, bool):
        return int(value)
    return value


def _may_be_none(hint: Any) -> bool:
    return isinstance(hint, types.UnionType) and type(None) in typing.get_args(hint)


def _reader(hint: Any) -> Callable[[Any], Any] | None:
    if isinstance(hint, types.UnionType):
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    if isinstance(hint, type):
        if issubclass(hint, StrEnum):
            return {str(word): word for word in hint}.__getitem__
        if issubclass(hint, datetime | date | time):
            return hint.fromisoformat
        if hint is bool:
            return bool
    return None
