"""A prompter that never waits: it answers what the test has laid ready and remembers what was asked and told."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from trygg_desktop.formats import Locale
from trygg_desktop.messages import Message
from trygg_desktop.ui.prompter import Prompter


class ReadyPrompter(Prompter):
    """``answers`` are given in turn to whatever is asked; without one the question is stepped back from.

    ``errors``, ``told`` and ``asked`` hold the texts in the reader's language, ``opened`` the files opened outside.
    """

    def __init__(self, loc: Locale, parent: Any = None) -> None:
        super().__init__(loc, parent)
        self.answers: list[Any] = []
        self.errors: list[str] = []
        self.told: list[str] = []
        self.asked: list[str] = []
        self.opened: list[Path] = []

    def show_error(self, message: Message) -> None:
        self.errors.append(self.loc.t(message))

    def tell(self, message: Message) -> None:
        self.told.append(self.loc.t(message))

    def confirm(self, question: Message, verb: Message) -> bool:
        return bool(self._answer(question, default=False))

    def ask_text(self, title: Message, label: Message, value: str = "") -> str | None:
        answer: str | None = self._answer(label)
        return answer

    def ask_one(self, title: Message, label: Message, choices: Sequence[tuple[int, str]]) -> int | None:
        answer: int | None = self._answer(title)
        return answer

    def ask_pack(self, dialog: Any) -> Any:
        self.asked.append(dialog.windowTitle())
        return self.answers.pop(0)(dialog) if self.answers else None

    def ask_open(self, title: Message, pattern: str, *, many: bool = False) -> list[Path]:
        answer: list[Path] = self._answer(title, default=[])
        return answer

    def ask_save(self, title: Message, suggestion: str, pattern: str) -> Path | None:
        answer: Path | None = self._answer(title)
        return answer

    def ask_folder(self, title: Message) -> Path | None:
        answer: Path | None = self._answer(title)
        return answer

    def open_outside(self, path: Path) -> None:
        self.opened.append(path)

    def ask_printer(self, pages: int) -> Any:
        self.asked.append(str(pages))
        return self.answers.pop(0) if self.answers else None

    def _answer(self, question: Message, default: Any = None) -> Any:
        self.asked.append(self.loc.t(question))
        return self.answers.pop(0) if self.answers else default
