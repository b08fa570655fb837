"""A preview as plain JSON, for the command line and other programs: code words, numbers, and messages in words."""

from collections.abc import Sequence
from typing import Any

from trygg_desktop.domain.answer_gaps import gap_of
from trygg_desktop.domain.follow_up import ANSWERS
from trygg_desktop.domain.interpretation import ColumnReading
from trygg_desktop.domain.returns import Problem
from trygg_desktop.formats import Locale
from trygg_desktop.workflows.reading_profiles import say_rule
from trygg_desktop.workflows.returns_preview import Preview, PreviewEst, PreviewObservation, PreviewRow, tell_once

_ORE_IN_TKR = 100_000


def preview_json(previews: Sequence[Preview], loc: Locale) -> list[dict[str, Any]]:
    """Return previews as ``import --json`` prints them, one object a workbook.

    Money is in thousands of kronor (``outcome_tkr``); what was not answered is ``None``, and so is an answer that there
    is no value: ``gaps`` say which, and why (``dash``, ``missing``, ``not_applicable``). ``unmatched`` are the titles
    of rows that no measure was found for; what there is to say of them stands among the book's problems, as do the
    sheets and columns that were left out. ``columns`` say what each column of a department's own table was taken for,
    ``profile`` by which of the party's reading rules.
    """
    return [_book(preview, loc) for preview in previews]


def _book(preview: Preview, loc: Locale) -> dict[str, Any]:
    summary = preview.summary
    apart = tell_once(problem for row in preview.unmatched for problem in row.problems)
    concerning = (*preview.problems, *apart, *_refusal(preview), *preview.ignored)
    return {
        "file": preview.file_name,
        "party": preview.party.code if preview.party else None,
        "sheets": list(preview.sheets),
        "columns": [_column(sheet.name, column) for sheet in preview.interpretation.sheets for column in sheet.columns],
        "profile": [loc.t(say_rule(rule)) for rule in preview.profile],
        "rows": [_row(row, loc) for row in preview.rows],
        "observations": [_observation(seen, loc) for seen in preview.observations],
        "est": [_count(seen, loc) for seen in preview.est],
        "unmatched": preview.unmatched_names,
        "problems": [_problem(problem, loc, where=True) for problem in concerning],
        "summary": {
            "new": summary.new,
            "changed": summary.changed,
            "same": summary.same,
            "unmatched": summary.unmatched,
            "errors": summary.errors,
            "warnings": summary.warnings,
            **({"est": _counted(preview)} if preview.est else {}),
        },
    }


def _column(sheet: str, column: ColumnReading) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "column": column.letter,
        "header": column.header,
        "field": column.taken_for or None,
        "by_profile": column.is_ruled,
    }


def _refusal(preview: Preview) -> list[Problem]:
    known = preview.refused is None or any(problem.message == preview.refused for problem in preview.problems)
    return [] if known or preview.refused is None else [Problem(severity="error", message=preview.refused)]


def _row(row: PreviewRow, loc: Locale) -> dict[str, Any]:
    return {
        "sheet": row.sheet,
        "row": row.row,
        "measure": row.measure.code if row.measure else None,
        "match": row.match,
        "period": row.period.code if row.period else None,
        "values": {
            _name(name): _value(name, row.values[name].value if name in row.values else None) for name in ANSWERS
        },
        "gaps": {
            _name(name): gap
            for name, value in row.values.items()
            if value.value is None and (gap := gap_of(value.original)) is not None
        },
        "changes": {
            _name(name): [_value(name, change.old), _value(name, change.new)] for name, change in row.changes.items()
        },
        "problems": [_problem(problem, loc) for problem in row.problems],
    }


def _observation(seen: PreviewObservation, loc: Locale) -> dict[str, Any]:
    return {
        "sheet": seen.sheet,
        "row": seen.row,
        "indicator": seen.indicator.code if seen.indicator else None,
        "on": seen.on,
        "value": seen.new,
        "changes": {"value": [seen.old, seen.new]} if seen.state in ("new", "changed") else {},
        "problems": [_problem(problem, loc) for problem in seen.problems],
    }


def _count(seen: PreviewEst, loc: Locale) -> dict[str, Any]:
    """Return one count of EST; ``change`` is old and new where it would change, ``area`` as the programme names it."""
    return {
        "sheet": seen.sheet,
        "row": seen.row,
        "cell": seen.cell,
        "week": seen.week or None,
        "area": seen.area.name if seen.area else seen.area_name or None,
        "known_area": seen.area.code if seen.area else None,
        "place": seen.place,
        "event_type": seen.event_type,
        "count": seen.new,
        "change": [seen.old, seen.new] if seen.state in ("new", "changed") else None,
        "problems": [_problem(problem, loc) for problem in seen.problems],
    }


def _counted(preview: Preview) -> dict[str, int]:
    """Say how many of EST's counts would do what; they are among the counts of the whole summary too."""
    states = [seen.state for seen in preview.est if seen.state in ("same", "refused") or preview.is_chosen(seen)]
    return {state: states.count(state) for state in ("new", "changed", "same", "refused")}


def _problem(problem: Problem, loc: Locale, *, where: bool = False) -> dict[str, Any]:
    said = {"severity": problem.severity, "cell": problem.cell, "message": loc.t(problem.message)}
    return said | {"sheet": problem.sheet, "row": problem.row or None} if where else said


def _name(name: str) -> str:
    return "outcome_tkr" if name == "outcome_ore" else name


def _value(name: str, value: object) -> object:
    """Return a value as JSON has it: the code of a word, tkr for öre, ``None`` for an empty text."""
    if value == "":
        return None
    if name == "outcome_ore" and isinstance(value, int):
        return value // _ORE_IN_TKR if value % _ORE_IN_TKR == 0 else value / _ORE_IN_TKR
    return str(value) if isinstance(value, str) else value
