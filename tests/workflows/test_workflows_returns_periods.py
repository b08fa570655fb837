"""What the preview says of periods that a department names in its own way, and of a row that answers for several."""

from collections.abc import Sequence

from support.foreign_books import book_of, content_of

from trygg_desktop.domain.follow_up import LeftOut
from trygg_desktop.domain.indicators import Indicator
from trygg_desktop.domain.returns import ReadBook
from trygg_desktop.exchange.reading import read_book
from trygg_desktop.formats import Locale
from trygg_desktop.workflows.collect import accept_returns, preview_returns
from trygg_desktop.workflows.returns_json import preview_json


def book(*rows: Sequence[object], name: str = "Socialkontoret.xlsx") -> ReadBook:
    return read_book(content_of(book_of(rows)), name, 2026)


def test_a_file_name_that_names_a_part_of_the_year_is_read_with_a_warning(waiting):
    name = "Socialkontoret maj-aug 2026.xlsx"
    (shown,) = preview_returns(waiting, [book(["Nr", "Åtgärd", "Status"], ["Å-08", "SSPF", "Pågår"], name=name)])
    assert shown.period is not None
    assert shown.period.code == "2026-T2"
    said = [(problem.severity, str(problem.message)) for problem in shown.problems]
    assert ("warning", f"“{name}” was read as T2 2026, January–August.") in said


def test_an_unmatched_row_of_a_wide_table_is_counted_and_told_once(waiting):
    wide = book(
        ["Nr", "Åtgärd", "Status T1 2026", "Klart (%) T1 2026", "Status T2 2026", "Klart (%) T2 2026"],
        ["Å-08", "SSPF", "Pågår", 10, "Pågår", 40],
        [None, "Något helt annat som inte finns", "Pågår", 20, "Genomförd", 100],
    )
    (shown,) = preview_returns(waiting, [wide])
    assert (shown.summary.unmatched, len(shown.unmatched)) == (1, 2)
    (told,) = preview_json([shown], Locale("en"))
    assert told["unmatched"] == ["Något helt annat som inte finns"]
    texts = [problem["message"] for problem in told["problems"] if problem["row"] == 3]
    assert texts == ["“Något helt annat som inte finns” is no measure of the plan."]
    assert sum(problem.row == 3 for problem in shown.all_problems) == 1
    accept_returns(waiting, [shown])
    (left,) = waiting.all(LeftOut, "row = 3")
    assert left.original == "Något helt annat som inte finns · Pågår · 20 · Genomförd · 100"


def test_a_fraction_for_an_indicator_in_percent_is_doubted_where_its_other_values_are_above_one(waiting):
    indicator = next(one for one in waiting.all(Indicator) if one.unit == "procent")
    rows = [["Indikator", "Period", "Värde"], [indicator.name, "2023", 61], [indicator.name, "2025", "0,65"]]
    (shown,) = preview_returns(waiting, [book(*rows, name="Indikatorer.xlsx")])
    doubted = next(seen for seen in shown.observations if seen.on == "2025")
    assert (doubted.new, doubted.state) == (0.65, "new")
    ((severity, text),) = [(problem.severity, Locale("sv").t(problem.message)) for problem in doubted.problems]
    assert severity == "warning"
    assert text == ("”0,65” lästes som 0,65 procent, men indikatorns andra värden är över 1. Skriv 65, eller 0,65 %.")
    assert [problem.cell for problem in doubted.problems] == ["C3"]
    for written in ("0,725", 0.725):
        rows[2][2] = written
        (shown,) = preview_returns(waiting, [book(*rows, name="Indikatorer.xlsx")])
        ((problem,),) = [seen.problems for seen in shown.observations if seen.on == "2025"]
        assert Locale("sv").t(problem.message).endswith("Skriv 72,5, eller 0,725 %.")
    rows[2][2] = "0,65 %"
    (shown,) = preview_returns(waiting, [book(*rows, name="Indikatorer.xlsx")])
    assert [seen.problems for seen in shown.observations] == [(), ()]
