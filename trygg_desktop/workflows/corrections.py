"""Collect (J3), what goes back: a correction file (*rättelsefil*) for each faulty return, with the sender's own values.

Good rows go in, bad rows go back: the file holds everything as it was sent, and what is wrong in it is marked.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from trygg_desktop.domain.answers import (
    Answer,
    read_assessment,
    read_moment,
    read_number,
    read_outlook,
    read_percent,
    read_status,
    read_tkr,
)
from trygg_desktop.domain.follow_up import ANSWERS
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.privacy import mask
from trygg_desktop.domain.returns import Problem, ReadValue
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.correction_content import CorrectionContent, Fault, Kind
from trygg_desktop.exchange.correction_writing import write_correction
from trygg_desktop.exchange.template_content import NewRow, TemplateContent, TemplateIndicator
from trygg_desktop.formats import Locale
from trygg_desktop.jobs import Report
from trygg_desktop.messages import N_, Message
from trygg_desktop.outputs import make_folder
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.returns_preview import Preview, PreviewObservation, PreviewRow
from trygg_desktop.workflows.templates import free_place, template_content, template_name

_READERS: Mapping[str, Callable[[str], Answer[object]]] = {
    "status": read_status,
    "assessment": read_assessment,
    "outlook": read_outlook,
    "progress": partial(read_percent, scale="whole"),
    "outcome_ore": read_tkr,
    "value": read_number,
    "n": read_number,
    "on": read_moment,
}
_CELL_ERROR = re.compile(r"#[A-ZÅÄÖ0-9/_]+[!?]?")
_VALUE_COLUMNS = ("value", "on", "n", "source", "name")


def needs_correction(preview: Preview) -> bool:
    """Tell whether something in a return is for its sender to put right: an error, or a row of no known measure."""
    return preview.refused is None and bool(_faulty_periods(preview) or _faulty_values(preview))


def correction_contents(project: Project, preview: Preview) -> list[CorrectionContent]:
    """Return what goes back of a faulty return: a file for each period with something to put right.

    Raises ``UserError`` when nobody knows who sent it, or there is nothing to put right.
    """
    if preview.party is None:
        raise UserError(
            "It is not clear which party {file} comes from. Name the party, then make the correction file.",
            file=preview.file_name,
        )
    periods = dict(_faulty_periods(preview))
    if not needs_correction(preview):
        raise UserError("There is nothing to correct in {file}.", file=preview.file_name)
    if not periods:
        periods = {code: None for code in [_period_of_values(preview)] if code}
    last = max(periods, default="")
    return [_content(project, preview, preview.party, code, with_values=code == last) for code in sorted(periods)]


def _faulty_periods(preview: Preview) -> dict[str, None]:
    rows = [row for row in preview.rows if row.is_open and row.period and _errors(row.problems)]
    rows += [row for row in preview.unmatched if row.is_open and row.period]
    return {row.period.code: None for row in rows if row.period}


def _faulty_values(preview: Preview) -> list[PreviewObservation]:
    return [seen for seen in preview.observations if seen.indicator is None or _errors(seen.problems)]


def _period_of_values(preview: Preview) -> str:
    """Return the period that a workbook of indicators is sent back for: its own, else the latest of its values."""
    if preview.period:
        return preview.period.code
    named = [seen.on for seen in preview.observations if re.fullmatch(r"20\d\d(-T[12])?", seen.on)]
    return max(named, key=lambda code: (code[:4], code[5:] or "T3"), default="")


def _errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]


def _content(project: Project, preview: Preview, party: Party, code: str, *, with_values: bool) -> CorrectionContent:
    rows = [row for row in preview.rows if row.period and row.period.code == code]
    values = list(preview.observations) if with_values else []
    blank = template_content(
        project,
        code,
        party,
        measures={row.measure.id: row.measure for row in rows if row.measure}.values(),
        indicators={seen.indicator.id: seen.indicator for seen in values if seen.indicator}.values(),
    )
    filling = _Filling(blank)
    filling.fill_rows(rows)
    filling.add_new_rows([row for row in preview.unmatched if row.period and row.period.code == code])
    filling.fill_values(values)
    return CorrectionContent(template=filling.content, faults=tuple(filling.faults), file_name=mask(preview.file_name))


@dataclass(slots=True)
class _Filling:
    """Fills a party's template with what it sent, and notes what is wrong in it."""

    content: TemplateContent
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.content = replace(self.content, is_correction=True)

    def fill_rows(self, rows: Sequence[PreviewRow]) -> None:
        """Fill in the rows of known measures."""
        sent: dict[int, list[PreviewRow]] = defaultdict(list)
        for row in rows:
            if row.measure:
                sent[row.measure.id].append(row)
        filled = []
        for number, asked in enumerate(self.content.rows):
            named = f"{asked.measure.code} {asked.measure.title}"
            answers, wrong = self._answers("measure", number, named, sent.get(asked.measure.id, []))
            filled.append(replace(asked, answers=answers, to_correct=wrong))
        self.content = replace(self.content, rows=tuple(filled))

    def add_new_rows(self, rows: Sequence[PreviewRow]) -> None:
        """Add the rows that no measure was found for, with room to say which one is meant."""
        new = []
        for number, row in enumerate(rows, len(self.content.rows)):
            named = " ".join(part for part in (row.code, row.title) if part)
            message = next((problem.message for problem in row.problems if not problem.cell), None)
            self._note("measure", number, "code", named, row.code or row.title, message or _UNKNOWN, row.sheet, row.row)
            answers, wrong = self._answers("measure", number, named, [row], known=False)
            new.append(NewRow(code=mask(row.code), title=mask(row.title), answers=answers, to_correct=("code", *wrong)))
        self.content = replace(self.content, new_rows=tuple(new))

    def _answers(
        self, kind: Kind, number: int, named: str, rows: Sequence[PreviewRow], *, known: bool = True
    ) -> tuple[dict[str, object], tuple[str, ...]]:
        """Return the answers of a measure as sent, by field, and the fields that are wrong."""
        answers: dict[str, object] = {}
        wrong: dict[str, None] = {}
        contradicted = False
        for name in ANSWERS:
            said = {str(row.values[name].value): row for row in rows if name in row.values}
            if len(said) > 1:
                contradicted = True
                places = [(row, _as_sent(row.values[name])) for row in said.values()]
                written = " / ".join(f"{row.values[name].original} ({row.values[name].cell})" for row, _ in places)
                wrong[name] = None
                self._note(kind, number, name, named, written, _CONTRADICTED, places[0][0].sheet, 0)
            elif said:
                answers[name] = _as_sent(next(iter(said.values())).values[name])
        for row in rows:
            for (cell, column), problems in _by_cell(row.problems, row.is_open).items():
                if not cell and (contradicted or not known):
                    continue
                self.faults.append(
                    Fault(
                        kind=kind,
                        row=number,
                        column=column,
                        name=named,
                        written=problems[0].original,
                        messages=tuple(problem.message for problem in problems),
                        sheet=row.sheet,
                        cell=cell or str(row.row),
                    )
                )
                if column in ANSWERS:
                    wrong[column] = None
                    answers[column] = answers.get(column) or _still_wrong(column, problems[0].original)
        return answers, tuple(wrong)

    def _note(
        self, kind: Kind, number: int, column: str, named: str, written: str, message: Message, sheet: str, row: int
    ) -> None:
        self.faults.append(
            Fault(
                kind=kind,
                row=number,
                column=column,
                name=named,
                written=mask(written),
                messages=(message,),
                sheet=sheet,
                cell=str(row) if row else "",
            )
        )

    def fill_values(self, values: Sequence[PreviewObservation]) -> None:
        """Fill in the values of indicators: a row for each, the unknown ones last."""
        known: dict[int, list[PreviewObservation]] = defaultdict(list)
        for seen in values:
            known[seen.indicator.id if seen.indicator else 0].append(seen)
        filled: list[TemplateIndicator] = []
        for asked in self.content.indicators:
            sent = known.get(asked.indicator_id, [])
            filled += [self._value(len(filled) + place, asked, seen) for place, seen in enumerate(sent)]
            filled += [] if sent else [asked]
        for seen in known.get(0, []):
            unknown = TemplateIndicator(indicator_id=0, code="", name=mask(seen.name))
            filled.append(self._value(len(filled), unknown, seen))
        self.content = replace(self.content, indicators=tuple(filled))

    def _value(self, number: int, asked: TemplateIndicator, seen: PreviewObservation) -> TemplateIndicator:
        answers: dict[str, object] = {"on": seen.on, "n": seen.n, "source": mask(seen.source)}
        answers["value"] = seen.new if seen.new is not None else mask(seen.original)
        wrong: dict[str, None] = {}
        named = " ".join(part for part in (asked.code, asked.name) if part)
        if seen.indicator is None:
            wrong["name"] = None
            message = next((problem.message for problem in seen.problems if not problem.cell), _UNKNOWN)
            self._note("indicator", number, "name", named, seen.name, message, seen.sheet, seen.row)
        for (cell, column), problems in _by_cell(seen.problems, is_open=True).items():
            column = column or ("value" if cell == seen.cell else "on" if cell else "")
            wrong[column] = None
            self.faults.append(
                Fault(
                    kind="indicator",
                    row=number,
                    column=column if column in _VALUE_COLUMNS else "",
                    name=named,
                    written=problems[0].original,
                    messages=tuple(problem.message for problem in problems),
                    sheet=seen.sheet,
                    cell=cell or str(seen.row),
                )
            )
            if column in answers and column != "source":
                answers[column] = _still_wrong(column, problems[0].original)
        return replace(asked, answers=answers, to_correct=tuple(name for name in wrong if name))


_UNKNOWN = N_("It is not in the plan.")
_CONTRADICTED = N_("Two rows say different things. Choose which is right.")


def _by_cell(problems: Iterable[Problem], is_open: bool) -> dict[tuple[str, str], list[Problem]]:
    """Return the errors that the sender can put right, by cell and column: what concerns a closed period is none."""
    found: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in _errors(problems):
        if problem.cell or is_open:
            found[problem.cell, problem.field].append(problem)
    return found


def _as_sent(value: ReadValue) -> object:
    """Return an answer as it was understood, or the sender's own word for having none."""
    return (
        mask(value.original) if value.value is None else mask(value.value) if type(value.value) is str else value.value
    )


def _still_wrong(column: str, original: str) -> str | None:
    """Return what the sender wrote where it is a fault in our template too, else nothing.

    Left as it is, it must never be taken for an answer: a lone 1 that can be 1 or 100 percent, an error of Excel's.
    """
    if _CELL_ERROR.fullmatch(original):
        return None
    reader = _READERS.get(column)
    answer = reader(original) if reader is not None else None
    if answer is not None and not (answer.problem and answer.severity == "error"):
        return None
    return original


def write_corrections(
    report: Report | None, contents: Sequence[CorrectionContent], folder: str, language: str
) -> tuple[Path, ...]:
    """Write a correction file for each content and return their paths; plain arguments, so that it can run as a job.

    No file is ever replaced. Raises ``OutputRefused`` when the folder cannot be made or written to.
    """
    loc, place = Locale(language), make_folder(folder)
    paths: list[Path] = []
    for done, content in enumerate(contents):
        if report is not None:
            report(
                done, len(contents), N_("Writing the correction file for {party}", party=content.template.party_name)
            )
        path = free_place(place / correction_name(content, loc))
        write_correction(path, content, loc)
        paths.append(path)
    return tuple(paths)


def correction_name(content: CorrectionContent, loc: Locale) -> str:
    """Return a correction file's name: ``Rättelse Uppföljning 2026-T2 Natur och teknik.xlsx``."""
    return f"{loc.t('Correction')} {template_name(content.template, [content.template], loc)}"
