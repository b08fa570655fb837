"""The kind of a party is told from its name where that says it, and left to the leader where it does not."""

import pytest

from trygg_desktop.domain.party_kinds import guess_kind
from trygg_desktop.domain.words import PartyKind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Lokalpolisområde Sollentuna", PartyKind.POLICE),
        ("AB Sollentunahem", PartyKind.COMPANY),
        ("Fastighetsbolaget Torget", PartyKind.COMPANY),
        ("Region Stockholm", PartyKind.AUTHORITY),
        ("Kriminalvården", PartyKind.AUTHORITY),
        ("Hyresgästföreningen", PartyKind.CIVIL_SOCIETY),
        ("Stockholms universitet", PartyKind.RESEARCH),
        ("Socialkontoret", None),
        ("Labbet", None),
        ("", None),
    ],
)
def test_a_name_tells_its_kind_or_nothing(name: str, kind: PartyKind | None) -> None:
    assert guess_kind(name) is kind
