"""Where the cells say plainly what the header does not, the cells decide, and the leader is told."""

import pytest
from support.foreign_books import answers, book_of, content_of, read, told

from trygg_desktop.domain.interpretation import Hints
from trygg_desktop.domain.reading_rules import column_key
from trygg_desktop.exchange.foreign_reading import read_foreign
from trygg_desktop.exchange.opening import OpenedBook

HEADER = ["Nr", "Åtgärd", "Klart", "Hur går det?"]
ROWS = [
    ["Å-01", "Belysning", "65 %", "Rullar på"],
    ["Å-02", "Parken", "ca hälften", "Ej startat"],
    ["Å-03", "Skolvägar", "100 %", "Pågående"],
]


def test_statuses_and_shares_are_read_though_their_headers_say_comment_and_date():
    book = read(book_of([HEADER, *ROWS]))
    assert [answers(row).get("status") for row in book.rows] == ["in_progress", "not_started", "in_progress"]
    assert [answers(row).get("progress") for row in book.rows] == [65, None, 100]
    assert [cell for severity, cell, _ in told(book.rows[1].problems) if severity == "error"] == ["C3"]
    warnings = [(cell, text) for severity, cell, text in told(book.problems) if severity == "warning"]
    assert [cell for cell, _ in warnings] == ["C1", "D1"]
    assert "“Klart” was read as Share done" in warnings[0][1]
    assert "“Hur går det?” was read as Status" in warnings[1][1]
    columns = book.interpretation.sheets[0].columns
    assert [(column.letter, column.taken_for) for column in columns if column.by_cells] == [
        ("C", "progress"),
        ("D", "status"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["Å-01", "Belysning", "2026-09-30", "Vi väntar på besked"], ["Å-02", "Parken", "v. 42", "Klart i höst"]],
        [["Å-01", "Belysning", 65, "Schakt klar, kabel dras"], ["Å-02", "Parken", 40, "Löper på som det ska"]],
    ],
)
def test_dates_and_prose_stay_what_their_headers_say(rows):
    book = read(book_of([HEADER, *rows]))
    assert [row.values["comment"].value for row in book.rows] == [row[3] for row in rows]
    assert not any({"status", "progress"} & answers(row).keys() for row in book.rows)
    assert not [problem for problem in book.problems if problem.severity == "warning"]


def test_a_column_with_its_own_header_is_never_overruled():
    header = ["Nr", "Åtgärd", "Status", "Andel klart (%)", "Hur går det?", "Klart"]
    book = read(book_of([header, ["Å-01", "Belysning", "Klar", 40, "Pågår", "65 %"]]))
    assert answers(book.rows[0]) == {"status": "done", "progress": 40, "comment": "Pågår"}


@pytest.mark.parametrize("header", ["Målnivå", "Andel av budget", "Tjänst"])
def test_what_plainly_is_something_else_is_no_answer(header):
    book = read(book_of([["Nr", "Åtgärd", header, "Kommentar"], *[[*row[:3], "Löper på"] for row in ROWS]]))
    assert not any("progress" in answers(row) for row in book.rows)


def test_what_the_leader_said_of_a_column_stands():
    content = content_of(book_of([HEADER, *ROWS]))
    hints = Hints(columns={column_key("Hur går det?"): "comment", column_key("Klart"): ""})
    book = read_foreign(OpenedBook(content, "Bok.xlsx"), None, hints)
    assert [answers(row) for row in book.rows] == [{"comment": row[3]} for row in ROWS]
