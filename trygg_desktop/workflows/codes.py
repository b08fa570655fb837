"""Codes such as Å-19 are given once and never again, whatever is removed or undone."""

import re

from trygg_desktop.store.plan_reading import used_codes
from trygg_desktop.store.project import Project
from trygg_desktop.store.step import Step


def take_code(project: Project, step: Step, table: str, prefix: str, digits: int = 1, series: str = "") -> str:
    """Return the next code of a table's series, such as ``Å-19``; one that any row ever had is not given again.

    ``series`` names a series of its own within the table, such as the causes of one problem.
    """
    pattern = re.compile(rf"{re.escape(prefix)}(\d+)")
    taken = [found[1] for code in used_codes(project, table) if (found := pattern.fullmatch(code))]
    return f"{prefix}{step.take_code(series or table, taken):0{digits}}"
