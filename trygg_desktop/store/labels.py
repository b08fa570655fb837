"""How the label of a step is kept: a message with its values as JSON, so that it can be said in any language later."""

import json
import string
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from trygg_desktop.messages import Message


def pack_label(label: Message) -> str:
    """Return the values of a label as JSON; dates, numbers and messages among them keep their kind."""
    return json.dumps({"values": dict(label.values), "plural": label.plural}, ensure_ascii=False, default=_pack)


def unpack_label(source: str, packed: str) -> Message:
    """Return the label that ``pack_label`` kept. Raises ``ValueError`` for one that it never wrote."""
    content = json.loads(packed, object_hook=_unpack)
    if not isinstance(content, dict):
        raise ValueError("no label")
    return _checked(Message(source, content.get("values", {}), content.get("plural")))


def _checked(message: Message) -> Message:
    """Return the message if its places are plain names that have values: it may come from a stranger's file."""
    if not isinstance(message.values, dict):
        raise ValueError("a label without values")
    places = [
        name for text in (message.source, message.plural or "") for _, name, _, _ in string.Formatter().parse(text)
    ]
    if message.values and not {name for name in places if name is not None} <= message.values.keys():
        raise ValueError("a label without its values")
    if message.plural is not None and not isinstance(message.values.get("n"), int):
        raise ValueError("a label without its number")
    return message


def _pack(value: object) -> object:
    if isinstance(value, Message):
        return {"$message": value.source, "values": dict(value.values), "plural": value.plural}
    if isinstance(value, datetime):
        return {"$datetime": value.isoformat(timespec="seconds")}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    return dict(value) if isinstance(value, Mapping) else str(value)


def _unpack(content: dict[str, Any]) -> object:
    if "$message" in content:
        return _checked(Message(content["$message"], content["values"], content["plural"]))
    if "$datetime" in content:
        return datetime.fromisoformat(content["$datetime"])
    if "$date" in content:
        return date.fromisoformat(content["$date"])
    return content
