"""What stands in a department's cells, and what must be said of it."""

import re
from dataclasses import replace

import openpyxl
import pytest
from support.foreign_books import answers, book_of, colour, read, told

HEADER = ["Nr", "Åtgärd", "Status", "Färg", "Klart (%)", "Utfall (tkr)", "Kommentar", "Hinder"]


def one(cells, header=HEADER):
    book = read(book_of([header, cells]))
    assert len(book.rows) == 1
    return book.rows[0]


def test_blank_zero_dash_missing_and_not_relevant_are_five_answers():
    header = ["Nr", "Åtgärd", "Klart (%)", "Utfall (tkr)", "Kommentar", "Hinder", "Avvikelse"]
    row = one(["Å-01", "Belysning", None, 0, "–", "uppgift saknas", "ej aktuellt"], header)
    assert answers(row) == {"outcome_ore": 0, "comment": None, "obstacle": None, "deviation": None}
    originals = [row.values[field].original for field in ("comment", "obstacle", "deviation")]
    assert originals == ["–", "uppgift saknas", "ej aktuellt"]


def test_the_senders_own_wording_is_kept_beside_what_was_understood():
    row = one(["Å-01", "Belysning", "klar ej i tid", "GUL", "45 %", "1\N{NO-BREAK SPACE}020,5", "Text", None])
    assert {field: (value.value, value.original, value.cell) for field, value in row.values.items()} == {
        "status": ("late", "klar ej i tid", "C2"),
        "assessment": ("yellow", "GUL", "D2"),
        "progress": (45, "45 %", "E2"),
        "outcome_ore": (102_050_000, "1\N{NO-BREAK SPACE}020,5", "F2"),
        "comment": ("Text", "Text", "G2"),
    }


@pytest.mark.parametrize("written", ["1.234", "3/4", "ungefär hälften"])
def test_what_has_two_meanings_is_asked_about_and_the_row_is_kept(written):
    row = one(["Å-01", "Belysning", "Pågår", None, written, None, None, None])
    assert answers(row) == {"status": "in_progress"}
    assert told(row.problems)[0][:2] == ("error", "E2")
    assert written in str(row.problems[0].message)


def test_fractions_and_whole_percents_are_told_apart_by_the_column():
    def column(header, *cells):
        rows = [["Nr", "Åtgärd", header], *([f"Å-0{n}", "x", cell] for n, cell in enumerate(cells, 1))]
        return [answers(row).get("progress") for row in read(book_of(rows)).rows]

    assert column("Andel klart", 0.72, 1) == [72, 100]
    assert column("Genomförandegrad (%)", 40, 1, 100) == [40, 1, 100]
    assert column("Genomförandegrad", 0.4, 1) == [40, 100]
    assert column("Andel klart", 1) == [100]
    assert column("Klart (%)", 1) == [None]
    assert column("Klart (%)", 65, "0,65") == column("Klart (%)", 65, 0.65) == [65, 65]
    assert column("Klart (%)", 65, "0.4", "40") == [65, 40, 40]
    assert column("Klart (%)", "0,65", 0.4, 1) == [65, 40, 100]


def test_a_cell_shown_as_percent_is_read_as_it_is_shown():
    book = book_of([HEADER, ["Å-01", "Belysning", None, None, 0.65], ["Å-02", "Vandring", None, None, 1]])
    for cell in ("E2", "E3"):
        book["Blad1"][cell].number_format = "0 %"
    rows = read(book).rows
    assert [row.values["progress"].value for row in rows] == [65, 100]
    assert rows[0].values["progress"].original == "65\N{NO-BREAK SPACE}%"


def test_colours_and_states_are_understood_in_each_others_columns():
    row = one(["Å-01", "Belysning", "Gul", None], ["Nr", "Åtgärd", "Status", "Kommentar"])
    assert answers(row) == {"assessment": "yellow"}
    row = one(["Å-01", "Belysning", "Bedöms uppnås", "Pågår"], ["Nr", "Åtgärd", "Bedömning", "Läge"])
    assert answers(row) == {"outlook": "expected", "status": "in_progress"}


@pytest.mark.parametrize(
    ("rgb", "word"),
    [
        *(("92D050", "green"), ("00B050", "green"), ("C6EFCE", "green"), ("FFC000", "yellow"), ("FFFF00", "yellow")),
        *(("FFEB9C", "yellow"), ("FF0000", "red"), ("FFC7CE", "red"), ("C00000", "red")),
    ],
)
def test_the_colour_of_a_cell_without_text_is_the_assessment(rgb, word):
    book = book_of([HEADER, ["Å-01", "Belysning", "Pågår"]])
    colour(book["Blad1"], "D2", rgb)
    row = read(book).rows[0]
    assert row.values["assessment"].value == word
    assert (row.values["assessment"].original, row.values["assessment"].cell) == (f"#{rgb}", "D2")
    assert told(row.problems)[0][:2] == ("notice", "D2")


def test_the_colour_of_the_status_is_the_assessment_where_none_is_written():
    book = book_of([["Nr", "Åtgärd", "Läge"], ["Å-01", "Belysning", "Pågår"]])
    colour(book["Blad1"], "C2", "FFC000")
    assert answers(read(book).rows[0]) == {"status": "in_progress", "assessment": "yellow"}


def test_colours_of_the_theme_and_the_numbered_palette_are_seen():
    book = book_of([HEADER, ["Å-01", "Belysning", "Pågår"], ["Å-02", "Vandring", "Pågår"]])
    sheet = book["Blad1"]
    theme = openpyxl.styles.colors.Color(theme=9, tint=0.4)
    sheet["D2"].fill = openpyxl.styles.PatternFill("solid", fgColor=theme)
    sheet["D3"].fill = openpyxl.styles.PatternFill("solid", fgColor=openpyxl.styles.colors.Color(indexed=10))
    assert [answers(row).get("assessment") for row in read(book).rows] == ["yellow", "red"]


@pytest.mark.parametrize("rgb", ["FFFFFF", "D9D9D9", "4472C4", "000000"])
def test_white_grey_blue_and_black_say_nothing(rgb):
    book = book_of([HEADER, ["Å-01", "Belysning", "Pågår"]])
    colour(book["Blad1"], "D2", rgb)
    assert answers(read(book).rows[0]) == {"status": "in_progress"}


def test_decoration_is_not_taken_for_an_assessment():
    book = book_of([HEADER, ["Å-01", "Belysning", "Pågår"], ["Å-02", "Vandring", "Pågår"]])
    colour(book["Blad1"], "A1:H1", "92D050")
    colour(book["Blad1"], "C2", "92D050")
    colour(book["Blad1"], "A3:H3", "FF0000")
    rows = read(book).rows
    assert [answers(row).get("assessment") for row in rows] == [None, None]
    assert "whole row" in str(rows[1].problems[0].message)


def test_a_word_and_a_colour_that_differ_are_pointed_out():
    book = book_of([HEADER, ["Å-01", "Belysning", "Pågår", "Grön"]])
    colour(book["Blad1"], "D2", "FF0000")
    row = read(book).rows[0]
    assert row.values["assessment"].value == "green"
    assert told(row.problems)[0][:2] == ("warning", "D2")


def test_formulas_without_value_and_errors_in_cells_have_their_own_messages():
    book = book_of([HEADER, ["Å-01", "Belysning", "Pågår", None, "=40+20", None, "=A9", None]])
    sheet = book["Blad1"]
    sheet["H2"] = "#REF!"
    sheet["H2"].data_type = "e"
    row = read(book).rows[0]
    assert answers(row) == {"status": "in_progress"}
    assert [(severity, cell, "calculated" in text, "#REF!" in text) for severity, cell, text in told(row.problems)] == [
        ("error", "E2", True, False),
        ("error", "G2", True, False),
        ("error", "H2", False, True),
    ]


def test_hidden_and_filtered_rows_and_sheets_are_read_with_a_notice():
    book = book_of([HEADER, ["Å-01", "Belysning", "Pågår"]], [HEADER, ["Å-02", "Vandring", "Klar"]])
    book["Blad1"].row_dimensions[2].hidden = True
    book["Blad2"].sheet_state = "hidden"
    seen = read(book)
    assert [row.code for row in seen.rows] == ["Å-01", "Å-02"]
    assert told(seen.rows[0].problems) == [
        ("notice", "2", "The row is hidden or filtered out in the workbook. It was read.")
    ]
    assert [(problem.sheet, problem.severity) for problem in seen.problems] == [("Blad2", "notice")]


def test_a_row_that_is_repeated_word_for_word_is_read_once():
    cells = ["Å-01", "Belysning", "Pågår", "Grön"]
    book = read(book_of([HEADER, cells, cells, cells]))
    assert len(book.rows) == 1
    assert [(problem.row, str(problem.message)) for problem in book.ignored] == [
        (3, "The row repeats row 2 and was read once."),
        (4, "The row repeats row 2 and was read once."),
    ]


def test_rows_that_contradict_each_other_are_both_kept_for_the_preview():
    book = read(book_of([HEADER, ["Å-01", "Belysning", "Pågår"], ["Å 1", "Belysning i stråket", "Klar"]]))
    assert [answers(row)["status"] for row in book.rows] == ["in_progress", "done"]


def test_a_text_merged_over_two_measures_is_read_for_the_first_and_pointed_out():
    book = book_of(
        [HEADER, ["Å-01", "Belysning", "Pågår", None, None, None, "Klart i höst"], ["Å-02", "Vandring", "Klar"]]
    )
    book["Blad1"].merge_cells("G2:G3")
    rows = read(book).rows
    assert answers(rows[0])["comment"] == "Klart i höst"
    assert "comment" not in answers(rows[1])
    assert told(rows[1].problems)[0][:2] == ("warning", "G3")


def test_several_texts_for_one_field_are_joined_under_their_headers():
    row = one(["Å-01", "Pågår", "Schakt klar", "Montage"], ["Nr", "Status", "Vad har gjorts?", "Nästa steg"])
    assert answers(row)["comment"] == "Schakt klar\nNästa steg: Montage"


def test_personal_data_is_masked_everywhere_and_is_an_error():
    number, phone = "19811218-9876", "070-123 45 67"
    row = one(["Å-01", f"Stöd till {number}", phone, None, None, None, f"Ring {number} eller {phone}, a.b@c.se", None])
    assert [severity for severity, _, _ in told(row.problems)].count("error") >= 4
    everything = repr(row)
    for secret in (number, "811218", "9876", phone, "123 45 67", "a.b@c.se"):
        assert secret not in everything
    assert row.values["comment"].value == "Ring •••••••• eller ••••••••, ••••••••"
    assert row.values["comment"].original == row.values["comment"].value


def test_far_formatted_cells_cost_nothing():
    book = book_of([HEADER, ["Å-01", "Belysning", "Pågår"]])
    colour(book["Blad1"], "H1048576", "92D050")
    assert len(read(book).rows) == 1


def test_a_coloured_sign_is_read_by_its_colour_and_an_uncoloured_one_is_asked_about():
    book = book_of(
        [HEADER, ["Å-01", "Belysning", "Pågår", "●"], ["Å-02", "Vandring", "Pågår", "l"], ["Å-03", "x", None, "●"]]
    )
    book["Blad1"]["D2"].font = openpyxl.styles.Font(color="FF0000")
    book["Blad1"]["D3"].font = openpyxl.styles.Font(name="Wingdings", color="00B050")
    rows = read(book).rows
    assert [answers(row).get("assessment") for row in rows] == ["red", "green", None]
    assert told(rows[2].problems)[0][:2] == ("error", "D4")


def test_crosses_under_the_colours_are_the_assessment():
    header = ["Åtgärd", "Grön", "Gul", "Röd", "Kommentar"]
    rows = [header, ["Belysning", "x", None, None, "Klart"], ["Vandring", None, "X"], ["Avhopp", None, "x", "x"]]
    seen = read(book_of(rows)).rows
    assert [answers(row).get("assessment") for row in seen] == ["green", "yellow", None]
    assert seen[0].values["assessment"].original == "Grön"
    assert told(seen[2].problems) == [("error", "D4", "More than one is ticked: Gul, Röd.")]


def test_crosses_under_the_states_are_the_status():
    rows = [["Åtgärd", "Ej påbörjad", "Pågår", "Klar"], ["Belysning", None, "✓", None], ["Vandring", None, None, 1]]
    assert [answers(row) for row in read(book_of(rows)).rows] == [{"status": "in_progress"}, {"status": "done"}]


def test_colours_to_cross_may_stand_below_a_common_header():
    book = book_of(
        [
            ["Åtgärd", "Bedömning", None, None, "Kommentar"],
            [None, "Grön", "Gul", "Röd", None],
            ["Belysning", None, "x", None, "Schakt klar"],
        ]
    )
    book["Blad1"].merge_cells("B1:D1")
    assert [answers(row) for row in read(book).rows] == [{"assessment": "yellow", "comment": "Schakt klar"}]


def test_personal_data_in_any_cell_of_the_table_is_never_repeated():
    secret = "070-123 45 67"
    header = ["Nr", "Åtgärd", "Period", "Status", "Klart (%)", "Utfall (tkr)", "Kommentar", f"Ring {secret}"]
    rows = [header, [secret] * len(header), ["Å-01", *([secret] * (len(header) - 1))]]
    rows += [["Indikator", "Period", "Värde", "Källa"], [secret] * 4, ["Trygg", "2025", secret, secret]]
    book = read(book_of(rows))
    assert book.rows
    assert book.observations
    assert "123 45 67" not in repr(replace(book, content=b""))


def test_signs_that_no_one_can_see_are_kept_of_no_cell():
    rows = [
        ["Nr", "Åtgärd", "Status", "Kommentar"],
        ["Å-_x0001_01", "Ny_x0002_ \u202eåtgärd", "fel_x0001_", "a_x0000_b"],
    ]
    (row,) = read(book_of(rows)).rows
    shown = repr((row.code, row.title, row.values, row.problems))
    assert not re.search(r"\\x0|\\u202e", shown)
    assert (row.code, row.title) == ("Å-01", "Ny åtgärd")
