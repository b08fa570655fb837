"""The content of a pack as JSON and back: what is kept with an issued pack, so that it can be made again."""

import dataclasses
import gzip
import importlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from trygg_desktop.errors import UserError
from trygg_desktop.packs.content import PackContent

_KIND = "#"
_ROOM = "trygg_desktop."
_ROOMS = ("trygg_desktop.domain.", "trygg_desktop.charts.", "trygg_desktop.packs.content", "trygg_desktop.messages")
_PLAIN: dict[str, Any] = {"date": date.fromisoformat, "datetime": datetime.fromisoformat, "time": time.fromisoformat}


def freeze(content: PackContent) -> bytes:
    """Return the content as packed JSON, the same bytes for the same content. Values that are as usual are left out."""
    text = json.dumps(_down(content), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return gzip.compress(text.encode(), mtime=0)


def thaw(frozen: bytes) -> PackContent:
    """Return the content that was frozen. Raises ``UserError`` when a newer version of the program froze it."""
    try:
        content = _up(json.loads(gzip.decompress(frozen)))
    except (ValueError, KeyError, TypeError, AttributeError, ImportError, OSError, EOFError) as error:
        raise UserError(
            "The kept content of this pack cannot be read: it is damaged, or a newer version of the program made it."
        ) from error
    if not isinstance(content, PackContent):
        raise UserError(
            "The kept content of this pack cannot be read: it is damaged, or a newer version of the program made it."
        )
    return content


def _down(value: Any) -> Any:
    if value is None or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, StrEnum):
        return {_KIND: _name(type(value)), "is": value.value}
    if isinstance(value, datetime):
        return {_KIND: "datetime", "is": value.isoformat()}
    if isinstance(value, date):
        return {_KIND: "date", "is": value.isoformat()}
    if isinstance(value, time):
        return {_KIND: "time", "is": value.isoformat()}
    if isinstance(value, timedelta):
        return {_KIND: "timedelta", "is": value.total_seconds()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        pairs = ((name, getattr(value, name), usual) for name, usual in _fields(type(value)))
        fields = {name: _down(found) for name, found, usual in pairs if not _is_usual(found, usual)}
        return {_KIND: _name(type(value)), **fields}
    if isinstance(value, Mapping):
        return {_KIND: "map", "is": {key: _down(found) for key, found in value.items()}}
    if isinstance(value, Sequence):
        return [_down(found) for found in value]
    raise TypeError(f"a pack holds no {type(value).__name__}")


def _is_usual(value: Any, usual: Any) -> bool:
    """Tell whether a field has its usual value; a list is as good as a tuple."""
    if isinstance(usual, tuple) and isinstance(value, list):
        return tuple(value) == usual
    return value is usual or (type(value) is type(usual) and bool(value == usual))


def _up(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_up(found) for found in value)
    if not isinstance(value, dict):
        return value
    kind = value[_KIND]
    if kind in _PLAIN:
        return _PLAIN[kind](value["is"])
    if kind == "timedelta":
        return timedelta(seconds=value["is"])
    if kind == "map":
        return {key: _up(found) for key, found in value["is"].items()}
    made = _class(kind)
    if issubclass(made, StrEnum):
        return made(value["is"])
    return made(**{name: _up(found) for name, found in value.items() if name != _KIND})


@cache
def _fields(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a record with their usual values; a field without one is never left out."""
    return tuple((field.name, field.default) for field in dataclasses.fields(kind))


def _name(kind: type[Any]) -> str:
    if not kind.__module__.startswith(_ROOMS):
        raise TypeError(f"a pack holds no {kind.__module__}.{kind.__name__}")
    return f"{kind.__module__.removeprefix(_ROOM)}:{kind.__name__}"


@cache
def _class(name: str) -> type[Any]:
    """Return a record or word by its name, of the rooms that a pack's content comes from and no others."""
    room, _, kind = name.partition(":")
    module = _ROOM + room
    if not module.startswith(_ROOMS):
        raise ValueError(name)
    found: type[Any] = getattr(importlib.import_module(module), kind)
    if not isinstance(found, type) or not (dataclasses.is_dataclass(found) or issubclass(found, StrEnum)):
        raise TypeError(name)
    return found
