"""How our own templates know themselves again: a hidden sheet, repeated as document properties, and a key on each row.

Nothing visible is relied on: sheets may be renamed, columns moved, rows sorted. A row's key carries a check, so that
one made by dragging a cell downwards, or pasted from another programme, is no key.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from trygg_desktop.domain.answers import Cell, written
from trygg_desktop.domain.returns import Stamp
from trygg_desktop.formats import fold

VERSION = 1
"""Of the template's form; raised whenever an older program could not read a newer template."""

HIDDEN_SHEET = "trygg"
MARK = "trygg/"
"""Begins every hidden cell that names a column: ``trygg/measure/status``."""
HEADER_MARK = f"{MARK}header"
CORRECTIONS_MARK = f"{MARK}corrections"
"""Stands in A1 of the sheet that lists what is to be corrected, so that it is never read as data."""

_PROPERTY = "Trygg"
_CORRECTION = "correction"
_PERIOD = re.compile(r"20[0-9]{2}(?:-T[12])?")
_LONGEST = 240
"""Characters of one document property; Excel keeps no more than 255."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """A stamp with what was sent: the key of every row, and a hash of what was filled in beforehand."""

    stamp: Stamp
    sent: Mapping[str, str] = field(default_factory=dict)


def row_key(programme_uid: str, kind: str, row_id: int) -> str:
    """Return the key of a row: its record's id and a check over programme, kind (``measure``, ``indicator``) and id."""
    return f"{row_id}-{_digest(programme_uid, kind, str(row_id))[:6]}"


def read_key(text: str, programme_uid: str, kind: str) -> int | None:
    """Return the id in a row's key, ``None`` when it is no key of this programme and kind."""
    number = text.strip().partition("-")[0]
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        return None
    return int(number) if row_key(programme_uid, kind, int(number)) == text.strip() else None


def filled_hash(cells: Iterable[Cell]) -> str:
    """Return a short hash of cells that were filled in beforehand, the same whichever program saved them."""
    return _digest(*(fold(written(cell)) for cell in cells))[:8]


def _digest(*texts: str) -> str:
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()


def write_imprint(imprint: Imprint) -> list[tuple[str, str]]:
    """Return the imprint as names and short texts, for the hidden sheet and the document properties alike."""
    stamp = imprint.stamp
    pairs = [
        ("Programme", stamp.programme_uid),
        ("Party", stamp.party),
        ("Period", stamp.period),
        ("Version", str(stamp.version)),
    ]
    if stamp.is_correction:
        pairs.append(("Kind", _CORRECTION))
    line, number = "", 1
    for key, digest in imprint.sent.items():
        if len(line) + len(key) + len(digest) + 2 > _LONGEST:
            pairs.append((f"Rows{number}", line))
            line, number = "", number + 1
        line += f"{key}:{digest};"
    pairs.append((f"Rows{number}", line))
    return [(_PROPERTY + name, value) for name, value in pairs]


def read_imprint(pairs: Sequence[tuple[str, str]]) -> Imprint | None:
    """Return the imprint that names and texts hold, ``None`` when they hold none."""
    found = {name.strip().casefold(): value.strip() for name, value in pairs}

    def text(name: str) -> str:
        return found.get((_PROPERTY + name).casefold(), "")

    version = text("Version").partition(".")[0]
    if not text("Programme") or not text("Party") or not _PERIOD.fullmatch(text("Period")):
        return None
    if not re.fullmatch(r"[0-9]{1,6}", version):
        return None
    stamp = Stamp(
        programme_uid=text("Programme"),
        party=text("Party"),
        period=text("Period"),
        version=int(version),
        is_correction=text("Kind") == _CORRECTION,
    )
    sent: dict[str, str] = {}
    number = 1
    while line := text(f"Rows{number}"):
        for entry in line.split(";"):
            key, _, digest = entry.partition(":")
            if key and digest:
                sent[key] = digest
        number += 1
    return Imprint(stamp=stamp, sent=sent)
