"""Makes the workbooks that the departments of the demo programme returned: ``db/demo/returned/*.xlsx``.

    python packaging/make_returned_books.py

Writes our templates for tertial 2 2026, answers them as ``db/demo/returned.json`` says, and lets one department answer
in a table of its own and one write a row too many, as departments do. The result is committed: run it again only when
the templates or the demo's data change.
"""

import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from trygg_desktop.domain.words import Assessment, Outlook, Status, say
from trygg_desktop.formats import Locale
from trygg_desktop.workflows.demo import create_demo
from trygg_desktop.workflows.templates import write_templates

TARGET = ROOT / "db" / "demo" / "returned"
OWN_TABLE = "SHEM"
EST_BOOK = "EST sammanställning vecka 31 2026.xlsx"
WORDS = {"status": Status, "assessment": Assessment, "outlook": Outlook}
TEXTS = ("comment", "deviation", "corrective_action", "forecast", "obstacle", "decision_needed")
LOC = Locale("sv")
Answer = dict[str, Any]


def main() -> None:
    data = json.loads((ROOT / "db" / "demo" / "returned.json").read_text(encoding="utf-8"))
    answers: dict[str, list[Answer]] = defaultdict(list)
    for answer in data["follow_ups"]:
        answers[answer["party"]].append(answer)
    TARGET.mkdir(exist_ok=True)
    for old in TARGET.glob("*.xlsx"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        with create_demo(Path(folder) / "demo.trygg", answered=False) as project:
            books = write_templates(project, data["period"], Path(folder), LOC)
        for path in books:
            book = openpyxl.load_workbook(path)
            party = book["trygg"]["B2"].value
            if party in answers and party != OWN_TABLE:
                fill(book, party, answers[party], data["observations"])
                book.save(TARGET / path.name)
    write_own_table(answers[OWN_TABLE])
    write_est(json.loads((ROOT / "db" / "demo" / "est.json").read_text(encoding="utf-8")), areas_by_code())


def areas_by_code() -> dict[str, str]:
    programme = json.loads((ROOT / "db" / "demo" / "programme.json").read_text(encoding="utf-8"))
    return {area["code"]: area["name"] for area in programme["areas"]}


def write_est(data: dict[str, Any], areas: dict[str, str]) -> None:
    """Write EST's summary as such groups keep it: a line for each kind of event at a place, a column for each week."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "EST"
    sheet["A1"] = "EST, sammanställning per vecka. Exempeldata – inga verkliga händelser"
    sheet["A1"].font = Font(bold=True, size=14)
    weeks = [f"{week[:4]}-v{week[6:]}" for week in data["weeks"]]
    for column, head in enumerate(("Område", "Plats", "Händelsetyp", *weeks), 1):
        cell = sheet.cell(3, column, head)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DCE6E4")
    for row, series in enumerate(data["series"], 4):
        names = (areas[series["area"]], series["place"], series["event_type"])
        for column, value in enumerate((*names, *series["counts"]), 1):
            sheet.cell(row, column, value)
    for column, width in zip("ABC", (24, 18, 28), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "D4"
    book.save(TARGET / EST_BOOK)


def fill(book: openpyxl.Workbook, party: str, answers: list[Answer], observations: list[list[Any]]) -> None:
    """Answer the rows of one template."""
    sheet = book["Uppföljning"]
    columns = {str(cell.value).rpartition("/")[2]: cell.column for cell in sheet[1] if cell.value}
    rows = {sheet.cell(row, columns["code"]).value: row for row in range(5, sheet.max_row + 1)}
    for answer in answers:
        row = rows[answer["measure"]]
        for name, value in said(answer).items():
            sheet.cell(row, columns["outcome_ore" if name == "outcome_tkr" else name]).value = value
    if "Indikatorer" in book.sheetnames:
        fill_indicators(book["Indikatorer"], observations)
    if party == "KFK":
        extra = max(rows.values()) + 2
        sheet.cell(extra, columns["title"]).value = "Sommarläger för årskurs 6 (eget initiativ)"
        sheet.cell(extra, columns["status"]).value = "Genomförd"
        sheet.cell(extra, columns["comment"]).value = "Vill vi ha med i planen till nästa år"


def fill_indicators(sheet: Worksheet, observations: list[list[Any]]) -> None:
    columns = {str(cell.value).rpartition("/")[2]: cell.column for cell in sheet[1] if cell.value}
    values = {code: value for code, _, value in observations}
    for row in range(5, sheet.max_row + 1):
        if (code := sheet.cell(row, columns["code"]).value) in values:
            sheet.cell(row, columns["value"]).value = values[code]


def said(answer: Answer) -> Answer:
    """Return an answer as somebody in a department writes it: words in Swedish, numbers as numbers."""
    result: Answer = {}
    for name, value in answer.items():
        if name in WORDS:
            result[name] = LOC.t(say(WORDS[name](value)))
        elif name in (*TEXTS, "progress", "outcome_tkr"):
            result[name] = value
    return result


def write_own_table(answers: list[Answer]) -> None:
    """Write what a municipal company sends: its own headings, its own order, a sum, and a measure of its own."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Åtgärder T2"
    sheet["A1"] = "AB Sollentunahem – åtgärder tertial 2 2026"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = "Exempeldata"
    heads = ("Åtgärdsnr", "Vad vi gör", "Läge", "Trafikljus", "Klart %", "Utfall tkr", "Kommentar", "Avvikelse")
    heads += ("Korrigerande åtgärd", "Prognos helår", "Behov av beslut", "Måluppfyllelse")
    for column, head in enumerate(heads, 1):
        cell = sheet.cell(4, column, head)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DCE6E4")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    titles = {
        "Å-02": "Trygghetsvandring Malmparken",
        "Å-13": "Skalskydd i trapphus och källare",
        "Å-15": "Oriktiga hyresförhållanden",
    }
    for row, answer in enumerate(answers, 5):
        words = said(answer)
        line = (
            answer["measure"],
            titles[answer["measure"]],
            words["status"].capitalize(),
            words["assessment"].capitalize(),
            answer["progress"] / 100,
            *(words.get(name) for name in ("outcome_tkr", "comment", "deviation", "corrective_action", "forecast")),
            words.get("decision_needed"),
            words.get("outlook"),
        )
        for column, value in enumerate(line, 1):
            sheet.cell(row, column, value)
        sheet.cell(row, 5).number_format = "0 %"
    own = 5 + len(answers)
    for column, value in enumerate((None, "Nya lås i tvättstugor", "Klart", "Grön", 1, 85.5), 1):
        sheet.cell(own, column, value)
    sheet.cell(own, 5).number_format = "0 %"
    sheet.cell(own + 1, 2, "Summa")
    sheet.cell(own + 1, 6, sum(answer["outcome_tkr"] for answer in answers) + 85.5)
    for column, width in zip("ABCDEFGHIJKL", (11, 32, 12, 12, 10, 12, 40, 34, 34, 24, 20, 20), strict=True):
        sheet.column_dimensions[column].width = width
    book.save(TARGET / "Sollentunahem åtgärder T2 2026.xlsx")


if __name__ == "__main__":
    main()
