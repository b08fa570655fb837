"""What the program is made of: the libraries it carries, their versions, and the terms they come under."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

_CARRIED = (
    "PySide6-Essentials",
    "shiboken6",
    "sqlite-utils",
    "sqlite-fts4",
    "pyqtgraph",
    "numpy",
    "reportlab",
    "pillow",
    "pikepdf",
    "pypdfium2",
    "openpyxl",
    "et_xmlfile",
    "defusedxml",
    "python-calamine",
    "Babel",
    "ttf-opensans",
    "QtAwesome",
    "QtPy",
    "platformdirs",
    "click",
    "pluggy",
    "tabulate",
    "icalendar",
    "python-dateutil",
    "typing_extensions",
    "tzdata",
    "lxml",
)
"""The libraries of the pyproject file and what these bring along, as far as it is installed."""
_KNOWN = {"PySide6-Essentials": "LGPL-3.0-only", "shiboken6": "LGPL-3.0-only", "ttf-opensans": "Apache-2.0"}
"""Terms of libraries whose metadata do not name them plainly."""


@dataclass(frozen=True, slots=True)
class Component:
    """A library: its name, version, the short name of its licence, and the licence itself as far as it came along."""

    name: str
    version: str
    licence: str
    text: str


def list_components() -> list[Component]:
    """Return the libraries that this installation carries, by name."""
    found = []
    for name in _CARRIED:
        try:
            found.append(_describe(name, distribution(name)))
        except PackageNotFoundError:
            continue
    return sorted(found, key=lambda component: component.name.casefold())


def _describe(name: str, carried: Distribution) -> Component:
    facts = carried.metadata
    said = {field: facts[field] for field in ("License-Expression", "License") if field in facts}
    plain = _KNOWN.get(name) or said.get("License-Expression")
    written = plain or _classified(facts.get_all("Classifier") or []) or said.get("License", "")
    return Component(name, carried.version, written.splitlines()[0][:60] if written else "", _licence_text(carried))


def _classified(classifiers: Sequence[str]) -> str:
    names = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License :: ")]
    return ", ".join(name for name in names if name != "OSI Approved")


def _licence_text(carried: Distribution) -> str:
    for file in carried.files or []:
        if file.name.upper().startswith(("LICEN", "COPYING")) and "dist-info" in str(file):
            try:
                return file.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                continue
    return ""
