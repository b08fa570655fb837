"""Which kind of party a name tells of, so that the leader need not choose it for each."""

import re

from trygg_desktop.domain.words import PartyKind
from trygg_desktop.formats import fold

_TOLD: tuple[tuple[str, PartyKind], ...] = (
    (r"polis|\blpo\b", PartyKind.POLICE),
    (r"universitet|högskola|forskning|\bbrå\b", PartyKind.RESEARCH),
    (r"förening|civilsamhälle|församling|idéburen|studieförbund", PartyKind.CIVIL_SOCIETY),
    (r"\bab\b|bolag|aktiebolag|bostäder\b", PartyKind.COMPANY),
    (r"kriminalvård|\bregion|länsstyrelse|myndighet|brandkår|räddningstjänst|åklagar", PartyKind.AUTHORITY),
)


def guess_kind(name: str) -> PartyKind | None:
    """Return the kind that a party's name tells of (*Polisen*, *AB Bostäder*, *Region Stockholm*), or ``None``."""
    folded = fold(name)
    return next((kind for words, kind in _TOLD if re.search(words, folded)), None)
