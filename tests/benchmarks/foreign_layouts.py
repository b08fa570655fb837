"""The same forty departments in their own workbooks: five layouts of fifty rows, and one sheet of 20,000 rows."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
from many_books import MEASURES_EACH, PARTIES
from openpyxl.styles import PatternFill

WORDS = ("Ej påbörjad", "pågår", "Klart", "försenad", "Inställd")
COLOURS = (("Grön", "92D050"), ("gul", "FFC000"), ("Röd", "FF0000"))
COMMENT = "Arbetet följer planen och har förankrats i gruppen. " * 2
_KINDS = """Belysning Trygghetsvandringar Klottersanering Fältarbete Platssamverkan Upprustning Grannstöd Läxhjälp
Nattvandring Föräldrastöd Hembesök Kameror Värdskap Fritidsverksamhet Beskärning Skolnärvaro Medling Avhopparstöd
Lotsning Sommarjobb"""
_PLACES = """Malmparken Bibliotekstorget Edsbergsskolan Rotebroplan Norrvikenstråket Häggviksgången Turebergstorget
Silverdalsbadet Vikhallen Viby gångtunneln pendeltågsstationen busstorget idrottsplatsen ungdomsgården kvarnbacken
sjöpromenaden köpcentret kyrkbacken ängsgården"""
KINDS, PLACES = _KINDS.split(), _PLACES.split()
GROUPS = ("barn", "ungdomar", "boende", "näringsidkare", "föreningar", "föräldrar")
YEARS = range(2020, 2030)


def measure_code(number: int) -> str:
    return f"Å-{number:04}"


def measure_title(number: int) -> str:
    """Return one of 2,000 titles that share their words, as those of a real plan do."""
    kind, place, group = number % len(KINDS), number // len(KINDS) % len(PLACES), number // 400
    return f"{KINDS[kind]} vid {PLACES[place]} för {GROUPS[group % len(GROUPS)]}"


def _by_code(sheet: Any, numbers: range, chance: random.Random) -> None:
    """A title, a blank column, the header on row 4, figures as the department writes them."""
    sheet.append([None, "Uppföljning tertial 2 2026"])
    sheet.append([])
    sheet.append([])
    sheet.append(
        [None, "Nr", "Åtgärd", "Status", "Bedömning", "Andel klart\n(%)", "Utfall (tkr)", "Kommentar", "Prognos"]
    )
    for number in numbers:
        done = f"{chance.randrange(0, 101, 5)} %"
        spent = f"1\N{NO-BREAK SPACE}{chance.randrange(100, 999)},5"
        row = [None, f"A {number}", measure_title(number), chance.choice(WORDS), chance.choice(COLOURS)[0], done, spent]
        sheet.append([*row, COMMENT, "Klart till årsskiftet"])
    sheet.append([None, "Summa", None, None, None, None, 99])


def _coloured(sheet: Any, numbers: range, chance: random.Random) -> None:
    """No numbers, the assessment as a colour, a merged heading."""
    sheet.append(["Lägesrapport T2 2026"])
    sheet.merge_cells("A1:F1")
    sheet.append(["Åtgärd", "Läge", "Bedömning", "Färdigställandegrad", "Vad har hänt?", "Avvikelse"])
    for number in numbers:
        sheet.append(
            [measure_title(number), chance.choice(WORDS), None, chance.randrange(0, 101, 5) / 100, COMMENT, "–"]
        )
        sheet.cell(sheet.max_row, 3).fill = PatternFill("solid", fgColor=chance.choice(COLOURS)[1])
        sheet.cell(sheet.max_row, 4).number_format = "0%"


def _wide(sheet: Any, numbers: range, chance: random.Random) -> None:
    """Two header rows and a column of each kind for each tertial."""
    sheet.append(["Nr", "Aktivitet", "T1 2026", None, "T2 2026", None, "Kommentar"])
    sheet.append([None, None, "Status", "Andel klart", "Status", "Andel klart", None])
    sheet.merge_cells("C1:D1")
    sheet.merge_cells("E1:F1")
    for number in numbers:
        first = [chance.choice(WORDS), chance.randrange(0, 50, 5)]
        sheet.append(
            [
                measure_code(number),
                measure_title(number),
                *first,
                chance.choice(WORDS),
                chance.randrange(50, 101),
                COMMENT,
            ]
        )


def _long(sheet: Any, numbers: range, chance: random.Random) -> None:
    """A row for each measure and period."""
    sheet.append(["Period", "Åtgärdsnummer", "Benämning", "Status", "Bedömning", "Kommentar"])
    for number in numbers:
        sheet.append(
            ["jan–aug 2026", measure_code(number), None, chance.choice(WORDS), chance.choice(COLOURS)[0], COMMENT]
        )


def _slips(sheet: Any, numbers: range, chance: random.Random) -> None:
    """Titles written a little otherwise, ticks under the colours, rows of other things in between."""
    sheet.append(["Åtgärd", "Grön", "Gul", "Röd", "Kommentar T2 2026"])
    for number in numbers:
        ticks: list[str | None] = [None, None, None]
        ticks[chance.randrange(3)] = "x"
        sheet.append([f"{measure_title(number).replace(' vid ', ' i ')}.", *ticks, COMMENT])
        if number % 10 == 0:
            sheet.append(["Annat arbete på kontoret som inte hör till planen", "x", None, None, "Pågår"])


LAYOUTS: tuple[Callable[[Any, range, random.Random], None], ...] = (_by_code, _coloured, _wide, _long, _slips)


def make_foreign_books(folder: Path) -> list[Path]:
    """Write a workbook for each party, the layouts by turns, a sheet of notes in each."""
    chance = random.Random(2030)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for party in range(PARTIES):
        book = openpyxl.Workbook()
        notes = book.active
        assert notes is not None
        notes.title = "Läs mig"
        notes.append(["Fyll i arket och skicka tillbaka det."])
        numbers = range(1 + party * MEASURES_EACH, 1 + (party + 1) * MEASURES_EACH)
        LAYOUTS[party % len(LAYOUTS)](book.create_sheet("Uppföljning"), numbers, chance)
        paths.append(folder / f"Förvaltning {party + 1} T2 2026.xlsx")
        book.save(paths[-1])
    return paths


def make_large_sheet(path: Path, rows: int) -> Path:
    """Write one sheet with a row for each measure and year, every tenth of a thing that the plan does not have."""
    chance = random.Random(2030)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Uppföljning")
    sheet.append(["Period", "Nr", "Åtgärd", "Status", "Bedömning", "Andel klart (%)", "Utfall (tkr)", "Kommentar"])
    for row in _large_rows(chance, rows):
        sheet.append(row)
    book.save(path)
    return path


def _large_rows(chance: random.Random, rows: int) -> Iterator[list[object]]:
    for place in range(rows):
        number = 1 + place % (PARTIES * MEASURES_EACH)
        year = YEARS[place // (PARTIES * MEASURES_EACH) % len(YEARS)]
        known = place % 10 != 9
        named = [measure_code(number), measure_title(number)] if known else [None, f"Eget arbete {place} på kontoret"]
        answers = [
            chance.choice(WORDS),
            chance.choice(COLOURS)[0],
            chance.randrange(0, 101, 5),
            chance.randrange(5_000) / 10,
        ]
        yield [f"helår {year}", *named, *answers, COMMENT]
