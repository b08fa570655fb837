"""Workbooks as departments write them, each of its own kind: every row is read with its answers, the rest is named."""

import datetime as dt
import shutil
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from support.foreign_books import answers, book_of, content_of, convert, read, told

from trygg_desktop.domain.returns import ReadBook
from trygg_desktop.domain.words import Assessment, Status

DONE, GOING, WAITING = Status.DONE, Status.IN_PROGRESS, Status.NOT_STARTED


def rows_of(book: ReadBook) -> list[tuple[str, str, str, dict[str, object]]]:
    return [(row.code, row.title, row.period, answers(row)) for row in book.rows]


def left_out(book: ReadBook) -> list[int]:
    """Return the rows that were left out; each is named with its reason."""
    return [problem.row for problem in book.ignored if problem.row]


def culture() -> openpyxl.Workbook:
    """Two header rows with merged periods above, a running number, words of its own, a sum row."""
    book = book_of(
        [
            ["Uppföljning kultur och fritid"],
            [],
            ["Nr", "Åtgärd", "T1 2026", None, "T2 2026", None, None],
            [None, None, "Läge", "Kommentar", "Läge", "Andel klart", "Kommentar"],
            [1, "Öppen fritidsgård", "ej startat", None, "löper på", "40 %", "Två kvällar"],
            [2, "Kulturlov", "klart", "ok", "avslutad", 1, "Summerat"],
            ["Summa", None, None, None, None, 0.7, None],
        ]
    )
    for area in ("C3:D3", "E3:G3", "A3:A4", "B3:B4"):
        book.worksheets[0].merge_cells(area)
    return book


CULTURE = [
    ("1", "Öppen fritidsgård", "2026-T1", {"status": WAITING}),
    ("1", "Öppen fritidsgård", "2026-T2", {"status": GOING, "progress": 40, "comment": "Två kvällar"}),
    ("2", "Kulturlov", "2026-T1", {"status": DONE, "comment": "ok"}),
    ("2", "Kulturlov", "2026-T2", {"status": DONE, "progress": 100, "comment": "Summerat"}),
]


def test_two_header_rows_with_merged_tertials():
    book = read(culture(), "Kultur.xlsx")
    assert rows_of(book) == CULTURE
    assert left_out(book) == [7]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_the_same_workbook_saved_by_another_program_says_the_same(kind, tmp_path):
    book = read(convert(content_of(culture()), kind, tmp_path), f"Kultur.{kind}")
    assert [(code, title, period) for code, title, period, _ in rows_of(book)] == [row[:3] for row in CULTURE]
    assert [values.get("status") for *_, values in rows_of(book)] == [row[3].get("status") for row in CULTURE]


def test_the_period_as_the_sheets_name():
    table = [["Insats", "Status", "Vad har gjorts"], ["Å-08 SSPF", "pågår", "Grupper"], ["Å-09 TREFAS", "klart", None]]
    notes = [["Att tänka på"], ["Ring samordnaren före fredag"]]
    book = read(book_of(table, table, notes, names=("T1 2026", "T2 2026", "Anteckningar")))
    assert [(row[0], row[2]) for row in rows_of(book)] == [
        ("Å-08", "2026-T1"),
        ("Å-09", "2026-T1"),
        ("Å-08", "2026-T2"),
        ("Å-09", "2026-T2"),
    ]
    assert [problem.sheet for problem in book.ignored] == ["Anteckningar"]
    assert [(sheet.name, sheet.is_read) for sheet in book.interpretation.sheets] == [
        ("T1 2026", True),
        ("T2 2026", True),
        ("Anteckningar", False),
    ]


def test_titles_above_headings_between_hidden_rows_and_a_blank_first_column():
    book = book_of(
        [
            [],
            [None, "Räddningstjänsten, lägesrapport januari–augusti 2026"],
            [None, "Inlämnad av: enhetschef"],
            [],
            [None, "Åtgärd", "Läge", "%", "Vad har vi gjort?", "Avvikelse", "Hinder"],
            [None, "BRANDFÖREBYGGANDE"],
            [None, "Å-17: Hembesök om brandsäkerhet", "Löper på", "65 %", "210 besök", "nej", "Tolk saknas"],
            [None, "A 6 – Klottersanering", "Ej startat", 0, "–", "Upphandling överklagad", None],
            [None, "ÖVRIGT"],
            [None, "Kurs i hjärt-lungräddning", "Avslutad", "100 %", "2 kurser", None, None],
            [],
            [None, "Totalt", None, "58 %"],
        ]
    )
    book.worksheets[0].row_dimensions[8].hidden = True
    seen = read(book, "Raddning.xlsx")
    assert rows_of(seen) == [
        (
            "Å-17",
            "Hembesök om brandsäkerhet",
            "2026-T2",
            {"status": GOING, "progress": 65, "comment": "210 besök", "deviation": None, "obstacle": "Tolk saknas"},
        ),
        (
            "A-6",
            "Klottersanering",
            "2026-T2",
            {"status": WAITING, "progress": 0, "comment": None, "deviation": "Upphandling överklagad"},
        ),
        ("", "Kurs i hjärt-lungräddning", "2026-T2", {"status": DONE, "progress": 100, "comment": "2 kurser"}),
    ]
    assert told(seen.rows[1].problems) == [
        ("notice", "8", "The row is hidden or filtered out in the workbook. It was read.")
    ]
    assert left_out(seen) == [6, 9, 12]


def test_coloured_signs_shares_shown_as_percent_kronor_and_two_columns_of_comments():
    book = book_of(
        [
            ["Id", "Insats", "Trafikljus", "Färdiggrad", "Utfall kr", "Senast uppdaterad", "Kommentar", "Analys"],
            ["Å-07", "Resursteam", "●", 0.4, 1_250_000, dt.date(2026, 8, 30), "Team på plats", "Frånvaron ner"],
            ["Å-18", "Skolgård", "●", 0.85, 0, dt.date(2026, 8, 30), "Bygge klart", None],
        ]
    )
    sheet = book.worksheets[0]
    for cell, colour in (("C2", "FFFFC000"), ("C3", "FF00B050")):
        sheet[cell].font = Font(color=colour)
    for cell in ("D2", "D3"):
        sheet[cell].number_format = "0%"
    assert [row[3] for row in rows_of(read(book))] == [
        {
            "progress": 40,
            "outcome_ore": 125_000_000,
            "comment": "Team på plats\nAnalys: Frånvaron ner",
            "assessment": Assessment.YELLOW,
        },
        {"progress": 85, "outcome_ore": 0, "comment": "Bygge klart", "assessment": Assessment.GREEN},
    ]


def test_a_title_in_two_columns_with_own_words_for_everything():
    book = book_of(
        [
            ["Huvudaktivitet", "Delaktivitet", "Ansvarig", "Status", "Beskriv läget med egna ord", "Kostnad (kr)"],
            ["Trygga skolvägar", "Belysning gångtunnel", "Teknik", "ej startat", "väntar", "12 500"],
            [None, "Klippning", "Teknik", "i full gång", "ok", 0],
            ["Summa", None, None, None, None, 12500],
        ]
    )
    seen = read(book)
    assert rows_of(seen) == [
        ("", "Trygga skolvägar", "", {"status": WAITING, "comment": "väntar", "outcome_ore": 1_250_000}),
        ("", "Klippning", "", {"status": GOING, "comment": "ok", "outcome_ore": 0}),
    ]
    assert seen.rows[0].also == ("Belysning gångtunnel",)
    assert left_out(seen) == [4]


def test_one_column_for_each_state_ticked():
    book = book_of(
        [
            ["Åtgärd", "Ej påbörjad", "Pågår", "Klar", "Kommentar"],
            ["Å-01 Belysning", "x", None, None, "a"],
            ["Å-02 Siktröjning", None, "X", None, "b"],
            ["Å-03 Klippning", None, "x", "x", "c"],
        ]
    )
    seen = read(book)
    assert [row[3].get("status") for row in rows_of(seen)] == [WAITING, GOING, None]
    assert told(seen.rows[2].problems) == [("error", "D4", "More than one is ticked: Pågår, Klar.")]


def test_a_row_for_each_tertial_with_year_beside_it_millions_and_estimates():
    book = book_of(
        [
            ["Tertial", "År", "Åtgärdsnummer", "Benämning", "Läge", "Andel färdigt", "Ekonomiskt utfall (mnkr)"],
            ["T1", 2026, 8, "SSPF-struktur", "På gång", "ca 30 %", "0,4"],
            ["2", 2026, 8, "SSPF-struktur", "Klart", "100", "0,9"],
            ["T2", 2026, 10, "Avhopparstöd", "Pausad", "50-60 %", "1.250"],
        ]
    )
    seen = read(book)
    assert rows_of(seen) == [
        ("8", "SSPF-struktur", "2026-T1", {"status": GOING, "progress": 30, "outcome_ore": 40_000_000}),
        ("8", "SSPF-struktur", "2026-T2", {"status": DONE, "progress": 100, "outcome_ore": 90_000_000}),
        ("10", "Avhopparstöd", "2026-T2", {}),
    ]
    assert [problem.cell for problem in seen.rows[2].problems] == ["E4", "F4", "G4"]
    assert [(asked.text, asked.choices) for asked in seen.interpretation.open_questions] == [
        ("Pausad", ()),
        ("1.250", ("1,250", "1\N{NO-BREAK SPACE}250")),
    ]


def test_groups_above_the_headers_budget_beside_outcome_and_not_applicable():
    book = book_of(
        [
            ["Åtgärd", None, "Genomförande", None, "Ekonomi", None, "Fritext"],
            ["Nr", "Benämning", "Status", "Grad (%)", "Budget (tkr)", "Utfall (tkr)", "Kommentar"],
            ["Å-14", "Gemensam tillsyn", "I full gång", 55, 400, "210", "Åtta tillsyner"],
            ["Å-15", "Hyresförhållanden", "Ej igångsatt", None, 0, "ej aktuellt", None],
        ]
    )
    for area in ("A1:B1", "C1:D1", "E1:F1"):
        book.worksheets[0].merge_cells(area)
    assert [row[3] for row in rows_of(read(book))] == [
        {"status": GOING, "progress": 55, "outcome_ore": 21_000_000, "comment": "Åtta tillsyner"},
        {"status": WAITING, "outcome_ore": None},
    ]


def test_a_column_for_each_tertial_under_numbered_titles():
    book = book_of(
        [
            ["Åtgärd", "Ansvarig", "Nuläge T1", "Nuläge T2", "Nuläge helår", "Bedömning T2", "Kommentar T2"],
            ["5. Trygghetskameror", "LPO", "Påbörjat", "Rullar på", None, "Grön", "Sex kameror"],
            ["4. Ordningsvakter", "LPO", "Avslutat", None, None, None, None],
        ]
    )
    assert rows_of(read(book)) == [
        ("5", "Trygghetskameror", "2026-T1", {"status": GOING}),
        (
            "5",
            "Trygghetskameror",
            "2026-T2",
            {"status": GOING, "assessment": Assessment.GREEN, "comment": "Sex kameror"},
        ),
        ("4", "Ordningsvakter", "2026-T1", {"status": DONE}),
    ]


def test_questions_as_headers():
    book = book_of(
        [
            ["Åtgärder enligt plan", "Hur går det?", "Färg", "Behöver styrgruppen besluta något?"],
            ["Platsvärdar", "Värdar på plats hela sommaren", "gul", "Ja, om förlängning"],
            ["Ordningsvakter", "Upphandlat", "grön", "Nej"],
        ]
    )
    assert [row[3] for row in rows_of(read(book))] == [
        {
            "comment": "Värdar på plats hela sommaren",
            "assessment": Assessment.YELLOW,
            "decision_needed": "Ja, om förlängning",
        },
        {"comment": "Upphandlat", "assessment": Assessment.GREEN, "decision_needed": None},
    ]


def test_formulas_without_value_and_errors_each_say_what_they_are(tmp_path):
    book = book_of(
        [
            ["Nr", "Åtgärd", "Status", "Klart %", "Utfall tkr"],
            ["Å-01", "Belysning", "pågår", "=SUM(1,2)", "=#REF!"],
            ["Å-13", "Trapphus", "klart", 100, "1 020,5"],
        ]
    )
    uncalculated = read(book)
    assert [(severity, cell) for severity, cell, _ in told(uncalculated.rows[0].problems)] == [
        ("error", "D2"),
        ("error", "E2"),
    ]
    assert answers(uncalculated.rows[1]) == {"status": DONE, "progress": 100, "outcome_ore": 102_050_000}
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    calculated = read(convert(content_of(book), "xlsx", Path(tmp_path)))
    assert answers(calculated.rows[0]) == {"status": GOING, "progress": 3}
    assert told(calculated.rows[0].problems) == [("error", "E2", "Excel shows the error #REF! here.")]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("klart, ej startat, löper på, avslutad", (DONE, WAITING, GOING, DONE)),
        ("Löper på enl. plan, rullar på, på gång, igångsatt", (GOING, GOING, GOING, GOING)),
        ("implementerad, i drift, verkställt, Avslutat", (DONE, DONE, DONE, DONE)),
        ("ej igångsatt, ej uppstartad, planeras, i startgroparna", (WAITING, WAITING, WAITING, WAITING)),
        ("släpar, efter tidplan, avförd, läggs ned", (Status.LATE, Status.LATE, Status.CANCELLED, Status.CANCELLED)),
        ("pausad, vilande, klar 2027, pågår ej enligt plan", (None, None, None, None)),
    ],
)
def test_words_for_the_state_mean_one_thing_or_are_asked_about(words, status):
    table = [["Nr", "Åtgärd", "Status"]]
    table += [[f"Å-0{place}", "Åtgärd", word] for place, word in enumerate(words.split(", "), 1)]
    seen = read(book_of(table))
    assert tuple(answers(row).get("status") for row in seen.rows) == status
    assert len(seen.interpretation.open_questions) == status.count(None)
