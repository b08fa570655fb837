"""EST's counts as a table: places or kinds of event down, weeks or thirds of years across.

The rule (``RULE``) stands in the same words under both tables and in the guide.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from trygg_desktop.domain.est_weeks import third_of, weeks_of
from trygg_desktop.messages import N_

RULE = N_(
    "A field adds up what was reported for its week or its third of the year; the stronger the tint, the more. A dash "
    "says that nothing was reported, never a zero: only a reported zero is a zero. A week belongs to the month of its "
    "Thursday. A third of the year says how many of its weeks were reported; ▲ marks one that is not whole, whose sum "
    "is not to be set beside a whole one's."
)
Down = Literal["place", "type"]


@dataclass(frozen=True, slots=True)
class EstWeek:
    """What was counted of one kind of event at one place in one week. ``area_id`` is 0 for no area."""

    week: str
    area_id: int
    place: str
    event_type: str
    count: int
    id: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EstLine:
    """One line: a place of an area, or a kind of event in it. ``cells`` hold the counts of each column."""

    id: int
    area_id: int
    name: str
    cells: tuple[tuple[EstWeek, ...], ...]

    @property
    def counts(self) -> list[EstWeek]:
        """All counts of the line, in the order of its columns."""
        return [count for cell in self.cells for count in cell]

    @property
    def sums(self) -> tuple[int | None, ...]:
        """The sum of each column, ``None`` where nothing was reported."""
        return tuple(sum_of(cell) for cell in self.cells)

    @property
    def total(self) -> int | None:
        """The sum of what was reported."""
        return sum_of(self.counts)

    @property
    def weeks(self) -> int:
        """For how many weeks something was reported."""
        return len({count.week for count in self.counts})


def sum_of(counts: Iterable[EstWeek]) -> int | None:
    """Add up what was reported; ``None`` when nothing was."""
    numbers = [count.count for count in counts]
    return sum(numbers) if numbers else None


def make_lines(
    counts: Sequence[EstWeek], columns: Sequence[str], column_of: Callable[[str], str], down: Down
) -> list[EstLine]:
    """Return the lines of a table in the order the counts come; counts of other columns are left out.

    ``column_of`` gives the column of a week: the week itself, or its third of the year.
    """
    places = {column: number for number, column in enumerate(columns)}
    cells: dict[tuple[int, str], list[list[EstWeek]]] = defaultdict(lambda: [[] for _ in columns])
    for count in counts:
        number = places.get(column_of(count.week))
        if number is not None:
            cells[count.area_id, count.place if down == "place" else count.event_type][number].append(count)
    return [
        EstLine(id=number, area_id=area_id, name=name, cells=tuple(tuple(cell) for cell in found))
        for number, ((area_id, name), found) in enumerate(cells.items(), 1)
    ]


def weeks_reported(counts: Iterable[EstWeek], third: str) -> tuple[int, int]:
    """Return for how many weeks of a third of the year anything was reported, and how many weeks it has."""
    every = weeks_of(third)
    return len({count.week for count in counts} & set(every)), len(every)


def thirds_between(first: str, last: str) -> list[str]:
    """Return the thirds of years from that of the week ``first`` to that of the week ``last``."""
    begin, end = third_of(first), third_of(last)
    every = [f"{year}-{number}" for year in range(int(begin[:4]), int(end[:4]) + 1) for number in (1, 2, 3)]
    return [third for third in every if begin <= third <= end]
