"""How a figure is measured: beside its yardstick, in the same run, by turns, the median of several."""

import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One line of the table. ``limit`` is a ratio to the yardstick, or seconds where there is none."""

    name: str
    ours: list[float]
    limit: float
    yardstick: list[float] | None = None
    note: str = ""

    @property
    def value(self) -> float:
        """The ratio, or the seconds."""
        middle = statistics.median(self.ours)
        return middle / statistics.median(self.yardstick) if self.yardstick else middle

    @property
    def holds(self) -> bool:
        return self.value <= self.limit


def by_turns(rounds: int, ours: Callable[[], float], yardstick: Callable[[], float]) -> tuple[list[float], list[float]]:
    """Measure both by turns, so that a busy machine hurts both alike; the first turn only warms up."""
    ours()
    yardstick()
    pairs = [(ours(), yardstick()) for _ in range(rounds)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def seconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak_memory(work: Callable[[], object]) -> int:
    """Return the most bytes that Python held in this process while ``work`` ran, by its own account."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def show_time(values: list[float]) -> str:
    """Write a median with its spread: ``182 ms (171–204)``."""
    middle, low, high = statistics.median(values), min(values), max(values)
    if middle < 1:
        return f"{middle * 1000:.1f} ms ({low * 1000:.1f}–{high * 1000:.1f})"
    return f"{middle:.2f} s ({low:.2f}–{high:.2f})"


def show_figures(figures: list[Figure]) -> str:
    """Set the table of figures in plain text."""
    rows = [["", "ours, median (spread)", "yardstick", "figure", "limit", ""]]
    for figure in figures:
        ratio = figure.yardstick is not None
        rows.append(
            [
                figure.name,
                show_time(figure.ours),
                show_time(figure.yardstick) if figure.yardstick else "",
                f"{figure.value:.2f} ×" if ratio else f"{figure.value * 1000:.1f} ms",
                f"{figure.limit:.1f} ×" if ratio else f"{figure.limit * 1000:.0f} ms",
                "holds" if figure.holds else "TOO SLOW",
            ]
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    notes = [f"  {figure.name}: {figure.note}" for figure in figures if figure.note]
    return "\n".join([*lines, "", *notes])
