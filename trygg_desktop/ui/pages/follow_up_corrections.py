"""What goes back of the previewed workbooks: correction files with e-mail drafts; good rows may be taken in first."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from trygg_desktop.errors import UserError
from trygg_desktop.messages import N_, NN_, Message
from trygg_desktop.ui.actions import Action
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import make_button, make_label
from trygg_desktop.workflows.returns_choice import Choice
from trygg_desktop.workflows.returns_preview import Preview

if TYPE_CHECKING:
    from trygg_desktop.workflows.collect import Accepted
    from trygg_desktop.workflows.correction_letters import SendBack
    from trygg_desktop.workflows.letters import WrittenDraft


class CorrectionBar(QWidget):
    """A line under the preview that says how many workbooks have something to put right, and sends them back.

    ``leave`` is called when the workbooks have been dealt with, ``compare`` when what is stored was changed meanwhile.
    """

    def __init__(self, session: Session, leave: Callable[[], object], compare: Callable[[], object]) -> None:
        super().__init__()
        self._session, self._leave, self._compare = session, leave, compare
        self._all: Sequence[Preview] = ()
        self._previews: Sequence[Preview] = ()
        self._choice = Choice(rows=())
        self._text = make_label("", wrap=True, tone="red")
        self.only_back = make_button(" ", self.send_back)
        self.both = make_button(" ", self.take_in_and_send_back)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, GRID, 0, 0)
        line.setSpacing(GRID)
        line.addWidget(self._text, 1)
        line.addWidget(self.only_back)
        line.addWidget(self.both)
        self.hide()

    def show_previews(self, previews: Sequence[Preview], choice: Choice) -> None:
        """Show how many of the workbooks have something to put right; ``choice`` is what is to be taken in."""
        from trygg_desktop.workflows.corrections import needs_correction

        loc = self._session.loc
        self._previews = [preview for preview in previews if needs_correction(preview)]
        self._all, self._choice = previews, choice
        count = len(self._previews)
        self.setVisible(bool(count))
        if not count:
            return
        text = loc.tn("✕ {n} workbook has something to correct", "✕ {n} workbooks have something to correct", count)
        self._text.setText(text)
        self.only_back.setText(loc.tn("Make correction file …", "Make {n} correction files …", count))
        self.both.setText(
            loc.tn(
                "Take in the good rows and make a correction file",
                "Take in the good rows and make {n} correction files",
                count,
            )
        )
        self.both.setEnabled(bool(choice.rows) and not self._session.project.read_only)
        for button in (self.only_back, self.both):
            button.setAccessibleName(button.text())

    def actions_offered(self) -> list[Action]:
        """Offer the same in the menu and the search box."""
        return [
            Action(
                key="make_corrections",
                text=N_("Make correction files …"),
                run=self.send_back,
                menu="do",
                enabled=lambda: bool(self._previews),
            ),
            Action(
                key="take_in_and_correct",
                text=N_("Take in the good rows and make correction files"),
                run=self.take_in_and_send_back,
                menu="do",
                enabled=lambda: bool(self._previews) and self.both.isEnabled(),
            ),
        ]

    def send_back(self) -> None:
        """Write a correction file and a draft for each faulty workbook; nothing of it is taken in."""
        self._send(take_in=False)

    def take_in_and_send_back(self) -> None:
        """Take in the chosen rows as one step, and write a correction file and a draft for each faulty workbook."""
        self._send(take_in=True)

    def _send(self, *, take_in: bool) -> None:
        from trygg_desktop.workflows.correction_letters import prepare_send_back

        self._session.jobs.run_with_project(
            N_("Comparing the workbooks with the plan"),
            prepare_send_back,
            self._session.project,
            list(self._previews),
            then=lambda made: self._ask_folder(made, take_in=take_in),
        )

    def _ask_folder(self, made: "SendBack", *, take_in: bool) -> None:
        prompter = self._session.prompter
        for refusal in made.refused:
            prompter.show_error(refusal)
        folder = prompter.ask_folder(N_("Write correction files in the folder")) if made.contents else None
        if folder is None:
            return
        if take_in:
            self._write(made, folder, lambda drafts: self._take_in(made, drafts, folder))
        else:
            self._write(made, folder, lambda drafts: self._note(made, drafts, folder))

    def _take_in(self, made: "SendBack", drafts: "Sequence[WrittenDraft]", folder: Path) -> None:
        """Take in the chosen rows and note what goes back, as one step: one undo takes back both."""
        from trygg_desktop.workflows.collect import accept_returns

        session = self._session
        session.jobs.run_with_project(
            N_("Taking in the good rows"),
            accept_returns,
            session.project,
            list(self._all),
            choice=self._choice,
            sent_back=made.contents,
            loc=session.loc,
            then=lambda done: self._tell(drafts, folder, _say_taken(done)),
            failed=self._refuse,
        )

    def _write(self, made: "SendBack", folder: Path, then: "Callable[[Sequence[WrittenDraft]], object]") -> None:
        from trygg_desktop.workflows.correction_letters import write_send_back

        session = self._session
        session.jobs.run(
            NN_("Writing {n} correction file", "Writing {n} correction files", len(made.contents)),
            write_send_back,
            made.contents,
            made.letters,
            str(folder),
            session.loc.code,
            then=then,
            failed=self._refuse,
        )

    def _refuse(self, error: UserError) -> None:
        """Say what went wrong, and show what is stored now."""
        self._session.prompter.show_error(error.message)
        self._compare()

    def _note(self, made: "SendBack", drafts: "Sequence[WrittenDraft]", folder: Path) -> None:
        from trygg_desktop.workflows.correction_letters import note_corrections

        session = self._session
        if not session.project.read_only:
            session.attempt(note_corrections, session.project, made.contents)
        self._tell(drafts, folder, N_("Nothing was taken in."))

    def _tell(self, drafts: "Sequence[WrittenDraft]", folder: Path, taken: Message) -> None:
        session = self._session
        self._leave()
        written = NN_(
            "{n} correction file was written in {folder}, with an e-mail draft beside it:\n\n{names}",
            "{n} correction files were written in {folder}, each with an e-mail draft beside it:\n\n{names}",
            len(drafts),
            folder=str(folder),
            names="\n".join(draft.book_name for draft in drafts),
        )
        session.prompter.tell(N_("{taken} {written}", taken=taken, written=written))


def _say_taken(done: "Accepted") -> Message:
    return N_("{new} new and {changed} changed answers were taken in.", new=done.new, changed=done.changed)
