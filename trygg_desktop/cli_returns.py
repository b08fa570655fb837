"""Returned workbooks on the command line: what was matched, what would change, what needs a look."""

from collections.abc import Iterator, Sequence

from trygg_desktop.cli_speech import set_table
from trygg_desktop.domain.returns import Problem
from trygg_desktop.formats import GAP, Locale
from trygg_desktop.messages import Message
from trygg_desktop.workflows.returns_preview import Preview


def show_previews(previews: Sequence[Preview], loc: Locale) -> str:
    """Return a table of the workbooks, and under it everything that is to be looked at, workbook by workbook."""
    head = [
        loc.t("Workbook"),
        loc.t("Party"),
        loc.t("Period"),
        loc.t("New"),
        loc.t("Changed"),
        loc.t("Same"),
        loc.t("Unmatched"),
        loc.t("Errors"),
        loc.t("Warnings"),
    ]
    parts = [set_table(head, [_line(preview, loc) for preview in previews])]
    for preview in previews:
        remarks = list(_remarks(preview, loc))
        if remarks:
            parts.append("\n".join([preview.file_name, *(f"  {remark}" for remark in remarks)]))
    return "\n\n".join(parts)


def reason_for_refusal(preview: Preview) -> Message | None:
    """Return why nothing could be read from a workbook, or ``None`` when something could."""
    if preview.refused is not None:
        return preview.refused
    if preview.rows or preview.unmatched or preview.observations or preview.est:
        return None
    return next((problem.message for problem in preview.problems if problem.severity == "error"), None)


def _line(preview: Preview, loc: Locale) -> list[str]:
    summary = preview.summary
    counts = (summary.new, summary.changed, summary.same, summary.unmatched, summary.errors, summary.warnings)
    return [
        preview.file_name,
        preview.party.short_name or preview.party.name if preview.party else GAP,
        loc.t(preview.period.short_name) if preview.period else GAP,
        *(loc.number(count) for count in counts),
    ]


def _remarks(preview: Preview, loc: Locale) -> Iterator[str]:
    """Say what is to be looked at, errors first, then warnings, then what was left out."""
    reason = reason_for_refusal(preview)
    if reason is not None:
        yield f"✕ {loc.t(reason)}"
    problems = [problem for problem in (*preview.all_problems, *preview.ignored) if problem.message != reason]
    marks = {"error": "✕", "warning": "▲", "notice": "·"}
    for severity, mark in marks.items():
        for problem in problems:
            if problem.severity == severity:
                yield f"{mark} {_place(problem, loc)}{loc.t(problem.message)}"


def _place(problem: Problem, loc: Locale) -> str:
    """Say where: sheet and cell, or sheet and row."""
    if problem.cell:
        return loc.t("{sheet}, cell {cell}: ", sheet=problem.sheet, cell=problem.cell)
    if problem.row:
        return loc.t("{sheet}, row {row}: ", sheet=problem.sheet, row=str(problem.row))
    return f"{problem.sheet}: " if problem.sheet else ""
