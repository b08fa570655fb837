"""Account (J6): hand the programme's data over in an open format."""

from pathlib import Path

from trygg_desktop.domain.fields import name_record
from trygg_desktop.exchange.export import ExportTable, write_tables
from trygg_desktop.formats import Locale
from trygg_desktop.messages import N_
from trygg_desktop.store.export_reading import read_tables
from trygg_desktop.store.project import Project

_OTHER_TABLES = {
    "change": N_("row before and after a step"),
    "change_set": N_("step of work"),
    "counter": N_("latest number given"),
    "file": N_("kept file"),
    "format": N_("format of the project file"),
}


def export_tables(project: Project, path: Path, loc: Locale) -> None:
    """Write every table of the project to one .xlsx: a sheet each, field names as header, values as stored.

    The first sheet lists them, and says so when the figures are examples.
    The contents of kept files are left out; their names, sizes and SHA-256 are listed.
    Raises ``OutputRefused`` when the file cannot be written.
    """
    tables = [ExportTable(table.name, table.fields, table.rows) for table in read_tables(project)]
    rows: list[tuple[str, str, int | None]] = [
        (table.name, loc.t(_OTHER_TABLES.get(table.name) or name_record(table.name)), len(table.rows))
        for table in tables
    ]
    if project.programme.is_example:
        made_up = loc.t("Figures and assessments are made up where no source is given.")
        rows.insert(0, (loc.t("Example data"), made_up, None))
    contents = ExportTable(
        loc.t("Contents"),
        (loc.t("Sheet"), loc.t("Holds"), loc.t("Rows")),
        rows,
    )
    write_tables(path, [contents, *tables], loc.t("Long texts"))
