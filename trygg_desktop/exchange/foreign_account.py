"""An account of how a department's workbook was understood: what its columns were taken for, which words were asked."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from trygg_desktop.domain.answers import shorten
from trygg_desktop.domain.headers import Field
from trygg_desktop.domain.interpretation import ColumnReading, Question
from trygg_desktop.domain.privacy import mask
from trygg_desktop.domain.reading_rules import column_key, word_key
from trygg_desktop.exchange.foreign_columns import Column, Table
from trygg_desktop.exchange.foreign_grid import Grid
from trygg_desktop.exchange.sheet_marks import column_name

_SAMPLES = 3
_SAMPLED_ROWS = 60
_MOST_COLUMNS = 60
_MOST_CELLS = 50


def account_for_columns(grid: Grid, table: Table) -> tuple[ColumnReading, ...]:
    """Return the columns of a table from left to right, with what each was taken for."""
    read = {column.index for column in (*table.columns, *table.ticks, *table.titles)}
    everything = (*table.columns, *table.ticks, *table.titles, *table.left_out, *table.unknown)
    everything += tuple(rival for _, rival in table.rivals)
    return tuple(
        ColumnReading(
            letter=column_name(column.index),
            header=shorten(mask(column.header), 80),
            key=column_key(column.header),
            taken_for=column.field.value if column.field and column.index in read else "",
            period=_period_of(column) if column.index in read else "",
            sample=tuple(islice(_samples(grid, table, column.index), _SAMPLES)),
            is_ruled=column.is_said,
            of_indicators=table.kind == "indicators",
            by_cells=column.by_cells,
        )
        for column in sorted(everything, key=lambda column: column.index)[:_MOST_COLUMNS]
        if column.header
    )


def _period_of(column: Column) -> str:
    return column.period.code() if column.period and column.field != Field.FORECAST else ""


def _samples(grid: Grid, table: Table, index: int) -> Iterator[str]:
    seen = set()
    for row in range(table.first, min(table.last, table.first + _SAMPLED_ROWS) + 1):
        text = shorten(mask(grid.shown(row, index)), 40)
        if text and text not in seen:
            seen.add(text)
            yield text


def gather_questions(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return equal questions as one, with all their cells; open ones first."""
    gathered: dict[tuple[str, str, str], Question] = {}
    for asked in questions:
        key = (asked.sheet, asked.field, word_key(asked.text))
        before = gathered.get(key)
        cells = (*before.cells, *asked.cells)[:_MOST_CELLS] if before else asked.cells
        gathered[key] = replace(before or asked, cells=cells)
    return tuple(sorted(gathered.values(), key=lambda asked: asked.is_ruled))
