"""Jobs for the worker process: plain functions of an importable module."""

import os
import time
from collections.abc import Sequence

from trygg_desktop.errors import WorkbookRefused
from trygg_desktop.jobs import Report
from trygg_desktop.messages import N_


def add(report: Report, a: int, b: int) -> int:
    report(1, 2, N_("Starting …"))
    return a + b


def refuse(report: Report, name: str) -> None:
    raise WorkbookRefused("{file} is a folder. Give a file name.", file=name)


def fail(report: Report) -> None:
    raise ZeroDivisionError("on purpose")


def sleep(report: Report) -> None:
    report(0, 1, N_("Starting …"))
    time.sleep(600)


def squares(report: Report, count: int, share: tuple[int, int]) -> list[int]:
    number, shares = share
    mine = range(count * number // shares, count * (number + 1) // shares)
    report(0, len(mine), N_("Starting …"))
    return [n * n for n in mine]


def refuse_the_last(report: Report, share: tuple[int, int]) -> list[int]:
    number, shares = share
    if number + 1 == shares:
        refuse(report, "a.xlsx")
    time.sleep(600)
    return []


def sleep_together(report: Report, share: tuple[int, int]) -> list[int]:
    time.sleep(600)
    return []


def join(shares: Sequence[list[int]]) -> list[int]:
    return [one for share in shares for one in share]


def die(report: Report) -> None:
    os._exit(3)


def hoard(report: Report) -> int:
    return len(bytearray(4 << 30))


def loaded_libraries(report: Report) -> list[str]:
    import sys

    return sorted({name.partition(".")[0] for name in sys.modules} & {"PySide6", "shiboken6", "pyqtgraph"})


def fail_share(report: Report, paths: Sequence[str], year: int | None, share: tuple[int, int]) -> None:
    raise ZeroDivisionError("on purpose")
