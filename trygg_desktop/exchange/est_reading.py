"""The EST sheets of a workbook: counts per week, area, place and kind of event. Lists of single events are refused."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from trygg_desktop.domain.answers import shorten
from trygg_desktop.domain.returns import Problem, ReadEst
from trygg_desktop.errors import WorkbookRefused
from trygg_desktop.exchange.est_rows import EstRows, Naming, title_of, titles_of
from trygg_desktop.exchange.est_tables import find_est_table
from trygg_desktop.exchange.est_telling import tells_of_single_events
from trygg_desktop.exchange.foreign_grid import Grid
from trygg_desktop.messages import N_, NN_

_MOST_NAMED_ROWS = 200


@dataclass(slots=True)
class EstSheet:
    """What one sheet holds of counts and of cells that say there is none, what was left out of it, and what concerns
    it as a whole.
    """

    counts: list[ReadEst] = field(default_factory=list)
    gaps: list[ReadEst] = field(default_factory=list)
    ignored: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_est_sheet(grid: Grid, file_name: str, stem: str, year: int | None) -> EstSheet | None:
    """Read a sheet of EST's counts; ``None`` when it holds none. ``year`` is for weeks that nothing gives a year.

    Raises ``WorkbookRefused`` for a sheet that lists single events or names persons: nothing of such a workbook is read
    or kept.
    """
    table = find_est_table(grid, f"{stem} {grid.name}")
    if table is None:
        return None
    if table.kind == "events" or tells_of_single_events(grid, table):
        raise WorkbookRefused(
            "{file}, sheet {sheet}, lists single events. Only counts are read, never single events or persons. Ask EST "
            "for a summary with the columns Vecka, Område, Plats, Händelsetyp and Antal, without persons, times of day "
            "and descriptions, or take the sheet out.",
            file=file_name,
            sheet=grid.name,
        )
    titles = list(titles_of(grid, table))
    naming = Naming(texts=[*titles, grid.name, stem], title=title_of(grid, table), year=year)
    reader = EstRows(grid, table, naming)
    reader.read()
    sheet = EstSheet(
        counts=reader.counts,
        gaps=reader.gaps,
        ignored=reader.ignored[:_MOST_NAMED_ROWS],
        problems=reader.problems,
    )
    if len(reader.ignored) > _MOST_NAMED_ROWS:
        more = len(reader.ignored) - _MOST_NAMED_ROWS
        message = NN_("{n} more row was left out.", "{n} more rows were left out.", more)
        sheet.ignored.append(Problem(severity="notice", message=message, sheet=grid.name))
    _name_columns(sheet, grid, [column.header for column in table.left_out])
    if grid.hidden:
        message = N_("The sheet is hidden in the workbook. It was read.")
        sheet.problems.append(Problem(severity="notice", message=message, sheet=grid.name))
    return sheet


def _name_columns(sheet: EstSheet, grid: Grid, headers: Sequence[str]) -> None:
    names = [shorten(header, 40) for header in dict.fromkeys(headers)]
    if names:
        columns = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")
        message = N_("These columns hold no counts and were left out: {columns}.", columns=columns)
        sheet.ignored.append(Problem(severity="notice", message=message, sheet=grid.name))
