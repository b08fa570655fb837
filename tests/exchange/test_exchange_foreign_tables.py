"""Wherever a department puts its table, and however it arranges the columns, the rows are found."""

import pytest
from support.foreign_books import answers, book_of, read, told

from trygg_desktop.domain.headers import Field, read_heading

HEADER = ["Nr", "Åtgärd", "Status", "Genomförandegrad (%)", "Kommentar"]
ROW = ["Å-01", "Belysning", "Pågår", 40, "Schakt klar"]
READ = {"status": "in_progress", "progress": 40, "comment": "Schakt klar"}


def test_a_header_below_titles_and_blank_rows_is_found():
    rows = [
        ["Natur och teknik – uppföljning"],
        [None, "Tertial 2 2026"],
        [],
        ["Ifylld av: enhetschef"],
        [],
        HEADER,
        ROW,
    ]
    book = read(book_of(rows))
    assert [(row.row, row.code, row.title, row.period) for row in book.rows] == [(7, "Å-01", "Belysning", "2026-T2")]
    assert answers(book.rows[0]) == READ
    assert book.rows[0].values["progress"].cell == "D7"


def test_an_empty_first_column_does_no_harm():
    book = read(book_of([[None, *HEADER], [None, *ROW]]))
    assert answers(book.rows[0]) == READ


def test_headers_are_known_in_spite_of_line_breaks_hyphens_case_and_slips():
    header = ["ÅTGÄRDS-\nID", "insats:", "Läge ", "Genomförande-\ngrad", "Komentarer"]
    assert answers(read(book_of([header, ROW])).rows[0]) == READ


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Vad har gjorts?", Field.COMMENT),
        ("Orsak till\navvikelse", Field.DEVIATION),
        ("Åtgärd vid avvikelse", Field.CORRECTIVE_ACTION),
        ("Helårsprognos", Field.FORECAST),
        ("Prognos vid årets slut", Field.FORECAST),
        ("Målbedömning", Field.OUTLOOK),
        ("Behov av beslut i styrgruppen", Field.DECISION_NEEDED),
        ("Ev. hinder för samverkan", Field.OBSTACLE),
        ("Utfall T2 2026 (tkr)", Field.OUTCOME),
        ("Status (grön/gul/röd)", Field.ASSESSMENT),
        ("Klart (%)", Field.PROGRESS),
        ("Ansvarig för åtgärden", Field.PLAN),
        ("Kommentar till status", Field.COMMENT),
        ("Ring BID", None),
    ],
)
def test_headers_say_what_their_column_holds(text, field):
    assert read_heading(text).field == field


def test_a_column_for_each_period_gives_a_row_for_each_answered_period():
    header = [
        "Åtgärd",
        "T1 2026 Status",
        "T1 2026 Kommentar",
        "T2 2026 Status",
        "T2 2026 Kommentar",
        "Helår 2026 Status",
    ]
    book = read(book_of([header, ["Belysning", "Ej påbörjad", None, "Pågår", "Schakt klar", None]]))
    assert [(row.period, answers(row)) for row in book.rows] == [
        ("2026-T1", {"status": "not_started"}),
        ("2026-T2", {"status": "in_progress", "comment": "Schakt klar"}),
    ]


@pytest.mark.parametrize("merged", [True, False])
def test_two_header_rows_with_the_periods_above_are_read_together(merged):
    rows = [
        [None, None, "Tertial 1 2026", None, "Tertial 2 2026", None],
        ["Nr", "Åtgärd", "Status", "Kommentar", "Status", "Kommentar"],
        ["Å-01", "Belysning", "Ej påbörjad", None, "Pågår", "Schakt klar"],
    ]
    workbook = book_of(rows)
    if merged:
        workbook["Blad1"].merge_cells("C1:D1")
        workbook["Blad1"].merge_cells("E1:F1")
    book = read(workbook)
    assert [(row.period, answers(row)) for row in book.rows] == [
        ("2026-T1", {"status": "not_started"}),
        ("2026-T2", {"status": "in_progress", "comment": "Schakt klar"}),
    ]


def test_headers_merged_over_two_rows_stand_beside_grouped_ones():
    workbook = book_of(
        [
            ["Nr", "Åtgärd", "Uppföljning T2 2026", None, "Ekonomi", None],
            [None, None, "Status", "Kommentar", "Budget (tkr)", "Utfall (tkr)"],
            ["Å-01", "Belysning", "Pågår", "Schakt klar", 1850, 920],
        ]
    )
    for area in ("A1:A2", "B1:B2", "C1:D1", "E1:F1"):
        workbook["Blad1"].merge_cells(area)
    book = read(workbook)
    assert [(row.code, row.period, answers(row)) for row in book.rows] == [
        ("Å-01", "2026-T2", {"status": "in_progress", "comment": "Schakt klar", "outcome_ore": 92_000_000})
    ]


def test_units_on_a_row_below_the_headers_belong_to_them():
    rows = [["Åtgärd", "Status", "Utfall", "Klart"], [None, None, "(mnkr)", "%"], ["Belysning", "Pågår", "1,5", 40]]
    assert answers(read(book_of(rows)).rows[0]) == {"status": "in_progress", "outcome_ore": 150_000_000, "progress": 40}


def test_periods_without_a_year_take_the_year_named_above_the_table():
    rows = [["Helår 2025"], [], ["Åtgärd", "Status T1", "Status T2"], ["Belysning", "Pågår", "Klar"]]
    assert [row.period for row in read(book_of(rows)).rows] == ["2025-T1", "2025-T2"]


def test_columns_named_only_by_their_period_hold_the_status():
    rows = [["Åtgärd", "T1 2026", "T2 2026"], ["Belysning", "gul", "Klar"]]
    book = read(book_of(rows))
    assert [(row.period, answers(row)) for row in book.rows] == [
        ("2026-T1", {"assessment": "yellow"}),
        ("2026-T2", {"status": "done"}),
    ]


def test_a_row_for_each_period_is_read_with_names_that_are_not_repeated():
    rows = [
        ["Nr", "Åtgärd", "Tertial", "Status"],
        ["Å-01", "Belysning", "T1", "Ej påbörjad"],
        [None, None, "T2", "Pågår"],
        ["Å-02", "Vandring", "jan–aug 2026", "Klar"],
    ]
    book = read(book_of(rows))
    assert [(row.code, row.period, answers(row)["status"]) for row in book.rows] == [
        ("Å-01", "2026-T1", "not_started"),
        ("Å-01", "2026-T2", "in_progress"),
        ("Å-02", "2026-T2", "done"),
    ]


def test_merged_names_belong_to_all_their_rows():
    workbook = book_of([["Åtgärd", "Period", "Status"], ["Belysning", "T1 2026", "Pågår"], [None, "T2 2026", "Klar"]])
    workbook["Blad1"].merge_cells("A2:A3")
    assert [(row.title, row.period) for row in read(workbook).rows] == [
        ("Belysning", "2026-T1"),
        ("Belysning", "2026-T2"),
    ]


def test_a_period_that_cannot_be_read_gives_no_values_and_a_question():
    rows = [["Åtgärd", "Period", "Status"], ["Belysning", "v. 42", "Pågår"]]
    row = read(book_of(rows)).rows[0]
    assert row.values == {}
    assert told(row.problems)[0][:2] == ("error", "B2")


def test_several_tables_under_each_other_are_all_read():
    rows = [["Edsberg"], HEADER, ROW, [], ["Malmvägen"], HEADER, ["Å-02", "Vandring", "Klar", 100, "Bokad"]]
    book = read(book_of(rows))
    assert [row.code for row in book.rows] == ["Å-01", "Å-02"]


def test_several_sheets_are_read_and_sheets_of_notes_are_named():
    book = read(book_of([HEADER, ROW], [["Ring BID"], [None, "på tisdag"]], names=["Edsberg", "Anteckningar"]))
    assert book.sheets == ("Edsberg",)
    assert [(problem.sheet, problem.severity) for problem in book.ignored] == [("Anteckningar", "notice")]


def test_the_sheet_names_the_period_when_nothing_else_does():
    book = read(book_of([HEADER, ROW], [HEADER, ROW], names=["T1 2026", "T2 2026"]))
    assert [row.period for row in book.rows] == ["2026-T1", "2026-T2"]


def test_the_name_of_the_file_is_left_to_the_leader_who_may_know_better():
    assert read(book_of([HEADER, ROW]), name="Uppföljning T2-2026.xlsx").rows[0].period == ""
    rows = [["Åtgärd", "Status T1"], ["Belysning", "Pågår"]]
    assert read(book_of(rows), name="Uppföljning T2-2025.xlsx").rows[0].period == "2025-T1"


def test_sums_headings_blank_rows_and_nameless_rows_are_left_out_and_listed():
    rows = [
        HEADER,
        ["Edsbergs centrum"],
        ROW,
        [],
        [None, None, "Pågår"],
        ["Summa", None, None, 40],
        [None, "Totalt:", None, 40],
    ]
    book = read(book_of(rows))
    assert [row.row for row in book.rows] == [3]
    assert [(problem.row, problem.severity) for problem in book.ignored] == [
        (2, "notice"),
        (5, "warning"),
        (6, "notice"),
        (7, "notice"),
    ]


def test_left_out_columns_are_named():
    rows = [["Åtgärd", "Ansvarig", "Budget (tkr)", "Färdknapp", "Status"], ["Belysning", "Chef", 10, "x", "Pågår"]]
    texts = [str(problem.message) for problem in read(book_of(rows)).ignored]
    assert any("Ansvarig, Budget (tkr)" in text for text in texts)
    assert any("Färdknapp" in text for text in texts)


def test_a_measure_without_answers_is_a_row_that_changes_nothing():
    book = read(book_of([HEADER, ["Å-01", "Belysning"], [*ROW[:2], "–", None, None]]))
    assert book.rows[0].values == {}
    assert answers(book.rows[1]) == {"status": None}


def test_a_code_before_the_title_is_taken_for_the_code():
    row = read(book_of([["Åtgärd", "Status"], ["Å-01 Belysning", "Pågår"]])).rows[0]
    assert (row.code, row.title) == ("Å-01", "Belysning")


def test_the_measure_is_found_where_its_column_has_no_header():
    rows = [[None, "Status", "Färg", "Kommentar"], ["Belysning", "Pågår", "Grön", "Schakt klar"]]
    assert [(row.title, answers(row)["assessment"]) for row in read(book_of(rows)).rows] == [("Belysning", "green")]


def test_a_workbook_without_any_table_says_so():
    book = read(book_of([["Hej!"], ["Vi återkommer."]]))
    assert book.rows == ()
    assert [problem.severity for problem in book.problems] == ["error"]


def test_a_table_with_known_words_here_and_there_is_not_taken_for_a_follow_up():
    rows = [["Measures", "AAA", "BBB", "CCC", "DDD", "EEE", 2000, "Results"], ["x", 1, 2, 3, 4, 5, 6, 7]]
    assert read(book_of(rows)).rows == ()


def test_a_lone_year_in_a_header_is_the_reports_own_year():
    rows = [["Tertial 2 2026"], ["Åtgärd", "Status 2026", "Helårsprognos 2026"], ["Belysning", "Pågår", "Håller"]]
    book = read(book_of(rows))
    assert [(row.period, answers(row)) for row in book.rows] == [
        ("2026-T2", {"status": "in_progress", "forecast": "Håller"})
    ]


def test_the_last_day_of_a_period_in_a_header_names_it():
    rows = [["Åtgärd", "Status 2026-04-30", "Status 2026-08-31"], ["Belysning", "Pågår", "Klar"]]
    assert [row.period for row in read(book_of(rows)).rows] == ["2026-T1", "2026-T2"]


def test_tertial_and_year_may_stand_in_columns_of_their_own():
    rows = [["Åtgärd", "År", "Tertial", "Status"], ["Belysning", 2025, "T1", "Pågår"], ["Belysning", 2026, 2, "Klar"]]
    book = read(book_of(rows))
    assert [row.period for row in book.rows] == ["2025-T1", "2026-T2"]


def test_prose_below_status_is_a_comment():
    text = "Vi har tillsammans med skolan gått igenom rutinerna och väntar på besked."
    rows = [
        ["Åtgärd", "Status", "Färg"],
        ["Belysning", text, "Gul"],
        ["Vandring", "Höstens vandring är bokad till v. 42.", "Grön"],
    ]
    assert [answers(row) for row in read(book_of(rows)).rows] == [
        {"comment": text, "assessment": "yellow"},
        {"comment": "Höstens vandring är bokad till v. 42.", "assessment": "green"},
    ]


def test_figures_below_deviation_and_forecast_are_money_and_left_out():
    rows = [
        ["Åtgärd", "Status", "Budget", "Utfall (tkr)", "Prognos", "Avvikelse"],
        ["Belysning", "Pågår", 10, 5, 10, 0],
    ]
    book = read(book_of(rows))
    assert answers(book.rows[0]) == {"status": "in_progress", "outcome_ore": 500_000}
    assert "Budget, Prognos, Avvikelse" in str(book.ignored[0].message)


def test_a_title_with_two_periods_names_none():
    rows = [["Uppföljning T1–T2 2026"], HEADER, ROW]
    assert read(book_of(rows)).rows[0].period == ""


def test_answers_for_a_part_of_the_year_are_read_with_a_warning_wherever_the_part_is_named():
    header = ["Nr", "Åtgärd", "Status"]
    dated = read(book_of([[*header, "Period"], ["Å-01", "Belysning", "Pågår", "T3 2025"]]))
    assert [(row.period, told(row.problems)) for row in dated.rows] == [
        ("2025", [("warning", "D2", "“T3 2025” was read as the whole year 2025.")])
    ]
    wide = read(book_of([[*header[:2], "Status maj–aug 2026"], ["Å-01", "Belysning", "Pågår"]]))
    assert [row.period for row in wide.rows] == ["2026-T2"]
    assert ("warning", "C1", "“Status maj–aug 2026” was read as T2 2026, January–August.") in told(wide.problems)
    titled = read(book_of([["Uppföljning sep–dec 2025"], [], header, ["Å-01", "Belysning", "Pågår"]]))
    assert [row.period for row in titled.rows] == ["2025"]
    assert "“Uppföljning sep–dec 2025” was read as the whole year 2025." in [
        text for _, _, text in told(titled.problems)
    ]


SHARES_OF_MONEY = [
    "Upparbetat %",
    "Utfall %",
    "Förbrukat %",
    "Utfall i procent av budget",
    "Budgetutfall %",
    "Förbrukat (andel)",
    "Andel förbrukat",
    "Andel av budget",
    "Andel upparbetat (%)",
    "Procent förbrukat",
]


@pytest.mark.parametrize("header", SHARES_OF_MONEY)
def test_a_share_of_the_money_is_neither_an_amount_nor_how_much_is_done_but_asked_about(header):
    book = read(book_of([["Nr", "Åtgärd", "Status", header], ["Å-01", "Belysning", "Pågår", 35]]))
    assert answers(book.rows[0]) == {"status": "in_progress"}
    [sheet] = book.interpretation.sheets
    assert [(column.header, column.taken_for) for column in sheet.columns if column.letter == "D"] == [(header, "")]


def test_a_share_below_the_group_of_the_outcome_is_not_an_amount():
    rows = [["Nr", "Åtgärd", "Status", "Utfall", None], [None, None, None, "tkr", "%"]]
    made = book_of([*rows, ["Å-01", "Belysning", "Pågår", 120, 35]])
    made.active.merge_cells("D1:E1")
    assert answers(read(made).rows[0]) == {"status": "in_progress", "outcome_ore": 12_000_000}


def test_an_outcome_in_percent_is_the_value_of_an_indicator():
    [seen] = read(book_of([["Indikator", "Period", "Utfall (%)"], ["Trygghet", "2026-T1", 62]])).observations
    assert seen.value == 62


@pytest.mark.parametrize(
    "header", ["Färdig %", "Färdigt (%)", "Klar (%)", "Klar %", "Andel klart", "Klart %", "% färdig"]
)
def test_how_much_is_done_is_told_in_many_words(header):
    assert read_heading(header).field is Field.PROGRESS


@pytest.mark.parametrize("header", ["Klart", "Klar senast", "Färdig", "Utfall (tkr)", "Utfall tkr (% av budget)"])
def test_what_says_no_share_keeps_its_meaning(header):
    assert read_heading(header).field in (None, Field.PLAN, Field.OUTCOME)
    assert not read_heading(header).is_share_of_money


@pytest.mark.parametrize(
    ("header", "one", "other", "field"),
    [
        ("Status", "Pågår", "Genomförd", "status"),
        ("Bedömning", "Grön", "Röd", "assessment"),
        ("Utfall", 1, 2, "outcome_ore"),
    ],
)
def test_two_columns_of_one_name_that_differ_are_asked_about_and_neither_is_taken(header, one, other, field):
    rows = [["Nr", "Åtgärd", header, header, "Kommentar"]]
    rows += [
        ["Å-01", "Belysning", one, other, "a"],
        ["Å-02", "Staket", one, one, "b"],
        ["Å-03", "Bänk", None, one, "c"],
    ]
    book = read(book_of(rows))
    differ, alike, half = book.rows
    for row, cell in ((differ, "C2"), (half, "C4")):
        assert field not in row.values
        assert told(row.problems) == [
            (
                "error",
                cell,
                f"The columns {header} (C), {header} (D) ask for the same and say different things here. "
                "Write which is right.",
            )
        ]
    assert alike.values[field].cell == "C3"
    assert not alike.problems
    notices = [str(problem.message) for problem in book.ignored]
    assert any(f"{header} (C), {header} (D)" in notice for notice in notices)
    assert not any("not part of the follow-up" in notice for notice in notices)
