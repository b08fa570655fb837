"""Who sent a workbook, told from how its file or sheet is called."""

import pytest

from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.senders import find_named_sender, find_sender
from trygg_desktop.domain.words import PartyKind

PARTIES = [
    Party(id=number, code=code, name=name, short_name=short, kind=PartyKind.SOFT)
    for number, (code, name, short) in enumerate(
        [
            ("KLK", "Kommunledningskontoret", "Kommunledning"),
            ("BUK", "Barn- och utbildningskontoret", "Barn o utb."),
            ("SOC", "Socialkontoret", "Socialkontoret"),
            ("KFK", "Kultur- och fritidskontoret", "Kultur o fritid"),
            ("NTK", "Natur och teknik", "Natur o teknik"),
            ("SHEM", "AB Sollentunahem", "Sollentunahem"),
            ("SEOM", "Sollentuna Energi & Miljö", "Energi o miljö"),
            ("LPO", "Lokalpolisområde Sollentuna", "Polisen"),
            ("ATT", "Brandkåren Attunda", "Attunda"),
        ],
        1,
    )
]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Socialkontoret uppföljning T2 2026", "SOC"),
        ("BUK tertial 2", "BUK"),
        ("Sollentunahem åtgärder v2_slutlig", "SHEM"),
        ("Lokalpolisområdet", "LPO"),
        ("Natur och teknik T2-2026", "NTK"),
        ("Kultur_fritid_T2", "KFK"),
        ("polisen", "LPO"),
        ("Brandkåren", "ATT"),
        ("ENERGI & MILJÖ kopia (2)", "SEOM"),
        ("Kommunledning", "KLK"),
    ],
)
def test_a_party_is_known_by_code_name_or_short_name(text, code):
    found = find_sender(text, PARTIES)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["", "Bok1", "Uppföljning Sollentuna", "BUK och SOC gemensamt", "Kopia av mall (2)"])
def test_nobody_is_guessed_where_nobody_or_several_are_named(text):
    assert find_sender(text, PARTIES) is None


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["Uppföljning tertial 2", "Natur och teknik – uppföljning av åtgärder"], "NTK"),
        (["Kultur- och fritidskontorets svar"], "KFK"),
        (["Avsändare: SHEM"], "SHEM"),
        (["Polisen", "T2 2026"], "LPO"),
        (["Natur och teknik", "i samråd med Socialkontoret"], None),
        (["Teknik och natur i staden"], None),
        (["Vi har att göra"], None),
        ([], None),
    ],
)
def test_the_lines_above_a_table_name_the_sender_only_letter_by_letter(lines, code):
    found = find_named_sender(lines, PARTIES)
    assert (found.code if found else None) == code
