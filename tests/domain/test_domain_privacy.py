"""Personal data in free text is found and made unreadable; ordinary figures are left alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_desktop.domain.privacy import PersonalKind, find_personal, is_parted_number, mask


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


NOISE = st.text(
    st.one_of(
        st.sampled_from(" ,;*/|\\.:_#~()[]{}<>=&%§\xa0\u115f\u1160\u3164\uffa0\u2800\u200b\u200c\u2060\u00ad\u202e"),
        st.characters(categories=("Zs", "Pd", "Po", "Ps", "Pe", "Sm", "So", "Sk", "Sc", "Cf", "Lm", "Mn")),
    ).filter(lambda c: not any(form.isalnum() for form in unicodedata.normalize("NFKC", c))),
    max_size=3,
)


@given(
    st.one_of(st.integers(1, 31), st.integers(61, 91)), st.integers(0, 999), NOISE, NOISE, st.sampled_from(["", "19"])
)
def test_any_signs_between_the_parts_of_an_identity_number_leave_it_found(day, serial, first, second, century):
    digits = identity_number(day, serial)
    for text in (
        f"{century}{digits[:6]}{first}{second}{digits[6:]}",
        f"{century}{digits[:2]}{first}{digits[2:4]}{second}{digits[4:6]}{first}{digits[6:]}",
    ):
        assert [p.kind for p in find_personal(f"möte {text} i maj")] == [PersonalKind.IDENTITY_NUMBER], repr(text)
        assert digits[6:] not in mask(f"möte {text} i maj")


@pytest.mark.parametrize(
    "noise", [", ", ";", "*", " / ", "\xa0", "\u115f", "\u3164", "\u200b", "|", " (", "…", " — — "]
)
def test_an_identity_number_is_found_whatever_parts_it(noise):
    assert mask(f"å 811218{noise}9876.") == "å ••••••••."


@pytest.mark.parametrize(
    ("left", "right"), [("811218", "9876"), ("19811218", "-9876"), ("811218-", "9876"), ("811\u3164218", " 9876 ")]
)
def test_the_halves_of_an_identity_number_in_two_cells_are_known(left, right):
    assert is_parted_number(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("811218", "9875"),
        ("811218", ""),
        ("81 1218 kr", "9876"),
        ("1981-12-18", "9876"),
        ("9876", "811218"),
        ("8112", "9876"),
    ],
)
def test_other_neighbours_are_no_identity_number(left, right):
    assert not is_parted_number(left, right)


@given(st.dates(), st.dates(), st.sampled_from([" ", "–", " - ", "--", "/", ", ", "; ", " (", " * "]))
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
        "1981-12-18 (9876 kr)",
        "2026-01-02, 2026-01-03; 2026-01-04",
        "20 101 550,00 kr; 10 105 005,25 kr",
        "2018, 2019, 2020, 2021",
        "59,428901, 17,951234",
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


@pytest.mark.parametrize("before", ["T2 2026 ", "2026-", "2026-08-31 ", "12 18 ", "nr 19 20 "])
def test_figures_before_an_identity_number_do_not_hide_it(before: str) -> None:
    assert mask(f"{before}20000101-2384").endswith("••••••••")
    assert "2384" not in mask(f"{before}20000101-2384")


def test_the_mark_of_a_footnote_does_not_hide_a_number():
    assert mask("Enligt 811218-9876¹ och 8112189876²³.") == "Enligt ••••••••¹ och ••••••••²³."
