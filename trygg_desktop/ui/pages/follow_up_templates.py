"""Writes the templates of a period: asks for a folder, lets the worker write, says which files there are."""

from collections.abc import Sequence
from pathlib import Path

from trygg_desktop.domain.periods import Period
from trygg_desktop.messages import N_, NN_
from trygg_desktop.ui.session import Session


def write_templates_for(session: Session, period: Period) -> None:
    """Write a workbook for each party that has something to answer for ``period``."""
    from trygg_desktop.workflows.templates import template_contents, write_contents

    contents = session.attempt(template_contents, session.project, period.code)
    if contents is None:
        return
    if not contents:
        session.prompter.tell(
            N_(
                "No party has anything to answer for {period}: no measure runs in it and no indicator has an owner.",
                period=period.name,
            )
        )
        return
    folder = session.prompter.ask_folder(N_("Write templates in the folder"))
    if folder is None:
        return

    def tell(paths: Sequence[Path]) -> None:
        names = "\n".join(path.name for path in paths)
        session.prompter.tell(
            NN_(
                "{n} workbook was written in {folder}:\n\n{names}",
                "{n} workbooks were written in {folder}:\n\n{names}",
                len(paths),
                folder=str(folder),
                names=names,
            )
        )

    session.jobs.run(
        N_("Writing templates for {period}", period=period.name),
        write_contents,
        contents,
        str(folder),
        session.loc.code,
        then=tell,
    )
