"""Collect (J3), sending back: a correction file and an e-mail draft for each faulty return, noted at the desk."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from trygg_desktop.domain.organisation import Party
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.correction_content import CorrectionContent
from trygg_desktop.formats import Locale
from trygg_desktop.jobs import Report, report_to_nobody
from trygg_desktop.messages import N_, Message
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.corrections import correction_contents, needs_correction, write_corrections
from trygg_desktop.workflows.desk import SentBack, note_sent_back
from trygg_desktop.workflows.letters import Letter, LetterKind, WrittenDraft, make_letters, write_draft
from trygg_desktop.workflows.returns_preview import Preview
from trygg_desktop.workflows.templates import known_period


@dataclass(frozen=True, slots=True, kw_only=True)
class SendBack:
    """What goes back to the senders of faulty returns: a letter for each content, and why some cannot be sent."""

    contents: tuple[CorrectionContent, ...]
    letters: tuple[Letter, ...]
    refused: tuple[Message, ...] = ()


def prepare_send_back(project: Project, previews: Sequence[Preview], *, report: Report = report_to_nobody) -> SendBack:
    """Return what goes back of the returns that have something to put right; nothing is written."""
    contents: list[CorrectionContent] = []
    refused: list[Message] = []
    for done, preview in enumerate(previews):
        report(done, len(previews), N_("Looking through {file}", file=preview.file_name))
        if needs_correction(preview):
            try:
                contents += correction_contents(project, preview)
            except UserError as error:
                refused.append(error.message)
    letters = tuple(_letter(project, content) for content in contents)
    return SendBack(contents=tuple(contents), letters=letters, refused=tuple(refused))


def _letter(project: Project, content: CorrectionContent) -> Letter:
    period = known_period(project, content.template.period)
    letters = make_letters(project, period, [content.template], LetterKind.CORRECTION)
    letter = letters[content.template.party_code]
    return replace(letter, faults=len(content.faults), file_name=content.file_name, is_late=False)


def write_send_back(
    report: Report | None, contents: Sequence[CorrectionContent], letters: Sequence[Letter], folder: str, language: str
) -> tuple[WrittenDraft, ...]:
    """Write each correction file and an e-mail draft beside it; plain arguments, so that it can run as a job.

    No file is ever replaced. Raises ``OutputRefused`` when the folder cannot be written to.
    """
    paths = write_corrections(report, contents, folder, language)
    return tuple(
        write_draft(letter, path, path.with_suffix(".eml"), language)
        for letter, path in zip(letters, paths, strict=True)
    )


def note_corrections(project: Project, contents: Sequence[CorrectionContent]) -> None:
    """Note at the desk that the workbooks of ``contents`` were sent back today, as one step."""
    parties = {party.code: party for party in project.all(Party)}
    note_sent_back(
        project,
        [
            SentBack(
                period=known_period(project, content.template.period),
                party=parties[content.template.party_code],
                errors=len(content.faults),
                file_name=content.file_name,
            )
            for content in contents
        ],
    )


def write_all_back(
    project: Project, previews: Sequence[Preview], folder: Path, loc: Locale
) -> tuple[tuple[CorrectionContent, ...], list[Path]]:
    """Write a correction file and a draft for each faulty return; return what went back and the files.

    The desk notes it when the good rows are taken in (``accept_returns``, ``sent_back``), in one step with them.
    Raises ``OutputRefused`` when the folder cannot be written to; nothing is stored then.
    """
    made = prepare_send_back(project, previews)
    drafts = write_send_back(None, made.contents, made.letters, str(folder), loc.code)
    return made.contents, [folder / draft.book_name for draft in drafts]
