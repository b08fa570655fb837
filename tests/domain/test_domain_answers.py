"""Answers as departments write them: what is taken, what says "no value", what is asked about."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_desktop.domain import answer_words
from trygg_desktop.domain.answers import (
    BLANK,
    NO_VALUE,
    find_period,
    read_assessment,
    read_moment,
    read_number,
    read_outlook,
    read_percent,
    read_period,
    read_remark,
    read_status,
    read_text,
    read_tkr,
    written,
)
from trygg_desktop.domain.words import Assessment, Outlook, Status
from trygg_desktop.formats import Locale

NBSP, NARROW, THIN = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}"
MINUS = "\N{MINUS SIGN}"
SAYS_NO_VALUE = [
    "–",
    "-",
    "—",
    MINUS,
    " – ",
    "--",
    "uppgift saknas",
    "Uppgift saknas.",
    "EJ AKTUELLT",
    "n/a",
    "N/A",
    "...",
]
READERS = [read_text, read_status, read_assessment, read_outlook, read_percent, read_tkr, read_number, read_period]


@pytest.mark.parametrize("read", READERS)
def test_blank_dash_and_missing_are_told_apart_in_every_reader(read):
    for blank in (None, "", "  ", NBSP):
        assert read(blank) == BLANK
    for word in SAYS_NO_VALUE:
        assert read(word) == NO_VALUE, word


def test_a_zero_is_an_answer_of_its_own():
    assert read_percent(0).value == 0
    assert read_percent("0").value == 0
    assert read_tkr("0").value == 0
    assert read_text(0).value == "0"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ej påbörjad", Status.NOT_STARTED),
        ("ej startad", Status.NOT_STARTED),
        (f" påbörjad {NBSP}", Status.IN_PROGRESS),
        ("PÅGÅR", Status.IN_PROGRESS),
        ("pågående", Status.IN_PROGRESS),
        ("Pågår (65 %)", Status.IN_PROGRESS),
        ("2. Pågår", Status.IN_PROGRESS),
        ("● Pågår", Status.IN_PROGRESS),
        ("Status: klar", Status.DONE),
        ("Genomförd.", Status.DONE),
        ("avslutad", Status.DONE),
        ("Klar ej i tid", Status.LATE),
        ("försenad", Status.LATE),
        ("Pågår, försenad", Status.LATE),
        ("Klart - genomförd", Status.DONE),
        ("Klar (ej i tid)", Status.LATE),
        ("Klar - ej i tid", Status.LATE),
        ("Pågår enl. plan", Status.IN_PROGRESS),
        ("Struken", Status.CANCELLED),
        ("stoppad", Status.CANCELLED),
        ("Inställd", Status.CANCELLED),
        ("in progress", Status.IN_PROGRESS),
        ("Delayed", Status.LATE),
        ("pa\u030ag\u0061\u030ar", Status.IN_PROGRESS),
    ],
)
def test_the_five_states_and_their_cousins_are_understood(text, status):
    answer = read_status(text)
    assert (answer.value, answer.problem) == (status, None)


@pytest.mark.parametrize(
    "text",
    ["kanske", "klar, inställd", "5", "grön", "?", "inte klar", "Klar (men inte allt)", "klar, ej godkänd"],
)
def test_a_word_that_is_no_status_is_asked_about_and_not_taken(text):
    answer = read_status(text)
    assert answer.value is None
    assert not answer.answered
    assert answer.problem is not None
    assert answer.severity == "error"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("pagar", Status.IN_PROGRESS),
        ("ej påbörjd", Status.NOT_STARTED),
        ("Pågår – väntar på beslut", Status.IN_PROGRESS),
    ],
)
def test_a_slip_of_the_pen_is_taken_with_a_warning(text, status):
    answer = read_status(text)
    assert answer.value == status
    assert answer.severity == "warning"


@given(st.sampled_from(sorted(answer_words.STATUS_WORDS)), st.data())
def test_no_slip_of_the_pen_turns_a_status_into_another(word, data):
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyzåäö"))
    slipped = data.draw(st.sampled_from([word[:place] + word[place + 1 :], word[:place] + letter + word[place + 1 :]]))
    answer = read_status(slipped)
    assert answer.value in (None, answer_words.STATUS_WORDS[word], answer_words.STATUS_WORDS.get(slipped.strip()))


def test_no_word_stands_for_two_things_of_one_kind():
    for words in (answer_words.STATUS_WORDS, answer_words.ASSESSMENT_WORDS, answer_words.OUTLOOK_WORDS):
        assert not set(words) & answer_words.NO_VALUE_WORDS
        assert all(word == word.casefold().strip() for word in words)


@pytest.mark.parametrize(
    ("text", "assessment"),
    [
        ("grön", Assessment.GREEN),
        ("Gul", Assessment.YELLOW),
        ("■ röd", Assessment.RED),
        ("▲ gul", Assessment.YELLOW),
        ("🟢", Assessment.GREEN),
        ("ej bedömd", Assessment.NONE),
        ("Mindre avvikelse", Assessment.YELLOW),
        ("amber", Assessment.YELLOW),
    ],
)
def test_traffic_lights_are_understood_by_word_and_sign(text, assessment):
    assert read_assessment(text).value == assessment


def test_a_sign_without_a_word_is_asked_about_since_departments_colour_it():
    assert read_assessment("●").problem is not None


def test_a_single_g_may_be_gul_or_gron_and_is_asked_about():
    assert read_assessment("G").problem is not None
    assert read_assessment("G").value is None


@pytest.mark.parametrize(
    ("text", "outlook"),
    [
        ("Uppnått", Outlook.REACHED),
        ("Bedöms uppnås", Outlook.EXPECTED),
        ("osäkert", Outlook.UNCERTAIN),
        ("Bedöms ej", Outlook.NOT_EXPECTED),
        ("bedöms inte uppnås", Outlook.NOT_EXPECTED),
        ("Ej uppnått", Outlook.NOT_REACHED),
    ],
)
def test_judgements_of_a_goal_are_understood(text, outlook):
    assert read_outlook(text).value == outlook


@pytest.mark.parametrize(
    ("cell", "percent"),
    [
        ("65 %", 65),
        (f"65{NBSP}%", 65),
        ("30%", 30),
        ("65 procent", 65),
        ("0,65", 65),
        ("0.65", 65),
        (0.65, 65),
        (65, 65),
        (65.0, 65),
        ("65", 65),
        ("1 %", 1),
        ("100", 100),
        (0.5700000000000001, 57),
    ],
)
def test_a_share_is_read_as_whole_percent(cell, percent):
    answer = read_percent(cell)
    assert (answer.value, answer.problem) == (percent, None)


@pytest.mark.parametrize(
    ("cell", "percent", "told"), [("12,5 %", 13, "12,5 %"), (0.655, 66, "0,655"), ("65,4", 65, "65,4")]
)
def test_a_share_that_is_rounded_says_so(cell, percent, told):
    answer = read_percent(cell)
    assert (answer.value, answer.answered, answer.severity) == (percent, True, "notice")
    assert str(answer.problem) == f"“{told}” was rounded to {percent}{NBSP}%."
    assert read_percent("ca 12,5 %").severity == "warning"


@pytest.mark.parametrize(
    "cell", ["1.234", "3/4", "sextio", "60-70 %", "120", "−5 %", 1, "1", True, dt.date(2026, 4, 3), "NaN"]
)
def test_a_share_that_can_mean_two_things_is_asked_about(cell):
    answer = read_percent(cell)
    assert answer.value is None
    assert not answer.answered
    assert answer.problem is not None


def test_a_lone_one_is_read_by_what_the_column_holds():
    assert read_percent(1, "fraction").value == 100
    assert read_percent(1, "whole").value == 1


@given(st.integers(0, 100), st.sampled_from(["%", " %", f"{NBSP}%", f"{THIN}%"]))
def test_every_whole_percent_comes_back_from_every_way_of_writing_it(percent, sign):
    assert read_percent(f"{percent}{sign}").value == percent
    assert read_percent(percent / 100, "fraction").value == percent
    assert read_percent(percent, "whole").value == percent


@given(
    st.decimals(-(10**9), 10**9, places=2),
    st.sampled_from([" ", NBSP, NARROW, THIN]),
    st.sampled_from(["-", MINUS, "–"]),
)
def test_numbers_come_back_from_swedish_writing(number, space, minus):
    whole, _, decimals = f"{abs(number):,.2f}".partition(".")
    text = (minus if number < 0 else "") + whole.replace(",", space) + "," + decimals
    assert read_number(text).value == number


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
def test_number_cells_are_taken_as_they_are(number):
    assert read_number(number).value == Decimal(repr(number))


@given(st.text(max_size=40))
def test_no_text_makes_a_reader_fail(text):
    for read in (*READERS, read_moment):
        answer = read(text)
        assert answer.value is None or answer.answered
        assert answer.answered or answer.problem is not None or not text.strip() or answer == BLANK


@given(st.decimals(0, 10**7, places=2))
def test_money_written_by_the_program_is_read_back(number):
    ore = int(number * 100_000)
    assert read_tkr(Locale("sv").number(ore / 100_000, 2)).value == ore


@pytest.mark.parametrize(
    ("cell", "ore"),
    [
        (f"1{NBSP}020,5", 102_050_000),
        ("1 020,5", 102_050_000),
        (2950.5, 295_050_000),
        ("1 020,5 tkr", 102_050_000),
        ("2 mnkr", 200_000_000),
        ("500 kr", 50_000),
        ("500:-", 50_000),
        (f"{MINUS}12", -1_200_000),
    ],
)
def test_money_is_read_as_ore(cell, ore):
    assert read_tkr(cell).value == ore


def test_a_column_in_kronor_or_millions_counts_so():
    assert read_tkr(500, "kr").value == 50_000
    assert read_tkr("1,5", "mnkr").value == 150_000_000


@pytest.mark.parametrize("cell", ["1.234", "1.234,5", "ca 500", "12 34", "500-600", 1e30, "tkr"])
def test_an_amount_that_can_mean_two_things_is_asked_about(cell):
    assert read_tkr(cell).value is None
    assert read_tkr(cell).problem is not None


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("T2 2026", "2026-T2"),
        ("2026-T2", "2026-T2"),
        ("2026T2", "2026-T2"),
        ("t2-26", "2026-T2"),
        ("Tertial 2 2026", "2026-T2"),
        ("tertial 2, 2026 (januari–augusti)", "2026-T2"),
        ("andra tertialet 2026", "2026-T2"),
        ("2:a tertialet 2026", "2026-T2"),
        ("jan–apr 2026", "2026-T1"),
        ("Januari - augusti 2026", "2026-T2"),
        ("jan t.o.m. aug 2026", "2026-T2"),
        ("helår 2026", "2026"),
        ("Hela året 2026", "2026"),
        ("2026", "2026"),
        (2026, "2026"),
        (2026.0, "2026"),
        (dt.date(2026, 8, 31), "2026-T2"),
        ("2026-04-30", "2026-T1"),
        ("2026 T2", "2026-T2"),
    ],
)
def test_periods_are_understood_however_they_are_written(cell, code):
    answer = read_period(cell)
    assert (answer.value, answer.problem) == (code, None)


@pytest.mark.parametrize(
    ("cell", "code", "told"),
    [
        ("maj–aug 2026", "2026-T2", "“maj–aug 2026” was read as T2 2026, January–August."),
        ("tertial 2 2026 (maj–aug)", "2026-T2", "“tertial 2 2026 (maj–aug)” was read as T2 2026, January–August."),
        ("sep–dec 2025", "2025", "“sep–dec 2025” was read as the whole year 2025."),
        ("T3 2025", "2025", "“T3 2025” was read as the whole year 2025."),
        ("tredje tertialet 2025", "2025", "“tredje tertialet 2025” was read as the whole year 2025."),
    ],
)
def test_a_part_of_the_year_is_read_for_answers_with_a_warning_and_asked_about_for_values(cell, code, told):
    answer = read_period(cell)
    assert (answer.value, str(answer.problem), answer.severity) == (code, told, "warning")
    moment = read_moment(cell)
    assert (moment.value, moment.answered, moment.severity) == (None, False, "error")
    assert f"Write for example T2 {code[:4]} or {code[:4]}." in str(moment.problem)


@pytest.mark.parametrize(
    "cell", ["v. 42", "maj 2026", "T1/T2 2026", "Q3 2026", "snart", dt.date(2026, 5, 3), "T4 2026"]
)
def test_what_is_no_reporting_period_is_asked_about(cell):
    assert read_period(cell).value is None
    assert read_period(cell).problem is not None


def test_a_tertial_without_a_year_takes_the_year_of_the_table():
    assert read_period("T2").problem is not None
    assert read_period("T2", 2026).value == "2026-T2"


def test_a_target_year_in_a_title_is_no_period():
    assert find_period("Inga utsatta områden 2030") is None
    assert find_period("Året som gått") is None


def test_a_target_year_before_a_period_is_not_the_periods_year():
    found = find_period("Inga utsatta områden 2030, tertial 2 år 2026")
    assert found is not None
    assert found.code() == "2026-T2"
    found = find_period("Inga utsatta områden 2030 tertial 2")
    assert found is not None
    assert found.code(2026) == "2026-T2"


def test_no_obstacle_and_no_need_are_said_in_words():
    for text in ("Nej", "inga", "Inga hinder.", "–"):
        assert read_remark(text) == NO_VALUE
    assert read_remark("Nej, men nästa år").value == "Nej, men nästa år"


def test_the_rest_of_a_header_is_left_when_its_period_is_found():
    found = find_period("T1 2026 Status")
    assert found is not None
    assert (found.code(), found.rest) == ("2026-T1", "status")


@pytest.mark.parametrize(
    ("cell", "moment"),
    [("2021", "2021"), ("2018-11", "2018-11"), ("nov 2018", "2018-11"), (2021, "2021"), ("T2 2026", "2026-T2")],
)
def test_times_of_measuring_are_read_as_partial_dates(cell, moment):
    assert read_moment(cell).value == moment


def test_a_day_written_as_3_4_is_two_days_and_is_asked_about():
    assert read_moment("3/4").problem is not None


@given(st.text(max_size=200))
def test_free_text_is_kept_but_for_what_no_one_can_see(text):
    answer = read_text(text)
    if answer.value is not None:
        assert answer.value.split() == read_text(answer.value).value.split()
        assert "\r" not in answer.value
        assert "\x00" not in answer.value


def test_cells_are_written_as_a_swedish_excel_shows_them():
    assert written(1020.5) == "1020,5"
    truth: bool = True
    assert written(truth) == "SANT"
    assert written(dt.datetime(2026, 8, 31)) == "2026-08-31"
    assert written(-2) == f"{MINUS}2"


@pytest.mark.parametrize("mark", ["²", "¹", "⁴", "₀", "①"])
def test_the_mark_of_a_footnote_is_never_a_digit_of_the_figure(mark):
    for read, cell in [(read_number, "12"), (read_tkr, "12 tkr"), (read_tkr, "120"), (read_percent, "50")]:
        answer = read(cell + mark)
        assert answer.value is None
        assert answer.problem is not None
    assert read_percent(f"5{mark} %").value is None
    assert read_number("１２").value == 12


def test_marks_that_turn_the_direction_of_a_text_are_left_out():
    assert read_text("\u202efdp.exe\u202c \u2066ok\u2069").value == "fdp.exe ok"
