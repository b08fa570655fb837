"""What a pack can carry inside itself: the departments' workbooks of the period, and the figures as CSV."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

from trygg_desktop.charts.series import in_time
from trygg_desktop.domain.small_counts import HIDDEN
from trygg_desktop.domain.words import say
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.packs.content import PackContent
from trygg_desktop.packs.enclosed import EvidenceFile
from trygg_desktop.store.project import Project

_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xls": "application/vnd.ms-excel",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".xlsb": "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
}


def gather_evidence(project: Project, content: PackContent, loc: Locale) -> tuple[PackContent, list[EvidenceFile]]:
    """Return the files that the pack carries, and its content with their names and with those that are withheld.

    An original that was not kept, because it held identity numbers or the leader declined it, is named as withheld; in
    a public pack all originals are.
    """
    files: list[EvidenceFile] = []
    withheld: list[str] = []
    for line in content.sources:
        try:
            if content.is_public:
                raise UserError("The original file is not kept in this project.")
            _, found = project.file_content(line.batch.file_sha256)
        except UserError:
            withheld.append(line.batch.file_name)
            continue
        name = _free_name(line.batch.file_name, files)
        media_type = _TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream")
        about = loc.t("Workbook from {party}, read in on {day}", party=line.party, day=line.batch.made_at.date())
        files.append(EvidenceFile(name, found, media_type, about, is_source=True))
    files += _figures(content, loc)
    named = replace(
        content, with_evidence=True, carried=tuple(file.name for file in files), withheld=tuple(dict.fromkeys(withheld))
    )
    return named, files


def evidence_again(project: Project, content: PackContent) -> list[EvidenceFile]:
    """Return the files of a frozen pack that carried some, as they were."""
    return gather_evidence(project, content, Locale(content.language))[1] if content.with_evidence else []


def _free_name(name: str, files: Sequence[EvidenceFile]) -> str:
    taken = {file.name for file in files}
    path, number = PurePath(PurePath(name).name), 1
    free = path.name
    while free in taken:
        number += 1
        free = f"{path.stem} ({number}){path.suffix}"
    return free


def _figures(content: PackContent, loc: Locale) -> Iterable[EvidenceFile]:
    """Yield the pack's figures as CSV, marked by semicolons, with decimals as the language writes them."""
    hidden = set(content.hidden_values)
    rows = [
        (
            series.indicator.code,
            series.indicator.name,
            series.indicator.unit,
            found.on,
            HIDDEN if (series.indicator.id, found.on) in hidden else _figure(found.value, loc),
            _figure(found.n, loc),
            found.source,
        )
        for series in content.indicators
        for found in in_time(series.observations)
    ]
    if rows:
        head = [loc.t("Code"), loc.t("Indicator"), loc.t("Unit"), loc.t("When"), loc.t("Value"), loc.t("Answers")]
        yield _csv(loc.t("Indicators"), [*head, loc.t("Source")], rows, loc)
    if content.measures:
        measures = [
            (
                line.measure.code,
                line.measure.title,
                line.party,
                loc.t(say(line.answer.status)) if line.answer and line.answer.status else "",
                loc.t(say(line.answer.assessment)) if line.answer and line.answer.assessment else "",
                _figure(line.answer.progress if line.answer else None, loc),
                _figure(None if line.measure.budget_ore is None else line.measure.budget_ore / 100, loc),
                _figure(line.answer.outcome_ore / 100 if line.answer and line.answer.outcome_ore else None, loc),
            )
            for line in content.measures
        ]
        names = [loc.t("Code"), loc.t("Measure"), loc.t("Responsible"), loc.t("Status"), loc.t("Assessment")]
        names += [loc.t("Done"), loc.t("Budget"), loc.t("Outcome")]
        yield _csv(loc.t("Measures"), names, measures, loc)


def _figure(value: float | None, loc: Locale) -> str:
    if value is None:
        return ""
    text = f"{value:g}" if abs(value) < 1e6 else f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if loc.code == "sv" else text


def _csv(name: str, head: Sequence[str], rows: Iterable[Sequence[str]], loc: Locale) -> EvidenceFile:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    about = loc.t("The figures of this pack: {name}", name=name)
    return EvidenceFile(f"{name}.csv", written.getvalue().encode("utf-8-sig"), "text/csv", about, is_source=False)
