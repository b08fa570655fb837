"""How the list *Att rätta* of a correction file is known again, so that it is never read as data."""

from trygg_desktop.exchange.foreign_grid import Grid
from trygg_desktop.exchange.template_stamp import CORRECTIONS_MARK
from trygg_desktop.messages import N_

LIST_NOT_READ = N_("The sheet lists what was to be corrected. It is not read.")
_SEARCHED = 5


def is_fault_list(grid: Grid) -> bool:
    """Tell whether a sheet is the list of a correction file, wherever its mark has been moved to at the top left."""
    return any(
        grid.text(row, column) == CORRECTIONS_MARK
        for row in range(1, _SEARCHED + 1)
        for column in range(1, _SEARCHED + 1)
    )
