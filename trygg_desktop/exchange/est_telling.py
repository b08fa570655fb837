"""Tells a table of counts from a list of single events in the same columns: dwellings, or a story beside each one."""

import re

from trygg_desktop.domain.answers import plain
from trygg_desktop.domain.est_headers import EstField, read_est_heading
from trygg_desktop.exchange.est_tables import EstTable
from trygg_desktop.exchange.foreign_grid import Grid

_DWELLING = re.compile(r"(?<![a-zåäö])(?:lgh|lägenhet)(?:nr|[\s.:,-]){0,5}\d", re.I)
_FEWEST_WORDS = 4
"""How many words make a sentence; the names of places and of groups are shorter."""


def tells_of_single_events(grid: Grid, table: EstTable) -> bool:
    """Tell whether a table of counts holds the number of a dwelling, or only ones with a story beside each."""
    rows = range(table.header + 1, len(grid.table) + 1)
    return any(_names_dwelling(grid, row) for row in rows) or _tells_beside_ones(grid, table)


def _names_dwelling(grid: Grid, row: int) -> bool:
    cells = (grid.value(row, column) for column in grid.filled(row))
    return any(isinstance(cell, str) and bool(_DWELLING.search(cell)) for cell in cells)


def _tells_beside_ones(grid: Grid, table: EstTable) -> bool:
    figures = [column.index for column in table.figures]
    counted = [
        row
        for row in range(table.header + 1, len(grid.table) + 1)
        if any(grid.value(row, index) is not None for index in figures) and not _adds_up(grid, row)
    ]
    values = (grid.value(row, index) for row in counted for index in figures)
    if len(counted) < 2 or any(plain(str(value)) not in ("1", "1.0") for value in values if value is not None):
        return False
    read = {*figures, *(column.index for column in table.columns)}
    others = {index for row in counted for index in grid.filled(row)} - read
    return any(_holds_sentences([grid.text(row, index) for row in counted]) for index in others)


def _adds_up(grid: Grid, row: int) -> bool:
    return any(read_est_heading(grid.text(row, column)) is EstField.SUM for column in grid.filled(row)[:6])


def _holds_sentences(texts: list[str]) -> bool:
    """Tell whether most texts of a column are sentences, and most of those are unlike each other."""
    filled = [text for text in texts if text.strip()]
    sentences = [plain(text) for text in filled if len(re.findall(r"[^\W\d_]{2,}", text)) >= _FEWEST_WORDS]
    unlike = len(set(sentences))
    return unlike > 1 and len(sentences) * 2 >= len(filled) and unlike * 2 > len(sentences)
