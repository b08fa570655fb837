"""Small counts are not shown to the public: they may point at somebody.

In the public version, counts from 1 to 4 are not shown, and with them as many other counts of the same row and column
as are needed so that none of them can be worked out from the sums. What is not shown is marked “..”.
"""

from collections.abc import Iterator, Sequence

from trygg_desktop.messages import N_

LEAST = 5
"""The least count above zero that is shown."""
HIDDEN = ".."
RULE = N_(
    "In the public version, counts from 1 to 4 are not shown, and with them as many other counts of the same row and"
    " column as are needed so that none of them can be worked out from the sums. What is not shown is marked “..”."
)

Counts = Sequence[Sequence[int | None]]
"""Rows of counts; ``None`` where nothing was counted."""


def is_small(count: int | None) -> bool:
    """Tell whether a count is one that is not shown."""
    return count is not None and 0 < count < LEAST


def find_hidden(counts: Counts) -> frozenset[tuple[int, int]]:
    """Return the cells (row, column) that are not shown in a table whose rows and columns have sums.

    Small cells, and for a row or column with a single hidden cell its smallest other one above zero (else the smallest
    there is), until no row or column has just one: then no sum gives a hidden cell away. A line with nothing else to
    hide is summed in ``hides_sum``.
    """
    hidden = {(r, c) for r, row in enumerate(counts) for c, count in enumerate(row) if is_small(count)}
    while True:
        lonely = [line for line in _lines(counts) if len(hidden.intersection(line)) == 1]
        added = next((cell for line in lonely if (cell := _smallest(counts, hidden, line)) is not None), None)
        if added is None:
            return frozenset(hidden)
        hidden.add(added)


def hides_sum(counts: Counts, hidden: frozenset[tuple[int, int]]) -> tuple[frozenset[int], frozenset[int], bool]:
    """Return the rows and the columns whose sums would give a hidden cell away, or are small themselves, and whether
    the sum of all would.
    """
    rows = {r for r, row in enumerate(counts) if sum((r, c) in hidden for c in range(len(row))) == 1}
    columns = {c for c in range(_width(counts)) if sum((r, c) in hidden for r in range(len(counts))) == 1}
    rows |= {r for r, row in enumerate(counts) if is_small(_sum(row))}
    columns |= {c for c in range(_width(counts)) if is_small(_sum(row[c] for row in counts))}
    whole = _sum(count for row in counts for count in row)
    return frozenset(rows), frozenset(columns), bool(len(rows) == 1 or len(columns) == 1 or is_small(whole))


def _sum(counts: Iterator[int | None] | Sequence[int | None]) -> int:
    return sum(count or 0 for count in counts)


def _width(counts: Counts) -> int:
    return max((len(row) for row in counts), default=0)


def _lines(counts: Counts) -> Iterator[list[tuple[int, int]]]:
    """Yield the cells of every row and every column."""
    yield from ([(r, c) for c in range(len(row))] for r, row in enumerate(counts))
    yield from ([(r, c) for r in range(len(counts))] for c in range(_width(counts)))


def _smallest(counts: Counts, hidden: set[tuple[int, int]], line: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the cell of a line that is hidden next: the smallest above zero, else a zero."""
    shown = [(count, r, c) for r, c in line if (r, c) not in hidden and (count := counts[r][c]) is not None]
    if not shown:
        return None
    _, row, column = min(shown, key=lambda cell: (cell[0] == 0, cell))
    return row, column
