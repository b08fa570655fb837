"""Forty departments' workbooks of fifty rows each, answered, and the project they belong to."""

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl

from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.periods import make_period
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.words import Assessment, Level, PartyKind, Status, say
from trygg_desktop.formats import Locale
from trygg_desktop.messages import N_
from trygg_desktop.store.opening import create_project
from trygg_desktop.workflows.templates import write_templates

PERIOD = "2026-T2"
PARTIES, MEASURES_EACH = 40, 50


def plain_title(number: int) -> str:
    return f"Åtgärd {number} för trygghet vid torg, skola och centrum"


def make_project(file: Path, title: Callable[[int], str] = plain_title) -> None:
    """Make a project where every party is responsible for as many measures, called by ``title`` of their number."""
    with create_project(file, "Mätprogram") as project, project.change(N_("Fill in")) as step:
        step.add(make_period(PERIOD))
        step.add_all(
            [
                Party(id=n, code=f"P{n:02}", name=f"Förvaltning {n}", kind=PartyKind.SOFT, position=n)
                for n in range(1, PARTIES + 1)
            ]
        )
        step.add_all(
            [
                Measure(
                    code=f"Å-{n:04}",
                    title=title(n),
                    party_id=1 + (n - 1) // MEASURES_EACH,
                    level=Level.SAFETY,
                    start_date=date(2024, 1, 1),
                    end_date=date(2030, 12, 31),
                )
                for n in range(1, PARTIES * MEASURES_EACH + 1)
            ]
        )


def make_books(project_file: Path, folder: Path) -> list[Path]:
    """Write the templates and answer every row, as the departments would."""
    from trygg_desktop.store.opening import open_project

    chance = random.Random(2030)
    loc = Locale("sv")
    with open_project(project_file) as project:
        paths = write_templates(project, PERIOD, folder, loc)
    words = [loc.t(say(status)) for status in Status], [loc.t(say(assessment)) for assessment in Assessment]
    for path in paths:
        book = openpyxl.load_workbook(path)
        sheet = book[loc.t("Follow-up")]
        columns = {str(cell.value).rpartition("/")[2]: cell.column for cell in sheet[1] if cell.value}
        for row in range(5, sheet.max_row + 1):
            if not sheet.cell(row, columns["code"]).value:
                continue
            sheet.cell(row, columns["status"]).value = chance.choice(words[0])
            sheet.cell(row, columns["assessment"]).value = chance.choice(words[1])
            sheet.cell(row, columns["progress"]).value = chance.randrange(0, 101, 5)
            sheet.cell(row, columns["outcome_ore"]).value = chance.randrange(0, 5_000) / 10
            sheet.cell(row, columns["comment"]).value = "Arbetet följer planen och har förankrats i gruppen. " * 2
            sheet.cell(row, columns["forecast"]).value = "Klart till årsskiftet"
        book.save(path)
    return paths
