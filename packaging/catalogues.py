"""The program's texts: collected from the code, checked against the Swedish, and compiled to one catalogue.

Each room of the house keeps its Swedish in ``resources/translations/sv/<room>.po``; the program reads
``resources/translations/sv.mo``, which is made here and never committed.

    python packaging/catalogues.py compile     make sv.mo
    python packaging/catalogues.py check       name every text without Swedish, every stale or differing one
    python packaging/catalogues.py missing     print what is missing as .po entries, ready to be filled in
"""

import argparse
import ast
import itertools
import string
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "trygg_desktop"
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGE = "sv"
SINGLE = {"t", "N_", "Message", "UserError", "FileRefused", "WorkbookRefused", "OutputRefused"}
COUNTED = {"tn", "NN_"}
"""The calls whose literal texts are shown to people; the second kind takes singular and plural."""

Texts = tuple[str, ...]
"""One text, or singular and plural."""


@dataclass(frozen=True)
class Entry:
    """One Swedish text and the file it stands in."""

    source: Texts
    swedish: Texts
    file: str
    line: int
    fuzzy: bool = False


def collect_texts(package: Path = PACKAGE) -> dict[Texts, list[str]]:
    """Return every text of the code with the places (``file:line``) that use it."""
    found: dict[Texts, list[str]] = {}
    for path in sorted(package.rglob("*.py")):
        place = path.relative_to(package.parent).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                for texts in _texts_of(node):
                    found.setdefault(texts, []).append(f"{place}:{node.lineno}")
    return found


def _texts_of(call: ast.Call) -> Iterator[Texts]:
    """Return the literal texts of a call; of a choice (``a if … else b``) both."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in COUNTED and len(call.args) > 1:
        yield from itertools.product(_literals(call.args[0]), _literals(call.args[1]))
    elif name in SINGLE and call.args:
        yield from ((text,) for text in _literals(call.args[0]))


def _literals(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) and node.value else []
    return [*_literals(node.body), *_literals(node.orelse)] if isinstance(node, ast.IfExp) else []


def read_entries(folder: Path = TRANSLATIONS / LANGUAGE) -> list[Entry]:
    """Return all translated texts of the rooms' files."""
    return [entry for path in sorted(folder.glob("*.po")) for entry in _read(path)]


def _read(path: Path) -> Iterator[Entry]:
    with path.open("rb") as file:
        catalogue = read_po(file, locale=LANGUAGE, charset="utf-8")
    for message in catalogue:
        if message.id:
            yield Entry(_texts(message.id), _texts(message.string), path.name, message.lineno or 0, message.fuzzy)


def _texts(value: str | Iterable[str] | None) -> Texts:
    return (value or "",) if value is None or isinstance(value, str) else tuple(value)


def find_problems(texts: dict[Texts, list[str]], entries: list[Entry]) -> list[str]:
    """Return in words what keeps the Swedish from being complete and right."""
    problems: list[str] = []
    known: dict[str, Entry] = {}
    for entry in entries:
        where = f"{entry.file}:{entry.line}"
        first = known.setdefault(entry.source[0], entry)
        if entry.source not in texts:
            problems.append(f"{where}: stale, no code says {entry.source[0]!r}")
        elif entry.fuzzy or not all(entry.swedish):
            problems.append(f"{where}: no Swedish for {entry.source[0]!r}")
        elif not _same_places(entry):
            problems.append(f"{where}: other {{places}} than the English: {entry.source!r} → {entry.swedish!r}")
        if first.swedish != entry.swedish:
            problems.append(
                f"{where}: {entry.source[0]!r} is {entry.swedish!r} here, {first.swedish!r} in {first.file}"
            )
    translated = {entry.source for entry in entries}
    problems += [
        f"{places[0]}: no Swedish for {key[0]!r}" for key, places in sorted(texts.items()) if key not in translated
    ]
    return problems


def _same_places(entry: Entry) -> bool:
    """Tell whether the Swedish fills the same ``{places}``; a singular may say its number as a word."""
    try:
        source = [_places(text) for text in entry.source]
        swedish = [_places(text) for text in entry.swedish]
    except ValueError:
        return False
    if len(source) == 1:
        return source == swedish
    singular, plural = swedish
    return plural == source[1] and singular | {"n"} == source[1] | {"n"}


def _places(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def compile_catalogue(folder: Path = TRANSLATIONS) -> Path:
    """Make ``sv.mo`` of the rooms' files and return its path; a file that is already right is left alone."""
    merged = Catalog(locale=LANGUAGE, charset="utf-8")
    for entry in read_entries(folder / LANGUAGE):
        if all(entry.swedish) and not entry.fuzzy:
            one = len(entry.source) == 1
            merged.add(entry.source[0] if one else entry.source, entry.swedish[0] if one else entry.swedish)
    target = folder / f"{LANGUAGE}.mo"
    draft = target.with_suffix(".mo.new")
    with draft.open("wb") as file:
        write_mo(file, merged)
    if target.exists() and target.read_bytes() == draft.read_bytes():
        draft.unlink()
    else:
        draft.replace(target)
    return target


def print_missing(texts: dict[Texts, list[str]], entries: list[Entry]) -> None:
    """Print the texts without Swedish as .po entries."""
    translated = {entry.source for entry in entries}
    for key, places in sorted(texts.items(), key=lambda item: item[1][0]):
        if key in translated:
            continue
        print(f"#: {places[0]}\nmsgid {_quoted(key[0])}")
        if len(key) == 2:
            print(f'msgid_plural {_quoted(key[1])}\nmsgstr[0] ""\nmsgstr[1] ""\n')
        else:
            print('msgstr ""\n')


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def main() -> int:
    parser = argparse.ArgumentParser(description="Collect, check and compile the program's texts.")
    parser.add_argument("work", choices=["compile", "check", "missing"])
    work = parser.parse_args().work
    if work == "compile":
        print(compile_catalogue().relative_to(ROOT))
        return 0
    texts, entries = collect_texts(), read_entries()
    if work == "missing":
        print_missing(texts, entries)
        return 0
    problems = find_problems(texts, entries)
    for problem in problems:
        print(problem)
    print(f"{len(texts)} texts, {len(problems)} problems in the Swedish")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
