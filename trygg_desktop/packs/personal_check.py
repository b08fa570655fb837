"""Looks for identity numbers and phone numbers in what a pack would print, and stops it with the place named."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from trygg_desktop.domain.organisation import Body, Party
from trygg_desktop.domain.privacy import KIND_WORDS, PersonalKind, find_personal, is_parted_number
from trygg_desktop.domain.programme import Programme
from trygg_desktop.errors import UserError
from trygg_desktop.messages import N_, Message
from trygg_desktop.packs.content import (
    DecisionLine,
    DeviationLine,
    ItemContent,
    MeasureLine,
    PackContent,
    PaperLine,
)
from trygg_desktop.packs.enclosed import Enclosed

_STOPPING = (PersonalKind.IDENTITY_NUMBER, PersonalKind.PHONE)
_NOT_PRINTED = (Body, Party, Programme)
"""Records whose contact details are of role holders, and are not printed."""
_NO_TEXT = ("sha256", "file_sha256", "code", "label", "media_type")
_PLACES: Mapping[str, Message] = {
    "previous": N_("the notes from the previous meeting"),
    "tasks": N_("the open tasks"),
    "news": N_("what is new"),
    "matters": N_("what needs attention"),
    "obstacles": N_("the obstacles"),
    "indicators": N_("the indicators"),
    "links": N_("the chain"),
    "sources": N_("the names of the workbooks"),
    "goals": N_("the goals"),
    "est": N_("the counts of EST"),
}


def refuse_personal(content: PackContent, enclosed: Enclosed) -> None:
    """Raise ``UserError`` naming the first place where an identity number or a phone number would be printed.

    Looked through is all that the pack itself prints and the sheets of workbooks; not what stands in merged PDFs and
    pictures, which their senders answer for.
    """
    for place, text in _texts(content, enclosed):
        for personal in find_personal(text):
            if personal.kind in _STOPPING:
                raise UserError(
                    "{what} stands in {place}. Remove it there; then the papers can be built.",
                    what=KIND_WORDS[personal.kind],
                    place=place,
                )


def _texts(content: PackContent, enclosed: Enclosed) -> Iterator[tuple[Message, str]]:
    for field in dataclasses.fields(content):
        usual = _PLACES.get(field.name, N_("the meeting’s own details"))
        yield from _walk(getattr(content, field.name), usual)
    for line in content.items:
        for paper in line.papers:
            place = N_("the paper “{paper}” of item {number}", paper=paper.title, number=line.number)
            for sheet in enclosed.sheets.get(paper.sha256, ()):
                yield from ((place, cell) for row in sheet.rows for cell in row)
                pairs = [pair for row in sheet.rows for pair in pairwise(row) if is_parted_number(*pair)]
                yield from ((place, "-".join(pair)) for pair in pairs)


def _walk(value: Any, place: Message) -> Iterator[tuple[Message, str]]:
    if type(value) is str:
        yield place, value
    elif isinstance(value, Message):
        for found in value.values.values():
            yield from _walk(found, place)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for found in value:
            yield from _walk(found, _name(found, place))
    elif dataclasses.is_dataclass(value) and not isinstance(value, (type, *_NOT_PRINTED)):
        for field in dataclasses.fields(value):
            if field.name not in _NO_TEXT:
                found = getattr(value, field.name)
                yield from _walk(found, _name(found, place))


def _name(value: Any, place: Message) -> Message:
    """Return the name of a record's own place, else that of where it stands."""
    if isinstance(value, ItemContent):
        return N_("item {number}", number=value.number)
    if isinstance(value, MeasureLine | DeviationLine):
        return N_("what is said of {code}", code=value.measure.code)
    if isinstance(value, DecisionLine):
        return N_("decision {label}", label=value.label)
    if isinstance(value, PaperLine):
        return N_("the name of a paper")
    return place
