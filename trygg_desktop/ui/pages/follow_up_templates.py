"""Writes the workbooks and e-mail drafts of a period: asks for a folder, lets the worker write, says what there is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from trygg_desktop.domain.collection import REMINDING_BEGINS, can_remind_all, is_silent
from trygg_desktop.domain.periods import Period
from trygg_desktop.messages import N_, NN_, Message
from trygg_desktop.store.desk_reading import read_desk
from trygg_desktop.ui.session import Session

if TYPE_CHECKING:
    from trygg_desktop.exchange.template_content import TemplateContent
    from trygg_desktop.workflows.letters import WrittenDraft

_NAMED = 6


def write_templates_for(session: Session, period: Period, party_ids: Sequence[int] | None = None) -> None:
    """Write a workbook and a draft for each party that has something to answer for ``period``, and note it.

    ``party_ids`` narrows them.
    """
    from trygg_desktop.workflows.letters import LetterKind, make_letters, write_requests
    from trygg_desktop.workflows.templates import note_written

    contents = _gather(session, period, party_ids)
    folder = session.prompter.ask_folder(N_("Write templates in the folder")) if contents else None
    if folder is None:
        return

    def take(drafts: Sequence["WrittenDraft"]) -> None:
        session.attempt(
            note_written, session.project, period.code, contents, [folder / draft.book_name for draft in drafts]
        )
        session.prompter.tell(
            NN_(
                "{n} workbook, and an e-mail draft with it attached, was written in {folder}:\n\n{names}{rest}",
                "{n} workbooks, and for each an e-mail draft with it attached, were written in {folder}:\n\n"
                "{names}{rest}",
                len(drafts),
                folder=str(folder),
                names="\n".join(draft.book_name for draft in drafts),
                rest=_say_unaddressed(drafts),
            )
        )

    session.jobs.run(
        N_("Writing templates for {period}", period=period.name),
        write_requests,
        contents,
        make_letters(session.project, period, contents, LetterKind.REQUEST),
        str(folder),
        session.loc.code,
        then=take,
    )


def remind_silent(session: Session, period: Period) -> None:
    """Write a reminder for every silent party, near the last day or after it."""
    if not can_remind_all(period, session.today()):
        session.prompter.tell(
            N_(
                "The last day is {day}. The silent parties can be reminded from {first}; a single one at any time.",
                day=period.due_date,
                first=period.due_date - REMINDING_BEGINS,
            )
        )
        return
    silent = [line.id for line in read_desk(session.project, period, session.today()) if is_silent(line.state)]
    if not silent:
        session.prompter.tell(N_("No party that has been asked is silent."))
        return
    write_reminders_for(session, period, silent)


def write_reminders_for(session: Session, period: Period, party_ids: Sequence[int]) -> None:
    """Write a reminder for each of some parties in a folder that is asked for, and count it."""
    from trygg_desktop.workflows.desk import mark_reminded
    from trygg_desktop.workflows.letters import LetterKind, make_letters, write_reminders

    contents = _gather(session, period, party_ids)
    folder = session.prompter.ask_folder(N_("Write reminders in the folder")) if contents else None
    if folder is None:
        return
    codes = {line.party.code: line.id for line in read_desk(session.project, period, session.today())}

    def take(drafts: Sequence["WrittenDraft"]) -> None:
        session.attempt(mark_reminded, session.project, period, [codes[draft.party_code] for draft in drafts])
        session.prompter.tell(
            NN_(
                "{n} reminder was written in {folder} as an e-mail draft.{rest}",
                "{n} reminders were written in {folder} as e-mail drafts.{rest}",
                len(drafts),
                folder=str(folder),
                rest=_say_unaddressed(drafts),
            )
        )

    session.jobs.run(
        N_("Writing reminders for {period}", period=period.name),
        write_reminders,
        contents,
        make_letters(session.project, period, contents, LetterKind.REMINDER),
        str(folder),
        session.loc.code,
        then=take,
    )


def _gather(session: Session, period: Period, party_ids: Sequence[int] | None) -> "list[TemplateContent]":
    """Return what the parties are asked; none of them anything is said in words."""
    from trygg_desktop.workflows.templates import template_contents

    contents: list[TemplateContent] | None = session.attempt(
        template_contents, session.project, period.code, party_ids=party_ids
    )
    if contents == []:
        session.prompter.tell(
            N_(
                "No party has anything to answer for {period}: no measure runs in it and no indicator has an owner.",
                period=period.name,
            )
            if party_ids is None
            else N_("The chosen parties have nothing to answer for {period}.", period=period.name)
        )
    return contents or []


def _say_unaddressed(drafts: Sequence["WrittenDraft"]) -> Message | str:
    names = [draft.party_name for draft in drafts if not draft.to]
    if not names:
        return ""
    shown = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
    return NN_(
        "\n\n{n} draft has no addressee, because no role of the party has an e-mail address: {names}. Addresses are "
        "entered under Organisation.",
        "\n\n{n} drafts have no addressee, because no role of the party has an e-mail address: {names}. Addresses are "
        "entered under Organisation.",
        len(names),
        names=shown,
    )
