"""How the label of a step is kept: a message with its values as JSON, so that it can be said in any language later."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from trygg_desktop.messages import Message


def pack_label(label: Message) -> str:
    """Return the values of a label as JSON; dates, numbers and messages among them keep their kind."""
    return json.dumps({"values": dict(label.values), "plural": label.plural}, ensure_ascii=False, default=_pack)


def unpack_label(source: str, packed: str) -> Message:
    """Return the label that ``pack_label`` kept."""
    content = json.loads(packed, object_hook=_unpack)
    return Message(source, content.get("values", {}), content.get("plural"))


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
        return Message(content["$message"], content["values"], content["plural"])
    if "$datetime" in content:
        return datetime.fromisoformat(content["$datetime"])
    if "$date" in content:
        return date.fromisoformat(content["$date"])
    return content
