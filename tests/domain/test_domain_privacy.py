"""Personal data in free text is found and made unreadable; ordinary figures are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_desktop.domain.privacy import PersonalKind, find_personal, mask


def identity_number(day: int, serial: int, century: str = "", hyphen: str = "") -> str:
    """Make a number with a right check digit, of a day in May 1981 (61–91 for a co-ordination number)."""
    nine = f"8105{day:02}{serial:03}"
    total = sum(sum(divmod(int(c) * (2 - n % 2), 10)) for n, c in enumerate(nine))
    return f"{century}8105{day:02}{hyphen}{serial:03}{-total % 10}"


@given(
    st.one_of(st.integers(1, 31), st.integers(61, 91)),
    st.integers(0, 999),
    st.sampled_from(["", "19"]),
    st.sampled_from(["", "-", "+", "–", " "]),
)
def test_identity_numbers_are_found_with_and_without_century_and_hyphen(day, serial, century, hyphen):
    text = f"Samtal med {identity_number(day, serial, century, hyphen)} i maj"
    found = find_personal(text)
    assert [personal.kind for personal in found] == [PersonalKind.IDENTITY_NUMBER]
    assert not any(c.isdigit() for c in mask(text))


@pytest.mark.parametrize(
    "text",
    [
        *(f"811218{dash}9876" for dash in "-‐‑‒–—―⁃−﹣－./:_+"),
        *(f"811218{hidden}-98{hidden}76" for hidden in "\u200b\u00ad\u200d\u2060\ufeff\u202e\x01"),
        "811218--9876",
        "81 12 18-9876",
        "81 12 18 98 76",
        "811218-98 76",
        "1981.12.18-9876",
        "1981-12-18 - 9876",
        "８１１２１８-９８７６",
        "𝟖𝟏𝟏𝟐𝟏𝟖-𝟗𝟖𝟕𝟔",
    ],
)
def test_an_identity_number_is_found_however_it_is_dressed_up(text):
    assert [personal.kind for personal in find_personal(f"å {text}.")] == [PersonalKind.IDENTITY_NUMBER]
    assert mask(f"\u200bå {text}.") == "\u200bå ••••••••."


@given(st.dates(), st.dates(), st.sampled_from([" ", "–", " - ", "--", "/"]))
def test_two_dates_side_by_side_are_no_identity_number(first, last, between):
    assert find_personal(f"{max(first.year, 1900)}-{first:%m-%d}{between}2026-{last:%m-%d}") == ()


@pytest.mark.parametrize(
    "text", ["070-123 45 67", "0701234567", "+46 70 123 45 67", "08-123 456 78", "(08) 123 45 67", "0046701234567"]
)
def test_phone_numbers_are_found(text):
    assert [personal.kind for personal in find_personal(f"Ring {text}!")] == [PersonalKind.PHONE]
    assert mask(f"Ring {text}!") == "Ring ••••••••!"


def test_e_mail_addresses_are_found():
    assert mask("Skriv till n.n@exempel.se snarast") == "Skriv till •••••••• snarast"


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-15",
        "1 020 500 kr",
        "dnr 2024/0531-12",
        "556016-0680",
        "811218-9875",
        "2026-01-02 2026-01-03",
        "kl. 08.00-17.00",
        "120 av 400 meter, 65 %, 14 av 19 trappor",
        "0,123456789",
        "10 000 000–12 000 000",
        "SG 2026-3:2",
    ],
)
def test_dates_amounts_and_registry_numbers_are_left_alone(text):
    assert find_personal(text) == ()
    assert mask(text) == text


@given(st.text(max_size=300))
def test_masking_leaves_nothing_more_to_find(text):
    assert find_personal(mask(text)) == ()


def test_a_long_text_of_digits_is_searched_in_no_time():
    assert isinstance(find_personal("0701234567 " * 3000), tuple)
    find_personal("1" * 30_000)
    find_personal("a@" * 15_000)
